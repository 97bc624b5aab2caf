"""axe-core and pictures on loopback sites: what they find, and what is recorded when they cannot look."""

from __future__ import annotations

import asyncio
from contextlib import closing
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest

from crawler.browser import audit
from crawler.browser.process import VARIABLE, find_browser
from crawler.extract.links import url_key
from crawler.storage import open_store
from crawler.work import crawl
from evidence.hostfile import HostFile
from evidence.observed import AxeSeen, ScreenshotSeen, from_data
from evidence.records import Host
from evidence.store import file_for, stored_bodies
from tests.crawler.local_site import FAST, Answer, Site

REAL, WHY_NONE = find_browser()
needs_browser = pytest.mark.skipif(not REAL, reason=f"axe-core is not tested: {WHY_NONE}")

GOOD = '<html lang="zh-CN"><head><meta charset="utf-8"><title>{0}</title></head><body><main><h1>{0}</h1>{1}</main></body></html>'
ROW = '<li><a href="/art/{0}.html">关于开展第{0}次河道巡查的通知</a><span>2026-11-0{0}</span></li>'
ARTICLE = '<div>发布日期：2026-11-0{0}　来源：水务局</div><div id="zoom"><p>{1}</p>{2}</div>'
TEXT = "为进一步加强河道管理，现就巡查工作有关事项通知如下，请各单位遵照执行。" * 6
ROWS = "<ul>" + "".join(ROW.format(n) for n in range(1, 7)) + "</ul>"
IMAGE = '<img src="/a.png"><p>联系人身份证号370102199003071234</p>'


def routes(image: str = IMAGE) -> dict[str, Any]:
    found: dict[str, Any] = {"/": GOOD.format("澜汀区水务局", ROWS), "/a.png": Answer(b"", 404)}
    for n in range(1, 7):
        found[f"/art/{n}.html"] = GOOD.format(f"第{n}次通知", ARTICLE.format(n, TEXT, image))
    return found


def observed(data: Path, netloc: str, kind: str, shape: type[Any]) -> dict[str, Any]:
    with closing(HostFile(file_for(data, netloc), netloc, url_key)) as file:
        return {
            subject.partition(netloc)[2]: from_data(shape, at, what)
            for subject, at, what in file.observations(kind)
        }


def crawled(site: Site, data: Path, render: str = "auto") -> str:
    host = Host(site.netloc, (f"http://{site.netloc}/",), (), replace(FAST, render=render))
    crawl([host], data, "r1", datetime.now(UTC), second_look_pause_s=0.01, progress=False, observe=False)
    return site.netloc


@needs_browser
def test_one_page_of_each_template_is_examined_and_the_home_page_pictured(tmp_path: Path) -> None:
    with Site(routes()) as site:
        netloc = crawled(site, tmp_path)
    found = observed(tmp_path, netloc, "axe", AxeSeen)
    assert len(found) == 2  # the home page and one of six articles
    (home,) = [one for one in found.values() if one.page_kind == "home"]
    (article,) = [one for one in found.values() if one.page_kind == "article"]
    assert (home.failure, article.failure, article.pages) == (None, None, 6)
    assert "image-alt" not in {one.id for one in home.violations}
    (image,) = [one for one in article.violations if one.id == "image-alt"]
    assert (image.impact, image.count, image.examples) == ("critical", 1, ('<img src="/a.png">',))
    (picture,) = observed(tmp_path, netloc, "screenshot", ScreenshotSeen).values()
    (body,) = stored_bodies(file_for(tmp_path, netloc), [picture.sha256]).values()
    assert body.startswith(b"\x89PNG")


STYLED = '<link rel="stylesheet" href="/{}.css"><p style="color:#ccc">请各单位遵照执行。</p>'


@needs_browser
@pytest.mark.parametrize(
    ("sheet", "told"),
    [
        ("", True),
        (STYLED.format("good"), True),
        (STYLED.format("gone"), False),
        (STYLED.format("page"), False),
        (STYLED.format("gone").replace('"stylesheet"', '"alternate stylesheet"'), True),
        ('<link rel="stylesheet" href="http://127.0.0.9:9/x.css">', False),
    ],
    ids=["none", "there", "404", "a page", "another look", "another host"],
)
def test_contrast_is_judged_only_where_every_style_sheet_came(sheet: str, told: bool, tmp_path: Path) -> None:
    sheets = {
        "/good.css": Answer("p{margin:0}", headers={"Content-Type": "text/css"}),
        "/page.css": Answer("<html>404"),
    }
    with Site(routes(f'<p style="color:#ccc">{TEXT}</p><img src="/a.png">{sheet}') | sheets) as site:
        netloc = crawled(site, tmp_path)
    (article,) = [o for o in observed(tmp_path, netloc, "axe", AxeSeen).values() if o.page_kind == "article"]
    found = {one.id for one in article.violations}
    assert ("color-contrast" in found, "image-alt" in found) == (told, True)


@needs_browser
def test_no_number_of_a_person_gets_into_an_observation(tmp_path: Path) -> None:
    bare = IMAGE.replace("<p>", '<p><input value="370102199003071234">')
    with Site(routes(bare)) as site:
        netloc = crawled(site, tmp_path)
    with closing(open_store(tmp_path, netloc)) as store:
        told = [row["data"] for row in store.database.query("SELECT data FROM observation")]
    assert any("input" in text for text in told)
    assert not [text for text in told if "370102199003071234" in text]


@pytest.mark.parametrize(("render", "said"), [("auto", "missing"), ("never", None)])
def test_without_a_browser_it_is_recorded_that_nothing_was_examined(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, render: str, said: str | None
) -> None:
    monkeypatch.setenv(VARIABLE, "/nowhere/chromium")
    with Site(routes()) as site:
        netloc = crawled(site, tmp_path, render)
    failures = {one.failure for one in observed(tmp_path, netloc, "axe", AxeSeen).values()}
    assert failures == ({said} if said else set())


@needs_browser
def test_axe_that_is_not_installed_is_told_from_one_that_failed(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    class Session(audit.Session):
        async def show(self, url: str, *, axe: bool = False, picture: bool = False) -> Any:
            shown = await super().show(url, axe=False, picture=picture)
            error = "axe-core is not installed; pip install" if "art" in url else "axe is not defined"
            return replace(shown, axe={"error": error} if axe else None)

    monkeypatch.setattr(audit, "Session", Session)
    with Site(routes()) as site:
        netloc = crawled(site, tmp_path)
    found = observed(tmp_path, netloc, "axe", AxeSeen)
    assert {one.page_kind: one.failure for one in found.values()} == {"home": "failed", "article": "missing"}


def test_no_host_is_asked_when_nothing_was_fetched(tmp_path: Path) -> None:
    host = Host("127.0.0.1:1", ("http://127.0.0.1:1/",), (), FAST)
    with closing(open_store(tmp_path, host.netloc)) as store:
        store.start_run("r1", datetime.now(UTC))
        task = audit.RenderTask(host, store, ("r1",), "", 0.0)
        assert asyncio.run(audit.audit_host(task, asyncio.Semaphore(1))) == 0
