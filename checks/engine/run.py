"""Judge one unit: every bound check once for each set of thresholds, then findings, tables and verdict.

No clock and no order but that of the evidence: the same evidence, standards and calendar give the same
result.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from typing import Protocol

from checks.engine.filing import Ruling, charges_of, due_rows, file_findings, second_looks, undetermined_rows
from checks.engine.lexicon import Lexicon
from checks.engine.model import DueRow, TaskRow, TaskState, UnitAssessment, UntestedRow
from checks.engine.registry import TASKS, CheckSpec, all_checks
from checks.engine.rows import column_rows, matrix_rows, policy_rows, site_rows
from checks.engine.standard import TASK_CHECK, Rule, Standard, all_rules, is_portal
from checks.engine.tasks.desk import TaskDesk
from checks.engine.verdict import Verdict, score_of, settle
from checks.engine.workdays import Calendar
from evidence.units import UnitEvidence

_NO_WORDS = Lexicon()


class Tasks(Protocol):
    """Who tells how a unit stands with its tasks: ``checks.engine.tasks.desk.TaskDesk``."""

    def rows(
        self, unit: UnitEvidence, rulings: Iterable[Ruling], broken: Iterable[str]
    ) -> tuple[TaskRow, ...]: ...


def judge(
    unit: UnitEvidence,
    standards: Sequence[Standard],
    calendar: Calendar,
    checks: Sequence[CheckSpec] | None = None,
    lexicon: Lexicon = _NO_WORDS,
    desk: Tasks | None = None,
) -> UnitAssessment:
    """Everything the standards say of one unit, each finding as new: ``history`` knows which are not.

    A check that crashes is reported as untested for this unit; all others stand. Checks of tasks come last and
    are asked only with a ``desk``: the others' rulings are evidence of tasks.
    """
    specs = all_checks() if checks is None else checks
    if not unit.configured:
        tasks, crashed = _tasks(unit, desk, (), (), specs)
        told = _assessment(unit, settle(unit, standards, (), (), (), None))
        return replace(told, tasks=tasks, untested=crashed)
    rules = [rule for rule in all_rules(standards) if rule.judges(unit)]
    first = [spec for spec in specs if TASKS not in spec.needs]
    rulings, untested = _run_all(unit, rules, calendar, lexicon, first)
    tasks, crashed = _tasks(unit, desk, rulings, untested, specs)
    if desk and not crashed:
        of_tasks = [spec for spec in specs if TASKS in spec.needs]
        last, crashed = _run_all(unit, rules, calendar, lexicon, of_tasks, tasks)
        rulings += last
    untested = tuple(sorted((*untested, *crashed), key=lambda row: row.check))
    charges = charges_of(unit.unit.id, rulings)
    findings = file_findings(unit, charges, is_portal(unit))
    score = score_of(unit, charges.values())
    verdict = settle(unit, standards, rulings, findings, untested, score)
    return UnitAssessment(
        id=unit.unit.id,
        name=unit.unit.name,
        kind=unit.unit.kind.value,
        verdict=verdict.verdict,
        score=score,
        sites=site_rows(unit),
        columns=column_rows(unit, rulings),
        policies=policy_rows(unit, calendar),
        due=_due(rulings, tasks, unit),
        matrix=matrix_rows(rulings),
        findings=findings,
        untested=untested,
        undetermined=undetermined_rows(rulings),
        verdict_why=verdict.why,
        needs_person=verdict.needs_person,
        unread=tuple(one.url for one in unit.unseen),
        second_looks=second_looks(charges.values()),
        tasks=tasks,
    )


def ask_all(
    desk: TaskDesk,
    units: Iterable[UnitEvidence],
    standards: Sequence[Standard],
    calendar: Calendar,
    checks: Sequence[CheckSpec] | None = None,
    lexicon: Lexicon = _NO_WORDS,
) -> None:
    """Let the desk hear what the checks that tasks of any unit rely on say of every unit of the district."""
    asked = desk.asked_of_all
    asked |= {rule.check for rule in all_rules(standards) if rule.id in asked}
    specs = [spec for spec in (all_checks() if checks is None else checks) if spec.id in asked]
    rulings: list[Ruling] = []
    broken: set[str] = set()
    for unit in units if specs else ():
        if unit.configured:
            rules = [rule for rule in all_rules(standards) if rule.judges(unit)]
            told, untested = _run_all(unit, rules, calendar, lexicon, specs)
            rulings += told
            broken |= {row.check for row in untested}
    desk.hear(rulings, broken)


def _due(rulings: Sequence[Ruling], tasks: Iterable[TaskRow], unit: UnitEvidence) -> tuple[DueRow, ...]:
    """What is to be done soon: passes that will turn into failures, and filed tasks that are still short."""
    home = unit.homes[0].url if unit.homes else unit.unit.sites[0].url
    rows = [
        DueRow(TASK_CHECK, home, None, row.due, row.days_left, row.id)
        for row in tasks
        if row.files and row.state is TaskState.PROGRESS and row.due and row.days_left is not None
    ]
    rows += due_rows(rulings, unit.as_of)
    return tuple(sorted(rows, key=lambda row: (row.due, row.check, row.url, row.target or "")))


def _tasks(
    unit: UnitEvidence,
    desk: Tasks | None,
    rulings: tuple[Ruling, ...],
    untested: tuple[UntestedRow, ...],
    specs: Iterable[CheckSpec],
) -> tuple[tuple[TaskRow, ...], tuple[UntestedRow, ...]]:
    """How the unit stands with its tasks; where that breaks, the checks that rest on it are untested."""
    if desk is None:
        return (), ()
    try:
        return desk.rows(unit, rulings, [row.check for row in untested]), ()
    except Exception as error:  # noqa: BLE001 - what breaks here must not take the other checks with it
        return (), tuple(_untested(spec, error) for spec in specs if TASKS in spec.needs)


def _untested(spec: CheckSpec, error: Exception) -> UntestedRow:
    return UntestedRow(spec.id, f"the check failed: {type(error).__name__}: {error}")


def _assessment(unit: UnitEvidence, verdict: Verdict) -> UnitAssessment:
    """A unit of which nothing could be judged."""
    return UnitAssessment(
        id=unit.unit.id,
        name=unit.unit.name,
        kind=unit.unit.kind.value,
        verdict=verdict.verdict,
        score=None,
        verdict_why=verdict.why,
        needs_person=verdict.needs_person,
    )


def _run_all(
    unit: UnitEvidence,
    rules: Sequence[Rule],
    calendar: Calendar,
    lexicon: Lexicon,
    checks: Iterable[CheckSpec],
    tasks: tuple[TaskRow, ...] = (),
) -> tuple[tuple[Ruling, ...], tuple[UntestedRow, ...]]:
    rulings: list[Ruling] = []
    untested: list[UntestedRow] = []
    for spec in checks:
        try:
            rulings += [
                Ruling(spec.id, group, spec.run(unit, group[0].params, calendar, lexicon, tasks))
                for group in _by_params(rule for rule in rules if rule.check == spec.id)
            ]
        except Exception as error:  # noqa: BLE001 - one broken check must not take the others with it
            untested.append(_untested(spec, error))
    return tuple(rulings), tuple(untested)


def _by_params(rules: Iterable[Rule]) -> list[tuple[Rule, ...]]:
    """Rules with equal thresholds together: their check runs once for all of them."""
    groups: list[list[Rule]] = []
    for rule in rules:
        group = next((group for group in groups if group[0].params == rule.params), None)
        if group is None:
            groups.append([rule])
        else:
            group.append(rule)
    return [tuple(group) for group in groups]
