from __future__ import annotations

import pytest

from checks.engine.model import Outcome
from checks.search_imprecise import Params, search_imprecise
from evidence.observed import SearchSeen
from tests.builders import BLOCKED, FETCHED_AT, HOME, host, seen, unit

PASSED, FAILED, CANT_TELL, INAPPLICABLE = (
    Outcome.PASSED,
    Outcome.FAILED,
    Outcome.CANT_TELL,
    Outcome.INAPPLICABLE,
)
PARAMS = Params(min_titles=5, min_share_pct=90)


def asked(found: int, missed: int, unclear: int = 0, how: str = "form") -> tuple[SearchSeen, ...]:
    """So many titles found, missed, and answered in a way that does not tell."""
    endings = (*[True] * found, *[False] * missed, *[None] * unclear)
    return tuple(
        SearchSeen(
            FETCHED_AT, f"第{n}条标题", how, f"{HOME}s?q={n}", 200, found=ending, why="" if ending else "x"
        )
        for n, ending in enumerate(endings)
    )


@pytest.mark.parametrize(
    ("searches", "outcome", "says"),
    [
        (asked(20, 0), PASSED, "检索首页标题20条，命中20条"),
        (asked(18, 2), PASSED, "命中18条"),  # 90 %
        (
            asked(17, 3),
            FAILED,
            "以首页20条标题检索，命中17条（85%），低于90%；未能检索到「第17条标题」「第18条标题」",
        ),
        (asked(17, 3, 5), FAILED, "20条标题"),  # what does not tell counts on neither side
        (asked(5, 0), PASSED, ""),
        (asked(4, 1), FAILED, "80%"),
        (asked(4, 0), CANT_TELL, "仅4次，少于5次"),
        (asked(3, 1, 9), CANT_TELL, "仅4次"),
        ((*asked(4, 0), *asked(4, 0)), CANT_TELL, "仅4次"),  # the same titles again
        (asked(20, 0, how="outside"), CANT_TELL, "由其他主机提供"),
        (asked(0, 2), INAPPLICABLE, "站内搜索不可用"),
        (asked(0, 0, 3), CANT_TELL, "x"),
        ((SearchSeen(FETCHED_AT, how="none", found=False),), INAPPLICABLE, ""),
        ((SearchSeen(FETCHED_AT, how="scripted", why="由脚本提交，未能查询"),), CANT_TELL, "脚本"),
        ((SearchSeen(FETCHED_AT),), CANT_TELL, "未得到应答"),
        ((), CANT_TELL, "未检测"),
    ],
)
def test_search_imprecise(searches: tuple[SearchSeen, ...], outcome: Outcome, says: str) -> None:
    (statement,) = search_imprecise(unit(hosts=(host(searches=searches),)), PARAMS)
    assert (statement.outcome, statement.url) == (outcome, HOME)
    assert says in statement.message


def test_only_who_owns_the_host_is_judged_and_only_where_the_home_page_was_read() -> None:
    assert list(search_imprecise(unit(hosts=(host(whole_host=False),)), PARAMS)) == []
    (statement,) = search_imprecise(unit(hosts=(host(home=seen(HOME, BLOCKED)),)), PARAMS)
    assert (statement.outcome, BLOCKED in statement.message) == (CANT_TELL, True)
