"""Calls for opinions (意见征集) of each unit with what came of them: the document, the adoption result.

Both are looked for over the whole district, by title; where a place that may hold a result was not read, this is said.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from evidence.district import DistrictFiles
from evidence.hostfile import HostFile
from evidence.pairing import from_above, issued_by_other
from evidence.records import ColumnKind, Consultation, ListState, PageFacts, Span, Unit
from evidence.titles import decided_on, same_call
from evidence.units import ConsultationEvidence, Outcome, PageEvidence
from evidence.view_call_pages import DRAFT, beside, call_page, result_page
from evidence.view_columns import list_is_whole
from evidence.view_pages import PageIndex
from evidence.view_policies import PolicyIndex, PolicyPage

_RESULT = re.compile(r"采纳|反馈|结果|汇总|(?:征求|征集|意见|建议).{0,12}情况|情况.{0,6}(?:说明|公告|公示)")
_ABOUT = re.compile(r"意见|建议|征求|征集|采纳")
_TITLE_CHARS = 200
_PLACES = re.compile(r"采纳|反馈|征集结果|结果公[布示开]")
_TOLD = re.compile(r"采纳|收到.{0,20}意见.{0,10}条|未收到.{0,10}意见|没有收到.{0,10}意见")
_WINDOW = {"exact": timedelta(days=540), "loose": timedelta(days=365)}  # later, it is the next edition


@dataclass(frozen=True, slots=True)
class ResultTitle:
    """The title of a page, or the words of a link, that may report what a call for opinions brought."""

    title: str
    url: str


@dataclass(frozen=True, slots=True)
class ConsultationIndex:
    """The calls of the district by unit, and the titles that may tell their results."""

    calls: dict[str, list[PageEvidence]]
    results: tuple[ResultTitle, ...]
    unread: dict[str, tuple[str, ...]]  # by host: why a result may stand there unseen (Chinese)
    drafts: tuple[str, ...] = ()  # titles of pages with a draft or its explanation, and links of that name


def index_consultations(files: DistrictFiles, pages: PageIndex) -> ConsultationIndex:
    """Gather calls and titles of results; both once for the district."""
    calls = {unit: [page for page in found if page.consultation] for unit, found in pages.by_unit.items()}
    calls = {unit: found for unit, found in calls.items() if found}
    if not calls:
        return ConsultationIndex({}, (), {})
    titles = {
        (page.title, page.url): None
        for found in pages.by_unit.values()
        for page in found
        if _may_tell(page.title)
    }
    drafts = {
        page.title: None for found in pages.by_unit.values() for page in found if DRAFT.search(page.title)
    }
    for file in files.files.values():
        for text, url, _ in file.named_links(_is_wanted, _TITLE_CHARS):
            if _may_tell(text):
                titles.setdefault((text, url))
            if DRAFT.search(text):
                drafts[text] = None
    results = tuple(ResultTitle(*key) for key in sorted(titles))
    unread = {netloc: tuple(_unread(files, netloc, file)) for netloc, file in files.files.items()}
    return ConsultationIndex(calls, results, unread, tuple(sorted(drafts)))


def _is_wanted(title: str) -> bool:
    return _may_tell(title) or bool(DRAFT.search(title))


def _may_tell(title: str) -> bool:
    return bool(_RESULT.search(title)) and bool(_ABOUT.search(title))


def _unread(files: DistrictFiles, netloc: str, file: HostFile) -> Iterator[str]:
    run = files.runs.get(netloc)
    if run is None or run.coverage != "complete":
        yield f"{netloc} 未采集完整，可能已有反馈"
    for record in file.columns():
        if record.kind != ColumnKind.CONSULTATION and not _PLACES.search(record.name):
            continue
        met = files.page(record.url)
        facts = met[0].facts(met[1]) if met else None
        if facts is None or _is_dark(facts) or not list_is_whole(files, facts):
            yield f"栏目「{record.name}」未能完整读取，可能已有反馈"


def _is_dark(facts: PageFacts) -> bool:
    return not facts.items and facts.list_state in (ListState.SCRIPTED, ListState.UNCLEAR)


# ---------------------------------------------------------------- one unit


def consultations_of(
    files: DistrictFiles, unit: Unit, index: ConsultationIndex, policies: PolicyIndex
) -> tuple[ConsultationEvidence, ...]:
    """The unit's calls by address."""
    found = (_evidence(files, unit, page, index, policies) for page in index.calls.get(unit.id, ()))
    return tuple(sorted(_without_copies(one for one in found if one), key=lambda one: one.url))


def _without_copies(calls: Iterable[ConsultationEvidence]) -> Iterable[ConsultationEvidence]:
    """One call published in two columns is one: the copy that tells its result, else the one of the shorter address."""
    best: dict[tuple[str, date | None, date | None], ConsultationEvidence] = {}
    ranked = sorted(calls, key=lambda one: (not (one.called.feedback or one.feedback), len(one.url), one.url))
    for call in ranked:
        best.setdefault((call.title, _day(call.called.starts), _day(call.called.ends)), call)
    return best.values()


def _day(span: Span | None) -> date | None:
    return span.on if span else None


def _evidence(
    files: DistrictFiles, unit: Unit, page: PageEvidence, index: ConsultationIndex, policies: PolicyIndex
) -> ConsultationEvidence | None:
    met = files.page(page.url)
    if page.consultation is None or met is None:
        return None
    facts = met[0].facts(met[1])
    called = page.consultation
    opened = called.starts or page.published or called.ends
    document = _document(files, page, opened.on, policies.policies) if opened else None
    results = _results(files, page, index.results)
    feedback = results[0] if results else None
    linked = _linked_result(files, called)
    unseen = (*_maybe(files, page, index), *(_told_elsewhere(document, policies) if document else ()))
    maybe = unseen if not feedback and not called.feedback else ()
    return ConsultationEvidence(
        page.seen, page.title, called, page.published, _whose(facts, unit, files), _outcome(files, document),
        feedback, maybe, call_page(files, page.url), result_page(files, facts, called, feedback),
        beside(page.title, index.drafts), (*linked, *results), () if maybe else unseen,
    )  # fmt: skip


def _whose(facts: PageFacts, unit: Unit, files: DistrictFiles) -> str:
    """Whose call the unit only passes on; empty for its own, or for one of the district."""
    names = frozenset(name for one in files.units for name in (one.name, *one.aliases)) | {unit.name}
    other = issued_by_other(facts, names, files.district)
    return other or (facts.source or "上级机关" if from_above(facts) else "")


@dataclass(frozen=True, slots=True)
class _Decided:
    page: PolicyPage
    words: str

    @property
    def published(self) -> Span | None:
        return self.page.text.facts.published


def _document(
    files: DistrictFiles, call: PageEvidence, opened: date, policies: Iterable[PolicyPage]
) -> _Decided | None:
    """The first document of that title after the call; None where there is none, or its date is unknown."""
    names = frozenset(name for one in files.units for name in (one.name, *one.aliases))
    found: list[tuple[date, str, _Decided]] = []
    for page in policies:
        facts = page.text.facts
        if facts.published is None or page.row.url == call.url or facts.published.on < opened:
            continue
        said = decided_on(call.title, facts.title or "")
        if said is None or facts.published.on - opened > _WINDOW[said.how]:
            continue
        if not issued_by_other(facts, names, files.district):
            found.append((facts.published.on, page.row.url, _Decided(page, said.words)))
    return min(found, key=lambda one: one[:2])[2] if found else None


def _outcome(files: DistrictFiles, document: _Decided | None) -> Outcome | None:
    if document is None:
        return None
    row = document.page.row
    return Outcome(files.seen(row.url), row.title, document.published, document.words)


def _results(files: DistrictFiles, call: PageEvidence, results: Iterable[ResultTitle]) -> tuple[Outcome, ...]:
    """Pages of their own that tell the result of this call, read or only linked, by title."""
    own = files.key_of(call.url)
    found = []
    for result in results:
        if result.title == call.title or files.key_of(result.url) == own:
            continue
        said = same_call(call.title, result.title)
        if said:
            found.append(_told_at(files, result.url, result.title, said.words))
    return tuple(found)


def _linked_result(files: DistrictFiles, called: Consultation) -> tuple[Outcome, ...]:
    """The page that the notice itself links to as its result."""
    quote = called.feedback
    return (_told_at(files, quote.url, quote.text),) if quote and quote.url else ()


def _told_at(files: DistrictFiles, url: str, title: str, words: str = "") -> Outcome:
    met = files.page(url)
    published = met[0].facts(met[1]).published if met else None
    return Outcome(files.seen(url), title, published, words)


def _maybe(files: DistrictFiles, call: PageEvidence, index: ConsultationIndex) -> Iterator[str]:
    """Why the result may exist unseen: an empty tab, places not read."""
    if call.consultation and call.consultation.unread_tab:
        yield f"页面设有「{call.consultation.unread_tab}」，其内容未能读取"
    netlocs = {call.url.partition("://")[2].partition("/")[0].lower()}
    netlocs |= {
        s.url.partition("://")[2].partition("/")[0].lower() for u in files.units for s in u.sites if s.portal
    }
    for netloc in sorted(netlocs):
        yield from index.unread.get(netloc, (f"{netloc} 未采集，可能已有反馈",))


def _told_elsewhere(document: _Decided, policies: PolicyIndex) -> Iterator[str]:
    """Whether the document itself or an interpretation of it speaks of what was adopted."""
    read = {pair.interpretation.key for pair in policies.pairs.get(document.page.row.key, ())}
    pages = [document.page, *(page for page in policies.interpretations if page.row.key in read)]
    if any(_TOLD.search(page.file.text(page.row)) for page in pages):
        yield "文件或其解读的正文提到意见采纳情况"
