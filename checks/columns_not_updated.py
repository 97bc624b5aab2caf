"""columns-not-updated (栏目不更新): the veto that counts stale and empty columns."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from checks.engine.freshness import Reading, columns_once, read_emptiness, read_freshness, window_of
from checks.engine.model import Outcome, Statement
from checks.engine.params import EXCUSES
from checks.engine.registry import check
from checks.engine.statements import cant_tell, failed, passed
from checks.engine.wording import names_text
from evidence.records import ColumnKind
from evidence.units import ColumnEvidence, UnitEvidence


@dataclass(frozen=True, slots=True)
class Params:
    """Thresholds, from the rule that uses this check."""

    windows: Mapping[ColumnKind, int]  # days, by kind of column, of the first condition
    first_level: tuple[ColumnKind, ...]  # kinds of which the first condition means only first-level columns
    by_kind_limit: int  # first condition: so many columns out of date by ``windows``
    ledger_limit: int  # second: so many others out of date by their configured period
    empty_limit: int  # third: so many empty columns
    grace_days: int = field(metadata=EXCUSES)  # as in column-empty


@dataclass(frozen=True, slots=True)
class _Count:
    """One condition: the columns that meet it for certain, and those that may."""

    name: str  # Chinese
    limit: int
    proven: tuple[ColumnEvidence, ...]
    open: tuple[ColumnEvidence, ...]

    @property
    def is_met(self) -> bool:
        return len(self.proven) >= self.limit

    @property
    def may_be_met(self) -> bool:
        return len(self.proven) + len(self.open) >= self.limit


@check("columns-not-updated", title="栏目不更新", needs=("homes", "columns"), params=Params)
def columns_not_updated(unit: UnitEvidence, params: Params) -> Iterator[Statement]:
    """So many stale or empty columns (栏目) that the site as a whole counts as not kept up.

    Why: one neglected column is an oversight; this many mean that nobody looks after the site.
    Counts: (1) news columns, and notice and policy columns of the first level, out of date by the windows of
        the rule; (2) other columns out of date by the period configured for them; (3) empty columns. Any of
        the three reaching its number fails the unit, in one finding that names the columns.
    Does not count: archived columns, topics, overview pages; a column that is reached under two names counts
        once; columns for which neither a document nor the configuration gives a period are not in (1) or (2).
    Cannot tell: the proven columns alone do not reach the number, but together with the unread or
        undeterminable ones they would; or the home page was not read, so that columns may be missing from
        the count.
    Fix: bring the named columns up to date, merge or archive those no longer kept, fill or remove the empty.
    """
    if not unit.homes:
        return
    home = unit.homes[0]
    counts = _counts(unit, params)
    met = [count for count in counts if count.is_met]
    if met:
        message = "；".join(_sentence(count) for count in met)
        by_kind, ledger, empty = map(_facts, counts)
        rests_on = [column.seen for count in met for column in count.proven]
        yield failed(home, message, rests_on=rests_on, by_kind=by_kind, ledger=ledger, empty=empty)
    elif not home.seen.read:
        yield cant_tell(home, f"首页未能读取（{home.seen.why_unread}），无法确认全部栏目")
    elif doubtful := [count for count in counts if count.may_be_met]:
        yield cant_tell(home, "；".join(_doubt(count) for count in doubtful))
    else:
        yield passed(home)


def _counts(unit: UnitEvidence, params: Params) -> tuple[_Count, _Count, _Count]:
    columns = columns_once(unit)
    by_kind, ledger, empty = [], [], []
    for column in columns:
        window = window_of(column, params.windows, params.first_level, ledger=False)
        own = window_of(column, params.windows, params.first_level, ledger=True)
        if window is not None:
            by_kind.append((column, read_freshness(column, unit.as_of, window)))
        else:
            ledger.append((column, read_freshness(column, unit.as_of, own)))
        empty.append((column, read_emptiness(column, unit.as_of, params.grace_days)))
    return (
        _count("动态要闻类栏目和通知公告、政策文件类一级栏目未按期更新的", params.by_kind_limit, by_kind),
        _count("其他应更新而长期未更新的栏目", params.ledger_limit, ledger),
        _count("空白栏目", params.empty_limit, empty),
    )


def _count(name: str, limit: int, readings: list[tuple[ColumnEvidence, Reading]]) -> _Count:
    proven = tuple(column for column, reading in readings if reading.outcome is Outcome.FAILED)
    doubtful = tuple(column for column, reading in readings if reading.outcome is Outcome.CANT_TELL)
    return _Count(name, limit, proven, doubtful)


def _sentence(count: _Count) -> str:
    names = names_text(_told_apart(count.proven))
    return f"{count.name}共{len(count.proven)}个，达到单项否决标准（{count.limit}个）：{names}"


def _told_apart(columns: tuple[ColumnEvidence, ...]) -> list[str]:
    """Names of columns; those that share one with their parent's in front."""
    names = [column.name for column in columns]
    return [
        f"{column.path[-2]}·{column.name}"
        if names.count(column.name) > 1 and len(column.path) > 2
        else column.name
        for column in columns
    ]


def _doubt(count: _Count) -> str:
    return (
        f"{count.name}：已确认{len(count.proven)}个，另有{len(count.open)}个栏目未能判定，"
        f"合计可能达到{count.limit}个"
    )


def _facts(count: _Count) -> dict[str, object]:
    return {
        "count": len(count.proven),
        "limit": count.limit,
        "undetermined": len(count.open),
        "columns": [{"name": column.name, "url": column.url} for column in count.proven],
    }
