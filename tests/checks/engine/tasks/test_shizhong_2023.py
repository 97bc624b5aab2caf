"""The pack of the district's table of 2023: whole, faithful to the printed table, and careful whom it accuses."""

from __future__ import annotations

import os
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path

import pytest

from checks.engine.model import Level, Origin
from checks.engine.standard import load_standards
from checks.engine.tasks.model import Attested, CountBy, Judged, Matrix, Pages, Part, Reach, Shortage, Task
from checks.engine.tasks.responsible import unresolved_names
from crawler.sites import load_config
from evidence.records import UnitKind

ROOT = Path(__file__).resolve().parents[4]
SHARED = Path(os.environ.get("XUNJIAN_STANDARDS") or ROOT.parent / "shared" / "standards")
PRINTED = SHARED / "task-table-shizhong-2023.txt"

*_, STANDARD = load_standards(ROOT / "config" / "standards", ["national", "shizhong-2023"])
assert STANDARD.table is not None
TABLE = STANDARD.table
TASKS = {task.number: task for task in TABLE.tasks}


def parts_of(kind: type[Part], *numbers: int) -> list[Part]:
    return [part for number in numbers for part in TASKS[number].parts if isinstance(part, kind)]


def test_every_row_is_there_once_in_its_order() -> None:
    assert [task.number for task in TABLE.tasks] == list(range(1, 53))
    assert [task.id for task in TABLE.tasks] == [f"SZ23-{number}" for number in range(1, 53)]


def test_main_classes_are_those_of_the_plan() -> None:
    by_class: dict[str, list[int]] = {}
    for task in TABLE.tasks:
        by_class.setdefault(task.task_class[0], []).append(task.number)
    assert by_class == {
        "A": [7, 10, 11, 12, 14, 15, 16, 19, 20, 22, 25, 31, 33, 36, 42, 43, 44],
        "B": [1, 2, 3, 4, 5, 6, 8, 9, 13, 17, 18, 21, 24, 26, 28, 35, 37, 46, 48, 49, 51],
        "C": [23, 27, 29, 30, 32, 34, 38, 39, 40, 41, 45, 47, 50, 52],
    }
    assert {letter: len(rows) for letter, rows in by_class.items()} == {"A": 17, "B": 21, "C": 14}


def test_every_row_says_what_nobody_sees_and_what_to_hand_in() -> None:
    assert not [task.id for task in TABLE.tasks if not task.unseen.strip() or not task.attest.strip()]


def test_deadlines_are_those_of_the_table() -> None:
    apart = {14: date(2023, 6, 30), 42: date(2023, 11, 30), 51: None}
    assert {task.number: task.due for task in TABLE.tasks} == {
        number: apart.get(number, date(2023, 12, 31)) for number in range(1, 53)
    }
    assert TABLE.starts == date(2023, 1, 1)


@pytest.mark.parametrize(
    ("number", "kind", "count", "reach", "value"),
    [
        (17, Pages, CountBy.MEETING, Reach.DISTRICT, 5),
        (18, Pages, CountBy.DOCUMENT, Reach.DISTRICT, 5),
        (47, Pages, CountBy.MEETING, Reach.OWN, 1),
        (48, Pages, CountBy.MEETING, Reach.OWN, 1),
        (14, Pages, CountBy.PAGE, Reach.DISTRICT, 1),
    ],
)
def test_numbers_that_the_table_states_are_verified(
    number: int, kind: type[Pages], count: CountBy, reach: Reach, value: int
) -> None:
    verified = [part for part in parts_of(kind, number) if part.least.origin is Origin.VERIFIED]
    assert [(part.count, part.reach, part.least.value) for part in verified] == [(count, reach, value)]
    assert f"任务{number}" in verified[0].least.source


def test_nine_kinds_of_people_are_asked_for_by_name() -> None:
    (nine,) = [part for part in parts_of(Matrix, 11) if part.least.origin is Origin.VERIFIED]
    assert (nine.least.value, len(nine.columns), len(nine.rows)) == (9, 9, 1)
    assert nine.short is Shortage.NO_EVIDENCE  # the list of the nine is ours


def test_numbers_that_checks_measure_stand_in_rules_of_the_pack() -> None:
    rules = {rule.id: rule for rule in STANDARD.rules}
    feedback, late, forms = rules["SZ23-16-1"], rules["SZ23-16-2"], rules["SZ23-25-1"]
    assert (late.check, late.params.max_workdays) == ("consultation-feedback-late", 10)
    assert (late.origin, late.level) == (Origin.VERIFIED, Level.DEDUCT)
    assert (feedback.check, feedback.params.grace_days) == ("consultation-no-feedback", 10)
    assert (feedback.origin, feedback.level) == (Origin.VERIFIED, Level.DEDUCT)
    assert dict(forms.params.min_forms) == {
        UnitKind.GOVERNMENT: 5, UnitKind.OFFICE: 5, UnitKind.DEPARTMENT: 3, UnitKind.STREET: 3,
    }  # fmt: skip
    assert (forms.origin, forms.level) == (Origin.VERIFIED, Level.ADVICE)  # 原则上
    assert {part.checks for part in parts_of(Judged, 16, 25)} >= {(feedback.id, late.id), (forms.id,)}


def test_no_other_number_claims_to_be_verified() -> None:
    stated = {11: 9, 14: 1, 17: 5, 18: 5, 19: 4, 47: 1, 48: 1}
    found = {
        task.number: part.least.value
        for task in TABLE.tasks
        for part in task.parts
        if not isinstance(part, Attested) and part.least.origin is Origin.VERIFIED
    }
    assert found == stated


def test_only_the_stated_and_published_duty_is_filed() -> None:
    assert [task.number for task in TABLE.tasks if task.files] == [17]
    assert [rule.id for rule in STANDARD.rules if rule.check == "task-evidence-short"] == ["SZ23-17"]


def test_tasks_of_the_whole_district_are_judged_once() -> None:
    assert [task.number for task in TABLE.tasks if task.district_wide] == [18, 49, 51]
    (further,) = [part for part in parts_of(Pages, 24) if part.title == "全区延伸解读"]
    assert further.reach is Reach.DISTRICT


def accuses(part: Part) -> bool:
    if isinstance(part, Attested):
        return False
    return part.short is Shortage.UNMET or (isinstance(part, Judged) and part.failed is Shortage.UNMET)


def test_internal_matters_are_never_unmet_and_always_ask_for_attestation() -> None:
    internal = [task for task in TABLE.tasks if task.task_class.startswith("C")]
    assert not [task.id for task in internal for part in task.parts if accuses(part)]
    by_report_alone = {47, 48}  # 网上报道可代证
    for task in TABLE.tasks:
        if "C" in task.task_class and task.number not in by_report_alone:
            assert any(isinstance(part, Attested) for part in task.parts), task.id


def test_who_may_be_told_unmet_is_a_short_list() -> None:
    told = {task.number: sum(map(accuses, task.parts)) for task in TABLE.tasks}
    assert {number for number, count in told.items() if count} == {
        10, 11, 12, 14, 15, 16, 17, 19, 20, 22, 31, 33, 42,
    }  # fmt: skip


def test_what_proves_a_shortage_is_looked_for_in_the_whole_district() -> None:
    for task in TABLE.tasks:
        for part in task.parts:
            if isinstance(part, Pages | Matrix) and part.short is Shortage.UNMET:
                assert part.reach is Reach.DISTRICT, part.title


def test_one_s_own_training_is_not_taking_part_in_another_s() -> None:
    (training,) = parts_of(Pages, 48)
    assert training.reach is Reach.OWN
    assert "参加" in training.wanted.not_title


def test_every_name_of_the_table_is_a_configured_unit() -> None:
    assert unresolved_names(TABLE, load_config(ROOT / "config" / "sites.toml").units) == ()


# ---------------------------------------------------------------- the printed table


@dataclass(frozen=True)
class Row:
    number: int
    group: str
    topic: str
    requirement: str
    units: tuple[str, ...]
    due_text: str


def printed_rows() -> Iterator[Row]:
    """Rows of the flattened table: a tab begins a cell, lines without one go on with it; blanks carry over."""
    cells: list[list[str]] = []
    for line in PRINTED.read_text(encoding="utf-8").splitlines()[1:]:
        if line.startswith("\t"):
            cells.append([])
        if cells and line.strip():
            cells[-1].append(line.strip())
    body = cells[cells.index(["完成时限"]) + 1 :]
    above: list[list[str]] = [[]] * 6
    for first in range(0, len(body) - 5, 6):
        above = [cell or before for cell, before in zip(body[first : first + 6], above, strict=True)]
        number, group, topic, requirement, units, due = above
        text = ("".join(cell) for cell in (group, topic, requirement))
        yield Row(int(number[0]), *text, tuple(units), "".join(due))


@pytest.mark.skipif(not PRINTED.is_file(), reason=f"no printed table at {PRINTED}")
def test_every_cell_is_word_for_word_that_of_the_printed_table() -> None:
    rows = list(printed_rows())
    assert len(rows) == 52
    assert [_as_row(task) for task in TABLE.tasks] == rows
    assert Counter(row.due_text for row in rows) == {
        "12月底前": 49, "6月底前（已完成）": 1, "11月底前": 1, "长期坚持": 1,
    }  # fmt: skip


def _as_row(task: Task) -> Row:
    return Row(task.number, task.group, task.topic, task.requirement, task.units, task.due_text)
