"""Single cells of a table of tasks: heads, deadlines, names of units, numbers."""

from __future__ import annotations

from datetime import date

import pytest

from evidence.records import UnitKind
from xunjian.tables.bodies import collective, read_units
from xunjian.tables.draft import text
from xunjian.tables.due import read_due
from xunjian.tables.grid import clean, one_line, paragraphs
from xunjian.tables.head import Role, role_of
from xunjian.tables.numbers import number_rows

OFFICE, DEPARTMENT, STREET, INSTITUTION = (
    UnitKind.OFFICE, UnitKind.DEPARTMENT, UnitKind.STREET, UnitKind.INSTITUTION,
)  # fmt: skip


# ---------------------------------------------------------------- heads


@pytest.mark.parametrize(
    ("names", "role"),
    [
        ("序号 编号 项次 序 任务序号", Role.NUMBER),
        (
            "工作任务 重点任务 主要任务 任务类别 工作重点 重点领域 一级指标 事项名称 类别 2026年重点任务",
            Role.LABEL,
        ),
        (
            "具体要求 工作内容 任务内容 工作要求 任务分解 具体措施 工作措施 任务内容及要求 公开内容 具体任务",
            Role.REQUIREMENT,
        ),
        (
            "责任单位 牵头单位 责任部门 责任科室 牵头责任单位 责任单位（科室） 牵头及配合单位 主办单位 责任主体",
            Role.UNITS,
        ),
        ("配合单位 协办单位 参与部门 配合科室", Role.OTHERS),
        ("完成时限 时间要求 完成时间 时限 完成期限 时间节点 办理时限 进度安排 时限要求", Role.DUE),
        ("备注 责任人 联系电话 完成情况 分管领导 分值", Role.ASIDE),
        ("区教体局 责任单位及完成时限 天气 各部门要按照工作要求做好公开工作并落实责任单位 12月底前", None),
    ],
)
def test_head_cell_announces_its_column(names: str, role: Role | None) -> None:
    assert [(name, role_of(name)) for name in names.split()] == [(name, role) for name in names.split()]


def test_head_cell_with_blanks_and_breaks() -> None:
    assert role_of("责 任\n单 位") is Role.UNITS


# ---------------------------------------------------------------- deadlines


@pytest.mark.parametrize(
    ("written", "day"),
    [
        ("12月底前", "2026-12-31"), ("6月底前（已完成）", "2026-06-30"), ("6月底前\n（已完成）", "2026-06-30"),
        ("2026年11月底前", "2026-11-30"), ("11月30日前", "2026-11-30"), ("2月底前", "2026-02-28"),
        ("第三季度", "2026-09-30"), ("四季度末前", "2026-12-31"), ("上半年", "2026-06-30"), ("下半年", "2026-12-31"),
        ("年底前", "2026-12-31"), ("2026年底前", "2026-12-31"), ("2026年年底", "2026-12-31"), ("年内", "2026-12-31"),
        ("2026年12月", "2026-12-31"), ("12月份", "2026-12-31"), ("11月中旬", "2026-11-20"), ("11月上旬", "2026-11-10"),
        ("2026-11-30", "2026-11-30"), ("2026.6.30前", "2026-06-30"), ("２０２６年１１月", "2026-11-30"),
        ("十二月底前", "2026-12-31"), ("六月三十日前", "2026-06-30"), ("11月15日前完成", "2026-11-15"),
        ("2027年3月底前", "2027-03-31"),
    ],
)  # fmt: skip
def test_deadline_is_the_last_day_in_time(written: str, day: str) -> None:
    due = read_due(written, 2026)
    assert (due.text, due.day) == (written, date.fromisoformat(day))
    assert bool(due.complaint) is (due.day.year != 2026 if due.day else True)


@pytest.mark.parametrize(
    "written",
    "长期坚持 持续推进 全年 长期 每季度末 每季度 常态化推进 持续更新，长期坚持 每月10日前 每年 每半年 动态更新".split(),
)
def test_standing_task_has_no_day_and_no_complaint(written: str) -> None:
    due = read_due(written, 2026)
    assert (due.text, due.day, due.complaint) == (written, None, "")


@pytest.mark.parametrize(
    ("written", "complaint"),
    [
        ("印发后10个工作日内", "deadline not understood"),
        ("6月底、12月底前", "deadline not understood"),
        ("12月前", "deadline not understood"),  # before its first day, or its last one?
        ("12", "deadline not understood"),
        ("立行立改", "deadline not understood"),
        ("长" * 50, "deadline not understood"),
        ("2月30日前", "is no day of the calendar"),
        ("13月底前", "is no day of the calendar"),
        ("2025年12月底前", "is before 2026 and left out"),
        ("", "no deadline"),
    ],
)
def test_deadline_that_is_not_understood_is_no_day(written: str, complaint: str) -> None:
    due = read_due(written, 2026)
    assert (due.text, due.day) == (written, None)
    assert complaint in due.complaint


def test_february_ends_later_in_a_leap_year() -> None:
    assert read_due("2月底前", 2028).day == date(2028, 2, 29)


# ---------------------------------------------------------------- names of units

KNOWN = {
    "区教体局",
    "区财政局",
    "区人力资源社会保障局",
    "国家税务总局河东区税务局",
    "市自然资源局河东分局",
    "河东区税务局",
}


def known(name: str) -> bool:
    return name in KNOWN or bool(collective(name))


@pytest.mark.parametrize(
    ("cell", "leads", "others"),
    [
        ("各街道办事处\n区政府各部门", "各街道办事处 区政府各部门", ""),
        ("区财政局、区教体局，区司法局；区民政局", "区财政局 区教体局 区司法局 区民政局", ""),
        ("区财政局 区教体局\u3000区司法局", "区财政局 区教体局 区司法局", ""),
        ("区人力资源社会\n保障局 区财政局", "区人力资源社会保障局 区财政局", ""),
        ("区住房\n城乡建设局", "区住房城乡建设局", ""),  # nobody's name, put together all the same
        ("区 财 政 局", "区财政局", ""),
        ("国家税务总局\n河东区税务局", "国家税务总局河东区税务局", ""),
        ("市自然资源局\n河东分局", "市自然资源局河东分局", ""),
        ("区卫健局\n区司法局", "区卫健局 区司法局", ""),
        ("各街道 办事处", "各街道办事处", ""),
        ("牵头单位：区教体局 配合单位：区财政局、各街道", "区教体局", "区财政局 各街道"),
        ("牵头：区教体局；配合：各部门、各单位", "区教体局", "各部门 各单位"),
        ("区教体局（牵头）、区卫健局（配合）", "区教体局", "区卫健局"),
        ("区教体局牵头，区财政局、区卫健局配合", "区教体局", "区财政局 区卫健局"),
        ("区教体局、区财政局按职责分工负责", "区教体局 区财政局", ""),
        ("区教体局和区财政局", "区教体局 区财政局", ""),
        ("各街道和区政府各部门", "各街道 区政府各部门", ""),
        ("区发展和改革局（区能源局、区粮食局）", "区发展和改革局（区能源局、区粮食局）", ""),
        ("区教体局、区教体局", "区教体局", ""),
        ("牵头单位：区教体局\n配合单位：区教体局、区财政局", "区教体局", "区财政局"),
        ("", "", ""),
    ],
)
def test_cell_of_units(cell: str, leads: str, others: str) -> None:
    named = read_units(clean(cell), known)
    assert (named.leads, named.others) == (tuple(leads.split()), tuple(others.split()))


def test_column_of_helpers_names_helpers() -> None:
    assert read_units("区财政局、区教体局", known, helping=True).others == ("区财政局", "区教体局")


def test_cell_of_very_many_words_is_not_put_together() -> None:
    assert len(read_units("区财 " * 5000, known).names) == 1


@pytest.mark.parametrize(
    ("names", "kinds"),
    [
        (
            "各街道办事处 各街道 各镇街 各镇（街道） 各乡镇 各镇街道办事处 各街镇 各办事处 各镇人民政府 各乡镇政府",
            (STREET,),
        ),
        ("区政府各部门 各部门 区直各部门 县直各部门 各委办局 各职能部门", (OFFICE, DEPARTMENT)),
        ("各部门各单位 各单位 各部门（单位） 各部门、各单位", (OFFICE, DEPARTMENT, STREET)),
        ("各街道和区政府各部门 各镇街各部门", (OFFICE, DEPARTMENT, STREET)),
        ("各学校 各公共企事业单位 各医疗机构", (INSTITUTION,)),
        ("区有关部门 区政府有关部门 相关单位 区财政局 各 街道 各科室", ()),
    ],
)
def test_name_of_several_units(names: str, kinds: tuple[UnitKind, ...]) -> None:
    for name in names.split():
        assert (name, collective(name)) == (name, kinds)


# ---------------------------------------------------------------- numbers, texts


@pytest.mark.parametrize(
    ("texts", "merged", "numbers"),
    [
        (["1", "2.0", "３", "（4）", "5、"], False, [1, 2, 3, 4, 5]),
        (["一", "二", "三"], False, [1, 2, 3]),
        (["十", "十一", "二十", "二十一"], False, [10, 11, 20, 21]),
        (["7", "8"], False, [7, 8]),
        (["1", "", "", "4"], False, [1, 2, 3, 4]),
        (["1", "", "4"], False, [1, None, 4]),
        (["1", "", "", "3"], False, [1, None, None, 3]),
        (["1", "2", ""], False, [1, 2, 3]),
        (["", "2"], False, [1, 2]),
        (["1", "1", "3"], False, [1, 2, 3]),
        (["1", "2", "2", "3"], False, [1, 2, None, 3]),
        (["1", "2", "1", "2", "3"], False, [1, 2, 3, 4, 5]),
        (["1", "1", "2"], True, [1, 2, 3]),
        (["1-1", "1-2"], False, [1, 2]),
        (["", ""], False, [1, 2]),
        (["3", "1"], False, [3, 1]),
    ],
)
def test_numbers_are_kept_filled_in_or_left_open(
    texts: list[str], merged: bool, numbers: list[int | None]
) -> None:
    assert list(number_rows(texts, merged=merged).values) == numbers


@pytest.mark.parametrize(
    ("cell", "label", "long"),
    [
        ("做好信息\n公开", "做好信息公开", "做好信息公开"),
        ("第一段。\n第二段", "第一段。第二段", "第一段。\n第二段"),
        ("“第一段。”\n第二段", "“第一段。”第二段", "“第一段。”\n第二段"),
        ("read\nthis", "read this", "read this"),
        (" \u200b甲\xa0\u3000 乙\n\n\n丙 ", "甲 乙丙", "甲 乙丙"),
    ],
)
def test_breaks_of_a_cell(cell: str, label: str, long: str) -> None:
    assert (one_line(clean(cell)), paragraphs(clean(cell))) == (label, long)


def test_string_of_toml_escapes_what_it_must() -> None:
    assert text('a"\\b\n\t\x01\x7f“”') == '"a\\"\\\\b\\n\\t\\u0001\\u007F“”"'
