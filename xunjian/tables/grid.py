"""A table as a grid: every field knows the cell that covers it, whatever kind of file it comes from."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

_INVISIBLE = re.compile("[\u200b-\u200f\u2060\ufeff\u00ad\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ud800-\udfff]")
_BLANKS = re.compile(r"[^\S\n]+")
_WIDE = "\u2e80-\u9fff\uac00-\ud7a3\uf900-\ufaff\ufe30-\ufe4f\uff00-\uffef\u2014\u2018-\u201d\u2026"
_BETWEEN_WIDE = re.compile(f"(?<=[{_WIDE}])\\n(?=[{_WIDE}])")
_ENDS = "。；：！？.;:!?"


MAX_FIELDS = 1_000_000  # of one table; what claims more is no table of tasks


@dataclass(frozen=True, slots=True)
class Slot:
    """One field: the text of the cell that covers it, and the field in which that cell begins (from 0)."""

    text: str
    row: int
    column: int

    @property
    def anchor(self) -> tuple[int, int]:
        return self.row, self.column


@dataclass(frozen=True, slots=True)
class Fault:
    """A merge that does not fit the grid; ``row`` is its index (from 0)."""

    row: int
    text: str


@dataclass(frozen=True, slots=True)
class Grid:
    """One table. ``rows`` are equally wide where there is no fault; lines of a cell are parted by ``\\n``."""

    name: str  # as complaints call it: table 2, sheet '任务表'
    rows: tuple[tuple[Slot, ...], ...]
    width: int  # columns of most rows
    before: tuple[str, ...] = ()  # the lines of text before it, the nearest last
    faults: tuple[Fault, ...] = ()
    notes: tuple[Fault, ...] = ()  # what is odd and breaks nothing

    def place(self, row: int) -> str:
        """Where a row is, as complaints begin: ``table 2, row 14``."""
        return f"{self.name}, row {row + 1}"


def clean(text: str) -> str:
    """Lines of a cell without what nobody sees: invisible characters, blanks at ends, empty lines."""
    seen = _INVISIBLE.sub("", text.replace("\r\n", "\n").replace("\r", "\n").replace("\u2028", "\n"))
    lines = (_BLANKS.sub(" ", line).strip() for line in seen.split("\n"))
    return "\n".join(line for line in lines if line)


def one_line(text: str) -> str:
    """A label: where its lines broke only for want of room they are joined, Chinese without a blank."""
    return _BETWEEN_WIDE.sub("", text).replace("\n", " ")


def paragraphs(text: str) -> str:
    """A long text: a line that ends a sentence ends a paragraph, all other breaks are for want of room."""
    kept: list[str] = []
    for line in text.split("\n"):
        if kept and not kept[-1].rstrip("”’）)》").endswith(tuple(_ENDS)):
            kept[-1] = one_line(f"{kept[-1]}\n{line}")
        else:
            kept.append(line)
    return "\n".join(kept)


def squeezed(text: str) -> str:
    """Without any blank: 责 任 单 位 is 责任单位."""
    return re.sub(r"\s+", "", text)


def made_grid(
    name: str,
    rows: Sequence[tuple[Slot, ...]],
    before: Sequence[str] = (),
    faults: Sequence[Fault] = (),
    notes: Sequence[Fault] = (),
) -> Grid:
    """A grid with a fault for each row of several cells that is not as wide as most of them are."""
    several = [len({slot.anchor for slot in row if slot.row == at}) > 1 for at, row in enumerate(rows)]
    widths = Counter(len(row) for row, counts in zip(rows, several, strict=True) if counts)
    usual = widths.most_common(1)[0][0] if widths else max(map(len, rows), default=0)
    known = {fault.row for fault in faults}
    uneven = [
        Fault(at, f"the row is {len(row)} columns wide, the table {usual}; mend its merged cells")
        for at, row in enumerate(rows)
        if several[at] and len(row) != usual and at not in known
    ]
    return Grid(name, tuple(rows), usual, tuple(before), (*faults, *uneven), tuple(notes))
