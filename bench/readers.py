"""Speed of all readers together on one core: ``python -m bench.readers``.

On the labelled pages where they are at hand (``$XUNJIAN_CORPUS``), else on the pages of the local site. Beside it, in
the same run, what parsing alone costs: lxml's, and BeautifulSoup's.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Sequence

from bs4 import BeautifulSoup
from lxml import etree

from bench.site import path_of, render
from crawler.extract.page import read_page

ROUNDS = 3
LOCAL_PAGES = 150
TARGET = 120  # pages a second that all readers together must keep

Page = tuple[bytes, str, str | None]


def pages() -> tuple[str, Sequence[Page]]:
    """Where the pages are from, and each with its address and type."""
    from tests.accuracy import corpus

    if corpus.is_present():
        saved = [(page.body, page.url, page.known.get("content_type")) for page in corpus.pages()]
        return "corpus", saved
    made = [
        (render(n, LOCAL_PAGES), f"http://127.0.0.1{path_of(n)}", "text/html") for n in range(LOCAL_PAGES)
    ]
    return "local site", made


def rate(work: Callable[[Page], object], of: Sequence[Page]) -> float:
    """Pages a second of processor time, the best of some rounds after one that warms up."""
    best = 0.0
    for _ in range(ROUNDS + 1):
        began = time.process_time()
        for page in of:
            work(page)
        best = max(best, len(of) / (time.process_time() - began))
    return best


def _lxml(page: Page) -> object:
    return etree.fromstring(page[0], etree.HTMLParser())


def _soup(page: Page) -> object:
    return BeautifulSoup(page[0], "lxml")


def main() -> None:
    """Print the rates and what the readers cost beside a parse."""
    where, of = pages()
    kilobytes = sum(len(body) for body, _, _ in of) / len(of) / 1000
    ours = rate(lambda page: read_page(*page), of)
    parse, soup = rate(_lxml, of), rate(_soup, of)
    print(
        f"readers: {ours:.0f} pages/s on one core ({where}, {len(of)} pages of {kilobytes:.0f} kB; target {TARGET})"
    )
    print(f"parsing alone: lxml {parse:.0f}, BeautifulSoup {soup:.0f} pages/s")
    print(f"ratio: readers to BeautifulSoup's parse {ours / soup:.2f}", flush=True)


if __name__ == "__main__":
    main()
