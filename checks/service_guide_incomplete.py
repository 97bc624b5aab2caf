"""service-guide-incomplete (办事指南要素缺失)."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

from checks.engine.model import Statement
from checks.engine.params import EXCUSES
from checks.engine.registry import check
from checks.engine.statements import cant_tell, failed, passed
from checks.engine.ways import unread_home
from evidence.units import PageEvidence, UnitEvidence

# 国办秘函〔2019〕19号, 附件1“服务不实用”: 要素八类
ELEMENTS = {
    "name": "事项名称",
    "basis": "设定依据",
    "conditions": "申请条件",
    "materials": "办理材料",
    "place": "办理地点",
    "hours": "办理时间",
    "phone": "联系电话",
    "process": "办理流程",
}
_BESIDE = {
    "picture": "图片",
    "frame": "嵌入页面",
    "file": "附件",
    "platform": "政务服务平台链接",
    "link": "链接的页面",
    "text": "正文的其他文字",
}


@dataclass(frozen=True, slots=True)
class Params:
    """Thresholds, from the rule that uses this check."""

    missing_limit: int  # so many elements lacking make a guide incomplete
    min_text_chars: int = field(metadata=EXCUSES)  # a guide with less text stands elsewhere


@check("service-guide-incomplete", title="办事指南要素缺失", needs=("homes", "pages"), params=Params)
def service_guide_incomplete(unit: UnitEvidence, params: Params) -> Iterator[Statement]:
    """Service guides (办事指南) that leave out what an applicant must know.

    Why: who is not told which papers to bring comes twice.
    Counts: of the eight elements (事项名称, 设定依据, 申请条件, 办理材料, 办理地点, 办理时间, 联系电话, 办理流程) a guide
        lacks as many as the rule says. An element is given where its label has something behind it.
    Does not count: what kind of words give an element; whether they are right. How many guides lack so much is
        the verdict's business.
    Cannot tell: the guide has attachments, pictures, a frame, a link to the service platform or to a page named
        as an element, where the rest may stand; it has hardly any text, and scripts that may bring more; it has
        no label at all, or only some like 地点, 时间, 电话 beside running text.
    Fix: complete the guide with the elements named; say 无 where there is nothing to say.
    """
    guides = [page for page in unit.pages if page.guide]
    for page in guides:
        yield _judge(page, params)
    if not guides:
        yield from unread_home(unit)


def _judge(page: PageEvidence, params: Params) -> Statement:
    given = [element for element in ELEMENTS if any(quote.id == element for quote in page.guide)]
    lacking = [ELEMENTS[element] for element in ELEMENTS if element not in given]
    if len(lacking) < params.missing_limit:
        return passed(page, missing=lacking)
    if doubt := _doubt(page, params):
        return cant_tell(page, doubt)
    return failed(
        page,
        f"办事指南「{page.title}」缺少{len(lacking)}类要素：{'、'.join(lacking)}",
        excerpt="；".join(quote.text for quote in page.guide),
        missing=lacking,
        present=[ELEMENTS[element] for element in given],
        limit=params.missing_limit,
    )


def _doubt(page: PageEvidence, params: Params) -> str:
    """Where the elements that the text lacks may stand (Chinese); empty if nowhere."""
    beside = [_BESIDE[quote.id] for quote in page.guide_beside if quote.id in _BESIDE]
    if page.attachments and "附件" not in beside:
        beside.append("附件")
    if beside:
        return f"其余要素可能在{'、'.join(beside)}中，未能读取"
    if page.text_chars < params.min_text_chars and not any(q.id == "whole" for q in page.guide_beside):
        return f"页面正文仅{page.text_chars}字，其余内容可能未能读取"
    return ""
