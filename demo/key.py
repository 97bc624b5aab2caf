"""The answer key of the demo district, read from what the planting wrote down.

It covers CHECKS under the national standards; accessibility stands apart, since it needs a browser.
"""

from collections.abc import Collection, Mapping
from datetime import date
from typing import TypeVar

from demo.model import Doubt, Expected, LookAlike
from demo.planting import plant

CHECKS = (
    "annual-report-missing",
    "attachment-dead",
    "column-empty",
    "column-stale",
    "columns-not-updated",
    "consultation-incomplete",
    "consultation-feedback-late",
    "consultation-no-feedback",
    "consultation-short",
    "decision-catalogue-incomplete",
    "decision-catalogue-missing",
    "disclosure-late",
    "disclosure-section-missing",
    "domain-nonstandard",
    "footer-element-missing",
    "gazette-incomplete",
    "home-stale",
    "https-missing",
    "institution-directory-incomplete",
    "institution-item-missing",
    "interaction-channel-missing",
    "interpretation-forms-few",
    "interpretation-incomplete",
    "interpretation-late",
    "interpretation-unlinked",
    "ipv6-missing",
    "link-dead",
    "link-suspicious",
    "media-matrix-missing",
    "message-unanswered",
    "meta-tag-missing",
    "meta-tag-wrong",
    "page-slow",
    "policy-library-incomplete",
    "policy-package-incomplete",
    "policy-uninterpreted",
    "privacy-bank-card",
    "privacy-id-number",
    "privacy-phone",
    "publish-date-missing",
    "publish-date-suspect",
    "request-channel-missing",
    "search-broken",
    "search-imprecise",
    "service-guide-incomplete",
    "service-none",
    "site-unreachable",
    "soft-404",
    "standard-catalogue-missing",
    "wording-error",
)
BY_THE_CALENDAR = ("decision-catalogue-incomplete", "decision-catalogue-missing")
"""Checks whose defects are none before some day of the year: on other days the key holds fewer."""


Statement = TypeVar("Statement", Expected, LookAlike, Doubt)


def expected(
    as_of: date, origins: Mapping[str, str], checks: Collection[str] | None = CHECKS
) -> tuple[Expected, ...]:
    """Every finding that a perfect auditor files, sorted by unit, check, url, target; `checks` None: of all."""
    found = _of(plant(as_of, origins).ledger.expected, checks)
    return tuple(sorted(found, key=lambda item: (item.unit, item.check, item.url, item.target or "")))


def look_alikes(
    as_of: date, origins: Mapping[str, str], checks: Collection[str] | None = CHECKS
) -> tuple[LookAlike, ...]:
    """What must not be filed, with the reason."""
    return tuple(_of(plant(as_of, origins).ledger.look_alikes, checks))


def expected_undetermined(
    as_of: date, origins: Mapping[str, str], checks: Collection[str] | None = CHECKS
) -> tuple[Doubt, ...]:
    """Statements that belong to the undetermined ones; there may be more."""
    return tuple(_of(plant(as_of, origins).ledger.doubts, checks))


def expected_verdicts(as_of: date, origins: Mapping[str, str]) -> dict[str, str]:
    """Verdict of every unit by its id, under CHECKS."""
    plan = plant(as_of, origins)
    return {unit.id: plan.ledger.verdict(unit.id, unit.institution, CHECKS) for unit in plan.units}


def _of(found: list[Statement], checks: Collection[str] | None) -> list[Statement]:
    return [item for item in found if checks is None or item.check in checks]
