"""From parts to a task: what its deadline and an accepted attestation make of them."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import date

from checks.engine.model import AttestationRow, TaskPart, TaskRow, TaskState
from checks.engine.tasks.model import Table, Task
from checks.engine.tasks.parts import Found

SUBMITTED, REJECTED = "submitted", "rejected"
_HEAVIEST = (TaskState.UNMET, TaskState.UNDETERMINED, TaskState.NO_EVIDENCE, TaskState.PROGRESS)
_OPEN = (TaskState.NO_EVIDENCE, TaskState.UNDETERMINED)
_SETTLED = (TaskState.MET, TaskState.UNDETERMINED)


def task_row(
    task: Task,
    table: Table,
    found: Sequence[Found],
    unit_id: str,
    attestations: tuple[AttestationRow, ...],
    as_of: date,
) -> TaskRow:
    """How a unit stands with a task; ``attestations`` are its own for this task, newest first."""
    parts = tuple(one.part for one in found)
    count, required = _counts(parts)
    attested = tuple(_attested(part, attestations) for part in parts)
    if as_of <= closing_day(task, table):
        attested = tuple(_in_progress(part) for part in attested)
    return TaskRow(
        task.id,
        _state(attested),
        count,
        required,
        task.due,
        (task.due - as_of).days if task.due else None,
        attested,
        attestations,
        task.district_wide,
        sum(one.shares.get(unit_id, 0) for one in found) if task.district_wide else 0,
        task.files,
    )


def closing_day(task: Task, table: Table) -> date:
    """The last day of which nobody can say that the task is late: a standing one is judged when its year is over."""
    return task.due or date(table.year, 12, 31)


def _state(parts: Iterable[TaskPart]) -> TaskState:
    states = {part.state for part in parts}
    return next((state for state in _HEAVIEST if state in states), TaskState.MET)


def _attested(part: TaskPart, attestations: tuple[AttestationRow, ...]) -> TaskPart:
    """An accepted attestation stands for what nobody can see; what the site shows to the contrary stays."""
    if part.state not in _OPEN:
        return part
    accepted = next((one for one in attestations if one.counts), None)
    if accepted:
        return replace(part, state=TaskState.MET, why=_joined(part.why, _accepted_words(accepted)))
    return replace(part, why=_joined(part.why, _waiting_words(attestations)))


def _accepted_words(one: AttestationRow) -> str:
    by = f"，{one.decided_by}" if one.decided_by else ""
    on = f"，{one.decided_on}" if one.decided_on else ""
    return f"第{one.number}号举证（{one.note}）已审核通过{by}{on}"


def _waiting_words(attestations: tuple[AttestationRow, ...]) -> str:
    newest = attestations[0] if attestations else None
    if newest and newest.fault:
        return f"第{newest.number}号举证不作数：{newest.fault}"
    if newest and newest.state == SUBMITTED:
        return f"第{newest.number}号举证已提交，待审核"
    if newest and newest.state == REJECTED:
        return f"第{newest.number}号举证已退回" + (f"：{newest.decision}" if newest.decision else "")
    return ""


def _joined(one: str, other: str) -> str:
    return one + (f"{other.rstrip('。')}。" if other else "")


def _in_progress(part: TaskPart) -> TaskPart:
    """Before the deadline a shortage is none yet."""
    return part if part.state in _SETTLED else replace(part, state=TaskState.PROGRESS)


def _counts(parts: Sequence[TaskPart]) -> tuple[int, int]:
    """One counted part gives its own numbers, several the sum of what counts towards each."""
    counted = [part for part in parts if part.required]
    if len(counted) == 1:
        return counted[0].count, counted[0].required
    return sum(min(part.count, part.required) for part in counted), sum(part.required for part in counted)
