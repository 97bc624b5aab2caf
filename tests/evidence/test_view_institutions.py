"""Which pages are an institution's own, which numbers they show, and why either may be there unseen."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from record_samples import HOME, HOST, Crawl, article, at, column, facts, item

from crawler.extract.links import url_key
from evidence.district import DistrictFiles
from evidence.institutions import InstitutionsArea
from evidence.records import Footer, Link, ListState, PageKind, Region, Site, Unit, UnitKind
from evidence.view import view

PORTAL = Unit("zf", "云溪区人民政府", UnitKind.GOVERNMENT, sites=(Site(HOME, (HOME,), True, portal=True),))
BUREAU = Unit("jyty", "区教育体育局", UnitKind.DEPARTMENT, sites=(Site(at("jyty/"), (at("jyty/"),), False),))
SCHOOL = Unit("yx", "云溪区第一小学", UnitKind.INSTITUTION, supervisor="jyty", sector="education")
SITED = replace(SCHOOL, sites=(Site(at("yx/"), (at("yx/"),), False),))
NAME = "云溪区第一小学"


def area(data: Path, *pages: Any, school: Unit = SCHOOL, **rest: Any) -> InstitutionsArea:
    with Crawl(data, coverage=rest.get("coverage", "complete")) as crawl:
        crawl.read(facts("jyty/", PageKind.HOME, title="区教体局"))
        for page in pages:
            crawl.read(page)
        crawl.columns(*rest.get("columns", ()))
        for path, status in rest.get("ended", ()):
            crawl.ended(path, status)
    files = DistrictFiles.open(data, (PORTAL, BUREAU, school), (HOST,), "海东市云溪区", url_key)
    try:
        return view(files, date(2026, 11, 23), only=frozenset(("jyty",))).units[0].institutions
    finally:
        files.close()


def listing(text: str, title: str = "学校信息公开", path: str = "xx/1.html") -> Any:
    """A page that bears one link."""
    return column("jyty/lb/", title, item("其他", "o.html"), links=(Link(at(path), text, Region.MAIN),))


@pytest.mark.parametrize(
    ("page", "how"),
    [
        (facts("xx/", PageKind.COLUMN, title=NAME), ["page"]),
        (facts("xx/", PageKind.COLUMN, title="第一小学信息公开"), ["page"]),
        (facts("xx/", PageKind.COLUMN, title="海东市云溪区第一小学（本部）"), ["page"]),
        (facts("xx/", PageKind.COLUMN, title="海东云溪第一小学"), ["page"]),
        (facts("xx/", PageKind.COLUMN, title="东方第一小学"), []),
        (facts("xx/", PageKind.COLUMN, title="云溪区第一小学附属幼儿园"), []),
        (facts("xx/", PageKind.COLUMN, title="云溪区第二小学"), []),
        (article("xx/", "云溪区第一小学举行运动会"), []),
        (article("xx/", "工作计划", crumbs=(("首页", HOME), (NAME, None))), ["page"]),
        (listing(NAME, "友情链接"), ["link"]),
        (listing("第一小学", "友情链接"), ["link"]),
        (listing("云溪区第一小学招生公告", "学校信息公开"), ["entry"]),
        (listing("云溪区第一小学招生公告", "工作动态"), []),
    ],
)
def test_what_is_an_institutions_own(tmp_path: Path, page: Any, how: list[str]) -> None:
    (school,) = area(tmp_path, page).members
    assert [place.how for place in school.places] == how
    assert school.why_unplaced == ()


def test_a_dead_link_is_no_page_but_a_doubt(tmp_path: Path) -> None:
    (school,) = area(tmp_path, listing(NAME), ended=(("xx/1.html", 404),)).members
    assert (school.places, school.why_unplaced) == ((), (f"“{NAME}”链接打不开",))


@pytest.mark.parametrize(("is_read", "places", "doubts"), [(True, 1, 0), (False, 0, 1)])
def test_a_site_of_its_own_counts_where_it_was_read(
    tmp_path: Path, is_read: bool, places: int, doubts: int
) -> None:
    pages = [facts("yx/", PageKind.HOME, title="首页")] if is_read else []
    (school,) = area(tmp_path, *pages, school=SITED, ended=() if is_read else (("yx/", 500),)).members
    assert (len(school.places), len(school.why_unplaced)) == (places, doubts)


@pytest.mark.parametrize(
    ("page", "kind"),
    [
        (facts("yx/", PageKind.HOME, footer=Footer(contact="0971-0000000")), "foot"),
        (facts("yx/", PageKind.HOME, text="监督电话：0971-0000000"), "text"),
        (facts("yx/", PageKind.HOME, text="传真：0971-0000000"), None),
        (article("jyty/lb/1.html", "学校名录", text=f"{NAME} 示范路 0971-0000000"), "directory"),
        (article("jyty/lb/1.html", "学校名录", text=f"{NAME} 示范路 区第二小学"), None),
        (article("jyty/lb/1.html", "工作动态", text=f"{NAME} 示范路 0971-0000000"), None),
    ],
)
def test_numbers_to_call(tmp_path: Path, page: Any, kind: str | None) -> None:
    (school,) = area(tmp_path, page, school=SITED).members
    assert [phone.id for phone in school.phones] == ([kind] if kind else [])


@pytest.mark.parametrize(
    ("body", "kind"),
    [
        ("<div class='foot'>地址：示范路 电话：0971-0000000</div>", "page"),
        ("<div class='foot'>地址：示范路 电话：<script>'0971-0000000'</script></div>", None),
        ("<div class='foot'>传真&#65306;0971-0000000</div>", None),
    ],
)
def test_a_number_outside_the_main_text(tmp_path: Path, body: str, kind: str | None) -> None:
    with Crawl(tmp_path) as crawl:
        crawl.read(facts("jyty/", PageKind.HOME, title="区教体局"))
        crawl.read(facts("yx/", PageKind.HOME), body.encode())
    files = DistrictFiles.open(tmp_path, (PORTAL, BUREAU, SITED), (HOST,), "海东市云溪区", url_key)
    try:
        (school,) = view(files, date(2026, 11, 23), only=frozenset(("jyty",))).units[0].institutions.members
    finally:
        files.close()
    assert [phone.id for phone in school.phones] == ([kind] if kind else [])


def test_a_row_of_a_directory_ends_where_the_next_begins(tmp_path: Path) -> None:
    other = "云溪区第二小学"
    with Crawl(tmp_path) as crawl:
        crawl.read(article("jyty/1.html", "学校名录", text=f"{NAME} 示范路\n{other} 0971-0000000"))
    units = (PORTAL, BUREAU, SCHOOL, replace(SCHOOL, id="ex", name=other))
    files = DistrictFiles.open(tmp_path, units, (HOST,), "海东市云溪区", url_key)
    try:
        found = view(files, date(2026, 11, 23), only=frozenset(("jyty",))).units[0].institutions
    finally:
        files.close()
    assert [len(one.phones) for one in found.members] == [0, 1]


@pytest.mark.parametrize(
    ("rest", "says"),
    [
        ({}, ""),
        ({"coverage": "budget"}, "未采集完整"),
        ({"ended": (("yx/2.html", 500),)}, "另有1个页面未能读取"),
        ({"ended": (("yx/2.html", 404),)}, ""),
    ],
)
def test_why_its_pages_may_show_more(tmp_path: Path, rest: dict[str, Any], says: str) -> None:
    (school,) = area(tmp_path, facts("yx/", PageKind.HOME), school=SITED, **rest).members
    assert says in "；".join(school.why_unread)
    assert bool(school.why_unread) is bool(says)


@pytest.mark.parametrize(
    ("page", "is_seen"),
    [
        (column("jyty/xx/", "学校信息公开", item("甲", "1.html")), True),
        (column("jyty/xx/", "学校信息公开", list_state=ListState.SCRIPTED), False),
        (None, False),
    ],
)
def test_a_column_of_institutions_that_was_not_read(tmp_path: Path, page: Any, is_seen: bool) -> None:
    columns = (("jyty/xx/", "学校信息公开", "other"),)
    found = area(tmp_path, *([page] if page else []), columns=columns)
    assert (found.doubts == ()) is is_seen


def test_a_platform_elsewhere_is_a_doubt(tmp_path: Path) -> None:
    link = Link("http://other.example.gov.cn/", "公共企事业单位信息公开", Region.NAV)
    assert (
        "该处未采集"
        in area(tmp_path, column("jyty/lb/", "信息", item("甲", "1.html"), links=(link,))).doubts[0]
    )


@pytest.mark.parametrize(
    ("page", "found"),
    [
        (article("jyty/ml.html", "教育领域信息公开目录"), True),
        (listing("公共企事业单位公开事项清单", "通知"), True),
        (listing("权责清单", "通知"), False),
        (article("wjj/ml.html", "政府信息公开工作要点"), False),
    ],
)
def test_catalogues_by_their_names(tmp_path: Path, page: Any, found: bool) -> None:
    assert bool(area(tmp_path, page).catalogues) is found


def test_a_unit_without_institutions_has_nothing(tmp_path: Path) -> None:
    with Crawl(tmp_path) as crawl:
        crawl.read(article("jyty/ml.html", "教育领域信息公开目录"))
    files = DistrictFiles.open(tmp_path, (PORTAL, BUREAU, SCHOOL), (HOST,), "海东市云溪区", url_key)
    try:
        assert view(files, date(2026, 11, 23)).units[0].institutions == InstitutionsArea()
    finally:
        files.close()
