from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from checks.consultation_incomplete import Element, Params, Part, consultation_incomplete
from checks.engine.consultations import Subject
from checks.engine.model import Outcome
from evidence.units import CallPage, ConsultationEvidence, UnitEvidence
from tests.builders import BLOCKED, HOME, consultation, outcome, seen, unit, unread

PASSED, FAILED, CANT_TELL, INAPPLICABLE = (
    Outcome.PASSED,
    Outcome.FAILED,
    Outcome.CANT_TELL,
    Outcome.INAPPLICABLE,
)
NOTICE = "现就停车管理办法公开征求意见，欢迎社会各界提出意见。"  # 26 characters
WHOLE = f"{NOTICE}意见请发至电子邮箱。附起草说明。"
DRAFT = ("停车管理办法（征求意见稿）.docx",)
URL = f"{HOME}yjzj/1.html"


def params(part: Part, *subjects: Subject) -> Params:
    words = {
        Element.DRAFT: ("征求意见稿", "草案"),
        Element.EXPLANATION: ("起草说明", "编制说明"),
        Element.WAY: ("电子邮箱", "信函"),
        Element.PERIOD: ("截止", "日内"),
    }
    return Params(part, subjects or (Subject.DECISION,), tuple(Element), words, draft_chars=100, min_chars=20)


def call(text: str = WHOLE, files: tuple[str, ...] = DRAFT, **rest: Any) -> ConsultationEvidence:
    page = CallPage(seen(URL), "公告", text, rest.pop("names", ()), files)
    made = consultation(rest.pop("starts", 60), rest.pop("ends", 31), **rest)
    return replace(made, page=page)


@pytest.mark.parametrize(
    ("shown", "outcome", "says"),
    [
        (call(), PASSED, ""),
        # the draft
        (call(files=()), FAILED, "缺少决策草案（征求意见稿）：正文"),
        (call(files=(), names=("停车管理办法（征求意见稿）",)), PASSED, ""),
        (call(files=(), names=("上一篇：关于《公园办法（征求意见稿）》征求意见的公告",)), FAILED, "草案"),
        (call(files=("停车管理办法.docx",)), PASSED, ""),
        (call(files=("起草说明.docx", "意见反馈表.docx")), FAILED, "草案"),
        (call(f"{WHOLE}第一条 为规范停车管理，制定本办法。", ()), PASSED, ""),
        (call(WHOLE + "停" * (100 - len(WHOLE)), ()), PASSED, ""),
        (call(WHOLE + "停" * (99 - len(WHOLE)), ()), FAILED, "草案"),
        (call(f"{WHOLE}\n停车管理办法（征求意见稿）\n一、总体要求", ()), PASSED, ""),
        (call(f"{WHOLE}\n附件：停车管理办法（征求意见稿）", ()), FAILED, "草案"),  # announced and not there
        (call(f"{WHOLE}\n关于停车管理办法（征求意见稿）的公告", ()), FAILED, "草案"),
        (call(f"{WHOLE}\n现将征求意见稿全文公布", ()), FAILED, "草案"),
        (replace(call(files=()), beside=("停车管理办法（草案）",)), PASSED, ""),
        # its explanation
        (call(f"{NOTICE}意见请发至电子邮箱。"), FAILED, "缺少起草说明"),
        (call(f"{NOTICE}意见请发至电子邮箱。", ("征求意见稿.doc", "附件2：编制说明.doc")), PASSED, ""),
        (call(f"{NOTICE}意见请发至电子邮箱。", ("附件1", "附件2.docx")), CANT_TELL, "可能在附件中"),
        (call(f"{NOTICE}意见请发至电子邮箱。", ("",)), CANT_TELL, "可能在附件中"),
        # how to answer, and until when
        (call(f"{NOTICE}附起草说明。"), FAILED, "缺少提出意见的方式"),
        (call(ends=None, starts=None), FAILED, "缺少征求意见的期限"),
        (call(f"{WHOLE}截止日期见附件。", ends=None, starts=None), CANT_TELL, "截止日期无法识别"),
        (call(ends=None), CANT_TELL, "截止日期无法识别"),
        (call(NOTICE, (), ends=None, starts=None), FAILED, "草案（征求意见稿）、起草说明、提出意见的方式、征求意见的期限"),
        # little text
        (call("现就停车管理办法公开征求意见，欢迎提意见"), FAILED, ""),  # 20 characters
        (call("现就停车管理办法公开征求意见，欢迎提意"), CANT_TELL, "文字很少"),  # 19
        # not judged
        (call(NOTICE, subject="survey"), INAPPLICABLE, "问卷"),
        (call(NOTICE, subject="result"), INAPPLICABLE, "征集结果"),
        (call(NOTICE, subject="normative"), INAPPLICABLE, "未表明"),
        (call(NOTICE, subject=None), INAPPLICABLE, "未表明"),
        (call(NOTICE, passed_on="司法部"), INAPPLICABLE, "由司法部发起"),
        (call(NOTICE, (), starts=760, ends=730), FAILED, ""),
        (call(NOTICE, (), starts=760, ends=731), INAPPLICABLE, "不在检查范围"),
        (replace(call(), page=None), CANT_TELL, "未能读取"),
    ],
)  # fmt: skip
def test_what_a_notice_gives(shown: ConsultationEvidence, outcome: Outcome, says: str) -> None:
    (statement,) = consultation_incomplete(unit(consultations=(shown,)), params(Part.CALL))
    assert (statement.outcome, statement.target) == (outcome, "call")
    assert says in statement.message


def test_elements_and_subjects_are_the_rules_own() -> None:
    rule = replace(params(Part.CALL, Subject.NORMATIVE), elements=(Element.DRAFT, Element.WAY))
    shown = call(f"{NOTICE}意见请发至电子邮箱。", subject="normative")
    assert [one.outcome for one in consultation_incomplete(unit(consultations=(shown,)), rule)] == [PASSED]


def told(
    text: str, files: tuple[str, ...] = (), heads: tuple[str, ...] = (), **rest: Any
) -> ConsultationEvidence:
    result = CallPage(seen(f"{HOME}fk/1.html"), "意见采纳情况", text, (), files, heads)
    return replace(consultation(told="采纳情况", **rest), result=result)


@pytest.mark.parametrize(
    ("shown", "outcome", "says"),
    [
        (told("征求意见期间，共收到意见23条，采纳15条，未采纳8条，主要因超出财力。"), PASSED, ""),
        (told("征求意见期间，共收到意见23条，采纳15条，未采纳8条，感谢支持。"), FAILED, "缺少未采纳的理由"),
        (told("征求意见期间，共收到意见23条，采纳15条，感谢社会各界的支持。"), FAILED, "缺少未采纳的理由"),
        (told("征求意见期间，共收到意见15条，采纳15条，感谢社会各界的支持。"), PASSED, ""),
        (told("征求意见期间，共收到意见4条，全部采纳，感谢社会各界的支持。"), PASSED, ""),
        (told("征求意见期间，收到意见三条，均已采纳，感谢社会各界的支持。"), PASSED, ""),
        (told("征求意见期间，收到社会各界意见建议，均已采纳，感谢支持。"), FAILED, "缺少收到意见条数"),
        (told("征求意见期间，共收到意见23条，已认真研究，感谢大家支持。"), FAILED, "缺少采纳情况"),
        (told("意见征集已经结束，我们认真研究了各方面的意见，感谢支持。"), FAILED, "缺少收到意见条数、采纳情况"),
        (told("征求意见期间，未收到公众意见。"), PASSED, ""),
        (told("征求意见期间，共收到意见0条。"), PASSED, ""),
        (told("征求意见期间，共收到意见建议0件，感谢社会各界支持。"), PASSED, ""),
        (told("公示期间，社会公众未有反馈意见，感谢社会各界支持。"), PASSED, ""),
        (told("截至期满，未反馈修改意见，感谢社会各界的支持。"), PASSED, ""),
        (told("公开征求意见期间未征求到意见，感谢社会各界支持。"), PASSED, ""),
        (told("公示期间没有单位和个人反馈意见，感谢社会各界支持。"), PASSED, ""),
        (told("公示期间未接收到意见，感谢社会各界的关心支持。"), PASSED, ""),
        (told("有的单位没有意见；共收到意见3条，采纳2条，感谢社会各界支持。"), FAILED, "未采纳的理由"),
        (told("意见采纳情况见下表，感谢社会各界的关心支持。", heads=("序号|意见|是否采纳|理由",)), PASSED, ""),
        (told("意见采纳情况如下，感谢社会各界的关心支持。\n增加夜间车位\n采纳"), PASSED, ""),
        (told("意见采纳情况见附件，感谢社会各界的关心支持。", ("附件1",)), CANT_TELL, "可能在附件中"),
        (told("意见采纳情况如图，感谢支持，欢迎继续关注"), FAILED, ""),  # 20 characters
        (told("意见采纳情况如图，感谢支持，欢迎继续关"), CANT_TELL, "可能在图片中"),  # 19
        (told("意见征集已经结束，感谢社会各界的关心和支持。", passed_on="司法部"), INAPPLICABLE, "转载"),
        (told("意见征集已经结束，感谢社会各界的关心和支持。", starts=760, ends=730), FAILED, ""),
        (told("意见征集已经结束，感谢社会各界的关心和支持。", starts=760, ends=731), INAPPLICABLE, "不在检查范围"),
    ],
)  # fmt: skip
def test_what_a_result_tells(shown: ConsultationEvidence, outcome: Outcome, says: str) -> None:
    (statement,) = consultation_incomplete(unit(consultations=(shown,)), params(Part.RESULT))
    assert (statement.outcome, statement.target) == (outcome, "feedback")
    assert says in statement.message


def test_a_result_is_judged_once_and_only_where_there_is_one() -> None:
    whole = told("征求意见期间，未收到公众意见。")
    shown = unit(consultations=(whole, whole, consultation()))
    assert [one.outcome for one in consultation_incomplete(shown, params(Part.RESULT))] == [PASSED]


def test_a_result_that_was_not_read_cannot_tell() -> None:
    linked = consultation(feedback=outcome(why_unread=BLOCKED))
    (statement,) = consultation_incomplete(unit(consultations=(linked,)), params(Part.RESULT))
    assert (statement.outcome, BLOCKED in statement.message) == (CANT_TELL, True)
    away = consultation(told="采纳情况")
    (statement,) = consultation_incomplete(unit(consultations=(away,)), params(Part.RESULT))
    assert statement.outcome is CANT_TELL


@pytest.mark.parametrize("part", list(Part))
def test_unread_unit_cannot_tell(part: Part) -> None:
    shown: UnitEvidence = unread(unit(consultations=(call(NOTICE, ()),)))
    (statement,) = consultation_incomplete(shown, params(part))
    assert (statement.outcome, statement.message) == (CANT_TELL, BLOCKED)
    assert list(consultation_incomplete(unit(), params(part))) == []
