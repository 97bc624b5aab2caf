"""Hidden links to other domains, foreign scripts: what hides, and what menus do as well."""

from __future__ import annotations

import pytest

from tests.crawler.extract.pages import BODY, page, read

HOME = "http://www.lanting.gov.cn/"
OUT = "http://www.stranger.com/"
LINK = f"<a href='{OUT}'>某某娱乐</a>"


def hidden(markup: str, head: str = "", url: str = HOME) -> list[tuple[str, bool]]:
    facts = read(page(f"<div class='main'>{BODY}</div>{markup}", head=head), url)
    return [(one.how, one.toggled) for one in facts.hidden]


@pytest.mark.parametrize(
    ("markup", "found"),
    [
        (f"<div>{LINK}</div>", []),
        (f"<div style='display:none'>{LINK}</div>", [("display", False)]),
        (f"<div style='DISPLAY : none;'>{LINK}</div>", [("display", False)]),
        (f"<div style='visibility:hidden'>{LINK}</div>", [("display", False)]),
        (f"<div style='position:absolute;left:-9999px'>{LINK}</div>", [("offset", False)]),
        (f"<div style='position:absolute;left:-99px'>{LINK}</div>", []),
        (f"<div style='position:absolute;top:-1000px'>{LINK}</div>", [("offset", False)]),
        (f"<div style='position:absolute;left:50%;width:1200px;margin-left:-600px'>{LINK}</div>", []),
        (f"<div style='position:absolute;left:50%;margin-left:-6000px'>{LINK}</div>", [("offset", False)]),
        (f"<div style='margin-left:-600px;position:absolute;left : 50%'>{LINK}</div>", []),
        (f"<div style='position:absolute;margin-left:-600px'>{LINK}</div>", [("offset", False)]),
        (
            f"<div style='position:absolute;left:-9999px;top:50%;margin-top:-200px'>{LINK}</div>",
            [("offset", False)],
        ),
        (f"<p style='text-indent:-9999px'>{LINK}</p>", [("offset", False)]),
        (f"<span style='font-size:0px'>{LINK}</span>", [("size", False)]),
        (f"<span style='font-size:1px'>{LINK}</span>", [("size", False)]),
        (f"<span style='font-size:12px'>{LINK}</span>", []),
        (f"<div style='width:1px;height:1px'>{LINK}</div>", [("size", False)]),
        (f"<div style='height:1px;overflow:hidden'>{LINK}</div>", [("overflow", False)]),
        (f"<div style='height:0;overflow:hidden'>{LINK}</div>", [("overflow", False)]),
        (f"<div style='height:100px;overflow:hidden'>{LINK}</div>", []),
        (f"<div style='background:#fff;color:white'>{LINK}</div>", [("colour", False)]),
        (f"<div style='background:#fff'><p style='color:#ffffff'>{LINK}</p></div>", [("colour", False)]),
        (f"<div style='background:#fff;color:#000'>{LINK}</div>", []),
        # menus, tabs, drop-down lists of friendly links
        (f"<ul style='display:none'><li>{LINK}</li></ul>", [("display", True)]),
        (f"<div class='sub' style='display:none'>{LINK}</div>", [("display", True)]),
        (f"<div onclick='show()'><div style='display:none'>{LINK}</div></div>", [("display", True)]),
        # no other domain, no words
        ("<div style='display:none'><a href='/a.html'>本站</a></div>", []),
        ("<div style='display:none'><a href='http://zwfw.lanting.gov.cn/'>服务</a></div>", []),
        ("<div style='display:none'><a href='http://www.jinan.gov.cn/'>济南</a></div>", []),
        (f"<div style='display:none'><a href='{OUT}'><img src='a.png'></a></div>", []),
        ("<div style='display:none'><a href='javascript:;'>某某</a></div>", []),
    ],
)
def test_hidden_links(markup: str, found: list[tuple[str, bool]]) -> None:
    assert hidden(markup) == found


@pytest.mark.parametrize(
    ("style", "markup", "found"),
    [
        ("#x{position:absolute;left:-9999px}", f"<div id='x'>{LINK}</div>", [("offset", False)]),
        (
            ".x{width:1200px;margin-left:-600px; left: 50%; position:absolute;}",
            f"<div class='x'>{LINK}</div>",
            [],
        ),
        (
            ".x{width:1200px;margin-left:-6000px; position:absolute;}",
            f"<div class='x'>{LINK}</div>",
            [("offset", False)],
        ),
        (".x , .y {font-size:0}", f"<div class='a y'>{LINK}</div>", [("size", False)]),
        (".x{display:none}", f"<div class='x'>{LINK}</div>", []),  # what every menu does
        (".x .y{font-size:0}", f"<div class='y'>{LINK}</div>", []),  # no simple rule
        (".z{font-size:0}", f"<div class='x'>{LINK}</div>", []),
    ],
)
def test_rules_of_the_pages_own_style(style: str, markup: str, found: list[tuple[str, bool]]) -> None:
    assert hidden(markup, f"<style>{style}</style>") == found


def test_one_address_is_told_once_and_the_surer_way() -> None:
    twice = f"<ul style='display:none'><li>{LINK}</li></ul><div style='display:none'>{LINK}</div>"
    assert hidden(twice) == [("display", False)]


def test_without_an_address_of_its_own_nothing_is_foreign() -> None:
    assert hidden(f"<div style='display:none'>{LINK}</div>", url="") == []


PACKED = "eval(function(p,a,c,k,e,d){return p}('" + "0 1 2;" * 80 + "'))"


@pytest.mark.parametrize(
    ("head", "found"),
    [
        ("<script src='/js/a.js'></script>", []),
        ("<script src='http://js.lanting.gov.cn/a.js'></script>", []),
        (f"<script src='{OUT}kb.js'></script>", [("external", f"{OUT}kb.js")]),
        (
            f"<script src='{OUT}kb.js'></script><script src='{OUT}kb.js'></script>",
            [("external", f"{OUT}kb.js")],
        ),
        (f"<script>{PACKED}</script>", [("obfuscated", "")]),
        (f"<script>{PACKED[:60]}</script>", []),  # too short to hide much
        ("<script>" + "var a=String.fromCharCode(1);" * 40 + "</script>", []),
        ("<script>var s=String.fromCharCode(" + "104," * 120 + "1)</script>", [("obfuscated", "")]),
    ],
)
def test_scripts(head: str, found: list[tuple[str, str]]) -> None:
    assert [(one.how, one.url) for one in read(page(BODY, head=head), HOME).scripts] == found


@pytest.mark.parametrize(
    ("target", "body", "found"),
    [
        (OUT, "<p>正在跳转</p>", ["refresh"]),
        ("http://www.jinan.gov.cn/", "<p>正在跳转</p>", []),
        ("/new/", "<p>正在跳转</p>", []),
        (OUT, BODY * 3, []),  # a page with a text of its own: for old browsers
    ],
)
def test_refresh_to_another_domain(target: str, body: str, found: list[str]) -> None:
    head = f"<meta http-equiv='refresh' content='0;url={target}'>"
    assert [one.how for one in read(page(body, head=head), HOME).scripts] == found


def test_what_stands_behind_the_end_of_the_document_is_read() -> None:
    behind = f"<script src='{OUT}kb.js'></script><div style='display:none'>{LINK}</div>"
    facts = read(page(BODY) + behind, HOME)
    assert [one.url for one in facts.scripts] == [f"{OUT}kb.js"]
    assert [one.url for one in facts.hidden] == [OUT]
