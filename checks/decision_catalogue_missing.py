"""decision-catalogue-missing (未公布重大行政决策事项目录)."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import timedelta

from checks.engine.disclosure import area_of, deadline_in, doubt, names_another
from checks.engine.model import Statement
from checks.engine.registry import check
from checks.engine.statements import cant_tell, failed, passed
from checks.engine.wording import day_text
from evidence.records import Span
from evidence.units import Seen, UnitEvidence

_CATALOGUE = re.compile(r"重大行政决策.{0,12}(?:目录|清单)|重大决策事项目录")
_YEAR = re.compile(r"(?<!\d)((?:19|20)\d\d)(?!\d)")
_MANAGED = re.compile(r"办法|制度|规定|规则|通知要求|解读")


@dataclass(frozen=True, slots=True)
class Params:
    """Thresholds, from the rule that uses this check."""

    due_by: str  # MM-DD of the year itself; the day is in time


@dataclass(frozen=True, slots=True)
class _Named:
    """Something called a catalogue of decisions; ``published`` where its page or list tells."""

    title: str
    url: str
    published: Span | None = None


@check(
    "decision-catalogue-missing", title="未公布重大行政决策事项目录", needs=("columns", "pages", "homes", "disclosure"),
    params=Params,
)  # fmt: skip
def decision_catalogue_missing(unit: UnitEvidence, params: Params) -> Iterator[Statement]:
    """Governments that have not published this year's catalogue of major decisions (重大行政决策事项目录).

    Why: who wants a say in a decision must know in advance that it will be taken.
    Counts: after the day by which it is due, nothing on the pages of the district is called a catalogue of major
        administrative decisions and bears the year, in its title or by its publish date.
    Does not count: catalogues of other years; rules on how a catalogue is kept; a department's own catalogue, or one
        of another government.
    Cannot tell: the home page, the disclosure area or one of its columns was not read, or the site not wholly; a
        catalogue without a year was found and its date is not readable.
    Fix: publish the catalogue of the year, adopted by the committee of the Party, in the disclosure area.
    """
    area = area_of(unit)
    if area is None:
        return
    year, deadline = unit.as_of.year, deadline_in(unit.as_of.year, params.due_by)
    named = [one for one in _named(unit) if _is_catalogue(one.title, unit)]
    found = next((one for one in named if _year(one) == year), None)
    undated = next((one for one in named if _year(one) is None), None)
    if found:
        yield passed(Seen(found.url), title=found.title)
    elif unit.as_of <= deadline:
        yield passed(area.home, f"{year}年度目录尚未到公布期限", due=deadline + timedelta(days=1))
    elif undated:
        yield cant_tell(area.home, f"“{undated.title}”未标年度，发布日期无法识别")
    elif why := doubt(unit, area):
        yield cant_tell(area.home, why)
    else:
        yield failed(
            area.home,
            f"未见{year}年度重大行政决策事项目录，应于{day_text(deadline)}前公布",
            column=area.column.name if area.column else None,
            year=year,
            deadline=deadline,
            found=[one.title for one in named],
        )


def _named(unit: UnitEvidence) -> Iterator[_Named]:
    for page in unit.pages:
        yield _Named(page.title, page.url, page.published)
    for column in unit.columns:
        for entry in column.entries:
            yield _Named(entry.title, entry.url or column.url, entry.date)
    dated = {page.url for page in unit.pages}
    for quote in unit.disclosure.catalogues:
        if quote.url not in dated:
            yield _Named(quote.text, quote.url or "")


def _is_catalogue(title: str, unit: UnitEvidence) -> bool:
    found = _CATALOGUE.search(title)
    return bool(found) and not _MANAGED.search(title) and not names_another(title, unit)


def _year(one: _Named) -> int | None:
    """The year a catalogue is of: its title's, else that of its publication."""
    years = _YEAR.findall(one.title)
    if years:
        return int(years[0])
    return one.published.on.year if one.published else None
