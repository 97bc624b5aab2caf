"""Verifies what pages link to and the crawl did not fetch: one look each, a second at those that failed.

Every target is asked for once per run, however many pages on however many hosts bear it, one request at
a time per host. HEAD where that is enough, GET where it is not; of a body only the first bytes are taken, but for
the files (附件) that are to be opened: those are kept.
"""

from __future__ import annotations

import asyncio
import logging
from collections import deque
from collections.abc import AsyncIterator, Callable, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime
from hashlib import sha256
from time import monotonic
from typing import Any, NamedTuple, Self

from scrapy import Request, Spider, signals
from scrapy.crawler import Crawler
from scrapy.exceptions import StopDownload
from scrapy.http import Headers, Response
from twisted.python.failure import Failure

from crawler.attachments.choice import MAX_FILE_BYTES, Keep
from crawler.attachments.kinds import file_kind
from crawler.extract.links import is_document, normalise
from crawler.robots import Robots
from crawler.spiders.endings import ACCUSING, header, name_failure, truncated
from evidence.domains import netloc_of
from evidence.errors import StorageError
from evidence.magic import fault_of
from evidence.records import Fetch, Observation
from evidence.store import HostStore

MAX_HOPS = 5
SILENT_ROW = 5  # a host that did not answer so often in a row is not asked for its other addresses
FLUSH_EVERY = 200
HEAD_HEX_BYTES = 16
FILES_IN_FLIGHT = 4  # each is held in memory
FILE_TIMEOUT_S = 60.0
_FINAL = frozenset(("dns", "refused", "tls", "invalid_url"))  # GET would end like HEAD


@dataclass(frozen=True, slots=True)
class Check:
    """One target with the stores of all hosts that link to it."""

    url: str
    external: bool
    bearers: tuple[HostStore, ...]
    looks: int = 2  # how many it may get; 1: it had its first look in the crawl
    keep: Keep | None = None  # a file that is fetched whole and becomes evidence


class Probe(NamedTuple):
    """One request on the way to an answer about a target."""

    check: Check
    url: str
    method: str
    hops: int = 0
    look: int = 1
    plain: bool = False  # the file was not to be had whole: its first bytes are enough

    @property
    def whole(self) -> bool:
        """Whether the body is wanted."""
        return self.check.keep is not None and self.look == 1 and self.method == "GET" and not self.plain


@dataclass(slots=True)
class _Lane:
    """One host's queue: one request at a time."""

    queue: deque[Probe] = field(default_factory=deque)
    busy: bool = False
    silent: int = 0


@dataclass(frozen=True, slots=True)
class LinksTask:
    """What the link checker is given."""

    checks: Iterable[Check]
    robots: Mapping[str, Robots] = field(default_factory=dict)
    second_look_pause_s: float = 20.0
    time_limit_s: float = 3600.0
    on_link: Callable[[int], None] = field(default=lambda _: None)


class LinksSpider(Spider):
    """Checks all targets of a run; the scheduler pulls requests out of it."""

    name = "links"

    def __init__(self, task: LinksTask, **kwargs: Any) -> None:
        super().__init__(**kwargs)
        self.task = task
        self._lanes: dict[str, _Lane] = {}
        self._ready: deque[str] = deque()
        self._again: deque[tuple[float, Probe]] = deque()
        self._deadline_s = monotonic() + task.time_limit_s
        self._timer: asyncio.TimerHandle | None = None
        self._dirty = 0
        self._whole = 0  # files under way
        self.looked = 0
        self.unlooked: dict[str, int] = {}  # netloc of a bearing host: targets without any look
        self.error: Exception | None = None
        for check in task.checks:
            self._admit(check)

    @classmethod
    def from_crawler(cls, crawler: Crawler, *args: Any, **kwargs: Any) -> Self:
        spider = super().from_crawler(crawler, *args, **kwargs)
        crawler.signals.connect(spider.headers_received, signals.headers_received)
        crawler.signals.connect(spider.bytes_received, signals.bytes_received)
        crawler.signals.connect(spider.spider_error, signals.spider_error)
        return spider

    async def start(self) -> AsyncIterator[Request]:
        """Requests come from ``next_request`` alone."""
        nothing: tuple[Request, ...] = ()
        for request in nothing:
            yield request

    def _admit(self, check: Check) -> None:
        robots = self.task.robots.get(netloc_of(check.url))
        if robots is not None and not robots.allows(check.url):
            return
        probe = Probe(check, check.url, "GET" if check.keep else _first_method(check.url))
        if check.looks == 1:
            self._again.append((monotonic() + self.task.second_look_pause_s, probe._replace(look=2)))
        else:
            self._enqueue(probe)

    def _enqueue(self, probe: Probe, *, first: bool = False) -> None:
        netloc = netloc_of(probe.url)
        lane = self._lanes.setdefault(netloc, _Lane())
        if not lane.queue and not lane.busy:
            self._ready.append(netloc)
        if first:
            lane.queue.appendleft(probe)
        else:
            lane.queue.append(probe)

    # ------------------------------------------------------------ what the scheduler asks

    def next_request(self) -> Request | None:
        """A request to a host that has none in flight."""
        self._move_due()
        if not self._ready or self._is_over():
            self._plan_wake()
            return None
        lane = self._next_lane()
        if lane is None:
            return None
        lane.busy = True
        return self._request(lane.queue.popleft())

    def _next_lane(self) -> _Lane | None:
        """A host to ask; where its next target is a file, only while few files are under way."""
        for _ in range(len(self._ready)):
            netloc = self._ready.popleft()
            lane = self._lanes[netloc]
            if not lane.queue[0].whole or self._whole < FILES_IN_FLIGHT:
                return lane
            self._ready.append(netloc)
        return None

    def _request(self, probe: Probe) -> Request:
        meta: dict[str, Any] = {
            "probe": probe,
            "download_slot": netloc_of(probe.url),
            "method": probe.method,
        }
        headers: dict[str, str] = {}
        if probe.whole and probe.check.keep:
            self._whole += 1
            meta |= {"whole": True, "download_maxsize": MAX_FILE_BYTES, "download_timeout": FILE_TIMEOUT_S}
            headers = probe.check.keep.conditions
        return Request(
            probe.url, self.answered, method=probe.method, errback=self.failed, meta=meta, headers=headers
        )

    def has_pending(self) -> bool:
        """Whether a request is, or will be, to be sent."""
        return not self._is_over() and bool(self._ready or self._again)

    def _is_over(self) -> bool:
        return self.error is not None or monotonic() > self._deadline_s

    def _move_due(self) -> None:
        while self._again and self._again[0][0] <= monotonic():
            self._enqueue(self._again.popleft()[1])

    def _plan_wake(self) -> None:
        if self._again and self._timer is None:
            wait_s = max(0.0, self._again[0][0] - monotonic()) + 0.01
            self._timer = asyncio.get_running_loop().call_later(wait_s, self._wake)

    def _wake(self) -> None:
        self._timer = None
        request = self.next_request()
        if request is not None and self.crawler.engine.running:
            self.crawler.engine.crawl(request)

    # ------------------------------------------------------------ answers

    def headers_received(self, headers: Headers, request: Request) -> None:
        """Note when the answer began, and how long it says it is."""
        request.meta["headers_at"] = monotonic()
        length = headers.get("Content-Length")
        if length and length.isdigit():
            request.meta["length"] = int(length)

    def bytes_received(self, request: Request) -> None:
        """The first bytes are enough: the status is known, and what kind of file it is; unless all are wanted."""
        if request.meta.get("whole"):
            return
        raise StopDownload(fail=False)

    def answered(self, response: Response) -> None:
        """A status: the answer, a redirect to follow, or a reason to ask with GET."""
        probe: Probe = response.meta["probe"]
        self._freed(probe, answered=True)
        target = _redirect_target(response)
        if target and probe.hops < MAX_HOPS:
            method = "GET" if probe.whole else _first_method(target)
            follow = probe._replace(url=target, hops=probe.hops + 1, method=method)
            self._enqueue(follow, first=True)
        elif probe.method == "HEAD" and not 200 <= response.status < 300:
            self._enqueue(probe._replace(method="GET"), first=True)
        else:
            mark = response.meta.get("blocked")
            if probe.whole and not mark:
                self._keep(probe, response)
            self._conclude(probe, response.status, "blocked" if mark else None, _extras(response))

    def failed(self, failure: Failure) -> None:
        """No answer: GET decides where HEAD may be what the host dislikes."""
        request: Request = failure.request  # type: ignore[attr-defined]
        probe: Probe = request.meta["probe"]
        name, said = name_failure(failure)
        self._freed(probe, answered=False)
        if name == "too_large":  # it is there, and large
            self._conclude(probe, 200, None, {"bytes": request.meta.get("length")})
        elif probe.method == "HEAD" and name not in _FINAL:
            self._enqueue(probe._replace(method="GET"), first=True)
        elif probe.whole:  # a large file on a slow line accuses nobody
            self._enqueue(probe._replace(plain=True), first=True)
        else:
            extras = {"detail": said, "elapsed_ms": request.meta.get("elapsed_ms", 0)}
            self._conclude(probe, None, name, extras)

    def _keep(self, probe: Probe, response: Response) -> None:
        """Record a file with its bytes, or that it has not changed; what is no such file is not kept."""
        keep = probe.check.keep
        unchanged = response.status == 304 and keep is not None and bool(keep.sha256)
        if keep is None or not (unchanged or response.status == 200):
            return
        body = b"" if unchanged else response.body
        if (body and not file_kind(body, probe.check.url)) or truncated(response):
            return
        fetch = Fetch(
            probe.check.url,
            datetime.now(UTC),
            status=response.status,
            content_type=header(response, "Content-Type"),
            etag=header(response, "ETag") or (keep.etag if unchanged else None),
            last_modified=header(response, "Last-Modified") or (keep.last_modified if unchanged else None),
            sha256=keep.sha256 if unchanged else (sha256(body).hexdigest() if body else None),
            body_bytes=len(body),
            elapsed_ms=response.meta.get("elapsed_ms", 0),
            depth=keep.depth,
        )
        keep.store.record(fetch, body or None, None)

    def _freed(self, probe: Probe, *, answered: bool) -> None:
        self._whole -= probe.whole
        netloc = netloc_of(probe.url)
        lane = self._lanes[netloc]
        lane.busy = False
        lane.silent = 0 if answered else lane.silent + 1
        if lane.silent >= SILENT_ROW:
            for given_up in lane.queue:
                self._count_unlooked(given_up)
            lane.queue.clear()
        if lane.queue:
            self._ready.append(netloc)

    def _conclude(
        self, probe: Probe, status: int | None, failure: str | None, extras: dict[str, Any]
    ) -> None:
        """Write the look into the store of every host that links to the target."""
        data = {
            "status": status,
            "failure": failure,
            "method": probe.method,
            "elapsed_ms": 0,
            "external": probe.check.external,
        } | {name: value for name, value in extras.items() if value is not None}
        if probe.hops:
            data["final_url"] = probe.url
        observation = Observation("link_check", probe.check.url, datetime.now(UTC), data)
        for store in probe.check.bearers:
            store.observe(observation)
        self.looked += probe.look == 1
        self._flush_sometimes(probe.check)
        odd = status == 200 and fault_of(probe.check.url, extras.get("head"), extras.get("bytes"))
        if probe.look == 1 and (odd or _deserves_second_look(status, failure)):
            again = Probe(probe.check, probe.check.url, _first_method(probe.check.url), look=2)
            self._again.append((monotonic() + self.task.second_look_pause_s, again))
        self.task.on_link(self.looked)

    def _flush_sometimes(self, check: Check) -> None:
        self._dirty += 1
        if self._dirty % FLUSH_EVERY == 0:
            for store in check.bearers:
                store.flush()

    def _count_unlooked(self, probe: Probe) -> None:
        if probe.look > 1:
            return
        for store in probe.check.bearers:
            self.unlooked[store.netloc] = self.unlooked.get(store.netloc, 0) + 1

    def closed(self, _reason: str) -> None:
        """Count what time did not suffice for."""
        if self._timer is not None:
            self._timer.cancel()
            self._timer = None
        for lane in self._lanes.values():
            for probe in lane.queue:
                self._count_unlooked(probe)

    def spider_error(self, failure: Failure) -> None:
        """An exception in a callback ends the checks; what was looked at is recorded."""
        if isinstance(failure.value, Exception):
            self.crashed(failure.value)

    def crashed(self, error: Exception) -> None:
        """Stop; the caller says why."""
        if not isinstance(error, StorageError):
            logging.getLogger(__name__).error("link checks stopped: %s", error)
        self.error = self.error or error


def _first_method(url: str) -> str:
    """Of a file the first bytes are wanted; of a page the status is enough."""
    return "GET" if is_document(url) else "HEAD"


def _redirect_target(response: Response) -> str | None:
    if response.status not in (301, 302, 303, 307, 308):
        return None
    raw = header(response, "Location")
    return normalise(raw, response.url) if raw else None


def _deserves_second_look(status: int | None, failure: str | None) -> bool:
    if failure:
        return failure in ACCUSING
    return status is not None and (status in (404, 410) or status >= 500)


def _extras(response: Response) -> dict[str, Any]:
    """What else tells a file from its substitute: type, announced length, first bytes."""
    request_meta = response.meta
    extras: dict[str, Any] = {
        "elapsed_ms": request_meta.get("elapsed_ms", 0),
        "content_type": header(response, "Content-Type"),
        "bytes": request_meta.get("length"),
        "detail": request_meta.get("blocked"),
    }
    if response.status == 200 and request_meta["method"] == "GET" and is_document(response.url):
        extras["head"] = response.body[:HEAD_HEX_BYTES].hex()
    return extras
