"""Single requests of a spider that asks instead of crawling: in the host's pace, robots.txt obeyed, never raising."""

from __future__ import annotations

import asyncio
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from hashlib import sha256

from scrapy import Request
from scrapy.crawler import Crawler
from scrapy.http import Response

from crawler.extract.charset import decode
from crawler.extract.links import normalise
from crawler.robots import Robots, is_unavailable
from crawler.spiders.endings import header, is_text, name_error, truncated
from crawler.spiders.requests import FORM
from evidence.domains import netloc_of

MAX_HOPS = 5


@dataclass(frozen=True, slots=True)
class Answer:
    """How a request ended, at the address it ended at."""

    url: str
    status: int | None = None
    failure: str | None = None  # one of records.FAILURES
    detail: str = ""
    body: bytes = b""
    content_type: str | None = None
    elapsed_ms: int = 0

    @property
    def sha256(self) -> str | None:
        return sha256(self.body).hexdigest() if self.body else None

    @property
    def html(self) -> str:
        """The body as text; empty where it is none."""
        return (
            decode(self.body, self.content_type).text
            if self.body and is_text(self.content_type or "")
            else ""
        )


@dataclass(slots=True)
class Client:
    """Asks on behalf of one host's spider; ``robots`` by netloc, those of other hosts are fetched when needed."""

    crawler: Crawler
    agent: str
    robots: dict[str, Robots | None] = field(default_factory=dict)  # None: nothing is allowed
    requests: int = 0

    async def ask(
        self, url: str, method: str = "GET", body: str = "", referer: str = "", follow: bool = True
    ) -> Answer:
        """One question; redirects are followed, each only where robots.txt allows it."""
        answer = await self._once(url, method, body, referer)
        for _ in range(MAX_HOPS):
            target = answer.detail if follow and answer.status in (301, 302, 303, 307, 308) else ""
            if not target or answer.failure:
                break
            answer = await self._once(target, "GET", "", referer)
        return answer

    async def _once(self, url: str, method: str, body: str, referer: str) -> Answer:
        if not await self._allows(url):
            return Answer(url, failure="robots")
        headers = {"Referer": referer} if referer else {}
        if method == "POST":
            headers["Content-Type"] = FORM
        return await self._send(url, method, body, headers)

    async def _send(self, url: str, method: str, body: str, headers: Mapping[str, str]) -> Answer:
        meta = {"download_slot": netloc_of(url)}
        self.requests += 1
        try:
            request = Request(
                url, method=method, body=body, headers=dict(headers), meta=meta, dont_filter=True
            )
            response = await self.crawler.engine.download_async(request)
        except asyncio.CancelledError:
            raise
        except Exception as error:  # noqa: BLE001 - every ending of a request has a name
            failure, said = name_error(error)
            return Answer(url, failure=failure, detail=said)
        return _answer(url, response)

    async def _allows(self, url: str) -> bool:
        netloc = netloc_of(url)
        if netloc not in self.robots:
            self.robots[netloc] = await self._fetch_robots(f"{url.partition('://')[0]}://{netloc}/robots.txt")
        rules = self.robots[netloc]
        return rules is not None and rules.allows(url)

    async def _fetch_robots(self, url: str) -> Robots | None:
        """RFC 9309: 2xx is obeyed, 4xx allows everything, anything else forbids everything."""
        for _ in range(MAX_HOPS):
            answer = await self._send(url, "GET", "", {})
            if answer.status not in (301, 302, 303, 307, 308) or not answer.detail or answer.failure:
                break
            url = answer.detail
        if answer.status == 200 and not answer.failure:
            return Robots.read(answer.body, self.agent)
        return Robots() if is_unavailable(answer.status) and not answer.failure else None


def _answer(url: str, response: Response) -> Answer:
    """``detail`` of a redirect is where it leads."""
    elapsed_ms = int(response.meta.get("elapsed_ms", 0))
    found = Answer(
        url, response.status, None, "", response.body, header(response, "Content-Type"), elapsed_ms
    )
    mark = response.meta.get("blocked")
    if mark:
        return replace(found, failure="blocked", detail=str(mark))
    if truncated(response):
        return replace(found, failure="reset", detail="the answer broke off")
    if response.status in (301, 302, 303, 307, 308):
        return replace(found, detail=normalise(header(response, "Location") or "", url) or "", body=b"")
    return found
