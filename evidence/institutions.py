"""Institutions (公共企事业单位) under a unit's care, as the district's pages show them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from evidence.records import Quote

if TYPE_CHECKING:
    from evidence.units import Seen


@dataclass(frozen=True, slots=True)
class Place:
    """What is one institution's own: its ``site``, a ``page`` named for it, a ``link`` of its name, an ``entry`` about
    it in a list of institutions. ``name``: the words that say so.
    """

    seen: Seen
    name: str
    how: str


@dataclass(frozen=True, slots=True)
class InstitutionEvidence:
    """One institution that a unit supervises. Places: the surest first; phones: each once, with its words and page.

    ``chars``: of all the text of its pages. ``why_unplaced``: why a page of its own may be there unseen;
    ``why_unread``: why its pages may show more than was read (both Chinese).
    """

    id: str
    name: str
    sector: str = ""
    places: tuple[Place, ...] = ()
    phones: tuple[Quote, ...] = ()
    page_count: int = 0
    chars: int = 0
    why_unplaced: tuple[str, ...] = ()
    why_unread: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class InstitutionsArea:
    """All institutions under one unit, as configured, and what its own and the portal's pages call a catalogue of
    what they disclose (信息公开目录, 清单). ``doubts``: why a page or a catalogue may be there unseen (Chinese).
    """

    members: tuple[InstitutionEvidence, ...] = ()
    catalogues: tuple[Quote, ...] = ()
    doubts: tuple[str, ...] = ()
