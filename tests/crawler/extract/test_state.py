"""States of a column: each with a page that is in it and one that only looks so."""

from __future__ import annotations

import pytest

from evidence.records import ListState, PageFacts
from tests.crawler.extract.pages import (
    BODY,
    FOOT,
    SENTENCE,
    SHORT_FOOT,
    TITLES,
    article,
    framed,
    listed,
    page,
    read,
)

DAYS = ("2024-06-11", "2024-05-20", "2024-04-02")
AJAX = '<script>$.ajax({url: "/api/list.do", data: {cid: 7}, success: draw});</script>'


def state(main: str, **rest: object) -> ListState:
    return facts(main, **rest).list_state


def facts(main: str, **rest: object) -> PageFacts:
    return read(framed(main, steps=("通知公告",), **rest))  # type: ignore[arg-type]


@pytest.mark.parametrize(
    "words",
    [
        "暂无信息", "暂无相关信息", "暂无内容", "暂无数据", "暂无此类信息！", "此栏目暂无任何新增信息", "暂时没有内容",
        "没有相关信息", "栏目建设中", "栏目正在建设中……", "页面正在建设中，敬请期待", "内容正在更新中",
        "网站正在完善中", "敬请期待", "即将开通", "共0条", "共 0 条 0/0", "共0条记录", "总记录数：0", "该栏目下没有内容",
    ],
)  # fmt: skip
@pytest.mark.parametrize(
    "form",
    ['<div class="lb"><p>{}</p></div>', "<ul><li>{}</li></ul>", '<ul><li><a href="#">{}</a></li></ul>'],
)
def test_words_of_emptiness_make_a_column_empty(words: str, form: str) -> None:
    found = facts(form.format(words))
    assert found.list_state is ListState.EMPTY
    assert found.items == ()
    assert found.list_why


@pytest.mark.parametrize("words", ["没有找到相关信息", "没有查询到相关数据", "没有任何相关内容"])
def test_words_of_a_fruitless_search_make_a_column_empty(words: str) -> None:
    assert read(page(f'<div class="lb"><p>{words}</p></div>')).list_state is ListState.EMPTY


@pytest.mark.parametrize("words", ["没有找到信息", "没有相关数据", "暂无任何内容"])
def test_words_of_emptiness_count_on_a_bare_page_too(words: str) -> None:
    assert read(page(f'<div class="lb"><p>{words}</p></div>')).list_state is ListState.EMPTY


@pytest.mark.parametrize("words", ["共10条", "共 20 条 1/2", "总记录数：08", "共100条记录"])
def test_a_count_above_nought_is_not_empty(words: str) -> None:
    assert state(f"<div class='lb'><p>{words}</p></div>{AJAX}") is not ListState.EMPTY


@pytest.mark.parametrize(
    "sentence",
    [
        "经核查，该片区暂无相关管网规划，区水务局将结合实际研究解决方案。",
        "目前该路段正在建设中，预计年底通车，请居民绕行。",
        "本年度共0条行政处罚信息被撤销，依法行政水平持续提升。",
    ],
)
def test_such_words_within_an_article_are_not_emptiness(sentence: str) -> None:
    assert state(f"<p>{SENTENCE}{sentence}{SENTENCE}</p>") is ListState.TEXT
    facts_read = read(article(line="发布时间：2024-05-06", body=f"<p>{sentence}</p>{BODY}"))
    assert facts_read.list_state is ListState.TEXT
    assert facts_read.items is None


def test_such_words_beside_a_filled_list_are_not_emptiness() -> None:
    assert state(f"{listed(*DAYS)}<p>暂无更多</p>") is ListState.ITEMS


@pytest.mark.parametrize(
    "box",
    ['<ul class="news-list"></ul>', '<div class="list_con"></div>', '<table id="newslist"><tr><td></td></tr></table>', "<ul>\n\u3000&nbsp;</ul>"],
)  # fmt: skip
def test_a_list_without_rows_is_empty(box: str) -> None:
    assert state(box) is ListState.EMPTY


@pytest.mark.parametrize(
    "main",
    [
        pytest.param(f'<ul class="news-list" id="rows"></ul>{AJAX}', id="request in place"),
        pytest.param('<ul id="rows"></ul><script>draw("#rows", 7)</script>', id="names the empty element"),
        pytest.param(
            '<ul id="rows"></ul><script>var box = document.getElementById("rows")</script>', id="by its id"
        ),
        pytest.param('<div id="app-list"></div><script>new Vue({el: "#app-list"})</script>', id="Vue"),
        pytest.param(
            '<ul><li v-for="row in rows">{{row.title}}</li></ul><script>new Vue({})</script>', id="template"
        ),
        pytest.param(f'<div id="rows"></div><p>共0条</p>{AJAX}', id="a count before the script ran"),
        pytest.param(f'<div id="rows"><p>暂无数据</p></div>{AJAX}', id="words before the script ran"),
        pytest.param('<div id="rows"></div><script src="/js/app.0a1b2c3d.js"></script>', id="bundle"),
        pytest.param('<div id="rows"></div><script>fetch("/data/list.json").then(draw)</script>', id="fetch"),
    ],
)
def test_a_list_that_a_script_draws_is_scripted_not_empty(main: str) -> None:
    found = facts(main)
    assert found.list_state is ListState.SCRIPTED
    assert found.items is None


@pytest.mark.parametrize(
    "script",
    [
        '<script>var _hits = 1; function big(){document.body.style.fontSize="18px"}</script>',
        "<script>document.write(new Date().getFullYear())</script>",
        "",
    ],
)
def test_a_script_that_draws_nothing_does_not_excuse_an_empty_list(script: str) -> None:
    assert state(f'<div class="lb"><p>暂无信息</p></div>{script}') is ListState.EMPTY


def test_a_counter_in_the_foot_does_not_excuse_an_empty_list() -> None:
    markup = framed('<div class="lb"><p>暂无信息</p></div>').replace(
        "</body>",
        '<script>var s=document.createElement("script");s.src="//tj.lanting.example/h.js?x";</script></body>',
    )
    assert read(markup).list_state is ListState.EMPTY


def test_a_page_of_text_is_text() -> None:
    found = facts(BODY)
    assert found.list_state is ListState.TEXT
    assert found.items is None


@pytest.mark.parametrize("pictures", [1, 3])
def test_a_page_of_pictures_is_text(pictures: int) -> None:
    assert state("".join(f'<p><img src="z{n}.jpg"></p>' for n in range(pictures))) is ListState.TEXT


@pytest.mark.parametrize(
    "tag", ['<iframe src="/inner.html"></iframe>', '<iframe src="http://other.example/x" width=100></iframe>']
)
def test_what_an_inner_frame_shows_cannot_be_told(tag: str) -> None:
    assert state(tag) is ListState.UNCLEAR


def test_a_frame_beside_a_list_does_not_hide_the_list() -> None:
    assert state(f'{listed(*DAYS)}<iframe src="/count.html"></iframe>') is ListState.ITEMS


@pytest.mark.parametrize(
    "main",
    [
        pytest.param(
            "".join(f'<div><h3><a href="/z{n}/">{name}</a></h3></div>' for n, name in enumerate(("机构职能", "领导信息", "内设科室", "政策文件"))),
            id="links named like columns",
        ),
        pytest.param(
            "<ul>" + "".join(f'<li><a href="/z{n}/">{name}</a></li>' for n, name in enumerate(("机构职能", "领导信息", "内设科室", "政策文件"))) + "</ul>",
            id="a list of columns",
        ),
    ],
)  # fmt: skip
def test_a_page_that_leads_to_sub_columns_is_a_container(main: str) -> None:
    found = facts(main)
    assert found.list_state is ListState.CONTAINER
    assert found.items is None


@pytest.mark.parametrize(
    ("main", "expected"),
    [
        (listed(*DAYS), ListState.ITEMS),
        (listed(DAYS[0]), ListState.ITEMS),
        ("", ListState.EMPTY),
        (f'<p><a href="a.html">{TITLES[0]}</a></p>', ListState.UNCLEAR),
        ("<p>澜汀</p>", ListState.UNCLEAR),
    ],
)
def test_a_whole_page_that_shows_next_to_nothing(main: str, expected: ListState) -> None:
    assert state(main) is expected


@pytest.mark.parametrize(
    "line", ["地址：澜汀区渡口路1号二楼", "电话：0999-1234567", "区长：张三", "见附件一至附件三"]
)
def test_a_short_line_of_information_is_not_emptiness(line: str) -> None:
    assert state(f"<p>{line}</p>") is not ListState.EMPTY


@pytest.mark.parametrize(
    ("main", "expected"),
    [
        ("", ListState.EMPTY),
        ('<ul class="news-list"></ul>', ListState.EMPTY),
        (f'<ul id="rows"></ul>{AJAX}', ListState.SCRIPTED),
        ('<iframe src="/inner.html"></iframe>', ListState.UNCLEAR),
    ],
)
def test_a_long_foot_is_no_text_of_the_page(main: str, expected: ListState) -> None:
    assert read(framed(main, steps=("通知公告",)).replace(SHORT_FOOT, FOOT)).list_state is expected


@pytest.mark.parametrize(
    "markup", ["", "<html></html>", "<html><body></body></html>", "<p>澜汀</p>", "not markup"]
)
def test_a_fragment_proves_nothing(markup: str) -> None:
    assert read(markup).list_state is ListState.UNCLEAR


@pytest.mark.parametrize(
    ("records", "expected", "count"),
    [
        ('<record><![CDATA[<li><a href="/art/2024/5/6/art_7_1.html">渡口安全工作现场会召开</a><b>2024-05-06</b></li>]]></record>', ListState.ITEMS, 1),
        ("", ListState.EMPTY, 0),
    ],
)  # fmt: skip
def test_a_record_set_in_the_page_is_its_list(records: str, expected: ListState, count: int) -> None:
    store = f"<datastore><recordset>{records}</recordset></datastore>"
    found = facts(f'<div id="88"><script type="text/xml">{store}</script></div>')
    assert found.list_state is expected
    assert found.items is not None
    assert len(found.items) == count


def menu(count: int) -> str:
    inner = "".join(f'<li><a href="/m{n}/">栏目名称{n}</a></li>' for n in range(count))
    return f'<ul class="nav"><li><h3><a href="/">学校概况</a></h3><ul>{inner}</ul></li></ul>'


@pytest.mark.parametrize("count", [4, 40])
def test_a_large_menu_on_an_empty_page_is_no_list_of_sub_columns(count: int) -> None:
    found = read(
        page(f'{menu(count)}<div class="box"><ul class="list"></ul></div>{SHORT_FOOT}', title="工会")
    )
    assert found.list_state is ListState.EMPTY


@pytest.mark.parametrize(
    ("picture", "expected"),
    [
        ('<img src="/images/banner3.jpg">', ListState.EMPTY),
        ('<img src="/upload/2024/p1.jpg">', ListState.TEXT),
    ],
)
def test_a_banner_is_no_content_and_a_picture_is(picture: str, expected: ListState) -> None:
    assert state(f'{picture}<ul class="list"></ul>') is expected


@pytest.mark.parametrize(("title", "expected"), [("通知公告", False), ("关于开展安全检查工作的通知", True)])
def test_a_row_that_only_bears_the_columns_name_is_an_entrance(title: str, expected: bool) -> None:
    found = facts(f'<ul><li><a href="q.html">{title}</a><span>2024-05-05</span></li></ul>')
    assert bool(found.items) is expected
    assert found.list_state is (ListState.ITEMS if expected else ListState.ELSEWHERE)


CLASSES = (
    "bottom", "top-news", "banner", "swiper-list", "head", "search", "copy", "friend-list", "menu-list", "sidebar", "hot-list", "wz", "wzlb", "path", "local-news",
    "place-list", "here", "list", "zhuti",
)  # fmt: skip


@pytest.mark.parametrize("css", CLASSES)
@pytest.mark.parametrize("large", [True, False])
@pytest.mark.parametrize(
    "inner",
    [
        pytest.param(listed(*DAYS), id="dated rows"),
        pytest.param(listed("2024/06/11", "2024/05/20"), id="dates with slashes"),
        pytest.param(listed(DAYS[0]), id="one row"),
        pytest.param("".join(f'<p><a href="/tzgg/202405/t20240506_{n}.html">{t}</a></p>' for n, t in enumerate(TITLES[:3])), id="undated articles"),
        pytest.param("".join(f'<div><a href="a{n}.html">{t}</a><div>2024-05-0{n + 1}</div></div>' for n, t in enumerate(TITLES[:3])), id="date in a block of its own"),
    ],
)  # fmt: skip
def test_a_filled_list_is_never_empty_whatever_its_class_is_called(css: str, large: bool, inner: str) -> None:
    wide = "".join(f'<li><a href="/w{n}/">澜汀区下属单位{n}</a></li>' for n in range(30)) if large else ""
    markup = framed(f'<div class="{css}">{inner}</div>', steps=("通知公告",), side=f'<div class="nav"><ul>{wide}</ul></div>')  # fmt: skip
    assert read(markup).list_state is not ListState.EMPTY


@pytest.mark.parametrize(
    "main",
    [
        pytest.param(f'首页 &gt;&gt; <a href="/c/">通知公告</a> &gt;&gt; 列表{listed(*DAYS)}', id="a trail as bare text of the main part"),
        pytest.param('<ul><li><a href="a.html">张三</a></li></ul>', id="one name"),
        pytest.param('<p><a href="a.html">张三</a> <a href="b.html">李四</a></p>', id="two names"),
        pytest.param(f'<ul><li><a href="a.html">没有{TITLES[0]}</a></li></ul>', id="a title that begins with nothing"),
        pytest.param('<ul><li><a>渡口安全知识手册</a></li></ul><ul class="list"></ul>', id="a link without an address"),
        pytest.param('<ul class="list"></ul><a href="javascript:;">渡口管理办法</a>', id="a scripted link beside an empty list"),
        pytest.param('<div id="rows"></div><p style="display: none">暂无数据</p><script src="/js/rows.js"></script>', id="hidden words"),
        pytest.param('<div v-if="!rows.length">暂无数据</div><script src="/js/rows.js"></script>', id="words on a condition"),
        pytest.param('<div v-show="none"><p>暂无数据</p></div><script src="/js/rows.js"></script>', id="words shown on a condition"),
    ],
)  # fmt: skip
def test_a_page_that_shows_or_may_show_something_is_never_empty(main: str) -> None:
    found = facts(main)
    assert found.list_state is not ListState.EMPTY
    assert found.items != ()


@pytest.mark.parametrize("aside", ["最新信息", "点击排行", "热门文章"])
def test_a_blank_column_beside_a_box_told_by_its_heading_is_empty(aside: str) -> None:
    box = f'<div class="sidebar"><h3>{aside}</h3>{listed(*DAYS)}</div>'
    assert state(f'<div class="lb"><ul class="list"></ul></div>{box}') is ListState.EMPTY


@pytest.mark.parametrize("words", ["暂无信息", "栏目建设中"])
def test_words_shown_once_plainly_and_once_hidden_are_shown(words: str) -> None:
    assert state(f'<p>{words}</p><p style="display:none">{words}</p>') is ListState.EMPTY


def test_a_clock_in_the_head_does_not_excuse_a_blank_column() -> None:
    markup = framed('<ul class="list"></ul>', steps=("通知公告",))
    clock = '<div class="header"><p>2026年5月6日</p><a href="/">首页</a></div>'
    assert read(markup.replace("<body>", f"<body>{clock}")).list_state is ListState.EMPTY


def linked(*hrefs: str) -> str:
    return "".join(f'<p><a href="{href}">渡口管理相关材料{n}</a>；</p>' for n, href in enumerate(hrefs))


@pytest.mark.parametrize(
    ("main", "expected"),
    [
        pytest.param('<p><a href="a.pdf">渡口管理规划全文</a></p>', ListState.ELSEWHERE, id="a file"),
        pytest.param('<p><a href="a.pdf">规划全文</a></p><div><a href="b.doc">规划附表一</a></div>', ListState.ELSEWHERE, id="two files"),
        pytest.param('<p><a href="a.pdf">规划全文</a></p><div><a href="b.html">规划说明页</a></div>', ListState.UNCLEAR, id="a file and a page"),
        pytest.param('<p><a href="http://zwfw.lanting.example/">进入政务服务网</a></p>', ListState.ELSEWHERE, id="another site"),
        pytest.param('<p><a href="/zwfw/">进入政务服务网</a></p>', ListState.UNCLEAR, id="the same site"),
        pytest.param('<p><a href="http://zwfw.lanting.example/">进入政务服务网</a></p><div><a href="/b/">进入互动平台</a></div>', ListState.UNCLEAR, id="both"),
        pytest.param('<p><a href="javascript:go()">进入政务服务网</a></p>', ListState.UNCLEAR, id="a script"),
        pytest.param('<p><a>进入政务服务网</a></p>', ListState.UNCLEAR, id="no address"),
    ],
)  # fmt: skip
def test_a_page_of_nothing_but_files_or_outside_links_leads_elsewhere(main: str, expected: ListState) -> None:
    found = facts(main)
    assert found.list_state is expected
    assert found.items is None


@pytest.mark.parametrize(
    ("head", "body", "expected"),
    [
        ('<meta http-equiv="refresh" content="0;url=/new/">', "", ListState.ELSEWHERE),
        ('<script>location.href="/new/"</script>', "", ListState.ELSEWHERE),
        ('<meta http-equiv="refresh" content="600;url=/new/">', "", ListState.UNCLEAR),
        ('<meta http-equiv="refresh" content="0;url=/new/">', listed(*DAYS), ListState.ITEMS),
        ("", "", ListState.UNCLEAR),
    ],
)
def test_a_stub_leads_elsewhere_and_a_filled_page_does_not(head: str, body: str, expected: ListState) -> None:
    assert read(f"<html><head>{head}</head><body>{body}</body></html>").list_state is expected


@pytest.mark.parametrize(
    "main",
    [
        pytest.param("<p>单位名称：澜汀区城市建设中心</p><p>地址：渡口路1号</p>", id="a body whose name begins so"),
        pytest.param("<p>澜汀区城市更新中心</p>", id="such a name alone"),
        pytest.param("<p>项目建设中存在的问题由区水务局答复。</p>", id="words that go on"),
        pytest.param(f"<p>{SENTENCE}</p><p>电话：0999-1234567</p><p>传真：暂无</p>", id="a field without a value"),
        pytest.param("<p>电话：0999-1234567</p><p>传真： 暂无信息</p>", id="such a field, in short"),
        pytest.param("<table><tr><td>单位</td><td>澜汀区水务局综合办公室</td></tr><tr><td>传真</td><td>暂无</td></tr></table>", id="such a field in cells"),
        pytest.param(f"<p>{SENTENCE}</p><div>相关附件</div><p>暂无数据</p>", id="a text without files"),
        pytest.param(f"<p>{SENTENCE}</p><p>更多消息敬请关注澜汀发布</p>", id="a text that takes its leave"),
        pytest.param("<p>暂无下级分类</p>", id="a tree without branches"),
        pytest.param("<p>暂无上级栏目</p>", id="a tree without a root"),
    ],
)  # fmt: skip
def test_words_of_emptiness_that_tell_something_else_do_not_make_a_column_empty(main: str) -> None:
    assert state(main) is not ListState.EMPTY


@pytest.mark.parametrize(
    "main",
    [
        "<p>暂无下级分类</p><p>暂无数据</p>", "<h2>通知公告</h2><p>暂无</p>", "<p>栏目建设中请稍后访问</p>", "<p>检索条件：</p><p>暂无数据</p>",
        "<p>首页 上一页 下一页 尾页</p><p>暂无</p>", "<p>欢迎您</p><p>网站建设中</p>",
    ],
)  # fmt: skip
def test_words_of_emptiness_count_beside_names_and_buttons(main: str) -> None:
    assert state(main) is ListState.EMPTY


BLANK = '<ul class="list"></ul>'


@pytest.mark.parametrize(
    ("beside", "expected"),
    [
        pytest.param("", ListState.EMPTY, id="nothing"),
        pytest.param('<form><input name="q" placeholder="检索"></form>', ListState.EMPTY, id="a search"),
        pytest.param('<input type="hidden" name="a"><input type="hidden" name="b"><input type="button" name="c">', ListState.EMPTY, id="hidden fields and a button"),
        pytest.param('<form><input name="xm"><input name="dh" type="tel"></form>', ListState.UNCLEAR, id="two fields"),
        pytest.param("<form><textarea name=nr></textarea></form>", ListState.UNCLEAR, id="a large field"),
    ],
)  # fmt: skip
def test_a_form_to_fill_in_is_no_empty_column(beside: str, expected: ListState) -> None:
    assert state(BLANK + beside) is expected


def test_a_search_in_the_head_is_no_form_of_the_page() -> None:
    search = '<div class="header"><form><input name="a"><input name="b"></form><a href="/">首页</a></div>'
    markup = framed(BLANK, steps=("通知公告",)).replace("<body>", f"<body>{search}")
    assert read(markup).list_state is ListState.EMPTY


def sites(count: int) -> str:
    return "".join(f'<li><a href="http://f{n}.example/">澜汀友好单位{n}</a></li>' for n in range(count))


@pytest.mark.parametrize(
    ("frame", "expected"),
    [
        pytest.param(f'<div class="sidebar"><h3>友情链接</h3><ul>{sites(5)}</ul></div>', ListState.UNCLEAR, id="friends beside"),
        pytest.param(f'<div class="sidebar"><h3>热门文章</h3><ul>{sites(5)}</ul></div>', ListState.EMPTY, id="a box told by its heading"),
        pytest.param("<div class='sidebar'><h1>渡口概况</h1><p>渡口</p></div>", ListState.UNCLEAR, id="a headline beside"),
        pytest.param("<div class='header'><h1>澜汀区</h1><p>渡口</p></div>", ListState.EMPTY, id="a headline in the head"),
        pytest.param(f"{menu(40)}<div class='sidebar'><p>{SENTENCE * 5}</p></div>", ListState.UNCLEAR, id="long text beside"),
        pytest.param(f"{menu(40)}<div class='sidebar'><p>{SENTENCE}</p></div>", ListState.EMPTY, id="a line beside"),
    ],
)  # fmt: skip
def test_what_stands_beside_a_blank_part_may_be_the_page_s_content(frame: str, expected: ListState) -> None:
    assert read(framed(BLANK, steps=("通知公告",), side=frame)).list_state is expected


@pytest.mark.parametrize(
    ("foot", "expected"),
    [
        pytest.param(FOOT, ListState.EMPTY, id="an ordinary foot"),
        pytest.param(f"<div class='footer'>{''.join(f'<h3>渡口{n}号</h3>' for n in range(3))}<p>版权所有 主办：区政府</p></div>", ListState.EMPTY, id="three headings"),
        pytest.param(f"<div class='footer'>{''.join(f'<h3>渡口{n}号</h3>' for n in range(6))}<p>版权所有 主办：区政府</p></div>", ListState.UNCLEAR, id="six headings"),
        pytest.param(f"<div class='footer'><p>{SENTENCE * 24}</p><p>版权所有 主办：区政府</p></div>", ListState.UNCLEAR, id="long text"),
    ],
)  # fmt: skip
def test_a_foot_that_holds_more_than_a_foot_does_leaves_the_column_unclear(
    foot: str, expected: ListState
) -> None:
    assert read(framed(BLANK, steps=("通知公告",)).replace(SHORT_FOOT, foot)).list_state is expected


@pytest.mark.parametrize(
    ("own", "expected"),
    [
        ('<a href="">渡口安全</a>', ListState.EMPTY),
        ('<a href="javascript:;">渡口安全</a>', ListState.EMPTY),
        ('<a href="javascript:;">船舶登记</a>', ListState.CONTAINER),
    ],
)
def test_a_side_menu_that_names_the_page_itself_is_no_container(own: str, expected: ListState) -> None:
    menu = f'<ul class="caidan"><li><a href="/a/">河道保洁</a></li><li>{own}</li><li><a href="/b/">桥梁检修</a></li></ul>'
    page = framed(f'{menu}<ul class="xinxi"></ul>', steps=("政务公开", "渡口安全"), title="渡口安全")
    assert read(page).list_state is expected
