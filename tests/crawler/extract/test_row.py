"""One row: which link is its title, which of its dates is the day of publishing, and what is no row at all."""

from __future__ import annotations

import pytest

from evidence.records import Item
from tests.crawler.extract.pages import COLUMN, TITLES, day_of, framed, read, rows, shown

DAYS = ("2024-06-11", "2024-05-20", "2024-04-02")
DAY = DAYS[0]
TITLE = TITLES[0]


def first(row: str, others: str | None = None) -> Item | None:
    """The first entry of a list whose first row is given; the ordinary rows behind it are older."""
    items = read(framed(f"<ul>{row}{rows(*DAYS, path='y') if others is None else others}</ul>")).items
    return items[0] if items else None


def told(row: str) -> tuple[str, str | None] | None:
    item = first(row)
    return (item.title, day_of(item)) if item else None


LINK = f'<a href="a.html">{TITLES[3]}</a>'
READ = (TITLES[3], "2019-03-05")
OWN = "<span>2019-03-05</span>"


@pytest.mark.parametrize(
    "row",
    [
        pytest.param(f'<a href="/dept/">区水务局</a>{LINK}{OWN}', id="a department first"),
        pytest.param(f'{LINK}<a href="/dept/">[区水务局]</a>{OWN}', id="a department behind"),
        pytest.param(f'<a href="a.html"><img src="p.jpg" alt="图片"></a>{LINK}{OWN}', id="a picture first"),
        pytest.param(f'{LINK}<p><a href="a.html">区水务局于近日对全区各渡口开展了拉网式的检查，并要求各渡口限期整改，确保安全。</a></p>{OWN}', id="the summary is a longer link to the same place"),
        pytest.param(f'{LINK}<a href="a.html">[详细]</a>{OWN}', id="details behind"),
        pytest.param(f'<a href="a.html">查看详情</a>{LINK}{OWN}', id="details first"),
    ],
)  # fmt: skip
def test_the_title_is_the_first_telling_link_of_those_that_lead_there(row: str) -> None:
    assert told(f"<li>{row}</li>") == READ


@pytest.mark.parametrize("title", ["http://www.lanting.example/a.html", "www.lanting.example/a", "2024-05-06", "12", "——", "…"])  # fmt: skip
def test_an_address_a_date_or_signs_alone_are_no_title(title: str) -> None:
    item = first(f'<li><a href="a.html">{title}</a><span>2026-05-06</span></li>')
    assert item is not None
    assert item.title == TITLE


@pytest.mark.parametrize("title", ["www平台上线试运行的公告", "2024年工作要点", "第12期简报刊发", "http协议培训班开班"])  # fmt: skip
def test_a_title_may_begin_like_an_address_or_a_number(title: str) -> None:
    assert told(f'<li><a href="a.html">{title}</a>{OWN}</li>') == (title, "2019-03-05")


SUMMARY = "区水务局近日对全区各渡口开展检查，自2026年1月1日起实行新班次，现场要求限期完成整改并按时上报结果"


@pytest.mark.parametrize(
    "row",
    [
        pytest.param(f"{LINK}<p>{SUMMARY}。</p>{OWN}", id="a date within a long summary"),
        pytest.param(f"{LINK}<p>自2026年1月1日起施行。</p>{OWN}", id="in force from, in short"),
        pytest.param(f"{LINK}<p>请于2026年6月30日前到渡口办理</p>{OWN}", id="before a day, in short"),
        pytest.param(f"{LINK}<p>截止时间：2026-06-30</p>{OWN}", id="deadline first"),
        pytest.param(f"{LINK}{OWN}<p>截止时间：2026-06-30</p>", id="deadline behind"),
        pytest.param(f"{LINK}{OWN}<p>前往青芦渡口</p>", id="a word that begins like before"),
        pytest.param(f"{LINK}<p>施行日期：2026-01-01</p><p>发布日期：2019-03-05</p>", id="in force, published"),
        pytest.param(f"{LINK}<p>成文日期：2019-01-30</p><p>发布日期：2019-03-05</p>", id="made, published"),
        pytest.param(f"{LINK}<p>发布日期：2019-03-05 成文日期：2019-01-30</p>", id="published, made"),
        pytest.param(f"{LINK}<p>回复时间：2026-01-01</p>{OWN}", id="answered"),
        pytest.param(f"{LINK}<p>更新时间：2026-01-01</p>{OWN}", id="updated"),
        pytest.param(f"{LINK}<p>{SUMMARY}。 2019-03-05</p>", id="behind a summary, in one text"),
        pytest.param(f"{LINK}<p>2019-03-05 {SUMMARY}。</p>", id="before a summary, in one text"),
        pytest.param(f"{LINK}<p>{SUMMARY}（2019-03-05）</p>", id="in brackets behind a summary"),
    ],
)  # fmt: skip
def test_the_day_of_publishing_is_told_from_the_other_dates_of_a_row(row: str) -> None:
    assert told(f"<li>{row}</li>") == READ


@pytest.mark.parametrize(
    "row",
    [
        pytest.param(f"{LINK}<p>{SUMMARY}。</p>", id="within a summary"),
        pytest.param(f"{LINK}<p>{SUMMARY}，活动时间为2026年5月6日</p>", id="a summary that ends with a day"),
        pytest.param(f"{LINK}<p>截止时间：2026-06-30</p>", id="a deadline alone"),
        pytest.param(f"{LINK}<p>自2026年1月1日起施行</p>", id="in force from"),
        pytest.param(f"{LINK}<p>有效期至2026年1月1日止</p>", id="until"),
        pytest.param(f"{LINK}<p>浏览：27</p><p>31</p>", id="counts"),
    ],
)  # fmt: skip
def test_a_row_without_a_day_of_publishing_has_none(row: str) -> None:
    assert told(f"<li>{row}</li>") == (TITLES[3], None)


@pytest.mark.parametrize(
    ("title", "expected"),
    [
        ("渡口改造工程延期至2026年5月6日", None),
        ("渡口安全情况通报（截至2026年5月6日）", None),
        ("渡口安全情况通报截至 2026-05-06", None),
        ("渡口安全情况通报 2019-03-05", "2019-03-05"),
        ("渡口安全情况通报[2019-03-05]", "2019-03-05"),
        ("渡口安全情况通报2019-03-05", "2019-03-05"),
        ("2019-03-05 渡口安全情况通报", "2019-03-05"),
    ],
)
def test_a_date_at_an_end_of_the_title_is_the_row_s_unless_it_ends_a_period(
    title: str, expected: str | None
) -> None:
    item = first(f'<li><a href="a.html">{title}</a></li>')
    assert item is not None
    assert day_of(item) == expected
    assert item.title == (title if expected is None else "渡口安全情况通报")


@pytest.mark.parametrize(
    "parts",
    [
        ("11", "2024-06"), ("2024-06", "11"), ("2024.06", "11"), ("2024年6月", "11日"), ("06-11", "2024"), ("06/11", "2024"),
        ("6月11日", "2024"), ("2024", "06-11"), ("11", "2024/06"), ("2024年", "06-11"), ("[", "2024-06-11", "]"),
    ],
)  # fmt: skip
@pytest.mark.parametrize("glue", ["", " "])
def test_a_date_in_parts_is_put_together_in_any_order(parts: tuple[str, ...], glue: str) -> None:
    block = glue.join(f"<i>{part}</i>" for part in parts)
    form = f"<li><div>{block}</div><a href=x{{n}}.html>{{t}}</a></li>"
    main = "".join(form.format(n=n, t=t) for n, t in enumerate(TITLES[:3]))
    assert [day for _, day in shown(read(framed(f"<ul>{main}</ul>")))] == [DAY] * 3


@pytest.mark.parametrize("parts", [("2024", "11"), ("06", "11"), ("27", "3"), ("2024-06",), ("2024", "13-11"), ("31", "2024-02")])  # fmt: skip
def test_parts_that_make_no_day_are_none(parts: tuple[str, ...]) -> None:
    block = "".join(f"<i>{part}</i>" for part in parts)
    main = "".join(f"<li><div>{block}</div><a href=x{n}.html>{t}</a></li>" for n, t in enumerate(TITLES[:3]))
    assert [day for _, day in shown(read(framed(f"<ul>{main}</ul>")))] == [None] * 3


@pytest.mark.parametrize(
    ("short", "expected"),
    [("19-03-05", "2019-03-05"), ("[08-12-30]", "2008-12-30"), ("98-12-06", "1998-12-06"), ("119-03-05", None), ("19-13-05", None)],
)  # fmt: skip
def test_a_year_of_two_digits_is_never_in_the_far_future(short: str, expected: str | None) -> None:
    assert told(f"<li>{LINK}<span>{short}</span></li>") == (TITLES[3], expected)


@pytest.mark.parametrize(
    ("head", "cells", "expected", "source"),
    [
        (("标题", "发布时间"), ("2019-03-05",), "2019-03-05", "row"),
        (("标题", "发布日期", "截止日期"), ("2019-03-05", "2026-12-31"), "2019-03-05", "row"),
        (("标题", "截止日期", "发布日期"), ("2026-12-31", "2019-03-05"), "2019-03-05", "row"),
        (("名称", "成文日期", "发布日期"), ("2019-01-30", "2019-03-05"), "2019-03-05", "row"),
        (("名称", "发布日期", "成文日期"), ("2019-03-05", "2019-01-30"), "2019-03-05", "row"),
        (("名称", "成文日期"), ("2019-01-30",), "2019-01-30", "made"),
        (("名称", "文号", "成文日期"), ("〔2019〕3号", "2019-01-30"), "2019-01-30", "made"),
        (("来信标题", "来信时间", "回复时间"), ("2019-03-05", "2026-01-01"), "2019-03-05", "row"),
        (("名称", "时 间"), ("2019-03-05",), "2019-03-05", "row"),
        (("名称", "截止日期"), ("2026-12-31",), None, None),
        (("名称", "开标时间"), ("2026-12-31",), None, None),
        (("名称", "报名期限", "地点"), ("2026-12-31", "青芦渡口"), None, None),
        (("名称", "实施日期", "备注"), ("2026-12-31", "2019-03-05"), "2019-03-05", "row"),
        (("名称", "发布日期", "截止日期"), ("", "2026-12-31"), None, None),
        (("名称", "备注"), ("2019-03-05",), "2019-03-05", "row"),
    ],
)
@pytest.mark.parametrize("form", ["<table><tr>{}</tr>{}</table>", "<table><thead><tr>{}</tr></thead><tbody>{}</tbody></table>"])  # fmt: skip
def test_a_table_s_header_says_which_cell_is_the_day_of_publishing(
    head: tuple[str, ...], cells: tuple[str, ...], expected: str | None, source: str | None, form: str
) -> None:
    header = "".join(f"<th>{word}</th>" for word in head)
    line = "<tr><td><a href=x{n}.html>{t}</a></td>" + "".join(f"<td>{cell}</td>" for cell in cells) + "</tr>"
    body = "".join(line.format(n=n, t=t) for n, t in enumerate(TITLES[:3]))
    items = read(framed(form.format(header, body))).items or ()
    assert [day_of(item) for item in items] == [expected] * 3
    assert [item.date.source if item.date else None for item in items] == [source] * 3


def test_a_row_of_another_width_than_the_header_keeps_its_date() -> None:
    body = f'<tr><th>标题</th><th>来源</th><th>发布时间</th></tr><tr><td><a href="a.html">{TITLE}</a></td><td>2019-03-05</td></tr>'
    assert shown(read(framed(f"<table>{body}{body[body.index('<tr><td>'):].replace('a.html', 'b.html')}</table>"))) == [
        (TITLE, "2019-03-05")
    ] * 2  # fmt: skip


def test_a_date_of_making_in_a_row_says_so() -> None:
    item = first(f"<li>{LINK}<p>成文日期：2019-01-30</p></li>")
    assert item is not None
    assert item.date is not None
    assert (item.date.on.isoformat(), item.date.source, item.date.text) == ("2019-01-30", "made", "成文日期：2019-01-30")  # fmt: skip


@pytest.mark.parametrize(
    "row",
    [
        f'上一篇：<a href="a.html">{TITLES[4]}</a>', f'<a href="a.html">上一篇：{TITLES[4]}</a>', f'<b>下一条</b><a href="a.html">{TITLES[4]}</a>',
        f'<span>下一篇 &gt;</span><a href="a.html">{TITLES[4]}</a>', f'后一篇：<a href="a.html">{TITLES[4]}</a>', f'<a href="a.html">[上一条] {TITLES[4]}</a>',
        f'上一条信息：<a href="a.html">{TITLES[4]}</a>',
    ],
)  # fmt: skip
def test_a_neighbour_of_the_article_is_no_entry(row: str) -> None:
    assert told(f"<li>{row}<span>2026-05-06</span></li>") == (TITLE, DAY)


@pytest.mark.parametrize(
    "row",
    [
        f"{LINK}<p>下个月起，青芦渡口的班次有调整</p>{OWN}", f"{LINK}<p>上一个冬季共运送旅客三万人次</p>{OWN}", f"{LINK}<p>下一条渡线年内开通</p>{OWN}",
    ],
)  # fmt: skip
def test_a_summary_that_begins_like_a_neighbour_is_a_summary(row: str) -> None:
    assert told(f"<li>{row}</li>") == READ


@pytest.mark.parametrize("title", ["没有围墙的图书馆走进青芦街道", "下个月起渡口班次调整", "前一阶段整治工作圆满完成"])  # fmt: skip
def test_a_title_may_begin_like_a_placeholder_or_a_neighbour(title: str) -> None:
    assert told(f'<li><a href="a.html">{title}</a>{OWN}</li>') == (title, "2019-03-05")


@pytest.mark.parametrize("title", ["没有信息", "没有找到相关内容！", "暂无数据", "没有"])
def test_a_placeholder_is_no_entry(title: str) -> None:
    assert told(f'<li><a href="a.html">{title}</a><span>2026-05-06</span></li>') == (TITLE, DAY)


@pytest.mark.parametrize(
    ("tag", "pinned"),
    [
        ("<em>[置顶]</em>", True), ('<img src="/i/top.png">', True), ('<i class="zhiding"></i>', True), ("", False), ('<img src="/i/new.gif">', False),
        ("<em>热</em>", False),
    ],
)  # fmt: skip
def test_a_pinned_row_is_told_by_word_or_picture(tag: str, pinned: bool) -> None:
    item = first(f"<li>{tag}{LINK}{OWN}</li>")
    assert item is not None
    assert (item.title, day_of(item), item.pinned) == (*READ, pinned)


def test_a_layout_cell_that_holds_a_link_is_no_row() -> None:
    cell = f"<li>{LINK}<p>{'区水务局对各渡口开展了检查。' * 60}</p></li>"
    assert told(cell) == (TITLE, DAY)


@pytest.mark.parametrize("follower", [f"<dd>{DAY}</dd>", f"<dd><p>{DAY}</p></dd>"])
def test_a_dt_s_date_may_stand_in_the_next_dd(follower: str) -> None:
    main = "".join(f"<dt><a href=x{n}.html>{t}</a></dt>{follower}" for n, t in enumerate(TITLES[:3]))
    assert shown(read(framed(f"<dl>{main}</dl>"), COLUMN)) == [(t, DAY) for t in TITLES[:3]]


@pytest.mark.parametrize(
    ("row", "expected"),
    [
        pytest.param(f"<h2>2019-03-05</h2><p>{LINK}</p>", READ, id="a day as heading"),
        pytest.param(f"<h2>2019年3月5日</h2><p>{LINK}</p>", READ, id="a day in Chinese as heading"),
        pytest.param(f"<h2>{LINK}</h2><p>渡口</p>{OWN}", READ, id="the headline is the link"),
        pytest.param(f'<a href="a.html"><h2>{TITLES[3]}</h2></a>{OWN}', READ, id="the headline in the link"),
        pytest.param(f'<a href="a.html" title="{TITLES[3]}"><img src="p.jpg"></a><h2>{TITLES[3]}</h2>{OWN}', READ, id="a picture leads to the headline"),
        pytest.param(f"<h2>渡口</h2>{LINK}{OWN}", READ, id="a short tag as heading"),
    ],
)  # fmt: skip
def test_a_heading_of_a_row_does_not_hide_its_entry(row: str, expected: tuple[str, str]) -> None:
    assert told(f"<li>{row}</li>") == expected


@pytest.mark.parametrize("tag", ["h1", "h2"])
def test_a_headline_that_is_no_link_makes_a_text_not_a_row(tag: str) -> None:
    item = first(f"<li><{tag}>渡口安全生产情况说明全文</{tag}><p>{LINK}</p>{OWN}</li>")
    assert item is not None
    assert item.title == TITLE


@pytest.mark.parametrize("words", ["点击这里查看", "点击查看", "点击此处下载", "查看全文", "阅读原文", "[查看全文]", "全文"])  # fmt: skip
def test_a_link_that_only_leads_on_is_no_title(words: str) -> None:
    item = first(f'<li><a href="a.html">{words}</a><span>2026-05-06</span></li>')
    assert item is not None
    assert item.title == TITLE
    assert told(f'<li>{LINK}<a href="b.html">{words}</a>{OWN}</li>') == READ


@pytest.mark.parametrize("title", ["点击率居高不下的原因", "全文公开渡口管理办法", "查看全文的方法说明"])
def test_a_title_may_begin_like_a_link_that_leads_on(title: str) -> None:
    assert told(f'<li><a href="a.html">{title}</a>{OWN}</li>') == (title, "2019-03-05")


@pytest.mark.parametrize("alt", ["Responsive image", "image", "img1", "Photo", "图片", "缩略图2", "微信图片_20240506101010.jpg", "渡口.PNG"])  # fmt: skip
def test_what_a_picture_is_called_is_no_title(alt: str) -> None:
    picture = f'<a href="a.html"><img src="p.jpg" alt="{alt}"></a>'
    assert told(f"<li>{picture}{LINK}{OWN}</li>") == READ
    item = first(f"<li>{picture}<span>2026-05-06</span></li>")
    assert item is not None
    assert item.title == TITLE


@pytest.mark.parametrize("alt", ["渡口图片展开幕", "imagine渡口音乐会", "渡口管理办法.pdf解读"])
def test_a_picture_s_words_may_be_a_title(alt: str) -> None:
    assert told(f'<li><a href="a.html"><img src="p.jpg" alt="{alt}"></a>{OWN}</li>') == (alt, "2019-03-05")


@pytest.mark.parametrize(("signs", "is_row"), [(100, True), (140, False)])
def test_a_link_behind_a_long_text_is_no_entry(signs: int, is_row: bool) -> None:
    item = first(f"<li><p>{'渡' * signs}</p>{LINK}{OWN}</li>")
    assert item is not None
    assert (item.title == TITLES[3]) is is_row
