from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from checks.engine.model import Outcome
from checks.engine.workdays import Calendar, load_calendar
from checks.policy_uninterpreted import Params, policy_uninterpreted
from evidence.units import PolicyEvidence
from tests.builders import AS_OF, BLOCKED, days_ago, interpretation, policy, span, unit

PASSED, FAILED, CANT_TELL, INAPPLICABLE = (
    Outcome.PASSED,
    Outcome.FAILED,
    Outcome.CANT_TELL,
    Outcome.INAPPLICABLE,
)
CALENDAR = load_calendar(Path(__file__).parents[2] / "config" / "calendar")


@pytest.mark.parametrize(
    ("shown", "outcome", "says"),
    [
        # AS_OF is a Monday: published on Tuesday it is 4 working days ago, on Wednesday 3
        (policy(6), FAILED, "于2026年11月17日发布，至监测时间点已有4个工作日，未发现解读"),
        (policy(5), PASSED, "尚在解读期限内"),
        (policy(0), PASSED, "尚在解读期限内"),
        (policy(-3), PASSED, "尚在解读期限内"),
        (policy(730), FAILED, "《市中区义务教育招生实施办法》（市中政办发〔2026〕3号）"),
        (policy(731), INAPPLICABLE, "超过730天"),
        (policy(30, interpretation()), PASSED, ""),
        (policy(None, interpretation(why_unread=BLOCKED)), PASSED, ""),
        (policy(30, interpretation_due=False, why="人事任免"), INAPPLICABLE, "人事任免"),
        (policy(30, why_unread=BLOCKED), CANT_TELL, BLOCKED),
        (policy(None), CANT_TELL, "发布日期无法识别"),
        (policy(30, maybe=("解读栏目未采集", "列表第2页未读")), CANT_TELL, "解读栏目未采集；列表第2页未读"),
        (policy(5, maybe=("解读栏目未采集",)), PASSED, ""),
        (policy(731, maybe=("解读栏目未采集",)), INAPPLICABLE, "不在检查范围"),
    ],
)
def test_policy_uninterpreted(shown: PolicyEvidence, outcome: Outcome, says: str) -> None:
    (statement,) = policy_uninterpreted(unit(policies=(shown,)), Params(3), CALENDAR)
    assert (statement.outcome, statement.url) == (outcome, shown.url)
    assert says in statement.message


def test_due_on_the_day_it_becomes_a_failure() -> None:
    (statement,) = policy_uninterpreted(unit(policies=(policy(5),)), Params(3), CALENDAR)
    assert statement.due_on == days_ago(-1)
    later = unit(policies=(policy(5),), as_of=days_ago(-1))
    assert [one.outcome for one in policy_uninterpreted(later, Params(3), CALENDAR)] == [FAILED]


def test_holidays_do_not_count() -> None:
    shown = policy(published=span(date(2026, 9, 30)))
    (statement,) = policy_uninterpreted(
        unit(policies=(shown,), as_of=date(2026, 10, 10)), Params(3), CALENDAR
    )
    assert statement.outcome is PASSED  # 8, 9 and 10 October (a Saturday worked): three


def test_year_without_a_plan_is_marked_provisional() -> None:
    shown = policy(published=span(date(2031, 3, 3)))
    (statement,) = policy_uninterpreted(
        unit(policies=(shown,), as_of=date(2031, 3, 20)), Params(3), Calendar()
    )
    assert "13个工作日（暂按双休日推算）" in statement.message
    assert AS_OF.year < 2031
