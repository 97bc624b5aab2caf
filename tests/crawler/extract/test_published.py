"""The publish date among the other dates of a page: labels, lone lines, clocks, scripts; and the day of making."""

from __future__ import annotations

import pytest

from evidence.records import PageKind
from tests.crawler.extract.pages import (
    ARTICLE,
    BODY,
    HOME,
    SENTENCE,
    TITLES,
    article,
    framed,
    listed,
    published,
    read,
)

TITLE = "关于加强青芦渡口夜间摆渡安全管理的通告"
DAY, OLDER, NEWER = "2019-03-05", "2019-02-20", "2026-05-06"
LINE = f"{DAY} 10:20 来源：区水务局"


def table(*cells: str) -> str:
    """A header table, four cells a row."""
    lines = (cells[n : n + 4] for n in range(0, len(cells), 4))
    return "<table>" + "".join("<tr>" + "".join(f"<td>{c}</td>" for c in line) + "</tr>" for line in lines) + "</table>"  # fmt: skip


def test_candidates_come_best_first_and_once_each() -> None:
    markup = article(TITLE, f"{DAY} 来源：区水务局", meta={"ArticleTitle": TITLE, "PubDate": OLDER})
    facts = read(markup, f"{HOME}tzgg/202001/t20200115_77.html")
    assert [(span.on.isoformat(), span.source) for span in facts.date_candidates] == [
        (DAY, "header"),
        (OLDER, "meta"),
        ("2020-01-15", "url"),
    ]
    assert facts.published == facts.date_candidates[0]


def test_a_list_has_no_candidates() -> None:
    assert read(framed(listed(DAY, OLDER))).date_candidates == ()


@pytest.mark.parametrize(
    "line",
    [
        f"作者：张三发布时间：{DAY}", f"来源：区水务局发布时间：{DAY}浏览次数：27", f"编辑：李四发布日期：{DAY}", f"信息来源：区水务局信息发布时间：{DAY}",
        f"浏览次数：27作者：张三发布时间：{DAY}来源：区水务局",
    ],
)  # fmt: skip
def test_labels_may_abut(line: str) -> None:
    assert published(article(TITLE, line)) == DAY


@pytest.mark.parametrize("gap", ["：", " ：", ":", ""])
def test_a_label_in_one_cell_and_its_date_in_the_next(gap: str) -> None:
    head = table("索引号", "LT0001", f"发布日期{gap}", DAY, f"实施日期{gap}", NEWER, "", "")
    assert published(article(TITLE, before=head)) == DAY


@pytest.mark.parametrize("other", ["实施日期", "失效日期", "截止日期", "开标时间", "成文日期"])
def test_an_empty_cell_does_not_take_the_next_label_s_date(other: str) -> None:
    head = table("发布日期：", "", f"{other}：", NEWER)
    assert published(article(TITLE, f"</p>{head}<p>")) is None
    assert published(article(TITLE, f"</p>{head}<p>{LINE}")) == DAY


@pytest.mark.parametrize(
    "label",
    ["开始时间", "结束时间", "展会时间", "会议时间", "开放时间", "报名时间", "公示期限", "办理时限", "发布会时间", "有效期", "有效期至", "截止日期"],
)  # fmt: skip
@pytest.mark.parametrize("value", [NEWER, "2026年5月6日", f"{NEWER}至2026-05-09"])
def test_the_time_of_something_else_is_not_it(label: str, value: str) -> None:
    body = f"<p>{label}：{value}</p>{BODY}"
    assert published(article(TITLE, "", body)) is None
    assert published(article(TITLE, DAY, body)) == DAY
    assert published(article(TITLE, LINE, body)) == DAY


@pytest.mark.parametrize("label", ["展会时间", "举办时间", "开标时间", "面试时间", "返校时间", "发布会时间"])
def test_such_a_time_beside_the_source_is_not_it_either(label: str) -> None:
    assert published(article(TITLE, f"来源：区水务局 {label}：{NEWER}")) is None
    assert published(article(TITLE, f"{label}：{NEWER} 浏览次数：27 发布时间：{DAY}")) == DAY


@pytest.mark.parametrize(
    "line",
    [f"作者：综合科时间：{DAY} 浏览次数：27", f"来源：区水务局日期：{DAY}", f"作者：区水务局 时间：{DAY}"],
)
def test_a_bare_label_may_abut_the_name_of_an_office(line: str) -> None:
    assert published(article(TITLE, line)) == DAY


@pytest.mark.parametrize("line", [DAY, LINE, f"发布时间：{DAY}"])
@pytest.mark.parametrize("label", ["时间", "日期", "时 间"])
def test_a_bare_label_below_the_article_s_own_date_is_an_event_s(line: str, label: str) -> None:
    body = f"<p>{label}：2026年5月6日上午9时</p><p>地点：青芦渡口</p>{BODY}"
    assert published(article(TITLE, line, body)) == DAY


@pytest.mark.parametrize(
    ("meta", "line", "expected"),
    [
        ("", f"时间：{DAY}", DAY),
        ("", f"时间：{DAY} 来源：区水务局", DAY),
        (OLDER, f"日期：{DAY} 浏览次数：27", DAY),
        (DAY, f"日期：{OLDER}", OLDER),
        (DAY, f"时间：{NEWER}", DAY),
    ],
)
def test_a_bare_label_alone_is_the_publish_date_but_not_after_the_meta_tag(
    meta: str, line: str, expected: str
) -> None:
    assert published(article(TITLE, line, meta={"ArticleTitle": TITLE, "PubDate": meta})) == expected


@pytest.mark.parametrize(
    "clock",
    [
        f"今天是：{NEWER}", "今天是2026年5月6日 星期三", "现在是2026年5月6日 字体：大 中 小", "欢迎您 2026年5月6日 星期三 浏览量：33", "2026年5月6日 星期三",
        f"当前时间：{NEWER} 09:12:33", f"北京时间 {NEWER} 09:12", f"今天是{NEWER} 【收藏】【打印】",
    ],
)  # fmt: skip
@pytest.mark.parametrize("line", ["", LINE])
@pytest.mark.parametrize("form", ["{clock}<h1>{title}</h1><p>{line}</p>{body}", "<h1>{title}</h1>{clock}<p>{line}</p>{body}"])  # fmt: skip
def test_the_day_of_the_visit_is_no_publish_date(clock: str, line: str, form: str) -> None:
    main = form.format(clock=f"<p>{clock}</p>", title=TITLE, line=line, body=BODY)
    assert published(framed(main, title=TITLE, meta={"ArticleTitle": TITLE})) == (DAY if line else None)


@pytest.mark.parametrize("line", [f"发布时间：{DAY} 星期二", f"{DAY} 星期二 来源：区水务局"])
def test_a_weekday_in_the_article_s_own_line_does_no_harm(line: str) -> None:
    assert published(article(TITLE, line)) == DAY


ADDRESS = f"{HOME}tzgg/201902/t20190220_7.html"


@pytest.mark.parametrize(
    ("line", "meta", "url", "expected"),
    [
        pytest.param("2019年2月20日", DAY, ARTICLE, DAY, id="made, then published"),
        pytest.param("2019年2月20日", DAY, ADDRESS, OLDER, id="the address says the same day"),
        pytest.param("2019年2月20日 10:20", DAY, ARTICLE, OLDER, id="with a time it is no date of making"),
        pytest.param(OLDER, DAY, ARTICLE, OLDER, id="in figures it is no date of making"),
        pytest.param("2019年2月20日", NEWER, ARTICLE, OLDER, id="a meta tag of years later proves nothing"),
        pytest.param("2019年3月5日", OLDER, ARTICLE, DAY, id="a meta tag of before"),
        pytest.param("2019年2月20日", "", ARTICLE, OLDER, id="no meta tag"),
    ],
)
def test_a_lone_line_is_weighed_against_the_meta_tag_and_the_address(
    line: str, meta: str, url: str, expected: str
) -> None:
    assert published(article(TITLE, line, meta={"ArticleTitle": TITLE, "PubDate": meta}), url) == expected


@pytest.mark.parametrize(
    ("lines", "expected"),
    [
        pytest.param((OLDER, DAY), DAY, id="made and published, one below the other"),
        pytest.param((DAY, OLDER), DAY, id="the second is older"),
        pytest.param((DAY, SENTENCE, NEWER), DAY, id="a signature's day"),
        pytest.param((DAY, "有效期：2026年4月1日至2030年3月31日"), DAY, id="a validity"),
        pytest.param((DAY, "定于2026年5月6日举行"), DAY, id="an event"),
        pytest.param((DAY, "2026年第一季度"), DAY, id="no day at all"),
    ],
)
def test_two_bare_dates_one_below_the_other_are_made_and_published(
    lines: tuple[str, ...], expected: str
) -> None:
    main = "".join(f"<p>{line}</p>" for line in lines)
    assert published(article(TITLE, "", main + BODY)) == expected


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("| 19-03-05 | 【大 中 小】【打印】", DAY),
        ("19-03-05 来源：区水务局", DAY),
        ("98-03-05 来源：区水务局", "1998-03-05"),
        ("19-03-05", None),
        ("编号19-03-05号文件所列各项", None),
        ("电话：0531-19-03-05 【打印】", None),
    ],
)
def test_a_year_of_two_digits_counts_beside_the_head_s_other_words_only(
    line: str, expected: str | None
) -> None:
    assert published(article(TITLE, line)) == expected


@pytest.mark.parametrize(
    ("markup", "expected"),
    [
        pytest.param(f'<p>发布时间：<script>document.write("{DAY}")</script></p>', DAY, id="under an empty label"),
        pytest.param(f'<p>发布日期：<b><script>document.write("{DAY} 10:20")</script></b></p>', None, id="the label is outside"),
        pytest.param(f'<p>欢迎：<script>document.write("{NEWER}")</script></p>', None, id="another label"),
        pytest.param(f'<p>发布时间：{DAY}<script>document.write("{NEWER}")</script></p>', DAY, id="the label is filled"),
        pytest.param(f'<p>{DAY}</p><script>var pubDate="{DAY}"</script>', DAY, id="a variable"),
        pytest.param(f'<p>{DAY}</p><script>var rows=[{{t:1,pubDate:"{NEWER}"}},{{t:2,pubDate:"2026-04-01"}}]</script>', DAY, id="rows of a list"),
        pytest.param(f'<p>{DAY}</p><script>var now="{NEWER}"</script>', DAY, id="another variable"),
        pytest.param(f'<p>{DAY}</p><script src="p.js">var pubDate="{NEWER}"</script>', DAY, id="a script of another file"),
    ],
)  # fmt: skip
def test_a_date_that_a_script_writes(markup: str, expected: str | None) -> None:
    main = f"<h1>{TITLE}</h1>{markup}{BODY}"
    assert published(framed(main, title=TITLE, meta={"ArticleTitle": TITLE})) == expected


def card(day: str) -> str:
    return f'<div class="card"><p>渡口风采</p><time class="published">{day}</time></div>'


@pytest.mark.parametrize(
    ("main", "expected"),
    [
        (f'<h1>{TITLE}</h1><time class="published">{DAY}</time>{BODY}', DAY),
        (f'<h1>{TITLE}</h1><time pubdate datetime="{DAY}T10:20">周二</time>{BODY}', DAY),
        (f"<h1>{TITLE}</h1><p>{DAY}</p>{BODY}{card(NEWER)}{card('2026-04-01')}", DAY),
        (f'<h1>{TITLE}</h1><time class="published">{DAY}</time>{BODY}{card(NEWER)}', DAY),
        (f'{card(NEWER)}{card("2026-04-01")}<h1>{TITLE}</h1><time class="published">{DAY}</time>{BODY}', DAY),
    ],
)
def test_a_time_element_is_the_page_s_own_and_not_a_card_s(main: str, expected: str) -> None:
    assert published(framed(main, title=TITLE, meta={"ArticleTitle": TITLE})) == expected


@pytest.mark.parametrize(
    ("before", "line", "made"),
    [
        (table("成文日期：", OLDER, "发布日期：", DAY), "", OLDER),
        (table("成文日期", "2019年2月20日", "公开日期", DAY), "", OLDER),
        ("", f"印发日期：{OLDER} 发布时间：{DAY}", OLDER),
        (table("成文日期：", "", "发布日期：", DAY), "", None),
        (table("实施日期：", NEWER, "发布日期：", DAY), "", None),
        ("", f"发布时间：{DAY}", None),
    ],
)
def test_the_day_of_making_is_kept_apart(before: str, line: str, made: str | None) -> None:
    facts = read(article(TITLE, line, before=before), ARTICLE)
    assert (facts.made.on.isoformat() if facts.made else None) == made
    assert facts.published is not None
    assert facts.published.on.isoformat() == DAY


def test_a_day_of_making_alone_is_no_publish_date() -> None:
    facts = read(article(TITLE, before=table("成文日期：", OLDER, "文号：", "澜政办发〔2019〕3号")), ARTICLE)
    assert facts.published is None
    assert facts.made is not None


@pytest.mark.parametrize(
    ("main", "kind"),
    [
        pytest.param(f"<h1>{TITLE}</h1><p>发布时间：{DAY}</p><p>渡口今日停航。</p>", PageKind.ARTICLE, id="short, with its date"),
        pytest.param(f"<h1>{TITLE}</h1><p>{DAY} 来源：区水务局</p><p>渡口今日停航。</p>", PageKind.ARTICLE, id="short, with a head line"),
        pytest.param(f"{listed(DAY)}<p>首页 上一页 下一页 尾页 共 1 条</p>", PageKind.COLUMN, id="a list of one, with its pager"),
        pytest.param(f"<p>发布时间：{DAY}</p>{listed(DAY, OLDER)}<p>共 2 条 1/1 页</p>", PageKind.COLUMN, id="a list under a date, with its pager"),
        pytest.param(f"<h1>{TITLE}</h1><p>发布时间：{DAY}</p><p>本次共 12 条渡线停航。</p>", PageKind.ARTICLE, id="an article that counts something"),
    ],
)  # fmt: skip
def test_a_short_article_and_a_short_list_are_told_apart(main: str, kind: PageKind) -> None:
    assert read(framed(main, title=TITLES[5])).kind is kind


@pytest.mark.parametrize(
    ("above", "line", "below", "expected"),
    [
        pytest.param("", f"时间：{DAY} 来源：区水务局", f"发布日期：{OLDER}", DAY, id="beside the source"),
        pytest.param("", f"时间：{DAY} 10:20:31", f"发布日期：{OLDER}", DAY, id="with a clock"),
        pytest.param("", f"发布时间：{DAY} 10:20", f"发布日期：{OLDER}", DAY, id="labelled twice"),
        pytest.param("", f"时间：{DAY}", "渡口今日停航", DAY, id="alone"),
        pytest.param("", f"时间：{NEWER}", f"发布时间：{DAY}", DAY, id="an event's, the page's below"),
        pytest.param("", "时间：2026年5月6日上午9时", f"发布时间：{DAY}", DAY, id="an event's hour, the page's below"),
        pytest.param(f"发布时间：{DAY} 来源：区水务局", f"时间：{NEWER}", "地点：青芦渡口", DAY, id="an event's, the page's above"),
        pytest.param("", LINE, f"时间：{NEWER}", DAY, id="an event's below the page's own line"),
    ],
)  # fmt: skip
def test_a_line_right_under_the_title_goes_before_the_document_s_but_an_event_s_does_not(
    above: str, line: str, below: str, expected: str
) -> None:
    main = f"<p>{above}</p><h1>{TITLE}</h1><p>{line}</p><p>{below}</p>{BODY}"
    assert published(framed(main, title=TITLE, meta={"ArticleTitle": TITLE})) == expected


@pytest.mark.parametrize(
    "moment", [f"{DAY} 10:20", f"{DAY} 10:20:31", "2019年3月5日 10时20分", f"[{DAY} 10:20]"]
)
@pytest.mark.parametrize("after", [NEWER, f"{NEWER} 09:00", "2026年5月6日"])
def test_the_first_moment_alone_on_its_line_is_the_page_s(moment: str, after: str) -> None:
    assert published(article(TITLE, moment, f"<p>{after}</p>{BODY}")) == DAY


def linked_card(day: str, form: str = '<time class="entry-date published">{}</time>') -> str:
    return f'<div class="card"><a href="/k/">{TITLES[3]}</a>{form.format(day)}</div>'


@pytest.mark.parametrize("form", ['<time class="entry-date published">{}</time>', "<time pubdate>{}</time>", "<p>{}</p>", "<b>{}</b>"])  # fmt: skip
@pytest.mark.parametrize(("line", "expected"), [(DAY, DAY), (LINE, DAY), ("", None)])
def test_one_linked_card_below_does_not_date_the_article(form: str, line: str, expected: str | None) -> None:
    assert published(article(TITLE, line, BODY + linked_card(NEWER, form))) == expected


@pytest.mark.parametrize(
    ("markup", "expected"),
    [
        pytest.param(f'<time class="entry-date published">{DAY}</time>', DAY, id="class"),
        pytest.param(f'<time class="entry-date published" datetime="{DAY}T10:20:00+08:00">上周二</time>', DAY, id="attribute alone"),
        pytest.param(f'<time pubdate="pubdate">{DAY}</time>', DAY, id="pubdate"),
        pytest.param(f'<span>作者</span><a href="/self/"><time class="entry-date published">{DAY}</time></a>', DAY, id="in a link"),
        pytest.param(f'<time class="entry-date published">{DAY}</time><time class="updated">{NEWER}</time>', DAY, id="published, updated"),
        pytest.param(f'<time class="updated" datetime="{NEWER}">前天</time>', None, id="updated alone"),
        pytest.param(f'<time datetime="{NEWER}">前天</time>', None, id="a time of something"),
        pytest.param(f'<ul><li><a href="/k/">{TITLES[3]}</a><time class="published">{NEWER}</time></li></ul>', None, id="in a row"),
        pytest.param(f'<aside><time class="published">{NEWER}</time></aside>', None, id="beside"),
    ],
)  # fmt: skip
def test_a_time_element_counts_where_it_says_it_is_the_page_s(markup: str, expected: str | None) -> None:
    main = f"<h1>{TITLE}</h1><div>{markup}</div>{BODY}"
    assert published(framed(main, title=TITLE, meta={"ArticleTitle": TITLE})) == expected


LIST = listed(NEWER, "2026-05-05", "2026-05-04", "2026-05-03", "2026-05-02")
TOP = f'<div><h3><a href="t.html">{TITLE}</a></h3><p>{NEWER}</p></div>'


@pytest.mark.parametrize(
    ("main", "title", "kind"),
    [
        pytest.param(f"<h1>{TITLE}</h1><p>{LINE}</p><p>渡口停航。</p><div><h3>渡口风采</h3>{LIST}</div>", TITLE, PageKind.ARTICLE, id="a long list beside a short text"),
        pytest.param(f"<h1>{TITLE}</h1><p>{DAY} 10:20</p><p>渡口停航。</p><div><h3>渡口风采</h3>{LIST}</div>", TITLE, PageKind.ARTICLE, id="a moment alone"),
        pytest.param(f"<h1>{TITLE}</h1><div><h3>渡口风采</h3>{LIST}</div>", TITLE, PageKind.COLUMN, id="no date under the headline"),
        pytest.param(f"<h1>通知公告</h1>{LIST}", "通知公告", PageKind.COLUMN, id="a heading and its rows"),
        pytest.param(f"<h1>通知公告</h1><p>更新时间：{NEWER}</p>{LIST}", "通知公告", PageKind.COLUMN, id="a line of update"),
        pytest.param(f"<h1>渡口风采</h1><p>更新时间：{NEWER}</p>{LIST}", "渡口风采", PageKind.COLUMN, id="a line of update under another name"),
        pytest.param(f"<h1>通知公告</h1><p>发布时间：{NEWER}</p>{LIST}", "通知公告", PageKind.COLUMN, id="a dated column"),
        pytest.param(f"<h2>通知公告</h2>{TOP}{LIST}", "通知公告", PageKind.COLUMN, id="a top story"),
        pytest.param(f"<h2>渡口风采</h2>{TOP}{LIST}", "渡口风采", PageKind.COLUMN, id="a top story under another name"),
    ],
)  # fmt: skip
def test_what_stands_dated_under_its_headline_is_an_article_and_a_column_under_its_name_is_not(
    main: str, title: str, kind: PageKind
) -> None:
    facts = read(framed(main, title=f"{title}_澜汀区人民政府"))
    assert facts.kind is kind
    assert bool(facts.items) is (kind is PageKind.COLUMN)


def test_a_short_notice_with_text_under_a_columns_name_is_an_article() -> None:
    assert read(framed(f"<h1>停水通知</h1><p>{LINE}</p>{BODY}", title="停水通知")).kind is PageKind.ARTICLE


@pytest.mark.parametrize(
    ("lines", "expected"),
    [
        ("<div>21</div><div>2024年02月</div>", "2024-02-21"),
        ("<div>2024-02</div><div>21</div>", "2024-02-21"),
        ("<div>21</div><div>条记录</div>", None),
        ("<div>第21期</div><div>2024年02月</div>", None),
    ],
)
def test_a_date_in_two_blocks_under_the_title_is_read(lines: str, expected: str | None) -> None:
    title = "渡口修好了两座新的桥"
    markup = framed(f"<h1>{title}</h1>{lines}<div>{BODY}</div>", title=title, meta={"ArticleTitle": title})
    assert published(markup) == expected
