"""Catalogues of what grassroots bodies disclose (基层政务公开标准目录), wherever in the district they stand."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from evidence.called import CalledUnits
from evidence.catalogues import StandardCatalogue, StandardRow
from evidence.district import DistrictFiles
from evidence.domains import netloc_of
from evidence.records import ListState, Unit, UnitKind
from evidence.relayed import Claims, District, relayed_from
from evidence.tables import Cell, Table
from evidence.units import PageEvidence
from evidence.view_linked import Linker
from evidence.view_pages import PageIndex

_STANDARD = re.compile(
    r"公开.{0,8}标准(?:化)?(?:指引|事项)?(?:目录|清单)|公开事项(?:标准)?(?:目录|清单)|公开标准(?:事项|指引)|基层政务公开.{0,12}(?:目录|清单)"
)
_ABOUT = re.compile(
    r"编制|培训|会议|推进|调度|解读|征求|征集|做好|开展|通报|考核|方案|要点|检查|办法|研讨|部署|加强|意见$|主动公开|依申请|企事业|收费"
)
_SHORT = re.compile(r"标准目录|领域.{0,6}目录")  # under a heading that says of what
_PLACE = re.compile(r"基层政务公开|公开标准化|标准化规范化")
_NAME = re.compile(r"(?:二级|公开|三级)(?:公开)?事项|事项名称|公开内容|^事\s*项|一级事项")
_BODY = re.compile(r"公开主体|责任主体|公开(?:责任)?(?:单位|部门)|责任(?:单位|部门)")
_CHANNELS = re.compile(r"渠道|载体|平台")
_SITE = "政府网站"
_FULL = "■▇█√✔☑●◆✓▣⊙★"
_TICKED = re.compile(rf"[{_FULL}]\s*政府网站|(?<![□○☐◇])(?<![□○☐◇]\s)政府网站[（(]?[{_FULL}]")
_BOX = re.compile(r"[□○☐◇■▇█√✔☑●◆✓▣]")
_NOT = re.compile(r"[\s/×xX—－\-无否□○☐]*")
_STREETS = re.compile(r"街道|[乡镇]")
_TEXT_CHARS = 80
_MAX_ROWS = 2000


@dataclass(frozen=True, slots=True)
class StandardIndex:
    """Every catalogue of the district, those that were read first; ``portals``: where governments publish, by id."""

    catalogues: tuple[StandardCatalogue, ...] = ()
    portals: Mapping[str, frozenset[str]] = field(default_factory=dict)

    def of(self, unit: Unit) -> tuple[StandardCatalogue, ...]:
        """A government's are all but those on another one's portal; those of other bodies stand on their pages or name them."""
        if unit.kind is UnitKind.GOVERNMENT:
            own = self.portals.get(unit.id, frozenset())
            others = frozenset().union(*self.portals.values()) - own
            return tuple(one for one in self.catalogues if netloc_of(one.seen.url) not in others)
        return tuple(one for one in self.catalogues if unit.id == one.owner or unit.id in one.names)


def index_standards(files: DistrictFiles, pages: PageIndex) -> StandardIndex:
    """Find catalogues among pages, files and what links are called."""
    called = CalledUnits.of(files.units, files.district)
    linked = _links(files, pages)
    bearing: list[tuple[str, PageEvidence, str]] = []
    for owner, members in pages.by_unit.items():
        for page in members:
            key = files.key_of(page.url) if linked else 0
            title = _title(page, linked.get(key, ("",))[0])
            if title and _shows(page):
                bearing.append((owner, page, title))
    linker = Linker(files, brief=True)
    district = District(files.district, frozenset(files.attribution.names))
    linker.prepare((page.url, _addresses(page)) for _, page, _ in bearing)
    found = {files.key_of(one[1].url): _of_page(linker, called, district, *one) for one in bearing}
    for key, (text, url, owner) in linked.items():
        if key not in found and files.page(url) is None:
            seen = files.seen(url)
            names = _named_in(text, files.units)
            found[key] = StandardCatalogue(
                seen, text, owner, unread="链接指向的页面或附件未读取", names=names
            )
    portals = {
        unit.id: frozenset(netloc_of(site.url) for site in unit.sites)
        for unit in files.units
        if unit.kind is UnitKind.GOVERNMENT
    }
    return StandardIndex(
        tuple(sorted(found.values(), key=lambda one: (bool(one.unread), one.seen.url))), portals
    )


def _title(page: PageEvidence, linked: str) -> str:
    """By what name a page is a catalogue: its title or a link's words; a short title where its place tells of what."""
    if _SHORT.search(page.title) and not _ABOUT.search(page.title):
        places = (page.column_name or "", *(name for name, _ in page.crumbs))
        if any(_PLACE.search(place) for place in places):
            return page.title
    return next((name for name in (page.title, linked) if _is_standard(name)), "")


def _addresses(page: PageEvidence) -> Iterator[str]:
    return (url for table in page.tables for row in table.rows for cell in row for _, url in cell.links)


def _is_standard(text: str) -> bool:
    return bool(_STANDARD.search(text)) and not _ABOUT.search(text)


def _links(files: DistrictFiles, pages: PageIndex) -> dict[int, tuple[str, str, str]]:
    """What links are called that name a catalogue: by target (words, address, unit whose page bears it)."""
    found: dict[int, tuple[str, str, str]] = {}
    owners: dict[str, dict[int, str]] = {}
    for unit, rows in pages.rows.items():
        for file, row in rows:
            owners.setdefault(file.netloc, {})[row.id] = unit
    for netloc, file in files.files.items():
        for text, url, bearers in file.named_links(_is_standard, _TEXT_CHARS):
            owner = next((owners[netloc][page] for page in bearers if page in owners.get(netloc, {})), None)
            if owner is not None:
                found.setdefault(files.key_of(url), (text, url, owner))
    return found


def _shows(page: PageEvidence) -> bool:
    """Whether a page of that name has something on it: a list of catalogues is one, an empty list is none."""
    return page.list_state is not ListState.EMPTY or bool(page.tables or page.attachments)


def _of_page(
    linker: Linker, called: CalledUnits, district: District, owner: str, page: PageEvidence, title: str
) -> StandardCatalogue:
    rows = tuple(_rows(linker, called, page))
    names = _named_in(title, linker.files.units).union(*(row.units for row in rows))
    claims = Claims(page.title, page.document_number, page.issuer, page.source)
    return StandardCatalogue(
        page.seen,
        title,
        owner,
        page.published,
        _why_unread(page),
        rows,
        names,
        relayed_from(claims, district),
    )


def _why_unread(page: PageEvidence) -> str:
    """Why the content of a catalogue was not seen (Chinese)."""
    if not page.seen.read:
        return page.seen.why_unread
    if page.file_type:
        return f"附件{page.file_why}" if page.file_why else ""
    return "页面内容由脚本生成，未能读取" if page.list_state is ListState.SCRIPTED and not page.tables else ""


def _named_in(text: str, units: Iterable[Unit]) -> frozenset[str]:
    """Units whose names a title holds; governments are in everything and are left out."""
    return frozenset(
        unit.id
        for unit in units
        if unit.kind is not UnitKind.GOVERNMENT and any(name in text for name in (unit.name, *unit.aliases))
    )


# ---------------------------------------------------------------- rows


def _rows(linker: Linker, called: CalledUnits, page: PageEvidence) -> Iterator[StandardRow]:
    streets = frozenset(unit.id for unit in linker.files.units if unit.kind is UnitKind.STREET)
    tables = [(table, places) for table in page.tables if (places := _columns(table.header))]
    left = _MAX_ROWS
    for table, (name, body) in tables:
        for row in table.rows[: max(0, left)]:
            left -= 1
            said = row[body].text if body is not None else ""
            units = called.all(said) | (streets if _STREETS.search(said) else frozenset())
            links = [link for cell in row for link in cell.links]
            yield StandardRow(
                row[name].text, units, _is_on_site(table, row),
                tuple(linker.page(url, words) for words, url in dict.fromkeys(links)),
            )  # fmt: skip


def _columns(header: Sequence[str]) -> tuple[int, int | None] | None:
    """The columns of what is disclosed and by whom; None where a table is no catalogue."""
    places = [next((n for n, head in enumerate(header) if p.search(head)), None) for p in (_NAME, _BODY)]
    told = places[1] is not None or any(_SITE in head or _CHANNELS.search(head) for head in header)
    return (places[0], places[1]) if places[0] is not None and told else None


def _is_on_site(table: Table, row: Sequence[Cell]) -> bool | None:
    """Whether 政府网站 is among the channels of a row: ticked in a column of its own, or in a cell of all."""
    told: bool | None = None
    for head, cell in zip(table.header, row, strict=True):
        if _SITE in cell.text and (_CHANNELS.search(head) or _BOX.search(cell.text)):
            return bool(_TICKED.search(cell.text)) or not _BOX.search(cell.text)
        if _SITE in head:
            told = not _NOT.fullmatch(cell.text)
    return told
