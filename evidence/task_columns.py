"""The columns of a district with the pages that stand in each: listed in it, or placed there by trail, name or address."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace
from datetime import date

from evidence.attribution import bare
from evidence.district import DistrictFiles
from evidence.domains import netloc_of
from evidence.records import ColumnKind, Item, ListState
from evidence.task_index import REST_UNREAD, IndexedColumn, bitmap, bits, missed_words
from evidence.task_pages import Found
from evidence.units import ColumnEvidence, Entry
from evidence.view_columns import columns_of, is_gone, unclaimed_columns

_INDEX_PAGE = re.compile(r"(?:index|default|list|home)?(?:\.\w+)?$", re.IGNORECASE)
_UNSEEN = (ListState.SCRIPTED, ListState.UNCLEAR)


@dataclass(slots=True)
class _Draft:
    """A column while its pages are gathered."""

    url: str
    path: tuple[str, ...]
    kind: ColumnKind
    unit: str
    shows: bool
    unseen: str
    rest_before: date | None
    missed: tuple[date | None, ...] = ()
    direct: set[int] = field(default_factory=set)

    @property
    def netloc(self) -> str:
        return netloc_of(self.url)

    def finished(self, pages: int) -> IndexedColumn:
        why = self.unseen or "；".join(self._parts_unread())
        return IndexedColumn(
            self.url, self.path, self.kind, self.unit, pages, self.shows or bool(pages), why, not self.unseen,
            self.rest_before, self.missed,
        )  # fmt: skip

    def _parts_unread(self) -> Iterator[str]:
        if self.rest_before is not None:
            yield REST_UNREAD
        if self.missed:
            yield missed_words(len(self.missed))


@dataclass(slots=True)
class Columns:
    """Columns by unit and address; the days that rows of lists tell, by position of the page."""

    columns: tuple[IndexedColumn, ...] = ()
    days: dict[int, date] = field(default_factory=dict)


def find_columns(files: DistrictFiles, found: Found) -> Columns:
    """Every column of every host, with configured corrections."""
    days = _Days()
    drafts = [_draft(files, found, days, column, unit) for unit, column in _all(files)]
    place = _Places(files, drafts)
    for at, page in enumerate(found.pages):
        for draft in place.of_page(found, at, page.url, page.unit):
            draft.direct.add(at)
    for netloc in found.lists:
        _add_rows(files, found, days, place, netloc)
    return Columns(tuple(place.finished()), days.told())


def _all(files: DistrictFiles) -> Iterator[tuple[str, ColumnEvidence]]:
    for unit in files.units:
        for column in columns_of(files, unit, set(), _as_listed):
            yield unit.id, column
    for column in unclaimed_columns(files, _as_listed):
        yield "", column


def _as_listed(_files: DistrictFiles, item: Item) -> Entry:
    """A row as the list shows it: its article is not opened."""
    return Entry(item.title, item.url, item.date, item.pinned)


def _draft(files: DistrictFiles, found: Found, days: _Days, column: ColumnEvidence, unit: str) -> _Draft:
    elsewhere = column.state is ListState.ELSEWHERE
    unseen = column.state in _UNSEEN or not (column.seen.read or elsewhere)
    draft = _Draft(
        column.url, _named_path(column), column.kind, unit, not unseen and column.state is not ListState.EMPTY,
        (column.state_why or column.seen.why_unread or "栏目内容未能认定") if unseen else "",
        _rest_before(column) if column.rest_unread else None,
    )  # fmt: skip
    missed: list[date | None] = []
    for entry in column.entries:
        _add_entry(files, found, days, draft, missed, entry)
    if elsewhere:  # a column that leads straight to an article holds it
        _add_entry(files, found, days, draft, [], Entry(column.name, column.url, None))
    draft.missed = tuple(missed)
    return draft


def _named_path(column: ColumnEvidence) -> tuple[str, ...]:
    """The names from the home page down, its own last, as corrected."""
    if column.name in column.path:
        return column.path[: column.path.index(column.name) + 1]
    return (*column.path[:-1], column.name)


def _rest_before(column: ColumnEvidence) -> date:
    """The day of the last row that was read: what comes after it is as old or older."""
    told = [entry.date.on for entry in column.entries if entry.date and not entry.pinned]
    return told[-1] if told else date.max


def _add_entry(
    files: DistrictFiles, found: Found, days: _Days, draft: _Draft, missed: list[date | None], entry: Entry
) -> None:
    on = entry.date.on if entry.date else None
    met = files.page(entry.url) if entry.url else None
    if met is not None:
        at = found.at.get(met[1].key)
        if at is not None:
            draft.direct.add(at)
            days.add(at, on, entry.date.source if entry.date else None)
    elif entry.url and _is_missed(files, entry.url):
        missed.append(on)


def _is_missed(files: DistrictFiles, url: str) -> bool:
    """Whether an address on a host of the district was not read, and not for being gone or leading out of it."""
    target = files.destination(url)
    file = files.file_of(target)
    return file is not None and not is_gone(file.fetch(target))


class _Days:
    """The earliest day that rows tell of a page; a day read from the address only where no row shows one."""

    def __init__(self) -> None:
        self._shown: dict[int, date] = {}
        self._in_url: dict[int, date] = {}

    def add(self, at: int, on: date | None, source: str | None) -> None:
        if on is not None:
            known = self._in_url if source == "url" else self._shown
            known[at] = min(on, known.get(at, on))

    def told(self) -> dict[int, date]:
        return self._in_url | self._shown


def _add_rows(files: DistrictFiles, found: Found, days: _Days, place: _Places, netloc: str) -> None:
    """Rows of lists that no column leads to page by page: they stand where the list's own trail says."""
    file, lists = files.files[netloc], found.lists[netloc]
    ours = {page_id: place.of_trail(trail) for page_id, trail in lists.items()}
    current = file.page_by_id()
    sql = "SELECT page_id, url, published_on, source FROM item WHERE url IS NOT NULL ORDER BY page_id"
    for page_id, url, on, source in file.connection.execute(sql):
        if page_id not in current:
            continue
        at = found.at.get(files.key_of(url))
        if at is not None:
            days.add(at, date.fromisoformat(on) if on else None, source)
            for draft in ours.get(page_id, ())[-1:]:
                draft.direct.add(at)


class _Places:
    """Where pages stand, by what they say of themselves: trail, name of their column, address."""

    def __init__(self, files: DistrictFiles, drafts: list[_Draft]) -> None:
        self._files = files
        self._drafts = drafts
        self._by_key: dict[int, list[_Draft]] = {}
        self._by_path: dict[tuple[str, tuple[str, ...]], _Draft] = {}
        self._by_folder: dict[str, _Draft] = {}
        self._by_name: dict[tuple[str, str], _Draft | None] = {}
        self._trails: dict[str, list[_Draft]] = {}
        self._named_trails: dict[str, tuple[tuple[str, ...], ...]] = {}
        starts = [url for unit in files.units for site in unit.sites for url in (site.url, *site.scope)]
        homes = {made(url) for url in starts for made in (bare, _folder)}
        for draft in drafts:
            self._by_key.setdefault(files.key_of(draft.url), []).append(draft)
            self._by_path.setdefault((draft.unit, draft.path), draft)
            named = (draft.unit, draft.path[-1])
            self._by_name[named] = None if named in self._by_name else draft
            folder = _folder(draft.url)
            if folder and folder not in homes:
                self._by_folder.setdefault(folder, draft)

    def of_page(self, found: Found, at: int, url: str, unit: str) -> Iterator[_Draft]:
        """Columns that a page itself, or its address, says it stands in."""
        trail = found.crumbs.get(at, "")
        yield from self.of_trail(trail)
        for names in self._names_of(trail):
            draft = self._by_path.get((unit, names))
            if draft:
                yield draft
        named = self._by_name.get((unit, found.names.get(at, "")))
        if named:
            yield named
        yield from self._above(url)

    def of_trail(self, trail: str) -> list[_Draft]:
        """Columns that a breadcrumb (JSON) links to, from the top down."""
        if trail not in self._trails:
            urls = [url for _, url in json.loads(trail) if url] if trail else []
            self._trails[trail] = [
                one for url in urls for one in self._by_key.get(self._files.key_of(url), ())
            ]
        return self._trails[trail]

    def _names_of(self, trail: str) -> tuple[tuple[str, ...], ...]:
        """Every way down a breadcrumb by its names."""
        if trail not in self._named_trails:
            names = tuple(name for name, _ in json.loads(trail)) if trail else ()
            self._named_trails[trail] = tuple(names[:n] for n in range(2, len(names) + 1))
        return self._named_trails[trail]

    def _above(self, url: str) -> Iterator[_Draft]:
        """Columns whose folder holds an address."""
        rest = bare(url).partition("?")[0]
        while "/" in rest:
            rest = rest.rpartition("/")[0]
            draft = self._by_folder.get(rest + "/")
            if draft:
                yield draft

    def finished(self) -> Iterator[IndexedColumn]:
        """All columns, what stands in lower ones included."""
        own = {id(draft): bitmap(draft.direct) for draft in self._drafts}
        whole = dict(own)
        for draft in self._drafts:
            for above in self._parents(draft):
                whole[id(above)] |= own[id(draft)]
        for draft in self._drafts:
            yield draft.finished(whole[id(draft)])

    def _parents(self, draft: _Draft) -> Iterator[_Draft]:
        """Columns above one: by their path, of the same unit or of the host's owner; or by their folder."""
        owner = self._files.attribution.owner(draft.url) or ""
        for unit in dict.fromkeys((draft.unit, owner)):
            for depth in range(2, len(draft.path)):
                above = self._by_path.get((unit, draft.path[:depth]))
                if above and above is not draft and above.netloc == draft.netloc:
                    yield above
        folder = _folder(draft.url)
        yield from (above for above in self._above(folder.rstrip("/")) if above is not draft)


def _folder(url: str) -> str:
    """The folder that a column's index page stands for; empty for a page that is one of several in its folder."""
    address, _, query = bare(url).partition("?")
    folder, _, page = address.rpartition("/")
    return f"{folder}/" if not query and folder and "/" in folder and _INDEX_PAGE.fullmatch(page) else ""


def of_bearers(columns: Iterable[IndexedColumn], borne: dict[int, list[int]]) -> Iterator[IndexedColumn]:
    """Columns with the attachments of the pages that stand in them. ``borne``: positions by their bearer's."""
    bearers = bitmap(borne)
    for column in columns:
        more = bitmap(at for bearer in bits(column.pages & bearers) for at in borne[bearer])
        yield replace(column, pages=column.pages | more) if more else column
