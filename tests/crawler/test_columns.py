"""Columns of a host, found from what its pages say of each other."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator, Mapping
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest

from crawler.columns import derive, rebuild_columns
from crawler.extract.page import read_page
from crawler.storage import open_store
from evidence.records import CrawlSettings, Fetch, Host
from evidence.store import HostStore
from tests.crawler.extract.pages import BODY, HOME, HOST, NAV_NAMES, article, crumb, framed, listed, nav, page

NOW = datetime(2026, 11, 22, 18, 0, tzinfo=UTC)
DAYS = ("2024-06-11", "2024-05-20", "2024-04-02")


@pytest.fixture
def store(tmp_path: Path) -> Iterator[HostStore]:
    opened = open_store(tmp_path, HOST)
    opened.start_run("r1", NOW)
    yield opened
    opened.close()


def host(*configured: str) -> Host:
    return Host(HOST, (HOME,), configured, CrawlSettings())


def put(store: HostStore, pages: Mapping[str, str], *, unread: bool = False) -> None:
    """Record pages by path, read or not."""
    for path, markup in pages.items():
        body, url = markup.encode(), HOME + path
        sha256 = hashlib.sha256(body).hexdigest()
        fetch = Fetch(url, NOW, status=200, content_type="text/html", sha256=sha256, body_bytes=len(body))
        store.record(fetch, body, None if unread else read_page(body, url, "text/html"))


def columns(store: HostStore) -> dict[str, dict[str, Any]]:
    """The columns as stored, by path."""
    rows = store.database.query("SELECT * FROM column ORDER BY url")
    return {row["url"].removeprefix(HOME): row for row in rows}


def found(store: HostStore, pages: Mapping[str, str], *configured: str) -> dict[str, dict[str, Any]]:
    put(store, pages)
    count = rebuild_columns(store, host(*configured))
    rows = columns(store)
    assert count == len(rows)
    return rows


def names(rows: Mapping[str, Mapping[str, Any]]) -> dict[str, str]:
    return {path: row["name"] for path, row in rows.items()}


def test_the_home_page_s_navigation_gives_columns_and_not_the_home_page(store: HostStore) -> None:
    rows = found(store, {"": page(f"{nav()}<div>{listed(*DAYS)}</div>")})
    assert names(rows) == {f"{n}/": name for n, name in enumerate(NAV_NAMES) if n}
    assert {row["found_on"] for row in rows.values()} == {HOME}


@pytest.mark.parametrize(("count", "accepted"), [(2, False), (3, True)])
def test_a_navigation_that_is_not_the_home_page_s_counts_from_the_third_page(
    store: HostStore, count: int, accepted: bool
) -> None:
    pages = {
        f"x/t20240506_{n}.html": page(f"{nav()}<h1>渡口公告第{n}号内容</h1>{BODY}") for n in range(count)
    }
    assert ("3/" in found(store, pages)) is accepted


def test_a_breadcrumb_gives_columns(store: HostStore) -> None:
    markup = page(f"{crumb('政务公开', '通知公告', '正文')}<h1>渡口公告内容一则</h1>{BODY}")
    assert names(found(store, {"x/t20240506_1.html": markup})) == {"c0/": "政务公开", "c1/": "通知公告"}


SIDE = '<div class="leftnav"><ul><li><a href="/s1/">渡口名录</a></li><li><a href="/s2/">人事信息</a></li></ul></div>'


def test_side_navigation_of_a_list_gives_columns_and_of_an_article_none(store: HostStore) -> None:
    listing = framed(listed(*DAYS), side=SIDE.replace("/s", "/l"), steps=("通知公告",))
    text = article("渡口公告内容一则", "发布时间：2024-05-06").replace("<body>", f"<body>{SIDE}")
    rows = found(store, {"tzgg/": listing, "x/t20240506_1.html": text})
    assert {"l1/", "l2/"} <= rows.keys()
    assert not {"s1/", "s2/"} & rows.keys()


def test_headed_blocks_with_more_give_columns(store: HostStore) -> None:
    block = f'<div><h3>渡口动态<a href="/dkdt/">更多</a></h3>{listed(*DAYS)}</div>'
    assert names(found(store, {"sub/": page(nav() + block)})).get("dkdt/") == "渡口动态"


@pytest.mark.parametrize("title", ["网站地图", "站点地图", "网站导航"])
def test_the_site_map_gives_columns(store: HostStore, title: str) -> None:
    links = "".join(
        f'<p><a href="/m{n}/">{name}</a></p>' for n, name in enumerate(("渡口名录", "人事信息", "登录"))
    )
    rows = found(store, {"map.html": page(f"<h1>{title}</h1><div>{links}</div>", title=title)})
    assert names(rows) == {"m0/": "渡口名录", "m1/": "人事信息"}


def test_another_page_s_links_give_no_columns(store: HostStore) -> None:
    links = "".join(f'<p><a href="/m{n}/">{name}</a></p>' for n, name in enumerate(("渡口名录", "人事信息")))
    assert found(store, {"x.html": page(f"<h1>渡口</h1><div>{links}</div>", title="渡口")}) == {}


META = {"ColumnName": "渡口公告"}


def test_a_list_that_names_itself_is_a_column(store: HostStore) -> None:
    rows = found(store, {"dk/": framed(listed(*DAYS), meta=META)})
    assert names(rows)["dk/"] == "渡口公告"


def test_a_text_or_an_article_that_names_its_column_is_no_column(store: HostStore) -> None:
    pages = {
        "dk/a.html": framed(BODY, meta=META),
        "dk/b.html": article("渡口公告内容一则", "发布时间：2024-05-06", meta=META),
    }
    assert "渡口公告" not in names(found(store, pages)).values()


MESSAGE = (
    "<h1>渡口路灯不亮</h1><p>来信时间：2024-05-06</p><p>来信内容：路灯一周不亮。</p><p>办理状态：已回复</p>"
)
GUIDE = "<h1>居民户口登记</h1><p>申请条件：本区居民</p><p>办理材料：户口簿</p><p>办理流程：到窗口申请</p>"


def test_a_list_of_messages_is_a_column_and_one_message_or_guide_is_none(store: HostStore) -> None:
    letters = "".join(
        f'<li><a href="{n}.html">渡口路灯{n}何时修好</a><i>已回复</i><span>{day}</span></li>'
        for n, day in enumerate(DAYS)
    )
    trail = ("互动交流", "留言", "区长信箱")
    meta = {"ArticleTitle": "渡口路灯不亮"}
    pages = {
        "xx/": framed(f"<ul>{letters}</ul>", steps=trail),
        "xx/a.html": framed(MESSAGE, steps=(*trail[:2], "来信正文"), meta=meta),
        "zn/b.html": framed(
            GUIDE, steps=("办事服务", "办事指南", "户籍指南"), meta={"ArticleTitle": "居民户口登记"}
        ),
    }
    rows = names(found(store, pages))
    assert rows["xx/"] == "区长信箱"
    assert not {"xx/a.html", "zn/b.html"} & rows.keys()
    read = [store.facts(HOME + path) for path in pages]
    kinds = {facts and facts.kind.value for facts in read}
    assert kinds == {"messages", "service"}


def test_later_pages_of_a_list_are_no_columns(store: HostStore) -> None:
    first = framed(listed(*DAYS) + '<a href="index_1.html">下一页</a>', meta=META)
    pages = {"dk/index_2.html": first, "dk/index_1.html": first, "dk/": first, "dk/?sort=1": first}
    assert [path for path, name in names(found(store, pages)).items() if name == "渡口公告"] == ["dk/"]


def test_later_pages_of_a_list_in_the_navigation_are_no_columns(store: HostStore) -> None:
    meta = {"ColumnName": "通知公告"}
    later = framed(listed(*DAYS), meta=meta)
    rows = found(store, {"": page(nav()), "3/": later, "3/index_1.html": later})
    assert [path for path, name in names(rows).items() if name == "通知公告"] == ["3/"]


@pytest.mark.parametrize(
    ("link", "accepted"),
    [
        ("/dk/", True),
        ("/dk/index.shtml", True),
        ("http://other.example/dk/", False),
        ("/dk/notes.pdf", False),
        ("/", False),
        ("/index.html", False),
        ("javascript:;", False),
        ("#", False),
    ],
)
def test_a_column_is_a_page_of_this_host(store: HostStore, link: str, accepted: bool) -> None:
    menu = nav().replace('href="/3/"', f'href="{link}"')
    assert ("通知公告" in names(found(store, {"": page(menu)})).values()) is accepted


def test_a_command_in_the_navigation_is_no_column(store: HostStore) -> None:
    menu = nav((*NAV_NAMES, "登录", "English", "无障碍浏览"))
    assert set(names(found(store, {"": page(menu)})).values()) == set(NAV_NAMES[1:])


def test_a_navigation_entry_that_leads_to_an_article_is_a_column(store: HostStore) -> None:
    menu = nav().replace('href="/3/"', 'href="/gk/t20240506_1.html"')
    assert "gk/t20240506_1.html" in found(store, {"": page(menu)})


def test_a_configured_column_is_one_even_where_nothing_names_it(store: HostStore) -> None:
    rows = found(
        store, {"hidden/": framed(listed(*DAYS), title="渡口名录")}, f"{HOME}hidden/", f"{HOME}unseen/"
    )
    assert names(rows)["hidden/"] == "渡口名录"
    assert (rows["unseen/"]["name"], rows["unseen/"]["state"]) == ("栏目", "unclear")


def test_one_column_under_two_spellings_is_one(store: HostStore) -> None:
    pages = {
        "": page(nav()),
        "x/": page(
            f'{nav()}<div class="weizhi">当前位置：<a href="/">首页</a> &gt; <a href="https://{HOST}/3/index.html">通知公告</a> &gt; 正文</div>{BODY}'
        ),
    }
    rows = found(store, pages)
    assert [path for path, name in names(rows).items() if name == "通知公告"] == ["3/"]


def test_the_name_that_most_pages_use_wins(store: HostStore) -> None:
    pages = {
        f"x/t2024050{n}_1.html": page(crumb("公示公告", "正文") + f"<h1>渡口公告第{n}号内容</h1>{BODY}")
        for n in range(1, 4)
    }
    pages["x/t20240509_1.html"] = page(crumb("公示", "正文") + f"<h1>渡口公告第九号内容</h1>{BODY}")
    assert names(found(store, pages))["c0/"] == "公示公告"


@pytest.mark.parametrize(
    ("name", "steps", "meta", "kind", "kind_from"),
    [
        pytest.param("通知公告", ("政务公开", "通知公告"), {"ColumnType": "政策文件"}, "policy", "meta", id="meta first"),
        pytest.param("通知公告", ("政务公开", "通知公告"), {"ColumnType": "其他"}, "notices", "name", id="a meta tag that tells nothing"),
        pytest.param("通知公告", ("政务公开", "通知公告"), {}, "notices", "name", id="name"),
        pytest.param("渡口", ("通知公告", "渡口"), {}, "notices", "name", id="name of the column above"),
        pytest.param("渡口", ("渡口",), {}, "other", "content", id="nothing"),
    ],
)  # fmt: skip
def test_the_kind_comes_from_meta_then_name(
    store: HostStore, name: str, steps: tuple[str, ...], meta: dict[str, str], kind: str, kind_from: str
) -> None:
    markup = framed(listed(*DAYS), steps=steps, meta={"ColumnName": name, **meta})
    row = found(store, {"dk/": markup})["dk/"]
    assert (row["name"], row["kind"], row["kind_from"]) == (name, kind, kind_from)
    assert json.loads(row["path"]) == ["首页", *steps]


@pytest.mark.parametrize(
    ("titles", "kind"),
    [
        (("《渡口办法》政策解读全文", "图解渡口安全管理办法", "渡口改造规划解读材料"), "interpretation"),
        (("《渡口办法》政策解读全文", "澜汀区召开渡口安全会", "青芦街道组织老年体检"), "other"),
        (
            ("关于渡口停航的公告", "关于河道封闭的通告", "关于停水的通知", "体检结果公示", "渡口改造公告"),
            "notices",
        ),
        (("关于渡口停航的公告", "关于河道封闭的通告", "关于停水的通知", "体检结果公示"), "other"),
        (
            ("关于渡口停航的公告", "关于河道封闭的通告", "关于停水的通知", "全区跳绳比赛", "渡口安全会"),
            "other",
        ),
        (
            ("渡口所部门预算", "航道所部门预算", "闸口所部门决算", "河长办部门预算", "水文站三公经费"),
            "finance",
        ),
    ],
)
def test_where_the_name_tells_nothing_the_content_does(
    store: HostStore, titles: tuple[str, ...], kind: str
) -> None:
    entries = "".join(
        f'<li><a href="x{n}.html">{t}</a><span>2024-05-0{n + 1}</span></li>' for n, t in enumerate(titles)
    )
    row = found(store, {"dk/": framed(f"<ul>{entries}</ul>", meta={"ColumnName": "渡口"})})["dk/"]
    assert (row["kind"], row["kind_from"]) == (kind, "content")


def test_a_column_bears_its_list_s_newest_date_count_and_state(store: HostStore) -> None:
    pages = {
        "": page(nav()),
        "2/": framed(listed("2019-01-01", "2024-06-11", "2024-05-20")),
        "3/": framed('<div class="lb"><p>暂无信息</p></div>', steps=("通知公告",)),
        "1/": framed(BODY * 2),
    }
    rows = found(store, pages)
    told = {
        path: (rows[path]["newest_on"], rows[path]["item_count"], rows[path]["state"])
        for path in ("1/", "2/", "3/", "4/")
    }
    assert told == {
        "1/": (None, 0, "text"),
        "2/": ("2024-06-11", 3, "items"),
        "3/": (None, 0, "empty"),
        "4/": (None, 0, "unclear"),
    }


@pytest.mark.parametrize("link", ["/home/", "/index_new.html", "/portal.jsp"])
def test_the_link_to_the_home_page_is_no_column_wherever_it_leads(store: HostStore, link: str) -> None:
    menu = nav().replace('href="/"', f'href="{link}"')
    assert "首页" not in names(found(store, {"": page(menu)})).values()


def test_rebuilding_changes_nothing_and_forgets_what_is_gone(store: HostStore) -> None:
    first = found(store, {"": page(nav()), "1/": page(BODY)})
    assert rebuild_columns(store, host()) == len(first)
    assert columns(store) == first
    store.start_run("r2", NOW)
    put(store, {"": page(nav((*NAV_NAMES[:4], *NAV_NAMES[5:])))})
    rebuild_columns(store, host())
    rows = columns(store)
    assert "政务公开" not in names(rows).values()
    assert rows["1/"]["first_run"] == "r1"
    assert rows["1/"]["last_run"] == "r2"


def test_what_was_recorded_but_not_read_is_read_before_columns_are_found(store: HostStore) -> None:
    put(store, {"": page(nav()), "3/": framed(listed(*DAYS))}, unread=True)
    assert derive(store, host()) == 2
    assert columns(store)["3/"]["item_count"] == 3
    assert derive(store, host()) == 0


def test_a_host_without_pages_has_no_columns(store: HostStore) -> None:
    assert rebuild_columns(store, host()) == 0


def test_a_stub_and_the_sub_column_it_leads_to_are_two_columns(store: HostStore) -> None:
    stub = '<meta http-equiv="refresh" content="0;url=yuwen/">'
    empty = page('<ul class="list"></ul>', title="语文_澜汀区第一小学")
    rows = found(
        store,
        {
            "": page(f"{nav(('首页', '教育资源', '通知公告', '机构概况'))}<div>{listed(*DAYS)}</div>"),
            "1/": page("", head=stub),
            "1/yuwen/": empty,
        },
    )
    assert names(rows)["1/"] == "教育资源"
    assert names(rows)["1/yuwen/"] == "语文"


def test_menus_that_unfold_give_columns(store: HostStore) -> None:
    menu = (
        '<ul class="nav"><li><a href="/">首页</a></li><li><a href="/a/">政务公开</a>'
        '<ul><li><a href="/a/b/">规划计划</a></li><li><a href="/a/c/">人事信息</a></li></ul></li>'
        '<li><a href="/d/">新闻动态</a></li><li><a href="/e/">办事服务</a></li></ul>'
    )
    rows = found(store, {"": page(f"{menu}<div>{listed(*DAYS)}</div>")})
    assert {"a/b/": "规划计划", "a/c/": "人事信息"}.items() <= names(rows).items()


def test_a_column_is_called_what_it_calls_itself(store: HostStore) -> None:
    itself = framed(listed(*DAYS), steps=("办事服务", "政务咨询"))
    linked = page(f"{nav(('首页', '办事服务大厅', '通知公告'))}<div>{listed(*DAYS)}</div>")
    rows = found(store, {"": linked, "1/": itself})
    assert names(rows)["1/"] == "政务咨询"
