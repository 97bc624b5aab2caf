"""Tables of a page as a reader sees them: catalogues (目录), rosters (名单), ledgers (台账)."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Cell:
    """One cell; merged cells are repeated. Numbers of persons are masked."""

    text: str
    links: tuple[tuple[str, str], ...] = ()  # (words, absolute address), in order


@dataclass(frozen=True, slots=True)
class Table:
    """A table with a head: as many cells in each row as names in the head; ``cut``: more rows stood there."""

    header: tuple[str, ...]
    rows: tuple[tuple[Cell, ...], ...]
    caption: str = ""  # the heading above it, where there is one
    cut: bool = False
