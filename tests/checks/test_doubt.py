"""For every check: what was blocked, absent or never fetched is nobody's defect, and nobody's pass."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from checks.engine.model import Outcome, Statement
from checks.engine.registry import TASKS, CheckSpec, all_checks
from checks.engine.run import judge
from checks.engine.standard import Rule, all_rules, load_standards
from checks.engine.workdays import load_calendar
from evidence.records import ColumnKind, UnitKind
from evidence.units import SiteEvidence, UnitEvidence
from tests.builders import (
    BLOCKED,
    HOME,
    HOST,
    column,
    columns,
    home,
    host,
    interpretation,
    page,
    policy,
    target,
    unit,
    unread,
)

CONFIG = Path(__file__).parents[2] / "config"
STANDARDS = load_standards(CONFIG / "standards", ["national"])
CALENDAR = load_calendar(CONFIG / "calendar")
KINDS = tuple(UnitKind)
OF_UNITS = [
    spec for spec in all_checks() if TASKS not in spec.needs
]  # tasks have an index of their own to be blind in


def shown(kind: UnitKind) -> UnitEvidence:
    """A unit of which much is wrong, if only it could be read; an institution has the checklist of schools."""
    evidence = unit(
        kind,
        portal=kind is UnitKind.GOVERNMENT,
        whole_host=True,
        homes=(home(40),),
        columns=(column("空栏"), *columns(6, 300, kind=ColumnKind.NEWS)),
        policies=(policy(60), policy(60, interpretation(links_to_policy=False))),
        targets=(target(404, 404),),
        pages=(page(published=None), page("b.html")),
        hosts=(host(),),
    )
    sector = "education" if kind is UnitKind.INSTITUTION else None
    return replace(evidence, unit=replace(evidence.unit, sector=sector))


def never_fetched(kind: UnitKind) -> UnitEvidence:
    """The site was not even reached."""
    site = SiteEvidence(HOME, HOST, "unreachable", True, kind is UnitKind.GOVERNMENT, note="首页无法访问")
    blind = unread(shown(kind), "本次未采集")
    return replace(blind, columns=(), policies=(), targets=(), hosts=(), sites=(site,))


def said(spec: CheckSpec, evidence: UnitEvidence) -> list[tuple[Rule, Statement]]:
    rules = [rule for rule in all_rules(STANDARDS) if rule.check == spec.id and rule.judges(evidence)]
    return [(rule, one) for rule in rules for one in run(spec, evidence, rule.params)]


def run(spec: CheckSpec, evidence: UnitEvidence, params: Any) -> tuple[Statement, ...]:
    return spec.run(evidence, params, CALENDAR)


@pytest.mark.parametrize(
    "make", [lambda kind: unread(shown(kind), BLOCKED), never_fetched], ids=["blocked", "absent"]
)
@pytest.mark.parametrize("spec", OF_UNITS, ids=lambda spec: spec.id)
def test_what_was_not_seen_is_neither_defect_nor_pass(spec: CheckSpec, make: Any) -> None:
    spoken = 0
    for kind in KINDS:
        for rule, statement in said(spec, make(kind)):
            spoken += statement.outcome is Outcome.CANT_TELL
            assert statement.outcome in (Outcome.CANT_TELL, Outcome.INAPPLICABLE), (kind, rule.id, statement)
            assert statement.message, (kind, rule.id, statement)
    assert spoken, "a check that sees nothing must say so"


@pytest.mark.parametrize("kind", KINDS)
def test_a_unit_that_was_not_seen_is_undetermined(kind: UnitKind) -> None:
    for evidence in (unread(shown(kind)), never_fetched(kind)):
        found = judge(evidence, STANDARDS, CALENDAR)
        assert (found.findings, found.untested) == ((), ())
        assert found.verdict == "undetermined"


@pytest.mark.parametrize("spec", all_checks(), ids=lambda spec: spec.id)
def test_every_check_can_accuse(spec: CheckSpec) -> None:
    """Its own test file holds at least one failure, so that none of the above is vain."""
    text = (Path(__file__).with_name(f"test_{spec.id.replace('-', '_')}.py")).read_text(encoding="utf-8")
    assert "FAILED" in text
    assert "CANT_TELL" in text
