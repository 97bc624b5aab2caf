"""interpretation-incomplete (解读要素不全)."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field

from checks.engine.model import Statement
from checks.engine.params import EXCUSES
from checks.engine.registry import check
from checks.engine.scope import nothing_read, why_outside
from checks.engine.statements import cant_tell, failed, inapplicable, passed
from checks.engine.wording import document_text
from evidence.units import InterpretationEvidence, PageEvidence, PolicyEvidence, UnitEvidence

_NAMES = {"background": "政策背景", "basis": "决策依据", "purpose": "出台目的", "measures": "主要举措"}
_TEXT = ("text",)


@dataclass(frozen=True, slots=True)
class Params:
    """Thresholds, from the rule that uses this check."""

    required: tuple[str, ...]  # elements that an interpretation in words gives
    min_text_chars: int = field(metadata=EXCUSES)  # a shorter text is not taken for the whole interpretation


@check("interpretation-incomplete", title="解读要素不全", needs=("policies", "pages"), params=Params)
def interpretation_incomplete(unit: UnitEvidence, params: Params) -> Iterator[Statement]:
    """Interpretations in words (文字解读) that leave out what a reader needs to understand a policy.

    Why: a summary of clauses tells nobody why the rule was made, on what it rests and what it changes.
    Counts: the unit's own interpretations of a document in words, taken together, lack the background (背景),
        the basis (依据), the purpose (目的) or the main measures (举措); named at the fullest of them.
    Does not count: pictures, films, questions and answers, press conferences and other forms; interpretations
        by others; documents not in scope or published before the period looked back upon.
    Cannot tell: an interpretation was not read, is short, has attachments, or is arranged in a way in which no
        element at all could be recognised.
    Fix: add the missing part to the interpretation, each under a heading of its own.
    """
    pages = {page.url: page for page in unit.pages}
    told: set[str] = set()
    if not unit.policies:
        yield from nothing_read(unit)
    for policy in unit.policies:
        own = [each for each in policy.interpretations if each.own]
        if why := why_outside(policy, unit):
            yield inapplicable(policy, why)
        elif statement := _judge(policy, own, pages, params):
            if statement.url not in told:
                yield statement
            told.add(statement.url)


def _judge(
    policy: PolicyEvidence,
    own: list[InterpretationEvidence],
    pages: Mapping[str, PageEvidence],
    params: Params,
) -> Statement | None:
    unread = [each for each in own if not each.seen.read]
    in_words = [each for each in own if each.seen.read and each.forms in (_TEXT, ())]
    if not own:
        return None
    if not in_words and not unread:
        return inapplicable(policy, "解读均非文字解读，或由其他形式承载")
    texts = [pages[each.seen.url] for each in in_words if each.seen.url in pages]
    missing = _missing(texts, params)
    if texts and not missing:
        return passed(texts[0])
    subject = in_words[0] if in_words else unread[0]
    if unread or len(texts) < len(in_words):
        return cant_tell(subject, unread[0].seen.why_unread if unread else "解读正文未取得")
    fullest = max(texts, key=lambda page: (len(page.elements), page.text_chars))
    if why := _doubt(texts, fullest, params):
        return cant_tell(subject, why)
    return _lacking(policy, fullest, missing, texts)


def _missing(texts: Iterable[PageEvidence], params: Params) -> tuple[str, ...]:
    found = {quote.id for page in texts for quote in page.elements}
    return tuple(name for name in params.required if name not in found)


def _doubt(texts: Iterable[PageEvidence], fullest: PageEvidence, params: Params) -> str:
    """Why the missing element may be there all the same."""
    if any(page.attachments for page in texts):
        return "解读带有附件，要素可能在附件中"
    if fullest.text_chars < params.min_text_chars:
        return f"解读正文不足{params.min_text_chars}字，可能以图片等形式展示"
    return "" if fullest.elements else "解读未按要素分段，须人工核对"


def _lacking(
    policy: PolicyEvidence, page: PageEvidence, missing: tuple[str, ...], texts: list[PageEvidence]
) -> Statement:
    names = "、".join(_NAMES.get(name, name) for name in missing)
    return failed(
        page,
        f"{document_text(policy.title)}的解读「{page.title}」缺少{names}",
        excerpt=page.elements[0].text,
        rests_on=tuple(each.seen for each in texts if each is not page),
        missing=[_NAMES.get(name, name) for name in missing],
        found=[_NAMES.get(quote.id, quote.id) for quote in page.elements],
        document_number=policy.document_number,
    )
