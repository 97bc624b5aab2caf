"""audit.json: the shape of the contract, equal bytes for an equal judgement."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from report_samples import assessment, finding, units

from checks.engine.model import (
    AttestationRow,
    Origin,
    TaskPart,
    TaskProof,
    TaskRow,
    TaskState,
    TaskTable,
)
from evidence.errors import StorageError
from reports.audit_json import to_bytes, to_document, write

KEYS = {
    "unit": "id name kind verdict score sites columns policies due matrix tasks findings untested "
    "undetermined verdict_why needs_person not_judged",
    "site": "url host coverage pages requests not_modified note",
    "column": "url name path kind kind_from items newest oldest max_age_days state why",
    "policy": "url title document_number published interpretation_due why interpretations",
    "interpretation": "url title published forms workdays_after policy_links_to_it links_to_policy "
    "matched_by",
    "finding": "id check rule level points certainty state url target column message remedy evidence "
    "first_seen last_seen rules origin",
    "evidence": "excerpt facts fetched status page_sha256 screenshot",
}


def test_document_has_the_keys_of_the_contract_in_their_order():
    document = to_document(assessment())
    unit = document["units"][0]
    found = {
        "unit": unit,
        "site": unit["sites"][0],
        "column": unit["columns"][0],
        "policy": unit["policies"][0],
        "interpretation": unit["policies"][0]["interpretations"][0],
        "finding": unit["findings"][0],
        "evidence": unit["findings"][0]["evidence"],
    }
    assert list(document) == ["schema", "run", "units", "unclaimed", "task_tables"]
    assert document["schema"] == "xunjian/audit/1"
    assert list(document["run"]) == ["id", "as_of", "started", "finished", "version", "standards"]
    assert {name: list(value) for name, value in found.items()} == {
        name: keys.split() for name, keys in KEYS.items()
    }
    assert list(unit["due"][0]) == ["check", "url", "column", "due", "days_left", "target"]
    assert list(unit["untested"][0]) == ["check", "why"]
    assert list(unit["undetermined"][0]) == ["check", "url", "why", "target"]


def test_days_are_iso_and_instants_are_in_beijing_time():
    document = to_document(assessment())
    unit = document["units"][0]
    assert document["run"]["as_of"] == "2026-11-23"
    assert document["run"]["started"] == "2026-11-23T02:11:40+08:00"
    assert unit["findings"][0]["evidence"]["fetched"] == "2026-11-23T02:11:40+08:00"
    assert unit["columns"][0]["newest"] == "2026-11-02"
    assert unit["due"][0]["due"] == "2026-12-04"


def test_absent_values_are_null_and_score_is_null_but_for_portals():
    portal, *others = to_document(assessment())["units"]
    assert portal["score"] == {"deducted": 9.0, "indirect": 2.5}
    assert all(unit["score"] is None for unit in others)
    assert portal["columns"][3]["newest"] is None
    assert portal["matrix"] == portal["tasks"] == []
    veto = next(one for one in portal["findings"] if one["level"] == "veto")
    assert veto["target"] is None
    assert veto["column"] is None


def test_units_and_findings_keep_the_order_of_the_assessment():
    document = to_document(assessment())
    assert [unit["id"] for unit in document["units"]] == [unit.id for unit in units()]
    assert [one["id"] for one in document["units"][0]["findings"]] == [one.id for one in units()[0].findings]


def test_same_assessment_twice_gives_the_same_bytes():
    assert to_bytes(assessment()) == to_bytes(assessment())


def test_facts_of_any_kind_become_json_and_sets_are_sorted():
    base = finding(1)
    facts = {
        "newest": date(2026, 1, 2),
        "kinds": {"b", "a"},
        "nested": {"on": date(2026, 1, 3)},
        "pair": (1, 2),
    }
    odd = replace(base, evidence=replace(base.evidence, facts=facts))
    one = assessment(units=(replace(units()[0], findings=(odd,)),))
    read = json.loads(to_bytes(one))["units"][0]["findings"][0]["evidence"]["facts"]
    assert read == {
        "newest": "2026-01-02",
        "kinds": ["a", "b"],
        "nested": {"on": "2026-01-03"},
        "pair": [1, 2],
    }


def test_half_a_surrogate_pair_does_not_stop_the_report():
    one = assessment(units=(replace(units()[0], findings=(finding(1, message="坏\ud83d字"),)),))
    assert json.loads(to_bytes(one))["units"][0]["findings"][0]["message"] == "坏?字"


def test_write_replaces_the_file(tmp_path: Path):
    path = tmp_path / "audit.json"
    path.write_text("old")
    write(assessment(), path)
    assert json.loads(path.read_text("utf-8")) == to_document(assessment())
    assert [entry.name for entry in tmp_path.iterdir()] == ["audit.json"]


def test_write_to_a_place_that_is_no_directory_is_a_storage_error(tmp_path: Path):
    (tmp_path / "file").write_text("")
    with pytest.raises(StorageError, match="cannot write"):
        write(assessment(), tmp_path / "file" / "audit.json")


def test_tasks_have_the_keys_of_the_contract_and_then_all_that_is_known():
    proofs = (
        TaskProof("http://h/1", "列席", date(2026, 3, 2), "qzb", "第5次常务会议"),
        TaskProof("http://h/2", "转载", None, "", why_not="转载自市政府"),
    )
    part = TaskPart(
        "列席会议", TaskState.PROGRESS, 1, 5, Origin.VERIFIED, "找到1次。", proofs, (("金融", "规划", True),)
    )
    handed_in = AttestationRow(
        "X26-17", 1, "submitted", "签到表", "张三", date(2026, 9, 1), (("a.pdf", "ab"),)
    )
    row = TaskRow(
        "X26-17", TaskState.PROGRESS, 1, 5, date(2026, 12, 31), 38, (part,), (handed_in,), True, 1, True
    )
    table = TaskTable("local-2026", "任务分解表", "某发〔2026〕3号", 2026, (), ("区税务局",))
    document = to_document(assessment(units=(replace(units()[0], tasks=(row,)),), task_tables=(table,)))
    assert document["task_tables"] == [
        {"id": "local-2026", "title": "任务分解表", "year": 2026, "unresolved": ["区税务局"]}
    ]
    (task,) = document["units"][0]["tasks"]
    assert list(task.items())[:5] == [
        ("id", "X26-17"),
        ("state", "progress"),
        ("count", 1),
        ("required", 5),
        ("evidence", ["http://h/1"]),
    ]
    assert (task["due"], task["days_left"], task["district_wide"], task["share"]) == (
        "2026-12-31",
        38,
        True,
        1,
    )
    (told,) = task["parts"]
    assert (told["title"], told["origin"], told["why"]) == ("列席会议", "verified", "找到1次。")
    assert told["cells"] == [{"row": "金融", "column": "规划", "found": True}]
    assert told["proofs"][0]["counted_as"] == "第5次常务会议"
    assert told["proofs"][1] == {
        "url": "http://h/2", "title": "转载", "on": None, "unit": "", "counted_as": "", "why_not": "转载自市政府",
    }  # fmt: skip
    (attested,) = task["attestations"]
    assert (attested["state"], attested["counts"], attested["files"]) == (
        "submitted",
        False,
        [{"name": "a.pdf", "sha256": "ab"}],
    )
