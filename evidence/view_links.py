"""Link targets that ever failed, with the pages that bear them, unit by unit."""

from __future__ import annotations

from dataclasses import dataclass, field

from evidence.district import DistrictFiles
from evidence.hostfile import Bearer, HostFile, PageRow
from evidence.records import PageKind, Region
from evidence.units import Look, TargetEvidence

_EXAMPLES = 5
_DOCUMENTS = frozenset(
    "pdf doc docx xls xlsx ppt pptx wps et dps ofd zip rar 7z gz tar txt csv rtf mp3 mp4 wmv avi flv mov m4v wav swf exe "
    "apk ceb caj jpg jpeg png gif bmp webp svg".split()
)


@dataclass(slots=True)
class _Gathered:
    url: str
    pages: dict[int, PageRow] = field(default_factory=dict)
    places: dict[int, Bearer] = field(default_factory=dict)


def targets_by_unit(files: DistrictFiles) -> dict[str, list[TargetEvidence]]:
    """For each unit, the doubtful targets its pages link to, by address."""
    found: dict[str, dict[str, TargetEvidence]] = {}
    for file in files.files.values():
        answered = file.outside_answered()
        places = _gather(files, file)
        looks = file.looks(key for _, key in places)
        for (unit, key), gathered in sorted(places.items(), key=lambda p: p[1].url):
            target = _target(files, file, gathered, looks.get(key, []), answered)
            kept = found.setdefault(unit, {}).get(target.url)
            found[unit][target.url] = target if kept is None or kept.page_count < target.page_count else kept
    return {unit: [found[unit][url] for url in sorted(found[unit])] for unit in found}


def _gather(files: DistrictFiles, file: HostFile) -> dict[tuple[str, int], _Gathered]:
    owners: dict[int, str | None] = {}
    by_id = file.page_by_id()
    gathered: dict[tuple[str, int], _Gathered] = {}
    for bearer in file.doubtful_bearers():
        row = by_id[bearer.page]
        if row.id not in owners:
            owners[row.id] = files.unit_of(file, row)
        unit = owners[row.id]
        if unit is None:
            continue
        group = gathered.setdefault((unit, bearer.target), _Gathered(bearer.target_url))
        group.pages[row.id] = row
        group.places.setdefault(row.id, bearer)
    return gathered


def _target(
    files: DistrictFiles, file: HostFile, gathered: _Gathered, looks: list[Look], answered: set[str]
) -> TargetEvidence:
    nearest = sorted(gathered.pages.values(), key=lambda row: (file.depth(row), len(row.url), row.url))
    first = nearest[0]
    place = gathered.places[first.id]
    host = gathered.url.partition("://")[2].partition("/")[0]
    return TargetEvidence(
        url=gathered.url,
        bearer=files.seen(first.url),
        bearer_title=first.title,
        text=place.text,
        region=Region(place.region),
        page_count=len(nearest),
        examples=tuple(row.url for row in nearest[:_EXAMPLES]),
        external=host != file.netloc,
        looks=tuple(looks),
        outside_answered=bool(answered - {host}),
        document=gathered.url.partition("?")[0].rpartition(".")[2].lower() in _DOCUMENTS,
        bearer_kind=PageKind(first.kind),
    )
