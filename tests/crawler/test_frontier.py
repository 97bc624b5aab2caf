"""The order of fetching, identity, bounds, redirects and second looks."""

from __future__ import annotations

from datetime import date

from crawler.frontier import MAX_HOPS, Address, Frontier, Rank
from crawler.spiders.feed import Feed
from evidence.records import Item, Link, NextPage, PageFacts, PageKind, Region, Span

HOST = "http://h.gov.cn"


def drain(frontier: Frontier) -> list[str]:
    found = []
    while (address := frontier.pop()) is not None:
        found.append(address.url.removeprefix(HOST))
    return found


def frontier(pages: int = 100) -> Frontier:
    return Frontier("h.gov.cn", pages)


def test_classes_come_in_order_and_fewer_clicks_first() -> None:
    queue = frontier()
    queue.offer(f"{HOST}/rest", Rank.REST, 1)
    queue.offer(f"{HOST}/recent", Rank.RECENT, 3)
    queue.offer(f"{HOST}/page2", Rank.NEXT, 2)
    queue.offer(f"{HOST}/deep", Rank.COLUMN, 2)
    queue.offer(f"{HOST}/column", Rank.COLUMN, 1)
    queue.offer(f"{HOST}/home", Rank.HOME, 0)
    queue.offer(f"{HOST}/due", Rank.FIRST, 1)
    assert drain(queue) == ["/due", "/home", "/column", "/deep", "/page2", "/recent", "/rest"]


def test_an_address_moves_up_and_is_fetched_once() -> None:
    queue = frontier()
    queue.offer(f"{HOST}/a", Rank.REST, 3)
    queue.offer(f"{HOST}/b", Rank.RECENT, 1)
    assert queue.offer(f"{HOST}/a", Rank.COLUMN, 2)
    assert queue.waiting == 2
    assert drain(queue) == ["/a", "/b"]
    assert not queue.offer(f"{HOST}/a", Rank.FIRST, 0)
    assert queue.waiting == 0


def test_other_hosts_files_and_known_identities_are_refused() -> None:
    queue = frontier()
    for url in (
        "http://www.h.gov.cn/",
        f"{HOST}/a.pdf",
        f"{HOST}/a.JPG",
        f"{HOST}.evil.com/",
        f"{HOST}/a.css",
    ):
        assert not queue.offer(url, Rank.REST, 1)
    assert queue.offer(f"{HOST}/index.html", Rank.REST, 1)
    assert not queue.offer("https://h.gov.cn/", Rank.REST, 1)


def test_a_data_file_is_fetched_where_a_script_would_ask_for_it() -> None:
    queue = frontier()
    assert not queue.offer(f"{HOST}/rows.json", Rank.REST, 1)
    queue = frontier()
    assert queue.offer_data(f"{HOST}/rows.json", Rank.COLUMN, 1, "GET", f"{HOST}/a/")
    assert not queue.offer_data(f"{HOST}/rows.pdf", Rank.COLUMN, 1, "GET", f"{HOST}/a/")


def test_what_does_not_fit_is_dropped_from_the_worst_class_and_counted() -> None:
    queue = frontier(pages=10)
    for number in range(6000):
        queue.offer(f"{HOST}/{number}", Rank.REST, 2)
    assert (queue.waiting, queue.dropped, queue.left) == (5000, 1000, 6000)
    assert queue.offer(f"{HOST}/column", Rank.COLUMN, 1)
    assert (queue.waiting, queue.dropped) == (5000, 1001)
    assert drain(queue)[0] == "/column"


def test_the_budget_counts_pages_and_not_redirects() -> None:
    queue = frontier(pages=2)
    for number in range(5):
        queue.offer(f"{HOST}/{number}", Rank.REST, 1)
    assert queue.pop() is not None
    queue.refund()
    assert len(drain(queue)) == 2
    assert queue.is_spent


def test_redirects_keep_their_place_and_end() -> None:
    queue = frontier()
    address = Address(f"{HOST}/a", Rank.HOME)
    assert queue.redirected(address, f"{HOST}/b")
    assert not queue.redirected(address, "http://else.gov.cn/")
    assert not queue.redirected(address._replace(hops=MAX_HOPS), f"{HOST}/c")
    popped = queue.pop()
    assert popped == Address(f"{HOST}/b", Rank.HOME, hops=1)


def test_a_redirect_to_the_other_scheme_is_followed_once() -> None:
    queue = frontier()
    queue.offer(f"{HOST}/", Rank.HOME, 0)
    first = queue.pop()
    assert first is not None
    assert queue.redirected(first, "https://h.gov.cn/")
    second = queue.pop()
    assert second is not None
    assert second.url == "https://h.gov.cn/"
    assert not queue.redirected(second, f"{HOST}/")


def test_a_second_look_waits_and_is_the_last() -> None:
    queue = frontier()
    address = Address(f"{HOST}/dead", Rank.REST)
    assert queue.look_again(address, due_s=10.0)
    assert queue.pop_again(9.9) is None
    again = queue.pop_again(10.0)
    assert again is not None
    assert again.look == 2
    assert not queue.look_again(again, due_s=20.0)


def day(month: int, year: int = 2026) -> Span:
    return Span(date(year, month, 1), "", "row")


def test_a_page_feeds_each_class() -> None:
    queue = frontier()
    facts = PageFacts(
        f"{HOST}/",
        PageKind.COLUMN,
        "unknown",
        "utf-8",
        items=(
            Item("一项很新的通知", f"{HOST}/new", day(10)),
            Item("一项很旧的通知", f"{HOST}/old", day(1, 2019)),
            Item("一项没有日期的通知", f"{HOST}/undated"),
        ),
        next_page=NextPage("static", f"{HOST}/p2"),
        columns=(("要闻", f"{HOST}/news"),),
        subcolumns=(("子栏目", f"{HOST}/sub"),),
        crumbs=(("首页", None), ("公开", f"{HOST}/open")),
        links=(Link(f"{HOST}/plain", "x", Region.MAIN), Link(f"{HOST}/map", "网站地图", Region.FOOTER)),
    )
    Feed(queue, date(2024, 11, 1)).read(facts, Address(f"{HOST}/", Rank.HOME))
    assert drain(queue) == ["/news", "/open", "/sub", "/map", "/new", "/undated", "/old", "/plain"]


def test_lists_are_followed_within_the_period_only() -> None:
    for newest, expected in ((day(3), ["/p2"]), (day(3, 2020), [])):
        queue = frontier()
        facts = PageFacts(
            f"{HOST}/c",
            PageKind.COLUMN,
            "unknown",
            "utf-8",
            items=(
                Item("一项置顶的旧通知", None, day(1, 2015), pinned=True),
                Item("一项通知", f"{HOST}/x.pdf", newest),
            ),
            next_page=NextPage("static", f"{HOST}/p2"),
        )
        Feed(queue, date(2024, 11, 1)).read(facts, Address(f"{HOST}/c", Rank.COLUMN))
        assert drain(queue) == expected
