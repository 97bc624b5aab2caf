"""Addresses of a host's name: what there is, what there is not, and what nobody could say."""

from __future__ import annotations

import asyncio
import socket
import time

import pytest

from crawler.asks.dns import CONTROLS, DnsAsker
from evidence.names import Name, Names

NAME = "www.yunxi.gov.cn"
SIX = {CONTROLS[1]: ["2001:db8::9"]}
NONAME, AGAIN, FAIL = socket.EAI_NONAME, socket.EAI_AGAIN, socket.EAI_FAIL

Table = dict[str, list[str] | int]


def asker(four: Table, six: Table) -> DnsAsker:
    def lookup(name: str, family: int) -> list[str]:
        told = (four if family == socket.AF_INET else six).get(name, NONAME)
        if isinstance(told, int):
            raise socket.gaierror(told, "told by the test")
        return told

    return DnsAsker(None, lookup)


@pytest.mark.parametrize(
    ("four", "six", "addresses", "aaaa", "failure", "aaaa_failure"),
    [
        ({NAME: ["192.0.2.1"]}, {NAME: ["2001:db8::1"]}, ("192.0.2.1",), ("2001:db8::1",), None, None),
        ({NAME: ["192.0.2.1"]}, SIX, ("192.0.2.1",), (), None, None),
        # a resolver that shows no IPv6 address of anybody proves nothing
        ({NAME: ["192.0.2.1"]}, {}, ("192.0.2.1",), (), None, "error"),
        ({NAME: ["192.0.2.1"]}, SIX | {NAME: AGAIN}, ("192.0.2.1",), (), None, "timeout"),
        ({NAME: ["192.0.2.1"]}, SIX | {NAME: FAIL}, ("192.0.2.1",), (), None, "error"),
        ({}, SIX, (), (), "no_name", None),
        ({NAME: AGAIN}, SIX, (), (), "timeout", None),
        ({}, {NAME: ["2001:db8::1"]}, (), ("2001:db8::1",), None, None),
    ],
)
def test_what_a_resolver_tells(
    four: Table,
    six: Table,
    addresses: tuple[str, ...],
    aaaa: tuple[str, ...],
    failure: str | None,
    aaaa_failure: str | None,
) -> None:
    seen = asyncio.run(asker(four, six).ask(NAME))
    assert (seen.addresses, seen.aaaa, seen.failure, seen.aaaa_failure) == (
        addresses,
        aaaa,
        failure,
        aaaa_failure,
    )


def test_the_controls_are_asked_once_for_all_hosts() -> None:
    asked: list[tuple[str, int]] = []

    def lookup(name: str, family: int) -> list[str]:
        asked.append((name, family))
        return ["192.0.2.1"] if family == socket.AF_INET else []

    async def two() -> None:
        one = DnsAsker(None, lookup)
        await asyncio.gather(one.ask("a.gov.cn"), one.ask("b.gov.cn"))

    asyncio.run(two())
    assert sorted(name for name, _ in asked if name in CONTROLS) == sorted(CONTROLS)


def test_a_resolver_that_never_answers_is_given_up() -> None:
    def lookup(_name: str, _family: int) -> list[str]:
        time.sleep(3)
        return []

    began = time.monotonic()
    seen = asyncio.run(DnsAsker(None, lookup, 0.1).ask(NAME))
    assert (seen.failure, seen.aaaa_failure) == ("timeout", "timeout")
    assert time.monotonic() - began < 2


@pytest.mark.parametrize(
    ("name", "addresses", "aaaa", "failure"),
    [
        (NAME, ("127.0.0.1",), ("2001:db8::1",), None),
        ("four.gov.cn", ("127.0.0.1",), (), None),
        ("localhost", (), (), "no_name"),
    ],
)
def test_a_closed_environment_knows_its_table(
    name: str, addresses: tuple[str, ...], aaaa: tuple[str, ...], failure: str | None
) -> None:
    table = {NAME: Name(("127.0.0.1",), ("2001:db8::1",)), "four.gov.cn": Name(("127.0.0.1",))}
    seen = asyncio.run(DnsAsker(Names(table)).ask(name))
    assert (seen.addresses, seen.aaaa, seen.failure, seen.aaaa_failure) == (addresses, aaaa, failure, None)
