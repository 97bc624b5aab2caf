"""Markup that a script puts into a page: its rows, read without knowing which page it goes into."""

from __future__ import annotations

import re
from dataclasses import replace

from crawler.extract import choice, listing
from crawler.extract.tree import Doc, parse
from crawler.platforms.scripts import absolute
from evidence.records import Item

NOTHING = re.compile(
    r"暂无|没有(?:找到|查询到|检索到|任何|相关)|无相关(?:信息|数据|内容|记录)|共\s*0\s*(?:条|篇|页)"
)


def parsed(markup: str) -> Doc:
    """The tree of a fragment, addresses as written."""
    return parse(
        f"<html><body><div>{markup}</div></body></html>".encode("utf-8", "replace"),
        "",
        "text/html; charset=utf-8",
    )


def rows_of(markup: str, base: str) -> tuple[Item, ...]:
    """The rows of a fragment. Addresses relative to a folder are left out: the folder is that of the page which
    shows the fragment, and the answer does not name it.
    """
    found = listing.groups(parsed(markup))
    chosen = choice.main_groups(found)
    return tuple(replace(item, url=_placed(item.url, base)) for item in choice.items_of(chosen))


def _placed(url: str | None, base: str) -> str | None:
    if not url or not base:
        return url
    return absolute(url, base) if url.startswith(("/", "http:", "https:")) else None
