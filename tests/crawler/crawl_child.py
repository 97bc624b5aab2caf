"""A crawl to be interrupted: ``crawl_child.py NETLOC DATA RUN_ID``; exits 130 on Ctrl-C, prints the run."""

from __future__ import annotations

import sys
from datetime import UTC, datetime
from pathlib import Path

from crawler.work import crawl
from evidence.records import CrawlSettings, Host

if __name__ == "__main__":
    netloc, data, run_id = sys.argv[1:]
    settings = CrawlSettings(
        pages=600, requests_per_second=400, concurrency=4, timeout_seconds=5, render="never"
    )
    host = Host(netloc, (f"http://{netloc}/",), (), settings)
    try:
        runs = crawl([host], Path(data), run_id, datetime.now(UTC), second_look_pause_s=0.05, observe=False)
    except KeyboardInterrupt:
        sys.exit(130)
    print(runs[netloc])
