"""What is asked once per host and run, after its crawl: DNS, TLS, the site search, a path that cannot exist, slow pages.

Every answer becomes an observation, every failure has a name, and all of it is bounded in time. Nothing is
asked over HTTP of a host that stopped the crawl.
"""

from __future__ import annotations

import asyncio
import logging
from collections import Counter
from collections.abc import AsyncIterator, Callable, Sequence
from dataclasses import dataclass, field, replace
from datetime import UTC, date, datetime
from functools import partial
from hashlib import blake2b
from time import monotonic
from typing import Any, Self
from urllib.parse import urlsplit

from scrapy import Request, Spider, signals
from scrapy.crawler import Crawler
from scrapy.http import Headers

from crawler.asks import tls
from crawler.asks.dns import CONTROLS, DnsAsker
from crawler.asks.threads import in_thread
from crawler.columns import rebuild_columns
from crawler.extract.links import extension, fold, normalise, url_key
from crawler.extract.page import read_page
from crawler.robots import Robots
from crawler.spiders.client import MAX_HOPS, Answer, Client
from crawler.spiders.endings import is_text, stop_unless_text
from crawler.spiders.search import SearchAsker
from evidence.domains import is_address
from evidence.names import Names
from evidence.observed import LoadSeen, MissingPathSeen, TlsSeen, to_observation
from evidence.records import Fetch, Host, PageFacts
from evidence.store import HostStore

LIMIT_S = 300.0  # for all questions to one host, beside the pauses between two looks
MAX_PAUSE_S = 120.0  # two looks at one thing need not be further apart
SLOW_MS = 2_500  # pages that took longer are timed again; whether that is slow is for a check to say
SLOW_PAGES = 12
LOOKS = 2  # timed again
SAME_LINKS = 0.8
_PAGE_EXTENSIONS = (".htm", ".shtml", ".jsp", ".aspx", ".asp", ".php", ".do")


@dataclass(frozen=True, slots=True)
class ObserveTask:
    """What one host's observation is given. ``robots`` None: nothing is asked over HTTP."""

    host: Host
    store: HostStore
    run_id: str
    on: date  # the day of the run
    dns: DnsAsker
    robots: Robots | None = None
    runs: Sequence[str] = ()  # this run and those it continues
    pause_s: float = 20.0
    limit_s: float = LIMIT_S
    names: Names | None = None
    read: Callable[..., PageFacts] = field(default=read_page)

    @property
    def home(self) -> str:
        """The home page of the host's owner: the shortest address that an audit starts at."""
        return min(self.host.start_urls, key=lambda url: (len(urlsplit(url).path), url))

    @property
    def name(self) -> str:
        """The host's name, without port."""
        return (urlsplit(self.home).hostname or "").lower()


class ObserveSpider(Spider):
    """Asks one host; no page that it is answered is crawled on from."""

    name = "observe"

    def __init__(self, task: ObserveTask, **kwargs: Any) -> None:
        super().__init__(**kwargs)
        self.task = task
        self.error: Exception | None = None
        self.client: Client | None = None
        self._pause_s = min(task.pause_s, MAX_PAUSE_S)
        self._home: PageFacts | None = None
        self._home_fetch: Fetch | None = None

    @classmethod
    def from_crawler(cls, crawler: Crawler, *args: Any, **kwargs: Any) -> Self:
        spider = super().from_crawler(crawler, *args, **kwargs)
        robots: dict[str, Robots | None] = {spider.task.host.netloc: spider.task.robots}
        spider.client = Client(crawler, spider.task.host.crawl.user_agent, robots)
        crawler.signals.connect(spider.headers_received, signals.headers_received)
        return spider

    async def start(self) -> AsyncIterator[Request]:
        """Ask everything; there is nothing for the scheduler to do."""
        limit_s = self.task.limit_s + (LOOKS + 1) * self._pause_s
        try:
            async with asyncio.timeout(limit_s):
                await self._observe()
        except TimeoutError:
            logging.getLogger(__name__).warning(
                "%s: not all was asked within %.0f s", self.task.host.netloc, limit_s
            )
        except Exception as error:  # noqa: BLE001 - the crawl of the host stands; its run says what is lacking
            self.crashed(error)
        nothing: tuple[Request, ...] = ()
        for request in nothing:
            yield request

    async def _observe(self) -> None:
        asked = [self._see_dns()]
        if self.task.robots is not None:
            self.task.store.flush()
            self._home_fetch = self._landed()
            self._home = self.task.store.facts(self._home_fetch.url) if self._home_fetch else None
            asked += [self._see_tls(), self._see_pages()]
        endings = await asyncio.gather(*asked, return_exceptions=True)  # one trouble must not stop the others
        self.task.store.flush()
        for ending in endings:
            if isinstance(ending, Exception):
                self.crashed(ending)

    def _landed(self) -> Fetch | None:
        """The home page as it was read, through redirects and stubs; None where it was not."""
        url = self.task.home
        for _ in range(MAX_HOPS):
            newest = self.task.store.newest_fetch(url)
            fetch = newest[1] if newest and newest[0] in self.task.runs else None
            if fetch is None or fetch.failure:
                return None
            facts = self.task.store.facts(url) if fetch.sha256 else None
            target = fetch.location or (facts.refresh_to if facts and not facts.items else None)
            if target is None or url_key(target) == url_key(url):
                return fetch if fetch.status in (200, 304) and fetch.sha256 else None
            url = target
        return None

    async def _see_pages(self) -> None:
        """One after the other, in the host's pace."""
        await self._see_missing_paths()
        await self._see_search()
        await self._see_slow_pages()

    def _write(self, subject: str, seen: Any, body: bytes | None = None) -> None:
        self.task.store.observe_render(to_observation(subject, seen), body or None)

    # ------------------------------------------------------------ DNS and TLS

    async def _see_dns(self) -> None:
        if not is_address(self.task.name):
            self._write(self.task.name, await self.task.dns.ask(self.task.name))

    async def _see_tls(self) -> None:
        """A second attempt where the first failed in a way that could accuse."""
        if is_address(self.task.name):
            return
        redirects = self._http_redirects()
        for look in range(2):
            seen = await self._ask_tls()
            if look == 0 and seen.failure in ("refused", "timeout") and not await self._network_is_out():
                seen = replace(seen, failure="ours", detail="no other host answers on this port either")
            self._write(self.task.name, replace(seen, http_redirects=redirects))
            if tls.is_settled(seen):
                return
            await asyncio.sleep(self._pause_s if look == 0 else 0)

    async def _ask_tls(self) -> TlsSeen:
        question = self._tls_question()
        if question is None:
            return TlsSeen(datetime.now(UTC), failure="dns", detail="not in the table of names")
        at = datetime.now(UTC)
        try:
            return await in_thread(partial(tls.ask_tls, question), tls.LIMIT_S)
        except TimeoutError:
            return TlsSeen(at, failure="timeout", detail=f"not done within {tls.LIMIT_S:.0f} s")

    def _tls_question(self) -> tls.TlsQuestion | None:
        task = self.task
        parts = urlsplit(task.home)
        port = (parts.port or 443) if parts.scheme == "https" else 443
        home = f"https://{task.host.netloc}{tls.home_path(task.home)}"
        path = tls.home_path(task.home) if task.robots and task.robots.allows(home) else None
        agent = task.host.crawl.user_agent
        timeout_s = min(tls.TIMEOUT_S, task.host.crawl.timeout_seconds)
        if task.names is None:
            return tls.TlsQuestion(task.name, task.name, port, path, agent, timeout_s=timeout_s)
        known = task.names.find(task.name)
        address = next(iter((*known.addresses, *known.aaaa)), "") if known else ""
        if known is None or not address:
            return None
        port = known.tls_port or port
        return tls.TlsQuestion(task.name, address, port, path, agent, task.names.ca_file, timeout_s)

    async def _network_is_out(self) -> bool:
        """Whether this machine reaches anybody on the port of HTTPS; a closed environment knows no others."""
        if self.task.names is not None:
            return True
        try:
            return await in_thread(partial(tls.answers, CONTROLS), tls.LIMIT_S)
        except TimeoutError:
            return False

    def _http_redirects(self) -> bool | None:
        """Whether the HTTP home page sends its reader to HTTPS; None where it was not asked for."""
        newest = self.task.store.newest_fetch(self.task.home)
        if newest is None or not self.task.home.startswith("http:") or newest[1].status is None:
            return None
        fetch = newest[1]  # pages are known without their scheme: it may be the one that HTTP led to
        return fetch.url.startswith("https:") or (fetch.location or "").startswith("https:")

    # ------------------------------------------------------------ a path that cannot exist

    async def _see_missing_paths(self) -> None:
        for url in self._missing_paths():
            at = datetime.now(UTC)
            answer = await self._ask(url)
            self._write(url, self._missing(answer, at), answer.body)

    def _missing_paths(self) -> tuple[str, ...]:
        """Two addresses that look like the site's own and were made for this run."""
        seed = f"{self.task.host.netloc} {self.task.run_id}".encode()
        mark = blake2b(seed, digest_size=12).hexdigest()
        root = f"{urlsplit(self.task.home).scheme}://{self.task.host.netloc}"
        used = Counter(extension(fetch.url) for fetch in self.task.store.fetches(self.task.runs))
        suffix = max(_PAGE_EXTENSIONS, key=lambda name: used[name])
        suffix = suffix if used[suffix] else ".html"
        return f"{root}/xunjian-{mark[:8]}/{mark[8:16]}.html", f"{root}/{mark[16:]}{suffix}"

    def _missing(self, answer: Answer, at: datetime) -> MissingPathSeen:
        facts = self._facts(answer)
        return MissingPathSeen(
            at,
            answer.status,
            answer.failure,
            answer.url,
            facts.says_missing if facts else "",
            self._is_home(answer, facts),
            answer.sha256,
        )

    def _facts(self, answer: Answer) -> PageFacts | None:
        if answer.failure or not answer.body or not is_text(answer.content_type or ""):
            return None
        try:
            return self.task.read(answer.body, answer.url, answer.content_type)
        except Exception:  # one odd page must not end the questions
            logging.getLogger(__name__).exception("%s: cannot be read; its body is kept", answer.url)
            return None

    def _is_home(self, answer: Answer, facts: PageFacts | None) -> bool:
        """Whether an answer is the home page: by its address, its bytes, or its title and links."""
        if answer.failure:
            return False
        home, fetch = self._home, self._home_fetch
        if url_key(answer.url) in {url_key(self.task.home), url_key(fetch.url if fetch else self.task.home)}:
            return True
        if answer.sha256 and fetch is not None and fetch.sha256 == answer.sha256:
            return True
        if facts is None or home is None or not facts.title or facts.title != home.title:
            return False
        return _likeness(facts, home) >= SAME_LINKS

    # ------------------------------------------------------------ the site search

    async def _see_search(self) -> None:
        if self._home is None or self._home_fetch is None:
            return
        asker = SearchAsker(
            self._home,
            self._article,
            self._ask,
            self._facts,
            self._is_home,
            self.task.on,
            self._home_html(self._home_fetch),
            self.task.host.crawl.external_links,
            self.task.host.crawl.search_titles,
        )
        async for seen, body in asker.ask(self._other_pages()):
            self._write(self.task.home, seen, body)

    def _article(self, url: str) -> PageFacts | None:
        return self.task.store.facts(url)

    def _home_html(self, fetch: Fetch) -> str:
        body = self.task.store.body(fetch.sha256 or "") or b""
        return Answer(fetch.url, body=body, content_type=fetch.content_type).html

    def _other_pages(self) -> list[PageFacts]:
        """Pages of the main navigation that were read: a search may stand on them where the home page has none."""
        urls = [url for _, url in (self._home.columns if self._home else ())][:8]
        return [facts for url in urls if (facts := self.task.store.facts(url))]

    async def _ask(self, url: str, method: str = "GET", body: str = "") -> Answer:
        if self.client is None:
            raise TypeError("the spider was not created by a crawler")
        return await self.client.ask(url, method, body, self.task.home)

    # ------------------------------------------------------------ slow pages

    async def _see_slow_pages(self) -> None:
        slow = self._slow_pages()
        for _ in range(LOOKS if slow else 0):
            await asyncio.sleep(self._pause_s)
            for url in slow:
                at = datetime.now(UTC)
                began_s = monotonic()
                answer = await self._ask_once(url)
                waited_ms = round((monotonic() - began_s) * 1000)
                elapsed_ms = answer.elapsed_ms or (waited_ms if answer.failure == "timeout" else 0)
                self._write(url, LoadSeen(at, elapsed_ms, answer.status, answer.failure))

    async def _ask_once(self, url: str) -> Answer:
        if self.client is None:
            raise TypeError("the spider was not created by a crawler")
        return await self.client.ask(url, referer=self.task.home, follow=False)

    def _slow_pages(self) -> list[str]:
        """Home and column pages whose answer in this run took long, the slowest first."""
        slow = {
            url_key(fetch.url): fetch
            for fetch in self.task.store.fetches(self.task.runs)
            if fetch.elapsed_ms > SLOW_MS
            and fetch.method == "GET"
            and fetch.status == 200
            and not fetch.failure
        }
        if not slow:
            return []
        rebuild_columns(self.task.store, self.task.host)
        wanted = (*self.task.host.start_urls, *self.task.host.column_urls, *self.task.store.column_urls())
        keys = {url_key(clean) for url in wanted if (clean := normalise(url))}
        found = sorted((fetch for key, fetch in slow.items() if key in keys), key=lambda one: -one.elapsed_ms)
        return [fetch.url for fetch in found[:SLOW_PAGES]]

    # ------------------------------------------------------------ what the scheduler and engine ask

    def next_request(self) -> None:
        """None: questions are sent by ``start`` itself."""

    def has_pending(self) -> bool:
        """Never."""
        return False

    def headers_received(self, headers: Headers, request: Request) -> None:
        """Stop a download whose type is no text."""
        stop_unless_text(headers, request)

    def crashed(self, error: Exception) -> None:
        """Note what ended the questions."""
        logging.getLogger(__name__).error("%s: %s", self.task.host.netloc, error)
        self.error = self.error or error


def _likeness(one: PageFacts, other: PageFacts) -> float:
    """Share of links that two pages have in common."""
    ours, theirs = {fold(link.url) for link in one.links}, {fold(link.url) for link in other.links}
    return len(ours & theirs) / len(ours | theirs) if ours | theirs else 1.0
