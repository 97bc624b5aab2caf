"""gkmlpt: the directory's calls, its answers, and articles that are a text of a script."""

from __future__ import annotations

import json

import pytest

from crawler.extract.page import read_page
from evidence.records import DataCall, ListState, PageFacts, PageKind
from tests.crawler.extract.pages import BODY, SENTENCE, TITLES, framed, page, read, shown

HOST = "http://www.lanting.example"
INDEX = f"{HOST}/lt/gkmlpt/index"
TREE = [
    {"id": 11, "name": "机构职能", "children": [{"id": 12, "name": "领导"}, {"id": 14, "name": "机构"}]},
    {"id": 13, "name": "别处", "jump_url": "http://elsewhere.example/"},
    {"id": 15, "name": "政策", "children": []},
]


def directory(tree: object = TREE, rest: str = "") -> str:
    config = f"window._CONFIG = {{ SID: '379001', TREE: {json.dumps(tree)}, SERVICE_AREA_ID: 3{rest} }};"
    return page(f'<div id="app"></div><script>{config}</script>', title="政府信息公开目录")


def test_every_category_that_the_tree_ends_in_is_asked_for() -> None:
    facts = read(directory(), INDEX)
    called = [f"{HOST}/lt/gkmlpt/api/all/{n}?page=1&sid=379001" for n in (12, 14, 15)]
    assert facts.data_calls == tuple(DataCall(url) for url in called)
    assert (facts.platform, facts.list_state, facts.kind) == ("gkmlpt", ListState.SCRIPTED, PageKind.COLUMN)


def test_a_directory_without_a_tree_is_asked_for_as_a_whole() -> None:
    facts = read(directory([]), INDEX)
    assert facts.data_calls == (DataCall(f"{HOST}/lt/gkmlpt/api/all/0?page=1&sid=379001"),)


def test_a_page_without_a_site_number_asks_for_nothing() -> None:
    assert read(directory().replace("SID", "OTHER"), INDEX).data_calls == ()


def row(n: int, **more: object) -> dict[str, object]:
    return {
        "title": TITLES[n],
        "url": f"{HOST}/gkmlpt/content/1/{n}/post_{n}.html",
        "date": 1_714_924_800,
    } | more


def reply(count: object, *rows: dict[str, object], number: int = 1) -> PageFacts:
    body = json.dumps({"classify": {"id": 12, "post_count": count}, "articles": rows})
    return read_page(body.encode(), f"{HOST}/gkmlpt/api/all/12?page={number}&sid=379001")


def test_dates_are_seconds_and_read_in_beijing() -> None:
    facts = reply(2, row(0), row(1, display_publish_time=1_714_579_200))  # 2024-05-02 00:00 there
    assert shown(facts) == [(TITLES[0], "2024-05-06"), (TITLES[1], "2024-05-02")]
    assert facts.items is not None
    assert facts.items[0].date is not None
    assert (facts.items[0].date.source, facts.items[0].date.text) == ("json", "1714924800")
    assert (facts.platform, facts.is_reply) == ("gkmlpt", True)


def test_the_day_shown_outranks_the_day_of_writing() -> None:
    assert shown(reply(1, row(0, display_publish_time=1_715_097_600)))[0][1] == "2024-05-08"


@pytest.mark.parametrize(
    ("count", "number", "following"), [(2, 1, None), (5, 1, "page=2"), (5, 2, "page=3"), (4, 2, None)]
)
def test_the_count_tells_whether_there_is_more(count: int, number: int, following: str | None) -> None:
    url = reply(count, row(0), row(1), number=number).next_page.url
    assert (following in url if url else False) is bool(following)


@pytest.mark.parametrize(
    ("count", "state"),
    [(0, ListState.EMPTY), ("0", ListState.EMPTY), (None, ListState.UNCLEAR), (7, ListState.UNCLEAR)],
)
def test_an_answer_is_empty_only_by_its_own_count(count: object, state: ListState) -> None:
    assert reply(count).list_state is state


def test_rows_that_cannot_be_read_are_not_none() -> None:
    assert reply(0, {"name": 5}).list_state is ListState.UNCLEAR


FILE = '<p>附件：<a class="nfw-cms-attachment" href="/servlet/file?id=7" alt="申报表.docx">下载</a></p>'
DETAIL = {
    "title": "澜汀区河道保洁管理办法",
    "content": f"{BODY}{FILE}",
    "publisher": "澜汀区水务局",
    "document_number": "澜水〔2024〕3号",
    "display_publish_time": 1_714_924_800,
    "date": 1_714_320_000,
}


def article(detail: dict[str, object], main: str = '<div id="app"></div>') -> PageFacts:
    text = json.dumps(detail).replace("<", "\\u003C").replace(">", "\\u003E")
    config = f"window._CONFIG = {{ SID: '379001', DETAIL: {text} }};"
    body = page(f"{main}<script>{config}</script>", meta={"ArticleTitle": str(detail["title"])})
    return read(body, f"{HOST}/gkmlpt/content/1/7/post_7.html")


def test_an_article_that_is_a_text_of_the_script_is_read() -> None:
    facts = article(DETAIL)
    assert (facts.kind, facts.title) == (PageKind.ARTICLE, "澜汀区河道保洁管理办法")
    assert facts.published is not None
    assert facts.published.on.isoformat() == "2024-05-06"
    assert SENTENCE in facts.excerpt
    assert facts.document_number == "澜水〔2024〕3号"
    assert facts.attachments == (f"{HOST}/servlet/file?id=7",)
    assert facts.data_calls == ()


def test_an_article_that_the_page_shows_as_well_is_read_once() -> None:
    shown_too = f"<h1>澜汀区河道保洁管理办法</h1><p>发布日期：2024-05-06</p><div>{BODY}</div>"
    assert article(DETAIL, shown_too).text_chars < article(DETAIL, shown_too + BODY).text_chars


@pytest.mark.parametrize(
    ("main", "url", "platform"),
    [
        ('<a href="/gkmlpt/index">公开目录</a>', "", "gkmlpt"),
        (BODY, f"{HOST}/tzgg/content/post_3138550.html", "gkmlpt"),
        (BODY, f"{HOST}/tzgg/content/mpost_3138550.html", "gkmlpt"),
        ("<script>var NFCMS_SITE_ID = '379001';</script>", "", "gkmlpt"),
        (f'{BODY}<a class="nfw-cms-attachment" href="/a.pdf">甲</a>', "", "gkmlpt"),
        (BODY, f"{HOST}/tzgg/content/page_1.html", "unknown"),
    ],
)
def test_the_family_is_recognised(main: str, url: str, platform: str) -> None:
    assert read(framed(main), url).platform == platform
