"""Tables with a head, and all that only looks like one."""

from __future__ import annotations

import pytest

from crawler.extract.tables import CELL_CHARS, MAX_CELLS, MAX_COLUMNS, MAX_ROWS
from evidence.tables import Cell, Table
from tests.crawler.extract.pages import ARTICLE, BODY, page, read

CATALOGUE = """
<p style="text-align:center"><b>澜汀区2026年度重大行政决策事项目录</b></p>
<table class="MsoNormalTable" border="1" cellspacing="0"><tbody>
<tr style="height:30pt"><td width="48"><p class="MsoNormal" align="center"><span>序号<o:p></o:p></span></p></td>
<td><p class="MsoNormal"><b><span style="font-family:黑体">事项名称</span></b></p></td><td><p>承办单位</p></td><td><p>决策草案</p></td></tr>
<tr><td><p class="MsoNormal">1</p></td><td><p class="MsoNormal">澜汀区渡口<span lang="EN-US">&nbsp;</span>管理办法</p></td>
<td rowspan="2"><p>区交通运输局</p></td><td><a href="/art/1.html" title="全称">草案</a>、<a href="javascript:;">说明</a></td></tr>
<tr><td>2</td><td>澜汀区绿道规划</td><td><a href="2.html">草案</a></td></tr>
<tr><td><p>&nbsp;</p></td><td><p class="MsoNormal"><o:p>&nbsp;</o:p></p></td><td></td><td></td></tr>
</tbody></table>"""


def shown(markup: str) -> tuple[Table, ...]:
    return read(page(f'<div class="con"><h1>澜汀区公开事项</h1>{BODY}{markup}</div>'), ARTICLE).tables


def only(markup: str) -> Table:
    (table,) = shown(markup)
    return table


def rows_of(table: Table) -> list[tuple[str, ...]]:
    return [tuple(cell.text for cell in row) for row in table.rows]


def test_a_table_pasted_from_a_word_processor_is_read() -> None:
    table = only(CATALOGUE)
    assert table.header == ("序号", "事项名称", "承办单位", "决策草案")
    assert table.caption == "澜汀区2026年度重大行政决策事项目录"
    assert rows_of(table) == [
        ("1", "澜汀区渡口 管理办法", "区交通运输局", "草案、说明"),
        ("2", "澜汀区绿道规划", "区交通运输局", "草案"),
    ]


def test_links_are_absolute_and_only_those_that_lead_somewhere() -> None:
    links = [row[3].links for row in only(CATALOGUE).rows]
    assert links == [
        (("草案", "http://www.lanting.example/art/1.html"),),
        (("草案", "http://www.lanting.example/tzgg/2.html"),),
    ]


TITLED = """<table><tr><td colspan="3">困难群众救助标准</td></tr><tr><td colspan="2">责任单位：区民政局</td><td>单位：元/月</td></tr>
<tr><td>类别</td><td>标准</td><td>执行时间</td></tr><tr><td>城市低保</td><td>1020</td><td>2026年7月</td></tr></table>"""
GROUPED = """<table><thead><tr><th rowspan="2">序号</th><th rowspan="2">事项</th><th colspan="2">公开对象</th></tr>
<tr><th>全社会</th><th>特定群体</th></tr></thead><tbody><tr><td>1</td><td>招生方案</td><td>√</td><td></td></tr></tbody></table>"""
SPANNED = """<table><tr><td>序号</td><td>公开事项</td><td>公开主体</td></tr><tr><td colspan="3">一、义务教育领域</td></tr>
<tr><td>1</td><td colspan="2">招生</td></tr><tr><td rowspan="2">2</td><td>学区</td><td>区教育局</td></tr>
<tr><td>学费</td><td>区教育局</td></tr><tr><td>序号</td><td>公开事项</td><td>公开主体</td></tr></table>"""
TICKED = '<table><tr><th>事项</th><th>政府网站</th></tr><tr><td>学区</td><td><img src="/i/t.png" alt="√"></td></tr></table>'
COURSES = "<table><tr><td>层次</td><td>专业名称</td><td>学制</td></tr>" + "".join(
    f"<tr><td>专升本</td><td>法学</td><td>{n}</td></tr>" for n in (2, 3, 5)
)
NESTED = (
    f'<table width="980"><tr><td>左侧</td><td>事项名称</td></tr><tr><td></td><td>{TITLED}</td></tr></table>'
)
SHORT = (
    "<table><tr><td>姓名</td><td>职务</td><td>联系电话</td></tr><tr><td>周敏</td><td>主任</td></tr></table>"
)


@pytest.mark.parametrize(
    ("markup", "header", "rows", "caption"),
    [
        (TITLED, ("类别", "标准", "执行时间"), [("城市低保", "1020", "2026年7月")], "困难群众救助标准"),
        (GROUPED, ("序号", "事项", "公开对象 全社会", "公开对象 特定群体"), [("1", "招生方案", "√", "")], None),
        (SPANNED, ("序号", "公开事项", "公开主体"),
         [("1", "招生", "招生"), ("2", "学区", "区教育局"), ("2", "学费", "区教育局")], None),
        (TICKED, ("事项", "政府网站"), [("学区", "√")], None),
        (COURSES, ("层次", "专业名称", "学制"), [("专升本", "法学", n) for n in "235"], None),
        (NESTED, ("类别", "标准", "执行时间"), [("城市低保", "1020", "2026年7月")], "困难群众救助标准"),
        (SHORT, ("姓名", "职务", "联系电话"), [("周敏", "主任", "")], None),
        (f"<div><p>附件：救助站名单</p><div>{SHORT}</div></div>", ("姓名", "职务", "联系电话"), [("周敏", "主任", "")], "附件：救助站名单"),
        (f"<table><caption>值班表</caption>{SHORT[7:]}", ("姓名", "职务", "联系电话"), [("周敏", "主任", "")], "值班表"),
    ],
)  # fmt: skip
def test_heads_and_merged_cells(
    markup: str, header: tuple[str, ...], rows: list[tuple[str, ...]], caption: str | None
) -> None:
    table = only(markup)
    assert (table.header, rows_of(table), table.cut) == (header, rows, False)
    assert caption in (None, table.caption)


@pytest.mark.parametrize(
    "markup",
    [
        "<table><tr><td>事项名称</td><td>残疾人证办理</td></tr><tr><td>受理条件</td><td>本区居民</td></tr></table>",
        "<table><tr><td>姓名</td><td>周敏</td><td>性别</td><td>女</td></tr><tr><td>出生年月</td><td>1980-01</td><td>电话</td><td>6688</td></tr>"
        "<tr><td>职务</td><td>1</td><td>级别</td><td>2</td></tr><tr><td>单位</td><td>2</td><td>地址</td><td>3</td></tr></table>",
        "<table><tr><td>澜汀区召开会议</td><td>2026-01-02</td></tr><tr><td>青芦街道开展体检</td><td>2026-01-01</td></tr></table>",
        "<table><tr><td>日</td><td>一</td><td>二</td></tr><tr><td>1</td><td>2</td><td>3</td></tr></table>",
        "<table><tr><td>姓名</td><td>职务</td><td>电话</td></tr></table>",  # a head over nothing
        "<table><tr><td>索引号：</td><td>003/2026-01</td><td>发布机构：</td><td>区政府</td></tr><tr><td>标题</td><td>通知</td><td>文号</td><td></td></tr></table>",
        '<div class="footer"><table><tr><td>单位名称</td><td>联系电话</td></tr><tr><td>区政府 版权所有 网站标识码</td><td>6688</td></tr></table></div>',
        "<table></table>",
        "<table><tr></tr><tr><td></td></tr></table>",
    ],
)
def test_what_has_no_head_is_no_table(markup: str) -> None:
    assert shown(markup) == ()


def test_an_answer_to_a_script_and_a_page_without_tables_have_none() -> None:
    assert shown("") == ()
    assert read('[{"title": "甲", "url": "/a.html", "date": "2026-01-01"}]', ARTICLE).tables == ()


def many(rows: int, columns: int = 2, text: str = "甲") -> str:
    head = "".join(f"<td>名称{n % 10}</td>" for n in range(columns))
    row = f"<tr>{f'<td>{text}</td>' * (columns - 1)}<td>乙</td></tr>"
    return f"<table><tr>{head}</tr>{row * rows}</table>"


@pytest.mark.parametrize(("rows", "kept", "cut"), [(MAX_ROWS, MAX_ROWS, False), (MAX_ROWS + 1, MAX_ROWS, True), (MAX_ROWS + 900, MAX_ROWS, True)])  # fmt: skip
def test_rows_are_bounded(rows: int, kept: int, cut: bool) -> None:
    table = only(many(rows))
    assert (len(table.rows), table.cut) == (kept, cut)


def test_columns_cells_and_the_whole_page_are_bounded() -> None:
    wide = only(many(3, MAX_COLUMNS + 9))
    assert {len(row) for row in (wide.header, *wide.rows)} == {MAX_COLUMNS}
    assert len(only(many(1, text="长" * 900)).rows[0][0].text) == CELL_CHARS
    tables = shown(many(400, 10) * 4)
    assert sum(len(table.rows) * len(table.header) for table in tables) <= MAX_CELLS
    assert tables[-1].cut


def test_spans_beyond_reason_are_held_back() -> None:
    table = only(
        '<table><tr><td>姓名</td><td>职务</td></tr><tr><td colspan="998">周敏</td><td rowspan="-3">主任</td></tr>'
        '<tr><td colspan="x">王芳</td><td colspan="２">科员</td></tr><tr><td rowspan="0">李明</td><td>工人</td></tr>'
        '<tr><td colspan="99999999">司机</td></tr></table>'
    )
    assert rows_of(table) == [("王芳", "科员"), ("李明", "工人"), ("李明", "司机")]


def identity() -> str:
    head, weights = "37010219900307451", (7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2)
    return head + "10X98765432"[sum(int(d) * w for d, w in zip(head, weights, strict=True)) % 11]


def test_numbers_of_persons_are_masked_and_addresses_stay() -> None:
    number, address = identity(), "http://www.lanting.example/x/20260101123456789.html"
    masked = f"周敏37*************{number[-3:]}"
    table = only(
        f'<table><tr><th>姓名</th><th>证件</th></tr><tr><td><a href="{address}">周敏{number}</a></td><td>{number[:6]} {number[6:14]} {number[14:]}</td></tr>'
        f"<tr><td>{'长' * 290}{number}</td><td>13800138123</td></tr></table>"
    )
    text = repr(table)
    assert number not in text
    assert number[6:14] not in text
    assert "13800138123" not in text
    assert table.rows[0][0] == Cell(masked, ((masked, address),))
