"""Catalogues (目录) that a district keeps: of its major decisions, and of what each field discloses (基层政务公开)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from evidence.records import Span
from evidence.units import Look, Seen


@dataclass(frozen=True, slots=True)
class LinkedPage:
    """A page that a catalogue links to, or that names an item of it, and what it says.

    ``head``: the name of the table's column that the link stands in. ``said``: text, names of links and files, texts
    of files, shortened; empty where nothing was read.
    """

    url: str
    words: str = ""  # of the link
    head: str = ""
    title: str = ""
    said: str = ""
    read: bool = False
    answered: bool = (
        False  # it is there: read and no notice of absence, or met without failure by the last look
    )
    looks: tuple[Look, ...] = ()  # at an address that ever failed, oldest first
    doubt: str = ""  # Chinese: why (part of) what stands there was not read
    published: date | None = None
    is_policy: bool = False
    has_feedback: bool | None = None  # of a call for opinions: the adoption result; None: it is no call


@dataclass(frozen=True, slots=True)
class DecisionItem:
    """One item (事项) of a catalogue of major decisions."""

    catalogue: Seen
    catalogue_title: str
    year: int
    name: str
    organizer: str = ""  # 承办单位, as written
    cells: tuple[tuple[str, str], ...] = ()  # (head, text) of its row
    links: tuple[LinkedPage, ...] = ()
    named_on: tuple[LinkedPage, ...] = ()  # other pages of the district that name it in title or breadcrumb
    linked: bool = False  # its catalogue links to something, at this item or another


@dataclass(frozen=True, slots=True)
class DecisionCatalogue:
    """A yearly catalogue of major decisions (重大行政决策事项目录), the fullest version of it."""

    seen: Seen
    title: str
    year: int
    owner: str  # id of the unit whose it is: a government, or a body with one of its own
    published: Span | None = None
    header: tuple[str, ...] = ()
    item_count: int = 0
    named_count: int = 0  # items that other pages of the district name
    linked: bool = False
    unread: str = ""  # Chinese: why its items could not be told
    cut: bool = False  # more rows stood there


@dataclass(frozen=True, slots=True)
class StandardRow:
    """One row of a catalogue of disclosure: what is disclosed (公开事项), by whom (公开主体), and where."""

    name: str
    units: frozenset[str] = frozenset()  # ids of the configured units that it names as disclosing
    on_site: bool | None = None  # 政府网站 is ticked; None: the table does not tell
    links: tuple[LinkedPage, ...] = ()


@dataclass(frozen=True, slots=True)
class StandardCatalogue:
    """A catalogue of what is disclosed in a field (基层政务公开标准目录): page, table, file, or merely a link's name."""

    seen: Seen
    title: str
    owner: str  # id of the unit on whose pages it stands
    published: Span | None = None
    unread: str = ""  # Chinese: why its content was not seen
    rows: tuple[StandardRow, ...] = ()  # of its tables
    names: frozenset[str] = frozenset()  # ids of units that its title or its rows name
    relayed_from: str = ""  # whose it is where the district only passes it on (转载)
