"""Host files to the index of tasks: which pages, whose, when, in which columns, with which words; and what was not seen."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import ExitStack, closing
from dataclasses import replace
from datetime import date
from hashlib import sha256
from pathlib import Path
from typing import Any

import pytest
from record_samples import HOME, HOST, Crawl, article, at, column, facts, item, span

from crawler.extract.links import url_key
from evidence.district import DistrictFiles
from evidence.pairing import district_core
from evidence.records import (
    ColumnCorrection,
    ColumnKind,
    Consultation,
    DataCall,
    ListState,
    NextPage,
    Observation,
    PageKind,
    Site,
    Unit,
    UnitKind,
)
from evidence.task_files import FilesIndex, index_tasks
from evidence.task_index import REST_UNREAD, IndexedColumn, bitmap, bits
from evidence.task_words import Names
from tests.evidence.test_full_text import OLD_INDEX

OTHER = "edu.example.gov.cn"
PORTAL = Unit("zf", "云溪区人民政府", UnitKind.GOVERNMENT, sites=(Site(HOME, (HOME,), True, portal=True),))
BUREAU = Unit(
    "jyj", "区教育局", UnitKind.DEPARTMENT, ("区教育局机关",), sites=(Site(at("jyj/"), (at("jyj/"),), False),)
)
NURSERY = Unit("yey", "区教育局第一幼儿园", UnitKind.INSTITUTION)
FINANCE = Unit("czj", "区财政局", UnitKind.DEPARTMENT, ("财政局",))
UNITS = (PORTAL, BUREAU, NURSERY, FINANCE)
DAY = date(2026, 5, 1)

Open = Callable[..., FilesIndex]


@pytest.fixture
def index(tmp_path: Path) -> Iterator[Open]:
    """Opens the index of what was recorded; the files close after the test."""
    with ExitStack() as stack:

        def opened(*units: Unit, run_id: str | None = None, netlocs: tuple[str, ...] = (HOST,)) -> FilesIndex:
            files = DistrictFiles.open(tmp_path, units or UNITS, netlocs, "海东市云溪区", url_key, run_id)
            stack.enter_context(closing(files))
            return index_tasks(files)

        yield opened


def urls(index: FilesIndex, pages: int) -> list[str]:
    return [index.pages[n].url.removeprefix(HOME) for n in bits(pages)]


def texts(index: FilesIndex, *words: str) -> list[list[str]]:
    index.prepare(words)
    return [urls(index, index.in_text(word)) for word in words]


def titles(index: FilesIndex, *words: str) -> list[list[str]]:
    index.prepare(words)
    return [urls(index, index.in_title(word)) for word in words]


def named(index: FilesIndex, name: str) -> IndexedColumn:
    (found,) = [one for one in index.columns if one.name == name]
    return found


# ---------------------------------------------------------------- which pages


def test_articles_of_all_kinds_are_pages_and_lists_answers_and_firewalls_are_none(
    tmp_path: Path, index: Open
) -> None:
    wall = facts("w.html", list_state=ListState.UNCLEAR, blocked_by="$_ts")
    with Crawl(tmp_path) as crawl:
        crawl.read(facts("", PageKind.HOME, title="首页"))
        crawl.read(column("tzgg/", "通知公告", item("甲", "1.html")))
        crawl.read(article("1.html", "甲", "2026-05-01"))
        crawl.read(article("2.html", "乙办法", is_policy=True))
        crawl.read(article("3.html", "乙办法解读", is_interpretation=True))
        crawl.read(article("4.html", "征求意见", consultation=Consultation()))
        crawl.read(facts("5.html", PageKind.MESSAGES, title="一封来信", as_article=True))
        crawl.read(facts("6.html", PageKind.MESSAGES, title="来信"))
        crawl.read(facts("7.html", title="民意征集", consultation=Consultation(), source="区财政局"))
        crawl.read(column("zj/", "意见征集", consultation=Consultation()))
        crawl.read(replace(article("api", "答复"), is_reply=True))
        crawl.read(wall)
        crawl.ended("gone.html", status=404)
    found = index()
    assert [
        (p.url.removeprefix(HOME), p.title, p.is_policy, p.is_interpretation, p.is_consultation)
        for p in found.pages
    ] == [
        ("1.html", "甲", False, False, False),
        ("2.html", "乙办法", True, False, False),
        ("3.html", "乙办法解读", False, True, False),
        ("4.html", "征求意见", False, False, True),
        ("5.html", "一封来信", False, False, False),
        ("7.html", "民意征集", False, False, True),
    ]
    assert found.pages[-1].unit == "zf"  # only an article's source tells whose it is
    assert found.facts(1).is_policy
    assert [found.pages[0].published_on, found.pages[1].published_on] == [DAY, None]


@pytest.mark.parametrize(
    ("path", "said", "unit"),
    [
        ("jyj/1.html", {}, "jyj"),  # by scope
        ("jyj/1.html", {"source": "区财政局"}, "jyj"),  # the scope says more than the source
        ("1.html", {"source": "区财政局"}, "czj"),
        ("1.html", {"issuer": "财政局"}, "czj"),
        ("1.html", {"source": "市财政局"}, "zf"),  # else the host's owner
        ("1.html", {}, "zf"),
    ],
)
def test_a_page_belongs_to_a_unit_as_everywhere(
    tmp_path: Path, index: Open, path: str, said: dict[str, str], unit: str
) -> None:
    with Crawl(tmp_path) as crawl:
        crawl.read(article(path, "甲", **said))
    assert [page.unit for page in index().pages] == [unit]


def test_what_nobody_claims_is_nobodys(tmp_path: Path, index: Open) -> None:
    with Crawl(tmp_path) as crawl:
        crawl.read(article("1.html", "甲"))
        crawl.read(column("tzgg/", "通知公告", item("甲", "1.html")))
        crawl.columns(("tzgg/", "通知公告", "notices"))
    found = index(BUREAU)
    assert [page.unit for page in found.pages] == [""]
    assert [(one.name, one.unit, urls(found, one.pages)) for one in found.columns] == [
        ("通知公告", "", ["1.html"])
    ]


@pytest.mark.parametrize(
    ("own", "rows", "told"),
    [
        ("2026-05-01", ["2026-06-01"], "2026-05-01"),  # the page tells
        (None, ["2026-06-01"], "2026-06-01"),
        (None, ["2026-06-02", "2026-06-01"], "2026-06-01"),  # several lists: the earliest
        (None, [None], None),
        (None, [], None),
    ],
)
def test_a_page_without_a_day_has_that_of_its_row(
    tmp_path: Path, index: Open, own: str | None, rows: list[str | None], told: str | None
) -> None:
    with Crawl(tmp_path) as crawl:
        crawl.read(article("1.html", "甲", own))
        for n, day in enumerate(rows):
            crawl.read(column(f"list{n}/", f"栏目{n}", item("甲", "1.html", day)))
    (page,) = index().pages
    assert page.published_on == (date.fromisoformat(told) if told else None)


def test_a_day_in_an_address_yields_to_one_that_a_row_shows(tmp_path: Path, index: Open) -> None:
    in_url = replace(item("甲", "1.html"), date=replace(span("2026-01-01"), source="url"))
    with Crawl(tmp_path) as crawl:
        crawl.read(article("1.html", "甲"))
        crawl.read(column("a/", "栏目一", in_url))
        crawl.read(column("b/", "栏目二", item("甲", "1.html", "2026-05-01")))
    assert [page.published_on for page in index().pages] == [DAY]


def test_an_opened_attachment_is_its_bearers_in_unit_day_and_column(tmp_path: Path, index: Open) -> None:
    with Crawl(tmp_path) as crawl:
        crawl.read(column("jyj/tz/", "通知公告", item("甲", "jyj/1.html")))
        crawl.read(
            article("jyj/1.html", "甲", "2026-05-01", source="国务院", attachments=(at("files/a.docx"),))
        )
        crawl.read(facts("files/a.docx", title="意见采纳情况", file_type="docx", text="采纳 情况"))
        crawl.read(facts("files/b.docx", title="无主", file_type="docx", text="其他"))
        crawl.columns(("jyj/tz/", "通知公告", "notices"))
    found = index()
    told = [
        (p.url.removeprefix(HOME), p.title, p.unit, p.published_on, p.borne_by.removeprefix(HOME))
        for p in found.pages
    ]
    assert told == [
        ("files/a.docx", "意见采纳情况", "jyj", DAY, "jyj/1.html"),
        ("files/b.docx", "无主", "zf", None, ""),
        ("jyj/1.html", "甲", "jyj", DAY, ""),
    ]
    assert urls(found, named(found, "通知公告").pages) == ["files/a.docx", "jyj/1.html"]
    assert texts(found, "采纳情况") == [["files/a.docx"]]
    assert [bool(found.relayed_from(n)) for n in range(3)] == [True, False, True]  # as its bearer is


@pytest.mark.parametrize(("depths", "bearer"), [((1, 2), "jyj/1.html"), ((2, 1), "jyj/2.html")])
def test_the_page_nearest_the_home_page_bears_a_file_that_several_offer(
    tmp_path: Path, index: Open, depths: tuple[int, int], bearer: str
) -> None:
    with Crawl(tmp_path) as crawl:
        for path, depth in zip(("jyj/1.html", "jyj/2.html"), depths, strict=True):
            crawl.read(article(path, path, attachments=(at("files/a.docx"),)), depth=depth)
        crawl.read(facts("files/a.docx", title="表", file_type="docx"))
    assert [page.borne_by.removeprefix(HOME) for page in index().pages if page.borne_by] == [bearer]


def test_a_row_that_leads_straight_to_a_file_bears_it(tmp_path: Path, index: Open) -> None:
    with Crawl(tmp_path) as crawl:
        crawl.read(column("jyj/tz/", "通知公告", item("表", "files/a.docx", "2026-05-01")))
        crawl.read(facts("files/a.docx", title="表", file_type="docx"))
        crawl.columns(("jyj/tz/", "通知公告", "notices"))
    found = index()
    assert [(page.unit, page.published_on) for page in found.pages] == [("jyj", DAY)]
    assert urls(found, named(found, "通知公告").pages) == ["files/a.docx"]


def test_only_the_version_of_the_run_counts(tmp_path: Path, index: Open) -> None:
    with Crawl(tmp_path, "r1") as crawl:
        crawl.read(article("1.html", "旧题", text="公众代表列席"), b"old")
    with Crawl(tmp_path, "r2", day=1) as crawl:
        crawl.read(article("1.html", "新题", text="另一内容"), b"new")
    assert texts(index(), "列席", "另一内容", "公众代表") == [[], ["1.html"], []]
    assert texts(index(run_id="r1"), "列席", "另一内容", "公众代表") == [["1.html"], [], ["1.html"]]
    assert [page.title for page in index(run_id="r1").pages] == ["旧题"]


# ---------------------------------------------------------------- words

WORDS = {
    "列席": ["1.html", "3.html"],
    "列 席": ["1.html", "3.html"],
    "公众代表": ["1.html"],
    "常务会议": ["1.html", "2.html"],  # white space in the text
    "代表会议": [],  # both pairs of characters stand there, apart
    "会务常议": [],
    "12345": ["2.html"],
    "12345热线": ["2.html"],
    "一企一档": ["3.html"],
    "市": ["4.html"],
    "A类": ["4.html"],
    "a类": [],
    "“一企一档”": ["3.html"],
    "82050000": [],  # numbers this long are never looked for
    "　": [],
}


def pages_of_words(crawl: Crawl) -> None:
    crawl.read(article("1.html", "甲", text="公众代表列席区政府常 务\n会议，代表们审议"))
    crawl.read(article("2.html", "拨打12345热线反映常务会议", text="电话82050000"))
    crawl.read(article("3.html", "建立“一企一档”制度", text="列　席"))
    crawl.read(article("4.html", "乙", excerpt="全市A类"))


@pytest.mark.parametrize("old", [False, True])
def test_words_are_found_with_the_index_and_in_older_files_without(
    tmp_path: Path, index: Open, old: bool
) -> None:
    with Crawl(tmp_path) as crawl:
        pages_of_words(crawl)
        if old:
            crawl.store.database.execute("DROP TABLE page_fts")
            crawl.store.database.execute(OLD_INDEX)
    found = index()
    assert dict(zip(WORDS, texts(found, *WORDS), strict=True)) == WORDS
    asked = ["列席", "12345热线", "一企一档", "制度"]
    assert titles(found, *asked) == [[], ["2.html"], ["3.html"], ["3.html"]]


def test_words_prepared_later_are_found_as_well(tmp_path: Path, index: Open) -> None:
    with Crawl(tmp_path) as crawl:
        pages_of_words(crawl)
    found = index()
    assert texts(found, "列席") == [["1.html", "3.html"]]
    assert texts(found, "常务会议", "列席") == [["1.html", "2.html"], ["1.html", "3.html"]]


@pytest.mark.parametrize("ask", [FilesIndex.in_title, FilesIndex.in_text])
def test_a_word_that_was_not_prepared_is_an_error(tmp_path: Path, index: Open, ask: Any) -> None:
    with Crawl(tmp_path) as crawl:
        pages_of_words(crawl)
    found = index()
    found.prepare(["列席"])
    with pytest.raises(LookupError, match="常务会议: not among the words"):
        ask(found, "常务会议")


def test_a_page_that_was_read_anew_has_its_new_words(tmp_path: Path, index: Open) -> None:
    with Crawl(tmp_path) as crawl:
        crawl.read(article("1.html", "甲", text="公众代表列席"), b"same")
        crawl.read(article("1.html", "甲", text="征求意见"), b"same")
    assert texts(index(), "列席", "公众代表", "征求意见") == [[], [], ["1.html"]]


def test_text_is_the_main_text_else_the_excerpt(tmp_path: Path, index: Open) -> None:
    with Crawl(tmp_path) as crawl:
        pages_of_words(crawl)
    found = index()
    assert [found.text(2), found.text(3)] == ["列　席", "全市A类"]


# ---------------------------------------------------------------- units named


@pytest.mark.parametrize(
    ("said", "units"),
    [
        ({"text": "区教育局参加"}, {"jyj"}),
        ({"text": "区 教育局参加"}, {"jyj"}),
        ({"source": "区教育局"}, {"jyj"}),
        ({"title": "区教育局开放日"}, {"jyj"}),
        ({"text": "区教育局第一幼儿园开放"}, {"yey"}),  # the longest name is meant
        ({"text": "区教育局与区教育局第一幼儿园"}, {"jyj", "yey"}),
        ({"text": "区教育局机关"}, {"jyj"}),
        ({"text": "海东市云溪区财政局"}, {"czj"}),
        ({"text": "云溪区财政局"}, {"czj"}),
        ({"text": "我区财政局长"}, {"czj"}),
        ({"text": "据市财政局通知"}, set()),  # another level's
        ({"text": "海东市平川区财政局"}, set()),  # another place's
        ({"text": "市财政局会同财政局"}, {"czj"}),
        ({"text": "教育"}, set()),
    ],
)
@pytest.mark.parametrize("old", [False, True])
def test_units_that_a_page_names(
    tmp_path: Path, index: Open, said: dict[str, str], units: set[str], old: bool
) -> None:
    with Crawl(tmp_path) as crawl:
        crawl.read(article("jyj/1.html", **{"title": "甲", **said}))
        if old:
            crawl.store.database.execute("DROP TABLE page_fts")
    found = index()
    assert {unit.id for unit in UNITS if found.names_unit(unit.id)} == units
    found.prepare(["教育局"])
    assert {unit.id for unit in UNITS if found.names_unit(unit.id)} == units
    assert found.names_unit("nobody") == 0


@pytest.mark.parametrize(
    ("said", "handed_on"),
    [
        ({"title": "区财政局举办培训", "source": "区财政局"}, True),
        ({"title": "财政局举办培训", "source": "云溪区财政局"}, True),
        (
            {"title": "区财政局举办培训", "source": "区财政局", "text": "区教育局参加"},
            False,
        ),  # it is about both
        ({"title": "区财政局到区教育局培训", "source": "区财政局"}, False),
        ({"title": "区财政局举办培训"}, False),  # nobody says who made it
        ({"title": "区财政局举办培训", "source": "区教育局"}, False),
        ({"title": "举办培训", "source": "区财政局"}, False),  # whose training it was is not told
        ({"title": "市财政局举办培训", "source": "市财政局"}, False),  # of another level: relayed
    ],
)
def test_what_another_body_of_the_district_made_is_only_handed_on(
    tmp_path: Path, index: Open, said: dict[str, str], handed_on: bool
) -> None:
    with Crawl(tmp_path) as crawl:
        crawl.read(article("jyj/1.html", **said))
    found = index()
    assert urls(found, found.handed_on("jyj")) == (["jyj/1.html"] if handed_on else [])
    assert not found.handed_on("czj")


@pytest.mark.parametrize(
    ("title", "unit"),
    [
        ("区教育局举办培训", "jyj"),
        ("云溪区教育局举办培训", "jyj"),
        ("海东市云溪区教育局举办培训", "jyj"),
        ("区教育局 第一幼儿园开放", "yey"),
        ("财政局举办培训", "czj"),
        ("市财政局举办培训", ""),
        ("平川区财政局举办培训", ""),
        ("关于区财政局的通知", ""),
        ("举办培训", ""),
    ],
)
def test_whose_doings_a_title_tells(tmp_path: Path, index: Open, title: str, unit: str) -> None:
    with Crawl(tmp_path) as crawl:
        crawl.read(article("1.html", title))
    found = index()
    assert [one.id for one in UNITS if found.told_of(one.id)] == ([unit] if unit else [])


@pytest.mark.parametrize(
    ("district", "text", "own"),
    [
        ("海东市", "市财政局", True),  # a city's own
        ("海东市", "海东市财政局", True),
        ("海东市", "省财政局", False),
        ("海东市", "青山市平川县财政局", False),
        ("海东市云溪县", "市财政局", False),
        ("海东市云溪县", "云溪县财政局", True),
        ("海东市云溪县", "海东市平川县财政局", False),
        ("", "市财政局", True),  # nothing tells
    ],
)
def test_what_stands_before_a_name_tells_whose_it_is(district: str, text: str, own: bool) -> None:
    names = Names({"财政局": "czj"}, district, district_core(district))
    assert names.units_in(text) == ({"czj"} if own else set())


def test_short_names_name_nobody(tmp_path: Path, index: Open) -> None:
    with Crawl(tmp_path) as crawl:
        crawl.read(article("1.html", "城投公司，水务集团"))
    short = Unit("ct", "城投", UnitKind.INSTITUTION)
    long = Unit("sw", "水务集团", UnitKind.INSTITUTION)
    found = index(short, long)
    assert [found.names_unit("ct"), found.names_unit("sw")] == [0, 1]


# ---------------------------------------------------------------- columns


def test_a_column_holds_what_all_pages_of_its_list_show(tmp_path: Path, index: Open) -> None:
    with Crawl(tmp_path) as crawl:
        crawl.read(
            column(
                "jyj/tz/",
                "通知公告",
                item("甲", "art/1.html", "2026-05-01"),
                next_page=NextPage("static", at("jyj/tz/p2")),
            )
        )
        crawl.read(
            column(
                "jyj/tz/p2", "通知公告", item("乙", "art/2.html"), item("外", "http://outside.example.com/")
            )
        )
        for n in (1, 2, 3):
            crawl.read(article(f"art/{n}.html", f"第{n}篇"))
        crawl.columns(("jyj/tz/", "通知公告", "notices"))
    found = index()
    (one,) = found.columns
    assert (one.path, one.kind, one.unit, one.shows, one.unread) == (
        ("首页", "通知公告"), ColumnKind.NOTICES, "jyj", True, "",
    )  # fmt: skip
    assert urls(found, one.pages) == ["art/1.html", "art/2.html"]


@pytest.mark.parametrize(
    ("path", "said", "stands"),
    [
        ("art/1.html", {"crumbs": (("首页", HOME), ("通知公告", at("jyj/tz/")))}, True),
        ("jyj/1.html", {"crumbs": (("首页", None), ("通知公告", None), ("甲", None))}, True),  # by its names
        ("art/1.html", {"crumbs": (("首页", None), ("通知公告", None))}, False),  # another unit's page
        ("jyj/1.html", {"column_name": "通知公告"}, True),
        ("art/1.html", {"column_name": "通知公告"}, False),
        ("jyj/tz/202605/t1.html", {}, True),  # by its address
        ("jyj/t1.html", {}, False),
    ],
)
def test_a_page_that_no_list_shows_stands_where_it_says(
    tmp_path: Path, index: Open, path: str, said: dict[str, Any], stands: bool
) -> None:
    with Crawl(tmp_path) as crawl:
        crawl.read(facts("jyj/", PageKind.HOME, title="区教育局"))
        crawl.read(column("jyj/tz/", "通知公告"))
        crawl.read(article(path, "甲", **said))
        crawl.columns(("jyj/tz/", "通知公告", "notices"))
    found = index()
    assert urls(found, named(found, "通知公告").pages) == ([path] if stands else [])


def test_a_name_that_two_columns_bear_places_nothing(tmp_path: Path, index: Open) -> None:
    with Crawl(tmp_path) as crawl:
        crawl.read(column("a/", "通知公告"))
        crawl.read(column("b/", "通知公告"))
        crawl.read(article("1.html", "甲", column_name="通知公告"))
        crawl.columns(("a/", "通知公告", "notices"), ("b/", "通知公告", "notices"))
    assert [one.pages for one in index().columns] == [0, 0]


def test_a_list_page_that_no_list_leads_to_stands_in_the_last_column_of_its_trail(
    tmp_path: Path, index: Open
) -> None:
    trail = (("首页", HOME), ("政务公开", at("gk/")), ("通知公告", at("tz.html")))
    with Crawl(tmp_path) as crawl:
        crawl.read(column("gk/", "政务公开"))
        crawl.read(column("tz.html", "通知公告"))
        crawl.read(column("later.html", "通知公告", item("甲", "1.html"), crumbs=trail))
        crawl.read(article("1.html", "甲"))
        crawl.columns(("gk/", "政务公开", "disclosure"), ("tz.html", "通知公告", "notices"))
    found = index()
    assert {one.name: urls(found, one.pages) for one in found.columns} == {
        "政务公开": [],
        "通知公告": ["1.html"],
    }


def test_a_column_holds_what_stands_below_it(tmp_path: Path, index: Open) -> None:
    with Crawl(tmp_path) as crawl:
        for path, name, rows in (
            ("jyj/gk/", "政务公开", ()),
            ("jyj/c2.html", "通知公告", (item("甲", "jyj/1.html"),)),
            ("jyj/gk/zc/", "政策文件", (item("乙", "jyj/2.html"),)),
            ("zw/", "政务公开", ()),
        ):
            crawl.read(column(path, name, *rows))
        crawl.read(article("jyj/1.html", "甲"))
        crawl.read(article("jyj/2.html", "乙"))
        rows_of = [
            ("jyj/gk/", "政务公开", '["首页", "政务公开"]'), ("jyj/c2.html", "通知公告", '["首页", "政务公开", "通知公告"]'),
            ("jyj/gk/zc/", "政策文件", '["首页", "政策文件"]'), ("zw/", "政务公开", '["首页", "政务公开"]'),
        ]  # fmt: skip
        crawl.store.put_columns(
            [
                (url_key(at(p)), at(p), name, path, "other", "name", HOME, None, 0, "items")
                for p, name, path in rows_of
            ]
        )
    found = index(replace(PORTAL, sites=(Site(at("zw/x"), (at("zw/"),), False),)), BUREAU)
    by_url = {one.url.removeprefix(HOME): urls(found, one.pages) for one in found.columns}
    assert by_url == {
        "jyj/gk/": ["jyj/1.html", "jyj/2.html"],  # by its path, and by its folder
        "jyj/c2.html": ["jyj/1.html"],
        "jyj/gk/zc/": ["jyj/2.html"],
        "zw/": [],  # another unit's column of that name
    }


def test_corrections_name_a_column_anew_and_add_one_that_was_not_met(tmp_path: Path, index: Open) -> None:
    corrected = replace(
        BUREAU,
        columns=(
            ColumnCorrection(at("jyj/hy/"), name="会议公开", kind=ColumnKind.DISCLOSURE),
            ColumnCorrection(at("jyj/new/"), name="政府公报"),
        ),
    )
    with Crawl(tmp_path) as crawl:
        crawl.read(column("jyj/hy/", "会议", item("甲", "jyj/1.html")))
        crawl.read(article("jyj/1.html", "甲"))
        crawl.columns(("jyj/hy/", "会议", "other"))
    found = index(PORTAL, corrected)
    assert [(one.path, one.kind, one.unit, one.shows, one.unread, one.is_seen) for one in found.columns] == [
        (("首页", "会议公开"), ColumnKind.DISCLOSURE, "jyj", True, "", True),
        (("首页", "政府公报"), ColumnKind.OTHER, "jyj", False, "本次未采集", False),
    ]


@pytest.mark.parametrize(
    ("page", "ending", "shows", "unread"),
    [
        (column("tz/", "通知公告"), None, False, ""),  # empty, and seen to be
        (facts("tz/", list_state=ListState.TEXT), None, True, ""),
        (facts("tz/", list_state=ListState.CONTAINER), None, True, ""),
        (
            facts("tz/", list_state=ListState.SCRIPTED, list_why="列表由脚本生成"),
            None,
            False,
            "列表由脚本生成",
        ),
        (facts("tz/", list_state=ListState.UNCLEAR, list_why="未能认定"), None, False, "未能认定"),
        (None, {"status": 412, "failure": "blocked"}, False, "被网站防护系统拦截（返回412）"),
        (None, {"status": 503}, False, "页面返回503"),
        (None, None, False, "本次未采集"),
        (None, {"status": 302, "location": "http://outside.example.com/"}, True, ""),
    ],
)
def test_a_column_shows_something_or_nothing_or_was_not_seen(
    tmp_path: Path, index: Open, page: Any, ending: dict[str, Any] | None, shows: bool, unread: str
) -> None:
    with Crawl(tmp_path) as crawl:
        if page:
            crawl.read(page)
        if ending:
            crawl.ended("tz/", **ending)
        crawl.columns(("tz/", "通知公告", "notices"))
    (one,) = index().columns
    assert (one.shows, one.unread, one.is_seen) == (shows, unread, not unread)
    assert one.why_unread(DAY, DAY) == unread  # whatever the days


def test_a_column_that_is_gone_is_none(tmp_path: Path, index: Open) -> None:
    with Crawl(tmp_path) as crawl:
        crawl.ended("tz/", status=404)
        crawl.columns(("tz/", "通知公告", "notices"))
    assert index().columns == ()


def test_a_column_whose_rows_a_script_asks_for_shows_them(tmp_path: Path, index: Open) -> None:
    page = facts("tz/", list_state=ListState.SCRIPTED, list_why="脚本", data_calls=(DataCall(at("api")),))
    with Crawl(tmp_path) as crawl:
        crawl.read(page)
        crawl.read(
            facts(
                "api", items=(item("甲", "1.html", "2026-05-01"),), list_state=ListState.ITEMS, is_reply=True
            )
        )
        crawl.read(article("1.html", "甲"))
        crawl.columns(("tz/", "通知公告", "notices"))
    found = index()
    (one,) = found.columns
    assert (one.shows, one.unread, urls(found, one.pages)) == (True, "", ["1.html"])
    assert found.pages[0].published_on == DAY


def test_a_column_is_as_a_browser_showed_it(tmp_path: Path, index: Open) -> None:
    bare = facts("tz/", list_state=ListState.SCRIPTED, list_why="列表由脚本生成")
    shown = column("tz/", "通知公告", item("甲", "1.html"))
    with Crawl(tmp_path) as crawl:
        digest = crawl.read(bare, b"shell")
        body = b"shown"
        seen = {"of": digest, "sha256": sha256(body).hexdigest(), "failure": None}
        crawl.store.observe_render(Observation("render", at("tz/"), crawl.tick(), seen), body)
        crawl.store.add_facts(shown, seen["sha256"] or "", url_key(at("tz/")))
        crawl.read(article("1.html", "甲"))
        crawl.columns(("tz/", "通知公告", "notices"))
    found = index()
    assert [(one.shows, one.unread, urls(found, one.pages)) for one in found.columns] == [
        (True, "", ["1.html"])
    ]


@pytest.mark.parametrize(
    ("last", "starts", "told"),
    [
        ("2026-05-01", "2026-05-01", True),  # what follows may be of that day
        ("2026-05-01", "2026-05-02", False),
        (None, "2026-05-02", True),
    ],
)
def test_later_pages_unread_concern_only_days_before_the_last_row(
    tmp_path: Path, index: Open, last: str | None, starts: str, told: bool
) -> None:
    with Crawl(tmp_path) as crawl:
        rows = (item("甲", "1.html", last),)
        crawl.read(column("tz/", "通知公告", *rows, next_page=NextPage("static", at("tz/p2"))))
        crawl.read(article("1.html", "甲"))
        crawl.columns(("tz/", "通知公告", "notices"))
    (one,) = index().columns
    assert (one.unread, one.is_seen, one.shows) == (REST_UNREAD, True, True)
    assert one.why_unread(date.fromisoformat(starts), date(2026, 12, 31)) == (REST_UNREAD if told else "")


@pytest.mark.parametrize(
    ("path", "day", "ending", "told", "in_window"),
    [
        ("1.html", "2026-05-01", None, True, True),
        ("1.html", "2026-05-02", None, True, False),
        ("1.html", "2026-04-30", None, True, False),
        ("1.html", None, None, True, True),
        ("1.html", "2026-05-01", {"status": 503}, True, True),
        ("1.html", "2026-05-01", {"status": 404}, False, False),  # a dead link is no page unread
        ("http://outside.example.com/1.html", "2026-05-01", None, False, False),
        ("1.html", "2026-05-01", {"status": 302, "location": "http://outside.example.com/"}, False, False),
    ],
)
def test_rows_whose_articles_were_not_read_are_told_with_their_days(
    tmp_path: Path, index: Open, path: str, day: str | None, ending: Any, told: bool, in_window: bool
) -> None:
    with Crawl(tmp_path) as crawl:
        crawl.read(column("tz/", "通知公告", item("甲", path, day)))
        if ending:
            crawl.ended(path, **ending)
        crawl.columns(("tz/", "通知公告", "notices"))
    (one,) = index().columns
    words = "列表中有1条信息的正文未采集"
    assert (one.unread, one.shows, one.is_seen) == (words if told else "", True, True)
    assert one.why_unread(DAY, DAY) == (words if in_window else "")


# ---------------------------------------------------------------- gaps


@pytest.mark.parametrize(
    ("coverage", "why"),
    [
        ("complete", None),
        ("budget", "未采集完整"),
        ("blocked", "被网站防护系统拦截，未能采集完整"),
        ("unreachable", "无法访问，未能采集"),
    ],
)
def test_a_portal_that_was_not_seen_whole_is_a_gap_of_its_units_and_of_everybody(
    tmp_path: Path, index: Open, coverage: str, why: str | None
) -> None:
    with Crawl(tmp_path, coverage=coverage) as crawl:
        crawl.read(facts("", PageKind.HOME, title="首页"))
        crawl.read(facts("jyj/", PageKind.HOME, title="区教育局"))
    gaps = [(gap.unit, gap.why) for gap in index().gaps]
    assert gaps == ([(unit, f"{HOST}{why}") for unit in ("zf", "jyj", "")] if why else [])


def test_a_host_never_crawled_and_a_home_page_unread_are_gaps_of_their_unit(
    tmp_path: Path, index: Open
) -> None:
    school = Unit(
        "xx", "第一小学", UnitKind.INSTITUTION, sites=(Site(f"http://{OTHER}/", (f"http://{OTHER}/",), True),)
    )
    with Crawl(tmp_path) as crawl:
        crawl.read(
            facts("", PageKind.HOME, title="首页", items=tuple(item(str(n), f"{n}.html") for n in range(3)))
        )
        crawl.ended("jyj/", status=503)
    found = index(PORTAL, BUREAU, school, netlocs=(HOST, OTHER))
    assert [(gap.unit, gap.why) for gap in found.gaps] == [
        ("jyj", f"首页{at('jyj/')}未能读取：页面返回503"),
        ("xx", f"{OTHER}尚未采集"),
        ("xx", f"首页http://{OTHER}/未能读取：本次未采集"),
    ]


# ---------------------------------------------------------------- bitmaps


@pytest.mark.parametrize("positions", [[], [0], [7, 8], [0, 1, 63, 64, 100_000]])
def test_bits_gives_back_what_bitmap_was_made_of(positions: list[int]) -> None:
    assert list(bits(bitmap(positions))) == positions
