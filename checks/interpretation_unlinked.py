"""interpretation-unlinked (解读与文件未相互关联)."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from checks.engine.model import Statement
from checks.engine.registry import check
from checks.engine.statements import cant_tell, failed, inapplicable, passed
from checks.engine.wording import document_text
from evidence.units import InterpretationEvidence, PolicyEvidence, UnitEvidence


@dataclass(frozen=True, slots=True)
class Params:
    """No thresholds: a link is there, or it is not."""


@check("interpretation-unlinked", title="解读与文件未关联", needs=("policies",), params=Params)
def interpretation_unlinked(unit: UnitEvidence, params: Params) -> Iterator[Statement]:
    """Policy documents (政策文件) and their interpretations (解读) that do not lead to each other.

    Why: who reads the one looks for the other, and finds it only by a link.
    Counts: a policy page that links to none of its interpretations (named once, with the earliest of them);
        an interpretation page without a link to its policy document (each one).
    Does not count: a policy page that links to one of several interpretations; an interpretation that another
        body published; documents without any interpretation (see policy-uninterpreted).
    Cannot tell: the page that should bear the link was not read, or none of the interpretations was.
    Fix: add the missing link, on the policy page under 相关解读, on the interpretation under 相关文件.
    """
    for policy in unit.policies:
        if policy.interpretations:
            yield _forward(policy)
            yield from (_backward(policy, each) for each in policy.interpretations)


def _forward(policy: PolicyEvidence) -> Statement:
    if not policy.seen.read:
        return cant_tell(policy, policy.seen.why_unread)
    if any(each.policy_links_to_it for each in policy.interpretations):
        return passed(policy)
    read = [each for each in policy.interpretations if each.seen.read]
    if not read:
        return cant_tell(policy, f"解读页未能读取（{policy.interpretations[0].seen.why_unread}）")
    first = min(read, key=_earliest)
    return failed(
        policy,
        f"政策文件{document_text(policy.title)}的页面没有指向其解读「{first.title}」的链接",
        target=first.seen.url,
        direction="policy_to_interpretation",
        interpretations=[each.seen.url for each in policy.interpretations],
        matched_by=first.matched_by,
        matched_words=first.matched_words,
    )


def _backward(policy: PolicyEvidence, each: InterpretationEvidence) -> Statement:
    if not each.own:
        return inapplicable(each, "解读由其他单位发布")
    if not each.seen.read:
        return cant_tell(each, each.seen.why_unread)
    if each.links_to_policy:
        return passed(each)
    return failed(
        each,
        f"解读「{each.title}」的页面没有指向政策文件{document_text(policy.title)}的链接",
        target=policy.url,
        direction="interpretation_to_policy",
        matched_by=each.matched_by,
        matched_words=each.matched_words,
    )


def _earliest(each: InterpretationEvidence) -> tuple[date, str]:
    return each.published.on if each.published else date.max, each.seen.url
