from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from checks.engine.model import Outcome
from checks.engine.run import judge
from checks.engine.standard import load_standards
from checks.engine.workdays import Calendar
from checks.service_none import Params, service_none
from evidence.units import UnitEvidence
from tests.builders import BLOCKED, HOME, channel, home, unit, unread

PASSED, FAILED, CANT_TELL = Outcome.PASSED, Outcome.FAILED, Outcome.CANT_TELL
MAYBE = channel("下载中心", doubt="名称相近")


@pytest.mark.parametrize(
    ("shown", "outcome", "says"),
    [
        (unit(), PASSED, "「办事指南」"),
        (unit(services=(MAYBE, channel("政务服务", own=False))), PASSED, "「政务服务」"),
        (unit(services=()), FAILED, "均未发现办事服务栏目、办事指南或政务服务平台入口"),
        (unit(services=(MAYBE,)), CANT_TELL, "仅发现「下载中心」（名称相近）"),
        (unit(services=(), coverage="budget"), CANT_TELL, "未采集完整"),
        (unit(services=(), offer_doubts=("首页导航未能识别",)), CANT_TELL, "首页导航未能识别"),
        (unit(services=(), homes=(home(why_unread=BLOCKED),)), CANT_TELL, BLOCKED),
        (unread(unit()), CANT_TELL, BLOCKED),
    ],
)
def test_service_none(shown: UnitEvidence, outcome: Outcome, says: str) -> None:
    (statement,) = service_none(shown, Params())
    assert (statement.outcome, statement.url) == (outcome, HOME)
    assert says in statement.message


@pytest.mark.parametrize("services", [True, False])
def test_only_units_with_services_are_judged(services: bool) -> None:
    standards = load_standards(Path(__file__).parents[2] / "config" / "standards", ["guoban-2019"])
    shown = unit(services=())
    shown = replace(shown, unit=replace(shown.unit, services=services))
    found = [one.check for one in judge(shown, standards, Calendar()).findings]
    assert found == (["service-none"] if services else [])
