"""task-evidence-short (年度任务佐证不足)."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from checks.engine.model import Statement, TaskPart, TaskRow, TaskState
from checks.engine.registry import check
from checks.engine.statements import cant_tell, failed, inapplicable, passed
from evidence.units import Seen, UnitEvidence


@dataclass(frozen=True, slots=True)
class Params:
    """Which task is judged; its numbers are those of its evidence rule."""

    task: str  # SZ23-17


@check("task-evidence-short", title="年度任务佐证不足", needs=("homes", "sites", "tasks"), params=Params)
def task_evidence_short(
    unit: UnitEvidence, params: Params, tasks: tuple[TaskRow, ...]
) -> Iterator[Statement]:
    """Countable tasks of the year (年度工作任务) with fewer pieces of evidence than required by their deadline.

    Why: the table of tasks is what the unit undertook to publish; who reads the site cannot see that it was done.
    Counts: the deadline has passed, all places were seen, and what the task asks to be published is there fewer
        times than required; reports of one meeting, and texts that are alike, count once.
    Does not count: what another body issued and the unit only passes on (转载); pages without a date or dated
        outside the period; a task that nobody can see from outside, or of which nothing proves the contrary:
        that one asks for an attestation (举证), and is no defect.
    Cannot tell: a column where the evidence may stand was not read, or part of the site was not; pages without a
        date, or reports of one day that do not tell their meetings apart, may be what is lacking; a check that
        the task relies on could not tell, or was not made.
    Fix: publish what was done, on a page of its own with its date, in the column that the task names; or hand in
        an attestation.
    """
    row = next((row for row in tasks if row.id == params.task), None)
    home = _home(unit)
    if row is None:
        yield inapplicable(home, "本单位不是该项任务的责任单位", target=params.task)
    elif row.days_left is None or row.days_left >= 0:
        yield inapplicable(home, "尚未到完成时限", target=row.id)
    elif row.state is TaskState.UNMET:
        yield failed(home, _message(row), target=row.id, count=row.count, required=row.required, due=row.due)
    elif row.state is TaskState.UNDETERMINED:
        yield cant_tell(home, _whys(row, TaskState.UNDETERMINED), target=row.id)
    elif row.state is TaskState.MET:
        yield passed(home, target=row.id)
    else:
        yield inapplicable(home, "未见证据，须由单位举证，不作为问题", target=row.id)


def _home(unit: UnitEvidence) -> Seen:
    if unit.homes:
        return unit.homes[0].seen
    return Seen(unit.unit.sites[0].url if unit.unit.sites else "", why_unread="本次未采集")


def _message(row: TaskRow) -> str:
    short = [part for part in row.parts if part.state is TaskState.UNMET]
    lacks = "；".join(map(_lack, short))
    return f"任务已过时限（{row.due}），网上公开的佐证不足：{lacks}"


def _lack(part: TaskPart) -> str:
    return f"“{part.title}”要求{part.required}项，实有{part.count}项。{part.why}".rstrip("。")


def _whys(row: TaskRow, state: TaskState) -> str:
    told = [f"“{part.title}”：{part.why}" for part in row.parts if part.state is state]
    return "；".join(told) or "无法判定"
