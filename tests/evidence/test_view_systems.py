"""Libraries, gazettes and zones of a district, what lies in them, and the documents that a library should hold."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

import pytest
from record_samples import HOME, HOST, Crawl, article, at, column, facts, item, span

from crawler.extract.links import url_key
from evidence.district import DistrictFiles
from evidence.records import Link, ListState, PageFacts, PageKind, Region, Site, Unit, UnitKind
from evidence.systems import SystemsArea
from evidence.units import UnitEvidence
from evidence.view import view
from evidence.view_systems import GAZETTE, LIBRARY, ZONE

PORTAL = Unit("zf", "云溪区人民政府", UnitKind.GOVERNMENT, sites=(Site(HOME, (HOME,), True, portal=True),))
OFFICE = Unit("zfb", "区政府办公室", UnitKind.OFFICE, sites=(Site(at("zfb/"), (at("zfb/"),), False),))
BUREAU = Unit("jyty", "区教育体育局", UnitKind.DEPARTMENT, sites=(Site(at("jyty/"), (at("jyty/"),), False),))
SCHOOL = Unit("xx", "云溪小学", UnitKind.INSTITUTION, sites=(Site(at("xx/"), (at("xx/"),), False),))


def district(
    data: Path, *pages: PageFacts, columns: tuple[tuple[str, str, str], ...] = (), coverage: str = "complete",
    gone: str = "", units: tuple[Unit, ...] = (PORTAL, OFFICE, BUREAU, SCHOOL),
) -> dict[str, UnitEvidence]:  # fmt: skip
    """Every unit of a district whose host was crawled once, by id."""
    with Crawl(data, coverage=coverage) as crawl:
        for page in pages:
            crawl.read(page)
        if gone:
            crawl.ended(gone, 404)
        crawl.looked(at("wj/3.pdf"), 200)
        crawl.looked(at("wj/4.pdf"), 404)
        crawl.columns(*columns)
    files = DistrictFiles.open(data, units, (HOST,), "海东市云溪区", url_key)
    try:
        return {one.unit.id: one for one in view(files, date(2026, 11, 23)).units}
    finally:
        files.close()


def systems(data: Path, *pages: PageFacts, **rest: Any) -> SystemsArea:
    return district(data, *pages, **rest)["zf"].systems


def policy(path: str, title: str, number: str, **rest: Any) -> PageFacts:
    return article(
        path, title, "2026-05-01", document_number=number, is_policy=True, interpretation_due=True, **rest
    )


@pytest.mark.parametrize(
    ("name", "kind"),
    [
        ("政府文件库", LIBRARY),
        ("文件库", LIBRARY),
        ("政策文件库", LIBRARY),
        ("云溪区政府文件库", LIBRARY),
        ("政策库", LIBRARY),
        ("行政规范性文件库", None),
        ("惠企政策库", ZONE),
        ("政策文件", None),
        ("政府公报", GAZETTE),
        ("云溪区人民政府公报", GAZETTE),
        ("公报", GAZETTE),
        ("统计公报", None),
        ("环境状况公报", None),
        ("通知公告公报", None),
        ("惠企政策", ZONE),
        ("惠企政策包", ZONE),
        ("政策包", ZONE),
        ("助企纾困政策专区", ZONE),
        ("政策集成", ZONE),
        ("政策解读", None),
        ("企业服务", ZONE),  # by name; without 政策 or 专区 it is told no zone
    ],
)
def test_what_a_column_is_by_its_name(name: str, kind: Any) -> None:
    found = [pattern for pattern in (LIBRARY, GAZETTE, ZONE) if pattern.fullmatch(name)]
    assert found == ([kind] if kind else [])


@pytest.mark.parametrize(
    ("name", "is_ours"),
    [
        ("政府公报", True),
        ("云溪区政府公报", True),
        ("区政府公报", True),
        ("市政府公报", False),
        ("海东市人民政府公报", False),
        ("省政府公报", False),
    ],
)
def test_the_gazette_of_another_level_is_not_kept_here(tmp_path: Path, name: str, is_ours: bool) -> None:
    shown = column("gb/index.html", name, item("2026年第1期", "1.html", "2026-03-01"))
    area = systems(tmp_path, shown, columns=(("gb/index.html", name, "other"),))
    assert [one.column.name for one in area.gazettes] == ([name] if is_ours else [])


def test_a_library_with_its_parts_and_what_stands_in_it(tmp_path: Path) -> None:
    area = systems(
        tmp_path,
        column("wjk/index.html", "政府文件库", list_state=ListState.CONTAINER, filters=()),
        column("wjk/zf/index.html", "区政府文件", item("关于甲的通知", "wj/1.html", "2026-05-01")),
        column("tzgg/index.html", "通知公告", item("关于乙的通知", "tz/2.html", "2026-05-01")),
        article("wj/1.html", "关于甲的通知", "2026-05-01"),
        article("tz/2.html", "关于乙的通知", "2026-05-01"),
        article("tz/3.html", "关于丙的通知", "2026-05-01", crumbs=(("首页", HOME), ("政府文件库", at("wjk/")), ("正文", None))),
        columns=(
            ("wjk/index.html", "政府文件库", "policy"), ("wjk/zf/index.html", "区政府文件", "policy"),
            ("tzgg/index.html", "通知公告", "notices"),
        ),
    )  # fmt: skip
    (library,) = area.libraries
    assert (library.column.name, [part.name for part in library.parts]) == ("政府文件库", ["区政府文件"])
    assert [page.url for page in library.members] == [at("tz/3.html"), at("wj/1.html")]
    assert library.page is not None
    assert library.whole
    assert (area.gazettes, area.zones) == ((), ())


def test_parts_that_a_library_only_links_to(tmp_path: Path) -> None:
    sub = (("区政府文件", at("qzfwj/index.html")),)
    listing = column("qzfwj/index.html", "区政府文件", item("关于甲的通知", "wj/1.html", "2026-05-01"))
    rows = (("wjk/index.html", "政府文件库", "policy"), ("qzfwj/index.html", "区政府文件", "policy"))
    for state, parts in ((ListState.CONTAINER, 1), (ListState.ITEMS, 0)):  # beside a list they are navigation
        home = column("wjk/index.html", "政府文件库", list_state=state, subcolumns=sub)
        (library,) = systems(tmp_path / state, home, listing, columns=rows).libraries
        assert len(library.parts) == parts


def test_what_lies_in_another_column_is_no_part(tmp_path: Path) -> None:
    """A menu lists the columns of the whole site, on the page of the library as well."""
    sub = (
        ("区政府文件", at("qzfwj/index.html")), ("法定主动公开内容", at("xxgk/fdgk/index.html")),
        ("依申请公开", at("ysqgk/index.html")),
    )  # fmt: skip
    listing = column("qzfwj/index.html", "区政府文件", item("关于甲的通知", "wj/1.html", "2026-05-01"))
    home = column("wjk/index.html", "政府文件库", list_state=ListState.CONTAINER, subcolumns=sub)
    others = column("xxgk/index.html", "信息公开"), column("xxgk/fdgk/index.html", "法定主动公开内容")
    rows = (
        ("wjk/index.html", "政府文件库", "policy"), ("qzfwj/index.html", "区政府文件", "policy"),
        ("xxgk/index.html", "信息公开", "disclosure"), ("xxgk/fdgk/index.html", "法定主动公开内容", "disclosure"),
        ("ysqgk/index.html", "依申请公开", "disclosure"),
    )  # fmt: skip
    (library,) = systems(tmp_path, home, listing, *others, columns=rows).libraries
    assert [part.name for part in library.parts] == ["区政府文件"]


def test_a_library_of_a_host_that_was_not_read_whole(tmp_path: Path) -> None:
    home = column("wjk/index.html", "政府文件库", item("关于甲的通知", "wj/1.html", "2026-05-01"))
    rows = (("wjk/index.html", "政府文件库", "policy"),)
    (library,) = systems(tmp_path, home, columns=rows, coverage="budget").libraries
    assert not library.whole


def test_documents_are_those_that_units_of_the_district_made(tmp_path: Path) -> None:
    home = column("wjk/index.html", "政府文件库", item("关于甲的通知", "wj/1.html", "2026-05-01"))
    found = district(
        tmp_path,
        home,
        policy("wj/1.html", "云溪区人民政府关于甲的通知", "云政发〔2026〕1号"),
        policy("jyty/1.html", "区教育体育局关于乙的通知", "云教字〔2026〕2号", validity="有效"),
        policy("jyty/2.html", "海东市教育局关于丙的通知", "海教发〔2026〕3号", issuer="海东市教育局"),
        article("jyty/3.html", "关于丁的通知", "2026-05-01", is_policy=True),
        policy("xx/4.html", "云溪小学关于戊的规定", "云小发〔2026〕4号"),
        columns=(("wjk/index.html", "政府文件库", "policy"),),
    )
    documents = found["zf"].systems.documents
    assert [(one.url, one.unit, one.kind) for one in documents] == [
        (at("jyty/1.html"), "jyty", UnitKind.DEPARTMENT),
        (at("wj/1.html"), "zf", UnitKind.GOVERNMENT),
    ]
    assert (documents[0].number, documents[0].validity, documents[0].published) == (
        "云教字〔2026〕2号",
        "有效",
        span("2026-05-01"),
    )
    assert found["jyty"].systems == SystemsArea()


def test_government_and_office_know_each_other(tmp_path: Path) -> None:
    found = district(tmp_path, facts("", PageKind.HOME))
    assert {unit: one.systems.kept_by and one.systems.kept_by.unit.id for unit, one in found.items()} == {
        "zf": "zfb", "zfb": "zf", "jyty": None, "xx": None,
    }  # fmt: skip


def test_of_two_offices_none_is_taken(tmp_path: Path) -> None:
    other = Unit("dwb", "区委办公室", UnitKind.OFFICE, sites=(Site(at("dwb/"), (at("dwb/"),), False),))
    found = district(tmp_path, facts("", PageKind.HOME), units=(PORTAL, OFFICE, other))
    assert found["zf"].systems.kept_by is None
    assert found["zfb"].systems.kept_by is not None


def test_an_office_beside_one_government_is_no_other_governments(tmp_path: Path) -> None:
    zone = Unit("kfq", "云溪经济开发区管理委员会", UnitKind.GOVERNMENT, sites=(Site("http://kfq.example.gov.cn/", ("http://kfq.example.gov.cn/",), True),))  # fmt: skip
    found = district(tmp_path, facts("", PageKind.HOME), units=(PORTAL, OFFICE, zone))
    assert found["kfq"].systems.kept_by is None
    assert found["zf"].systems.kept_by is not None


def test_a_gazette_knows_which_of_its_files_opened(tmp_path: Path) -> None:
    rows = (
        item("2026年第3期", "wj/3.pdf"),
        item("2026年第4期", "wj/4.pdf"),
        item("2026年第5期", "gb/5.html"),
    )
    (gazette,) = systems(
        tmp_path,
        column("gb/index.html", "政府公报", *rows),
        article("gb/5.html", "2026年第5期", attachments=(at("wj/5.pdf"),)),
        columns=(("gb/index.html", "政府公报", "policy"),),
    ).gazettes
    assert gazette.answered == {at("wj/3.pdf")}


def test_packages_come_with_their_links_and_what_stands_there(tmp_path: Path) -> None:
    links = tuple(
        Link(at(path), text, region)
        for path, text, region in (
            ("zc/1.html", "政策原文", Region.MAIN),
            ("zc/2.html", "在线申报", Region.MAIN),
            ("zc/3.html", "资金兑现", Region.MAIN),
            ("about.html", "关于我们", Region.NAV),
        )
    )
    area = systems(
        tmp_path,
        column("hq/index.html", "惠企政策", item("技改政策包", "hq/1.html"), item("某某办法", "hq/2.html")),
        article("hq/1.html", "技改政策包", links=links, text="技改政策一览"),
        article("hq/2.html", "某某办法", links=links, text="第一条"),
        article("zc/1.html", "技改办法", text="第一条 技改补贴"),
        columns=(("hq/index.html", "惠企政策", "policy"),),
        gone="zc/3.html",
    )
    assert [zone.column.name for zone in area.zones] == ["惠企政策"]
    found = {one.page.url: one for one in area.zone_pages}
    assert found.keys() == {at("hq/index.html"), at("hq/1.html"), at("hq/2.html")}
    assert (found[at("hq/1.html")].text, found[at("hq/2.html")].links) == ("技改政策一览", ())
    original, apply, paid = found[at("hq/1.html")].links
    assert (original.text, original.body, original.why_unread) == (
        "政策原文",
        "技改办法\n第一条 技改补贴",
        "",
    )
    assert (apply.body, apply.why_unread) == ("", "本次未采集")
    assert paid.why_unread == "页面返回404"


def test_services_for_businesses_are_no_zone_of_policies(tmp_path: Path) -> None:
    rows = (("qyfw/index.html", "企业服务", "services"),)
    assert (
        systems(tmp_path, column("qyfw/index.html", "企业服务", item("办事", "q/1.html")), columns=rows).zones
        == ()
    )
