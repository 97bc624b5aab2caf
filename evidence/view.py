"""Host files and units to what each unit showed, as of a moment. Attribution happens here, never in a fetch."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from types import MappingProxyType

from evidence.district import DistrictFiles, ending_words
from evidence.domains import netloc_of
from evidence.observed import LoadSeen
from evidence.records import ColumnKind, Fetch, ListState, Site, Unit
from evidence.units import (
    ColumnEvidence,
    MessageEvidence,
    OutLink,
    PageAudit,
    Sample,
    SiteEvidence,
    TargetEvidence,
    UnitEvidence,
    Unseen,
)
from evidence.view_channels import Ways, index_offers, offers_of
from evidence.view_columns import columns_of, homes_of, navigation_keys
from evidence.view_consultations import ConsultationIndex, consultations_of, index_consultations
from evidence.view_decisions import DecisionIndex, index_decisions
from evidence.view_disclosure import DisclosureIndex, index_disclosure
from evidence.view_earlier import with_earlier
from evidence.view_hosts import audits_by_unit, hosts_of, loads_by_unit, portal_name_of
from evidence.view_institutions import InstitutionIndex, index_institutions, institutions_of
from evidence.view_links import targets_by_unit
from evidence.view_messages import index_messages
from evidence.view_outlinks import outlinks_by_unit
from evidence.view_pages import PageIndex, UnitTexts, index_pages
from evidence.view_policies import PolicyIndex, index_policies, policies_of
from evidence.view_requests import requests_of
from evidence.view_standards import StandardIndex, index_standards
from evidence.view_systems import SystemIndex, index_systems, systems_of, with_keepers

_MAX_UNSEEN = 2000


@dataclass(frozen=True, slots=True)
class DistrictView:
    """Every unit's evidence in configured order, and how many pages no unit claims, by host."""

    units: tuple[UnitEvidence, ...]
    unclaimed: dict[str, int]


def view(
    files: DistrictFiles,
    as_of: date,
    only: frozenset[str] | None = None,
    samples: Mapping[str, Sequence[Sample]] = MappingProxyType({}),
) -> DistrictView:
    """Build the evidence of every unit (or of those named), each from all hosts of the district.

    ``samples``: availability samples by home page, oldest first.
    """
    pages = index_pages(files)
    disclosure = index_disclosure(files, pages)
    policies = index_policies(files)
    shared = _Shared(
        policies,
        pages,
        disclosure,
        targets_by_unit(files),
        audits_by_unit(files),
        loads_by_unit(files),
        index_offers(files, pages),
        index_messages(files, pages),
        index_consultations(files, pages),
        samples,
        outlinks_by_unit(files, pages),
        decisions=index_decisions(files, pages, disclosure, as_of),
        standards=index_standards(files, pages),
        systems=index_systems(files, pages, policies),
        institutions=index_institutions(files, pages),
    )
    units = tuple(
        _unit(files, unit, as_of, shared) for unit in files.units if only is None or unit.id in only
    )
    return DistrictView(with_keepers(units), shared.pages.unclaimed)


@dataclass(frozen=True, slots=True)
class _Shared:
    """What is put together once for all units."""

    policies: PolicyIndex
    pages: PageIndex
    disclosure: DisclosureIndex
    targets: Mapping[str, list[TargetEvidence]]
    audits: Mapping[str, list[PageAudit]]
    loads: Mapping[str, dict[str, tuple[LoadSeen, ...]]]
    offers: Mapping[str, Ways]
    messages: Mapping[str, tuple[MessageEvidence, ...]]
    consultations: ConsultationIndex
    samples: Mapping[str, Sequence[Sample]]
    outlinks: Mapping[str, tuple[OutLink, ...]]
    decisions: DecisionIndex
    standards: StandardIndex
    systems: SystemIndex
    institutions: InstitutionIndex


def _unit(files: DistrictFiles, unit: Unit, as_of: date, shared: _Shared) -> UnitEvidence:
    columns = with_earlier(files, columns_of(files, unit, navigation_keys(files, unit)))
    doubts = tuple(_doubts(files, unit, columns))
    offers = offers_of(files, unit, columns, shared.offers)
    pages, disclosure = shared.pages.pages(unit.id), shared.disclosure.area(unit)
    return UnitEvidence(
        unit=unit,
        as_of=as_of,
        sites=tuple(_site(files, site) for site in unit.sites),
        homes=tuple(homes_of(files, unit)),
        columns=tuple(columns),
        policies=tuple(policies_of(files, unit, shared.policies, doubts)),
        targets=tuple(shared.targets.get(unit.id, ())),
        unseen=tuple(_unseen(files, unit)),
        page_count=shared.pages.count(unit.id),
        lookback_days=max((s.crawl.lookback_days for s in unit.sites), default=730),
        pages=pages,
        texts=UnitTexts(files, shared.pages.texts_of(unit.id)),
        hosts=hosts_of(files, unit),
        audits=tuple(shared.audits.get(unit.id, ())),
        loads=shared.loads.get(unit.id, {}),
        samples=tuple(
            one for url in dict.fromkeys(s.url for s in unit.sites) for one in shared.samples.get(url, ())
        ),
        outlinks=shared.outlinks.get(unit.id, ()),
        portal_name=portal_name_of(files, unit),
        disclosure=disclosure,
        channels=offers.channels,
        services=offers.services,
        offer_doubts=offers.doubts,
        messages=shared.messages.get(unit.id, ()),
        consultations=consultations_of(files, unit, shared.consultations, shared.policies),
        decision_catalogues=shared.decisions.catalogues_of(unit),
        decision_items=tuple(shared.decisions.items.get(unit.id, ())),
        standard_catalogues=shared.standards.of(unit),
        systems=systems_of(files, unit, columns, shared.systems),
        institutions=institutions_of(files, unit, shared.pages, shared.institutions),
        requests=requests_of(files, unit, pages, columns, disclosure),
    )


def _site(files: DistrictFiles, site: Site) -> SiteEvidence:
    run = files.runs.get(netloc_of(site.url))
    if run is None:
        return SiteEvidence(
            site.url, netloc_of(site.url), "unreachable", site.whole_host, site.portal, note="尚未采集"
        )
    return SiteEvidence(
        site.url, netloc_of(site.url), run.coverage, site.whole_host, site.portal,
        run.pages, run.requests, run.not_modified, run.note,
    )  # fmt: skip


def _doubts(files: DistrictFiles, unit: Unit, columns: list[ColumnEvidence]) -> Iterator[str]:
    """Why an interpretation of this unit may exist without having been seen (Chinese)."""
    for netloc, run in files.runs.items():
        concerned = any(netloc_of(s.url) == netloc for s in unit.sites) or _is_portal(files, netloc)
        if concerned and run.coverage != "complete":
            yield f"{netloc} 未采集完整，可能已有解读"
    for column in columns:
        if column.kind is ColumnKind.INTERPRETATION and _not_whole(column):
            yield f"栏目「{column.name}」未能完整读取，可能已有解读"


def _is_portal(files: DistrictFiles, netloc: str) -> bool:
    return any(s.portal and netloc_of(s.url) == netloc for u in files.units for s in u.sites)


def _not_whole(column: ColumnEvidence) -> bool:
    unclear = column.state in (ListState.SCRIPTED, ListState.UNCLEAR)
    return not column.seen.read or unclear or any(e.url and not e.read for e in column.entries)


def _unseen(files: DistrictFiles, unit: Unit) -> Iterator[Unseen]:
    """Addresses of the unit that were asked for and not read, and why; broken links are told as findings."""
    found = 0
    for netloc in dict.fromkeys(netloc_of(s.url) for s in unit.sites):
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
