from __future__ import annotations

from pathlib import Path

import pytest

from checks.engine.model import Level, Origin
from checks.engine.standard import NATIONAL, all_rules, load_standards, rule_rows, weigh
from evidence.errors import ConfigError
from evidence.records import ColumnKind, UnitKind
from tests.builders import unit

CONFIG = Path(__file__).parents[3] / "config" / "standards"
PACK = """\
[pack]
id = "local"
title = "地方标准"
document = "某文（某发〔2026〕1号）"
issued = "2026-01-01"

[[rule]]
id = "L-1"
check = "home-stale"
level = "veto"
origin = "verified"
title = "首页"
clause = "某发〔2026〕1号第一条"
kinds = ["department"]
remedy = "更新首页。"
params.max_age_days = { value = 14, origin = "verified", source = "第一条" }
"""


def write(folder: Path, text: str, name: str = "local") -> Path:
    (folder / f"{name}.toml").write_text(text, encoding="utf-8")
    return folder


def complaints(folder: Path, *names: str) -> list[str]:
    with pytest.raises(ConfigError) as caught:
        load_standards(folder, names or ("local",))
    return [line.replace(f"{folder}/", "") for line in caught.value.complaints]


def test_national_packs_load_in_order_and_once() -> None:
    standards = load_standards(CONFIG, ["national", "guoban-2019"])
    assert tuple(standard.id for standard in standards) == NATIONAL
    assert len({rule.id for rule in all_rules(standards)}) == len(rule_rows(standards))


def test_national_vetoes_are_verified_and_none_concerns_institutions() -> None:
    rules = all_rules(load_standards(CONFIG, ["national"]))
    vetoes = [rule for rule in rules if rule.level is Level.VETO]
    assert [(rule.id, rule.check, rule.origin) for rule in vetoes] == [
        ("GB19-V02", "site-unreachable", Origin.VERIFIED),
        ("GB19-V03", "home-stale", Origin.VERIFIED),
        ("GB19-V04", "columns-not-updated", Origin.VERIFIED),
        ("GB19-V05-1", "interaction-channel-missing", Origin.VERIFIED),
        ("GB19-V05-2", "message-unanswered", Origin.VERIFIED),
        ("GB19-V06-1", "service-none", Origin.VERIFIED),
    ]
    for rule in rules:
        if rule.standard == "guoban-2019":
            assert UnitKind.INSTITUTION not in rule.kinds
        if rule.check in ("column-empty", "column-stale"):
            assert rule.stated is not Level.VETO


def test_deduction_table_judges_portals_alone() -> None:
    rules = {rule.id: rule for rule in all_rules(load_standards(CONFIG, ["national"]))}
    assert rules["GB19-K05"].judges(unit(UnitKind.GOVERNMENT, portal=True))
    assert not rules["GB19-K05"].judges(unit(UnitKind.GOVERNMENT))
    assert rules["GB19-K05"].points == 5
    assert rules["GB19-V04-1"].params.windows[ColumnKind.NEWS] == 14
    scored = {rule.id for rule in rules.values() if rule.points and rule.points_origin is Origin.VERIFIED}
    assert scored == {"GB19-K05", "GB19-K18"}


def test_the_veto_counts_what_the_column_rules_find() -> None:
    rules = {rule.id: rule.params for rule in all_rules(load_standards(CONFIG, ["national"]))}
    veto, by_kind, empty = rules["GB19-V04"], rules["GB19-V04-1"], rules["GB19-V04-3"]
    assert (veto.windows, veto.first_level) == (by_kind.windows, by_kind.first_level)
    assert veto.grace_days == empty.grace_days
    assert (veto.by_kind_limit, veto.ledger_limit, veto.empty_limit) == (5, 10, 5)


def test_folder_of_the_district_goes_before_that_of_the_program(tmp_path: Path) -> None:
    standards = load_standards([write(tmp_path, PACK), CONFIG], ["national", "local"])
    assert tuple(standard.id for standard in standards) == (*NATIONAL, "local")


@pytest.mark.parametrize(
    ("stated", "origin", "level"),
    [
        (Level.VETO, Origin.VERIFIED, Level.VETO),
        (Level.DEDUCT, Origin.VERIFIED, Level.DEDUCT),
        (Level.VETO, Origin.INDIRECT, Level.DEDUCT),
        (Level.DEDUCT, Origin.INDIRECT, Level.ADVICE),
        (Level.ADVICE, Origin.INDIRECT, Level.ADVICE),
        (Level.VETO, Origin.UNVERIFIED, Level.ADVICE),
        (Level.VETO, Origin.HOUSE, Level.ADVICE),
    ],
)
def test_origin_decides_the_level(stated: Level, origin: Origin, level: Level) -> None:
    assert weigh(stated, origin) is level


@pytest.mark.parametrize(
    ("old", "new", "level"),
    [
        ("", "", Level.VETO),
        ('origin = "verified", source', 'origin = "unverified", source', Level.ADVICE),
        ('origin = "verified", source', 'origin = "indirect", source', Level.DEDUCT),
        ('origin = "verified"\n', 'origin = "house"\n', Level.ADVICE),
    ],
)
def test_a_weak_number_weakens_its_rule(tmp_path: Path, old: str, new: str, level: Level) -> None:
    (rule,) = all_rules(load_standards(write(tmp_path, PACK.replace(old, new)), ["local"]))
    assert (rule.stated, rule.level) == (Level.VETO, level)


def test_a_number_that_only_excuses_does_not() -> None:
    rules = {rule.id: rule for rule in all_rules(load_standards(CONFIG, ["national"]))}
    grace = [item for item in rules["GB19-V04"].thresholds if item.name == "grace_days"]
    assert [(item.origin, item.excuses) for item in grace] == [(Origin.HOUSE, True)]
    assert rules["GB19-V04"].origin is Origin.VERIFIED


@pytest.mark.parametrize(
    ("old", "new", "complaint"),
    [
        (
            "params.max_age_days",
            "params.max_age_day",
            "local.toml:16: unknown parameter 'max_age_day'; did you mean",
        ),
        ("params.max_age_days", "params.max_age_day", ": missing parameter 'max_age_days'; write"),
        (
            "value = 14",
            "value = '14'",
            "local.toml:16: parameter 'max_age_days' is '14'; write a whole number",
        ),
        ("value = 14", "value = true", "write a whole number"),
        ("value = 14", "value = -1", "write a number of 0 or more"),
        ("{ value = 14, ", "{ ", "write max_age_days = { value = …"),
        (', source = "第一条"', "", "local.toml:16: missing 'source'"),
        ('= 14, origin = "verified"', '= 14, origin = "verifed"', "unknown origin 'verifed'; did you mean"),
        ("home-stale", "home-stall", "local.toml:9: unknown check 'home-stall'; did you mean 'home-stale'?"),
        ('level = "veto"', 'level = "vetos"', "local.toml:10: unknown level 'vetos'; did you mean 'veto'?"),
        ('["department"]', '["departments"]', "local.toml:14: unknown unit kind 'departments'; did you mean"),
        ('["department"]', "[]", "local.toml:14: kinds is empty"),
        ("remedy =", "remedies =", "local.toml:15: unknown key 'remedies'; did you mean 'remedy'?"),
        ("remedy =", "remedies =", "local.toml:7: missing 'remedy'"),
        ('id = "local"', 'id = "other"', "local.toml:2: pack id 'other' differs from the file's name"),
        ("[[rule]]", "[[rules]]", "local.toml:7: unknown table 'rules'; did you mean 'rule'?"),
    ],
)
def test_mistake_is_told_with_its_line(tmp_path: Path, old: str, new: str, complaint: str) -> None:
    found = complaints(write(tmp_path, PACK.replace(old, new)))
    assert any(complaint in line for line in found), found


def test_all_mistakes_of_all_packs_are_told_at_once(tmp_path: Path) -> None:
    write(tmp_path, PACK.replace("home-stale", "home").replace("remedy", "cure"))
    write(tmp_path, PACK.replace('id = "local"', 'id = "two"').replace("issued", "date"), "two")
    found = complaints(tmp_path, "local", "two", "thre")
    assert [line.partition(":")[0] for line in found] == ["local.toml"] * 3 + ["two.toml"] * 3 + ["thre.toml"]
    assert "rule id 'L-1' is taken at" in found[-2]


def test_unknown_pack_is_told(tmp_path: Path) -> None:
    (line,) = complaints(write(tmp_path, PACK), "locale")
    assert line == "locale.toml:1: no standard 'locale'; did you mean 'local'?"


def test_dict_of_numbers_is_typed(tmp_path: Path) -> None:
    text = PACK.replace("home-stale", "column-stale").replace(
        "params.max_age_days = { value = 14, ", "params.windows.newz = { value = 14, "
    )
    found = complaints(write(tmp_path, text))
    assert any("local.toml:16: unknown key of windows 'newz'; did you mean 'news'?" in line for line in found)
    assert sum("missing parameter" in line for line in found) == 2
