from __future__ import annotations

from pathlib import Path

import pytest

from checks.consultation_no_feedback import Basis, Params, consultation_no_feedback
from checks.engine.model import Outcome
from checks.engine.workdays import Calendar, load_calendar
from evidence.units import ConsultationEvidence
from tests.builders import BLOCKED, consultation, days_ago, outcome, unit, unread

PASSED, FAILED, CANT_TELL, INAPPLICABLE = (
    Outcome.PASSED,
    Outcome.FAILED,
    Outcome.CANT_TELL,
    Outcome.INAPPLICABLE,
)
CALENDAR = load_calendar(Path(__file__).parents[2] / "config" / "calendar")
AFTER_DOCUMENT = Params(basis=Basis.DOCUMENT, grace_days=10)
AFTER_END = Params(basis=Basis.END, grace_days=30)
UNREAD = ("栏目「民意征集」未能完整读取，可能已有反馈",)


@pytest.mark.parametrize(
    ("shown", "expected", "says"),
    [
        # AS_OF is a Monday: 17 days ago is a Friday, 11 working days before; 14 days ago a Monday, 10 before
        (consultation(document=outcome(17)), FAILED, "文件《区停车管理办法》于2026年11月6日发布，至监测时间点已有11个工作日"),
        (consultation(document=outcome(14)), PASSED, "尚在反馈期限内"),
        (consultation(document=outcome(-1)), PASSED, "尚在反馈期限内"),
        (consultation(document=outcome(17), subject=None), FAILED, "未发现意见采纳情况反馈"),
        (consultation(document=outcome(17), told="共收到意见3条，采纳2条"), PASSED, "已公布"),
        (consultation(document=outcome(17), feedback=outcome(5)), PASSED, "已公布"),
        (consultation(document=outcome(17), feedback=outcome(5, why_unread=BLOCKED)), PASSED, "已公布"),
        (consultation(document=outcome(17), maybe=UNREAD), CANT_TELL, "栏目「民意征集」未能完整读取"),
        (consultation(document=outcome(14), maybe=UNREAD), PASSED, "尚在反馈期限内"),
        (consultation(document=outcome(None)), INAPPLICABLE, "未发现据此出台的文件"),
        (consultation(), INAPPLICABLE, "未发现据此出台的文件"),
        (consultation(document=outcome(17), subject="survey"), INAPPLICABLE, "问卷调查"),
        (consultation(document=outcome(17), subject="result"), INAPPLICABLE, "征集结果"),
        (consultation(document=outcome(17), passed_on="省司法厅"), INAPPLICABLE, "由省司法厅发起"),
        (consultation(760, 731, document=outcome(700)), INAPPLICABLE, "不在检查范围"),
    ],
)  # fmt: skip
def test_after_the_document(shown: ConsultationEvidence, expected: Outcome, says: str) -> None:
    (statement,) = consultation_no_feedback(unit(consultations=(shown,)), AFTER_DOCUMENT, CALENDAR)
    assert (statement.outcome, statement.url) == (expected, shown.url)
    assert says in statement.message


@pytest.mark.parametrize(
    ("shown", "expected", "says"),
    [
        (consultation(60, 31), FAILED, "的征集于2026年10月23日结束，至监测时间点已31天"),
        (consultation(60, 30), PASSED, "未结束或刚结束"),
        (consultation(10, -20), PASSED, "未结束或刚结束"),
        (consultation(60, 31, maybe=UNREAD), CANT_TELL, "民意征集"),
        (consultation(60, None), CANT_TELL, "截止日期无法识别"),
        (consultation(60, 31, document=outcome(17)), INAPPLICABLE, "按出台日期判断"),
        (consultation(60, 31, told="未收到意见"), PASSED, "已公布"),
    ],
)
def test_after_the_end(shown: ConsultationEvidence, expected: Outcome, says: str) -> None:
    (statement,) = consultation_no_feedback(unit(consultations=(shown,)), AFTER_END, CALENDAR)
    assert statement.outcome is expected
    assert says in statement.message


@pytest.mark.parametrize(
    ("shown", "params"),
    [(consultation(document=outcome(14)), AFTER_DOCUMENT), (consultation(60, 30), AFTER_END)],
)
def test_due_on_the_day_it_becomes_a_failure(shown: ConsultationEvidence, params: Params) -> None:
    (statement,) = consultation_no_feedback(unit(consultations=(shown,)), params, CALENDAR)
    assert statement.due_on == days_ago(-1)
    later = unit(consultations=(shown,), as_of=days_ago(-1))
    assert [one.outcome for one in consultation_no_feedback(later, params, CALENDAR)] == [FAILED]


def test_the_document_proves_it_too_and_a_year_without_a_plan_is_marked() -> None:
    shown = consultation(document=outcome(17))
    (statement,) = consultation_no_feedback(unit(consultations=(shown,)), AFTER_DOCUMENT, CALENDAR)
    assert [one.url for one in statement.rests_on] == [outcome().seen.url]
    assert statement.facts["workdays"] == 11
    assert statement.facts["provisional"] is False
    moved = unit(consultations=(shown,), as_of=days_ago(-400), lookback_days=2000)
    (later,) = consultation_no_feedback(moved, AFTER_DOCUMENT, Calendar())
    assert "（暂按双休日推算）" in later.message


def test_unread_unit_cannot_tell() -> None:
    shown = unread(unit(consultations=(consultation(document=outcome(17)),)))
    (statement,) = consultation_no_feedback(shown, AFTER_DOCUMENT, CALENDAR)
    assert (statement.outcome, statement.message) == (CANT_TELL, BLOCKED)
