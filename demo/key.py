"""The answer key of the demo district, read from what the planting wrote down.

`expected` and the others cover CHECKS under the national standards, and no other check; `planted` has all that is
written down, also for checks that are not compared yet.
"""

from collections.abc import Mapping
from datetime import date

from demo.model import Doubt, Expected, LookAlike
from demo.planting import plant

CHECKS = (
    "column-empty",
    "column-stale",
    "columns-not-updated",
    "home-stale",
    "policy-uninterpreted",
    "interpretation-unlinked",
    "link-dead",
)
BY_THE_CALENDAR = ("decision-catalogue-missing",)
"""Checks whose defects are none before some day of the year: on other days the key holds fewer."""


def expected(as_of: date, origins: Mapping[str, str]) -> tuple[Expected, ...]:
    """Every finding of CHECKS that a perfect auditor files, sorted by unit, check, url, target."""
    found = [item for item in plant(as_of, origins).ledger.expected if item.check in CHECKS]
    return tuple(sorted(found, key=lambda item: (item.unit, item.check, item.url, item.target or "")))


def planted(as_of: date, origins: Mapping[str, str]) -> tuple[tuple[Expected, ...], tuple[LookAlike, ...]]:
    """All defects and all look-alikes of the district, whatever the check, in the order of planting."""
    ledger = plant(as_of, origins).ledger
    return tuple(ledger.expected), tuple(ledger.look_alikes)


def look_alikes(as_of: date, origins: Mapping[str, str]) -> tuple[LookAlike, ...]:
    """What must not be filed, with the reason."""
    return tuple(item for item in plant(as_of, origins).ledger.look_alikes if item.check in CHECKS)


def expected_undetermined(as_of: date, origins: Mapping[str, str]) -> tuple[Doubt, ...]:
    """Statements that belong to the undetermined ones; there may be more."""
    return tuple(item for item in plant(as_of, origins).ledger.doubts if item.check in CHECKS)


def expected_verdicts(as_of: date, origins: Mapping[str, str]) -> dict[str, str]:
    """Verdict of every unit by its id."""
    plan = plant(as_of, origins)
    return {unit.id: plan.ledger.verdict(unit.id, unit.institution, CHECKS) for unit in plan.units}
