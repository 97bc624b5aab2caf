"""Checklists of public institutions (公开事项): a unit's own table, and units × items for the district."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence

from checks.engine.model import MatrixRow, UnitAssessment
from reports import words
from reports.items import link, tag, unit_href
from reports.views import ItemView, MatrixLine, MatrixView

_DIGITS = "0123456789"


def item_views(rows: Iterable[MatrixRow]) -> tuple[ItemView, ...]:
    """The items of one institution, in the order of the checklist."""
    return tuple(_item(row) for row in rows)


def _item(row: MatrixRow) -> ItemView:
    where = link(row.url) if row.url else None
    return ItemView(row.item, row.title, tag(words.ITEM_STATES, row.state), where, row.why)


def matrix_views(units: Sequence[UnitAssessment]) -> tuple[MatrixView, ...]:
    """One table for each kind of checklist, units that lack most first."""
    by_list: dict[str, list[UnitAssessment]] = {}
    for unit in units:
        if unit.matrix:
            by_list.setdefault(unit.matrix[0].item.rstrip(_DIGITS), []).append(unit)
    return tuple(_matrix(letters, members) for letters, members in by_list.items())


def _matrix(letters: str, units: Sequence[UnitAssessment]) -> MatrixView:
    titles = {row.item: row.title for unit in units for row in unit.matrix}
    items = sorted(titles, key=_number)
    lines = sorted(
        (_line(unit, items) for unit in units), key=lambda line: (-line.missing, -line.undetermined)
    )
    missing = Counter(row.item for unit in units for row in unit.matrix if row.state == "missing")
    return MatrixView(
        name=words.CHECKLISTS.get(letters, words.CHECKLISTS[""]),
        items=tuple((item, titles[item]) for item in items),
        lines=tuple(lines),
        missing=tuple(missing[item] for item in items),
        whole=sum(1 for line in lines if not line.missing and not line.undetermined),
        lacking=sum(1 for line in lines if line.missing),
    )


def _number(item: str) -> int:
    return int(item.lstrip("ABCDEFGHIJKLMNOPQRSTUVWXYZ") or 0)


def _line(unit: UnitAssessment, items: Iterable[str]) -> MatrixLine:
    rows = {row.item: row for row in unit.matrix}
    states = Counter(row.state for row in unit.matrix)
    cells = tuple(_item(rows[item]) if item in rows else None for item in items)
    return MatrixLine(
        unit.name,
        unit_href(unit.id),
        cells,
        states["present"],
        states["missing"],
        states["undetermined"],
        len(rows),
    )
