"""Epoint: a pager whose script puts the next address together."""

from __future__ import annotations

import pytest

from evidence.records import NextPage
from tests.crawler.extract.pages import framed, listed, read

HOST = "http://www.lanting.example"
PLACE = "/ggzy/041001/041001002/"


def column(url: str, total: int = 40) -> NextPage:
    script = f"""$("#pager").pagination({{ pageIndex: pageIndex, pageSize: 15, total: {total}, showJump: true }});
      $("#pager").on("pageClicked", function (e, data) {{ window.location.href = "{PLACE}" + (data.pageIndex + 1) + ".html"; }});"""
    facts = read(framed(f"{listed('2024-05-06', '2024-05-02')}<script>{script}</script>"), HOST + url)
    assert facts.platform == "epoint"
    return facts.next_page


@pytest.mark.parametrize(
    ("url", "expected"), [("moreinfo.html", "2.html"), ("2.html", "3.html"), ("3.html", None)]
)
def test_the_total_and_the_size_tell_whether_there_is_more(url: str, expected: str | None) -> None:
    following = NextPage("script", HOST + PLACE + expected) if expected else NextPage("none")
    assert column(PLACE + url) == following


def test_one_page_is_all() -> None:
    assert column(PLACE + "moreinfo.html", 15) == NextPage("none")


@pytest.mark.parametrize(
    ("main", "url", "platform"),
    [
        ('<ul class="ewb-list"></ul>', "", "epoint"),
        ('<ul class="list ewb-rows"></ul>', "", "epoint"),
        ("", f"{HOST}{PLACE}20240506/0b1c2d3e-0b1c-0b1c-0b1c-0b1c2d3e4f5a.html", "epoint"),
        ('<ul class="newb-list"></ul>', "", "unknown"),
    ],
)
def test_the_family_is_recognised(main: str, url: str, platform: str) -> None:
    assert read(framed(main), url).platform == platform
