from __future__ import annotations

from typing import Any

import pytest

from checks.engine.model import Outcome
from checks.media_matrix_missing import Params, media_matrix_missing
from evidence.records import PageKind, Quote, UnitKind
from evidence.units import UnitEvidence
from tests.builders import BLOCKED, HOME, column, home, page, unit, unread

PASSED, FAILED, CANT_TELL = Outcome.PASSED, Outcome.FAILED, Outcome.CANT_TELL
PARAMS = Params(("新媒体", "矩阵", "政务微信"))


def front(*media: Quote, **rest: Any) -> Any:
    return page(url=HOME, title="云溪区人民政府", kind=PageKind.HOME, is_article=False, media=media, **rest)


def portal(*pages: Any, **rest: Any) -> UnitEvidence:
    return unit(UnitKind.GOVERNMENT, portal=True, whole_host=True, pages=pages or (front(),), **rest)


MATRIX = Quote("matrix", "政务新媒体", f"{HOME}xmt/")
ACCOUNT = Quote("account", "官方微信")
PICTURE = Quote("picture", "/images/a.jpg", f"{HOME}zt/1.html")


@pytest.mark.parametrize(
    ("evidence", "outcome", "says"),
    [
        (portal(front(MATRIX)), PASSED, ""),
        (portal(front(ACCOUNT, Quote("matrix", "新媒体矩阵"))), PASSED, ""),
        (portal(front(), page("xmt/", title="政务新媒体", is_article=False)), PASSED, ""),
        (portal(columns=(column("新媒体矩阵", 3),)), PASSED, ""),
        (portal(front(), page("a.html", title="我区召开政务新媒体培训会")), FAILED, "未见政务新媒体矩阵"),
        (portal(front(), page("b/", title="关于政务新媒体的若干工作部署和检查情况的专题", is_article=False)), FAILED, ""),
        (portal(), FAILED, "未见政务新媒体矩阵"),
        (portal(columns=(column("新闻发布", 3),)), FAILED, ""),
        (portal(front(ACCOUNT)), CANT_TELL, "首页有“官方微信”"),
        (portal(front(offers=(PICTURE,))), CANT_TELL, "图片链接"),
        (portal(front(offers=(PICTURE,)), page(url=f"{HOME}zt/1.html", title="专题")), FAILED, ""),
        (portal(front(offers=(Quote("form", "留言"),))), FAILED, ""),
        (portal(coverage="budget"), CANT_TELL, "未采集完整"),
        (portal(offer_doubts=("首页导航未能识别，可能由脚本生成",)), CANT_TELL, "导航未能识别"),
        (portal(page("a.html")), CANT_TELL, "首页内容未能识别"),
        (portal(homes=(home(why_unread=BLOCKED),)), CANT_TELL, BLOCKED),
        (unread(portal(front(MATRIX))), CANT_TELL, BLOCKED),
    ],
)  # fmt: skip
def test_media_matrix_missing(evidence: UnitEvidence, outcome: Outcome, says: str) -> None:
    (statement,) = media_matrix_missing(evidence, PARAMS)
    assert (statement.outcome, statement.url) == (outcome, HOME), statement.message
    assert says in statement.message


def test_a_unit_without_home_page_is_not_spoken_of() -> None:
    assert list(media_matrix_missing(portal(homes=()), PARAMS)) == []
