from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from checks.engine.model import Level, Origin
from checks.engine.standard import Rule, Standard, load_standards
from checks.engine.tasks.model import (
    Attested,
    CountBy,
    Judged,
    Matrix,
    Pages,
    Place,
    Reach,
    Responsible,
    Shortage,
    Structure,
    Wanted,
)
from evidence.errors import ConfigError
from evidence.records import ColumnKind, UnitKind

PACK = """\
[pack]
id = "local"
title = "任务分解表"
document = "某政办发〔2026〕3号"
issued = "2026-01-31"

[tasks]
year = 2026
title = "2026年任务分解表"
prefix = "X26"
[tasks.units."各街道办事处"]
kinds = ["street"]
[tasks.places.HY]
names = ["会议公开"]
[tasks.places.JD]
kinds = ["interpretation"]

[[task]]
number = 17
group = "围绕决策"
topic = "全过程公开"
requirement = "年内不少于5次。"
summary = "列席不少于5次"
units = ["区政府办公室", "各街道办事处"]
due_text = "12月底前"
due = 2026-12-31
class = "B+C"
files = true
attest = "签到表"
unseen = "线下列席"
remedy = "补充公开。"
[[task.part]]
kind = "pages"
title = "列席会议"
where = ["HY", "JD"]
words = { title = [["列席"]], text = [["公众代表", "市民 代表"], ["常务会议"]], not_title = ["培训"] }
count = "meeting"
short = "unmet"
least = { value = 5, origin = "verified", source = "任务17" }
companion = { title = "采纳情况", words = { text = [["采纳"]] } }
doubt = { title = [["常务 会议"]], text = [["图解"]] }
[[task.part]]
kind = "matrix"
title = "五大方面"
reach = "own"
rows = [{ name = "金融", words = { text = [["金融"]] } }]
columns = [{ name = "规划", words = { title = [["规划"]] } }, { name = "政策", words = { document = "policy" } }]
least = { value = 2, origin = "house", source = "默认" }
[[task.part]]
kind = "column"
title = "公报栏目"
where = { names = ["公报"] }
least = { value = 1, origin = "indirect", source = "默认" }
[[task.part]]
kind = "checks"
title = "指南"
checks = ["disclosure-section-missing"]
targets = ["guide"]
reach = "district"
failed = "no_evidence"
least = { value = 1, origin = "house", source = "默认" }
[[task.part]]
kind = "attestation"
title = "签到表"
"""


def load(folder: Path, text: str) -> Standard:
    (folder / "local.toml").write_text(text, encoding="utf-8")
    (standard,) = load_standards(folder, ["local"])
    return standard


def complaints(folder: Path, text: str) -> list[str]:
    with pytest.raises(ConfigError) as caught:
        load(folder, text)
    return [line.replace(f"{folder}/", "") for line in caught.value.complaints]


def test_every_word_of_the_vocabulary_is_read(tmp_path: Path) -> None:
    standard = load(tmp_path, PACK)
    assert standard.table is not None
    (task,) = standard.table.tasks
    pages, matrix, structure, judged, attested = task.parts
    assert isinstance(pages, Pages)
    assert pages.where == Place((ColumnKind.INTERPRETATION,), ("会议公开",))
    assert pages.wanted == Wanted((("列席",),), (("公众代表", "市民代表"), ("常务会议",)), ("培训",))
    assert (pages.count, pages.short, pages.reach) == (CountBy.MEETING, Shortage.UNMET, Reach.NAMED)
    assert (pages.least.value, pages.companion_title) == (5, "采纳情况")
    assert pages.companion == Wanted(text=(("采纳",),))
    assert pages.doubt == Wanted((("常务会议",),), (("图解",),))
    assert isinstance(matrix, Matrix)
    assert [line.name for line in (*matrix.rows, *matrix.columns)] == ["金融", "规划", "政策"]
    assert (matrix.reach, matrix.short) == (Reach.OWN, Shortage.NO_EVIDENCE)
    assert isinstance(structure, Structure)
    assert (structure.where, structure.short) == (Place((), ("公报",)), Shortage.UNMET)
    assert isinstance(judged, Judged)
    assert (judged.checks, judged.targets) == (("disclosure-section-missing",), ("guide",))
    assert (judged.reach, judged.failed) == (Reach.DISTRICT, Shortage.NO_EVIDENCE)
    assert attested == Attested("签到表")
    assert (task.id, task.due, task.district_wide, task.task_class) == (
        "X26-17",
        date(2026, 12, 31),
        False,
        "B+C",
    )
    assert standard.table.starts == date(2026, 1, 1)
    assert standard.table.units == {"各街道办事处": Responsible((UnitKind.STREET,))}


def rule_of(folder: Path, text: str) -> Rule:
    (rule,) = load(folder, text).rules
    return rule


def test_a_task_that_is_filed_is_a_rule_with_its_numbers(tmp_path: Path) -> None:
    rule = rule_of(tmp_path, PACK)
    assert (rule.id, rule.check, rule.params.task) == ("X26-17", "task-evidence-short", "X26-17")
    assert (rule.stated, rule.level, rule.origin) == (Level.DEDUCT, Level.ADVICE, Origin.HOUSE)
    assert [item.name for item in rule.thresholds] == ["列席会议", "五大方面", "公报栏目", "指南"]
    assert (rule.title, rule.clause) == ("列席不少于5次", "某政办发〔2026〕3号：年内不少于5次。")
    assert (rule.remedy, rule.points, rule.kinds) == ("补充公开。", 0.0, tuple(UnitKind))


@pytest.mark.parametrize(
    ("origin", "level"),
    [("verified", Level.DEDUCT), ("indirect", Level.ADVICE), ("house", Level.ADVICE)],
)
def test_its_weight_is_that_of_its_weakest_number(tmp_path: Path, origin: str, level: Level) -> None:
    text = PACK.replace('"house"', f'"{origin}"').replace('"indirect"', f'"{origin}"')
    assert rule_of(tmp_path, text).level is level


def test_only_kinds_that_can_be_responsible_are_judged(tmp_path: Path) -> None:
    only = PACK.replace('units = ["区政府办公室", "各街道办事处"]', 'units = ["各街道办事处"]')
    assert rule_of(tmp_path, only).kinds == (UnitKind.STREET,)


def test_a_task_that_is_not_filed_is_no_rule(tmp_path: Path) -> None:
    assert load(tmp_path, PACK.replace("files = true\n", "")).rules == ()


def test_evidence_counts_from_the_first_day_that_the_table_gives(tmp_path: Path) -> None:
    table = load(tmp_path, PACK.replace("year = 2026", "year = 2026\nstarts = 2026-03-01")).table
    assert table is not None
    assert table.starts == date(2026, 3, 1)


@pytest.mark.parametrize(
    ("old", "new", "line", "told"),
    [
        ("year = 2026", 'year = "2026"', 8, "year is '2026'; write a int"),
        ("year = 2026", "year = 26", 8, "year is 26; write it with four figures"),
        ('prefix = "X26"', "", 7, "missing 'prefix'"),
        ('prefix = "X26"', 'prefx = "X26"', 10, "unknown key 'prefx'; did you mean 'prefix'?"),
        ('kinds = ["street"]', 'kinds = ["streets"]', 12, "unknown unit kind 'streets'"),
        ('kinds = ["street"]', "", 11, "stands for no unit"),
        ('"各街道办事处"]\nkinds', '"各街道办事处1"]\nkinds', 11, "unknown unit: no task names"),
        ('names = ["会议公开"]', "", 13, "this place is empty"),
        ('kinds = ["interpretation"]', 'kinds = ["interpret"]', 16, "unknown column kind 'interpret'"),
        ("number = 17", 'number = "17"', 19, "number is '17'; write a int"),
        ('summary = "列席不少于5次"', "", 18, "missing 'summary'"),
        ('summary = "列席不少于5次"', 'summary = " "', 23, "summary is empty"),
        ('unseen = "线下列席"', "", 18, "missing 'unseen'"),
        ('units = ["区政府办公室", "各街道办事处"]', "units = []", 24, "units is empty"),
        ("due = 2026-12-31", "due = 2025-12-31", 26, "due 2025-12-31 is before 2026-01-01"),
        ("due = 2026-12-31", 'due = "12月底"', 26, "due is '12月底'; write a date"),
        ("due = 2026-12-31", "", 28, "files = true without a deadline"),
        ('class = "B+C"', 'class = "D"', 27, "class is 'D'"),
        ('class = "B+C"', 'class = "B+B"', 27, "class is 'B+B'"),
        ('attest = "签到表"', "", 18, "class B+C without 'attest'"),
        ('remedy = "补充公开。"', "", 18, "files = true without 'remedy'"),
        ("files = true", 'files = true\nscope = "area"', 29, "unknown scope 'area'"),
        ('kind = "pages"', 'kind = "page"', 33, "unknown kind of part 'page'; did you mean 'pages'?"),
        ('where = ["HY", "JD"]', 'where = ["HX"]', 35, "unknown place 'HX'"),
        ('where = ["HY", "JD"]', "where = []", 35, "where is []"),
        ('[["列席"]]', '["列席"]', 36, "'列席' is no group of words; write ['列席']"),
        ('[["列席"]]', "[[]]", 36, "a group of words in title is empty"),
        ('[["列席"]]', '[[""]]', 36, "'' is no word"),
        ('not_title = ["培训"]', "not_titel = []", 36, "unknown key 'not_titel'"),
        ('not_title = ["培训"]', 'document = "law"', 36, "unknown kind of document 'law'"),
        ('count = "meeting"', 'count = "meetings"', 37, "unknown count 'meetings'"),
        ('count = "meeting"', 'count = "quarter"', 39, "a year has only 4 of count 'quarter'"),
        ('count = "meeting"', 'reach = "all"', 37, "unknown reach 'all'"),
        ('short = "unmet"', 'short = "bad"', 38, "unknown short 'bad'"),
        ('least = { value = 5, origin = "verified", source = "任务17" }', "", 32, "missing 'least'"),
        ('value = 5, origin = "verified", ', "value = 5, ", 39, "missing 'origin'"),
        ("value = 5", "value = 0", 39, "least is 0"),
        ("value = 5", 'value = "5"', 39, "'least' is '5'; write a whole number"),
        ("value = 5", "value = 5.5", 39, "'least' is 5.5; write a whole number"),
        ("{ text = [[\"采纳\"]] }", "{ }", 40, "these words ask for nothing"),
        ('title = "采纳情况", ', "", 40, "missing 'title'"),
        ('rows = [{ name = "金融", words = { text = [["金融"]] } }]', "rows = []", 46, "rows is empty"),
        ('{ name = "金融", words = { text = [["金融"]] } }', '"金融"', 46, "'金融' is no table"),
        ("value = 2", "value = 3", 48, "least is 3, and there are only 2 columns"),
        ('where = { names = ["公报"] }', "", 49, "missing 'where'"),
        ('checks = ["disclosure-section-missing"]', "checks = []", 57, "checks is empty"),
        ('["disclosure-section-missing"]', '["disclosure"]', 57, "unknown check or rule 'disclosure'"),
        ('doubt = { title', 'doubt = { titel', 41, "unknown key 'titel'"),
        ('doubt = { title = [["常务 会议"]], text = [["图解"]] }', "doubt = { }", 41, "these words ask for nothing"),
        ('reach = "district"', 'reach = "named"', 59, "checks name no unit"),
        ('failed = "no_evidence"', 'failed = "advice"', 60, "unknown failed 'advice'"),
        ('kind = "attestation"', 'kind = "attestation"\nleast = 1', 64, "unknown key 'least'"),
    ],
)  # fmt: skip
def test_what_is_wrong_is_told_with_its_line(
    tmp_path: Path, old: str, new: str, line: int, told: str
) -> None:
    assert old in PACK
    said = complaints(tmp_path, PACK.replace(old, new, 1))
    assert any(one.startswith(f"local.toml:{line}: ") and told in one for one in said), said


def test_a_number_given_twice_names_both_places(tmp_path: Path) -> None:
    again = PACK + PACK[PACK.index("[[task]]") :].replace("列席不少于5次", "又一项")
    (said,) = complaints(tmp_path, again)
    assert said == "local.toml:66: task 17 stands already at local.toml:19; give another number"


@pytest.mark.parametrize(("value", "accepted"), [(2, True), (3, False)])
def test_no_more_quarters_than_there_are_until_the_deadline(
    tmp_path: Path, value: int, accepted: bool
) -> None:
    text = PACK.replace('count = "meeting"', 'count = "quarter"').replace("value = 5", f"value = {value}")
    text = text.replace("due = 2026-12-31", "due = 2026-06-30")
    if accepted:
        assert load(tmp_path, text).table
    else:
        assert any("only 2 of count 'quarter'" in one for one in complaints(tmp_path, text))


def test_a_filed_task_needs_a_part_whose_shortage_is_proven(tmp_path: Path) -> None:
    text = PACK[: PACK.index('[[task.part]]\nkind = "matrix"')].replace('short = "unmet"\n', "")
    assert complaints(tmp_path, text) == [
        'local.toml:28: files = true, and no shortage is proven; write short = "unmet" in a part, or leave files out'
    ]
    checks = PACK[PACK.index('[[task.part]]\nkind = "checks"') :]
    assert complaints(tmp_path, text + checks)
    assert load(tmp_path, text + checks.replace('failed = "no_evidence"\n', "")).table


@pytest.mark.parametrize(
    ("text", "told"),
    [
        (PACK[: PACK.index("[[task]]")], "local.toml:7: the table has no tasks; write [[task]] for each row"),
        (
            PACK[: PACK.index("[tasks]")] + PACK[PACK.index("[[task]]") :],
            "local.toml:7: tasks without their table; write [tasks] with year, title and prefix",
        ),
        (
            PACK[: PACK.index("[[task.part]]")],
            'local.toml:18: no part says what evidence is; write [[task.part]], at least kind = "attestation"',
        ),
    ],
)
def test_half_a_table_is_told(tmp_path: Path, text: str, told: str) -> None:
    assert told in complaints(tmp_path, text)


def test_the_district_is_judged_by_checks_of_every_unit_or_none(tmp_path: Path) -> None:
    text = PACK.replace("files = true", 'scope = "district"', 1)
    assert load(tmp_path, text).table
    told = 'local.toml:54: checks judge each unit apart; write scope = "unit", or reach = "district" here'
    assert complaints(tmp_path, text.replace('reach = "district"\n', "")) == [told]


@pytest.mark.parametrize(
    ("units", "accepted"),
    [('["区政府办公室"]', True), ('["区政府办公室", "区财政局"]', False), ('["各街道办事处"]', False)],
)
def test_what_the_district_lacks_is_filed_only_of_one_unit(
    tmp_path: Path, units: str, accepted: bool
) -> None:
    text = PACK.replace("files = true", 'files = true\nscope = "district"')
    text = text.replace('units = ["区政府办公室", "各街道办事处"]', f"units = {units}")
    if "各街道" not in units:
        text = text.replace('[tasks.units."各街道办事处"]\nkinds = ["street"]\n', "")
    if accepted:
        assert load(tmp_path, text).table
    else:
        assert any("no one unit's defect" in one for one in complaints(tmp_path, text))


@pytest.mark.parametrize("value", ["7", '"x"', "[7]", "{ a = 7 }", "true", "2026-01-01", "[]", "{ }"])
def test_whatever_stands_in_a_place_is_read_or_told(tmp_path: Path, value: str) -> None:
    lines = PACK.splitlines()
    told: list[str] = []
    for n, line in enumerate(lines):
        key, equals, _ = line.partition(" = ")
        if equals:
            text = "\n".join([*lines[:n], f"{key} = {value}", *lines[n + 1 :]])
            try:
                load(tmp_path, text)
            except ConfigError as error:
                told += error.complaints
    assert told
    assert all(one.startswith(f"{tmp_path}/local.toml:") for one in told)


OTHER = """\
[pack]
id = "other"
title = "其他"
document = "某办发〔2026〕1号"
issued = "2026-01-01"
[[rule]]
id = "O-1"
check = "home-stale"
level = "veto"
origin = "verified"
title = "首页"
clause = "第一条"
kinds = ["department"]
remedy = "更新首页。"
params.max_age_days = { value = 14, origin = "verified", source = "第一条" }
"""


@pytest.mark.parametrize("order", [("other", "local"), ("local", "other")])
def test_rules_of_any_pack_may_be_asked(tmp_path: Path, order: tuple[str, str]) -> None:
    (tmp_path / "other.toml").write_text(OTHER, encoding="utf-8")
    text = PACK.replace('["disclosure-section-missing"]', '["O-1"]')
    (tmp_path / "local.toml").write_text(text, encoding="utf-8")
    packs = {pack.id: pack for pack in load_standards(tmp_path, order)}
    table = packs["local"].table
    assert table is not None
    assert [part.checks for part in table.tasks[0].parts if isinstance(part, Judged)] == [("O-1",)]


@pytest.mark.parametrize("files", ["files = true", "files = false"])
def test_two_tables_have_ids_of_their_own(tmp_path: Path, files: str) -> None:
    text = PACK.replace("files = true", files)
    (tmp_path / "local.toml").write_text(text, encoding="utf-8")
    second = tmp_path / "second.toml"
    second.write_text(text.replace('id = "local"', 'id = "second"'), encoding="utf-8")
    with pytest.raises(ConfigError) as caught:
        load_standards(tmp_path, ["local", "second"])
    told = f"{second}:19: task 'X26-17' is taken at {tmp_path}/local.toml:19; give the table another prefix"
    assert list(caught.value.complaints) == [told]
    second.write_text(second.read_text(encoding="utf-8").replace('"X26"', '"S26"'), encoding="utf-8")
    assert len(load_standards(tmp_path, ["local", "second"])) == 2
