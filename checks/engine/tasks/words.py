"""What an evidence rule asks of pages → bitmaps over the district's pages, each asked of the index once."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date
from functools import reduce
from operator import or_

from checks.engine.tasks.model import Alternatives, Matrix, Pages, Place, Reach, Table, Wanted
from evidence.records import Unit, UnitKind
from evidence.task_index import Gap, IndexedColumn, IndexedPage, TaskIndex, bitmap

_PORTAL_KINDS = (UnitKind.GOVERNMENT, UnitKind.OFFICE)  # whose columns hold what other units hand in


@dataclass(slots=True)
class Finder:
    """Asks the index; answers are kept, so that tasks and units share them."""

    index: TaskIndex
    pages: tuple[IndexedPage, ...]
    everything: int
    undated: int
    days: tuple[tuple[date, int], ...]  # of dated pages, in order
    by_unit: dict[str, int]
    portals: frozenset[str]  # ids of the units whose site is the district's own
    paths: tuple[str, ...]  # of the index's columns, without white space, a line for each name
    _kinds: dict[str, int]
    _found: dict[Wanted, int] = field(default_factory=dict)
    _places: dict[Place, int] = field(default_factory=dict)
    _columns: dict[Place, tuple[IndexedColumn, ...]] = field(default_factory=dict)
    _between: dict[tuple[date, date], int] = field(default_factory=dict)
    _named: dict[str, int] = field(default_factory=dict)
    _own: dict[str, int] = field(default_factory=dict)
    _relayed: dict[int, str] = field(default_factory=dict)

    @classmethod
    def over(cls, index: TaskIndex, tables: Iterable[Table], units: Sequence[Unit]) -> Finder:
        """Get ready for these tables: all their words are looked up at once."""
        index.prepare(sorted({word for wanted in _all_wanted(tables) for word in _words(wanted)}))
        pages = index.pages
        by_unit: dict[str, list[int]] = {}
        for position, page in enumerate(pages):
            by_unit.setdefault(page.unit, []).append(position)
        dated = sorted((page.published_on, n) for n, page in enumerate(pages) if page.published_on)
        kinds = {
            "policy": bitmap(n for n, page in enumerate(pages) if page.is_policy),
            "interpretation": bitmap(n for n, page in enumerate(pages) if page.is_interpretation),
            "consultation": bitmap(n for n, page in enumerate(pages) if page.is_consultation),
        }
        return cls(
            index,
            pages,
            (1 << len(pages)) - 1,
            bitmap(n for n, page in enumerate(pages) if page.published_on is None),
            tuple(dated),
            {unit: bitmap(positions) for unit, positions in by_unit.items()},
            frozenset(unit.id for unit in units if unit.kind in _PORTAL_KINDS),
            tuple("\n".join(map(squeezed, column.path)) for column in index.columns),
            kinds,
        )

    def found(self, wanted: Wanted) -> int:
        """Pages that are what is wanted; whether they are relayed is for the counting to say."""
        if wanted not in self._found:
            self._found[wanted] = self._look_up(wanted)
        return self._found[wanted]

    def _look_up(self, wanted: Wanted) -> int:
        found = self._kinds[wanted.document] if wanted.document else self.everything
        for group in wanted.title:
            found &= reduce(or_, map(self.index.in_title, group))
        for group in wanted.text:
            found &= reduce(or_, map(self.index.in_text, group))
        for word in wanted.not_title:
            found &= ~self.index.in_title(word)
        for word in wanted.not_text:
            found &= ~self.index.in_text(word)
        return found

    def at(self, place: Place) -> int:
        """Pages that stand in the columns of a place; all where the place is anywhere."""
        if place == Place():
            return self.everything
        if place not in self._places:
            self._places[place] = reduce(or_, (column.pages for column in self.columns_at(place)), 0)
        return self._places[place]

    def columns_at(self, place: Place) -> tuple[IndexedColumn, ...]:
        """Columns of a place; all where the place is anywhere."""
        if place == Place():
            return self.index.columns
        if place not in self._columns:
            self._columns[place] = tuple(
                column
                for column, path in zip(self.index.columns, self.paths, strict=True)
                if column.kind in place.kinds or any(part in path for part in place.names)
            )
        return self._columns[place]

    def between(self, first: date, last: date) -> int:
        """Pages published from the first to the last day, both included."""
        if (first, last) not in self._between:
            inside = (position for day, position in self.days if first <= day <= last)
            self._between[first, last] = bitmap(inside)
        return self._between[first, last]

    def reached(self, reach: Reach, unit: str) -> int:
        """Pages that count for a unit: what the portal tells of its doings too, but nothing it only passes on from another
        body of the district."""
        if reach is Reach.DISTRICT:
            return self.everything
        if unit not in self._own:
            handed_on = 0 if unit in self.portals else self.index.handed_on(unit)
            portal = reduce(or_, (self.by_unit.get(one, 0) for one in self.portals), 0)
            told = self.index.told_of(unit) & portal
            self._own[unit] = self.by_unit.get(unit, 0) & ~handed_on | told
        own = self._own[unit]
        return own if reach is Reach.OWN else own | self._names(unit)

    def _names(self, unit: str) -> int:
        if unit not in self._named:
            self._named[unit] = self.index.names_unit(unit)
        return self._named[unit]

    def relayed_from(self, page: int) -> str:
        """Who issued what the page only passes on; empty for what a body of this district made."""
        if page not in self._relayed:
            self._relayed[page] = self.index.relayed_from(page)
        return self._relayed[page]

    def day_of(self, page: int) -> date:
        """The day a page was published; the first of all days where it has none."""
        return self.pages[page].published_on or date.min

    def gaps(self, reach: Reach, unit: str) -> list[Gap]:
        """What was not seen of the unit, or of the whole district where evidence may stand anywhere."""
        return [gap for gap in self.index.gaps if reach is Reach.DISTRICT or gap.unit in ("", unit)]

    def unread_columns(
        self, place: Place, reach: Reach, unit: str, first: date, last: date, *, portals: bool = False
    ) -> list[tuple[IndexedColumn, str]]:
        """Columns of a place that may hold unseen what counts for the unit and is of these days, and why (Chinese).

        ``portals``: where the place is anywhere, the district's own columns are asked as well; else they would
        leave open what nobody was told to look for there.
        """
        owners = {"", unit}
        if reach is Reach.NAMED and (portals or place != Place()):
            owners |= self.portals
        told = (
            (column, column.why_unread(first, last))
            for column in self.columns_at(place)
            if column.unread and (reach is Reach.DISTRICT or column.unit in owners)
        )
        return [(column, why) for column, why in told if why]


def squeezed(text: str) -> str:
    """A text without white space, as words are compared."""
    return "".join(text.split())


def _all_wanted(tables: Iterable[Table]) -> Iterator[Wanted]:
    for part in (part for table in tables for task in table.tasks for part in task.parts):
        if isinstance(part, Pages):
            yield from (wanted for wanted in (part.wanted, part.companion, part.doubt) if wanted)
        elif isinstance(part, Matrix):
            yield from (line.wanted for line in (*part.rows, *part.columns))


def _words(wanted: Wanted) -> Iterator[str]:
    groups: Alternatives = (*wanted.title, *wanted.text, wanted.not_title, wanted.not_text)
    return (word for group in groups for word in group)
