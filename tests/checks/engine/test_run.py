from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from checks.engine.filing import finding_id
from checks.engine.model import Level, Outcome, Statement
from checks.engine.registry import CheckSpec, all_checks
from checks.engine.run import judge
from checks.engine.standard import all_rules, load_standards
from checks.engine.workdays import load_calendar
from evidence.records import ColumnKind, ListState, UnitKind
from evidence.units import UnitEvidence
from tests.builders import (
    AS_OF,
    BLOCKED,
    HOME,
    column,
    columns,
    days_ago,
    home,
    interpretation,
    policy,
    target,
    unit,
    unread,
)

CONFIG = Path(__file__).parents[3] / "config"
STANDARDS = load_standards(CONFIG / "standards", ["national"])
CALENDAR = load_calendar(CONFIG / "calendar")
GOVERNMENT, INSTITUTION = UnitKind.GOVERNMENT, UnitKind.INSTITUTION


def of(check: str, evidence: UnitEvidence) -> list[Any]:
    return [one for one in judge(evidence, STANDARDS, CALENDAR).findings if one.check == check]


# ---------------------------------------------------------------- one defect, one finding


def test_several_rules_on_one_defect_give_one_finding() -> None:
    shown = column("政策文件", 200, kind=ColumnKind.POLICY)
    (finding,) = of("column-stale", unit(GOVERNMENT, portal=True, columns=(shown,)))
    assert finding.rule == "GB19-K05"  # of the two that deduct, the one with points
    assert finding.rules == ("GB19-K05", "GB19-V04-1", "SG17-C06")
    assert (finding.level, finding.points, finding.points_indirect) == (Level.DEDUCT, 5.0, 0.0)
    (elsewhere,) = of("column-stale", unit(columns=(shown,)))
    assert (elsewhere.rule, elsewhere.rules, elsewhere.points) == (
        "GB19-V04-1",
        ("GB19-V04-1", "SG17-C06"),
        0.0,
    )


def test_column_below_the_first_level_is_advice() -> None:
    (finding,) = of("column-stale", unit(columns=(column("通知", 200, first_level=False),)))
    assert (finding.rule, finding.level) == ("SG17-C06", Level.ADVICE)


def test_column_in_doubt_under_one_rule_and_proven_under_another_is_only_proven() -> None:
    shown = column("通知公告", 100, 300, max_age_days=90)
    assessment = judge(unit(columns=(shown,)), STANDARDS, CALENDAR)
    assert [one.rule for one in assessment.findings] == ["GB19-V04-2"]
    assert not [row for row in assessment.undetermined if row.check == "column-stale"]


def test_finding_bears_its_evidence() -> None:
    (finding,) = of("column-empty", unit(columns=(column("政策文件"),)))
    assert finding.column == "政策文件"
    assert (finding.evidence.status, finding.evidence.page_sha256) == (200, "ab" * 32)
    assert finding.evidence.excerpt == "页面开头的文字"
    assert (finding.state, finding.first_seen, finding.last_seen) == ("new", AS_OF, AS_OF)
    assert finding.clause.startswith("国办秘函〔2019〕19号")
    assert finding.remedy


def test_id_depends_on_the_page_only_where_the_target_does_not_name_the_defect() -> None:
    link = Statement(Outcome.FAILED, "http://a/", target="http://t/", by_target=True)
    pair = replace(link, by_target=False)
    assert finding_id("c", "u", link) == finding_id("c", "u", replace(link, url="http://b/"))
    assert finding_id("c", "u", pair) != finding_id("c", "u", replace(pair, url="http://b/"))
    assert finding_id("c", "u", link) != finding_id("c", "other", link)
    assert len(finding_id("c", "u", link)) == 12


# ---------------------------------------------------------------- whom a rule judges


def test_institutions_are_judged_by_their_own_rules() -> None:
    shown = unit(
        INSTITUTION,
        homes=(home(200),),
        columns=(*columns(6), column("通知公告", 900), column("校历", 100, max_age_days=90)),
        targets=(target(404, 404),),
        policies=(policy(30),),
    )
    assessment = judge(shown, STANDARDS, CALENDAR)
    assert {one.rule for one in assessment.findings} == {"PE-P03", "PE-P04", "PE-P04-1", "SG17-U07"}
    assert assessment.verdict == "qualified"
    assert assessment.score is None


def test_institution_has_half_a_year_for_its_home_page() -> None:
    assert not of("home-stale", unit(INSTITUTION, homes=(home(184),)))
    assert [one.level for one in of("home-stale", unit(INSTITUTION, homes=(home(185),)))] == [Level.ADVICE]


def test_unit_without_a_site() -> None:
    assessment = judge(unit(sites=False, homes=(), columns=columns(9)), STANDARDS, CALENDAR)
    assert (assessment.verdict, assessment.verdict_why) == ("undetermined", ("未配置网站",))
    assert not assessment.findings
    assert not assessment.sites


# ---------------------------------------------------------------- faults, doubt and order


@dataclass(frozen=True, slots=True)
class NoParams:
    """Nothing."""


def crashing(check_id: str) -> tuple[CheckSpec, ...]:
    def crash(unit: UnitEvidence, params: Any) -> Iterator[Statement]:
        yield Statement(Outcome.FAILED, HOME, "半途")
        raise ZeroDivisionError("by nothing")

    return tuple(
        replace(spec, function=crash, needs=()) if spec.id == check_id else spec for spec in all_checks()
    )


def test_crash_of_one_check_leaves_the_others_whole() -> None:
    shown = unit(columns=columns(2))
    assessment = judge(shown, STANDARDS, CALENDAR, crashing("column-stale"))
    assert [(row.check, row.why) for row in assessment.untested] == [
        ("column-stale", "the check failed: ZeroDivisionError: by nothing")
    ]
    assert {one.check for one in assessment.findings} == {"column-empty"}
    assert assessment.verdict == "qualified"


def test_crash_of_a_veto_check_leaves_the_verdict_open() -> None:
    assessment = judge(unit(), STANDARDS, CALENDAR, crashing("home-stale"))
    assert assessment.verdict == "undetermined"
    assert assessment.verdict_why == ("首页不更新未能检查：检查程序出错",)


ages = st.lists(st.one_of(st.none(), st.integers(-30, 900)), max_size=4)
some_columns = st.lists(
    st.builds(
        lambda n, age, **rest: column(f"栏目{n}", *age, **rest),
        st.integers(0, 5),
        ages,
        kind=st.sampled_from(ColumnKind),
        state=st.sampled_from(ListState),
        first_level=st.booleans(),
        rest_unread=st.booleans(),
        max_age_days=st.sampled_from((None, 0, 30)),
        first_seen=st.sampled_from((None, days_ago(3), days_ago(300))),
    ),
    max_size=12,
    unique_by=lambda one: one.url,
)
some_policies = st.lists(
    st.builds(
        lambda age, forth, back: (
            policy(age, interpretation(policy_links_to_it=forth, links_to_policy=back))
            if forth is not None
            else policy(age)
        ),
        st.one_of(st.none(), st.integers(-3, 900)),
        st.sampled_from((None, True, False)),
        st.booleans(),
    ),
    max_size=1,
)
some_targets = st.lists(
    st.builds(
        lambda answers, external: target(*answers, external=external),
        st.lists(st.sampled_from((200, 403, 404, 500, "dns", "tls", "blocked")), max_size=3),
        st.booleans(),
    ),
    max_size=1,
)
some_units = st.builds(
    lambda kind, portal, home_ages, **shown: unit(
        kind, portal=portal, homes=(home(*home_ages),), **{key: tuple(value) for key, value in shown.items()}
    ),
    st.sampled_from(UnitKind),
    st.booleans(),
    ages,
    columns=some_columns,
    policies=some_policies,
    targets=some_targets,
)
quick = settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])


@quick
@given(some_units)
def test_what_was_not_seen_is_never_claimed(shown: UnitEvidence) -> None:
    """Whatever the unit may have shown: with every page unread no check accuses it of anything."""
    hidden = unread(shown)
    rules = all_rules(STANDARDS)
    for spec in all_checks():
        for params in [rule.params for rule in rules if rule.check == spec.id]:
            statements = spec.run(hidden, params, CALENDAR)
            assert Outcome.FAILED not in {one.outcome for one in statements}, spec.id
    assessment = judge(hidden, STANDARDS, CALENDAR)
    assert not assessment.findings
    assert assessment.verdict == "undetermined"


@quick
@given(some_units)
def test_same_evidence_same_result(shown: UnitEvidence) -> None:
    first = judge(shown, STANDARDS, CALENDAR)
    assert judge(shown, STANDARDS, CALENDAR) == first
    keys = [(one.check, one.url, one.target or "") for one in first.findings]
    assert keys == sorted(keys)
    assert len({one.id for one in first.findings}) == len(first.findings)


@quick
@given(some_units)
def test_every_veto_is_verified(shown: UnitEvidence) -> None:
    for one in judge(shown, STANDARDS, CALENDAR).findings:
        assert one.level is not Level.VETO or one.origin == "verified"
        assert one.level is Level.ADVICE or one.origin in ("verified", "indirect")
        assert one.message
        assert one.remedy


# ---------------------------------------------------------------- the tables


@pytest.mark.parametrize(
    ("shown", "state", "why"),
    [
        (column("通知公告", 3), "current", ""),
        (column("规划", 900, kind=ColumnKind.PLANS), "current", "标准和配置均未规定该栏目的更新期限"),
        (column("通知公告", 200), "stale", "栏目「通知公告」最新一条"),
        (column("通知公告"), "empty", "空白栏目"),
        (column("通知公告", first_seen=days_ago(1)), "empty", "开设未满7天"),
        (column("概况", state=ListState.TEXT), "page", ""),
        (column("旧闻", 900, archived=True), "archived", "归档"),
        (column("通知公告", state=ListState.SCRIPTED), "undetermined", "脚本"),
        (column("通知公告", 200, None), "undetermined", "日期无法识别"),
        (column("通知公告", why_unread=BLOCKED), "undetermined", BLOCKED),
    ],
)
def test_column_rows_take_their_state_from_the_outcomes(shown: Any, state: str, why: str) -> None:
    (row,) = judge(unit(columns=(shown,)), STANDARDS, CALENDAR).columns
    assert row.state == state
    assert why in row.why


def test_column_row_shows_the_period_it_is_held_to() -> None:
    by_kind, own = column("通知公告", 3), column("公示", 5, max_age_days=90)
    rows = judge(unit(columns=(by_kind, own)), STANDARDS, CALENDAR).columns
    assert [row.max_age_days for row in rows] == [184, 90]
    assert (rows[0].newest, rows[0].newest_text, rows[0].items) == (days_ago(3), str(days_ago(3)), 1)


def test_policy_rows_count_working_days() -> None:
    shown = policy(6, interpretation(published=None), interpretation("2"))
    (row,) = judge(unit(policies=(shown,)), STANDARDS, CALENDAR).policies
    assert [each.workdays_after for each in row.interpretations] == [None, -17]


def test_due_rows_come_by_date_each_subject_once() -> None:
    shown = unit(homes=(home(10),), columns=(column("通知公告", 180), column("公示", 80, max_age_days=90)))
    rows = judge(shown, STANDARDS, CALENDAR).due
    assert [(row.check, row.column, row.days_left) for row in rows] == [
        ("column-stale", "通知公告", 5),
        ("home-stale", None, 5),
        ("column-stale", "公示", 11),
    ]


def test_undetermined_rows_come_once_for_each_reason() -> None:
    shown = unit(columns=(column("通知公告", 200, None),), targets=(target(403, 403),))
    rows = judge(shown, STANDARDS, CALENDAR).undetermined
    told = [(row.check, row.target) for row in rows if row.check in ("column-stale", "link-dead")]
    assert told == [
        ("column-stale", None),
        ("link-dead", f"{HOME}old.html"),
    ]
