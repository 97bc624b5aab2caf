"""disclosure-section-missing (政府信息公开专栏内容缺失)."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from checks.engine.disclosure import Area, area_of, doubt, is_own, own_quotes
from checks.engine.model import Statement
from checks.engine.params import EXCUSES
from checks.engine.registry import check
from checks.engine.statements import cant_tell, failed, passed
from evidence.records import ColumnKind
from evidence.units import Seen, UnitEvidence

_NAMES = {
    "guide": "政府信息公开指南",
    "regulations": "政府信息公开制度",
    "statutory": "法定主动公开内容",
    "annual-report": "政府信息公开年报",
    "on-request": "依申请公开",
}
_BRACKETS = re.compile(r"[（(《][^）)》]*[）)]$|[《》]")
_STATUTORY, _REPORT = "statutory", "annual-report"
_EACH_ITS_OWN = (_STATUTORY, _REPORT)  # the others may be the government's, shared by all its bodies


@dataclass(frozen=True, slots=True)
class Params:
    """The sections asked for, from the rule that uses this check."""

    sections: tuple[str, ...]
    words: Mapping[str, tuple[str, ...]] = field(metadata=EXCUSES)  # parts of names that show a section
    statutory_kinds: tuple[ColumnKind, ...] = field(metadata=EXCUSES)  # columns that statutory content fills
    min_statutory: int = field(metadata=EXCUSES)  # so many of them, and it may be there without its name


@check(
    "disclosure-section-missing",
    title="政府信息公开专栏内容缺失",
    needs=("columns", "pages", "homes", "disclosure"),
    params=Params,
)
def disclosure_section_missing(unit: UnitEvidence, params: Params) -> Iterator[Statement]:
    """Sections that the disclosure area (政府信息公开专栏) of a unit lacks.

    Why: what the law grants to everybody is found only where everybody knows to look for it.
    Counts: guide (指南), regulations (制度), statutory content (法定主动公开内容) and annual reports (年报) are named
        nowhere on the unit's pages; where it has no area at all, each of them, at its home page.
    Does not count: a section whose page is empty (see column-empty) or whose link is dead (see link-dead);
        guide, regulations and requests (依申请公开) that the government keeps for all and the unit links to.
    Cannot tell: the home page, the area or one of its columns was not read, or the site not wholly; the area is
        on a platform shared with others or on another site; statutory content stands there under other names.
    Fix: set up the section under the name that 国办公开办函〔2019〕61号 gives it, and link it from the area.
    """
    area = area_of(unit)
    if area is None:
        return
    own, shared = _own(unit, params), _shared(unit)
    for section in params.sections:
        if section in own:
            yield passed(Seen(own[section]), target=section)
        elif section in shared and section not in _EACH_ITS_OWN:
            yield passed(Seen(shared[section]), target=section)
        else:
            yield _lacking(section, unit, area, shared, params)


def _lacking(
    section: str, unit: UnitEvidence, area: Area, shared: Mapping[str, str], params: Params
) -> Statement:
    name = _NAMES.get(section, section)
    if why := doubt(unit, area):
        return cant_tell(area.home, why, target=section)
    if section in shared:
        where = shared[section]
        return cant_tell(
            area.home, f"“{name}”链接指向共用的公开平台{where}，未能认定其中有无本单位内容", target=section
        )
    kinds = {one.kind for one in unit.columns if one.kind in params.statutory_kinds and one.entries}
    if section == _STATUTORY and area.found and len(kinds) >= params.min_statutory:
        return cant_tell(
            area.home, f"未见“{name}”栏目，但已分类公开此类信息，是否规范须人工核实", target=section
        )
    message = f"政府信息公开专栏缺少“{name}”" if area.found else f"未设政府信息公开专栏，未见“{name}”"
    column = area.column.name if area.column else None
    return failed(area.home, message, target=section, column=column, pages=unit.page_count)


def _own(unit: UnitEvidence, params: Params) -> dict[str, str]:
    """Where each section is shown as the unit's own."""
    found: dict[str, str] = {}
    pairs = ((page, quote) for page in unit.pages for quote in page.disclosure)
    for quote in (*own_quotes(unit, pairs), *unit.disclosure.sections):
        found.setdefault(quote.id, quote.url or "")
    about = [link.page for link in unit.disclosure.links if link.page and link.names_unit]
    for page in (*unit.disclosure.pages, *about):
        for quote in page.disclosure:
            found.setdefault(quote.id, quote.url or page.url)
    reports = [quote for page in unit.pages for quote in page.annual_reports]
    for quote in (*reports, *unit.disclosure.reports):
        found.setdefault(_REPORT, quote.url or "")
    for section, words in params.words.items():
        where = next(_named(unit, words), None)
        if where:
            found.setdefault(section, where)
    return found


def _named(unit: UnitEvidence, words: tuple[str, ...]) -> Iterator[str]:
    """Columns and pages whose name contains a section's, articles whose title ends in it: 某局信息公开指南（2026年版）."""
    yield from (one.url for one in unit.columns if any(word in one.name for word in words))
    for page in unit.pages:
        title = _BRACKETS.sub("", page.title) if page.is_article else page.title
        if title.endswith(words) or (not page.is_article and any(word in title for word in words)):
            yield page.url


def _shared(unit: UnitEvidence) -> dict[str, str]:
    """Sections that the unit's pages lead to outside its own: the government's, or its own on a shared platform."""
    quotes = [
        quote for page in unit.pages for quote in page.disclosure if quote.url and not is_own(unit, quote.url)
    ]
    quotes += [
        quote
        for link in unit.disclosure.links
        if link.page and not link.own
        for quote in link.page.disclosure
    ]
    return {quote.id: quote.url or "" for quote in reversed(quotes)}
