"""column-stale (栏目更新不及时)."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from checks.engine.freshness import Reading, columns_once, read_freshness, window_of
from checks.engine.model import Outcome, Statement
from checks.engine.registry import check
from checks.engine.statements import cant_tell, failed, inapplicable, passed
from checks.engine.wording import day_text, period_text
from evidence.records import ColumnKind
from evidence.units import ColumnEvidence, UnitEvidence


@dataclass(frozen=True, slots=True)
class Params:
    """Thresholds, from the rule that uses this check."""

    windows: Mapping[ColumnKind, int]  # days within which something new is expected, by kind of column
    first_level: tuple[ColumnKind, ...]  # kinds of which only columns in the main navigation are meant
    ledger: bool  # judge by the period configured for the column (栏目台账), and by nothing else


@check("column-stale", title="栏目更新不及时", needs=("columns",), params=Params)
def column_stale(unit: UnitEvidence, params: Params) -> Iterator[Statement]:
    """Columns (栏目) whose newest entry is older than the period in which they should be updated.

    Why: a reader takes the top of a list for the present state of things.
    Counts: the latest date among all entries that were read, pinned ones too, lies more days before the
        monitoring day than the rule's window for this kind of column or the period configured for it allows.
    Does not count: topics (专题), archives, overview pages; columns with max_age_days = 0; kinds for which
        neither a standard nor the configuration gives a period; empty columns (see column-empty); pages of
        text and headings over sub-columns. An entry dated ahead of the monitoring day is new.
    Cannot tell: the page was not read; no date could be read, or an entry without a readable date may be
        newer; the list does not run from new to old and its later pages were not read.
    Fix: publish what is due in this column; if it is no longer kept up, archive it or merge it.
    """
    for column in columns_once(unit):
        window = window_of(column, params.windows, params.first_level, params.ledger)
        reading = read_freshness(column, unit.as_of, window)
        if reading.outcome is Outcome.PASSED:
            yield passed(column, due=reading.due_on, window_days=window)
        elif reading.outcome is Outcome.CANT_TELL:
            yield cant_tell(column, reading.why)
        elif window is None or reading.newest_on is None:
            yield inapplicable(column, reading.why)
        else:
            yield _stale(column, reading, window)


def _stale(column: ColumnEvidence, reading: Reading, window: int) -> Statement:
    span = reading.newest.date if reading.newest else None
    own = "该栏目设定的更新期限" if column.max_age_days == window else ""
    published = day_text(reading.newest_on) if reading.newest_on else ""
    message = (
        f"栏目「{column.name}」最新一条信息发布于{published}，"
        f"距监测时间点{reading.age_days}天，超过{own}{period_text(window)}"
    )
    return failed(
        column,
        message,
        excerpt=span.text if span else "",
        newest=reading.newest_on,
        newest_title=reading.newest.title if reading.newest else "",
        age_days=reading.age_days,
        window_days=window,
        items=len(column.entries),
    )
