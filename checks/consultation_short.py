"""consultation-short (意见征集期限不足)."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from checks.engine.consultations import Subject, spared, subject_of
from checks.engine.model import Statement
from checks.engine.registry import check
from checks.engine.statements import cant_tell, failed, inapplicable, passed
from checks.engine.ways import unread_home
from checks.engine.wording import day_text, document_text
from evidence.units import ConsultationEvidence, UnitEvidence


@dataclass(frozen=True, slots=True)
class Params:
    """Thresholds, from the rule that uses this check."""

    subjects: tuple[Subject, ...]  # what the draft is, for the rule to judge its call
    min_days: int  # of the period, both ends included


@check("consultation-short", title="意见征集期限不足", needs=("homes", "consultations"), params=Params)
def consultation_short(unit: UnitEvidence, params: Params) -> Iterator[Statement]:
    """Calls for opinions (意见征集) that leave the public less time than the rule asks for, and give no reason.

    Why: a period too short to read the draft is a call in name only.
    Counts: the page itself shows that the draft is of the kind the rule speaks of (重大行政决策, 涉企规范性文件), gives
        the first and the last day, and from the one to the other, both included, there are fewer days than
        the rule asks for.
    Does not count: a reason for the shorter period stated in the notice; polls and calls for ideas; reports of
        results; calls of other bodies passed on; calls older than the period looked back upon.
    Cannot tell: the first or the last day cannot be read, or is given in working days.
    Fix: extend the period and say so in the notice; state the reason where urgency allows no more.
    """
    for call in unit.consultations:
        yield _judge(call, unit, params)
    if not unit.consultations:
        yield from unread_home(unit)


def _judge(call: ConsultationEvidence, unit: UnitEvidence, params: Params) -> Statement:
    if why := spared(call, unit):
        return inapplicable(call.seen, why)
    if subject_of(call) not in params.subjects:
        return inapplicable(call.seen, "页面未表明属于本条所指的决策草案")
    starts, ends, reason = call.called.starts, call.called.ends, call.called.reason
    if starts is None or ends is None:
        return cant_tell(call.seen, "征集的起止日期无法完整识别")
    days = (ends.on - starts.on).days + 1
    if days >= params.min_days:
        return passed(call.seen, days=days)
    if reason:
        return passed(call.seen, f"已说明缩短期限的理由：{reason.text}", days=days)
    kind = call.called.subject.text if call.called.subject else ""
    return failed(
        call.seen,
        f"{document_text(call.title)}的征集期限自{day_text(starts.on)}至{day_text(ends.on)}共{days}天，"
        f"少于{params.min_days}天，公告未说明理由",
        excerpt=" ".join(dict.fromkeys((starts.text, ends.text, kind))).strip(),
        days=days,
        limit_days=params.min_days,
        started_on=starts.on,
        ended_on=ends.on,
    )
