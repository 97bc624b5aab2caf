from __future__ import annotations

import pytest

from checks.engine.model import Outcome
from checks.link_dead import Params, link_dead
from evidence.units import TargetEvidence
from tests.builders import BLOCKED, HOME, target, unit

PASSED, FAILED, CANT_TELL, INAPPLICABLE = (
    Outcome.PASSED,
    Outcome.FAILED,
    Outcome.CANT_TELL,
    Outcome.INAPPLICABLE,
)
PARAMS = Params(looks=2, apart_seconds=60)
OUTSIDE = {"url": "https://www.example.com/a.html", "external": True}


@pytest.mark.parametrize(
    ("shown", "outcome", "says"),
    [
        # dead answers
        (target(404, 404), FAILED, "「区教育体育局」页面上的链接「办事指南」打不开：先后2次访问均返回404"),
        (target(410, 410), FAILED, "均返回410"),
        (target(500, 503), FAILED, "先后2次访问，返回500、返回503"),
        (target(522, 522), FAILED, "均返回522"),
        (target("dns", "dns"), FAILED, "均域名无法解析"),
        (target("timeout", "timeout"), FAILED, "均访问超时"),
        (target("refused", "reset"), FAILED, "连接被拒绝、连接被中断"),
        (target(404, 404, page_count=3), FAILED, "共有3个页面带有此链接"),
        (target(404, 404, bearer_title="", text=""), FAILED, "页面上的链接打不开"),
        # looks: how many, how far apart, which last
        (target(404), CANT_TELL, "访问1次，返回404，尚未间隔复核"),
        (target(404, 404, apart_seconds=60), FAILED, "404"),
        (target(404, 404, apart_seconds=59), CANT_TELL, "尚未间隔复核"),
        (target(404, 200), PASSED, ""),
        (target(200, 404), CANT_TELL, "尚未间隔复核"),
        (target(200, 404, 404), FAILED, "先后2次"),
        (target(403, 404, 404), FAILED, "先后2次"),
        (target(404, 404, 403), CANT_TELL, "返回403"),
        # answers that prove nothing
        *[(target(status, status), CANT_TELL, f"返回{status}") for status in (400, 401, 403, 412, 429, 521)],
        *[
            (target(failure, failure), CANT_TELL, says)
            for failure, says in {
                "blocked": "防护系统",
                "robots": "robots.txt",
                "tls": "证书",
                "garbage": "无法识别",
                "invalid_url": "无法解析",
            }.items()
        ],
        # alive
        (target(200), PASSED, ""),
        (target(302), PASSED, ""),
        (target("too_large"), PASSED, ""),
        # outside targets without an answer
        (target("dns", "dns", **OUTSIDE), FAILED, "域名无法解析"),
        (target("dns", "dns", **OUTSIDE, outside_answered=False), CANT_TELL, "本机"),
        (target(404, 404, **OUTSIDE, outside_answered=False), FAILED, "404"),
        # not this check's, or not seen
        (target(404, 404, document=True), INAPPLICABLE, "附件"),
        (target(404, 404, why_unread=BLOCKED), CANT_TELL, BLOCKED),
    ],
)
def test_link_dead(shown: TargetEvidence, outcome: Outcome, says: str) -> None:
    (statement,) = link_dead(unit(targets=(shown,)), PARAMS)
    assert (statement.outcome, statement.url, statement.target) == (outcome, HOME, shown.url)
    assert says in statement.message


@pytest.mark.parametrize("coverage", ["blocked", "unreachable"])
def test_site_that_could_not_be_reached_has_no_dead_links(coverage: str) -> None:
    shown = unit(targets=(target("timeout", "timeout"),), coverage=coverage)
    (statement,) = link_dead(shown, PARAMS)
    assert (statement.outcome, "整体无法访问" in statement.message) == (CANT_TELL, True)


def test_links_never_looked_at_are_told_together() -> None:
    shown = unit(targets=(target(), target(url=f"{HOME}b.html")))
    (statement,) = link_dead(shown, PARAMS)
    assert (statement.outcome, statement.message) == (CANT_TELL, "另有2个链接未检查")


def test_finding_is_named_by_its_target_and_bears_the_looks() -> None:
    (statement,) = link_dead(unit(targets=(target(404, 404),)), PARAMS)
    assert statement.by_target
    assert statement.facts["count"] == 1
    assert statement.facts["status"] == 404
    assert [look["status"] for look in statement.facts["looks"]] == [404, 404]
