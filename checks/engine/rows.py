"""The tables beside the findings: sites, column inventory (栏目清单), policies, checklists of institutions."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from checks.engine.filing import Ruling
from checks.engine.freshness import columns_once, is_archived
from checks.engine.model import (
    ColumnRow,
    InterpretationRow,
    MatrixRow,
    Outcome,
    PolicyRow,
    SiteRow,
    Statement,
)
from checks.engine.params import Item
from checks.engine.workdays import Calendar, workdays_between
from evidence.records import ListState
from evidence.units import ColumnEvidence, InterpretationEvidence, PolicyEvidence, UnitEvidence

_EMPTY, _STALE = "column-empty", "column-stale"
_ITEM = "institution-item-missing"
_ITEM_STATES = {
    Outcome.PASSED: "present",
    Outcome.FAILED: "missing",
    Outcome.CANT_TELL: "undetermined",
}
_PAGES = (ListState.TEXT, ListState.CONTAINER, ListState.ELSEWHERE)


def site_rows(unit: UnitEvidence) -> tuple[SiteRow, ...]:
    return tuple(
        SiteRow(site.url, site.host, site.coverage, site.pages, site.requests, site.not_modified, site.note)
        for site in unit.sites
    )


def column_rows(unit: UnitEvidence, rulings: Iterable[Ruling]) -> tuple[ColumnRow, ...]:
    """One row for each column, its state taken from what the column checks said."""
    said: dict[str, list[tuple[str, Statement]]] = {}
    for ruling in rulings:
        if ruling.check in (_EMPTY, _STALE):
            for statement in ruling.statements:
                said.setdefault(statement.url, []).append((ruling.check, statement))
    return tuple(_column_row(column, said.get(column.url, [])) for column in columns_once(unit))


def _column_row(column: ColumnEvidence, said: list[tuple[str, Statement]]) -> ColumnRow:
    state, why = _state(column, said)
    newest, oldest = column.newest, column.oldest
    return ColumnRow(
        column.url,
        column.name,
        column.path,
        column.kind.value,
        column.kind_from,
        len(column.entries),
        newest.date.on if newest and newest.date else None,
        oldest.date.on if oldest and oldest.date else None,
        _window(column, said),
        state,
        why,
        newest.title if newest else "",
        newest.date.text if newest and newest.date else "",
    )


def _state(column: ColumnEvidence, said: list[tuple[str, Statement]]) -> tuple[str, str]:
    """The state of a column and the Chinese reason for it; the first that holds."""
    if is_archived(column):
        return "archived", "栏目已归档"
    if not column.seen.read:
        return "undetermined", column.seen.why_unread
    if (empty := _first(said, _EMPTY, Outcome.FAILED)) is not None:
        return "empty", empty
    if (stale := _first(said, _STALE, Outcome.FAILED)) is not None:
        return "stale", stale
    for check in (_EMPTY, _STALE):
        if (doubt := _first(said, check, Outcome.CANT_TELL)) is not None:
            return "undetermined", doubt
    return _shown(column, said)


def _shown(column: ColumnEvidence, said: list[tuple[str, Statement]]) -> tuple[str, str]:
    """The state of a column of which nothing is wrong or in doubt."""
    if column.state in _PAGES:
        return "page", column.state_why
    if column.state is ListState.EMPTY and not column.entries:
        return "empty", _first(said, _EMPTY, Outcome.INAPPLICABLE) or column.state_why
    if column.state in (ListState.SCRIPTED, ListState.UNCLEAR) and not column.entries:
        return "undetermined", column.state_why
    if _first(said, _STALE, Outcome.PASSED) is not None:
        return "current", ""
    return "current", _first(said, _STALE, Outcome.INAPPLICABLE) or ""


def _first(said: list[tuple[str, Statement]], check: str, outcome: Outcome) -> str | None:
    return next((one.message for name, one in said if name == check and one.outcome is outcome), None)


def _window(column: ColumnEvidence, said: list[tuple[str, Statement]]) -> int | None:
    """The period the column is held to: its configured one, else the shortest that a rule applied."""
    if column.max_age_days is not None:
        return column.max_age_days
    windows = [one.facts["window_days"] for _, one in said if one.facts.get("window_days") is not None]
    return min(windows, default=None)


def policy_rows(unit: UnitEvidence, calendar: Calendar) -> tuple[PolicyRow, ...]:
    return tuple(_policy_row(policy, calendar) for policy in unit.policies)


def _policy_row(policy: PolicyEvidence, calendar: Calendar) -> PolicyRow:
    return PolicyRow(
        policy.url,
        policy.title,
        policy.document_number,
        policy.published.on if policy.published else None,
        policy.interpretation_due,
        policy.why,
        tuple(_interpretation_row(policy, each, calendar) for each in policy.interpretations),
    )


def _interpretation_row(
    policy: PolicyEvidence, each: InterpretationEvidence, calendar: Calendar
) -> InterpretationRow:
    """``workdays_after`` is negative for an interpretation published before its document."""
    after = None
    if policy.published and each.published:
        after = workdays_between(policy.published.on, each.published.on, calendar).days
    return InterpretationRow(
        each.seen.url,
        each.title,
        each.published.on if each.published else None,
        each.forms,
        after,
        each.policy_links_to_it,
        each.links_to_policy,
        each.matched_by,
    )


def matrix_rows(rulings: Iterable[Ruling]) -> tuple[MatrixRow, ...]:
    """The items of a sector's checklist in natural order, each with where it was found or why nobody knows."""
    rows = [
        _matrix_row(one, ruling.rules[0].params.items)
        for ruling in rulings
        if ruling.check == _ITEM
        for one in ruling.statements
        if one.target and one.outcome in _ITEM_STATES
    ]
    return tuple(sorted(rows, key=_item_order))


def _matrix_row(one: Statement, items: Mapping[str, Item]) -> MatrixRow:
    state = _ITEM_STATES[one.outcome]
    item = one.target or ""
    return MatrixRow(item, state, one.url if state == "present" else None, items[item].title, one.message)


def _item_order(row: MatrixRow) -> tuple[str, int]:
    """E2 before E10."""
    digits = row.item.lstrip("ABCDEFGHIJKLMNOPQRSTUVWXYZ")
    return row.item.removesuffix(digits), int(digits) if digits.isdecimal() else 0
