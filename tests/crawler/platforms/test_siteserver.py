"""SiteServer: channels/123.html goes on with 123_2.html."""

from __future__ import annotations

import pytest

from evidence.records import NextPage
from tests.crawler.extract.pages import BODY, framed, listed, read

HOST = "http://www.lanting.example"
BAR = "<div>共 70 条记录 第1页/共7页 <select><option>1</option></select></div>"
MARK = '<script src="/sitefiles/assets/x.js"></script>'


@pytest.mark.parametrize(
    ("path", "expected"), [("123.html", "123_2.html"), ("123_2.html", "123_3.html"), ("123_7.html", None)]
)
def test_the_number_stands_behind_the_channel(path: str, expected: str | None) -> None:
    facts = read(framed(listed("2024-05-06", "2024-05-02") + BAR + MARK), f"{HOST}/channels/{path}")
    url = f"{HOST}/channels/{expected}"
    assert facts.next_page == (NextPage("script", url) if expected else NextPage("none"))


def test_a_page_without_a_bar_is_the_only_one() -> None:
    facts = read(framed(listed("2024-05-06", "2024-05-02") + MARK), f"{HOST}/channels/123.html")
    assert facts.next_page == NextPage("none")


@pytest.mark.parametrize(
    ("main", "url", "platform"),
    [
        (BODY, f"{HOST}/contents/123/4567.html", "siteserver"),
        ('<script src="/api/stl/hits.js"></script>', "", "siteserver"),
        ('<script src="/SiteFiles/x.js"></script>', "", "siteserver"),
        (BODY, f"{HOST}/contents/4567.html", "unknown"),
    ],
)
def test_the_family_is_recognised(main: str, url: str, platform: str) -> None:
    assert read(framed(main), url).platform == platform
