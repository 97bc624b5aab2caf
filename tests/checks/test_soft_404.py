from __future__ import annotations

from typing import Any

import pytest

from checks.engine.model import Outcome
from checks.soft_404 import Params, soft_404
from evidence.observed import MissingPathSeen
from evidence.units import Entry, HostEvidence, PageEvidence
from tests.builders import BLOCKED, FETCHED_AT, HOME, column, host, page, seen, unit, unread

HOST_ONLY, PAGES_ONLY = Params(host=True, pages=False), Params(host=False, pages=True)


def asked(*answers: int | str, **rest: Any) -> HostEvidence:
    paths = tuple(
        (
            f"{HOME}no-such-{n}.html",
            MissingPathSeen(
                FETCHED_AT,
                answer if isinstance(answer, int) else None,
                answer if isinstance(answer, str) else None,
                **rest,
            ),
        )
        for n, answer in enumerate(answers)
    )
    return host(missing_paths=paths)


@pytest.mark.parametrize(
    ("shown", "outcome", "says"),
    [
        (asked(404), Outcome.PASSED, ""),
        (asked(410), Outcome.PASSED, ""),
        (asked(200), Outcome.FAILED, "网站返回200（正常），显示的是一般页面，应返回404"),
        (asked(200, says_missing="页面不存在"), Outcome.FAILED, "页面提示“页面不存在”"),
        (asked(200, is_home=True), Outcome.FAILED, "显示的是首页"),
        (asked(200, final_url=f"{HOME}404.html"), Outcome.CANT_TELL, "转到提示页"),
        (asked(200, final_url=f"{HOME}index.html"), Outcome.FAILED, "200"),
        (asked(200, 200), Outcome.FAILED, "200"),
        (asked(404, 200), Outcome.CANT_TELL, "200、404"),
        (asked(403), Outcome.CANT_TELL, "返回403"),
        (asked(302), Outcome.CANT_TELL, "返回302"),
        (asked(), Outcome.CANT_TELL, "未能取得"),
        (asked("timeout"), Outcome.CANT_TELL, "未能取得"),
        (asked("timeout", 404), Outcome.PASSED, ""),
        (host(whole_host=False), Outcome.INAPPLICABLE, "其他单位"),
        (host(home=seen(HOME, BLOCKED)), Outcome.CANT_TELL, BLOCKED),
    ],
)
def test_host_that_answers_what_cannot_exist(shown: HostEvidence, outcome: Outcome, says: str) -> None:
    (found,) = soft_404(unit(hosts=(shown,)), HOST_ONLY)
    assert (found.outcome, found.url) == (outcome, HOME)
    assert says in found.message


def gone(**rest: Any) -> PageEvidence:
    return page(says_missing="该信息已删除", **rest)


@pytest.mark.parametrize(
    ("shown", "listed", "outcomes"),
    [
        (gone(), True, [Outcome.FAILED]),
        (page(), True, [Outcome.PASSED]),
        (gone(), False, []),
        (gone(file_type="pdf"), True, []),
    ],
)
def test_listed_page_that_says_it_is_not_there(
    shown: PageEvidence, listed: bool, outcomes: list[Outcome]
) -> None:
    entries = (Entry(shown.title, shown.url, None),) if listed else ()
    where = column("通知公告", entries=entries)
    found = list(soft_404(unit(pages=(shown,), columns=(where,)), PAGES_ONLY))
    assert [(one.outcome, one.url) for one in found] == [(outcome, shown.url) for outcome in outcomes]
    assert all("栏目「通知公告」所列页面" in one.message for one in found if one.outcome is Outcome.FAILED)


@pytest.mark.parametrize("params", [HOST_ONLY, PAGES_ONLY])
def test_nothing_read_cannot_tell(params: Params) -> None:
    shown = unread(unit(hosts=(asked(200),), pages=(gone(),)))
    assert {one.outcome for one in soft_404(shown, params)} == {Outcome.CANT_TELL}
