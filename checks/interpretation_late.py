"""interpretation-late (解读发布不及时)."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from checks.engine.model import Statement
from checks.engine.registry import check
from checks.engine.scope import nothing_read, why_outside
from checks.engine.statements import cant_tell, failed, inapplicable, passed
from checks.engine.wording import day_text, document_text
from checks.engine.workdays import Calendar, workdays_between
from evidence.records import Span
from evidence.units import InterpretationEvidence, PolicyEvidence, UnitEvidence

_FROM_ADDRESS = "url"


@dataclass(frozen=True, slots=True)
class Params:
    """Thresholds, from the rule that uses this check."""

    max_workdays: int  # working days after the document by which its first interpretation is out


@check("interpretation-late", title="解读发布不及时", needs=("policies", "calendar"), params=Params)
def interpretation_late(unit: UnitEvidence, params: Params, calendar: Calendar) -> Iterator[Statement]:
    """Policy documents (政策文件) whose first interpretation (解读) came days after them.

    Why: a rule is read most on the day it appears; an explanation that comes later finds its readers misinformed.
    Counts: between the publish date of the document and that of its earliest interpretation lie more working
        days (国务院 holiday calendar) than the rule allows.
    Does not count: an interpretation on the same day or before its document; documents not in scope, published
        before the period looked back upon, or without any interpretation (see policy-uninterpreted).
    Cannot tell: the document or one of its interpretations was not read or states no publish date; a date only
        the address tells; an earlier interpretation may stand where nothing was read.
    Fix: prepare the interpretation with the document and publish both together.
    """
    if not unit.policies:
        yield from nothing_read(unit)
    for policy in unit.policies:
        yield _judge(policy, unit, params, calendar)


def _judge(policy: PolicyEvidence, unit: UnitEvidence, params: Params, calendar: Calendar) -> Statement:
    if why := why_outside(policy, unit):
        return inapplicable(policy, why)
    if not policy.seen.read:
        return cant_tell(policy, policy.seen.why_unread)
    if not policy.interpretations:
        return inapplicable(policy, "未发现解读，由“政策文件未解读”一项判定")
    if policy.published is None:
        return cant_tell(policy, "文件的发布日期无法识别")
    dated = [(each.published, each) for each in policy.interpretations if each.seen.read and each.published]
    if not dated:
        return cant_tell(policy, "解读的发布日期无法识别")
    out, first = min(dated, key=lambda pair: (pair[0].on, pair[1].seen.url))
    return _compare(policy, policy.published, first, out, params, calendar)


def _compare(
    policy: PolicyEvidence, published: Span, first: InterpretationEvidence, out: Span, params: Params,
    calendar: Calendar,
) -> Statement:  # fmt: skip
    elapsed = workdays_between(published.on, out.on, calendar)
    if elapsed.days <= params.max_workdays:
        return passed(first, "解读早于文件发布" if out.on < published.on else "")
    if why := _doubt(policy, published, out):
        return cant_tell(policy, why)
    note = f"（{elapsed.note}）" if elapsed.note else ""
    message = (
        f"政策文件{document_text(policy.title)}于{day_text(published.on)}发布，"
        f"首篇解读「{first.title}」于{day_text(out.on)}发布，相隔{elapsed.days}个工作日{note}，"
        f"超过{params.max_workdays}个工作日"
    )
    return failed(
        policy,
        message,
        target=first.seen.url,
        excerpt=out.text,
        rests_on=(first.seen,),
        published=published.on,
        interpreted_on=out.on,
        workdays_after=elapsed.days,
        max_workdays=params.max_workdays,
        provisional=elapsed.provisional,
        document_number=policy.document_number,
        matched_by=first.matched_by,
    )


def _doubt(policy: PolicyEvidence, published: Span, out: Span) -> str:
    """Why an earlier interpretation may exist, or one of the two dates be another."""
    if any(not each.seen.read or each.published is None for each in policy.interpretations):
        return "另有解读未能读取或发布日期无法识别，可能更早"
    if policy.maybe:
        return "；".join(policy.maybe)
    if _FROM_ADDRESS in (published.source, out.source):
        return "页面未标发布日期，仅能从网址推得"
    return ""
