"""Whole crawls of small loopback sites: what is fetched, what is recorded, when it ends."""

from __future__ import annotations

import json
import socket
import threading
import time
from dataclasses import replace
from pathlib import Path

import pytest
from local_site import FAST, Answer, Handler, Site, fetches, listing, looks, page, run


def by_path(data: Path, site: Site, run_id: str = "r1") -> dict[str, list[tuple[int | None, str | None]]]:
    found: dict[str, list[tuple[int | None, str | None]]] = {}
    for fetch in fetches(data, site.netloc, run_id):
        found.setdefault(fetch.url.removeprefix(site.home[:-1]), []).append((fetch.status, fetch.failure))
    return found


def test_links_are_followed_and_every_page_is_recorded_once(tmp_path: Path) -> None:
    with Site(
        {"/": page("/a.html", "/b.html"), "/a.html": page("/b.html", "/"), "/b.html": page("/a.html#x")}
    ) as site:
        result = run(site, data=tmp_path)[site.netloc]
    assert sorted(site.paths()) == ["/", "/a.html", "/b.html", "/robots.txt"]
    assert (result.coverage, result.pages, result.left, result.note) == ("complete", 3, 0, "")
    assert result.finished_at is not None


def test_robots_is_obeyed_and_the_refusal_recorded(tmp_path: Path) -> None:
    rules = "User-agent: *\nDisallow: /secret/\n"
    routes = {"/robots.txt": rules, "/": page("/secret/a.html", "/b.html"), "/b.html": "<p>b"}
    with Site(routes) as site:
        run(site, data=tmp_path)
    assert site.paths()[0] == "/robots.txt"
    assert "/secret/a.html" not in site.paths() + site.paths("HEAD")
    assert by_path(tmp_path, site)["/secret/a.html"] == [(None, "robots")]


def test_robots_with_a_server_error_forbids_everything(tmp_path: Path) -> None:
    with Site({"/robots.txt": Answer("no", 503), "/": page("/a.html")}) as site:
        result = run(site, data=tmp_path)[site.netloc]
    assert site.paths() == ["/robots.txt", "/robots.txt"]
    assert result.coverage == "unreachable"
    assert "503" in result.note


def test_crawl_delay_slows_the_host_down(tmp_path: Path) -> None:
    routes = {"/robots.txt": "User-agent: *\nCrawl-delay: 0.2\n", "/": page("/a.html", "/b.html", "/c.html")}
    with Site(routes, fallback="<p>x") as site:
        began = time.monotonic()
        run(site, data=tmp_path)
    assert len(site.paths()) == 5
    assert time.monotonic() - began >= 0.8


def test_redirects_are_recorded_and_followed_within_the_host(tmp_path: Path) -> None:
    routes = {
        "/": page("/old.html", "/out", "/loop"),
        "/old.html": Answer(status=301, headers={"Location": "/new.html"}),
        "/new.html": "<p>new",
        "/out": Answer(status=302, headers={"Location": "http://other.invalid/x"}),
        "/loop": Answer(status=302, headers={"Location": "/loop"}),
    }
    with Site(routes) as site:
        run(site, data=tmp_path, settings=replace(FAST, external_links=False))
    seen = {fetch.url.removeprefix(site.home[:-1]): fetch for fetch in fetches(tmp_path, site.netloc)}
    assert (seen["/old.html"].status, seen["/old.html"].location) == (301, f"{site.home}new.html")
    assert seen["/new.html"].status == 200
    assert seen["/out"].location == "http://other.invalid/x"
    assert site.paths().count("/loop") == 1


def test_a_redirect_between_addresses_of_one_identity_is_followed(tmp_path: Path) -> None:
    routes = {
        "/": Answer(status=302, headers={"Location": "/index.html"}),
        "/index.html": page("/a.html"),
        "/a.html": "a",
    }
    with Site(routes) as site:
        result = run(site, data=tmp_path)[site.netloc]
    assert "/a.html" in site.paths()
    assert site.paths().count("/index.html") == 1
    assert result.coverage == "complete"


def test_meta_refresh_is_followed(tmp_path: Path) -> None:
    stub = '<html><head><meta http-equiv="refresh" content="0;url=/real/home.html"></head></html>'
    with Site({"/": stub, "/real/home.html": "<p>home"}) as site:
        run(site, data=tmp_path)
    assert "/real/home.html" in site.paths()


def test_an_unchanged_page_is_confirmed_and_its_links_are_still_known(tmp_path: Path) -> None:
    def home(handler: Handler) -> Answer:
        if handler.headers.get("If-None-Match") == '"v1"':
            return Answer(status=304)
        return Answer(page("/a.html"), headers={"ETag": '"v1"'})

    with Site({"/": home, "/a.html": "<p>a"}) as site:
        first = run(site, data=tmp_path)[site.netloc]
        second = run(site, data=tmp_path, run_id="r2")[site.netloc]
    assert (first.not_modified, second.not_modified) == (0, 1)
    assert by_path(tmp_path, site, "r2") == {
        "/robots.txt": [(404, None)],
        "/": [(304, None)],
        "/a.html": [(200, None)],
    }
    before, after = (
        next(fetch for fetch in fetches(tmp_path, site.netloc, run_id) if fetch.url == site.home)
        for run_id in ("r1", "r2")
    )
    assert before.sha256 == after.sha256


def test_failures_are_named(tmp_path: Path) -> None:
    def trickle(_: Handler) -> Answer:
        return Answer(stream=slowly(), headers={})

    def slowly():  # type: ignore[no-untyped-def]
        for _ in range(40):
            time.sleep(0.1)
            yield b"x"

    def flood():  # type: ignore[no-untyped-def]
        while True:
            yield b"x" * 65_536

    routes = {
        "/": page("/huge", "/flood", "/slow", "/gone", "/broken", "/picture", "/whole"),
        "/huge": Answer(stream=flood(), headers={"Content-Length": str(2 << 30)}),
        "/flood": Answer(stream=flood()),
        "/slow": trickle,
        "/broken": Answer("<p>cut", headers={"Content-Length": "500", "Connection": "close"}),
        "/whole": Answer("<p>whole</body></html>", headers={"Content-Length": "500", "Connection": "close"}),
        "/picture": Answer(b"\x89PNG" * 100, headers={"Content-Type": "image/png"}),
    }
    for path in ("/broken", "/whole"):
        routes[path] = closing(routes[path])  # type: ignore[arg-type]
    with Site(routes) as site:
        run(site, data=tmp_path)
    seen = by_path(tmp_path, site)
    assert seen["/huge"] == [(None, "too_large")]
    assert seen["/flood"] == [(None, "too_large")]
    assert seen["/slow"] == [(None, "timeout")] * 2
    assert seen["/gone"] == [(404, None)] * 2
    assert seen["/broken"] == [(200, "reset")] * 2
    assert seen["/whole"] == [(200, None)]
    assert seen["/picture"] == [(200, None)]


def closing(answer: Answer):  # type: ignore[no-untyped-def]
    def route(handler: Handler) -> Answer:
        handler.close_connection = True
        return answer

    return route


def raw_server(reply: bytes) -> tuple[socket.socket, str]:
    listener = socket.create_server(("127.0.0.1", 0))

    def serve() -> None:
        while True:
            try:
                connection, _ = listener.accept()
            except OSError:
                return
            with connection:
                connection.recv(4096)
                connection.sendall(reply)

    threading.Thread(target=serve, daemon=True).start()
    return listener, f"127.0.0.1:{listener.getsockname()[1]}"


def test_hosts_that_cannot_be_reached_are_named_and_stop_no_other(tmp_path: Path) -> None:
    garbage, strange = raw_server(b"SSH-2.0-OpenSSH_9.0\r\n\r\n")
    hangup, silent = raw_server(b"")
    closed = socket.create_server(("127.0.0.1", 0))
    refused = f"127.0.0.1:{closed.getsockname()[1]}"
    closed.close()
    with Site({"/": page("/a.html"), "/a.html": "a"}) as site, garbage, hangup:
        result = run(site, strange, silent, refused, "no-such-host.invalid", data=tmp_path)
    assert result[site.netloc].coverage == "complete"
    expected = {strange: "garbage", silent: "reset", refused: "refused", "no-such-host.invalid": "dns"}
    for netloc, failure in expected.items():
        assert result[netloc].coverage == "unreachable"
        assert [fetch.failure for fetch in fetches(tmp_path, netloc)] == [failure] * 2, netloc


def test_a_host_that_challenges_is_left_alone(tmp_path: Path) -> None:
    challenge = Answer("<script>$_ts=window['$_ts'];</script>", 412)
    with Site({"/": page(*(f"/{n}.html" for n in range(60)))}, fallback=challenge) as site:
        result = run(site, data=tmp_path, settings=replace(FAST, concurrency=1))[site.netloc]
    assert result.coverage == "blocked"
    assert "防护系统" in result.note
    assert len(site.paths()) <= 13  # robots.txt (4xx: all allowed), home page, ten refusals, one under way
    assert by_path(tmp_path, site)["/0.html"] == [(412, "blocked")]


def test_an_endless_calendar_ends(tmp_path: Path) -> None:
    def calendar(handler: Handler) -> str:
        year, month = map(int, handler.path.strip("/").split("/")[1:])
        after = f"/cal/{year + month // 12}/{month % 12 + 1}"
        days = "".join(f"<td>{day}</td>" for day in range(1, 29 + month % 3))
        return f'<html><title>{year}年{month}月</title><table><tr>{days}</tr></table><a href="{after}">下一月</a></html>'

    with Site({"/": page("/cal/2026/1", "/z.html"), "/z.html": "<p>z"}) as site:
        site.fallback = lambda handler: (
            calendar(handler) if handler.path.startswith("/cal/") else Answer("", 404)
        )
        result = run(site, data=tmp_path)[site.netloc]
    assert 30 <= len(site.paths()) <= 40
    assert result.coverage == "complete"
    assert "/cal/#/#" in result.note


def test_a_big_shape_with_real_articles_goes_on(tmp_path: Path) -> None:
    def show(handler: Handler) -> str:
        number = int(handler.path.partition("id=")[2])
        return (
            page(
                f"/show.asp?id={number + 1}",
                title=f"文章{number}",
                text=f"{'甲乙丙丁戊己庚辛壬癸'[number % 10]}事项{chr(0x4E00 + number)}",
            )
            if number < 120
            else "<p>end"
        )

    with Site({"/": page("/show.asp?id=1"), "/show.asp": show}) as site:
        result = run(site, data=tmp_path)[site.netloc]
    assert result.pages == 121
    assert result.note == ""


def test_facets_end_and_the_list_itself_is_read_to_its_end(tmp_path: Path) -> None:
    names = [(f"/art/{n}.html", f"关于开展第{n}项工作的通知") for n in range(100)]

    def column(handler: Handler) -> str:
        query = handler.path.partition("?")[2]
        number = int(query.partition("page=")[2].partition("&")[0] or 1)
        following = f'<a href="/list.asp?page={number + 1}">下一页</a>' if number < 10 else ""
        facets = "".join(
            f'<p><a href="/list.asp?{query}&{key}={n}">筛选</a></p>' for key in "abc" for n in range(3)
        )
        return listing(*names[number * 10 - 10 : number * 10], more=following + facets)

    article = lambda handler: page(title=handler.path, text=f"正文{handler.path}")  # noqa: E731
    with Site({"/": page("/list.asp?page=1"), "/list.asp": column}, fallback=article) as site:
        result = run(site, data=tmp_path, settings=replace(FAST, pages=1000))[site.netloc]
    read = {path for path in site.paths() if path.startswith("/art/")}
    assert len(read) == 100
    assert result.pages < 400
    assert "list.asp" in result.note


def test_session_ids_and_index_pages_are_one_page(tmp_path: Path) -> None:
    def home(_: Handler) -> str:
        home.count = getattr(home, "count", 0) + 1  # type: ignore[attr-defined]
        return page(
            f"/a.jsp;jsessionid=AB{home.count}",
            f"/a.jsp?JSESSIONID=CD{home.count}",
            "/index.html",
            "/b/",
            "/b/index.html",
        )  # type: ignore[attr-defined]

    with Site({"/": home, "/a.jsp": home, "/b/": home}) as site:
        run(site, data=tmp_path)
    assert sorted(site.paths()) == ["/", "/a.jsp", "/b/", "/robots.txt"]


def test_the_budget_holds_and_what_is_left_is_told(tmp_path: Path) -> None:
    with Site({"/": page(*(f"/{n}.html" for n in range(100)))}, fallback="<p>x") as site:
        result = run(site, data=tmp_path, settings=replace(FAST, pages=20))[site.netloc]
    assert len(site.paths()) == 21
    assert (result.coverage, result.pages, result.left) == ("budget", 20, 81)
    assert result.note == "已达本次抓取上限20页，尚有81个地址未采集。"


def test_addresses_asked_for_come_first(tmp_path: Path) -> None:
    with Site({"/": page("/a.html")}, fallback="<p>x") as site:
        run(
            site,
            data=tmp_path,
            first={site.netloc: [f"{site.home}due.html"]},
            settings=replace(FAST, concurrency=1),
        )
    assert site.paths()[:3] == ["/robots.txt", "/due.html", "/"]


def test_a_dead_page_is_looked_at_twice_and_a_passing_fault_is_mended(tmp_path: Path) -> None:
    def shaky(_: Handler) -> Answer:
        shaky.count = getattr(shaky, "count", 0) + 1  # type: ignore[attr-defined]
        return Answer("", 502) if shaky.count == 1 else Answer(page("/deep.html"))  # type: ignore[attr-defined]

    with Site({"/": page("/shaky.html", "/dead.html"), "/shaky.html": shaky, "/deep.html": "<p>d"}) as site:
        run(site, data=tmp_path)
    seen = by_path(tmp_path, site)
    assert seen["/shaky.html"] == [(502, None), (200, None)]
    assert seen["/dead.html"] == [(404, None), (404, None)]
    assert seen["/deep.html"] == [(200, None)]


def test_outside_links_are_looked_at_once_per_run_for_all_hosts_that_bear_them(tmp_path: Path) -> None:
    with Site(
        {"/ok.html": "<p>ok", "/no-head": lambda h: Answer("", 405 if h.command == "HEAD" else 200)}
    ) as outside:
        links = [f"{outside.home}{name}" for name in ("ok.html", "gone.html", "no-head")]
        with Site({"/": page(*links)}) as one, Site({"/": page(*links)}) as two:
            run(one, two, data=tmp_path)
    assert outside.paths("HEAD").count("/ok.html") == 1
    assert outside.paths("GET").count("/no-head") == 1
    for site in (one, two):
        found = [
            (subject.rpartition("/")[2], json.loads(data)) for subject, data in looks(tmp_path, site.netloc)
        ]
        statuses = sorted((name, data["status"], data["external"]) for name, data in found)
        assert statuses == [("gone.html", 404, True)] * 2 + [("no-head", 200, True), ("ok.html", 200, True)]


def test_one_crash_stops_no_other(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    from crawler.spiders import host as module

    with Site({"/": page("/a.html"), "/a.html": "a"}) as good, Site({"/": page("/a.html")}) as bad:
        real = module.HostStore.record

        def record(self: module.HostStore, *args: object) -> None:
            if self.netloc == bad.netloc:
                raise OSError("disk full")
            real(self, *args)  # type: ignore[arg-type]

        monkeypatch.setattr(module.HostStore, "record", record)
        result = run(good, bad, data=tmp_path)
    assert result[good.netloc].coverage == "complete"
    assert result[bad.netloc].coverage == "unreachable"
    assert "disk full" in result[bad.netloc].note


def test_a_second_crawl_in_one_process_works(tmp_path: Path) -> None:
    with Site({"/": page("/a.html"), "/a.html": "a"}) as site:
        for run_id in ("r1", "r2", "r3"):
            assert run(site, data=tmp_path, run_id=run_id)[site.netloc].coverage == "complete"
    assert site.paths().count("/") == 3


def test_a_host_that_asks_for_a_rest_gets_it(tmp_path: Path) -> None:
    def busy(_: Handler) -> Answer:
        return Answer("", 503, {"Retry-After": "0"})

    with Site({"/": page("/busy.html", "/b.html", "/c.html"), "/busy.html": busy}, fallback="<p>x") as site:
        began = time.monotonic()
        run(site, data=tmp_path, settings=replace(FAST, concurrency=1))
    assert by_path(tmp_path, site)["/busy.html"] == [(503, None)] * 2
    assert time.monotonic() - began > 1.0  # half a second after each 503


def test_cookies_of_the_host_are_kept(tmp_path: Path) -> None:
    def inner(handler: Handler) -> Answer:
        return Answer("<p>in", 200 if "k=1" in (handler.headers.get("Cookie") or "") else 404)

    routes = {"/": Answer(page("/in.html"), headers={"Set-Cookie": "k=1; path=/"}), "/in.html": inner}
    with Site(routes) as site:
        run(site, data=tmp_path)
    assert by_path(tmp_path, site)["/in.html"] == [(200, None)]
