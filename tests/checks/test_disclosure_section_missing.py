from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from checks.disclosure_section_missing import Params, disclosure_section_missing
from checks.engine.model import Outcome
from evidence.records import ColumnKind, ListState, Quote
from evidence.units import DisclosureArea, NamedLink, UnitEvidence
from tests.builders import BLOCKED, HOME, column, home, page, seen, unit, unread

PASSED, FAILED, CANT_TELL = Outcome.PASSED, Outcome.FAILED, Outcome.CANT_TELL
ALL = ("guide", "regulations", "statutory", "annual-report")
WORDS = {"guide": ("公开指南",), "statutory": ("主动公开",)}
KINDS = (ColumnKind.POLICY, ColumnKind.FINANCE, ColumnKind.PLANS)
PARAMS = Params(ALL, WORDS, KINDS, min_statutory=2)
AREA = f"{HOME}政府信息公开/"
PORTAL = "http://www.example.gov.cn/zwgk/"


def area(name: str = "政府信息公开", **rest: Any) -> Any:
    return column(name, kind=ColumnKind.DISCLOSURE, **{"state": ListState.CONTAINER, **rest})


def sections(*names: str, at: str = f"{HOME}gk/{{}}/", **rest: Any) -> Any:
    """The page of the area, naming these sections; ``at``: where they lead, or None for mere words."""
    quotes = tuple(Quote(name, name, at.format(name) if at else None) for name in names)
    return page("gk/", is_article=False, title="政府信息公开", disclosure=quotes, **rest)


def link(text: str, url: str = PORTAL, **rest: Any) -> NamedLink:
    return NamedLink(url, text, seen(HOME), **rest)


def shown(*parts: Any, links: tuple[NamedLink, ...] = (), **rest: Any) -> UnitEvidence:
    columns = tuple(one for one in parts if hasattr(one, "rest_unread"))
    pages = tuple(one for one in parts if not hasattr(one, "rest_unread"))
    rest.setdefault("whole_host", True)
    rest.setdefault("disclosure", DisclosureArea(links=links))
    return unit(columns=columns, pages=(page(), *pages), **rest)


def shared(*names: str) -> Any:
    """A page of the government's platform."""
    return page(url=PORTAL, is_article=False, disclosure=tuple(Quote(n, n, f"{PORTAL}{n}/") for n in names))


@pytest.mark.parametrize(
    ("evidence", "outcomes"),
    [
        (shown(area(), sections(*ALL)), "pppp"),
        (shown(area(), sections(*ALL[:3])), "pppf"),
        (shown(area(), sections(*ALL[1:])), "fppp"),
        (shown(area(), sections("guide", at="")), "pfff"),  # a tab without a link names a section too
        (shown(area()), "ffff"),
        (shown(), "ffff"),  # no area at all
        # other ways to show a section
        (shown(area(), sections(*ALL[1:]), column("本局信息公开指南")), "pppp"),
        (shown(area(), sections(*ALL[1:]), page(title="区教育体育局政府信息公开指南（2026年版）")), "pppp"),
        (shown(area(), sections(*ALL[1:]), page(title="区教育体育局开展公开指南宣传活动")), "fppp"),
        (shown(area(), sections(*ALL[:3]), page("nb/", annual_reports=(Quote("2024", "年报", f"{HOME}1"),))), "pppp"),
        (shown(area(), sections(*ALL[:3]), disclosure=DisclosureArea(reports=(Quote("2024", "区教育体育局年报", PORTAL),))), "pppp"),
        (shown(area(), sections(*ALL[1:]), disclosure=DisclosureArea(sections=(Quote("guide", "区教育体育局信息公开指南", PORTAL),))), "pppp"),
        (shown(disclosure=DisclosureArea(pages=(shared(*ALL),))), "pppp"),
        (shown(links=(link("政务公开", page=shared(*ALL), names_unit=True),)), "pppp"),
        # on a host shared with others: the government's guide and regulations serve all, the rest is each one's own
        (shown(area(), sections(*ALL, at=PORTAL + "{}/"), whole_host=False), "pp??"),
        (shown(area(), sections(*ALL), whole_host=False), "pppp"),
        (shown(area(), links=(link("政府信息公开", page=shared(*ALL)),), whole_host=False), "pp??"),
        (shown(links=(link("政务公开", page=shared("guide")),), whole_host=False), "p???"),
        # statutory content under names of its own
        (shown(area(), sections("guide", "regulations", "annual-report"), column("政策文件", 3, kind=ColumnKind.POLICY), column("财政信息", 3, kind=ColumnKind.FINANCE)), "pp?p"),
        (shown(area(), sections("guide", "regulations", "annual-report"), column("政策文件", 3, kind=ColumnKind.POLICY), column("财政信息", kind=ColumnKind.FINANCE)), "ppfp"),
        (shown(column("政策文件", 3, kind=ColumnKind.POLICY), column("财政信息", 3, kind=ColumnKind.FINANCE)), "ffff"),
        # doubt before blame
        (shown(area(why_unread=BLOCKED)), "????"),
        (shown(area(state=ListState.SCRIPTED), sections("guide")), "p???"),
        (shown(area(state=ListState.ELSEWHERE, state_why="栏目直接转到其他网站：http://a/")), "????"),
        (shown(area(), area("信息公开目录", why_unread=BLOCKED)), "??p?"),
        (shown(area(), area("信息公开目录", why_unread=BLOCKED, archived=True)), "ffpf"),
        (shown(area(state=ListState.UNCLEAR)), "????"),  # a stub, or a page nobody can make out
        (shown(area(state=ListState.UNCLEAR, url=f"{HOME}gk/"), sections("guide")), "pfff"),
        (shown(area(), page("x/", is_article=False, subcolumns=(("政府信息公开", "javascript:;"),))), "????"),
        (shown(area(), page("x/", is_article=False, subcolumns=(("政府信息公开", f"{HOME}gk/"),))), "ffff"),
        (shown(area(), sections(*ALL, at="javascript:;")), "pppp"),
        (shown(disclosure=DisclosureArea(portal_links=(link("政府信息公开", "http://zwgk.other.gov.cn/"),))), "????"),
        (shown(area(), disclosure=DisclosureArea(portal_links=(link("政府信息公开", "http://zwgk.other.gov.cn/"),))), "ffff"),
        (shown(area(), coverage="budget"), "????"),
        (shown(area(), homes=(home(why_unread=BLOCKED),)), "????"),
        (shown(links=(link("政府信息公开", "http://zwgk.other.gov.cn/"),)), "????"),
        (shown(links=(link("政府信息公开", f"{HOME}gone/"),)), "????"),
        (shown(area(), links=(link("信息公开年度工作", "http://zwgk.other.gov.cn/"),)), "ffff"),
    ],
)  # fmt: skip
def test_disclosure_section_missing(evidence: UnitEvidence, outcomes: str) -> None:
    words = replace(PARAMS, words={**WORDS, "statutory": ("主动公开", "公开目录")})
    found = list(disclosure_section_missing(evidence, words))
    assert [one.target for one in found] == list(ALL)
    signs = {PASSED: "p", FAILED: "f", CANT_TELL: "?"}
    assert "".join(signs[one.outcome] for one in found) == outcomes


def test_the_area_bears_the_finding_and_else_the_home_page() -> None:
    (in_area,) = (one for one in run(shown(area(), sections(*ALL[:3]))) if one.outcome is FAILED)
    assert (in_area.url, in_area.target, in_area.column) == (AREA, "annual-report", "政府信息公开")
    assert in_area.message == "政府信息公开专栏缺少“政府信息公开年报”"
    first = run(shown())[0]
    assert (first.url, first.message) == (HOME, "未设政府信息公开专栏，未见“政府信息公开指南”")


def test_what_the_navigation_calls_disclosure_is_the_area_whatever_it_opens() -> None:
    files = page("gk/bmwj/", is_article=False, title="部门文件")
    entry = link("信息公开", files.url, page=files, own=True)
    column_ = column("部门文件", 3, url=files.url)
    first = run(shown(column_, files, links=(entry,)))[0]
    assert (first.outcome, first.url, first.column) == (FAILED, files.url, "部门文件")
    assert first.message == "政府信息公开专栏缺少“政府信息公开指南”"


def test_the_area_with_the_lawful_name_is_taken() -> None:
    evidence = shown(area("政务公开"), area("政府信息公开"), area("部门信息公开"))
    assert {one.url for one in run(evidence)} == {AREA}


def test_without_a_home_page_nothing_is_said() -> None:
    assert run(replace(shown(), homes=())) == []


def test_unread_pages_cannot_tell() -> None:
    evidence = unread(shown(area(), sections("guide")))
    assert {one.outcome for one in run(evidence)} == {CANT_TELL}


def run(evidence: UnitEvidence) -> list[Any]:
    return list(disclosure_section_missing(evidence, PARAMS))
