"""Speed beside a stock Scrapy spider, and memory as a site grows: ``python -m bench [--quick]``.

Every measurement is a process of its own against a local site in another; nothing leaves the machine.
"""

from __future__ import annotations

import argparse
import json
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass

from bench import judge, readers, tasks

TIME_LIMIT_S = 900


@dataclass(frozen=True, slots=True)
class Measured:
    """One crawl: pages fetched, wall time, peak memory."""

    pages: int
    seconds: float
    peak_mb: float

    @property
    def rate(self) -> float:
        """Pages a second."""
        return self.pages / self.seconds

    def __str__(self) -> str:
        return (
            f"{self.pages} pages in {self.seconds:.1f} s, {self.rate:.0f} pages/s, peak {self.peak_mb:.0f} MB"
        )


@contextmanager
def site(pages: int) -> Iterator[str]:
    """A local site's port."""
    with subprocess.Popen(
        [sys.executable, "-m", "bench.site", str(pages)],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    ) as server:
        if server.stdout is None:
            raise RuntimeError("the site has no output")
        yield server.stdout.readline().strip()
        server.terminate()


def measure(how: str, pages: int) -> Measured:
    """Crawl a site of so many pages in a fresh process."""
    with site(pages) as port:
        child = subprocess.run(
            [sys.executable, "-m", "bench.child", how, port, str(pages)],
            capture_output=True,
            text=True,
            timeout=TIME_LIMIT_S,
            check=True,
        )
    return Measured(**json.loads(child.stdout))


def main() -> None:
    """Print what was measured; the ratio is ours to stock, by pages a second."""
    parser = argparse.ArgumentParser(prog="python -m bench", description="measure speed and memory")
    parser.add_argument("--quick", action="store_true", help="600 and 1800 pages instead of 3000 and 12000")
    small, large = (600, 1800) if parser.parse_args().quick else (3000, 12_000)
    readers.main()
    judge.main(2_000 if small < 3000 else judge.PAGES)
    tasks.main(6_000 if small < 3000 else tasks.PAGES)
    stock = measure("stock", small)
    print(f"stock: {stock}", flush=True)
    ours = measure("ours", small)
    print(f"ours:  {ours}", flush=True)
    print(f"ratio: {ours.rate / stock.rate:.2f}", flush=True)
    grown = measure("ours", large)
    print(f"ours:  {grown}", flush=True)
    print(f"memory: {ours.peak_mb:.0f} MB at {ours.pages} pages, {grown.peak_mb:.0f} MB at {grown.pages}")


if __name__ == "__main__":
    main()
