from __future__ import annotations

import pytest

from checks.columns_not_updated import Params, columns_not_updated
from checks.engine.model import Outcome
from evidence.records import ColumnKind, ListState
from evidence.units import UnitEvidence
from tests.builders import BLOCKED, HOME, column, columns, home, unit

PASSED, FAILED, CANT_TELL = Outcome.PASSED, Outcome.FAILED, Outcome.CANT_TELL
PARAMS = Params(
    {ColumnKind.NEWS: 14, ColumnKind.NOTICES: 184, ColumnKind.POLICY: 184},
    (ColumnKind.NOTICES, ColumnKind.POLICY),
    by_kind_limit=5,
    ledger_limit=10,
    empty_limit=5,
    grace_days=7,
)
STALE = columns(4, 200)
NEWS = column("要闻", 15, kind=ColumnKind.NEWS, first_level=False)
PLANS = {"kind": ColumnKind.PLANS, "max_age_days": 90}
UNREAD = column("未读", why_unread=BLOCKED, state=ListState.UNCLEAR)


@pytest.mark.parametrize(
    ("shown", "outcome", "says"),
    [
        (unit(), PASSED, ""),
        # news and first-level columns: four pass, the fifth fails
        (unit(columns=STALE), PASSED, ""),
        (
            unit(columns=(*STALE, NEWS)),
            FAILED,
            "未按期更新的共5个，达到单项否决标准（5个）：「栏目0」「栏目1」",
        ),
        (unit(columns=columns(6, 200)), FAILED, "等6个"),
        (unit(columns=(*STALE, column("子栏目", 200, first_level=False))), PASSED, ""),
        (unit(columns=(*STALE, column("旧", 200, archived=True))), PASSED, ""),
        (unit(columns=(*STALE, column("专题", 200, kind=ColumnKind.TOPIC))), PASSED, ""),
        (
            unit(columns=(*STALE, column("另名", 200)), redirects={f"{HOME}另名/": f"{HOME}栏目0/"}),
            PASSED,
            "",
        ),
        (unit(columns=(*STALE, column("停更", 200, max_age_days=0))), PASSED, ""),
        (unit(columns=(*STALE, column("月报", 100, max_age_days=90))), PASSED, ""),
        # others by their configured period: nine pass, the tenth fails
        (unit(columns=columns(9, 91, **PLANS)), PASSED, ""),
        (unit(columns=columns(10, 91, **PLANS)), FAILED, "其他应更新而长期未更新的栏目共10个"),
        (unit(columns=columns(10, 90, **PLANS)), PASSED, ""),
        (unit(columns=columns(10, 900, kind=ColumnKind.PLANS)), PASSED, ""),
        # empty ones: four pass, the fifth fails
        (unit(columns=columns(4)), PASSED, ""),
        (unit(columns=columns(5)), FAILED, "空白栏目共5个"),
        (unit(columns=(*columns(4), column("旧", archived=True))), PASSED, ""),
        # two conditions in one finding
        (unit(columns=(*columns(5, 200), *columns(5, prefix="空"))), FAILED, "；空白栏目共5个"),
        # doubt
        (unit(columns=(*columns(3), UNREAD)), PASSED, ""),
        (unit(columns=(*columns(4), UNREAD)), CANT_TELL, "已确认4个，另有1个栏目未能判定"),
        (unit(columns=(*STALE, UNREAD)), CANT_TELL, "合计可能达到5个"),
        (unit(columns=(*STALE, column("无日期", None))), CANT_TELL, "另有1个"),
        (unit(columns=(*columns(5), UNREAD)), FAILED, "空白栏目共5个"),
        (unit(homes=(home(why_unread=BLOCKED),)), CANT_TELL, "首页未能读取"),
        (unit(homes=(home(why_unread=BLOCKED),), columns=columns(5)), FAILED, "空白栏目共5个"),
    ],
)
def test_columns_not_updated(shown: UnitEvidence, outcome: Outcome, says: str) -> None:
    (statement,) = columns_not_updated(shown, PARAMS)
    assert (statement.outcome, statement.url) == (outcome, HOME)
    assert says in statement.message


def test_facts_name_the_columns() -> None:
    (statement,) = columns_not_updated(unit(columns=columns(5)), PARAMS)
    assert statement.facts["empty"]["count"] == 5
    assert statement.facts["empty"]["columns"][0] == {"name": "栏目0", "url": f"{HOME}栏目0/"}
    assert statement.facts["by_kind"]["columns"] == []


def test_unit_without_a_home_page_says_nothing() -> None:
    assert not [*columns_not_updated(unit(homes=()), PARAMS)]
