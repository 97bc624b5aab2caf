from __future__ import annotations

from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from checks.engine.history import Past, carry_on
from checks.engine.model import Finding, UnitAssessment, UntestedRow
from checks.engine.run import judge
from checks.engine.standard import load_standards
from checks.engine.workdays import load_calendar
from evidence.units import Unseen
from tests.builders import AS_OF, BLOCKED, column, days_ago, unit

CONFIG = Path(__file__).parents[3] / "config"
STANDARDS = load_standards(CONFIG / "standards", ["national"])
CALENDAR = load_calendar(CONFIG / "calendar")
EMPTY = column("政策文件")
FIRST, LAST = days_ago(30), days_ago(1)


def assess(*shown: object, **rest: object) -> UnitAssessment:
    return judge(unit(columns=shown, **rest), STANDARDS, CALENDAR)


BEFORE: Finding = assess(EMPTY).findings[0]


def past(state: str = "open") -> dict[str, Past]:
    return {BEFORE.id: Past(FIRST, LAST, state, BEFORE)}


@pytest.mark.parametrize(
    ("known", "waived", "state", "first_seen"),
    [
        ({}, (), "new", AS_OF),
        (past("new"), (), "open", FIRST),
        (past("open"), (), "open", FIRST),
        (past("fixed"), (), "new", FIRST),
        (past("waived"), (), "open", FIRST),
        (past("open"), (BEFORE.id,), "waived", FIRST),
        ({}, (BEFORE.id,), "waived", AS_OF),
    ],
)
def test_finding_made_again(
    known: dict[str, Past], waived: tuple[str, ...], state: str, first_seen: date
) -> None:
    (finding,) = carry_on(assess(EMPTY), AS_OF, known, waived).findings
    assert (finding.state, finding.first_seen, finding.last_seen) == (state, first_seen, AS_OF)


@pytest.mark.parametrize(
    ("now", "state", "expected"),
    [
        (assess(column("政策文件", 3)), "open", ["fixed"]),
        (assess(), "open", ["fixed"]),
        (assess(column("政策文件", 3)), "fixed", []),
        # what could not be judged this time is not mended
        (assess(unseen=(Unseen(EMPTY.url, BLOCKED),)), "open", []),
        (assess(column("政策文件", why_unread=BLOCKED)), "open", []),
        (replace(assess(), untested=(UntestedRow("column-empty", "the check failed"),)), "open", []),
        (assess(coverage="blocked"), "open", []),
        (assess(coverage="unreachable"), "open", []),
        (assess(sites=False), "open", []),
    ],
)
def test_finding_no_longer_made(now: UnitAssessment, state: str, expected: list[str]) -> None:
    found = carry_on(now, AS_OF, past(state)).findings
    assert [one.state for one in found] == expected
    assert all((one.first_seen, one.last_seen) == (FIRST, LAST) for one in found)


def test_judging_as_of_an_earlier_day_moves_the_first_day_back() -> None:
    (finding,) = carry_on(assess(EMPTY), days_ago(60), past()).findings
    assert (finding.first_seen, finding.last_seen) == (days_ago(60), LAST)
