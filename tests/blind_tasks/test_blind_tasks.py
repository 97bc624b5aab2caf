"""The table of tasks judges the cases as a careful auditor does, but for the limits that are listed with reasons."""

from __future__ import annotations

import tomllib
from pathlib import Path
from typing import Any

import pytest

from tests.blind_tasks.score import Score
from tests.blind_tasks.world import HERE, Case, cases, judged

LIMITS: list[dict[str, Any]] = tomllib.loads((HERE / "limits.toml").read_text("utf-8"))["limit"]
KNOWN = {limit["case"]: tuple(limit["faults"]) for limit in LIMITS}


@pytest.mark.parametrize("case", cases(), ids=lambda case: case.id)
def test_a_case_is_judged_as_by_a_careful_auditor(case: Case, tmp_path: Path) -> None:
    assert Score(case, judged(case, tmp_path)).faults == KNOWN.get(case.id, ())


def test_cases_tell_reasons_and_cover_most_tasks() -> None:
    names = [case.id for case in cases()]
    assert len(set(names)) == len(names)
    assert all(case.why and case.pages for case in cases())
    assert len({case.task for case in cases()}) >= 30
    assert set(KNOWN) <= set(names)
    assert all(limit["why"] and limit["faults"] for limit in LIMITS)


def test_a_fault_is_told(tmp_path: Path) -> None:
    """What the scoring itself would say of a wrong answer, in each way to be wrong."""
    case = next(case for case in cases() if case.id == "48-took-part-in-districts")
    (page,) = case.pages
    wrong = Case(
        case.id, case.task, case.unit, frozenset(("met",)), 3, case.why, (_marked(page, "+"),), case.day, ()
    )
    assert Score(wrong, judged(case, tmp_path)).faults == (
        "wrongly not met (no_evidence)",
        "count 0 of 1, should be 3",
        f"not counted: {page.title}",
    )


def _marked(page: Any, mark: str) -> Any:
    return type(page)(mark, page.on, page.column, page.title, page.text, page.source, page.site)
