"""Ways to ask and advise (咨询建言渠道) and to services (办事服务), by the names under which a whole host offers them.

A unit that is a subtree has its host's ways besides its own. What is only like a way, or leads nowhere, is kept with
the reason of the doubt: it proves nothing, and forbids the accusation that there is none.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field

from evidence.attribution import bare
from evidence.district import DistrictFiles
from evidence.domains import netloc_of
from evidence.hostfile import HostFile
from evidence.offers import CHANNEL, MAYBE, NAME_CHARS, SERVICE, SURE, channel_in, is_special, service_in
from evidence.records import ColumnKind, ListState, PageFacts, PageKind, Unit
from evidence.units import Channel, ColumnEvidence, Look, PageEvidence
from evidence.view_pages import PageIndex

_DEAD = frozenset(("dns", "refused", "timeout", "reset"))
_FORM = re.compile(r"留言|咨询|建议|来信|写信|信件")
_TEXT_CHARS = 2 * NAME_CHARS  # of a link with arrows and spaces around its name
_NAMED = {CHANNEL: channel_in, SERVICE: service_in}
_KINDS = {CHANNEL: ColumnKind.MESSAGES, SERVICE: ColumnKind.SERVICES}
_UNSURE = "仅名称相近"
_MAX_DOUBTS = 5


@dataclass(slots=True)
class _Way:
    """Something offered on a host, and the units on whose pages it stands."""

    kind: str
    url: str
    name: str
    how: str
    doubt: str = ""
    units: set[str] = field(default_factory=set)


Ways = tuple[_Way, ...]


@dataclass(frozen=True, slots=True)
class Offers:
    """What one unit and its hosts offer, and why more may exist unseen."""

    channels: tuple[Channel, ...]
    services: tuple[Channel, ...]
    doubts: tuple[str, ...]


def index_offers(files: DistrictFiles, pages: PageIndex) -> dict[str, Ways]:
    """Everything that each host offers, by host; each name and address once."""
    shown: dict[str, list[tuple[str, PageEvidence]]] = {}
    for unit, found in pages.by_unit.items():
        for page in found:
            shown.setdefault(bare(page.url).partition("/")[0], []).append((unit, page))
    return {
        netloc: tuple(_of_host(files, file, _owners(pages, file), shown.get(bare(f"http://{netloc}/")[:-1], [])))
        for netloc, file in files.files.items()
    }  # fmt: skip


def _owners(pages: PageIndex, file: HostFile) -> dict[int, str]:
    return {row.id: unit for unit, rows in pages.rows.items() for held, row in rows if held is file}


def _of_host(
    files: DistrictFiles, file: HostFile, owners: Mapping[int, str], shown: list[tuple[str, PageEvidence]]
) -> Iterable[_Way]:
    found: dict[tuple[str, str, str], _Way] = {}
    read = {file.key_of(page.url) for _, page in shown}
    for way, units in (*_links(file, owners), *_columns(files, file), *_pages(shown)):
        if way.how == "picture" and file.key_of(way.url) in read:
            continue  # the page it leads to was read, and says itself what it is
        kept = found.setdefault((way.kind, way.name, way.url), way)
        kept.units |= units
    looks = file.looks(file.key_of(way.url) for way in found.values() if way.url)
    for way in found.values():
        way.doubt = way.doubt or _where_it_leads(files, way, looks)
    ways = (way for way in found.values() if not _leads_to_nothing(files, way))
    return sorted(ways, key=lambda way: (bool(way.doubt), way.url, way.name))


def _links(file: HostFile, owners: Mapping[int, str]) -> Iterator[tuple[_Way, set[str]]]:
    for text, url, pages in file.named_links(_is_offer, _TEXT_CHARS):
        units = {owners[page] for page in pages if page in owners}
        for kind, read in _NAMED.items():
            if says := read(text):
                yield _Way(kind, url, text, "link", "" if says == SURE else _UNSURE), units


def _is_offer(text: str) -> bool:
    return bool(channel_in(text) or service_in(text))


def _columns(files: DistrictFiles, file: HostFile) -> Iterator[tuple[_Way, set[str]]]:
    for record in file.columns():
        for kind, read in _NAMED.items():
            says = read(record.name) or (MAYBE if record.kind == _KINDS[kind] else "")
            if says:
                doubt = "" if says == SURE else _UNSURE
                unit = files.attribution.unit_of(record.url)
                yield _Way(kind, record.url, record.name, "column", doubt), {unit} if unit else set()


def _pages(shown: Iterable[tuple[str, PageEvidence]]) -> Iterator[tuple[_Way, set[str]]]:
    for unit, page in shown:
        if page.messages:
            yield _Way(CHANNEL, page.url, page.column_name or page.title, "page"), {unit}
        if page.guide:
            yield _Way(SERVICE, page.url, page.title, "page"), {unit}
        for quote in page.offers:
            for way in _offered(page, quote.id, quote.text, quote.url or page.url):
                yield way, {unit}


def _offered(page: PageEvidence, how: str, text: str, url: str) -> Iterator[_Way]:
    """What a button, form or picture of a page offers; a picture without words may be anything on a home page."""
    if how in _NAMED:
        doubt = "" if _NAMED[how](text) == SURE else _UNSURE
        yield _Way(how, url, text, "button", doubt)
    elif how == "form":
        if is_special(page.column_name or page.title) and not _FORM.search(text):
            return  # what it is for is known
        doubt = "" if _FORM.search(text) else "有供填写的表单，用途不明"
        yield _Way(CHANNEL, page.url, page.column_name or page.title, "form", doubt)
    elif how == "picture" and (page.kind is PageKind.HOME or page.depth == 0):
        for kind in _NAMED:
            yield _Way(kind, url, "图片链接", "picture", "首页上未注明文字的图片链接")


def _where_it_leads(files: DistrictFiles, way: _Way, looks: Mapping[int, list[Look]]) -> str:
    """Why a way by its name may be none (Chinese): its target is gone, empty, or an article of that name."""
    met = files.page(way.url)
    if met is None:
        last = looks.get(files.key_of(way.url), [])[-1:]
        return "链接打不开" if any(_is_dead(look) for look in last) else ""
    row = met[1]
    if way.how != "link":
        return ""
    if row.kind == PageKind.ARTICLE and row.published_on:
        return "链接指向一篇文章"
    facts = met[0].facts(row)
    file = files.file_of(facts.refresh_to or "")
    onward = file.fetch(facts.refresh_to or "") if file else None
    if onward and _is_gone(onward.status):
        return "链接打不开"
    return "页面没有内容" if facts.list_state is ListState.EMPTY else ""


def _leads_to_nothing(files: DistrictFiles, way: _Way) -> bool:
    """Whether a mere likeness of name (专利服务) is cleared up: the page was read, and has nothing on it."""
    met = files.page(way.url) if way.doubt == _UNSURE and way.how in ("link", "column") else None
    if met is None:
        return False
    facts = met[0].facts(met[1])
    shown = facts.refresh_to or facts.subcolumns or facts.data_calls or facts.offers
    return facts.list_state is ListState.EMPTY and not shown and not met[0].why_unshown(way.url)


def _is_dead(look: Look) -> bool:
    if look.failure:
        return look.failure in _DEAD
    return look.status in (404, 410) or ((look.status or 0) >= 500 and look.status != 521)


# ---------------------------------------------------------------- one unit


def offers_of(
    files: DistrictFiles, unit: Unit, columns: Iterable[ColumnEvidence], index: Mapping[str, Ways]
) -> Offers:
    """What the unit and its hosts offer. Columns whose kind the configuration gives are beyond doubt."""
    netlocs = list(dict.fromkeys(netloc_of(site.url) for site in unit.sites))
    configured = [column for column in columns if column.kind_from == "config"]
    found: dict[str, list[Channel]] = {CHANNEL: [], SERVICE: []}
    for kind, column_kind in _KINDS.items():
        found[kind] += [Channel(c.url, c.name, "column", True) for c in configured if c.kind is column_kind]
    for netloc in netlocs:
        for way in index.get(netloc, ()):
            own = unit.id in way.units
            found[way.kind].append(Channel(way.url, way.name, way.how, own, way.doubt))
    doubts = tuple(dict.fromkeys(doubt for netloc in netlocs for doubt in _doubts(files, unit, netloc)))
    return Offers(tuple(found[CHANNEL]), tuple(found[SERVICE]), doubts[:_MAX_DOUBTS])


def _doubts(files: DistrictFiles, unit: Unit, netloc: str) -> Iterator[str]:
    """Why something may be offered on a host without having been seen (Chinese)."""
    run = files.runs.get(netloc)
    if run is None:
        yield f"{netloc} 未采集"
        return
    if run.coverage != "complete":
        yield f"{netloc} 未采集完整"
    own = [site.url for site in unit.sites if netloc_of(site.url) == netloc]
    for url in dict.fromkeys((*own, *_host_homes(files, netloc, own))):
        met = files.home(url)
        if met is None:
            yield f"所在网站首页{url}未能读取"
        else:
            yield from _unread_navigation(files, met[1])


def _host_homes(files: DistrictFiles, netloc: str, own: list[str]) -> list[str]:
    """The home page of a host: its owner's; else what stands at its root."""
    owned = [s.url for u in files.units for s in u.sites if s.whole_host and netloc_of(s.url) == netloc]
    return owned or [f"{url.partition('://')[0]}://{netloc}/" for url in own[:1]]


def _unread_navigation(files: DistrictFiles, home: PageFacts) -> Iterator[str]:
    if not home.columns:
        yield "首页导航未能识别，可能由脚本生成"
    for name, url in home.columns:
        file = files.file_of(url)
        fetch = file.fetch(url) if file else None
        if (
            file is None
            or files.page(url) is not None
            or (fetch and (fetch.location or _is_gone(fetch.status)))
        ):
            continue
        if fetch is None or "html" in (fetch.content_type or "html"):
            yield f"导航栏目「{name}」未能读取"


def _is_gone(status: int | None) -> bool:
    return status in (404, 410)
