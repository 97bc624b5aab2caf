"""Host files to what each unit showed: joined lists, redirects, homes, targets, and the view of an old run."""

from __future__ import annotations

from contextlib import closing
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest
from record_samples import HOME, HOST, START, Crawl, article, at, column, facts, item, links, span

from crawler.extract.links import url_key
from evidence.district import DistrictFiles
from evidence.errors import StorageError
from evidence.records import (
    ColumnCorrection,
    ColumnKind,
    CrawlSettings,
    ListState,
    NextPage,
    PageKind,
    Region,
    Site,
    Unit,
    UnitKind,
)
from evidence.units import ColumnEvidence, UnitEvidence
from evidence.view import DistrictView, view

AS_OF = date(2026, 11, 23)
PORTAL = Unit("zf", "云溪区人民政府", UnitKind.GOVERNMENT, sites=(Site(HOME, (HOME,), True, portal=True),))
BUREAU = Unit(
    "jyty",
    "区教育体育局",
    UnitKind.DEPARTMENT,
    ("区教体局",),
    sites=(Site(at("jyty/"), (at("jyty/"),), False),),
)
LIST = "jyty/tzgg/"


def seen(
    data: Path, *units: Unit, run_id: str | None = None, netlocs: tuple[str, ...] = (HOST,)
) -> DistrictView:
    files = DistrictFiles.open(data, units or (PORTAL, BUREAU), netlocs, "海东市云溪区", url_key, run_id)
    try:
        return view(files, AS_OF)
    finally:
        files.close()


def bureau(data: Path, *units: Unit, run_id: str | None = None) -> UnitEvidence:
    found = {one.unit.id: one for one in seen(data, *units, run_id=run_id).units}
    return found["jyty"]


def only_column(data: Path, *units: Unit, run_id: str | None = None) -> ColumnEvidence:
    (found,) = bureau(data, *units, run_id=run_id).columns
    return found


def notices(crawl: Crawl, *pages: Any, home: bool = True) -> None:
    """The bureau's home page and its one column, whose pages are given."""
    if home:
        nav = (("通知公告", at(LIST)),)
        crawl.read(
            facts("jyty/", PageKind.HOME, title="区教体局", columns=nav, items=(item("甲", "jyty/1.html"),))
        )
    for page in pages:
        crawl.read(page)
    crawl.columns((LIST, "通知公告", "notices"))


# ---------------------------------------------------------------- columns


def test_pages_of_a_list_are_joined_in_order_and_each_entry_counts_once(tmp_path: Path) -> None:
    first = column(LIST, "通知公告", item("甲", "jyty/1.html", "2026-11-01"), item("乙", "jyty/2.html"),
                   next_page=NextPage("script", at(LIST + "index_1.html")))  # fmt: skip
    second = column(LIST + "index_1.html", "通知公告", item("乙", "jyty/2.html"), item("丙", "jyty/3.html", "2025-01-02"),
                    next_page=NextPage("script", at(LIST)))  # fmt: skip
    with Crawl(tmp_path) as crawl:
        notices(crawl, first, second)
    found = only_column(tmp_path)
    assert [one.title for one in found.entries] == ["甲", "乙", "丙"]
    assert (found.state, found.rest_unread, found.first_level) == (ListState.ITEMS, False, True)
    assert found.newest is not None
    assert found.oldest is not None
    assert (found.newest.title, found.oldest.title, found.undated_count) == ("甲", "丙", 1)
    assert (found.kind, found.kind_from, found.path) == (ColumnKind.NOTICES, "name", ("首页", "通知公告"))


@pytest.mark.parametrize(
    ("ending", "rest_unread"),
    [
        ({"status": 404}, False),
        ({"status": 503}, True),
        ({"status": 404, "failure": "blocked"}, True),
        (None, True),
    ],
)
def test_a_later_page_that_was_not_read_is_said(
    tmp_path: Path, ending: dict[str, Any] | None, rest_unread: bool
) -> None:
    later = LIST + "index_1.html"
    page = column(LIST, "通知公告", item("甲", "jyty/1.html"), next_page=NextPage("static", at(later)))
    with Crawl(tmp_path) as crawl:
        notices(crawl, page)
        if ending:
            crawl.ended(later, **ending)
    assert only_column(tmp_path).rest_unread is rest_unread


@pytest.mark.parametrize(
    ("row", "page", "wanted", "read"),
    [
        ("2026-11-02", "2026-10-01", "2026-11-02", True),  # the row's own date
        (None, "2026-10-01", "2026-10-01", True),  # else its article's
        (None, None, None, True),
        ("2026-11-02", "unread", "2026-11-02", False),
        (None, "unread", None, False),
    ],
)
def test_the_date_that_counts(
    tmp_path: Path, row: str | None, page: str | None, wanted: str | None, read: bool
) -> None:
    with Crawl(tmp_path) as crawl:
        notices(crawl, column(LIST, "通知公告", item("甲", "jyty/9.html", row)))
        if page != "unread":
            crawl.read(article("jyty/9.html", "甲", page))
    (entry,) = only_column(tmp_path).entries
    assert (entry.date and entry.date.on.isoformat(), entry.read) == (wanted, read)


def test_an_articles_date_goes_before_one_guessed_from_its_address(tmp_path: Path) -> None:
    guessed = replace(item("甲", "jyty/9.html", "2026-11-02"), date=replace(span("2026-11-02"), source="url"))
    with Crawl(tmp_path) as crawl:
        notices(crawl, column(LIST, "通知公告", guessed))
        crawl.read(article("jyty/9.html", "甲", "2026-11-05"))
    (entry,) = only_column(tmp_path).entries
    assert entry.date is not None
    assert entry.date.on == date(2026, 11, 5)


@pytest.mark.parametrize(
    ("target", "state"),
    [
        ("http://hall.example.com/", ListState.ELSEWHERE),
        ("jyty/art/1.html", ListState.ELSEWHERE),  # straight to an article
        ("jyty/gg/", ListState.ITEMS),  # only another address of the list
    ],
)
def test_a_redirected_column(tmp_path: Path, target: str, state: ListState) -> None:
    with Crawl(tmp_path) as crawl:
        crawl.ended(LIST, status=302, location=at(target))
        crawl.read(article("jyty/art/1.html", "一篇"))
        crawl.read(column("jyty/gg/", "公告", item("甲", "jyty/1.html", "2026-11-01")))
        notices(crawl)
    found = only_column(tmp_path)
    assert (found.state, found.seen.read, found.url) == (state, True, at(LIST))
    assert len(found.entries) == (1 if state is ListState.ITEMS else 0)


@pytest.mark.parametrize(
    ("ending", "why"),
    [
        ({"status": 412, "failure": "blocked"}, "被网站防护系统拦截（返回412）"),
        ({"failure": "timeout"}, "超时未响应"),
        ({"failure": "dns"}, "域名无法解析"),
        ({"status": 503}, "页面返回503"),
        (None, "本次未采集"),
    ],
)
def test_an_unread_column_says_why(tmp_path: Path, ending: dict[str, Any] | None, why: str) -> None:
    with Crawl(tmp_path) as crawl:
        notices(crawl)
        if ending:
            crawl.ended(LIST, **ending)
    found = only_column(tmp_path)
    assert (found.seen.read, found.seen.why_unread, found.state) == (False, why, ListState.UNCLEAR)
    assert found.entries == ()


def test_an_address_that_is_gone_is_a_dead_link_and_no_column(tmp_path: Path) -> None:
    with Crawl(tmp_path) as crawl:
        notices(crawl)
        crawl.ended(LIST, status=404)
    assert bureau(tmp_path).columns == ()


def test_a_page_read_last_time_and_blocked_now_is_unread(tmp_path: Path) -> None:
    with Crawl(tmp_path, "r1") as crawl:
        notices(crawl, column(LIST, "通知公告"))
    with Crawl(tmp_path, "r2", day=1) as crawl:
        crawl.ended(LIST, status=403, failure="blocked")
    assert only_column(tmp_path).seen.why_unread == "被网站防护系统拦截（返回403）"
    assert only_column(tmp_path, run_id="r1").state is ListState.EMPTY


def test_configuration_has_the_last_word_on_a_column(tmp_path: Path) -> None:
    words = ColumnCorrection(at(LIST), "公示", ColumnKind.FINANCE, 90, True)
    unmet = ColumnCorrection(at("jyty/none/"), "未见", ColumnKind.POLICY)
    with Crawl(tmp_path) as crawl:
        notices(crawl, column(LIST, "通知公告", item("甲", "jyty/1.html")))
    first, second = bureau(tmp_path, PORTAL, replace(BUREAU, columns=(words, unmet))).columns
    assert (first.url, first.name, first.kind) == (at("jyty/none/"), "未见", ColumnKind.POLICY)
    assert not first.seen.read
    assert (second.name, second.kind, second.kind_from) == ("公示", ColumnKind.FINANCE, "config")
    assert (second.max_age_days, second.archived) == (90, True)


def test_a_configured_column_outside_the_scope_is_the_units(tmp_path: Path) -> None:
    with Crawl(tmp_path) as crawl:
        notices(crawl)
        crawl.read(column("zwgk/jy/", "教育公开", item("甲", "1.html")))
        crawl.columns((LIST, "通知公告", "notices"), ("zwgk/jy/", "教育公开", "other"))
    unit = replace(BUREAU, columns=(ColumnCorrection(at("zwgk/jy/")),))
    assert [one.name for one in bureau(tmp_path, PORTAL, unit).columns] == ["通知公告", "教育公开"]
    assert [one.name for one in bureau(tmp_path).columns] == ["通知公告"]


def test_a_column_met_by_a_later_crawl_says_when(tmp_path: Path) -> None:
    with Crawl(tmp_path, "r1", finished=False) as crawl:  # interrupted: the next run is still the first crawl
        notices(crawl, column(LIST, "通知公告"))
    with Crawl(tmp_path, "r2", day=1) as crawl:
        crawl.read(column("jyty/b/", "乙"))
    with Crawl(tmp_path, "r3", day=2) as crawl:
        crawl.read(column("jyty/c/", "丙"))
        crawl.columns((LIST, "通知公告", "notices"), ("jyty/b/", "乙", "other"), ("jyty/c/", "丙", "other"))
    found = {one.name: one.first_seen for one in bureau(tmp_path).columns}
    assert found == {"通知公告": None, "乙": None, "丙": (START + timedelta(days=2)).date()}


# ---------------------------------------------------------------- homes


def test_a_home_page_shows_its_entries(tmp_path: Path) -> None:
    box = (item("丙", "3.html"), item("丁", "4.html"))
    with Crawl(tmp_path) as crawl:
        crawl.read(
            facts("jyty/", PageKind.HOME, items=(item("甲", "1.html", "2026-11-20"),), other_items=box)
        )
        crawl.read(article("3.html", "丙", "2026-11-22"))
    (home,) = bureau(tmp_path).homes
    assert (home.url, home.is_entrance, home.seen.read) == (at("jyty/"), False, True)
    assert [(one.title, one.date and one.date.on.day) for one in home.entries] == [
        ("甲", 20),
        ("丙", 22),
        ("丁", None),
    ]


def test_an_entrance_leads_to_its_second_level(tmp_path: Path) -> None:
    ways = (("新闻", at("jyty/xw/")), ("办事", at("jyty/bs/")), ("外", "http://x.cn/"), ("首页", at("jyty/")))
    with Crawl(tmp_path) as crawl:
        crawl.read(facts("jyty/", PageKind.HOME, columns=ways))
        crawl.read(column("jyty/xw/", "新闻", item("甲", "jyty/1.html", "2026-11-20")))
        crawl.ended("jyty/bs/", status=503)
    (home,) = bureau(tmp_path).homes
    assert home.is_entrance
    assert [(page.url, page.seen.read, len(page.entries)) for page in home.second_level] == [
        (at("jyty/xw/"), True, 1),
        (at("jyty/bs/"), False, 0),
    ]


def test_a_home_page_behind_a_redirect_keeps_its_address(tmp_path: Path) -> None:
    with Crawl(tmp_path) as crawl:
        crawl.ended("jyty/", status=302, location=at("jyty/home.html"))
        crawl.read(
            facts("jyty/home.html", PageKind.HOME, items=tuple(item(str(n), f"{n}.html") for n in range(3)))
        )
    (home,) = bureau(tmp_path).homes
    assert (home.url, home.seen.read, len(home.entries)) == (at("jyty/"), True, 3)


def test_an_unread_home_page_says_why(tmp_path: Path) -> None:
    with Crawl(tmp_path, coverage="blocked") as crawl:
        crawl.ended("jyty/", status=412, failure="blocked")
    unit = bureau(tmp_path)
    assert unit.homes[0].seen.why_unread == "被网站防护系统拦截（返回412）"
    assert unit.sites[0].coverage == "blocked"
    assert [(one.url, one.why) for one in unit.unseen] == [
        (at("jyty/"), "被网站防护系统拦截（返回412）")
    ] * len(unit.unseen)


def test_a_host_that_was_never_crawled(tmp_path: Path) -> None:
    unit = bureau(tmp_path)
    assert (unit.sites[0].coverage, unit.sites[0].note) == ("unreachable", "尚未采集")
    assert unit.homes[0].seen.why_unread == "本次未采集"
    assert unit.columns == unit.targets == unit.policies == ()


def test_an_interrupted_crawl_is_not_complete(tmp_path: Path) -> None:
    with Crawl(tmp_path, "r1") as crawl:
        notices(crawl, column(LIST, "通知公告"))
    assert bureau(tmp_path).sites[0].coverage == "complete"
    with Crawl(tmp_path, "r2", day=1, finished=False):
        pass
    site = bureau(tmp_path).sites[0]
    assert (site.coverage, site.note) == ("budget", "采集中断，尚未完成。")
    assert bureau(tmp_path, run_id="r1").sites[0].coverage == "complete"


@pytest.mark.parametrize(
    ("kind", "as_article", "state"),
    [
        (PageKind.SERVICE, True, ListState.ELSEWHERE),
        (PageKind.MESSAGES, True, ListState.ELSEWHERE),
        (PageKind.MESSAGES, False, ListState.ITEMS),
        (PageKind.SERVICE, False, ListState.ITEMS),
    ],
)
def test_a_guide_or_a_message_is_an_article_where_it_was_read_as_one(
    tmp_path: Path, kind: PageKind, as_article: bool, state: ListState
) -> None:
    entries = (item("甲", "jyty/1.html", "2026-11-01"),)
    shown: dict[str, Any] = {} if as_article else {"items": entries, "list_state": ListState.ITEMS}
    with Crawl(tmp_path) as crawl:
        crawl.ended(LIST, status=302, location=at("jyty/x.html"))
        crawl.read(facts("jyty/x.html", kind, as_article=as_article, **shown))
        notices(crawl)
    assert only_column(tmp_path).state is state


def test_the_source_of_a_guide_tells_whose_it_is(tmp_path: Path) -> None:
    with Crawl(tmp_path) as crawl:
        crawl.read(facts("jyty/", PageKind.HOME))
        crawl.read(facts("a.html", PageKind.SERVICE, source="区教体局", as_article=True))
        crawl.read(facts("b.html", PageKind.MESSAGES, source="区教体局"))
    assert [one.page_count for one in seen(tmp_path).units] == [1, 2]


# ---------------------------------------------------------------- whose, targets, policies


def test_pages_are_counted_by_unit_and_the_unclaimed_by_host(tmp_path: Path) -> None:
    with Crawl(tmp_path) as crawl:
        crawl.read(facts("jyty/", PageKind.HOME))
        crawl.read(article("a.html", "甲", source="区教体局"))
        crawl.read(article("b.html", "乙", source="新华社"))
        crawl.read(facts("c.html"))
    found = seen(tmp_path)
    assert [one.page_count for one in found.units] == [2, 2]
    assert found.unclaimed == {}
    alone = seen(tmp_path, BUREAU)
    assert ([one.page_count for one in alone.units], alone.unclaimed) == ([2], {HOST: 2})


def file_facts(path: str, **rest: Any) -> Any:
    return facts(path, title="名单.xlsx", file_type="xlsx", text="附件的字", **rest)


def test_an_attachment_is_its_bearers_wherever_it_lies(tmp_path: Path) -> None:
    """Files lie in one folder of the host; whose they are says the page that offers them."""
    with Crawl(tmp_path) as crawl:
        crawl.read(facts("jyty/", PageKind.HOME))
        crawl.read(article("jyty/a.html", "甲", attachments=(at("upload/1.xlsx"),)))
        crawl.read(column("jyty/list/", "名单", item("名单", "upload/2.xlsx")))
        crawl.read(article("b.html", "乙", source="区教体局"))
        for n in (1, 2, 3):
            crawl.read(file_facts(f"upload/{n}.xlsx", file_why="文件已加密" if n == 2 else ""))
    bureau_, owner = sorted(seen(tmp_path).units, key=lambda one: one.unit.id != BUREAU.id)
    files = {one.url.rpartition("/")[2]: one.file_why for one in bureau_.pages if one.file_type}
    assert files == {"1.xlsx": "", "2.xlsx": "文件已加密"}
    assert [one.url for one in owner.pages if one.file_type] == [at("upload/3.xlsx")]
    assert bureau_.page_count == 4
    with closing(DistrictFiles.open(tmp_path, (PORTAL, BUREAU), (HOST,), "海东市云溪区", url_key)) as files:
        texts = list(view(files, AS_OF).units[1].texts)
    assert [one.text for one in texts if one.title == "名单.xlsx"] == ["附件的字"] * 2


def test_an_attachment_on_another_host_is_seen_in_its_bearers_file(tmp_path: Path) -> None:
    other = "http://files.example.gov.cn/1.xlsx"
    with Crawl(tmp_path) as crawl:
        crawl.read(article("jyty/a.html", "甲", attachments=(other,)))
        crawl.read(file_facts(other))
    (file,) = [one for one in bureau(tmp_path, BUREAU).pages if one.file_type]
    assert file.url == other
    assert (file.seen.read, file.seen.status) == (True, 200)


def test_a_target_stands_on_the_page_nearest_the_home_page(tmp_path: Path) -> None:
    dead = links("gone.pdf", region=Region.SIDEBAR)
    with Crawl(tmp_path) as crawl:
        crawl.read(facts("jyty/", PageKind.HOME, title="首页", links=links("fine.html")), depth=0)
        for n, depth in ((1, 3), (2, 2), (3, 2)):
            crawl.read(article(f"jyty/{n}.html", f"第{n}篇", links=dead), depth=depth)
        crawl.read(article("other.html", "别家", links=dead), depth=1)
        crawl.ended("fine.html", status=200)
        crawl.ended("gone.pdf", status=404)
        crawl.looked(at("gone.pdf"), status=404)
    (target,) = bureau(tmp_path).targets
    assert (target.url, target.bearer.url, target.bearer_title) == (
        at("gone.pdf"),
        at("jyty/2.html"),
        "第2篇",
    )
    assert (target.page_count, target.document, target.external) == (3, True, False)
    assert target.examples == (at("jyty/2.html"), at("jyty/3.html"), at("jyty/1.html"))
    assert (target.region, target.bearer_kind) == (Region.SIDEBAR, PageKind.ARTICLE)
    assert [(look.status, look.method) for look in target.looks] == [(404, "GET"), (404, "HEAD")]
    (portal, _) = seen(tmp_path).units
    assert [(one.bearer.url, one.page_count) for one in portal.targets] == [(at("other.html"), 1)]


def test_outside_targets_say_whether_the_outside_answered(tmp_path: Path) -> None:
    with Crawl(tmp_path) as crawl:
        crawl.read(facts("jyty/", PageKind.HOME, links=links("http://dead.example.com/")), depth=0)
        crawl.looked("http://dead.example.com/", failure="timeout")
    (target,) = bureau(tmp_path).targets
    assert (target.external, target.outside_answered) == (True, False)
    with Crawl(tmp_path, "r2", day=1) as crawl:
        crawl.looked("http://dead.example.com/", failure="timeout")
        crawl.looked("http://alive.example.com/", status=404)
    (target,) = bureau(tmp_path).targets
    assert (len(target.looks), target.outside_answered) == (2, True)
    (target,) = bureau(tmp_path, run_id="r1").targets
    assert (len(target.looks), target.outside_answered) == (1, False)


def test_policies_are_paired_over_the_host_and_copies_are_one(tmp_path: Path) -> None:
    title, number = "关于印发《学区划分办法》的通知", "云教发〔2026〕3号"
    due = {"document_number": number, "is_policy": True, "interpretation_due": True, "due_why": "规范性文件"}
    with Crawl(tmp_path) as crawl:
        crawl.read(article("jyty/p1.html", title, "2026-05-01", links=links("zwgk/i.html"), **due))
        crawl.read(article("jyty/p2.html", title, "2026-05-01", **{**due, "interpretation_due": True}))
        crawl.read(
            article(
                "zwgk/i.html", "《学区划分办法》解读", "2026-05-03", is_interpretation=True, forms=("text",)
            )
        )
        forwarded = {**due, "document_number": "鲁政发〔2026〕1号"}
        crawl.read(article("jyty/p3.html", "山东省人民政府关于招生的通知", "2026-05-01", **forwarded))
    own, other = bureau(tmp_path).policies
    assert (own.url, own.interpretation_due, own.maybe) == (at("jyty/p1.html"), True, ())
    (found,) = own.interpretations
    assert (found.matched_by, found.policy_links_to_it, found.links_to_policy, found.own) == (
        "link",
        True,
        False,
        False,
    )
    assert (other.interpretation_due, other.why) == (False, "由山东省人民政府制发，本单位只是转载")


def test_an_interpretation_that_was_not_read_exists_all_the_same(tmp_path: Path) -> None:
    page = {"is_policy": True, "interpretation_due": True, "document_number": "云教发〔2026〕3号"}
    with Crawl(tmp_path) as crawl:
        crawl.read(
            article("jyty/p.html", "学区办法", interpretation_links=(at("i1.html"), at("i2.html")), **page)
        )
        crawl.ended("i1.html", status=404)
        crawl.ended("i2.html", failure="timeout")
    (policy,) = bureau(tmp_path).policies
    assert [(one.seen.url, one.seen.why_unread) for one in policy.interpretations] == [
        (at("i2.html"), "超时未响应")
    ]


def test_what_a_policy_page_calls_its_interpretation_is_one(tmp_path: Path) -> None:
    page = {"is_policy": True, "interpretation_due": True, "document_number": "云教发〔2026〕3号"}
    with Crawl(tmp_path) as crawl:
        named = (at("n.html"), at("q.html"))
        crawl.read(article("jyty/p.html", "学区划分办法", interpretation_links=named, **page))
        crawl.read(article("n.html", "学区怎么划：区教育局详解"))
        crawl.read(article("q.html", "《云溪区燃气管理办法》解读"))
    (policy,) = bureau(tmp_path).policies
    assert [one.seen.url for one in policy.interpretations] == [at("n.html")]


def test_doubt_about_interpretations_unseen_is_told(tmp_path: Path) -> None:
    with Crawl(tmp_path, coverage="budget") as crawl:
        crawl.read(article("jyty/p.html", "学区办法", is_policy=True, interpretation_due=True))
    (policy,) = bureau(tmp_path).policies
    assert policy.maybe == (f"{HOST} 未采集完整，可能已有解读",)


# ---------------------------------------------------------------- an old run, other hosts, broken files


def test_an_old_run_is_judged_as_if_later_ones_had_not_been(tmp_path: Path) -> None:
    with Crawl(tmp_path, "r1") as crawl:
        notices(crawl, column(LIST, "通知公告", item("旧", "jyty/1.html", "2026-01-01")))
    with Crawl(tmp_path, "r2", day=1) as crawl:
        notices(crawl, column(LIST, "通知公告", item("新", "jyty/2.html", "2026-11-01")))
        crawl.ended("jyty/1.html", status=404)
    assert [one.title for one in only_column(tmp_path).entries] == ["新"]
    assert [one.title for one in only_column(tmp_path, run_id="r1").entries] == ["旧"]
    assert [one.title for one in only_column(tmp_path, run_id="r1-02").entries] == ["旧"]


def test_lookback_is_the_longest_of_the_units_sites(tmp_path: Path) -> None:
    sites = tuple(
        Site(at(f"{n}/"), (at(f"{n}/"),), False, crawl=CrawlSettings(lookback_days=n)) for n in (30, 90)
    )
    assert bureau(tmp_path, replace(BUREAU, sites=sites)).lookback_days == 90
    assert not bureau(tmp_path, replace(BUREAU, sites=())).configured


def test_a_broken_file_is_one_line(tmp_path: Path) -> None:
    (tmp_path / "evidence").mkdir()
    (tmp_path / "evidence" / f"{HOST}.sqlite").write_bytes(b"not a database at all " * 100)
    with pytest.raises(StorageError, match="move it away") as caught:
        seen(tmp_path)
    assert "\n" not in str(caught.value)


def test_a_stub_home_page_shows_what_it_leads_to(tmp_path: Path) -> None:
    ways = (("通知公告", at(LIST)),)
    entries = tuple(item(str(n), f"{n}.html", "2026-11-20") for n in range(3))
    with Crawl(tmp_path) as crawl:
        crawl.read(facts("jyty/", PageKind.OTHER, refresh_to=at("jyty/main.html")))
        crawl.read(facts("jyty/main.html", PageKind.HOME, items=entries, columns=ways))
        notices(crawl, column(LIST, "通知公告", item("甲", "jyty/1.html", "2026-11-01")), home=False)
    found = bureau(tmp_path)
    assert (found.homes[0].url, found.homes[0].is_entrance, len(found.homes[0].entries)) == (
        at("jyty/"),
        False,
        3,
    )
    assert [one.first_level for one in found.columns] == [True]


def test_a_home_page_on_another_host_says_where_it_went(tmp_path: Path) -> None:
    with Crawl(tmp_path) as crawl:
        crawl.ended("jyty/", status=301, location="http://www.other.example/")
    assert "http://www.other.example/" in bureau(tmp_path).homes[0].seen.why_unread


@pytest.mark.parametrize(
    ("ending", "state"),
    [
        ({"status": 404}, ListState.UNCLEAR),  # the stub leads to nothing: not seen, not empty
        ({"status": 503}, ListState.ELSEWHERE),
    ],
)
def test_a_stub_column_that_leads_nowhere_is_not_called_fine(
    tmp_path: Path, ending: dict[str, Any], state: ListState
) -> None:
    with Crawl(tmp_path) as crawl:
        crawl.read(facts(LIST, PageKind.OTHER, refresh_to=at("jyty/gone.html")))
        crawl.ended("jyty/gone.html", **ending)
        notices(crawl)
    assert only_column(tmp_path).state is state
