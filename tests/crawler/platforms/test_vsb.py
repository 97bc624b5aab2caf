"""VSB: falling page numbers, and the marks it is known by."""

from __future__ import annotations

import pytest

from crawler.extract.page import read_page
from evidence.records import ListState, NextPage
from tests.crawler.extract.pages import BODY, TITLES, framed, listed, read, shown

HOME = "http://www.lanting.example/"
DAYS = ("2024-05-06", "2024-05-02")
COUNTER = "<script>_jsq_(1010,'/list.jsp',-1,139)</script>"


def bar(words: str) -> str:
    return framed(f"{listed(*DAYS)}<div>{words}</div>{COUNTER}")


@pytest.mark.parametrize(
    ("words", "url", "expected"),
    [
        ("共123条 1/12", "tzgg.htm", "tzgg/11.htm"),
        ("共123条&nbsp;&nbsp;1/12&nbsp;首页 上页 下页", "xw/tzgg.htm", "xw/tzgg/11.htm"),
        ("共123条 2/12", "tzgg/11.htm", "tzgg/10.htm"),
        ("共123条 11/12", "tzgg/2.htm", "tzgg/1.htm"),
    ],
)
def test_page_numbers_fall(words: str, url: str, expected: str) -> None:
    assert read(bar(words), HOME + url).next_page == NextPage("script", HOME + expected)


@pytest.mark.parametrize(
    ("words", "url"),
    [
        ("共123条 12/12", "tzgg/1.htm"),
        ("共9条 1/1", "tzgg.htm"),
        ("第一段", "tzgg.htm"),
        ("第一段", "tzgg/2.htm"),
    ],
)
def test_the_oldest_page_and_a_page_without_a_bar_are_the_last(words: str, url: str) -> None:
    assert read(bar(words), HOME + url).next_page == NextPage("none")


def test_the_jump_box_tells_the_number_of_pages() -> None:
    script = "<script>function go(){_simple_list_gotopage_fun(17,'a1GOPAGE',2)}</script>"
    facts = read(framed(listed(*DAYS) + script + COUNTER), HOME + "tzgg.htm")
    assert facts.next_page == NextPage("script", f"{HOME}tzgg/16.htm")


def test_a_plain_link_to_the_next_page_outranks_arithmetic() -> None:
    main = f'{listed(*DAYS)}<div>共123条 1/12 <a href="tzgg/9.htm">下页</a></div>{COUNTER}'
    assert read(framed(main), HOME + "tzgg.htm").next_page == NextPage("static", f"{HOME}tzgg/9.htm")


def test_a_list_that_counts_nothing_is_empty() -> None:
    facts = read(framed("<div><ul></ul><p>共0条 0/0</p></div>", head=COUNTER), HOME + "tzgg.htm")
    assert (facts.items, facts.list_state, facts.platform) == ((), ListState.EMPTY, "vsb")


def test_a_page_in_gbk_is_read() -> None:
    facts = read_page(bar("共123条 1/12").encode("gbk"), HOME + "tzgg.htm", "text/html; charset=gbk")
    assert shown(facts) == list(zip(TITLES, DAYS, strict=False))
    assert (facts.encoding, facts.next_page.url) == ("gbk", f"{HOME}tzgg/11.htm")


@pytest.mark.parametrize(
    ("main", "url", "platform"),
    [
        (COUNTER, "", "vsb"),
        ('<ul><li id="line_u9_0"><a href="a.htm">甲</a></li></ul>', "", "vsb"),
        ('<ul><li id="lineu12_3"><a href="a.htm">甲</a></li></ul>', "", "vsb"),
        (BODY, f"{HOME}info/1001/2345.htm", "vsb"),
        (f'<div class="v_news_content">{BODY}</div>', "", "vsb"),
        (f'<div class="vsb_content">{BODY}</div>', "", "vsb"),
        ('<script src="/system/resource/js/counter.js"></script>', "", "vsb"),
        ('<ul><li id="outline_u"><a href="a.htm">甲</a></li></ul>', "", "unknown"),
        (BODY, f"{HOME}info/show.htm", "unknown"),
    ],
)
def test_the_family_is_recognised(main: str, url: str, platform: str) -> None:
    assert read(framed(main), url).platform == platform
