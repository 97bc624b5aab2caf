"""The pages of a district that can be evidence of a task: articles to their readers, and opened attachments.

Facts are asked for in SQL and never all held: of a hundred thousand pages only what the index tells stays in memory.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from typing import NamedTuple

from evidence.district import DistrictFiles
from evidence.hostfile import HostFile, PageRow
from evidence.records import PageKind
from evidence.task_index import IndexedPage

_WANTED = """SELECT id, json_extract(facts, '$.source'), json_extract(facts, '$.issuer'),
  json_type(facts, '$.consultation') IS 'object', json_extract(facts, '$.crumbs'), column_name,
  coalesce(json_extract(facts, '$.file_type'), ''), coalesce(json_extract(facts, '$.is_reply'), 0),
  json_extract(facts, '$.attachments') FROM page"""

Source = tuple[HostFile, PageRow]


@dataclass(slots=True)
class Found:
    """Pages by address with where each is stored; what tells their columns, by the page's identity."""

    pages: tuple[IndexedPage, ...] = ()
    stored: list[Source] = field(default_factory=list)
    at: dict[int, int] = field(default_factory=dict)  # position by identity
    sources: dict[int, str] = field(default_factory=dict)  # 来源 by position, where there is one
    crumbs: dict[int, str] = field(default_factory=dict)  # JSON by position
    names: dict[int, str] = field(default_factory=dict)  # column names by position
    lists: dict[str, dict[int, str]] = field(default_factory=dict)  # crumbs of lists by host and version


@dataclass(frozen=True, slots=True)
class _Page:
    """A page before all of them are put in order."""

    file: HostFile
    row: PageRow
    unit: str
    source: str
    crumbs: str
    column_name: str
    is_consultation: bool
    borne_by: str = ""


@dataclass(frozen=True, slots=True)
class _Bearer:
    """The page nearest to a home page that offers a file."""

    depth: int
    url: str
    unit: str


class _Told(NamedTuple):
    """What one version of a page tells, as ``_WANTED`` asks for it."""

    id: int
    source: str | None
    issuer: str | None
    consults: int
    crumbs: str | None
    column_name: str | None
    file_type: str
    is_reply: int
    offered: str | None


def find_pages(files: DistrictFiles) -> Found:
    """Every page that can be evidence, by address. Answers to scripts, firewalls' pages and lists are none."""
    found = Found()
    pages: list[_Page] = []
    bearers = _bearers_wanted(files)
    for file in files.files.values():
        lists = found.lists.setdefault(file.netloc, {})
        for row, told in _current(file):
            is_page = row.is_article or (told.consults and row.kind == PageKind.OTHER)
            named = (told.source, told.issuer) if row.is_article else (None, None)
            unit = files.attribution.unit_of(row.url, *named) or ""
            if is_page:
                pages.append(_page(file, row, unit, told))
            else:
                lists[row.id] = _one(told.crumbs)
            if told.offered and bearers:
                _note(bearers, files, file, row, unit, json.loads(told.offered))
    pages.extend(_attachments(files, found, bearers))
    _put_in_order(found, pages)
    return found


def _current(file: HostFile) -> Iterator[tuple[PageRow, _Told]]:
    """Pages as of the run, but for files and answers to scripts."""
    by_id = file.page_by_id()
    for told in map(_Told._make, file.connection.execute(_WANTED)):
        row = by_id.get(told.id)
        if row is not None and not told.file_type and not told.is_reply:
            yield row, told


def _page(file: HostFile, row: PageRow, unit: str, told: _Told) -> _Page:
    texts = (_one(told.source), _one(told.crumbs), _one(told.column_name))
    return _Page(file, row, unit, *texts, bool(told.consults))


def _one(text: str | None) -> str:
    """The same few words of a hundred thousand pages, once in memory."""
    return sys.intern(text) if text else ""


def _bearers_wanted(files: DistrictFiles) -> dict[int, _Bearer | None]:
    """Identities of all opened attachments, their bearers yet unknown."""
    sql = "SELECT key FROM page WHERE coalesce(json_extract(facts, '$.file_type'), '') <> ''"
    return {key: None for file in files.files.values() for (key,) in file.connection.execute(sql)}


def _note(
    bearers: dict[int, _Bearer | None], files: DistrictFiles, file: HostFile, row: PageRow, unit: str,
    offered: list[str],
) -> None:  # fmt: skip
    """Remember a page that offers files, where it is the nearest so far."""
    for url in offered:
        key = files.key_of(url)
        if key in bearers:
            known, this = bearers[key], _Bearer(file.depth(row), row.url, unit)
            if known is None or (this.depth, this.url) < (known.depth, known.url):
                bearers[key] = this


def _attachments(files: DistrictFiles, found: Found, bearers: dict[int, _Bearer | None]) -> Iterator[_Page]:
    """Opened files that pages offer, each its bearer's; items of lists that lead straight to one bear it too."""
    if not bearers:
        return
    _note_rows(files, found, bearers)
    for file in files.files.values():
        for row in file.pages.values():
            if row.key in bearers:
                borne = bearers[row.key]
                unit = borne.unit if borne else files.attribution.unit_of(row.url) or ""
                yield _Page(file, row, unit, "", "", "", False, borne.url if borne else "")


def _note_rows(files: DistrictFiles, found: Found, bearers: dict[int, _Bearer | None]) -> None:
    for file in files.files.values():
        by_id, lists = file.page_by_id(), found.lists[file.netloc]
        for page_id, url in file.connection.execute("SELECT page_id, url FROM item WHERE url IS NOT NULL"):
            row = by_id.get(page_id) if page_id in lists else None
            if row is not None and files.key_of(url) in bearers:
                unit = files.attribution.unit_of(row.url) or ""
                _note(bearers, files, file, row, unit, [url])


def _put_in_order(found: Found, pages: list[_Page]) -> None:
    pages.sort(key=lambda page: page.row.url)
    found.pages = tuple(
        IndexedPage(
            page.row.url, page.row.title, page.row.published_on, page.unit, page.row.is_policy,
            page.row.is_interpretation, page.is_consultation, page.borne_by,
        )
        for page in pages
    )  # fmt: skip
    for at, page in enumerate(pages):
        found.stored.append((page.file, page.row))
        found.at[page.row.key] = at
        for told, value in (
            (found.sources, page.source),
            (found.crumbs, page.crumbs),
            (found.names, page.column_name),
        ):
            if value:
                told[at] = value


def dated(
    pages: tuple[IndexedPage, ...], days: Mapping[int, date], position_of: Mapping[str, int]
) -> tuple[IndexedPage, ...]:
    """Pages with the day of their row in a list where they have none, and attachments with their bearer's.

    ``days``: by position.
    """
    told = [
        replace(page, published_on=days[at]) if page.published_on is None and at in days else page
        for at, page in enumerate(pages)
    ]
    for at, page in enumerate(told):
        bearer = position_of.get(page.borne_by) if page.borne_by else None
        if page.published_on is None and bearer is not None:
            told[at] = replace(page, published_on=told[bearer].published_on)
    return tuple(told)
