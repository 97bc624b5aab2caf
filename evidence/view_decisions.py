"""Catalogues of major decisions (重大行政决策事项目录) read item by item, each item its organizer's (承办单位)."""

from __future__ import annotations

import re
from collections.abc import Container, Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from functools import lru_cache
from itertools import islice

from evidence.called import CalledUnits
from evidence.catalogues import DecisionCatalogue, DecisionItem
from evidence.district import DistrictFiles
from evidence.hostfile import PageRow
from evidence.records import Quote, Unit
from evidence.tables import Cell, Table
from evidence.units import PageEvidence
from evidence.view_disclosure import DisclosureIndex
from evidence.view_linked import Linker, is_list
from evidence.view_pages import PageIndex

_CATALOGUE = re.compile(
    r"重大(?:行政)?决策.{0,16}(?:目录|清单)|年度重大(?:行政)?决策事项(?:的?(?:通知|公告|通告))?$"
)
_ABOUT = re.compile(r"办法|制度|规定|规则|细则|解读|征集|征求|申报|报送|建议|培训|会议|编制工作|管理$")
_AMENDS = re.compile(r"^关于.{0,20}(?:调整|增补|补充)")  # only the items that changed
_YEAR = re.compile(r"(?<!\d)((?:19|20)\d\d)(?=年|\D|$)")
_BODY = re.compile(r"局|委员会|街道|办事处|[镇乡]人民政府")
_PLACE = re.compile(
    r"^(?:关于)?(?:公布|发布|印发|转发)?《?[\u4e00-\u9fff]{2,10}?(?:省|自治区|市|州|盟|区|县|旗)(?!级)"
)
_NAME = re.compile(r"(?:决策)?事项名称|决策事项|项目名称|决策名称|文件名称|名\s*称|^事\s*项$|决策项目")
_ORGANIZER = re.compile(r"承\s*办|责任(?:单位|部门)|牵头|主办|起草(?:单位|部门)|实施(?:单位|部门)")
_FIGURE = re.compile(r"[\d\W]*")
_TITLE = re.compile(r"《([^《》]{4,})》")
_LEAD = re.compile(
    r"^(?:关于|研究|审议|审定|制定|编制|修订|修改|出台|起草|印发|确定|调整|实施|拟订)+(?:和(?:实施|公布))?"
)
_EDITION = re.compile(
    r"[（(](?:草案|试行|暂行|修订|征求意见稿|送审稿|暂定名?)[^）)]*[)）]|(?:19|20)\d\d年?度?|的"
)
_LETTERS = re.compile(r"[^\u4e00-\u9fffA-Za-z\d]")
_MIN_CORE = 6  # signs; a shorter name may be anything's
_MAX_ITEMS = 200  # of one catalogue
_MAX_NAMED = 20  # pages that name one item
_WITHOUT_TABLE = "页面上未能识别出目录表格"


@dataclass(frozen=True, slots=True)
class DecisionIndex:
    """All catalogues of the district for the year and the one before; items by unit."""

    catalogues: tuple[DecisionCatalogue, ...] = ()
    items: dict[str, list[DecisionItem]] = field(default_factory=dict)
    governments: frozenset[str] = frozenset()

    def catalogues_of(self, unit: Unit) -> tuple[DecisionCatalogue, ...]:
        """Those in which items of a unit may stand: governments' and its own; another body's only where one does."""
        bearing = {(item.catalogue.url, item.year) for item in self.items.get(unit.id, ())}
        return tuple(
            one
            for one in self.catalogues
            if one.owner in self.governments or one.owner == unit.id or (one.seen.url, one.year) in bearing
        )


@dataclass(frozen=True, slots=True)
class _Sheet:
    """A page that is, or bears, a catalogue, and the table in it."""

    page: PageEvidence
    title: str
    year: int
    owner: str
    tables: tuple[tuple[Table, int, int | None], ...]  # (table, column of names, column of organizers)

    @property
    def addresses(self) -> list[str]:
        """Where its items link to; what a decision rests on (依据) is no part of it."""
        return [
            url
            for table, *_ in self.tables
            for row in table.rows
            for head, cell in zip(table.header, row, strict=True)
            for _, url in (cell.links if not _is_basis(head) else ())
        ]

    @property
    def rank(self) -> tuple[bool, bool, bool, date, int]:
        """The fullest version last: a table of all items, links in it, the day of publication, how many links."""
        on = self.page.published.on if self.page.published else date.min
        whole = not _AMENDS.search(self.title)
        return bool(self.tables), whole, bool(self.addresses), on, len(self.addresses)


def index_decisions(
    files: DistrictFiles, pages: PageIndex, disclosure: DisclosureIndex, as_of: date
) -> DecisionIndex:
    """Find the catalogues of the year and of the one before, and read their items."""
    called = CalledUnits.of(files.units, files.district)
    best: dict[tuple[str, int], _Sheet] = {}
    for sheet in _sheets(files, pages, disclosure, called):
        if as_of.year - 1 <= sheet.year <= as_of.year:
            kept = best.get((sheet.owner, sheet.year))
            if kept is None or kept.rank < sheet.rank:
                best[sheet.owner, sheet.year] = sheet
    linker = Linker(files)
    linker.prepare((sheet.page.url, sheet.addresses) for sheet in best.values())
    items = [item for sheet in best.values() for item in _items(linker, sheet)]
    named = list(_with_named(linker, pages, called, items))
    known = [_catalogue(sheet, [item for _, item in named]) for sheet in best.values()]
    unread = _unread(files, disclosure, called, set(best), as_of)
    index = DecisionIndex((*known, *unread), governments=frozenset(disclosure.governments))
    for owner, item in named:
        index.items.setdefault(called.first(item.organizer) or owner, []).append(item)
    return index


def _unread(
    files: DistrictFiles,
    disclosure: DisclosureIndex,
    called: CalledUnits,
    known: Container[tuple[str, int]],
    as_of: date,
) -> Iterator[DecisionCatalogue]:
    """Catalogues that are known only by what links call them: what stands there was not read."""
    found: dict[tuple[str, int], DecisionCatalogue] = {}
    for owner, quote in disclosure.catalogues:
        years = _YEAR.findall(quote.text)
        if not years or not quote.url or not _is_catalogue(quote.text) or _is_foreign(quote.text, called):
            continue
        if files.page(quote.url) is not None:
            continue
        key = _owner(files, disclosure, owner, quote.text, quote.url), int(years[0])
        if key not in known and as_of.year - 1 <= key[1] <= as_of.year:
            seen = files.seen(quote.url)
            why = f"目录页面未能读取（{seen.why_unread or '未采集'}）"
            found.setdefault(key, DecisionCatalogue(seen, quote.text, key[1], key[0], unread=why))
    yield from found.values()


# ---------------------------------------------------------------- which pages


def _sheets(
    files: DistrictFiles, pages: PageIndex, disclosure: DisclosureIndex, called: CalledUnits
) -> Iterator[_Sheet]:
    linked: dict[int, str] = {}
    for _, quote in disclosure.catalogues:
        if quote.url and _is_catalogue(quote.text):
            linked.setdefault(files.key_of(quote.url), quote.text)
    for owner, members in pages.by_unit.items():
        for page in members:
            title = _title(page, linked.get(files.key_of(page.url), "") if linked else "")
            year = _year(title, page) if title else None
            if year is None or not page.seen.read or page.passed_on_from or _is_foreign(title, called):
                continue
            whose = _owner(files, disclosure, owner, title, page.url)
            tables = tuple(found for table in page.tables if (found := _read(table)))
            if tables or page.is_article or page.file_type:
                yield _Sheet(page, title, year, whose, tables)


def _title(page: PageEvidence, linked: str) -> str:
    """By what name a page is a catalogue: its title, a link's words, the heading of a table; empty for none."""
    captions = (table.caption for table in page.tables)
    names = (page.title, linked, *captions) if not page.borne_by else (page.title,)
    return next((name for name in names if _is_catalogue(name)), "")


def _is_catalogue(name: str) -> bool:
    return bool(_CATALOGUE.search(name)) and not _ABOUT.search(name)


def _is_foreign(title: str, called: CalledUnits) -> bool:
    """Whether a title begins with the name of another place: a catalogue of the city's that is passed on."""
    return bool(_PLACE.search(title)) and not any(place in title for place in called.places)


def _year(title: str, page: PageEvidence) -> int | None:
    years = _YEAR.findall(title) or [y for table in page.tables for y in _YEAR.findall(table.caption)]
    if years:
        return int(years[0])
    return page.published.on.year if page.published else None


def _owner(files: DistrictFiles, disclosure: DisclosureIndex, owner: str, title: str, url: str) -> str:
    """Whose a catalogue is: a body's own where its title names one and no government, else the government's."""
    if _BODY.search(title) and "人民政府" not in title and owner not in disclosure.governments:
        return owner
    government = disclosure.government_of(owner, Quote("", title, url))
    if government is None and len(disclosure.governments) == 1:
        return next(iter(disclosure.governments))
    return government or owner


def _read(table: Table) -> tuple[Table, int, int | None] | None:
    """A table of decisions: the columns of their names and organizers; None where it is another table."""
    name = _column(table.header, _NAME)
    organizer = _column(table.header, _ORGANIZER)
    if name is None or (
        organizer is None and not any("决策" in head for head in (*table.header, table.caption))
    ):
        return None
    return table, name, organizer


def _column(header: Sequence[str], pattern: re.Pattern[str]) -> int | None:
    return next((n for n, head in enumerate(header) if pattern.search(head)), None)


def _catalogue(sheet: _Sheet, items: Iterable[DecisionItem]) -> DecisionCatalogue:
    own = [item for item in items if item.catalogue.url == sheet.page.url]
    return DecisionCatalogue(
        sheet.page.seen, sheet.title, sheet.year, sheet.owner, sheet.page.published,
        header=tuple(dict.fromkeys(head for table, *_ in sheet.tables for head in table.header)),
        item_count=len(own),
        named_count=sum(1 for item in own if item.named_on),
        linked=bool(sheet.addresses),
        unread="" if sheet.tables else _why_unread(sheet.page),
        cut=any(table.cut for table, *_ in sheet.tables),
    )  # fmt: skip


def _why_unread(page: PageEvidence) -> str:
    if page.attachments or page.file_type:
        return "目录以附件形式发布，未能逐项读取"
    return "目录可能以图片形式发布，未能读取" if page.text_chars < 200 else _WITHOUT_TABLE


# ---------------------------------------------------------------- items


def _items(linker: Linker, sheet: _Sheet) -> Iterator[tuple[str, DecisionItem]]:
    linked = bool(sheet.addresses)
    found = (
        (table, organizer, name, rows)
        for table, name, organizer in sheet.tables
        for rows in _grouped(table, name)
    )
    for table, organizer, name, rows in islice(found, _MAX_ITEMS):
        spots = list(
            dict.fromkeys((head, cell) for row in rows for head, cell in zip(table.header, row, strict=True))
        )
        yield sheet.owner, DecisionItem(
            sheet.page.seen, sheet.title, sheet.year, rows[0][name].text,
            rows[0][organizer].text if organizer is not None else "",
            tuple((head, cell.text) for head, cell in spots),
            tuple(linker.page(url, words, head) for head, cell in spots if not _is_basis(head) for words, url in cell.links),
            linked=linked,
        )  # fmt: skip


def _is_basis(head: str) -> bool:
    return "依据" in head and "程序" not in head


def _grouped(table: Table, name: int) -> Iterator[list[tuple[Cell, ...]]]:
    """Rows that tell of one item: those with the same name; rows without one tell of none."""
    found: dict[str, list[tuple[Cell, ...]]] = {}
    for row in table.rows:
        if not _FIGURE.fullmatch(row[name].text):
            found.setdefault(row[name].text, []).append(row)
    yield from found.values()


def _with_named(
    linker: Linker, pages: PageIndex, called: CalledUnits, items: Sequence[tuple[str, DecisionItem]]
) -> Iterator[tuple[str, DecisionItem]]:
    """The items with the pages of the district that name them in title, breadcrumb or column."""
    wanted = {core for _, item in items if (core := _core(item.name, called))}
    named = _find(pages, wanted) if wanted else {}
    for owner, item in items:
        known = {linker.files.key_of(url) for url in (item.catalogue.url, *(link.url for link in item.links))}
        rows = named.get(_core(item.name, called), ())
        others = [row for row in rows if row.key not in known][:_MAX_NAMED]
        yield owner, replace(item, named_on=tuple(linker.page(row.url, row.title) for row in others))


def _find(pages: PageIndex, cores: Iterable[str]) -> dict[str, list[PageRow]]:
    found: dict[str, list[PageRow]] = {}
    wanted = tuple(cores)
    for unit, rows in pages.rows.items():
        places = {page.url: _place(page) for page in pages.by_unit.get(unit, ())}
        for _, row in rows:
            said = _letters(row.title) + places.get(row.url, "")
            for core in wanted:
                if core in said and not is_list(row):
                    found.setdefault(core, []).append(row)
    return found


def _place(page: PageEvidence) -> str:
    return "|" + "|".join(
        _letters(name) for name in (page.column_name or "", *(name for name, _ in page.crumbs))
    )


def _core(name: str, called: CalledUnits) -> str:
    """The words that tell an item from others; empty where they are too few."""
    titled = _TITLE.search(name)
    text = _LEAD.sub("", called.without_place(titled.group(1) if titled else name))
    text = _letters(called.without_place(text))
    return text if len(text) >= _MIN_CORE else ""


@lru_cache(maxsize=65536)
def _letters(text: str) -> str:
    """Letters and figures alone, without year and mark of edition: names of columns come again and again."""
    return _LETTERS.sub("", _EDITION.sub("", text))
