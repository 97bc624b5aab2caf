"""What a unit's pages link to outside their host: each address and wording once, with the page nearest home."""

from __future__ import annotations

from dataclasses import dataclass, field

from evidence.district import DistrictFiles
from evidence.domains import host_of
from evidence.hostfile import HostFile, PageRow
from evidence.units import OutLink, Seen
from evidence.view_pages import PageIndex

MAX_OUTLINKS = 20_000  # of a unit
MAX_TEXTS = 3  # wordings told of one address


@dataclass(slots=True)
class _Bearers:
    """The pages of one unit that bear one set of links."""

    count: int
    nearest: PageRow
    pages: frozenset[int]


@dataclass(slots=True)
class _Place:
    """Where one address stands under one wording."""

    url: str
    text: str
    nearest: PageRow
    depth: int
    pages: set[int] = field(default_factory=set)


def outlinks_of(files: DistrictFiles, index: PageIndex, unit_id: str) -> tuple[OutLink, ...]:
    """The outside addresses that a unit's pages link to, by address, then wording; at most ``MAX_OUTLINKS``."""
    by_file: dict[str, list[PageRow]] = {}
    for file, row in index.rows.get(unit_id, ()):
        by_file.setdefault(file.netloc, []).append(row)
    found: list[OutLink] = []
    seen: dict[str, Seen] = {}
    for netloc, rows in by_file.items():
        file = files.files[netloc]
        leads = file.final_urls()
        for key, place in sorted(_places(file, rows).items(), key=lambda pair: (pair[1].url, pair[1].text)):
            if len(found) >= MAX_OUTLINKS:
                return tuple(found)
            url = place.nearest.url
            bearer = seen.get(url) or seen.setdefault(url, files.seen(url))
            found.append(OutLink(place.url, place.text, bearer, len(place.pages), leads.get(key[0], "")))
    return tuple(found)


def _places(file: HostFile, rows: list[PageRow]) -> dict[tuple[int, str], _Place]:
    """By address and wording, the pages that bear it."""
    outside = {key: url for key, url in file.targets() if host_of(url) != file.netloc}
    pages = {row.id: row for row in rows}
    sets = _sets(file, pages)
    places: dict[tuple[int, str], _Place] = {}
    texts: dict[int, int] = {}
    for link_set, target, text in file.set_links(outside):
        if link_set not in sets:
            continue
        if (target, text) not in places and texts.get(target, 0) >= MAX_TEXTS:
            continue
        bearers = sets[link_set]
        depth = _depth(file, bearers.nearest)
        place = places.get((target, text))
        if place is None:
            texts[target] = texts.get(target, 0) + 1
            place = places[target, text] = _Place(outside[target], text, bearers.nearest, depth)
        elif (depth, bearers.nearest.url) < (place.depth, place.nearest.url):
            place.nearest, place.depth = bearers.nearest, depth
        place.pages |= bearers.pages
    return places


def _sets(file: HostFile, pages: dict[int, PageRow]) -> dict[int, _Bearers]:
    """By set of links, the unit's pages that bear it."""
    members: dict[int, list[int]] = {}
    for page_id, link_set in file.page_sets():
        if page_id in pages:
            members.setdefault(link_set, []).append(page_id)
    return {
        link_set: _Bearers(
            len(ids),
            min((pages[i] for i in ids), key=lambda row: (_depth(file, row), len(row.url), row.url)),
            frozenset(ids),
        )
        for link_set, ids in members.items()
    }


def _depth(file: HostFile, row: PageRow) -> int:
    fetch = file.fetches.get(row.key)
    return fetch.depth if fetch else 99
