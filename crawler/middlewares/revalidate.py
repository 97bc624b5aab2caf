"""Conditional requests: a page that did not change since an earlier run is neither sent nor read again."""

from __future__ import annotations

from typing import Protocol, Self

from scrapy import Request
from scrapy.crawler import Crawler
from scrapy.exceptions import NotConfigured


class Remembers(Protocol):
    """What this middleware needs of the store."""

    def validators(self, url: str) -> tuple[str | None, str | None, str | None]:
        """ETag, Last-Modified and hash of the newest body."""

    def has_facts(self, url: str, sha256: str) -> bool:
        """Whether that body was read by this version of the extractors."""


class Revalidate:
    """Adds If-None-Match and If-Modified-Since where the stored version could be used as it is.

    ``meta["confirms"]`` then holds the hash that a 304 confirms.
    """

    def __init__(self, store: Remembers) -> None:
        self._store = store

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> Self:
        store = getattr(crawler.spider, "store", None)
        if store is None:
            raise NotConfigured
        return cls(store)

    def process_request(self, request: Request) -> None:
        """Make the request conditional."""
        if not request.meta.get("revalidate"):
            return
        etag, last_modified, sha256 = self._store.validators(request.url)
        if not (etag or last_modified) or not sha256 or not self._store.has_facts(request.url, sha256):
            return
        request.meta["confirms"] = sha256
        if etag:
            request.headers["If-None-Match"] = etag
        if last_modified:
            request.headers["If-Modified-Since"] = last_modified
