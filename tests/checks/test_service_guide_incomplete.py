from __future__ import annotations

from typing import Any

import pytest

from checks.engine.model import Outcome
from checks.service_guide_incomplete import ELEMENTS, Params, service_guide_incomplete
from evidence.records import Quote
from tests.builders import BLOCKED, HOME, page, unit, unread

PASSED, FAILED, CANT_TELL = Outcome.PASSED, Outcome.FAILED, Outcome.CANT_TELL
PARAMS = Params(missing_limit=4, min_text_chars=150)


def guide(count: int, **rest: Any) -> Any:
    """A guide that gives the first so many elements."""
    return page("zn.html", title="残疾人证办理", guide=tuple(Quote(one, f"{one}：有") for one in list(ELEMENTS)[:count]), **rest)  # fmt: skip


def beside(what: str) -> tuple[Quote, ...]:
    return (Quote(what, "甲"),)


@pytest.mark.parametrize(
    ("shown", "outcome", "says"),
    [
        (guide(8), PASSED, ""),
        (guide(5), PASSED, ""),
        (guide(4), FAILED, "办事指南「残疾人证办理」缺少4类要素：办理地点、办理时间、联系电话、办理流程"),
        (guide(2), FAILED, "缺少6类要素"),
        (guide(4, text_chars=150), FAILED, "缺少4类要素"),
        (guide(4, text_chars=149), CANT_TELL, "仅149字"),
        (guide(4, text_chars=149, guide_beside=beside("whole")), FAILED, "缺少4类要素"),
        (guide(4, guide_beside=beside("link")), CANT_TELL, "可能在链接的页面中"),
        (guide(1, guide_beside=(*beside("whole"), *beside("text"))), CANT_TELL, "可能在正文的其他文字中"),
        (guide(4, attachments=(f"{HOME}biao.doc",)), CANT_TELL, "可能在附件中"),
        (guide(4, guide_beside=beside("picture")), CANT_TELL, "可能在图片中"),
        (guide(4, guide_beside=beside("frame")), CANT_TELL, "嵌入页面"),
        (guide(4, guide_beside=beside("platform")), CANT_TELL, "政务服务平台链接"),
        (guide(4, guide_beside=beside("file")), CANT_TELL, "可能在附件中"),
        (guide(5, text_chars=10, guide_beside=beside("picture")), PASSED, ""),
    ],
)
def test_service_guide_incomplete(shown: Any, outcome: Outcome, says: str) -> None:
    (statement,) = service_guide_incomplete(unit(pages=(page(), shown)), PARAMS)
    assert (statement.outcome, statement.url) == (outcome, shown.url)
    assert says in statement.message


def test_what_is_given_and_what_lacks_is_said() -> None:
    (statement,) = service_guide_incomplete(unit(pages=(guide(4),)), PARAMS)
    assert statement.facts["present"] == ["事项名称", "设定依据", "申请条件", "办理材料"]
    assert statement.facts["missing"] == ["办理地点", "办理时间", "联系电话", "办理流程"]
    assert statement.facts["limit"] == 4
    assert "basis：有" in statement.excerpt


def test_unread_unit_cannot_tell_and_a_unit_without_guides_says_nothing() -> None:
    (statement,) = service_guide_incomplete(unread(unit(pages=(guide(1),))), PARAMS)
    assert (statement.outcome, statement.message) == (CANT_TELL, BLOCKED)
    assert list(service_guide_incomplete(unit(pages=(page(),)), PARAMS)) == []
