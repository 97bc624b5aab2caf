"""Working days (工作日) by the State Council's holiday plans; the provisional ones are marked as such.

Three sources, in this order: the dated tables of ``config/calendar``, the ``chinese_calendar`` library, and
for years that neither knows the plain weekend, which every result says (暂按双休日推算).
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import chinese_calendar

from evidence.errors import ConfigError
from evidence.toml_lines import TomlFile, load

PROVISIONAL = "暂按双休日推算"
_DAY = timedelta(days=1)
_SATURDAY = 5


@dataclass(frozen=True, slots=True)
class Calendar:
    """The tables under ``config/calendar``: their years, days off, weekends worked (调休) and documents."""

    years: frozenset[int] = frozenset()
    days_off: frozenset[date] = frozenset()
    working_weekends: frozenset[date] = frozenset()
    documents: Mapping[int, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Workdays:
    """A number of working days; ``provisional`` if any day was judged by the weekend rule alone."""

    days: int
    provisional: bool = False

    @property
    def note(self) -> str:
        return PROVISIONAL if self.provisional else ""


@dataclass(frozen=True, slots=True)
class Deadline:
    """A day reached by counting working days; ``provisional`` as in Workdays."""

    on: date
    provisional: bool = False


def workdays_between(a: date, b: date, calendar: Calendar) -> Workdays:
    """Working days after ``a`` up to and including ``b``: 0 on one day, negative if ``b`` comes first."""
    if b < a:
        back = workdays_between(b, a, calendar)
        return Workdays(-back.days, back.provisional)
    days, provisional = 0, False
    while a < b:
        a += _DAY
        works, sure = _is_workday(a, calendar)
        days += works
        provisional |= not sure
    return Workdays(days, provisional)


def add_workdays(start: date, days: int, calendar: Calendar) -> Deadline:
    """The day on which the ``days``-th working day after ``start`` falls; ``start`` itself for 0."""
    provisional = False
    while days > 0:
        start += _DAY
        works, sure = _is_workday(start, calendar)
        days -= works
        provisional |= not sure
    return Deadline(start, provisional)


def _is_workday(day: date, calendar: Calendar) -> tuple[bool, bool]:
    """Whether the day is worked, and whether a published plan says so."""
    weekday = day.weekday() < _SATURDAY
    if day.year in calendar.years:
        return day in calendar.working_weekends or (weekday and day not in calendar.days_off), True
    try:
        return bool(chinese_calendar.is_workday(day)), True
    except NotImplementedError:
        return weekday, False


# ---------------------------------------------------------------- config/calendar/<year>.toml


def load_calendar(folder: Path) -> Calendar:
    """Read every ``<year>.toml`` of the folder; no folder is an empty calendar.

    Raises ConfigError with all complaints of all files.
    """
    complaints: list[str] = []
    off: list[date] = []
    worked: list[date] = []
    documents: dict[int, str] = {}
    for path in sorted(folder.glob("*.toml")):
        file = load(path)
        complaints += _faults(file)
        if not complaints:
            documents[file.data["year"]] = f"{file.data['document']}（{file.data['number']}）"
            off += [day for row in file.data["holiday"] for day in _days(row)]
            worked += [day for row in file.data["holiday"] for day in row["worked"]]
    if complaints:
        raise ConfigError(complaints)
    return Calendar(frozenset(documents), frozenset(off), frozenset(worked), documents)


def _days(row: Mapping[str, Any]) -> list[date]:
    return [row["from"] + n * _DAY for n in range((row["to"] - row["from"]).days + 1)]


def _faults(file: TomlFile) -> list[str]:
    """Complaints about one table; a calendar that is half read would move deadlines in silence."""
    asked = {"year": int, "document": str, "number": str, "holiday": list}
    found = [
        f"{file.where((key,))}: {key!r} is missing or of the wrong kind; write {key} = <{kind.__name__}>"
        for key, kind in asked.items()
        if not isinstance(file.data.get(key), kind)
    ]
    found += [
        f"{file.where((key,))}: unknown key {key!r}; remove it" for key in file.data if key not in asked
    ]
    if found:
        return found
    return [fault for n, row in enumerate(file.data["holiday"]) for fault in _row_faults(file, n, row)]


def _row_faults(file: TomlFile, index: int, row: Mapping[str, Any]) -> list[str]:
    where = file.where(("holiday", index))
    first, last, worked = row.get("from"), row.get("to"), row.get("worked")
    if set(row) != {"name", "from", "to", "worked"} or not isinstance(worked, list):
        return [f"{where}: a holiday has name, from, to and worked (a list of days, may be empty)"]
    if any(type(day) is not date for day in (first, last, *worked)):
        return [f"{where}: from, to and worked are dates like 2026-10-01, without quotes"]
    year = file.data["year"]
    days = [day for day in (first, last, *worked) if isinstance(day, date)]
    if any(day.year != year for day in days) or days[1] < days[0]:
        return [f"{where}: days lie outside {year} or run backwards; correct them"]
    return []
