"""Ways to ask and to services: names of links on the whole host, where they lead, and what was not read."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

import pytest
from record_samples import HOME, HOST, Crawl, article, at, column, facts, item

from crawler.extract.links import url_key
from evidence.district import DistrictFiles
from evidence.records import (
    ColumnCorrection,
    ColumnKind,
    Link,
    ListState,
    Message,
    PageKind,
    Quote,
    Region,
    Site,
    Unit,
    UnitKind,
)
from evidence.units import UnitEvidence
from evidence.view import view

PORTAL = Unit("zf", "云溪区人民政府", UnitKind.GOVERNMENT, sites=(Site(HOME, (HOME,), True, portal=True),))
BUREAU = Unit("jyty", "区教育体育局", UnitKind.DEPARTMENT, sites=(Site(at("jyty/"), (at("jyty/"),), False),))
NAV = (("通知公告", at("tzgg/")),)


def seen(data: Path, unit_id: str = "zf", *units: Unit) -> UnitEvidence:
    files = DistrictFiles.open(data, units or (PORTAL, BUREAU), (HOST,), "海东市云溪区", url_key)
    try:
        return {one.unit.id: one for one in view(files, date(2026, 11, 23)).units}[unit_id]
    finally:
        files.close()


def link(text: str, path: str, region: Region = Region.MAIN) -> Link:
    return Link(at(path), text, region)


def home(path: str = "", **rest: Any) -> Any:
    rest.setdefault("columns", NAV)
    return facts(path, PageKind.HOME, title="首页", items=(item("甲", "1.html"),), **rest)


def crawl(data: Path, *pages: Any, coverage: str = "complete", **ended: int) -> None:
    """The portal's home, its one column, and these pages."""
    with Crawl(data, coverage=coverage) as run:
        if not any(page.url == HOME for page in pages):
            run.read(home())
        run.read(column("tzgg/", "通知公告", item("甲", "1.html")))
        run.read(home("jyty/", columns=(("教育动态", at("jyty/dt/")),)))
        run.read(column("jyty/dt/", "教育动态", item("乙", "jyty/1.html")))
        for page in pages:
            run.read(page)
        for path, status in ended.items():
            run.ended(f"{path}/", status)


def ways(found: Any) -> list[tuple[str, str, bool, str]]:
    return [(way.name, way.how, way.own, way.doubt) for way in found]


@pytest.mark.parametrize(
    ("links", "channels", "services"),
    [
        ((link("在线咨询", "zx/"),), [("在线咨询", "link", True, "")], []),
        ((link("在线咨询", "zx/"), link("在线咨询", "zx/", Region.NAV)), [("在线咨询", "link", True, "")], []),
        ((Link("http://12345.example/", "12345热线", Region.FOOTER),), [("12345热线", "link", True, "")], []),
        ((link("办事指南", "bs/"),), [], [("办事指南", "link", True, "")]),
        ((link("下载中心", "xz/"),), [], [("下载中心", "link", True, "仅名称相近")]),
        ((link("网上信访", "xf/"), link("通知公告", "tzgg/")), [], []),
        ((link("在线咨询", "gone/"),), [("在线咨询", "link", True, "链接打不开")], []),
        ((link("在线咨询", "busy/"),), [("在线咨询", "link", True, "链接打不开")], []),
        ((link("在线咨询", "wall/"),), [("在线咨询", "link", True, "")], []),
        ((link("在线咨询", "empty/"),), [("在线咨询", "link", True, "页面没有内容")], []),
        ((link("在线咨询上线", "art.html"),), [("在线咨询上线", "link", True, "链接指向一篇文章")], []),
    ],
)  # fmt: skip
def test_links_are_told_by_their_names_and_by_where_they_lead(
    tmp_path: Path, links: Any, channels: Any, services: Any
) -> None:
    crawl(
        tmp_path, home(links=links), facts("empty/", PageKind.COLUMN, list_state=ListState.EMPTY),
        article("art.html", "在线咨询上线", "2026-11-01"), gone=404, busy=503, wall=412,
    )  # fmt: skip
    found = seen(tmp_path)
    assert (ways(found.channels), ways(found.services)) == (channels, services)


def test_the_channels_of_the_host_count_for_a_part_of_it(tmp_path: Path) -> None:
    crawl(tmp_path, home(links=(link("区长信箱", "qz/"),)))
    assert ways(seen(tmp_path, "jyty").channels) == [("区长信箱", "link", False, "")]
    assert seen(tmp_path, "jyty").offer_doubts == ()


def test_pages_with_messages_guides_forms_and_buttons_offer_too(tmp_path: Path) -> None:
    crawl(
        tmp_path,
        facts("hf/", PageKind.MESSAGES, title="回复选登", column_name="回复选登", messages=(Message("甲", None),)),
        facts("zn.html", PageKind.SERVICE, title="残疾人证办理", guide=(Quote("name", "甲"),)),
        facts("f/", title="写给我们", offers=(Quote("form", "姓名 留言内容", at("f/")),)),
        facts("g/", title="报名", offers=(Quote("form", "姓名 提交", at("g/")),)),
        facts("h/", title="窗口", offers=(Quote("channel", "我要咨询"), Quote("picture", "a.jpg", at("nowhere/")))),
    )  # fmt: skip
    found = seen(tmp_path)
    assert ways(found.channels) == [
        ("写给我们", "form", True, ""),
        ("我要咨询", "button", True, ""),
        ("回复选登", "page", True, ""),
        ("报名", "form", True, "有供填写的表单，用途不明"),
    ]
    assert ways(found.services) == [("残疾人证办理", "page", True, "")]


def test_a_picture_without_words_on_a_home_page_may_be_anything_unless_its_page_was_read(
    tmp_path: Path,
) -> None:
    pictures = tuple(Quote("picture", f"{n}.jpg", at(path)) for n, path in enumerate(("tzgg/", "unread/")))
    crawl(tmp_path, home(offers=pictures))
    expected = [("图片链接", "picture", True, "首页上未注明文字的图片链接")]
    assert ways(seen(tmp_path).channels) == ways(seen(tmp_path).services) == expected


@pytest.mark.parametrize(
    ("target", "cleared"),
    [
        (facts("zl/", PageKind.COLUMN, list_state=ListState.EMPTY), True),
        (facts("zl/", PageKind.COLUMN, list_state=ListState.SCRIPTED), False),
        (facts("zl/", PageKind.COLUMN, list_state=ListState.UNCLEAR), False),
        (facts("zl/", PageKind.COLUMN, list_state=ListState.EMPTY, subcolumns=(("登记", at("dj/")),)), False),
        (facts("zl/", PageKind.COLUMN, list_state=ListState.EMPTY, offers=(Quote("picture", "a.jpg"),)), False),
        (facts("other/", PageKind.COLUMN, list_state=ListState.EMPTY), False),
    ],
)  # fmt: skip
def test_what_is_only_called_alike_and_has_nothing_on_it_is_no_way(
    tmp_path: Path, target: Any, cleared: bool
) -> None:
    crawl(tmp_path, home(links=(link("专利服务", "zl/"),)), target)
    expected = [] if cleared else [("专利服务", "link", True, "仅名称相近")]
    assert ways(seen(tmp_path).services) == expected


@pytest.mark.parametrize(
    ("name", "words", "found"),
    [
        ("依申请公开", "姓名 提交", []),
        ("网上举报", "姓名 提交", []),
        ("依申请公开", "姓名 留言", [("依申请公开", "form", True, "")]),
        ("报名", "姓名 提交", [("报名", "form", True, "有供填写的表单，用途不明")]),
    ],
)
def test_forms_of_special_purpose_are_no_channels(
    tmp_path: Path, name: str, words: str, found: list[tuple[str, str, bool, str]]
) -> None:
    crawl(tmp_path, facts("f/", title=name, offers=(Quote("form", words, at("f/")),)))
    assert ways(seen(tmp_path).channels) == found


def test_columns_count_by_name_and_beyond_doubt_where_the_configuration_says_so(tmp_path: Path) -> None:
    with Crawl(tmp_path) as run:
        run.read(home())
        run.read(column("a/", "百姓之声", item("甲", "1.html")))
        run.columns(("a/", "百姓之声", "messages"), ("b/", "局长信箱", "messages"))
    assert ways(seen(tmp_path).channels) == [
        ("局长信箱", "column", True, ""),
        ("百姓之声", "column", True, "仅名称相近"),
    ]
    told = (ColumnCorrection(at("a/"), kind=ColumnKind.MESSAGES),)
    owner = Unit("zf", "区政府", UnitKind.GOVERNMENT, sites=PORTAL.sites, columns=told)
    assert ways(seen(tmp_path, "zf", owner).channels)[0] == ("百姓之声", "column", True, "")


@pytest.mark.parametrize(
    ("pages", "coverage", "doubts"),
    [
        ((), "complete", ()),
        ((), "budget", (f"{HOST} 未采集完整",)),
        ((home(columns=()),), "complete", ("首页导航未能识别，可能由脚本生成",)),
        ((home(columns=(*NAV, ("互动", at("hd/")))),), "complete", ("导航栏目「互动」未能读取",)),
        ((home(columns=(*NAV, ("旧栏目", at("gone/")))),), "complete", ()),
        ((home(columns=(*NAV, ("外网", "http://other.example/"))),), "complete", ()),
        ((home(columns=(*NAV, ("咨询", at("wall/")))),), "complete", ("导航栏目「咨询」未能读取",)),
    ],
)
def test_what_was_not_read_is_said(
    tmp_path: Path, pages: Any, coverage: str, doubts: tuple[str, ...]
) -> None:
    crawl(tmp_path, *pages, coverage=coverage, gone=404, wall=412)
    assert seen(tmp_path).offer_doubts == doubts


def test_a_host_whose_home_page_was_not_read(tmp_path: Path) -> None:
    with Crawl(tmp_path) as run:
        run.read(home("jyty/", columns=(("教育动态", at("jyty/dt/")),)))
        run.read(column("jyty/dt/", "教育动态", item("乙", "jyty/1.html")))
    assert seen(tmp_path, "jyty").offer_doubts == (f"所在网站首页{HOME}未能读取",)
    assert seen(tmp_path / "none", "jyty").offer_doubts == (f"{HOST} 未采集",)
