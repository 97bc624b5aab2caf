"""policy-uninterpreted (政策文件未解读)."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date

from checks.engine.model import Statement
from checks.engine.params import EXCUSES
from checks.engine.registry import check
from checks.engine.statements import cant_tell, failed, inapplicable, passed
from checks.engine.wording import day_text, document_text
from checks.engine.workdays import Calendar, add_workdays, workdays_between
from evidence.units import PolicyEvidence, UnitEvidence


@dataclass(frozen=True, slots=True)
class Params:
    """Thresholds, from the rule that uses this check."""

    grace_workdays: int = field(
        metadata=EXCUSES
    )  # working days after publication in which none is expected yet


@check("policy-uninterpreted", title="政策文件未解读", needs=("policies", "calendar"), params=Params)
def policy_uninterpreted(unit: UnitEvidence, params: Params, calendar: Calendar) -> Iterator[Statement]:
    """Policy documents (政策文件) that should be interpreted (解读) and are not.

    Why: those whom a rule concerns should learn in plain words what it changes for them.
    Counts: a document in scope for interpretation, published within the period looked back upon and more
        working days ago than the rule grants, for which no interpretation was found, by link, by document
        number or by title.
    Does not count: appointments, awards, notices of meetings, forwarded documents and replies; documents
        published only days ago; older ones.
    Cannot tell: the document was not read, states no publish date, or its interpretation may stand where
        nothing was read.
    Fix: publish the interpretation together with the document, and link the two.
    """
    for policy in unit.policies:
        yield _judge(policy, unit, params, calendar)


def _judge(policy: PolicyEvidence, unit: UnitEvidence, params: Params, calendar: Calendar) -> Statement:
    if not policy.interpretation_due:
        return inapplicable(policy, policy.why or "不属于应解读的文件")
    if not policy.seen.read:
        return cant_tell(policy, policy.seen.why_unread)
    if policy.interpretations:
        return passed(policy)
    if policy.published is None:
        return cant_tell(policy, "文件的发布日期无法识别")
    return _judge_uninterpreted(policy, policy.published.on, unit, params, calendar)


def _judge_uninterpreted(
    policy: PolicyEvidence, published: date, unit: UnitEvidence, params: Params, calendar: Calendar
) -> Statement:
    if (unit.as_of - published).days > unit.lookback_days:
        return inapplicable(policy, f"发布已超过{unit.lookback_days}天，不在检查范围")
    elapsed = workdays_between(published, unit.as_of, calendar)
    if elapsed.days <= params.grace_workdays:
        due = add_workdays(published, params.grace_workdays + 1, calendar)
        return passed(policy, "文件刚发布，尚在解读期限内", due=due.on)
    if policy.maybe:
        return cant_tell(policy, "；".join(policy.maybe))
    number = f"（{policy.document_number}）" if policy.document_number else ""
    note = f"（{elapsed.note}）" if elapsed.note else ""
    message = (
        f"政策文件{document_text(policy.title)}{number}于{day_text(published)}发布，"
        f"至监测时间点已有{elapsed.days}个工作日{note}，未发现解读"
    )
    return failed(
        policy,
        message,
        excerpt=policy.published.text if policy.published else "",
        document_number=policy.document_number,
        published=published,
        workdays=elapsed.days,
        provisional=elapsed.provisional,
        due_why=policy.why,
    )
