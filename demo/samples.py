"""A week of availability samples (拨测) of every home page, as if a timer had taken them."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from functools import cache
from zoneinfo import ZoneInfo

from demo.dialects import DIALECTS
from demo.plan import Plan
from demo.spec import UnitSpec, load, present
from evidence.units import Sample

ZONE = ZoneInfo("Asia/Shanghai")
DAYS = 8
DAY_MINUTES = 24 * 60
USUAL_MS = 180


@dataclass(frozen=True, slots=True)
class Pattern:
    """How a home page answered: `bad` of `per_day` samples ended as `status` or `failure` after `elapsed_ms`."""

    unit: str = ""
    per_day: int = 24
    bad: int = 0
    status: int = 0
    failure: str = ""
    elapsed_ms: int = USUAL_MS
    says: str = ""
    why: str = ""


@cache
def patterns() -> Mapping[str, Pattern]:
    """Patterns by unit; units without one answer every time."""
    return {table["unit"]: Pattern(**table) for table in load("samples")["home"]}


def samples(as_of: date, origins: Mapping[str, str]) -> Iterator[Sample]:
    """Samples of the DAYS days that end with `as_of`, unit by unit, in order of time."""
    for unit in present(origins):
        if unit.host:
            url = origins[unit.host] + DIALECTS[unit.host].home(unit)
            for back in reversed(range(DAYS)):
                yield from _day(url, as_of - timedelta(days=back), patterns().get(unit.id, Pattern()))


def _day(url: str, day: date, pattern: Pattern) -> Iterator[Sample]:
    midnight = datetime.combine(day, time(), ZONE)
    every = DAY_MINUTES // pattern.per_day
    for number in range(pattern.per_day):
        at = midnight + timedelta(minutes=number * every + 7)
        # bad ones are spread over the day, so that any window of whole days has the same share
        is_bad = number * pattern.bad // pattern.per_day != (number + 1) * pattern.bad // pattern.per_day
        yield _bad(url, at, pattern) if is_bad else Sample(url, at, 200, None, USUAL_MS + number)


def _bad(url: str, at: datetime, pattern: Pattern) -> Sample:
    return Sample(url, at, pattern.status or None, pattern.failure or None, pattern.elapsed_ms)


def write_samples(plan: Plan) -> None:
    """Write into the ledger what the samples prove and what they do not."""
    units = {unit.id: unit for unit in plan.units}
    for pattern in patterns().values():
        if pattern.unit in units:
            _write(plan, units[pattern.unit], pattern)


def _write(plan: Plan, unit: UnitSpec, pattern: Pattern) -> None:
    home = plan.base[unit.host] + DIALECTS[unit.host].home(unit)
    if pattern.says == "guilty":
        plan.ledger.expect(unit.id, "site-unreachable", home, pattern.why)
    else:
        plan.ledger.excuse(unit.id, "site-unreachable", home, pattern.why)
    if pattern.says == "doubt":
        plan.ledger.doubt(unit.id, "site-unreachable", home)
