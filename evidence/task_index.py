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


@dataclass(frozen=True, slots=True)
class IndexedColumn:
    """A column of the district with the pages that stand in it, directly or in what lies below it."""

    url: str
    path: tuple[str, ...]  # names from the home page down, its own last
    kind: ColumnKind
    unit: str
    pages: int  # bitmap
    shows: bool  # an entry, a text or a sub-column was seen in it
    unread: str = ""  # Chinese: why (part of) it was not seen; evidence may stand there

    @property
    def name(self) -> str:
        return self.path[-1] if self.path else ""


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

    def text(self, page: int) -> str:
        """The main text of a page; numbers of persons are masked."""

    def facts(self, page: int) -> PageFacts:
        """All that was read in a page."""

    def relayed_from(self, page: int) -> str:
        """Who issued what the page only passes on (转载); empty for what a body of this district made."""


def bits(pages: int) -> Iterator[int]:
    """Positions of the pages of a bitmap, in order."""
    while pages:
        low = pages & -pages
        yield low.bit_length() - 1
        pages ^= low


def bitmap(positions: Iterable[int]) -> int:
    """The bitmap of these positions."""
    found = bytearray()
    for position in positions:
        byte, bit = divmod(position, 8)
        if byte >= len(found):
            found.extend(bytes(byte + 1 - len(found)))
        found[byte] |= 1 << bit
    return int.from_bytes(found, "little")
