from __future__ import annotations

import pytest

from checks.engine.model import Outcome
from checks.interpretation_incomplete import Params, interpretation_incomplete
from evidence.records import Quote
from evidence.units import PageEvidence, PolicyEvidence
from tests.builders import BLOCKED, HOME, interpretation, page, policy, unit, unread

PASSED, FAILED, CANT_TELL, INAPPLICABLE = (
    Outcome.PASSED,
    Outcome.FAILED,
    Outcome.CANT_TELL,
    Outcome.INAPPLICABLE,
)
ALL = ("background", "basis", "purpose", "measures")
PARAMS = Params(ALL, min_text_chars=300)
POLICY, FIRST, SECOND = f"{HOME}zcwj/1.html", f"{HOME}zcjd/1.html", f"{HOME}zcjd/2.html"


def text(*elements: str, name: str = "1", chars: int = 800, **rest: object) -> PageEvidence:
    quotes = tuple(Quote(element, f"一、{element}") for element in elements)
    return page(f"zcjd/{name}.html", title=f"文字解读{name}", elements=quotes, text_chars=chars, **rest)


@pytest.mark.parametrize(
    ("shown", "pages", "outcome", "at", "says"),
    [
        (policy(30, interpretation()), [text(*ALL)], PASSED, FIRST, ""),
        (policy(30, interpretation()), [text(*ALL[1:])], FAILED, FIRST, "的解读「文字解读1」缺少政策背景"),
        (policy(30, interpretation()), [text("basis")], FAILED, FIRST, "缺少政策背景、出台目的、主要举措"),
        # two in words complete each other; of two the fuller bears the finding
        (policy(30, interpretation(), interpretation("2")), [text(*ALL[:2]), text(*ALL[2:], name="2")], PASSED, FIRST, ""),
        (policy(30, interpretation(), interpretation("2")), [text("basis"), text(*ALL[1:], name="2")], FAILED, SECOND, "政策背景"),
        (policy(30, interpretation()), [text(*ALL[1:], chars=300)], FAILED, FIRST, ""),
        (policy(30, interpretation()), [text(*ALL[1:], chars=299)], CANT_TELL, FIRST, "不足300字"),
        (policy(30, interpretation(forms=())), [text(chars=40)], CANT_TELL, FIRST, "不足300字"),
        (policy(30, interpretation()), [text(*ALL[1:], attachments=("a.pdf",))], CANT_TELL, FIRST, "附件"),
        (policy(30, interpretation()), [text()], CANT_TELL, FIRST, "未按要素分段"),
        (policy(30, interpretation()), [], CANT_TELL, FIRST, "解读正文未取得"),
        (policy(30, interpretation(why_unread=BLOCKED)), [], CANT_TELL, FIRST, BLOCKED),
        (policy(30, interpretation(), interpretation("2", why_unread=BLOCKED)), [text("basis")], CANT_TELL, FIRST, BLOCKED),
        (policy(30, interpretation(forms=("graphic",))), [text(chars=20)], INAPPLICABLE, POLICY, "均非文字解读"),
        (policy(30, interpretation(forms=("faq",))), [text()], INAPPLICABLE, POLICY, "均非文字解读"),
        (policy(30, interpretation(), interpretation_due=False, why="批复"), [text("basis")], INAPPLICABLE, POLICY, "批复"),
        (policy(731, interpretation()), [text("basis")], INAPPLICABLE, POLICY, "超过730天"),
    ],
)  # fmt: skip
def test_interpretation_incomplete(
    shown: PolicyEvidence, pages: list[PageEvidence], outcome: Outcome, at: str, says: str
) -> None:
    evidence = unit(policies=(shown,), pages=tuple(pages))
    (statement,) = interpretation_incomplete(evidence, PARAMS)
    assert (statement.outcome, statement.url) == (outcome, at)
    assert says in statement.message


@pytest.mark.parametrize("shown", [policy(30), policy(30, interpretation(own=False))])
def test_what_is_not_there_or_of_others_is_not_judged(shown: PolicyEvidence) -> None:
    assert list(interpretation_incomplete(unit(policies=(shown,), pages=(text("basis"),)), PARAMS)) == []


def test_one_page_that_interprets_two_documents_is_one_finding() -> None:
    both = (policy(30, interpretation()), policy(31, interpretation(), url=f"{HOME}zcwj/2.html"))
    (statement,) = interpretation_incomplete(unit(policies=both, pages=(text("basis"),)), PARAMS)
    assert statement.outcome is FAILED


def test_unread_pages_cannot_tell() -> None:
    shown = unread(unit(policies=(policy(30, interpretation()),), pages=(text("basis"),)))
    assert [one.outcome for one in interpretation_incomplete(shown, PARAMS)] == [CANT_TELL]


def test_nothing_read_cannot_tell() -> None:
    assert [one.outcome for one in interpretation_incomplete(unread(unit()), PARAMS)] == [CANT_TELL]
    assert list(interpretation_incomplete(unit(), PARAMS)) == []
