"""Slows a host down when it asks for it or stops answering; never speeds up beyond what is configured."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from time import monotonic
from typing import Self

from scrapy import Request
from scrapy.crawler import Crawler
from scrapy.exceptions import DownloadTimeoutError
from scrapy.http import Response

MAX_DELAY_S = 60.0
RECOVER_AFTER = 10  # good answers in a row before a step back towards the configured pace
RECOVER_FACTOR = 0.7
FIRST_DELAY_S = 0.5  # what doubling starts from where the configured pause is shorter


class Pace:
    """The pause between requests to one host, and how answers move it."""

    def __init__(self, base_s: float) -> None:
        self.base_s = base_s
        self.delay_s = base_s
        self._good = 0

    def floor(self, base_s: float) -> None:
        """Raise the slowest allowed pace (Crawl-delay); never lowers it."""
        self.base_s = max(self.base_s, base_s)
        self.delay_s = max(self.delay_s, self.base_s)

    def trouble(self, retry_after_s: float = 0.0) -> None:
        """Double the pause, up to a minute; a Retry-After counts up to a minute too."""
        self._good = 0
        ceiling = max(MAX_DELAY_S, self.base_s)
        self.delay_s = min(ceiling, max(FIRST_DELAY_S, self.delay_s * 2, retry_after_s))

    def good(self) -> None:
        """A step back after a row of good answers."""
        if self.delay_s <= self.base_s:
            return
        self._good += 1
        if self._good >= RECOVER_AFTER:
            self._good = 0
            self.delay_s = max(self.base_s, self.delay_s * RECOVER_FACTOR)


def retry_after_s(value: str | None, now: datetime) -> float:
    """Seconds that a Retry-After header asks for, as number or date; 0 where it is unreadable."""
    if not value:
        return 0.0
    if value.strip().isdigit():
        return float(value.strip())
    try:
        until = parsedate_to_datetime(value)
    except ValueError:
        return 0.0
    return max(0.0, (until.replace(tzinfo=until.tzinfo or UTC) - now).total_seconds())


class SlowDown:
    """Moves the downloader slot's delay; also notes how long an answer took (``meta["elapsed_ms"]``)."""

    def __init__(self, crawler: Crawler) -> None:
        self._crawler = crawler
        self._floor: Callable[[], float] = getattr(crawler.spider, "delay_floor_s", lambda: 0.0)
        self._paces: dict[str, Pace] = {}

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> Self:
        return cls(crawler)

    def process_response(self, request: Request, response: Response) -> Response:
        """A good answer, or 429 and 503."""
        _time(request)
        if response.status in (429, 503):
            value = response.headers.get("Retry-After")
            wait_s = retry_after_s(value.decode("latin-1") if value else None, datetime.now(UTC))
            self._apply(request, lambda pace: pace.trouble(wait_s))
        else:
            self._apply(request, Pace.good)
        return response

    def process_exception(self, request: Request, exception: Exception) -> None:
        """Only a timeout says that the host is overloaded."""
        _time(request)
        if isinstance(exception, DownloadTimeoutError):
            self._apply(request, Pace.trouble)

    def _apply(self, request: Request, move: Callable[[Pace], None]) -> None:
        key = request.meta.get("download_slot", "")
        slot = self._crawler.engine.downloader.slots.get(key)
        if slot is None:
            return
        pace = self._paces.get(key)
        if pace is None:
            pace = self._paces[key] = Pace(slot.delay)
        pace.floor(self._floor())
        move(pace)
        slot.delay = pace.delay_s


def _time(request: Request) -> None:
    """Time to the headers plus time of the body; waiting for the host's turn does not count."""
    latency_s = request.meta.get("download_latency")
    if latency_s is None:
        return
    body_s = monotonic() - request.meta.get("headers_at", monotonic())
    request.meta["elapsed_ms"] = round((latency_s + body_s) * 1000)
