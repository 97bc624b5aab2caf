"""Before a veto is said the pages it rests on are seen twice, and the second sight decides."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from tests.children import xunjian
from tests.crawler.local_site import Answer, Handler, Route, Site
from tests.xunjian.small_site import DAY, frame, listed, routes, rows, write_sites


def home_page(newest: int) -> str:
    news = [(url, title, day) for url, title, day in rows("/", "xwzx", newest, 8)]
    return frame("云溪区", "/", f'<div class="box"><h2>要闻</h2>{listed(news)}</div>')


def stale_site(then: Route) -> tuple[dict[str, Route], list[str]]:
    """A site whose news ended 40 days ago; ``then`` answers from the second request of the home page on."""
    asked: list[str] = []

    def home(handler: Handler) -> Answer | str:
        asked.append(handler.path)
        return home_page(40) if len(asked) == 1 else (then(handler) if callable(then) else then)

    pages = routes(("/",), dead=False)
    old = rows("/", "xwzx", 40, 8)
    pages["/xwzx/"] = frame("新闻中心", "/", f'<div class="position"><a href="/">首页</a></div>{listed(old)}')
    return {**pages, "/": home}, asked


def audited(folder: Path, pages: dict[str, Route]) -> dict[str, Any]:
    with Site(pages) as site:
        config = write_sites(folder, site, units=1)
        told = xunjian("run", "--config", config, "--data", folder / "var", "--as-of", DAY)
    assert told.status in (0, 3), told.err
    audit: dict[str, Any] = json.loads((folder / "var/reports/latest/audit.json").read_bytes())
    return audit["units"][0]


def stale(unit: dict[str, Any]) -> list[dict[str, Any]]:
    return [one for one in unit["findings"] if one["check"] == "home-stale"]


def test_veto_seen_twice_is_confirmed(tmp_path: Path) -> None:
    pages, asked = stale_site(home_page(40))
    unit = audited(tmp_path, pages)
    (finding,) = stale(unit)
    assert (finding["certainty"], finding["evidence"]["facts"]["observations"]) == ("confirmed", 2)
    assert unit["verdict"] == "unqualified"
    assert len(asked) == 2


def test_what_the_second_sight_shows_counts(tmp_path: Path) -> None:
    pages, asked = stale_site(home_page(1))
    unit = audited(tmp_path, pages)
    assert (stale(unit), unit["verdict"], len(asked)) == ([], "qualified", 2)


@pytest.mark.parametrize("then", [Answer("<html>blocked</html>", 412), Answer("busy", 503)])
def test_second_sight_that_shows_nothing_leaves_the_unit_undetermined(tmp_path: Path, then: Answer) -> None:
    pages, _ = stale_site(then)
    unit = audited(tmp_path, pages)
    assert (stale(unit), unit["verdict"]) == ([], "undetermined")


def test_home_page_that_is_in_order_is_not_asked_for_again(tmp_path: Path) -> None:
    pages, asked = stale_site(home_page(1))

    def home(handler: Handler) -> str:
        asked.append(handler.path)
        return home_page(1)

    unit = audited(tmp_path, {**pages, "/": home})
    assert (stale(unit), len(asked)) == ([], 1)
