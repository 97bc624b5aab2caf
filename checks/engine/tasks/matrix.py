"""``kind = "matrix"``: fields × kinds, each field with evidence of so many kinds."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from itertools import islice

from checks.engine.model import TaskPart, TaskProof
from checks.engine.tasks.model import Matrix, MatrixLine
from checks.engine.tasks.parts import PROOFS, Found, Scope, Tools, proof, shares_of, state_of
from checks.engine.tasks.phrases import doubt_words, doubts, place_words, window_words
from evidence.task_index import bits

_PER_CELL = 2  # pages told of one cell


@dataclass(frozen=True, slots=True)
class _Cell:
    """Where a row and a column meet: the pages that count there."""

    row: str
    column: str
    pages: tuple[int, ...]


def judge_matrix(part: Matrix, scope: Scope, tools: Tools) -> Found:
    """How many rows have evidence in as many columns as asked."""
    rows = {row.name: _cells(row, part, scope, tools) for row in part.rows}
    full = [name for name, cells in rows.items() if _filled(cells) >= part.least.value]
    reach = scope.reach(part.reach)
    required = len(rows)
    days = scope.first, scope.last
    told = doubts(tools.finder, part, reach, scope.unit, *days) if len(full) < required else ()
    cells = [cell for row in rows.values() for cell in row]
    return Found(
        TaskPart(
            part.title,
            state_of(len(full), required, told, part.short),
            len(full),
            required,
            part.least.origin,
            _why(part, scope, rows, told),
            tuple(islice(_proofs(cells, tools), PROOFS)),
            tuple((cell.row, cell.column, bool(cell.pages)) for cell in cells),
        ),
        shares_of(
            [tools.finder.pages[page].unit for cell in rows[name] for page in cell.pages] for name in full
        ),
    )


def _cells(row: MatrixLine, part: Matrix, scope: Scope, tools: Tools) -> tuple[_Cell, ...]:
    finder = tools.finder
    base = finder.found(row.wanted) & finder.at(part.where) & finder.between(scope.first, scope.last)
    base &= finder.reached(scope.reach(part.reach), scope.unit_id)
    return tuple(
        _Cell(
            row.name,
            column.name,
            tuple(
                page
                for page in bits(base & finder.found(column.wanted))
                if row.wanted.relayed or column.wanted.relayed or not finder.relayed_from(page)
            ),
        )
        for column in part.columns
    )


def _filled(cells: tuple[_Cell, ...]) -> int:
    return sum(bool(cell.pages) for cell in cells)


def _proofs(cells: list[_Cell], tools: Tools) -> Iterator[TaskProof]:
    """The newest pages of each cell."""
    for cell in cells:
        newest = sorted(cell.pages, key=lambda page: (tools.finder.day_of(page), page))[-_PER_CELL:]
        for page in newest:
            yield proof(tools.finder, page, f"{cell.row}·{cell.column}")


def _why(part: Matrix, scope: Scope, rows: Mapping[str, tuple[_Cell, ...]], told: tuple[str, ...]) -> str:
    lacking = [
        f"“{name}”有{_filled(cells)}类（缺{'、'.join(cell.column for cell in cells if not cell.pages)}）"
        for name, cells in rows.items()
        if _filled(cells) < part.least.value
    ]
    place = place_words(part.where, scope.reach(part.reach))
    within = window_words(scope.first, scope.last)
    kinds = "、".join(column.name for column in part.columns)
    parts = [
        f"在{place}中按{kinds}逐类查找（{within}）："
        f"{len(rows)}个方面中{len(rows) - len(lacking)}个达到不少于{part.least.value}类"
    ]
    parts += [f"不足的方面：{'、'.join(lacking)}"] if lacking else []
    parts += [doubt_words(told)] if told else []
    return "；".join(parts) + "。"
