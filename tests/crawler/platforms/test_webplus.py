"""webplus: list.htm goes on with list2.htm."""

from __future__ import annotations

import pytest

from evidence.records import NextPage
from tests.crawler.extract.pages import BODY, framed, listed, read

HOST = "http://www.lanting.example"
DAYS = ("2024-05-06", "2024-05-02")


def column(
    url: str, pages: str = "7", link: str = '<a class="next" href="javascript:void(0)">下一页</a>'
) -> NextPage:
    paging = f'<div class="wp_paging">共<em class="all_pages">{pages}</em>页 {link}</div>'
    facts = read(framed(listed(*DAYS) + paging), f"{HOST}/1234/{url}")
    assert facts.platform == "webplus"
    return facts.next_page


@pytest.mark.parametrize(
    ("url", "expected"),
    [("list.htm", "list2.htm"), ("list.psp", "list2.psp"), ("list6.htm", "list7.htm")],
)
def test_the_number_stands_behind_the_name(url: str, expected: str) -> None:
    assert column(url) == NextPage("script", f"{HOST}/1234/{expected}")


def test_the_last_page_is_the_last() -> None:
    assert column("list7.htm") == NextPage("none")
    assert column("list.htm", pages="1") == NextPage("none")


def test_a_plain_link_outranks_arithmetic() -> None:
    link = '<a class="next" href="list2.htm">下一页</a>'
    assert column("list.htm", link=link) == NextPage("static", f"{HOST}/1234/list2.htm")


@pytest.mark.parametrize(
    ("main", "url", "platform"),
    [
        (BODY, f"{HOST}/2023/0505/c12a3456/page.htm", "webplus"),
        ('<a href="/2023/0505/c12a3456/page.psp">甲</a>', f"{HOST}/", "webplus"),
        (f'<div class="wp_articlecontent">{BODY}</div>', "", "webplus"),
        ('<script src="/_upload/tpl/00/1a/x.js"></script>', "", "webplus"),
        (BODY, f"{HOST}/2023/0505/page.htm", "unknown"),
    ],
)
def test_the_family_is_recognised(main: str, url: str, platform: str) -> None:
    assert read(framed(main), url).platform == platform
