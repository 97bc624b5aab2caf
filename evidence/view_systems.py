"""Which columns of a unit are systems of the district, what lies in them, and the documents a library should hold."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from functools import lru_cache

from evidence.attribution import bare
from evidence.district import DistrictFiles, ending_words
from evidence.domains import netloc_of
from evidence.pairing import issued_by_other
from evidence.records import ListState, Region, Unit, UnitKind
from evidence.relayed import District
from evidence.systems import BODY_CHARS, PACKAGE, DistrictDocument, Led, System, SystemsArea, ZonePage
from evidence.units import ColumnEvidence, PageEvidence, UnitEvidence
from evidence.view_pages import PageIndex
from evidence.view_policies import PolicyIndex, PolicyPage

_OWNER = r"(?:[\u4e00-\u9fff]{0,10}(?:政府|政务|本级|[市区县]))?(?:办公[室厅])?(?:信息公开|公开)?"
LIBRARY = re.compile(rf"{_OWNER}(?:政策)?(?:文件资料库|文件库|政策库|政策文库)")
GAZETTE = re.compile(rf"{_OWNER}公报(?:电子版|数据库|查阅|查询|目录)?|掌上公报")
ZONE = re.compile(
    r"[\u4e00-\u9fff]{0,8}(?:惠企|助企|利企|涉企|企业)(?:利民|纾困)?(?:政策|服务)?(?:[“\"]?政策[包礼]?包[”\"]?|专区|专栏|集成|超市|直通车|工具箱|库|清单|汇编)?"
    r"|[\u4e00-\u9fff]{0,8}政策(?:礼?包|集成|套餐|超市|工具箱)"
)
_ZONE_NAME = re.compile(r"政策|专区|专栏|集成|[包箱]$")
_NO_PART = re.compile(r"申请公开|公开指南|公开年报|年度报告")
_FILE = re.compile(r"\.(?:pdf|ofd|docx?|wps|xlsx?|zip|rar|7z|ceb|caj)$", re.IGNORECASE)
_KEEPERS = (UnitKind.GOVERNMENT, UnitKind.OFFICE)
MAX_ZONE_PAGES = 600
MAX_LINKS = 80


@dataclass(slots=True)
class SystemIndex:
    """Every page by address, those whose breadcrumb names a system apart; the district's own documents."""

    by_url: dict[str, PageEvidence] = field(default_factory=dict)
    standing: dict[tuple[str, str], list[PageEvidence]] = field(default_factory=dict)  # by host and name
    documents: tuple[DistrictDocument, ...] = ()


def index_systems(files: DistrictFiles, pages: PageIndex, policies: PolicyIndex) -> SystemIndex:
    """Look once over all pages of the district."""
    index = SystemIndex(documents=tuple(_documents(files, policies)))
    for members in pages.by_unit.values():
        for page in members:
            index.by_url[page.url] = page
            for name in {name for name, _ in page.crumbs[1:] if _is_system(name)}:
                index.standing.setdefault((netloc_of(page.url), name), []).append(page)
    return index


@lru_cache(maxsize=65536)  # names of columns come again and again
def _is_system(name: str) -> bool:
    return any(pattern.fullmatch(name.strip()) for pattern in (LIBRARY, GAZETTE, ZONE))


def _documents(files: DistrictFiles, policies: PolicyIndex) -> Iterator[DistrictDocument]:
    """What units of the district made themselves and must interpret: policy documents beyond doubt."""
    units = {unit.id: unit for unit in files.units if unit.kind is not UnitKind.INSTITUTION}
    for page in policies.policies:
        unit = units.get(page.unit or "")
        facts = page.text.facts
        if unit and facts.interpretation_due and not _passed_on(files, unit, page):
            yield DistrictDocument(
                files.seen(facts.url), facts.title or "", facts.document_number, facts.published, facts.made,
                facts.validity, unit.id, unit.name, unit.kind,
            )  # fmt: skip


def _passed_on(files: DistrictFiles, unit: Unit, page: PolicyPage) -> bool:
    return bool(issued_by_other(page.text.facts, frozenset((unit.name, *unit.aliases)), files.district))


def systems_of(
    files: DistrictFiles, unit: Unit, columns: Sequence[ColumnEvidence], index: SystemIndex
) -> SystemsArea:
    """The systems on a unit's pages: library and gazette of governments and their offices, zones of all but institutions."""
    if unit.kind is UnitKind.INSTITUTION:
        return SystemsArea()
    keeps = unit.kind in _KEEPERS
    libraries = _named(files, columns, index, LIBRARY) if keeps else ()
    gazettes = _named(files, columns, index, GAZETTE) if keeps else ()
    gazettes = tuple(replace(one, answered=frozenset(_answered(files, one))) for one in gazettes)
    zones = tuple(one for one in _named(files, columns, index, ZONE) if _ZONE_NAME.search(one.column.name))
    documents = index.documents if libraries else ()
    return SystemsArea(libraries, gazettes, zones, tuple(_zone_pages(files, zones)), documents)


def _named(
    files: DistrictFiles, columns: Sequence[ColumnEvidence], index: SystemIndex, name: re.Pattern[str]
) -> tuple[System, ...]:
    """The columns of such a name that do not lie in another of them, each with what lies in it.

    What bears the name of another level (国务院政策文件库, 省政府公报) is shown for the reader, and not kept here.
    """
    ours = District(files.district, frozenset(files.attribution.names))
    named = [one for one in columns if not one.archived and name.fullmatch(one.name.strip())]
    found = [one for one in named if not ours.is_outside(one.name)]
    tops = [one for one in found if not any(other is not one and _lies_in(one, other) for other in found)]
    return tuple(_system(files, column, columns, index) for column in tops)


def _lies_in(part: ColumnEvidence, whole: ColumnEvidence) -> bool:
    """Whether a column lies in another: by its path, else by its address."""
    if part.url == whole.url or netloc_of(part.url) != netloc_of(whole.url):
        return False
    if part.name != whole.name and whole.name in part.path[:-1]:
        return True
    folder = bare(whole.url).rpartition("/")[0] + "/"
    return folder.count("/") > 1 and "?" not in whole.url and bare(part.url).startswith(folder)


def _lies_elsewhere(part: ColumnEvidence, whole: ColumnEvidence, columns: Sequence[ColumnEvidence]) -> bool:
    """Whether a column that a page lists lies in another one, or holds no documents: a menu lists it, on every page."""
    if _NO_PART.search(part.name):
        return True
    others = (one for one in columns if one.url not in (part.url, whole.url))
    return any(_lies_in(part, one) and not _lies_in(whole, one) for one in others)


def _system(
    files: DistrictFiles, column: ColumnEvidence, columns: Sequence[ColumnEvidence], index: SystemIndex
) -> System:
    page = _page_of(files, column, index)
    listed = {files.key_of(url) for _, url in page.subcolumns if "://" in url} if page else set()
    opens = column.state is ListState.CONTAINER
    parts = [
        one
        for one in columns
        if one.url != column.url
        and (
            _lies_in(one, column)
            or (opens and files.key_of(one.url) in listed and not _lies_elsewhere(one, column, columns))
        )
    ]
    run = files.runs.get(netloc_of(column.url))
    members = {one.url: one for one in _members(files, (column, *parts), index)}
    for one in index.standing.get((netloc_of(column.url), column.name), ()):
        members.setdefault(one.url, one)
    own = {column.url, *(one.url for one in parts)}
    part_pages = [read for part in parts if (read := _page_of(files, part, index))]
    return System(
        column, page, tuple(parts), tuple(part_pages),
        tuple(members[url] for url in sorted(members.keys() - own)),
        whole=run is not None and run.coverage == "complete",
    )  # fmt: skip


def _page_of(files: DistrictFiles, column: ColumnEvidence, index: SystemIndex) -> PageEvidence | None:
    met = files.page(column.shown_at or column.url)
    return index.by_url.get(met[1].url) if met else None


def _members(
    files: DistrictFiles, columns: Iterable[ColumnEvidence], index: SystemIndex
) -> Iterator[PageEvidence]:
    for column in columns:
        for entry in column.entries:
            met = files.page(entry.url) if entry.url else None
            page = index.by_url.get(met[1].url) if met else None
            if page is not None:
                yield page


def _answered(files: DistrictFiles, system: System) -> Iterator[str]:
    rows = (entry.url for column in system.columns for entry in column.entries if entry.url)
    for url in dict.fromkeys((*rows, *(url for page in system.members for url in page.attachments))):
        file = files.file_of(url)
        if is_file(url) and file is not None and file.has_answered(url):
            yield url


def is_file(url: str) -> bool:
    """Whether an address is that of a document to be downloaded."""
    return bool(_FILE.search(url.partition("?")[0]))


# ---------------------------------------------------------------- zones of business policies


def _zone_pages(files: DistrictFiles, zones: Iterable[System]) -> Iterator[ZonePage]:
    """The pages of all zones with their texts, each once; of packages the links of the main part too."""
    found: dict[str, PageEvidence] = {}
    for zone in zones:
        for page in (*((zone.page,) if zone.page else ()), *zone.part_pages, *zone.members):
            if not page.file_type:
                found.setdefault(page.url, page)
    for page in list(found.values())[:MAX_ZONE_PAGES]:
        met = files.page(page.url)
        if met is not None:
            text = met[0].text(met[1])
            named = PACKAGE.search(page.title) or PACKAGE.search(page.column_name or "")
            yield ZonePage(page, text, tuple(_links(files, page.url)) if named else ())


def _links(files: DistrictFiles, url: str) -> Iterator[Led]:
    met = files.page(url)
    if met is None:
        return
    facts = met[0].facts(met[1], links=True)
    main = [link for link in facts.links if link.region is Region.MAIN and "://" in link.url]
    for link in main[:MAX_LINKS]:
        there = files.page(link.url)
        if there is not None:
            body = f"{there[1].title}\n{there[0].text(there[1])}"[:BODY_CHARS]
            yield Led(link.text, link.url, body)
        else:
            file = files.file_of(link.url)
            fetch = file.fetch(link.url) if file else None
            yield Led(link.text, link.url, "", ending_words(fetch) or "未取得页面内容")


# ---------------------------------------------------------------- government and office


def with_keepers(units: Sequence[UnitEvidence]) -> tuple[UnitEvidence, ...]:
    """The units again; a government and its office know each other, since either may keep the systems of both."""
    return tuple(
        replace(one, systems=replace(one.systems, kept_by=keeper))
        if (keeper := _keeper(one, units)) is not None
        else one
        for one in units
    )


def _keeper(unit: UnitEvidence, units: Sequence[UnitEvidence]) -> UnitEvidence | None:
    """The government of an office, or the office of a government: on one host, else the only one on nobody else's."""
    if unit.unit.kind not in _KEEPERS:
        return None
    others = [one for one in units if one.unit.kind in _KEEPERS and one.unit.kind is not unit.unit.kind]
    near = [one for one in others if _hosts(one) & _hosts(unit)]
    rivals = [one for one in units if one is not unit and one.unit.kind is unit.unit.kind]
    free = [one for one in others if not any(_hosts(one) & _hosts(rival) for rival in rivals)]
    found = near or free
    return found[0] if len(found) == 1 else None


def _hosts(unit: UnitEvidence) -> set[str]:
    return {netloc_of(site.url) for site in unit.unit.sites}
