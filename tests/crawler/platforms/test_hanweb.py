"""hanweb: record sets inside a page and as an answer, whole, escaped, empty and broken."""

from __future__ import annotations

import html

import pytest

from crawler.extract.page import read_page
from evidence.records import DataCall, ListState, NextPage, PageFacts, PageKind
from tests.crawler.extract.pages import TITLES, framed, listed, read, shown

URL = "http://www.lanting.example/col/col4100/index.html"
PROXY = "http://www.lanting.example/module/web/jpage/dataproxy.jsp?startrecord=46&amp;endrecord=90&amp;columnid=4100"
DAYS = ("2024-05-06", "2024-05-02", "2024-04-30")
EXPECTED = list(zip(TITLES, DAYS, strict=False))


def record(
    n: int, form: str = '<li><a href="/art/2024/5/6/art_4100_{n}.html" title="{t}">{t}</a><b>{d}</b></li>'
) -> str:
    return f"<record><![CDATA[{form.format(n=n, t=TITLES[n], d=DAYS[n])}]]></record>"


RECORDS = "".join(record(n) for n in range(3))
GROUP = f'<nextgroup><![CDATA[<a href="{PROXY}"></a>]]></nextgroup>'


def store(records: str = RECORDS, group: str = "") -> str:
    return f"<datastore>{group}<recordset>{records}</recordset></datastore>"


def column(data: str, kind: str = 'type="text/xml"') -> PageFacts:
    return read(framed(f'<div id="4100"><script {kind}>{data}</script></div>', steps=("通知公告",)), URL)


@pytest.mark.parametrize("kind", ['type="text/xml"', 'type="TEXT/XML"', "language='xml' type='text/xml'", ""])
def test_rows_of_a_record_set_in_the_page_are_entries(kind: str) -> None:
    facts = column(store(), kind)
    assert shown(facts) == EXPECTED
    assert (facts.platform, facts.kind, facts.list_state) == ("hanweb", PageKind.COLUMN, ListState.ITEMS)
    assert facts.items is not None
    assert facts.items[0].url == "http://www.lanting.example/art/2024/5/6/art_4100_0.html"
    assert facts.items[0].url in {link.url for link in facts.links}


@pytest.mark.parametrize(
    "form",
    [
        '<tr><td><a href="/art/2024/5/6/art_4100_{n}.html">{t}</a></td><td>{d}</td></tr>',
        '<a href="/art/2024/5/6/art_4100_{n}.html">{t}</a><span>{d}</span>',
        '<div><span>{d}</span><a href="/art/2024/5/6/art_4100_{n}.html">{t}</a></div>',
        '<LI><A HREF="/art/2024/5/6/art_4100_{n}.html">{t}</A>[{d}]</LI>',
    ],
)
def test_a_record_may_hold_any_kind_of_row(form: str) -> None:
    assert shown(column(store("".join(record(n, form) for n in range(3))))) == EXPECTED


def test_an_escaped_record_set_is_read() -> None:
    assert shown(column(html.escape(store()))) == EXPECTED


def test_a_record_set_alone_without_a_data_store_is_read() -> None:
    assert shown(column(f"<recordset>{RECORDS}</recordset>")) == EXPECTED


def test_an_xml_declaration_does_not_disturb() -> None:
    assert shown(column(f'<?xml version="1.0" encoding="gbk"?>{store()}')) == EXPECTED


def test_two_record_sets_of_a_page_are_both_read() -> None:
    both = f'<script type="text/xml">{store(record(0))}</script><script type="text/xml">{store(record(1))}</script>'
    assert shown(read(framed(both), URL)) == EXPECTED[:2]


def test_the_next_group_is_the_next_page() -> None:
    assert column(store(group=GROUP)).next_page == NextPage("inline", html.unescape(PROXY))
    assert column(store()).next_page == NextPage("inline")


@pytest.mark.parametrize("records", ["", "\n  "])
def test_an_empty_record_set_is_an_empty_list(records: str) -> None:
    facts = column(store(records))
    assert (facts.items, facts.list_state) == ((), ListState.EMPTY)


@pytest.mark.parametrize(
    "data",
    [
        pytest.param("<datastore><recordset><record><![CDATA[<li><b>", id="cut off"),
        pytest.param(
            store('<record><![CDATA[<li><a href="javascript:;"></a></li>]]></record>'), id="no title"
        ),
        pytest.param(store("<record><![CDATA[{{row}}]]></record>"), id="template"),
        pytest.param("<datastore><recordset><record>&#1;</record>", id="bad character"),
    ],
)
def test_a_record_set_that_cannot_be_read_is_never_empty(data: str) -> None:
    facts = column(data)
    assert facts.list_state is not ListState.EMPTY
    assert facts.items != ()


@pytest.mark.parametrize(
    "data",
    [
        store(record(0) + "<record><![CDATA[<li>"),
        store(record(0)).replace("</datastore>", ""),
        store(record(0) + "&nbsp;&copy"),
    ],
)
def test_broken_xml_gives_the_rows_before_the_break(data: str) -> None:
    assert shown(column(data)) == EXPECTED[:1]


def test_a_list_in_the_markup_beside_an_empty_record_set_counts() -> None:
    facts = read(framed(f'{listed(*DAYS)}<script type="text/xml">{store("")}</script>'), URL)
    assert shown(facts) == EXPECTED


def answer(data: str) -> PageFacts:
    return read_page(data.encode(), URL, "text/xml; charset=utf-8")


@pytest.mark.parametrize("head", ["", "<?xml version='1.0' encoding='UTF-8'?>\n", "\n\n"])
def test_an_answer_of_the_data_proxy_is_read(head: str) -> None:
    facts = answer(head + store(group=GROUP))
    assert shown(facts) == EXPECTED
    assert facts.next_page == NextPage("inline", html.unescape(PROXY))
    assert (facts.kind, facts.platform) == (PageKind.COLUMN, "hanweb")
    assert {link.url for link in facts.links} == {item.url for item in facts.items or ()}


def test_an_answer_is_empty_only_if_it_counts_no_records() -> None:
    facts = answer("<datastore><totalrecord>0</totalrecord><recordset></recordset></datastore>")
    assert (facts.items, facts.list_state) == ((), ListState.EMPTY)
    facts = answer("<datastore><recordset></recordset></datastore>")  # so a stranger is turned away
    assert (facts.items, facts.list_state) == (None, ListState.UNCLEAR)


@pytest.mark.parametrize(
    "data",
    [
        "<datastore><recordset><record><![CDATA[<li><b>",
        store("<record><![CDATA[{{row}}]]></record>"),
        html.escape(store()).replace("&lt;datastore&gt;&lt;recordset&gt;", "<datastore><recordset>", 1),
    ],
)
def test_an_answer_that_cannot_be_read_is_never_empty(data: str) -> None:
    facts = answer(data)
    assert facts.list_state is not ListState.EMPTY
    assert facts.items != ()


def test_an_answer_in_gbk_is_read() -> None:
    body = f'<?xml version="1.0" encoding="gbk"?>{store()}'.encode("gbk")
    assert shown(read_page(body, URL, "text/xml; charset=gbk")) == EXPECTED


@pytest.mark.parametrize(
    "data",
    ["<html><body>recordset</body></html>", '{"recordset": []}', "", "<?xml version='1.0'?><rss></rss>"],
)
def test_other_answers_are_no_record_sets(data: str) -> None:
    assert answer(data).items is None


@pytest.mark.parametrize(
    ("markup", "url", "expected"),
    [
        (framed(""), "http://www.lanting.example/col/col12/index.html", "hanweb"),
        (framed(""), "http://www.lanting.example/art/2024/5/6/art_1_2.html", "hanweb"),
        (framed('<script src="/module/jslib/jpage.js"></script>'), "", "hanweb"),
        (framed('<script src="/js/jquery.js"></script>'), "", "unknown"),
        (framed(""), "http://www.lanting.example/column/12/", "unknown"),
    ],
)
def test_the_family_is_recognised(markup: str, url: str, expected: str) -> None:
    assert read(markup, url).platform == expected


FORM = (
    "{col:1,appid:1,'webid':9,path:'/',columnid:4100,unitid:77,webname:'%E6%BE%9C%E6%B1%80',permissiontype:0}"
)
SENT = "col=1&appid=1&webid=9&path=%2F&columnid=4100&unitid=77&webname=%25E6%25BE%259C%25E6%25B1%2580&permissiontype=0"
PLACE = "http://www.lanting.example/module/web/jpage/dataproxy.jsp"


def scripted(data: str = "", total: str = "totalRecord:116,", per_page: str = "perPage:15,") -> PageFacts:
    call = f"$('#4100').jpage({{{per_page}{total} proxyUrl:'/module/web/jpage/dataproxy.jsp', ajaxParam:{FORM}}});"
    island = f'<script type="text/xml">{data}</script>' if data else ""
    return read(framed(f'<div id="4100">{island}</div><script>{call}</script>', steps=("通知公告",)), URL)


def test_a_list_without_records_in_the_page_is_asked_for_by_a_form() -> None:
    facts = scripted()
    assert facts.data_calls == (DataCall(f"{PLACE}?{SENT}&startrecord=1&endrecord=45&perpage=15", "POST"),)
    assert (facts.items, facts.list_state, facts.platform) == (None, ListState.SCRIPTED, "hanweb")


def test_an_empty_record_set_with_more_to_ask_for_is_not_empty() -> None:
    facts = scripted(store(""))
    assert facts.list_state is ListState.SCRIPTED
    assert [call.method for call in facts.data_calls] == ["POST"]


def test_a_script_that_counts_no_records_shows_an_empty_list() -> None:
    facts = scripted(store(""), total="totalRecord:0,")
    assert (facts.items, facts.list_state, facts.data_calls) == ((), ListState.EMPTY, ())


def test_records_of_the_page_go_on_by_a_form_where_no_group_is_named() -> None:
    following = scripted(store()).next_page
    assert following == NextPage("inline", f"{PLACE}?{SENT}&startrecord=4&endrecord=48&perpage=15", "POST")
    assert scripted(store(), total="totalRecord:3,").next_page == NextPage("inline")
    assert scripted(store()).data_calls == ()


def test_a_plain_address_of_the_proxy_is_asked_for_as_a_page() -> None:
    call = f"loadList('{PLACE}?page=1&amp;webid=9&amp;columnid=4100&amp;unitid=77');"
    facts = read(framed(f'<div id="list"></div><script>{call}</script>'), URL)
    assert facts.data_calls == (DataCall(f"{PLACE}?page=1&webid=9&columnid=4100&unitid=77"),)


def test_a_page_that_only_names_a_group_is_asked_for_it() -> None:
    facts = column(store("", GROUP))
    assert facts.data_calls == (DataCall(html.unescape(PROXY)),)
    assert facts.list_state is not ListState.EMPTY


TWICE = "webname=%25E6%25BE%259C%25E6%25B1%2580"


def test_what_a_group_encodes_twice_stays_so() -> None:
    group = f'<nextgroup><![CDATA[<a href="{PROXY}&amp;{TWICE}"></a>]]></nextgroup>'
    assert (column(store(group=group)).next_page.url or "").endswith(f"&{TWICE}")


def counted(total: int, query: str, method: str = "POST") -> NextPage:
    body = f"<datastore><totalrecord>{total}</totalrecord><totalpage>4</totalpage><recordset>{RECORDS}</recordset></datastore>"
    return read_page(body.encode(), f"{PLACE}?{query}", "text/xml", method=method).next_page


def test_an_answer_goes_on_as_it_was_asked_for() -> None:
    query = "columnid=4100&startrecord=1&endrecord=3&perpage=1"
    expected = f"{PLACE}?columnid=4100&startrecord=4&endrecord=6&perpage=1"
    assert counted(116, query) == NextPage("inline", expected, "POST")
    assert counted(3, query) == NextPage("inline")
    assert (counted(116, f"webname=%B0%C4&{query}").url or "").startswith(f"{PLACE}?webname=%B0%C4&")
    assert counted(9, "page=3&columnid=4100", "GET") == NextPage("inline", f"{PLACE}?page=4&columnid=4100")
    assert counted(9, "page=4&columnid=4100", "GET") == NextPage("inline")


def test_an_escaped_answer_is_read() -> None:
    assert shown(answer(html.escape(store()))) == EXPECTED


def test_without_the_platform_readers_a_record_set_is_nothing() -> None:
    page = framed(f'<script type="text/xml">{store()}</script>')
    facts = read_page(page.encode(), URL, platforms=False)
    assert (facts.platform, facts.items, facts.data_calls) == ("unknown", None, ())
    assert facts.list_state is ListState.SCRIPTED
