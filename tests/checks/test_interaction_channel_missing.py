from __future__ import annotations

import pytest

from checks.engine.model import Outcome
from checks.interaction_channel_missing import Params, interaction_channel_missing
from evidence.units import UnitEvidence
from tests.builders import BLOCKED, HOME, channel, entrance, home, unit, unread

PASSED, FAILED, CANT_TELL = Outcome.PASSED, Outcome.FAILED, Outcome.CANT_TELL
DEAD = channel("局长信箱", doubt="链接打不开")


@pytest.mark.parametrize(
    ("shown", "outcome", "says"),
    [
        (unit(channels=(channel(),)), PASSED, "「在线咨询」"),
        (unit(channels=(channel(own=False),)), PASSED, "「在线咨询」"),  # the host's count for a part of it
        (unit(channels=(DEAD, channel())), PASSED, "「在线咨询」"),
        (unit(channels=(channel(),), coverage="budget"), PASSED, "「在线咨询」"),
        (unit(channels=()), FAILED, "均未发现咨询建言渠道（网上信访、纪检举报不计）"),
        (unit(channels=(DEAD,)), CANT_TELL, "仅发现「局长信箱」（链接打不开）"),
        (unit(channels=(), coverage="budget"), CANT_TELL, "未采集完整"),
        (unit(channels=(), coverage="blocked"), CANT_TELL, "未采集完整"),
        (unit(channels=(), offer_doubts=("导航栏目「互动」未能读取",)), CANT_TELL, "导航栏目「互动」未能读取"),
        (unit(channels=(), homes=(home(why_unread=BLOCKED),)), CANT_TELL, BLOCKED),
        (unit(channels=(), homes=(home(1), home(why_unread=BLOCKED, url=f"{HOME}2/"))), CANT_TELL, BLOCKED),
        (unit(channels=(), homes=(entrance(home(1, why_unread=BLOCKED, url=f"{HOME}2/")),)), CANT_TELL, "二级页面"),
        (unit(channels=(), homes=(entrance(home(1, url=f"{HOME}2/")),)), FAILED, "均未发现"),
        (unread(unit()), CANT_TELL, BLOCKED),
    ],
)  # fmt: skip
def test_interaction_channel_missing(shown: UnitEvidence, outcome: Outcome, says: str) -> None:
    (statement,) = interaction_channel_missing(shown, Params())
    assert (statement.outcome, statement.url, statement.target) == (outcome, HOME, None)
    assert says in statement.message


def test_without_a_home_page_there_is_nothing_to_say() -> None:
    assert list(interaction_channel_missing(unit(homes=(), channels=()), Params())) == []
