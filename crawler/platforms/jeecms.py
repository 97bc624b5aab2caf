"""JEECMS: index.jhtml, index_2.jhtml, articles 1234.jhtml; its pagers are buttons with a script."""

from __future__ import annotations

import re

from crawler.extract.tree import resolve
from crawler.platforms.bars import opened_by_control, page_of, says_next
from crawler.platforms.family import ADDRESS, WEAK, Signs
from evidence.records import NextPage

NAME = "jeecms"

_ADDRESSES = re.compile(r"\.jhtml")
_OWN = re.compile(r"/(\w*?)(?:_(\d{1,4}))?\.jhtml$")


def recognise(signs: Signs) -> int:
    """By the extension of its pages."""
    if ".jhtml" in signs.links or signs.url.endswith(".jhtml"):
        return ADDRESS if signs.linked(_ADDRESSES) else WEAK
    return WEAK if "jeecms" in signs.sources else 0


def next_page(signs: Signs) -> NextPage | None:
    """What the button opens, else the next number of the bar."""
    if says_next(signs.doc):
        return None
    opened = opened_by_control(signs.doc)
    if opened:
        return NextPage("script", opened)
    own, bar = _OWN.search(signs.doc.url), page_of(signs.doc)
    if own is None or bar is None:
        return None
    current = int(own.group(2) or 1)
    if current >= bar[1]:
        return NextPage("none")
    return NextPage("script", resolve(signs.doc, f"{own.group(1)}_{current + 1}.jhtml"))
