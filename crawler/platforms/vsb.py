"""博达 VSB (schools, institutes): tzgg.htm goes on with tzgg/11.htm, then tzgg/10.htm: numbers fall, 1 is the oldest.

The bar reads 共123条 1/7. A page is numbered from the end, so a new entry moves what the numbers mean; the address of
the next page is true for the moment it was read.
"""

from __future__ import annotations

import re

from crawler.extract.tree import resolve
from crawler.platforms.family import ADDRESS, OWN, WEAK, Signs
from evidence.records import NextPage

NAME = "vsb"

_COUNTER = "_jsq_("
_ADDRESSES = re.compile(r"/info/\d{3,5}/\d+\.htm\b|info/\d{3,5}/\d+\.htm$", re.MULTILINE)
_ROWS = re.compile(r"^line_?u\d+_\d+$", re.MULTILINE)
_MARKS = ("vsb_content", "v_news_content", "_vsb_", "pb_sys_")
_SOURCES = ("/system/resource/", "_sitegray")
_PAGES = re.compile(r"_simple_list_gotopage_fun\(\s*(\d{1,5})")
_BAR = re.compile(r"共\s*\d+\s*条\s*(\d{1,5})\s*/\s*(\d{1,5})")
_FIRST = re.compile(r"([\w\-]+)\.htm$")
_LATER = re.compile(r"/(\d{1,5})\.htm$")
_NEXT = re.compile(r"^\W*下一?页\W*$")


def recognise(signs: Signs) -> int:
    """By its visitors' counter and row ids, its article addresses, its script library."""
    if _COUNTER in signs.scripts or _ROWS.search(signs.names):
        return OWN
    if signs.linked(_ADDRESSES):
        return ADDRESS
    marked = any(mark in signs.names or mark in signs.scripts for mark in _MARKS)
    return WEAK if marked or any(mark in signs.sources for mark in _SOURCES) else 0


def next_page(signs: Signs) -> NextPage | None:
    """The falling number, where the pager's links do not say it themselves."""
    if any(link.url and _NEXT.match(link.text) for link in signs.doc.links):
        return None
    later = _LATER.search(signs.doc.url)
    if later:
        return _before(signs, int(later.group(1)))
    count = _count(signs)
    stem = _FIRST.search(signs.doc.url)
    if count is None or stem is None or count < 2:
        return None
    return NextPage("script", resolve(signs.doc, f"{stem.group(1)}/{count - 1}.htm"))


def _before(signs: Signs, number: int) -> NextPage | None:
    """tzgg/11.htm is followed by tzgg/10.htm; a bar must say that the page is one of a list."""
    if _count(signs) is None:
        return None
    return NextPage("none") if number <= 1 else NextPage("script", resolve(signs.doc, f"{number - 1}.htm"))


def _count(signs: Signs) -> int | None:
    """How many pages the list has, by the jump box or the bar."""
    told = _PAGES.search(signs.scripts)
    if told:
        return int(told.group(1))
    for block in reversed(signs.doc.blocks[-120:]):
        bar = _BAR.search(block.text) if "共" in block.text else None
        if bar:
            return int(bar.group(2))
    return None
