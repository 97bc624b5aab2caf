"""Heads of documents, filters of a library, and what nobody reads; guilty and innocent side by side."""

from __future__ import annotations

import pytest
from pages import BODY, article, framed, listed, page, read

from crawler.extract.systems import read_drawn, read_filters
from crawler.extract.tree import Doc, parse
from evidence.records import PageFacts

TITLE = "澜汀区人民政府关于印发停车管理办法的通知"
FIELDS = (
    ("索引号", "003100000/2026-00041"),
    ("主题分类", "城乡建设"),
    ("发文字号", "澜政发〔2026〕4号"),
    ("发布机构", "澜汀区人民政府"),
    ("成文日期", "2026-03-01"),
    ("发布日期", "2026-03-05"),
    ("有效性", "有效"),
)
ALL = {"index-number", "topic", "number", "issuer", "made", "published", "validity"}


def document(before: str, body: str = BODY) -> PageFacts:
    return read(article(TITLE, "", body, before=before))


def cells(*fields: tuple[str, str]) -> str:
    rows = "".join(f"<tr><td>{label}：</td><td>{value}</td></tr>" for label, value in fields)
    return f"<table>{rows}</table>"


def header(facts: PageFacts) -> dict[str, str]:
    return {quote.id: quote.text for quote in facts.header}


def doc(body: str, head: str = "") -> Doc:
    return parse(
        page(body, head=head).encode(), "http://www.lanting.example/zfwjk/", "text/html; charset=utf-8"
    )


@pytest.mark.parametrize(
    "markup",
    [
        cells(*FIELDS),
        "<ul>"
        + "".join(f"<li><b>{label}：</b><span>{value}</span></li>" for label, value in FIELDS)
        + "</ul>",
        "".join(f"<p>{label[0]} {label[1:]}：{value}</p>" for label, value in FIELDS),
        "<dl>" + "".join(f"<dt>{label}</dt><dd>{value}</dd>" for label, value in FIELDS) + "</dl>",
    ],
    ids=["table", "list", "spread", "dl"],
)
def test_fields_of_a_head_by_label(markup: str) -> None:
    found = header(document(markup))
    assert {name for name, text in found.items() if text} == ALL, found
    assert found["topic"] == "城乡建设"


@pytest.mark.parametrize(
    ("label", "name"),
    [
        ("主题词", "topic"),
        ("公文主题", "topic"),
        ("信息分类", "topic"),
        ("组配分类", "topic"),
        ("信息索引号", "index-number"),
        ("生成日期", "made"),
        ("时效性", "validity"),
        ("会议主题内容", ""),
        ("字号", ""),  # 大 中 小
        ("联系电话", ""),
    ],
)
def test_labels_of_a_head(label: str, name: str) -> None:
    found = header(document(cells(("索引号", "1234"), (label, "某某"))))
    assert (name in found) == bool(name)
    assert set(found) <= {"index-number", name}


def test_a_label_without_a_value_is_told_as_such() -> None:
    found = header(document(cells(("索引号", "003100000/2026-00041"), ("有效性", ""))))
    assert found == {"index-number": "003100000/2026-00041", "validity": ""}


def test_a_number_or_date_has_digits() -> None:
    found = header(document(cells(("索引号", "无"), ("发布日期", "字体：大 中 小"), ("主题分类", "教育"))))
    assert found == {"index-number": "", "published": "", "topic": "教育"}


def test_a_head_without_labels_is_told_as_such() -> None:
    values = "".join(f"<td>{value}</td>" for value in ("11370103004189001X-A/2026-0041", "城乡建设", "有效"))
    found = header(document(f"<table><tr>{values}</tr></table>"))
    assert found.keys() == {"unlabelled", "index-number", "validity"}


def test_ordinary_articles_have_none_of_these() -> None:
    facts = read(article("澜汀区召开渡口安全工作现场会", "来源：区政府办公室 发布时间：2026-03-05"))
    assert (facts.header, facts.filters, facts.drawn) == ((), (), ())


@pytest.mark.parametrize(
    ("markup", "found"),
    [
        ('<p>主题分类：<a href="/1">城建</a> <a href="/2">教育</a></p>', {"topic"}),
        ('<p>发文机构：<a href="/1">区政府</a> <a href="/2">办公室</a></p>', {"issuer"}),
        ('<p><a href="/1">2026年</a> <a href="/2">2025年</a></p>', {"year"}),
        ('<p><a href="/1">2026年</a></p>', set()),
        ('<p><a href="/1">按主题查找</a></p>', {"topic"}),
        ('<p><a href="/1">依申请公开</a></p>', set()),
        (
            "<select name='y'><option>全部</option><option>2026</option><option>2025</option></select>",
            {"year"},
        ),
        ("<select name='t'><option>主题分类</option><option>教育</option></select>", {"topic"}),
        ("<select><option>区直部门网站</option></select>", set()),
        ("<select name='t'><option>每页10条</option></select>", {"unsure"}),
        ("<input type='text' placeholder='请输入文号或标题'>", {"search"}),
        ("<input type='text' name='keyword'>", {"search"}),
        ("<input type='text' name='a1'>", {"unsure"}),
        ("<div id='filters'></div><script>draw('filters')</script>", {"unsure"}),
        ("<div id='filters'></div>", set()),
        ("", set()),
    ],
)
def test_ways_to_narrow_a_list_down(markup: str, found: set[str]) -> None:
    assert {
        quote.id for quote in read_filters(doc(f"<div class='zhuti'>{markup}{listed('2026-03-05')}</div>"))
    } == found


@pytest.mark.parametrize(
    ("markup", "found"),
    [
        ("<li><a href='/1'>机构职能</a></li><li><a href='/2'>重点领域公开</a></li>", set()),
        ("<li><a href='/1'>主题分类</a></li><li><a href='/2'>按机构</a></li>", {"topic", "issuer"}),
        ("<h3>发文机构</h3><a href='/1'>区政府</a><a href='/2'>办公室</a>", {"issuer"}),
    ],
)
def test_a_menu_at_the_side_narrows_nothing_down(markup: str, found: set[str]) -> None:
    side = f"<div class='sidebar'><ul>{markup}</ul></div>"
    page = f"{side}<div class='zhuti'>{listed('2026-03-05')}</div>"
    assert {quote.id for quote in read_filters(doc(page))} == found


def test_the_search_in_the_head_of_the_site_is_none_of_the_library() -> None:
    top = "<div class='header'><form action='/s'><input name='keyword' placeholder='站内搜索'></form></div>"
    assert read_filters(doc(f"{top}<div class='zhuti'>{listed('2026-03-05')}</div>")) == ()


@pytest.mark.parametrize(
    ("markup", "found"),
    [
        ("<img src='/gongbao.jpg' width='800'>", {"picture"}),
        ("<iframe src='/reader.html'></iframe>", {"frame"}),
        ("<embed src='/a.swf'>", {"frame"}),
        ("<canvas></canvas>", {"embedded"}),
        ("<a href='/read/3'>在线阅读</a>", {"reader"}),
        ("<a href='/3.pdf'>电子版</a>", set()),
        ("<a href='javascript:show(3)'>下载PDF</a>", {"reader"}),
        ("<a href='javascript:print()'>打印</a>", set()),
        ("<a href='/3.html'>查看详情</a>", set()),
        ("<div id='book'></div><script>show('book')</script>", {"script"}),
        (BODY, set()),
    ],
)
def test_what_nobody_reads(markup: str, found: set[str]) -> None:
    assert {quote.id for quote in read_drawn(doc(f"<div class='zhuti'>{markup}</div>"))} == found


@pytest.mark.parametrize(("steps", "told"), [(("政府文件库",), True), (("通知公告",), False)])
def test_filters_are_read_where_a_page_is_one_of_the_systems(steps: tuple[str, ...], told: bool) -> None:
    main = f"<p>主题分类：<a href='/1'>城建</a> <a href='/2'>教育</a></p>{listed('2026-03-05', '2026-03-04')}"
    assert bool(read(framed(main, steps=steps)).filters) == told
