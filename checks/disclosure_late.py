"""disclosure-late (信息公开不及时)."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date

from checks.engine.model import Statement
from checks.engine.params import EXCUSES
from checks.engine.registry import check
from checks.engine.scope import nothing_read
from checks.engine.statements import cant_tell, failed, inapplicable, passed
from checks.engine.wording import day_text, document_text
from checks.engine.workdays import Calendar, workdays_between
from evidence.units import PageEvidence, UnitEvidence

_READ_FROM = "label"


@dataclass(frozen=True, slots=True)
class Params:
    """Thresholds, from the rule that uses this check."""

    max_workdays: int  # working days from the making of a document to its publication
    since: str = field(metadata=EXCUSES)  # ISO day: documents made before it were under another law
    batch: int = field(metadata=EXCUSES)  # so many late ones published on one day were moved or made good


@check("disclosure-late", title="信息公开不及时", needs=("pages", "calendar"), params=Params)
def disclosure_late(unit: UnitEvidence, params: Params, calendar: Calendar) -> Iterator[Statement]:
    """Documents published long after they were made (成文日期).

    Why: information that comes when all is done helps nobody to claim a right or to object.
    Counts: between the date of making and the publish date, both read from labels of the article, lie more
        working days (国务院 holiday calendar) than the law allows.
    Does not count: documents that another body issued or that name no issuer; documents made before the law was
        in force, published before the period looked back upon or after the monitoring day; articles that do not
        state both dates.
    Cannot tell: the page does not say whose document it is; the publish date is not read from a label; many old
        documents were published on the same day, as after a move to another site or when gaps are made good.
    Fix: publish within 20 working days of making; state the date of making as it stands on the document.
    """
    if not unit.pages:
        yield from nothing_read(unit)
    dated = [page for page in unit.pages if page.is_article and page.made and page.published]
    published_late = Counter(
        page.published.on for page in dated if page.published and _delay(page, calendar) > params.max_workdays
    )
    for page in dated:
        yield _judge(page, unit, published_late, params, calendar)


def _delay(page: PageEvidence, calendar: Calendar) -> int:
    if page.made is None or page.published is None:
        return 0
    return workdays_between(page.made.on, page.published.on, calendar).days


def _judge(
    page: PageEvidence, unit: UnitEvidence, late: Mapping[date, int], params: Params, calendar: Calendar
) -> Statement:
    made, published = page.made, page.published
    if made is None or published is None or published.on > unit.as_of:
        return inapplicable(page, "发布日期在监测时间点之后")
    if (unit.as_of - published.on).days > unit.lookback_days:
        return inapplicable(page, f"发布已超过{unit.lookback_days}天，不在检查范围")
    elapsed = workdays_between(made.on, published.on, calendar)
    if elapsed.days <= params.max_workdays:
        return passed(page)
    if made.on < date.fromisoformat(params.since):
        return inapplicable(page, f"成文于{day_text(made.on)}，在条例修订施行之前")
    if page.passed_on_from:
        return inapplicable(page, f"由{page.passed_on_from}制发，本单位只是转载")
    if why := _doubt(page, unit, late[published.on], params):
        return cant_tell(page, why)
    note = f"（{elapsed.note}）" if elapsed.note else ""
    return failed(
        page,
        f"{document_text(page.title)}于{day_text(made.on)}形成，{day_text(published.on)}才发布，"
        f"相隔{elapsed.days}个工作日{note}，超过{params.max_workdays}个工作日",
        excerpt=f"{made.text} {published.text}",
        document_date=made.on,
        published=published.on,
        workdays=elapsed.days,
        max_workdays=params.max_workdays,
        provisional=elapsed.provisional,
        document_number=page.document_number,
        source=page.issuer or page.source,
    )


def _doubt(page: PageEvidence, unit: UnitEvidence, published_together: int, params: Params) -> str:
    """Why the document may not be the unit's, or the date not that of its first publication."""
    names = (unit.unit.name, *unit.unit.aliases)
    bodies = [body for body in (page.issuer, page.source) if body]
    if not any(name in body or body in name for body in bodies for name in names):
        return "未标明由本单位制发，不能断定公开责任"
    if page.title.startswith(("转发", "【转发】", "[转发]")):
        return "转发的文件，不能断定成文单位"
    if page.published and page.published.source != _READ_FROM:
        return "发布日期未以“发布日期”等字样标明"
    if published_together >= params.batch:
        return f"同日集中发布{published_together}份早先的文件，可能为网站迁移或补录"
    return ""
