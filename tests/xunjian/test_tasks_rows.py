"""Rows of tables as other districts draw them, and tables that are broken: a complaint, never a wrong row."""

from __future__ import annotations

import tomllib
from pathlib import Path
from typing import Any

import pytest

from checks.engine.standard import load_standards
from tests.children import inside
from tests.crawler.attachments.file_makers import WORD, archive, xlsx
from tests.xunjian.task_tables import Made

SITES = """\
[district]
name = "云州市河东区"
[[unit]]
id = "jtj"
name = "区教体局"
kind = "department"
[[unit]]
id = "czj"
name = "区财政局"
kind = "department"
[[unit]]
id = "swj"
name = "区税务局"
kind = "department"
[[unit]]
id = "nmh"
name = "南门街道办事处"
kind = "street"
"""
FULL = ["序号", "工作任务", "具体要求", "责任单位", "完成时限"]
Task = tuple[int, str, str, str, str]


@pytest.fixture
def sites(tmp_path: Path) -> Path:
    path = tmp_path / "sites.toml"
    path.write_text(SITES, encoding="utf-8")
    return path


def read(sites: Path, file: Path) -> tuple[list[Task], list[str], str]:
    """(tasks: number, group/topic, text, units, deadline), warnings, the draft."""
    out = sites.parent / "standards" / "out.toml"
    told = inside(
        "tasks",
        "import",
        file,
        "--config",
        sites,
        "--year",
        "2026",
        "--title",
        "某表",
        "--out",
        out,
        "--force",
    )
    assert told.status == 0, told.err
    text = out.read_text(encoding="utf-8")
    load_standards(out.parent, ["out"])  # whatever the table lacks, the draft loads
    *warnings, _ = told.err.splitlines()
    return [_told(task) for task in tomllib.loads(text)["task"]], warnings, text


def _told(task: dict[str, Any]) -> Task:
    labels = "/".join(dict.fromkeys((task["group"], task["topic"])))
    return (
        task["number"],
        labels,
        task["requirement"],
        "、".join(task["units"]),
        str(task.get("due", task["due_text"])),
    )


END = "2026-12-31"
OK = ("1", "A", "甲。", "区教体局", "12月底前")


# ---------------------------------------------------------------- as districts draw them

DRAWN = {
    "fewer columns: the task is the text": (
        Made([["工作任务", "责任单位"], ["甲。", "区教体局"], ["乙。", ""]]),
        [(1, "某表", "甲。", "区教体局", "未注明"), (2, "某表", "乙。", "区教体局", "未注明")],
    ),
    "other names, leads and helpers in columns of their own": (
        Made([
            ["编号", "重点任务", "工作内容", "牵头单位", "配合单位", "时间要求", "备注"],
            ["1", "A", "甲。", "区教体局", "区财政局、区税务局", "12月底前", "x"],
            ["2", "", "乙。", "区财政局", "", "", ""],
            ["3", "", "丙。", "", "", "", ""],
            ["4", "", "丁。", "区税务局", "区教体局", "", ""],
        ]),
        [
            (1, "A", "甲。", "区教体局、区财政局、区税务局", END),
            (2, "A", "乙。", "区财政局", END),
            (3, "A", "丙。", "区财政局", END),
            (4, "A", "丁。", "区税务局、区教体局", END),
        ],
    ),
    "a head of two rows": (
        Made(
            [
                ["序号", "任务类别", "工作任务", "责任分工", None, "完成时间"],
                [None, None, None, "牵头部门", "配合部门", None],
                ["1", "A", "甲。", "区教体局", "区财政局", "年底前"],
            ],
            [(0, 0, 1, 0), (0, 1, 1, 1), (0, 2, 1, 2), (0, 3, 0, 4), (0, 5, 1, 5)],
        ),
        [(1, "A", "甲。", "区教体局、区财政局", END)],
    ),
    "a head of two rows, its blanks not merged": (
        Made([
            ["序号", "工作任务", "责任单位", "", "时限"],
            ["", "", "牵头单位", "配合单位", ""],
            ["1", "甲。", "区教体局", "区财政局", "第三季度"],
        ]),
        [(1, "某表", "甲。", "区教体局、区财政局", "2026-09-30")],
    ),
    "head and title again on the next page, blank rows, a footnote": (
        Made(
            [
                ["2026年任务表", None, None, None, None],
                FULL,
                ["1", "A", "甲。", "区教体局", "12月底前"],
                ["", "", "", "", ""],
                ["2026年任务表", None, None, None, None],
                FULL,
                ["2", "", "乙。", "", ""],
                ["注：各单位按季度报送。", None, None, None, None],
            ],
            [(0, 0, 0, 4), (4, 0, 4, 4), (7, 0, 7, 4)],
        ),
        [(1, "A", "甲。", "区教体局", END), (2, "A", "乙。", "区教体局", END)],
    ),
    "sections across the table": (
        Made(
            [
                FULL,
                ["一、公开", None, None, None, None],
                ["1", "A", "甲。", "区教体局", "12月底前"],
                ["二、解读", None, None, None, None],
                ["2", "B", "乙。", "", ""],
                ["3", "", "丙。", "", ""],
            ],
            [(1, 0, 1, 4), (3, 0, 3, 4)],
        ),
        [
            (1, "一、公开/A", "甲。", "区教体局", END),
            (2, "二、解读/B", "乙。", "区教体局", END),
            (3, "二、解读/B", "丙。", "区教体局", END),
        ],
    ),
    "a section that is not merged": (
        Made([FULL, ["一、公开", "", "", "", ""], ["1", "A", "甲。", "区教体局", "12月底前"]]),
        [(1, "一、公开/A", "甲。", "区教体局", END)],
    ),
    "a label over both columns of labels": (
        Made(
            [
                ["序号", "工作任务", None, "具体要求", "责任单位", "完成时限"],
                ["1", "A", None, "甲。", "区教体局", "12月底前"],
                ["2", "B", "b", "乙。", "", ""],
            ],
            [(0, 1, 0, 2), (1, 1, 1, 2)],
        ),
        [(1, "A", "甲。", "区教体局", END), (2, "B/b", "乙。", "区教体局", END)],
    ),
    "one requirement over rows of several units": (
        Made(
            [
                FULL,
                ["1", "A", "甲。", "区教体局", "12月底前"],
                [None, None, None, "区财政局", None],
                ["2", "B", "乙。", "区税务局", "6月底前"],
            ],
            [(1, 0, 2, 0), (1, 1, 2, 1), (1, 2, 2, 2), (1, 4, 2, 4)],
        ),
        [(1, "A", "甲。", "区教体局、区财政局", END), (2, "B", "乙。", "区税务局", "2026-06-30")],
    ),
    "a row that says nothing of its own": (
        Made(
            [FULL, list(OK), [None, None, "", "", ""], ["2", "B", "乙。", "区税务局", ""], [None, "", "", None, ""]],
            [(1, 0, 2, 0), (1, 1, 2, 1), (3, 0, 4, 0), (3, 3, 4, 3)],
        ),
        [(1, "A", "甲。", "区教体局", END), (2, "B", "乙。", "区税务局", END)],
    ),
    "a requirement over two columns": (
        Made(
            [
                ["序号", "具体要求", None, "责任单位", "完成时限"],
                ["1", "甲。", None, "区教体局", "12月底前"],
            ],
            [(0, 1, 0, 2), (1, 1, 1, 2)],
        ),
        [(1, "某表", "甲。", "区教体局", END)],
    ),
    "three columns of labels": (
        Made([
            ["序号", "重点领域", "任务类别", "工作任务", "具体措施", "责任单位", "时限"],
            ["1", "A", "b", "c", "甲。", "区教体局", "12月底前"],
            ["2", "", "", "d", "乙。", "", ""],
        ]),
        [(1, "A/b／c", "甲。", "区教体局", END), (2, "A/b／d", "乙。", "区教体局", END)],
    ),
    "numbers in other dress": (
        Made([FULL, ["（1）", "A", "甲。", "区教体局", "12月底前"], ["2、", "", "乙。", "", ""], ["三", "", "丙。", "", ""]]),
        [(1, "A", "甲。", "区教体局", END), (2, "A", "乙。", "区教体局", END), (3, "A", "丙。", "区教体局", END)],
    ),
}  # fmt: skip


@pytest.mark.parametrize("kind", ["docx", "xlsx", "html"])
@pytest.mark.parametrize("name", DRAWN)
def test_table_as_districts_draw_it(sites: Path, tmp_path: Path, name: str, kind: str) -> None:
    grid, tasks = DRAWN[name]
    assert read(sites, grid.write(tmp_path, kind))[0] == tasks


# ---------------------------------------------------------------- what needs a look


def rows(*given: tuple[str, str, str, str, str]) -> Made:
    return Made([FULL, *map(list, given)])


LOOKS = {
    "missing number that fits": (
        rows(OK, ("", "", "乙。", "", ""), ("3", "", "丙。", "", "")),
        [1, 2, 3], "row 3: 序号 is missing; 2 fits its place and is taken",
    ),
    "missing number that does not": (
        rows(OK, ("", "", "乙。", "", ""), ("2", "", "丙。", "", "")),
        [1, 2], "row 3: 序号 is missing and no number is certain; the row is left as a comment",
    ),
    "repeated number that fits": (
        rows(OK, ("1", "", "乙。", "", ""), ("3", "", "丙。", "", "")),
        [1, 2, 3], "row 3: 序号 1 is repeated; 2 fits its place and is taken",
    ),
    "repeated number that does not": (
        rows(OK, ("2", "", "乙。", "", ""), ("2", "", "丙。", "", ""), ("3", "", "丁。", "", "")),
        [1, 2, 3], "row 4: 序号 2 is repeated and no number is certain; the row is left as a comment",
    ),
    "a gap": (rows(OK, ("3", "", "乙。", "", "")), [1, 3], "row 3: 序号 3 follows 1"),
    "a later beginning": (rows(("4", *OK[1:])), [4], "row 2: the first 序号 is 4"),
    "numbers that start again": (
        rows(OK, ("2", "", "乙。", "", ""), ("1", "B", "丙。", "", "")),
        [1, 2, 3], "序号 start again from 1: rows are numbered by position",
    ),
    "numbers that are words": (
        rows(("1-1", *OK[1:]), ("1-2", "", "乙。", "", "")),
        [1, 2], "序号 like '1-1' are no numbers: rows are numbered by position",
    ),
    "numbers that nobody can read": (
        rows(("", *OK[1:]), ("", "", "乙。", "", "")),
        [1, 2], "no 序号 can be read (none, or drawn by automatic numbering): rows are numbered by position",
    ),
    "a number over several requirements": (
        Made([FULL, list(OK), [None, "", "乙。", "", ""]], [(1, 0, 2, 0)]),
        [1, 2], "one 序号 spans several rows: rows are numbered by position",
    ),
    "an empty requirement is not carried over": (
        rows(OK, ("2", "", "", "区财政局", ""), ("3", "", "丙。", "", "")),
        [1, 3], "row 3: no requirement: the cell is blank; the row is left as a comment",
    ),
    "no unit to carry over": (
        rows(("1", "A", "甲。", "", "12月底前"), ("2", "", "乙。", "区教体局", "")),
        [2], "row 2: no responsible unit; the row is left as a comment",
    ),
    "an unknown unit": (
        rows(("1", "A", "甲。", "区气象局、区教体局", "12月底前")),
        [1], "row 2: unit not resolved: '区气象局' is no unit of sites.toml, by name or alias",
    ),
    "units nobody names": (
        rows(("1", "A", "甲。", "区有关部门", "12月底前")),
        [1], "row 2: unit not resolved: '区有关部门' is no unit of sites.toml",
    ),
    "several units of a kind that is not configured": (
        rows(("1", "A", "甲。", "各学校", "12月底前")),
        [1], "row 2: unit not resolved: '各学校' stands for institution, and sites.toml has none",
    ),
    "a deadline in other words": (
        rows(("1", "A", "甲。", "区教体局", "文件印发后10日内")),
        [1], "row 2: deadline not understood: '文件印发后10日内'",
    ),
    "a deadline of another year": (
        rows(("1", "A", "甲。", "区教体局", "2025年12月底前")),
        [1], "row 2: deadline '2025年12月底前' is before 2026 and left out",
    ),
    "no deadline at all": (rows(("1", "A", "甲。", "区教体局", "")), [1], "row 2: no deadline"),
    "several deadlines of one requirement": (
        Made([FULL, list(OK), [None, None, None, "区财政局", "6月底前"]], [(1, 0, 2, 0), (1, 1, 2, 1), (1, 2, 2, 2)]),
        [1], "row 2: the rows of one requirement have several deadlines: '12月底前' and '6月底前'",
    ),
    "a label whose narrower one is blank": (
        Made([
            ["序号", "工作任务", "事项", "具体要求", "责任单位", "时限"],
            ["1", "A", "a", "甲。", "区教体局", "12月底前"],
            ["2", "B", "", "乙。", "", ""],
        ]),
        [1, 2], "row 3: the label below 'B' is blank; the one above ('a') is not taken over",
    ),
    "a column nobody knows": (
        Made([["序号", "具体要求", "责任单位", "天气"], ["1", "甲。", "区教体局", "晴"]]),
        [1], "column '天气' is not taken",
    ),
    "no column of deadlines": (
        Made([["序号", "具体要求", "责任单位"], ["1", "甲。", "区教体局"]]),
        [1], "no column of deadlines; every task is without one",
    ),
    "a footnote": (
        Made([FULL, list(OK), ["注：略。", None, None, None, None]], [(2, 0, 2, 4)]),
        [1], "row 3: not a task and not taken: '注：略。'",
    ),
}  # fmt: skip


@pytest.mark.parametrize("kind", ["docx", "xlsx", "html"])
@pytest.mark.parametrize("name", LOOKS)
def test_what_needs_a_look_is_said_and_drafted(sites: Path, tmp_path: Path, name: str, kind: str) -> None:
    grid, numbers, said = LOOKS[name]
    file = grid.write(tmp_path, kind)
    tasks, warnings, text = read(sites, file)
    assert [task[0] for task in tasks] == numbers
    place = f"xunjian: {file}: "
    assert all(warning.startswith(place) for warning in warnings)
    assert [warning for warning in warnings if said in warning]
    complaint = said.partition(": ")[2] if said.startswith("row ") and "not a task" not in said else ""
    if complaint:
        assert f"# to look at: {complaint.removeprefix('unit not resolved: ')}" in text


def test_row_that_is_not_certain_is_kept_as_a_comment(sites: Path, tmp_path: Path) -> None:
    file = rows(OK, ("", "", "乙。", "区税务局", ""), ("2", "", "丙。", "区教体局", "")).write(
        tmp_path, "html"
    )
    _, _, text = read(sites, file)
    assert '# [[task]]\n# number = 待填\n# group = "A"\n# topic = "A"' in text
    assert '# requirement = "乙。"' in text


def test_unit_with_other_names_in_brackets_is_found(sites: Path, tmp_path: Path) -> None:
    file = rows(("1", "A", "甲。", "区财政局（区国资办、区金融办）", "12月底前")).write(tmp_path, "docx")
    tasks, warnings, text = read(sites, file)
    assert (tasks[0][3], warnings) == ("区财政局（区国资办、区金融办）", [])
    assert '[tasks.units."区财政局（区国资办、区金融办）"]\nnames = ["区财政局"]' in text


def test_name_that_only_an_uncertain_row_bears_has_no_entry(sites: Path, tmp_path: Path) -> None:
    file = rows(OK, ("2", "", "", "各街道", "")).write(tmp_path, "html")
    assert '# [tasks.units."各街道"]\n# kinds = ["street"]' in read(sites, file)[2]


# ---------------------------------------------------------------- broken tables


def page(*lines: str) -> bytes:
    head = "".join(f"<th>{name}</th>" for name in FULL)
    return f"<table><tr>{head}</tr>{''.join(lines)}</table>".encode()


def cells(*texts: str) -> str:
    return "".join(f"<td>{text}</td>" for text in texts)


def word(*lines: str) -> bytes:
    """A table whose rows are written as the file has them."""
    head = "".join(tc(name) for name in FULL)
    table = "".join(f"<w:tr>{line}</w:tr>" for line in (head, *lines))
    return archive(
        {"word/document.xml": f"<w:document {WORD}><w:body><w:tbl>{table}</w:tbl></w:body></w:document>"}
    )


def tc(text: str, properties: str = "") -> str:
    return f"<w:tc><w:tcPr>{properties}</w:tcPr><w:p><w:r><w:t>{text}</w:t></w:r></w:p></w:tc>"


def line(*texts: str) -> str:
    return "".join(map(tc, texts))


START, MORE, WIDE = '<w:vMerge w:val="restart"/>', "<w:vMerge/>", '<w:gridSpan w:val="2"/>'
BROKEN = {
    "html: a row too narrow": (
        page(f"<tr>{cells(*OK)}</tr><tr>{cells('2', 'B', '乙。')}</tr>"),
        "table 1, row 3: the row is 3 columns wide, the table 5; mend its merged cells",
    ),
    "html: a row too wide": (
        page(f"<tr>{cells(*OK)}</tr><tr>{cells('2', 'B', '乙。', 'x', 'y', 'z')}</tr><tr>{cells(*OK)}</tr>"),
        "table 1, row 3: the row is 6 columns wide, the table 5; mend its merged cells",
    ),
    "html: a rowspan over the end": (
        page(f'<tr><td rowspan="3">1</td>{cells(*OK[1:])}</tr><tr>{cells(*OK[1:])}</tr>'),
        "table 1, row 2: the cell in column 1 spans 3 rows, the table has 2 left; mend rowspan",
    ),
    "html: cells that overlap": (
        page(
            f'<tr><td>1</td><td>A</td><td rowspan="2">甲。</td>{cells("x", "y")}</tr>'
            f'<tr><td>2</td><td colspan="2">B</td>{cells("x", "y")}</tr>'
        ),
        "table 1, row 3: two merged cells overlap in column 3; mend rowspan and colspan",
    ),
    "html: the head reaches down": (
        b"<table><tr><th rowspan=2>\xe5\xba\x8f\xe5\x8f\xb7</th>"
        + "".join(f"<th>{name}</th>" for name in FULL[1:]).encode()
        + f"</tr><tr>{cells(*OK[1:])}</tr><tr>{cells('2', *OK[1:])}</tr></table>".encode(),
        "table 1, row 2: a cell of the head reaches down into the row; mend the merge",
    ),
    "html: one cell over two columns": (
        page(f'<tr><td>1</td><td>A</td><td colspan="2">甲。</td><td>12月底前</td></tr><tr>{cells(*OK)}</tr>'),
        "table 1, row 2: one cell covers '具体要求' and '责任单位'; mend the merge",
    ),
    "html: one text for two numbers": (
        page(
            f'<tr><td>1</td><td>A</td><td rowspan="2">甲。</td>{cells("区教体局", "12月底前")}</tr>'
            f"<tr><td>2</td><td>A</td>{cells('区教体局', '12月底前')}</tr>"
        ),
        "table 1, row 3: 序号 2 has no text of its own: the cell above reaches down; mend the merge",
    ),
    "docx: a row too narrow": (
        word(line(*OK), line("2", "B", "乙。", "区教体局")),
        "table 1, row 3: the row is 4 columns wide, the table 5; mend its merged cells",
    ),
    "docx: a merge that continues nothing": (
        word(line(*OK), line("2") + tc("", MORE) + line("乙。", "区教体局", "12月底前")),
        "table 1, row 3: the merged cell in column 2 continues no cell above it; mend the merge",
    ),
    "docx: a merge that continues a wider cell": (
        word(
            tc("1") + tc("甲。", START + WIDE) + line("区教体局", "12月底前"),
            tc("2") + tc("", MORE) + line("乙。", "区教体局", "12月底前"),
        ),
        "table 1, row 3: the merged cell in column 2 is not as wide as the cell above it; mend the merge",
    ),
}  # fmt: skip


@pytest.mark.parametrize("name", BROKEN)
def test_broken_merge_is_a_named_complaint_and_nothing_is_written(
    sites: Path, tmp_path: Path, name: str
) -> None:
    body, said = BROKEN[name]
    file = tmp_path / f"t.{name.partition(':')[0]}"
    file.write_bytes(body)
    out = tmp_path / "out.toml"
    told = inside("tasks", "import", file, "--config", sites, "--year", "2026", "--out", out)
    assert told.status == 2
    assert f"xunjian: {file}: {said}" in told.err.splitlines()
    assert not out.exists()


def test_merge_that_goes_on_in_word(sites: Path, tmp_path: Path) -> None:
    file = tmp_path / "t.docx"
    file.write_bytes(
        word(
            tc("1") + tc("A", START) + line("甲。", "区教体局", "12月底前"),
            tc("2") + tc("", MORE) + tc("乙。") + tc("区教", "") + tc("12月底前"),
            tc("3") + tc("旧", MORE) + line("丙。", "区财政局", "6月底前"),
        )
    )
    tasks, warnings, _ = read(sites, file)
    assert [(task[0], task[1]) for task in tasks] == [(1, "A"), (2, "A"), (3, "A")]
    assert (
        f"xunjian: {file}: table 1, row 4: the merged cell in column 2 hides the text '旧'; it is not taken"
        in warnings
    )


def test_deleted_and_hidden_text_of_word_is_not_read(sites: Path, tmp_path: Path) -> None:
    tracked = (
        "<w:tc><w:p><w:del><w:r><w:delText>旧</w:delText></w:r></w:del><w:ins><w:r><w:t>甲</w:t></w:r></w:ins>"
        "<w:r><w:rPr><w:vanish/></w:rPr><w:t>隐</w:t></w:r><w:r><w:t>。</w:t><w:br/><w:t>第二段</w:t></w:r></w:p></w:tc>"
    )
    gone = f"<w:trPr><w:del/></w:trPr>{line(*OK)}"
    file = tmp_path / "t.docx"
    file.write_bytes(word(line("1", "A") + tracked + line("区教体局", "12月底前"), gone))
    assert [task[2] for task in read(sites, file)[0]] == ["甲。\n第二段"]


def test_hidden_cells_of_a_page_are_not_read(sites: Path, tmp_path: Path) -> None:
    file = tmp_path / "t.html"
    hidden = '<td style="DISPLAY: none">x</td>'
    file.write_bytes(
        page(f"<tr><td>1</td><td>A</td>{hidden}<td>甲<span hidden>隐</span>。</td>{cells(*OK[3:])}</tr>")
    )
    assert [task[:3] for task in read(sites, file)[0]] == [(1, "A", "甲。")]


def test_breaks_of_a_page_s_source_are_none_of_its_text(sites: Path, tmp_path: Path) -> None:
    file = tmp_path / "t.html"
    text = "\n   公开目录，\n   按季 度\n更新 PDF\n文件。<p>另报\u3000\u200b送。</p>"
    file.write_bytes(page(f"<tr><td>1</td><td>A</td><td>{text}</td>{cells(*OK[3:])}</tr>"))
    assert read(sites, file)[0][0][2] == "公开目录，按季 度更新 PDF 文件。\n另报 送。"


def test_sheet_says_errors_and_formulas_without_a_value(sites: Path, tmp_path: Path) -> None:
    file = Made([FULL, ["1", "A", "=A1", "区教体局", "12月底前"], ["2", "", "#REF!", "", ""]]).write(
        tmp_path, "xlsx"
    )
    told = inside("tasks", "import", file, "--config", sites, "--year", "2026")
    assert told.status == 2
    assert told.err.splitlines() == [
        f"xunjian: {file}: sheet 'Sheet', row 2: cell C2 is a formula without a stored value; "
        "open the file in a spreadsheet and save it",
        f"xunjian: {file}: sheet 'Sheet', row 3: a cell shows the error #REF!; mend the sheet",
    ]


def test_hidden_row_of_a_sheet_is_taken_and_said(sites: Path, tmp_path: Path) -> None:
    file = tmp_path / "t.xlsx"
    file.write_bytes(xlsx(FULL, OK, ("2", "", "乙。", "", ""), hidden_row=3))
    tasks, warnings, _ = read(sites, file)
    assert [task[2] for task in tasks] == ["甲。", "乙。"]
    assert warnings == [f"xunjian: {file}: sheet 'Sheet', row 3: the row is hidden in the sheet; it is taken"]


def test_hidden_sheet_is_not_read(sites: Path, tmp_path: Path) -> None:
    file = tmp_path / "t.xlsx"
    file.write_bytes(xlsx(FULL, OK, hidden_sheet=FULL))
    assert [task[0] for task in read(sites, file)[0]] == [1]
