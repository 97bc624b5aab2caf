from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest

from checks.column_stale import Params, column_stale
from checks.engine.model import Outcome
from evidence.records import ColumnKind, ListState
from evidence.units import ColumnEvidence
from tests.builders import BLOCKED, column, days_ago, entry, unit

PASSED, FAILED, CANT_TELL, INAPPLICABLE = (
    Outcome.PASSED,
    Outcome.FAILED,
    Outcome.CANT_TELL,
    Outcome.INAPPLICABLE,
)
BY_KIND = Params({ColumnKind.NEWS: 14, ColumnKind.NOTICES: 184}, (ColumnKind.NOTICES,), False)
LEDGER = Params({}, (), True)


def news(*ages: int | None, **rest: Any) -> ColumnEvidence:
    return column("区内要闻", *ages, kind=ColumnKind.NEWS, **rest)


@pytest.mark.parametrize(
    ("shown", "params", "outcome", "says"),
    [
        # each side of each window
        (news(14), BY_KIND, PASSED, ""),
        (news(15), BY_KIND, FAILED, "距监测时间点15天，超过2周（14天）"),
        (column("通知公告", 184), BY_KIND, PASSED, ""),
        (
            column("通知公告", 185, 190),
            BY_KIND,
            FAILED,
            "栏目「通知公告」最新一条信息发布于2026年5月22日，距监测时间点185天，超过6个月（184天）",
        ),
        (column("通知", 185, first_level=False), BY_KIND, INAPPLICABLE, "未规定"),
        (news(15, first_level=False), BY_KIND, FAILED, "超过2周"),
        # the unit's own period
        (column("规划", 90, kind=ColumnKind.PLANS, max_age_days=90), LEDGER, PASSED, ""),
        (
            column("规划", 91, kind=ColumnKind.PLANS, max_age_days=90),
            LEDGER,
            FAILED,
            "超过该栏目设定的更新期限90天",
        ),
        (column("规划", 900, kind=ColumnKind.PLANS), LEDGER, INAPPLICABLE, "未规定"),
        (column("规划", 900, kind=ColumnKind.PLANS), BY_KIND, INAPPLICABLE, "未规定"),
        (column("通知", 120, max_age_days=90), BY_KIND, PASSED, ""),
        (column("通知", 120, max_age_days=90), LEDGER, FAILED, "90天"),
        (column("通知", 300, max_age_days=365), BY_KIND, PASSED, ""),
        (column("通知", 366, max_age_days=365), BY_KIND, FAILED, "365天"),
        (column("通知", 900, max_age_days=0), BY_KIND, INAPPLICABLE, "未规定"),
        (column("通知", 900, max_age_days=0), LEDGER, INAPPLICABLE, "未规定"),
        # what counts as newest
        (news(-3, 400), BY_KIND, PASSED, ""),
        (news(400, 2, 1), BY_KIND, PASSED, ""),
        (news(entries=(entry(3, pinned=True), entry(90)), state=ListState.ITEMS), BY_KIND, PASSED, ""),
        (news(entries=(entry(200, pinned=True), entry(90)), state=ListState.ITEMS), BY_KIND, FAILED, "90天"),
        # doubt
        (news(14, None), BY_KIND, PASSED, ""),
        (news(15, None), BY_KIND, CANT_TELL, "有1条信息的日期无法识别"),
        (news(None, None), BY_KIND, CANT_TELL, "均无可识别的日期"),
        (news(why_unread=BLOCKED, state=ListState.UNCLEAR), BY_KIND, CANT_TELL, BLOCKED),
        (news(state=ListState.SCRIPTED), BY_KIND, CANT_TELL, "脚本"),
        (news(15, state=ListState.UNCLEAR), BY_KIND, CANT_TELL, "未能识别"),
        (news(state=ListState.ITEMS), BY_KIND, CANT_TELL, "未读到"),
        (news(15, 20, 30, rest_unread=True), BY_KIND, FAILED, "15天"),
        (news(15, 30, 20, rest_unread=True), BY_KIND, CANT_TELL, "后续页"),
        (news(15, 15, rest_unread=True), BY_KIND, CANT_TELL, "后续页"),
        (news(15, rest_unread=True), BY_KIND, CANT_TELL, "后续页"),
        (
            news(
                entries=(entry(400, pinned=True), entry(15), entry(30)),
                state=ListState.ITEMS,
                rest_unread=True,
            ),
            BY_KIND,
            FAILED,
            "15天",
        ),
        # not judged
        (news(state=ListState.EMPTY), BY_KIND, INAPPLICABLE, "空白"),
        (news(3, state=ListState.EMPTY), BY_KIND, PASSED, ""),
        (news(state=ListState.TEXT), BY_KIND, INAPPLICABLE, "单页"),
        (news(state=ListState.CONTAINER), BY_KIND, INAPPLICABLE, "子栏目"),
        (news(state=ListState.ELSEWHERE), BY_KIND, INAPPLICABLE, "其他页面"),
        (news(900, archived=True), BY_KIND, INAPPLICABLE, "归档"),
        (column("专题", 900, kind=ColumnKind.TOPIC, max_age_days=90), LEDGER, INAPPLICABLE, "不要求"),
        (column("概况", 900, kind=ColumnKind.OVERVIEW, max_age_days=90), LEDGER, INAPPLICABLE, "不要求"),
        (column("旧闻", 900, kind=ColumnKind.ARCHIVE, max_age_days=90), LEDGER, INAPPLICABLE, "归档"),
    ],
)
def test_column_stale(shown: ColumnEvidence, params: Params, outcome: Outcome, says: str) -> None:
    (statement,) = column_stale(unit(columns=(shown,)), params)
    assert statement.outcome is outcome
    assert says in statement.message


def test_fresh_column_is_due_on_the_first_day_it_is_stale() -> None:
    (statement,) = column_stale(unit(columns=(news(14),)), BY_KIND)
    assert statement.due_on == days_ago(-1)
    (later,) = column_stale(unit(columns=(news(14),), as_of=days_ago(-1)), BY_KIND)
    assert later.outcome is FAILED
    assert later.facts["newest"] == (days_ago(0) - timedelta(days=14)).isoformat()
    assert later.excerpt == days_ago(14).isoformat()
