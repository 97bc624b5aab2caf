"""Columns whose rows arrive as data, from the first request to what the unit shows."""

from __future__ import annotations

import json
from collections.abc import Mapping
from contextlib import closing
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from crawler.columns import derive
from crawler.extract.links import url_key
from crawler.storage import open_store
from evidence.district import DistrictFiles
from evidence.records import CrawlSettings, Host, ListState, Site, Unit, UnitKind
from evidence.units import ColumnEvidence, UnitEvidence
from evidence.view import view
from tests.crawler import local_site
from tests.crawler.extract.pages import FOOT, page
from tests.crawler.local_site import FAST, Answer, Handler, Route

COLUMNS = {
    "表单公告": "/col/col41/index.html",
    "公开目录": "/gkmlpt/index",
    "单元新闻": "/dynamic/index.html",
    "接口通知": "/notice/index.html",
    "脚本翻页": "/trs/",
    "倒序翻页": "/vsb.htm",
}
JSON_TYPE = {"Content-Type": "application/json"}
XML_TYPE = {"Content-Type": "text/xml; charset=utf-8"}


def title(column: str, n: int) -> str:
    return f"澜汀区{column}第{n}号公告关于渡口管理"


def day(n: int) -> str:
    return f"2026-{10 - n // 28:02}-{28 - n % 28:02}"


def row(column: str, n: int) -> str:
    return f'<li><a href="/show/{url_key(column)}/{n}.html">{title(column, n)}</a><span>{day(n)}</span></li>'


def rows(column: str, numbers: range) -> str:
    return f'<ul class="xinxi">{"".join(row(column, n) for n in numbers)}</ul>'


def framed(column: str, main: str, head: str = "") -> str:
    links = "".join(f'<li><a href="{url}">{name}</a></li>' for name, url in COLUMNS.items())
    trail = f'<div class="weizhi">当前位置：<a href="/">首页</a> &gt; {column}</div>' if column else ""
    return page(
        f'<div class="nav"><ul>{links}</ul></div>{trail}<div class="zhuti">{main}</div>{FOOT}', head=head
    )


# ---------------------------------------------------------------- hanweb: forms only

JPAGE = """<div id="41"></div><script>$(function(){$('#41').jpage({perPage:2, totalRecord:7,
 proxyUrl:'/module/web/jpage/dataproxy.jsp', openCookies:false,
 ajaxParam:{col:1,appid:1,webid:9,path:'/',columnid:41,unitid:77,webname:'澜汀区',permissiontype:0}});});</script>"""


def dataproxy(handler: Handler) -> Answer:
    """Answers a form with all its fields; a plain request gets the empty answer that strangers get."""
    sent = handler.sent
    if handler.command != "POST" or sent.get("columnid") != "41" or sent.get("webname") != "澜汀区":
        return Answer("<datastore><recordset></recordset></datastore>", headers=XML_TYPE)
    numbers = range(int(sent["startrecord"]) - 1, min(7, int(sent["endrecord"])))
    records = "".join(f"<record><![CDATA[{row('表单公告', n)}]]></record>" for n in numbers)
    body = f"<datastore><totalrecord>7</totalrecord><recordset>{records}</recordset></datastore>"
    return Answer(body, headers=XML_TYPE)


# ---------------------------------------------------------------- gkmlpt

TREE = [
    {"id": 11, "name": "机构职能", "children": [{"id": 12, "name": "领导", "children": []}]},
    {"id": 13, "name": "外部", "jump_url": "http://elsewhere.example/", "children": []},
]
DIRECTORY = f"<script>window._CONFIG = {{ SID: '379001', TREE: {json.dumps(TREE)}, SERVICE_AREA_ID: 3 }};</script><div id=app></div>"


def articles(handler: Handler) -> Answer:
    number = int(handler.sent["page"])
    first = (number - 1) * 3
    found = [
        {
            "title": title("公开目录", n),
            "url": f"/gkmlpt/content/1/{n}/post_{n}.html",
            "date": 1_791_000_000 - n * 86_400,
            "document_number": "",
            "publisher": "区政府办公室",
        }
        for n in range(first, min(5, first + 3))
    ]
    return Answer(json.dumps({"classify": {"id": 12, "post_count": 5}, "articles": found}), headers=JSON_TYPE)


# ---------------------------------------------------------------- jpaas

UNIT = "/api-gateway/jpaas-publish-server/front/page/build/unit"
QUERY = "{'parseType':'bulidstatic','webId':'9','tplSetId':'t1','pageType':'column','tagId':'当前栏目_list','editType':'null','pageId':'p1'}"
LOADER = f'<div><script src="/script/unitbuild.js" url="{UNIT}" queryData="{QUERY}"></script></div>'


def unit(handler: Handler) -> Answer:
    sent = handler.sent
    number = json.loads(sent.get("paramJson", '{"pageNo":1}'))["pageNo"]
    first = (number - 1) * 3
    fragment = rows("单元新闻", range(first, min(8, first + 3)))
    fragment += f'<div class="pagination" rows="3" count="8" pageNo="{number}"></div>'
    return Answer(json.dumps({"success": True, "code": 200, "data": {"html": fragment}}))  # as text/html


# ---------------------------------------------------------------- any JSON list

AJAX = """<ul id="rows"></ul><script>var channel = "tzgg"; $.ajax({type: 'post', url: '/api/article/list', dataType: 'json',
 data: {channel: channel, pageNo: 1, pageSize: 4}, success: function (r) { draw(r.data.rows, '#rows'); }});</script>"""


def article_list(handler: Handler) -> Answer:
    sent = handler.sent
    first = (int(sent["pageNo"]) - 1) * 4
    found = [
        {
            "infoTitle": title("接口通知", n),
            "linkUrl": f"/show/n/{n}.html",
            "publishTime": f"{day(n)} 08:30:00",
        }
        for n in range(first, min(6, first + 4))
    ]
    return Answer(json.dumps({"code": 200, "data": {"total": 6, "rows": found}}), headers=JSON_TYPE)


# ---------------------------------------------------------------- printed and falling pagers


def printed(number: int) -> str:
    pager = f'<script>createPageHTML(3, {number}, "index", "html");</script>'
    return framed("脚本翻页", rows("脚本翻页", range(number * 3, number * 3 + 3)) + pager)


def falling(number: int, count: int) -> str:
    bar = f"<div>共6条&nbsp;&nbsp;{number}/{count}&nbsp;</div><script>_jsq_(1010,'/list.jsp',-1,1)</script>"
    return framed("倒序翻页", rows("倒序翻页", range(number * 2 - 2, number * 2)) + bar)


ROUTES: dict[str, Route] = {
    "/": framed("", rows("首页", range(4))),
    "/col/col41/index.html": framed("表单公告", JPAGE),
    "/module/web/jpage/dataproxy.jsp": dataproxy,
    "/gkmlpt/index": framed("公开目录", DIRECTORY),
    "/gkmlpt/api/all/12": articles,
    "/dynamic/index.html": framed("单元新闻", LOADER),
    UNIT: unit,
    "/notice/index.html": framed("接口通知", AJAX),
    "/api/article/list": article_list,
    "/trs/": printed(0),
    "/trs/index_1.html": printed(1),
    "/trs/index_2.html": printed(2),
    "/vsb.htm": falling(1, 3),
    "/vsb/2.htm": falling(2, 3),
    "/vsb/1.htm": falling(3, 3),
}
COUNTS = {"表单公告": 7, "公开目录": 5, "单元新闻": 8, "接口通知": 6, "脚本翻页": 9, "倒序翻页": 6}


def seen(
    data: Path, site: local_site.Site, *, settings: CrawlSettings = FAST, run_id: str = "r1"
) -> UnitEvidence:
    """Crawl the site, find its columns, and look at it as its unit."""
    local_site.run(site, data=data, settings=settings, run_id=run_id)
    host = Host(site.netloc, (site.home,), (), settings)
    with closing(open_store(data, site.netloc)) as store:
        store.attach(run_id)
        derive(store, host)
    owner = Unit("zf", "澜汀区人民政府", UnitKind.GOVERNMENT, sites=(Site(site.home, (site.home,), True),))
    files = DistrictFiles.open(data, (owner,), (site.netloc,), "澜汀区", url_key, run_id)
    try:
        return view(files, date(2026, 11, 23)).units[0]
    finally:
        files.close()


def columns(found: UnitEvidence) -> dict[str, ColumnEvidence]:
    return {column.name: column for column in found.columns}


def changed(**routes: Route) -> dict[str, Route]:
    """The site with some routes answered otherwise, by their last word."""
    return {url: routes.get(url.rpartition("/")[2].partition(".")[0], route) for url, route in ROUTES.items()}


@pytest.fixture(scope="module")
def whole(tmp_path_factory: pytest.TempPathFactory) -> tuple[UnitEvidence, local_site.Site, Path]:
    data = tmp_path_factory.mktemp("whole")
    with local_site.Site(ROUTES) as site:
        return seen(data, site), site, data


@pytest.mark.parametrize("name", COLUMNS)
def test_all_entries_of_every_family_arrive(whole: Any, name: str) -> None:
    column = columns(whole[0])[name]
    assert [entry.title for entry in column.entries] == [title(name, n) for n in range(COUNTS[name])]
    assert all(entry.date for entry in column.entries)
    assert (column.state, column.rest_unread) == (ListState.ITEMS, False)
    assert column.url.endswith(COLUMNS[name])


def test_answers_are_no_columns_of_their_own(whole: Any) -> None:
    assert set(columns(whole[0])) == set(COLUMNS)


def test_the_stored_columns_count_the_rows_that_arrived(whole: Any) -> None:
    _, site, data = whole
    with closing(open_store(data, site.netloc)) as store:
        stored = {row["name"]: row for row in store.database.query("SELECT * FROM column")}
    assert all(row["item_count"] and row["newest_on"] for row in stored.values())
    assert stored["表单公告"]["state"] == ListState.ITEMS.value


def test_a_form_is_recorded_under_its_address_with_its_method(whole: Any) -> None:
    _, site, data = whole
    sent = [f for f in local_site.fetches(data, site.netloc) if f.method == "POST"]
    assert len(sent) == 4
    assert all(f.status == 200 and "?" in f.url for f in sent)
    assert {f.url.partition("?")[0].rpartition("/")[2] for f in sent} == {"dataproxy.jsp", "list"}
    assert "startrecord=7" in sent[-1].url or any("startrecord=7" in f.url for f in sent)
    assert not [path for path in site.paths() if "dataproxy" in path]


def test_stored_answers_are_read_again_from_their_bodies(whole: Any, tmp_path: Path) -> None:
    _, site, data = whole
    with closing(open_store(data, site.netloc)) as store:
        store.attach("r1")
        read = store.database.execute("SELECT count(*) FROM page WHERE url LIKE '%dataproxy%'").fetchone()[0]
        store.database.execute("UPDATE page SET extractor = 'older'")
        derive(store, Host(site.netloc, (site.home,), (), FAST))
        again = [store.facts(f.url) for f in store.fetches(["r1"]) if "dataproxy" in f.url]
    assert read == len(again) == 2
    assert sum(len(facts.items or ()) for facts in again if facts) == 7
    assert {facts.next_page.method for facts in again if facts and facts.next_page.url} == {"POST"}


def test_a_second_run_sends_forms_whole_and_pages_conditionally(tmp_path: Path) -> None:
    with local_site.Site(ROUTES) as site:
        seen(tmp_path, site)
        again = seen(tmp_path, site, run_id="r2")
    assert len(columns(again)["表单公告"].entries) == 7
    assert len(site.paths("POST")) == 8


REFUSED = Answer("<p>拒绝访问</p>", 403)
GONE = Answer("<p>404</p>", 404)
TURNED_AWAY = Answer("<datastore><recordset></recordset></datastore>", headers=XML_TYPE)
SAYS_NONE = Answer(
    "<datastore><totalrecord>0</totalrecord><recordset></recordset></datastore>", headers=XML_TYPE
)
BROKEN = Answer("<datastore><totalrecord>3</totalrecord><recordset><record><![CDATA[{{row}}]]></record>")


@pytest.mark.parametrize(
    ("answer", "state"),
    [
        pytest.param(REFUSED, ListState.SCRIPTED, id="refused"),
        pytest.param(GONE, ListState.SCRIPTED, id="gone"),
        pytest.param(TURNED_AWAY, ListState.SCRIPTED, id="empty without a count"),
        pytest.param(BROKEN, ListState.SCRIPTED, id="not read"),
        pytest.param(SAYS_NONE, ListState.EMPTY, id="says that there is none"),
    ],
)
def test_a_column_is_empty_only_by_the_answers_own_word(
    tmp_path: Path, answer: Answer, state: ListState
) -> None:
    with local_site.Site(changed(dataproxy=answer)) as site:
        found = seen(tmp_path, site)
    column = columns(found)["表单公告"]
    assert (column.state, column.entries) == (state, ())
    assert column.state_why
    assert not [target for target in found.targets if "dataproxy" in target.url]


def test_what_robots_forbids_is_not_asked_for(tmp_path: Path) -> None:
    rules: Mapping[str, Route] = {"/robots.txt": Answer("User-agent: *\nDisallow: /module/\n")}
    with local_site.Site({**ROUTES, **rules}) as site:
        found = seen(tmp_path, site)
    assert columns(found)["表单公告"].state is ListState.SCRIPTED
    assert not [path for _, path in site.hits if path.startswith("/module/")]


def test_the_budget_holds_for_data_as_for_pages(tmp_path: Path) -> None:
    with local_site.Site(ROUTES) as site:
        run = local_site.run(
            site,
            data=tmp_path,
            settings=CrawlSettings(pages=8, requests_per_second=10_000, timeout_seconds=1.0),
        )[site.netloc]
    assert run.pages <= 8
    assert run.coverage == "budget"


def test_an_answer_is_asked_for_as_from_its_page(tmp_path: Path) -> None:
    asked: list[tuple[str | None, str | None]] = []

    def noting(handler: Handler) -> Answer:
        asked.append((handler.headers.get("Referer"), handler.headers.get("Content-Type")))
        return dataproxy(handler)

    with local_site.Site(changed(dataproxy=noting)) as site:
        seen(tmp_path, site)
    assert {referer for referer, _ in asked} == {site.home + "col/col41/index.html"}
    assert all(kind and kind.startswith("application/x-www-form-urlencoded") for _, kind in asked)
