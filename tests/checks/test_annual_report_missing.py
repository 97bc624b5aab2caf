from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from checks.annual_report_missing import Params, annual_report_missing
from checks.engine.model import Outcome
from evidence.records import ColumnKind, ListState, Quote, UnitKind
from evidence.units import DisclosureArea, Entry, NamedLink, UnitEvidence
from tests.builders import BLOCKED, HOME, column, home, page, seen, unit, unread

PASSED, FAILED, CANT_TELL = Outcome.PASSED, Outcome.FAILED, Outcome.CANT_TELL
PARAMS = Params({UnitKind.DEPARTMENT: "01-31", UnitKind.GOVERNMENT: "03-31"})
GOVERNMENT = UnitKind.GOVERNMENT
AREA = f"{HOME}政府信息公开/"
TITLE = "区教育体育局2025年政府信息公开工作年度报告"


def area(**rest: Any) -> Any:
    return column("政府信息公开", kind=ColumnKind.DISCLOSURE, state=ListState.CONTAINER, **rest)


def reports(*years: str, title: str = "", url: str | None = f"{HOME}nb/1.html") -> Any:
    """A page that lists annual reports of these years."""
    name = title or "{}年政府信息公开工作年度报告"
    quotes = tuple(Quote(year, name.format(year), url) for year in years)
    return page("nb/", is_article=False, title="年报", annual_reports=quotes)


def listed(title: str, name: str = "信息公开年报", **rest: Any) -> Any:
    entry = Entry(title, f"{HOME}nb/9.html", None)
    return column(name, kind=ColumnKind.DISCLOSURE, entries=(entry,), state=ListState.ITEMS, **rest)


def shown(*parts: Any, kind: UnitKind = UnitKind.DEPARTMENT, **rest: Any) -> UnitEvidence:
    columns = tuple(one for one in parts if hasattr(one, "rest_unread"))
    pages = tuple(one for one in parts if not hasattr(one, "rest_unread"))
    rest.setdefault("whole_host", True)
    rest.setdefault("disclosure", DisclosureArea())
    return unit(kind, columns=columns, pages=(page(), *pages), **rest)


LINK = NamedLink("http://zwgk.example.gov.cn/", "政府信息公开", seen(HOME))
PLATFORM = NamedLink(
    "http://www.example.gov.cn/zwgk/", "政务公开", seen(HOME), page(url="http://www.example.gov.cn/zwgk/")
)


@pytest.mark.parametrize(
    ("evidence", "outcome", "at", "says"),
    [
        (shown(area(), reports("2025", "2024")), PASSED, f"{HOME}nb/1.html", ""),
        (shown(area(), reports("2024", "2023")), FAILED, AREA, "未见2025年政府信息公开工作年度报告，应于2026年1月31日前公布，最近一份为2024年年报"),
        (shown(area()), FAILED, AREA, "应于2026年1月31日前公布"),
        (shown(), FAILED, HOME, ""),
        (shown(listed("2025年年度报告")), PASSED, f"{HOME}nb/9.html", ""),
        (shown(listed("2025年信息公开年报", name="通知公告")), PASSED, f"{HOME}nb/9.html", ""),
        (shown(listed("2025年工作总结", name="计划总结")), FAILED, HOME, ""),
        (shown(area(), disclosure=DisclosureArea(reports=(Quote("2025", TITLE, "http://a/1"),))), PASSED, "http://a/1", ""),
        (shown(area(), disclosure=DisclosureArea(reports=(Quote("2024", TITLE, "http://a/1"),))), FAILED, AREA, ""),
        # the day itself is in time, by kind of unit
        (shown(area(), as_of=date(2026, 1, 31)), PASSED, AREA, "尚未到公布期限"),
        (shown(area(), as_of=date(2026, 2, 1)), FAILED, AREA, ""),
        (shown(area(), kind=GOVERNMENT, as_of=date(2026, 3, 31)), PASSED, AREA, ""),
        (shown(area(), kind=GOVERNMENT, as_of=date(2026, 4, 1)), FAILED, AREA, "应于2026年3月31日前"),
        # the government's list holds reports of others
        (shown(area(), reports("2025", title="区财政局{}年政府信息公开工作年度报告"), kind=GOVERNMENT), FAILED, AREA, ""),
        (shown(area(), reports("2025", title="云溪区{}年政府信息公开工作年度报告"), kind=GOVERNMENT), PASSED, f"{HOME}nb/1.html", ""),
        # doubt before blame
        (shown(area(why_unread=BLOCKED)), CANT_TELL, AREA, BLOCKED),
        (shown(area(), listed("2024年年报", why_unread=BLOCKED)), CANT_TELL, AREA, "信息公开年报"),
        (shown(area(), column("信息公开年报", state=ListState.SCRIPTED)), CANT_TELL, AREA, "信息公开年报"),
        (shown(area(), listed("2024年年报", rest_unread=True)), CANT_TELL, AREA, "未能完整读取"),
        (shown(area(), coverage="budget"), CANT_TELL, AREA, "未采集完整"),
        (shown(area(), homes=(home(why_unread=BLOCKED),)), CANT_TELL, AREA, BLOCKED),
        (shown(disclosure=DisclosureArea(links=(LINK,))), CANT_TELL, HOME, "该处未采集"),
        (shown(whole_host=False, disclosure=DisclosureArea(links=(PLATFORM,))), CANT_TELL, HOME, "共用的公开平台"),
        # a portal's frame around a bureau's pages shows the government's report
        (shown(area(), reports("2025", url="http://www.example.gov.cn/zwgk/1.html"), whole_host=False), CANT_TELL, AREA, "共用的公开平台"),
    ],
)  # fmt: skip
def test_annual_report_missing(evidence: UnitEvidence, outcome: Outcome, at: str, says: str) -> None:
    (statement,) = annual_report_missing(evidence, PARAMS)
    assert (statement.outcome, statement.url) == (outcome, at)
    assert says in statement.message


def test_due_on_the_day_it_becomes_a_failure() -> None:
    (statement,) = annual_report_missing(shown(area(), as_of=date(2026, 1, 10)), PARAMS)
    assert statement.due_on == date(2026, 2, 1)


def test_kinds_without_a_day_are_not_judged() -> None:
    assert list(annual_report_missing(shown(kind=UnitKind.INSTITUTION), PARAMS)) == []
    assert list(annual_report_missing(replace(shown(), homes=()), PARAMS)) == []


def test_unread_pages_cannot_tell() -> None:
    evidence = unread(shown(area(), reports("2024")))
    assert [one.outcome for one in annual_report_missing(evidence, PARAMS)] == [CANT_TELL]
