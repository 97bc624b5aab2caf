"""consultation-feedback-late (意见采纳情况公布不及时)."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from checks.engine.consultations import spared
from checks.engine.model import Statement
from checks.engine.registry import check
from checks.engine.statements import cant_tell, failed, inapplicable, passed
from checks.engine.ways import unread_home
from checks.engine.wording import day_text, document_text
from checks.engine.workdays import Calendar, workdays_between
from evidence.records import Span
from evidence.units import ConsultationEvidence, Outcome, UnitEvidence

_READ_FROM = "label"  # 发布日期：…, the only place that is sure to tell the day of publication


@dataclass(frozen=True, slots=True)
class Params:
    """Thresholds, from the rule that uses this check."""

    max_workdays: int  # working days from the publication of the document to that of the result


@check(
    "consultation-feedback-late",
    title="意见采纳情况公布不及时",
    needs=("homes", "consultations", "calendar"),
    params=Params,
)
def consultation_feedback_late(unit: UnitEvidence, params: Params, calendar: Calendar) -> Iterator[Statement]:
    """Results of calls for opinions (意见征集) that came long after the document.

    Why: who answered learns what became of it while the decision is still spoken of.
    Counts: the first page that tells which opinions came and which were adopted was published more working days
        after the document than the rule grants, by the dates that both pages print as those of publication.
    Does not count: results on the page of the call itself, which bears no date of its own; calls without a
        document or without a result; polls; calls of other bodies passed on.
    Cannot tell: a page of the result was not read or bears no date; a date is not called the day of publication; a
        place where an earlier result may stand was not read.
    Fix: publish the result within the days granted; correct a date that is wrong.
    """
    for call in unit.consultations:
        yield _judge(call, unit, params, calendar)
    if not unit.consultations:
        yield from unread_home(unit)


def _judge(call: ConsultationEvidence, unit: UnitEvidence, params: Params, calendar: Calendar) -> Statement:
    if why := spared(call, unit):
        return inapplicable(call.seen, why)
    document, own = call.document, call.called.feedback
    if document is None or document.published is None:
        return inapplicable(call.seen, "未发现据此出台的文件")
    if own and not own.url:
        return inapplicable(call.seen, "采纳情况与征集公告同页，没有单独的公布日期")
    if not call.results:
        return inapplicable(call.seen, "未公布采纳情况")
    first = min((one for one in call.results if one.published), key=_day, default=None)
    if first is None or first.published is None:
        return cant_tell(call.seen, "采纳情况页面未能读取，或发布日期无法识别")
    elapsed = workdays_between(document.published.on, first.published.on, calendar)
    if first.published.on <= document.published.on or elapsed.days <= params.max_workdays:
        return passed(call.seen, "采纳情况已按期公布")
    if why := _doubt(call, document.published, first.published):
        return cant_tell(call.seen, why)
    note = f"（{elapsed.note}）" if elapsed.note else ""
    return failed(
        call.seen,
        f"{document_text(call.title)}征求意见后，文件{document_text(document.title)}于{day_text(document.published.on)}发布，"
        f"意见采纳情况于{day_text(first.published.on)}公布，相隔{elapsed.days}个工作日{note}，超过{params.max_workdays}个工作日",
        excerpt=f"{document.published.text} {first.published.text}",
        rests_on=(document.seen, first.seen),
        document=document.seen.url,
        document_title=document.title,
        published=document.published.on,
        told_at=first.seen.url,
        told_on=first.published.on,
        workdays=elapsed.days,
        max_workdays=params.max_workdays,
        provisional=elapsed.provisional,
    )


def _day(one: Outcome) -> tuple[int, str]:
    return (one.published.on.toordinal() if one.published else 0), one.seen.url


def _doubt(call: ConsultationEvidence, document: Span, told: Span) -> str:
    """Why the result may have been told earlier, or a date may be none of publication."""
    if any(one.published is None for one in call.results):
        return "另有采纳情况页面未能读取，或发布日期无法识别"
    if {document.source, told.source} != {_READ_FROM}:
        return "文件或采纳情况页面的日期未以“发布日期”等字样标明"
    return "；".join(call.unseen_results)
