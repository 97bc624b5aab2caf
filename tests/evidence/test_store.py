"""One host's file: what goes in comes out, in whole batches, whatever happens to the writer."""

from __future__ import annotations

import resource
import signal
import sqlite3
import subprocess
import sys
from dataclasses import fields, replace
from datetime import timedelta
from hashlib import sha256
from pathlib import Path

import pytest
import zstandard
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from record_samples import HOME, HOST, START, Crawl, article, at, column, facts, item, links, open_store

from evidence.errors import StorageError
from evidence.records import Fetch, HostRun, Link, Observation, PageFacts, Region
from evidence.store import (
    BATCH_PAGES,
    RESUME_WITHIN,
    HostStore,
    connect,
    dump_facts,
    file_for,
    load_facts,
)
from tests.children import ROOT, environment


def counted(data: Path, sql: str) -> int:
    connection = sqlite3.connect(file_for(data, HOST))
    try:
        return int(connection.execute(sql).fetchone()[0])
    finally:
        connection.close()


# ---------------------------------------------------------------- what goes in comes out


def test_file_is_named_for_the_host() -> None:
    assert file_for(Path("var"), "www.a.gov.cn:8080") == Path("var/evidence/www.a.gov.cn_8080.sqlite")
    assert "[" not in file_for(Path("var"), "[::1]:80").name


def test_body_is_kept_once_under_its_hash_and_packed(tmp_path: Path) -> None:
    body = "<p>同一个页面</p>".encode() * 400
    with Crawl(tmp_path) as crawl:
        first = crawl.read(article("a.html", "甲"), body)
        second = crawl.read(article("b.html", "乙"), body)
        assert crawl.store.body(first) == body
        assert crawl.store.body("0" * 64) is None
    assert first == second == sha256(body).hexdigest()
    connection = sqlite3.connect(file_for(tmp_path, HOST))
    try:
        ((digest, packed, size),) = connection.execute("SELECT sha256, zstd, bytes FROM body").fetchall()
    finally:
        connection.close()
    assert (digest, size) == (first, len(body))
    assert len(packed) < size
    assert zstandard.decompress(packed) == body


def test_empty_body_is_a_body(tmp_path: Path) -> None:
    with Crawl(tmp_path) as crawl:
        digest = crawl.read(facts("empty.html"), b"")
        assert crawl.store.body(digest) == b""


def test_fetch_comes_back_as_it_was(tmp_path: Path) -> None:
    fetch = Fetch(
        at("x.html"),
        START,
        "POST",
        412,
        "blocked",
        at("y.html"),
        "text/html",
        '"e"',
        "Mon",
        "a" * 64,
        7,
        9,
        "$_ts",
        3,
    )
    plain = Fetch(at("z.html"), START + timedelta(seconds=1), failure="dns")
    with Crawl(tmp_path) as crawl:
        crawl.store.record(fetch, None, None)
        crawl.store.record(plain, None, None)
        assert list(crawl.store.fetches(["r1"])) == [fetch, plain]
        assert list(crawl.store.fetches(["r0"])) == list(crawl.store.fetches([])) == []


ANY_FACTS = st.from_type(PageFacts)


@given(page=ANY_FACTS)
@settings(max_examples=60, deadline=None, suppress_health_check=list(HealthCheck))
def test_every_field_of_facts_comes_back(page: PageFacts) -> None:
    assert load_facts(dump_facts(page), page.links) == replace(page, text="")  # the text is stored apart


def test_facts_with_every_field_filled_come_back_from_the_file(tmp_path: Path) -> None:
    page = _filled()
    unlike = [f.name for f in fields(page) if getattr(page, f.name) == getattr(facts("full.html"), f.name)]
    assert unlike == ["url", "kind", "platform", "encoding"]
    with Crawl(tmp_path) as crawl:
        crawl.read(page)
        found = crawl.store.facts(page.url)
    assert found is not None
    assert replace(found, links=()) == replace(page, links=(), text="")  # the text is stored apart
    assert sorted(found.links, key=repr) == sorted(page.links, key=repr)
    assert [link for link in found.links if link.region is Region.MAIN] == list(page.links[:2])


def _filled() -> PageFacts:
    from datetime import date

    from evidence.marks import ForeignScript, HiddenLink, NumberKind, PersonalNumber, SearchForm
    from evidence.records import Consultation, DataCall, Footer, ListState, Message, NextPage, Quote, Span
    from evidence.store import _FACTS
    from evidence.tables import Cell, Table

    day = date(2026, 11, 3)
    span = Span(day, "2026-11-03", "label")
    values = {
        "title": "标题", "published": {"on": day, "text": "2026年11月3日", "source": "label"},
        "meta_published_on": day, "source": "来源", "issuer": "机构", "document_number": "云政发〔2026〕1号",
        "is_policy": True, "is_interpretation": True, "interpretation_due": True, "due_why": "规范性文件",
        "named_titles": ("甲",), "cited_numbers": ("乙〔2026〕2号",), "forms": ("text",),
        "policy_links": (at("p.html"),), "interpretation_links": (at("i.html"),), "attachments": (at("f.pdf"),),
        "column_name": "栏目", "column_type": "通知公告", "crumbs": (("首页", HOME), ("末级", None)),
        "items": (item("一", "1.html", "2026-11-03", pinned=True), item("二")),
        "other_items": (item("三", "3.html"),), "list_state": ListState.ITEMS, "list_why": "两条",
        "next_page": NextPage("static", at("index_1.html")), "columns": (("政务公开", at("zwgk/")),),
        "subcolumns": (("通知", at("tz/")),), "meta": (("SiteName", "云溪"),),
        "footer": Footer("3701030001", "鲁ICP备1号", "3701", True, "主办", "电话", "找错", "网站地图"),
        "links": (*links("1.html", "2.html"), *links("n.html", region=Region.NAV)),
        "refresh_to": at("r.html"), "text_chars": 12, "excerpt": "开头",
        "data_calls": (DataCall(at("api?p=1"), "POST"),), "date_candidates": (span,), "made": span,
        "index_number": "x-1", "validity": "有效", "elements": (Quote("basis", "依据"),),
        "messages": (Message("问", at("m.html"), span, span, True, "已回复"),), "guide": (Quote("name", "事项"),),
        "guide_beside": (Quote("picture", "liucheng.jpg"),),
        "offers": (Quote("channel", "在线咨询"), Quote("picture", "a.jpg", at("a.html"))),
        "consultation": Consultation(
            span, span, Quote("reason", "紧急"), Quote("feedback", "采纳", at("f.html")), Quote("decision", "决策"), "反馈"
        ),
        "disclosure": (Quote("guide", "指南", at("zn/")),), "annual_reports": (Quote("2025", "年报", at("nb/")),),
        "blocked_by": "412", "rendered": True, "is_reply": True, "as_article": True,
        "template": "t1", "digest": "d1", "says_missing": "信息不存在", "file_type": "pdf", "file_why": "文件已加密", "text": "正文",
        "hidden": (HiddenLink(at("h.html"), "链接", "display"),),
        "scripts": (ForeignScript("http://s.example.com/a.js", "external", "<script"),),
        "personal": (PersonalNumber(NumberKind.PHONE, "138****1234", "电话138****1234", "ab", ("named",), (), 11),),
        "search": SearchForm(at("search"), "GET", "q", (("site", "1"),)),
        "media": (Quote("matrix", "政务新媒体", at("xmt/")),),
        "tables": (Table(("事项名称",), ((Cell("甲事项", (("草案", at("draft.html")),)),),), "目录", True),),
        "header": (Quote("topic", "城乡建设"),),
        "filters": (Quote("year", "2026年 2025年"),),
        "drawn": (Quote("reader", "在线阅读", at("read.html")),),
    }  # fmt: skip
    return _FACTS.validate_python({**vars_of(facts("full.html")), **values})


def vars_of(page: PageFacts) -> dict[str, object]:
    return {field.name: getattr(page, field.name) for field in fields(page)}


def test_observation_is_kept_with_its_data(tmp_path: Path) -> None:
    with Crawl(tmp_path) as crawl:
        crawl.store.observe(Observation("dns", HOST, START, {"aaaa": [], "说明": "无"}))
    assert counted(tmp_path, """SELECT count(*) FROM observation WHERE kind='dns' AND run_id='r1'
      AND json_extract(data, '$."说明"') = '无'""") == 1  # fmt: skip


# ---------------------------------------------------------------- links, versions, runs


def test_links_that_many_pages_share_are_stored_once(tmp_path: Path) -> None:
    nav = links(*(f"nav{n}/" for n in range(40)), region=Region.NAV)
    with Crawl(tmp_path) as crawl:
        for n in range(30):
            crawl.read(article(f"{n}.html", f"第{n}篇", links=(*nav, *links(f"own{n}.html"))))
        assert all(len(crawl.store.facts(at(f"{n}.html")).links) == 41 for n in range(30))  # type: ignore[union-attr]
    assert counted(tmp_path, "SELECT count(*) FROM link_set") == 40 + 30


def test_a_new_version_of_a_page_stands_beside_the_old(tmp_path: Path) -> None:
    with Crawl(tmp_path, "r1") as crawl:
        crawl.read(article("a.html", "旧标题"))
        assert crawl.store.facts(at("a.html")).title == "旧标题"  # type: ignore[union-attr]
    with Crawl(tmp_path, "r2", day=1) as crawl:
        digest = crawl.read(article("a.html", "新标题"))
        assert crawl.store.facts(at("a.html")).title == "新标题"  # type: ignore[union-attr]
        assert crawl.store.has_facts(at("a.html"), digest)
        assert crawl.store.validators(at("a.html"))[2] == digest
    assert counted(tmp_path, "SELECT count(*) FROM page") == 2


def test_reading_again_replaces_the_reading_and_its_words(tmp_path: Path) -> None:
    body = b"the same bytes"
    with Crawl(tmp_path) as crawl:
        digest = crawl.read(column("a/", "通知公告", item("甲", "1.html"), links=links("1.html")), body)
    store = open_store(tmp_path, extractor="2")
    try:
        assert not store.has_facts(at("a/"), digest)
        assert [row[:2] for row in store.unread_bodies()] == [(at("a/"), digest)]
        store.attach("r1")
        again = column("a/", "政策文件", item("乙", "2.html"), item("丙", "3.html"), links=links("2.html"))
        store.add_facts(again, digest, store._key_of(again.url))
        assert list(store.unread_bodies()) == []
    finally:
        store.close()
    assert counted(tmp_path, "SELECT count(*) FROM page") == 1
    assert counted(tmp_path, "SELECT count(*) FROM item") == 2
    assert counted(tmp_path, "SELECT count(*) FROM link") == 1
    assert counted(tmp_path, "SELECT count(*) FROM page_fts WHERE page_fts MATCH '通知'") == 0
    assert counted(tmp_path, "SELECT count(*) FROM page_fts WHERE page_fts MATCH '政策'") == 1


@pytest.mark.parametrize(("run", "version"), [("", "new"), ("r2", "new"), ("r1", "old")])
def test_an_old_run_is_read_again_as_it_saw_its_pages(tmp_path: Path, run: str, version: str) -> None:
    with Crawl(tmp_path, "r1") as crawl:
        digests = {"old": crawl.read(article("a.html", "旧标题"), b"old")}
    with Crawl(tmp_path, "r2", day=1) as crawl:
        digests["new"] = crawl.read(article("a.html", "新标题"), b"new")
    store = open_store(tmp_path, extractor="2")
    try:
        if run:
            store.attach(run)
        assert [row[:2] for row in store.unread_bodies()] == [(at("a.html"), digests[version])]
    finally:
        store.close()


def test_interrupted_run_is_continued_and_a_finished_one_is_not(tmp_path: Path) -> None:
    with Crawl(tmp_path, "r1", finished=False) as crawl:
        assert crawl.continues == ()
    with Crawl(tmp_path, "r2", day=1, finished=False) as crawl:
        assert crawl.continues == ("r1",)
    with Crawl(tmp_path, "r3", day=1) as crawl:
        assert crawl.continues == ("r1", "r2")
    with Crawl(tmp_path, "r4", day=2) as crawl:
        assert crawl.continues == ()


@pytest.mark.parametrize(("late", "continued"), [(0, ("r1",)), (1, ())])
def test_interrupted_run_is_continued_within_36_hours(
    tmp_path: Path, late: int, continued: tuple[str, ...]
) -> None:
    assert timedelta(hours=36) == RESUME_WITHIN
    with Crawl(tmp_path, "r1", finished=False):
        pass
    store = open_store(tmp_path)
    try:
        assert store.start_run("r2", START + RESUME_WITHIN + timedelta(seconds=late)) == continued
    finally:
        store.close()


def test_work_as_of_an_old_run_sees_nothing_newer(tmp_path: Path) -> None:
    with Crawl(tmp_path, "r1") as crawl:
        crawl.read(article("a.html", "旧标题"))
    with Crawl(tmp_path, "r3", day=2) as crawl:
        crawl.read(article("a.html", "新标题"))
        crawl.read(article("b.html", "后来的"))
    for run_id, used, titles in (
        ("r1", "r1", ["旧标题"]),
        ("r2", "r1", ["旧标题"]),
        ("r9", "r3", ["新标题", "后来的"]),
    ):
        store = open_store(tmp_path)
        try:
            store.attach(run_id)
            assert store.run_id == used
            assert [page.title for _, page in store.latest_facts()] == titles
        finally:
            store.close()


def test_a_column_keeps_the_run_that_first_read_it(tmp_path: Path) -> None:
    for n, run_id in enumerate(("r1", "r2")):
        with Crawl(tmp_path, run_id, day=n) as crawl:
            crawl.read(column("a/", "通知公告"))
            crawl.ended("b/", status=404)
            crawl.columns(("a/", "通知公告", "notices"), ("b/", "未建", "other"))
    store = open_store(tmp_path)
    try:
        store.attach("r1")  # judged again as of the first run …
        store.put_columns([])
    finally:
        store.close()
    with Crawl(tmp_path, "r3", day=2) as crawl:
        crawl.columns(("a/", "通知公告", "notices"), ("b/", "未建", "other"))  # … and once more today
        rows = crawl.store.database.query("SELECT name, first_run, last_run FROM column ORDER BY url")
        assert [tuple(row.values()) for row in rows] == [("通知公告", "r1", "r3"), ("未建", "r3", "r3")]


# ---------------------------------------------------------------- batches, kills, full disks


def test_nothing_is_visible_before_a_batch_is_whole(tmp_path: Path) -> None:
    with Crawl(tmp_path) as crawl:
        for n in range(BATCH_PAGES - 1):
            crawl.ended(f"{n}.html", status=404)
        assert counted(tmp_path, "SELECT count(*) FROM fetch") == 0
        crawl.ended("last.html", status=404)
        assert counted(tmp_path, "SELECT count(*) FROM fetch") == BATCH_PAGES


KILLED = """
import os, signal, sys
from pathlib import Path
from record_samples import Crawl, article, links
with Crawl(Path(sys.argv[1])) as crawl:
    for n in range(int(sys.argv[2])):
        crawl.read(article(f"{n}.html", f"第{n}篇", links=links(f"{n + 1}.html")))
    os.kill(os.getpid(), signal.SIGKILL)
"""


@pytest.mark.parametrize(("recorded", "kept"), [(BATCH_PAGES * 2 + 37, BATCH_PAGES * 2), (37, 0)])
def test_killed_writer_leaves_whole_batches(tmp_path: Path, recorded: int, kept: int) -> None:
    path = environment()["PYTHONPATH"] + ":" + str(Path(__file__).parent)
    done = subprocess.run(
        [sys.executable, "-c", KILLED, str(tmp_path), str(recorded)],
        cwd=ROOT, env=environment(PYTHONPATH=path), check=False, timeout=60,
    )  # fmt: skip
    assert done.returncode == -signal.SIGKILL
    for table in ("fetch", "page", "body", "link"):
        assert counted(tmp_path, f"SELECT count(*) FROM {table}") == kept, table
    assert (
        counted(tmp_path, "SELECT count(*) FROM link l LEFT JOIN page p ON p.id=l.page_id WHERE p.id IS NULL")
        == 0
    )
    with Crawl(tmp_path, "r2") as crawl:
        assert crawl.continues == ("r1",)
        assert len(list(crawl.store.fetches(crawl.continues))) == kept


def test_full_disk_is_one_line_and_what_was_flushed_stays(tmp_path: Path) -> None:
    crawl = Crawl(tmp_path)
    store = crawl.store
    pages = store.database.execute("PRAGMA page_count").fetchone()[0]
    store.database.execute(f"PRAGMA max_page_count = {pages + 20}")
    with pytest.raises(StorageError) as caught:
        _record_many(crawl, 4000)
    message = str(caught.value)
    assert str(store.path) in message
    assert "disk" in message
    assert "\n" not in message
    store.close()
    assert counted(tmp_path, "SELECT count(*) FROM run") == 1
    assert counted(tmp_path, "SELECT count(*) FROM fetch") % BATCH_PAGES == 0


def _record_many(crawl: Crawl, count: int) -> None:
    for n in range(count):
        crawl.read(article(f"{n}.html", f"第{n}篇", excerpt="正文" * 100))


def test_no_file_may_grow_is_one_line(tmp_path: Path) -> None:
    program = (
        "import sys; from pathlib import Path; from evidence.errors import StorageError; "
        "import resource, signal; signal.signal(signal.SIGXFSZ, signal.SIG_IGN); "
        "resource.setrlimit(resource.RLIMIT_FSIZE, (0, 0)); "
        "from evidence.store import HostStore\n"
        "try: HostStore(Path(sys.argv[1]), 'h', hash, '1')\n"
        "except StorageError as error: print(error)"
    )
    assert resource.RLIMIT_FSIZE
    done = subprocess.run(
        [sys.executable, "-c", program, str(tmp_path / "h.sqlite")],
        cwd=ROOT, env=environment(), capture_output=True, text=True, check=False, timeout=60,
    )  # fmt: skip
    assert (done.returncode, done.stderr) == (0, "")
    assert len(done.stdout.splitlines()) == 1
    assert "h.sqlite" in done.stdout


def test_folder_that_cannot_be_made_is_one_line(tmp_path: Path) -> None:
    (tmp_path / "evidence").write_text("a file where a folder belongs")
    with pytest.raises(StorageError, match=r"evidence/.*sqlite: cannot be opened .*; ") as caught:
        open_store(tmp_path)
    assert "\n" not in str(caught.value)


@pytest.mark.parametrize(
    "content", [b"this is no database, only text " * 40, b"SQLite format 3\0" + b"\xff" * 4000]
)
def test_file_that_is_no_database_is_one_line(tmp_path: Path, content: bytes) -> None:
    path = file_for(tmp_path, HOST)
    path.parent.mkdir()
    path.write_bytes(content)
    with pytest.raises(StorageError, match=r"sqlite: .*; move it away") as caught:
        open_store(tmp_path)
    assert "\n" not in str(caught.value)
    assert path.read_bytes() == content


def test_reader_writes_nothing_and_leaves_one_file(tmp_path: Path) -> None:
    with Crawl(tmp_path):
        pass
    reader = connect(file_for(tmp_path, HOST), read_only=True)
    with pytest.raises(sqlite3.OperationalError):
        reader.execute("DELETE FROM run")
    reader.close()
    assert [path.name for path in (tmp_path / "evidence").iterdir()] == [f"{HOST}.sqlite"]
    with pytest.raises(StorageError):
        connect(tmp_path / "none.sqlite", read_only=True)


def test_store_may_be_closed_twice_over_a_reader(tmp_path: Path) -> None:
    with Crawl(tmp_path) as crawl:
        crawl.read(article("a.html", "甲"))
        other = HostStore(file_for(tmp_path, "other"), "other", hash, "1")
        other.finish_run(HostRun("none", START))  # of no run: changes nothing
        other.close()
    assert counted(tmp_path, "SELECT count(*) FROM fetch") == 1


# ---------------------------------------------------------------- links


def test_link_text_and_order_survive(tmp_path: Path) -> None:
    rows = tuple(Link(at(f"{n % 3}.html"), f"第{n}个", Region.MAIN) for n in range(6))
    with Crawl(tmp_path) as crawl:
        crawl.read(article("a.html", "甲", links=rows))
        assert crawl.store.facts(at("a.html")).links == rows  # type: ignore[union-attr]
