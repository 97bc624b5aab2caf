"""``xunjian inspect``: pages as a browser shows them, and firewalls' pages."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from crawler.browser.process import VARIABLE, find_browser
from crawler.extract.rendered import Showing, wrap
from tests.crawler.local_site import Answer, Site
from xunjian.cli import main

needs_browser = pytest.mark.skipif(
    not find_browser()[0], reason=f"rendering is not tested: {find_browser()[1]}"
)
ROWS = "".join(
    f"<li><a href='/{n}.html'>澜汀区第{n}次河道巡查</a><span>2026-11-0{n}</span></li>" for n in (1, 2, 3)
)
LIST = (
    f'<html><head><title>通知公告</title></head><body><div class="main"><ul>{ROWS}</ul></div></body></html>'
)


def inspect(*args: str) -> Result:
    return CliRunner().invoke(main, ["inspect", *args])


@needs_browser
def test_an_address_is_read_as_a_browser_shows_it() -> None:
    script = "fetch('/rows').then(r => r.text()).then(t => document.querySelector('ul').innerHTML = t)"
    routes = {
        "/": f"<div class='main'><ul id='rows'></ul></div><script>{script}</script>",
        "/rows": Answer(ROWS),
    }
    with Site(routes) as site:
        plain, shown = (
            json.loads(inspect(site.home, "--json", *more).stdout) for more in ((), ("--render",))
        )
    assert (plain["items"], plain["details"]["rendered"]) == (None, False)
    assert len(shown["items"]) == 3
    assert shown["details"]["rendered"] is True


def test_without_a_browser_render_is_an_error(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(VARIABLE, "/nowhere/chromium")
    result = inspect("http://127.0.0.1:9/", "--render")
    assert result.exit_code == 2
    assert "--render needs a headless browser" in result.stderr


def test_a_saved_page_is_not_rendered(tmp_path: Path) -> None:
    (tmp_path / "a.html").write_text(LIST, encoding="utf-8")
    result = inspect(str(tmp_path / "a.html"), "--render")
    assert result.exit_code == 2
    assert "--render opens an address" in result.stderr


def test_a_document_that_a_browser_showed_is_known_as_one(tmp_path: Path) -> None:
    (tmp_path / "a.html").write_bytes(wrap(LIST, Showing()))
    details = json.loads(inspect(str(tmp_path / "a.html"), "--json").stdout)["details"]
    assert (details["rendered"], details["list_state"]) == (True, "items")


def test_a_saved_challenge_page_is_called_one(tmp_path: Path) -> None:
    (tmp_path / "a.html").write_text("<title>安全验证</title><p>请完成验证后继续访问</p>", encoding="utf-8")
    text = inspect(str(tmp_path / "a.html")).stdout
    assert "blocked by  “安全验证”" in text
