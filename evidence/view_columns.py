"""Columns and home pages of a unit, put together from the pages of its hosts."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import replace
from typing import Any

from evidence.attribution import bare
from evidence.district import DistrictFiles
from evidence.hostfile import ColumnRecord, HostFile
from evidence.records import ColumnCorrection, ColumnKind, Fetch, Item, ListState, PageFacts, Unit
from evidence.units import ColumnEvidence, Entry, HomeEvidence, Seen
from evidence.view_data import rows_of

MAX_LIST_PAGES = 400
_ENTRANCE_ENTRIES = 3  # fewer entries than this on a home page: it only leads on
_SECOND_LEVEL = 40
_UNSHOWN = (ListState.SCRIPTED, ListState.UNCLEAR)


EntryOf = Callable[[DistrictFiles, Item], Entry]


def entry_of(files: DistrictFiles, item: Item) -> Entry:
    """A list entry with the date that counts: the row's own, else that of its article, else its address's."""
    date = item.date
    read = False
    if item.url:
        file = files.file_of(item.url)
        row = file.page(item.url) if file else None
        read = row is not None
        undated = date is None or date.source == "url"
        if row is not None and file is not None and row.published_on is not None and undated:
            date = file.facts(row).published or date
    return Entry(item.title, item.url, date, item.pinned, read)


def columns_of(
    files: DistrictFiles, unit: Unit, nav_keys: set[int], entry_of: EntryOf = entry_of
) -> list[ColumnEvidence]:
    """The unit's columns, by address; configured corrections applied last. ``entry_of``: what is told of their rows."""
    corrections = {files.key_of(c.url): c for c in unit.columns}
    homes = {files.key_of(site.url) for site in unit.sites}
    found: dict[int, ColumnEvidence] = {}
    for file in _unit_files(files, unit):
        first_runs = file.first_runs()
        for record in file.columns():
            corrected = corrections.get(record.key)
            if record.key in homes or (files.attribution.unit_of(record.url) != unit.id and not corrected):
                continue
            if is_gone(file.fetches.get(record.key)):
                continue
            column = _column(files, file, record, record.key in nav_keys, first_runs, entry_of)
            found[record.key] = _corrected(column, corrected)
    for key, correction in corrections.items():
        if key not in found:
            found[key] = _corrected(_unmet(files, correction), correction)
    return sorted(found.values(), key=lambda c: c.url)


def unclaimed_columns(files: DistrictFiles, entry_of: EntryOf = entry_of) -> list[ColumnEvidence]:
    """Columns of all hosts that no unit claims, by host and address."""
    claimed = {files.key_of(correction.url) for unit in files.units for correction in unit.columns}
    return [
        _column(files, file, record, False, set(), entry_of)
        for file in files.files.values()
        for record in file.columns()
        if record.key not in claimed
        and files.attribution.unit_of(record.url) is None
        and not is_gone(file.fetches.get(record.key))
    ]


def is_gone(fetch: Fetch | None) -> bool:
    """An address that answers 404 is a dead link, not a column."""
    return fetch is not None and fetch.status in (404, 410) and not fetch.failure


def _unit_files(files: DistrictFiles, unit: Unit) -> Iterator[HostFile]:
    netlocs = dict.fromkeys(bare(prefix).partition("/")[0] for site in unit.sites for prefix in site.scope)
    for netloc in netlocs:
        if netloc in files.files:
            yield files.files[netloc]


def _unmet(files: DistrictFiles, correction: ColumnCorrection) -> ColumnEvidence:
    """A configured column that discovery did not meet."""
    name = correction.name or "栏目"
    seen = files.seen(correction.url)
    why = seen.why_unread or "未能认定为栏目"
    return ColumnEvidence(
        seen, name, ("首页", name), ColumnKind.OTHER, "config", ListState.UNCLEAR, why, False
    )


def _corrected(column: ColumnEvidence, correction: ColumnCorrection | None) -> ColumnEvidence:
    if correction is None:
        return column
    return replace(
        column,
        name=correction.name or column.name,
        kind=correction.kind or column.kind,
        kind_from="config" if correction.kind else column.kind_from,
        max_age_days=correction.max_age_days,
        archived=column.archived if correction.archived is None else correction.archived,
    )


def _column(
    files: DistrictFiles, file: HostFile, record: ColumnRecord, first_level: bool, first_runs: set[str],
    entry_of: EntryOf,
) -> ColumnEvidence:  # fmt: skip
    first_day = None if record.first_run in first_runs else file.run_day(record.first_run)
    kind = ColumnKind(record.kind)
    basic = ColumnEvidence(
        files.seen(record.url), record.name, tuple(json.loads(record.path)), kind, record.kind_from,
        ListState.UNCLEAR, "", first_level, archived=kind is ColumnKind.ARCHIVE, first_seen=first_day,
    )  # fmt: skip
    leads = _leads_elsewhere(files, file.fetch(record.url), record.url)
    if leads:
        return replace(
            basic, seen=replace(basic.seen, why_unread=""), state=ListState.ELSEWHERE, state_why=leads
        )
    met = files.page(record.url)
    if met is None:
        return replace(basic, state_why=basic.seen.why_unread or "栏目页未采集到")
    return _with_list(files, basic, met[0].facts(met[1]), entry_of)


def _leads_elsewhere(files: DistrictFiles, fetch: Fetch | None, url: str) -> str:
    """Where a column sends its reader, when that is another page than a list of its own."""
    if fetch is None or not fetch.location:
        return ""
    target = files.destination(url)
    if bare(target).partition("/")[0] != bare(url).partition("/")[0]:
        return f"栏目直接转到其他网站：{target}"
    if _is_column_of_its_own(files, target, url):
        return f"栏目直接转到下级栏目：{target}"
    met = files.page(target)
    if met and met[1].is_article:
        return f"栏目直接转到文章：{target}"
    return ""


def _with_list(
    files: DistrictFiles, basic: ColumnEvidence, facts: PageFacts, entry_of: EntryOf
) -> ColumnEvidence:
    """Add the entries of every page of the list that was read."""
    seen = basic.seen
    if not seen.read:  # reached through a redirect
        seen = replace(files.seen(facts.url), url=basic.url)
    if facts.refresh_to and facts.list_state is not ListState.ITEMS:
        met = files.page(facts.refresh_to)
        if met is None or met[1].is_article or _is_column_of_its_own(files, met[1].url, basic.url):
            return replace(basic, seen=seen, **_refreshed(files, facts.refresh_to))
        facts = met[0].facts(met[1])
        basic = replace(basic, shown_at=facts.url)
    items, rest_unread = _all_items(files, facts)
    state, why = facts.list_state, facts.list_why
    if not items and facts.data_calls:
        told = rows_of(files, facts)
        items, rest_unread = _joined(files, told.pages)
        state, why = told.state, told.why or f"数据接口返回{len(items)}条信息"
    if items and state is not ListState.ITEMS:
        state, why = ListState.ITEMS, f"列表有{len(items)}条信息"
    elif state in _UNSHOWN:
        why = _why_unshown(files, facts.url) or why
    entries = tuple(entry_of(files, item) for item in items)
    archived = basic.archived or "归档" in (facts.title or "")
    return replace(
        basic,
        seen=seen,
        state=state,
        state_why=why,
        entries=entries,
        rest_unread=rest_unread,
        archived=archived,
    )


def _why_unshown(files: DistrictFiles, url: str) -> str:
    file = files.file_of(url)
    return file.why_unshown(url) if file else ""


def _is_column_of_its_own(files: DistrictFiles, target: str, url: str) -> bool:
    """Whether an address is another column, judged under its own name."""
    file = files.file_of(target)
    key = files.key_of(target)
    return file is not None and key != files.key_of(url) and key in file.column_keys()


def _refreshed(files: DistrictFiles, target: str) -> dict[str, Any]:
    """The state of a column that only sends its reader on: to a page that opened, or to one that is gone."""
    file = files.file_of(target)
    if file is not None and is_gone(file.fetch(target)):
        return {"state": ListState.UNCLEAR, "state_why": f"栏目转到的页面打不开：{target}"}
    return {"state": ListState.ELSEWHERE, "state_why": f"栏目直接转到：{target}"}


def _all_items(files: DistrictFiles, facts: PageFacts) -> tuple[list[Item], bool]:
    """Items of the list's pages in order, once per address; and whether a later page exists unread."""
    items: dict[tuple[object, ...], Item] = {}
    visited = {files.key_of(facts.url)}
    page: PageFacts | None = facts
    rest_unread = False
    for _ in range(MAX_LIST_PAGES):
        if page is None:
            break
        for item in page.items or ():
            linked = bool(item.url and "://" in item.url)
            items.setdefault((item.title, item.url, None if linked else item.date), item)
        page, rest_unread = _following(files, page, visited)
    return list(items.values()), rest_unread


def _joined(files: DistrictFiles, firsts: Sequence[PageFacts]) -> tuple[list[Item], bool]:
    """Items of several lists, once each; and whether a later page of any exists unread."""
    lists = [_all_items(files, first) for first in firsts]
    items = {
        (item.title, item.url, None if item.url else item.date): item for found, _ in lists for item in found
    }
    return list(items.values()), any(rest_unread for _, rest_unread in lists)


def _following(files: DistrictFiles, page: PageFacts, visited: set[int]) -> tuple[PageFacts | None, bool]:
    url = page.next_page.url
    if url is None:
        return None, page.next_page.how in ("script", "api")
    key = files.key_of(url)
    if key in visited:
        return None, False
    visited.add(key)
    met = files.page(url)
    if met is not None:
        return met[0].facts(met[1]), False
    file = files.file_of(url)
    fetch = file.fetch(url) if file else None
    gone = fetch is not None and fetch.status in (404, 410) and not fetch.failure
    return None, not gone


# ---------------------------------------------------------------- home pages


def navigation_keys(files: DistrictFiles, unit: Unit) -> set[int]:
    """Identities of what the main navigation of the unit's home pages links to."""
    keys: set[int] = set()
    for site in unit.sites:
        met = files.home(site.url)
        if met is not None:
            keys.update(files.key_of(url) for _, url in met[1].columns)
    return keys


def homes_of(files: DistrictFiles, unit: Unit) -> list[HomeEvidence]:
    """The unit's home pages in the order of its sites."""
    return [_home(files, unit, site.url) for site in unit.sites]


def _home(files: DistrictFiles, unit: Unit, url: str) -> HomeEvidence:
    met = files.home(url)
    if met is None:
        return HomeEvidence(_unread(files, url))
    facts = met[1]
    seen = replace(files.seen(facts.url), url=url)
    entries = _home_entries(files, facts)
    if len(entries) >= _ENTRANCE_ENTRIES:
        return HomeEvidence(seen, entries)
    if facts.list_state is ListState.SCRIPTED:  # no entrance: what it shows was not seen
        why = _why_unshown(files, facts.url) or facts.list_why
        return HomeEvidence(replace(seen, why_unread=why), entries)
    return HomeEvidence(seen, entries, True, tuple(_second_level(files, unit, facts)))


def _unread(files: DistrictFiles, url: str) -> Seen:
    target = files.destination(url)
    seen = replace(files.seen(target), url=url)
    if target != url and files.file_of(target) is None:
        return replace(seen, why_unread=f"首页转到{target}，该网站不在配置中，未采集")
    return seen


def _home_entries(files: DistrictFiles, facts: PageFacts) -> tuple[Entry, ...]:
    items: dict[tuple[str, str | None], Item] = {}
    for item in (*(facts.items or ()), *facts.other_items):
        items.setdefault((item.title, item.url), item)
    return tuple(entry_of(files, item) for item in items.values())


def _second_level(files: DistrictFiles, unit: Unit, facts: PageFacts) -> Iterator[HomeEvidence]:
    """The pages of the unit that an entrance page leads to."""
    for url in _own_urls(files, unit, [url for _, url in (*facts.columns, *facts.subcolumns)]):
        if files.key_of(url) == files.key_of(facts.url):
            continue
        met = files.page(url)
        if met is None:
            yield HomeEvidence(_unread(files, url))
        else:
            inner = met[0].facts(met[1])
            yield HomeEvidence(replace(files.seen(inner.url), url=url), _home_entries(files, inner))


def _own_urls(files: DistrictFiles, unit: Unit, urls: Iterable[str]) -> list[str]:
    own = [url for url in dict.fromkeys(urls) if "://" in url and files.attribution.unit_of(url) == unit.id]
    return own[:_SECOND_LEVEL]


def list_is_whole(files: DistrictFiles, first: PageFacts) -> bool:
    """Whether every page of a list that is known to exist was read."""
    return not _all_items(files, first)[1]
