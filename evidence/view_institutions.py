"""Which pages of the district are an institution's own (公共企事业单位), and what numbers to call they show.

A page is one's own by its site, by its name in title, column or breadcrumb, or because a link bears the name. What
only mentions it, as news do, is not, but in a list of institutions (学校信息公开, 公共企事业单位).
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from html import unescape

from evidence.district import DistrictFiles, ending_words
from evidence.domains import netloc_of
from evidence.hostfile import HostFile
from evidence.institutions import InstitutionEvidence, InstitutionsArea, Place
from evidence.records import ListState, PageFacts, Quote, Unit
from evidence.telephones import phone_in
from evidence.units import PageEvidence
from evidence.view_columns import is_gone, list_is_whole
from evidence.view_pages import PageIndex

PLATFORM = re.compile(
    r"公共企事业|企事业单位(?:信息|办事)?公开"
    r"|(?:学校|中小学|幼儿园|校园|教育机构|医疗|卫生|医院|医卫|供水|供气|供热|供电|公交|公用事业|公共服务)[^，。]{0,8}"
    r"(?:公开|名录|名单|一览|导航|大全)"
)
_CATALOGUE = re.compile(r"公开[^，。]{0,10}(?:目录|清单)|(?:目录|清单)[^，。]{0,6}公开")
_CATALOGUE_CHARS = 80
_NAME_CHARS = 60
_MIN_NAME = 4
_MIN_STEM = 2
_NEAR_CHARS = 150  # of a directory, the row behind a name
_PREFIX = r"\W*(?:[\u4e00-\u9fff]{0,14}[省市区县旗镇乡盟州])?"
_PART = re.compile(r"[\u4e00-\u9fff]{1,6}?[省市区县旗]")
_SUFFIX = re.compile(
    r"(?:[（(][^）)]{0,16}[）)]|(?:信息|政务|校务|院务|厂务)?公开|专栏|专页|平台|官方|网站|官网|门户|首页|主页|概况|简介|介绍"
    r"|基本(?:情况|信息)|目录|指南|栏目|\W)*"
)
_PLACED = re.compile(r"^(?:[\u4e00-\u9fff]{1,6}?[省市区县旗])+")
_WHOLE_PAGES = 40
_UNSEEN = re.compile(r"<(script|style)\b.*?</\1\s*>|<!--.*?-->", re.IGNORECASE | re.DOTALL)
_TAG = re.compile(r"<[^>]*>")
_ORDER = ("site", "page", "link", "entry")


@dataclass(slots=True)
class _Names:
    """The names of all institutions, found in a text by their first two characters."""

    by_pair: dict[str, list[tuple[str, str]]] = field(default_factory=dict)
    prefix: re.Pattern[str] = re.compile(_PREFIX)  # a place, written out or not: 济南市, 济南
    known: dict[str, str | None] = field(default_factory=dict)  # answers given

    @classmethod
    def of(cls, units: Sequence[Unit], district: str) -> _Names:
        """A name that two institutions bear is neither's."""
        borne: dict[str, str | None] = {}
        for unit in units:
            for name in {form for each in (unit.name, *unit.aliases) for form in _forms(each)}:
                borne[name] = unit.id if borne.get(name, unit.id) == unit.id else None
        places = [district, *(name for unit in units for name in (unit.name, *unit.aliases))]
        parts = {part[:-1] for place in places for part in _parts(place) if len(part) > _MIN_STEM}
        found = cls(prefix=re.compile("|".join((_PREFIX, rf"\W*(?:{'|'.join(sorted(parts)) or _PREFIX})+"))))
        for name, owner in borne.items():
            if owner:
                found.by_pair.setdefault(name[:2], []).append((name, owner))
        return found

    def within(self, text: str) -> list[tuple[int, str, str]]:
        """(place, name, unit) of every name in a text, in order; none within another."""
        found: list[tuple[int, str, str]] = []
        end = 0
        for at in range(len(text) - 1):
            named = [one for one in self.by_pair.get(text[at : at + 2], ()) if text.startswith(one[0], at)]
            name, owner = max(named, key=lambda one: len(one[0]), default=("", ""))
            if at + len(name) > end and name:
                found.append((at, name, owner))
                end = at + len(name)
        return found

    def named(self, text: str) -> str | None:
        """The institution that a text is the name of, with nothing but its place and 信息公开, 简介 … around it."""
        if text not in self.known:
            self.known[text] = self._find(text) if len(text) <= _NAME_CHARS else None
        return self.known[text]

    def _find(self, text: str) -> str | None:
        for at, name, owner in self.within(text):
            if self.prefix.fullmatch(text[:at]) and _SUFFIX.fullmatch(text[at + len(name) :]):
                return owner
        return None


def _forms(name: str) -> Iterator[str]:
    """A name, and the same without the place that it begins with."""
    short = _PLACED.sub("", name)
    yield from (form for form in (name, short) if len(form) >= _MIN_NAME)


def _parts(name: str) -> list[str]:
    """The places that a name begins with: 济南市, 市中区."""
    placed = _PLACED.match(name)
    return _PART.findall(placed.group()) if placed else []


@dataclass(slots=True)
class InstitutionIndex:
    """What the whole district shows of its institutions, by their ids; put together once."""

    names: _Names = field(default_factory=_Names)
    places: dict[str, dict[str, Place]] = field(default_factory=dict)
    pages: dict[str, dict[str, PageEvidence]] = field(default_factory=dict)
    phones: dict[str, list[Quote]] = field(default_factory=dict)  # from directories
    dead: dict[str, list[str]] = field(default_factory=dict)  # links of its name that lead nowhere
    missed: dict[str, int] = field(default_factory=dict)  # pages that were asked for and not read
    catalogues: dict[tuple[str, Quote], None] = field(default_factory=dict)  # (owner of the bearer, quote)
    doubts: dict[str, tuple[str, ...]] = field(default_factory=dict)  # by host
    portals: frozenset[str] = frozenset()  # netlocs

    def add(self, unit: str, place: Place) -> None:
        """Note a place once, as the surest of what it is."""
        known = self.places.setdefault(unit, {})
        before = known.get(place.seen.url)
        if before is None or _ORDER.index(place.how) < _ORDER.index(before.how):
            known[place.seen.url] = place


def index_institutions(files: DistrictFiles, pages: PageIndex) -> InstitutionIndex:
    """Look once over pages and links of the district; nothing is looked for where no unit supervises any."""
    supervised = [unit for unit in files.units if unit.supervisor]
    index = InstitutionIndex(_Names.of(supervised, files.district))
    if not supervised:
        return index
    index.portals = frozenset(netloc_of(s.url) for u in files.units for s in u.sites if s.portal)
    by_url = {page.url: (owner, page) for owner, found in pages.by_unit.items() for page in found}
    for owner, page in by_url.values():
        _add_page(index, files, owner, page)
    for netloc, file in files.files.items():
        _add_links(index, files, file, by_url)
        index.doubts[netloc] = tuple(dict.fromkeys(_doubts(files, netloc, file)))
        _count_missed(index, files, file)
    return index


def _add_page(index: InstitutionIndex, files: DistrictFiles, owner: str, page: PageEvidence) -> None:
    if _CATALOGUE.search(page.title) and len(page.title) <= _CATALOGUE_CHARS:
        index.catalogues[owner, Quote("", page.title, page.url)] = None
    for name in dict.fromkeys((page.title, page.column_name or "", *(name for name, _ in page.crumbs))):
        unit = index.names.named(name)
        if unit:
            index.pages.setdefault(unit, {})[page.url] = page
            if page.seen.read:
                index.add(unit, Place(page.seen, name, "page"))
    if is_directory(page) or any(_in_tables(index, page)):
        _add_rows(index, files, page)


def is_directory(page: PageEvidence) -> bool:
    """Whether a page is one of a list of institutions."""
    names = (page.title, page.column_name or "", *(name for name, _ in page.crumbs))
    return any(PLATFORM.search(name) for name in names)


def _in_tables(index: InstitutionIndex, page: PageEvidence) -> Iterator[bool]:
    for table in page.tables:
        yield any(index.names.within(cell.text) for row in table.rows for cell in row)


def _add_rows(index: InstitutionIndex, files: DistrictFiles, page: PageEvidence) -> None:
    """Numbers in the rows of a directory: each behind a name and before the next."""
    met = files.page(page.url)
    text = met[0].text(met[1]) if met else ""
    named = index.names.within(text)
    labelled = "电话" in text or "联系方式" in text
    for at, name, unit in named:
        end = at + len(name)
        following = min(
            (start for start, _, other in named if start >= end and other != unit), default=len(text)
        )
        words = phone_in(text[end : min(end + _NEAR_CHARS, following)], labelled)
        if words:
            index.phones.setdefault(unit, []).append(Quote("directory", f"{name} {words}", page.url))


def _add_links(
    index: InstitutionIndex, files: DistrictFiles, file: HostFile, by_url: dict[str, tuple[str, PageEvidence]]
) -> None:
    rows = file.page_by_id()
    lists = {n for n, row in rows.items() if row.url in by_url and is_directory(by_url[row.url][1])}
    named: list[tuple[str, str, str, str]] = []
    for text, url, bearers in file.named_links(lambda text: _is_wanted(index, text), _CATALOGUE_CHARS):
        for owner in {by_url[rows[n].url][0] for n in bearers if n in rows and rows[n].url in by_url}:
            if _CATALOGUE.search(text):
                index.catalogues[owner, Quote("", text, url)] = None
        unit = index.names.named(text)
        if unit:
            named.append((unit, text, url, "link"))
        elif lists.intersection(bearers):
            named += [(other, text, url, "entry") for _, _, other in index.names.within(text)]
    gone = _gone(files, file, {url for _, _, url, _ in named})
    for unit, text, url, how in named:
        if url in gone:
            index.dead.setdefault(unit, []).append(text)
        elif url.startswith("http"):
            _add_linked(index, files, by_url, unit, Place(files.seen(url), text, how))


def _is_wanted(index: InstitutionIndex, text: str) -> bool:
    return bool(_CATALOGUE.search(text)) or (len(text) <= _NAME_CHARS and bool(index.names.within(text)))


def _add_linked(
    index: InstitutionIndex, files: DistrictFiles, by_url: dict[str, tuple[str, PageEvidence]], unit: str, place: Place
) -> None:  # fmt: skip
    index.add(unit, place)
    met = files.page(place.seen.url)
    if met and met[1].url in by_url:
        index.pages.setdefault(unit, {})[met[1].url] = by_url[met[1].url][1]


def _gone(files: DistrictFiles, file: HostFile, urls: set[str]) -> set[str]:
    """Those addresses that did not answer when they were last tried."""
    looks = file.looks({files.key_of(url) for url in urls}) if urls else {}
    return {
        url for url in urls if (seen := looks.get(files.key_of(url))) and (seen[-1].status or 0) in (404, 410)
    }


def _doubts(files: DistrictFiles, netloc: str, file: HostFile) -> Iterator[str]:
    """Why something about institutions may stand on a host unseen."""
    run = files.runs.get(netloc)
    if run is None or run.coverage != "complete":
        yield f"{netloc} 未采集完整"
    for record in file.columns():
        if not PLATFORM.search(record.name):
            continue
        met = files.page(record.url)
        facts = met[0].facts(met[1]) if met else None
        if facts is None or _is_dark(facts) or not list_is_whole(files, facts):
            yield f"栏目「{record.name}」未能完整读取"
    for text, url, _ in file.named_links(lambda text: bool(PLATFORM.search(text)), _NAME_CHARS):
        if url.startswith("http") and netloc_of(url) not in files.files:
            yield f"“{text}”链接指向{url}，该处未采集"


def _is_dark(facts: PageFacts) -> bool:
    return not facts.items and facts.list_state in (ListState.SCRIPTED, ListState.UNCLEAR)


def _count_missed(index: InstitutionIndex, files: DistrictFiles, file: HostFile) -> None:
    for fetch in file.fetches.values():
        if ending_words(fetch) and not is_gone(fetch) and not fetch.location:
            unit = files.attribution.unit_of(fetch.url)
            if unit:
                index.missed[unit] = index.missed.get(unit, 0) + 1


# ---------------------------------------------------------------- one unit


def institutions_of(
    files: DistrictFiles, unit: Unit, pages: PageIndex, index: InstitutionIndex
) -> InstitutionsArea:
    """What concerns the institutions under one unit; nothing where there are none."""
    members = [one for one in files.units if one.supervisor == unit.id]
    if not members:
        return InstitutionsArea()
    own = {netloc_of(site.url) for site in unit.sites}
    owners = {unit.id} | {u.id for u in files.units for s in u.sites if netloc_of(s.url) in index.portals}
    doubts = [
        doubt
        for netloc in sorted(own | index.portals)
        for doubt in index.doubts.get(netloc, (f"{netloc} 未采集",))
    ]
    return InstitutionsArea(
        tuple(_institution(files, one, pages, index) for one in members),
        tuple(dict.fromkeys(quote for owner, quote in index.catalogues if owner in owners)),
        tuple(doubts),
    )


def _institution(
    files: DistrictFiles, unit: Unit, pages: PageIndex, index: InstitutionIndex
) -> InstitutionEvidence:
    for site in unit.sites:
        if files.home(site.url):
            index.add(unit.id, Place(files.seen(files.destination(site.url)), unit.name, "site"))
    own = {page.url: page for page in pages.by_unit.get(unit.id, ())} | index.pages.get(unit.id, {})
    shown = [own[url] for url in sorted(own)]
    places = sorted(
        index.places.get(unit.id, {}).values(), key=lambda one: (_ORDER.index(one.how), len(one.seen.url), one.seen.url)
    )  # fmt: skip
    phones = (*_phones(files, shown), *index.phones.get(unit.id, ()))
    return InstitutionEvidence(
        unit.id, unit.name, unit.sector or "", tuple(places), tuple(dict.fromkeys(phones)),
        len(shown), sum(page.text_chars for page in shown),
        tuple(_why_unplaced(files, unit, index)), tuple(_why_unread(files, unit, shown, index)),
    )  # fmt: skip


def _phones(files: DistrictFiles, shown: Iterable[PageEvidence]) -> Iterator[Quote]:
    """The first number that the pages show: at their foot, else in their texts, else anywhere on those next to home."""
    near = sorted(shown, key=lambda page: (bool(page.file_type), page.depth, page.url))
    for page in near:
        if page.footer.contact and (words := phone_in(page.footer.contact, labelled=True)):
            yield Quote("foot", words, page.url)
            return
    for page in near:
        met = files.page(page.url)
        if words := phone_in(met[0].text(met[1])) if met else "":
            yield Quote("text", words, page.url)
            return
    for page in [page for page in near if not page.file_type][:_WHOLE_PAGES]:
        if words := phone_in(_whole(files, page)):
            yield Quote("page", words, page.url)
            return


def _whole(files: DistrictFiles, page: PageEvidence) -> str:
    """All that a page writes, heads and feet as well, which its main text leaves out."""
    met = files.page(page.url)
    if met is None:
        return ""
    html = met[0].body(met[1]).decode(met[0].facts(met[1]).encoding, "replace")
    return unescape(_TAG.sub(" ", _UNSEEN.sub(" ", html)))


def _why_unplaced(files: DistrictFiles, unit: Unit, index: InstitutionIndex) -> Iterator[str]:
    for site in unit.sites:
        if not files.home(site.url):
            yield f"其网站首页未能读取（{files.seen(files.destination(site.url)).why_unread}）"
    yield from (f"“{text}”链接打不开" for text in dict.fromkeys(index.dead.get(unit.id, ())))


def _why_unread(
    files: DistrictFiles, unit: Unit, shown: Iterable[PageEvidence], index: InstitutionIndex
) -> Iterator[str]:
    for netloc in dict.fromkeys(netloc_of(site.url) for site in unit.sites):
        run = files.runs.get(netloc)
        if run is None or run.coverage != "complete":
            yield f"{netloc} 未采集完整"
    if index.missed.get(unit.id):
        yield f"另有{index.missed[unit.id]}个页面未能读取"
    if any(page.list_state is ListState.SCRIPTED for page in shown):
        yield "部分页面由脚本生成"
    if any(page.file_why for page in shown):
        yield "部分附件的文字未能读取"
