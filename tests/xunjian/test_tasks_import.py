"""``xunjian tasks import``: one table from three kinds of files, and every file that is none."""

from __future__ import annotations

import io
import os
import re
import tomllib
import zipfile
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from checks.engine.standard import load_standards
from tests.children import ROOT, Told, inside
from tests.crawler.attachments.file_makers import archive, docx, ole, pdf, xls, xlsx
from tests.xunjian.task_tables import Made, html_table, to_docx, to_html, to_xlsx

KINDS = ("docx", "xlsx", "html")
SHARED = Path(os.environ.get("XUNJIAN_STANDARDS") or ROOT.parent / "shared" / "standards")
TABLE_2023 = SHARED / "task-table-shizhong-2023.txt"

SITES = """\
[district]
name = "云州市河东区"
[[unit]]
id = "bgs"
name = "区政府办公室"
kind = "office"
aliases = ["区府办"]
[[unit]]
id = "jty"
name = "区教育体育局"
kind = "department"
aliases = ["区教体局"]
[[unit]]
id = "rs"
name = "区人力资源社会保障局"
kind = "department"
[[unit]]
id = "swj"
name = "河东区税务局"
kind = "department"
[[unit]]
id = "nmh"
name = "南门街道办事处"
kind = "street"
"""

LONG = (
    '围绕“三区”建设，公开路径 C:\\公开\\目录 下的"清单"；'
    + "按季度更新，" * 60
    + "确保要素齐全。\n（一）第二段。"
)
GRID = Made(
    [
        ["2026年云州市河东区政务公开工作任务分解表", None, None, None, None, None],
        ["序 号", "工作任务", None, "具体要求", "责 任\n单位", "完成时限"],
        ["1", "围绕重点领域\n做好政务公开", "以高质量发展为导向\n做好信息公开", LONG, "各街道办事处\n区政府各部门", "12月底前"],
        ["2", None, None, "编制区级年度重大行政决策事项目录，\n并主动向社会公开。", "", "6月底前\n（已完成）"],
        ["3", "", "强化民生保障", "公开<就业>信息 & 补贴。", "区人力资源社会\n保障局、区教体局；河东区税务局", ""],
        ["4", "强化保障", "考核", "定期通报。", "牵头单位：区政府办公室\n配合单位：区教育体育局、各街道", "长期坚持"],
        ["5", "", "", "组织培训。", "", "11月30日前"],
    ],
    [(0, 0, 0, 5), (1, 1, 1, 2), (2, 1, 3, 1), (2, 2, 3, 2)],
)  # fmt: skip


@pytest.fixture
def sites(tmp_path: Path) -> Path:
    path = tmp_path / "config" / "sites.toml"
    path.parent.mkdir()
    path.write_text(SITES, encoding="utf-8")
    return path


def imported(sites: Path, file: Path, *more: str | Path) -> Told:
    return inside("tasks", "import", file, "--config", sites, *more)


def pack_of(told: Told) -> dict[str, Any]:
    assert told.status == 0, told.err
    return tomllib.loads(Path(told.out.strip()).read_text(encoding="utf-8"))


# ---------------------------------------------------------------- one table, three kinds of files


def test_three_kinds_of_files_give_the_same_bytes(sites: Path, tmp_path: Path) -> None:
    texts = set()
    for kind in KINDS:
        out = tmp_path / kind / "hd-2026.toml"
        told = imported(sites, GRID.write(tmp_path, kind), "--prefix", "HD", "--out", out)
        assert (told.status, told.err) == (0, "5 of 5 tasks drafted; to look at: 0\n")
        texts.add(out.read_bytes())
    assert len(texts) == 1


@pytest.mark.parametrize("kind", KINDS)
def test_every_row_is_right(sites: Path, tmp_path: Path, kind: str) -> None:
    pack = pack_of(imported(sites, GRID.write(tmp_path, kind), "--prefix", "HD"))
    assert pack["tasks"]["title"] == "2026年云州市河东区政务公开工作任务分解表"
    assert (pack["tasks"]["year"], pack["tasks"]["prefix"], pack["pack"]["id"]) == (2026, "HD26", "hd-2026")
    rows = [
        tuple(task.get(key) for key in ("number", "group", "topic", "units", "due_text", "due"))
        for task in pack["task"]
    ]
    one, two = "围绕重点领域做好政务公开", "以高质量发展为导向做好信息公开"
    end = date(2026, 12, 31)
    assert rows == [
        (1, one, two, ["各街道办事处", "区政府各部门"], "12月底前", end),
        (2, one, two, ["各街道办事处", "区政府各部门"], "6月底前（已完成）", date(2026, 6, 30)),
        (3, one, "强化民生保障", ["区人力资源社会保障局", "区教体局", "河东区税务局"], "6月底前（已完成）", date(2026, 6, 30)),
        (4, "强化保障", "考核", ["区政府办公室", "区教育体育局", "各街道"], "长期坚持", None),
        (5, "强化保障", "考核", ["区政府办公室", "区教育体育局", "各街道"], "11月30日前", date(2026, 11, 30)),
    ]  # fmt: skip
    assert [task["requirement"] for task in pack["task"]] == [
        LONG,
        "编制区级年度重大行政决策事项目录，并主动向社会公开。",
        "公开<就业>信息 & 补贴。",
        "定期通报。",
        "组织培训。",
    ]
    assert pack["tasks"]["units"] == {
        "各街道办事处": {"kinds": ["street"]},
        "区政府各部门": {"kinds": ["office", "department"]},
        "各街道": {"kinds": ["street"]},
    }


def test_draft_loads_as_a_pack_and_says_what_is_to_fill(sites: Path, tmp_path: Path) -> None:
    told = imported(sites, GRID.write(tmp_path, "docx"), "--prefix", "HD")
    assert told.out == f"{sites.parent / 'standards' / 'hd-2026.toml'}\n"
    (standard,) = load_standards(sites.parent / "standards", ["hd-2026"])
    assert standard.table is not None
    assert [task.id for task in standard.table.tasks] == [f"HD26-{n}" for n in range(1, 6)]
    assert {part.title for task in standard.table.tasks for part in task.parts} == {"待填：证据规则"}
    text = Path(told.out.strip()).read_text(encoding="utf-8")
    assert text.count("# to fill: evidence rule") == 5
    assert "# 牵头：区政府办公室" in text


@pytest.mark.parametrize("charset", ["utf-8", "gb2312", "gb18030", "utf-16"])
def test_page_in_any_charset(sites: Path, tmp_path: Path, charset: str) -> None:
    grid = Made([*GRID.rows[:2], *GRID.rows[4:]], GRID.merges[:2])
    file = tmp_path / "t.htm"
    file.write_bytes(to_html(grid, charset=charset))
    assert [task["number"] for task in pack_of(imported(sites, file))["task"]] == [3, 4, 5]


def test_page_that_calls_itself_a_workbook(sites: Path, tmp_path: Path) -> None:
    file = tmp_path / "table.xls"
    file.write_bytes(f"<html><body>{html_table(GRID)}</body></html>".encode())
    assert len(pack_of(imported(sites, file))["task"]) == 5


def test_workbook_with_real_dates_whole_numbers_and_results_of_formulas(sites: Path, tmp_path: Path) -> None:
    rows = [
        ["序号", "任务内容", "责任科室", "完成时间"],
        [1.0, "公开目录。", "区教体局", date(2026, 11, 30)],
        [2.0, "公开清单。", "区教体局", "12月底前"],
    ]
    pack = pack_of(imported(sites, _file(tmp_path, xlsx(*rows)), "--year", "2026", "--title", "某表"))
    told = [(task["number"], task["due_text"], task["due"]) for task in pack["task"]]
    assert told == [(1, "2026年11月30日", date(2026, 11, 30)), (2, "12月底前", date(2026, 12, 31))]


def _file(folder: Path, body: bytes, name: str = "t.xlsx") -> Path:
    path = folder / name
    path.write_bytes(body)
    return path


@pytest.mark.skipif(
    not TABLE_2023.exists(), reason="the table of 2023 is third-party text, no part of the repository"
)
@pytest.mark.parametrize("kind", KINDS)
def test_table_of_2023_row_by_row(tmp_path: Path, kind: str) -> None:
    title, head, rows = _table_2023()
    grid = Made([[title, *[None] * 5], [*head[:2], None, *head[2:]], *rows], [(0, 0, 0, 5), (1, 1, 1, 2)])
    out = tmp_path / "sz-2023.toml"
    config = ROOT / "config" / "sites.toml"
    pack = pack_of(imported(config, grid.write(tmp_path, kind), "--prefix", "SZ", "--out", out))
    above = [""] * 6
    assert len(pack["task"]) == len(rows) == 52
    for task, row in zip(pack["task"], rows, strict=True):
        above = [cell or before for cell, before in zip(row, above, strict=True)]
        number, group, topic, text, _, due = (re.sub(r"\s", "", cell) for cell in above)
        told = [task["number"], task["group"], task["topic"], re.sub(r"\s", "", task["requirement"])]
        assert told == [int(number), group, topic, text]
        assert (task["units"], task["due_text"]) == (above[4].split(), due)
        month = re.match(r"\d+", due)
        assert task.get("due") == (_last(int(month[0])) if month else None)


def _last(month: int) -> date:
    return date(2023, month, {6: 30, 11: 30, 12: 31}[month])


def _table_2023() -> tuple[str, list[str], list[list[str]]]:
    """Title, head and rows; a cell begins with a tab, and blank lines belong to the layout."""
    title, _, text = TABLE_2023.read_text(encoding="utf-8").partition("\n")
    cells = [cell.strip() for cell in re.split(r"(?m)^\t", text)[1:]]
    head, body = cells[:5], cells[5:]
    return title.strip(), head, [body[n : n + 6] for n in range(0, len(body) - 5, 6)]


# ---------------------------------------------------------------- several tables


HEAD = ["序号", "工作任务", "责任单位", "完成时限"]


def made(*rows: list[str], before: tuple[str, ...] = (), head: list[str] = HEAD) -> Made:
    return Made([head, *rows], before=before)


FIRST = made(["1", "甲。", "区教体局", "12月底前"], ["2", "乙。", "", ""], before=("2026年任务分解表",))
NEXT = made(["3", "丙。", "区教体局", "6月底前"])
ANEW = made(["1", "丁。", "区教体局", "6月底前"], before=("2026年第二张清单",))
CUT = Made([["3", "丙。", "区教体局", "6月底前"]])
OTHER = Made([["姓名", "电话"], ["甲", "1"]])


@pytest.mark.parametrize("writer", [to_docx, to_html, to_xlsx])
@pytest.mark.parametrize(
    ("tables", "more", "texts"),
    [
        ((FIRST, NEXT), (), ["甲。", "乙。", "丙。"]),
        ((FIRST, CUT), (), ["甲。", "乙。", "丙。"]),
        ((FIRST, OTHER), (), ["甲。", "乙。"]),
        ((OTHER, FIRST), (), ["甲。", "乙。"]),
        ((FIRST, ANEW), ("--table", "1"), ["甲。", "乙。"]),
        ((FIRST, ANEW), ("--table", "2"), ["丁。"]),
        ((FIRST, OTHER, NEXT), ("--table", "1", "--table", "3"), ["甲。", "乙。", "丙。"]),
    ],
)
def test_tables_that_go_on_are_one(
    sites: Path,
    tmp_path: Path,
    writer: Any,
    tables: tuple[Made, ...],
    more: tuple[str, ...],
    texts: list[str],
) -> None:
    kind = {to_docx: "docx", to_html: "html", to_xlsx: "xlsx"}[writer]
    told = imported(sites, _file(tmp_path, writer(*tables), f"t.{kind}"), "--year", "2026", *more)
    assert [task["requirement"] for task in pack_of(told)["task"]] == texts


def test_blanks_of_a_further_table_take_over_from_the_one_before(sites: Path, tmp_path: Path) -> None:
    further = made(["3", "丙。", "", ""])
    pack = pack_of(imported(sites, _file(tmp_path, to_docx(FIRST, further), "t.docx")))
    assert [(task["units"], task["due_text"]) for task in pack["task"]] == [(["区教体局"], "12月底前")] * 3


def test_several_tables_that_fit_are_left_to_the_person(sites: Path, tmp_path: Path) -> None:
    told = imported(sites, _file(tmp_path, to_docx(FIRST, ANEW), "t.docx"))
    assert told.status == 2
    assert told.line.endswith(
        "t.docx: 2 tables fit: 1 (table 1, 2 rows), 2 (table 2, 1 rows); "
        "choose with --table N (repeat it to join several)"
    )


def test_table_that_is_not_read_is_said(sites: Path, tmp_path: Path) -> None:
    told = imported(sites, _file(tmp_path, to_docx(FIRST, OTHER), "t.docx"))
    assert "t.docx: table 2: not read; it is not among the tables of tasks" in told.err


# ---------------------------------------------------------------- files that are none


def _bomb() -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as packed:
        for n in range(4):
            packed.writestr("word/document.xml" if not n else f"word/media/{n}", b"\0" * (50 << 20))
    return out.getvalue()


def _html_bomb() -> bytes:
    """Cells that claim a great many fields."""
    row = '<tr><td rowspan="20000" colspan="200">x</td></tr>'
    return f"<table>{row * 5000}</table>".encode()


def _far_merge() -> bytes:
    """A merge over the whole sheet of a million rows."""
    table = to_xlsx(Made([HEAD, ["1", "甲。", "区教体局", "12月底前"]]))
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(table)) as old, zipfile.ZipFile(out, "w") as new:
        for name in old.namelist():
            body = old.read(name).replace(
                b"</sheetData>", b'</sheetData><mergeCells><mergeCell ref="E5:XFD1048576"/></mergeCells>'
            )
            new.writestr(name, body)
    return out.getvalue()


def test_huge_merge_costs_nothing(sites: Path, tmp_path: Path) -> None:
    pack = pack_of(imported(sites, _file(tmp_path, _far_merge()), "--year", "2026"))
    assert [task["requirement"] for task in pack["task"]] == ["甲。"]


@pytest.mark.parametrize(
    ("name", "body", "said"),
    [
        ("t.docx", b"", "is empty; name the file with the table"),
        ("t.docx", b" \r\n", "is empty"),
        ("t.docx", b"no zip at all", "is neither a Word document, a workbook nor a page"),
        ("t.docx", to_docx(GRID)[:4000], "is damaged or cut short"),
        ("t.xlsx", to_xlsx(GRID)[:3000], "is damaged or cut short"),
        ("t.docx", archive({"word/document.xml": "<w:document"}), "is damaged or cut short"),
        ("t.docx", archive({"word/other.xml": "<a/>"}), "is damaged or cut short"),
        ("t.docx", _bomb(), "is too large, or unpacks to too much"),
        ("t.html", _html_bomb(), "is too large, or unpacks to too much"),
        ("t.docx", docx("no table here"), "has no table"),
        ("t.doc", ole({"WordDocument": b"x"}), "is in the old .doc format"),
        ("t.xls", xls(["序号"]), "is in the old .xls format"),
        ("t.xlsx", ole({"EncryptedPackage": b"x"}), "is encrypted; take its password away"),
        ("t.pdf", pdf("Table"), "is a PDF, which keeps no tables"),
        ("t.html", b"<html><body><p>no table</p></body></html>", "has no table"),
        ("t.html", b"<table></table>", "has no table"),
        ("t.html", to_html(OTHER), "no table has a recognisable head"),
        ("t.xlsx", xlsx(["姓名", "电话"], ["甲", "1"]), "no table has a recognisable head"),
        ("t.html", to_html(Made([HEAD])), "has a head and no task below it"),
        ("t.html", to_html(made(["1", "甲。", "区教体局", "12月底前"])), "no year in the title 't'; say it with --year"),
    ],
)  # fmt: skip
def test_file_that_is_no_table_of_tasks(
    sites: Path, tmp_path: Path, name: str, body: bytes, said: str
) -> None:
    file = _file(tmp_path, body, name)
    told = imported(sites, file)
    assert told.status == 2
    assert told.line.startswith(f"xunjian: {file}: ")
    assert said in told.line
    assert not (sites.parent / "standards").exists()


def test_file_that_is_not_there(sites: Path, tmp_path: Path) -> None:
    assert "no such file" in imported(sites, tmp_path / "nowhere.docx").line
    assert "is a directory" in imported(sites, tmp_path).line


# ---------------------------------------------------------------- options


def test_draft_is_never_overwritten_unasked(sites: Path, tmp_path: Path) -> None:
    file = GRID.write(tmp_path, "html")
    out = tmp_path / "own.toml"
    out.write_text("mine", encoding="utf-8")
    told = imported(sites, file, "--out", out)
    assert (told.status, out.read_text(encoding="utf-8")) == (2, "mine")
    assert told.line.endswith(
        "own.toml: is there already; name another with --out, or overwrite it with --force"
    )
    assert pack_of(imported(sites, file, "--out", out, "--force"))["pack"]["id"] == "own"
    assert sorted(path.name for path in tmp_path.iterdir()) == ["config", "own.toml", "table.html"]


@pytest.mark.parametrize(
    ("more", "prefix", "name"),
    [
        ((), "RW26", "rw-2026"),
        (("--prefix", "HD"), "HD26", "hd-2026"),
        (("--prefix", "HD26"), "HD26", "hd-2026"),
        (("--prefix", "HD", "--year", "2027"), "HD27", "hd-2027"),
    ],
)
def test_ids_and_file_bear_prefix_and_year(
    sites: Path, tmp_path: Path, more: tuple[str, ...], prefix: str, name: str
) -> None:
    pack = pack_of(imported(sites, GRID.write(tmp_path, "html"), *more))
    assert (pack["tasks"]["prefix"], pack["pack"]["id"]) == (prefix, name)
    assert (sites.parent / "standards" / f"{name}.toml").is_file()


@pytest.mark.parametrize(
    ("more", "said"),
    [
        (("--prefix", "河东"), "--prefix '河东': write letters, as in SZ"),
        (("--table", "2"), "--table 2 is no table of tasks; those that fit: 1 (table 1, 5 rows)"),
        (("--out", "pack.txt"), "a pack is a .toml file"),
        (("--year", "26"), "26 is not in the range"),
    ],
)
def test_wrong_option_is_told_in_one_line(
    sites: Path, tmp_path: Path, more: tuple[str, ...], said: str
) -> None:
    told = imported(sites, GRID.write(tmp_path, "html"), *more)
    assert told.status == 2
    assert said in told.line


@pytest.mark.parametrize(
    ("before", "above", "title"),
    [
        (("附件1", "2026年河东区任务分解表"), None, "2026年河东区任务分解表"),
        (("2026年河东区政务公开", "重点工作任务分解表"), None, "2026年河东区政务公开重点工作任务分解表"),
        (("正文提到各项任务。" * 12, "2026年任务清单"), None, "2026年任务清单"),
        (("2025年旧表",), "2026年任务分解表", "2026年任务分解表"),
    ],
)
@pytest.mark.parametrize("kind", KINDS)
def test_title_stands_above_the_head(
    sites: Path, tmp_path: Path, kind: str, before: tuple[str, ...], above: str | None, title: str
) -> None:
    rows = [HEAD, ["1", "甲。", "区教体局", "12月底前"]]
    grid = (
        Made([[above, None, None, None], *rows], [(0, 0, 0, 3)], before) if above else Made(rows, (), before)
    )
    assert pack_of(imported(sites, grid.write(tmp_path, kind)))["tasks"]["title"] == title


def test_title_of_the_page_is_the_last_resort(sites: Path, tmp_path: Path) -> None:
    body = to_html(made(["1", "甲。", "区教体局", "12月底前"]), charset="utf-8")
    titled = body.replace(b"<title>t</title>", "<title>2026年任务分解表_河东区人民政府</title>".encode())
    pack = pack_of(imported(sites, _file(tmp_path, titled, "t.html")))
    assert pack["tasks"]["title"] == "2026年任务分解表"
