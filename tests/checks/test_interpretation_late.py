from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

import pytest

from checks.engine.model import Outcome
from checks.engine.workdays import Calendar, load_calendar
from checks.interpretation_late import Params, interpretation_late
from evidence.records import Span
from evidence.units import InterpretationEvidence, PolicyEvidence
from tests.builders import BLOCKED, HOME, days_ago, interpretation, policy, span, unit, unread

PASSED, FAILED, CANT_TELL, INAPPLICABLE = (
    Outcome.PASSED,
    Outcome.FAILED,
    Outcome.CANT_TELL,
    Outcome.INAPPLICABLE,
)
CALENDAR = load_calendar(Path(__file__).parents[2] / "config" / "calendar")
POLICY, FIRST = f"{HOME}zcwj/1.html", f"{HOME}zcjd/1.html"


def after(days: int, name: str = "1", **rest: Any) -> InterpretationEvidence:
    """An interpretation so many days after a document of 28 days ago, a Monday."""
    return interpretation(name, published=span(days_ago(28 - days)), **rest)


def by_address(days: int) -> InterpretationEvidence:
    on = days_ago(28 - days)
    return interpretation(published=Span(on, on.isoformat(), "url"))


@pytest.mark.parametrize(
    ("shown", "outcome", "at", "says"),
    [
        (policy(28, after(3)), PASSED, FIRST, ""),  # Thursday: 3 working days
        (policy(28, after(4)), FAILED, POLICY, "相隔4个工作日，超过3个工作日"),
        (policy(28, after(0)), PASSED, FIRST, ""),
        (policy(28, after(-2)), PASSED, FIRST, "早于文件"),
        (policy(25, after(6)), PASSED, FIRST, ""),  # Thursday to Sunday: one working day
        (policy(28, after(20, "2"), after(3)), PASSED, FIRST, ""),  # the earliest counts
        (policy(28, after(20, "2"), after(9)), FAILED, POLICY, "首篇解读「文字解读1」于2026年11月4日发布"),
        (policy(28, after(9), after(2, "2", why_unread=BLOCKED)), CANT_TELL, POLICY, "可能更早"),
        (policy(28, after(9), interpretation("2", published=None)), CANT_TELL, POLICY, "可能更早"),
        (policy(28, after(9), maybe=("解读栏目未采集",)), CANT_TELL, POLICY, "解读栏目未采集"),
        (policy(28, after(3), maybe=("解读栏目未采集",)), PASSED, FIRST, ""),
        (policy(28, by_address(9)), CANT_TELL, POLICY, "仅能从网址推得"),
        (policy(28, interpretation(published=None)), CANT_TELL, POLICY, "解读的发布日期无法识别"),
        (policy(None, after(9)), CANT_TELL, POLICY, "文件的发布日期无法识别"),
        (policy(28, after(9), why_unread=BLOCKED), CANT_TELL, POLICY, BLOCKED),
        (policy(28), INAPPLICABLE, POLICY, "未发现解读"),
        (policy(28, after(9), interpretation_due=False, why="人事任免"), INAPPLICABLE, POLICY, "人事任免"),
        (policy(730, interpretation()), FAILED, POLICY, ""),
        (policy(731, interpretation()), INAPPLICABLE, POLICY, "超过730天"),
    ],
)
def test_interpretation_late(shown: PolicyEvidence, outcome: Outcome, at: str, says: str) -> None:
    (statement,) = interpretation_late(unit(policies=(shown,)), Params(3), CALENDAR)
    assert (statement.outcome, statement.url) == (outcome, at)
    assert says in statement.message
    assert statement.target == (None if outcome is not FAILED else FIRST)


def test_holidays_do_not_count() -> None:
    shown = policy(
        published=span(date(2026, 9, 30)),
        interpretations=(interpretation(published=span(date(2026, 10, 10))),),
    )
    (statement,) = interpretation_late(unit(policies=(shown,)), Params(3), CALENDAR)
    assert statement.outcome is PASSED  # 8, 9 and 10 October (a Saturday worked): three
    (stricter,) = interpretation_late(unit(policies=(shown,)), Params(2), CALENDAR)
    assert stricter.outcome is FAILED


def test_year_without_a_plan_is_marked_provisional() -> None:
    read_as = interpretation(published=span(date(2031, 3, 20)))
    shown = policy(published=span(date(2031, 3, 3)), interpretations=(read_as,))
    (statement,) = interpretation_late(unit(policies=(shown,), as_of=date(2031, 4, 1)), Params(3), Calendar())
    assert "13个工作日（暂按双休日推算）" in statement.message
    assert statement.facts["provisional"] is True


def test_unread_pages_cannot_tell() -> None:
    shown = unread(unit(policies=(policy(28, after(9)),)))
    assert [one.outcome for one in interpretation_late(shown, Params(3), CALENDAR)] == [CANT_TELL]


def test_nothing_read_cannot_tell() -> None:
    assert [one.outcome for one in interpretation_late(unread(unit()), Params(3), CALENDAR)] == [CANT_TELL]
    assert list(interpretation_late(unit(), Params(3), CALENDAR)) == []
