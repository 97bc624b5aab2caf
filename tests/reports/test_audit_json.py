"""audit.json: the shape of the contract, equal bytes for an equal judgement."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from report_samples import assessment, finding, units

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
    assert list(document) == ["schema", "run", "units", "unclaimed"]
    assert document["schema"] == "xunjian/audit/1"
    assert list(document["run"]) == ["id", "as_of", "started", "finished", "version", "standards"]
    assert {name: list(value) for name, value in found.items()} == {
        name: keys.split() for name, keys in KEYS.items()
    }
    assert list(unit["due"][0]) == ["check", "url", "column", "due", "days_left"]
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
