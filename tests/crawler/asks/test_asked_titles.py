"""Which titles a search is asked for, and how."""

from __future__ import annotations

from datetime import date, timedelta
from urllib.parse import parse_qsl

import pytest

from crawler.asks.form import question, search_link, shows_traces
from crawler.asks.titles import Title, squeezed, titles
from evidence.marks import SearchForm
from evidence.records import Item, Link, PageFacts, PageKind, Region, Span

HOME = "http://www.yunxi.gov.cn/"
ON = date(2026, 11, 23)
LONG = "云溪区召开义务教育招生工作会议"


def span(age: int) -> Span:
    on = ON - timedelta(days=age)
    return Span(on, on.isoformat(), "row")


def item(title: str = LONG, age: int | None = 10, url: str | None = f"{HOME}a.html") -> Item:
    return Item(title, url, None if age is None else span(age))


def home(*items: Item, links: tuple[Link, ...] = ()) -> PageFacts:
    return PageFacts(HOME, PageKind.HOME, "unknown", "utf-8", items=items, links=links)


def article(title: str = LONG, age: int | None = 10) -> PageFacts:
    published = None if age is None else span(age)
    return PageFacts(f"{HOME}a.html", PageKind.ARTICLE, "unknown", "utf-8", title=title, published=published)


@pytest.mark.parametrize(
    ("one", "read", "expected"),
    [
        (item(), article(), [Title(LONG, True)]),
        (item(age=3), article(), [Title(LONG, True)]),
        (item(age=2), article(), [Title(LONG, False)]),  # perhaps not in the index yet
        (item(age=None), article(), [Title(LONG, True)]),
        (item(age=None), article(age=None), [Title(LONG, False)]),
        (item(), None, [Title(LONG, False)]),
        (item(), article("另一篇文章"), [Title(LONG, False)]),
        (item(url="http://other.gov.cn/a.html"), article(), [Title(LONG, False)]),
        (item(url=None), article(), [Title(LONG, False)]),
        (item("云溪区招生会议纪要"), None, [Title("云溪区招生会议纪要", False)]),
        (item("云溪区招生会议"), None, []),  # seven characters
        (item("云溪区召开义务教育招生工作…"), None, []),
        (item("关于印发《云溪区招生办法》的通知"), None, []),
        (item("长" * 51), None, []),
    ],
)
def test_a_title(one: Item, read: PageFacts | None, expected: list[Title]) -> None:
    assert titles(home(one), lambda _: read, ON, 3) == expected


def test_sure_and_plain_titles_come_first() -> None:
    shown = home(
        item("云溪区召开教育工作推进会议", 1),
        item("云溪区召开会议（第三次）部署工作"),
        item(),
        item(),
        item("云溪区发布秋季招生工作安排"),
    )
    read = {squeezed(one.title): article(one.title) for one in shown.items or ()}
    found = titles(shown, lambda _: None, ON, 9)
    assert [title.text for title in found][-1] == "云溪区召开会议（第三次）部署工作"
    queue = iter(one.title for one in shown.items or ())
    found = titles(shown, lambda _: read[squeezed(next(queue))], ON, 2)
    assert found == [Title(LONG, True), Title("云溪区召开会议（第三次）部署工作", True)]


@pytest.mark.parametrize(
    ("method", "encoding", "url", "body"),
    [
        ("GET", "utf-8", f"{HOME}s?site=3&q=%E6%8B%9B%E7%94%9F", ""),
        ("GET", "gbk", f"{HOME}s?site=3&q=%D5%D0%C9%FA", ""),
        ("POST", "utf-8", f"{HOME}s?old=1", "site=3&q=%E6%8B%9B%E7%94%9F"),
        ("GET", "no-such-codec", f"{HOME}s?site=3&q=%E6%8B%9B%E7%94%9F", ""),
    ],
)
def test_a_question_is_sent_as_a_browser_would(method: str, encoding: str, url: str, body: str) -> None:
    form = SearchForm(f"{HOME}s?old=1", method, "q", (("site", "3"),))
    asked = question(form, "招生", encoding)
    assert (asked.url, asked.body) == (url, body)
    assert len(parse_qsl(asked.asked.partition("?")[2])) == (3 if body else 2)


@pytest.mark.parametrize(
    ("text", "is_search"),
    [
        ("搜索", True),
        ("高级 检索", True),
        ("站内搜索", True),
        ("办件查询", False),
        ("搜索引擎备案公告", False),
    ],
)
def test_a_link_to_the_search(text: str, is_search: bool) -> None:
    link = Link(f"{HOME}search/", text, Region.NAV)
    assert search_link(home(links=(link,))) == (link.url if is_search else None)


@pytest.mark.parametrize(
    ("html", "traces"),
    [
        ('<div class="search"></div>', True),
        ("<script>var sousuo = 1</script>", True),
        ("<input placeholder='请输入关键字'>", True),
        ("<p>搜 索</p>", True),
        ("<p>通知公告</p>", False),
    ],
)
def test_traces_of_a_search(html: str, traces: bool) -> None:
    assert shows_traces(html) is traces
