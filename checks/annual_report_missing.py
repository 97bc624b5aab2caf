"""annual-report-missing (未公布政府信息公开年报)."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import timedelta

from checks.engine.disclosure import Area, area_of, deadline_in, doubt, is_own, names_another
from checks.engine.model import Statement
from checks.engine.registry import check
from checks.engine.statements import cant_tell, failed, passed
from checks.engine.wording import day_text
from evidence.records import Quote, UnitKind
from evidence.units import Seen, UnitEvidence

_REPORT = re.compile(r"公开.{0,8}(?:年报|年度报告)|(?:年报|年度报告).{0,4}公开")
_COLUMN = re.compile(r"年报|年度报告")
_SECTION = "annual-report"


@dataclass(frozen=True, slots=True)
class Params:
    """Thresholds, from the rule that uses this check."""

    due_by: Mapping[UnitKind, str]  # MM-DD of the following year, by kind of unit; the day itself is in time


@check(
    "annual-report-missing", title="未公布政府信息公开年报", needs=("columns", "pages", "homes", "disclosure"), params=Params
)  # fmt: skip
def annual_report_missing(unit: UnitEvidence, params: Params) -> Iterator[Statement]:
    """Units whose report on disclosure (政府信息公开工作年度报告) for last year is not out.

    Why: once a year a body accounts for what it published, what it was asked for and how it answered.
    Counts: after the day the law sets, no page, list entry or link of the unit is a report of the year before,
        nor is one under its name in a list of all reports on another's pages.
    Does not count: reports of other years; a report under another of its usual names (年报, 年度报告).
    Cannot tell: the home page, the disclosure area or the list of reports was not read, or the site not wholly;
        the reports stand on a platform shared with others or on another site.
    Fix: publish the report in the form of 国办公开办函〔2021〕30号, its year in the title.
    """
    area = area_of(unit)
    day = params.due_by.get(unit.unit.kind)
    if area is None or day is None:
        return
    year, deadline = unit.as_of.year - 1, deadline_in(unit.as_of.year, day)
    report = next(_reports(unit, str(year)), None)
    if report:
        yield passed(Seen(report.url or area.home.url), title=report.text)
    elif unit.as_of <= deadline:
        yield passed(area.home, f"{year}年年报尚未到公布期限", due=deadline + timedelta(days=1))
    elif why := doubt(unit, area) or _shared(unit, str(year)):
        yield cant_tell(area.home, why)
    else:
        yield _missing(unit, area, year, day_text(deadline))


def _missing(unit: UnitEvidence, area: Area, year: int, deadline: str) -> Statement:
    quotes = [quote for page in unit.pages for quote in page.annual_reports if not _is_others(quote, unit)]
    latest = max((quote.id for quote in quotes), default="")
    said = f"，最近一份为{latest}年年报" if latest else ""
    return failed(
        area.home,
        f"未见{year}年政府信息公开工作年度报告，应于{deadline}前公布{said}",
        column=area.column.name if area.column else None,
        year=year,
        deadline=deadline,
        found=sorted({quote.id for quote in quotes}),
    )


def _reports(unit: UnitEvidence, year: str) -> Iterator[Quote]:
    """The unit's reports of a year: on its pages, in its lists, and under its name on others' pages."""
    for page in unit.pages:
        for quote in page.annual_reports:
            if quote.id == year and not _is_others(quote, unit):
                yield quote
    yield from (quote for quote in unit.disclosure.reports if quote.id == year)
    about = [link.page for link in unit.disclosure.links if link.page and link.names_unit]
    for page in (*unit.disclosure.pages, *about):
        yield from (quote for quote in page.annual_reports if quote.id == year)
    for column in unit.columns:
        for entry in column.entries:
            in_column = _COLUMN.search(column.name) or _REPORT.search(entry.title)
            if year in entry.title and in_column and not names_another(entry.title, unit):
                yield Quote(year, entry.title, entry.url or column.url)


def _is_others(quote: Quote, unit: UnitEvidence) -> bool:
    """Whether a report on the unit's pages is of another body: by its title, or by where a shared frame leads."""
    if unit.unit.kind is UnitKind.GOVERNMENT:
        return names_another(quote.text, unit)
    own = any(name in quote.text for name in (unit.unit.name, *unit.unit.aliases))
    return not own and bool(quote.url) and not is_own(unit, quote.url or "")


def _shared(unit: UnitEvidence, year: str) -> str:
    """Where the unit's reports may stand unseen: the section, or a report of that year, is on another's pages."""
    away = [
        quote
        for page in unit.pages
        for quote in (*page.disclosure, *page.annual_reports)
        if quote.id in (_SECTION, year) and quote.url and not is_own(unit, quote.url)
    ]
    away += [
        quote
        for link in unit.disclosure.links
        if link.page and not link.own and not link.names_unit
        for quote in link.page.disclosure
        if quote.id == _SECTION
    ]
    if not away or unit.unit.kind is UnitKind.GOVERNMENT:
        return ""
    return f"“{away[0].text}”链接指向共用的公开平台{away[0].url}，未能认定其中有无本单位年报"
