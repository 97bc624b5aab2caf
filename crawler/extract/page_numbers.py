"""A page's main text as it is kept, and the numbers of persons in it with the cells beside them."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from crawler.extract import personal
from crawler.extract.masking import hidden, masked
from crawler.extract.tree import Block, Doc, Element, text_of
from evidence.records import PageFacts, Region

MAX_TEXT_CHARS = 400_000
_MAX_CELLS = 40  # of a row that is read as one


def with_numbers(doc: Doc, facts: PageFacts, text: str) -> PageFacts:
    """The facts with text and numbers of persons; not one text in them shows a number any more."""
    numbers = personal.read(_lines(doc), _context(facts)) if personal.may_hold(text) else ()
    body = _without_title(text, facts.title)
    return hidden(replace(facts, personal=numbers, text=masked(body[:MAX_TEXT_CHARS])))


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
