"""A page as a browser showed it (渲染快照): the document after its scripts ran, with how that went in front.

The record in the first line makes the bytes speak for themselves: read again years later, they give the same
facts. Scripts have had their say, so here a list without rows is a list without rows; unless a request for data
failed, a script broke off, or the page never came to rest, for then nobody knows what it would have shown.
"""

from __future__ import annotations

import json
from dataclasses import asdict, dataclass, replace
from typing import Any

from lxml import etree, html

from crawler.extract.page import read_page
from evidence.records import ListState, NextPage, PageFacts, PageKind

_START = b"<!-- xunjian-render "
_END = b" -->\n"
_TYPE = "text/html; charset=utf-8"
HIDDEN = "data-xunjian-hidden"
"""Attribute that the browser's side puts on elements that a reader does not see and that say 暂无."""

_PAGERS = (
    b"laypage",
    b"el-pag",
    b"ant-pagination",
    b"ivu-page",
    b"pagination",
    "下一页".encode(),
    "下页".encode(),
)
_PROVES_NOTHING = "除导航和页脚外没有任何内容"  # of a page drawn by scripts, another part may be missing


@dataclass(frozen=True, slots=True)
class Showing:
    """How the showing went, as far as it bears on what may be concluded from the document."""

    settled: bool = True  # came to rest before time was up
    data_read: int = 0  # requests for data that were answered
    data_failed: tuple[str, ...] = ()  # "address: why" of the first few that were not
    script_errors: int = 0  # scripts that were not delivered or broke off

    @property
    def doubt(self) -> str:
        """Why what is missing from the document may yet exist (Chinese); empty if nothing speaks for it."""
        if self.data_failed:
            return f"浏览器打开后数据请求失败（{self.data_failed[0]}）"
        if not self.settled:
            return "浏览器打开后页面一直未加载完"
        return f"浏览器打开后有{self.script_errors}处脚本出错" if self.script_errors else ""


def wrap(document: str, showing: Showing) -> bytes:
    """The bytes that are kept: the record, then the document. Equal showings of equal documents are equal."""
    record = json.dumps(asdict(showing), ensure_ascii=False, sort_keys=True).replace("--", "-\\u002d")
    return _START + record.encode() + _END + document.encode("utf-8", "replace")


def unwrap(body: bytes) -> tuple[bytes, Showing] | None:
    """The document and how it was shown; None where the bytes are no such record."""
    head, found, document = body.partition(_END)
    if not found or not head.startswith(_START):
        return None
    try:
        record = json.loads(head.removeprefix(_START))
        failed = tuple(map(str, record["data_failed"]))
        return document, Showing(
            bool(record["settled"]), int(record["data_read"]), failed, int(record["script_errors"])
        )
    except (ValueError, KeyError, TypeError):
        return None


def read_rendered(body: bytes, url: str) -> PageFacts:
    """Read what a browser showed. Never says EMPTY where something may have been kept from the reader."""
    document, showing = unwrap(body) or (body, Showing(settled=False))
    facts = read_page(document, url, _TYPE)
    if not facts.blocked_by and facts.list_state not in (ListState.ITEMS, ListState.ELSEWHERE):
        facts = _with_state(facts, document, showing)
    return replace(facts, rendered=True, data_calls=(), next_page=_next_page(facts, document))


def _with_state(facts: PageFacts, document: bytes, showing: Showing) -> PageFacts:
    """The state that the document shows now that no script will add to it."""
    if facts.kind is PageKind.ARTICLE:
        return facts
    still = read_page(_without_scripts(document), facts.url, _TYPE)
    state, why = still.list_state, still.list_why
    if state is ListState.ITEMS:
        return replace(still, list_why=f"浏览器打开后{why}")
    if showing.doubt:
        return replace(facts, items=None, list_state=ListState.UNCLEAR, list_why=showing.doubt)
    if state in (ListState.SCRIPTED, ListState.UNCLEAR) or why == _PROVES_NOTHING:
        return replace(facts, items=None, list_state=ListState.UNCLEAR, list_why="浏览器打开后仍未识别出列表")
    items = () if state is ListState.EMPTY else None
    return replace(facts, kind=still.kind, items=items, list_state=state, list_why=f"浏览器打开后{why}")


def _without_scripts(document: bytes) -> bytes:
    """The document without the scripts that ran and without words that no reader saw; data scripts stay."""
    parser = html.HTMLParser(encoding="utf-8")
    try:
        root: Any = html.document_fromstring(document, parser=parser)
    except etree.ParserError:  # nothing in it
        return document
    for element in list(root.iter("*")):
        kind = (element.get("type") or "").lower()
        ran = element.tag == "script" and "xml" not in kind and "json" not in kind
        if (ran or element.get(HIDDEN) is not None) and element.getparent() is not None:
            element.drop_tree()
    return bytes(etree.tostring(root, encoding="utf-8", method="html"))


def _next_page(facts: PageFacts, document: bytes) -> NextPage:
    """A pager of buttons has no addresses: the list goes on, nobody can say where."""
    if facts.items and facts.next_page.how == "none" and any(mark in document for mark in _PAGERS):
        return NextPage("script")
    return facts.next_page
