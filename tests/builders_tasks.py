"""A small district in memory, and tables of tasks: what tests of tasks are made from."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from checks.engine.model import Origin
from checks.engine.standard import Standard
from checks.engine.tasks.desk import TaskDesk
from checks.engine.tasks.model import Number, Pages, Part, Place, Responsible, Shortage, Table, Task, Wanted
from evidence.records import ColumnKind, PageFacts, PageKind, Site, Unit, UnitKind
from evidence.task_index import Gap, IndexedColumn, IndexedPage, bitmap
from evidence.units import HomeEvidence, Seen, UnitEvidence
from tests.builders import seen

YEAR = 2026
DUE = date(2026, 12, 31)
AFTER = date(2027, 1, 15)
HOST = "www.example.gov.cn"


def body(unit_id: str, name: str, kind: UnitKind = UnitKind.DEPARTMENT, *aliases: str) -> Unit:
    url = f"http://{HOST}/{unit_id}/"
    return Unit(unit_id, name, kind, aliases, sites=(Site(url, (url,), False),))


PORTAL = body("qzf", "市中区人民政府", UnitKind.GOVERNMENT)
OFFICE = body("qzb", "区政府办公室", UnitKind.OFFICE)
FINANCE = body("czj", "区财政局")
STREET = body("ly", "泺源街道办事处", UnitKind.STREET)
SCHOOL = body("xx", "实验小学", UnitKind.INSTITUTION)
UNITS = (PORTAL, OFFICE, FINANCE, STREET, SCHOOL)


@dataclass(frozen=True, slots=True)
class Shown:
    """One page of the district as a test states it; ``columns``: names of the columns it stands in."""

    title: str
    on: date | None = date(2026, 5, 11)
    unit: str = FINANCE.id
    text: str = ""
    columns: tuple[str, ...] = ()
    relayed_from: str = ""
    handed_on: bool = False  # made by another body of the district
    kind: str = ""  # policy | interpretation | consultation
    number: str | None = None
    borne_by: int | None = None  # of a file: the position of the page that offers it


def shown(title: str, month: int = 5, day: int = 11, **rest: Any) -> Shown:
    return Shown(title, rest.pop("on", date(YEAR, month, day)), **rest)


@dataclass(frozen=True, slots=True)
class ColumnShown:
    """A column as a test states it; the first name of its path is left out."""

    name: str
    kind: ColumnKind = ColumnKind.OTHER
    unit: str = PORTAL.id
    shows: bool = True
    unread: str = ""  # as a whole, unless the next says of which days
    above: tuple[str, ...] = ()
    rest_before: date | None = None


@dataclass(slots=True)
class MemoryIndex:
    """A TaskIndex over pages in memory. Words are compared without white space."""

    shown: tuple[Shown, ...]
    columns: tuple[IndexedColumn, ...] = ()
    gaps: tuple[Gap, ...] = ()
    pages: tuple[IndexedPage, ...] = ()
    prepared: set[str] = field(default_factory=set)

    def prepare(self, words: Iterable[str]) -> None:
        self.prepared |= set(words)

    def in_title(self, word: str) -> int:
        assert word in self.prepared
        return bitmap(n for n, page in enumerate(self.shown) if word in _squeezed(page.title))

    def in_text(self, word: str) -> int:
        assert word in self.prepared
        return bitmap(n for n, page in enumerate(self.shown) if word in _squeezed(page.title + page.text))

    def told_of(self, unit: str) -> int:
        names = next(((one.name, *one.aliases) for one in UNITS if one.id == unit), ())
        return bitmap(at for at, page in enumerate(self.shown) if names and page.title.startswith(names))

    def handed_on(self, unit: str) -> int:
        return bitmap(at for at, page in enumerate(self.shown) if page.unit == unit and page.handed_on)

    def names_unit(self, unit: str) -> int:
        names = next(((one.name, *one.aliases) for one in UNITS if one.id == unit), ())
        return bitmap(
            n for n, page in enumerate(self.shown) if any(name in page.title + page.text for name in names)
        )

    def text(self, page: int) -> str:
        return self.shown[page].text

    def facts(self, page: int) -> PageFacts:
        return PageFacts(
            self.pages[page].url,
            PageKind.ARTICLE,
            "unknown",
            "utf-8",
            document_number=self.shown[page].number,
        )

    def relayed_from(self, page: int) -> str:
        return self.shown[page].relayed_from


def _squeezed(text: str) -> str:
    return "".join(text.split())


def district(*pages: Shown, columns: Iterable[ColumnShown] = (), gaps: Iterable[Gap] = ()) -> MemoryIndex:
    """An index of these pages; columns that only pages name are of the portal and were read."""
    told = {column.name: column for column in columns}
    for page in pages:
        for name in page.columns:
            told.setdefault(name, ColumnShown(name))
    indexed = tuple(
        IndexedColumn(
            f"http://{HOST}/{name}/",
            ("首页", *column.above, name),
            column.kind,
            column.unit,
            bitmap(n for n, page in enumerate(pages) if name in page.columns),
            column.shows,
            column.unread,
            not column.unread or column.rest_before is not None,
            column.rest_before,
        )
        for name, column in told.items()
    )
    found = tuple(
        IndexedPage(
            _address(pages, n), page.title, page.on, page.unit,
            page.kind == "policy", page.kind == "interpretation", page.kind == "consultation",
            "" if page.borne_by is None else _address(pages, page.borne_by),
        )
        for n, page in enumerate(pages)
    )  # fmt: skip
    return MemoryIndex(pages, indexed, tuple(gaps), found)


def _address(pages: tuple[Shown, ...], n: int) -> str:
    return f"http://{HOST}/{pages[n].unit or 'x'}/{n}.html"


def words(*text: str, title: str = "", **rest: Any) -> Wanted:
    """Words that must all be in title or text; ``title``: one that must be in the title."""
    return Wanted(((title,),) if title else (), tuple((word,) for word in text), **rest)


def at_least(value: int, origin: Origin = Origin.VERIFIED) -> Number:
    return Number(value, origin, "任务")


def pages_part(value: int = 1, wanted: Wanted | None = None, **rest: Any) -> Pages:
    """At least so many pages about training (培训); a shortage is unmet."""
    values: dict[str, Any] = {"short": Shortage.UNMET, "where": Place()}
    return Pages("业务培训", wanted or words("培训"), at_least(value), **{**values, **rest})


def task(*parts: Part, number: int = 1, units: tuple[str, ...] = ("区财政局",), **rest: Any) -> Task:
    """A task of the finance bureau until the end of the year."""
    values: dict[str, Any] = {
        "group": "围绕保障",
        "topic": "培训",
        "requirement": "每年至少组织1次专题培训。",
        "summary": "专题培训不少于1次",
        "due_text": "12月底前",
        "due": DUE,
        "task_class": "B",
        "unseen": "线下培训",
    }
    return Task(f"X26-{number}", number, units=units, parts=parts, **{**values, **rest})


def standard(*tasks: Task, **rest: Any) -> Standard:
    """A pack with this table and no rules of its own but those given."""
    entries = {"各街道办事处": Responsible((UnitKind.STREET,)), "各部门": Responsible((UnitKind.DEPARTMENT,))}
    table = Table(YEAR, "2026年任务分解表", date(YEAR, 1, 1), tasks, entries)
    return Standard("local", "任务", "某政办发〔2026〕3号", "2026-01-31", rest.pop("rules", ()), table=table)


def desk(index: MemoryIndex, *tasks: Task, as_of: date = AFTER, **rest: Any) -> TaskDesk:
    """A desk over one table, after its year unless told otherwise."""
    return TaskDesk.over([standard(*tasks)], UNITS, index, as_of, rest.pop("attestations", None))


def evidence(unit: Unit = FINANCE, as_of: date = AFTER) -> UnitEvidence:
    """A unit whose home page was read."""
    home: Seen = seen(unit.sites[0].url) if unit.sites else seen(f"http://{HOST}/")
    return UnitEvidence(unit, as_of, homes=(HomeEvidence(home),) if unit.sites else ())
