"""Host files and units to what each unit showed, as of a moment. Attribution happens here, never in a fetch."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from evidence.district import DistrictFiles, ending_words
from evidence.records import ColumnKind, Fetch, ListState, Site, Unit
from evidence.units import ColumnEvidence, SiteEvidence, TargetEvidence, UnitEvidence, Unseen
from evidence.view_columns import columns_of, homes_of, navigation_keys
from evidence.view_links import targets_by_unit
from evidence.view_policies import PolicyIndex, index_policies, policies_of

_MAX_UNSEEN = 2000


@dataclass(frozen=True, slots=True)
class DistrictView:
    """Every unit's evidence in configured order, and how many pages no unit claims, by host."""

    units: tuple[UnitEvidence, ...]
    unclaimed: dict[str, int]


def view(files: DistrictFiles, as_of: date, only: frozenset[str] | None = None) -> DistrictView:
    """Build the evidence of every unit (or of those named), each from all hosts of the district."""
    index = index_policies(files)
    targets = targets_by_unit(files)
    counts, unclaimed = _count_pages(files)
    units = tuple(
        _unit(files, unit, as_of, index, targets.get(unit.id, []), counts.get(unit.id, 0))
        for unit in files.units
        if only is None or unit.id in only
    )
    return DistrictView(units, unclaimed)


def _count_pages(files: DistrictFiles) -> tuple[dict[str, int], dict[str, int]]:
    counts: dict[str, int] = {}
    unclaimed: dict[str, int] = {}
    for file, row in files.all_pages():
        unit = files.unit_of(file, row)
        if unit:
            counts[unit] = counts.get(unit, 0) + 1
        else:
            unclaimed[file.netloc] = unclaimed.get(file.netloc, 0) + 1
    return counts, unclaimed


def _unit(
    files: DistrictFiles,
    unit: Unit,
    as_of: date,
    index: PolicyIndex,
    targets: list[TargetEvidence],
    pages: int,
) -> UnitEvidence:
    columns = columns_of(files, unit, navigation_keys(files, unit))
    doubts = tuple(_doubts(files, unit, columns))
    return UnitEvidence(
        unit=unit,
        as_of=as_of,
        sites=tuple(_site(files, site) for site in unit.sites),
        homes=tuple(homes_of(files, unit)),
        columns=tuple(columns),
        policies=tuple(policies_of(files, unit, index, doubts)),
        targets=tuple(targets),
        unseen=tuple(_unseen(files, unit)),
        page_count=pages,
        lookback_days=max((s.crawl.lookback_days for s in unit.sites), default=730),
    )


def _netloc(url: str) -> str:
    return url.partition("://")[2].partition("/")[0].lower()


def _site(files: DistrictFiles, site: Site) -> SiteEvidence:
    run = files.runs.get(_netloc(site.url))
    if run is None:
        return SiteEvidence(
            site.url, _netloc(site.url), "unreachable", site.whole_host, site.portal, note="尚未采集"
        )
    return SiteEvidence(
        site.url, _netloc(site.url), run.coverage, site.whole_host, site.portal,
        run.pages, run.requests, run.not_modified, run.note,
    )  # fmt: skip


def _doubts(files: DistrictFiles, unit: Unit, columns: list[ColumnEvidence]) -> Iterator[str]:
    """Why an interpretation of this unit may exist without having been seen (Chinese)."""
    for netloc, run in files.runs.items():
        concerned = any(_netloc(s.url) == netloc for s in unit.sites) or _is_portal(files, netloc)
        if concerned and run.coverage != "complete":
            yield f"{netloc} 未采集完整，可能已有解读"
    for column in columns:
        if column.kind is ColumnKind.INTERPRETATION and _not_whole(column):
            yield f"栏目「{column.name}」未能完整读取，可能已有解读"


def _is_portal(files: DistrictFiles, netloc: str) -> bool:
    return any(s.portal and _netloc(s.url) == netloc for u in files.units for s in u.sites)


def _not_whole(column: ColumnEvidence) -> bool:
    unclear = column.state in (ListState.SCRIPTED, ListState.UNCLEAR)
    return not column.seen.read or unclear or any(e.url and not e.read for e in column.entries)


def _unseen(files: DistrictFiles, unit: Unit) -> Iterator[Unseen]:
    """Addresses of the unit that were asked for and not read, and why; broken links are told as findings."""
    found = 0
    for netloc in dict.fromkeys(_netloc(s.url) for s in unit.sites):
        file = files.files.get(netloc)
        for fetch in sorted(file.fetches.values(), key=lambda f: f.url) if file else ():
            why = ending_words(fetch)
            if why and _worth_telling(fetch) and files.attribution.unit_of(fetch.url) == unit.id:
                found += 1
                if found <= _MAX_UNSEEN:
                    yield Unseen(fetch.url, why)


def _worth_telling(fetch: Fetch) -> bool:
    """Whether the unit's page was missed: not gone, not a redirect, not a file fetched without its body."""
    gone = fetch.status in (404, 410) and not fetch.failure
    page = not fetch.content_type or "html" in fetch.content_type
    return not gone and not fetch.location and (page or bool(fetch.failure))
