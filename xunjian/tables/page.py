"""Tables of a page (.html): rowspan and colspan as browsers lay them out, and where they do not fit."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import groupby
from typing import Any

from lxml import html

from crawler.attachments.reading import UnreadableError
from crawler.extract.charset import decode
from xunjian.tables.grid import MAX_FIELDS, Fault, Grid, Slot, clean, made_grid, one_line

MAX_COLUMNS = 200
MAX_HEIGHT = 20_000
_BLOCKS = frozenset(
    "p div li ul ol tr h1 h2 h3 h4 h5 h6 section article header center dd dt table caption".split()
)
_SKIPPED = frozenset("script style noscript template head".split())
_HIDDEN = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden")
_KEPT_LINES = 8
_MARK = "\ue000"  # stands for a break that the page asks for, while breaks of its source are folded


def read_html(body: bytes) -> list[Grid]:
    """Every table in the order of the page, those within tables as well.

    The page's own title is the farthest line before each. Raises UnreadableError with one of ``reading.FAILURES``.
    """
    text = decode(body).text
    if "<" not in text or not text.strip("\x00 \r\n\t"):
        raise UnreadableError("damaged")
    root: Any = html.document_fromstring(
        text.replace("\x00", "").encode("utf-8", "replace"),
        parser=html.HTMLParser(encoding="utf-8", huge_tree=True),
    )
    grids: list[Grid] = []
    for number, table in enumerate(root.iter("table"), 1):
        before = (_lines_before(table) + _lines(table.find("caption")))[-_KEPT_LINES:]
        grids.append(_grid(table, f"table {number}", (*_title(root), *before)))
    return grids


def _title(root: Any) -> list[str]:
    """The title of the page without the name of the site behind it."""
    told = root.findtext(".//title") or ""
    return [line for line in clean(re.split(r"[_|]|\s[-–—]+\s|-{2,}", _folded(told))[0]).split("\n") if line]


def _lines(element: Any) -> list[str]:
    return [] if element is None else [line for line in _seen(element).split("\n") if line]


def _lines_before(table: Any) -> list[str]:
    """The nearest lines before a table, up to the table before it."""
    found: list[str] = []
    here = table
    while here is not None and len(found) < _KEPT_LINES:
        above = here.getprevious()
        while above is not None and len(found) < _KEPT_LINES:
            if _has_table(above):
                return found
            found = _lines(above) + _tail(above) + found
            above = above.getprevious()
        here = here.getparent()
        if here is not None and here.tag == "td":
            return found
    return found


def _has_table(element: Any) -> bool:
    return isinstance(element.tag, str) and next(element.iter("table"), None) is not None


def _tail(element: Any) -> list[str]:
    return [line for line in clean(_folded(element.tail or "")).split("\n") if line]


# ---------------------------------------------------------------- text


def _seen(element: Any) -> str:
    """What a reader sees: breaks of the source are blanks, <br> and blocks end a line."""
    return clean(_folded("".join(_pieces(element))).replace(_MARK, "\n"))


def _pieces(element: Any) -> Iterator[str]:
    if not isinstance(element.tag, str) or element.tag in _SKIPPED or _is_hidden(element):
        return
    edge = _MARK if element.tag in _BLOCKS or element.tag == "br" else ""
    yield edge
    yield (element.text or "").replace(_MARK, "")
    for child in element:
        yield from _pieces(child)
        yield (child.tail or "").replace(_MARK, "")
    yield edge


def _folded(text: str) -> str:
    """Breaks of the source fold away between Chinese characters, else to a blank."""
    return one_line(re.sub(r"[ \t\r\f]*\n\s*", "\n", text))


def _is_hidden(element: Any) -> bool:
    return element.get("hidden") is not None or bool(_HIDDEN.search((element.get("style") or "").lower()))


# ---------------------------------------------------------------- grid


@dataclass(slots=True)
class _Weaver:
    """Fields as cells fill them; a cell may reach into rows that have not come yet."""

    fields: dict[tuple[int, int], Slot] = field(default_factory=dict)
    faults: list[Fault] = field(default_factory=list)

    def add(self, at: int, cells: list[Any], end: int) -> None:
        """One row of cells; ``end`` is the row after the last one that a cell of it may reach."""
        column = 0
        for cell in cells:
            while (at, column) in self.fields:
                column += 1
            width = _span(cell, "colspan", MAX_COLUMNS) or 1
            height = _span(cell, "rowspan", MAX_HEIGHT)
            if height > end - at:
                text = f"the cell in column {column + 1} spans {height} rows, the table has {end - at} left; mend rowspan"
                self.faults.append(Fault(at, text))
            slot = Slot(_seen(cell), at, column)
            self._fill(slot, min(height or end - at, end - at), width)
            column += width

    def _fill(self, slot: Slot, height: int, width: int) -> None:
        if len(self.fields) + height * width > MAX_FIELDS:
            raise UnreadableError("too_large")
        for row in range(slot.row, slot.row + height):
            for column in range(slot.column, slot.column + width):
                if self.fields.setdefault((row, column), slot) is not slot:
                    text = f"two merged cells overlap in column {column + 1}; mend rowspan and colspan"
                    self.faults.append(Fault(row, text))

    def rows(self, count: int) -> Iterator[tuple[Slot, ...]]:
        ends = [0] * count
        for row, column in self.fields:
            ends[row] = max(ends[row], column + 1)
        for row, end in enumerate(ends):
            yield tuple(self.fields.get((row, n), Slot("", row, n)) for n in range(end))


def _span(cell: Any, name: str, most: int) -> int:
    """A span as stated; 1 where it is none. 0 for rowspan is down to the end."""
    told = (cell.get(name) or "").strip()
    return min(int(told), most) if re.fullmatch(r"\d{1,6}", told) else 1


def _grid(table: Any, name: str, before: tuple[str, ...]) -> Grid:
    weaver = _Weaver()
    rows = [row for row in table.iter("tr") if next(row.iterancestors("table")) is table]
    at = 0
    for _, group in groupby(rows, key=lambda row: row.getparent()):
        held = list(group)
        end = at + len(held)
        for row in held:
            weaver.add(at, [cell for cell in row.iterchildren("td", "th") if not _is_hidden(cell)], end)
            at += 1
    return made_grid(name, tuple(weaver.rows(len(rows))), before, tuple(weaver.faults))
