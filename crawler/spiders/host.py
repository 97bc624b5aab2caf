"""One spider, one host: asks the frontier, records every ending, feeds what was read back."""

from __future__ import annotations

import asyncio
import logging
import sqlite3
from collections.abc import AsyncIterator, Callable, Iterable, Sequence
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, timedelta
from hashlib import sha256
from time import monotonic
from typing import Any, Self

from scrapy import Request, Spider, signals
from scrapy.crawler import Crawler
from scrapy.http import Headers, Response
from twisted.python.failure import Failure

from crawler.attachments.kinds import file_kind
from crawler.extract.links import normalise
from crawler.extract.page import read_page
from crawler.frontier import MAX_HOPS, Address, Frontier, Rank
from crawler.robots import Robots, is_unavailable
from crawler.spiders.endings import header, name_failure, stop_unless_text, truncated
from crawler.spiders.feed import Feed
from crawler.spiders.requests import request_for
from crawler.spiders.resume import deserves_second_look, resume
from crawler.spiders.tally import Tally, ending_name
from evidence.errors import XunjianError
from evidence.records import Fetch, Host, HostRun, PageFacts
from evidence.store import HostStore

MAX_HOURS = 12  # a host that asks for minutes between requests must not hold up the night for ever


@dataclass(frozen=True, slots=True)
class HostTask:
    """What one spider is given."""

    host: Host
    store: HostStore
    run_id: str
    started_at: datetime
    first: Sequence[str] = ()
    second_look_pause_s: float = 20.0
    continues: Sequence[str] = ()  # interrupted runs
    again: bool = (
        False  # a second look: nothing but ``first``, and the data that those pages' scripts ask for
    )
    on_page: Callable[[int], None] = field(default=lambda _: None)


class HostSpider(Spider):
    """Crawls one host; the scheduler pulls requests out of it."""

    name = "host"

    def __init__(self, task: HostTask, **kwargs: Any) -> None:
        super().__init__(**kwargs)
        self.task = task
        self.host = task.host
        self.store = task.store
        self.tally = Tally()
        self.frontier = Frontier(task.host.netloc, task.host.crawl.pages)
        since = (task.started_at - timedelta(days=task.host.crawl.lookback_days)).date()
        self._feed = Feed(self.frontier, since)
        self.robots: Robots | None = None
        self._robots_sent = False
        self._flying = 0  # first looks in flight
        self._deadline_s = monotonic() + MAX_HOURS * 3600
        self._timer: asyncio.TimerHandle | None = None
        self.error: Exception | None = None

    @classmethod
    def from_crawler(cls, crawler: Crawler, *args: Any, **kwargs: Any) -> Self:
        spider = super().from_crawler(crawler, *args, **kwargs)
        crawler.signals.connect(spider.headers_received, signals.headers_received)
        crawler.signals.connect(spider.spider_error, signals.spider_error)
        return spider

    async def start(self) -> AsyncIterator[Request]:
        """Fill the frontier; requests come from ``next_request`` alone."""
        self._begin()
        nothing: tuple[Request, ...] = ()
        for request in nothing:
            yield request

    def _begin(self) -> None:
        """What is known at first: resumed pages, addresses asked for, home pages, configured columns."""
        resume(self.store.fetches(self.task.continues), self.store, self.frontier, self._feed, self.tally)
        for url in self.task.first:
            self._offer(url, Rank.FIRST, self._known_depth(url))
        for url in self.host.start_urls if not self.task.again else ():
            self._offer(url, Rank.HOME, 0)
        for url in self.host.column_urls if not self.task.again else ():
            self._offer(url, Rank.COLUMN, 1)

    def _known_depth(self, url: str) -> int:
        """How far from the home page an earlier crawl met the address: asked for first, it comes no nearer."""
        newest = self.store.newest_fetch(url)
        return newest[1].depth if newest else 1

    def _offer(self, url: str, rank: Rank, depth: int) -> None:
        clean = normalise(url)
        if clean:
            self.frontier.offer(clean, rank, depth)

    # ------------------------------------------------------------ what the scheduler asks

    def next_request(self) -> Request | None:
        """The next request to send now."""
        if self._is_over():
            return None
        if not self._robots_sent:
            self._robots_sent = True
            return self._robots_request(Address(self._robots_url(), Rank.FIRST))
        if self.robots is not None:
            while (address := self.frontier.pop()) is not None:
                if self.robots.allows(address.url):
                    return self._request(address)
                self._forbid(address)
        return self._next_again()

    def has_pending(self) -> bool:
        """Whether a request is, or will be, to be sent."""
        if self._is_over():
            return False
        if not self._robots_sent or self.frontier.again_due_s is not None:
            return True
        return self.robots is not None and self.frontier.waiting > 0 and not self.frontier.is_spent

    def _is_over(self) -> bool:
        if monotonic() > self._deadline_s:
            self.tally.halt("budget", f"采集已满{MAX_HOURS}小时，按时停止")
        return self.tally.stop is not None

    def _next_again(self) -> Request | None:
        """Second looks come last: nothing else may be under way."""
        due_s = self.frontier.again_due_s
        if self._flying or due_s is None:
            return None
        address = self.frontier.pop_again(monotonic())
        if address is not None:
            return self._request_again(address)
        if self._timer is None:
            wait_s = max(0.0, due_s - monotonic())
            self._timer = asyncio.get_running_loop().call_later(wait_s + 0.01, self._wake)
        return None

    def _wake(self) -> None:
        self._timer = None
        request = self.next_request()
        if request is not None and self.crawler.engine.running:
            self.crawler.engine.crawl(request)

    def _request(self, address: Address) -> Request:
        if address.look == 1:
            self._flying += 1
        return request_for(address, self.host.netloc, self.answered, self.failed)

    def _request_again(self, address: Address) -> Request:
        is_robots = self.robots is None
        return self._robots_request(address) if is_robots else self._request(address)

    def _robots_request(self, address: Address) -> Request:
        meta = {"address": address, "download_slot": self.host.netloc}
        return Request(address.url, self.robots_answered, errback=self.robots_failed, meta=meta)

    def _robots_url(self) -> str:
        scheme = next((url.partition(":")[0] for url in self.host.start_urls), "http")
        return f"{scheme}://{self.host.netloc}/robots.txt"

    def _forbid(self, address: Address) -> None:
        """Record that robots.txt forbids an address; it was not asked for."""
        self.frontier.withdraw()
        self.tally.forbidden += 1
        fetch = Fetch(address.url, datetime.now(UTC), address.method, failure="robots", depth=address.depth)
        self.store.record(fetch, None, None)

    def delay_floor_s(self) -> float:
        """The pause that robots.txt asks for (for slow_down)."""
        return self.robots.delay_s if self.robots else 0.0

    # ------------------------------------------------------------ robots.txt

    def robots_answered(self, response: Response) -> None:
        """RFC 9309: 2xx is obeyed, 4xx allows everything, 5xx forbids everything."""
        fetch = self._fetch(response)
        address: Address = response.meta["address"]
        self._record(fetch, response.body or None, None)
        if fetch.location and address.hops < MAX_HOPS:
            follow = address._replace(url=fetch.location, hops=address.hops + 1)
            self.crawler.engine.crawl(self._robots_request(follow))
        elif fetch.status == 200 and not fetch.failure:
            self.robots = Robots.read(response.body, self.host.crawl.user_agent)
            self._slow_to_floor()
        elif is_unavailable(fetch.status):
            self.robots = Robots()
        else:
            self._without_robots(fetch, address)

    def robots_failed(self, failure: Failure) -> None:
        """No answer at all forbids everything, too."""
        fetch = self._failed_fetch(failure)
        self._record(fetch, None, None)
        if fetch.failure == "too_large":
            self.robots = Robots()
        else:
            self._without_robots(fetch, failure.request.meta["address"])  # type: ignore[attr-defined]

    def _without_robots(self, fetch: Fetch, address: Address) -> None:
        if self.frontier.look_again(address, monotonic() + self.task.second_look_pause_s):
            return
        coverage = "blocked" if fetch.failure == "blocked" else "unreachable"
        self.tally.halt(coverage, f"robots.txt无法获取（{ending_name(fetch)}），按规范不予采集")

    def _slow_to_floor(self) -> None:
        slot = self.crawler.engine.downloader.slots.get(self.host.netloc)
        if slot is not None:
            slot.delay = max(slot.delay, self.delay_floor_s())

    # ------------------------------------------------------------ pages

    def headers_received(self, headers: Headers, request: Request) -> None:
        """Stop a download whose type is no text: its status is known, its body is not wanted."""
        stop_unless_text(headers, request)

    def answered(self, response: Response) -> None:
        """Record an answer, read it, take up its links."""
        address: Address = response.meta["address"]
        self._landed(address)
        fetch = self._fetch(response)
        if fetch.location:
            self._redirected(fetch, address)
            return
        body = response.body if fetch.sha256 and fetch.status != 304 else None
        known = self._known_facts(fetch)
        facts = None if known else self._read_page(fetch, body)
        if (
            facts is not None and facts.blocked_by
        ):  # too large for the middleware, or let through by its status
            fetch, facts = replace(fetch, failure="blocked", detail=facts.blocked_by), None
        self._record(fetch, body, facts)
        self._after(fetch, address)
        page = known or facts
        if page is not None:
            (self._feed.read_again if self.task.again else self._feed.read)(page, address)
        self.task.on_page(self.frontier.spent)

    def failed(self, failure: Failure) -> None:
        """Record a request without an answer."""
        if isinstance(failure.value, (XunjianError, sqlite3.Error)):
            self.crashed(failure.value)
            return
        address: Address = failure.request.meta["address"]  # type: ignore[attr-defined]
        self._landed(address)
        fetch = self._failed_fetch(failure)
        self._record(fetch, None, None)
        self._after(fetch, address)

    def _landed(self, address: Address) -> None:
        self._flying -= address.look == 1

    def _redirected(self, fetch: Fetch, address: Address) -> None:
        if address.look == 1:
            self.frontier.refund()
        self._record(fetch, None, None)
        if fetch.location:
            self.frontier.redirected(address, fetch.location)

    def _after(self, fetch: Fetch, address: Address) -> None:
        if deserves_second_look(fetch):
            self.frontier.look_again(address, monotonic() + self.task.second_look_pause_s)

    def _known_facts(self, fetch: Fetch) -> PageFacts | None:
        """Facts of an unchanged page: it is not read again."""
        if fetch.failure or not fetch.sha256 or fetch.status not in (200, 304):
            return None
        if fetch.status == 304 or self.store.has_facts(fetch.url, fetch.sha256):
            return self.store.facts(fetch.url)
        return None

    def _read_page(self, fetch: Fetch, body: bytes | None) -> PageFacts | None:
        if fetch.failure or fetch.status != 200 or not body or file_kind(body, fetch.url):
            return None
        try:
            return read_page(body, fetch.url, fetch.content_type, method=fetch.method)
        except Exception:  # one odd page must not end the crawl of its host
            logging.getLogger(__name__).exception("%s: cannot be read; its body is kept", fetch.url)
            return None

    def _record(self, fetch: Fetch, body: bytes | None, facts: PageFacts | None) -> None:
        self.store.record(fetch, body, facts)
        self.tally.count(fetch)

    # ------------------------------------------------------------ endings

    def _fetch(self, response: Response) -> Fetch:
        address: Address = response.meta["address"]
        failure, detail = _trouble(response)
        location = _location(response, address.url)
        body = b"" if location else response.body
        confirmed = response.meta.get("confirms") if response.status == 304 else None
        return Fetch(
            address.url,
            datetime.now(UTC),
            address.method,
            status=response.status,
            failure=failure,
            location=location,
            content_type=header(response, "Content-Type"),
            etag=header(response, "ETag"),
            last_modified=header(response, "Last-Modified"),
            sha256=confirmed or (sha256(body).hexdigest() if body else None),
            body_bytes=len(body),
            elapsed_ms=response.meta.get("elapsed_ms", 0),
            detail=detail,
            depth=address.depth,
        )

    def _failed_fetch(self, failure: Failure) -> Fetch:
        meta = failure.request.meta  # type: ignore[attr-defined]
        name, said = name_failure(failure)
        return Fetch(
            meta["address"].url,
            datetime.now(UTC),
            meta["address"].method,
            failure=name,
            elapsed_ms=meta.get("elapsed_ms", 0),
            detail=said,
            depth=meta["address"].depth,
        )

    def spider_error(self, failure: Failure) -> None:
        """An exception in a callback ends this host's crawl, and no other's."""
        if isinstance(failure.value, Exception):
            self.crashed(failure.value)

    def crashed(self, error: Exception) -> None:
        """Stop; the run says why."""
        self.error = self.error or error
        self.tally.halt("unreachable", f"采集程序出错，已停止采集该网站（{type(error).__name__}: {error}）")

    def closed(self, _reason: str) -> None:
        """Nothing may wake a closed engine."""
        if self._timer is not None:
            self._timer.cancel()
            self._timer = None

    def host_run(self, finished_at: datetime) -> HostRun:
        """The run as it ended."""
        return self.tally.host_run(self.task.run_id, self.task.started_at, finished_at, self.frontier)


def _trouble(response: Response) -> tuple[str | None, str | None]:
    mark = response.meta.get("blocked")
    if mark:
        return "blocked", mark
    if response.status == 304 and "confirms" not in response.meta:
        return "garbage", "304 to a request without conditions"
    if truncated(response):
        return "reset", "the answer broke off"
    return None, None


def _location(response: Response, base: str) -> str | None:
    if response.status not in (301, 302, 303, 307, 308) or response.meta.get("blocked"):
        return None
    raw = header(response, "Location")
    return normalise(raw, base) if raw else None


def tallied(spiders: Iterable[HostSpider]) -> dict[str, Robots]:
    """The robots rules that were read, by netloc: link checks obey them as well."""
    return {spider.host.netloc: spider.robots for spider in spiders if spider.robots is not None}
