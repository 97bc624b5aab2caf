"""JSON lists of any maker: which calls are taken for a list's, and what an answer says."""

from __future__ import annotations

import json

import pytest

from crawler.extract.page import read_page
from evidence.records import DataCall, ListState, NextPage, PageFacts
from tests.crawler.extract.pages import TITLES, framed, listed, read, shown

HOST = "http://www.lanting.example"
URL = f"{HOST}/tzgg/index.html"
API = f"{HOST}/api/news/list"


def calls(script: str, main: str = '<ul id="rows"></ul>') -> tuple[DataCall, ...]:
    return read(framed(f"{main}<script>{script}</script>", steps=("通知公告",)), URL).data_calls


GET = DataCall(f"{API}?pageNo=1&pageSize=10")
POST = DataCall(f"{API}?pageNo=1&pageSize=10", "POST")


@pytest.mark.parametrize(
    ("script", "expected"),
    [
        ("$.ajax({url:'/api/news/list', data:{pageNo:1,pageSize:10}, success:f});", GET),
        ("$.ajax({url:'/api/news/list', type:'POST', data:{pageNo:1,pageSize:10}});", POST),
        ('$.get("/api/news/list", {pageNo: 1, pageSize: 10}, function(d){});', GET),
        ('$.getJSON("/api/news/list?pageNo=1&pageSize=10", function(d){});', GET),
        ('$.post("/api/news/list", {"pageNo": 1, "pageSize": 10}, f);', POST),
        ("axios.get('/api/news/list', {params: {pageNo: 1, pageSize: 10}}).then(f);", GET),
        ("fetch('/api/news/list?pageNo=1&pageSize=10').then(f);", GET),
        ("var size = 10; $.ajax({url:'/api/news/list', data:{pageNo: page, pageSize: size}});", GET),
        ("var q = {pageNo:1, pageSize:10}; $.ajax({url:'/api/news/list', data: q});", GET),
        ("$.getJSON('/data/tzgg.json', f);", DataCall(f"{HOST}/data/tzgg.json")),
    ],
)
def test_a_plain_call_for_a_list_is_taken(script: str, expected: DataCall) -> None:
    assert calls(script) == (expected,)


@pytest.mark.parametrize(
    "script",
    [
        pytest.param("$.ajax({url: base, data:{pageNo:1}});", id="an unknown address"),
        pytest.param("$.ajax({url:'/api/news/list', data:{pageNo:1, channel: id}});", id="an unknown value"),
        pytest.param("$.get('/api/news/' + id, {pageNo:1});", id="an address put together"),
        pytest.param("$.post('/api/news/addHits', {pageNo:1});", id="a counter"),
        pytest.param("$.post('/message/submit', {page:1, title:'x'});", id="a form that writes"),
        pytest.param("$.post('/api/news/detail', {id:41});", id="no page number"),
        pytest.param("$.ajax({url:'/api/news/list', type:'post', contentType:'application/json', data:JSON.stringify({pageNo:1})});", id="no form"),
        pytest.param("axios.post('/api/news/list', {pageNo:1});", id="a form in JSON"),
    ],
)  # fmt: skip
def test_any_other_call_is_not(script: str) -> None:
    assert calls(script) == ()


def test_a_page_with_rows_asks_for_none() -> None:
    days = ("2024-05-06", "2024-05-02", "2024-04-30")
    assert calls("$.get('/api/news/list', {pageNo: 1});", listed(*days)) == ()


def test_the_platform_readers_are_not_asked_when_switched_off() -> None:
    body = framed("<ul id='rows'></ul><script>$.get('/api/news/list', {pageNo: 1});</script>")
    facts = read_page(body.encode(), URL, platforms=False)
    assert (facts.data_calls, facts.list_state) == ((), ListState.SCRIPTED)
    assert not read_page(b'{"rows":[]}', API, platforms=False).is_reply


# ---------------------------------------------------------------- answers


def row(n: int, day: object = "2024-05-06", **more: object) -> dict[str, object]:
    return {"title": TITLES[n], "url": f"/show/{n}.html", "publishTime": day} | more


def reply(value: object, query: str = "pageNo=1&pageSize=2", kind: str | None = None) -> PageFacts:
    text = value if isinstance(value, str) else json.dumps(value, ensure_ascii=False)
    return read_page(text.encode(), f"{API}?{query}" if query else API, kind)


ROWS = [row(0), row(1, "2024-05-02 08:30:00")]
EXPECTED = [(TITLES[0], "2024-05-06"), (TITLES[1], "2024-05-02")]


@pytest.mark.parametrize(
    "value",
    [
        {"rows": ROWS},
        {"code": 200, "data": {"total": 2, "list": ROWS}},
        ROWS,
        {"menu": [{"title": "首页", "url": "/"}] * 9, "result": {"records": ROWS}},
        f"callback({json.dumps({'rows': ROWS})});",
        f"var mydata={json.dumps({'datas': ROWS})};",
        "\ufeff" + json.dumps({"rows": ROWS}),
        {
            "ret": [
                {"INFO_TITLE": t, "LINK_URL": f"/show/{n}.html", "PUB_DATE": d}
                for n, (t, d) in enumerate(EXPECTED)
            ]
        },
    ],
)
def test_the_array_with_titles_and_dates_is_the_list(value: object) -> None:
    facts = reply(value)
    assert shown(facts) == EXPECTED
    assert (facts.is_reply, facts.list_state, facts.platform) == (True, ListState.ITEMS, "unknown")
    assert facts.items is not None
    assert facts.items[0].url == f"{HOST}/show/0.html"


@pytest.mark.parametrize(
    ("value", "day"),
    [
        (1_714_924_800, "2024-05-06"),
        (1_714_924_800_000, "2024-05-06"),
        ("1714924800000", "2024-05-06"),
        ("/Date(1714924800000)/", "2024-05-06"),
        ("2024-05-05T16:00:00.000Z", "2024-05-06"),
        ("2024-05-06T00:00:00+08:00", "2024-05-06"),
        ("2024-05-06T10:00:00", "2024-05-06"),
        ("20240506", "2024-05-06"),
        ("20240506103000", "2024-05-06"),
        ("2024年5月6日", "2024-05-06"),
        ("2024/05/06", "2024-05-06"),
        ([2024, 5, 6, 10, 30], "2024-05-06"),
        ({"time": 1_714_924_800_000, "year": 124}, "2024-05-06"),
        ("05-06", None),
        (0, None),
        (41, None),
        ("20241306", None),
    ],
)
def test_a_date_is_read_in_every_form(value: object, day: str | None) -> None:
    rows = [row(0), row(1), row(2, value)]
    assert shown(reply({"rows": rows}))[2][1] == day


def test_a_later_change_is_never_the_date_of_publication() -> None:
    rows = [
        {"title": TITLES[n], "url": "/x", "updateTime": "2026-11-01", "createTime": "2019-03-02"}
        for n in range(2)
    ]
    assert [day for _, day in shown(reply({"rows": rows}))] == ["2019-03-02"] * 2
    only = [{"title": TITLES[0], "url": "/x", "updateTime": "2026-11-01"}]
    assert reply({"rows": only}).items is None


def test_titles_lose_their_markup() -> None:
    assert shown(reply([row(0, title="<font color=red>澜汀区&amp;公告</font>")]))[0][0] == "澜汀区&公告"


@pytest.mark.parametrize(
    ("value", "state"),
    [
        ({"total": 0, "rows": []}, ListState.EMPTY),
        ({"code": 0, "count": "0", "data": []}, ListState.EMPTY),
        ({"rows": []}, ListState.UNCLEAR),
        ([], ListState.UNCLEAR),
        ({}, ListState.UNCLEAR),
        ({"success": False, "total": 0, "rows": []}, ListState.UNCLEAR),
        ({"code": 500, "total": 0, "msg": "无权访问"}, ListState.UNCLEAR),
        ({"total": 7, "rows": []}, ListState.UNCLEAR),
        ({"total": 0, "rows": [{"no": 5}]}, ListState.UNCLEAR),
        ({"html": "<ul class='l'><li>暂无数据</li></ul>"}, ListState.EMPTY),
    ],
)
def test_an_answer_is_empty_only_by_its_own_word(value: object, state: ListState) -> None:
    facts = reply(value)
    assert facts.list_state is state
    assert facts.items == (() if state is ListState.EMPTY else None)


@pytest.mark.parametrize(
    ("value", "query", "following"),
    [
        ({"total": 5, "rows": ROWS}, "pageNo=1&pageSize=2", "pageNo=2&pageSize=2"),
        ({"total": 5, "rows": ROWS}, "pageNo=2&pageSize=2", "pageNo=3&pageSize=2"),
        ({"total": 4, "rows": ROWS}, "pageNo=2&pageSize=2", None),
        ({"total": 2, "rows": ROWS}, "pageNo=1&pageSize=2", None),
        ({"totalPages": 3, "rows": ROWS}, "page=2", "page=3"),
        ({"totalPages": 2, "rows": ROWS}, "page=2", None),
        ({"rows": ROWS}, "page=1&rows=2", "page=2&rows=2"),
        ({"rows": ROWS}, "page=1&rows=20", None),
        ({"total": 5, "rows": ROWS}, "channel=7", None),
    ],
)
def test_the_query_and_the_counts_tell_what_follows(value: object, query: str, following: str | None) -> None:
    expected = NextPage("api", f"{API}?{following}") if following else NextPage("none")
    assert reply(value, query).next_page == expected


def test_what_follows_a_form_is_a_form() -> None:
    body = json.dumps({"total": 5, "rows": ROWS}).encode()
    facts = read_page(body, f"{API}?pageNo=1&pageSize=2", method="POST")
    assert facts.next_page.method == "POST"


def test_a_list_that_grows_by_numbered_files_goes_on() -> None:
    script = """function next(){ var url = "datas_7.json"; ext = "_" + current; url = url.substring(0, 7) + ext + ".json"; }"""
    days = ("2024-05-06", "2024-05-02", "2024-04-30")
    facts = read(framed(f"{listed(*days)}<script>{script}</script>"), URL)
    assert facts.next_page == NextPage("script", f"{HOST}/tzgg/datas_7_1.json")
    grown = read_page(f"mydatas={json.dumps({'datas': ROWS})}".encode(), f"{HOST}/tzgg/datas_7_1.json")
    assert shown(grown) == EXPECTED
    assert grown.next_page == NextPage("api", f"{HOST}/tzgg/datas_7_2.json")


@pytest.mark.parametrize(
    "body", [b"a = 1", b"var x = {a: function(){}}", b"", b"{", b"[1, 2", b"plain words"]
)
def test_what_is_no_json_is_read_as_a_page(body: bytes) -> None:
    assert not read_page(body, API).is_reply


# ---------------------------------------------------------------- fragments


def test_a_bare_fragment_is_an_answer() -> None:
    facts = read(listed("2024-05-06", "2024-05-02", "2024-04-30"), API)
    assert (facts.is_reply, facts.list_state, len(facts.items or ())) == (True, ListState.ITEMS, 3)


def test_a_bare_fragment_without_rows_is_empty_only_if_it_says_so() -> None:
    assert read('<ul class="list"></ul>', API).list_state is ListState.UNCLEAR
    assert read('<ul class="list"><li>暂无数据</li></ul>', API).list_state is ListState.EMPTY
    assert not read(framed(listed("2024-05-06")), URL).is_reply
