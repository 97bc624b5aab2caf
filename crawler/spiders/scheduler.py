"""The scheduler that asks the spider: Requests come to exist only when they can be sent."""

from __future__ import annotations

import logging
from collections import deque
from typing import Protocol, Self

from scrapy import Request, Spider
from scrapy.core.scheduler import BaseScheduler
from scrapy.crawler import Crawler


class Pulled(Protocol):
    """What a spider offers to this scheduler."""

    def next_request(self) -> Request | None:
        """The next request to send now."""

    def has_pending(self) -> bool:
        """Whether there is, or will be, another one."""

    def crashed(self, error: Exception) -> None:
        """Note an error that ends this spider, and only this one."""


class PullScheduler(BaseScheduler):
    """Hands on what the spider gives; holds only what was pushed to wake the engine."""

    def __init__(self, crawler: Crawler) -> None:
        self._crawler = crawler
        self._pushed: deque[Request] = deque()

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> Self:
        return cls(crawler)

    def open(self, spider: Spider) -> None:
        self._spider: Pulled = spider  # type: ignore[assignment]

    def has_pending_requests(self) -> bool:
        return bool(self._pushed) or self._spider.has_pending()

    def enqueue_request(self, request: Request) -> bool:
        self._pushed.append(request)
        return True

    def next_request(self) -> Request | None:
        if self._pushed:
            return self._pushed.popleft()
        try:
            return self._spider.next_request()
        except Exception as error:  # an error here would leave the engine waiting for ever
            logging.getLogger(__name__).exception("%s", error)
            self._spider.crashed(error)
            return None
