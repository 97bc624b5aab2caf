from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from checks.engine.model import Outcome
from checks.https_missing import Params, https_missing
from evidence.observed import TlsSeen
from tests.builders import BLOCKED, FETCHED_AT, HOME, host, seen, unit

PASSED, FAILED, CANT_TELL, INAPPLICABLE = (
    Outcome.PASSED,
    Outcome.FAILED,
    Outcome.CANT_TELL,
    Outcome.INAPPLICABLE,
)
PLAIN = "no TLS on this port"


def look(failure: str | None = None, detail: str = "", **rest: Any) -> TlsSeen:
    return TlsSeen(FETCHED_AT, failure, detail, **rest)


def good(status: int | None = 200, detail: str = "") -> TlsSeen:
    return look(None, detail, status=status, verified=True, not_after=date(2027, 1, 1))


def bad(reason: str) -> TlsSeen:
    return look("certificate", reason, verified=False, not_after=date(2026, 10, 1))


@pytest.mark.parametrize(
    ("looks", "outcome", "says"),
    [
        ((good(),), PASSED, ""),
        ((good(None),), PASSED, ""),
        ((good(302, "redirects to https://www.example.gov.cn/x"),), PASSED, ""),
        ((look("refused"), good()), PASSED, ""),
        ((look("refused"), look("refused")), FAILED, "网站无法通过HTTPS访问：2次连接被拒绝"),
        ((look("timeout"), look("timeout")), FAILED, "连接超时"),
        ((look("reset"), look("timeout")), FAILED, "连接超时"),
        ((look("protocol", PLAIN), look("protocol", PLAIN)), FAILED, "没有加密服务"),
        ((bad("expired"), bad("expired")), FAILED, "网站的HTTPS证书已过期（有效期至2026年10月1日）"),
        ((bad("not yet valid"), bad("not yet valid")), FAILED, "尚未生效"),
        ((bad("wrong name"), bad("wrong name")), FAILED, "证书与域名不符"),
        ((bad("self-signed"), bad("self-signed")), FAILED, "自签名"),
        ((good(404), good(404)), FAILED, "HTTPS首页返回HTTP 404"),
        ((good(302, "redirects to http://a/"), good(302, "redirects to http://a/")), FAILED, "跳转回HTTP"),
        # once is not enough
        ((look("refused"),), CANT_TELL, "仅检测一次"),
        ((bad("expired"),), CANT_TELL, "仅检测一次"),
        # doubt
        ((bad("unknown issuer: unable to get local issuer certificate"),) * 2, CANT_TELL, "签发机构无法确认"),
        ((look("protocol", "SSLV3_ALERT_HANDSHAKE_FAILURE"),) * 2, CANT_TELL, "国密"),
        ((look("ours"), look("timeout")), CANT_TELL, "检测端网络"),
        ((look("dns"),) * 2, CANT_TELL, "未能解析"),
        ((look("blocked", "412", status=412, verified=True),) * 2, CANT_TELL, "防护系统"),
        ((good(403), good(403)), CANT_TELL, "防护系统"),
        ((look("something new"),) * 2, CANT_TELL, "未得到明确结果"),
        ((), CANT_TELL, "未检测HTTPS"),
    ],
)
def test_https_missing(looks: tuple[TlsSeen, ...], outcome: Outcome, says: str) -> None:
    (statement,) = https_missing(unit(whole_host=True, hosts=(host(tls=looks),)), Params(2))
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
    shown = unit(whole_host=True, hosts=(host(tls=(look("refused"),) * 2, **rest),))
    assert [one.outcome for one in https_missing(shown, Params(2))] == outcomes
