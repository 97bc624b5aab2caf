"""The desk where tasks are judged: made once for a run, asked for each unit."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date

from checks.engine.filing import Ruling
from checks.engine.model import (
    AttestationRow,
    Origin,
    Statement,
    TaskHead,
    TaskPart,
    TaskRow,
    TaskState,
    TaskTable,
)
from checks.engine.standard import Rule, Standard, all_rules, all_tables
from checks.engine.tasks.alike import Likeness
from checks.engine.tasks.counting import Counter
from checks.engine.tasks.judged import judge_by_checks
from checks.engine.tasks.matrix import judge_matrix
from checks.engine.tasks.model import Attested, Judged, Matrix, Pages, Part, Reach, Structure, Table, Task
from checks.engine.tasks.pages import judge_pages
from checks.engine.tasks.parts import Found, Said, Scope, Tools
from checks.engine.tasks.responsible import responsible_units, unresolved_names
from checks.engine.tasks.states import task_row
from checks.engine.tasks.structure import judge_structure
from checks.engine.tasks.words import Finder
from evidence.records import Unit
from evidence.task_index import TaskIndex
from evidence.units import UnitEvidence

Attestations = Mapping[tuple[str, str], tuple[AttestationRow, ...]]
"""Attestations by unit and task, newest first."""

_UNHEARD = Said(doubts=("本次未对全区各单位进行该项检查",))


@dataclass(slots=True)
class TaskDesk:
    """Judges tasks from the index of a whole district; what is judged for the district is judged once."""

    standards: tuple[Standard, ...]  # those with a table
    units: tuple[Unit, ...]
    attestations: Attestations
    as_of: date
    tools: Tools
    responsible: dict[str, tuple[str, ...]]  # ids of units by task
    rules: tuple[Rule, ...]  # of all standards
    of_all: Said = _UNHEARD  # what checks said of every unit, for parts that reach so far
    _district: dict[str, tuple[Found, ...]] = field(default_factory=dict)

    @classmethod
    def over(
        cls,
        standards: Iterable[Standard],
        units: Sequence[Unit],
        index: TaskIndex,
        as_of: date,
        attestations: Attestations | None = None,
    ) -> TaskDesk:
        """The desk of a run; ``units`` are all that are configured, also where only some are judged."""
        packs = tuple(standards)
        kept = tuple(standard for standard in packs if standard.table)
        tables = all_tables(kept)
        finder = Finder.over(index, tables, units)
        responsible = {
            task.id: responsible_units(task, table, units) for table in tables for task in table.tasks
        }
        names = [name for unit in units for name in (unit.name, *unit.aliases)]
        tools = Tools(finder, Counter(finder, Likeness.over(index, names)))
        return cls(kept, tuple(units), attestations or {}, as_of, tools, responsible, all_rules(packs))

    @property
    def asked_of_all(self) -> frozenset[str]:
        """Checks, and rules, whose statements about every unit are evidence for one: of what only the owner of a host is judged by."""
        parts = [part for table in all_tables(self.standards) for task in table.tasks for part in task.parts]
        judged = [part for part in parts if isinstance(part, Judged) and part.reach is Reach.DISTRICT]
        return frozenset(check for part in judged for check in part.checks)

    def hear(self, rulings: Iterable[Ruling], broken: Iterable[str] = ()) -> None:
        """Take in what those checks said of every unit; asked before any unit's rows."""
        self.of_all = self._said(rulings, broken)

    def rows(
        self, unit: UnitEvidence, rulings: Iterable[Ruling] = (), broken: Iterable[str] = ()
    ) -> tuple[TaskRow, ...]:
        """How a unit stands with each task it is responsible for, in the order of the tables.

        ``rulings``: what all other checks said of it; ``broken``: those that crashed.
        """
        said = self._said(rulings, broken)
        return tuple(
            self._row(task, table, unit.unit, said)
            for table in all_tables(self.standards)
            for task in table.tasks
            if unit.unit.id in self.responsible[task.id]
        )

    def heads(self) -> tuple[TaskTable, ...]:
        """The tables as reports show them."""
        return table_heads(self.standards, self.units)

    def _said(self, rulings: Iterable[Ruling], broken: Iterable[str]) -> Said:
        """Statements by check, and by each rule under whose numbers they were made; what broke likewise."""
        by_name: dict[str, list[Statement]] = {}
        for ruling in rulings:
            for name in (ruling.check, *(rule.id for rule in ruling.rules)):
                by_name.setdefault(name, []).extend(ruling.statements)
        checks = frozenset(broken)
        return Said(
            {name: tuple(statements) for name, statements in by_name.items()},
            checks | {rule.id for rule in self.rules if rule.check in checks},
            {rule.id: rule.title for rule in self.rules},
        )

    def _row(self, task: Task, table: Table, unit: Unit, said: Said) -> TaskRow:
        if task.district_wide:
            if task.id not in self._district:
                self._district[task.id] = self._found(task, table, None, Said())
            found = self._district[task.id]
        else:
            found = self._found(task, table, unit, said)
        own = self.attestations.get((unit.id, task.id), ())
        return task_row(task, table, found, unit.id, own, self.as_of)

    def _found(self, task: Task, table: Table, unit: Unit | None, said: Said) -> tuple[Found, ...]:
        last = min(task.due, self.as_of) if task.due else self.as_of
        scope = Scope(unit, table.starts, last, self.as_of)
        return tuple(self._judge(part, scope, said) for part in task.parts)

    def _judge(self, part: Part, scope: Scope, said: Said) -> Found:
        if isinstance(part, Pages):
            return judge_pages(part, scope, self.tools)
        if isinstance(part, Matrix):
            return judge_matrix(part, scope, self.tools)
        if isinstance(part, Structure):
            return judge_structure(part, scope, self.tools)
        if isinstance(part, Judged):
            return judge_by_checks(
                part, scope, self.of_all if part.reach is Reach.DISTRICT else said, self.tools
            )
        return Found(_to_attest(part))


def table_heads(standards: Iterable[Standard], units: Sequence[Unit]) -> tuple[TaskTable, ...]:
    """The tables of these standards as reports show them, each task with the units that are responsible."""
    return tuple(_head(standard, standard.table, units) for standard in standards if standard.table)


def _head(standard: Standard, table: Table, units: Sequence[Unit]) -> TaskTable:
    return TaskTable(
        standard.id,
        table.title,
        standard.document,
        table.year,
        tuple(task_head(task, responsible_units(task, table, units)) for task in table.tasks),
        unresolved_names(table, units),
    )


def task_head(task: Task, units: tuple[str, ...]) -> TaskHead:
    """A row of the table as reports show it; ``units``: ids of who is responsible."""
    return TaskHead(
        task.id,
        task.number,
        task.group,
        task.topic,
        task.requirement,
        task.summary,
        "、".join(task.units),
        task.due_text,
        task.due,
        task.task_class,
        task.attest,
        task.unseen,
        units,
    )


def _to_attest(part: Attested) -> TaskPart:
    """What only a person can show, before anything is handed in."""
    return TaskPart(part.title, TaskState.NO_EVIDENCE, 0, 0, Origin.HOUSE, "网上看不到，须由单位举证。")
