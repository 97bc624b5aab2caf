"""``xunjian tasks roll``: next year's table from a pack; the years that are not the table's stay."""

from __future__ import annotations

import tomllib
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from checks.engine.standard import load_standards
from evidence.errors import ConfigError
from tests.children import ROOT, Told, inside
from xunjian.tables.years import moved_day, other_years, shifted, without_done

PACK = """\
# The table of 河东区; the comment of 2022 stays.
[pack]
id = "hd-2023"
title = "2023年河东区政务公开重点工作任务分解表"   # as printed
document = "《2023年河东区政务公开工作要点》（河东政办发〔2023〕3号）"
issued = "2023-07-27"

[tasks]
year = 2023 # the table's
title = "2023年河东区政务公开重点工作任务分解表"
prefix = "HD23"
starts = 2023-01-01

[tasks.units."各街道办事处"]
kinds = ["street"]

[tasks.places.JC]
names = ["重大行政决策", "2023年考核"]

[[task]]
number = 14   # in the table
group = "围绕规范行政决策"
topic = "目录公开"
requirement = '编制2023年度目录，巩固2022年以来成果，落实市政办发〔2023〕3号。'
summary = "公开2023年度目录"
units = ["各街道办事处"]
due_text = "6月底前（已完成）"
due = 2023-06-30
class = "A+C"
attest = "2023年的台账"
unseen = "线下"
remedy = "补发2023年度目录"

# how it is seen
[[task.part]]
kind = "pages"
title = "2023年度目录"
where = ["JC"]
words = { title = [["2023年度重大行政决策事项目录"]], text = [
    ["目录", "2023"],  # either
] }
least = { value = 1, origin = "verified", source = "2023年任务14" }

[[task]]
number = 15
group = "围绕规范行政决策"
topic = "目录公开"
requirement = \"\"\"
2023年第一段。
第二段。\"\"\"
summary = "长期"
units = ["各街道办事处"]
due_text = "2月底前"
due = 2023-02-28
class = "C"
attest = "台账"
unseen = "线下"

[[task.part]]
kind = "attestation"
title = "台账"
"""


@pytest.fixture
def pack(tmp_path: Path) -> Path:
    path = tmp_path / "hd-2023.toml"
    path.write_text(PACK, encoding="utf-8")
    return path


def rolled(pack: Path, year: int, *more: str | Path) -> Told:
    return inside("tasks", "roll", pack, "--year", str(year), *more)


def text_of(told: Told) -> str:
    assert told.status == 0, told.err
    return Path(told.out.strip()).read_text(encoding="utf-8")


def changed(before: str, after: str) -> list[tuple[str, str]]:
    return [(a, b) for a, b in zip(before.split("\n"), after.split("\n"), strict=True) if a != b]


# ---------------------------------------------------------------- the file


def test_only_what_is_of_the_year_changes(pack: Path) -> None:
    told = rolled(pack, 2026)
    assert told.out == f"{pack.with_name('hd-2026.toml')}\n"
    assert changed(PACK, text_of(told)) == [
        ('id = "hd-2023"', 'id = "hd-2026"'),
        (
            'title = "2023年河东区政务公开重点工作任务分解表"   # as printed',
            'title = "2026年河东区政务公开重点工作任务分解表"   # as printed',
        ),
        (
            'document = "《2023年河东区政务公开工作要点》（河东政办发〔2023〕3号）"',
            'document = "待填：印发该表的文件名称和文号"',
        ),
        ('issued = "2023-07-27"', 'issued = "2026"'),
        ("year = 2023 # the table's", "year = 2026 # the table's"),
        (
            'title = "2023年河东区政务公开重点工作任务分解表"',
            'title = "2026年河东区政务公开重点工作任务分解表"',
        ),
        ('prefix = "HD23"', 'prefix = "HD26"'),
        ("starts = 2023-01-01", "starts = 2026-01-01"),
        ('names = ["重大行政决策", "2023年考核"]', 'names = ["重大行政决策", "2026年考核"]'),
        (
            "requirement = '编制2023年度目录，巩固2022年以来成果，落实市政办发〔2023〕3号。'",
            "requirement = '编制2026年度目录，巩固2022年以来成果，落实市政办发〔2023〕3号。'",
        ),
        ('summary = "公开2023年度目录"', 'summary = "公开2026年度目录"'),
        ('due_text = "6月底前（已完成）"', 'due_text = "6月底前"'),
        ("due = 2023-06-30", "due = 2026-06-30"),
        ('attest = "2023年的台账"', 'attest = "2026年的台账"'),
        ('remedy = "补发2023年度目录"', 'remedy = "补发2026年度目录"'),
        ('title = "2023年度目录"', 'title = "2026年度目录"'),
        (
            'words = { title = [["2023年度重大行政决策事项目录"]], text = [',
            'words = { title = [["2026年度重大行政决策事项目录"]], text = [',
        ),
        ('    ["目录", "2023"],  # either', '    ["目录", "2026"],  # either'),
        ("2023年第一段。", "2026年第一段。"),
        ("due = 2023-02-28", "due = 2026-02-28"),
    ]


def test_what_a_person_must_look_at_is_said_with_its_line(pack: Path) -> None:
    told = rolled(pack, 2026)
    file = pack.with_name("hd-2026.toml")
    assert told.err.splitlines() == [
        f"xunjian: {file}:1: says 2022, which stays: 'comment of 2022 stays.'",
        f"xunjian: {file}:5: document is to fill: that of the table of 2026",
        f"xunjian: {file}:6: issued is to fill: that of the table of 2026",
        f"xunjian: {file}:24: says 2022, 2023, which stays: '制2026年度目录，巩固2022年以来成果，落实市政办发〔2023〕3号'",
        f"xunjian: {file}:42: says 2023, which stays: ', source = \"2023年任务14\" }}'",
        "2 tasks of 2023 are now tasks of 2026; to look at: 5",
    ]


def test_rolled_pack_loads(pack: Path) -> None:
    rolled(pack, 2024)
    (standard,) = load_standards(pack.parent, ["hd-2024"])
    assert standard.table is not None
    assert [(task.id, task.due) for task in standard.table.tasks] == [
        ("HD24-14", date(2024, 6, 30)),
        ("HD24-15", date(2024, 2, 29)),
    ]


def test_rolling_again_gives_the_same_and_rolling_back_the_old_one(pack: Path) -> None:
    once = text_of(rolled(pack, 2026))
    assert text_of(rolled(pack, 2026, "--force")) == once
    over = rolled(pack, 2025)
    assert text_of(over)
    assert text_of(rolled(pack.with_name("hd-2025.toml"), 2026, "--force")) == once
    back = text_of(
        rolled(pack.with_name("hd-2026.toml"), 2023, "--force", "--out", pack.with_name("back.toml"))
    )
    assert [pair[0] for pair in changed(PACK, back)] == [
        'id = "hd-2023"',
        'document = "《2023年河东区政务公开工作要点》（河东政办发〔2023〕3号）"',
        'issued = "2023-07-27"',
        'due_text = "6月底前（已完成）"',
    ]


OURS = [
    path
    for path in sorted((ROOT / "config" / "standards").glob("*.toml"))
    if "\n[tasks]" in path.read_text("utf-8")
]


@pytest.mark.parametrize("path", OURS, ids=lambda path: path.stem)
def test_packs_of_ours_roll_without_a_complaint(tmp_path: Path, path: Path) -> None:
    out = tmp_path / "next-2028.toml"
    data = tomllib.loads(text_of(rolled(path, 2028, "--out", out)))
    before = tomllib.loads(path.read_text(encoding="utf-8"))
    assert (complaints(path), complaints(out)) == ([], [])
    assert [task["number"] for task in data["task"]] == [task["number"] for task in before["task"]]
    assert {task["due"].year for task in data["task"] if "due" in task} == {2028}


def complaints(pack: Path) -> list[str]:
    """What is wrong with a pack beside the national ones, whose rules it may name; without lines."""
    try:
        load_standards([pack.parent, ROOT / "config" / "standards"], ["national", pack.stem])
    except ConfigError as error:
        return [one.partition(": ")[2] for one in error.complaints]
    return []


def test_leap_day_comes_and_goes(pack: Path) -> None:
    rolled(pack, 2024)
    text = text_of(rolled(pack.with_name("hd-2024.toml"), 2026))
    assert tomllib.loads(text)["task"][1]["due"] == date(2026, 2, 28)


def test_title_of_a_document_whose_year_moved_is_said(pack: Path) -> None:
    pack.write_text(PACK.replace("2023年第一段。", "落实《2023年工作要点》。"), encoding="utf-8")
    told = rolled(pack, 2026)
    assert ":49: the year in 《2026年工作要点》 was moved; see that this document exists" in told.err


def test_prefix_without_a_year_stays_and_is_said(pack: Path) -> None:
    pack.write_text(PACK.replace('"HD23"', '"HD"'), encoding="utf-8")
    told = rolled(pack, 2026)
    assert tomllib.loads(text_of(told))["tasks"]["prefix"] == "HD"
    assert ":11: the prefix names no year and stays; ids of both years are the same" in told.err


def test_ids_of_tasks_and_rules_move_with_the_prefix(pack: Path) -> None:
    rule = '[[rule]]\nid = "HD23-14-1"\nclause = "市政办发〔2023〕3号"\nsource = "见HD23-14"\n'
    text = PACK.replace("[[task]]", f"{rule}\n# as HD23-14\n[[task]]", 1)
    pack.write_text(text.replace("class", 'other = ["HD23-14-1", "AHD23-1"]\nclass', 1), encoding="utf-8")
    told = rolled(pack, 2026)
    data = tomllib.loads(text_of(told))
    assert data["rule"] == [{"id": "HD26-14-1", "clause": "市政办发〔2023〕3号", "source": "见HD26-14"}]
    assert data["task"][0]["other"] == ["HD26-14-1", "AHD23-1"]
    assert ":25: names HD23-14, a task of the old table" in told.err


@pytest.mark.parametrize(
    ("change", "said"),
    [
        (("[tasks]\nyear = 2023 # the table's\n", "[tasks]\n"), "8: year is None; write year = 2023"),
        (("year = 2023 #", 'year = "2023" #'), "9: year is '2023'; write year = 2023"),
        (("due = 2023-06-30", 'due = "6月"'), "28: due is '6月'; write a date, as 2023-12-31"),
        (("starts = 2023-01-01", "starts = 2023"), "12: starts is 2023; write a date, as 2023-01-01"),
        (("[[task]]\nnumber = 14", "[[task]\nnumber = 14"), "20: not valid TOML"),
        (("year = 2023 #", "year = 2026 #"), "9: is the table of 2026 already; name another --year"),
    ],
)
def test_broken_pack_is_told_by_line(pack: Path, change: tuple[str, str], said: str) -> None:
    assert change[0] in PACK
    pack.write_text(PACK.replace(*change, 1), encoding="utf-8")
    told = rolled(pack, 2026)
    assert told.status == 2
    assert told.line.startswith(f"xunjian: {pack}:{said}")
    assert not pack.with_name("hd-2026.toml").exists()


def test_pack_without_a_table(tmp_path: Path) -> None:
    pack = tmp_path / "p.toml"
    pack.write_text('[pack]\nid = "p"\n', encoding="utf-8")
    assert rolled(pack, 2026).line == f"xunjian: {pack}:1: has no [tasks]; name a pack with a table of tasks"


def test_nothing_is_overwritten_unasked(pack: Path) -> None:
    target = pack.with_name("hd-2026.toml")
    target.write_text("mine", encoding="utf-8")
    assert rolled(pack, 2026).line.endswith(
        "hd-2026.toml: is there already; name another with --out, or overwrite it with --force"
    )
    assert target.read_text(encoding="utf-8") == "mine"
    assert "is the pack itself" in rolled(pack, 2026, "--out", pack, "--force").line
    assert pack.read_text(encoding="utf-8") == PACK


@pytest.mark.parametrize(("name", "target"), [("hd-2023", "hd-2026"), ("hedong", "hedong-2026")])
def test_name_of_the_new_pack(tmp_path: Path, name: str, target: str) -> None:
    pack = tmp_path / f"{name}.toml"
    pack.write_text(PACK, encoding="utf-8")
    data: dict[str, Any] = tomllib.loads(text_of(rolled(pack, 2026)))
    assert data["pack"]["id"] == target
    assert (tmp_path / f"{target}.toml").is_file()


# ---------------------------------------------------------------- the year in wording


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("2023年度重大行政决策事项目录", "2026年度重大行政决策事项目录"),
        (
            "2023年底前、2023年11月底前、2023年11月30日前完成",
            "2026年底前、2026年11月底前、2026年11月30日前完成",
        ),
        ("截至2023年底", "截至2026年底"),
        ("二〇二三年工作", "二〇二六年工作"),
        ("2023", "2026"),
        ("落实《2023年政务公开工作要点》", "落实《2026年政务公开工作要点》"),
        ("2023年，全区开展5次", "2026年，全区开展5次"),
    ],
)
def test_year_of_the_table_moves(before: str, after: str) -> None:
    assert shifted(before, 2023, 2026) == after
    assert shifted(after, 2026, 2023) == before


@pytest.mark.parametrize(
    "stays",
    [
        "市政办发〔2023〕3号", "[2023]3号", "2022年以来", "2023年以来", "自2023年起", "2023年5月1日起施行", "2023年3月印发的方案",
        "2021—2023年", "2023—2025年", "2023年至2025年", "《公共数据条例（2023年修订）》", "《2023年省法规》", "12023年", "2023工作", "编号20231",
        "2024年",
    ],
)  # fmt: skip
def test_other_years_stay(stays: str) -> None:
    assert shifted(stays, 2023, 2026) == stays


@pytest.mark.parametrize(
    ("text", "left"),
    [
        ("6月底前（已完成）", "6月底前"),
        ("6月底前 (已完成)", "6月底前"),
        ("6月底前", "6月底前"),
        ("（未完成）", "（未完成）"),
    ],
)
def test_done_is_dropped(text: str, left: str) -> None:
    assert without_done(text) == left


@pytest.mark.parametrize(
    ("day", "years", "moved"),
    [
        (date(2023, 12, 31), 3, date(2026, 12, 31)),
        (date(2024, 2, 29), 1, date(2025, 2, 28)),
        (date(2023, 2, 28), 1, date(2024, 2, 29)),
        (date(2023, 2, 27), 1, date(2024, 2, 27)),
        (date(2024, 2, 28), 1, date(2025, 2, 28)),
        (date(2026, 6, 30), -3, date(2023, 6, 30)),
    ],
)
def test_day_of_another_year(day: date, years: int, moved: date) -> None:
    assert moved_day(day, years) == moved


def test_other_years_are_told_once() -> None:
    assert other_years("2022年、2022年、2026年和1999年，12345", 2026) == ["2022", "1999"]
