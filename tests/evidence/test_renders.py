"""Pages as a browser showed them: for which fetch they stand, when they are better, and why there is none."""

from __future__ import annotations

from contextlib import closing
from hashlib import sha256
from pathlib import Path

import pytest
from record_samples import HOST, Crawl, at, column, facts, item, open_store

from crawler.extract.links import url_key
from evidence.district import DistrictFiles
from evidence.hostfile import HostFile
from evidence.records import ListState, Observation, PageFacts, PageKind, Site, Unit, UnitKind
from evidence.renders import WHY
from evidence.store import file_for
from evidence.units import UnitEvidence
from evidence.view import view
from tests.evidence.test_view import AS_OF

PATH = "tzgg/"
BARE = column(PATH, "通知公告", list_state=ListState.SCRIPTED, list_why="列表由脚本生成")
ONE = (item("甲", "1.html", "2026-11-01"),)
TWO = (*ONE, item("乙", "2.html", "2026-11-02"))
EMPTY = column(PATH, "通知公告", list_why="浏览器打开后列表中没有任何条目")
UNCLEAR = facts(PATH, list_state=ListState.UNCLEAR, list_why="浏览器打开后数据请求失败")
SHELL = b"<div id=rows></div>"
UNIT = Unit("zf", "云溪区人民政府", UnitKind.GOVERNMENT, sites=(Site(at(""), (at(""),), True),))


def showed(crawl: Crawl, of: str, page: PageFacts | None, failure: str | None = None) -> None:
    """A browser's attempt at the page, right now."""
    body = repr(page).encode() if page else None
    digest = sha256(body).hexdigest() if body else None
    data = {"of": of, "sha256": digest, "failure": failure}
    crawl.store.observe_render(Observation("render", at(PATH), crawl.tick(), data), body)
    if page is not None and digest:
        crawl.store.add_facts(page, digest, url_key(at(PATH)))


def read(data: Path, run_id: str | None = None) -> PageFacts:
    with closing(HostFile(file_for(data, HOST), HOST, url_key, run_id)) as file:
        row = file.page(at(PATH))
        assert row is not None
        return file.facts(row)


def unit(data: Path) -> UnitEvidence:
    with closing(DistrictFiles.open(data, (UNIT,), (HOST,), "海东市云溪区", url_key)) as files:
        (found,) = view(files, AS_OF).units
    return found


@pytest.mark.parametrize(
    ("fetched", "shown", "better"),
    [
        (BARE, column(PATH, "通知公告", *ONE), True),
        (BARE, EMPTY, True),
        (BARE, facts(PATH, list_state=ListState.TEXT), True),
        (BARE, UNCLEAR, False),
        (EMPTY, column(PATH, "通知公告", *ONE), True),
        (column(PATH, "通知公告", *ONE), column(PATH, "通知公告", *TWO), True),
        (column(PATH, "通知公告", *TWO), column(PATH, "通知公告", *ONE), False),
        (column(PATH, "通知公告", *ONE), EMPTY, False),
        (facts(PATH, list_state=ListState.TEXT), EMPTY, False),
    ],
)
def test_what_a_browser_showed_stands_where_it_tells_more(
    tmp_path: Path, fetched: PageFacts, shown: PageFacts, better: bool
) -> None:
    with Crawl(tmp_path) as crawl:
        showed(crawl, crawl.read(fetched, SHELL), shown)
        wanted = shown if better else fetched
        crawl.store.flush()
        stored = crawl.store.facts(at(PATH))
        (latest,) = [one for _, one in crawl.store.latest_facts()]
    assert read(tmp_path) == stored == latest == wanted
    with closing(open_store(tmp_path)) as store:
        rows = store.database.execute("SELECT list_state FROM latest_pages").fetchall()
    assert rows == [(wanted.list_state.value,)]


def test_a_showing_never_stands_for_a_later_fetch_of_the_same_bytes(tmp_path: Path) -> None:
    with Crawl(tmp_path, "r1") as crawl:
        showed(crawl, crawl.read(BARE, SHELL), column(PATH, "通知公告", *ONE))
    with Crawl(tmp_path, "r2", day=1) as crawl:
        crawl.read(BARE, SHELL)
    assert read(tmp_path, "r1").items == ONE
    assert read(tmp_path).list_state is ListState.SCRIPTED


def test_a_later_showing_does_not_change_what_an_older_run_saw(tmp_path: Path) -> None:
    with Crawl(tmp_path, "r1", finished=False) as crawl:
        digest = crawl.read(BARE, SHELL)
    with Crawl(tmp_path, "r2", day=1) as crawl:
        showed(crawl, digest, column(PATH, "通知公告", *ONE))
    assert read(tmp_path, "r1").list_state is ListState.SCRIPTED
    assert read(tmp_path, "r2").items == ONE


def test_a_success_outlives_a_failure_after_it(tmp_path: Path) -> None:
    with Crawl(tmp_path) as crawl:
        digest = crawl.read(BARE, SHELL)
        showed(crawl, digest, column(PATH, "通知公告", *ONE))
        showed(crawl, digest, None, "timeout")
    assert read(tmp_path).items == ONE


def test_the_finding_bears_the_hash_of_what_was_shown(tmp_path: Path) -> None:
    with Crawl(tmp_path) as crawl:
        showed(crawl, crawl.read(BARE, SHELL), EMPTY)
        crawl.columns((PATH, "通知公告", "notices"))
    (found,) = unit(tmp_path).columns
    assert found.state is ListState.EMPTY
    assert found.seen.sha256 == sha256(repr(EMPTY).encode()).hexdigest()


@pytest.mark.parametrize(
    ("shown", "failure", "why"),
    [
        *((None, failure, words) for failure, words in WHY.items()),
        (UNCLEAR, None, "浏览器打开后数据请求失败"),
    ],
)
def test_a_column_says_why_a_browser_did_not_help(
    tmp_path: Path, shown: PageFacts | None, failure: str | None, why: str
) -> None:
    with Crawl(tmp_path) as crawl:
        showed(crawl, crawl.read(BARE, SHELL), shown, failure)
        crawl.columns((PATH, "通知公告", "notices"))
    (found,) = unit(tmp_path).columns
    assert (found.state, found.state_why) == (ListState.SCRIPTED, why)


def test_an_attempt_at_an_older_fetch_gives_no_reason(tmp_path: Path) -> None:
    with Crawl(tmp_path) as crawl:
        showed(crawl, crawl.read(BARE, SHELL), None, "timeout")
        crawl.read(BARE, SHELL)
        crawl.columns((PATH, "通知公告", "notices"))
    (found,) = unit(tmp_path).columns
    assert found.state_why == "列表由脚本生成"


def test_a_home_page_that_a_script_draws_is_no_entrance_but_unread(tmp_path: Path) -> None:
    nav = (("通知公告", at(PATH)),)
    with Crawl(tmp_path) as crawl:
        crawl.read(
            facts("", PageKind.HOME, columns=nav, list_state=ListState.SCRIPTED, list_why="列表由脚本生成")
        )
        crawl.read(column(PATH, "通知公告", *ONE))
    (home,) = unit(tmp_path).homes
    assert not home.is_entrance
    assert home.seen.why_unread == "列表由脚本生成"


def test_a_firewalls_page_that_was_taken_for_the_sites_is_unread(tmp_path: Path) -> None:
    with Crawl(tmp_path) as crawl:
        crawl.read(facts(PATH, blocked_by="瑞数（$_ts）"))
        crawl.read(facts("b/", excerpt='"blocked_by":"瑞数"'))
    with closing(HostFile(file_for(tmp_path, HOST), HOST, url_key)) as file:
        assert [row.url for row in file.pages.values()] == [at("b/")]
