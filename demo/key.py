"""The answer key of the demo district, read from what the planting wrote down.

It covers CHECKS under the national standards, and no other check.
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


def expected(as_of: date, origins: Mapping[str, str]) -> tuple[Expected, ...]:
    """Every finding of CHECKS that a perfect auditor files, sorted by unit, check, url, target."""
    found = plant(as_of, origins).ledger.expected
    return tuple(sorted(found, key=lambda item: (item.unit, item.check, item.url, item.target or "")))


def look_alikes(as_of: date, origins: Mapping[str, str]) -> tuple[LookAlike, ...]:
    """What must not be filed, with the reason."""
    return tuple(plant(as_of, origins).ledger.look_alikes)


def expected_undetermined(as_of: date, origins: Mapping[str, str]) -> tuple[Doubt, ...]:
    """Statements that belong to the undetermined ones; there may be more."""
    return tuple(plant(as_of, origins).ledger.doubts)


def expected_verdicts(as_of: date, origins: Mapping[str, str]) -> dict[str, str]:
    """Verdict of every unit by its id."""
    plan = plant(as_of, origins)
    return {unit.id: plan.ledger.verdict(unit.id, unit.institution) for unit in plan.units}
