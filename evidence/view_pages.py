"""Pages of each unit, each read once for all checks of pages; their texts on demand."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, fields, replace
from datetime import date, datetime, tzinfo
from zoneinfo import ZoneInfo

from evidence.district import DistrictFiles
from evidence.hostfile import HostFile, PageRow
from evidence.pairing import issued_by_other
from evidence.records import PageFacts, PageKind
from evidence.units import PageEvidence, PageText

_SHARED = tuple(
    {field.name for field in fields(PageEvidence)} & {field.name for field in fields(PageFacts)}
    - {"kind", "title", "is_article", "columns", "subcolumns"}
)  # fmt: skip


@dataclass(slots=True)
class PageIndex:
    """Every page of the district by the unit it belongs to, and how many pages no unit claims, by host."""

    by_unit: dict[str, list[PageEvidence]] = field(default_factory=dict)
    rows: dict[str, list[tuple[HostFile, PageRow]]] = field(default_factory=dict)
    texts: dict[str, list[tuple[HostFile, PageRow]]] = field(default_factory=dict)  # of attachments
    unclaimed: dict[str, int] = field(default_factory=dict)

    def pages(self, unit_id: str) -> tuple[PageEvidence, ...]:
        """A unit's pages by address; answers to scripts are none."""
        return tuple(sorted(self.by_unit.get(unit_id, ()), key=lambda page: page.url))

    def texts_of(self, unit_id: str) -> list[tuple[HostFile, PageRow]]:
        """What has a text: pages, then attachments."""
        return [*self.rows.get(unit_id, ()), *self.texts.get(unit_id, ())]

    def count(self, unit_id: str) -> int:
        return len(self.rows.get(unit_id, ()))


def index_pages(files: DistrictFiles) -> PageIndex:
    """Read every page of the district once. An attachment is its bearer's: of the page nearest a home page."""
    index = PageIndex()
    zone = ZoneInfo(files.zone)
    bearers: dict[int, tuple[int, str, str]] = {}
    apart: list[tuple[HostFile, PageRow, PageFacts]] = []
    for file in files.files.values():
        past = file.past_looks()
        for row, facts in file.all_facts():
            if facts.file_type:
                apart.append((file, row, facts))
                continue
            unit = files.attribution.unit_of(row.url, *_names(row, facts))
            if unit is None:
                index.unclaimed[file.netloc] = index.unclaimed.get(file.netloc, 0) + 1
                continue
            index.rows.setdefault(unit, []).append((file, row))
            if not facts.is_reply:
                page = _page(files, file, row, facts, past.get(row.key), zone, unit)
                index.by_unit.setdefault(unit, []).append(page)
                _note_bearer(bearers, files, page, facts, unit)
    for file, row, facts in apart:
        _add_file(index, files, bearers, file, row, facts, zone)
    return index


def _note_bearer(
    bearers: dict[int, tuple[int, str, str]], files: DistrictFiles, page: PageEvidence, facts: PageFacts, unit: str
) -> None:  # fmt: skip
    """Remember whose page offers which files."""
    offered = (*facts.attachments, *(item.url for item in facts.items or () if item.url))
    for url in offered:
        key = files.key_of(url)
        bearers[key] = min(bearers.get(key, (1 << 30, "", "")), (page.depth, page.url, unit))


def _add_file(
    index: PageIndex, files: DistrictFiles, bearers: dict[int, tuple[int, str, str]], file: HostFile,
    row: PageRow, facts: PageFacts, zone: tzinfo,
) -> None:  # fmt: skip
    borne = bearers.get(row.key)
    unit = borne[2] if borne else files.attribution.unit_of(row.url)
    if unit is None:
        return
    index.texts.setdefault(unit, []).append((file, row))
    page = _page(files, file, row, facts, file.past_looks().get(row.key), zone, unit)
    index.by_unit.setdefault(unit, []).append(replace(page, borne_by=borne[1] if borne else ""))


def _names(row: PageRow, facts: PageFacts) -> tuple[str | None, str | None]:
    """What tells the unit of an article that its address does not; a list's source is nobody's."""
    return (facts.source, facts.issuer) if row.is_article else (None, None)


def _page(
    files: DistrictFiles, file: HostFile, row: PageRow, facts: PageFacts, past: tuple[str, int] | None, zone: tzinfo,
    unit: str,
) -> PageEvidence:  # fmt: skip
    fetch = file.fetches.get(row.key)
    first = past[0] if past else None
    return PageEvidence(
        seen=files.seen(row.url, file),
        kind=PageKind(row.kind),
        title=row.title,
        is_article=row.is_article,
        depth=fetch.depth if fetch else 0,
        first_fetched=_day(datetime.fromisoformat(first), zone) if first else None,
        fetched_on=_day(fetch.fetched_at, zone) if fetch else None,
        elapsed_ms=fetch.elapsed_ms if fetch else 0,
        passed_on_from=_issued_by(files, unit, facts) if facts.made and row.is_article else "",
        columns=() if row.is_article else facts.columns,
        subcolumns=() if row.is_article else facts.subcolumns,
        **{name: getattr(facts, name) for name in _SHARED},
    )


def _issued_by(files: DistrictFiles, unit_id: str, facts: PageFacts) -> str:
    """Who issued a document that the unit passes on (转载); empty for its own, or where nothing tells."""
    unit = next(one for one in files.units if one.id == unit_id)
    return issued_by_other(facts, frozenset((unit.name, *unit.aliases)), files.district) or ""


def _day(at: datetime, zone: tzinfo) -> date:
    return at.astimezone(zone).date()


@dataclass(frozen=True, slots=True)
class UnitTexts:
    """The texts of a unit's pages and attachments, unpacked one at a time; readable while the files are open."""

    files: DistrictFiles
    rows: Sequence[tuple[HostFile, PageRow]]

    def __iter__(self) -> Iterator[PageText]:
        for file, row in self.rows:
            text = file.text(row)
            if text or row.title:
                yield PageText(self.files.seen(row.url, file), row.title, text)
