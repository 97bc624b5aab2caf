"""What earlier crawls read in the columns that now hold entries of an older date than their first sight.

Only for entries that were first met by a later crawl than the host's first, and only from lists in the order of their
dates: anything else proves nothing.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace
from datetime import date, datetime
from itertools import pairwise
from zoneinfo import ZoneInfo

from evidence.district import DistrictFiles
from evidence.hostfile import HostFile, ListVersion
from evidence.records import Item, PageFacts
from evidence.units import ColumnEvidence, EarlierReading, Entry

MAX_READINGS = 12  # of one column
MAX_LIST_PAGES = 40
_LATE_DAYS = 7  # an entry younger than this at its first sight needs no proof


def with_earlier(files: DistrictFiles, columns: Iterable[ColumnEvidence]) -> list[ColumnEvidence]:
    """The same columns, those with late entries with what earlier crawls had read there."""
    zone = ZoneInfo(files.zone)
    return [_with_readings(files, column, zone) for column in columns]


def _with_readings(files: DistrictFiles, column: ColumnEvidence, zone: ZoneInfo) -> ColumnEvidence:
    address = column.shown_at or column.url
    file = files.file_of(address)
    if file is None or not column.entries:
        return column
    late = [*_first_sights(file, column.entries, zone)]
    if not late:
        return column
    versions = file.list_versions(files.key_of(address))
    wanted: dict[str, ListVersion] = {}
    for first in sorted({file.run_start(at) for at in late}):
        before = [one for one in versions if one.fetched_at < first]
        if before:
            wanted[before[-1].run_id] = before[-1]
    readings = [
        _reading(files, file, one, zone) for one in sorted(wanted.values(), key=_when)[-MAX_READINGS:]
    ]
    return replace(column, earlier=tuple(one for one in readings if one))


def _when(version: ListVersion) -> datetime:
    return version.fetched_at


def _first_sights(file: HostFile, entries: Iterable[Entry], zone: ZoneInfo) -> Iterator[datetime]:
    """When the articles were first fetched whose stated date is long before that.

    The list that the same run read does not count as earlier.
    """
    past = file.past_looks()
    for entry in entries:
        first = past.get(file.key_of(entry.url)) if entry.url and entry.date else None
        if first is None or entry.date is None:
            continue
        at = datetime.fromisoformat(first[0])
        if (at.astimezone(zone).date() - entry.date.on).days > _LATE_DAYS:
            yield at


def _reading(
    files: DistrictFiles, file: HostFile, version: ListVersion, zone: ZoneInfo
) -> EarlierReading | None:
    """The list as that crawl read it; None where it was not read, or not in the order of its dates."""
    items: list[Item] = []
    facts: PageFacts | None = file.version_facts(version)
    visited = {version.key}
    whole = False
    for _ in range(MAX_LIST_PAGES):
        if facts is None:
            break
        items += facts.items or ()
        following = facts.next_page.url
        if following is None:
            whole = facts.next_page.how == "none"
            break
        key = files.key_of(following)
        if key in visited:
            whole = True
            break
        visited.add(key)
        facts = file.version_as_of(key, version.run_id)
    dates = [item.date.on for item in items if item.date and not item.pinned]
    if not dates or not _falls(dates):
        return None
    return EarlierReading(
        version.fetched_at.astimezone(zone).date(),
        max(dates),
        min(dates),
        whole,
        frozenset(item.url for item in items if item.url),
        frozenset(bare_title(item.title) for item in items),
    )


def _falls(dates: list[date]) -> bool:
    """Whether a list is in the order of its dates, the newest first."""
    return all(later >= earlier for later, earlier in pairwise(dates))


def bare_title(title: str) -> str:
    """A title as entries are compared: letters and figures alone, cut where lists cut."""
    return "".join(sign for sign in title if sign.isalnum())[:20]
