"""Pages of a whole district as evidence of tasks is looked for: by word, column, unit and day, without reading them all.

Sets of pages are whole numbers used as bitmaps: bit ``n`` stands for ``pages[n]``. Memory is bounded by a few hundred
bytes for each page and one bitmap for each word asked for; texts stay in the evidence files.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from typing import Protocol

from evidence.records import ColumnKind, PageFacts


@dataclass(frozen=True, slots=True)
class IndexedPage:
    """One article, interpretation, policy or attachment-bearing page of the district."""

    url: str
    title: str
    published_on: date | None
    unit: str  # id of the unit it belongs to; empty where none claims it
    is_policy: bool = False
    is_interpretation: bool = False
    is_consultation: bool = False
    borne_by: str = ""  # of an opened attachment: the page that offers it


REST_UNREAD = "列表的后续页面未能读取"


def missed_words(count: int) -> str:
    """What is said of rows whose articles were not read (Chinese)."""
    return f"列表中有{count}条信息的正文未采集"


@dataclass(frozen=True, slots=True)
class IndexedColumn:
    """A column of the district with the pages that stand in it, directly or in what lies below it.

    ``unread`` is said of any time; ``why_unread`` leaves out what can only concern other days than those asked for.
    """

    url: str
    path: tuple[str, ...]  # names from the home page down, its own last
    kind: ColumnKind
    unit: str
    pages: int  # bitmap
    shows: bool  # an entry, a text or a sub-column was seen in it
    unread: str = ""  # Chinese: why (part of) it was not seen; evidence may stand there
    is_seen: bool = True  # False: ``unread`` says why the column as such was not seen, whatever the day
    rest_before: date | None = (
        None  # later pages of the list were not read: what they show is of this day or older
    )
    missed: tuple[
        date | None, ...
    ] = ()  # days of rows whose articles were not read, in order; None: not told

    @property
    def name(self) -> str:
        return self.path[-1] if self.path else ""

    def why_unread(self, starts: date, until: date) -> str:
        """Why something of these days (both inclusive) may stand here unseen (Chinese); empty where nothing can."""
        if not self.unread or not self.is_seen:
            return self.unread
        if self.rest_before is not None and self.rest_before >= starts:
            return REST_UNREAD
        count = sum(1 for on in self.missed if on is None or starts <= on <= until)
        return missed_words(count) if count else ""


@dataclass(frozen=True, slots=True)
class Gap:
    """Something of the district that was not seen: evidence may be there. ``unit``: whose; empty: of the whole district."""

    unit: str
    why: str  # Chinese


class TaskIndex(Protocol):
    """What the evaluation of tasks asks; ``evidence.task_files`` answers from evidence files, tests from memory."""

    @property
    def pages(self) -> tuple[IndexedPage, ...]: ...

    @property
    def columns(self) -> tuple[IndexedColumn, ...]: ...

    @property
    def gaps(self) -> tuple[Gap, ...]: ...

    def prepare(self, words: Iterable[str]) -> None:
        """Look up all words of all tasks at once; ``in_title`` and ``in_text`` answer only for these."""

    def in_title(self, word: str) -> int:
        """Pages whose title has the word, white space apart."""

    def in_text(self, word: str) -> int:
        """Pages whose title or text has the word, white space apart."""

    def names_unit(self, unit: str) -> int:
        """Pages that name the unit, by its name or an alias, in title or text or as their source."""

    def told_of(self, unit: str) -> int:
        """Pages, whoever's, whose title begins with the unit's name: they tell what it does."""

    def handed_on(self, unit: str) -> int:
        """Pages of the unit that another body of the district made: their title and source name that one, and nothing the unit."""

    def text(self, page: int) -> str:
        """The main text of a page; numbers of persons are masked."""

    def facts(self, page: int) -> PageFacts:
        """All that was read in a page."""

    def relayed_from(self, page: int) -> str:
        """Who issued what the page only passes on (转载); empty for what a body of this district made."""


_OF_BYTE = tuple(tuple(bit for bit in range(8) if byte >> bit & 1) for byte in range(256))


def bits(pages: int) -> Iterator[int]:
    """Positions of the pages of a bitmap, in order; the time is the bitmap's length, and its pages."""
    for at, byte in enumerate(pages.to_bytes((pages.bit_length() + 7) // 8, "little")):
        if byte:
            for bit in _OF_BYTE[byte]:
                yield at * 8 + bit


def bitmap(positions: Iterable[int]) -> int:
    """The bitmap of these positions."""
    found = bytearray()
    for position in positions:
        byte, bit = divmod(position, 8)
        if byte >= len(found):
            found.extend(bytes(byte + 1 - len(found)))
        found[byte] |= 1 << bit
    return int.from_bytes(found, "little")
