from __future__ import annotations

from datetime import date

import pytest

from checks.engine.model import Origin, Outcome, Statement, TaskPart, TaskRow, TaskState
from checks.engine.registry import all_checks
from checks.engine.workdays import Calendar
from checks.task_evidence_short import Params
from tests.builders import BLOCKED, HOME, home, unit

(SPEC,) = (spec for spec in all_checks() if spec.id == "task-evidence-short")
DUE = date(2026, 11, 22)
WHY = "在会议公开栏目中查找：找到3次，要求不少于5次；尚缺2次。"


def row(state: TaskState, days_left: int | None = -1, task: str = "X26-17") -> TaskRow:
    part = TaskPart("列席会议", state, 3, 5, Origin.VERIFIED, WHY)
    fine = TaskPart("直播", TaskState.MET, 1, 1, Origin.VERIFIED, "有1次。")
    return TaskRow(task, state, 3, 5, DUE, days_left, (part, fine), files=True)


def judge(*rows: TaskRow, why_unread: str = "") -> tuple[Statement, ...]:
    shown = unit(homes=(home(1, why_unread=why_unread),))
    return SPEC.run(shown, Params("X26-17"), Calendar(), tasks=rows)


@pytest.mark.parametrize(
    ("rows", "outcome", "message"),
    [
        ([row(TaskState.UNMET)], Outcome.FAILED, "任务已过时限（2026-11-22），网上公开的佐证不足"),
        ([row(TaskState.UNMET, 0)], Outcome.INAPPLICABLE, "尚未到完成时限"),
        ([row(TaskState.UNMET, None)], Outcome.INAPPLICABLE, "尚未到完成时限"),
        ([row(TaskState.PROGRESS, 5)], Outcome.INAPPLICABLE, "尚未到完成时限"),
        ([row(TaskState.MET, 5)], Outcome.INAPPLICABLE, "尚未到完成时限"),
        ([row(TaskState.MET)], Outcome.PASSED, ""),
        ([row(TaskState.UNDETERMINED)], Outcome.CANT_TELL, f"“列席会议”：{WHY}"),
        ([row(TaskState.NO_EVIDENCE)], Outcome.INAPPLICABLE, "须由单位举证"),
        ([row(TaskState.UNMET, task="X26-1")], Outcome.INAPPLICABLE, "不是该项任务的责任单位"),
        ([], Outcome.INAPPLICABLE, "不是该项任务的责任单位"),
        ([row(TaskState.UNMET, task="X26-1"), row(TaskState.MET)], Outcome.PASSED, ""),
    ],
)
def test_one_statement_for_each_task(rows: list[TaskRow], outcome: Outcome, message: str) -> None:
    (one,) = judge(*rows)
    assert one.outcome is outcome
    assert message in one.message
    assert (one.url, one.target) == (HOME, "X26-17")


def test_a_failure_names_what_is_short_and_by_how_much() -> None:
    (one,) = judge(row(TaskState.UNMET))
    assert one.message == (
        "任务已过时限（2026-11-22），网上公开的佐证不足：“列席会议”要求5项，实有3项。"
        "在会议公开栏目中查找：找到3次，要求不少于5次；尚缺2次"
    )
    assert dict(one.facts) == {"count": 3, "required": 5, "due": "2026-11-22"}


def test_a_unit_that_is_not_responsible_is_not_even_in_doubt() -> None:
    (one,) = judge(why_unread=BLOCKED)
    assert one.outcome is Outcome.INAPPLICABLE
