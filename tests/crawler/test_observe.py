"""What is asked once per host, on loopback: each question, and that none does harm or takes for ever."""

from __future__ import annotations

import json
import sqlite3
import time
from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from functools import partial
from pathlib import Path
from typing import Any

import pytest
from local_site import FAST, Answer, Handler, Route, Site

import crawler.work as work
from crawler.extract.page import read_page
from crawler.spiders import observe
from crawler.spiders.observe import ObserveTask
from crawler.work import crawl
from evidence.marks import SearchForm
from evidence.names import Name, Names
from evidence.records import CrawlSettings, Host, HostRun, PageFacts
from evidence.store import file_for
from tests.crawler.tls_site import Authority, TlsSite

NAME = "www.yunxi.gov.cn"
TITLES = [f"云溪区召开第{n}次义务教育招生工作会议" for n in "一二三四五六"]
DAY = (date.today() - timedelta(days=20)).isoformat()  # noqa: DTZ011


def home(*extra: str) -> str:
    rows = "".join(
        f'<li><a href="/art/{n}.html">{title}</a><span>{DAY}</span></li>' for n, title in enumerate(TITLES)
    )
    nav = "".join(f'<li><a href="/{name}/">{name}栏目</a></li>' for name in "abcde")
    return (
        '<html><head><meta charset="utf-8"><title>云溪区人民政府</title></head><body>'
        f'<div class="nav"><ul>{nav}</ul></div><div class="box"><h2>要闻</h2><ul class="list">{rows}</ul></div>'
        f"{''.join(extra)}</body></html>"
    )


def article(title: str) -> str:
    return (
        f'<html><head><meta charset="utf-8"><title>{title}</title></head><body><h1>{title}</h1>'
        f"<div class='info'>发布日期：{DAY} 来源：云溪区</div>"
        f"<div id='zoom'><p>{'按照工作安排，各有关单位认真落实各项任务。' * 10}</p></div></body></html>"
    )


def routes(*extra: str, **more: Route) -> dict[str, Route]:
    pages: dict[str, Route] = {f"/art/{n}.html": article(title) for n, title in enumerate(TITLES)}
    return {"/": home(*extra), **pages, **{f"/{name}": route for name, route in more.items()}}


def with_search(form: SearchForm | None) -> Callable[..., PageFacts]:
    """Reads pages as ever, and the search form where the page has a box for it."""

    def read(body: bytes, url: str, *rest: Any, **named: Any) -> PageFacts:
        facts = read_page(body, url, *rest, **named)
        return replace(facts, search=form if "<form" in body.decode("utf-8", "replace") else None)

    return read


def seen(data: Path, netloc: str, kind: str, run_id: str = "r1") -> list[tuple[str, dict[str, Any]]]:
    connection = sqlite3.connect(file_for(data, netloc))
    try:
        rows = connection.execute(
            "SELECT subject, data FROM observation WHERE kind = ? AND run_id = ? ORDER BY id", (kind, run_id)
        ).fetchall()
    finally:
        connection.close()
    return [(subject, json.loads(text)) for subject, text in rows]


def crawl_named(
    site: Site, data: Path, names: Names | None = None, settings: CrawlSettings = FAST, run_id: str = "r1"
) -> tuple[str, HostRun]:
    netloc = f"{NAME}:{site.netloc.rpartition(':')[2]}"
    known = names or Names({NAME: Name(("127.0.0.1",))})
    host = Host(netloc, (f"http://{netloc}/",), (), settings)
    runs = crawl(
        [host], data, run_id, datetime.now(UTC), second_look_pause_s=0.1, progress=False, names=known
    )
    return netloc, runs[netloc]


# ---------------------------------------------------------------- the name and HTTPS


def test_dns_and_https_of_a_named_host(tmp_path: Path) -> None:
    authority = Authority.make(tmp_path)
    with Site(routes()) as site, TlsSite({"/": "<p>首页"}, authority.issue(tmp_path, NAME)) as secure:
        names = Names({NAME: Name(("127.0.0.1",), ("2001:db8::1",), secure.port)}, authority.file)
        netloc, run = crawl_named(site, tmp_path / "var", names)
    assert run.note == ""
    assert seen(tmp_path / "var", netloc, "dns") == [
        (NAME, {"addresses": ["127.0.0.1"], "aaaa": ["2001:db8::1"]})
    ]
    ((subject, https),) = seen(tmp_path / "var", netloc, "tls")
    assert subject == NAME
    assert (https["status"], https["verified"], https["http_redirects"]) == (200, True, False)
    assert "failure" not in https


def test_https_that_fails_is_looked_at_twice(tmp_path: Path) -> None:
    with Site(routes()) as site, Site({}) as plain:
        port = int(plain.netloc.rpartition(":")[2])
        netloc, _ = crawl_named(site, tmp_path, Names({NAME: Name(("127.0.0.1",), (), port)}))
    looks = [data["failure"] for _, data in seen(tmp_path, netloc, "tls")]
    assert looks == ["protocol", "protocol"]


def test_neither_is_asked_of_an_address(tmp_path: Path) -> None:
    with Site(routes()) as site:
        host = Host(site.netloc, (site.home,), (), FAST)
        crawl([host], tmp_path, "r1", datetime.now(UTC), second_look_pause_s=0.1, progress=False)
    assert seen(tmp_path, site.netloc, "dns") == seen(tmp_path, site.netloc, "tls") == []
    assert seen(tmp_path, site.netloc, "missing_path")


# ---------------------------------------------------------------- a path that cannot exist


GONE = Answer("<p>页面不存在", 404)


@pytest.mark.parametrize(
    ("fallback", "status", "is_home"),
    [
        (GONE, 404, False),
        ("<html><head><title>出错了</title></head><body>您访问的页面不存在</body></html>", 200, False),
        (Answer("", 302, {"Location": "/"}), 200, True),
        (home("<!-- again -->"), 200, True),
        (Answer("no", 412), 412, False),
    ],
)
def test_a_path_that_cannot_exist(fallback: Route, status: int, is_home: bool, tmp_path: Path) -> None:
    with Site(routes(), fallback=fallback) as site:
        netloc, _ = crawl_named(site, tmp_path)
    found = seen(tmp_path, netloc, "missing_path")
    assert len({subject for subject, _ in found}) == 2
    assert all(subject.startswith(f"http://{netloc}/") for subject, _ in found)
    assert {data["status"] for _, data in found} == {status}
    assert {data.get("is_home", False) for _, data in found} == {is_home}


def test_the_path_has_the_ending_that_the_site_uses_and_is_new_each_run(tmp_path: Path) -> None:
    pages = {f"/a/{n}.jsp": article(title) for n, title in enumerate(TITLES)}
    links = "".join(f'<a href="/a/{n}.jsp">{title}</a>' for n, title in enumerate(TITLES))
    with Site({"/": home(links), **pages}) as site:
        first = [s for s, _ in seen(tmp_path, crawl_named(site, tmp_path)[0], "missing_path")]
        netloc, _ = crawl_named(site, tmp_path, run_id="r2")
        second = [s for s, _ in seen(tmp_path, netloc, "missing_path", "r2")]
    assert first[0].endswith(".html")
    assert first[1].endswith(".jsp")
    assert not set(first) & set(second)


def test_what_robots_forbids_is_not_asked_for(tmp_path: Path) -> None:
    rules = "User-agent: *\nDisallow: /xunjian-\nAllow: /\n"
    with Site(routes(**{"robots.txt": rules})) as site:
        netloc, _ = crawl_named(site, tmp_path)
    first, second = seen(tmp_path, netloc, "missing_path")
    assert first[1]["failure"] == "robots"
    assert second[1]["status"] == 404
    assert not [path for path in site.paths() if path.startswith("/xunjian-")]


# ---------------------------------------------------------------- the search


def results(handler: Handler, hit: bool, hits: int | None = None) -> Answer:
    query = handler.sent["q"]
    rows = f'<a href="/art/0.html"><em>{query}</em></a>' if hit else ""
    count = f"共找到{(1 if hit else 0) if hits is None else hits}条结果"
    return Answer(f"<html><body><p>您搜索的“{query}”{count}</p>{rows}</body></html>")


def ask(
    data: Path,
    monkeypatch: pytest.MonkeyPatch,
    answer: Route,
    form: Callable[[str], SearchForm | None],
    *extra: str,
    outside: Site | None = None,
    external_links: bool = True,
    search_titles: int = 0,
) -> tuple[list[dict[str, Any]], Site]:
    """The observations of one site's search; the page has a box where ``form`` gives one."""
    with Site(routes(*extra or ("<form></form>",), search=answer)) as site:
        netloc = f"{NAME}:{site.netloc.rpartition(':')[2]}"
        read = with_search(form(outside.home if outside else f"http://{netloc}/"))
        monkeypatch.setattr("crawler.spiders.host.read_page", read)
        monkeypatch.setattr(work, "ObserveTask", partial(ObserveTask, read=read))
        settings = replace(FAST, external_links=external_links, search_titles=search_titles)
        crawl_named(site, data, settings=settings)
        found = seen(data, netloc, "search")
    assert {subject for subject, _ in found} <= {f"http://{netloc}/"}
    return [one for _, one in found], site


def get(home_url: str) -> SearchForm:
    return SearchForm(f"{home_url}search", "GET", "q", (("site", "3"),))


def post(home_url: str) -> SearchForm:
    return SearchForm(f"{home_url}search", "POST", "q")


@pytest.mark.parametrize(
    ("answer", "form", "found", "why"),
    [
        (partial(results, hit=True), get, [True], ""),
        (partial(results, hit=True), post, [True], ""),
        (partial(results, hit=False), get, [False, False], ""),
        (partial(results, hit=False, hits=40), get, [None, None, None], "脚本"),
        ("<html><body><div id=app></div></body></html>", get, [None, None, None], "未回显"),
        (Answer("no", 500), get, [None, None, None], "HTTP 500"),
        (Answer("no", 412), get, [None], "防护"),
        (Answer("", 302, {"Location": "/"}), get, [None, None, None], "首页"),
    ],
)
def test_a_search_is_asked_for_titles_of_the_home_page(
    answer: Route,
    form: Callable[[str], SearchForm],
    found: list[bool | None],
    why: str,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    told, site = ask(tmp_path, monkeypatch, answer, form)
    assert [one.get("found") for one in told] == found
    assert all(why in one.get("why", "") for one in told)
    assert [one["query"] for one in told] == TITLES[: len(found)]
    assert {one["how"] for one in told} == {"form"}
    asked = [path for _, path in site.hits if path.startswith("/search")]
    assert len(asked) == len(found)


def knows(handler: Handler, *missed: str) -> Answer:
    return results(handler, hit=not handler.sent["q"].endswith(missed))


@pytest.mark.parametrize(
    ("search_titles", "missed", "found"),
    [
        (0, (), [True]),
        (1, (), [True]),
        (4, (), [True, True, True, True]),
        (20, (), [True] * 6),  # no more than the home page shows
        (20, (TITLES[1], TITLES[4]), [True, False, True, True, False, True]),
        (20, (TITLES[0],), [False, *[True] * 5]),
        (20, (TITLES[0], TITLES[1]), [False, False]),  # broken: nothing further is asked
    ],
)
def test_a_search_that_works_is_asked_for_further_titles(
    search_titles: int,
    missed: tuple[str, ...],
    found: list[bool],
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    answer = (lambda handler: knows(handler, *missed)) if missed else partial(results, hit=True)
    told, _ = ask(tmp_path, monkeypatch, answer, get, search_titles=search_titles)
    assert [one["found"] for one in told] == found
    assert [one["query"] for one in told] == TITLES[: len(found)]


def test_a_search_that_stops_telling_is_left_alone(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    told, _ = ask(
        tmp_path,
        monkeypatch,
        lambda handler: results(handler, True) if handler.sent["q"] == TITLES[0] else Answer("no", 500),
        get,
        search_titles=20,
    )
    assert [one.get("found") for one in told] == [True, None, None, None]


def test_a_search_on_another_host_is_not_asked_so_often(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with Site({"/search": partial(results, hit=True)}) as outside:
        told, _ = ask(tmp_path, monkeypatch, "none", get, outside=outside, search_titles=20)
    assert len(told) == 1


def test_a_search_on_another_host_is_asked_in_its_own_right(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with Site({"/search": partial(results, hit=True)}) as outside:
        told, _ = ask(tmp_path, monkeypatch, "none", get, outside=outside)
    assert [(one["how"], one["found"]) for one in told] == [("outside", True)]
    assert outside.paths()[0] == "/robots.txt"
    with Site({"/search": partial(results, hit=True)}) as outside:
        told, _ = ask(tmp_path / "3", monkeypatch, "none", get, outside=outside, external_links=False)
    assert [(one["how"], one.get("found"), one["why"][:11]) for one in told] == [
        ("outside", None, "站内搜索由其他主机提供")
    ]
    assert outside.hits == []
    with Site({"/search": "x", "/robots.txt": "User-agent: *\nDisallow: /\n"}) as outside:
        told, _ = ask(tmp_path / "2", monkeypatch, "none", get, outside=outside)
    assert [(one["failure"], one["why"]) for one in told] == [("robots", "robots.txt不允许访问站内搜索")]
    assert outside.paths() == ["/robots.txt"]


@pytest.mark.parametrize(
    ("extra", "form", "how", "found", "why"),
    [
        ("", lambda _: None, "none", False, ""),
        ("<script src='/js/top.js'></script>", lambda _: None, "none", False, "脚本"),
        ('<div class="search-box"></div>', lambda _: None, "none", None, "未识别到可查询的检索框"),
        ("<form></form>", lambda url: replace(get(url), scripted=True), "scripted", None, "脚本提交"),
        ('<a href="/art/0.html?box=1">站内搜索</a>', get, "link", None, "未识别到检索框"),
    ],
)
def test_a_search_that_is_not_there_or_cannot_be_asked(
    extra: str,
    form: Callable[[str], SearchForm | None],
    how: str,
    found: bool | None,
    why: str,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    (told,), _ = ask(tmp_path, monkeypatch, "none", form, extra or "<p></p>")
    assert (told.get("how", "none"), told.get("found")) == (how, found)
    assert why in told.get("why", "")
    assert bool(told.get("why")) == bool(why)


def test_a_search_behind_a_link(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with Site(
        routes(
            '<a href="/box/">站内搜索</a>',
            search=partial(results, hit=True),
            **{"box/": "<html><body><form></form></body></html>"},
        )
    ) as site:
        netloc = f"{NAME}:{site.netloc.rpartition(':')[2]}"
        read = with_search(get(f"http://{netloc}/"))
        monkeypatch.setattr(work, "ObserveTask", partial(ObserveTask, read=read))
        crawl_named(site, tmp_path, settings=replace(FAST, search_titles=0))
    ((_, told),) = seen(tmp_path, netloc, "search")
    assert (told["how"], told["found"]) == ("link", True)


# ---------------------------------------------------------------- slow pages


def slow_once(seconds: float, text: str) -> Callable[[Handler], str]:
    """Slow at the first request only."""
    asked: list[float] = []

    def reply(_: Handler) -> str:
        asked.append(seconds)
        if len(asked) == 1:
            time.sleep(seconds)
        return text

    return reply


def always_slow(seconds: float, text: str) -> Callable[[Handler], str]:
    def reply(_: Handler) -> str:
        time.sleep(seconds)
        return text

    return reply


@pytest.mark.parametrize(
    ("page", "looks"),
    [(slow_once(0.4, home()), [False, False]), (always_slow(0.4, home()), [True, True]), (home(), [])],
)
def test_slow_pages_are_timed_again(
    page: Route, looks: list[bool], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(observe, "SLOW_MS", 300)
    with Site(routes() | {"/": page}) as site:
        netloc, _ = crawl_named(site, tmp_path)
    found = seen(tmp_path, netloc, "load")
    assert [subject for subject, _ in found] == [f"http://{netloc}/"] * len(looks)
    assert [data["elapsed_ms"] > 300 for _, data in found] == looks


# ---------------------------------------------------------------- manners


def test_a_host_that_blocks_us_is_asked_for_nothing_more(tmp_path: Path) -> None:
    links = "".join(f'<a href="/x/{n}.html">{n}</a>' for n in range(40))
    with Site({"/": home(links)}, fallback=Answer("no", 412)) as site:
        netloc, run = crawl_named(site, tmp_path)
    assert run.coverage == "blocked"
    assert seen(tmp_path, netloc, "dns")
    assert seen(tmp_path, netloc, "missing_path") == seen(tmp_path, netloc, "tls") == []


def test_questions_keep_the_pace_of_the_host(tmp_path: Path) -> None:
    times: list[float] = []

    def note(_: Handler) -> Answer:
        times.append(time.monotonic())
        return Answer("no", 404)

    with Site({"/": "<html><body>短</body></html>"}, fallback=note) as site:
        crawl_named(site, tmp_path, settings=replace(FAST, requests_per_second=5))
    missing = times[-2:]
    assert missing[1] - missing[0] >= 0.18


def test_a_host_that_hangs_is_given_up(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(observe, "LIMIT_S", 0.5)
    monkeypatch.setattr(work, "ObserveTask", partial(ObserveTask, limit_s=0.3))
    pages: dict[str, Route] = {"/": home(), "/robots.txt": Answer("no", 404)}
    with Site(
        pages | {f"/art/{n}.html": article(t) for n, t in enumerate(TITLES)}, fallback=always_slow(1.5, "")
    ) as site:
        began = time.monotonic()
        _, run = crawl_named(site, tmp_path, settings=replace(FAST, timeout_seconds=20))
    assert run.coverage == "complete"
    assert time.monotonic() - began < 20
