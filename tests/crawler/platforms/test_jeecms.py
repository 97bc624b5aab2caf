"""JEECMS: index.jhtml goes on with index_2.jhtml, opened by a button."""

from __future__ import annotations

import pytest

from evidence.records import NextPage
from tests.crawler.extract.pages import BODY, framed, listed, read

HOST = "http://www.lanting.example"
ROWS = listed("2024-05-06", "2024-05-02")


@pytest.mark.parametrize(
    "control",
    [
        """<input type="button" value="下一页" onclick="location.href=encodeURI('index_2.jhtml');">""",
        """<button onclick="location.href='index_2.jhtml'">下一页</button>""",
        """<a href="#" onclick="location.href='index_2.jhtml'">下一页</a>""",
        "<div>共 123 条记录 1/7 页</div>",
    ],
)
def test_a_button_or_the_bar_leads_on(control: str) -> None:
    facts = read(framed(ROWS + control), f"{HOST}/tzgg/index.jhtml")
    assert facts.next_page == NextPage("script", f"{HOST}/tzgg/index_2.jhtml")


@pytest.mark.parametrize("bar", ["<div>共 123 条记录 7/7 页</div>", ""])
def test_the_last_page_is_the_last(bar: str) -> None:
    assert read(framed(ROWS + bar), f"{HOST}/tzgg/index_7.jhtml").next_page == NextPage("none")


@pytest.mark.parametrize(
    ("main", "url", "platform"),
    [
        (BODY, f"{HOST}/tzgg/1234.jhtml", "jeecms"),
        ('<a href="index_2.jhtml">下一页</a>', "", "jeecms"),
        (BODY, f"{HOST}/tzgg/1234.html", "unknown"),
    ],
)
def test_the_family_is_recognised(main: str, url: str, platform: str) -> None:
    assert read(framed(main), url).platform == platform
