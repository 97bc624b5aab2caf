"""Service guides: which of the eight elements a page gives, in whatever form, and which pages are guides at all."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from pages import ARTICLE, BODY, COLUMN, framed, listed, read

from crawler.extract.guide import element_of
from evidence.records import PageFacts, PageKind

TITLE = "城乡居民最低生活保障申请"
ALL = ["name", "basis", "conditions", "materials", "place", "hours", "phone", "process"]
FIELDS = (
    ("事项名称", "城乡居民最低生活保障"),
    ("设定依据", "《社会救助暂行办法》第九条"),
    ("申请条件", "家庭人均收入低于保障标准的居民"),
    ("办理材料", "申请书、户口簿、收入证明"),
    ("办理地点", "青芦街道便民服务中心一楼"),
    ("办理时间", "工作日上午八时三十分至下午五时"),
    ("联系电话", "0999-8123456"),
    ("办理流程", "申请、受理、审核、公示、发放"),
)


def guide(main: str, title: str = TITLE, steps: tuple[str, ...] = ("办事服务", "办事指南")) -> PageFacts:
    return read(framed(f"<h1>{title}</h1>{main}", title=title, steps=steps), ARTICLE)


def ids(facts: PageFacts) -> list[str]:
    return [quote.id for quote in facts.guide]


def words(facts: PageFacts) -> dict[str, str]:
    return {quote.id: quote.text for quote in facts.guide}


def table(fields: tuple[tuple[str, str], ...]) -> str:
    rows = "".join(f"<tr><td>{label}</td><td>{value}</td></tr>" for label, value in fields)
    return f"<table>{rows}</table>"


def wide_table(fields: tuple[tuple[str, str], ...]) -> str:
    """Two fields a row."""
    pairs = list(zip(fields[::2], fields[1::2], strict=True))
    cells = "<td>{}</td><td>{}</td><td>{}</td><td>{}</td>"
    return "<table>" + "".join(f"<tr>{cells.format(*one, *two)}</tr>" for one, two in pairs) + "</table>"


def head_table(fields: tuple[tuple[str, str], ...]) -> str:
    heads = "".join(f"<th>{label}</th>" for label, _ in fields)
    values = "".join(f"<td>{value}</td>" for _, value in fields)
    return f"<table><tr>{heads}</tr><tr>{values}</tr></table>"


def headings(fields: tuple[tuple[str, str], ...]) -> str:
    return "".join(f"<h3>{label}</h3><p>{value}</p>" for label, value in fields)


def numbered(fields: tuple[tuple[str, str], ...]) -> str:
    signs = "一二三四五六七八"
    return "".join(
        f"<p>{n}、{label}</p><p>{value}</p>" for n, (label, value) in zip(signs, fields, strict=False)
    )


def lines(fields: tuple[tuple[str, str], ...]) -> str:
    return "".join(
        f"<p>（{n}）{label}：{value}</p>"
        for n, (label, value) in zip("一二三四五六七八", fields, strict=False)
    )


def one_paragraph(fields: tuple[tuple[str, str], ...]) -> str:
    return "<p>" + "<br>".join(f"{label}：{value}；" for label, value in fields) + "</p>"


def definition(fields: tuple[tuple[str, str], ...]) -> str:
    return "<dl>" + "".join(f"<dt>{label}</dt><dd>{value}</dd>" for label, value in fields) + "</dl>"


def bold(fields: tuple[tuple[str, str], ...]) -> str:
    return "".join(f"<p><strong>【{label}】</strong>{value}</p>" for label, value in fields)


def tabs(fields: tuple[tuple[str, str], ...]) -> str:
    bar = "".join(f"<li>{label}</li>" for label, _ in fields)
    panels = "".join(f"<div><p>{value}</p></div>" for _, value in fields)
    return f'<ul class="tab">{bar}</ul><div class="panels">{panels}</div>'


FORMS = [table, wide_table, head_table, headings, numbered, lines, one_paragraph, definition, bold, tabs]


@pytest.mark.parametrize("form", FORMS, ids=lambda form: form.__name__)
def test_all_eight_elements_are_read_in_every_form(
    form: Callable[[tuple[tuple[str, str], ...]], str],
) -> None:
    facts = guide(form(FIELDS))
    assert facts.kind is PageKind.SERVICE
    assert ids(facts) == ALL
    assert {element: text.rstrip("；") for element, text in words(facts).items()} == {
        element: f"{label}：{value}" for element, (label, value) in zip(ALL, FIELDS, strict=True)
    }


@pytest.mark.parametrize("form", FORMS, ids=lambda form: form.__name__)
def test_an_element_without_words_is_not_given(form: Callable[[tuple[tuple[str, str], ...]], str]) -> None:
    holes = tuple((label, "" if label in ("办理地点", "办理流程") else value) for label, value in FIELDS)
    assert ids(guide(form(holes))) == [element for element in ALL if element not in ("place", "process")]


@pytest.mark.parametrize(
    ("value", "given"),
    [
        ("无", True), ("见附件", True), ("免费", True), ('<a href="a.docx">材料清单.docx</a>', True),
        ("", False), ("——", False), ("/", False), ("暂无", False), ("&nbsp;", False),
    ],
)  # fmt: skip
def test_what_counts_as_words(value: str, given: bool) -> None:
    fields = tuple((label, value if label == "办理材料" else text) for label, text in FIELDS)
    assert ("materials" in ids(guide(table(fields)))) is given


def test_a_flow_chart_is_a_process() -> None:
    main = headings(FIELDS[1:4]) + '<h3>办理流程图</h3><p><img src="lct.png"></p><h3>收费标准</h3><p>免费</p>'
    assert "process" in ids(guide(main))
    assert "process" not in ids(guide(main.replace('<p><img src="lct.png"></p>', "")))


def test_another_heading_answers_no_label() -> None:
    main = headings((*FIELDS[1:3], ("办理材料", ""), ("收费标准", "免费")))
    assert "materials" not in ids(guide(main))


def test_tabs_whose_panels_are_elsewhere_still_offer_their_elements() -> None:
    bar = '<ul><li><a href="#a">申请条件</a></li><li><a href="#b">办理材料</a></li><li><a href="#c">办理流程</a></li></ul>'
    assert ids(guide(f"{bar}<p>联系电话：0999-8123456</p>")) == [
        "name",
        "conditions",
        "materials",
        "phone",
        "process",
    ]


def test_the_title_names_the_item() -> None:
    facts = guide(table(FIELDS[1:]))
    assert ids(facts) == ALL
    assert words(facts)["name"] == TITLE


def test_a_time_limit_gives_way_to_hours() -> None:
    limit = (("承诺时限", "五个工作日"),)
    assert words(guide(table((*FIELDS[1:5], *limit))))["hours"] == "承诺时限：五个工作日"
    assert words(guide(table((*limit, *FIELDS[1:6]))))["hours"].startswith("办理时间")


def test_the_day_of_publication_is_no_hours() -> None:
    assert "hours" not in ids(guide(f"<p>时间：2026-03-02 来源：区民政局</p>{table(FIELDS[1:5])}"))
    assert "hours" not in ids(guide(f"<p>录入时间：2026-03-02</p>{table(FIELDS[1:5])}"))


def test_numbers_of_persons_are_masked_and_words_are_cut() -> None:
    fields = (*FIELDS[1:6], ("联系电话", "13912345678"), ("办理流程", "逐级审核。" * 60))
    given = words(guide(table(fields)))
    assert given["phone"] == "联系电话：139****5678"
    assert len(given["process"]) == 120


@pytest.mark.parametrize(
    ("label", "elements"),
    [
        ("受理条件", ("conditions",)), ("申报材料", ("materials",)), ("办事依据", ("basis",)),
        ("法律依据", ("basis",)), ("咨询电话", ("phone",)), ("咨询、监督电话", ("phone",)), ("办公时间", ("hours",)),
        ("工作时间", ("hours",)), ("办理程序", ("process",)), ("办理地址", ("place",)), ("受理地点", ("place",)),
        ("受理地点及时间", ("place", "hours")), ("申请条件和材料", ("conditions", "materials")),
        ("所需材料", ("materials",)), ("申请材料目录", ("materials",)), ("应提交的材料", ("materials",)),
        ("办事流程（网上）", ("process",)), ("办理时限", ("hours",)), ("对外办公时间", ("hours",)),
        ("服务事项", ("name",)), ("联系方式", ("phone",)), ("办理依据", ("basis",)), ("许可条件", ("conditions",)),
        ("网上办理基本流程", ("process",)), ("经办机构地址", ("place",)), ("申请人应递交的全部材料", ("materials",)),
        ("夏季作息时间", ("hours",)), ("登记条件", ("conditions",)), ("政策咨询电话", ("phone",)),
        ("发布时间", ()), ("有效期限", ()), ("材料下载", ()), ("微信小程序", ()), ("办事网址", ()),
        ("监督电话", ()), ("投诉电话", ()), ("监督投诉渠道", ()), ("收费依据", ()), ("收费标准", ()), ("办理结果", ()),
        ("办理对象", ()), ("服务", ()), ("备注", ()),
    ],
)  # fmt: skip
def test_labels_and_their_synonyms(label: str, elements: tuple[str, ...]) -> None:
    assert element_of(label) == elements


# ---------------------------------------------------------------- guides and what only looks like one


def test_a_guide_is_still_an_article_with_title_and_date() -> None:
    facts = guide(f"<p>发布时间：2026-03-02</p>{headings(FIELDS)}")
    assert facts.kind is PageKind.SERVICE
    assert facts.is_article
    assert facts.title == TITLE
    assert facts.published is not None
    assert facts.published.on.isoformat() == "2026-03-02"


@pytest.mark.parametrize(
    ("title", "count", "kind"),
    [
        ("居民户口登记", 3, PageKind.SERVICE),
        ("居民户口登记", 2, PageKind.OTHER),
        ("居民户口登记办事指南", 2, PageKind.SERVICE),
        ("居民户口", 3, PageKind.OTHER),
    ],
)
def test_without_a_column_the_title_tells_a_guide(title: str, count: int, kind: PageKind) -> None:
    main = f"<h1>{title}</h1>{headings(FIELDS[2 : 2 + count])}"
    facts = read(framed(main, title=title), COLUMN)
    assert facts.kind is kind


@pytest.mark.parametrize(
    ("title", "steps", "main"),
    [
        ("澜汀区优化营商环境工作推进", ("新闻动态",), f"<p>发布时间：2026-03-02</p><p>会议要求压缩办理流程、精简办理材料。</p>{BODY}"),
        ("关于申报创业补贴的通知", ("通知公告",), headings((("申报条件", "在本区注册"), ("申报材料", "申请表"), ("申报程序", "网上申报")))),
        ("澜汀区学校食堂采购公告", ("采购信息",), headings((("项目名称", "食堂采购"), ("地点", "区中学"), ("联系电话", "0999-1"), ("办理流程", "略述"))) ),
        ("关于印发低保办法的通知", ("办事服务", "办事指南"), headings(FIELDS[1:4])),
        ("政府信息公开指南", ("政务公开", "公开指南"), headings((("申请流程", "提交申请"), ("办公地址", "一楼"), ("办公时间", "工作日")))),
        ("网络服务", ("便民服务",), headings((("办公地点", "一楼"), ("办公时间", "工作日"), ("咨询电话", "0999-1")))),
        ("居民户口登记", ("办事服务", "办事指南"), "<p>发布时间：2026-03-02</p><p>请先了解办理流程和所需材料，再到窗口。</p>" + BODY),
    ],
)  # fmt: skip
def test_pages_that_are_no_guides(title: str, steps: tuple[str, ...], main: str) -> None:
    facts = guide(main, title, steps)
    assert facts.guide == ()
    assert facts.kind is not PageKind.SERVICE


CONTACTS = (
    ("办理地点", "青芦街道便民服务中心一楼三号窗口"),
    ("办公时间", "工作日上午八时三十分至下午五时"),
    ("咨询电话", "0999-8123456"),
)


@pytest.mark.parametrize(
    ("title", "steps", "main", "given", "beside"),
    [
        ("劳务派遣登记办事指南", ("办事服务",), headings(CONTACTS), ["name", "place", "hours", "phone"], ["whole"]),
        ("劳务派遣登记办事指南", ("办事服务",), f"{headings(CONTACTS)}<p>请携带营业执照和章程前来登记。</p>",
         ["name", "place", "hours", "phone"], ["whole", "text"]),
        ("劳务派遣登记办事指南", ("办事服务",), f"<p>请携带营业执照和章程前来登记。</p>{headings(CONTACTS)}",
         ["name", "place", "hours", "phone"], ["whole", "text"]),
        ("劳务派遣登记办事指南", ("办事服务",), '<p>详见附件。</p><p><a href="zn.docx">办事指南</a></p>', ["name"], ["file", "whole", "text"]),
        ("劳务派遣登记办事指南", ("通知公告",), headings(CONTACTS), [], []),
        ("劳务派遣登记", ("办事服务",), headings(CONTACTS), [], []),
        ("区直部门办事指南", ("办事服务",), headings(CONTACTS), [], []),
        ("政府信息公开办事指南", ("办事服务",), headings(CONTACTS), [], []),
    ],
)  # fmt: skip
def test_what_calls_itself_a_guide_is_one_whatever_it_gives(
    title: str, steps: tuple[str, ...], main: str, given: list[str], beside: list[str]
) -> None:
    facts = guide(f"<p>发布时间：2026-03-02</p>{main}", title, steps)
    assert ids(facts) == given
    assert [quote.id for quote in facts.guide_beside] == beside


def test_running_text_is_beside_no_guide_that_gives_a_core_element() -> None:
    facts = guide(f"{headings(FIELDS[1:4])}<p>请携带营业执照和章程前来登记，周末照常。</p>")
    assert "text" not in [quote.id for quote in facts.guide_beside]


def test_a_list_of_guides_is_a_column() -> None:
    main = listed("2026-03-02", "2026-03-01", "2026-02-20")
    facts = read(framed(main, steps=("办事服务", "办事指南"), title="办事指南-澜汀区人民政府"), COLUMN)
    assert facts.kind is PageKind.COLUMN
    assert facts.guide == ()
