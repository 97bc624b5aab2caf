"""The table of tasks (工作任务分解表) as data: each row with the evidence that its fulfilment leaves on the sites.

The vocabulary of ``[[task]]`` in a pack (docs/tasks.md explains it with examples). Nothing here knows a task by
its number: whatever a district asks is said in these words, or attested by a person.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum

from checks.engine.model import Origin
from evidence.records import ColumnKind, UnitKind

Alternatives = tuple[tuple[str, ...], ...]
"""Groups of words: every group must be there, by any one of its words."""


class Reach(StrEnum):
    """Whose pages count for a unit."""

    OWN = "own"  # pages that belong to it
    NAMED = (
        "named"  # its own, and those of others that name it in title or text (发布单位＝责任单位，或正文点名)
    )
    DISTRICT = "district"  # every page of the district, whoever's


class CountBy(StrEnum):
    """What counts as one."""

    PAGE = "page"  # texts that are alike count once
    MEETING = "meeting"  # reports of one meeting count once, by its date or number (第35次常务会议)
    DOCUMENT = "document"  # pages about one document (by number or title in 《》) count once
    QUARTER = "quarter"  # quarters of the window in which there is any
    HALF_YEAR = "half_year"


class Shortage(StrEnum):
    """What a shortage amounts to once the deadline has passed and all places were seen."""

    NO_EVIDENCE = "no_evidence"  # asks for attestation
    UNMET = "unmet"  # the row demands publication, and it is not there


@dataclass(frozen=True, slots=True)
class Number:
    """A count that is required, with its origin and source."""

    value: int
    origin: Origin
    source: str


@dataclass(frozen=True, slots=True)
class Place:
    """Where evidence is looked for: columns by kind or by part of a name in their path; empty: anywhere."""

    kinds: tuple[ColumnKind, ...] = ()
    names: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Wanted:
    """What a page must be to be evidence. Words are parts of a text, compared without white space."""

    title: Alternatives = ()
    text: Alternatives = ()  # in title or text
    not_title: tuple[str, ...] = ()
    not_text: tuple[str, ...] = ()
    document: str = ""  # policy | interpretation | consultation: what kind of page; empty: any
    relayed: bool = False  # what another body issued (转载) counts too


@dataclass(frozen=True, slots=True)
class Pages:
    """At least so many pages of this kind (``kind = "pages"``)."""

    title: str
    wanted: Wanted
    least: Number
    where: Place = field(default_factory=Place)
    reach: Reach = Reach.NAMED
    count: CountBy = CountBy.PAGE
    short: Shortage = Shortage.NO_EVIDENCE
    companion: Wanted | None = (
        None  # each one counted has, on its own page or another of the same meeting or document
    )
    companion_title: str = ""  # Chinese: 意见采纳情况
    doubt: Wanted | None = (
        None  # pages that may be one more, in pictures or films; enough of them, and nobody can tell
    )


@dataclass(frozen=True, slots=True)
class MatrixLine:
    """A row or a column of a matrix: its name and what pages must have for it."""

    name: str
    wanted: Wanted


@dataclass(frozen=True, slots=True)
class Matrix:
    """Fields × kinds (``kind = "matrix"``): each field has evidence of at least so many kinds."""

    title: str
    rows: tuple[MatrixLine, ...]
    columns: tuple[MatrixLine, ...]
    least: Number  # columns with evidence in each row
    where: Place = field(default_factory=Place)
    reach: Reach = Reach.NAMED
    short: Shortage = Shortage.NO_EVIDENCE


@dataclass(frozen=True, slots=True)
class Structure:
    """At least so many columns of such names exist and show something (``kind = "column"``)."""

    title: str
    where: Place
    least: Number
    reach: Reach = Reach.OWN
    short: Shortage = Shortage.UNMET


@dataclass(frozen=True, slots=True)
class Judged:
    """What checks say of the unit (``kind = "checks"``): no subject failed, and at least so many passed.

    ``checks``: ids of checks; or of rules, for what their check says with the numbers of that rule alone.
    ``targets``: only statements about these targets, by the check's own ids; empty: all. ``reach`` district: what they
    say of any unit, for what only the owner of the host is judged by.
    """

    title: str
    checks: tuple[str, ...]
    least: Number
    targets: tuple[str, ...] = ()
    short: Shortage = Shortage.NO_EVIDENCE  # where fewer passed and none failed
    failed: Shortage = Shortage.UNMET  # where one failed
    reach: Reach = Reach.OWN


@dataclass(frozen=True, slots=True)
class Attested:
    """What only a person can show (``kind = "attestation"``)."""

    title: str


Part = Pages | Matrix | Structure | Judged | Attested


@dataclass(frozen=True, slots=True)
class Task:
    """One row of the table.

    ``due`` None: standing. ``district_wide``: judged once for the district, its pages from every unit.
    ``files``: a shortage that is proven is filed as a finding of ``task-evidence-short``.
    """

    id: str
    number: int
    group: str
    topic: str
    requirement: str
    summary: str
    units: tuple[str, ...]  # as written in the table
    due_text: str
    due: date | None
    task_class: str
    parts: tuple[Part, ...]
    attest: str = ""
    unseen: str = ""
    district_wide: bool = False
    files: bool = False
    remedy: str = ""


@dataclass(frozen=True, slots=True)
class Responsible:
    """Which units a name of the table stands for: kinds of units, or units by name or alias."""

    kinds: tuple[UnitKind, ...] = ()
    names: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Table:
    """A district's table of one year: ``starts`` is the first day on which evidence counts."""

    year: int
    title: str
    starts: date
    tasks: tuple[Task, ...]
    units: dict[str, Responsible] = field(default_factory=dict)
