"""Checklists of public institutions: read from the packs, told as a matrix in natural order."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from checks.engine.model import Level, Origin
from checks.engine.params import Item
from checks.engine.run import judge
from checks.engine.standard import load_standards
from checks.engine.workdays import Calendar
from evidence.errors import ConfigError
from evidence.records import SECTORS, UnitKind
from evidence.units import UnitEvidence
from tests.builders import column, page, unit, unread

STANDARDS = load_standards(Path(__file__).parents[3] / "config" / "standards", ["national"])
PACK = """\
[pack]
id = "local"
title = "地方标准"
document = "某文（某发〔2026〕1号）"
issued = "2026-01-01"

[[rule]]
id = "L-1"
check = "institution-item-missing"
level = "deduct"
origin = "verified"
title = "公开事项"
clause = "某发〔2026〕1号第一条"
kinds = ["institution"]
sectors = ["education"]
remedy = "补充。"

[rule.params]
not_for = { value = [], origin = "house", source = "无" }

[rule.params.items]
E5 = { title = "收费信息", value = ["收费"], titles = ["收费标准"], origin = "verified", source = "第一条" }
"""


def school(sector: str = "education", *names: str) -> UnitEvidence:
    shown = unit(
        UnitKind.INSTITUTION, whole_host=True, columns=tuple(column(n, 3) for n in names), pages=(page(),)
    )
    return replace(shown, unit=replace(shown.unit, sector=sector))


def test_a_school_has_its_items_in_natural_order() -> None:
    names = ("学校概况", "收费信息", "规章制度", "校园安全")
    rows = judge(school("education", *names), STANDARDS, Calendar()).matrix
    assert [row.item for row in rows] == [f"E{n}" for n in range(1, 11)]
    assert [row.item for row in rows if row.state == "present"] == ["E1", "E2", "E4", "E5", "E10"]
    assert {row.item for row in rows if row.url} == {"E1", "E2", "E4", "E5", "E10"}
    assert rows[4].title == "收费信息"


def test_missing_items_are_findings_by_their_origin() -> None:
    found = judge(school("health", "医院概况"), STANDARDS, Calendar())
    levels = {one.target: one.level for one in found.findings}
    assert levels == {"H3": Level.ADVICE, **{f"H{n}": Level.DEDUCT for n in (2, 4, 5, 6, 7, 8, 9)}}
    assert {row.item for row in found.matrix if row.state == "missing"} == set(levels)
    assert [row.item for row in found.matrix] == [f"H{n}" for n in range(1, 10)]


def test_what_was_not_read_is_undetermined() -> None:
    rows = judge(unread(school("education", "收费信息")), STANDARDS, Calendar()).matrix
    assert {row.state for row in rows} <= {"present", "undetermined"}
    assert all(row.why for row in rows if row.state == "undetermined")


@pytest.mark.parametrize("sector", SECTORS)
def test_every_sector_but_environment_has_a_checklist(sector: str) -> None:
    assert bool(judge(school(sector), STANDARDS, Calendar()).matrix) is (sector != "environment")


def test_an_item_has_its_words_and_origin(tmp_path: Path) -> None:
    (tmp_path / "local.toml").write_text(PACK, encoding="utf-8")
    (standard,) = load_standards(tmp_path, ["local"])
    assert standard.rules[0].params.items == {"E5": Item("收费信息", ("收费",), ("收费标准",))}
    assert (standard.rules[0].origin, standard.rules[0].level) == (Origin.VERIFIED, Level.DEDUCT)


@pytest.mark.parametrize(
    ("old", "new", "complaint"),
    [
        ('title = "收费信息", ', "", "local.toml:22: missing 'title'; write title = <str>"),
        ('"收费"', "5", "local.toml:22: parameter 'items.E5' is [5]; write a str"),
        ("titles =", "title_words =", "local.toml:22: unknown key 'title_words'; did you mean 'titles'?"),
    ],
)
def test_a_faulty_item_is_complained_of(tmp_path: Path, old: str, new: str, complaint: str) -> None:
    (tmp_path / "local.toml").write_text(PACK.replace(old, new), encoding="utf-8")
    with pytest.raises(ConfigError) as caught:
        load_standards(tmp_path, ["local"])
    assert complaint in [line.replace(f"{tmp_path}/", "") for line in caught.value.complaints]
