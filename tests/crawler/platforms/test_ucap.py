"""UCAP: the pager that counts from 1, and the addresses it is known by."""

from __future__ import annotations

import pytest

from evidence.records import NextPage
from tests.crawler.extract.pages import BODY, framed, listed, read

COLUMN = "http://www.lanting.example/lt/c100123/tzgg_list.shtml"
DAYS = ("2024-05-06", "2024-05-02")
HEX = "0123456789abcdef0123456789abcdef"


@pytest.mark.parametrize(
    ("arguments", "expected"),
    [
        pytest.param("'page_div', 12, 1, 'tzgg_list', 'shtml', 230", "tzgg_list_2.shtml", id="first"),
        pytest.param(
            "'page_div', 12, 11, 'tzgg_list', 'shtml', 230", "tzgg_list_12.shtml", id="last but one"
        ),
        pytest.param("'page_div', 12, 12, 'tzgg_list', 'shtml', 230", None, id="last"),
        pytest.param("'page_div', 1, 1, 'tzgg_list', 'shtml', 5", None, id="only"),
    ],
)
def test_the_pager_counts_from_one(arguments: str, expected: str | None) -> None:
    facts = read(framed(f"{listed(*DAYS)}<script>createPageHTML({arguments});</script>"), COLUMN)
    url = f"http://www.lanting.example/lt/c100123/{expected}"
    assert facts.next_page == (NextPage("script", url) if expected else NextPage("none"))
    assert facts.platform == "ucap"


@pytest.mark.parametrize(
    ("main", "url", "platform"),
    [
        (listed(*DAYS), COLUMN, "ucap"),
        (BODY, f"http://www.lanting.example/lt/c100123/202405/{HEX}.shtml", "ucap"),
        (BODY, f"http://www.lanting.example/lt/c100/2024/5/6/{HEX}.shtml", "ucap"),
        (f'<div id="UCAP-CONTENT">{BODY}</div>', "", "ucap"),
        ('<a href="http://pucha.kaipuyun.cn/x">找错</a><a href="a.shtml">一</a>', "", "ucap"),
        ('<a href="http://pucha.kaipuyun.cn/x">找错</a><a href="a.html">一</a>', "", "unknown"),
        (BODY, "http://www.lanting.example/lt/202405/1.shtml", "unknown"),
    ],
)
def test_the_family_is_recognised(main: str, url: str, platform: str) -> None:
    assert read(framed(main), url).platform == platform
