"""A closed environment: names of a table, and nothing that could leave it."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

import pytest
from local_site import FAST, Site, fetches, page

from crawler.browser.__main__ import resolver_rules
from crawler.browser.messages import Order
from crawler.work import crawl
from evidence.names import Name, Names
from evidence.records import Host

NAMES = Names({"www.yunxi.gov.cn": Name(("127.0.0.1",), ("2001:db8::1",))})


@pytest.mark.parametrize(
    ("host", "found"),
    [
        ("www.yunxi.gov.cn", Name(("127.0.0.1",), ("2001:db8::1",))),
        ("WWW.Yunxi.gov.cn.", Name(("127.0.0.1",), ("2001:db8::1",))),
        ("yunxi.gov.cn", None),
        ("localhost", None),
        ("127.0.0.2", Name(("127.0.0.2",))),
        ("[::1]", Name((), ("::1",))),
    ],
)
def test_only_names_of_the_table_and_addresses_are_found(host: str, found: Name | None) -> None:
    assert NAMES.find(host) == found


def test_a_crawl_resolves_from_the_table_alone(tmp_path: Path) -> None:
    with Site({"/": page("/a.html", "http://localhost:1/"), "/a.html": "<p>a"}) as site:
        port = site.netloc.rpartition(":")[2]
        netlocs = [f"www.yunxi.gov.cn:{port}", f"localhost:{port}"]
        hosts = [Host(netloc, (f"http://{netloc}/",), (), FAST) for netloc in netlocs]
        runs = crawl(
            hosts, tmp_path, "r1", datetime.now(UTC), second_look_pause_s=0.05, progress=False, names=NAMES
        )
    assert [runs[netloc].coverage for netloc in netlocs] == ["complete", "unreachable"]
    assert {fetch.failure for fetch in fetches(tmp_path, netlocs[1])} == {"dns"}


@pytest.mark.parametrize(
    ("netloc", "addresses", "rules"),
    [
        (
            "www.yunxi.gov.cn:8080",
            NAMES.addresses(),
            "MAP www.yunxi.gov.cn 127.0.0.1, MAP * ~NOTFOUND",
        ),
        (
            "127.0.0.1:8080",
            NAMES.addresses(),
            "MAP www.yunxi.gov.cn 127.0.0.1, MAP * ~NOTFOUND, EXCLUDE 127.0.0.1",
        ),
        ("127.0.0.1:8080", {}, "MAP * ~NOTFOUND, EXCLUDE 127.0.0.1"),
        (
            "www.yunxi.gov.cn",
            {},
            "MAP * ~NOTFOUND, EXCLUDE www.yunxi.gov.cn, EXCLUDE *.yunxi.gov.cn",
        ),
    ],
)
def test_the_browser_is_told_the_same_names(netloc: str, addresses: dict[str, str], rules: str) -> None:
    order = Order("/usr/bin/chromium", netloc, "xunjian/1.0", "", 5.0, 1000, addresses)
    assert resolver_rules(order) == rules
    assert Order.read(order.line()) == order
