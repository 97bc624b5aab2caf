"""How a list goes on where no link says 下一页: numbers, scripts, buttons that load more."""

from __future__ import annotations

import pytest

from evidence.records import NextPage
from tests.crawler.extract.pages import COLUMN, HOME, framed, listed, read

LIST = listed("2024-06-11", "2024-05-20", "2024-04-02")


def following(pager: str, url: str = COLUMN) -> NextPage:
    return read(framed(f'{LIST}<div class="fy">{pager}</div>'), url).next_page


def numbers(*pages: int, form: str = '<a href="index_{}.html">{}</a>') -> str:
    return " ".join(form.format(n, n) for n in pages)


@pytest.mark.parametrize(
    ("pager", "how", "url"),
    [
        pytest.param("<b>1</b>" + numbers(2, 3), "static", f"{HOME}tzgg/index_2.html", id="the first page is bold"),
        pytest.param("1 " + numbers(2), "static", f"{HOME}tzgg/index_2.html", id="two pages"),
        pytest.param(numbers(1, 2) + " 3 " + numbers(4), "static", f"{HOME}tzgg/index_4.html", id="in the middle"),
        pytest.param("1 " + numbers(2, 3, form='<a href="index_{}.html">[{}]</a>'), "static", f"{HOME}tzgg/index_2.html", id="in brackets"),
        pytest.param("1 " + numbers(2, 3, form='<a href="?page={}">{}</a>'), "query", f"{COLUMN}?page=2", id="query"),
        pytest.param("1 " + numbers(2, 3, form='<a href="javascript:go({})">{}</a>'), "script", None, id="script in the address"),
        pytest.param("1 " + numbers(2, 3, form='<a href="#" onclick="go({})">{}</a>'), "script", None, id="script beside it"),
        pytest.param("1 " + numbers(2, 3, form='<a href="javascript:__doPostBack(\'pg\',\'{}\')">{}</a>'), "script", None, id="form of the server"),
        pytest.param(numbers(1, 2) + " 3", "none", None, id="the last page"),
        pytest.param("1", "none", None, id="one page"),
        pytest.param("1 " + numbers(5, 6), "none", None, id="the next number is missing"),
        pytest.param("1 " + numbers(2, 3, form='<a href="javascript:;">{1}</a>'), "none", None, id="dead links"),
        pytest.param(numbers(2023, 2024, 2025), "none", None, id="years"),
    ],
)  # fmt: skip
def test_a_pager_of_numbers_alone(pager: str, how: str, url: str | None) -> None:
    assert following(pager) == NextPage(how, url)


@pytest.mark.parametrize("words", ["加载更多", "查看更多", "点击加载更多", "显示更多", "浏览更多"])
def test_a_button_without_an_address_that_loads_more_goes_on(words: str) -> None:
    assert following(f'<a href="javascript:;">{words}</a>') == NextPage("script")


@pytest.mark.parametrize(
    "button",
    ['<a href="/gd/">查看更多</a>', '<a href="javascript:;">更多</a>', '<a href="javascript:;">更多信息请来电</a>', "<span>没有更多了</span>"],
)  # fmt: skip
def test_another_more_does_not_go_on(button: str) -> None:
    assert following(button) == NextPage("none")


def test_what_says_next_goes_before_the_numbers() -> None:
    assert following("1 " + numbers(2, 3) + '<a href="p2.html">下一页</a>').url == f"{HOME}tzgg/p2.html"


def test_numbers_in_the_navigation_are_no_pager() -> None:
    markup = framed(LIST).replace('<div class="nav">', f'<div class="nav">{numbers(2, 3)}')
    assert read(markup).next_page == NextPage("none")


@pytest.mark.parametrize(
    ("script", "how"),
    [
        ("pages(12, 0, 'index', 'html')", "script"),
        ("drawPages( 3 ,1, 'index','html')", "script"),
        ('showPager("fy", 4, 0, "index")', "script"),
        ("pages(12, 11, 'index', 'html')", "none"),
        ("pages(1, 0, 'index', 'html')", "none"),
        ("// pages(12, 0, 'index', 'html')\npages(1, 0, 'index', 'html')", "none"),
        ("/* pages(12, 0, 'index', 'html') */", "none"),
        ("/* pages(12, 0, 'index', 'html')", "none"),
        ("function pages(count, current, name) { }", "none"),
        ("image(12, 0, 'x')", "none"),
        ('$("#fy").pagination({total: 120, pageSize: 20})', "script"),
        ('$("#fy").pagination({totalCount: "120", showData: "20"})', "script"),
        ('$("#fy").pagination({total: 20, pageSize: 20})', "none"),
        ('$("#fy").pagination({total: 0, pageSize: 20})', "none"),
        ('$("#fy").pagination({total: 120})', "none"),
        ('$("#page").grid({total: 120, pageSize: 20})', "none"),
    ],
)
def test_a_pager_that_a_script_draws_goes_on_where_it_has_more_pages(script: str, how: str) -> None:
    assert following(f"<script>{script}</script>") == NextPage(how)


def test_a_script_of_another_file_draws_nothing_that_could_be_read() -> None:
    assert following('<script src="fy.js">pages(12, 0, "index", "html")</script>') == NextPage("none")
    assert following("<!-- <script>pages(12, 0, 'index', 'html')</script> -->") == NextPage("none")


def test_a_drawn_pager_does_not_hide_the_link_to_the_next_page() -> None:
    pager = '<script>pages(12, 0, "index", "html")</script><a href="index_1.html">下一页</a>'
    assert following(pager) == NextPage("static", f"{HOME}tzgg/index_1.html")
