"""``[tasks]`` and ``[[task]]`` of a pack → a district's table of tasks (工作任务分解表) of one year.

Every complaint names file and line and says what to write. The vocabulary is that of ``model``.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any

from checks.engine.complaints import Desk
from checks.engine.tasks.model import (
    Attested,
    CountBy,
    Judged,
    Number,
    Pages,
    Part,
    Reach,
    Responsible,
    Shortage,
    Table,
    Task,
)
from checks.engine.tasks.table_parts import PartReader, read_place, strings, text_of
from evidence.records import UnitKind
from evidence.toml_lines import Where

_TABLE_KEYS = ("year", "title", "prefix", "starts", "units", "places")
_UNIT_KEYS = ("kinds", "names")
_TASK_KEYS = (
    "number", "group", "topic", "requirement", "summary", "units", "due_text", "due", "class", "scope",
    "files", "attest", "unseen", "remedy", "part",
)  # fmt: skip
_TEXTS = ("group", "topic", "requirement", "summary", "due_text", "unseen")
_CLASS = re.compile(r"[ABC](?:\+[ABC]){0,2}")
_SCOPES = ("unit", "district")
_TASK = "task"


def read_table(desk: Desk, checks: Collection[str]) -> Table | None:
    """The table of a pack; None where it has none, or where a complaint says why it cannot be built.

    ``checks``: ids of the checks that parts may ask.
    """
    data = desk.file.data
    if "tasks" not in data:
        if _TASK in data:
            desk.complain((_TASK,), "tasks without their table; write [tasks] with year, title and prefix")
        return None
    before = len(desk.complaints)
    head = desk.value(data, (), "tasks", dict) or {}
    desk.keys(head, ("tasks",), _TABLE_KEYS, "key")
    year = desk.value(head, ("tasks",), "year", int)
    title, prefix = (text_of(desk, head, ("tasks",), key) for key in ("title", "prefix"))
    starts = desk.value(head, ("tasks",), "starts", date, date(year, 1, 1) if _is_year(year) else date.min)
    if year is not None and not _is_year(year):
        desk.complain(("tasks", "year"), f"year is {year}; write it with four figures")
    units = dict(_units(desk, head))
    places = {
        key: read_place(desk, place, ("tasks", "places", key))
        for key, place in desk.value(head, ("tasks",), "places", dict, {}).items()
    }
    reader = _TaskReader(desk, PartReader(desk, places, checks), prefix, starts, units)
    tasks = tuple(task for task in reader.read_all(data) if task)
    _complain_of_idle_units(desk, units, data)
    return Table(year, title, starts, tasks, units) if len(desk.complaints) == before else None


def numbers_of(task: Task) -> Iterator[tuple[str, Number]]:
    """Every number of a task's evidence rule with the title of its part."""
    for part in task.parts:
        if not isinstance(part, Attested):
            yield part.title, part.least


def _is_year(year: int | None) -> bool:
    return year is not None and 1000 <= year <= 9999


def _units(desk: Desk, head: dict[str, Any]) -> Iterator[tuple[str, Responsible]]:
    """What the table's names of units stand for, where that is said."""
    for name, table in desk.value(head, ("tasks",), "units", dict, {}).items():
        where = ("tasks", "units", name)
        if not isinstance(table, dict):
            desk.complain(where, f"{table!r} is no table; write kinds = […] or names = […]")
            continue
        desk.keys(table, where, _UNIT_KEYS, "key")
        kinds = [
            desk.member((*where, "kinds", n), "unit kind", kind, UnitKind)
            for n, kind in enumerate(strings(desk, table, where, "kinds"))
        ]
        names = strings(desk, table, where, "names", squeezed=True)
        if not kinds and not names:
            desk.complain(where, "stands for no unit; write kinds = […] or names = […]")
        yield name, Responsible(tuple(kind for kind in kinds if kind), names)


def _complain_of_idle_units(desk: Desk, units: Collection[str], data: dict[str, Any]) -> None:
    """An entry that no task names is most likely misspelt."""
    tasks = data.get(_TASK, [])
    named = {
        str(name).strip()
        for task in (tasks if isinstance(tasks, list) else [])
        if isinstance(task, dict) and isinstance(task.get("units"), list)
        for name in task["units"]
    }
    for name in units:
        if name not in named and named:
            desk.unknown(("tasks", "units", name), "unit: no task names", name, named)


@dataclass(frozen=True, slots=True)
class _TaskReader:
    desk: Desk
    parts: PartReader
    prefix: str
    starts: date
    units: dict[str, Responsible]

    def read_all(self, data: dict[str, Any]) -> Iterator[Task | None]:
        rows = self.desk.value(data, (), _TASK, list, [])
        if not rows:
            self.desk.complain(("tasks",), "the table has no tasks; write [[task]] for each row")
        lines: dict[int, str] = {}
        for n, row in enumerate(rows):
            if not isinstance(row, dict):
                self.desk.complain((_TASK, n), f"{row!r} is no table; write [[task]]")
                continue
            self._claim(row.get("number"), (_TASK, n), lines)
            yield self._read(row, (_TASK, n))

    def _claim(self, number: Any, where: Where, lines: dict[int, str]) -> None:
        if type(number) is int and number in lines:
            text = f"task {number} stands already at {lines[number]}; give another number"
            self.desk.complain((*where, "number"), text)
        elif type(number) is int:
            lines[number] = self.desk.file.where((*where, "number"))

    def _read(self, row: dict[str, Any], where: Where) -> Task | None:
        desk, before = self.desk, len(self.desk.complaints)
        desk.keys(row, where, _TASK_KEYS, "key")
        number = desk.value(row, where, "number", int)
        texts = {key: text_of(desk, row, where, key) for key in _TEXTS}
        scope = desk.value(row, where, "scope", str, "unit")
        if scope not in _SCOPES:
            desk.unknown((*where, "scope"), "scope", scope, _SCOPES)
        task_class = self._class(row, where)
        optional = {key: desk.value(row, where, key, str, "").strip() for key in ("attest", "remedy")}
        due = self._due(row, where)
        units = self._responsible(row, where)
        parts = tuple(self._parts(row, where, scope))
        files = desk.value(row, where, "files", bool, False)
        if files:
            self._complain_of_filing(row, where, parts)
        if len(desk.complaints) > before or number is None:
            return None
        return Task(
            f"{self.prefix}-{number}", number, **texts, **optional, units=units, due=due,
            task_class=task_class, parts=parts, district_wide=scope == "district", files=files,
        )  # fmt: skip

    def _class(self, row: dict[str, Any], where: Where) -> str:
        found = str(self.desk.value(row, where, "class", str) or "")
        letters = found.split("+")
        if found and (not _CLASS.fullmatch(found) or len(set(letters)) < len(letters)):
            text = f"class is {found!r}; write A, B, C, or several with the main one first: 'A+B'"
            self.desk.complain((*where, "class"), text)
        elif "C" in letters and not str(row.get("attest", "")).strip():
            text = f"class {found} without 'attest'; write what is to be handed in"
            self.desk.complain(where, text)
        return found

    def _due(self, row: dict[str, Any], where: Where) -> date | None:
        if "due" not in row:
            return None
        due = self.desk.value(row, where, "due", date)
        if due is not None and due < self.starts:
            text = f"due {due} is before {self.starts}, when evidence begins to count; correct one of them"
            self.desk.complain((*where, "due"), text)
        return due if isinstance(due, date) else None

    def _responsible(self, row: dict[str, Any], where: Where) -> tuple[str, ...]:
        if "units" not in row:
            self.desk.complain(where, "missing 'units'; write the responsible units as the table does")
        units = strings(self.desk, row, where, "units")
        if "units" in row and not units:
            self.desk.complain((*where, "units"), "units is empty; write the responsible units")
        return units

    def _parts(self, row: dict[str, Any], where: Where, scope: str) -> Iterator[Part]:
        tables = self.desk.value(row, where, "part", list, [])
        if not tables:
            text = 'no part says what evidence is; write [[task.part]], at least kind = "attestation"'
            self.desk.complain(where, text)
        for n, table in enumerate(tables):
            here = (*where, "part", n)
            if not isinstance(table, dict):
                self.desk.complain(here, f"{table!r} is no table; write [[task.part]]")
                continue
            part = self.parts.read(table, here)
            if isinstance(part, Judged) and scope == "district" and part.reach is not Reach.DISTRICT:
                text = 'checks judge each unit apart; write scope = "unit", or reach = "district" here'
                self.desk.complain(here, text)
            if isinstance(part, Pages):
                self._complain_of_periods(row, part, here)
            if part:
                yield part

    def _complain_of_periods(self, row: dict[str, Any], part: Pages, where: Where) -> None:
        """More quarters asked for than lie between the first day and the deadline."""
        due, months = row.get("due"), {CountBy.QUARTER: 3, CountBy.HALF_YEAR: 6}.get(part.count)
        if months is None or type(due) is not date or due < self.starts:
            return
        first, last = (day.year * 12 + day.month - 1 for day in (self.starts, due))
        there = last // months - first // months + 1
        if part.least.value > there:
            text = f"there are only {there} of count {part.count.value!r} until {due}; write that or less"
            self.desk.complain((*where, "least", "value"), text)

    def _many(self, row: dict[str, Any]) -> bool:
        """Whether several units are responsible, as far as the table tells."""
        units = row.get("units")
        names = [name for name in units if isinstance(name, str)] if isinstance(units, list) else []
        return len(names) > 1 or any(self.units[name].kinds for name in names if name in self.units)

    def _complain_of_filing(self, row: dict[str, Any], where: Where, parts: tuple[Part, ...]) -> None:
        """A task that is filed needs a remedy, a deadline, and a part whose shortage is proven by what is seen."""
        if not str(row.get("remedy", "")).strip():
            self.desk.complain(where, "files = true without 'remedy'; write what the unit is to do")
        if "due" not in row:
            self.desk.complain(
                (*where, "files"), "files = true without a deadline; write due, or leave files out"
            )
        if row.get("scope") == "district" and self._many(row):
            text = "what the whole district lacks is no one unit's defect; leave files out"
            self.desk.complain((*where, "files"), text)
        provable = [part for part in parts if _can_be_unmet(part)]
        if parts and not provable:
            text = (
                'files = true, and no shortage is proven; write short = "unmet" in a part, or leave files out'
            )
            self.desk.complain((*where, "files"), text)


def _can_be_unmet(part: Part) -> bool:
    failed = isinstance(part, Judged) and part.failed is Shortage.UNMET
    return failed or (not isinstance(part, Attested) and part.short is Shortage.UNMET)
