from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from checks.engine.model import Outcome
from checks.engine.params import Item
from checks.institution_item_missing import Params, institution_item_missing
from evidence.records import Footer, ListState, PageKind, UnitKind
from evidence.units import ColumnEvidence, PageEvidence, UnitEvidence
from tests.builders import BLOCKED, HOME, column, home, page, unit, unread

PASSED, FAILED, CANT_TELL, INAPPLICABLE = (
    Outcome.PASSED,
    Outcome.FAILED,
    Outcome.CANT_TELL,
    Outcome.INAPPLICABLE,
)
FEES, PLANS = Item("收费信息", ("收费",), ("收费标准",)), Item("规划计划", ("规划",), ("工作计划",))
PARAMS = Params({"E5": FEES}, not_for=("大学",))
AWAY = "http://other.example.gov.cn/sf/"


def school(*shown: ColumnEvidence | PageEvidence, whole_host: bool = True, **rest: Any) -> UnitEvidence:
    columns = tuple(one for one in shown if isinstance(one, ColumnEvidence))
    pages = (page("index.html"), *(one for one in shown if isinstance(one, PageEvidence)))
    return unit(UnitKind.INSTITUTION, whole_host=whole_host, columns=columns, pages=pages, **rest)


def listing(**rest: Any) -> PageEvidence:
    return page("list/", kind=PageKind.COLUMN, is_article=False, title="信息", **rest)


@pytest.mark.parametrize(
    ("shown", "outcome", "says"),
    [
        (school(column("收费信息", 3)), PASSED, ""),
        (school(column("公示栏", 3)), FAILED, "未公开“收费信息”"),
        (school(page(title="2026年秋季收费标准公示")), PASSED, ""),
        (school(page(title="我校收费工作会议召开")), FAILED, ""),  # in a title, only what speaks for the item
        (school(page(column_name="收费公示")), PASSED, ""),
        (school(page(crumbs=(("首页", HOME), ("收费", None)))), PASSED, ""),
        (school(listing(columns=(("收费公示", AWAY),))), PASSED, ""),
        (school(listing(subcolumns=(("收费公示", f"{HOME}sf/"),))), PASSED, ""),
        (school(listing(columns=(("收费公示", "javascript:;"),))), PASSED, ""),
        (school(page(footer=Footer(contact="收费标准查询：0531-00000000"))), PASSED, ""),
        # on a platform shared with others, only what is the institution's own
        (school(listing(columns=(("收费公示", AWAY),)), whole_host=False), FAILED, ""),
        (school(listing(columns=(("收费公示", f"{HOME}sf/"),)), whole_host=False), PASSED, ""),
        # an empty column is named by another check
        (school(column("收费信息")), CANT_TELL, "栏目「收费信息」为空"),
        (school(column("收费信息"), listing(columns=(("收费信息", f"{HOME}sf/"),))), CANT_TELL, "为空"),
        (school(column("收费信息", state=ListState.TEXT)), PASSED, ""),
        # doubt before blame
        (school(column("新闻", 1, why_unread=BLOCKED)), CANT_TELL, "栏目「新闻」未能读取"),
        (school(column("新闻", 1, why_unread=BLOCKED, archived=True)), FAILED, ""),
        (school(column("新闻", state=ListState.SCRIPTED)), CANT_TELL, "未能完整读取"),
        (school(column("新闻", 1, state=ListState.SCRIPTED)), FAILED, ""),
        (school(column("新闻", 1, 730, rest_unread=True)), CANT_TELL, "未能完整读取"),
        (school(column("新闻", 1, 731, rest_unread=True)), FAILED, ""),  # what is older is not looked for
        (school(coverage="budget"), CANT_TELL, "网站未采集完整"),
        (school(homes=(home(why_unread=BLOCKED),)), CANT_TELL, BLOCKED),
        (school(column("收费信息", 3), coverage="budget"), PASSED, ""),
        (replace(school(), pages=()), CANT_TELL, "未采集到"),
    ],
)
def test_institution_item_missing(shown: UnitEvidence, outcome: Outcome, says: str) -> None:
    (statement,) = institution_item_missing(shown, PARAMS)
    assert (statement.outcome, statement.target) == (outcome, "E5")
    assert says in statement.message
    assert (statement.url == HOME) is (outcome is not PASSED)


def test_each_item_is_a_statement_with_the_share_found() -> None:
    both = Params({"E5": FEES, "E3": PLANS}, not_for=())
    found, missing = institution_item_missing(school(column("收费信息", 3)), both)
    assert (found.outcome, found.url) == (PASSED, f"{HOME}收费信息/")
    assert (missing.outcome, missing.target, missing.facts["share_pct"]) == (FAILED, "E3", 50)


def test_bodies_the_list_is_not_meant_for_are_spared() -> None:
    shown = school()
    named = replace(shown, unit=replace(shown.unit, name="云溪大学"))
    (statement,) = institution_item_missing(named, PARAMS)
    assert (statement.outcome, statement.target) == (INAPPLICABLE, None)


def test_unread_pages_cannot_tell() -> None:
    shown = unread(school(page(title="通知")))
    assert [one.outcome for one in institution_item_missing(shown, PARAMS)] == [CANT_TELL]
