"""Which tables of a file are the table of tasks, and what stands around them: title and year."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path

from evidence.errors import ConfigError, UsageError
from xunjian.tables.grid import Fault, Grid, Slot, one_line, squeezed
from xunjian.tables.head import Head, Role, find_head
from xunjian.tables.numbers import is_number
from xunjian.tables.rows import Carry, Row, Rows, read_rows

_NAMES_A_TABLE = re.compile(r"任务|分解|要点|清单|台账|一览|分工|责任表|方案")
_YEAR = re.compile(r"(?<!\d)(20\d\d)年?(?!\d)")
_LONGEST_TITLE = 80


@dataclass(frozen=True, slots=True)
class Fitting:
    """A grid with a recognisable head."""

    number: int  # among all tables of the file, from 1
    grid: Grid
    head: Head

    def told(self) -> str:
        return f"{self.number} ({self.grid.name}, {len(self.grid.rows) - self.head.end} rows)"


def choose(path: Path, grids: Sequence[Grid], wanted: Sequence[int]) -> list[Fitting]:
    """The tables that together are the table of tasks, in the order of the file.

    All that fit where they have one head and their numbers go on; tables without a head that follow one and go
    on with its numbers belong to it. Raises UsageError where none fits, or several and nobody has chosen.
    """
    fitting = _fitting(grids)
    if unknown := [n for n in wanted if n not in [fit.number for fit in fitting]]:
        fits = ", ".join(fit.told() for fit in fitting) or "none"
        raise UsageError(f"{path}: --table {unknown[0]} is no table of tasks; those that fit: {fits}")
    if not fitting:
        raise UsageError(
            f"{path}: no table has a recognisable head (a column such as 工作任务 or 具体要求, and one such as 责任单位); "
            "name its columns so and import again"
        )
    if wanted:
        return [fit for number in dict.fromkeys(wanted) for fit in fitting if fit.number == number]
    if not all(_goes_on(one, other) for one, other in pairwise(fitting)):
        raise UsageError(
            f"{path}: {len(fitting)} tables fit: {', '.join(fit.told() for fit in fitting)}; "
            "choose with --table N (repeat it to join several)"
        )
    return fitting


def _fitting(grids: Sequence[Grid]) -> list[Fitting]:
    found: list[Fitting] = []
    for number, grid in enumerate(grids, 1):
        head = find_head(grid)
        if head is None and found and found[-1].number == number - 1:
            head = _inherited(found[-1], grid)
        if head is not None:
            found.append(Fitting(number, grid, head))
    return found


def _inherited(before: Fitting, grid: Grid) -> Head | None:
    """The head of the table before, for a table that a page break has cut off it."""
    own = before.head.columns(Role.NUMBER)
    if not own or grid.width != before.grid.width:
        return None
    last = _numbers(before.grid, own[0], before.head.end)
    first = _numbers(grid, own[0], 0)
    if not last or not first or first[0] != last[-1] + 1:
        return None
    return Head(0, 0, before.head.roles, before.head.names)


def _numbers(grid: Grid, column: int, start: int) -> list[int]:
    texts = [row[column].text for row in grid.rows[start:] if column < len(row)]
    return [
        int(re.sub(r"\D.*", "", squeezed(text))) for text in texts if is_number(text) and text[:1].isdigit()
    ]


def _goes_on(one: Fitting, other: Fitting) -> bool:
    """Whether one table is the further part of the other: same columns, and numbers that do not start anew."""
    column = next(iter(one.head.columns(Role.NUMBER)), None)
    if one.head.roles != other.head.roles or column is None:
        return False
    last = _numbers(one.grid, column, one.head.end)
    first = _numbers(other.grid, column, other.head.end)
    return bool(last and first and first[0] > last[-1])


def title_of(path: Path, fit: Fitting) -> str:
    """What the table is called: in a row above its head, else in the text before it, else by its file."""
    above = [_whole(row) for row in fit.grid.rows[: fit.head.first]]
    lines = [
        line
        for line in (*map(one_line, fit.grid.before), *filter(None, above))
        if len(line) <= _LONGEST_TITLE
    ]
    for at in range(len(lines) - 1, -1, -1):
        if _NAMES_A_TABLE.search(lines[at]) and not re.match(r"^附件\d*[：:]?$", lines[at]):
            return _with_line_above(lines, at)
    return path.stem


def _whole(row: Sequence[Slot]) -> str:
    """The text of a row that says one thing."""
    texts = {slot.anchor: slot.text for slot in row if slot.text}
    return one_line(next(iter(texts.values()))) if len(texts) == 1 else ""


def _with_line_above(lines: Sequence[str], at: int) -> str:
    """A title broken over two lines: the year stands on the first."""
    above = lines[at - 1] if at else ""
    broken = (
        not _YEAR.search(lines[at]) and re.match(r"20\d\d年", above) and not re.search("[。：，；]", above)
    )
    return f"{above}{lines[at]}" if broken else lines[at]


def year_of(title: str) -> int | None:
    """The year a title is about: 2023年…"""
    found = _YEAR.search(title)
    return int(found[1]) if found else None


def rows_of(path: Path, fits: Sequence[Fitting]) -> tuple[list[Row], list[str]]:
    """All tasks of these tables and remarks on rows that are none.

    Raises ConfigError with one line for each row that a broken merge makes uncertain.
    """
    read: list[tuple[Grid, Rows]] = []
    carry: Carry | None = None
    for fit in fits:
        told = read_rows(fit.grid, fit.head, carry)
        read.append((fit.grid, told))
        carry = told.carry
    broken = [f"{path}: {_at(grid, fault)}" for grid, rows in read for fault in rows.faults]
    if broken:
        raise ConfigError(list(dict.fromkeys(broken)))
    rows = [row for _, told in read for row in told.rows]
    if not rows:
        raise UsageError(
            f"{path}: {fits[0].grid.name} has a head and no task below it; name another table or file"
        )
    return rows, [_at(grid, remark) for grid, told in read for remark in told.remarks]


def _at(grid: Grid, fault: Fault) -> str:
    return f"{grid.place(fault.row)}: {fault.text}"
