from __future__ import annotations

from pathlib import Path

import pytest

from checks.engine.model import Outcome
from checks.engine.workdays import load_calendar
from checks.interpretation_forms_few import Params, interpretation_forms_few
from evidence.records import UnitKind
from evidence.units import InterpretationEvidence, PolicyEvidence
from tests.builders import BLOCKED, days_ago, interpretation, policy, unit, unread

PASSED, FAILED, CANT_TELL, INAPPLICABLE = (
    Outcome.PASSED,
    Outcome.FAILED,
    Outcome.CANT_TELL,
    Outcome.INAPPLICABLE,
)
CALENDAR = load_calendar(Path(__file__).parents[2] / "config" / "calendar")
PARAMS = Params({UnitKind.GOVERNMENT: 5, UnitKind.DEPARTMENT: 3}, grace_workdays=10)
GOVERNMENT, DEPARTMENT = UnitKind.GOVERNMENT, UnitKind.DEPARTMENT


def read_as(*forms: str) -> tuple[InterpretationEvidence, ...]:
    """One interpretation for each form; two forms joined by + stand on one page."""
    return tuple(interpretation(str(n), forms=tuple(form.split("+"))) for n, form in enumerate(forms))


@pytest.mark.parametrize(
    ("kind", "shown", "outcome", "says"),
    [
        (DEPARTMENT, policy(30, *read_as("text", "graphic", "video")), PASSED, ""),
        (DEPARTMENT, policy(30, *read_as("text+video+graphic")), PASSED, ""),
        (
            DEPARTMENT,
            policy(30, *read_as("text", "graphic")),
            FAILED,
            "只有2种形式（文字解读、图解），少于3种",
        ),
        (DEPARTMENT, policy(30, *read_as("faq", "faq", "faq")), FAILED, "只有1种形式（简明问答）"),
        (GOVERNMENT, policy(30, *read_as("text", "graphic", "video", "faq")), FAILED, "4种形式"),
        (GOVERNMENT, policy(30, *read_as("text", "graphic", "video", "faq", "press")), PASSED, ""),
        (
            DEPARTMENT,
            policy(30, *read_as("text"), interpretation("9", why_unread=BLOCKED)),
            CANT_TELL,
            BLOCKED,
        ),
        (DEPARTMENT, policy(30, *read_as("text"), interpretation("9", forms=())), CANT_TELL, "无法识别"),
        (DEPARTMENT, policy(30, *read_as("text"), maybe=("解读栏目未采集",)), CANT_TELL, "解读栏目未采集"),
        (DEPARTMENT, policy(None, *read_as("text")), CANT_TELL, "发布日期无法识别"),
        (DEPARTMENT, policy(30), INAPPLICABLE, "未发现解读"),
        (DEPARTMENT, policy(30, why_unread=BLOCKED), CANT_TELL, BLOCKED),
        (
            DEPARTMENT,
            policy(30, *read_as("text"), interpretation_due=False, why="批复"),
            INAPPLICABLE,
            "批复",
        ),
        (DEPARTMENT, policy(731, *read_as("text")), INAPPLICABLE, "超过730天"),
        (DEPARTMENT, policy(730, *read_as("text")), FAILED, ""),
        # AS_OF is a Monday: published on a Monday a fortnight ago it is 10 working days ago
        (DEPARTMENT, policy(14, *read_as("text")), PASSED, "陆续发布"),
        (DEPARTMENT, policy(17, *read_as("text")), FAILED, ""),
    ],
)
def test_interpretation_forms_few(kind: UnitKind, shown: PolicyEvidence, outcome: Outcome, says: str) -> None:
    (statement,) = interpretation_forms_few(unit(kind, policies=(shown,)), PARAMS, CALENDAR)
    assert (statement.outcome, statement.url) == (outcome, shown.url)
    assert says in statement.message


def test_due_on_the_day_it_becomes_a_failure() -> None:
    shown = policy(14, *read_as("text"))
    (statement,) = interpretation_forms_few(unit(policies=(shown,)), PARAMS, CALENDAR)
    assert statement.due_on == days_ago(-1)
    later = unit(policies=(shown,), as_of=days_ago(-1))
    assert [one.outcome for one in interpretation_forms_few(later, PARAMS, CALENDAR)] == [FAILED]


def test_kinds_without_a_number_are_not_judged() -> None:
    shown = unit(UnitKind.INSTITUTION, policies=(policy(30, *read_as("text")),))
    assert list(interpretation_forms_few(shown, PARAMS, CALENDAR)) == []


def test_unread_pages_cannot_tell() -> None:
    shown = unread(unit(policies=(policy(30, *read_as("text")),)))
    assert [one.outcome for one in interpretation_forms_few(shown, PARAMS, CALENDAR)] == [CANT_TELL]


def test_nothing_read_cannot_tell() -> None:
    assert [one.outcome for one in interpretation_forms_few(unread(unit()), PARAMS, CALENDAR)] == [CANT_TELL]
    assert list(interpretation_forms_few(unit(), PARAMS, CALENDAR)) == []
