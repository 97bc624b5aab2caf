"""jpaas: the query in an attribute, the fragment in the answer, pages one after another."""

from __future__ import annotations

import json
from urllib.parse import parse_qs

import pytest

from crawler.extract.page import read_page
from evidence.records import DataCall, ListState, NextPage, PageFacts
from tests.crawler.extract.pages import TITLES, framed, listed, read, rows, shown

HOST = "http://www.lanting.example"
URL = f"{HOST}/zwgk/tzgg/index.html"
UNIT = "/api-gateway/jpaas-publish-server/front/page/build/unit"
DAYS = ("2024-05-06", "2024-05-02", "2024-04-30")


def query(tag: str = "当前栏目_list", page: str = "p1") -> str:
    return f"{{'parseType':'bulidstatic','webId':'9','tplSetId':'t','pageType':'column','tagId':'{tag}','pageId':'{page}'}}"


def loader(tag: str = "当前栏目_list", page: str = "p1") -> str:
    return f'<div><script src="/s/unitbuild.js" url="{UNIT}" queryData="{query(tag, page)}"></script></div>'


def asked(call: DataCall) -> dict[str, list[str]]:
    return parse_qs(call.url.partition("?")[2])


def test_the_query_of_a_script_element_is_what_is_asked_for() -> None:
    facts = read(framed(loader(), steps=("通知公告",)), URL)
    (call,) = facts.data_calls
    assert call.url.startswith(f"{HOST}{UNIT}?parseType=bulidstatic&webId=9&")
    assert asked(call)["tagId"] == ["当前栏目_list"]
    assert (facts.platform, facts.list_state, facts.items) == ("jpaas", ListState.SCRIPTED, None)


def test_of_several_units_the_list_is_asked_for() -> None:
    main = loader("顶部导航", "p0") + loader("热门推荐列表", "p2") + loader("内容区域", "p3")
    (call,) = read(framed(main), URL).data_calls
    assert asked(call)["pageId"] == ["p3"]


def test_a_page_of_heads_and_feet_asks_for_no_list() -> None:
    assert read(framed(loader("顶部导航") + loader("页脚")), URL).data_calls == ()


def pager(page: int = 1, rows: int = 3, count: int = 8) -> str:
    return f'<div class="pagination" rows="{rows}" count="{count}" pageNo="{page}"></div>'


def reply(markup: str, page: int = 1, **more: object) -> PageFacts:
    body = json.dumps({"success": True, "code": 200, "data": {"html": markup}, **more})
    own = f"{HOST}{UNIT}?webId=9" + (
        f"&paramJson=%7B%22pageNo%22%3A{page}%2C%22pageSize%22%3A3%7D" if page > 1 else ""
    )
    return read_page(body.encode(), own)


LIST = f"<ul class='page-content'>{rows(*DAYS, path='/art/x')}</ul>"


def test_the_fragment_of_an_answer_holds_the_rows() -> None:
    facts = reply(LIST + pager())
    assert shown(facts) == list(zip(TITLES, DAYS, strict=False))
    assert (facts.platform, facts.is_reply, facts.list_state) == ("jpaas", True, ListState.ITEMS)
    assert facts.items is not None
    assert facts.items[0].url == f"{HOST}/art/x0.html"
    assert facts.items[0].url in {link.url for link in facts.links}


def test_an_address_relative_to_an_unnamed_page_is_not_guessed() -> None:
    facts = reply(f"<ul>{rows(*DAYS, path='art/x')}</ul>{pager()}")
    assert [item.url for item in facts.items or ()] == [None] * 3
    assert facts.links == ()


@pytest.mark.parametrize(("page", "following"), [(1, 2), (2, 3), (3, None)])
def test_pages_follow_one_another_to_the_last(page: int, following: int | None) -> None:
    url = reply(LIST + pager(page), page).next_page.url
    sent = parse_qs((url or "").partition("?")[2]).get("paramJson", ["null"])[0]
    assert json.loads(sent) == ({"pageNo": following, "pageSize": 3} if following else None)


def test_a_host_that_always_answers_the_first_page_is_not_asked_on() -> None:
    assert reply(LIST + pager(1), 2).next_page == NextPage("none")


def test_the_pager_may_keep_its_counts_in_one_attribute() -> None:
    one = """<div id="x_pagination" queryData="{'rows':'3','count':'8','pageNo':'1'}"></div>"""
    assert reply(LIST + one).next_page.how == "api"


@pytest.mark.parametrize(
    ("markup", "state"),
    [
        (pager(count=0), ListState.EMPTY),
        ("<p>暂无数据</p>", ListState.EMPTY),
        ("<ul></ul>", ListState.UNCLEAR),
        ("", ListState.UNCLEAR),
        (pager(count=5), ListState.UNCLEAR),
    ],
)
def test_an_answer_is_empty_only_by_its_own_word(markup: str, state: ListState) -> None:
    assert reply(markup).list_state is state


def test_a_failed_answer_is_never_empty() -> None:
    assert reply(pager(count=0), success=False).list_state is ListState.UNCLEAR


def test_rows_in_the_page_go_on_by_its_pager() -> None:
    facts = read(framed(listed(*DAYS) + loader() + pager()), URL)
    assert shown(facts) == list(zip(TITLES, DAYS, strict=False))
    assert facts.next_page.how == "api"
    assert "pageNo" in (facts.next_page.url or "")
    assert facts.data_calls == ()
