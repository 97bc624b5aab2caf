"""Navigation: main menu, breadcrumb, column name, sub-columns, foot identifiers, next page, stubs that only redirect."""

from __future__ import annotations

import pytest

from crawler.extract.navigation import is_article_url, is_column_name, kind_of
from evidence.records import ColumnKind, Footer, NextPage, PageFacts
from tests.crawler.extract.pages import (
    BODY,
    COLUMN,
    FOOT,
    HOME,
    NAV_NAMES,
    TITLES,
    article,
    crumb,
    framed,
    listed,
    nav,
    page,
    read,
    rows,
)

DAYS = ("2024-06-11", "2024-05-20", "2024-04-02")
PATHS = ["/", *(f"/{n}/" for n in range(1, len(NAV_NAMES)))]
PAIRS = list(zip(PATHS, NAV_NAMES, strict=True))
LINKS = "".join(f'<a href="{path}">{name}</a>' for path, name in PAIRS)
CELLS = "".join(f'<td><a href="{path}">{name}</a></td>' for path, name in PAIRS)
ITEMS = "".join(f'<li><a href="{path}">{name}</a></li>' for path, name in PAIRS)


@pytest.mark.parametrize(
    "menu",
    [
        pytest.param(nav(), id="div and list"),
        pytest.param(f"<nav>{LINKS}</nav>", id="nav element"),
        pytest.param(f'<div id="menu">{LINKS}</div>', id="anchors alone"),
        pytest.param(f"<table><tr>{CELLS}</tr></table>", id="table without a name"),
        pytest.param(f"<header><ul>{ITEMS}</ul></header>", id="header element"),
        pytest.param(f"<div><ul>{ITEMS}</ul></div>", id="no name at all"),
        pytest.param("<div class='daohang'>" + "".join(f'<div><a href="{path}">{name}</a></div>' for path, name in PAIRS) + "</div>", id="a div each"),
    ],
)  # fmt: skip
def test_the_main_navigation_is_found_in_every_markup(menu: str) -> None:
    facts = read(page(f"{menu}<div>{listed(*DAYS)}</div>{FOOT}"))
    assert facts.columns == tuple((name, HOME + path[1:]) for path, name in PAIRS)


@pytest.mark.parametrize(
    "links",
    [
        pytest.param("".join(f'<li><a href="http://f{n}.example/">友好单位{n}</a></li>' for n in range(9)), id="friend links"),
        pytest.param(rows(*DAYS), id="a list"),
        pytest.param('<li><a href="/a/">首页</a></li><li><a href="/b/">新闻</a></li>', id="two links"),
        pytest.param("".join(f'<li><a href="/{w}/">{w}</a></li>' for w in ("甲乙", "丙丁", "戊己", "庚辛")), id="words of no column"),
    ],
)  # fmt: skip
def test_other_groups_of_links_are_no_navigation(links: str) -> None:
    assert read(page(f"<ul>{links}</ul>")).columns == ()


def test_of_two_groups_the_one_with_the_home_page_is_the_navigation() -> None:
    side = "".join(
        f'<li><a href="/s{n}/">{w}</a></li>'
        for n, w in enumerate(
            ("通知公告", "政策文件", "工作动态", "机构职能", "人事信息", "财政信息", "统计信息", "政策解读")
        )
    )
    for body in (f"<ul>{side}</ul><ul>{ITEMS}</ul>", f"<ul>{ITEMS}</ul><ul>{side}</ul>"):
        assert tuple(name for name, _ in read(page(body)).columns) == NAV_NAMES


@pytest.mark.parametrize(
    "trail",
    [
        pytest.param(crumb("政务公开", "通知公告"), id="by class"),
        pytest.param('<p>当前位置：<a href="/">首页</a> &gt; <a href="/c0/">政务公开</a> &gt; 通知公告</p>', id="by words"),
        pytest.param('<td>您所在的位置：<a href="/">首页</a> &gt; <a href="/c0/">政务公开</a> &gt; 通知公告</td>', id="other words"),
        pytest.param('<div class="breadcrumb"><a href="/">首页</a>/<a href="/c0/">政务公开</a>/<span>通知公告</span></div>', id="slashes"),
        pytest.param('<div>您现在的位置：<a href="/">首页</a>&nbsp;»&nbsp;<a href="/c0/">政务公开</a>&nbsp;»&nbsp;通知公告</div>', id="angle quotes"),
    ],
)  # fmt: skip
def test_the_breadcrumb_is_found_in_every_markup(trail: str) -> None:
    facts = read(page(f"{nav()}{trail}<div>{listed(*DAYS)}</div>"))
    assert facts.crumbs == (("首页", HOME), ("政务公开", f"{HOME}c0/"), ("通知公告", None))
    assert facts.column_name == "通知公告"


def test_a_page_without_a_breadcrumb_has_none() -> None:
    assert read(page(f"{nav()}<div>{listed(*DAYS)}</div>")).crumbs == ()


@pytest.mark.parametrize(
    ("markup", "expected"),
    [
        (framed(listed(*DAYS), meta={"ColumnName": "工作动态"}, steps=("通知公告",)), "工作动态"),
        (framed(listed(*DAYS), meta={"columnname": "工作动态"}), "工作动态"),
        (framed(listed(*DAYS), meta={"ColumnName": "栏目名称"}, steps=("通知公告",)), "通知公告"),
        (framed(listed(*DAYS), meta={"ColumnName": "####"}, steps=("通知公告",)), "通知公告"),
        (framed(listed(*DAYS), meta={"ColumnName": ""}, steps=("通知公告",)), "通知公告"),
        (framed(listed(*DAYS), title="通知公告_澜汀区人民政府"), "通知公告"),
        (framed(listed(*DAYS), title="Notice"), None),
        (article(TITLES[0], "发布时间：2024-05-06", tag="渡口公告_澜汀区"), None),
    ],
)
def test_the_column_s_name_comes_from_meta_breadcrumb_or_title(markup: str, expected: str | None) -> None:
    assert read(markup).column_name == expected


def test_an_article_s_breadcrumb_ends_before_the_article() -> None:
    markup = framed(
        f"<h1>{TITLES[0]}</h1>{BODY}", steps=("通知公告", "正文"), meta={"ArticleTitle": TITLES[0]}
    )
    assert read(markup).column_name == "通知公告"
    long = "关于印发渡口管理办法的通知全文"
    markup = framed(f"<h1>{long}</h1>{BODY}", steps=("通知公告", long), meta={"ArticleTitle": long})
    assert read(markup).column_name == "通知公告"


SIDE = "".join(
    f'<li><a href="/s{n}/">{w}</a></li>' for n, w in enumerate(("通知公告", "政策文件", "人事信息"))
)


def subs(markup: str) -> list[str]:
    return [name for name, _ in read(markup).subcolumns]


@pytest.mark.parametrize(
    "side",
    [f'<div class="leftnav"><ul>{SIDE}</ul></div>', f"<aside><ul>{SIDE}</ul></aside>", f"<div><h2>栏目导航</h2><ul>{SIDE}</ul></div>"],
)  # fmt: skip
def test_side_navigation_names_sub_columns(side: str) -> None:
    assert subs(framed(listed(*DAYS), side=side)) == ["通知公告", "政策文件", "人事信息"]


@pytest.mark.parametrize(
    ("block", "expected"),
    [
        ('<div><h3>工作动态<a href="/d/">更多</a></h3>{}</div>', ["工作动态"]),
        ('<div><div><span>工作动态</span><a href="/d/">more</a></div>{}</div>', ["工作动态"]),
        ('<div><div><b>工作动态</b><span><a href="/d/">更多&gt;&gt;</a></span></div>{}</div>', ["工作动态"]),
        ('<div><h3>工作动态<a href="http://other.example/d/">更多</a></h3>{}</div>', []),
        ('<div><h3>工作动态<a href="/d/t20240506_1.html">更多</a></h3>{}</div>', []),
        ('<div><h3>澜汀区召开渡口安全工作现场会并部署</h3><a href="/d/">更多</a>{}</div>', []),
        ("<div><h3>工作动态</h3>{}</div>", []),
    ],
)
def test_a_headed_block_with_more_names_a_sub_column(block: str, expected: list[str]) -> None:
    assert subs(page(f"{nav()}{block.format(listed(*DAYS))}")) == expected


@pytest.mark.parametrize(
    ("name", "kind"),
    [
        ("通知公告", ColumnKind.NOTICES), ("公示公告", ColumnKind.NOTICES), ("工作动态", ColumnKind.NEWS), ("澜汀要闻", ColumnKind.NEWS),
        ("政策文件", ColumnKind.POLICY), ("规范性文件", ColumnKind.POLICY), ("政策解读", ColumnKind.INTERPRETATION),
        ("人事任免", ColumnKind.PERSONNEL), ("规划计划", ColumnKind.PLANS), ("财政预决算", ColumnKind.FINANCE), ("统计信息", ColumnKind.STATISTICS),
        ("办事指南", ColumnKind.SERVICES), ("区长信箱", ColumnKind.MESSAGES), ("意见征集", ColumnKind.CONSULTATION), ("在线访谈", ColumnKind.INTERVIEW),
        ("政府信息公开指南", ColumnKind.DISCLOSURE), ("政府信息公开", ColumnKind.DISCLOSURE), ("领导信息", ColumnKind.OVERVIEW),
        ("机构职能", ColumnKind.OVERVIEW), ("专题专栏", ColumnKind.TOPIC), ("历史专题归档", ColumnKind.ARCHIVE), ("澜汀渡口", None), ("", None),
    ],
)  # fmt: skip
def test_a_name_tells_the_kind_of_column(name: str, kind: ColumnKind | None) -> None:
    assert kind_of(name) is kind


@pytest.mark.parametrize(
    ("text", "expected"),
    [("通知公告", True), ("党建", True), ("登录", False), ("更多>>", False), ("3", False), ("News", False), ("无障碍浏览", False), ("", False), ("关于印发渡口管理办法的通知全文", False)],
)  # fmt: skip
def test_a_column_s_name_is_short_and_no_command(text: str, expected: bool) -> None:
    assert is_column_name(text) is expected


@pytest.mark.parametrize(
    ("path", "expected"),
    [
        ("tzgg/202305/t20230505_1234.html", True), ("art/2023/5/5/art_100_1.html", True), ("art/2023/art_0a1b2c.html", True),
        ("tzgg/2023-05/05/content_1.htm", True), ("tzgg/20230505/0a1b.html", True), ("c100/2023/5/5/0a1b.shtml", True),
        ("tzgg/content/post_123.html", True), ("info/1001/2345.htm", True), ("2023/0505/c12a3456/page.htm", True), ("Item/1234.aspx", True),
        ("show.asp?id=3", True), ("x?articleid=7", True),
        ("tzgg/", False), ("tzgg/index.html", False), ("tzgg/index_2.html", False), ("col/col123/index.html", False), ("tzgg.htm", False),
        ("tzgg/11.htm", False), ("list.htm", False), ("channels/12.html", False), ("2023/", False), ("", False),
    ],
)  # fmt: skip
def test_an_address_tells_articles_from_lists(path: str, expected: bool) -> None:
    assert is_article_url(HOME + path) is expected


def foot(text: str) -> Footer:
    return read(framed(BODY * 3).replace("</body>", f'<div class="foot">{text}</div></body>')).footer


@pytest.mark.parametrize(
    ("text", "site_id"),
    [
        ("网站标识码：3799990001", "3799990001"), ("网站标识码 3799990001&nbsp;", "3799990001"), ("网站标识码:bm37000001", "bm37000001"),
        ('网站标识码：<a href="/">3799990001</a>', "3799990001"), ("标识码：379999000", None), ("标识码：37999900012", None), ("电话 3799990001", None),
    ],
)  # fmt: skip
def test_the_site_code_is_read(text: str, site_id: str | None) -> None:
    assert foot(text).site_id == site_id


@pytest.mark.parametrize(
    ("text", "icp"),
    [
        ("鲁ICP备09999999号", "鲁ICP备09999999号"), ("鲁ICP备09999999号-1", "鲁ICP备09999999号-1"), ("鲁icp备 09999999 号", "鲁icp备09999999号"),
        ("备案号：鲁ICP备：09999999号", "鲁ICP备：09999999号"), ("(鲁)ICP备09999999号", "(鲁)ICP备09999999号"), pytest.param("鲁ICP证099999号", "鲁ICP证099999号"),
        ("ICP备案查询", None), ("鲁ICP备", None), ("<!-- 鲁ICP备09999999号 -->", None),
    ],
)  # fmt: skip
def test_the_icp_record_is_read(text: str, icp: str | None) -> None:
    assert foot(text).icp == icp


@pytest.mark.parametrize(
    ("text", "police"),
    [
        ("鲁公网安备 37999902000011号", "37999902000011"), ("鲁公网安备37999902000011", "37999902000011"), ("公网安备:37999902000011号", "37999902000011"),
        ("鲁公网安备  37999902000011号", "37999902000011"), ("公网安备", None), ("鲁公网安备123号", None),
    ],
)  # fmt: skip
def test_the_police_record_is_read(text: str, police: str | None) -> None:
    assert foot(text).police == police


@pytest.mark.parametrize(
    ("text", "badge"),
    [
        ('<script src="//dcs.conac.cn/js/00/000/0000/CA0.js"></script>', True),
        ("<script>document.write(unescape(\"%3Cscript src='//dcs.conac.cn/js/0.js'%3E\"))</script>", True),
        (
            "<script>document.write(unescape(\"%3Cspan id='_ideConac' %3E%3C/span%3E%3Cscript src='http://relay.example/js/CA0.js'%3E\"))</script>",
            False,
        ),
        ("<!--<script>document.write(unescape(\"%3Cspan id='_ideConac' %3E\"))</script>-->", False),
        (
            "<script>document.write(unescape(\"%3Cspan id='_ide' %3E%3C/span%3E%3Cscript src='http://relay.example/js/CA0.js'%3E\"))</script>",
            False,
        ),
        ('<a href="http://bszs.conac.cn/sitename?method=show&id=0"><img src="red.png"></a>', True),
        ('<img src="https://dcs.conac.cn/image/red.png">', True),
        ('<!-- <a href="http://bszs.conac.cn/sitename?id=0">x</a> -->', False),
        ('<img src="/images/dangzheng.png">', False),
        ("", False),
    ],
)
def test_the_badge_counts_outside_comments(text: str, badge: bool) -> None:
    assert foot(text).badge is badge


@pytest.mark.parametrize(("place", "doubted"), [("_ideConac", True), ("_ide", False)])
def test_a_badge_whose_script_another_host_relays_is_doubted(place: str, doubted: bool) -> None:
    relayed = "src='http://relay.example/js/CA0.js'"
    drawn = f"<script>document.write(unescape(\"%3Cspan id='{place}' %3E%3C/span%3E%3Cscript {relayed}%3E\"))</script>"
    assert ("badge" in foot(drawn).unsure) is doubted


def following(more: str, url: str = COLUMN) -> NextPage:
    return read(framed(listed(*DAYS) + more), url).next_page


@pytest.mark.parametrize(
    ("more", "how", "url"),
    [
        pytest.param('<a href="index_2.html">下一页</a>', "static", f"{HOME}tzgg/index_2.html", id="static"),
        pytest.param('<a href="index_2.html">下一页 &gt;</a>', "static", f"{HOME}tzgg/index_2.html", id="with a sign"),
        pytest.param('<a href="index_2.html">下页</a>', "static", f"{HOME}tzgg/index_2.html", id="short"),
        pytest.param('<a href="index_2.html">Next</a>', "static", f"{HOME}tzgg/index_2.html", id="English"),
        pytest.param('<a class="next" href="index_2.html">&gt;&gt;</a>', "static", f"{HOME}tzgg/index_2.html", id="bare sign"),
        pytest.param('<a class="next" href="index_2.html" title="下一页"><img src="n.gif"></a>', "static", f"{HOME}tzgg/index_2.html", id="a picture"),
        pytest.param('<a href="?page=2">下一页</a>', "query", f"{COLUMN}?page=2", id="query"),
        pytest.param('<a href="list.jsp?page=2">下一页</a>', "query", f"{HOME}tzgg/list.jsp?page=2", id="query on another file"),
        pytest.param('<a href="#" onclick="location.href=\'index_2.jhtml\'">下一页</a>', "script", f"{HOME}tzgg/index_2.jhtml", id="onclick"),
        pytest.param('<a href="javascript:location=\'index_2.html\'">下一页</a>', "script", f"{HOME}tzgg/index_2.html", id="javascript with an address"),
        pytest.param('<a href="javascript:go(2)">下一页</a>', "script", None, id="javascript without an address"),
        pytest.param("", "none", None, id="nothing"),
        pytest.param('<a href="javascript:;">下一页</a>', "none", None, id="dead link"),
        pytest.param("<a>下一页</a>", "none", None, id="no address"),
        pytest.param('<a class="disabled" href="javascript:go(3)">下一页</a>', "none", None, id="disabled"),
        pytest.param('<p>第2/2页</p><a href="javascript:go(2)">下一页</a>', "none", None, id="last page by its count"),
        pytest.param('<p>第1/2页</p><a href="javascript:go(2)">下一页</a>', "script", None, id="first page by its count"),
        pytest.param('<a href="index.html">下一页</a>', "none", None, id="leads to itself"),
        pytest.param('<a href="/jd/">下一篇：渡口公告</a>', "none", None, id="next article"),
        pytest.param('<a href="index_2.html">&gt;&gt;</a>', "none", None, id="a sign alone is a bullet"),
    ],
)  # fmt: skip
def test_how_a_list_goes_on(more: str, how: str, url: str | None) -> None:
    assert following(more) == NextPage(how, url)


def test_an_article_has_no_next_page() -> None:
    markup = article(TITLES[0], "发布时间：2024-05-06", BODY + '<a href="b.html">下一页</a>')
    assert read(markup, f"{HOME}t20240506_1.html").next_page == NextPage("none")


def stub(head: str = "", body: str = "", url: str = COLUMN) -> PageFacts:
    return read(f"<html><head>{head}</head><body>{body}</body></html>", url)


@pytest.mark.parametrize(
    ("head", "body", "target"),
    [
        ('<meta http-equiv="refresh" content="0;url=index_1.html">', "", f"{HOME}tzgg/index_1.html"),
        ('<META HTTP-EQUIV="Refresh" CONTENT="3; URL=\'/new/\'">', BODY, f"{HOME}new/"),
        ('<meta http-equiv="refresh" content="0, /new/">', "", f"{HOME}new/"),
        ('<meta http-equiv="refresh" content="600">', BODY, None),
        ('<meta http-equiv="refresh" content="300;url=/tzgg/">', BODY, None),
        ('<script>window.location.href="/new/";</script>', "", f"{HOME}new/"),
        ("<script>location='/new/'</script>", "", f"{HOME}new/"),
        pytest.param('<script>location.replace("index_1.html")</script>', "", f"{HOME}tzgg/index_1.html"),
        ('<script>window.location.href="/wap/";</script>', BODY, None),
        ('<script>window.location.href="/wap/";</script>', listed(*DAYS), None),
        ('<script>location.href="javascript:;"</script>', "", None),
        ("", BODY, None),
    ],
)
def test_a_stub_tells_where_it_sends_its_reader(head: str, body: str, target: str | None) -> None:
    assert stub(head, body).refresh_to == target


# ---------------------------------------------------------------- names of columns


def named(
    main: str, title: str = "澜汀区人民政府", side: str = "", steps: tuple[str, ...] = ()
) -> str | None:
    return read(framed(main, title=title, side=side, steps=steps)).column_name


def entry(name: str, href: str, css: str = "") -> str:
    return f'<li class="{css}"><a href="{href}">{name}</a></li>'


@pytest.mark.parametrize("css", ["current", "on", "active", "left-cur", "sel selected"])
@pytest.mark.parametrize("href", ["/tzgg/", "/tzgg/index.html", "javascript:;"])
def test_the_marked_entry_of_a_side_menu_names_the_column(css: str, href: str) -> None:
    side = f'<div class="leftnav"><ul>{entry("通知公告", href, css)}{entry("政策文件", "/z/")}</ul></div>'
    assert named(listed(*DAYS), side=side) == "通知公告"


@pytest.mark.parametrize(
    "entries",
    [
        entry("通知公告", "/tzgg/") + entry("政策文件", "/z/"),
        entry("通知公告", "/other/", "on") + entry("政策文件", "/z/"),
        entry("通知公告", "javascript:;", "on") + entry("政策文件", "javascript:;", "on"),
        entry("通知公告", "/tzgg/", "icon-one") + entry("政策文件", "/z/"),
    ],
)
def test_an_entry_that_is_not_the_page_or_not_the_only_one_marked_names_nothing(entries: str) -> None:
    assert named(listed(*DAYS), side=f'<div class="leftnav"><ul>{entries}</ul></div>') is None


@pytest.mark.parametrize(
    ("title", "expected"),
    [
        ("通知公告_澜汀区人民政府", "通知公告"), ("澜汀区人民政府-通知公告", "通知公告"), ("渡口风采 - 澜汀区水务局", "渡口风采"),
        ("澜汀区水务局", None), ("澜汀政务网", None), ("Notice", None), ("", None),
    ],
)  # fmt: skip
def test_the_part_of_the_title_tag_that_is_not_the_site_names_the_column(
    title: str, expected: str | None
) -> None:
    assert named(listed(*DAYS), title=title) == expected


@pytest.mark.parametrize(("heading", "expected"), [("通知公告", "通知公告"), ("渡口", None), ("关于开展河道保洁活动的通知公告", None)])  # fmt: skip
def test_the_heading_above_the_list_is_the_last_resort(heading: str, expected: str | None) -> None:
    assert named(f"<h2>{heading}</h2>{listed(*DAYS)}") == expected
    assert named(f"<h2>{heading}</h2>{listed(*DAYS)}", title="政策文件_澜汀区人民政府") == "政策文件"


@pytest.mark.parametrize("tail", ["列表", "正文", "文章列表", "信息列表", "列表页", "详情", "栏目列表", "内容页"])  # fmt: skip
def test_a_tail_that_is_on_every_page_names_no_column(tail: str) -> None:
    assert named(listed(*DAYS), steps=("通知公告", tail)) == "通知公告"


@pytest.mark.parametrize("tail", ["办事列表查询", "正文写作", "渡口列表"])
def test_a_tail_that_only_holds_such_a_word_may_name_one(tail: str) -> None:
    assert (named(listed(*DAYS), steps=("通知公告", tail)) == tail) is ("正文" not in tail)


# ---------------------------------------------------------------- menus

WORDS = ("首页", "新闻动态", "通知公告", "政务公开", "办事服务", "互动交流")


def unfolding(form: str, inner: str) -> str:
    return "".join(form.format(name=name, n=n, inner=inner.format(n=n)) for n, name in enumerate(WORDS))


@pytest.mark.parametrize(
    "menu",
    [
        pytest.param("<ul>" + unfolding('<li><a href="/{n}/">{name}</a>{inner}</li>', '<ul><li><a href="/{n}/a/">工作动态</a></li><li><a href="/{n}/b/">政策文件</a></li></ul>') + "</ul>", id="lists in a list"),
        pytest.param("<div>" + unfolding('<dl><dt><a href="/{n}/">{name}</a></dt>{inner}</dl>', '<dd><a href="/{n}/a/">工作动态</a></dd><dd><a href="/{n}/b/">政策文件</a></dd>') + "</div>", id="a dl each"),
    ],
)  # fmt: skip
def test_of_a_menu_that_unfolds_the_first_link_of_each_entry_counts(menu: str) -> None:
    facts = read(page(f'<div class="nav">{menu}</div><div>{listed(*DAYS)}</div>{FOOT}'))
    assert [name for name, _ in facts.columns] == list(WORDS)
    assert all(name in ("工作动态", "政策文件") for name, _ in facts.subcolumns)


def test_a_row_of_links_at_the_foot_is_no_navigation() -> None:
    foot_row = "".join(f'<li><a href="/f{n}/">{w}</a></li>' for n, w in enumerate(("关于我们", "网站地图", "联系我们", "版权声明", "隐私声明", "使用帮助", "工作信息", "公开指南")))  # fmt: skip
    body = f"<div><ul>{ITEMS}</ul></div><div>{listed(*DAYS)}</div><div><ul>{foot_row}</ul></div>"
    assert tuple(name for name, _ in read(page(body)).columns) == NAV_NAMES


# ---------------------------------------------------------------- what a class name says, and what it does not


@pytest.mark.parametrize("css", ["header", "head", "top", "banner", "nav-title"])
@pytest.mark.parametrize(
    "head",
    [
        pytest.param(
            f"<h1>{TITLES[0]}</h1><p>发布时间：2024-05-06 来源：区水务局</p>", id="headline and line"
        ),
        pytest.param("<p>发布时间：2024-05-06 来源：区水务局</p>", id="line alone"),
        pytest.param(f"<h1>{TITLES[0]}</h1>", id="headline alone"),
    ],
)
def test_a_header_that_heads_the_article_is_part_of_it(css: str, head: str) -> None:
    missing = "" if "h1" in head else f"<h1>{TITLES[0]}</h1>"
    line = "" if "发布" in head else "<p>发布时间：2024-05-06 来源：区水务局</p>"
    markup = page(f'{nav()}<div class="art">{missing}<div class="{css}">{head}</div>{line}{BODY}</div>{FOOT}', title=TITLES[0])  # fmt: skip
    facts = read(markup, f"{HOME}show.html?n=4")
    assert facts.title == TITLES[0]
    assert facts.published is not None
    assert (facts.published.on.isoformat(), facts.source) == ("2024-05-06", "区水务局")


@pytest.mark.parametrize(
    "inner",
    [
        f"<h1>澜汀区人民政府门户网站</h1>{ITEMS}",
        '<h1>澜汀区人民政府门户网站</h1><form action="/s"><input name="q"></form>',
        '<h1><a href="/">澜汀区人民政府门户网站</a></h1>',
        '<p>今天是2026年5月6日 星期三</p><a href="/">首页</a>',
    ],
)
def test_a_site_s_header_is_no_part_of_the_article(inner: str) -> None:
    markup = page(f'<div class="header">{inner}</div>{nav()}<div><h1>{TITLES[0]}</h1><p>发布时间：2024-05-06</p>{BODY}</div>{FOOT}')  # fmt: skip
    facts = read(markup, f"{HOME}show.html?n=4")
    assert facts.title == TITLES[0]
    assert "门户网站" not in facts.excerpt
    assert "星期三" not in facts.excerpt


@pytest.mark.parametrize("css", ["wzfrom", "wz", "wzlb", "place-info", "local-news", "here"])
@pytest.mark.parametrize(
    ("inner", "is_trail"),
    [
        ('<a href="/">首页</a> &gt; <a href="/c0/">政务公开</a> &gt; 通知公告', True),
        ('您的位置：<a href="/">首页</a> &gt; <a href="/c0/">政务公开</a> &gt; 通知公告', True),
        ('<a href="/c0/">政务公开</a>', False),
        (listed(*DAYS), False),
        ("<p>来源：区水务局 2024-05-06</p>", False),
    ],
)
def test_a_class_that_may_mean_position_is_a_breadcrumb_only_with_steps(
    css: str, inner: str, is_trail: bool
) -> None:
    assert bool(read(page(f'{nav()}<div class="{css}">{inner}</div><div>{BODY}</div>')).crumbs) is is_trail


@pytest.mark.parametrize(
    "trail",
    [
        '<td><b>当前位置：</b><a href="/">首页</a> &gt; <a href="/c0/">政务公开</a> &gt; 通知公告</td>',
        '<div><span>您的位置：</span><a href="/">首页</a> &gt; <a href="/c0/">政务公开</a> &gt; 通知公告</div>',
        '<div><a href="/">首页</a> &gt;&gt; <a href="/c0/">政务公开</a> &gt;&gt; 通知公告</div>',
        '<p><a href="/">首页</a> -- <a href="/c0/">政务公开</a> -- 通知公告</p>',
    ],
)
def test_a_breadcrumb_is_told_by_its_words_alone(trail: str) -> None:
    facts = read(page(f"{nav()}<table><tr>{trail}</tr></table><div>{listed(*DAYS)}</div>{FOOT}"))
    assert [name for name, _ in facts.crumbs] == ["首页", "政务公开", "通知公告"]
    assert len(facts.items or ()) == 3


@pytest.mark.parametrize("glue", [" &gt;&gt; ", " &gt; ", " / ", " -- "])
def test_a_breadcrumb_written_into_the_main_part_leaves_the_list_there(glue: str) -> None:
    trail = f'首页{glue}<a href="/c0/">政务公开</a>{glue}通知公告'
    facts = read(page(f'{nav()}<div class="m">{trail}{listed(*DAYS)}</div>{FOOT}'))
    assert len(facts.items or ()) == 3
    assert ("政务公开", f"{HOME}c0/") in facts.crumbs


def test_a_sentence_that_begins_with_the_home_page_is_no_breadcrumb() -> None:
    facts = read(page(f'{nav()}<div><p>首页改版后，<a href="/x/">访问入口</a>有调整。</p>{BODY}</div>{FOOT}'))
    assert facts.crumbs == ()


@pytest.mark.parametrize(
    ("anchor", "expected"),
    [
        ("<h3>{t}</h3><p>区水务局近日开展检查。</p><span>2024-05-06</span>", "{t}"),
        ('<div class="title">{t}</div><div class="intro">区水务局近日开展检查。</div>', "{t}"),
        ("<p>{t}</p><span>05-06</span>", "{t}"),
        ("<div>11</div><div>2024-06</div><p>{t}</p>", "{t}"),
        ("{t}<i>2024-05-06</i>", "{t}"),
        ("<b>关于</b>{t}", "关于{t}"),
    ],
)
def test_an_anchor_that_holds_blocks_says_its_headline(anchor: str, expected: str) -> None:
    main = "".join(f'<li><a href="x{n}.html">{anchor.format(t=t)}</a></li>' for n, t in enumerate(TITLES[:3]))
    assert [item.title for item in read(framed(f"<ul>{main}</ul>")).items or ()] == [
        expected.format(t=t) for t in TITLES[:3]
    ]


def regions(css: str, inner: str, beside: str = "") -> set[str]:
    """The regions of the links of a part under a class name."""
    facts = read(page(f'<div class="{css}">{inner}</div>{beside}<div>{BODY * 3}{listed(*DAYS)}</div>'))
    return {link.region.value for link in facts.links if link.url.count("/") == 4 and link.url.endswith("/")}


MENU = "".join(f'<li><a href="/m{n}/">渡口栏目{n}</a></li>' for n in range(7))


@pytest.mark.parametrize("css", ["border-bottom", "text-top", "mb-3", "align-top", "p-2 border-top", "d-flex", "mt-auto", "px-md-2", "position-bottom"])  # fmt: skip
def test_a_class_that_tells_a_look_is_no_hint(css: str) -> None:
    assert regions(css, f"<p>渡口</p><ul>{MENU}</ul>") == {"main"}


@pytest.mark.parametrize(
    ("css", "region"),
    [
        ("footer-bottom", "footer"), ("bottom", "footer"), ("m-footer", "footer"), ("border-bottom footer", "footer"), ("d-footer", "footer"),
        ("nav mb-3", "nav"), ("m-nav", "nav"), ("p-header", "nav"), ("d-flex navbar", "nav"), ("top", "nav"),
    ],
)  # fmt: skip
def test_a_class_that_names_a_part_is_a_hint_beside_looks_too(css: str, region: str) -> None:
    assert regions(css, f"<ul>{MENU}</ul>") == {region}


PROSE = "<p>青芦渡口自开渡以来，往来客商络绎不绝，两岸百姓安居乐业。</p>" * 6


@pytest.mark.parametrize("css", ["nav", "top_main", "banner", "header"])
@pytest.mark.parametrize(
    ("inner", "region"),
    [
        pytest.param(f"<ul>{MENU}</ul>", "nav", id="a menu"),
        pytest.param(f"<p>欢迎您。今天天气晴好。</p><ul>{MENU}</ul>", "nav", id="a menu and a greeting"),
        pytest.param(f"<ul>{MENU}</ul>{PROSE}", "main", id="prose"),
        pytest.param(f"<ul>{MENU}</ul><a href='/x.html'>{PROSE}</a>", "nav", id="prose in a link"),
    ],
)
def test_a_wrapper_that_holds_prose_is_no_navigation(css: str, inner: str, region: str) -> None:
    wide = f"<div>{BODY * 4}</div>"
    assert regions(css, inner, wide) == {region}
