"""What concerns a unit's disclosure beyond its own pages: links by name, platforms shared with others, lists of all."""

from __future__ import annotations

from contextlib import closing
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from record_samples import HOME, HOST, Crawl, article, at, facts, span

from crawler.extract.links import url_key
from evidence.district import DistrictFiles
from evidence.records import Link, PageKind, Quote, Region, Site, Unit, UnitKind
from evidence.units import DisclosureArea, UnitEvidence
from evidence.view import view

PORTAL = Unit("zf", "云溪区人民政府", UnitKind.GOVERNMENT, sites=(Site(HOME, (HOME,), True, portal=True),))
BUREAU = Unit(
    "jyty",
    "区教育体育局",
    UnitKind.DEPARTMENT,
    ("区教体局",),
    sites=(Site(at("jyty/"), (at("jyty/"),), False),),
)


def bureau(data: Path, judged: Unit = BUREAU) -> UnitEvidence:
    files = DistrictFiles.open(data, (PORTAL, judged), (HOST,), "海东市云溪区", url_key)
    try:
        return next(one for one in view(files, date(2026, 11, 23)).units if one.unit.id == "jyty")
    finally:
        files.close()


def area(data: Path, *pages: Any) -> DisclosureArea:
    with Crawl(data) as crawl:
        for page in pages:
            crawl.read(page)
    return bureau(data).disclosure


def called(text: str, url: str = "zwgk/") -> Any:
    """The bureau's home page with a link of this text."""
    return facts("jyty/", PageKind.HOME, title="区教体局", links=(Link(at(url), text, Region.NAV),))


@pytest.mark.parametrize(
    ("text", "taken"),
    [
        ("政府信息公开", True),
        ("依申请公开", True),
        ("公开指南", True),
        ("关于做好政务公开工作的通知", False),
        ("公开招聘", False),
        ("区教体局召开全区教育系统政府信息公开和政务公开工作部署推进会", False),
    ],
)
def test_links_that_are_named_after_disclosure(tmp_path: Path, text: str, taken: bool) -> None:
    found = area(tmp_path, called(text))
    assert [(link.text, link.url) for link in found.links] == ([(text, at("zwgk/"))] if taken else [])
    assert all(link.bearer.url == at("jyty/") for link in found.links)


def test_a_link_knows_what_it_leads_to_and_whose_that_is(tmp_path: Path) -> None:
    guide = Quote("guide", "公开指南", at("zwgk/zn.html"))
    platform = facts("zwgk/", PageKind.COLUMN, title="政府信息公开", disclosure=(guide,))
    (link,) = area(tmp_path / "shared", called("政务公开"), platform).links
    assert link.page is not None
    assert (link.page.disclosure, link.own, link.names_unit) == ((guide,), False, False)
    named = facts("zwgk/", PageKind.COLUMN, title="区教体局政府信息公开", disclosure=(guide,))
    (link,) = area(tmp_path / "named", called("政务公开"), named).links
    assert (link.own, link.names_unit) == (False, True)
    own = facts("jyty/gk/", PageKind.COLUMN, title="政府信息公开", disclosure=(guide,))
    (link,) = area(tmp_path / "own", called("政务公开", "jyty/gk/"), own).links
    assert (link.own, link.names_unit) == (True, False)


def test_a_link_to_what_was_not_read_has_no_page(tmp_path: Path) -> None:
    (link,) = area(tmp_path, called("政务公开")).links
    assert (link.page, link.own) == (None, False)


def test_where_the_portal_keeps_its_platform_unread_is_told_to_those_who_share_its_host(
    tmp_path: Path,
) -> None:
    read, away = (
        Link(at("zwgk/"), "政务公开", Region.NAV),
        Link("http://zwgk.other.gov.cn/", "政府信息公开", Region.NAV),
    )
    home = facts("", PageKind.HOME, title="门户", links=(read, away))
    found = area(tmp_path, home, facts("zwgk/", PageKind.COLUMN, title="政务公开"))
    assert [link.url for link in found.portal_links] == [away.url]
    assert found.links == ()


def test_pages_and_lists_of_others_that_bear_the_units_name(tmp_path: Path) -> None:
    guide = Quote("guide", "公开指南", at("zwgk/a/zn.html"))
    reports = (Quote("2025", "区教体局2025年政府信息公开工作年度报告", at("nb/1.html")),
               Quote("2025", "区财政局2025年政府信息公开工作年度报告", at("nb/2.html")))  # fmt: skip
    sections = (
        Quote("guide", "区教体局信息公开指南", at("zn/1.html")),
        Quote("guide", "信息公开指南", at("zn/")),
    )
    found = area(
        tmp_path,
        facts("zwgk/a/", PageKind.COLUMN, title="区教体局", disclosure=(guide,)),
        facts("zwgk/b/", PageKind.COLUMN, title="区财政局", disclosure=(guide,)),
        facts("nb/", PageKind.COLUMN, title="年报", annual_reports=reports),
        facts("zn/", PageKind.COLUMN, title="指南", disclosure=sections),
    )
    assert [page.url for page in found.pages] == [at("zwgk/a/")]
    assert found.reports == reports[:1]
    assert found.sections == sections[:1]


def test_catalogues_of_decisions_are_known_to_all(tmp_path: Path) -> None:
    title = "云溪区2026年度重大行政决策事项目录"
    listing = facts(
        "jc/", PageKind.COLUMN, title="决策", links=(Link(at("jc/2.html"), title + "（调整）", Region.MAIN),)
    )
    found = area(tmp_path, article("jc/1.html", title), listing)
    assert {(quote.text, quote.url) for quote in found.catalogues} == {
        (title, at("jc/1.html")),
        (title + "（调整）", at("jc/2.html")),
    }


def test_another_governments_catalogue_is_its_own(tmp_path: Path) -> None:
    title = "2026年度重大行政决策事项目录"
    with Crawl(tmp_path) as crawl:
        crawl.read(article("jc/1.html", title))
        crawl.read(article("jyty/2.html", f"{title}（管委会）"))
    zone = replace(BUREAU, kind=UnitKind.GOVERNMENT)
    found = bureau(tmp_path, zone).disclosure
    assert [quote.url for quote in found.catalogues] == [at("jyty/2.html")]


@pytest.mark.parametrize(
    ("path", "title", "known"),
    [
        ("jc/1.html", "2026年度重大行政决策事项目录", False),  # on the pages of the other government
        ("bgs/1.html", "2026年度重大行政决策事项目录", False),  # of its office, on its host
        ("bgs/1.html", "云溪区人民政府办公室2026年度重大行政决策事项目录", False),
        ("bgs/1.html", "青台高新区2026年度重大行政决策事项目录", True),  # published for it
        ("jyty/1.html", "云溪区2026年度重大行政决策事项目录", True),
    ],
)
def test_whose_catalogue_another_page_shows(tmp_path: Path, path: str, title: str, known: bool) -> None:
    zone = replace(BUREAU, name="青台高新区管委会", kind=UnitKind.GOVERNMENT)
    desk = Unit("bgs", "区政府办", UnitKind.OFFICE, sites=(Site(at("bgs/"), (at("bgs/"),), False),))
    with Crawl(tmp_path) as crawl:
        crawl.read(article(path, title))
    files = DistrictFiles.open(tmp_path, (PORTAL, zone, desk), (HOST,), "海东市云溪区", url_key)
    with closing(files):
        units = {one.unit.id: one.disclosure for one in view(files, date(2026, 11, 23)).units}
    assert [quote.url for quote in units["jyty"].catalogues] == ([at(path)] if known else [])
    own = "高新区" not in title and not path.startswith("jyty")
    assert not own or [quote.url for quote in units["zf"].catalogues] == [at(path)]


def test_whose_document_a_page_is_and_what_its_navigation_names(tmp_path: Path) -> None:
    nav = (("收费信息", at("jyty/sf/")),)
    with Crawl(tmp_path) as crawl:
        crawl.read(facts("jyty/", PageKind.HOME, title="区教体局", columns=nav, subcolumns=nav))
        number = {"made": span("2026-01-05"), "columns": nav}
        crawl.read(
            article(
                "jyty/1.html", "关于招生的通知", "2026-05-01", document_number="云教发〔2026〕1号", **number
            )
        )
        crawl.read(article("jyty/2.html", "山东省教育厅关于招生的通知", "2026-05-01", **number))
        crawl.read(article("jyty/3.html", "山东省教育厅关于招生的通知", "2026-05-01"))
    pages = {page.url: page for page in bureau(tmp_path).pages}
    assert (pages[at("jyty/")].columns, pages[at("jyty/")].subcolumns) == (nav, nav)
    assert [pages[at(f"jyty/{n}.html")].passed_on_from for n in (1, 2, 3)] == ["", "山东省教育厅", ""]
    assert pages[at("jyty/1.html")].columns == ()
