"""The title as the page shows it, whatever the title tag puts around it."""

from __future__ import annotations

import pytest

from tests.crawler.extract.pages import ARTICLE, BODY, COLUMN, TITLES, article, framed, listed, read

TITLE = "关于加强青芦渡口夜间摆渡安全管理的通告"
DASHED = "稳增长——澜汀区一季度经济运行平稳"
SITE = "澜汀区人民政府"
LINE = "<p>2019-03-05 来源：区水务局</p>"


def title_of(main: str, tag: str, line: str = LINE, **meta: str) -> str | None:
    return read(framed(f"{main}{line}<div>{BODY}</div>", title=tag, meta=meta), ARTICLE).title


@pytest.mark.parametrize("title", [DASHED, "澜汀-青芦快速路通车", "“渡”口新颜——记青芦渡口改造 - 上篇", "渡口|码头整治进行时"])  # fmt: skip
@pytest.mark.parametrize("end", ["", f"_{SITE}", f"-{SITE}", f"——{SITE}", f"-工作动态-{SITE}"])
@pytest.mark.parametrize("form", ["<h1>{}</h1>", "<div>{}</div>", "<p class='tit'>{}</p>"])
def test_a_title_may_hold_the_signs_that_end_it_in_the_tag(title: str, end: str, form: str) -> None:
    assert title_of(form.format(title), title + end) == title


@pytest.mark.parametrize(
    "tag",
    [
        f"{SITE} - {TITLE}", f"{SITE}_{TITLE}", f"{SITE}_工作动态_{TITLE}", f"{TITLE}_{SITE}", f"{TITLE} | {SITE}", f"澜汀政府网-{TITLE}",
        f"工作动态_{TITLE}_{SITE}", f"工作动态-{TITLE}", f"要闻-{TITLE}-{SITE}", f"{TITLE} {TITLE}", f"{TITLE}-详细页",
    ],
)  # fmt: skip
@pytest.mark.parametrize("form", ["<h1>{}</h1>", "<div>{}</div>"])
def test_site_and_column_may_come_first_in_the_tag(tag: str, form: str) -> None:
    assert title_of(form.format(TITLE), tag) == TITLE


@pytest.mark.parametrize("tag", [f"{TITLE}_工作动态_{SITE}", f"{TITLE}——{SITE}"])
def test_the_tag_alone_is_cut_to_the_title(tag: str) -> None:
    assert title_of("", tag, line="") == TITLE


@pytest.mark.parametrize("short", ["停水", "放假", "招租公告", "学校简介"])
@pytest.mark.parametrize("form", ["<h1>{}</h1>", "<h2>{}</h2>"])
def test_a_short_title_is_a_title(short: str, form: str) -> None:
    assert title_of(form.format(short), f"{short}_{SITE}") == short


@pytest.mark.parametrize(
    ("shown", "expected"),
    [
        ("<h2>学校简介</h2>", "学校简介"),
        ("<h2>澜汀区渡口小学学校简介</h2>", "澜汀区渡口小学学校简介"),
        ("<h2>渡口管理办法</h2>", "渡口管理办法"),
        ('<h2><a href="/j/">澜汀区渡口小学学校简介</a></h2>', "学校简介"),
    ],
)
def test_a_column_s_name_gives_way_to_the_heading_that_ends_in_it(shown: str, expected: str) -> None:
    assert title_of(shown, "学校简介_学校概况_澜汀区渡口小学", line="") == expected


def test_the_line_above_date_and_source_is_the_title_where_the_tags_name_the_column() -> None:
    assert title_of(f"<p>{TITLE}</p>", f"通知公告_{SITE}") == TITLE
    assert title_of("<p>本页由区水务局维护</p>", f"{TITLE}_{SITE}") == TITLE


@pytest.mark.parametrize("line", ["来源：区水务局", "当前位置：首页", "字号：大 中 小", "打印 关闭"])
def test_a_line_of_labels_is_never_the_title(line: str) -> None:
    assert title_of(f"<p>{line}</p>", SITE) == SITE


@pytest.mark.parametrize(
    "shown",
    [
        f"<h1>{TITLE}{TITLE}</h1>", f"<div>{TITLE}2019-03-05 来源：区水务局</div>", f"<div>{TITLE} （2019-03-05）</div>", f"<h1>{TITLE[:9]}<br>{TITLE[9:]}</h1>",
        f"<p>{TITLE[:9]}</p><p>{TITLE[9:]}</p>",
    ],
)  # fmt: skip
def test_a_title_drawn_twice_or_with_its_date_or_in_two_lines_is_one_title(shown: str) -> None:
    found = title_of(shown, f"{TITLE}_{SITE}") or ""
    assert found.replace(" ", "") == TITLE


def test_a_list_row_is_not_the_title_of_the_page() -> None:
    assert (
        read(framed(f"<h1>通知公告</h1>{listed('2019-03-05')}", title=f"通知公告_{SITE}"), COLUMN).title
        == "通知公告"
    )
    markup = framed(
        f"<h1>{TITLE}</h1>{LINE}<div>{BODY}</div>{listed('2026-05-06', '2026-05-05')}", title=SITE
    )
    assert read(markup, ARTICLE).title == TITLE
    assert TITLES[0] != TITLE


@pytest.mark.parametrize("tag", ["通知公告", f"通知公告_{SITE}", f"通知公告-政务公开-{SITE}", f"{SITE}_通知公告"])  # fmt: skip
def test_a_column_page_is_called_by_its_tag(tag: str) -> None:
    assert read(framed(listed("2019-03-05", "2019-03-04"), title=tag), COLUMN).title == "通知公告"


@pytest.mark.parametrize(
    ("tag", "expected"),
    [
        ("会员风采——澜汀区渡口协会-澜汀区渡口协会网站", "会员风采"),
        ("会员风采——澜汀区渡口协会-澜汀区人民政府", "会员风采——澜汀区渡口协会"),
        ("首页 > 通知公告", None), ("网站首页 » 通知公告", None),
        ("首页改版公告", "首页改版公告"),
    ],
)  # fmt: skip
def test_a_tag_that_names_column_and_site_twice_is_cut_and_a_trail_is_no_title(
    tag: str, expected: str | None
) -> None:
    assert title_of("", tag, line="") == (expected or tag)
    shown = title_of(f"<h1>{TITLE}</h1>", tag)
    assert shown == TITLE or expected is not None


@pytest.mark.parametrize("tag", ["信息详细", "查看信件", "文章内容", "公告显示", "详细信息", "内容页"])
def test_a_tag_that_every_page_bears_gives_way_to_the_headline(tag: str) -> None:
    assert title_of(f"<h2>{TITLE}</h2>", tag) == TITLE
    assert title_of(f"<p>{TITLE}</p>", tag) == TITLE


@pytest.mark.parametrize("title", ["信息详细规划公示", "查看信件处理情况的办法"])
def test_a_title_may_begin_like_such_a_tag(title: str) -> None:
    assert title_of(f"<h1>{title}</h1>", f"{title}_{SITE}") == title


@pytest.mark.parametrize(
    ("raw", "expected"),
    [
        (f"{TITLE[:9]}&lt;br&gt;{TITLE[9:]}", f"{TITLE[:9]} {TITLE[9:]}"),
        (f"&lt;font color=red&gt;{TITLE}&lt;/font&gt;", TITLE),
        (f"&lt;BR/&gt;{TITLE}&amp;nbsp;", TITLE),
        ("转发&lt;关于印发渡口管理办法的通知&gt;的通知", "转发<关于印发渡口管理办法的通知>的通知"),
        ("转发&lt;a股渡口公司管理办法&gt;的通知", "转发<a股渡口公司管理办法>的通知"),
    ],
)
@pytest.mark.parametrize("place", ["tag", "meta"])
def test_markup_in_a_title_is_dropped_and_angle_quotes_are_kept(raw: str, expected: str, place: str) -> None:
    meta = {"ArticleTitle": raw} if place == "meta" else {}
    assert title_of("", raw if place == "tag" else SITE, line="", **meta) == expected


def test_a_headline_above_its_date_goes_before_tags_that_no_page_shows() -> None:
    line = "发布时间：2026-05-06 来源：区水务局 浏览：3"
    markup = article(
        "渡口修好了两座新的桥", line, tag="澜汀区渡口与航道安全信息服务", meta={"SiteName": "澜汀"}
    )
    assert read(markup, ARTICLE).title == "渡口修好了两座新的桥"


def test_a_breadcrumb_in_a_heading_is_no_headline() -> None:
    line = "发布时间：2026-05-06 来源：区水务局 浏览：3"
    before = "<h2>首页 关于我们 新闻中心 渡口新闻</h2>"
    markup = article(
        "渡口修好了两座新的桥", line, tag="澜汀区水务局", meta={"SiteName": "澜汀"}, before=before
    )
    assert (
        read(markup.replace("<h1>", "<h3>").replace("</h1>", "</h3>"), ARTICLE).title
        == "渡口修好了两座新的桥"
    )
