"""Marks the answers of a firewall; what they are known by is in ``crawler.extract.challenge``."""

from __future__ import annotations

from typing import Self

from scrapy import Request
from scrapy.crawler import Crawler
from scrapy.http import Response

from crawler.extract.challenge import blocked_by


class Challenge:
    """Marks ``request.meta["blocked"]`` with the mark found."""

    @classmethod
    def from_crawler(cls, _crawler: Crawler) -> Self:
        return cls()

    def process_response(self, request: Request, response: Response) -> Response:
        """Look at every answer that could be a firewall's."""
        if response.status in (301, 302, 304, 404):
            return response
        names = {"x-tengine-error": (response.headers.get("X-Tengine-Error") or b"").decode("latin-1")}
        mark = blocked_by(response.status, names, response.body)
        if mark:
            request.meta["blocked"] = mark
        return response
