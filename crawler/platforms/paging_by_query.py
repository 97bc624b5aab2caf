"""The next page of an answer by the query that it was asked for with."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any
from urllib.parse import parse_qsl

from crawler.platforms.family import Answer
from crawler.platforms.json_rows import folded, folded_key, nodes, number
from crawler.platforms.scripts import changed_query
from evidence.records import NextPage

PAGES = frozenset(
    "page pageno pagenum pagenumber pageindex currentpage curpage current nowpage pagenow pn cpage".split()
)
SIZES = frozenset("pagesize size limit rows perpage pagerows pagecount num ps".split())
_LAST_PAGES = ("pages", "totalpages", "totalpage", "pagetotal", "pagecount", "countpage")


@dataclass(frozen=True, slots=True)
class _Asked:
    """The query of an answer: which value is the page's number, and how many rows a page has."""

    key: str
    page: int
    size: int | None

    @classmethod
    def of(cls, query: str) -> _Asked | None:
        values = dict(parse_qsl(query, keep_blank_values=True))
        key = next((k for k, v in values.items() if folded_key(k) in PAGES and v.isdigit()), None)
        if key is None:
            return None
        sizes = (number(v) for k, v in values.items() if folded_key(k) in SIZES)
        return cls(key, int(values[key]), next((n for n in sizes if n), None))


def following(answer: Answer, shown: int, total: int | None) -> NextPage:
    """The next page where the counts say that there is one."""
    asked = _Asked.of(answer.url.partition("?")[2]) if shown else None
    if asked is None or not _goes_on(asked, answer.data, shown, total):
        return NextPage("none")
    return NextPage("api", changed_query(answer.url, {asked.key: str(asked.page + 1)}), answer.method)


def _goes_on(asked: _Asked, data: Any, shown: int, total: int | None) -> bool:
    size = asked.size or shown
    if total is not None and total > shown:
        pages_seen = asked.page if asked.page else 1
        return pages_seen * size < total
    if (
        total is not None
        and total == shown
        and asked.page <= 1
        and (asked.size is None or shown < asked.size)
    ):
        return False
    last = _stated(data)
    if last is not None:
        return asked.page < last
    return total is None and asked.size is not None and shown >= asked.size


def _stated(data: Any) -> int | None:
    for node in nodes(data):
        values: Mapping[str, Any] = folded(node) if isinstance(node, dict) else {}
        for key in _LAST_PAGES:
            count = number(values.get(key))
            if count:
                return count
    return None
