"""The demo's table of tasks against its key: every state and count, what does not count, what is attested."""

from __future__ import annotations

import csv
from collections import Counter
from datetime import date
from typing import Any

import pytest

from demo.tasks import ATTESTATIONS, standings
from tests.conftest import DAYS, DemoRun

STATES = {"met", "unmet", "no_evidence", "progress", "undetermined"}


@pytest.fixture(params=DAYS)
def demo_run(request: pytest.FixtureRequest, demo_runs: dict[str, DemoRun]) -> DemoRun:
    return demo_runs[request.param]


def rows(run: DemoRun) -> dict[tuple[str, str], dict[str, Any]]:
    return {(unit["id"], row["id"]): row for unit in run.audit["units"] for row in unit["tasks"]}


def proofs(row: dict[str, Any]) -> list[dict[str, Any]]:
    return [proof for part in row["parts"] for proof in part["proofs"]]


def test_every_state_and_count_is_that_of_the_key(demo_run: DemoRun) -> None:
    found = {key: (row["state"], row["count"], row["required"]) for key, row in rows(demo_run).items()}
    key = {
        (one.unit, one.task): (one.state, one.count, one.required)
        for one in standings(date.fromisoformat(demo_run.as_of), demo_run.origins)
    }
    assert found == key
    assert {state for state, _, _ in key.values()} == STATES


def test_the_key_covers_every_class_and_kind_of_rule(demo_run: DemoRun) -> None:
    (table,) = demo_run.audit["task_tables"]
    assert table["unresolved"] == []
    assert any(row["district_wide"] and row["share"] for row in rows(demo_run).values())
    assert any(row["due"] is None for row in rows(demo_run).values())
    assert any(part["cells"] for row in rows(demo_run).values() for part in row["parts"])


def test_one_meeting_reported_three_times_counts_once_and_what_is_passed_on_does_not(
    demo_run: DemoRun,
) -> None:
    row = rows(demo_run)["zfb", "YX-2"]
    counted = [proof for proof in proofs(row) if not proof["why_not"]]
    whys = Counter(proof["why_not"][:2] for proof in proofs(row) if proof["why_not"])
    assert len(counted) == 2
    assert whys["转载"] == 1
    assert sum("重复" in proof["why_not"] for proof in proofs(row)) == 2


def test_a_shortage_is_filed_only_where_the_rule_says_so(demo_run: DemoRun) -> None:
    filed = [
        (unit["id"], one["target"], one["rule"], one["level"], one["certainty"])
        for unit in demo_run.audit["units"]
        for one in unit["findings"]
        if one["check"] == "task-evidence-short"
    ]
    assert filed == [("zfb", "YX-2", "YX-2", "deduct", "confirmed")]


def test_attestations_stand_beside_their_tasks(demo_run: DemoRun) -> None:
    found = {
        (key[0], key[1], one["state"]) for key, row in rows(demo_run).items() for one in row["attestations"]
    }
    assert found == {(one.unit, one.task, one.decision or "submitted") for one in ATTESTATIONS}


def test_the_csv_tells_the_same(demo_run: DemoRun) -> None:
    path = demo_run.data / "reports" / "latest" / "tasks.csv"
    told = list(csv.DictReader(path.read_text(encoding="utf-8-sig").splitlines()))
    found = {
        (line["单位编号"], line["任务编号"]): (line["状态代码"], int(line["数量"] or 0)) for line in told
    }
    assert found == {key: (row["state"], row["count"]) for key, row in rows(demo_run).items()}
