from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from checks.engine.model import Outcome
from checks.request_channel_missing import Params, request_channel_missing
from evidence.requests import RequestArea, RequestLink, RequestPage
from evidence.units import UnitEvidence
from tests.builders import BLOCKED, HOME, home, seen, unit, unread

PASSED, FAILED, CANT_TELL, INAPPLICABLE = (
    Outcome.PASSED,
    Outcome.FAILED,
    Outcome.CANT_TELL,
    Outcome.INAPPLICABLE,
)
PARAMS = Params(
    ways=("受理机构", "联系电话"),
    forms=("申请表", "在线申请"),
    dead_looks=2,
    obstacles={"purpose": ("特殊需要",), "introduction": ("介绍信",), "fee": ("收取费用",)},
    unless={"introduction": ("无需", "法人"), "fee": ("不得",)},
    min_chars=20,
)
VAGUE = "公民、法人和其他组织可以依法申请获取政府信息，欢迎监督。"  # 28 characters, and no way to do it
CLEAR = f"{VAGUE}受理机构：区政府办公室。"
WAY, FORM, THRESHOLD = "request-way", "request-form", "request-threshold"


def section(text: str = CLEAR, *links: RequestLink, own: bool = True) -> RequestPage:
    return RequestPage(seen(f"{HOME}ysq/"), "依申请公开", own, text, links)


def bureau(*pages: RequestPage, unread: tuple[str, ...] = (), **rest: Any) -> UnitEvidence:
    return unit(requests=RequestArea(pages, unread), **rest)


def form(dead_looks: int = 0, text: str = "信息公开申请表下载") -> RequestLink:
    return RequestLink(text, f"{HOME}{dead_looks}.docx", dead_looks)


def said(shown: UnitEvidence) -> dict[str | None, Outcome]:
    return {one.target: one.outcome for one in request_channel_missing(shown, PARAMS)}


@pytest.mark.parametrize(
    ("shown", "outcome", "says"),
    [
        (bureau(section()), PASSED, ""),
        (bureau(section(VAGUE, form())), PASSED, ""),
        (bureau(section(VAGUE, form(text="工作动态"))), FAILED, "未写明怎样申请"),
        (bureau(section(VAGUE)), FAILED, "没有申请表或在线申请入口"),
        (bureau(section("可以依法申请获取政府信息，欢迎社会公众监督")), FAILED, ""),  # 21 characters
        (bureau(section("可以依法申请获取政府信息，欢迎公众监督。")), FAILED, ""),  # 20
        (bureau(section("可以依法申请获取政府信息，欢迎公众监督")), CANT_TELL, "可能在图片中"),  # 19
        (bureau(section(VAGUE), unread=("“依申请公开”链接指向他处，该处未采集",)), CANT_TELL, "该处未采集"),
        (bureau(section(VAGUE), section()), PASSED, ""),
        # one that others share: theirs to mend
        (bureau(section(own=False)), PASSED, ""),
        (bureau(section(VAGUE, own=False)), CANT_TELL, "多个单位共用"),
        # nothing of that name
        (bureau(), INAPPLICABLE, "专栏内容缺失"),
        (bureau(unread=("“依申请公开”入口没有可直接打开的链接地址",)), CANT_TELL, "没有可直接打开"),
        (bureau(coverage="budget"), CANT_TELL, "未采集完整"),
        (bureau(homes=(home(why_unread=BLOCKED),)), CANT_TELL, BLOCKED),
    ],
)
def test_how_to_apply(shown: UnitEvidence, outcome: Outcome, says: str) -> None:
    (statement,) = [one for one in request_channel_missing(shown, PARAMS) if one.target == WAY]
    assert statement.outcome is outcome
    assert says in statement.message


@pytest.mark.parametrize(
    ("page", "outcome"),
    [
        (section(CLEAR, form(0)), PASSED),
        (section(CLEAR, form(1)), CANT_TELL),
        (section(CLEAR, form(2)), FAILED),
        (section(CLEAR, form(2), form(0)), PASSED),
        (section(CLEAR, form(2), form(1)), CANT_TELL),
        (section(CLEAR, form(2), own=False), CANT_TELL),
        (section(CLEAR), None),
        (section(CLEAR, form(2, "工作动态")), None),
    ],
)
def test_forms_that_answer(page: RequestPage, outcome: Outcome | None) -> None:
    assert said(bureau(page)).get(FORM) is outcome


@pytest.mark.parametrize(
    ("sentence", "outcome"),
    [
        ("申请人应当根据自身生产、生活、科研等特殊需要提出申请。", FAILED),
        ("公民、法人可以根据自身特殊需要提出申请。", FAILED),
        ("须持单位介绍信办理。", FAILED),
        ("法人申请的，须持介绍信。", PASSED),
        ("受理机关不得收取费用。", PASSED),
        ("申请无需提供介绍信。", PASSED),
        ("申请无需提供证明。\n须持介绍信办理。", FAILED),  # what is said of one thing excuses no other
        ("", PASSED),
    ],
)
def test_what_the_law_does_not_ask_is_suspected(sentence: str, outcome: Outcome) -> None:
    shown = bureau(section(CLEAR + sentence))
    (statement,) = [one for one in request_channel_missing(shown, PARAMS) if one.target == THRESHOLD]
    assert (statement.outcome, statement.suspected) == (outcome, outcome is FAILED)


def test_little_text_and_shared_pages_say_nothing_of_conditions() -> None:
    assert said(bureau(section("受理机构"))) == {WAY: PASSED, THRESHOLD: CANT_TELL}
    assert said(bureau(section(f"{CLEAR}须持介绍信。", own=False))) == {WAY: PASSED}


def test_unread_unit_cannot_tell() -> None:
    assert said(unread(bureau(section()))) == {WAY: CANT_TELL}
    assert said(replace(bureau(), homes=())) == {}
