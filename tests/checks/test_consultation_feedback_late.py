from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from checks.consultation_feedback_late import Params, consultation_feedback_late
from checks.engine.model import Outcome as Said
from checks.engine.workdays import load_calendar
from evidence.records import Quote, Span
from evidence.units import ConsultationEvidence, Outcome
from tests.builders import BLOCKED, HOME, consultation, days_ago, outcome, seen, unit, unread

PASSED, FAILED, CANT_TELL, INAPPLICABLE = Said.PASSED, Said.FAILED, Said.CANT_TELL, Said.INAPPLICABLE
CALENDAR = load_calendar(Path(__file__).parents[2] / "config" / "calendar")
PARAMS = Params(max_workdays=10)
UNREAD = ("栏目「民意征集」未能完整读取，可能已有反馈",)


def shown(age: int, source: str = "label") -> Span:
    on = days_ago(age)
    return Span(on, f"发布日期：{on}", source)


def document(age: int | None = 31, source: str = "label") -> Outcome:
    """Published on a Friday, 31 days before the Monday of the audit."""
    return replace(outcome(age), published=shown(age, source) if age is not None else None)


def result(age: int | None, *, source: str = "label", why_unread: str = "", name: str = "1") -> Outcome:
    published = shown(age, source) if age is not None else None
    return Outcome(seen(f"{HOME}yjzj/cn{name}.html", why_unread), "意见采纳情况", published)


def called(*results: Outcome, decided: Outcome | None = None, **rest: Any) -> ConsultationEvidence:
    return consultation(120, 80, document=decided or document(), results=results, **rest)


@pytest.mark.parametrize(
    ("call", "expected", "says"),
    [
        # 31 days ago is Friday 2026-10-23: 14 days later, a Friday, is the tenth working day, the Monday after the eleventh
        (called(result(17)), PASSED, "按期公布"),
        (called(result(14)), FAILED, "于2026年10月23日发布，意见采纳情况于2026年11月9日公布，相隔11个工作日，超过10个工作日"),
        (called(result(31)), PASSED, "按期公布"),
        (called(result(60)), PASSED, "按期公布"),  # before the document
        (called(result(3), result(20, name="2")), PASSED, "按期公布"),  # the first counts
        (called(result(3), result(None, name="2")), CANT_TELL, "另有采纳情况页面"),
        (called(result(20), result(None, name="2")), PASSED, "按期公布"),
        (called(result(None, why_unread=BLOCKED)), CANT_TELL, "未能读取"),
        (called(result(3, source="url")), CANT_TELL, "未以“发布日期”等字样标明"),
        (called(result(3), decided=document(source="header")), CANT_TELL, "未以“发布日期”等字样标明"),
        (called(result(3), unseen_results=UNREAD), CANT_TELL, "民意征集"),
        (called(result(17), unseen_results=UNREAD), PASSED, "按期公布"),
        (called(), INAPPLICABLE, "未公布采纳情况"),
        (called(result(3), decided=document(None)), INAPPLICABLE, "未发现据此出台的文件"),
        (replace(called(result(3)), document=None), INAPPLICABLE, "未发现据此出台的文件"),
        (called(result(3), told="共收到意见3条，采纳2条"), INAPPLICABLE, "同页"),
        (called(result(3), subject="survey"), INAPPLICABLE, "问卷调查"),
        (called(result(3), passed_on="省司法厅"), INAPPLICABLE, "由省司法厅发起"),
    ],
)  # fmt: skip
def test_how_long_after_the_document(call: ConsultationEvidence, expected: Said, says: str) -> None:
    (statement,) = consultation_feedback_late(unit(consultations=(call,)), PARAMS, CALENDAR)
    assert (statement.outcome, statement.url) == (expected, call.url)
    assert says in statement.message


def test_a_result_that_the_notice_links_to_has_a_date_of_its_own() -> None:
    call = called(result(14))
    linked = replace(call.called, feedback=Quote("feedback", "采纳情况", f"{HOME}yjzj/cn1.html"))
    (statement,) = consultation_feedback_late(
        unit(consultations=(replace(call, called=linked),)), PARAMS, CALENDAR
    )
    assert statement.outcome is FAILED
    assert statement.facts["told_at"] == f"{HOME}yjzj/cn1.html"
    assert len(statement.rests_on) == 2


def test_without_calls_only_an_unread_home_is_told() -> None:
    assert not [*consultation_feedback_late(unit(), PARAMS, CALENDAR)]
    assert [one.outcome for one in consultation_feedback_late(unread(unit()), PARAMS, CALENDAR)] == [
        CANT_TELL
    ]
