"""The key: what is wrong in the district, what only looks so, and what cannot be told.

Rows are (unit, check, url, target) as docs/contracts.md, section 5, names them. A target of None is not compared: masked numbers, and
defects that one word does not name.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from tests.second_district.book import Entry
from tests.second_district.days import ZONE
from tests.second_district.district import build
from tests.second_district.units import UNITS

Row = tuple[str, str, str, str | None]


def planted(as_of: date, origins: dict[str, str]) -> list[Entry]:
    """Every defect, with the other pages on which it may be reported."""
    return build(as_of, origins).planted


def expected(as_of: date, origins: dict[str, str]) -> set[Row]:
    return {entry.row for entry in planted(as_of, origins)}


def look_alikes(as_of: date, origins: dict[str, str]) -> set[Row]:
    return {entry.row for entry in build(as_of, origins).alike}


def undetermined(as_of: date, origins: dict[str, str]) -> set[Row]:
    """What must not be judged: a list drawn by script, a guide that is a file."""
    return {entry.row for entry in build(as_of, origins).unsure}


def tolerated(as_of: date, origins: dict[str, str]) -> set[Row]:
    """Findings on which the contract leaves room: neither right nor wrong."""
    return {entry.row for entry in build(as_of, origins).tolerated}


def verdicts(as_of: date, origins: dict[str, str]) -> dict[str, set[str]]:
    """The verdicts a unit may get, once all checks are there."""
    return build(as_of, origins).verdicts


def accessible(as_of: date, origins: dict[str, str]) -> tuple[set[Row], set[Row]]:
    """For a run with a browser: axe rules violated, and rules that must not be named."""
    book = build(as_of, origins)
    return {entry.row for entry in book.browser}, {entry.row for entry in book.browser_alike}


@dataclass(frozen=True, slots=True)
class Sample:
    """One availability sample of a home page; ``status`` is None where nothing was answered."""

    url: str
    at: datetime
    status: int | None
    failure: str | None
    elapsed_ms: int


DAILY = 24
BAD = {"rsj": ("timeout", None, 15_000), "lhjd": (None, 200, 15_400)}  # unit: how its bad samples ended
FINE = {"xzf": (None, 200, 14_800), "wjj": ("blocked", 403, 90), "zyxx": ("timeout", None, 15_000)}
SHARE = {"rsj": 12, "lhjd": 15, "xzf": 2, "wjj": 2, "zyxx": 25}  # every so-maniest sample ends so


def samples(as_of: date, origins: dict[str, str]) -> list[Sample]:
    """Eight days of hourly samples up to the day before ``as_of``, oldest first.

    Bad: rsj (8.3 % without an answer), lhjd (6.5 % answered after 15 seconds and more). Fine: xzf (half of all answered just under 15
    seconds), wjj (half refused by a firewall), zyxx (4 % failed).
    """
    start = datetime.combine(as_of - timedelta(days=8), time(0, 20), ZONE)
    found = []
    for number in range(8 * DAILY):
        at = start + timedelta(hours=number)
        for unit, ending in (BAD | FINE).items():
            failure, status, elapsed = ending if number % SHARE[unit] == 0 else (None, 200, 180)
            found.append(Sample(_home(unit, origins), at, status, failure, elapsed))
    return found


def unreachable(origins: dict[str, str]) -> tuple[set[Row], set[Row]]:
    """What the samples prove, and what they do not."""
    return tuple(
        {(unit, "site-unreachable", _home(unit, origins), None) for unit in part} for part in (BAD, FINE)
    )  # type: ignore[return-value]


def _home(unit: str, origins: dict[str, str]) -> str:
    return origins[UNITS[unit].host] + UNITS[unit].root
