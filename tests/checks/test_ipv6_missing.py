from __future__ import annotations

from typing import Any

import pytest

from checks.engine.model import Outcome
from checks.ipv6_missing import Params, ipv6_missing
from evidence.observed import DnsSeen
from tests.builders import BLOCKED, FETCHED_AT, HOME, host, seen, unit

PASSED, FAILED, CANT_TELL, INAPPLICABLE = (
    Outcome.PASSED,
    Outcome.FAILED,
    Outcome.CANT_TELL,
    Outcome.INAPPLICABLE,
)
FOUR, SIX = ("192.0.2.1",), ("2001:db8::1",)


@pytest.mark.parametrize(
    ("dns", "outcome", "says"),
    [
        ((DnsSeen(FETCHED_AT, FOUR, SIX),), PASSED, ""),
        ((DnsSeen(FETCHED_AT, (), SIX),), PASSED, ""),
        ((DnsSeen(FETCHED_AT, FOUR),), FAILED, "网站域名www.example.gov.cn没有IPv6地址（AAAA记录）"),
        ((DnsSeen(FETCHED_AT, FOUR), DnsSeen(FETCHED_AT, FOUR, SIX)), PASSED, ""),
        ((DnsSeen(FETCHED_AT, FOUR, aaaa_failure="error"),), CANT_TELL, "不能确认"),
        ((DnsSeen(FETCHED_AT, failure="no_name"),), CANT_TELL, "不能确认"),
        ((DnsSeen(FETCHED_AT, failure="timeout"),), CANT_TELL, "不能确认"),
        ((), CANT_TELL, "未检测域名解析"),
    ],
)
def test_ipv6_missing(dns: tuple[DnsSeen, ...], outcome: Outcome, says: str) -> None:
    (statement,) = ipv6_missing(unit(whole_host=True, hosts=(host(dns=dns),)), Params())
    assert (statement.outcome, statement.url) == (outcome, HOME)
    assert says in statement.message


@pytest.mark.parametrize(
    ("rest", "outcomes"),
    [
        ({"is_address": True}, [INAPPLICABLE]),
        ({"home": seen(HOME, BLOCKED)}, [CANT_TELL]),
        ({"whole_host": False}, []),
    ],
)
def test_hosts_of_which_nothing_is_said(rest: dict[str, Any], outcomes: list[Outcome]) -> None:
    shown = unit(whole_host=True, hosts=(host(dns=(DnsSeen(FETCHED_AT, FOUR),), **rest),))
    assert [one.outcome for one in ipv6_missing(shown, Params())] == outcomes
