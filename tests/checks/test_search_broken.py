from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from checks.engine.model import Outcome
from checks.search_broken import Params, search_broken
from evidence.observed import SearchSeen
from tests.builders import BLOCKED, FETCHED_AT, HOME, host, seen, unit

PASSED, FAILED, CANT_TELL = Outcome.PASSED, Outcome.FAILED, Outcome.CANT_TELL
ONE, TWO = "云溪区召开招生工作会议", "云溪区发布秋季招生安排"


def asked(query: str = ONE, found: bool | None = False, **rest: Any) -> SearchSeen:
    return SearchSeen(FETCHED_AT, query, **{"how": "form", "status": 200, "found": found, **rest})


NONE = SearchSeen(FETCHED_AT, how="none", found=False)


@pytest.mark.parametrize(
    ("searches", "outcome", "says"),
    [
        ((asked(found=True),), PASSED, ""),
        ((asked(), asked(TWO, True)), PASSED, ""),
        ((asked(), asked(TWO)), FAILED, f"站内搜索未能检索到首页上的稿件「{ONE}」「{TWO}」"),
        (
            (asked(), asked(TWO, None, why="检索超时未应答"), asked("云溪区第三个标题安排")),
            FAILED,
            "未能检索到",
        ),
        ((asked(),), CANT_TELL, "仅以1个标题检索未果"),
        ((asked(), asked()), CANT_TELL, "仅以1个标题检索未果"),
        ((asked(), asked(TWO, None, why="检索超时未应答")), CANT_TELL, "检索超时未应答"),
        ((NONE,), FAILED, "首页未提供站内搜索"),
        ((replace(NONE, why="脚本"),), FAILED, "首页未提供站内搜索"),
        ((replace(NONE, found=None, why="首页有搜索字样"),), CANT_TELL, "首页有搜索字样"),
        ((SearchSeen(FETCHED_AT, how="scripted", why="站内搜索由脚本提交，未能查询"),), CANT_TELL, "脚本"),
        # errors
        ((asked(found=None, status=404), asked(TWO, None, status=404)), FAILED, "均返回HTTP 404"),
        ((asked(found=None, status=500), asked(TWO, None, status=502)), FAILED, "均返回HTTP 502"),
        ((asked(found=None, status=500), asked(found=None, status=500)), CANT_TELL, "未得到应答"),
        ((asked(found=None, status=521, why="x"), asked(TWO, None, status=521)), CANT_TELL, "x"),
        ((asked(found=None, status=403, why="x"), asked(TWO, None, status=403)), CANT_TELL, "x"),
        (
            (
                asked(found=None, status=503, failure="blocked", why="x"),
                asked(TWO, None, status=503, failure="blocked"),
            ),
            CANT_TELL,
            "x",
        ),
        ((), CANT_TELL, "未检测站内搜索"),
    ],
)
def test_search_broken(searches: tuple[SearchSeen, ...], outcome: Outcome, says: str) -> None:
    (statement,) = search_broken(unit(whole_host=True, hosts=(host(searches=searches),)), Params(2))
    assert (statement.outcome, statement.url) == (outcome, HOME)
    assert says in statement.message
    assert statement.suspected is (searches == (replace(NONE, why="脚本"),))


@pytest.mark.parametrize(("how", "suspected"), [("form", False), ("link", False), ("outside", True)])
def test_an_error_of_another_host_is_only_suspected(how: str, suspected: bool) -> None:
    dead = tuple(asked(title, None, how=how, status=404) for title in (ONE, TWO))
    (statement,) = search_broken(unit(whole_host=True, hosts=(host(searches=dead),)), Params(2))
    assert (statement.outcome, statement.suspected) == (FAILED, suspected)


def test_an_unread_home_page_proves_nothing() -> None:
    one = host(home=seen(HOME, BLOCKED), searches=(NONE,))
    (statement,) = search_broken(unit(whole_host=True, hosts=(one,)), Params(2))
    assert (statement.outcome, BLOCKED in statement.message) == (CANT_TELL, True)


def test_only_the_owner_of_a_host_answers_for_its_search() -> None:
    assert list(search_broken(unit(hosts=(host(whole_host=False, searches=(NONE,)),)), Params(2))) == []
