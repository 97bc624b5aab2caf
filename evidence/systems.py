"""What a district keeps as systems: document library (政府文件库), gazette (政府公报), zone of business policies (惠企政策)."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from evidence.records import Span, UnitKind

if TYPE_CHECKING:
    from evidence.units import ColumnEvidence, PageEvidence, Seen, UnitEvidence


PACKAGE = re.compile(r"政策[“\"]?(?:礼|大礼|工具)?[包箱]|政策集成|政策套餐")
"""What a collection of policies for businesses calls itself (政策包)."""

BODY_CHARS = 6000  # of what stands where a package's links lead: its beginning


@dataclass(frozen=True, slots=True)
class System:
    """A column that is one of these systems, with what lies in it. Columns and pages by address.

    ``members``: pages that its lists, or those of its parts, lead to, and pages whose breadcrumb names it; whoever's
    they are. ``whole``: the crawl of its host came through.
    """

    column: ColumnEvidence
    page: PageEvidence | None = None  # the column's own page, where that was read
    parts: tuple[ColumnEvidence, ...] = ()  # columns below it
    part_pages: tuple[PageEvidence, ...] = ()
    members: tuple[PageEvidence, ...] = ()
    answered: frozenset[str] = (
        frozenset()
    )  # files of a gazette's members, and rows that are files, that opened
    whole: bool = True

    @property
    def columns(self) -> tuple[ColumnEvidence, ...]:
        """The column and its parts."""
        return (self.column, *self.parts)


@dataclass(frozen=True, slots=True)
class DistrictDocument:
    """A policy document (政策性文件) that a unit of the district made and published, on one page of several maybe."""

    seen: Seen
    title: str
    number: str | None
    published: Span | None
    made: Span | None
    validity: str | None
    unit: str  # id
    unit_name: str
    kind: UnitKind

    @property
    def url(self) -> str:
        return self.seen.url


@dataclass(frozen=True, slots=True)
class Led:
    """A link in the main part of a page, and what stands where it leads."""

    text: str
    url: str
    body: str = ""  # title and text there, at most BODY_CHARS of them
    why_unread: str = ""  # Chinese; empty where it was read


@dataclass(frozen=True, slots=True)
class ZonePage:
    """A page of a zone of business policies with its text; links are given for what is called a package (政策包)."""

    page: PageEvidence
    text: str
    links: tuple[Led, ...] = ()


@dataclass(frozen=True, slots=True)
class SystemsArea:
    """The systems on one unit's pages.

    ``documents``: those of the whole district, for who keeps a library. ``kept_by``: of an office, the government
    whose host it shares, and the other way round: its systems may be this unit's as well.
    """

    libraries: tuple[System, ...] = ()
    gazettes: tuple[System, ...] = ()
    zones: tuple[System, ...] = ()
    zone_pages: tuple[ZonePage, ...] = ()
    documents: tuple[DistrictDocument, ...] = ()
    kept_by: UnitEvidence | None = None
