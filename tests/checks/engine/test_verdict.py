from __future__ import annotations

from pathlib import Path

import pytest

from checks.engine.filing import Charge
from checks.engine.model import Level, Origin, Outcome, Score, Statement
from checks.engine.run import judge
from checks.engine.standard import Rule, load_standards, weigh
from checks.engine.verdict import needs_person, score_of, settle
from checks.engine.workdays import load_calendar
from evidence.records import ColumnKind, ListState, Quote, UnitKind
from evidence.units import HomeEvidence, UnitEvidence
from tests.builders import (
    BLOCKED,
    HOME,
    channel,
    column,
    columns,
    entrance,
    entry,
    home,
    message,
    page,
    policy,
    seen,
    told,
    unit,
)

CONFIG = Path(__file__).parents[3] / "config"
STANDARDS = load_standards(CONFIG / "standards", ["national"])
CALENDAR = load_calendar(CONFIG / "calendar")
PORTAL = {"kind": UnitKind.GOVERNMENT, "portal": True}
UNREAD = column("未读", why_unread=BLOCKED, state=ListState.UNCLEAR)
SECOND = f"{HOME}second/"


@pytest.mark.parametrize(
    ("shown", "verdict", "why"),
    [
        (unit(), "qualified", "未发现单项否决情形"),
        (unit(columns=columns(4)), "qualified", "未发现"),
        (unit(columns=columns(5)), "unqualified", "栏目不更新（GB19-V04）：空白栏目共5个"),
        (unit(homes=(home(15),)), "unqualified", "首页不更新（GB19-V03）"),
        (unit(homes=(home(14),)), "qualified", "未发现"),
        # not seen well enough
        (unit(homes=()), "undetermined", "首页未采集"),
        (unit(homes=(home(why_unread=BLOCKED),)), "undetermined", f"首页未能读取：{BLOCKED}"),
        (unit(homes=(home(),)), "undetermined", "首页不更新未能判定：首页上未识别到信息条目"),
        (unit(homes=(entrance(home(why_unread=BLOCKED, url=SECOND)),)), "undetermined", "二级页面有1个"),
        (unit(columns=(*columns(4), UNREAD)), "undetermined", "栏目不更新未能判定"),
        (unit(columns=(*columns(3), UNREAD)), "qualified", "未发现"),
        (unit(kind=UnitKind.INSTITUTION, homes=(home(why_unread=BLOCKED),)), "undetermined", "首页"),
        (unit(kind=UnitKind.INSTITUTION, columns=columns(9)), "qualified", "未发现"),
        # a proven veto stands whatever was not seen
        (unit(columns=(*columns(5), UNREAD)), "unqualified", "栏目不更新"),
        # unread articles never hold a verdict back
        (
            unit(homes=(HomeEvidence(seen(HOME), (entry(15), entry(None, read=False))),)),
            "qualified",
            "未发现",
        ),
        (unit(policies=(policy(30, why_unread=BLOCKED),)), "qualified", "未发现"),
        # channels, messages, services: proven they veto, in doubt they hold nothing back
        (unit(channels=()), "unqualified", "未提供咨询建言渠道（GB19-V05-1）"),
        (unit(channels=(channel(doubt="链接打不开"),)), "qualified", "未发现"),
        (unit(channels=(), coverage="budget"), "qualified", "未发现"),
        (unit(channels=(), homes=(home(why_unread=BLOCKED),)), "undetermined", "首页未能读取"),
        (unit(services=()), "unqualified", "未提供办事服务（GB19-V06-1）"),
        (unit(services=(), offer_doubts=("首页导航未能识别",)), "qualified", "未发现"),
        (
            unit(messages=(message(told=told(False, "办理中")),)),
            "unqualified",
            "留言超期未回应（GB19-V05-2）",
        ),
        (
            unit(messages=(message(listed=told(False, "未回复"), page=seen(HOME, BLOCKED)),)),
            "qualified",
            "未发现",
        ),
        # what no document is known to count never vetoes, however often it is found
        (
            unit(pages=tuple(page(f"g{n}.html", guide=(Quote("name", "甲"),)) for n in range(6))),
            "qualified",
            "未发现",
        ),
    ],
)
def test_verdict(shown: UnitEvidence, verdict: str, why: str) -> None:
    assessment = judge(shown, STANDARDS, CALENDAR)
    assert assessment.verdict == verdict, assessment.verdict_why
    assert why in assessment.verdict_why[0]


def test_only_portals_have_a_score_and_a_cap_limits_it() -> None:
    stale = [column(f"政策{n}", 200, kind=ColumnKind.POLICY) for n in range(3)]
    messages = column("留言", 63, kind=ColumnKind.MESSAGES)
    shown = {"columns": (*stale, messages), "policies": (policy(30),)}
    assert judge(unit(**PORTAL, **shown), STANDARDS, CALENDAR).score == Score(8.0, 1.0)
    assert judge(unit(**shown), STANDARDS, CALENDAR).score is None
    assert judge(unit(**PORTAL), STANDARDS, CALENDAR).score == Score(0.0, 0.0)


def rule(points: float, origin: Origin, stated: Level = Level.DEDUCT, cap: float | None = None) -> Rule:
    level = weigh(stated, origin)
    return Rule(
        "R",
        "p",
        "c",
        stated,
        level,
        origin,
        "标题",
        "条款",
        (),
        "整改",
        None,
        (),
        "R",
        portal_only=True,
        points=points,
        points_origin=origin,
        cap=cap,
    )


@pytest.mark.parametrize(
    ("one", "suspected", "score"),
    [
        (rule(2, Origin.VERIFIED), False, Score(6.0, 0.0)),
        (rule(2, Origin.VERIFIED, cap=5), False, Score(5.0, 0.0)),
        (rule(2, Origin.INDIRECT), False, Score(0.0, 6.0)),
        (rule(2, Origin.UNVERIFIED), False, Score(0.0, 0.0)),
        (rule(2, Origin.HOUSE), False, Score(0.0, 0.0)),
        (rule(2, Origin.VERIFIED, Level.ADVICE), False, Score(0.0, 0.0)),
        (rule(2, Origin.VERIFIED), True, Score(0.0, 0.0)),
    ],
)
def test_only_confirmed_defects_cost_points(one: Rule, suspected: bool, score: Score) -> None:
    failed = Statement(Outcome.FAILED, HOME, suspected=suspected)
    assert score_of(unit(**PORTAL), [(Charge(one, failed),)] * 3) == score


@pytest.mark.parametrize(("deducted", "verdict"), [(40.0, "qualified"), (40.5, "unqualified")])
def test_portal_that_loses_more_than_forty_verified_points_is_unqualified(
    deducted: float, verdict: str
) -> None:
    settled = settle(unit(**PORTAL), STANDARDS, (), (), (), Score(deducted, 90.0))
    assert settled.verdict == verdict


def test_suspected_veto_leaves_the_verdict_open() -> None:
    findings = judge(unit(columns=columns(5)), STANDARDS, CALENDAR).findings
    vetoes = [one for one in findings if one.level is Level.VETO]
    suspected = [type(one)(**{**_fields(one), "certainty": "suspected"}) for one in vetoes]
    settled = settle(unit(), STANDARDS, (), suspected, (), None)
    assert settled.verdict == "undetermined"
    assert "尚待确认" in settled.why[0]


def _fields(one: object) -> dict[str, object]:
    return {name: getattr(one, name) for name in one.__dataclass_fields__}


def test_what_needs_a_person_goes_by_the_unit() -> None:
    def starts(shown: UnitEvidence) -> list[str]:
        return [text[:4] for text in needs_person(shown, STANDARDS)]

    assert starts(unit()) == ["安全、泄", "互动回应", "服务不实"]
    assert starts(unit(whole_host=True)) == ["安全、泄", "互动回应", "服务不实"]
    assert starts(unit(UnitKind.INSTITUTION)) == ["个人隐私"]


def test_a_person_is_told_how_many_guides_lack_how_much() -> None:
    short = [page(f"g{n}.html", guide=(Quote("name", "甲"),)) for n in range(6)]
    whole = page(
        "w.html",
        guide=tuple(Quote(one, "甲") for one in ("name", "basis", "conditions", "materials", "place")),
    )
    brief = page("b.html", guide=(Quote("name", "甲"),), text_chars=10)
    shown = judge(unit(pages=(*short, whole, brief)), STANDARDS, CALENDAR)
    assert [text for text in shown.needs_person if "本次检查8个，其中不符合6个、未能判定1个" in text]
    for other in (unit(), unit(homes=(home(why_unread=BLOCKED),))):
        assert not [text for text in judge(other, STANDARDS, CALENDAR).needs_person if "本次检查" in text]
    assert {one.level for one in shown.findings if one.check == "service-guide-incomplete"} == {Level.ADVICE}
