"""A page's main text as it is kept, and the numbers of persons in it with the cells beside them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from crawler.extract import personal
from crawler.extract.masking import hidden, masked
from crawler.extract.tree import Block, Doc, Element, text_of
from evidence.records import PageFacts, Region

MAX_TEXT_CHARS = 400_000
_LINK_SHARE = 0.6
_NEIGHBOUR = re.compile(r"[【\[（(]?\s*(?:上|下|前|后)\s*一\s*[篇条页则个]|相邻稿件|没有了")
_FILE = re.compile(r"附\s*件|\.(?:docx?|xlsx?|pptx?|pdf|wps|et|ofd|zip|rar)\b", re.IGNORECASE)
_TAIL_HEAD = re.compile(
    r"\W*(?:相关(?:链接|解读|文件|政策|稿件|阅读|信息|文章|新闻|附件)?|政策原文|延伸阅读|关联(?:文件|解读)|推荐阅读|猜你喜欢|打印(?:本页)?|关闭(?:窗口|本页)?|分享到?|返回顶部|"
    r"扫一扫.{0,20})(?:\s*(?:打印|关闭|分享|收藏|字号|大|中|小))*\W*"
)
_MAX_CELLS = 40  # of a row that is read as one


def with_numbers(doc: Doc, facts: PageFacts, text: str) -> PageFacts:
    """The facts with text and numbers of persons; not one text in them shows a number any more."""
    numbers = personal.read(_lines(doc), _context(facts)) if personal.may_hold(text) else ()
    body = _without_title(_own_text(doc) if facts.is_article else text, facts.title)
    return hidden(replace(facts, personal=numbers, text=masked(body[:MAX_TEXT_CHARS])))


def _own_text(doc: Doc) -> str:
    """The main text of an article without what trails it: the titles of its neighbours (上一篇) and of related entries.

    They are other pages' words. Names of files stay: they are the article's own.
    """
    main = [block for block in doc.blocks if block.region is Region.MAIN]
    end = len(main)
    while end and _trails(main[end - 1]):
        end -= 1
    kept = main[:end] or main
    return "\n".join(block.text for block in kept if not _NEIGHBOUR.match(block.text))


def _trails(block: Block) -> bool:
    if _FILE.search(block.text):
        return False
    is_link = block.link_chars >= _LINK_SHARE * max(len(block.text), 1)
    return is_link or bool(_NEIGHBOUR.match(block.text) or _TAIL_HEAD.fullmatch(block.text))


def _context(facts: PageFacts) -> str:
    names = (facts.title, facts.column_name, facts.column_type, *(name for name, _ in facts.crumbs))
    return " ".join(name for name in names if name)


def _without_title(text: str, title: str | None) -> str:
    return "\n".join(line for line in text.split("\n") if line != title) if title else text


def _lines(doc: Doc) -> Iterator[personal.Line]:
    """The blocks of the main part that may hold a number."""
    before = ""
    for block in doc.blocks:
        if block.region is not Region.MAIN:
            continue
        if personal.may_hold(block.text):
            yield _line(block, before)
        before = block.text[-60:]


def _line(block: Block, before: str) -> personal.Line:
    cell = _up_to(block.element, "td", "th")
    row = _up_to(cell, "tr") if cell is not None else None
    if row is None or len(text_of(row)) > 2000:
        return personal.Line(block.text, before)
    cells = [child for child in row if child.tag in ("td", "th")][:_MAX_CELLS]
    heads = _heads(row)
    place = cells.index(cell) if cell in cells else -1
    head = heads[place] if 0 <= place < len(heads) and len(heads) == len(cells) else ""
    if not head and place > 0:
        beside = text_of(cells[place - 1])
        head = beside if len(beside) <= 12 and not personal.may_hold(beside) else ""
    return personal.Line(block.text, before, tuple(map(text_of, cells)), head, " ".join(heads))


def _up_to(element: Element, *tags: str) -> Element | None:
    for _ in range(8):
        if element is None or element.tag in tags:
            return element
        element = element.getparent()
    return None


def _heads(row: Element) -> tuple[str, ...]:
    """The cells of the first row above that has no long number: the heads of a table."""
    table = _up_to(row, "table")
    if table is None:
        return ()
    for other in table.iter("tr"):
        if other is row:
            return ()
        cells = tuple(text_of(child)[:20] for child in other if child.tag in ("td", "th"))
        if len(cells) >= 2 and not any(map(personal.may_hold, cells)):
            return cells
    return ()
