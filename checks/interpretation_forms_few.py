"""interpretation-forms-few (解读形式不足)."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from checks.engine.model import Statement
from checks.engine.params import EXCUSES
from checks.engine.registry import check
from checks.engine.scope import form_names, nothing_read, why_outside
from checks.engine.statements import cant_tell, failed, inapplicable, passed
from checks.engine.wording import document_text
from checks.engine.workdays import Calendar, add_workdays, workdays_between
from evidence.records import UnitKind
from evidence.units import PolicyEvidence, UnitEvidence


@dataclass(frozen=True, slots=True)
class Params:
    """Thresholds, from the rule that uses this check."""

    min_forms: Mapping[UnitKind, int]  # different forms wanted of a document, by the kind of its issuer
    grace_workdays: int = field(metadata=EXCUSES)  # working days in which further forms may still follow


@check("interpretation-forms-few", title="解读形式不足", needs=("policies", "calendar"), params=Params)
def interpretation_forms_few(unit: UnitEvidence, params: Params, calendar: Calendar) -> Iterator[Statement]:
    """Policy documents (政策文件) interpreted in fewer forms (解读形式) than are asked for.

    Why: not everybody reads a long text; a picture, a film or questions and answers reach other people.
    Counts: all interpretations of a document together take fewer different forms than the rule asks of such a
        unit. Forms count, not pieces: 简明问答 1 to 5 are one form.
    Does not count: documents not in scope, published before the period looked back upon or so recently that
        more may follow; documents without any interpretation (see policy-uninterpreted).
    Cannot tell: an interpretation was not read, its form is not recognised, or one more may stand where nothing
        was read; the document states no publish date.
    Fix: add interpretations in other forms and gather them on the page of the document.
    """
    wanted = params.min_forms.get(unit.unit.kind)
    if wanted is None:
        return
    if not unit.policies:
        yield from nothing_read(unit)
    for policy in unit.policies:
        yield _judge(policy, unit, wanted, params, calendar)


def _judge(
    policy: PolicyEvidence, unit: UnitEvidence, wanted: int, params: Params, calendar: Calendar
) -> Statement:
    if why := why_outside(policy, unit):
        return inapplicable(policy, why)
    if not policy.interpretations:
        if not policy.seen.read:
            return cant_tell(policy, policy.seen.why_unread)
        return inapplicable(policy, "未发现解读，由“政策文件未解读”一项判定")
    forms = form_names(policy.interpretations)
    if len(forms) >= wanted:
        return passed(policy)
    if why := _doubt(policy):
        return cant_tell(policy, why)
    if policy.published is None:
        return cant_tell(policy, "文件的发布日期无法识别")
    if workdays_between(policy.published.on, unit.as_of, calendar).days <= params.grace_workdays:
        due = add_workdays(policy.published.on, params.grace_workdays + 1, calendar)
        return passed(policy, "文件刚发布，其他形式的解读可能陆续发布", due=due.on)
    message = (
        f"政策文件{document_text(policy.title)}的解读只有{len(forms)}种形式（{'、'.join(forms)}），"
        f"少于{wanted}种"
    )
    return failed(
        policy,
        message,
        rests_on=tuple(each.seen for each in policy.interpretations),
        forms=forms,
        required=wanted,
        interpretations=[each.seen.url for each in policy.interpretations],
        published=policy.published.on,
    )


def _doubt(policy: PolicyEvidence) -> str:
    """Why one more form may be there: an interpretation nobody read, or whose form nobody can name."""
    unread = [each for each in policy.interpretations if not each.seen.read]
    if unread:
        return f"有{len(unread)}篇解读未能读取（{unread[0].seen.why_unread}）"
    if any(not each.forms for each in policy.interpretations):
        return "有解读的形式无法识别"
    return "；".join(policy.maybe)
