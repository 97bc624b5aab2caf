"""One unit's part of the district: its columns and leaves, rendered by the skin of its host when all are known."""

from __future__ import annotations

import zlib
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from typing import TYPE_CHECKING, Any

from tests.second_district.book import Answer, Book, Entry
from tests.second_district.wording import Writer, plain

if TYPE_CHECKING:
    from tests.second_district.skins import Skin

NOT_DUE = "尚未到期"
Link = tuple[str, str]  # text, address


@dataclass(frozen=True)
class Unit:
    """Who publishes, where, and how the configuration calls it."""

    id: str
    name: str
    full: str
    kind: str
    host: str
    root: str = "/"
    sector: str = ""
    supervisor: str = ""
    portal: bool = False
    services: bool = True
    external: bool = False
    site_id: str = ""
    site_name: str = ""
    phone: str = "0536-6670000"
    address: str = "澄川县文昌路18号"
    aliases: tuple[str, ...] = ()

    @property
    def whole_host(self) -> bool:
        return self.root == "/"


@dataclass
class Column:
    """A list of leaves, or a page of its own (``inner``)."""

    key: str
    name: str
    path: str
    kind: str
    number: int
    parent: Column | None = None
    in_nav: bool = True
    inner: str | None = None
    rows: list[Leaf] = field(default_factory=list)
    links: list[Link] = field(default_factory=list)
    undated: bool = False
    delay_s: float = 0.0
    page_size: int = 100
    side: str = ""


@dataclass
class Leaf:
    """One article, guide, message or consultation."""

    column: Column
    title: str
    when: date
    path: str
    inner: str
    source: str
    clock: time
    facts: list[tuple[str, str]] = field(default_factory=list)
    files: list[Link] = field(default_factory=list)
    related: list[Link] = field(default_factory=list)
    metas: dict[str, str | list[str] | None] = field(default_factory=dict)
    dated: str = "normal"  # normal | none | script | numerals | bottom
    row_date: bool = True
    row_note: str = ""
    pinned: bool = False
    whole: str | None = None  # the complete page, instead of the skin's
    delay_s: float = 0.0
    url: str = ""

    @property
    def stamp(self) -> str:
        return f"{self.when} {self.clock:%H:%M}"


class Site:
    """Builds one unit; ``write`` hands its pages to the book."""

    def __init__(self, book: Book, unit: Unit, skin: Skin) -> None:
        self.book, self.unit, self.skin = book, unit, skin
        self.pen = Writer(unit.id)
        self.columns: dict[str, Column] = {}
        self.nav_extra: list[Link] = []
        self.home_rows: dict[str, list[Leaf]] = {}
        self.home_keys: list[str] = []
        self.home_html = ""
        self.home_whole: str | None = None
        self.home_delay_s = 0.0
        self.friends: list[Link] = []
        self.no_metas: frozenset[str] = frozenset()
        self.no_footer: frozenset[str] = frozenset()
        self.search_path: str = ""
        self.owner: Site = self  # whose header, footer and site tags the pages carry
        self.unlisted: list[Leaf] = []
        self._names = 0
        self._serial = 100 + zlib.crc32(unit.id.encode()) % 800

    @property
    def home(self) -> str:
        return self.book.url(self.unit.host, self.unit.root)

    def ago(self, days: int) -> date:
        return self.book.as_of - timedelta(days=days)

    def column(self, key: str, name: str, kind: str = "", **more: Any) -> Column:
        """Open a column; ``kind`` is its ColumnType."""
        number = 1200 + len(self.columns) + 1
        path = self.skin.column_path(self.unit.root, key, number)
        made = Column(key, name, path, kind or name, number, **more)
        self.columns[key] = made
        return made

    def leaf(self, column: Column, title: str, when: date, inner: str = "", **more: Any) -> Leaf:
        """Add an entry to a column; without ``inner`` an ordinary text is written."""
        self._serial += 3
        path = self.skin.leaf_path(self.unit.root, column.key, column.number, self._serial, when)
        text = inner or plain(self.pen.paragraphs())
        clock = time(8 + self._serial % 9, self._serial * 7 % 60)
        source = str(more.pop("source", self.unit.full))
        listed = more.pop("listed", True)
        made = Leaf(column, title, when, path, text, source, clock, **more)
        made.url = self.book.url(self.unit.host, path)
        if listed:
            column.rows.append(made)
        else:
            self.unlisted.append(made)
        return made

    def next_name(self) -> str:
        """A name for a file that no other file of this unit has."""
        self._names += 1
        return f"{self.unit.id}{self._names:03d}"

    def at(self, column: Column | str) -> str:
        """The address of a column."""
        found = self.columns[column] if isinstance(column, str) else column
        return self.book.url(self.unit.host, found.path)

    def file(self, name: str, body: bytes, **more: Any) -> str:
        """Serve a file of this unit; returns its path."""
        path = f"{self.unit.root}{self.skin.files}{name}"
        self.book.file(self.unit.host, path, body, **more)
        return path

    def plant(self, check: str, url: str, target: str | None = None, **more: Any) -> None:
        self.book.planted.append(Entry(self.unit.id, check, url, target, **more))

    def plant_after(self, deadline: date, check: str, url: str) -> None:
        """A defect from the day after ``deadline`` on; before it nothing is owed, and what is said then is left open."""
        if self.book.as_of > deadline:
            self.plant(check, url)
        else:
            self.tolerate(check, url, why=NOT_DUE)

    def alike(self, check: str, url: str, target: str | None = None, why: str = "") -> None:
        self.book.alike.append(Entry(self.unit.id, check, url, target, why=why))

    def unsure(self, check: str, url: str, target: str | None = None, why: str = "") -> None:
        self.book.unsure.append(Entry(self.unit.id, check, url, target, why=why))

    def tolerate(self, check: str, url: str, target: str | None = None, why: str = "") -> None:
        self.book.tolerated.append(Entry(self.unit.id, check, url, target, why=why))

    def write(self) -> None:
        """Render everything."""
        self._put(self.unit.root, self.home_whole or self.skin.home(self), self.home_delay_s)
        for column in self.columns.values():
            self.book.titles.setdefault(self.unit.host, []).append((column.name, column.path))
            column.rows.sort(key=lambda leaf: (not leaf.pinned, -leaf.when.toordinal()))
            for number, (path, html) in enumerate(self.skin.column_pages(self, column)):
                self._put(path, html, column.delay_s if number == 0 else 0.0)
            for leaf in column.rows:
                self._leaf(leaf)
        for leaf in self.unlisted:
            self._leaf(leaf)

    def _leaf(self, leaf: Leaf) -> None:
        if leaf.path.startswith("http"):
            return  # a row that leads to another host
        self.book.titles.setdefault(self.unit.host, []).append((leaf.title, leaf.path))
        self._put(leaf.path, leaf.whole or self.skin.leaf_page(self, leaf), leaf.delay_s)

    def _put(self, path: str, html: str, delay_s: float = 0.0) -> None:
        charset = self.skin.charset
        kind = f"text/html; charset={charset}" if self.skin.charset_in_header else "text/html"
        self.book.put(
            self.unit.host,
            path,
            Answer(html.encode(charset, "xmlcharrefreplace"), kind=kind, delay_s=delay_s),
        )


def stamp(day: date) -> str:
    """The day with a time, as tags write it."""
    return datetime.combine(day, time(9, 12)).strftime("%Y-%m-%d %H:%M")
