"""One measurement in a process of its own: ``python -m bench.child ours|stock PORT PAGES``, JSON on stdout."""

from __future__ import annotations

import json
import resource
import sys
import tempfile
import time
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from scrapy import Request, Spider
from scrapy.crawler import AsyncCrawlerProcess
from scrapy.http import Response
from scrapy.linkextractors import LinkExtractor

CONCURRENCY = 16


def ours(home: str, netloc: str, pages: int) -> int:
    """The whole pipeline: fetch, record, read, follow."""
    from crawler.work import crawl
    from evidence.records import CrawlSettings, Host

    settings = CrawlSettings(pages=pages * 2, requests_per_second=1e6, concurrency=CONCURRENCY)
    with tempfile.TemporaryDirectory() as data:
        runs = crawl(
            [Host(netloc, (home,), (), settings)], Path(data), "bench", datetime.now(UTC), progress=False
        )
    return runs[netloc].pages


class Stock(Spider):
    """What a Scrapy tutorial teaches: extract links, follow them. It records nothing and reads nothing."""

    name = "stock"
    links = LinkExtractor()
    pages = 0

    def parse(self, response: Response, **_: Any) -> Iterator[Request]:
        """Count the page and follow its links."""
        type(self).pages += 1
        for link in self.links.extract_links(response):  # type: ignore[arg-type]
            yield Request(link.url)


def stock(home: str, _netloc: str, _pages: int) -> int:
    """Scrapy as it comes, with the same concurrency and no delay; its debug log is left out."""
    process = AsyncCrawlerProcess(
        {
            "CONCURRENT_REQUESTS": CONCURRENCY,
            "CONCURRENT_REQUESTS_PER_DOMAIN": CONCURRENCY,
            "DOWNLOAD_DELAY": 0,
            "LOG_LEVEL": "INFO",
            "REMOTE_CONTROL_ENABLED": False,  # no doors, not even for a minute
            "TELNETCONSOLE_ENABLED": False,
        }
    )
    process.crawl(Stock, start_urls=[home])
    process.start()
    return Stock.pages


if __name__ == "__main__":
    how, port, count = sys.argv[1], sys.argv[2], int(sys.argv[3])
    began = time.monotonic()
    done = {"ours": ours, "stock": stock}[how](f"http://127.0.0.1:{port}/", f"127.0.0.1:{port}", count)
    seconds = time.monotonic() - began
    peak_mb = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    print(json.dumps({"pages": done, "seconds": seconds, "peak_mb": peak_mb}))
