"""What is concluded from a page as a browser showed it, and what is not."""

from __future__ import annotations

import pytest

from crawler.extract.rendered import HIDDEN, Showing, read_rendered, unwrap, wrap
from evidence.records import ListState, PageFacts
from tests.crawler.extract.pages import COLUMN, SENTENCE, TITLES, framed

AJAX = '<script>$.ajax({url: "/api/list.do", success: draw("#rows")});</script>'
ROWS = "".join(
    f'<li><a href="/n/{n}.html">{title}</a><span>2026-03-0{n + 1}</span></li>'
    for n, title in enumerate(TITLES)
)
FAILED = Showing(data_failed=("/api/list.do: HTTP 500",))


def shown(main: str, showing: Showing = Showing(data_read=1)) -> PageFacts:  # noqa: B008 - frozen
    return read_rendered(wrap(framed(main, steps=("通知公告",)), showing), COLUMN)


def test_the_record_of_a_showing_comes_back_from_its_bytes() -> None:
    showing = Showing(False, 2, ("/a--b: 失败 -->",), 1)
    assert unwrap(wrap("<p>x</p>", showing)) == (b"<p>x</p>", showing)


@pytest.mark.parametrize(
    "body", [b"", b"<html>", b"<!-- xunjian-render {} -->\n<p>", b"<!-- xunjian-render -->\n"]
)
def test_bytes_that_are_no_record_are_none(body: bytes) -> None:
    assert unwrap(body) is None
    assert read_rendered(body, COLUMN).list_state is not ListState.EMPTY


def test_a_list_that_a_script_drew_is_a_list() -> None:
    facts = shown(f'<ul id="rows">{ROWS}</ul>{AJAX}')
    assert facts.list_state is ListState.ITEMS
    assert [item.title for item in facts.items or ()] == list(TITLES)
    assert facts.rendered


def test_a_list_counts_whatever_else_went_wrong() -> None:
    assert shown(f'<ul id="rows">{ROWS}</ul>{AJAX}', FAILED).list_state is ListState.ITEMS


@pytest.mark.parametrize(
    ("showing", "state", "why"),
    [
        (Showing(data_read=1), ListState.EMPTY, "浏览器打开后"),
        (FAILED, ListState.UNCLEAR, "数据请求失败（/api/list.do: HTTP 500）"),
        (Showing(settled=False), ListState.UNCLEAR, "未加载完"),
        (Showing(script_errors=2), ListState.UNCLEAR, "2处脚本出错"),
    ],
)
@pytest.mark.parametrize("main", [f'<ul id="rows"></ul>{AJAX}', f"<p>暂无数据</p>{AJAX}"])
def test_nothing_shown_is_empty_only_where_nothing_failed(
    main: str, showing: Showing, state: ListState, why: str
) -> None:
    facts = shown(main, showing)
    assert facts.list_state is state
    assert why in facts.list_why
    assert facts.items == (() if state is ListState.EMPTY else None)


def test_words_that_no_reader_saw_prove_nothing() -> None:
    cards = "".join(f'<div class="card">{name}</div>' for name in ("甲", "乙"))
    hidden = f'<div class="cards">{cards}</div><p {HIDDEN}="">暂无数据</p>{AJAX}'
    assert shown(hidden).list_state is ListState.UNCLEAR
    assert shown(hidden.replace(f' {HIDDEN}=""', "")).list_state is ListState.EMPTY


def test_a_page_without_a_place_for_a_list_is_not_empty() -> None:
    assert shown(AJAX).list_state is ListState.UNCLEAR


def test_text_that_a_script_drew_is_text_unless_a_request_failed() -> None:
    text = f'<div id="rows"><p>{SENTENCE * 3}</p></div>{AJAX}'
    assert shown(text).list_state is ListState.TEXT
    assert shown(text, FAILED).list_state is ListState.UNCLEAR


def test_a_pager_of_buttons_goes_on_somewhere() -> None:
    rows = f'<ul id="rows">{ROWS}</ul>'
    assert shown(rows + AJAX).next_page.how == "none"
    assert shown(f'{rows}<button class="el-pager">2</button>{AJAX}').next_page.how == "script"


def test_a_firewalls_page_stays_one() -> None:
    facts = read_rendered(wrap("<title>安全验证</title><p>请完成验证</p>", Showing()), COLUMN)
    assert facts.blocked_by
    assert facts.list_state is ListState.UNCLEAR
