"""What the last run left open is fetched before all else."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from typing import Any

import pytest

from checks.engine.model import DueRow, Finding, Level, UndeterminedRow
from tests.reports.report_samples import assessment
from xunjian.deadlines import PER_HOST, first_addresses

AS_OF = date(2026, 11, 23)
A, B = "http://a.gov.cn/", "http://b.gov.cn:8080/"


def left(findings: tuple[Finding, ...] = (), **rest: Any) -> Any:
    whole = assessment()
    unit = replace(whole.units[0], findings=findings, **{"due": (), "undetermined": (), **rest})
    return replace(whole, units=(unit,))


def finding(url: str, level: Level, state: str = "open") -> Finding:
    (model, *_) = [one for unit in assessment().units for one in unit.findings]
    return replace(model, url=url, level=level, state=state)


def due(url: str, days: int) -> DueRow:
    on = AS_OF + timedelta(days=days)
    return DueRow("column-stale", url, None, on, days)


def test_nothing_is_first_without_a_last_run() -> None:
    assert first_addresses(None, AS_OF) == {}


def test_gravest_first_then_nearest_deadline_then_doubt_each_once_by_host() -> None:
    findings = (
        finding(f"{A}d.html", Level.DEDUCT),
        finding(f"{A}v.html", Level.VETO, "new"),
        finding(f"{A}advice.html", Level.ADVICE),
        finding(f"{A}fixed.html", Level.VETO, "fixed"),
        finding(f"{A}waived.html", Level.DEDUCT, "waived"),
    )
    doubts = (UndeterminedRow("column-empty", f"{A}u/", "未采集"), UndeterminedRow("x", f"{A}v.html", "同上"))
    found = first_addresses(
        left(findings, due=(due(f"{A}late/", 9), due(f"{A}soon/", 2), due(f"{B}b/", 3)), undetermined=doubts),
        AS_OF,
    )
    assert found == {
        "a.gov.cn": [f"{A}v.html", f"{A}d.html", f"{A}soon/", f"{A}late/", f"{A}u/"],
        "b.gov.cn:8080": [f"{B}b/"],
    }


@pytest.mark.parametrize(("days", "first"), [(14, True), (15, False), (-3, True)])
def test_only_near_deadlines_come_first(days: int, first: bool) -> None:
    assert bool(first_addresses(left(due=(due(A, days),)), AS_OF)) is first


def test_no_host_gets_more_than_its_share() -> None:
    rows = tuple(due(f"{A}{n}/", 1) for n in range(PER_HOST + 1))
    assert len(first_addresses(left(due=rows), AS_OF)["a.gov.cn"]) == PER_HOST
