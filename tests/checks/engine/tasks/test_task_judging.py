"""Tasks within the judgement of a unit: after the other checks, and never in their way."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest

from checks.engine.manual import rule_text
from checks.engine.model import Level, TaskState, UnitAssessment
from checks.engine.run import ask_all, judge
from checks.engine.standard import Standard, load_standards
from checks.engine.tasks.desk import TaskDesk
from checks.engine.workdays import Calendar
from evidence.records import Unit
from tests.builders import column
from tests.builders_tasks import AFTER, DUE, FINANCE, STREET, UNITS, MemoryIndex, district, evidence, shown

PACK = """\
[pack]
id = "local"
title = "任务"
document = "某政办发〔2026〕3号"
issued = "2026-01-31"
[[rule]]
id = "L-1"
check = "column-empty"
level = "advice"
origin = "verified"
title = "空白"
clause = "第一条"
kinds = ["department"]
remedy = "更新。"
params.grace_days = { value = 7, origin = "house", source = "默认" }
[tasks]
year = 2026
title = "2026年任务分解表"
prefix = "X26"
[[task]]
number = 48
group = "保障"
topic = "培训"
requirement = "每年至少组织2次专题培训。"
summary = "专题培训不少于2次"
units = ["区财政局"]
due_text = "12月底前"
due = 2026-12-31
class = "B"
files = true
unseen = "线下培训"
remedy = "公开培训情况。"
[[task.part]]
kind = "pages"
title = "专题培训"
words = { text = [["培训"]] }
short = "unmet"
least = { value = 2, origin = "verified", source = "任务48" }
[[task.part]]
kind = "checks"
title = "没有空白栏目"
checks = ["column-empty"]
least = { value = 1, origin = "verified", source = "任务33" }
"""
INDEX = district(shown("财务培训甲"))


@pytest.fixture
def standards(tmp_path: Path) -> tuple[Standard, ...]:
    (tmp_path / "local.toml").write_text(PACK, encoding="utf-8")
    return load_standards(tmp_path, ["local"])


def judged(
    standards: tuple[Standard, ...],
    unit: Unit = FINANCE,
    as_of: date = AFTER,
    index: MemoryIndex = INDEX,
    **rest: Any,
) -> UnitAssessment:
    desk = TaskDesk.over(standards, UNITS, index, as_of)
    return judge(replace(evidence(unit, as_of), **rest), standards, Calendar(), desk=desk)


def test_a_task_that_is_short_after_its_deadline_is_one_finding(standards: tuple[Standard, ...]) -> None:
    found = judged(standards)
    (finding,) = found.findings
    assert (finding.check, finding.rule, finding.target) == ("task-evidence-short", "X26-48", "X26-48")
    assert (finding.level, finding.url, finding.remedy) == (
        Level.DEDUCT,
        FINANCE.sites[0].url,
        "公开培训情况。",
    )
    assert finding.clause == "某政办发〔2026〕3号：每年至少组织2次专题培训。"
    assert [row.state for row in found.tasks] == [TaskState.UNMET]
    assert found.due == ()


@pytest.mark.parametrize(("day", "findings", "due"), [(DUE, 0, 1), (DUE + timedelta(days=1), 1, 0)])
def test_until_its_deadline_it_is_due(
    standards: tuple[Standard, ...], day: date, findings: int, due: int
) -> None:
    found = judged(standards, as_of=day)
    assert (len(found.findings), len(found.due)) == (findings, due)
    for row in found.due:
        assert (row.check, row.target, row.url) == ("task-evidence-short", "X26-48", FINANCE.sites[0].url)
        assert (row.column, row.due, row.days_left) == (None, DUE, 0)


def test_what_is_met_is_neither_due_nor_filed(standards: tuple[Standard, ...]) -> None:
    index = district(shown("财务培训甲"), shown("财务培训乙"))
    for day in (date(2026, 6, 1), AFTER):
        found = judged(standards, as_of=day, index=index, columns=(column("公告", 3),))
        assert (found.findings, found.due, found.tasks[0].count) == ((), (), 3)
        assert found.tasks[0].state is TaskState.MET


def test_other_checks_are_heard(standards: tuple[Standard, ...]) -> None:
    found = judged(standards, columns=(column("公告"), column("动态", 3)))
    assert found.tasks[0].parts[1].state is TaskState.UNMET
    assert found.tasks[0].parts[1].count == 1
    assert [one.check for one in found.findings] == ["column-empty", "task-evidence-short"]


def test_units_without_tasks_hear_nothing_of_them(standards: tuple[Standard, ...]) -> None:
    found = judged(standards, STREET)
    assert (found.tasks, found.findings, found.due, found.undetermined) == ((), (), (), ())


def test_without_a_desk_nobody_hears_of_tasks(standards: tuple[Standard, ...]) -> None:
    found = judge(evidence(), standards, Calendar())
    assert (found.tasks, found.findings, found.untested) == ((), (), ())


def test_a_unit_without_a_site_still_has_its_tasks(standards: tuple[Standard, ...]) -> None:
    found = judged(standards, replace(FINANCE, sites=()))
    assert [row.state for row in found.tasks] == [TaskState.UNDETERMINED]
    assert found.findings == ()


class Broken(MemoryIndex):
    def in_text(self, word: str) -> int:
        raise RuntimeError("disk")


def test_what_breaks_leaves_its_check_untested_and_all_else_as_it_is(
    standards: tuple[Standard, ...],
) -> None:
    shown_columns = (column("公告"),)
    found = judged(standards, index=Broken((), ()), columns=shown_columns)
    assert [(row.check, row.why) for row in found.untested] == [
        ("task-evidence-short", "the check failed: RuntimeError: disk")
    ]
    assert found.tasks == ()
    assert [one.check for one in found.findings] == ["column-empty"]


def test_what_breaks_is_told_of_a_unit_without_a_site_too(standards: tuple[Standard, ...]) -> None:
    found = judged(standards, replace(FINANCE, sites=()), index=Broken((), ()))
    assert [row.check for row in found.untested] == ["task-evidence-short"]
    assert found.tasks == ()


TWO_RULES = PACK.replace(
    "[tasks]",
    """[[rule]]
id = "L-2"
check = "column-empty"
level = "advice"
origin = "house"
title = "空白，从严"
clause = "第二条"
kinds = ["department"]
remedy = "更新。"
params.grace_days = { value = 0, origin = "house", source = "默认" }
[tasks]""",
).replace('checks = ["column-empty"]', 'checks = ["L-1"]\nreach = "own"')


@pytest.mark.parametrize(
    ("reach", "rule", "state"),
    [
        ("own", "L-1", TaskState.NO_EVIDENCE),
        ("own", "L-2", TaskState.UNMET),
        ("own", "column-empty", TaskState.UNMET),
        ("district", "L-1", TaskState.NO_EVIDENCE),
        ("district", "L-2", TaskState.UNMET),
    ],
)
def test_a_part_may_ask_what_a_check_says_under_one_rule(
    tmp_path: Path, reach: str, rule: str, state: TaskState
) -> None:
    text = TWO_RULES.replace('["L-1"]', f'["{rule}"]').replace('"own"', f'"{reach}"')
    (tmp_path / "local.toml").write_text(text, encoding="utf-8")
    standards = load_standards(tmp_path, ["local"])
    unit = replace(
        evidence(FINANCE, AFTER), columns=(column("新栏目", first_seen=AFTER - timedelta(days=3)),)
    )
    desk = TaskDesk.over(standards, UNITS, INDEX, AFTER)
    ask_all(desk, [unit], standards, Calendar())
    (row,) = judge(unit, standards, Calendar(), desk=desk).tasks
    assert row.parts[1].state is state


def test_a_rule_whose_check_broke_leaves_its_task_open(tmp_path: Path) -> None:
    (tmp_path / "local.toml").write_text(TWO_RULES, encoding="utf-8")
    standards = load_standards(tmp_path, ["local"])
    (row,) = TaskDesk.over(standards, UNITS, INDEX, AFTER).rows(evidence(), [], ["column-empty"])
    assert row.parts[1].state is TaskState.UNDETERMINED


def test_the_check_is_explained_with_its_tasks(standards: tuple[Standard, ...]) -> None:
    told = rule_text(standards, "task-evidence-short")
    assert "X26-48  专题培训不少于2次  [local]" in told
    assert "阈值：专题培训 = 2（已核实）：任务48" in told
    assert "整改：公开培训情况。" in told
