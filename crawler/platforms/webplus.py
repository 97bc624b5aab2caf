"""苏迪 webplus (universities): list.htm goes on with list2.htm, list.psp with list2.psp; /2023/0505/c12a3456/page.htm."""

from __future__ import annotations

import re

from crawler.extract.tree import resolve
from crawler.platforms.bars import says_next
from crawler.platforms.family import ADDRESS, OWN, WEAK, Signs
from evidence.records import NextPage

NAME = "webplus"

_ADDRESSES = re.compile(r"/20\d\d/\d{4}/c\d+a\d+/page\d*m?\.(?:htm|psp)")
_MARKS = ("wp_articlecontent", "wp_news_w", "wp_entry", "arti_update")
_SOURCES = ("/_upload/tpl/", "/_js/sudy", "/_css/_system", "sudy-")
_OWN_PAGE = re.compile(r"/list(\d*)\.(htm|psp)$")


def recognise(signs: Signs) -> int:
    """By its pager, its article addresses, its classes and its files."""
    if "wp_paging" in signs.names:
        return OWN
    if signs.linked(_ADDRESSES, 1):
        return ADDRESS
    marked = any(mark in signs.names for mark in _MARKS) or any(mark in signs.sources for mark in _SOURCES)
    return WEAK if marked else 0


def next_page(signs: Signs) -> NextPage | None:
    """The next number where the pager's 下一页 is no plain link; its own words give the number of pages."""
    own = _OWN_PAGE.search(signs.doc.url) if "wp_paging" in signs.names else None
    if own is None or says_next(signs.doc):
        return None
    count = next((text for text in _texts(signs, "all_pages") if text.isdigit()), "")
    current = int(own.group(1) or 1)
    if not count:
        return None
    if current >= int(count):
        return NextPage("none")
    return NextPage("script", resolve(signs.doc, f"list{current + 1}.{own.group(2)}"))


def _texts(signs: Signs, name: str) -> list[str]:
    marked = (e for e in signs.doc.body.iter("em", "span", "i") if name in (e.get("class") or ""))
    return ["".join(element.itertext()).strip() for element in marked]
