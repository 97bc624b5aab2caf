"""What was asked once per host, target or template, put beside the unit it concerns."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from urllib.parse import urlsplit

from evidence.district import DistrictFiles
from evidence.domains import is_address
from evidence.hostfile import HostFile
from evidence.observed import (
    AnyObserved,
    AxeSeen,
    DnsSeen,
    LoadSeen,
    MissingPathSeen,
    SearchSeen,
    TlsSeen,
    from_data,
)
from evidence.records import Site, Unit
from evidence.units import HostEvidence, PageAudit, Seen


def hosts_of(files: DistrictFiles, unit: Unit) -> tuple[HostEvidence, ...]:
    """Each host of the unit's sites once, in the order of the configuration."""
    by_netloc: dict[str, Site] = {}
    for site in unit.sites:
        netloc = urlsplit(site.url).netloc.lower()
        if netloc not in by_netloc or site.whole_host:
            by_netloc[netloc] = site
    return tuple(_host(files, netloc, site) for netloc, site in by_netloc.items())


def _host(files: DistrictFiles, netloc: str, site: Site) -> HostEvidence:
    name = host_name(site.url)
    basic = HostEvidence(netloc, name, is_address(name), site.whole_host, _home(files, site.url))
    file = files.files.get(netloc)
    if file is None:
        return basic
    return HostEvidence(
        basic.host, basic.name, basic.is_address, basic.whole_host, basic.home,
        dns=tuple(seen for _, seen in _observed(file, "dns", DnsSeen)),
        tls=tuple(seen for _, seen in _observed(file, "tls", TlsSeen)),
        searches=tuple(seen for _, seen in _observed(file, "search", SearchSeen)),
        missing_paths=tuple(_observed(file, "missing_path", MissingPathSeen)),
    )  # fmt: skip


def _home(files: DistrictFiles, url: str) -> Seen:
    """The home page as it was seen, through redirects and stubs, under the address configured."""
    met = files.home(url)
    return replace(files.seen(met[1].url if met else files.destination(url)), url=url)


def _observed(file: HostFile, kind: str, shape: type[AnyObserved]) -> Iterator[tuple[str, AnyObserved]]:
    """(subject, observation) of one kind in the newest run that made any, oldest first."""
    for subject, at, data in file.observations(kind):
        yield subject, from_data(shape, at, data)


def host_name(url: str) -> str:
    """The name of an address's host, without port, in lower case."""
    return (urlsplit(url).hostname or "").lower()


def audits_by_unit(files: DistrictFiles) -> dict[str, list[PageAudit]]:
    """What axe-core found, by the unit that the page belongs to."""
    found: dict[str, list[PageAudit]] = {}
    for file in files.files.values():
        for subject, axe in _observed(file, "axe", AxeSeen):
            unit = files.attribution.unit_of(subject)
            if unit:
                found.setdefault(unit, []).append(PageAudit(files.seen(subject), axe))
    return found


def loads_by_unit(files: DistrictFiles) -> dict[str, dict[str, tuple[LoadSeen, ...]]]:
    """Second looks at how long pages take, by unit and page, oldest first."""
    found: dict[str, dict[str, tuple[LoadSeen, ...]]] = {}
    for file in files.files.values():
        for subject, load in _observed(file, "load", LoadSeen):
            unit = files.attribution.unit_of(subject)
            if unit:
                pages = found.setdefault(unit, {})
                pages[subject] = (*pages.get(subject, ()), load)
    return found


def portal_name_of(files: DistrictFiles, unit: Unit) -> str:
    """The name of the host of the district's portal, empty where there is none or the unit owns it."""
    portals = [(owner.id, site) for owner in files.units for site in owner.sites if site.portal]
    if not portals or any(owner == unit.id for owner, _ in portals):
        return ""
    return host_name(portals[0][1].url)
