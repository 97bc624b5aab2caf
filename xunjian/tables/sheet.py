"""Sheets of a workbook (.xlsx): merged ranges, dates as dates, whole numbers without a point."""

from __future__ import annotations

import io
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any

from lxml import etree

from crawler.attachments.reading import UnreadableError, open_archive
from xunjian.tables.grid import Fault, Grid, Slot, clean, made_grid

MAX_ROWS = 5_000
MAX_COLUMNS = 200
MAX_PART_BYTES = 40 * 1024 * 1024  # of one part, unpacked
_ERROR = re.compile(r"#(?:REF|N/A|NAME|VALUE|DIV/0|NULL|NUM)[!?]?")
_RANGE = re.compile(r"([A-Z]{1,3})(\d{1,7}):([A-Z]{1,3})(\d{1,7})")


def read_xlsx(body: bytes) -> list[Grid]:
    """Every visible sheet as one grid, its rows numbered as in the sheet.

    Read as a stream, so that neither a far cell nor a huge merge costs memory. Raises UnreadableError with one
    of ``reading.FAILURES``.
    """
    from openpyxl import load_workbook

    archive = open_archive(body)
    cells = [part.file_size for part in archive.infolist() if part.filename.startswith("xl/")]
    if max(cells, default=0) > MAX_PART_BYTES:
        raise UnreadableError("too_large")
    book = load_workbook(io.BytesIO(body), read_only=True, data_only=True, keep_links=False)
    return [
        _grid(sheet, _marks(archive, sheet)) for sheet in book.worksheets if sheet.sheet_state == "visible"
    ]


@dataclass(slots=True)
class _Marks:
    """What only the sheet's own part tells: merged ranges, hidden rows, formulas without a stored value."""

    merges: list[tuple[int, int, int, int]] = field(default_factory=list)  # top, left, bottom, right, from 0
    hidden: list[int] = field(default_factory=list)
    unsolved: list[tuple[int, str]] = field(default_factory=list)  # row, name of the cell


def _marks(archive: Any, sheet: Any) -> _Marks:
    marks = _Marks()
    with archive.open(sheet._worksheet_path) as stream:  # a sheet that is streamed tells no merges
        events = etree.iterparse(
            stream, events=("end",), resolve_entities=False, no_network=True, huge_tree=True
        )
        for _, element in events:
            name = element.tag.rpartition("}")[2]
            if name == "mergeCell":
                _merge(element.get("ref") or "", marks)
            elif name == "row":
                _row(element, marks)
                element.clear()
    return marks


def _merge(told: str, marks: _Marks) -> None:
    if found := _RANGE.fullmatch(told.replace("$", "")):
        left, top, right, bottom = found.groups()
        marks.merges.append((int(top) - 1, _column(left), int(bottom) - 1, _column(right)))


def _column(letters: str) -> int:
    number = 0
    for letter in letters:
        number = number * 26 + ord(letter) - 64
    return number - 1


def _row(row: Any, marks: _Marks) -> None:
    at = row.get("r") or ""
    if not at.isdigit():
        return
    if row.get("hidden") in ("1", "true"):
        marks.hidden.append(int(at) - 1)
    for cell in row:
        parts = {child.tag.rpartition("}")[2]: child.text for child in cell}
        if "f" in parts and not parts.get("v"):
            marks.unsolved.append((int(at) - 1, cell.get("r") or "?"))


def _grid(sheet: Any, marks: _Marks) -> Grid:
    name = f"sheet '{sheet.title}'"
    sheet.reset_dimensions()  # what the sheet says of its size is often wrong, and may be meant to be
    texts = [
        [_shown(cell) for cell in row] for row in sheet.iter_rows(max_row=MAX_ROWS + 1, max_col=MAX_COLUMNS)
    ]
    if len(texts) > MAX_ROWS and any(texts[-1]):
        raise UnreadableError("too_large")
    while texts and not any(texts[-1]):
        texts.pop()
    width = max((n + 1 for row in texts for n, text in enumerate(row) if text), default=0)
    fields: dict[tuple[int, int], Slot] = {}
    faults = list(_spread(texts, width, marks, fields))
    rows = tuple(
        tuple(fields.get((at, n)) or Slot(_at(texts, at, n), at, n) for n in range(width))
        for at in range(len(texts))
    )
    faults += [
        Fault(at, f"a cell shows the error {text}; mend the sheet")
        for at, row in enumerate(texts)
        for text in row
        if _ERROR.fullmatch(text)
    ]
    faults += [
        Fault(
            at, f"cell {cell} is a formula without a stored value; open the file in a spreadsheet and save it"
        )
        for at, cell in marks.unsolved
        if at < len(rows)
    ]
    notes = [
        Fault(at, "the row is hidden in the sheet; it is taken") for at in marks.hidden if at < len(rows)
    ]
    return made_grid(name, rows, (), faults, notes)


def _at(texts: list[list[str]], row: int, column: int) -> str:
    return texts[row][column] if column < len(texts[row]) else ""


def _spread(
    texts: list[list[str]], width: int, marks: _Marks, fields: dict[tuple[int, int], Slot]
) -> Iterator[Fault]:
    """Let merged cells cover their fields, as far as the used part of the sheet goes."""
    for top, left, bottom, right in marks.merges:
        if top >= len(texts) or left >= width:
            continue
        slot = Slot(_at(texts, top, left), top, left)
        for row in range(top, min(bottom + 1, len(texts))):
            for column in range(left, min(right + 1, width)):
                if fields.setdefault((row, column), slot) is not slot:
                    yield Fault(row, f"two merged cells overlap in column {column + 1}; mend the merges")


# ---------------------------------------------------------------- values


def _shown(cell: Any) -> str:
    """A value as its reader sees it; a date as 2026年11月30日, without the day where its format has none."""
    value = cell.value
    if value is None:
        return ""
    if isinstance(value, datetime | date):
        day = f"{value.day}日" if "d" in str(cell.number_format).lower() else ""
        return f"{value.year}年{value.month}月{day}"
    if isinstance(value, float) and value.is_integer() and abs(value) < 1e15:
        return str(int(value))
    return clean(str(value))
