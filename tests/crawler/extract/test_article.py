"""Articles: title, the date a reader sees, source, issuer, attachments, excerpt."""

from __future__ import annotations

import pytest

from evidence.records import PageKind, Span
from tests.crawler.extract.pages import (
    ARTICLE,
    BODY,
    COLUMN,
    FOOT,
    SENTENCE,
    TITLES,
    article,
    framed,
    listed,
    page,
    published,
    read,
)

TITLE = "关于加强青芦渡口夜间摆渡安全管理的通告"
SITE = "澜汀区人民政府"


def title_of(main: str, tag: str, **meta: str) -> str | None:
    return read(framed(f"{main}<div>{BODY}</div>", title=tag, meta=meta), ARTICLE).title


@pytest.mark.parametrize(
    ("main", "tag", "meta"),
    [
        pytest.param(f"<h1>{TITLE}</h1>", TITLE, {"ArticleTitle": TITLE}, id="everywhere"),
        pytest.param(f"<h1>{TITLE}</h1>", SITE, {}, id="heading, site's name in the tag"),
        pytest.param(f"<h1>{TITLE}</h1>", "", {}, id="heading alone"),
        pytest.param("", TITLE, {"ArticleTitle": TITLE}, id="not shown"),
        pytest.param("", "", {"articletitle": TITLE}, id="meta alone, lower case"),
        pytest.param("", TITLE, {}, id="tag alone"),
        pytest.param("", f"{TITLE}_{SITE}", {}, id="tag with site, underscore"),
        pytest.param("", f"{TITLE}-{SITE}", {}, id="tag with site, hyphen"),
        pytest.param("", f"{TITLE} - 通知公告 - {SITE}", {}, id="tag with column and site"),
        pytest.param("", f"{TITLE}|{SITE}", {}, id="tag with site, bar"),
        pytest.param("", f"{TITLE}_通知公告_{SITE}", {"SiteName": SITE, "ColumnName": "通知公告"}, id="tag, meta names"),
        pytest.param("", f"{TITLE} {SITE}", {"SiteName": SITE}, id="tag with site behind a space"),
        pytest.param(f'<div class="title">{TITLE}</div>', SITE, {}, id="block called title"),
        pytest.param(f"<h2>{TITLE}</h2>", f"通知公告_{SITE}", {}, id="second heading"),
        pytest.param(f"<p>{TITLE}</p>", f"{TITLE}_{SITE}", {}, id="plain block equal to the tag"),
        pytest.param(f"<h1>{TITLE}</h1>", f"{TITLE[:12]}..._{SITE}", {}, id="cut in the tag"),
        pytest.param(f"<p>{TITLE[:10]}</p><p>{TITLE[10:]}</p>", TITLE, {"ArticleTitle": TITLE}, id="two lines"),
        pytest.param(f"<h1>{TITLE[:10]}<br>{TITLE[10:]}</h1>", "", {"ArticleTitle": TITLE}, id="line break"),
        pytest.param(f"<h1>\n  {TITLE}\u3000</h1>", f"\n{TITLE}\n", {}, id="white space"),
        pytest.param("", "", {"ArticleTitle": f"&lt;h1&gt;{TITLE}&lt;/h1&gt;"}, id="escaped markup"),
        pytest.param(f"<h1><a href='/'>{SITE}</a></h1><h2>{TITLE}</h2>", f"{TITLE}_{SITE}", {}, id="a linked heading is the site's"),
        pytest.param(f"<h1>{TITLE}</h1>", SITE, {"ArticleTitle": SITE, "SiteName": SITE}, id="meta repeats the site's name"),
    ],
)  # fmt: skip
def test_the_title_is_found(main: str, tag: str, meta: dict[str, str]) -> None:
    found = title_of(main, tag, **meta)
    assert (found or "").replace(" ", "") == TITLE


def test_a_page_without_any_title_has_none() -> None:
    assert title_of("", "") is None


def test_the_site_s_name_alone_is_the_last_resort() -> None:
    assert title_of("", SITE) == SITE


DAY, OTHER = "2024-05-06", "2021-03-02"
URL = "http://www.lanting.example/tzgg/202001/t20200115_77.html"


@pytest.mark.parametrize(
    "line",
    [
        "发布时间：2024-05-06", "发布日期：2024年5月6日", "发 布 日 期：2024-05-06", "发布时间: 2024/05/06 10:20",
        "[发布时间：2024-05-06]", "公开日期：2024-05-06", "发布于：2024-05-06", "发布于 2024-05-06", "发表时间：2024.05.06",
        "来源：区水务局 发布时间：2024-05-06 浏览次数：27", "信息时间：2024-05-06", "日期：2024-05-06", "时间：2024-05-06 10:20 来源：本站",
        "2024-05-06 10:20 来源：区水务局", "2024-05-06", "2024年05月06日 10:20", "【字体：大 中 小】 2024-05-06",
        "更新时间：2024-05-06", "发布日期：二〇二四年五月六日", "发布时间：<span>2024-05-06</span>", "发布时间：2024-05-06 打印 关闭",
        "上传时间∶2024-05-06", "Date：2024-05-06",
    ],
)  # fmt: skip
def test_the_publish_date_is_read_in_every_form(line: str) -> None:
    assert published(article(TITLE, line)) == DAY


@pytest.mark.parametrize(
    ("line", "meta", "url", "expected", "source"),
    [
        pytest.param(f"发布时间：{DAY}", OTHER, URL, DAY, "label", id="label over all"),
        pytest.param(f"{DAY} 来源：区水务局", OTHER, URL, DAY, "header", id="header over meta"),
        pytest.param("来源：区水务局", OTHER, URL, OTHER, "meta", id="meta over address"),
        pytest.param("来源：区水务局", "", URL, "2020-01-15", "url", id="address last"),
        pytest.param("来源：区水务局", "", ARTICLE, None, None, id="nothing"),
        pytest.param(f"{OTHER} 来源：本站 发布时间：{DAY}", OTHER, URL, DAY, "label", id="label over header"),
        pytest.param("来源：区水务局", "0000-00-00", ARTICLE, None, None, id="meta without a date"),
        pytest.param(
            f"发布时间：{DAY} 更新时间：2026-01-01", "", ARTICLE, DAY, "label", id="published over updated"
        ),
        pytest.param(
            f"更新时间：2026-01-01 发布时间：{DAY}", "", ARTICLE, DAY, "label", id="whatever comes first"
        ),
    ],
)
def test_dates_have_a_rank(line: str, meta: str, url: str, expected: str | None, source: str | None) -> None:
    facts = read(article(TITLE, line, meta={"ArticleTitle": TITLE, "PubDate": meta}), url)
    span = facts.published
    assert (span.on.isoformat() if span else None, span.source if span else None) == (expected, source)


def test_the_meta_date_is_kept_beside_the_one_a_reader_sees() -> None:
    facts = read(article(TITLE, f"发布时间：{DAY}", meta={"ArticleTitle": TITLE, "pubdate": OTHER}), ARTICLE)
    assert facts.published is not None
    assert facts.published.on.isoformat() == DAY
    assert facts.meta_published_on is not None
    assert facts.meta_published_on.isoformat() == OTHER


def test_the_proof_is_the_label_with_its_date() -> None:
    span = read(article(TITLE, f"来源：区水务局 发布时间：{DAY} 10:20"), ARTICLE).published
    assert span is not None
    assert span.text == f"发布时间：{DAY}"
    assert isinstance(span, Span)


LABELS = (
    "成文日期", "成文时间", "生成日期", "印发日期", "实施日期", "施行日期", "生效日期", "失效日期", "废止日期", "截止日期", "截止时间",
    "开始时间", "结束时间", "答复时间", "回复时间", "留言时间", "今天是", "有效期至",
)  # fmt: skip


@pytest.mark.parametrize("label", LABELS)
def test_a_date_of_another_kind_is_never_the_publish_date(label: str) -> None:
    assert published(article(TITLE, f"{label}：{DAY}")) is None


@pytest.mark.parametrize("label", LABELS)
@pytest.mark.parametrize("order", ["{other} {own}", "{own} {other}"])
def test_a_date_of_another_kind_does_not_hide_the_publish_date(label: str, order: str) -> None:
    line = order.format(other=f"{label}：{OTHER}", own=f"发布日期：{DAY}")
    assert published(article(TITLE, line)) == DAY


def header_table(*pairs: tuple[str, str], cells: bool = True) -> str:
    """The table above a document."""
    form = "<td>{0}：</td><td>{1}</td>" if cells else "<td>{0}：{1}</td>"
    return "<table><tr>" + "".join(form.format(*pair) for pair in pairs) + "</tr></table>"


@pytest.mark.parametrize("cells", [True, False])
@pytest.mark.parametrize("swap", [True, False])
def test_a_labelled_table_gives_the_publish_date_in_any_order(cells: bool, swap: bool) -> None:
    pairs = [("成文日期", OTHER), ("发布日期", DAY)]
    table = header_table(("索引号", "LT0001"), *(reversed(pairs) if swap else pairs), cells=cells)
    assert published(article(TITLE, before=table)) == DAY


@pytest.mark.parametrize("cells", [True, False])
def test_a_table_with_the_date_of_making_alone_gives_none(cells: bool) -> None:
    table = header_table(("索引号", "LT0001"), ("成文日期", OTHER), cells=cells)
    assert published(article(TITLE, before=table)) is None


def test_without_labels_the_date_of_making_comes_before_that_of_publishing() -> None:
    cells = "".join(
        f"<div>{text}</div>" for text in ("LT0001", "区水务局", "2024年04月28日", "2024年05月06日")
    )
    markup = framed(
        f"<h1>{TITLE}</h1><div>{cells}</div><div>{BODY}</div>", title=TITLE, meta={"ArticleTitle": TITLE}
    )
    assert published(markup) == DAY


@pytest.mark.parametrize(
    "body",
    [
        pytest.param(f"<p>{DAY}上午，区水务局召开会议，研究部署摆渡安全工作。</p>", id="told in a sentence"),
        pytest.param(
            f"<p>{SENTENCE}自2024年5月6日起施行，有效期五年。</p>", id="date of effect in a sentence"
        ),
        pytest.param(f"{BODY * 4}<p>澜汀区水务局</p><p>2024年5月6日</p>", id="signature far below"),
    ],
)
def test_a_date_that_the_text_tells_of_is_not_the_publish_date(body: str) -> None:
    assert published(article(TITLE, "来源：区水务局", body)) is None


@pytest.mark.parametrize(
    "extra",
    [
        pytest.param('<div class="footer">版权所有 2009-2026 更新时间：2026-05-05</div>', id="foot"),
        pytest.param('<div class="footer"><p>Copyright © 2026-05-05</p></div>', id="copyright"),
        pytest.param('<div class="top">今天是2026年5月5日 星期二</div>', id="today"),
        pytest.param('<div class="top">2026年5月5日 星期二</div>', id="today without a label"),
        pytest.param("<div>今天是：2026年5月5日</div>", id="today in the main region"),
        pytest.param(f'<div class="sidebar">{listed("2026-05-05", "2026-05-04")}</div>', id="side box"),
        pytest.param(f"<div><h3>最新信息</h3>{listed('2026-05-05', '2026-05-04')}</div>", id="latest box"),
        pytest.param('<script>var today = "2026-05-05"; document.write(today)</script>', id="script"),
    ],
)
@pytest.mark.parametrize("first", [True, False])
def test_a_date_around_the_article_is_not_its_own(extra: str, first: bool) -> None:
    markup = article(TITLE, "来源：区水务局")
    at = "<body>" if first else "</body>"
    placed = markup.replace(at, at + extra if first else extra + at)
    assert published(placed) is None
    dated = article(TITLE, f"来源：区水务局 发布时间：{DAY}")
    assert published(dated.replace(at, at + extra if first else extra + at)) == DAY


@pytest.mark.parametrize(
    ("script", "expected"),
    [
        ('var pubDate = "2020年07月02日"; document.write(pubDate);', "2020-07-02"),
        ("var fbsj='2020-07-02 10:33';", "2020-07-02"),
        ('var conf = {publishTime: "2020-07-02"};', "2020-07-02"),
        ('var endDate = "2020-07-02";', None),
        ('var serverTime = "2026-07-02";', None),
    ],
)
def test_a_date_that_only_a_script_prints_is_read(script: str, expected: str | None) -> None:
    markup = article(TITLE, f"发布时间：<script>{script}</script> 来源：区水务局")
    assert published(markup) == expected


@pytest.mark.parametrize("text", ["2024年2月30日", "2024-13-01", "昨天", "--", ""])
def test_an_impossible_publish_date_is_none(text: str) -> None:
    assert published(article(TITLE, f"发布时间：{text}")) is None


def test_a_list_page_has_no_publish_date() -> None:
    facts = read(framed(listed("2024-05-06", "2024-05-05", "2024-05-04")), COLUMN)
    assert facts.kind is PageKind.COLUMN
    assert facts.published is None


@pytest.mark.parametrize(
    ("line", "meta", "expected"),
    [
        ("来源：区水务局", "", "区水务局"),
        ("来 源：区水务局 发布时间：2024-05-06", "", "区水务局"),
        ("信息来源:区水务局", "", "区水务局"),
        ("稿件来源： 澜汀日报", "", "澜汀日报"),
        ("来源：区水务局", "澜汀区人民政府", "区水务局"),
        ("发布时间：2024-05-06", "澜汀区人民政府", "澜汀区人民政府"),
        ("来源： 发布时间：2024-05-06", "", None),
        ("来源：未知", "", None),
        ("来源：本站原创", "", "本站原创"),
        ("来源： 作者：张三", "", None),
        ("来源：<a href='/s/'>区水务局</a> 浏览：3", "", "区水务局"),
        ("发布时间：2024-05-06", "", None),
    ],
)
def test_the_source_is_what_the_page_shows_else_the_meta_tag(
    line: str, meta: str, expected: str | None
) -> None:
    facts = read(article(TITLE, line, meta={"ArticleTitle": TITLE, "ContentSource": meta}), ARTICLE)
    assert facts.source == expected


@pytest.mark.parametrize(
    ("table", "expected"),
    [
        (header_table(("索引号", "LT0001"), ("发布机构", "区水务局")), "区水务局"),
        (header_table(("发文机关", "区政府办公室"), ("成文日期", OTHER)), "区政府办公室"),
        (header_table(("索引号", "LT0001"), ("成文日期", OTHER)), None),
        ("", None),
    ],
)
def test_the_issuer_is_read_from_the_table(table: str, expected: str | None) -> None:
    assert read(article(TITLE, before=table), ARTICLE).issuer == expected


BASE = "http://www.lanting.example/tzgg/"


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        ('<a href="P0202405.pdf">附件</a>', ["P0202405.pdf"]),
        ('<a href="a.DOC">附件1</a><a href="b.xlsx?v=2">附件2</a>', ["a.DOC", "b.xlsx?v=2"]),
        ('<a href="a.doc">附件1</a><a href="a.doc">附件1</a>', ["a.doc"]),
        ('<a href="/down?id=7">渡口名录.docx</a>', ["../down?id=7"]),
        ('<a href="/down?id=7" title="渡口名录.zip"><img src="z.gif"></a>', ["../down?id=7"]),
        (
            '<a href="x.html">相关通知</a><a href="http://h.example/b.rar">附件</a>',
            ["http://h.example/b.rar"],
        ),
        ('<a href="javascript:;">附件.doc</a>', []),
        ('<a href="z.jpg">图</a>', []),
    ],
)
def test_attachments_are_the_files_that_the_text_offers(body: str, expected: list[str]) -> None:
    facts = read(article(TITLE, f"发布时间：{DAY}", BODY + body), BASE + "show.html?n=1")
    plain = [url.replace("../", "") for url in expected]
    assert [
        u.removeprefix(BASE).removeprefix("http://www.lanting.example/") for u in facts.attachments
    ] == plain


def test_files_in_foot_and_navigation_are_no_attachments() -> None:
    tools = '<div class="nav"><a href="/tool.exe">下载阅读器</a></div>'
    markup = article(TITLE, f"发布时间：{DAY}", BODY * 3).replace("<body>", f"<body>{tools}")
    assert (
        read(
            markup.replace("</body>", '<div class="footer"><a href="/x.pdf">手册</a></div></body>'), ARTICLE
        ).attachments
        == ()
    )


@pytest.mark.parametrize(
    ("number", "masked"),
    [
        ("11010119900307001X", True),
        ("110101199003070018", True),
        ("6222021234567890123", True),
        ("6222021234567890", True),
        pytest.param(
            "13912345678",
            True,
        ),
        ("2024050612", False),
        ("0531-12345678", False),
    ],
)
@pytest.mark.parametrize("css", ["", ' class="TRS_Editor"'])
def test_an_excerpt_never_holds_a_person_s_number(number: str, masked: bool, css: str) -> None:
    text = f"<div{css}><p>{SENTENCE}公示对象编号{number}，{SENTENCE}</p></div>"
    excerpt = read(article(TITLE, f"发布时间：{DAY}", text), ARTICLE).excerpt
    assert (number not in excerpt) is masked
    assert "****" in excerpt or not masked


@pytest.mark.parametrize("lead", range(0, 24))
def test_a_number_cut_by_the_end_of_an_excerpt_is_masked_too(lead: int) -> None:
    text = f'<div class="TRS_Editor"><p>{"水" * (380 + lead)}110101199003070018水</p></div>'
    assert "110101199003070" not in read(article(TITLE, body=text), ARTICLE).excerpt
    text = f'<div class="TRS_Editor"><p>{"水" * (178 + lead)}110101199003070018水</p></div>'
    assert "1101011990030" not in read(article(TITLE, body=text), ARTICLE).excerpt


@pytest.mark.parametrize(
    ("markup", "url", "kind"),
    [
        (article(TITLE, f"发布时间：{DAY}"), ARTICLE, PageKind.ARTICLE),
        (
            framed(f"<h1>{TITLE}</h1><p>发布时间：{DAY}</p><div>{BODY}</div>", title=TITLE),
            ARTICLE,
            PageKind.ARTICLE,
        ),
        (framed(f"<h1>{TITLE}</h1><div>{BODY}</div>", title=TITLE), URL, PageKind.ARTICLE),
        (framed(f"<h1>{TITLE}</h1><div>{BODY}</div>", title=TITLE), COLUMN, PageKind.OTHER),
        (article(TITLE, f"发布时间：{DAY}"), "http://www.lanting.example/", PageKind.HOME),
        (article(TITLE, f"发布时间：{DAY}"), "http://www.lanting.example/index.html", PageKind.HOME),
        (framed(listed("2024-05-06", "2024-05-05")), COLUMN, PageKind.COLUMN),
        (framed(listed("2024-05-06", "2024-05-05"), meta={"ArticleTitle": TITLE}), COLUMN, PageKind.COLUMN),
        (framed(BODY, meta={"ColumnName": "机构概况"}), COLUMN, PageKind.COLUMN),
        (framed(BODY), COLUMN, PageKind.OTHER),
        (framed(BODY), "", PageKind.OTHER),
    ],
)
def test_the_kind_of_a_page(markup: str, url: str, kind: PageKind) -> None:
    assert read(markup, url).kind is kind


def test_an_article_with_related_articles_below_is_an_article() -> None:
    body = f"{BODY * 2}<div><h3>相关阅读</h3>{listed('2026-05-06', '2026-05-05', '2026-05-04')}</div>"
    facts = read(article(TITLE, f"发布时间：{OTHER} 来源：区水务局", body), ARTICLE)
    assert facts.kind is PageKind.ARTICLE
    assert facts.published is not None
    assert facts.published.on.isoformat() == OTHER


def test_the_foot_is_no_text_of_the_article() -> None:
    markup = page(f"<h1>{TITLE}</h1><p>发布时间：{DAY}</p><div>{BODY * 3}</div>{FOOT}", title=TITLE)
    facts = read(markup, ARTICLE)
    assert "ICP备" not in facts.excerpt
    assert facts.text_chars < len(SENTENCE) * 16 + 60


def test_titles_of_lists_do_not_become_the_title() -> None:
    assert read(framed(listed("2024-05-06", "2024-05-05"), title="通知公告"), COLUMN).title == "通知公告"
    assert TITLES[0] != "通知公告"


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("来源：区水务局发布时间：2024-05-06", "区水务局"),
        ("来源：区水务局作者：张三", "区水务局"),
        ("来源：澜汀日报2024-05-06", "澜汀日报"),
        ("来源：区水务局编辑：张三", "区水务局"),
        ("来源：区水务局浏览次数：27", "区水务局"),
        ("来源：区水务局 【字体：大 中 小】", "区水务局"),
        ("来源：区水务局（青芦渡口管理处）", "区水务局（青芦渡口管理处）"),
        ("（来源：区水务局）", "区水务局"),
        ("【来源：区水务局】", "区水务局"),
        ("稿源：澜汀融媒", "澜汀融媒"),
        ("来源∶区水务局", "区水务局"),
        ("来源：", None),
        ("来源：{source}", None),
        ("来源：2024-05-06", None),
        ("来源：作者：张三", None),
    ],
)
def test_the_source_ends_at_the_next_label(line: str, expected: str | None) -> None:
    assert read(article(TITLE, line), ARTICLE).source == expected


@pytest.mark.parametrize("mark", ["“{}”", '"{}"', "「{}」"])
def test_a_quoted_label_is_no_source(mark: str) -> None:
    body = f"<p>凡注明{mark.format('文章来源：澜汀日报')}的稿件，均为转载。</p>{BODY}"
    assert read(article(TITLE, f"发布时间：{DAY}", body), ARTICLE).source is None
    assert read(article(TITLE, f"发布时间：{DAY} 来源：区水务局", body), ARTICLE).source == "区水务局"


@pytest.mark.parametrize(
    ("pairs", "number", "validity"),
    [
        ((("索引号", "LT0001/2024-00012"), ("有效性", "有效")), "LT0001/2024-00012", "有效"),
        ((("索 引 号", "37000000/2024-12"), ("时效性", "已失效")), "37000000/2024-12", "已失效"),
        ((("索引编号", "LT-2024-3"), ("是否有效", "是")), "LT-2024-3", "是"),
        ((("索引号", "LT0001"), ("是否有效", "否")), "LT0001", "否"),
        ((("索引号", ""), ("有效性", "")), None, None),
        ((("有效性", ""), ("失效日期", OTHER)), None, None),
        ((("时效性", ""), ("有效期至", OTHER)), None, None),
        ((("效力状态", ""), ("废止时间", OTHER)), None, None),
        ((("文件状态", "现行有效"), ("失效日期", OTHER)), None, "现行有效"),
    ],
)
@pytest.mark.parametrize("cells", [True, False])
def test_index_number_and_validity_are_the_page_s_own_words(
    pairs: tuple[tuple[str, str], ...], number: str | None, validity: str | None, cells: bool
) -> None:
    facts = read(article(TITLE, f"发布时间：{DAY}", before=header_table(*pairs, cells=cells)), ARTICLE)
    assert (facts.index_number, facts.validity) == (number, validity)


def test_running_text_about_validity_states_none() -> None:
    body = f"<p>本办法所称法律效力是指文书对当事人的约束力，公证文书的效力否定须经法定程序。</p>{BODY}"
    assert read(article(TITLE, f"发布时间：{DAY}", body), ARTICLE).validity is None


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        pytest.param('<a href="/system/_content/download.jsp?id=7">附件【渡口名录.docx】</a>', ["system/_content/download.jsp?id=7"], id="name in brackets"),
        pytest.param('<a href="/system/_content/download.jsp?id=8">附件一</a>', ["system/_content/download.jsp?id=8"], id="servlet"),
        pytest.param('<a href="/DownloadAttach?id=8">附件一</a>', ["DownloadAttach?id=8"], id="another servlet"),
        pytest.param('<a href="/f?id=9">渡口名录.xlsx（23.5KB）</a>', ["f?id=9"], id="name and size"),
        pytest.param("<script>document.write('<a href=\"/f/a.pdf\">附件</a>')</script>", ["f/a.pdf"], id="written by a script"),
        pytest.param('<script>document.write("<a href=\\"/f/a.pdf\\">附件</a>")</script>', ["f/a.pdf"], id="written with escapes"),
        pytest.param('<script>var a = "/f/a.pdf"</script>', [], id="a script that writes nothing"),
        pytest.param('<a href="/v/a.mp4">视频</a><a href="/v/a.mp3">音频</a>', [], id="media"),
        pytest.param('<a href="/downloads/">下载中心</a>', [], id="a page of downloads"),
        pytest.param('<a href="/d.html">关于docx格式的说明</a>', [], id="words about a format"),
    ],
)  # fmt: skip
def test_attachments_handed_out_by_servlets_and_scripts(body: str, expected: list[str]) -> None:
    facts = read(article(TITLE, f"发布时间：{DAY}", BODY + body), ARTICLE)
    assert [url.removeprefix("http://www.lanting.example/") for url in facts.attachments] == expected
