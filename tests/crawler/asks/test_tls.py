"""HTTPS of a host, attempt by attempt: what holds, what is proven wrong, and what stays in doubt."""

from __future__ import annotations

import socket
import time
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from crawler.asks.tls import PLAIN, TlsQuestion, answers, ask_tls, home_path
from tests.crawler.local_site import Answer, Route, Site
from tests.crawler.tls_site import Authority, TlsSite, self_signed

HOST = "www.yunxi.gov.cn"


@contextmanager
def silent() -> Iterator[int]:
    """A port that takes connections and says nothing."""
    with socket.socket() as listener:
        listener.bind(("127.0.0.1", 0))
        listener.listen(8)
        yield listener.getsockname()[1]


def closed_port() -> int:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        return int(taken.getsockname()[1])


def question(port: int, authority: Authority | None = None, **rest: Any) -> TlsQuestion:
    file = authority.file if authority else None
    return TlsQuestion(HOST, "127.0.0.1", port, ca_file=file, **{"timeout_s": 1.0, **rest})


@pytest.mark.parametrize(
    ("route", "status", "failure", "detail"),
    [
        ("<p>首页", 200, None, ""),
        (Answer("no", 404), 404, None, ""),
        (Answer("", 302, {"Location": "http://www.yunxi.gov.cn/"}), 302, None, "redirects to http://www"),
        (Answer("no", 412), 412, "blocked", "412"),
    ],
)
def test_a_certificate_that_holds(
    route: Route, status: int, failure: str | None, detail: str, tmp_path: Path
) -> None:
    authority = Authority.make(tmp_path)
    with TlsSite({"/": route}, authority.issue(tmp_path, HOST)) as site:
        seen = ask_tls(question(site.port, authority))
    assert (seen.verified, seen.status, seen.failure) == (True, status, failure)
    assert detail in seen.detail
    assert seen.not_after == (datetime.now(UTC) + timedelta(days=30)).date()


def test_a_page_that_robots_forbids_is_not_asked_for(tmp_path: Path) -> None:
    authority = Authority.make(tmp_path)
    with TlsSite({"/": "<p>首页"}, authority.issue(tmp_path, HOST)) as site:
        seen = ask_tls(question(site.port, authority, path=None))
        assert site.hits == []
    assert (seen.verified, seen.status, seen.failure) == (True, None, None)


@pytest.mark.parametrize(
    ("case", "detail"),
    [
        ("expired", "expired"),
        ("not yet", "not yet valid"),
        ("wrong name", "wrong name"),
        ("self-signed", "self-signed"),
        ("unknown issuer", "unknown issuer: "),
        ("expired by an unknown issuer", "expired"),
    ],
)
def test_a_certificate_that_does_not_hold(case: str, detail: str, tmp_path: Path) -> None:
    authority, stranger = Authority.make(tmp_path), Authority.make(tmp_path, "Other CA")
    made = {
        "expired": lambda: authority.issue(tmp_path, HOST, (-30, -1)),
        "not yet": lambda: authority.issue(tmp_path, HOST, (2, 30)),
        "wrong name": lambda: authority.issue(tmp_path, "other.gov.cn"),
        "self-signed": lambda: self_signed(tmp_path, HOST),
        "unknown issuer": lambda: stranger.issue(tmp_path, HOST),
        "expired by an unknown issuer": lambda: stranger.issue(tmp_path, HOST, (-30, -1)),
    }[case]()
    with TlsSite({"/": "<p>首页"}, made) as site:
        seen = ask_tls(question(site.port, authority))
    assert (seen.failure, seen.verified, seen.status) == ("certificate", False, None)
    assert seen.detail.startswith(detail)
    assert seen.not_after is not None


def test_ports_without_tls() -> None:
    began = time.monotonic()
    with silent() as quiet, Site({"/": "plain"}) as site:
        plain = int(site.netloc.rpartition(":")[2])
        found = [ask_tls(question(port)) for port in (closed_port(), quiet, plain)]
    assert [(seen.failure, seen.verified) for seen in found] == [
        ("refused", None),
        ("timeout", None),
        ("protocol", None),
    ]
    assert found[2].detail == PLAIN
    assert time.monotonic() - began < 8


def test_a_name_that_does_not_resolve(monkeypatch: pytest.MonkeyPatch) -> None:
    def nobody(*_: object, **__: object) -> None:
        raise socket.gaierror(socket.EAI_NONAME, "not known")

    monkeypatch.setattr(socket, "getaddrinfo", nobody)
    assert ask_tls(TlsQuestion(HOST, HOST, 443, timeout_s=1.0)).failure == "dns"


def test_whether_our_own_network_lets_anything_out() -> None:
    with silent() as port:
        assert answers(("127.0.0.1",), port, 1.0)
    assert not answers(("127.0.0.1", "127.0.0.2"), closed_port(), 1.0)


@pytest.mark.parametrize(
    ("url", "path"),
    [
        ("http://a.gov.cn", "/"),
        ("http://a.gov.cn/", "/"),
        ("http://a.gov.cn:81/x/index.html?a=1", "/x/index.html?a=1"),
    ],
)
def test_what_is_asked_for(url: str, path: str) -> None:
    assert home_path(url) == path
