"""动易 PowerEasy (schools): Category_1/Index.aspx goes on with Index_2.aspx; /Item/123.aspx.

Its rows carry a sentence in ``title`` (标题：… 点击数：… 发表时间：…), which the list reader knows to cut.
"""

from __future__ import annotations

import re

from crawler.extract.tree import resolve
from crawler.platforms.bars import page_of, says_next
from crawler.platforms.family import ADDRESS, WEAK, Signs
from evidence.records import NextPage

NAME = "powereasy"

_ADDRESSES = re.compile(r"/category_\d+/|/item/\d+\.aspx")
_OWN = re.compile(r"/category_\d+/index(?:_(\d{1,4}))?\.aspx$|/category_\d+/$")


def recognise(signs: Signs) -> int:
    """By the shape of its addresses."""
    if signs.linked(_ADDRESSES):
        return ADDRESS
    return WEAK if "powereasy" in signs.sources or "/category_1/" in signs.links else 0


def next_page(signs: Signs) -> NextPage | None:
    """The next number where the bar has no plain link for it."""
    own = _OWN.search(signs.url)
    bar = page_of(signs.doc) if own and not says_next(signs.doc) else None
    if own is None or bar is None:
        return None
    current = int(own.group(1) or 1)
    return (
        NextPage("none")
        if current >= bar[1]
        else NextPage("script", resolve(signs.doc, f"Index_{current + 1}.aspx"))
    )
