"""What stands under 依申请公开: whose it is, what lies right below it, which of its links are dead, what was not read."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

import pytest
from record_samples import HOME, HOST, Crawl, article, at, column, facts

from crawler.extract.links import url_key
from evidence.district import DistrictFiles
from evidence.records import Link, PageKind, Quote, Region, Site, Unit, UnitKind
from evidence.requests import RequestArea
from evidence.view import view

PORTAL = Unit("zf", "云溪区人民政府", UnitKind.GOVERNMENT, sites=(Site(HOME, (HOME,), True, portal=True),))
BUREAU = Unit("jyty", "区教体局", UnitKind.DEPARTMENT, sites=(Site(at("jyty/"), (at("jyty/"),), False),))
FORM = Link(at("files/sqb.docx"), "信息公开申请表", Region.MAIN)


def area(
    data: Path, *pages: Any, kind: UnitKind = UnitKind.DEPARTMENT, looked: tuple[int, ...] = ()
) -> RequestArea:
    with Crawl(data) as crawl:
        for page in pages:
            crawl.read(page)
        for status in looked:
            crawl.looked(FORM.url, status)
    bureau = Unit("jyty", "区教体局", kind, sites=BUREAU.sites)
    files = DistrictFiles.open(data, (PORTAL, bureau), (HOST,), "海东市云溪区", url_key)
    try:
        return view(files, date(2026, 11, 23), only=frozenset(("jyty",))).units[0].requests
    finally:
        files.close()


def home(url: str | None) -> Any:
    """The bureau's home page, which calls an address by that name."""
    return facts(
        "jyty/", PageKind.HOME, title="区教体局", disclosure=(Quote("on-request", "依申请公开", url),)
    )


def section(path: str = "jyty/ysq/", *links: Link, text: str = "受理机构：办公室") -> Any:
    return facts(path, PageKind.COLUMN, title="信息", text=text, links=links)


def test_the_section_with_its_text_and_links(tmp_path: Path) -> None:
    found = area(tmp_path, home(at("jyty/ysq/")), section("jyty/ysq/", FORM))
    (page,) = found.pages
    assert (page.name, page.own, page.text, found.unread) == ("依申请公开", True, "受理机构：办公室", ())
    assert [(link.text, link.dead_looks) for link in page.links] == [("信息公开申请表", 0)]


@pytest.mark.parametrize(("text", "is_below"), [("申请流程", True), ("工作动态", False)])
def test_pages_right_below_that_speak_of_applying(tmp_path: Path, text: str, is_below: bool) -> None:
    link = Link(at("jyty/ysq/1.html"), text, Region.MAIN)
    below = article("jyty/ysq/1.html", "某页", text="通信地址：示范路")
    (page,) = area(tmp_path, home(at("jyty/ysq/")), section("jyty/ysq/", link), below).pages
    assert ("示范路" in page.text) is is_below


@pytest.mark.parametrize(
    ("looked", "dead"),
    [((), 0), ((404,), 1), ((404, 404), 2), ((404, 500), 2), ((404, 521), 0), ((404, 412), 0)],
)
def test_looks_at_a_form_in_vain(tmp_path: Path, looked: tuple[int, ...], dead: int) -> None:
    (page,) = area(tmp_path, home(at("jyty/ysq/")), section("jyty/ysq/", FORM), looked=looked).pages
    assert [link.dead_looks for link in page.links] == [dead]


@pytest.mark.parametrize(
    ("url", "says"),
    [
        (None, "没有可直接打开"),
        ("http://other.example.gov.cn/", "该处未采集"),
        (at("jyty/ysq/"), "未能读取"),
    ],
)
def test_what_was_not_read_is_told(tmp_path: Path, url: str | None, says: str) -> None:
    found = area(tmp_path, home(url))
    assert found.pages == ()
    assert says in found.unread[0]


def test_the_governments_section_is_shared(tmp_path: Path) -> None:
    (page,) = area(tmp_path, home(at("ysq/")), section("ysq/")).pages
    assert page.own is False


def test_columns_and_pages_of_that_name_count(tmp_path: Path) -> None:
    named = column("jyty/sq/", "依申请公开", text="受理机构")
    assert [page.seen.url for page in area(tmp_path, home(None), named).pages] == [at("jyty/sq/")]
    assert area(tmp_path, named).unread == ()


def test_institutions_take_none(tmp_path: Path) -> None:
    assert area(tmp_path, home(at("jyty/ysq/")), section(), kind=UnitKind.INSTITUTION) == RequestArea()
