"""The index that the evaluation of tasks asks, answered from the evidence files of a district."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from evidence.district import DistrictFiles
from evidence.domains import netloc_of
from evidence.full_text import squeezed
from evidence.hostfile import PageRow
from evidence.pairing import district_core
from evidence.records import PageFacts
from evidence.relayed import Claims, District, relayed_from
from evidence.task_columns import find_columns, of_bearers
from evidence.task_index import Gap, IndexedColumn, IndexedPage, bitmap
from evidence.task_pages import Source, dated, find_pages
from evidence.task_words import Names, Stored, WordIndex
from evidence.view_columns import homes_of

_COVERAGE = {
    "budget": "未采集完整",
    "blocked": "被网站防护系统拦截，未能采集完整",
    "unreachable": "无法访问，未能采集",
}
_FACTS_KEPT = 64
_CLAIMS = """SELECT json_extract(facts, '$.document_number'), json_extract(facts, '$.issuer'),
  json_extract(facts, '$.source') FROM page WHERE id = ?"""


@dataclass(slots=True)
class FilesIndex:
    """See ``evidence.task_index.TaskIndex``; answers while the files are open."""

    pages: tuple[IndexedPage, ...]
    columns: tuple[IndexedColumn, ...]
    gaps: tuple[Gap, ...]
    _stored: list[Source]
    _words: WordIndex
    _district: District
    _position: dict[str, int]
    _facts: dict[int, PageFacts]
    _heads: dict[str, int] | None = None  # pages by the unit that their title begins with

    def prepare(self, words: Iterable[str]) -> None:
        """Look up all words of all tasks at once; ``in_title`` and ``in_text`` answer only for these."""
        self._words.look_up(words)

    def in_title(self, word: str) -> int:
        """Pages whose title has the word, white space apart. Raises LookupError for a word not prepared."""
        return _prepared(self._words.titles, word)

    def in_text(self, word: str) -> int:
        """Pages whose title or text has the word, white space apart. Raises LookupError for a word not prepared."""
        return _prepared(self._words.texts, word)

    def names_unit(self, unit: str) -> int:
        """Pages that name the unit, by its name or an alias, in title or text or as their source."""
        if self._words.units is None:
            self._words.look_up(())
        return (self._words.units or {}).get(unit, 0)

    def told_of(self, unit: str) -> int:
        """Pages, whoever's, whose title begins with the unit's name: they tell what it does."""
        if self._heads is None:
            found: dict[str, list[int]] = {}
            for at, page in enumerate(self.pages):
                found.setdefault(self._words.names.at_head_of(squeezed(page.title)), []).append(at)
            self._heads = {head: bitmap(pages) for head, pages in found.items() if head}
        return self._heads.get(unit, 0)

    def handed_on(self, unit: str) -> int:
        """Pages of the unit that another body of the district made: their title and source name that one, and nothing the unit."""
        names, named = self._words.names, self.names_unit(unit)
        return bitmap(
            at
            for at, source in self._words.sources.items()
            if self.pages[at].unit == unit
            and not named >> at & 1
            and names.units_in(squeezed(source)) & names.units_in(squeezed(self.pages[at].title))
        )

    def text(self, page: int) -> str:
        """The main text of a page; numbers of persons are masked."""
        file, row = self._stored[page]
        return file.text(row) or row.excerpt

    def facts(self, page: int) -> PageFacts:
        """All that was read in a page."""
        known = self._facts.get(page)
        if known is None:
            if len(self._facts) >= _FACTS_KEPT:
                self._facts.clear()
            file, row = self._stored[page]
            known = self._facts[page] = file.facts(row)
        return known

    def relayed_from(self, page: int) -> str:
        """Who issued what the page, or the page that offers the file, only passes on (转载)."""
        told = relayed_from(self._claims(page), self._district)
        bearer = self._position.get(self.pages[page].borne_by)
        return told or (relayed_from(self._claims(bearer), self._district) if bearer is not None else "")

    def _claims(self, page: int) -> Claims:
        """Asked for in SQL: of all that match a word, most are asked whose they are, few for anything else."""
        file, row = self._stored[page]
        return Claims(row.title, *file.connection.execute(_CLAIMS, (row.id,)).fetchone())


def _prepared(found: dict[str, int], word: str) -> int:
    if word not in found:
        raise LookupError(f"{word}: not among the words that were prepared")
    return found[word]


def index_tasks(files: DistrictFiles) -> FilesIndex:
    """Index a district's pages and columns; words are looked up when they are prepared."""
    found = find_pages(files)
    columns = find_columns(files, found)
    bearers = {page.borne_by for page in found.pages if page.borne_by}
    position = {page.url: at for at, page in enumerate(found.pages) if page.url in bearers}
    pages = dated(found.pages, columns.days, position)
    borne: dict[int, list[int]] = {}
    for at, page in enumerate(pages):
        if page.borne_by in position:
            borne.setdefault(position[page.borne_by], []).append(at)
    bodies = files.attribution.names
    core = district_core(files.district)
    return FilesIndex(
        pages=pages,
        columns=tuple(of_bearers(columns.columns, borne)),
        gaps=tuple(_gaps(files)),
        _stored=found.stored,
        _words=WordIndex(
            _by_file(found.stored), len(pages), Names(bodies, files.district, core), found.sources
        ),
        _district=District(files.district, frozenset(bodies)),
        _position=position,
        _facts={},
    )


def _by_file(stored: list[Source]) -> tuple[Stored, ...]:
    files = {file.netloc: file for file, _ in stored}
    rows: dict[str, list[tuple[int, PageRow]]] = {netloc: [] for netloc in files}
    for at, (file, row) in enumerate(stored):
        rows[file.netloc].append((at, row))
    return tuple(Stored(file, tuple(rows[netloc])) for netloc, file in files.items())


def _gaps(files: DistrictFiles) -> Iterator[Gap]:
    """Hosts and home pages that were not seen whole: of the units whose they are, and portals of the whole district."""
    for unit in files.units:
        for netloc in dict.fromkeys(netloc_of(site.url) for site in unit.sites):
            why = _why_not_whole(files, netloc)
            if why:
                yield Gap(unit.id, why)
        for home in homes_of(files, unit):
            if home.seen.why_unread:
                yield Gap(unit.id, f"首页{home.url}未能读取：{home.seen.why_unread}")
    portals = (netloc_of(s.url) for unit in files.units for s in unit.sites if s.portal)
    for netloc in dict.fromkeys(portals):
        why = _why_not_whole(files, netloc)
        if why:
            yield Gap("", why)


def _why_not_whole(files: DistrictFiles, netloc: str) -> str:
    run = files.runs.get(netloc)
    coverage = run.coverage if run else ""
    if coverage == "complete":
        return ""
    return f"{netloc}{_COVERAGE.get(coverage, '尚未采集')}"
