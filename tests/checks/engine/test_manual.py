from __future__ import annotations

from pathlib import Path

import pytest

from checks.engine.manual import checks_table, rule_text, rules_text
from checks.engine.registry import HEADINGS, all_checks
from checks.engine.standard import all_rules, load_standards
from evidence.errors import UsageError

STANDARDS = load_standards(Path(__file__).parents[3] / "config" / "standards", ["national"])


def test_list_names_every_rule_with_level_and_origin() -> None:
    text = rules_text(STANDARDS)
    assert all(rule.id in text and rule.title in text for rule in all_rules(STANDARDS))
    assert "否决·已核实  home-stale" in text


@pytest.mark.parametrize("spec", all_checks(), ids=lambda spec: spec.id)
def test_check_is_explained_with_all_its_rules(spec: object) -> None:
    text = rule_text(STANDARDS, spec.id)
    assert all(f"{heading}:" in text for heading in HEADINGS)
    for rule in all_rules(STANDARDS):
        assert (rule.clause in text) is (rule.check == spec.id)


def test_rule_is_explained_alone_with_its_numbers() -> None:
    text = rule_text(STANDARDS, "GB19-K05")
    assert "阈值：windows.policy = 184（已核实）" in text
    assert "分值：5分，本项最多扣5分（已核实）" in text
    assert "仅门户网站" in text
    assert "GB19-V04-1" not in text
    assert "（文件列为扣分，因来源降级）" in rule_text(STANDARDS, "GB19-K06")
    assert "只用于免责" in rule_text(STANDARDS, "GB19-V04-3")


def test_unknown_name_is_told_with_the_nearest() -> None:
    with pytest.raises(UsageError, match="no check, rule or task 'column-emty'; did you mean 'column-empty'"):
        rule_text(STANDARDS, "column-emty")


def test_check_without_a_rule_says_so() -> None:
    assert "No rule" in rule_text((), "link-dead")


def test_table_has_a_row_for_each_check() -> None:
    lines = checks_table(STANDARDS).splitlines()
    assert len(lines) == 2 + len(all_checks())
    row = "| `column-empty` | 空白栏目 | Columns (栏目) that show nothing. | `GB19-V04-3`"
    assert [line for line in lines if line.startswith(row)]
