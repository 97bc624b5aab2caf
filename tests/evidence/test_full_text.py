"""Pairs of characters: what the index holds of a text, and what it can be asked."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from pathlib import Path

import pytest
import zstandard
from hypothesis import given
from hypothesis import strategies as st
from record_samples import HOST, Crawl, article, at, open_store

from evidence import full_text, schema
from evidence.full_text import is_exact, is_indexed, page_pairs, pages_with, pairs, squeezed
from evidence.store import connect, file_for

OLD_INDEX = "CREATE VIRTUAL TABLE page_fts USING fts5(words, content='', tokenize='unicode61')"


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("列席会议", "列席 席会 会议"),
        ("列 席\n会　议", "列席 席会 会议"),  # white space apart
        ("列席，会议", "列席 会议"),
        ("局", ""),
        ("一企一档", "一企 企一 一档"),
        ("12345热线", "12 23 34 45 5热 热线"),
        ("云政发〔2026〕3号", "云政 政发 20 02 26 3号"),
        ("身份证370103199001011234。", "身份 份证"),
        ("电话0531 82050000找", "电话 话0 05 53 31"),  # the longer number stands as a point between
        ("列席列席", "列席 席列"),
    ],
)
def test_pairs_of_a_text_once_each(text: str, found: str) -> None:
    assert set(pairs(text).split()) == set(found.split())
    assert len(pairs(text).split()) == len(found.split())


@given(text=st.text(alphabet="0123456789列席X ，", max_size=60))
def test_whatever_stands_in_a_text_has_its_pairs_there(text: str) -> None:
    seen = squeezed(text)
    held = set(pairs(text).split())
    assert all(held.issuperset(pairs(seen[i : i + n]).split()) for n in (2, 3, 5) for i in range(len(seen)))
    assert not any(
        len(number) > 6 for number in full_text.re.findall(r"\d+", full_text._LONG_NUMBER.sub("·", text))
    )


@pytest.mark.parametrize(
    ("word", "exact"),
    [("列席", True), ("列 席", True), ("列", False), ("常务会", False), ("AB", False), ("5次", False)],
)
def test_only_for_two_characters_the_index_is_the_answer(word: str, exact: bool) -> None:
    assert is_exact(word) is exact


def ask(data: Path, word: str) -> list[int] | None:
    with closing(connect(file_for(data, HOST), read_only=True)) as connection:
        return pages_with(connection, word)


@pytest.mark.parametrize(
    ("word", "found"),
    [
        ("列席", [1]),
        ("常务会议", [1]),
        ("会议务常", []),
        ("12345", [2]),
        ("12345热线", [2]),
        ("热线", [2, 3]),
        ("ab", [3]),
        ("会", None),
        ("：", None),
    ],
)
def test_pages_with_all_pairs_of_a_word(tmp_path: Path, word: str, found: list[int] | None) -> None:
    with Crawl(tmp_path) as crawl:
        crawl.read(article("1.html", "会议", text="公众代表列席区政府常务 会议"))
        crawl.read(article("2.html", "拨打12345热线"))
        crawl.read(article("3.html", "热线", excerpt="AB"))
    assert ask(tmp_path, word) == found


def old_file(data: Path) -> None:
    with Crawl(data) as crawl:
        crawl.read(article("1.html", "会议", text="公众代表列席常务会议"))
        crawl.read(article("2.html", "通知"))
        database = crawl.store.database
        database.execute("DROP TABLE page_fts")
        database.execute(OLD_INDEX)
        database.execute("INSERT INTO page_fts (rowid, words) VALUES (1, '会议')")


def test_an_older_file_gets_the_index_of_today_filled_from_its_texts(tmp_path: Path) -> None:
    old_file(tmp_path)
    with closing(connect(file_for(tmp_path, HOST), read_only=True)) as connection:
        assert not is_indexed(connection)
    open_store(tmp_path).close()
    with closing(connect(file_for(tmp_path, HOST), read_only=True)) as connection:
        assert is_indexed(connection)
    assert (ask(tmp_path, "列席"), ask(tmp_path, "通知")) == ([1], [2])


def test_an_index_that_cannot_be_filled_leaves_the_old_one(tmp_path: Path) -> None:
    old_file(tmp_path)
    with closing(sqlite3.connect(file_for(tmp_path, HOST), isolation_level=None)) as connection:
        connection.execute("UPDATE page_text SET zstd = x'00'")
        with pytest.raises(zstandard.ZstdError):
            full_text.create(connection)
        assert not is_indexed(connection)
        assert connection.execute("SELECT count(*) FROM page_fts WHERE page_fts MATCH '会议'").fetchone() == (
            1,
        )


def test_a_page_that_goes_takes_all_its_pairs_with_it(tmp_path: Path) -> None:
    body = b"the same bytes"
    with Crawl(tmp_path) as crawl:
        crawl.read(article("1.html", "旧题", text="公众代表列席常务会议"), body)
        crawl.read(article("1.html", "新题", text="另一读法"), body)
        words = "CREATE VIRTUAL TABLE temp.words USING fts5vocab(main, page_fts, row)"
        crawl.store.database.execute(words)
        terms = {row[0] for row in crawl.store.database.execute("SELECT term FROM temp.words")}
    assert terms == set(page_pairs("新题", "", "另一读法").split())


def test_dropping_the_derived_empties_the_index(tmp_path: Path) -> None:
    with Crawl(tmp_path) as crawl:
        crawl.read(article("1.html", "会议", text="列席"))
        schema.drop_derived(crawl.store.database)
    assert ask(tmp_path, "列席") == []
    with Crawl(tmp_path, "r2", day=1) as crawl:
        crawl.read(article("2.html", "会议", text="列席"))
        assert crawl.store.facts(at("2.html")) is not None
    assert ask(tmp_path, "列席") == [1]
