"""Outside links, earlier readings of lists and odd files, from host files to what a unit showed."""

from __future__ import annotations

from datetime import date
from hashlib import sha256
from pathlib import Path
from typing import Any

import pytest
from record_samples import HOME, HOST, Crawl, article, at, column, facts, item

from crawler.extract.links import url_key
from evidence.district import DistrictFiles
from evidence.records import Fetch, Link, NextPage, Observation, PageKind, Region, Site, Unit, UnitKind
from evidence.units import ColumnEvidence, UnitEvidence
from evidence.view import view

OWNER = Unit("zf", "云溪区人民政府", UnitKind.GOVERNMENT, sites=(Site(HOME, (HOME,), True),))
OUT = "http://www.stranger.com/"
LIST = "tzgg/"


def shown(data: Path, *units: Unit) -> UnitEvidence:
    files = DistrictFiles.open(data, units or (OWNER,), (HOST,), "海东市云溪区", url_key)
    try:
        return view(files, date(2026, 11, 23)).units[0]
    finally:
        files.close()


def out(url: str, text: str, region: Region = Region.MAIN) -> Link:
    return Link(url, text, region)


def test_outside_links_by_address_and_wording_at_the_page_nearest_home(tmp_path: Path) -> None:
    with Crawl(tmp_path) as crawl:
        crawl.read(facts("", PageKind.HOME, links=(out(at("a.html"), "甲"), out(OUT, "友链"))), depth=0)
        crawl.read(article("a.html", "甲", links=(out(OUT, "友链"), out(f"{OUT}x", "另一家"))), depth=2)
        crawl.read(
            article("b.html", "乙", links=(out(OUT, "改名"), out(OUT, "友链", Region.FOOTER))), depth=1
        )
        data = {"status": 200, "failure": None, "method": "HEAD", "final_url": "http://m.stranger.com/"}
        crawl.store.observe(Observation("link_check", OUT, crawl.tick(), data))
    found = [(o.url, o.text, o.bearer.url, o.page_count, o.final_url) for o in shown(tmp_path).outlinks]
    led = "http://m.stranger.com/"
    assert found == [
        (OUT, "友链", HOME, 3, led),
        (OUT, "改名", at("b.html"), 1, led),
        (f"{OUT}x", "另一家", at("a.html"), 1, ""),
    ]


def test_outside_links_of_an_earlier_version_of_a_page_are_gone(tmp_path: Path) -> None:
    with Crawl(tmp_path) as crawl:
        crawl.read(facts("", PageKind.HOME, links=(out(OUT, "友链"),)))
    with Crawl(tmp_path, "r2", day=1) as crawl:
        crawl.read(facts("", PageKind.HOME, title="新"))
    assert shown(tmp_path).outlinks == ()


# ---------------------------------------------------------------- earlier readings

OLD = (item("一号文", "1.html", "2026-11-10"), item("二号文", "2.html", "2026-08-01"))


def crawls(data: Path, then: Any, now: Any, *more: Any, day: int = 40) -> ColumnEvidence:
    """A first crawl, and a later one that meets a new article."""
    with Crawl(data) as crawl:
        crawl.read(facts("", PageKind.HOME))
        for page in (then, *more):
            crawl.read(page)
        crawl.columns((LIST, "通知公告", "notices"))
    with Crawl(data, "r2", day=day) as crawl:
        crawl.read(now)
        crawl.read(article("late.html", "补录的公告", "2026-09-15"))
        crawl.columns((LIST, "通知公告", "notices"))
    (found,) = shown(data).columns
    return found


def test_late_entry_brings_what_the_earlier_crawl_had_read(tmp_path: Path) -> None:
    then = column(LIST, "通知公告", *OLD)
    now = column(LIST, "通知公告", OLD[0], item("补录的公告", "late.html", "2026-09-15"), OLD[1])
    (reading,) = crawls(tmp_path, then, now).earlier
    assert (reading.fetched_on, reading.newest, reading.oldest, reading.whole) == (
        date(2026, 11, 20),
        date(2026, 11, 10),
        date(2026, 8, 1),
        True,
    )
    assert (reading.urls, reading.titles) == ({at("1.html"), at("2.html")}, {"一号文", "二号文"})


@pytest.mark.parametrize(
    ("then", "more"),
    [
        (column(LIST, "通知公告", *reversed(OLD)), ()),  # not in the order of dates
        (column(LIST, "通知公告", item("一号文", "1.html")), ()),  # no dates
        (facts(LIST), ()),  # no list then
    ],
)
def test_reading_that_proves_nothing_is_left_out(tmp_path: Path, then: Any, more: tuple[Any, ...]) -> None:
    now = column(LIST, "通知公告", *OLD, item("补录的公告", "late.html", "2026-09-15"))
    assert crawls(tmp_path, then, now, *more).earlier == ()


def test_reading_goes_on_over_the_pages_of_the_list(tmp_path: Path) -> None:
    following = NextPage("static", at(f"{LIST}2.html"))
    then = column(LIST, "通知公告", *OLD, next_page=following)
    second = column(f"{LIST}2.html", "通知公告", item("三号文", "3.html", "2026-05-01"))
    now = column(LIST, "通知公告", *OLD, item("补录的公告", "late.html", "2026-09-15"))
    (reading,) = crawls(tmp_path, then, now, second).earlier
    assert (reading.oldest, reading.whole) == (date(2026, 5, 1), True)


def test_reading_that_stopped_before_the_end_is_not_whole(tmp_path: Path) -> None:
    then = column(LIST, "通知公告", *OLD, next_page=NextPage("static", at(f"{LIST}2.html")))
    now = column(LIST, "通知公告", *OLD, item("补录的公告", "late.html", "2026-09-15"))
    (reading,) = crawls(tmp_path, then, now).earlier
    assert reading.whole is False


def test_first_crawl_proves_nothing(tmp_path: Path) -> None:
    with Crawl(tmp_path) as crawl:
        crawl.read(column(LIST, "通知公告", item("补录的公告", "late.html", "2026-09-15")))
        crawl.read(article("late.html", "补录的公告", "2026-09-15"))
        crawl.columns((LIST, "通知公告", "notices"))
    (found,) = shown(tmp_path).columns
    assert found.earlier == ()


# ---------------------------------------------------------------- files that are not what they are called


@pytest.mark.parametrize(
    ("data", "targets"),
    [
        ({"head": b"%PDF".hex(), "bytes": 9}, 0),
        ({"head": b"<!DOCTYPE html>".hex(), "bytes": 9, "content_type": "text/html"}, 1),
        ({"head": "", "bytes": 0}, 1),
        ({"bytes": 0}, 0),
    ],
)
def test_odd_files_are_told_with_what_was_seen(tmp_path: Path, data: dict[str, Any], targets: int) -> None:
    url = at("files/a.pdf")
    with Crawl(tmp_path) as crawl:
        crawl.read(facts("", PageKind.HOME, links=(out(url, "附件"),)))
        answer = {"status": 200, "failure": None, "method": "GET", **data}
        crawl.store.observe(Observation("link_check", url, crawl.tick(), answer))
    found = shown(tmp_path).targets
    assert len(found) == targets
    for target in found:
        (look,) = target.looks
        assert (target.document, look.head, look.size) == (True, data["head"], data["bytes"])


@pytest.mark.parametrize(("body", "targets"), [(b"%PDF-1.7 ...", 0), (b"<!DOCTYPE html><p>404", 1)])
def test_odd_files_that_were_fetched_are_told_by_their_bodies(
    tmp_path: Path, body: bytes, targets: int
) -> None:
    url = at("files/a.pdf")
    with Crawl(tmp_path) as crawl:
        crawl.read(facts("", PageKind.HOME, links=(out(url, "附件"),)))
        digest = sha256(body).hexdigest()
        fetch = Fetch(
            url, crawl.tick(), status=200, content_type="text/html", sha256=digest, body_bytes=len(body)
        )
        crawl.store.record(fetch, body, None)
    found = shown(tmp_path).targets
    assert [target.looks[-1].head for target in found] == [body[:16].hex()] * targets


def test_own_files_are_among_what_is_to_be_looked_at(tmp_path: Path) -> None:
    with Crawl(tmp_path) as crawl:
        here = (
            out(at("a.html"), "页"),
            out(at("f/a.pdf"), "附件"),
            out(f"{OUT}b.pdf", "外部"),
            out(OUT, "友链"),
        )
        crawl.read(facts("", PageKind.HOME, links=here))
        assert list(crawl.store.unchecked_targets()) == [
            (at("f/a.pdf"), False),
            (OUT, True),
            (f"{OUT}b.pdf", True),
        ]
