"""Where a unit discloses by law (政府信息公开) beyond its own pages: links by that name, shared platforms, lists of all."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from evidence.attribution import bare
from evidence.called import AUTHORITY, PLACE_CHARS
from evidence.district import DistrictFiles
from evidence.hostfile import HostFile, PageRow
from evidence.records import Quote, Unit, UnitKind
from evidence.units import DisclosureArea, NamedLink, PageEvidence
from evidence.view_pages import PageIndex

_NAME_CHARS = 24
_NAME = re.compile(
    r"信息公开|政务公开|公开(?:指南|制度|目录|年报|专栏|平台|条例|规定|内容)|依?申请公开|法定主动公开|主动公开"
)
_HAPPENING = re.compile(r"关于|通知|会议|培训|召开|开展|举办|推进|通报|考核|解读|工作要点")
_DECISION, _DECISION_CHARS = "重大行政决策", 80


@dataclass(slots=True)
class DisclosureIndex:
    """What all pages of the district say of disclosure, put together once."""

    links: dict[str, dict[tuple[str, str], NamedLink]] = field(default_factory=dict)  # by unit
    about: list[tuple[str, str, PageEvidence]] = field(default_factory=list)  # (owner, words about it, page)
    sections: dict[tuple[str, Quote], None] = field(default_factory=dict)  # (owner, quote)
    reports: dict[tuple[str, Quote], None] = field(default_factory=dict)
    catalogues: dict[tuple[str, Quote], None] = field(default_factory=dict)  # (owner of the bearer, quote)
    owners: dict[str, str] = field(default_factory=dict)  # unit that owns a host, by netloc
    governments: dict[str, tuple[str, ...]] = field(default_factory=dict)  # names of their places, by unit

    def area(self, unit: Unit) -> DisclosureArea:
        """What concerns one unit: its links, and what others' pages say under its name."""
        names = (unit.name, *unit.aliases)
        return DisclosureArea(
            tuple(_with_name(link, names) for link in self.links.get(unit.id, {}).values()),
            tuple(page for owner, words, page in self.about if owner != unit.id and _names(names, words)),
            tuple(_of_unit(self.sections, unit, names)),
            tuple(_of_unit(self.reports, unit, names)),
            self._catalogues(unit),
            tuple(self._unread_of_owner(unit)),
        )

    def _catalogues(self, unit: Unit) -> tuple[Quote, ...]:
        """What is called a catalogue of decisions; of a government none that is another government's."""
        return tuple(
            dict.fromkeys(
                quote
                for owner, quote in self.catalogues
                if unit.id not in self.governments
                or unit.id in (owner, government := self.government_of(owner, quote))
                or government is None
            )
        )

    def government_of(self, owner: str, quote: Quote) -> str | None:
        """Whose a catalogue is: the government's that it names, else that on whose pages or host it stands."""
        named = [
            (len(name), unit)
            for unit, names in self.governments.items()
            for name in names
            if name in quote.text
        ]
        if named:
            return max(named)[1]
        host = self.owners.get(bare(quote.url or "").partition("/")[0])
        return next((one for one in (owner, host) if one in self.governments), None)

    def _unread_of_owner(self, unit: Unit) -> Iterator[NamedLink]:
        """Links of those who own the hosts a unit shares, to what nobody read: its area may be there."""
        shared = {bare(site.url).partition("/")[0] for site in unit.sites if not site.whole_host}
        owners = dict.fromkeys(self.owners[host] for host in shared if host in self.owners)
        for owner in owners:
            found = self.links.get(owner, {}).values() if owner != unit.id else ()
            yield from (link for link in found if link.page is None and not link.own)


def index_disclosure(files: DistrictFiles, pages: PageIndex) -> DisclosureIndex:
    """Read the names of disclosure off every page and link of the district."""
    governments = {unit.id: _places(unit) for unit in files.units if unit.kind is UnitKind.GOVERNMENT}
    index = DisclosureIndex(owners=files.attribution.owners, governments=governments)
    for owner, members in pages.by_unit.items():
        for page in members:
            _add_page(index, owner, page)
    owners = {page.url: (owner, page) for owner, members in pages.by_unit.items() for page in members}
    by_file: dict[str, dict[int, tuple[str, PageRow]]] = {}
    for owner, rows in pages.rows.items():
        for file, row in rows:
            by_file.setdefault(file.netloc, {})[row.id] = (owner, row)
    for netloc, bearers in by_file.items():
        _add_links(index, files, files.files[netloc], bearers, owners)
    return index


def _add_page(index: DisclosureIndex, owner: str, page: PageEvidence) -> None:
    for quote in page.disclosure:
        index.sections[owner, quote] = None
    for quote in page.annual_reports:
        index.reports[owner, quote] = None
    if _DECISION in page.title:
        index.catalogues[owner, Quote("", page.title, page.url)] = None
    if page.disclosure and not page.is_article:
        index.about.append((owner, _words_of(page), page))


def _add_links(
    index: DisclosureIndex, files: DistrictFiles, file: HostFile, bearers: dict[int, tuple[str, PageRow]],
    owners: dict[str, tuple[str, PageEvidence]],
) -> None:  # fmt: skip
    for text, url, pages in file.named_links(_is_disclosure, _NAME_CHARS):
        for owner, row in (bearers[page] for page in pages if page in bearers):
            links = index.links.setdefault(owner, {})
            if (url, text) not in links:
                links[url, text] = _link(files, owner, url, text, row, owners)
    for text, url, pages in file.named_links(_is_decision, _DECISION_CHARS):
        for owner in dict.fromkeys(bearers[page][0] for page in pages if page in bearers):
            index.catalogues[owner, Quote("", text, url)] = None


def _is_disclosure(text: str) -> bool:
    return bool(_NAME.search(text)) and not _HAPPENING.search(text)


def _is_decision(text: str) -> bool:
    return _DECISION in text


def _link(
    files: DistrictFiles, owner: str, url: str, text: str, row: PageRow,
    owners: dict[str, tuple[str, PageEvidence]],
) -> NamedLink:  # fmt: skip
    met = files.page(url)
    holder, page = owners.get(met[1].url, ("", None)) if met else ("", None)
    own = holder == owner if met else files.attribution.unit_of(url) == owner
    return NamedLink(url, text, files.seen(row.url), page, own)


def _with_name(link: NamedLink, names: tuple[str, ...]) -> NamedLink:
    page = link.page
    if page is None or link.own:
        return link
    return NamedLink(link.url, link.text, link.bearer, page, link.own, _names(names, _words_of(page)))


def _words_of(page: PageEvidence) -> str:
    """What a page says that it is about: title, column and place."""
    return "|".join((page.title, page.column_name or "", *(name for name, _ in page.crumbs)))


def _of_unit(quotes: Iterable[tuple[str, Quote]], unit: Unit, names: tuple[str, ...]) -> Iterator[Quote]:
    """Quotes of others' pages that bear the unit's name, each once."""
    found = (quote for owner, quote in quotes if owner != unit.id and _names(names, quote.text))
    yield from dict.fromkeys(found)


def _places(unit: Unit) -> tuple[str, ...]:
    """What a government's documents call it: its names without 人民政府, 管委会; 区 or 县 alone names nobody."""
    short = (AUTHORITY.sub("", name) for name in (unit.name, *unit.aliases))
    return tuple(dict.fromkeys(name for name in short if len(name) >= PLACE_CHARS))


def _names(names: tuple[str, ...], words: str) -> bool:
    return any(name in words for name in names)
