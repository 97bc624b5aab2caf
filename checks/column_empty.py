"""column-empty (空白栏目)."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

from checks.engine.freshness import columns_once, read_emptiness
from checks.engine.model import Outcome, Statement
from checks.engine.params import EXCUSES
from checks.engine.registry import check
from checks.engine.statements import cant_tell, failed, inapplicable, passed
from evidence.units import UnitEvidence


@dataclass(frozen=True, slots=True)
class Params:
    """Thresholds, from the rule that uses this check."""

    grace_days: int = field(
        metadata=EXCUSES
    )  # days after its first sighting in which an empty column is excused


@check("column-empty", title="空白栏目", needs=("columns",), params=Params)
def column_empty(unit: UnitEvidence, params: Params) -> Iterator[Statement]:
    """Columns (栏目) that show nothing.

    Why: a heading with nothing under it promises what the unit does not publish.
    Counts: no entry, no text, no sub-column, no destination elsewhere; 建设中 and 暂无 are nothing.
    Does not count: a column that leads straight to an article, a file or another system; an archived one; one
        that opened only days ago; the same address under a second name.
    Cannot tell: the page was blocked or not fetched, a script draws the list and no browser could show it, or
        nobody could make out whether there is a list.
    Fix: publish an entry, or take the column off the navigation.
    """
    for column in columns_once(unit):
        reading = read_emptiness(column, unit.as_of, params.grace_days)
        if reading.outcome is Outcome.PASSED:
            yield passed(column)
        elif reading.outcome is Outcome.CANT_TELL:
            yield cant_tell(column, reading.why)
        elif reading.outcome is Outcome.INAPPLICABLE:
            yield inapplicable(column, reading.why)
        else:
            message = f"栏目「{column.name}」为空白栏目：没有信息条目、正文和子栏目"
            yield failed(column, message, items=0, state_why=column.state_why)
