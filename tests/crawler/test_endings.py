"""Every exception is a named failure, every crawl ends in one coverage."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest
from OpenSSL.SSL import Error as TlsError
from scrapy.exceptions import (
    CannotResolveHostError,
    DownloadCancelledError,
    DownloadConnectionRefusedError,
    DownloadFailedError,
    DownloadTimeoutError,
    IgnoreRequest,
    UnsupportedURLSchemeError,
)
from scrapy.http import Response
from twisted.internet.error import ConnectionDone, ConnectionLost, NoRouteError, TCPTimedOutError
from twisted.python.failure import Failure
from twisted.web._newclient import ParseError, ResponseNeverReceived

from crawler.frontier import Frontier, Rank
from crawler.progress import Bars
from crawler.spiders.endings import is_text, name_failure, truncated
from crawler.spiders.tally import BLOCKED_ROW, FAILURE_NAMES, SILENT_ROW, Tally
from evidence.records import FAILURES, Fetch

NOW = datetime(2026, 11, 23, tzinfo=UTC)


def wrapped(reason: Exception) -> DownloadFailedError:
    error = DownloadFailedError("failed")
    error.__cause__ = ResponseNeverReceived([Failure(reason)])
    return error


@pytest.mark.parametrize(
    ("error", "expected"),
    [
        (CannotResolveHostError("x.invalid"), "dns"),
        (DownloadConnectionRefusedError("no"), "refused"),
        (NoRouteError(), "refused"),
        (DownloadTimeoutError("15 s"), "timeout"),
        (TCPTimedOutError(), "timeout"),
        (wrapped(TlsError([("SSL", "", "wrong version number")])), "tls"),
        (DownloadCancelledError("2 GB"), "too_large"),
        (IgnoreRequest("decompressed"), "too_large"),
        (wrapped(ConnectionLost()), "reset"),
        (wrapped(ConnectionDone()), "reset"),
        (wrapped(ParseError("wrong number of parts", b"SSH-2.0")), "garbage"),
        (UnsupportedURLSchemeError("gopher"), "invalid_url"),
        (UnicodeError("label too long"), "invalid_url"),
        (RuntimeError("never seen before"), "garbage"),
    ],
)
def test_every_exception_is_one_named_failure(error: Exception, expected: str) -> None:
    name, said = name_failure(Failure(error))
    assert name == expected
    assert name in FAILURES
    assert said


def test_an_unknown_exception_keeps_its_words() -> None:
    assert name_failure(Failure(RuntimeError("never seen"))) == ("garbage", "RuntimeError: never seen")


def test_every_failure_has_a_chinese_name() -> None:
    assert set(FAILURE_NAMES) == set(FAILURES)


@pytest.mark.parametrize(
    ("body", "flags", "expected"),
    [
        (b"<p>cut", ["dataloss"], True),
        (b"<p>whole</body></html>\n", ["dataloss"], False),
        (b"<p>cut", [], False),
    ],
)
def test_an_answer_that_broke_off(body: bytes, flags: list[str], expected: bool) -> None:
    assert truncated(Response("http://h/", body=body, flags=flags)) is expected


@pytest.mark.parametrize(
    ("kind", "expected"),
    [
        ("text/html; charset=gbk", True),
        ("application/json", True),
        ("", True),
        ("image/png", False),
        ("application/pdf", False),
    ],
)
def test_which_bodies_are_kept(kind: str, expected: bool) -> None:
    assert is_text(kind) is expected


def read(status: int = 200) -> Fetch:
    return Fetch("http://h/", NOW, status=status)


def lost(failure: str, status: int | None = None) -> Fetch:
    return Fetch("http://h/", NOW, status=status, failure=failure, detail="412 瑞数")


def ended(*fetches: Fetch, waiting: int = 0) -> tuple[str, str]:
    tally, frontier = Tally(), Frontier("h", 10)
    for number in range(waiting):
        frontier.offer(f"http://h/{number}", Rank.REST, 1)
    for fetch in fetches:
        tally.count(fetch)
    run = tally.host_run("r", NOW, NOW, frontier)
    return run.coverage, run.note


@pytest.mark.parametrize(
    ("fetches", "waiting", "coverage", "words"),
    [
        ([read()], 0, "complete", ""),
        ([read()], 3, "budget", "已达本次抓取上限10页，尚有3个地址未采集。"),
        ([read(), *[lost("blocked", 412)] * (BLOCKED_ROW - 1)], 0, "complete", ""),
        ([read(), *[lost("blocked", 412)] * BLOCKED_ROW], 3, "blocked", "连续10次被网站防护系统拦截，已停止采集，尚有3个地址未采集。"),
        ([read(), *[lost("timeout")] * (SILENT_ROW - 1)], 0, "complete", ""),
        ([read(), *[lost("timeout")] * SILENT_ROW], 0, "unreachable", "连续12次没有应答（响应超时），已停止采集。"),
        ([lost("blocked", 412)], 0, "blocked", "首页未能读取（被网站防护系统拦截）。"),
        ([read(404)], 0, "unreachable", "首页无法访问（HTTP 404）。"),
        ([lost("dns")], 1, "unreachable", "首页无法访问（域名无法解析）。"),
        ([], 0, "unreachable", "首页无法访问（没有可采集的地址）。"),
    ],
)  # fmt: skip
def test_coverage_and_its_note(fetches: list[Fetch], waiting: int, coverage: str, words: str) -> None:
    assert ended(*fetches, waiting=waiting) == (coverage, words)


def test_something_read_in_between_begins_the_row_anew() -> None:
    row = [lost("blocked", 412)] * (BLOCKED_ROW - 1)
    assert ended(*row, read(304), *row)[0] == "complete"


def test_no_bars_where_there_is_no_terminal(capsys: pytest.CaptureFixture[str]) -> None:
    with Bars() as bars:
        bars.add("h", 10)
        bars.move("h", 5)
        bars.end("h")
    assert capsys.readouterr() == ("", "")


def test_bars_on_a_terminal(capsys: pytest.CaptureFixture[str]) -> None:
    with Bars(show=True) as bars:
        bars.add("www.example.gov.cn", 10)
        bars.move("www.example.gov.cn", 5)
        bars.end("www.example.gov.cn")
    assert "www.example.gov.cn" in capsys.readouterr().err
