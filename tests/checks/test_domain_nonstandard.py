from __future__ import annotations

from typing import Any

import pytest

from checks.domain_nonstandard import Params, domain_nonstandard
from checks.engine.model import Outcome
from checks.engine.run import judge
from checks.engine.standard import load_standards
from checks.engine.workdays import load_calendar
from evidence.records import UnitKind
from tests.builders import BLOCKED, HOME, host, seen, unit
from tests.test_house import ROOT, STANDARDS

PASSED, FAILED, CANT_TELL, INAPPLICABLE = (
    Outcome.PASSED,
    Outcome.FAILED,
    Outcome.CANT_TELL,
    Outcome.INAPPLICABLE,
)
SUFFIXES = (".gov.cn", ".xn--zfr164b")
PORTAL = "www.yunxi.gov.cn"


@pytest.mark.parametrize(
    ("name", "portal", "below", "outcome", "says"),
    [
        # the suffix
        ("jyj.yunxi.gov.cn", PORTAL, False, PASSED, ""),
        ("www.yunxijy.com", PORTAL, False, FAILED, "网站域名www.yunxijy.com不以.gov.cn或.政务结尾"),
        ("www.yunxijy.com", "", True, FAILED, "不以.gov.cn"),
        ("www.yunxigov.cn", PORTAL, False, FAILED, "不以.gov.cn"),
        ("jy.yunxi.gov.cn.cdn.com", PORTAL, False, FAILED, "不以.gov.cn"),
        ("xn--fiq228c.xn--zfr164b", PORTAL, False, PASSED, ""),
        ("www.other.gov.cn", PORTAL, False, PASSED, ""),
        # below the portal's domain
        ("jyj.yunxi.gov.cn", PORTAL, True, PASSED, ""),
        ("www.jyj.yunxi.gov.cn", PORTAL, True, PASSED, ""),
        ("yunxi.gov.cn", PORTAL, True, PASSED, ""),
        ("jyj.yunxi.haidong.gov.cn", "www.yunxi.haidong.gov.cn", True, PASSED, ""),
        ("www.yunxijy.gov.cn", PORTAL, True, FAILED, "不在本级政府门户网站域名yunxi.gov.cn之下"),
        ("jyj-yunxi.gov.cn", PORTAL, True, FAILED, "之下"),
        ("yunxi.haidongjy.gov.cn", PORTAL, True, FAILED, "属上级部门门户域名的，请说明"),
        # no portal, or one whose own name tells nothing
        ("www.yunxijy.gov.cn", "", True, PASSED, ""),
        ("www.yunxijy.gov.cn", "127.0.0.1", True, PASSED, ""),
        ("www.yunxijy.gov.cn", "www.yunxi.com", True, PASSED, ""),
        ("xn--fiq228c.xn--zfr164b", PORTAL, True, CANT_TELL, "须人工核对"),
    ],
)
def test_domain_nonstandard(name: str, portal: str, below: bool, outcome: Outcome, says: str) -> None:
    shown = unit(whole_host=True, hosts=(host(name=name),), portal_name=portal)
    (statement,) = domain_nonstandard(shown, Params(SUFFIXES, below))
    assert (statement.outcome, statement.url) == (outcome, HOME)
    assert says in statement.message
    assert statement.suspected is ("请说明" in statement.message)


@pytest.mark.parametrize(
    ("rest", "outcomes"),
    [
        ({"is_address": True, "name": "127.0.0.1"}, [INAPPLICABLE]),
        ({"home": seen(HOME, BLOCKED)}, [CANT_TELL]),
        ({"whole_host": False}, []),
    ],
)
def test_hosts_of_which_nothing_is_said(rest: dict[str, Any], outcomes: list[Outcome]) -> None:
    shown = unit(whole_host=True, hosts=(host(**{"name": "a.com", **rest}),))
    assert [one.outcome for one in domain_nonstandard(shown, Params(SUFFIXES, True))] == outcomes


@pytest.mark.parametrize(
    ("kind", "portal", "rules"),
    [
        (UnitKind.DEPARTMENT, False, ("SG17-D02", "SG17-D03")),
        (UnitKind.GOVERNMENT, True, ("GB19-K20", "SG17-D02")),
        (UnitKind.INSTITUTION, False, None),
    ],
)
def test_whom_the_standards_judge(kind: UnitKind, portal: bool, rules: tuple[str, ...] | None) -> None:
    standards = load_standards(STANDARDS, ["national"])
    shown = unit(kind, whole_host=True, portal=portal, hosts=(host(name="www.a.com"),))
    found = judge(shown, standards, load_calendar(ROOT / "config" / "calendar")).findings
    assert [one.rules for one in found if one.check == "domain-nonstandard"] == ([rules] if rules else [])
