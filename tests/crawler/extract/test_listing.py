"""Lists of column pages: rows in every markup, their titles, dates and addresses; and what is no row."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from evidence.records import ListState, PageFacts, PageKind
from tests.crawler.extract.pages import (
    BODY,
    COLUMN,
    SENTENCE,
    TITLES,
    article,
    day_of,
    framed,
    listed,
    page,
    read,
    rows,
    shown,
    titles_of,
)

DAYS = ("2024-06-11", "2024-05-20", "2024-04-02", "2024-03-15")
EXPECTED = list(zip(TITLES, DAYS, strict=False))
PAIRS = list(zip(TITLES, DAYS, range(4), strict=False))


def each(form: str) -> str:
    """One row per entry: {t} title, {d} date, {n} number."""
    return "".join(form.format(t=t, d=d, n=n) for t, d, n in PAIRS)


@pytest.mark.parametrize(
    "main",
    [
        pytest.param(f"<ul>{each('<li><a href=x{n}.html>{t}</a><span>{d}</span></li>')}</ul>", id="li, date after"),
        pytest.param(f"<ul>{each('<li><span>{d}</span><a href=x{n}.html>{t}</a></li>')}</ul>", id="li, date before"),
        pytest.param(f"<ul>{each('<li>{d} <a href=x{n}.html>{t}</a></li>')}</ul>", id="li, bare date before"),
        pytest.param(f"<ul>{each('<li><a href=x{n}.html>{t}</a>[{d}]</li>')}</ul>", id="li, bare date in brackets"),
        pytest.param(f"<ul>{each('<li><a href=x{n}.html>{t}<span>{d}</span></a></li>')}</ul>", id="date in the anchor"),
        pytest.param(f"<ul>{each('<li><a href=x{n}.html><i>{d}</i> <p>{t}</p></a></li>')}</ul>", id="date first in the anchor"),
        pytest.param(
            f"<ul>{each('<li><a href=x{n}.html><i>{d}</i><p>{t}</p></a></li>')}</ul>", id="date and title side by side in the anchor",
        ),
        pytest.param(f"<table>{each('<tr><td><a href=x{n}.html>{t}</a></td><td>{d}</td></tr>')}</table>", id="tr"),
        pytest.param(f"<table>{each('<tr><td>{d}</td><td><a href=x{n}.html>{t}</a></td></tr>')}</table>", id="tr, date before"),
        pytest.param(
            f"<table><tr><td><table>{each('<tr><td>·</td><td><a href=x{n}.html>{t}</a></td><td>{d}</td></tr>')}</table></td></tr></table>",
            id="nested tables",
        ),
        pytest.param(
            "<table><tr>" + "</tr><tr>".join(each("<td><a href=x{n}.html>{t}</a> {d}</td>|").split("|")[i] + each("<td><a href=x{n}.html>{t}</a> {d}</td>|").split("|")[i + 1] for i in (0, 2)) + "</tr></table>",
            id="two entries a table row",
        ),
        pytest.param(each("<div class=row><a href=x{n}.html>{t}</a><em>{d}</em></div>"), id="div"),
        pytest.param(each("<div class=row><div><a href=x{n}.html>{t}</a></div><div>{d}</div></div>"), id="div in div"),
        pytest.param(each("<p><a href=x{n}.html>{t}</a> {d}</p>"), id="p"),
        pytest.param(each("<article><h3><a href=x{n}.html>{t}</a></h3><time>{d}</time></article>"), id="article"),
        pytest.param(each("<a href=x{n}.html><span>{t}</span><span>{d}</span></a>"), id="anchors alone"),
        pytest.param(f"<dl>{each('<dt><a href=x{n}.html>{t}</a></dt><dd>{d}</dd>')}</dl>", id="dt and dd"),
        pytest.param(f"<dl>{each('<dd><a href=x{n}.html>{t}</a><span>{d}</span></dd>')}</dl>", id="dd"),
        pytest.param(each("<dl><dt><a href=x{n}.html>{t}</a></dt><dd>{d}</dd></dl>"), id="a dl each"),
    ],
)  # fmt: skip
def test_rows_are_found_in_every_markup(main: str) -> None:
    assert shown(read(framed(main))) == EXPECTED


def test_entries_come_with_absolute_addresses_in_page_order() -> None:
    facts = read(framed(listed(*DAYS)))
    assert [item.url for item in facts.items or ()] == [
        f"http://www.lanting.example/tzgg/x{n}.html" for n in range(4)
    ]
    assert facts.kind is PageKind.COLUMN
    assert facts.list_state is ListState.ITEMS


@pytest.mark.parametrize(
    "form",
    ["{y}-{m}-{d}", "{y}年{m}月{d}日", "{y}.{m}.{d}", "[{y}-{m}-{d}]", "（{y}-{m}-{d}）", "{y}/{m}/{d}", "{y}-{m}-{d} 09:30", "发布时间：{y}-{m}-{d}"],
)  # fmt: skip
def test_the_date_of_a_row_is_read_in_every_form(form: str) -> None:
    days = [form.format(y=d[:4], m=d[5:7], d=d[8:]) for d in DAYS]
    assert shown(read(framed(listed(*days)))) == EXPECTED


SPLIT = "2024-06-11"


@pytest.mark.parametrize(
    "block",
    [
        pytest.param("<b>11</b> <i>2024-06</i>", id="day, space, month"),
        pytest.param("<p>11</p>\n<p>2024-06</p>", id="day above month"),
        pytest.param("<i>2024-06</i>\n<b>11</b>", id="month above day"),
        pytest.param("<p>2024年6月</p> <p>11</p>", id="Chinese month above day"),
        pytest.param(
            "<b>11</b><i>2024-06</i>",
            id="day and month without a space",
        ),
        pytest.param(
            "<p>11</p><p>2024-06</p>",
            id="blocks without a space",
        ),
        pytest.param(
            "<i>2024-06</i><b>11</b>",
            id="month and day without a space",
        ),
    ],
)
def test_a_date_in_two_elements_is_one_date(block: str) -> None:
    row = "<li><div class=rq>{b}</div><a href=x{n}.html>{t}</a></li>"
    main = "".join(row.format(b=block, n=n, t=t) for n, t in enumerate(TITLES[:3]))
    assert [day_of(i) for i in read(framed(f"<ul>{main}</ul>")).items or ()] == [SPLIT] * 3


@pytest.mark.parametrize(
    ("path", "expected"),
    [
        ("/202405/t20240506_{n}.html", "2024-05-06"),
        ("/art/2024/5/6/art_7_{n}.html", "2024-05-06"),
        ("/202405/0a1b2c3d4e5f{n}.shtml", "2024-05-06"),
        ("/art/2024/art_0a1b2c3d4e5f{n}.html", "2024-05-06"),
        ("/info/1003/{n}.htm", None),
    ],
)
def test_a_row_without_a_year_is_dated_by_its_address_or_not_at_all(path: str, expected: str | None) -> None:
    main = "".join(
        f"<li><a href={path.format(n=n)}>{t}</a><span>05-06</span></li>" for n, t in enumerate(TITLES[:4])
    )
    facts = read(framed(f"<ul>{main}</ul>"))
    assert shown(facts) == [(t, expected) for t in TITLES[:4]]


def test_a_date_within_the_title_is_not_the_row_s() -> None:
    title = "2018年7月24日直播：渡口安全在线问答收听"
    main = f'<ul><li><a href="a.html">{title}</a><span>2018-07-27</span></li>{rows(*DAYS[:3])}</ul>'
    assert shown(read(framed(main)))[0] == (title, "2018-07-27")


def test_a_date_at_the_end_of_the_anchor_is_not_title() -> None:
    main = f"<ul>{each('<li><a href=x{n}.html>{t} {d}</a></li>')}</ul>"
    assert shown(read(framed(main))) == EXPECTED


@pytest.mark.parametrize(
    ("anchor", "expected"),
    [
        pytest.param('<a href=a.html title="关于调整青芦渡口摆渡船班次的公告">关于调整青芦渡口...</a>', "关于调整青芦渡口摆渡船班次的公告", id="cut with dots"),
        pytest.param('<a href=a.html title="关于调整青芦渡口摆渡船班次的公告">关于调整青芦渡口…</a>', "关于调整青芦渡口摆渡船班次的公告", id="cut with an ellipsis"),
        pytest.param('<a href=a.html title="关于调整青芦渡口摆渡船班次的公告">关于调整青芦渡口摆渡</a>', "关于调整青芦渡口摆渡船班次的公告", id="cut without a sign"),
        pytest.param('<a href=a.html title="关于调整青芦渡口摆渡船班次的公告"><img src=a.jpg></a>', "关于调整青芦渡口摆渡船班次的公告", id="a picture"),
        pytest.param('<a href=a.html title="点击查看">关于调整青芦渡口...</a>', "关于调整青芦渡口...", id="title of another kind"),
        pytest.param('<a href=a.html title="标题：关于调整青芦渡口班次的公告 点击数：18 发表时间：2019-01-01">关于调整青芦渡口...</a>', "关于调整青芦渡口班次的公告", id="whole sentence"),
        pytest.param('<a href=a.html title="">关于调整青芦渡口班次</a>', "关于调整青芦渡口班次", id="empty attribute"),
        pytest.param("<a href=a.html>· 关于调整青芦渡口班次</a>", "关于调整青芦渡口班次", id="bullet"),
    ],
)  # fmt: skip
def test_the_title_is_what_the_reader_sees_in_full(anchor: str, expected: str) -> None:
    main = f"<ul><li>{anchor}<span>2024-06-12</span></li>{rows(*DAYS)}</ul>"
    facts = read(framed(main))
    assert shown(facts)[0] == (expected, "2024-06-12")


@pytest.mark.parametrize(
    "tag",
    ["[置顶]", "【顶】", '<img src="/images/top.gif">', '<i class="icon-top"></i>', "<span>置顶</span>"],
)
def test_pinned_rows_are_marked_and_keep_their_date(tag: str) -> None:
    main = f'<ul><li>{tag}<a href="a.html">渡口管理办法长期公示内容</a><span>2019-02-01</span></li>{rows(*DAYS)}</ul>'
    items = read(framed(main)).items or ()
    assert [item.pinned for item in items] == [True, False, False, False, False]
    assert (items[0].title, day_of(items[0])) == ("渡口管理办法长期公示内容", "2019-02-01")


@pytest.mark.parametrize(
    "extra",
    [
        '<a href="/dept/3/">区水务局</a>',
        '<a href="x.html"><img src="i.gif" alt="图"></a>',
        '<a href="/c/">[公告]</a>',
        '<a href="x.html">[详细]</a>',
        '<a href="x.html">更多</a>',
    ],
)
@pytest.mark.parametrize("before", [True, False])
def test_of_two_anchors_in_a_row_the_longer_is_the_entry(extra: str, before: bool) -> None:
    form = ("<li>" + extra + "<a href=x{n}.html>{t}</a><span>{d}</span></li>") if before else (
        "<li><a href=x{n}.html>{t}</a>" + extra + "<span>{d}</span></li>"
    )  # fmt: skip
    assert shown(read(framed(f"<ul>{each(form)}</ul>"))) == EXPECTED


def test_a_picture_list_gives_its_captions() -> None:
    form = '<li><a href="x{n}.html"><img src="{n}.jpg"></a><p><a href="x{n}.html">{t}</a></p><p>{d}</p></li>'
    assert shown(read(framed(f"<ul>{each(form)}</ul>"))) == EXPECTED


def test_a_picture_list_without_captions_gives_the_alternative_texts() -> None:
    form = '<li><a href="x{n}.html"><img src="{n}.jpg" alt="{t}"></a></li>'
    assert titles_of(read(framed(f"<ul>{each(form)}</ul>"))) == list(TITLES[:4])


def test_a_summary_in_the_row_is_not_title() -> None:
    form = "<li><h3><a href=x{n}.html>{t}</a></h3><p>为方便群众出行，区水务局于近日对各渡口开展了检查，现场要求整改。</p><span>{d}</span></li>"
    assert shown(read(framed(f"<ul>{each(form)}</ul>"))) == EXPECTED


def test_blocks_of_five_rows_are_one_list() -> None:
    blocks = f'<ul class="k">{rows(*DAYS[:2])}</ul><ul class="k">{rows(*DAYS[2:], titles=TITLES[2:], path="y")}</ul>'
    assert shown(read(framed(f'<div class="lb">{blocks}</div>'))) == EXPECTED


def test_rows_on_other_hosts_and_files_are_entries() -> None:
    main = (
        '<ul><li><a href="http://paper.lanting.example/a.html">渡口文化节开幕在即</a><span>2024-06-12</span></li>'
        f'<li><a href="b.pdf">关于公布渡口名录的附件</a><span>2024-06-11</span></li>{rows(*DAYS)}</ul>'
    )
    items = read(framed(main)).items or ()
    assert [item.url for item in items[:2]] == [
        "http://paper.lanting.example/a.html",
        "http://www.lanting.example/tzgg/b.pdf",
    ]
    assert len(items) == 6


def test_a_row_whose_link_is_a_script_still_counts() -> None:
    main = f"<ul>{each('<li><a href=javascript:; onclick=go({n})>{t}</a><span>{d}</span></li>')}</ul>"
    assert shown(read(framed(main))) == EXPECTED


def test_a_row_printed_twice_counts_once() -> None:
    main = f"<ul>{rows(*DAYS)}{rows(DAYS[0])}</ul>"
    assert shown(read(framed(main))) == EXPECTED


def test_a_list_of_one_dated_row_is_a_list() -> None:
    assert shown(read(framed(listed(DAYS[0])))) == EXPECTED[:1]


def test_one_undated_link_is_no_list() -> None:
    assert read(framed('<ul><li><a href="a.html">渡口安全知识手册</a></li></ul>')).items is None


def test_undated_rows_with_headlines_are_a_list() -> None:
    assert shown(read(framed(f"<ul>{each('<li><a href=x{n}.html>{t}</a></li>')}</ul>"))) == [
        (t, None) for t in TITLES[:4]
    ]


def test_commands_and_pager_links_are_no_rows() -> None:
    pager = "".join(f'<li><a href="index_{n}.html">{n}</a></li>' for n in range(1, 6))
    words = "".join(
        f'<li><a href="index_2.html">{w}</a></li>'
        for w in ("首页", "上一页", "下一页", "尾页", "打印", "关闭")
    )
    assert shown(read(framed(f"{listed(*DAYS)}<ul>{pager}{words}</ul>"))) == EXPECTED


FRESH = ("2026-09-01", "2026-08-30", "2026-08-29", "2026-08-28", "2026-08-27")


def box_ul(heading: str, inner: str) -> str:
    return f"<div><h3>{heading}</h3><ul>{inner}</ul></div>"


def box_div(heading: str, inner: str) -> str:
    return f"<div><div>{heading}</div><div><ul>{inner}</ul></div></div>"


def box_dl(heading: str, inner: str) -> str:
    return f"<dl><dt>{heading}</dt><dd><ul>{inner}</ul></dd></dl>"


def box_bare(heading: str, inner: str) -> str:
    return f"<div>{heading}<ul>{inner}</ul></div>"


def box_table(heading: str, inner: str) -> str:
    return f"<table><tr><td>{heading}</td></tr><tr><td><ul>{inner}</ul></td></tr></table>"


BOXES = [box_ul, box_div, box_dl, box_bare, box_table]
OTHERS = (
    "汛期值守工作动员部署会召开",
    "新建口袋公园本周免费开放",
    "夜间公交线路延长运营时间",
    "社区食堂迎来首批老年顾客",
    "非遗剪纸课堂走进校园活动",
)


@pytest.mark.parametrize("box", BOXES)
@pytest.mark.parametrize(
    "heading",
    [
        "最新信息",
        "最新更新",
        "热门文章",
        "点击排行",
        "阅读排行榜",
        "推荐阅读",
        "相关链接",
        "近期热点",
        "本周排行",
    ],
)
@pytest.mark.parametrize("first", [True, False])
def test_a_box_beside_the_list_is_told_by_its_heading(
    box: Callable[[str, str], str], heading: str, first: bool
) -> None:
    aside = box(heading, rows(*FRESH, titles=OTHERS, path="y"))
    main = f"<div>{listed(*DAYS)}</div>"
    facts = read(framed(f"{aside}{main}" if first else f"{main}{aside}"))
    assert shown(facts) == EXPECTED
    assert facts.list_state is ListState.ITEMS


@pytest.mark.parametrize("box", BOXES)
@pytest.mark.parametrize("heading", ["最新信息", "点击排行", "推荐阅读"])
def test_a_box_beside_an_empty_list_does_not_fill_it(box: Callable[[str, str], str], heading: str) -> None:
    aside = box(heading, rows(*FRESH, titles=OTHERS, path="y"))
    facts = read(framed(f"<div class='lb'><p>暂无信息</p></div>{aside}", steps=("通知公告",)))
    assert facts.items == ()
    assert facts.list_state is ListState.EMPTY


def test_a_list_under_the_column_s_own_name_is_never_a_box() -> None:
    main = f"<div><h2>最新动态</h2>{listed(*DAYS)}</div>"
    assert shown(read(framed(main, steps=("最新动态",)))) == EXPECTED


def test_what_stands_in_a_box_is_kept_apart() -> None:
    aside = box_ul("最新信息", rows(*FRESH, titles=OTHERS, path="y"))
    facts = read(framed(f"<div>{listed(*DAYS)}</div>{aside}"))
    assert [item.title for item in facts.other_items] == list(OTHERS)


SIDE_NAMES = ("通知公告", "政策文件", "工作动态", "机构职能", "人事信息", "财政预决算")


@pytest.mark.parametrize(
    "side",
    [
        pytest.param('<div class="leftnav"><ul>{}</ul></div>', id="by class"),
        pytest.param("<div><h2>栏目导航</h2><ul>{}</ul></div>", id="by heading"),
        pytest.param("<aside><ul>{}</ul></aside>", id="by tag"),
        pytest.param("<td><ul>{}</ul></td>", id="by nothing but short names"),
    ],
)
@pytest.mark.parametrize("filled", [True, False])
def test_side_navigation_is_no_list(side: str, filled: bool) -> None:
    links = "".join(f'<li><a href="/s{n}/">{name}</a></li>' for n, name in enumerate(SIDE_NAMES))
    main = listed(*DAYS) if filled else "<div class='lb'><p>暂无信息</p></div>"
    facts = read(framed(f"{side.format(links)}<div>{main}</div>"))
    assert shown(facts) == (EXPECTED if filled else [])


@pytest.mark.parametrize(
    "form",
    ["上一篇：<a href=a.html>{a}</a>", "<a href=a.html>上一篇：{a}</a>", "上一条 <a href=a.html>{a}</a>"],
)
def test_neighbours_of_an_article_are_no_list(form: str) -> None:
    neighbours = (
        f"<ul><li>{form.format(a=TITLES[1])}</li><li>{form.replace('上', '下').format(a=TITLES[2])}</li></ul>"
    )
    facts = read(article(line="发布时间：2024-05-06 来源：区水务局", body=BODY + neighbours), COLUMN)
    assert facts.kind is PageKind.ARTICLE
    assert facts.items is None


@pytest.mark.parametrize(
    "form", ["上一篇：<a href=a.html>{a}</a> 2024-05-05", "下一条：<a href=a.html>{a}</a> 2024-05-05"]
)
def test_a_neighbour_row_beside_a_list_is_no_entry(form: str) -> None:
    main = f"<ul>{rows(*DAYS)}<li>{form.format(a=OTHERS[0])}</li></ul>"
    assert shown(read(framed(main))) == EXPECTED


@pytest.mark.parametrize(
    "text",
    [
        "暂无此类信息！",
        "暂无相关内容",
        "此栏目暂无任何新增信息",
        "没有相关信息",
        "列表标题列表标题",
        "栏目建设中",
    ],
)
def test_a_placeholder_row_is_no_entry(text: str) -> None:
    facts = read(framed(f'<ul class="list"><li><a href="#">{text}</a></li></ul>'))
    assert not facts.items


def test_demo_rows_of_a_template_do_not_date_a_column() -> None:
    demo = "".join(
        f'<li><a href="#">列表标题列表标题列表标题{n}</a><span>09-10</span></li>' for n in range(5)
    )
    facts = read(framed(f"<div><ul>{demo}</ul></div><div class='lb'><p>暂无信息</p></div>"))
    assert not facts.items


def test_an_unlinked_page_has_no_list() -> None:
    assert read(page(BODY)).items is None


@pytest.mark.parametrize("url", ["", COLUMN])
def test_a_list_is_read_with_and_without_an_address(url: str) -> None:
    assert shown(read(framed(listed(*DAYS)), url)) == EXPECTED


# ---------------------------------------------------------------- entries that are blocks of their own


@pytest.mark.parametrize(
    "form",
    [
        pytest.param("<div class=e><ul><li><a href=x{n}.html>{t}</a></li><li>{d}</li></ul></div>", id="a list each"),
        pytest.param("<div class=e><table><tr><td><a href=x{n}.html>{t}</a></td></tr><tr><td>{d}</td></tr></table></div>", id="a table each"),
        pytest.param("<ul class=e><li><a href=x{n}.html><img src=p.jpg alt=图></a></li><li><a href=x{n}.html>{t}</a></li><li>{d}</li></ul>", id="picture, title, date"),
        pytest.param("<div class=g><a href=x{n}.html><img src=p.jpg></a><h4><a href=x{n}.html>{t}</a></h4><p>{d}</p></div>", id="picture grid"),
        pytest.param("<li><div><a href=x{n}.html><img src=p.jpg></a></div><div><a href=x{n}.html>{t}</a><em>{d}</em></div></li>", id="picture beside the title"),
        pytest.param("<dl class=e><dt><a href=x{n}.html><img src=p.jpg></a></dt><dd><a href=x{n}.html>{t}</a></dd><dd>{d}</dd></dl>", id="a dl with a picture"),
    ],
)  # fmt: skip
def test_entries_that_are_blocks_of_their_own_are_one_list(form: str) -> None:
    assert shown(read(framed(f"<div>{each(form)}</div>"))) == EXPECTED


def test_two_blocks_are_too_few_to_be_entries_of_their_own() -> None:
    boxes = "".join(f"<div class=e><h3>{h}</h3>{listed(*days)}</div>" for h, days in (("通知公告", DAYS[:2]), ("工作动态", DAYS[2:])))  # fmt: skip
    assert len(read(framed(boxes)).items or ()) <= 2


def lines(form: str, end: str = "<br>") -> str:
    return f"<div class=nr>{end.join(form.format(t=t, d=d, n=n) for t, d, n in PAIRS)}</div>"


@pytest.mark.parametrize(
    ("main", "dated"),
    [
        pytest.param(lines("<a href=x{n}.html>{t}</a> {d}"), True, id="date behind"),
        pytest.param(lines("<a href=x{n}.html>{t}</a>"), False, id="no date"),
        pytest.param(lines("· <a href=x{n}.html>{t}</a> [{d}]", "<br/>\n"), True, id="bullet and brackets"),
        pytest.param(f"<table><tr><td>{lines('<a href=x{n}.html>{t}</a> {d}')}</td></tr></table>", True, id="in a cell"),
    ],
)  # fmt: skip
def test_entries_on_lines_of_one_element_are_taken_apart(main: str, dated: bool) -> None:
    assert shown(read(framed(main))) == [(t, d if dated else None) for t, d in EXPECTED]


def test_a_line_s_date_is_never_taken_from_the_line_after_it() -> None:
    main = lines("{d} <a href=x{n}.html>{t}</a>")
    assert all(day in (None, dict(EXPECTED)[title]) for title, day in shown(read(framed(main))))


@pytest.mark.parametrize(
    "main",
    [
        pytest.param("<p>" + "<br>".join(f'<a href="/s{n}/">{w}</a>' for n, w in enumerate(("区水务局", "区教育局", "区财政局"))) + "</p>", id="names on lines"),
    ],
)  # fmt: skip
def test_links_of_another_kind_in_one_element_are_no_lines(main: str) -> None:
    assert not read(framed(main)).items


# ---------------------------------------------------------------- which group is the list

NAME = "通知公告"


def own_box(inner: str) -> str:
    return f"<div><h3>{NAME}</h3><ul class=b>{inner}</ul></div>"


@pytest.mark.parametrize("href", ["x{}.html", "javascript:;"])
def test_a_box_under_the_column_s_name_that_begins_the_list_gives_way_to_it(href: str) -> None:
    def row(n: int, css: str) -> str:
        return f'<li class={css}><a href="{href.format(n)}">{TITLES[n]}</a><span>{DAYS[n]}</span></li>'

    box = own_box("".join(row(n, "b") for n in range(2)))
    whole = f"<div><ul>{''.join(row(n, 'w') for n in range(4))}</ul></div>"
    assert shown(read(framed(f"{box}{whole}", steps=(NAME,)))) == EXPECTED


@pytest.mark.parametrize("href", ["y{}.html", "javascript:;"])
def test_a_longer_list_of_other_entries_does_not_replace_the_column_s_own(href: str) -> None:
    others = "".join(f'<li><a href="{href.format(n)}">{t}</a><span>{d}</span></li>' for n, (t, d) in enumerate(zip(OTHERS, FRESH, strict=True)))  # fmt: skip
    own = "".join(f'<li><a href="{href.format(n).replace("y", "x")}">{TITLES[n]}</a><span>{DAYS[n]}</span></li>' for n in range(2))  # fmt: skip
    facts = read(framed(f"{own_box(own)}<div><ul>{others}</ul></div>", steps=(NAME,)))
    assert shown(facts) == EXPECTED[:2]


def test_a_longer_list_that_holds_the_column_s_entries_among_newer_ones_is_not_it() -> None:
    mixed = rows(*FRESH, titles=OTHERS, path="y") + rows(*DAYS[:2])
    facts = read(framed(f"{own_box(rows(*DAYS[:2]))}<div><ul>{mixed}</ul></div>", steps=(NAME,)))
    assert shown(facts) == EXPECTED[:2]


@pytest.mark.parametrize(("tag", "count"), [("[置顶]", 5), ("", 4)])
def test_rows_set_before_the_list_belong_to_it_where_they_are_pinned(tag: str, count: int) -> None:
    above = f'<ul class=zd><li>{tag}<a href="z.html">渡口管理办法长期公示内容</a><span>2019-02-01</span></li></ul>'
    items = read(framed(f"{above}<div>{listed(*DAYS)}</div>")).items or ()
    assert len(items) == count
    assert items[0].pinned is (count == 5)


@pytest.mark.parametrize(("heading", "expected"), [(NAME, EXPECTED), ("最新信息", None), ("", None)])
def test_a_sidebar_by_class_is_the_list_only_under_the_column_s_own_heading(
    heading: str, expected: list[tuple[str, str]] | None
) -> None:
    head = f"<h3>{heading}</h3>" if heading else ""
    facts = read(
        framed(f'<div class="sidebar">{head}{listed(*DAYS)}</div><div>{BODY * 2}</div>', steps=(NAME,))
    )
    assert (shown(facts) or None) == expected


def test_a_sidebar_under_the_column_s_heading_does_not_fill_what_the_main_part_lists() -> None:
    side = f'<div class="sidebar"><h3>{NAME}</h3>{rows(*FRESH, titles=OTHERS, path="y")}</div>'
    assert shown(read(framed(f"{side}<div>{listed(*DAYS)}</div>", steps=(NAME,)))) == EXPECTED


def test_another_column_s_block_is_not_the_list_of_an_empty_column() -> None:
    other = f"<div><h3>工作动态</h3><ul>{rows(*FRESH, titles=OTHERS, path='y')}</ul></div>"
    facts = read(framed(f"<div><h3>{NAME}</h3><p>暂无信息</p></div>{other}", steps=(NAME,)))
    assert all(title not in OTHERS for title, _ in shown(facts))


def test_the_navigation_s_entries_are_no_rows() -> None:
    menu = "".join(
        f'<li><a href="/{n}/">{w}信息公开栏目</a><span>2026-05-06</span></li>'
        for n, w in enumerate("甲乙丙丁")
    )
    assert shown(read(framed(f'<div class="nav"><ul>{menu}</ul></div>{listed(*DAYS)}'))) == EXPECTED


@pytest.mark.parametrize(
    "gap", ["", "<hr>", '<div class="line"></div>', '<p><img src="line.gif"></p>', "<h3>2023年</h3>"]
)
def test_lists_that_a_gap_or_a_year_parts_are_one(gap: str) -> None:
    more = rows(*DAYS[2:], titles=TITLES[2:], path="y")
    facts = read(
        framed(f'<div class="lb"><ul class="k">{rows(*DAYS[:2])}</ul>{gap}<ul class="k">{more}</ul></div>')
    )
    assert shown(facts) == EXPECTED


@pytest.mark.parametrize(
    "gap",
    [
        "<h3>工作动态</h3>",
        "<p>以下为其他单位在同一时期发布的各类工作动态信息，供各单位参考使用</p>",
        "以下为其他单位在同一时期发布的各类工作动态信息，供参考：",
        '<div><a href="/a/">工作动态</a><a href="/b/">政策文件</a></div>',
    ],
)
def test_under_the_column_s_own_heading_a_list_ends_where_other_words_stand(gap: str) -> None:
    other = f'<ul class="k">{rows(*FRESH[:3], titles=OTHERS, path="y")}</ul>'
    own = f'<h3>{NAME}</h3><ul class="k">{rows(*DAYS)}</ul>'
    assert shown(read(framed(f'<div class="lb">{own}{gap}{other}</div>', steps=(NAME,)))) == EXPECTED


# ---------------------------------------------------------------- a column with a single entry

CARD = '<div class="card"><h3><a href="/gg/1.html">{title}</a></h3><p>点击标题阅读全文。</p><time>2026.05.12</time></div>'
LINE = '<div class="r"><div class="t"><a href="/gg/1.html">{title}</a>（2026年5月12日）</div></div>'
OF_COLUMN = {"ColumnName": "公示公告"}


def column_of(main: str, meta: dict[str, str] = OF_COLUMN) -> PageFacts:
    return read(framed(f"<h1>公示公告</h1>{main}", steps=("公示公告",), title="公示公告-澜汀区", meta=meta))


@pytest.mark.parametrize("form", [CARD, LINE])
def test_a_single_entry_of_a_column_is_its_list(form: str) -> None:
    facts = column_of(form.format(title=TITLES[0]))
    assert shown(facts) == [(TITLES[0], "2026-05-12")]
    assert (facts.kind, facts.list_state) == (PageKind.COLUMN, ListState.ITEMS)


ENTRY = CARD.format(title=TITLES[0])


@pytest.mark.parametrize(
    ("main", "meta"),
    [
        (ENTRY, {}),  # it does not call itself a column
        (ENTRY, {"ColumnName": "公示公告", "ArticleTitle": "公示公告"}),
        (ENTRY, {"ColumnName": "通知公告"}),  # the column that an article stands in
        (ENTRY.replace("2026.05.12", ""), OF_COLUMN),
        (ENTRY.replace("/gg/1.html", "http://other.example/1.html"), OF_COLUMN),
        (ENTRY.replace("/gg/1.html", "/gg/1.pdf"), OF_COLUMN),
        (CARD.format(title="查看公示"), OF_COLUMN),
        (ENTRY + '<p><a href="/gg/2.html">青芦街道组织体检</a></p>', OF_COLUMN),
        (ENTRY + "<p>" + SENTENCE * 7 + "</p>", OF_COLUMN),
        (f'<div class="b"><p>{SENTENCE}详见<a href="/gg/1.html">{TITLES[0]}</a></p><span>2026-05-12</span></div>', OF_COLUMN),
        (ENTRY + '<script>$.ajax({url: "/api/list.do", success: draw});</script>', OF_COLUMN),
    ],
)  # fmt: skip
def test_what_only_looks_like_a_single_entry(main: str, meta: dict[str, str]) -> None:
    assert not column_of(main, meta).items
