"""What a unit's pages link to outside their host: each address and wording once, with the page nearest home."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from evidence.district import DistrictFiles
from evidence.domains import netloc_of
from evidence.hostfile import HostFile, PageRow
from evidence.units import OutLink, Seen
from evidence.view_pages import PageIndex

MAX_OUTLINKS = 20_000  # of a unit
MAX_TEXTS = 3  # wordings told of one address


@dataclass(frozen=True, slots=True)
class _Bearers:
    """The pages of one unit that bear one set of links, the nearest to the home page apart."""

    nearest: PageRow
    depth: int
    pages: frozenset[int]


@dataclass(slots=True)
class _Place:
    """Where one address stands under one wording, on one unit's pages."""

    url: str
    text: str
    nearest: PageRow
    depth: int
    pages: set[int] = field(default_factory=set)


def outlinks_by_unit(files: DistrictFiles, index: PageIndex) -> dict[str, tuple[OutLink, ...]]:
    """The outside addresses that each unit's pages link to, by address, then wording; at most ``MAX_OUTLINKS`` each."""
    rows: dict[str, dict[int, tuple[str, PageRow]]] = {}
    for unit, places in index.rows.items():
        for file, row in places:
            rows.setdefault(file.netloc, {})[row.id] = (unit, row)
    found: dict[str, list[OutLink]] = {}
    for netloc, owned in rows.items():
        for unit, links in _of_file(files, files.files[netloc], owned).items():
            found.setdefault(unit, []).extend(links)
    return {unit: tuple(links[:MAX_OUTLINKS]) for unit, links in found.items()}


def _of_file(
    files: DistrictFiles, file: HostFile, owned: Mapping[int, tuple[str, PageRow]]
) -> dict[str, list[OutLink]]:
    """By unit, what its pages on one host link to elsewhere."""
    leads = file.final_urls()
    seen: dict[str, Seen] = {}
    found: dict[str, list[OutLink]] = {}
    for unit, places in _places(file, owned).items():
        for (key, text), place in sorted(places.items(), key=lambda pair: (pair[1].url, pair[1].text)):
            url = place.nearest.url
            bearer = seen.get(url) or seen.setdefault(url, files.seen(url))
            link = OutLink(place.url, text, bearer, len(place.pages), leads.get(key, ""))
            found.setdefault(unit, []).append(link)
    return found


def _places(
    file: HostFile, owned: Mapping[int, tuple[str, PageRow]]
) -> dict[str, dict[tuple[int, str], _Place]]:
    """By unit, address and wording, the pages that bear it."""
    outside = {key: url for key, url in file.targets() if netloc_of(url) != file.netloc}
    sets = _sets(file, owned)
    places: dict[str, dict[tuple[int, str], _Place]] = {}
    texts: dict[tuple[str, int], int] = {}
    for link_set, target, text in file.set_links(outside):
        for unit, bearers in sets.get(link_set, {}).items():
            own = places.setdefault(unit, {})
            if (target, text) not in own:
                told = texts[unit, target] = texts.get((unit, target), 0) + 1
                if told > MAX_TEXTS:
                    continue
                own[target, text] = _Place(outside[target], text, bearers.nearest, bearers.depth)
            _add(own[target, text], bearers)
    return places


def _add(place: _Place, bearers: _Bearers) -> None:
    nearer = (bearers.depth, bearers.nearest.url) < (place.depth, place.nearest.url)
    if nearer:
        place.nearest, place.depth = bearers.nearest, bearers.depth
    place.pages |= bearers.pages


def _sets(file: HostFile, owned: Mapping[int, tuple[str, PageRow]]) -> dict[int, dict[str, _Bearers]]:
    """By set of links and unit, the pages that bear it."""
    members: dict[int, dict[str, list[PageRow]]] = {}
    for page_id, link_set in file.page_sets():
        if page_id in owned:
            unit, row = owned[page_id]
            members.setdefault(link_set, {}).setdefault(unit, []).append(row)
    return {
        link_set: {unit: _bearers(file, rows) for unit, rows in by_unit.items()}
        for link_set, by_unit in members.items()
    }


def _bearers(file: HostFile, rows: Sequence[PageRow]) -> _Bearers:
    nearest = min(rows, key=lambda row: (file.depth(row), len(row.url), row.url))
    return _Bearers(nearest, file.depth(nearest), frozenset(row.id for row in rows))
