"""Answers to a list's script, read into the facts of a column page: JSON and XML of any family."""

from __future__ import annotations

import re

from crawler.extract.charset import Decoded, decode
from crawler.extract.links import LINK_TEXT_CHARS
from crawler.platforms import fragments
from crawler.platforms.family import Answer, Reply
from crawler.platforms.registry import read_reply
from crawler.platforms.scripts import json_body
from evidence.records import Link, ListState, PageFacts, PageKind, Region

_HEAD = 400
_WHOLE = re.compile(rb"<(?:!doctype|html|head|body|title|meta|frameset)\b", re.IGNORECASE)
_DATA_STARTS = (b"{", b"[", b"<?xml", b"<datastore", b"<recordset", b"&lt;datastore")


def read(body: bytes, url: str, content_type: str | None, method: str) -> PageFacts | None:
    """What an answer says of a list; None where the body is no answer of a known kind, a page for instance."""
    if not _may_be_data(body):
        return None
    decoded = decode(body, content_type)
    answer = Answer(url, decoded.text, json_body(decoded.text), method)
    told = read_reply(answer)
    if told is not None:
        return _facts(url, decoded, *told)
    if answer.data is None:
        return None
    return _facts(url, decoded, "unknown", Reply((), lost=bool(answer.data)))


def _may_be_data(body: bytes) -> bool:
    head = body[:_HEAD].lstrip(b"\xef\xbb\xbf \t\r\n").lower()
    if head.startswith(_DATA_STARTS):
        return True
    return not head.startswith(b"<") and (b"({" in head or b"([" in head or b"=" in head)


def _facts(url: str, decoded: Decoded, platform: str, reply: Reply) -> PageFacts:
    state, why = _state(reply)
    links = {i.url: Link(i.url, i.title[:LINK_TEXT_CHARS], Region.MAIN) for i in reply.items if i.url}
    return PageFacts(
        url, PageKind.COLUMN, platform, decoded.encoding,
        items=reply.items or (() if state is ListState.EMPTY else None),
        list_state=state, list_why=why, next_page=reply.next_page, links=tuple(links.values()), is_reply=True,
    )  # fmt: skip


def _state(reply: Reply) -> tuple[ListState, str]:
    """Empty only by the answer's own count: an answer without rows may be how a stranger is turned away."""
    if reply.items:
        return ListState.ITEMS, f"数据接口返回{len(reply.items)}条信息"
    if reply.lost or reply.total:
        return ListState.UNCLEAR, "数据接口返回的内容未能读取"
    if reply.total == 0:
        return ListState.EMPTY, "数据接口说明共0条记录"
    return ListState.UNCLEAR, "数据接口没有返回任何记录，也未说明总数"


def is_fragment(body: bytes) -> bool:
    """Whether a body is a bare piece of markup, as scripts put it into a page."""
    if not body[:_HEAD].lstrip(b"\xef\xbb\xbf \t\r\n").startswith(b"<"):
        return False
    return not _WHOLE.search(body[:2000]) and not _WHOLE.search(body)


def says_nothing(text: str) -> bool:
    """Whether a fragment itself says that there is nothing to show."""
    return bool(fragments.NOTHING.search(text))
