"""Statements → findings: several rules on one defect give one finding, weighed by the most severe of them."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from checks.engine.model import (
    DueRow,
    Evidence,
    Finding,
    Level,
    Origin,
    Outcome,
    Statement,
    UndeterminedRow,
)
from checks.engine.standard import SEVERITY, Rule
from evidence.units import UnitEvidence

_ID_CHARS = 12
PICTURES = "pictures"  # the folder of a report that holds the screenshots, by their SHA-256
VETO_LOOKS = 2  # docs/contracts.md, section 4: a veto rests on two observations, or it is only suspected


@dataclass(frozen=True, slots=True)
class Ruling:
    """What one check said under one set of thresholds, and the rules that share them, in order of loading."""

    check: str
    rules: tuple[Rule, ...]
    statements: tuple[Statement, ...]


@dataclass(frozen=True, slots=True)
class Charge:
    """One failed statement under one rule."""

    rule: Rule
    statement: Statement

    @property
    def is_suspected(self) -> bool:
        """Whether the machine cannot be sure: by the check's own word, or a veto seen only once."""
        return self.statement.suspected or self.wants_second_look

    @property
    def wants_second_look(self) -> bool:
        """Whether nothing but a second observation is lacking for a veto."""
        return (
            self.rule.level is Level.VETO
            and not self.statement.suspected
            and looks_of(self.statement) < VETO_LOOKS
        )

    @property
    def gravity(self) -> tuple[int, bool, float]:
        """Sorts the gravest first; between equals the order of loading holds."""
        return (
            SEVERITY.index(self.rule.level),
            self.is_suspected,
            -points_of(self.rule, Origin.VERIFIED),
        )


def looks_of(statement: Statement) -> int:
    """How many observations a statement rests on: those of its least seen page, unless it says so itself."""
    if statement.observations is not None:
        return statement.observations
    return min((seen.looks for seen in (statement.seen, *statement.rests_on) if seen), default=0)


def second_looks(charges: Iterable[tuple[Charge, ...]]) -> tuple[str, ...]:
    """Pages that must be seen once more before a veto may rest on them, each once."""
    wanted = [charge.statement for group in charges for charge in group if charge.wants_second_look]
    pages = [seen for one in wanted for seen in (one.seen, *one.rests_on) if seen]
    return tuple(dict.fromkeys(seen.url for seen in pages if seen.looks < VETO_LOOKS))


def finding_id(check: str, unit_id: str, statement: Statement) -> str:
    """The same for the same defect from night to night: a target that alone names it leaves the page out."""
    page = "" if statement.by_target else statement.url
    key = "|".join((check, unit_id, statement.target or "", page))
    return hashlib.sha256(key.encode()).hexdigest()[:_ID_CHARS]


def charges_of(unit_id: str, rulings: Iterable[Ruling]) -> dict[str, tuple[Charge, ...]]:
    """All charges by the id of their finding, the gravest first."""
    found: dict[str, list[Charge]] = {}
    for ruling in rulings:
        for statement in _with(Outcome.FAILED, ruling.statements):
            charges = found.setdefault(finding_id(ruling.check, unit_id, statement), [])
            known = {charge.rule.id for charge in charges}
            charges += [Charge(rule, statement) for rule in ruling.rules if rule.id not in known]
    return {key: tuple(sorted(charges, key=lambda charge: charge.gravity)) for key, charges in found.items()}


def file_findings(
    unit: UnitEvidence, charges: dict[str, tuple[Charge, ...]], portal: bool
) -> tuple[Finding, ...]:
    """One finding for each defect, sorted by check, url, target; points only for a portal."""
    findings = [_file(key, each, unit.as_of, portal) for key, each in charges.items()]
    return tuple(sorted(findings, key=lambda one: (one.check, one.url, one.target or "", one.id)))


def points_of(rule: Rule, origin: Origin) -> float:
    """What the rule deducts if its points are of that origin; what a document only advises costs nothing."""
    return rule.points if rule.points_origin is origin and rule.stated is not Level.ADVICE else 0.0


def undetermined_rows(rulings: Sequence[Ruling]) -> tuple[UndeterminedRow, ...]:
    """What no rule could tell, once for each reason; what another rule proved is no longer in doubt."""
    proven = {_subject(ruling, one) for ruling in rulings for one in _with(Outcome.FAILED, ruling.statements)}
    rows = {
        (ruling.check, one.url, one.target or "", one.message): UndeterminedRow(
            ruling.check, one.url, one.message, one.target
        )
        for ruling in rulings
        for one in _with(Outcome.CANT_TELL, ruling.statements)
        if _subject(ruling, one) not in proven
    }
    return tuple(rows[key] for key in sorted(rows))


def due_rows(rulings: Iterable[Ruling], as_of: date) -> tuple[DueRow, ...]:
    """Passes that will turn into failures, the nearest first; each subject once, by its earliest day."""
    rows: dict[tuple[str, str, str], DueRow] = {}
    for ruling in rulings:
        for one in _with(Outcome.PASSED, ruling.statements):
            if one.due_on is None:
                continue
            key = _subject(ruling, one)
            row = DueRow(ruling.check, one.url, one.column, one.due_on, (one.due_on - as_of).days)
            rows[key] = min(rows.get(key, row), row, key=_due)
    return tuple(sorted(rows.values(), key=lambda row: (row.due, row.check, row.url)))


def _due(row: DueRow) -> date:
    return row.due


def _subject(ruling: Ruling, statement: Statement) -> tuple[str, str, str]:
    return ruling.check, statement.url, statement.target or ""


def _with(outcome: Outcome, statements: Iterable[Statement]) -> list[Statement]:
    return [statement for statement in statements if statement.outcome is outcome]


def _file(key: str, charges: tuple[Charge, ...], as_of: date, portal: bool) -> Finding:
    rule, statement = charges[0].rule, charges[0].statement
    return Finding(
        id=key,
        check=rule.check,
        rule=rule.id,
        rules=tuple(charge.rule.id for charge in charges),
        level=rule.level,
        points=_sum(charges, Origin.VERIFIED) if portal else 0.0,
        certainty="suspected" if charges[0].is_suspected else "confirmed",
        state="new",
        url=statement.url,
        target=statement.target,
        column=statement.column,
        message=statement.message,
        remedy=rule.remedy,
        evidence=_evidence(charges[0]),
        first_seen=as_of,
        last_seen=as_of,
        origin=rule.origin,
        rule_title=rule.title,
        clause=rule.clause,
        points_indirect=_sum(charges, Origin.INDIRECT) if portal else 0.0,
    )


def _sum(charges: Iterable[Charge], origin: Origin) -> float:
    return sum((points_of(charge.rule, origin) for charge in charges), 0.0)


def _evidence(charge: Charge) -> Evidence:
    statement = charge.statement
    seen, facts = statement.seen, dict(statement.facts)
    if charge.rule.level is Level.VETO:
        facts["observations"] = looks_of(statement)
    if seen is None:
        return Evidence(statement.excerpt, facts, None, None, None)
    picture = f"{PICTURES}/{seen.screenshot}.png" if seen.screenshot else None
    excerpt = statement.excerpt or seen.excerpt
    return Evidence(excerpt, facts, seen.fetched_at, seen.status, seen.sha256, picture)
