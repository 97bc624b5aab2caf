"""大汉 jpaas, the newer JCMS: a script element's query object asks a unit address, whose JSON holds the rows as markup.

The pager, in the page or in the answer, tells rows a page, records and the current page; further pages are asked for
with a ``paramJson`` of page number and size.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator, Mapping
from typing import NamedTuple
from urllib.parse import parse_qsl

from crawler.extract.navigation import is_article_url
from crawler.extract.tree import Doc, resolve
from crawler.platforms import fragments
from crawler.platforms.family import OWN, WEAK, Answer, Reply, Signs
from crawler.platforms.json_rows import number
from crawler.platforms.scripts import changed_query, literals, with_query
from evidence.records import DataCall, NextPage

NAME = "jpaas"

UNIT = "/api-gateway/jpaas-publish-server/front/page/build/unit"
_FIRST_ROWS = 15
_LIST_TAG = re.compile(r"当前栏目|列表|分页|内容|信息|list|page|content", re.IGNORECASE)
_BOX_TAG = re.compile(
    r"导航|菜单|位置|面包屑|头部|顶部|底部|页脚|热门|推荐|最新|排行|轮播|友情|链接|nav|menu|crumb|head|foot|banner|hot"
    r"|link",
    re.IGNORECASE,
)


class _Unit(NamedTuple):
    """One part of a page that a script fills: where it asks, and with what."""

    address: str
    query: dict[str, str]

    @property
    def tag(self) -> str:
        return self.query.get("tagId", "")


class _Pager(NamedTuple):
    """Rows a page, records, current page."""

    rows: int
    records: int
    page: int


def recognise(signs: Signs) -> int:
    """By a list's unit; on an article page units serve its head and foot, and its address tells as much."""
    units = _units(signs.doc)
    if not is_article_url(signs.doc.url) and any(not _BOX_TAG.search(unit.tag) for unit in units):
        return OWN
    return WEAK if units or "jpaas" in signs.sources or "jpaas-publish-server" in signs.scripts else 0


def data_calls(signs: Signs) -> tuple[DataCall, ...]:
    """The call for the list: of several units the one that is called a list."""
    units = [unit for unit in _units(signs.doc) if not _BOX_TAG.search(unit.tag)]
    named = [unit for unit in units if _LIST_TAG.search(unit.tag)][:1]
    urls = (resolve(signs.doc, with_query(unit.address, unit.query)) for unit in named or units)
    return tuple(DataCall(url) for url in urls if url)


def next_page(signs: Signs) -> NextPage | None:
    """The unit's second page, where the first is in the markup already."""
    units = [unit for unit in _units(signs.doc) if not _BOX_TAG.search(unit.tag)]
    pager = _pager(signs.doc) if units else None
    if pager is None:
        return None
    if pager.page * pager.rows >= pager.records:
        return NextPage("none")
    unit = next((unit for unit in units if _LIST_TAG.search(unit.tag)), units[0])
    asked = unit.query | {"paramJson": _parameters(pager.page + 1, pager.rows)}
    return NextPage("api", resolve(signs.doc, with_query(unit.address, asked)))


def read_reply(answer: Answer) -> Reply | None:
    """The fragment in ``data.html``."""
    data = answer.data.get("data") if isinstance(answer.data, dict) else None
    markup = data.get("html") if isinstance(data, dict) else None
    if not isinstance(markup, str):
        return None
    if str(answer.data.get("success", True)).lower() == "false":
        return Reply((), lost=True)
    doc = fragments.parsed(markup)
    items = fragments.rows_of(markup, answer.url)
    pager = _pager(doc)
    total = pager.records if pager else 0 if not items and fragments.NOTHING.search(markup) else None
    return Reply(items, total, _after(answer, pager, len(items)), lost=not items and bool(doc.links))


def _after(answer: Answer, pager: _Pager | None, shown: int) -> NextPage:
    """The page after this one. Some hosts answer the first page whatever is asked: the pager then stands still."""
    values = dict(parse_qsl(answer.url.partition("?")[2], keep_blank_values=True))
    asked = number(literals(values.get("paramJson", "")).get("pageNo")) or 1
    if pager is None or not shown or pager.page < asked or asked * pager.rows >= pager.records:
        return NextPage("none")
    url = changed_query(answer.url, {"paramJson": _parameters(asked + 1, pager.rows)})
    return NextPage("api", url, answer.method)


def _parameters(page: int, rows: int) -> str:
    return json.dumps({"pageNo": page, "pageSize": rows}, separators=(",", ":"))


def _units(doc: Doc) -> list[_Unit]:
    found = []
    for attributes in (*doc.script_queries, *_with_queries(doc)):
        query = literals(attributes.get("querydata", ""))
        address = attributes.get("url") or (UNIT if "parseType" in query else "")
        if query.get("pageId") and "jpaas" in address:
            found.append(_Unit(address, query))
    return list({tuple(unit.query.items()): unit for unit in found}.values())


def _with_queries(doc: Doc) -> Iterator[Mapping[str, str]]:
    for element in doc.body.iter("div", "ul", "span"):
        if element.get("querydata"):
            yield dict(element.attrib)


def _pager(doc: Doc) -> _Pager | None:
    """What the pager's attributes say, each in one of its own or all in its query object."""
    for element in doc.body.iter("div", "ul", "span", "p"):
        told = _counts(element.attrib.items())
        if told:
            return told
    return None


def _counts(attributes: Iterable[tuple[str, str]]) -> _Pager | None:
    own = dict(attributes)
    values = {key.lower(): value for key, value in literals(own.get("querydata", "")).items()} | own
    rows, count = number(values.get("rows")), number(values.get("count"))
    if count is None or "rows" not in values:
        return None
    return _Pager(rows or _FIRST_ROWS, count, number(values.get("pageno")) or 1)
