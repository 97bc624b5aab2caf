from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from checks.accessibility import Params, accessibility
from checks.engine.model import Outcome
from evidence.observed import AxeSeen, AxeViolation
from evidence.units import PageAudit, UnitEvidence
from tests.builders import BLOCKED, FETCHED_AT, HOME, home, seen, unit

PARAMS = Params(("critical", "serious"), {"image-alt": "图片没有替代文本", "label": "表单控件没有标签"})
PASSED, FAILED, CANT_TELL, INAPPLICABLE = (
    Outcome.PASSED,
    Outcome.FAILED,
    Outcome.CANT_TELL,
    Outcome.INAPPLICABLE,
)


def violation(rule_id: str = "image-alt", impact: str = "critical", count: int = 3) -> AxeViolation:
    return AxeViolation(rule_id, impact, "Images must have alternate text", count, ('<img src="a.png">',))


def audit(kind: str = "home", *found: AxeViolation, url: str = HOME, **rest: Any) -> PageAudit:
    axe = AxeSeen(FETCHED_AT, kind, "t1", 7, "4.12.1", violations=found)
    return PageAudit(seen(url), replace(axe, **rest))


@pytest.mark.parametrize(
    ("shown", "outcome", "says"),
    [
        (audit("home", violation()), FAILED, "「首页」模板存在无障碍问题：图片没有替代文本（image-alt），所检页面共3处"),
        (audit("article", violation("label", "serious", 1)), FAILED, "「内容页」模板"),
        (audit("home"), PASSED, ""),
        (audit("home", violation(impact="moderate")), PASSED, ""),
        (audit("home", violation("heading-order", "serious")), PASSED, ""),
        (audit("home", failure="missing"), CANT_TELL, "未安装浏览器"),
        (audit("home", failure="timeout"), CANT_TELL, "超时"),
        (audit("home", failure="crashed"), CANT_TELL, "未能打开"),
    ],
)  # fmt: skip
def test_accessibility(shown: PageAudit, outcome: Outcome, says: str) -> None:
    (statement,) = accessibility(unit(audits=(shown,)), PARAMS)
    assert (statement.outcome, statement.url) == (outcome, HOME)
    assert says in statement.message


@pytest.mark.parametrize(
    ("shown", "outcome"),
    [
        (unit(whole_host=True), CANT_TELL),
        (unit(whole_host=False), INAPPLICABLE),
        (unit(whole_host=False, homes=(home(why_unread=BLOCKED),)), CANT_TELL),
    ],
)
def test_without_any_audit(shown: UnitEvidence, outcome: Outcome) -> None:
    assert [one.outcome for one in accessibility(shown, PARAMS)] == [outcome]


def test_one_finding_for_a_rule_however_many_templates_break_it() -> None:
    list_page = audit("column", violation(count=2), url=f"{HOME}tzgg/")
    found = list(accessibility(unit(audits=(list_page, audit("home", violation()))), PARAMS))
    (statement,) = found
    assert (statement.url, statement.target, statement.by_target) == (HOME, "image-alt", True)
    assert (statement.facts["count"], statement.facts["places"]) == (14, 5)
    assert statement.facts["examples"] == [HOME, f"{HOME}tzgg/"]
    assert "「首页」「栏目页」模板" in statement.message
