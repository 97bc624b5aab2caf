"""consultation-incomplete (意见征集公告或反馈要素不全)."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from enum import StrEnum

from checks.engine.consultations import Subject, spared, subject_of
from checks.engine.model import Statement
from checks.engine.params import EXCUSES
from checks.engine.registry import check
from checks.engine.statements import cant_tell, failed, inapplicable, passed
from checks.engine.ways import unread_home
from checks.engine.wording import document_text
from evidence.units import CallPage, ConsultationEvidence, UnitEvidence

_CALL, _RESULT = "call", "feedback"
_ARTICLE = re.compile(r"第[一二三四五六七八九十百]{1,4}条")
_GENERIC = re.compile(
    r"\W*(?:附件?)?\W*[\d一二三四五六七八九十]*\W*(?:\.\w+)?\W*(?:点击)?(?:此处)?(?:下载|查看)?\W*"
)
_SHEET = re.compile(r"(?:意见|建议|反馈|征集|征求意见)(?:反馈)?(?:表|单)|回执")
_SPOKEN = re.compile(r"[，。；：:]|附件|征求意见(?!稿)|意见建议|现将|提出")  # a sentence, no heading
_HEADING_CHARS = 60
_NOTICE = re.compile(r"公告|通告|通知|公示|启事")
_NUMERAL = r"(?:\d+|[一二三四五六七八九十百]+)\s*(?:余|多)?\s*(?:条|件|份|个|项|人次|封|处)"
_NOTHING = re.compile(
    r"(?:未|没有|没)(?:有)?(?:单位|个人|群众|公众|和|、|对此|任何|相关)*(?:收到|征[集求]到?|接[收到]到?|收集|反馈|返回)(?!的)|(?:未|没有)[^，。；]{0,8}提出[^，。；]{0,6}(?:意见|建议|异议)"
    r"|无(?:任何|相关|公众|修改|反馈|不同)*(?:意见|建议|反馈|异议)|(?<!\d)0\s*[条件份个]|零[条件份]"
)
_RECEIVED = re.compile(rf"(?:收到|征集到?|收集到?|反馈|提出|累计|共)[^。；]{{0,40}}?(?P<n>{_NUMERAL})")
_ADOPTED = re.compile(
    rf"采纳[^。；未不]{{0,16}}?(?P<n>{_NUMERAL})|(?P<m>{_NUMERAL})[^。；，,、\d]{{0,12}}采纳"
    r"|(?:全部|均|已|部分|未|不|逐条|充分)(?:都|已|予以?|予|作了?)*(?:吸收|吸纳)?采纳|采纳率"
)
_ALL = re.compile(r"(?:全部|均|全)(?:都|已|予以?|予)*(?:吸收|吸纳)?采纳|采纳率[^。]{0,4}100")
_SOME_NOT = re.compile(r"(?:未|不|部分|没有)(?:被|予以?|予)*采纳|(?:均|全部)未")
_REASON = re.compile(
    r"理由|原因|说明如下|情况说明|因为|由于|鉴于|考虑到|不符合|不属于|不具备|超出|已有(?:相关|明确)?规定|暂不|主要是|[，、：:]因"
)
_ROW = re.compile(
    r"(?:^|\n)\s*(?:予以|已|部分|不|未|不予|未予)?采纳\s*(?:\n|$)"
)  # of a list that tells each opinion's fate


class Part(StrEnum):
    """Of what a rule asks the elements."""

    CALL = "call"  # the notice
    RESULT = "result"  # what came of it


class Element(StrEnum):
    """What a notice must give (公告四要素)."""

    DRAFT = "draft"
    EXPLANATION = "explanation"
    WAY = "way"  # how to answer
    PERIOD = "period"


_NAMES = {
    Element.DRAFT: "决策草案（征求意见稿）",
    Element.EXPLANATION: "起草说明",
    Element.WAY: "提出意见的方式",
    Element.PERIOD: "征求意见的期限",
}


@dataclass(frozen=True, slots=True)
class Params:
    """What is asked and by what words it is found, from the rule that uses this check."""

    part: Part
    subjects: tuple[Subject, ...]  # what the draft is, for the rule to judge its call
    elements: tuple[Element, ...]
    words: Mapping[Element, tuple[str, ...]] = field(metadata=EXCUSES)  # that show each, wherever on the page
    draft_chars: int = field(metadata=EXCUSES)  # a text so long holds the draft itself
    min_chars: int = field(metadata=EXCUSES)  # below, pictures or scripts may hold the rest


@check(
    "consultation-incomplete",
    title="意见征集公告或反馈要素不全",
    needs=("homes", "consultations"),
    params=Params,
)
def consultation_incomplete(unit: UnitEvidence, params: Params) -> Iterator[Statement]:
    """Calls for opinions (意见征集) that lack what one needs to answer, and results that do not say what came of them.

    Why: nobody can speak to a draft that is not shown, and nobody answers again who never learns what became of it.
    Counts: a notice without the draft, its explanation, a way to answer, or a period, where the rule asks for them:
        neither in its text, nor among the names of its links and files, nor on another page that names the draft;
        a result that gives neither how many opinions came nor which were adopted, or no reason for those that
        were not.
    Does not count: polls and calls for ideas; calls of other bodies passed on; calls older than the period looked
        back upon; "no opinion received", which is a whole result; reasons where all were adopted.
    Cannot tell: files are attached under names that do not say what they are; the page holds little text; a period
        is spoken of but cannot be read; the result was not read, or has files or a table of its own.
    Fix: attach draft and explanation under their names, state how and until when opinions are taken; in the result
        give how many came, how many were adopted, and why others were not.
    """
    judged: set[str] = set()
    for call in unit.consultations:
        if params.part is Part.CALL:
            yield _judge_call(call, unit, params)
        elif statement := _judge_result(call, unit, params, judged):
            yield statement
    if not unit.consultations:
        yield from unread_home(unit)


# ---------------------------------------------------------------- the notice


def _judge_call(call: ConsultationEvidence, unit: UnitEvidence, params: Params) -> Statement:
    if why := spared(call, unit):
        return inapplicable(call.seen, why, target=_CALL)
    if subject_of(call) not in params.subjects:
        return inapplicable(call.seen, "页面未表明属于本条所指的决策草案", target=_CALL)
    page = call.page
    if page is None or not call.seen.read:
        return cant_tell(call.seen, "征集公告页面未能读取", target=_CALL)
    missing = [one for one in params.elements if not _gives(one, call, page, params)]
    if not missing:
        return passed(call.seen, "公告要素齐全", target=_CALL)
    if why := _doubt(missing, call, page, params):
        return cant_tell(call.seen, why, target=_CALL)
    names = [_NAMES[one] for one in missing]
    return failed(
        call.seen,
        f"{document_text(call.title)}的征集公告缺少{'、'.join(names)}：正文、链接和附件名称中均未见",
        target=_CALL,
        missing=names,
    )


def _gives(element: Element, call: ConsultationEvidence, page: CallPage, params: Params) -> bool:
    if element is Element.PERIOD:
        return call.called.ends is not None
    words = params.words.get(element, ())
    named = [name for name in (*page.names, *page.files, *call.beside) if not _NOTICE.search(name)]
    if any(word in name for word in words for name in named):
        return True
    if element is Element.DRAFT:
        return (
            len(page.text) >= params.draft_chars
            or bool(_ARTICLE.search(page.text))
            or _heads_draft(page, words)
            or _has_draft(page, params)
        )
    return any(word in page.text for word in words)


def _heads_draft(page: CallPage, words: tuple[str, ...]) -> bool:
    """Whether a line of the text is the heading of a draft, as one stands below a notice or on a tab."""
    lines = (line.strip() for line in page.text.split("\n"))
    return any(
        len(line) <= _HEADING_CHARS and not _NOTICE.search(line) and any(word in line for word in words)
        for line in lines
        if not _SPOKEN.search(line)
    )


def _has_draft(page: CallPage, params: Params) -> bool:
    """Whether a file is offered that is neither the explanation nor a sheet to be filled in."""
    other = params.words.get(Element.EXPLANATION, ())
    return any(not _SHEET.search(name) and not any(word in name for word in other) for name in page.files)


def _doubt(missing: list[Element], call: ConsultationEvidence, page: CallPage, params: Params) -> str:
    """Why what is missing may be there all the same (Chinese)."""
    if len(page.text) < params.min_chars:
        return "公告页面文字很少，内容可能在图片中或由脚本显示"
    if Element.EXPLANATION in missing and any(_GENERIC.fullmatch(name) for name in page.files):
        return "附件名称未表明内容，起草说明可能在附件中"
    spoken = any(word in page.text for word in params.words.get(Element.PERIOD, ()))
    if missing == [Element.PERIOD] and (spoken or call.called.starts):
        return "公告提到期限，但截止日期无法识别"
    return ""


# ---------------------------------------------------------------- the result


def _judge_result(
    call: ConsultationEvidence, unit: UnitEvidence, params: Params, judged: set[str]
) -> Statement | None:
    """What is to be said of a call's result; None where there is none, or it was judged with another call."""
    told = call.called.feedback
    if told is None and call.feedback is None:
        return None
    page = call.result
    if page is None:
        why = call.feedback.seen.why_unread if call.feedback else ""
        return cant_tell(call.seen, f"征集结果页面未能读取{f'（{why}）' if why else ''}", target=_RESULT)
    if page.seen.url in judged:
        return None
    judged.add(page.seen.url)
    last = call.called.ends or call.published or call.called.starts
    if call.passed_on:
        return inapplicable(page.seen, f"由{call.passed_on}发起，本单位只是转载", target=_RESULT)
    if last and (unit.as_of - last.on).days > unit.lookback_days:
        return inapplicable(page.seen, f"征集结束已超过{unit.lookback_days}天，不在检查范围", target=_RESULT)
    return _told(page, params)


def _told(page: CallPage, params: Params) -> Statement:
    if any("采纳" in head for head in page.heads) or _ROW.search(page.text):
        return passed(page.seen, "逐条列出意见和采纳情况", target=_RESULT)
    missing = list(_untold(page.text))
    if not missing:
        return passed(page.seen, "反馈内容齐全", target=_RESULT)
    if page.files:
        return cant_tell(page.seen, "反馈内容可能在附件中", target=_RESULT)
    if len(page.text) < params.min_chars:
        return cant_tell(page.seen, "反馈页面文字很少，内容可能在图片中", target=_RESULT)
    return failed(
        page.seen,
        f"{document_text(page.title)}公布的意见反馈缺少{'、'.join(missing)}",
        target=_RESULT,
        missing=missing,
    )


def _untold(text: str) -> Iterator[str]:
    """What a result does not say; nothing where no opinion came."""
    if _NOTHING.search(text) and not _RECEIVED.search(_NOTHING.sub("", text)):
        return
    received, adopted = _RECEIVED.search(text), _ADOPTED.search(text)
    if not received:
        yield "收到意见条数"
    if not adopted:
        yield "采纳情况"
    elif not _ALL.search(text) and _some_not(text, received, adopted) and not _REASON.search(text):
        yield "未采纳的理由"


def _some_not(text: str, received: re.Match[str] | None, adopted: re.Match[str]) -> bool:
    """Whether the text shows that opinions were not adopted: it says so, or gives fewer than came."""
    if _SOME_NOT.search(text):
        return True
    came = re.match(r"\d+", received.group("n") or "") if received else None
    taken = re.match(r"\d+", adopted.group("n") or adopted.group("m") or "")
    return came is not None and taken is not None and int(came.group()) > int(taken.group())
