"""Judging one host of many pages: ``python -m bench.judge [PAGES]``. Time and peak memory in a process of its own.

The evidence is made first: pages of the local site read once, then recorded under as many addresses.
"""

from __future__ import annotations

import json
import subprocess
import sys
import tempfile
import time
from contextlib import closing
from dataclasses import replace
from datetime import UTC, date, datetime
from hashlib import sha256
from pathlib import Path

from bench.site import path_of, render
from checks.engine.run import judge
from checks.engine.standard import load_standards
from checks.engine.workdays import load_calendar
from crawler.columns import rebuild_columns
from crawler.extract.links import url_key
from crawler.extract.page import read_page
from crawler.sites import hosts_of
from crawler.storage import open_store
from evidence.district import DistrictFiles
from evidence.records import Fetch, HostRun, Site, Unit, UnitKind
from evidence.view import view

PAGES = 10_000
TARGET_S, TARGET_MB = 10.0, 300.0
READ = 400  # pages that are really read; the others are the same under another address
NETLOC = "127.0.0.1:1"
HOME = f"http://{NETLOC}/"
NOW = datetime(2026, 11, 23, 2, 0, tzinfo=UTC)
CONFIG = Path(__file__).parents[1] / "config"
UNIT = Unit("zf", "测试区人民政府", UnitKind.GOVERNMENT, sites=(Site(HOME, (HOME,), True, portal=True),))


def make(data: Path, pages: int) -> None:
    """Record a host of so many pages."""
    read = min(READ, pages)
    with closing(open_store(data, NETLOC)) as store:
        store.start_run("20261123-0200", NOW)
        made = [
            (body := render(n, read), read_page(body, HOME[:-1] + path_of(n), "text/html"))
            for n in range(read)
        ]
        for n in range(pages):
            body, facts = made[n % read]
            url = facts.url if n < read else f"{HOME}copy{n // read}{path_of(n % read)}"
            digest = sha256(body + url.encode()).hexdigest()
            fetch = Fetch(url, NOW, status=200, content_type="text/html", sha256=digest, depth=min(n, 5))
            store.record(fetch, body, replace(facts, url=url))
        store.flush()
        (host,) = hosts_of((UNIT,))
        rebuild_columns(store, host)
        store.finish_run(HostRun("20261123-0200", NOW, NOW, pages=pages, requests=pages))


def measure(data: Path) -> None:
    """Judge what was made; JSON on stdout: pages, seconds, peak MB, findings."""
    standards = load_standards(CONFIG / "standards", ["national"])
    calendar = load_calendar(CONFIG / "calendar")
    before_mb = peak_mb()
    began = time.process_time()
    with closing(DistrictFiles.open(data, (UNIT,), (NETLOC,), "测试区", url_key)) as files:
        (unit,) = view(files, date(2026, 11, 23)).units
        seen_s = time.process_time() - began
        found = judge(unit, standards, calendar)
    told = {
        "pages": unit.page_count, "seconds": time.process_time() - began, "view_s": seen_s,
        "peak_mb": peak_mb(), "before_mb": before_mb,
        "findings": len(found.findings), "untested": [row.why for row in found.untested],
    }  # fmt: skip
    print(json.dumps(told))


def peak_mb() -> float:
    """Peak memory of this very program: what getrusage tells includes its parent's before the exec."""
    status = Path("/proc/self/status").read_text(encoding="utf-8")
    return int(status.partition("VmHWM:")[2].split()[0]) / 1024


def main(pages: int = PAGES) -> None:
    """Print what judging cost."""
    with tempfile.TemporaryDirectory() as folder:
        make(Path(folder), pages)
        child = subprocess.run(
            [sys.executable, "-m", "bench.judge", "--measure", folder],
            capture_output=True,
            text=True,
            check=True,
        )
    told = json.loads(child.stdout)
    print(
        f"judge: {told['pages']} pages in {told['seconds']:.1f} s of processor time (evidence {told['view_s']:.1f} s), peak"
        f" {told['peak_mb']:.0f} MB ({told['before_mb']:.0f} before); {told['findings']} findings;"
        f" target {TARGET_S:.0f} s, {TARGET_MB:.0f} MB {told['untested'] or ''}"
    )


if __name__ == "__main__":
    if sys.argv[1:2] == ["--measure"]:
        measure(Path(sys.argv[2]))
    else:
        main(int(sys.argv[1]) if sys.argv[1:] else PAGES)
