"""One grid of a table of tasks as .docx, .xlsx and .html, with its merges."""

from __future__ import annotations

import io
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date
from html import escape
from pathlib import Path
from typing import Any

from docx import Document
from openpyxl import Workbook

Cell = str | date | float | None
"""None: the field belongs to the merged cell that covers it."""


@dataclass(frozen=True)
class Made:
    """A grid; ``merges`` are (top, left, bottom, right), from 0, ends included."""

    rows: Sequence[Sequence[Cell]]
    merges: Sequence[tuple[int, int, int, int]] = ()
    before: Sequence[str] = field(default=())

    def write(self, folder: Path, kind: str) -> Path:
        path = folder / f"table.{kind}"
        path.write_bytes({"docx": to_docx, "xlsx": to_xlsx, "html": to_html}[kind](self))
        return path


def to_docx(*tables: Made) -> bytes:
    document = Document()
    for made in tables:
        for line in made.before:
            document.add_paragraph(line)
        table = document.add_table(len(made.rows), len(made.rows[0]))
        for top, left, bottom, right in made.merges:
            table.cell(top, left).merge(table.cell(bottom, right))
        for line, row in zip(table.rows, made.rows, strict=True):
            for place, cell in zip(line.cells, row, strict=True):
                if cell is not None:
                    _fill(place, str(cell))
    out = io.BytesIO()
    document.save(out)
    return out.getvalue()


def _fill(cell: Any, text: str) -> None:
    """Lines as paragraphs, as Word users type them."""
    first, *more = text.split("\n")
    cell.paragraphs[0].text = first
    for extra in cell.paragraphs[1:]:
        extra._p.getparent().remove(extra._p)
    for line in more:
        cell.add_paragraph(line)


def to_xlsx(*tables: Made) -> bytes:
    book = Workbook()
    for n, made in enumerate(tables):
        sheet = book.active if n == 0 else book.create_sheet()
        for r, line in enumerate(made.before, 1):
            sheet.cell(r, 1, line)
        down = len(made.before)
        for r, row in enumerate(made.rows, 1 + down):
            for c, cell in enumerate(row, 1):
                sheet.cell(r, c, cell)
        for top, left, bottom, right in made.merges:
            sheet.merge_cells(
                start_row=top + 1 + down,
                start_column=left + 1,
                end_row=bottom + 1 + down,
                end_column=right + 1,
            )
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def to_html(*tables: Made, charset: str = "utf-8") -> bytes:
    parts = [f'<!DOCTYPE html><html><head><meta charset="{charset}"><title>t</title></head><body>']
    for made in tables:
        parts += [f"<p>{escape(line)}</p>" for line in made.before]
        parts.append(html_table(made))
    return "\n".join([*parts, "</body></html>"]).encode(charset)


def html_table(made: Made) -> str:
    spans = {(top, left): (bottom - top + 1, right - left + 1) for top, left, bottom, right in made.merges}
    lines = []
    for r, row in enumerate(made.rows):
        cells = []
        for c, cell in enumerate(row):
            if cell is not None:
                down, along = spans.get((r, c), (1, 1))
                inner = escape(str(cell)).replace("\n", "<br>")
                cells.append(f'<td rowspan="{down}" colspan="{along}">\n  {inner}\n</td>')
        lines.append(f"<tr>{''.join(cells)}</tr>")
    return f"<table><tbody>{''.join(lines)}</tbody></table>"
