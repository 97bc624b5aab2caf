"""Crawls of loopback sites whose lists are drawn by scripts, with a browser, with a broken one, with none."""

from __future__ import annotations

import json
import os
import signal
import sqlite3
import time
from collections.abc import Iterator, Mapping
from contextlib import closing, suppress
from dataclasses import replace
from datetime import UTC, date, datetime
from pathlib import Path
from tempfile import mkdtemp
from typing import Any

import pytest

from crawler.browser import process
from crawler.browser.process import VARIABLE, find_browser
from crawler.browser.stage import Limits
from crawler.columns import derive
from crawler.extract.links import url_key
from crawler.storage import open_store
from crawler.work import crawl
from evidence.hostfile import HostFile
from evidence.records import Host, HostRun, ListState, PageFacts
from evidence.store import file_for
from tests.crawler.local_site import FAST, Answer, Handler, Site

REAL, WHY_NONE = find_browser()
needs_browser = pytest.mark.skipif(not REAL, reason=f"rendering is not tested: {WHY_NONE}")
JSON_TYPE = {"Content-Type": "application/json"}
COLUMNS = ("json", "write", "broken", "polls", "blank")
QUICK = Limits(page_s=3.0)

ROWS = [
    {"u": f"/art/{n}.html", "t": f"关于开展第{n}次河道巡查的通知", "d": f"2026-11-0{n}"} for n in range(1, 6)
]
DRAW = """fetch("%s").then(r => r.json()).then(rows => { document.getElementById("rows").innerHTML = rows.map(
 r => '<li><a href="' + r.u + '">' + r.t + '</a><span>' + r.d + '</span></li>').join(""); })"""
WRITE = "".join(f"<li><a href={r['u']}>{r['t']}</a><span>{r['d']}</span></li>" for r in ROWS)


def framed(main: str, name: str = "首页") -> str:
    links = "".join(f'<li><a href="/{c}/">栏目{n}公告</a></li>' for n, c in enumerate(COLUMNS))
    return (
        f'<html><head><meta charset="utf-8"><title>{name}</title></head><body><div class="nav"><ul>'
        f'<li><a href="/">首页</a></li>{links}</ul></div><div class="main">{main}</div>'
        '<div class="footer">版权所有：澜汀区人民政府</div></body></html>'
    )


def column(script: str) -> str:
    return framed(f'<ul id="rows"></ul><script>{script}</script>', "通知公告")


ROUTES: dict[str, Any] = {
    "/": framed("".join(f'<p><a href="/art/{n}.html">澜汀区第{n}次工作会议召开</a> 2026-11-0{n}</p>' for n in range(6, 9))),
    "/json/": column(DRAW % "/data/list.json"),
    "/write/": framed(f"<div class='list' id='rows'></div><script>document.write('<ul>{WRITE}</ul>'); var u = '#rows'</script>"),
    "/broken/": column(DRAW % "/data/gone.json"),
    "/polls/": column("setInterval(() => fetch('/data/none.json?' + Math.random()), 40); var at = '#rows'"),
    "/blank/": column(DRAW % "/data/none.json"),
    "/data/list.json": Answer(json.dumps(ROWS), headers=JSON_TYPE),
    "/data/none.json": Answer("[]", headers=JSON_TYPE),
}  # fmt: skip


def run(
    site: Site,
    data: Path,
    *,
    render: str = "auto",
    run_id: str = "r1",
    limits: Limits = QUICK,
    audit: bool = False,
) -> tuple[HostRun, list[str]]:
    told: list[str] = []
    host = Host(site.netloc, (site.home,), (), replace(FAST, render=render, external_links=False))
    found: Mapping[str, HostRun] = crawl(
        [host], data, run_id, datetime.now(UTC), second_look_pause_s=0.05, progress=False,
        render_limits=limits, observe=False, audit=audit, warn=told.append,
    )  # fmt: skip
    return found[site.netloc], told


def renders(data: Path, site: Site) -> dict[str, dict[str, Any]]:
    with closing(sqlite3.connect(file_for(data, site.netloc))) as connection:
        rows = connection.execute("SELECT subject, data FROM observation WHERE kind = 'render' ORDER BY id")
        return {url.removeprefix(site.home[:-1]): json.loads(text) for url, text in rows}


class Read:
    """The host file as the judge reads it."""

    def __init__(self, data: Path, site: Site, run_id: str | None = None) -> None:
        self.site = site
        self.file = HostFile(file_for(data, site.netloc), site.netloc, url_key, run_id)

    def facts(self, path: str) -> PageFacts:
        row = self.file.page(self.site.home[:-1] + path)
        assert row is not None
        return self.file.facts(row)

    def state(self, path: str) -> ListState:
        return self.facts(path).list_state

    def why(self, path: str) -> str:
        return self.file.why_unshown(self.site.home[:-1] + path)


@pytest.fixture(scope="module")
def shown(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Site, Path, HostRun, list[str]]]:
    """One crawl that several tests look at."""
    data = tmp_path_factory.mktemp("rendered")
    with Site(
        ROUTES, fallback=framed("<h1>澜汀区河道巡查</h1><p>发布日期：2026-11-03</p><p>全区河道巡查完毕。</p>")
    ) as site:
        site.routes["/data/gone.json"] = Answer("no", 500)
        result, told = run(site, data)
        yield site, data, result, told


@needs_browser
def test_a_list_fetched_or_written_by_a_script_is_read(shown: tuple[Site, Path, HostRun, list[str]]) -> None:
    site, data, result, told = shown
    read = Read(data, site)
    for path in ("/json/", "/write/"):
        facts = read.facts(path)
        assert (facts.list_state, facts.rendered) == (ListState.ITEMS, True), path
        items = facts.items or ()
        assert [item.date.on for item in items if item.date] == [date(2026, 11, n) for n in range(1, 6)]
    assert told == []
    assert result.coverage == "complete"
    assert renders(data, site)["/json/"]["browser"]


@needs_browser
def test_what_a_list_shows_is_crawled_like_any_link(shown: tuple[Site, Path, HostRun, list[str]]) -> None:
    site, _, _, _ = shown
    assert {row["u"] for row in ROWS} <= set(site.paths())


@needs_browser
def test_a_list_is_called_empty_only_where_its_data_came(
    shown: tuple[Site, Path, HostRun, list[str]],
) -> None:
    site, data, _, _ = shown
    read = Read(data, site)
    assert read.state("/blank/") is ListState.EMPTY
    assert read.state("/broken/") is ListState.SCRIPTED
    assert read.state("/polls/") is ListState.SCRIPTED
    assert "/data/gone.json: HTTP 500" in read.why("/broken/")
    assert "未加载完" in read.why("/polls/")


@needs_browser
def test_a_polling_page_is_held_back(shown: tuple[Site, Path, HostRun, list[str]]) -> None:
    site, _, _, _ = shown
    assert sum(path.startswith("/data/none.json?") for path in site.paths()) <= 20


@needs_browser
def test_rendered_facts_are_rebuilt_from_stored_bytes_alone(
    shown: tuple[Site, Path, HostRun, list[str]],
) -> None:
    site, data, _, _ = shown
    path = file_for(data, site.netloc)
    before = Read(data, site).facts("/json/")
    with closing(sqlite3.connect(path)) as connection:
        connection.execute("UPDATE page SET extractor = 'older', facts = replace(facts, '巡查', '')")
        connection.commit()
    with closing(open_store(data, site.netloc)) as store:
        store.attach("r1")
        derive(store, Host(site.netloc, (site.home,), (), FAST))
        assert store.facts(f"{site.home}json/") is not None
    assert Read(data, site).facts("/json/") == before
    with closing(sqlite3.connect(path)) as connection:
        states = dict(connection.execute("SELECT url, state FROM column"))
        latest = dict(connection.execute("SELECT url, list_state FROM latest_pages"))
    assert states[f"{site.home}json/"] == latest[f"{site.home}json/"] == "items"


@needs_browser
def test_a_showing_counts_for_its_own_fetch_only(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with Site(
        {"/": ROUTES["/"], "/json/": ROUTES["/json/"], "/data/list.json": ROUTES["/data/list.json"]}
    ) as site:
        run(site, tmp_path)
        monkeypatch.setenv(VARIABLE, "/nowhere/chromium")
        _, told = run(site, tmp_path, run_id="r2")
    assert Read(tmp_path, site, "r1").state("/json/") is ListState.ITEMS
    assert Read(tmp_path, site).state("/json/") is ListState.SCRIPTED
    assert Read(tmp_path, site).why("/json/") == "列表由脚本生成，未安装浏览器"
    assert len(told) == 1


@needs_browser
def test_a_challenge_is_recorded_and_never_run(tmp_path: Path) -> None:
    """The site lets the crawler in and declines the browser; its script would set a cookie and come back."""

    def gate(handler: Handler) -> Answer | str:
        if (
            "text/html" in handler.headers.get("Accept", "")
            and "Upgrade-Insecure-Requests" in handler.headers
        ):
            return "<html><head><script>document.cookie='__jsl_clearance=1';location.reload()</script></head></html>"
        return column(DRAW % '/data/" + "list.json')  # in two parts: read by no one but a browser

    names = ("/json/", "/blank/", "/write/")
    with Site({"/": ROUTES["/"]} | dict.fromkeys(names, gate)) as site:
        run(site, tmp_path, audit=True)
    found = renders(tmp_path, site)
    assert [found[name]["failure"] for name in names] == ["blocked"] * 3
    assert sorted(one["detail"] for one in found.values())[0] == "not tried"
    assert sum(site.paths().count(name) for name in names) == 5
    assert "/data/list.json" not in site.paths()
    assert "防护系统拦截" in Read(tmp_path, site).why("/json/")


@needs_browser
def test_a_browser_that_hangs_is_killed_and_the_crawl_goes_on(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(process, "GRACE_S", 0.5)
    monkeypatch.setattr(process, "START_S", 8.0)
    homes = Path(mkdtemp(prefix="xj-"))  # a short name: Chromium keeps a socket in it
    monkeypatch.setattr("tempfile.tempdir", str(homes))
    routes = {"/": ROUTES["/"], "/json/": column("while (true) {} var at = '#rows'; fetch('/data/x.json')")}
    with Site(routes) as site:
        began = time.monotonic()
        result, _ = run(site, tmp_path, limits=Limits(page_s=1.0))
        assert time.monotonic() - began < 60
    assert result.finished_at is not None
    assert Read(tmp_path, site).state("/json/") is ListState.SCRIPTED
    assert "超时" in Read(tmp_path, site).why("/json/")
    assert not _living(homes)
    homes.rmdir()  # it is empty


@needs_browser
def test_a_browser_that_is_killed_on_the_way_costs_one_page(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    homes = Path(mkdtemp(prefix="xj-"))
    monkeypatch.setattr("tempfile.tempdir", str(homes))

    def kill(handler: Handler) -> Answer | str:
        if "Upgrade-Insecure-Requests" in handler.headers:
            for pid, line in _living(homes):
                if "--type=" not in line and "--headless" in line:
                    os.kill(pid, signal.SIGKILL)
        return column(DRAW % "/data/list.json")

    routes = {"/": ROUTES["/"], "/blank/": kill, "/json/": ROUTES["/json/"]}
    with Site(routes | {"/data/list.json": ROUTES["/data/list.json"]}) as site:
        result, _ = run(site, tmp_path)
    assert result.coverage == "complete"
    read = Read(tmp_path, site)
    assert (read.state("/blank/"), read.state("/json/")) == (ListState.SCRIPTED, ListState.ITEMS)
    assert "中途退出" in read.why("/blank/")
    assert not _living(homes)
    homes.rmdir()


def _living(place: Path) -> list[tuple[int, str]]:
    """Processes that live in a place, with their command lines."""
    found = []
    for path in Path("/proc").glob("[0-9]*/cmdline"):
        with suppress(OSError):
            line = path.read_bytes().decode("utf-8", "replace")
            found += [(int(path.parent.name), line)] if str(place) in line else []
    return found


def _fake(tmp_path: Path, script: str) -> str:
    path = tmp_path / "chromium"
    path.write_text(f"#!/bin/sh\n{script}\n")
    path.chmod(0o755)
    return str(path)


@needs_browser
@pytest.mark.parametrize("script", ["exit 1", "kill -9 $$"])
def test_a_browser_that_dies_at_once_leaves_the_crawl_whole(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, script: str
) -> None:
    monkeypatch.setenv(VARIABLE, _fake(tmp_path, script))
    with Site({"/": ROUTES["/"], "/json/": ROUTES["/json/"], "/blank/": ROUTES["/blank/"]}) as site:
        result, told = run(site, tmp_path / "data")
    assert (result.coverage, told) == ("complete", [])
    assert Read(tmp_path / "data", site).why("/json/") == "列表由脚本生成，浏览器未能启动"


def test_without_a_browser_it_is_said_once_and_nothing_is_claimed(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv(VARIABLE, "/nowhere/chromium")
    with Site(ROUTES) as site:
        result, told = run(site, tmp_path)
    (line,) = told
    assert line.startswith(f"{site.netloc}: 5 pages need a headless browser")
    assert "5个页面需用浏览器打开，未安装浏览器" in result.note
    read = Read(tmp_path, site)
    assert {read.state(f"/{name}/") for name in COLUMNS} == {ListState.SCRIPTED}
    assert read.why("/json/") == "列表由脚本生成，未安装浏览器"


def test_never_means_never(tmp_path: Path) -> None:
    with Site(ROUTES) as site:
        result, told = run(site, tmp_path, render="never")
    assert (told, renders(tmp_path, site), result.note) == ([], {}, "")


@needs_browser
def test_always_shows_home_and_columns_too_and_the_limit_is_told(tmp_path: Path) -> None:
    plain = framed(f'<ul class="list">{WRITE}</ul>', "通知公告")
    leaves = plain + "<script>setTimeout(() => { location.href = '/away/'; }, 50)</script>"
    with Site({"/": ROUTES["/"], "/json/": leaves, "/blank/": leaves}) as site:
        run(site, tmp_path, render="always", limits=replace(QUICK, pages=2))
    found = renders(tmp_path, site)
    assert found["/"]["failure"] is None
    assert sorted(one["failure"] or "" for one in found.values())[:2] == ["", ""]
    assert [one["failure"] for one in found.values()].count("budget") == len(found) - 2
    assert "/away/" not in site.paths()
    assert Read(tmp_path, site).state("/json/") is ListState.ITEMS


def test_a_missing_program_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(VARIABLE, "/nowhere/chromium")
    path, why = find_browser()
    assert path == ""
    assert "XUNJIAN_CHROMIUM=/nowhere/chromium" in why or "Playwright" in why
    monkeypatch.delenv(VARIABLE)
    monkeypatch.setenv("PATH", "")
    assert find_browser()[0] == ""
