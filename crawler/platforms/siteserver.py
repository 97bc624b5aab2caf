"""SiteServer CMS: /channels/123.html goes on with /channels/123_2.html; articles /contents/123/4567.html."""

from __future__ import annotations

import re

from crawler.extract.tree import resolve
from crawler.platforms.bars import page_of, says_next
from crawler.platforms.family import ADDRESS, WEAK, Signs
from evidence.records import NextPage

NAME = "siteserver"

_ADDRESSES = re.compile(r"/contents/\d+/\d+\.html|/channels/\d+(?:_\d+)?\.html")
_MARKS = ("/api/stl/", "/sitefiles/", "siteserver")
_OWN = re.compile(r"/(\d+)(?:_(\d{1,4}))?\.html$")


def recognise(signs: Signs) -> int:
    """By the shape of its addresses, its counters and its files."""
    if signs.linked(_ADDRESSES):
        return ADDRESS
    return (
        WEAK
        if any(mark in signs.sources or mark in signs.links or mark in signs.scripts for mark in _MARKS)
        else 0
    )


def next_page(signs: Signs) -> NextPage | None:
    """The next number of a bar whose links are a box to choose from."""
    own = _OWN.search(signs.doc.url) if "/channels/" in signs.doc.url else None
    bar = page_of(signs.doc) if own and not says_next(signs.doc) else None
    if own is None or bar is None:
        return None
    current = int(own.group(2) or 1)
    if current >= bar[1]:
        return NextPage("none")
    return NextPage("script", resolve(signs.doc, f"{own.group(1)}_{current + 1}.html"))
