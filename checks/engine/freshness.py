"""Is a column empty, is it out of date, or can nobody tell: for the column checks and the veto that counts.

Pure readings of one column each; nothing here files a statement. Doubt goes before blame in the order of the
branches, and a fresh entry before every doubt.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import pairwise

from checks.engine.model import Outcome
from evidence.records import ColumnKind, ListState
from evidence.units import ColumnEvidence, Entry, UnitEvidence

UNDATED_KINDS = (ColumnKind.TOPIC, ColumnKind.ARCHIVE, ColumnKind.OVERVIEW)
"""Columns that are not expected to go on: topics end, archives are closed, an overview is a page."""

_NO_LIST = {
    ListState.EMPTY: "栏目为空白，另按空白栏目计",
    ListState.TEXT: "栏目为单页内容，不是信息列表",
    ListState.CONTAINER: "栏目下设子栏目，更新情况看子栏目",
    ListState.ELSEWHERE: "栏目直接指向其他页面或系统",
}
_UNCLEAR = {
    ListState.SCRIPTED: "列表由脚本生成，未能渲染",
    ListState.UNCLEAR: "未能识别页面上的信息列表",
}


@dataclass(frozen=True, slots=True)
class Reading:
    """What can be said of one column; ``outcome`` FAILED is empty or stale, ``why`` is Chinese."""

    outcome: Outcome
    why: str = ""
    newest: Entry | None = None
    newest_on: date | None = None
    age_days: int = 0
    due_on: date | None = None  # the first day on which it will be out of date


_TWIN_ENTRIES = 3  # fewer entries may coincide by chance


def columns_once(unit: UnitEvidence) -> tuple[ColumnEvidence, ...]:
    """The unit's columns without those that lead to an earlier one or show the very same entries.

    A parent that shows its first sub-column's list is one neglected list, not two. Of twins the one linked from
    the main navigation stays, else the first.
    """
    kept: dict[object, ColumnEvidence] = {}
    for column in sorted(unit.columns, key=lambda c: not c.first_level):
        shown = frozenset(entry.url for entry in column.entries if entry.url)
        twin = (column.kind, shown) if len(shown) >= _TWIN_ENTRIES else None
        kept.setdefault(twin or column.shown_at or unit.redirects.get(column.url, column.url), column)
    chosen = {id(column) for column in kept.values()}
    return tuple(column for column in unit.columns if id(column) in chosen)


def is_archived(column: ColumnEvidence) -> bool:
    return column.archived or column.kind is ColumnKind.ARCHIVE


def read_emptiness(column: ColumnEvidence, as_of: date, grace_days: int) -> Reading:
    """Whether a column shows nothing. ``grace_days``: how long after its first sighting that is excused."""
    if is_archived(column):
        return Reading(Outcome.INAPPLICABLE, "栏目已归档")
    if not column.seen.read:
        return Reading(Outcome.CANT_TELL, column.seen.why_unread)
    if column.entries or column.state in (
        ListState.ITEMS,
        ListState.TEXT,
        ListState.CONTAINER,
        ListState.ELSEWHERE,
    ):
        return Reading(Outcome.PASSED)
    if column.state is not ListState.EMPTY:
        return Reading(Outcome.CANT_TELL, column.state_why or _UNCLEAR[column.state])
    if column.rest_unread:
        return Reading(Outcome.CANT_TELL, "首页列表为空，后续页未采集")
    if column.first_seen and (as_of - column.first_seen).days < grace_days:
        return Reading(Outcome.INAPPLICABLE, f"栏目开设未满{grace_days}天")
    return Reading(Outcome.FAILED)


def window_of(
    column: ColumnEvidence, windows: Mapping[ColumnKind, int], first_level: Iterable[ColumnKind], ledger: bool
) -> int | None:
    """Days within which a rule expects something new in the column; None: the rule expects nothing.

    ``ledger``: the rule goes by the unit's own configured period alone. A rule that goes by kind grants a
    longer configured period, but a shorter one makes no breach of the document. ``first_level``: kinds of
    which the rule means only columns in the main navigation. A configured 0 switches freshness off.
    """
    own = column.max_age_days
    if ledger or own == 0:
        return own or None
    window = windows.get(column.kind)
    if window is None or (column.kind in first_level and not column.first_level):
        return None
    return max(window, own or 0)


def read_freshness(column: ColumnEvidence, as_of: date, window_days: int | None) -> Reading:
    """Whether the newest entry of a column is older than ``window_days``; an entry dated ahead is current."""
    if is_archived(column):
        return Reading(Outcome.INAPPLICABLE, "栏目已归档")
    if column.kind in UNDATED_KINDS:
        return Reading(Outcome.INAPPLICABLE, "该类栏目不要求定期更新")
    if window_days is None:
        return Reading(Outcome.INAPPLICABLE, "标准和配置均未规定该栏目的更新期限")
    if not column.seen.read:
        return Reading(Outcome.CANT_TELL, column.seen.why_unread)
    if column.state in _NO_LIST and not (column.state is ListState.EMPTY and column.entries):
        return Reading(Outcome.INAPPLICABLE, _NO_LIST[column.state])
    return _read_entries(column, as_of, window_days)


def _read_entries(column: ColumnEvidence, as_of: date, window_days: int) -> Reading:
    """Freshness of a column that has, or may have, a list."""
    newest = column.newest
    if newest is None or newest.date is None:
        return Reading(Outcome.CANT_TELL, _why_undated(column))
    on = newest.date.on
    age_days = (as_of - on).days
    due_on = on + timedelta(days=window_days + 1)
    if age_days <= window_days:
        return Reading(Outcome.PASSED, "", newest, on, age_days, due_on)
    if why := _doubt(column):
        return Reading(Outcome.CANT_TELL, why, newest, on, age_days)
    return Reading(Outcome.FAILED, "", newest, on, age_days, due_on)


def _why_undated(column: ColumnEvidence) -> str:
    if column.state in _UNCLEAR:
        return column.state_why or _UNCLEAR[column.state]
    return "各条信息均无可识别的日期" if column.entries else "未读到列表中的信息"


def _doubt(column: ColumnEvidence) -> str:
    """Why something newer than the newest date read may exist unseen; empty if nothing can."""
    if column.state in _UNCLEAR:
        return column.state_why or _UNCLEAR[column.state]
    if column.undated_count:
        return f"有{column.undated_count}条信息的日期无法识别，可能更新"
    if column.rest_unread and not _newest_first(column):
        return "列表未按日期从新到旧排列，且后续页未采集"
    return ""


def _newest_first(column: ColumnEvidence) -> bool:
    """Whether the dates read, pinned entries aside, run downwards: then later pages hold nothing newer."""
    dates = [entry.date.on for entry in column.entries if entry.date and not entry.pinned]
    return len(dates) > 1 and dates[0] > dates[-1] and all(a >= b for a, b in pairwise(dates))
