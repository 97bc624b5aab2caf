"""consultation-no-feedback (意见征集未反馈采纳情况)."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import timedelta
from enum import StrEnum
from typing import Any

from checks.engine.consultations import spared
from checks.engine.model import Statement
from checks.engine.registry import check
from checks.engine.statements import cant_tell, failed, inapplicable, passed
from checks.engine.ways import unread_home
from checks.engine.wording import day_text, document_text
from checks.engine.workdays import Calendar, add_workdays, workdays_between
from evidence.records import Span
from evidence.units import ConsultationEvidence, Outcome, UnitEvidence


class Basis(StrEnum):
    """From what day the period for the result is counted."""

    DOCUMENT = "document"  # the publication of the document decided on, in working days
    END = "end"  # the end of the call, in days, where no such document is out


@dataclass(frozen=True, slots=True)
class Params:
    """Thresholds, from the rule that uses this check."""

    basis: Basis
    grace_days: int  # working days after the document, or days after the end of the call


@check(
    "consultation-no-feedback",
    title="意见征集未反馈采纳情况",
    needs=("homes", "consultations", "calendar"),
    params=Params,
)
def consultation_no_feedback(unit: UnitEvidence, params: Params, calendar: Calendar) -> Iterator[Statement]:
    """Calls for opinions (意见征集) whose result was never made known.

    Why: who took the trouble to answer wants to know what became of it.
    Counts: the document of that title came out after the call, more working days ago than the rule grants, and
        neither the call's page, nor a page it links to, nor any page of the district whose title names the
        document tells which opinions came and which were adopted. Under a rule that counts from the end of
        the call: no such document is out either.
    Does not count: polls and calls for ideas; calls of other bodies passed on; calls older than the period
        looked back upon; calls still open. "No opinion received" is a result.
    Cannot tell: a host or a column of consultations was not read to its end; the page has a tab for the result
        whose content was not in it; the document or its interpretation speaks of opinions adopted.
    Fix: publish how many opinions came, which were adopted, and why others were not.
    """
    for call in unit.consultations:
        yield _judge(call, unit, params, calendar)
    if not unit.consultations:
        yield from unread_home(unit)


def _judge(call: ConsultationEvidence, unit: UnitEvidence, params: Params, calendar: Calendar) -> Statement:
    if why := spared(call, unit):
        return inapplicable(call.seen, why)
    if call.called.feedback or call.feedback:
        return passed(call.seen, "已公布采纳情况")
    if params.basis is Basis.DOCUMENT:
        return _after_document(call, unit, params, calendar)
    return _after_end(call, unit, params)


def _after_document(
    call: ConsultationEvidence, unit: UnitEvidence, params: Params, calendar: Calendar
) -> Statement:
    document = call.document
    if document is None or document.published is None:
        return inapplicable(call.seen, "未发现据此出台的文件")
    published = document.published.on
    elapsed = workdays_between(published, unit.as_of, calendar)
    if elapsed.days <= params.grace_days:
        due = add_workdays(published, params.grace_days + 1, calendar)
        return passed(call.seen, "文件刚出台，尚在反馈期限内", due=due.on)
    if call.maybe:
        return cant_tell(call.seen, "；".join(call.maybe))
    note = f"（{elapsed.note}）" if elapsed.note else ""
    message = (
        f"{document_text(call.title)}征求意见后，文件{document_text(document.title)}于{day_text(published)}发布，"
        f"至监测时间点已有{elapsed.days}个工作日{note}，未发现意见采纳情况反馈"
    )
    return _failed(call, document, message, workdays=elapsed.days, provisional=elapsed.provisional)


def _failed(call: ConsultationEvidence, document: Outcome, message: str, **facts: Any) -> Statement:
    published = document.published
    return failed(
        call.seen,
        message,
        excerpt=" ".join(
            part for part in (document.matched_words, published.text if published else "") if part
        ),
        rests_on=(document.seen,),
        document=document.seen.url,
        document_title=document.title,
        published=published.on if published else None,
        matched_words=document.matched_words,
        **facts,
    )


def _after_end(call: ConsultationEvidence, unit: UnitEvidence, params: Params) -> Statement:
    ends: Span | None = call.called.ends
    if call.document is not None:
        return inapplicable(call.seen, "文件已出台，按出台日期判断")
    if ends is None:
        return cant_tell(call.seen, "征集的截止日期无法识别")
    age_days = (unit.as_of - ends.on).days
    if age_days <= params.grace_days:
        return passed(call.seen, "征集未结束或刚结束", due=ends.on + timedelta(days=params.grace_days + 1))
    if call.maybe:
        return cant_tell(call.seen, "；".join(call.maybe))
    return failed(
        call.seen,
        f"{document_text(call.title)}的征集于{day_text(ends.on)}结束，至监测时间点已{age_days}天，"
        f"未发现出台文件，也未公布征集结果",
        excerpt=ends.text,
        ended_on=ends.on,
        age_days=age_days,
        limit_days=params.grace_days,
    )
