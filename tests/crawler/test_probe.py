"""Availability samples on loopback: how long, how it ended, and in what company."""

from __future__ import annotations

import time
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest

from crawler import probe as probing
from crawler.probe import probe, probe_config, take
from evidence.names import Name, Names
from evidence.records import Config, CrawlSettings, District, Site, Unit, UnitKind
from tests.crawler import local_site
from tests.crawler.local_site import Answer, Handler, Route, run
from tests.crawler.tls_site import TlsSite, self_signed

FAST = CrawlSettings(requests_per_second=1000, user_agent="xunjian/test")


def site(url: str, whole: bool = True, crawl: CrawlSettings = FAST) -> Site:
    return Site(url, (url,), whole, crawl=crawl)


def slow(seconds: float) -> Route:
    def reply(_: Handler) -> str:
        time.sleep(seconds)
        return "<p>首页"

    return reply


def trickle(_: Handler) -> Answer:
    def pieces() -> Iterator[bytes]:
        for _ in range(40):
            time.sleep(0.1)
            yield b"<p>"

    return Answer("<html>", stream=pieces())


LOOP = Answer("", 302, {"Location": "/"})
CUT = Answer("<html>", 200, {"Content-Length": "500"}, stream=())


def cut(handler: Handler) -> Answer:
    handler.close_connection = True
    return CUT


@pytest.mark.parametrize(
    ("route", "status", "failure", "least", "most"),
    [
        ("<p>首页", 200, None, 0, 400),
        (slow(0.5), 200, None, 500, 900),
        (slow(3), None, "timeout", 1000, 1400),
        (trickle, None, "timeout", 1000, 1400),
        (Answer("no", 500), 500, None, 0, 400),
        (Answer("no", 404), 404, None, 0, 400),
        (Answer("no", 412), 412, "blocked", 0, 400),
        (Answer("", 302, {"Location": "/index.html"}), 200, None, 0, 400),
        (LOOP, 302, "garbage", 0, 600),
        (cut, None, "reset", 0, 400),
    ],
)
def test_a_sample(route: Route, status: int | None, failure: str | None, least: int, most: int) -> None:
    with local_site.Site({"/": route, "/index.html": "<p>首页"}) as served:
        sample = take(site(served.home), timeout_s=1.0)
    assert (sample.status, sample.failure, sample.url) == (status, failure, served.home)
    assert least <= sample.elapsed_ms <= most
    assert sample.elapsed_ms % 100 == 0


def test_nobody_there() -> None:
    with local_site.Site({}) as served:
        pass
    assert take(site(served.home), timeout_s=1.0).failure == "refused"
    names = Names({"www.yunxi.gov.cn": Name(("127.0.0.1",))})
    assert take(site("http://other.gov.cn/"), names, 1.0).failure == "dns"


def test_a_name_and_a_certificate_that_does_not_hold(tmp_path: Path) -> None:
    with TlsSite({"/": "<p>首页"}, self_signed(tmp_path, "www.yunxi.gov.cn")) as served:
        names = Names({"www.yunxi.gov.cn": Name(("127.0.0.1",), (), served.port)})
        sample = take(site("https://www.yunxi.gov.cn/"), names, 2.0)
    assert (sample.status, sample.failure) == (200, None)


def test_hosts_are_asked_side_by_side_and_one_host_in_its_pace() -> None:
    times: list[float] = []

    def note(_: Handler) -> str:
        times.append(time.monotonic())
        return "<p>首页"

    calm = CrawlSettings(requests_per_second=5)
    with local_site.Site({}, fallback=note) as one, local_site.Site({"/": slow(0.5)}) as other:
        sites = [
            site(f"{one.home}b/", False, calm),
            site(one.home, True, calm),
            site(other.home),
            site(one.home, True, calm),
        ]
        began = time.monotonic()
        taken = probe(sites)
    assert [sample.url for sample in taken.samples] == [one.home, f"{one.home}b/", other.home]
    assert times[1] - times[0] >= 0.18
    assert time.monotonic() - began < 1.5
    assert taken.control is None


def test_a_silent_host_is_not_asked_for_all_its_pages() -> None:
    with local_site.Site({}) as gone:
        pass
    taken = probe([site(f"{gone.home}{n}/") for n in range(6)], names=Names({}))
    assert [sample.failure for sample in taken.samples] == ["refused"] * probing.SILENT_ROW


@pytest.mark.parametrize(
    ("outside", "hosts", "control"), [(True, 1, True), (False, 1, False), (True, 2, None)]
)
def test_a_host_that_is_alone_is_compared_with_the_world(
    outside: bool, hosts: int, control: bool | None, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(probing, "answers", lambda _: outside)
    gone = []
    for _ in range(hosts):
        with local_site.Site({}) as served:
            gone.append(site(served.home))
    assert probe(gone).control is control


def test_what_robots_forbids_is_not_probed(tmp_path: Path) -> None:
    routes: dict[str, Route] = {
        "/robots.txt": "User-agent: *\nDisallow: /no/\n",
        "/": "<p>首页",
        "/no/": "<p>x",
    }
    with local_site.Site(routes) as served:
        run(served, data=tmp_path)
        served.hits.clear()
        unit = Unit(
            "a", "甲", UnitKind.DEPARTMENT, sites=(site(served.home), site(f"{served.home}no/", False))
        )
        taken = probe_config(Config("x", District("区"), FAST, (unit,), ()), tmp_path)
        assert served.paths() == ["/"]
    assert [(sample.status, sample.failure) for sample in taken.samples] == [(200, None), (None, "robots")]
    assert taken.at <= datetime.now(UTC)
