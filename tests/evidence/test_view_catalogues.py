"""Catalogues of decisions and of disclosure, and where their links lead, over the whole district."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from record_samples import HOME, HOST, Crawl, article, at, facts, span

from crawler.extract.links import url_key
from crawler.extract.page import read_page
from evidence.called import CalledUnits
from evidence.district import DistrictFiles
from evidence.records import (
    Consultation,
    Item,
    Link,
    ListState,
    PageFacts,
    PageKind,
    Quote,
    Region,
    Site,
    Unit,
    UnitKind,
)
from evidence.tables import Cell, Table
from evidence.units import UnitEvidence
from evidence.view import view

PORTAL = Unit("zf", "云溪区人民政府", UnitKind.GOVERNMENT, sites=(Site(HOME, (HOME,), True, portal=True),))
SCHOOLS = Unit("jyty", "区教育体育局", UnitKind.DEPARTMENT, ("云溪区教育和体育局",), sites=(Site(at("jyty/"), (at("jyty/"),), False),))  # fmt: skip
STREET = Unit("qh", "青禾街道办事处", UnitKind.STREET, sites=(Site(at("qh/"), (at("qh/"),), False),))
UNITS = (PORTAL, SCHOOLS, STREET)
AS_OF = date(2026, 11, 23)
TITLE = "云溪区2026年度重大行政决策事项目录"
HEAD = ("序号", "事项名称", "承办单位", "决策草案")
CHANNELS = "■政府网站 □政府公报 ■两微一端"


def judged(data: Path, as_of: date = AS_OF, units: tuple[Unit, ...] = UNITS) -> dict[str, UnitEvidence]:
    files = DistrictFiles.open(data, units, (HOST,), "海东市云溪区", url_key)
    try:
        return {one.unit.id: one for one in view(files, as_of).units}
    finally:
        files.close()


def crawled(data: Path, *pages: PageFacts, **rest: Any) -> dict[str, UnitEvidence]:
    with Crawl(data) as crawl:
        crawl.read(facts("", PageKind.HOME, title="云溪区人民政府"))
        for page in pages:
            crawl.read(page)
    return judged(data, **rest)


def cell(text: str, *paths: str) -> Cell:
    return Cell(text, tuple((text, at(path)) for path in paths))


def table(*rows: tuple[Cell, ...], header: tuple[str, ...] = HEAD, caption: str = "") -> Table:
    return Table(header, rows, caption)


def decision(name: str, body: str = "区教育体育局", *paths: str) -> tuple[Cell, ...]:
    return (cell("1"), cell(name), cell(body), cell("草案", *paths))


def catalogue(*rows: tuple[Cell, ...], title: str = TITLE, path: str = "ml.html", **rest: Any) -> PageFacts:
    tables = rest.pop("tables", (table(*rows),) if rows else ())
    return article(path, title, rest.pop("day", "2026-05-01"), tables=tables, text_chars=900, **rest)


RULES = "云溪区渡口安全管理办法"


def test_items_are_their_organizers_and_the_rest_the_governments(tmp_path: Path) -> None:
    found = crawled(
        tmp_path,
        catalogue(
            decision(RULES),
            decision("绿道规划", "云溪区教育和体育局、区财政局"),
            decision("学区划分", "教育体育局"),
            decision("防汛预案", "区应急局"),
        ),
    )
    assert [one.name for one in found["jyty"].decision_items] == [RULES, "绿道规划", "学区划分"]
    assert [one.name for one in found["zf"].decision_items] == ["防汛预案"]
    assert found["qh"].decision_items == ()
    (known,) = found["qh"].decision_catalogues
    assert (known.owner, known.year, known.item_count, known.linked, known.unread) == (
        "zf",
        2026,
        4,
        False,
        "",
    )
    assert known.header == HEAD


def test_links_tell_where_they_lead(tmp_path: Path) -> None:
    with Crawl(tmp_path) as crawl:
        crawl.read(facts("", PageKind.HOME, title="云溪区人民政府"))
        paths = (
            "a.html",
            "b.html",
            "c.html",
            "http://else.example.cn/d",
            "http://else.example.cn/e",
            "f.html",
        )
        crawl.read(catalogue(decision(RULES, "区教育体育局", *paths)))
        called = Consultation(feedback=Quote("feedback", "采纳3条"))
        named = Link(at("x.docx"), "附件：起草说明", Region.MAIN), Link(at("y/"), "政策解读", Region.NAV)
        crawl.read(
            article(
                "a.html",
                "公开征求意见",
                text="第一条",
                text_chars=90,
                consultation=called,
                links=named,
                attachments=(at("x.docx"),),
            )
        )
        crawl.ended("b.html", 404)
        crawl.read(article("c.html", "图解", text_chars=3))
        crawl.looked("http://else.example.cn/d", 200)
        crawl.looked("http://else.example.cn/e", 500)
        crawl.read(
            facts(
                "f.html",
                PageKind.COLUMN,
                title="公众参与",
                items=(Item("草案说明", at("g.html")),),
                list_state=ListState.ITEMS,
            )
        )
    (one,) = judged(tmp_path)["jyty"].decision_items
    a, b, c, d, e, f = one.links
    assert (a.title, a.read, a.answered, a.has_feedback, a.doubt) == (
        "公开征求意见",
        True,
        True,
        True,
        "附件未能读取",
    )
    assert "起草说明" in a.said
    assert "第一条" in a.said
    assert "政策解读" not in a.said
    assert [(page.read, page.answered, len(page.looks)) for page in (b, d, e)] == [
        (False, False, 1),
        (False, True, 0),
        (False, False, 1),
    ]
    assert "没有文字" in c.doubt
    assert "草案说明" in f.said
    assert {page.head for page in one.links} == {"决策草案"}
    assert one.linked


def test_a_link_that_ends_at_a_home_page_or_a_notice_is_doubted(tmp_path: Path) -> None:
    with Crawl(tmp_path) as crawl:
        crawl.read(
            facts("", PageKind.HOME, title="云溪区人民政府", links=(Link(at("z/"), "决策草案", Region.MAIN),))
        )
        crawl.read(catalogue(decision(RULES, "区教育体育局", "old.html", "gone.html")))
        crawl.ended("old.html", 302, location=HOME)
        crawl.read(article("gone.html", "提示", text_chars=80, says_missing="页面不存在"))
    (one,) = judged(tmp_path)["jyty"].decision_items
    assert [(page.answered, page.doubt) for page in one.links] == [
        (False, "链接转到首页"),
        (False, "页面提示内容不存在"),
    ]
    assert one.links[0].said == ""


def test_rows_of_one_item_are_taken_together(tmp_path: Path) -> None:
    rows = (
        decision(RULES, "区教育体育局", "a.html"),
        decision(RULES, "区教育体育局", "b.html"),
        decision("", "区财政局"),
        decision("1", "区财政局"),
    )
    (one,) = crawled(tmp_path, catalogue(*rows))["jyty"].decision_items
    assert [page.url for page in one.links] == [at("a.html"), at("b.html")]
    assert one.cells.count(("承办单位", "区教育体育局")) == 1


def test_pages_that_name_an_item_are_found_over_the_whole_district(tmp_path: Path) -> None:
    found = crawled(
        tmp_path,
        catalogue(decision("制定《云溪区渡口安全管理办法》"), decision("绿道规划")),
        article("jyty/1.html", "关于《渡口安全管理办法（征求意见稿）》公开征求意见的公告", "2026-06-01"),
        article(
            "qh/2.html", "决策草案", "2026-06-02", crumbs=(("首页", HOME), ("云溪区渡口安全管理办法", None))
        ),
        article("3.html", "渡口安全检查", "2026-06-03"),
        article("4.html", "绿道规划公示", "2026-06-03"),  # too short a name to tell
        facts("5/", PageKind.COLUMN, title="渡口安全管理办法"),
    )
    first, second = found["jyty"].decision_items
    assert [page.url for page in first.named_on] == [at("jyty/1.html"), at("qh/2.html")]
    assert second.named_on == ()
    assert found["zf"].decision_catalogues[0].named_count == 1


@pytest.mark.parametrize(
    ("page", "years"),
    [
        (catalogue(decision(RULES)), [2026]),
        (catalogue(decision(RULES), title="重大行政决策事项目录"), [2026]),  # its publish date tells
        (catalogue(decision(RULES), title="重大行政决策事项目录", day=None), []),
        (catalogue(decision(RULES), title="云溪区2025年度重大行政决策事项目录"), [2025]),
        (catalogue(decision(RULES), title="云溪区2024年度重大行政决策事项目录"), []),
        (catalogue(decision(RULES), title="关于公布云溪区2026年度重大行政决策事项的通知"), [2026]),
        (catalogue(decision(RULES), title="关于申报2026年度重大行政决策事项的通知"), []),
        (catalogue(decision(RULES), title="2026年度重大行政决策事项完成情况"), []),
        (catalogue(decision(RULES), title="云溪区2027年度重大行政决策事项目录"), []),
        (catalogue(decision(RULES), title="关于征集2026年度重大行政决策事项目录建议的公告"), []),
        (catalogue(decision(RULES), title="重大行政决策事项目录管理办法"), []),
        (catalogue(decision(RULES), title="2026年度政务公开事项目录"), []),
        (catalogue(decision(RULES), title="海东市2026年度重大行政决策事项目录"), []),  # the city's, passed on
        (catalogue(decision(RULES), title="关于公布《平安县2026年度重大行政决策事项目录》的公告"), []),
        (catalogue(decision(RULES), title="关于公布区级2026年度重大行政决策事项目录的公告"), [2026]),
        (facts("jc/", PageKind.COLUMN, title="决策公开", tables=(table(decision(RULES), caption=TITLE),)), [2026]),
        (facts("jc/", PageKind.COLUMN, title=TITLE, list_state=ListState.ITEMS), []),  # leads on to something
    ],
)  # fmt: skip
def test_which_pages_are_catalogues(tmp_path: Path, page: PageFacts, years: list[int]) -> None:
    assert [one.year for one in crawled(tmp_path, page)["zf"].decision_catalogues] == years


@pytest.mark.parametrize(
    ("page", "why"),
    [
        (catalogue(attachments=(at("a.docx"),)), "附件"),
        (replace(catalogue(), text_chars=20), "图片"),
        (catalogue(), "未能识别出目录表格"),
        (catalogue(tables=(Table(("姓名", "职务"), ((Cell("周敏"), Cell("主任")),)),)), "未能识别出目录表格"),
        (facts("a.docx", title=TITLE, file_type="docx", published=span("2026-05-01")), "附件"),
    ],
)  # fmt: skip
def test_a_catalogue_that_is_no_table_says_so(tmp_path: Path, page: PageFacts, why: str) -> None:
    (found,) = crawled(tmp_path, page)["zf"].decision_catalogues
    assert why in found.unread


def test_the_fullest_version_counts_and_a_bodys_own_is_another(tmp_path: Path) -> None:
    found = crawled(
        tmp_path,
        catalogue(decision(RULES, "区教育体育局", "a.html"), path="1.html"),
        catalogue(decision(RULES), path="2.html", day="2026-09-01"),
        catalogue(path="3.html", day="2026-10-01", attachments=(at("a.docx"),)),
        catalogue(
            decision("绿道", "区教育体育局", "a.html"),
            title=f"关于调整{TITLE}的公告",
            path="5.html",
            day="2026-10-01",
        ),
        catalogue(
            decision("校车管理规定", ""), title="区教育体育局2026年度重大行政决策事项目录", path="jyty/4.html"
        ),
    )
    known = {unit: {one.owner: one.seen.url for one in found[unit].decision_catalogues} for unit in found}
    assert known["zf"] == {"zf": at("1.html")}
    assert known["jyty"] == {"zf": at("1.html"), "jyty": at("jyty/4.html")}
    assert {one.name for one in found["jyty"].decision_items} == {RULES, "校车管理规定"}


# ---------------------------------------------------------------- 基层政务公开标准目录

STANDARD = "义务教育领域基层政务公开标准目录"
ROWS = ("二级事项", "公开主体", "公开渠道和载体", "链接")


def standard(*rows: tuple[Cell, ...], title: str = STANDARD, path: str = "bz.html", **rest: Any) -> PageFacts:
    header = rest.pop("header", ROWS)
    tables = (table(*rows, header=header),) if rows else ()
    return article(path, title, "2026-03-01", tables=tables, **rest)


def disclosed(body: str = "区教育体育局", channels: str = CHANNELS, *paths: str) -> tuple[Cell, ...]:
    return (cell("招生方案"), cell(body), cell(channels), cell("查看", *paths))


def test_a_catalogue_is_the_governments_and_those_whom_it_names(tmp_path: Path) -> None:
    found = crawled(
        tmp_path, standard(disclosed("区教育体育局、区财政局", CHANNELS, "a.html")), article("a.html", "招生")
    )
    (one,) = found["zf"].standard_catalogues
    (row,) = one.rows
    assert (one.title, one.owner, one.unread, one.names) == (STANDARD, "zf", "", frozenset(("jyty",)))
    assert (row.name, row.on_site, row.units) == ("招生方案", True, frozenset(("jyty",)))
    assert [(page.url, page.read) for page in row.links] == [(at("a.html"), True)]
    assert found["jyty"].standard_catalogues == (one,)
    assert found["qh"].standard_catalogues == ()


def test_a_bodys_own_catalogue_is_nothing_to_other_bodies(tmp_path: Path) -> None:
    own = article("jyty/ml.html", "区教育体育局2026年度重大行政决策事项目录", "2026-03-01")
    found = crawled(tmp_path, own)
    assert [len(found[unit].decision_catalogues) for unit in ("zf", "jyty", "qh")] == [0, 1, 0]


@pytest.mark.parametrize(
    ("sites", "count"),
    [(("http://kaifaqu.example.gov.cn/",), 0), ((at("kfq/"),), 1)],
)
def test_a_catalogue_on_one_governments_portal_is_no_other_governments(
    tmp_path: Path, sites: tuple[str, ...], count: int
) -> None:
    zone = Unit(
        "kfq", "云溪经济开发区管理委员会", UnitKind.GOVERNMENT, sites=tuple(Site(url, (url,), False) for url in sites)
    )  # fmt: skip
    found = crawled(tmp_path, standard(disclosed()), units=(*UNITS, zone))
    assert len(found["zf"].standard_catalogues) == 1
    assert len(found["kfq"].standard_catalogues) == count


@pytest.mark.parametrize(
    ("body", "units"),
    [("各街道办事处", {"qh"}), ("乡镇（街道）", {"qh"}), ("青禾街道办事处", {"qh"}), ("区应急局", set())],
)
def test_streets_are_named_together(tmp_path: Path, body: str, units: set[str]) -> None:
    (one,) = crawled(tmp_path, standard(disclosed(body)))["zf"].standard_catalogues
    assert one.rows[0].units == units


@pytest.mark.parametrize(
    ("header", "said", "ticked"),
    [
        (ROWS, CHANNELS, True),
        (ROWS, "□政府网站 ■政府公报", False),
        (ROWS, "政府网站、公报", True),
        (ROWS, "政府网站（√） 政府公报", True),
        (ROWS, "政府网站 政府公报（√）", False),
        (ROWS, "公开查阅点", None),
        (("二级事项", "公开主体", "政府网站", "链接"), "√", True),
        (("二级事项", "公开主体", "政府网站", "链接"), "", False),
        (("二级事项", "公开主体", "政府网站", "链接"), "×", False),
        (("二级事项", "公开主体", "备注", "链接"), "√", None),
    ],
)
def test_ticks(tmp_path: Path, header: tuple[str, ...], said: str, ticked: bool | None) -> None:
    (one,) = crawled(tmp_path, standard(disclosed("区教育体育局", said), header=header))[
        "zf"
    ].standard_catalogues
    assert [row.on_site for row in one.rows] == [ticked]


@pytest.mark.parametrize(
    ("page", "found"),
    [
        (standard(), 1),
        (standard(title="关于印发《云溪区养老服务领域基层政务公开标准目录》的通知"), 1),
        (facts("bz/", PageKind.COLUMN, title="基层政务公开标准目录", list_state=ListState.ITEMS), 1),
        (facts("bz/", PageKind.COLUMN, title="基层政务公开标准目录", list_state=ListState.EMPTY), 0),
        (facts("bz.xlsx", title="社会救助领域政务公开标准目录", file_type="xlsx"), 1),
        (standard(title="关于做好基层政务公开标准目录编制工作的通知"), 0),
        (standard(title="我区召开基层政务公开标准化规范化推进会"), 0),
        (standard(title="主动公开基本目录"), 0),
        (standard(title="行政执法事项目录"), 0),
        (standard(title="行政事业性收费标准目录"), 0),
        (standard(title="公共企事业单位信息公开事项目录"), 0),
        (standard(title="义务教育领域标准目录"), 0),
        (standard(title="义务教育领域标准目录", column_name="基层政务公开标准化规范化"), 1),
        (standard(title="养老服务领域目录", crumbs=(("首页", HOME), ("基层政务公开", None))), 1),
    ],
)
def test_what_is_called_a_catalogue_of_disclosure(tmp_path: Path, page: PageFacts, found: int) -> None:
    assert len(crawled(tmp_path, page)["zf"].standard_catalogues) == found


def test_a_file_that_was_not_opened_is_known_by_its_link(tmp_path: Path) -> None:
    link = Link(at("f/1.rar"), "区教育体育局公开标准目录", Region.MAIN)
    found = crawled(tmp_path, article("a.html", "公开标准", links=(link,)))
    (one,) = found["jyty"].standard_catalogues
    assert (one.title, one.unread != "", one.owner) == ("区教育体育局公开标准目录", True, "zf")
    unopened = facts("f/1.xls", title="公开标准目录", file_type="xls", file_why="文件已加密")
    (one,) = crawled(tmp_path / "b", unopened)["zf"].standard_catalogues
    assert one.unread == "附件文件已加密"


@pytest.mark.parametrize(
    ("said", "first", "every"),
    [
        ("区教育体育局", "jyty", {"jyty"}),
        ("云溪区教育体育局", "jyty", {"jyty"}),
        ("海东市云溪区教育和体育局", "jyty", {"jyty"}),
        ("牵头单位：教育体育局", "jyty", {"jyty"}),
        ("青禾街道办事处、区教体局", "qh", {"qh"}),
        ("区应急局，区教育体育局", None, {"jyty"}),
        ("市教育体育局", None, set()),
        ("体育局", None, set()),
        ("", None, set()),
    ],
)
def test_bodies_by_what_they_are_called(said: str, first: str | None, every: set[str]) -> None:
    called = CalledUnits.of(UNITS, "海东市云溪区")
    assert (called.first(said), called.all(said)) == (first, every)


def test_a_name_that_two_bear_is_nobodys() -> None:
    twin = replace(SCHOOLS, id="x", name="教育体育局", aliases=())
    assert CalledUnits.of((SCHOOLS, twin), "云溪区").first("区教育体育局") is None


def test_a_catalogue_of_which_only_the_link_was_seen_is_unread(tmp_path: Path) -> None:
    link = Link(at("ml.html"), TITLE, Region.MAIN)
    found = crawled(tmp_path, article("a.html", "决策公开", links=(link,)))["zf"].decision_catalogues
    assert [(one.year, one.owner, one.unread) for one in found] == [
        (2026, "zf", "目录页面未能读取（本次未采集）")
    ]


def test_a_link_of_the_basis_is_no_link_of_the_item(tmp_path: Path) -> None:
    row = (cell("1"), cell(RULES), cell("区教育体育局"), cell("《条例》", "law.html"))
    header = ("序号", "事项名称", "承办单位", "决策依据")
    (one,) = crawled(tmp_path, catalogue(tables=(table(row, header=header),)))["jyty"].decision_items
    assert (one.links, one.linked) == ((), False)


PASTED = """<!DOCTYPE html><html><head><meta charset="utf-8"><title>目录</title><meta name="ArticleTitle" content="{title}"></head><body>
<div class="con"><h1>{title}</h1><p>发布日期：2026-05-01</p><div class="TRS_Editor"><p>经区委同意，现予公布。</p>
<table class="MsoNormalTable"><tr><td colspan="5"><p class="MsoNormal">{title}</p></td></tr>
<tr><td>序号</td><td><p>决策事项名称</p></td><td>承办单位</td><td>决策草案及说明</td><td>决策结果</td></tr>
<tr><td>1</td><td rowspan="2"><p>云溪区渡口安全管理办法</p></td><td rowspan="2">区教育<br>体育局</td><td><a href="/a.html">草案</a></td><td></td></tr>
<tr><td>2</td><td><a href="b.html">起草说明</a></td><td><a href="/c.html">印发</a></td></tr></table></div></div></body></html>"""


def test_a_page_as_it_is_pasted_from_a_word_processor(tmp_path: Path) -> None:
    page = read_page(PASTED.format(title=TITLE).encode(), at("zwgk/ml.html"))
    (one,) = crawled(tmp_path, page)["jyty"].decision_items
    assert (one.name, one.organizer) == (RULES, "区教育体育局")
    assert [(link.head, link.words, link.url) for link in one.links] == [
        ("决策草案及说明", "草案", at("a.html")),
        ("决策草案及说明", "起草说明", at("zwgk/b.html")),
        ("决策结果", "印发", at("c.html")),
    ]
