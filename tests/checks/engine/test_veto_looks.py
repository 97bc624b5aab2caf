"""A veto rests on two observations, or it is only suspected and its pages are asked for once more."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from checks.engine.run import judge
from checks.engine.standard import load_standards
from checks.engine.workdays import load_calendar
from evidence.records import ColumnKind
from evidence.units import UnitEvidence
from tests.builders import HOME, columns, home, unit

CONFIG = Path(__file__).parents[3] / "config"
STANDARDS = load_standards(CONFIG / "standards", ["guoban-2019"])
CALENDAR = load_calendar(CONFIG / "calendar")


def seen_times(shown: UnitEvidence, home_looks: int, column_looks: int) -> UnitEvidence:
    return replace(
        shown,
        homes=tuple(replace(one, seen=replace(one.seen, looks=home_looks)) for one in shown.homes),
        columns=tuple(replace(one, seen=replace(one.seen, looks=column_looks)) for one in shown.columns),
    )


@pytest.mark.parametrize(
    ("home_looks", "certainty", "verdict", "wanted"),
    [(2, "confirmed", "unqualified", ()), (3, "confirmed", "unqualified", ()), (1, "suspected", "undetermined", (HOME,))],
)  # fmt: skip
def test_stale_home_page_seen_once_is_only_suspected(
    home_looks: int, certainty: str, verdict: str, wanted: tuple[str, ...]
) -> None:
    found = judge(seen_times(unit(homes=(home(15),)), home_looks, 2), STANDARDS, CALENDAR)
    (finding,) = [one for one in found.findings if one.check == "home-stale"]
    assert (finding.certainty, found.verdict, found.second_looks) == (certainty, verdict, wanted)
    assert finding.evidence.facts["observations"] == home_looks


def test_every_counted_column_must_be_seen_twice() -> None:
    stale = unit(columns=columns(5, 15, kind=ColumnKind.NEWS))
    once = judge(seen_times(stale, 2, 1), STANDARDS, CALENDAR)
    assert once.verdict == "undetermined"
    assert set(once.second_looks) == {column.url for column in stale.columns}
    assert judge(seen_times(stale, 2, 2), STANDARDS, CALENDAR).verdict == "unqualified"


def test_what_is_no_veto_needs_no_second_look() -> None:
    stale = unit(columns=columns(4, 15, kind=ColumnKind.NEWS))
    found = judge(seen_times(stale, 1, 1), STANDARDS, CALENDAR)
    assert {one.certainty for one in found.findings} == {"confirmed"}
    assert (found.verdict, found.second_looks) == ("qualified", ())
