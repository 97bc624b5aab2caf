"""The table of tasks for each unit: which tasks it bears, how each stands, on what evidence."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from itertools import groupby
from urllib.parse import quote

from checks.engine.model import (
    Assessment,
    AttestationRow,
    TaskHead,
    TaskPart,
    TaskProof,
    TaskRow,
    TaskState,
    TaskTable,
    UnitAssessment,
)
from reports import words
from reports.items import day, link, tag, unit_href
from reports.task_views import (
    AttestationView,
    GridView,
    HeadView,
    PartView,
    ProofView,
    StateCounts,
    TaskView,
    UnitLedger,
)
from reports.views import Tag

FILED_BY = "task-evidence-short"
_DECIDED = ("accepted", "submitted", "rejected", "void")  # told of several attestations: the first that holds


def unit_ledgers(assessment: Assessment) -> dict[str, tuple[UnitLedger, ...]]:
    """One ledger per table for every unit, by the unit's id; empty tuples where no table is in force."""
    names = {unit.id: unit.name for unit in assessment.units}
    return {
        unit.id: tuple(_ledger(table, unit, names) for table in assessment.task_tables)
        for unit in assessment.units
    }


def _ledger(table: TaskTable, unit: UnitAssessment, names: Mapping[str, str]) -> UnitLedger:
    rows = {row.id: row for row in unit.tasks}
    filed = {one.target: f"f-{one.id}" for one in reversed(unit.findings) if one.check == FILED_BY}
    borne = [_task(head, rows[head.id], unit, names, filed) for head in table.tasks if head.id in rows]
    groups = groupby(borne, key=lambda task: task.head.row.group)
    return UnitLedger(
        table=table,
        anchor=table_anchor(table),
        unit_id=unit.id,
        unit_name=unit.name,
        href=unit_href(unit.id),
        groups=tuple((name, tuple(tasks)) for name, tasks in groups),
        others=tuple(head_view(head) for head in table.tasks if head.id not in rows),
        counts=state_counts(borne),
        district_wide=sum(1 for task in borne if task.row.district_wide),
    )


def table_anchor(table: TaskTable) -> str:
    return f"tasks-{table.id}"


def head_view(head: TaskHead) -> HeadView:
    letters = head.task_class.split("+")
    told = "；".join(f"{letter} {words.TASK_CLASSES.get(letter, '')}".strip() for letter in letters)
    return HeadView(head, f"t-{head.id}", told, day(head.due) or "长期")


def state_counts(tasks: Iterable[TaskView]) -> StateCounts:
    """Rows by state, states without any left out."""
    counted = Counter(task.row.state for task in tasks)
    return tuple(
        (tag(words.TASK_STATES_SHORT, state), counted[state]) for state in TaskState if counted[state]
    )


def _task(
    head: TaskHead,
    row: TaskRow,
    unit: UnitAssessment,
    names: Mapping[str, str],
    filed: Mapping[str | None, str],
) -> TaskView:
    told = head_view(head)
    return TaskView(
        head=told,
        row=row,
        unit_id=unit.id,
        unit_name=unit.name,
        href=f"{unit_href(unit.id)}#{quote(told.anchor)}",
        state=tag(words.TASK_STATES, row.state),
        count=_count(row),
        left=_left(row),
        attestation=_attestation_state(row.attestations),
        parts=tuple(_part(part, unit, names) for part in row.parts),
        attestations=tuple(_attestation(each) for each in row.attestations),
        finding=filed.get(row.id, ""),
    )


def _count(row: TaskRow | TaskPart) -> str:
    return f"{row.count}/{row.required}" if row.required else ""


def _left(row: TaskRow) -> str:
    """Days to the deadline, or past it; only a task that is not met is called overdue."""
    if row.days_left is None:
        return ""
    if row.days_left >= 0:
        return f"余 {row.days_left} 天" if row.days_left else "今日到期"
    if row.state is TaskState.MET:
        return "已到期"
    late = "已逾期" if row.state is TaskState.UNMET else "时限已过"
    return f"{late} {-row.days_left} 天"


def _part(part: TaskPart, unit: UnitAssessment, names: Mapping[str, str]) -> PartView:
    proofs = [(_proof(proof, unit, names), proof.why_not) for proof in part.proofs]
    return PartView(
        row=part,
        state=tag(words.TASK_STATES_SHORT, part.state),
        origin=tag(words.ORIGINS, part.origin),
        count=_count(part),
        counted=tuple(view for view, why_not in proofs if not why_not),
        left_out=tuple(view for view, why_not in proofs if why_not),
        grid=_grid(part.cells) if part.cells else None,
    )


def _proof(proof: TaskProof, unit: UnitAssessment, names: Mapping[str, str]) -> ProofView:
    other = "" if proof.unit == unit.id else names.get(proof.unit, proof.unit) or "未认领页面"
    return ProofView(link(proof.url, proof.title), day(proof.on), other, proof.counted_as, proof.why_not)


def _grid(cells: Iterable[tuple[str, str, bool]]) -> GridView:
    found = {(row, column): seen for row, column, seen in cells}
    columns = tuple(dict.fromkeys(column for _, column in found))
    lines = dict.fromkeys(row for row, _ in found)
    return GridView(
        columns, tuple((row, tuple(found.get((row, column)) for column in columns)) for row in lines)
    )


def _attestation_code(row: AttestationRow) -> str:
    """Its state; ``void`` whatever was decided where the material is not what was filed."""
    return "void" if row.fault else row.state


def _attestation_state(rows: Iterable[AttestationRow]) -> Tag | None:
    states = {_attestation_code(row) for row in rows}
    known = next((state for state in _DECIDED if state in states), None)
    return tag(words.ATTESTATION_STATES, known) if known else None


def _attestation(row: AttestationRow) -> AttestationView:
    decided = f"{row.decided_by} {day(row.decided_on)}".strip()
    state = tag(words.ATTESTATION_STATES, _attestation_code(row))
    return AttestationView(row, state, day(row.on), decided)
