"""The whole pipeline against the demo district's answer key: nothing missed, nothing accused wrongly."""

from __future__ import annotations

import json
import os
import re
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import pytest

from checks.engine.registry import all_checks
from demo.key import (
    BY_THE_CALENDAR,
    CHECKS,
    expected,
    expected_undetermined,
    expected_verdicts,
    look_alikes,
)
from demo.model import Expected
from tests.conftest import DAYS, DemoRun

IDS = tuple(spec.id for spec in all_checks())
GOLDEN = Path(__file__).with_name("golden.json")
DAY = r"\d{4}-\d\d-\d\d"
INSTANT = rf"{DAY}T\d\d:\d\d:\d\d\+08:00"


@pytest.fixture(params=DAYS)
def demo_run(request: pytest.FixtureRequest, demo_runs: dict[str, DemoRun]) -> DemoRun:
    return demo_runs[request.param]


def filed(run: DemoRun) -> set[tuple[str, str, str, str | None]]:
    return {
        (unit["id"], one["check"], one["url"], one["target"])
        for unit in run.audit["units"]
        for one in unit["findings"]
        if one["check"] in CHECKS
    }


def day_of(run: DemoRun) -> date:
    return date.fromisoformat(run.as_of)


def test_the_demo_says_where_its_report_is_and_what_it_found(demo_run: DemoRun) -> None:
    assert demo_run.status == 0
    index = Path(demo_run.out.strip())
    assert index.is_file()
    assert index.parent == (demo_run.data / "reports" / "latest").resolve()
    assert "26 units: " in demo_run.err
    assert "Traceback" not in demo_run.err


def test_every_planted_defect_is_found_and_nothing_else(demo_run: DemoRun) -> None:
    key = expected(day_of(demo_run), demo_run.origins)
    found = filed(demo_run)
    hits = {one: found & places(one) for one in key}
    missed = [one for one, hit in hits.items() if not hit and not is_too_new(one, demo_run)]
    false = sorted(found - set().union(*hits.values()), key=str)
    assert (missed, false) == ([], [])
    assert {one.check for one in key} >= set(CHECKS) - set(BY_THE_CALENDAR)


def is_too_new(one: Expected, run: DemoRun) -> bool:
    """What the clock forbids to say: a search that lacks articles of days to come may not know them yet."""
    return one.check in ("search-broken", "search-imprecise") and day_of(run) > datetime.now(UTC).date()


def places(one: Expected) -> set[tuple[str, str, str, str | None]]:
    """The finding expected, on any of the pages that may stand for many."""
    return {(one.unit, one.check, url, one.target) for url in (one.url, *one.pages)}


def test_no_finding_is_filed_twice(demo_run: DemoRun) -> None:
    rows = [
        (unit["id"], one["check"], one["url"], one["target"])
        for unit in demo_run.audit["units"]
        for one in unit["findings"]
    ]
    assert len(rows) == len(set(rows))
    assert all(one["state"] == "new" for unit in demo_run.audit["units"] for one in unit["findings"])


def test_look_alikes_are_not_filed(demo_run: DemoRun) -> None:
    found = filed(demo_run)
    innocent = look_alikes(day_of(demo_run), demo_run.origins)
    assert innocent
    wrongly = [one for one in innocent if (one.unit, one.check, one.url, one.target) in found]
    assert wrongly == []


def test_what_nobody_can_tell_is_said_to_be_undetermined(demo_run: DemoRun) -> None:
    told = {
        (unit["id"], one["check"], one["url"])
        for unit in demo_run.audit["units"]
        for one in unit["undetermined"]
    }
    doubts = expected_undetermined(day_of(demo_run), demo_run.origins)
    assert {(one.unit, one.check, one.url) for one in doubts} - told == set()
    assert not told & {row[:3] for row in filed(demo_run) if row[3] is None}


def test_verdicts_are_those_of_the_key(demo_run: DemoRun) -> None:
    found = {unit["id"]: unit["verdict"] for unit in demo_run.audit["units"]}
    assert found == expected_verdicts(day_of(demo_run), demo_run.origins)


# ---------------------------------------------------------------- the shape of audit.json (contracts §4)


def one_of(*words: str) -> Any:
    return lambda value: value in words


def like(pattern: str) -> Any:
    return lambda value: isinstance(value, str) and re.fullmatch(pattern, value) is not None


def maybe(shape: Any) -> Any:
    return lambda value: value is None or fits(shape, value)


def each(shape: Any) -> Any:
    return lambda value: isinstance(value, list) and all(fits(shape, one) for one in value)


def fits(shape: Any, value: Any) -> bool:
    """Whether a value has a shape: a type, a test, or an object with at least these keys."""
    if isinstance(shape, dict):
        return isinstance(value, dict) and all(
            key in value and fits(inner, value[key]) for key, inner in shape.items()
        )
    if isinstance(shape, type):
        return isinstance(value, shape) and (shape is bool or not isinstance(value, bool))
    return bool(shape(value))


URL = like(r"https?://.+")
COLUMN_KINDS = (
    "news notices policy interpretation personnel plans finance statistics services messages consultation "
    "interview disclosure overview topic archive other"
).split()
INTERPRETATION = {
    "url": URL, "title": str, "published": maybe(like(DAY)), "forms": each(str), "workdays_after": maybe(int),
    "policy_links_to_it": bool, "links_to_policy": bool, "matched_by": one_of("link", "number", "title"),
}  # fmt: skip
FINDING = {
    "id": like("[0-9a-f]{12}"), "check": one_of(*IDS), "rule": str, "level": one_of("veto", "deduct", "advice"),
    "points": float, "certainty": one_of("confirmed", "suspected"), "state": one_of("new", "open", "fixed", "waived"),
    "url": URL, "target": maybe(str), "column": maybe(str), "message": like(".*[\u4e00-\u9fff].*"),
    "remedy": like(".*[\u4e00-\u9fff].*"), "first_seen": like(DAY), "last_seen": like(DAY),
    "evidence": {
        "excerpt": str, "facts": dict, "fetched": maybe(like(INSTANT)), "status": maybe(int),
        "page_sha256": maybe(like("[0-9a-f]{64}")), "screenshot": maybe(str),
    },
}  # fmt: skip
UNIT = {
    "id": like("[a-z0-9][a-z0-9_-]*"), "name": str,
    "kind": one_of("government", "office", "department", "street", "institution"),
    "verdict": one_of("qualified", "unqualified", "undetermined"),
    "score": maybe({"deducted": float, "indirect": float}),
    "sites": each({
        "url": URL, "host": str, "coverage": one_of("complete", "budget", "blocked", "unreachable"),
        "pages": int, "requests": int, "not_modified": int, "note": str,
    }),
    "columns": each({
        "url": URL, "name": str, "path": each(str), "kind": one_of(*COLUMN_KINDS),
        "kind_from": one_of("config", "meta", "name", "content"), "items": int, "newest": maybe(like(DAY)),
        "oldest": maybe(like(DAY)), "max_age_days": maybe(int), "why": str,
        "state": one_of("current", "stale", "empty", "page", "archived", "undetermined"),
    }),
    "policies": each({
        "url": URL, "title": str, "document_number": maybe(str), "published": maybe(like(DAY)),
        "interpretation_due": bool, "why": str, "interpretations": each(INTERPRETATION),
    }),
    "due": each({"check": one_of(*IDS), "url": URL, "column": maybe(str), "due": like(DAY), "days_left": int}),
    "matrix": each({"item": str, "state": one_of("present", "missing", "undetermined"), "url": maybe(URL)}),
    "tasks": each({"id": str}), "findings": each(FINDING), "untested": each({"check": str, "why": str}),
    "undetermined": each({"check": one_of(*IDS), "url": URL, "why": like(".*[\u4e00-\u9fff].*")}),
}  # fmt: skip
AUDIT = {
    "schema": one_of("xunjian/audit/1"),
    "run": {
        "id": like(r"\d{8}-\d{4}.*"), "as_of": like(DAY), "started": like(INSTANT), "finished": like(INSTANT),
        "version": str, "standards": each(str),
    },
}  # fmt: skip


def test_audit_json_has_the_shape_of_the_contract(demo_run: DemoRun) -> None:
    audit = demo_run.audit
    assert fits(AUDIT, audit)
    assert audit["run"]["as_of"] == demo_run.as_of
    for unit in audit["units"]:
        for key, shape in UNIT.items():
            assert key in unit
            assert fits(shape, unit[key]), (unit["id"], key, unit[key])


def test_units_are_as_configured_and_findings_sorted(demo_run: DemoRun) -> None:
    units = demo_run.audit["units"]
    assert [unit["id"] for unit in units] == list(expected_verdicts(day_of(demo_run), demo_run.origins))
    for unit in units:
        keys = [(one["check"], one["url"], one["target"] or "") for one in unit["findings"]]
        assert keys == sorted(keys)
        assert unit["untested"] == []
        assert (unit["score"] is None) == (unit["kind"] != "government")


# ---------------------------------------------------------------- golden


PORT = re.compile(r"(?<=[a-z]):\d{4,5}(?!\d)")  # of names that only a link bears


def placed(text: str | None, origins: dict[str, str]) -> str | None:
    """Text with each origin replaced by the host's name: ports differ from machine to machine."""
    for name, origin in origins.items():
        text = (
            text.replace(origin, f"{{{name}}}").replace(origin.partition("://")[2], f"{{{name}}}")
            if text
            else text
        )
    return PORT.sub(":{port}", text) if text else text


SECONDS = re.compile(r"最快一次[\d.]+秒")  # measured: another time each night


def golden_rows(run: DemoRun) -> list[dict[str, Any]]:
    return [
        {"unit": unit["id"]}
        | {key: one[key] for key in ("check", "rule", "level", "certainty")}
        | {key: placed(one[key], run.origins) for key in ("url", "target")}
        | {"message": SECONDS.sub("最快一次…秒", placed(one["message"], run.origins) or "")}
        for unit in run.audit["units"]
        for one in unit["findings"]
    ]


def test_golden_findings_are_unchanged(demo_runs: dict[str, DemoRun]) -> None:
    """``make golden`` rewrites the file; the commit says why each line moved."""
    rows = golden_rows(demo_runs[DAYS[0]])
    rows.sort(key=lambda row: json.dumps(row, ensure_ascii=False, sort_keys=True))
    text = "[\n" + ",\n".join(json.dumps(row, ensure_ascii=False) for row in rows) + "\n]\n"
    if os.environ.get("XUNJIAN_GOLDEN") == "rewrite":
        GOLDEN.write_text(text, encoding="utf-8")
    assert text.splitlines() == GOLDEN.read_text(encoding="utf-8").splitlines()
