"""The pages that a unit's own pages call 依申请公开: read with what lies right below them, or why they were not."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from evidence.attribution import bare
from evidence.district import DistrictFiles
from evidence.domains import netloc_of
from evidence.hostfile import HostFile, PageRow
from evidence.records import PageFacts, Region, Unit, UnitKind
from evidence.requests import RequestArea, RequestLink, RequestPage
from evidence.units import ColumnEvidence, DisclosureArea, Look, PageEvidence

_SECTION = "on-request"
_NAME = re.compile(r"依?申请公开(?!表|书)|信息公开申请(?!表|书)")
_BELOW = re.compile(r"申请|受理|指南|须知|说明|流程|表格|下载|联系|收费|方式")
_NAME_CHARS = 24
_MAX_BELOW = 20
_MAX_LINKS = 80
_SHIELD = 521  # a firewall's, though it looks like a server's error


def requests_of(
    files: DistrictFiles, unit: Unit, pages: Sequence[PageEvidence], columns: Sequence[ColumnEvidence],
    disclosure: DisclosureArea,
) -> RequestArea:  # fmt: skip
    """What stands under that name on the unit's pages and where they lead. Institutions take no such applications."""
    if unit.kind is UnitKind.INSTITUTION:
        return RequestArea()
    found: dict[str, RequestPage] = {}
    unread: dict[str, None] = {}
    for name, url in _named(pages, columns, disclosure):
        met = files.page(url) if url.startswith("http") else None
        if met is None:
            unread[_why(files, name, url)] = None
        elif met[1].url not in found:
            found[met[1].url] = _page(files, unit, name, *met)
    ordered = sorted(found.values(), key=lambda one: (not one.own, one.seen.url))
    return RequestArea(tuple(_with_looks(files, ordered)), tuple(unread))


def _named(
    pages: Sequence[PageEvidence], columns: Sequence[ColumnEvidence], disclosure: DisclosureArea
) -> Iterator[tuple[str, str]]:
    """(name, address) of everything that bears the name, each once; an address may be none."""
    named = [
        (quote.text, quote.url or "") for page in pages for quote in page.disclosure if quote.id == _SECTION
    ]
    named += [(quote.text, quote.url or "") for quote in disclosure.sections if quote.id == _SECTION]
    named += [(link.text, link.url) for link in disclosure.links if _is_name(link.text)]
    named += [(column.name, column.url) for column in columns if _is_name(column.name)]
    named += [(page.title, page.url) for page in pages if not page.is_article and _is_name(page.title)]
    linked = {name for name, url in named if url}
    yield from dict.fromkeys((name, url) for name, url in named if url or name not in linked)


def _is_name(text: str) -> bool:
    return len(text) <= _NAME_CHARS and bool(_NAME.search(text))


def _why(files: DistrictFiles, name: str, url: str) -> str:
    if not url.startswith("http"):
        return f"“{name}”入口没有可直接打开的链接地址"
    if files.file_of(url) is None:
        return f"“{name}”链接指向{url}，该处未采集"
    return f"“{name}”页面未能读取（{files.seen(url).why_unread}）"


def _page(files: DistrictFiles, unit: Unit, name: str, file: HostFile, row: PageRow) -> RequestPage:
    """The page, and those right below it that speak of applying; its links as if all of them answered."""
    texts: list[str] = []
    links: dict[str, RequestLink] = {}
    for holder, one, facts in _with_below(files, file, row):
        texts.append(holder.text(one))
        for text, url in (*_main(facts), *(("", url) for url in facts.attachments)):
            if url.startswith("http") and len(links) < _MAX_LINKS:
                links.setdefault(url, RequestLink(text, url))
    own = files.attribution.unit_of(row.url) == unit.id
    return RequestPage(files.seen(row.url, file), name, own, "\n".join(texts), tuple(links.values()))


def _with_below(
    files: DistrictFiles, file: HostFile, row: PageRow
) -> Iterator[tuple[HostFile, PageRow, PageFacts]]:
    facts = file.facts(row, links=True)
    yield file, row, facts
    below = {bare(row.url)}
    for text, url in _main(facts):
        met = files.page(url) if _BELOW.search(text) else None
        if met and bare(met[1].url) not in below and len(below) <= _MAX_BELOW:
            below.add(bare(met[1].url))
            yield met[0], met[1], met[0].facts(met[1], links=True)


def _main(facts: PageFacts) -> Iterator[tuple[str, str]]:
    yield from ((link.text, link.url) for link in facts.links if link.region is Region.MAIN)
    yield from ((item.title, item.url) for item in facts.items or () if item.url)


def _with_looks(files: DistrictFiles, pages: Sequence[RequestPage]) -> Iterator[RequestPage]:
    """The pages again, each link with what is on record of it; each file is asked once."""
    dead: dict[str, int] = {}
    bearers: dict[str, set[str]] = {}
    for page in pages:
        asked = {link.url for link in page.links if _BELOW.search(link.text) and not files.page(link.url)}
        bearers.setdefault(netloc_of(page.seen.url), set()).update(asked)
    for netloc, urls in bearers.items():
        file = files.files.get(netloc)
        looks = file.looks({files.key_of(url) for url in urls}) if file and urls else {}
        dead |= {url: _dead_looks(looks.get(files.key_of(url), ())) for url in urls}
    for page in pages:
        yield replace(page, links=tuple(replace(one, dead_looks=dead.get(one.url, 0)) for one in page.links))


def _dead_looks(looks: Sequence[Look]) -> int:
    count = 0
    for look in reversed(looks):
        if look.failure or look.status is None or not _is_dead(look.status):
            break
        count += 1
    return count


def _is_dead(status: int) -> bool:
    return status in (404, 410) or (status >= 500 and status != _SHIELD)
