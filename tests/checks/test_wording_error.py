"""Wordings of the lexicon in titles and texts: suspected, once for each page and wording."""

from __future__ import annotations

import pytest

from checks.engine.lexicon import Certainty, Entry, Lexicon, WordingClass
from checks.engine.model import Outcome
from checks.wording_error import Params, wording_error
from evidence.units import PageText, UnitEvidence, Unseen
from tests.builders import BLOCKED, HOME, page, seen, unit, unread


def entry(wrong: str, right: str, kind: WordingClass, certainty: Certainty = Certainty.HIGH) -> Entry:
    return Entry(wrong, right, kind, certainty, "公开通报", "2019")


LEXICON = Lexicon.of((
    entry("攻府", "政府", WordingClass.STATE),
    entry("秸杆", "秸秆", WordingClass.SPELLING),
    entry("此件不公开", "请核对后撤下", WordingClass.INTERNAL, Certainty.MEDIUM),
    entry("登陆网站", "登录网站", WordingClass.SPELLING, Certainty.LOW),
))  # fmt: skip
SERIOUS = Params((WordingClass.STATE, WordingClass.INTERNAL))
SPELLING = Params((WordingClass.SPELLING,))


def shown(text: str, title: str = "通知") -> UnitEvidence:
    return unit(pages=(page(),), texts=(PageText(seen(HOME + "art/1.html"), title, text),))


@pytest.mark.parametrize(
    ("title", "text", "params", "targets"),
    [
        ("通知", "区攻府印发通知。", SERIOUS, ["攻府"]),
        ("区攻府通知", "正文", SERIOUS, ["攻府"]),
        ("通知", "区攻府与市攻府", SERIOUS, ["攻府"]),
        ("通知", "区政府印发通知。", SERIOUS, []),
        ("通知", "禁烧秸杆", SERIOUS, []),
        ("通知", "禁烧秸杆", SPELLING, ["秸杆"]),
        ("通知", "请登陆网站", SPELLING, []),
        ("通知", "把“攻府”改为“政府”", SERIOUS, []),
    ],
)
def test_wordings(title: str, text: str, params: Params, targets: list[str]) -> None:
    found = list(wording_error(shown(text, title), params, LEXICON))
    assert [one.target for one in found if one.outcome is Outcome.FAILED] == targets
    assert all(one.suspected for one in found if one.outcome is Outcome.FAILED)
    assert [one.outcome for one in found if one.outcome is not Outcome.FAILED] == (
        [] if targets else [Outcome.PASSED]
    )


def test_the_finding_says_what_should_stand_there() -> None:
    (one,) = wording_error(shown("经区攻府同意，市攻府批准"), SERIOUS, LEXICON)
    assert one.message == "疑似表述错误：“攻府”，疑应为“政府”（国家、政党或机构名称），共2处"
    assert one.excerpt == "经区攻府同意，市攻府批准"
    assert one.facts["source"] == "公开通报"


def test_a_mark_of_secrecy_is_told_as_such() -> None:
    (one,) = wording_error(shown("（此件不公开）"), SERIOUS, LEXICON)
    assert one.message == "疑似发布非公开文件：出现“此件不公开”，请核对后撤下"


def test_what_was_not_read_cannot_be_told() -> None:
    assert [one.outcome for one in wording_error(unread(shown("攻府")), SERIOUS, LEXICON)] == [
        Outcome.CANT_TELL
    ]
    some = unit(
        pages=(page(),),
        texts=(PageText(seen(HOME), "", "区政府"),),
        unseen=(Unseen(HOME + "x.html", BLOCKED),),
    )
    outcomes = [one.outcome for one in wording_error(some, SERIOUS, LEXICON)]
    assert outcomes == [Outcome.CANT_TELL, Outcome.PASSED]
