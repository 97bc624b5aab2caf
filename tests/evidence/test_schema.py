"""The views that a person opens: each shows what its name says."""

from __future__ import annotations

import sqlite3
from pathlib import Path
from typing import Any

import pytest
from record_samples import HOST, Crawl, article, at, column, facts, item, links, open_store, span

from evidence import schema
from evidence.records import Message, PageKind, Quote, Region
from evidence.store import file_for

OTHER = "http://outside.example.com"
ID_NUMBER = "370103199001011234"


def ask(data: Path, sql: str, *values: object) -> list[tuple[Any, ...]]:
    connection = sqlite3.connect(file_for(data, HOST))
    try:
        return connection.execute(sql, values).fetchall()
    finally:
        connection.close()


def test_columns_by_age_begins_with_the_undated_then_the_oldest(tmp_path: Path) -> None:
    with Crawl(tmp_path) as crawl:
        rows = [(1, "a", "新", "2026-11-01"), (2, "b", "无", None), (3, "c", "旧", "2020-01-01")]
        crawl.store.put_columns(
            [
                (key, at(path), name, "[]", "news", "name", at(""), newest, 3, "items")
                for key, path, name, newest in rows
            ]
        )
    assert [row[0] for row in ask(tmp_path, "SELECT name FROM columns_by_age")] == ["无", "旧", "新"]


@pytest.fixture
def policies(tmp_path: Path) -> Path:
    with Crawl(tmp_path) as crawl:
        for path, title, day in (
            ("p1.html", "云溪区人民政府关于印发《云溪区供水管理办法》的通知", "2026-05-01"),
            ("p2.html", "关于调整公交线路的通知", "2026-04-01"),
            ("p3.html", "关于停车收费的意见", "2026-03-01"),
        ):
            crawl.read(
                article(path, title, day, is_policy=True, interpretation_due=True, due_why="规范性文件")
            )
        crawl.read(article("i1.html", "《云溪区供水管理办法》政策解读", "2026-05-03", is_interpretation=True))
        crawl.read(article("i2.html", "一图读懂公交调整", is_interpretation=True, links=links("p2.html")))
        crawl.read(article("n1.html", "《云溪区供水管理办法》座谈会召开", links=links("p3.html")))
    return tmp_path


def test_policies_stand_beside_their_interpretations_newest_first(policies: Path) -> None:
    sql = "SELECT published_on, interpretation, interpreted_on FROM policies_and_interpretations"
    assert ask(policies, sql) == [
        ("2026-05-01", "《云溪区供水管理办法》政策解读", "2026-05-03"),
        ("2026-04-01", "一图读懂公交调整", None),
        ("2026-03-01", None, None),
    ]


def test_dead_links_are_those_whose_last_look_failed(tmp_path: Path) -> None:
    targets = ["gone.html", "woke.html", "wall.html", "shield.html", "slow.html", "fine.html", "late.html"]
    outside = [f"{OTHER}/{name}" for name in ("gone", "woke", "wall", "fine")]
    with Crawl(tmp_path) as crawl:
        crawl.read(facts("", PageKind.HOME, title="首页", links=links(*targets, *outside)))
        crawl.ended("gone.html", status=404)
        crawl.ended("woke.html", status=503)
        crawl.ended("woke.html", status=200)
        crawl.ended("wall.html", status=503, failure="blocked")
        crawl.ended("shield.html", status=521)
        crawl.ended("slow.html", failure="timeout")
        crawl.ended("fine.html", status=200)
        crawl.ended("late.html", status=404)
        crawl.looked(at("late.html"), status=200)  # the second look is a link check
        crawl.looked(outside[0], status=404)
        crawl.looked(outside[1], failure="dns")
        crawl.looked(outside[1], status=200)
        crawl.looked(outside[2], status=412, failure="blocked")
        crawl.looked(outside[3], status=200)
    rows = ask(tmp_path, "SELECT target, answered, page, region FROM dead_links ORDER BY target")
    assert rows == [
        (f"{OTHER}/gone", 404, at(""), "main"),
        (at("gone.html"), 404, at(""), "main"),
        (at("slow.html"), "timeout", at(""), "main"),
    ]


def test_dead_links_forget_pages_that_no_longer_bear_them(tmp_path: Path) -> None:
    with Crawl(tmp_path, "r1") as crawl:
        crawl.read(facts("", PageKind.HOME, title="旧", links=links("gone.html")))
        crawl.ended("gone.html", status=404)
    with Crawl(tmp_path, "r2", day=1) as crawl:
        crawl.read(facts("", PageKind.HOME, title="新"))
    assert ask(tmp_path, "SELECT * FROM dead_links") == []
    assert ask(tmp_path, "SELECT title FROM latest_pages") == [("新",)]


def test_fetches_by_ending_counts_every_way_a_request_ended(tmp_path: Path) -> None:
    with Crawl(tmp_path) as crawl:
        for n in range(3):
            crawl.read(article(f"{n}.html", f"第{n}篇"))
        crawl.ended("a", status=404)
        crawl.ended("b", status=412, failure="blocked")
        crawl.ended("c", failure="dns")
    rows = ask(tmp_path, "SELECT ending, fetches FROM fetches_by_ending WHERE run_id='r1'")
    assert rows[0] == (200, 3)
    assert set(rows[1:]) == {(404, 1), ("blocked", 1), ("dns", 1)}


@pytest.mark.parametrize(
    ("word", "found"),
    [("列席", ["会议"]), ("解读", ["解读"]), ("公开", ["会议", "解读"]), ("席政", []), ("370103", [])],
)
def test_words_of_two_characters_are_found(tmp_path: Path, word: str, found: list[str]) -> None:
    with Crawl(tmp_path) as crawl:
        crawl.read(
            article("1.html", "会议", excerpt="利益相关方列席区政府常务会议，公开结果", column_name="会议")
        )
        crawl.read(article("2.html", "解读", excerpt=f"政策解读公开。证件号{ID_NUMBER}"))
    sql = "SELECT p.title FROM page_fts f JOIN page p ON p.id = f.rowid WHERE page_fts MATCH ? ORDER BY p.id"
    assert [title for (title,) in ask(tmp_path, sql, f'"{word}"')] == found


def test_no_part_of_a_persons_number_is_in_the_index(tmp_path: Path) -> None:
    with Crawl(tmp_path) as crawl:
        crawl.read(article("1.html", f"张某{ID_NUMBER}", excerpt=f"证件{ID_NUMBER}，账号6222020200112233445"))
        crawl.store.database.execute("CREATE VIRTUAL TABLE temp.words USING fts5vocab(main, page_fts, row)")
        terms = [row[0] for row in crawl.store.database.execute("SELECT term FROM temp.words")]
    assert "证件" in terms
    assert not [term for term in terms if any(c.isdigit() for c in term)]


def test_an_older_file_gets_the_views_of_today(tmp_path: Path) -> None:
    store = open_store(tmp_path)
    store.database.execute("DROP VIEW dead_links")
    store.database.execute("CREATE VIEW dead_links AS SELECT 1 AS old")
    store.close()
    open_store(tmp_path).close()
    assert ask(tmp_path, "SELECT * FROM dead_links") == []


def test_derived_facts_can_be_dropped_without_the_record(tmp_path: Path) -> None:
    with Crawl(tmp_path) as crawl:
        crawl.read(column("a/", "通知公告", item("甲", "1.html"), links=links("1.html", region=Region.NAV)))
        crawl.read(
            facts("m/", PageKind.MESSAGES, messages=(Message("路灯", None),), guide=(Quote("name", "低保"),))
        )
        schema.drop_derived(crawl.store.database)
    for table in schema.DERIVED_TABLES:
        assert ask(tmp_path, f"SELECT count(*) FROM [{table}]") == [(0,)], table
    assert ask(tmp_path, "SELECT count(*) FROM page_fts WHERE page_fts MATCH '通知'") == [(0,)]
    assert ask(tmp_path, "SELECT count(*) FROM fetch") == ask(tmp_path, "SELECT count(*) FROM body") == [(2,)]
    assert len(list(_unread(tmp_path))) == 2


def _unread(data: Path) -> list[tuple[str, str, str | None]]:
    store = open_store(data)
    try:
        return list(store.unread_bodies())
    finally:
        store.close()


def test_messages_begin_with_the_unanswered_oldest_first(tmp_path: Path) -> None:
    rows = (
        Message("答过的", None, span("2026-01-02"), span("2026-01-05"), True, "已回复"),
        Message("新问的", at("m2.html"), span("2026-03-01"), None, False, "办理中"),
        Message("早问的", at("m3.html"), span("2026-02-01"), None, None),
    )
    with Crawl(tmp_path) as crawl:
        crawl.read(facts("ly/", PageKind.MESSAGES, title="留言", messages=rows))
    assert ask(tmp_path, "SELECT title, asked_on, answered_on, is_answered, status FROM messages_by_age") == [
        ("早问的", "2026-02-01", None, None, ""),
        ("新问的", "2026-03-01", None, 0, "办理中"),
        ("答过的", "2026-01-02", "2026-01-05", 1, "已回复"),
    ]
    assert ask(tmp_path, "SELECT asked_text, answered_text, url FROM message ORDER BY position LIMIT 1") == [
        ("2026-01-02", "2026-01-05", None)
    ]


def test_guides_begin_with_those_that_give_least(tmp_path: Path) -> None:
    given = (Quote("name", "低保"), Quote("phone", "联系电话：0999-1"))
    with Crawl(tmp_path) as crawl:
        crawl.read(facts("b1.html", PageKind.SERVICE, title="甲", guide=given))
        crawl.read(facts("b2.html", PageKind.SERVICE, title="乙", guide=given[:1]))
    assert ask(tmp_path, "SELECT title, elements FROM guides_by_elements") == [("乙", 1), ("甲", 2)]


def test_reading_again_replaces_messages_and_elements(tmp_path: Path) -> None:
    body = b"the same bytes"
    with Crawl(tmp_path) as crawl:
        for outcome in (None, True):
            message = Message("路灯", None, is_answered=outcome)
            page = facts("m/", PageKind.MESSAGES, messages=(message,), guide=(Quote("name", str(outcome)),))
            crawl.read(page, body)
    assert ask(tmp_path, "SELECT is_answered FROM message") == [(1,)]
    assert ask(tmp_path, "SELECT text FROM guide") == [("True",)]
