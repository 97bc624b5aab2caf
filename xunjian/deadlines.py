"""What may change a verdict tonight: addresses to fetch before all others, from what the last run left behind.

A plain list of URLs, handed to the crawler by host. First the pages on which an open finding rests, gravest
first, since the unit may have mended it; then those whose due date comes next; last what could not be told.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date

from checks.engine.model import Assessment, Level, UnitAssessment
from evidence.domains import netloc_of

AHEAD_DAYS = 14  # a deadline within the shortest window that a document gives
PER_HOST = 500
_GRAVE = (Level.VETO, Level.DEDUCT)


def first_addresses(last: Assessment | None, as_of: date) -> dict[str, list[str]]:
    """By netloc, at most ``PER_HOST`` addresses each, best first; empty without a last run."""
    found: dict[str, list[str]] = {}
    for url in dict.fromkeys(_in_order(last, as_of)) if last else ():
        netloc = netloc_of(url)
        if len(found.setdefault(netloc, [])) < PER_HOST:
            found[netloc].append(url)
    return found


def _in_order(last: Assessment, as_of: date) -> Iterator[str]:
    for level in _GRAVE:
        yield from _open(last.units, level)
    due = [row for unit in last.units for row in unit.due if (row.due - as_of).days <= AHEAD_DAYS]
    yield from (row.url for row in sorted(due, key=lambda row: row.due))
    yield from (row.url for unit in last.units for row in unit.undetermined)


def _open(units: Iterable[UnitAssessment], level: Level) -> Iterator[str]:
    for unit in units:
        for finding in unit.findings:
            if finding.level is level and finding.state in ("new", "open"):
                yield finding.url
