from __future__ import annotations

import pytest

from checks.engine.model import Outcome
from checks.home_stale import Params, home_stale
from evidence.units import HomeEvidence
from tests.builders import BLOCKED, HOME, days_ago, entrance, entry, home, seen, unit

PASSED, FAILED, CANT_TELL = Outcome.PASSED, Outcome.FAILED, Outcome.CANT_TELL
SECOND = f"{HOME}second/"


@pytest.mark.parametrize(
    ("shown", "outcome", "says"),
    [
        (home(14, 30), PASSED, ""),
        (
            home(15, 30),
            FAILED,
            "首页最新一条信息发布于2026年11月8日，距监测时间点15天，超过2周（14天）未更新",
        ),
        (home(40, -2), PASSED, ""),
        # entries without a date
        (HomeEvidence(seen(HOME), (entry(15), entry(None, read=False))), CANT_TELL, "有1条信息未标日期"),
        (HomeEvidence(seen(HOME), (entry(14), entry(None, read=False))), PASSED, ""),
        (HomeEvidence(seen(HOME), (entry(15), entry(None, read=True))), FAILED, "15天"),
        (HomeEvidence(seen(HOME), (entry(None, read=True),)), CANT_TELL, "均无可识别的日期"),
        # nothing to see
        (home(), CANT_TELL, "未识别到信息条目"),
        (home(40, why_unread=BLOCKED), CANT_TELL, BLOCKED),
        # a mere entrance: its second-level pages
        (entrance(home(15, url=SECOND), home(14, url=f"{SECOND}2")), PASSED, ""),
        (entrance(home(15, url=SECOND), home(40, url=f"{SECOND}2")), FAILED, "首页及其全部二级页面"),
        (entrance(home(15, url=SECOND), home(why_unread=BLOCKED)), CANT_TELL, "二级页面有1个未能读取"),
        (entrance(home(15, url=SECOND), home(url=f"{SECOND}2")), FAILED, "15天"),
        (entrance(), CANT_TELL, "二级页面未采集"),
        (entrance(home(url=SECOND)), CANT_TELL, "未识别到信息条目"),
    ],
)
def test_home_stale(shown: HomeEvidence, outcome: Outcome, says: str) -> None:
    (statement,) = home_stale(unit(homes=(shown,)), Params(14))
    assert (statement.outcome, statement.url) == (outcome, HOME)
    assert says in statement.message


def test_each_home_page_is_judged_and_due() -> None:
    first, second = home_stale(unit(homes=(home(10), home(20, url=SECOND))), Params(14))
    assert (first.outcome, first.due_on) == (PASSED, days_ago(-5))
    assert (second.outcome, second.url) == (FAILED, SECOND)
