"""Judge one unit: every bound check once for each set of thresholds, then findings, tables and verdict.

No clock and no order but that of the evidence: the same evidence, standards and calendar give the same
result.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from checks.engine.filing import Ruling, charges_of, due_rows, file_findings, second_looks, undetermined_rows
from checks.engine.lexicon import Lexicon
from checks.engine.model import UnitAssessment, UntestedRow
from checks.engine.registry import CheckSpec, all_checks
from checks.engine.rows import column_rows, matrix_rows, policy_rows, site_rows
from checks.engine.standard import Rule, Standard, all_rules, is_portal
from checks.engine.verdict import Verdict, score_of, settle
from checks.engine.workdays import Calendar
from evidence.units import UnitEvidence

_NO_WORDS = Lexicon()


def judge(
    unit: UnitEvidence,
    standards: Sequence[Standard],
    calendar: Calendar,
    checks: Sequence[CheckSpec] | None = None,
    lexicon: Lexicon = _NO_WORDS,
) -> UnitAssessment:
    """Everything the standards say of one unit, each finding as new: ``history`` knows which are not.

    A check that crashes is reported as untested for this unit; all others stand.
    """
    if not unit.configured:
        return _assessment(unit, settle(unit, standards, (), (), (), None))
    rules = [rule for rule in all_rules(standards) if rule.judges(unit)]
    rulings, untested = _run_all(unit, rules, calendar, lexicon, all_checks() if checks is None else checks)
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
        due=due_rows(rulings, unit.as_of),
        matrix=matrix_rows(rulings),
        findings=findings,
        untested=untested,
        undetermined=undetermined_rows(rulings),
        verdict_why=verdict.why,
        needs_person=verdict.needs_person,
        unread=tuple(one.url for one in unit.unseen),
        second_looks=second_looks(charges.values()),
    )


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
) -> tuple[tuple[Ruling, ...], tuple[UntestedRow, ...]]:
    rulings: list[Ruling] = []
    untested: list[UntestedRow] = []
    for spec in checks:
        try:
            rulings += [
                Ruling(spec.id, group, spec.run(unit, group[0].params, calendar, lexicon))
                for group in _by_params(rule for rule in rules if rule.check == spec.id)
            ]
        except Exception as error:  # noqa: BLE001 - one broken check must not take the others with it
            untested.append(UntestedRow(spec.id, f"the check failed: {type(error).__name__}: {error}"))
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
