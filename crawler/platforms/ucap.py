"""开普 UCAP: columns /c123456/…_list.shtml, articles with 32 hexadecimal digits, a printed pager that counts from 1.

Many article addresses carry the month only (/c100/202305/<32 hex>.shtml): their day stands on the page or in the row.
"""

from __future__ import annotations

import re

from crawler.platforms.family import ADDRESS, OWN, WEAK, Signs
from evidence.records import NextPage

NAME = "ucap"

_ADDRESSES = re.compile(
    r"/c\d{5,7}/(?:[\w/\-]*/)?\w+\.shtml|/20\d{4}/[0-9a-f]{32}\.shtml|/c\d+/20\d\d/\d\d?/\d\d?/[0-9a-f]{32}\."
)
_MARKS = ("ucap-content", "ucapcontent", "ucap_", "kpyfx")


def recognise(signs: Signs) -> int:
    """By its pager call, the shape of its addresses, its body's id; its search service also serves others."""
    if signs.printed and signs.printed.from_one:
        return OWN
    if signs.linked(_ADDRESSES):
        return ADDRESS
    if any(mark in signs.names or mark in signs.sources for mark in _MARKS):
        return WEAK
    served = "kaipuyun.cn" in signs.links or "kaipuyun.cn" in signs.sources or "kaipuyun.cn" in signs.scripts
    return WEAK if served and ".shtml" in signs.links else 0


def next_page(signs: Signs) -> NextPage | None:
    """What the printed pager would link."""
    return signs.printed.next_page(signs.doc) if signs.printed else None
