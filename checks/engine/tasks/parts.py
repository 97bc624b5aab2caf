"""What every kind of part shares: for whom it is judged, in which days, and how a shortage is told."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date

from checks.engine.model import Outcome, Statement, TaskPart, TaskProof, TaskState
from checks.engine.tasks.counting import Counter
from checks.engine.tasks.model import Pages, Reach, Shortage
from checks.engine.tasks.words import Finder
from evidence.records import Unit

PROOFS = 50  # pages told of one part; counts are of all

SHORTAGES = {Shortage.NO_EVIDENCE: TaskState.NO_EVIDENCE, Shortage.UNMET: TaskState.UNMET}


@dataclass(frozen=True, slots=True)
class Said:
    """What the checks said of one unit, or of all: statements by check and rule, and the checks that broke."""

    statements: Mapping[str, tuple[Statement, ...]] = field(default_factory=dict)
    broken: frozenset[str] = frozenset()
    titles: Mapping[str, str] = field(default_factory=dict)  # of rules, in Chinese
    doubts: tuple[str, ...] = ()  # Chinese: why not all of them were heard

    def of(self, checks: Iterable[str], targets: tuple[str, ...], outcome: Outcome) -> list[Statement]:
        """Statements of these checks that end so, about these targets; without targets, about any."""
        return [
            one
            for check in checks
            for one in self.statements.get(check, ())
            if one.outcome is outcome and (not targets or one.target in targets)
        ]


@dataclass(frozen=True, slots=True)
class Scope:
    """For whom a part is judged and in which days. ``unit`` None: for the district as a whole."""

    unit: Unit | None
    first: date
    last: date  # of the days that count: the deadline, or the day of judging before it
    as_of: date

    def reach(self, reach: Reach) -> Reach:
        """How far a part reaches: a task of the district's looks everywhere."""
        return reach if self.unit else Reach.DISTRICT

    @property
    def unit_id(self) -> str:
        return self.unit.id if self.unit else ""


@dataclass(frozen=True, slots=True)
class Tools:
    """What parts are judged with."""

    finder: Finder
    counter: Counter
    met: set[tuple[Pages, date, date]] = field(default_factory=set)  # parts whose pages were met
    _columns: dict[str, str] = field(default_factory=dict)

    def published(self, url: str) -> date | None:
        """The day of the page at an address; None for a column, a home page, and what bears no date."""
        at = self.counter.likeness.positions.get(url)
        return None if at is None else self.finder.pages[at].published_on

    def called(self, url: str) -> str:
        """The title of the page, or the name of the column, at an address; empty for what is neither."""
        if not self._columns:
            self._columns.update((column.url, column.name) for column in self.finder.index.columns)
        at = self.counter.likeness.positions.get(url)
        return self._columns.get(url, "") if at is None else self.finder.pages[at].title


@dataclass(frozen=True, slots=True)
class Found:
    """A part and, by unit, how much of its count is whose."""

    part: TaskPart
    shares: Mapping[str, int] = field(default_factory=dict)


def state_of(count: int, required: int, doubts: Iterable[str], short: Shortage) -> TaskState:
    """Enough is met; else what was not seen leaves it open; else it is short."""
    if count >= required:
        return TaskState.MET
    return TaskState.UNDETERMINED if any(doubts) else SHORTAGES[short]


def proof(finder: Finder, page: int, counted_as: str = "", why_not: str = "") -> TaskProof:
    indexed = finder.pages[page]
    return TaskProof(indexed.url, indexed.title, indexed.published_on, indexed.unit, counted_as, why_not)


def shares_of(counted: Iterable[Iterable[str]]) -> dict[str, int]:
    """How many of the things counted are each unit's, from the units of each."""
    shares: dict[str, int] = {}
    for units in counted:
        for unit in set(units):
            shares[unit] = shares.get(unit, 0) + 1
    return shares
