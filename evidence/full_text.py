"""The full-text index of an evidence file: pairs of neighbouring characters, since FTS5 finds no Chinese word of two.

The index says on which pages all pairs of a word stand, no more: for a word of two Chinese characters that is the
answer, for any other a choice of pages whose texts are to be read. White space and numbers of more than six digits
are left out of all texts before anything is indexed or compared, so that no number of a person is ever looked up.
"""

from __future__ import annotations

import re
import sqlite3
from collections.abc import Iterator
from operator import add

import zstandard

MAX_TEXT_BYTES = 64 * 1024 * 1024

TABLE = "CREATE VIRTUAL TABLE page_fts USING fts5(pairs, content='', tokenize='unicode61', detail='none')"
ADD = "INSERT INTO page_fts (rowid, pairs) VALUES (?, ?)"
DROP = "INSERT INTO page_fts (page_fts, rowid, pairs) VALUES ('delete', ?, ?)"
_LONG_NUMBER = re.compile(r"[0-9０-９]{7,}")
_RUN = re.compile(r"[\u4e00-\u9fffA-Za-z0-9]{2,}")
_TWO_CHARACTERS = re.compile(r"[\u4e00-\u9fff]{2}")


def squeezed(text: str) -> str:
    """A text as words are looked for in it: no white space, a point for every number of more than six digits."""
    return "".join(_LONG_NUMBER.sub("·", text).split())


def plain_word(word: str) -> str:
    """A word as it stands in a text without white space; empty for one that is never looked for."""
    return "" if _LONG_NUMBER.search(word) else squeezed(word)


def pairs(text: str) -> str:
    """What the index holds of a text: its pairs of neighbouring characters, once each, in no order."""
    found: set[str] = set()
    for run in set(_RUN.findall(squeezed(text))):
        found.update(map(add, run, run[1:]))
    return " ".join(found)


def page_pairs(title: str | None, excerpt: str, text: str) -> str:
    """What the index holds of a page: of its title and text; it is told the same when the page goes."""
    return pairs(f"{title or ''}·{text or excerpt}")


def is_exact(word: str) -> bool:
    """Whether the index alone tells on which pages a word stands."""
    return _TWO_CHARACTERS.fullmatch(squeezed(word)) is not None


def pages_with(connection: sqlite3.Connection, word: str) -> list[int] | None:
    """Ids of all versions of pages on which every pair of a word stands; None where the index cannot tell: no pairs."""
    asked = pairs(word).split()
    if not asked:
        return None
    query = " ".join(f'"{pair}"' for pair in asked)
    rows = connection.execute("SELECT rowid FROM page_fts WHERE page_fts MATCH ?", (query,))
    return [page_id for (page_id,) in rows]


def is_indexed(connection: sqlite3.Connection) -> bool:
    """Whether a file has this index; an older one has another, of titles and beginnings only."""
    row = connection.execute("SELECT sql FROM sqlite_master WHERE name = 'page_fts'").fetchone()
    return row is not None and row[0] == TABLE


def create(connection: sqlite3.Connection) -> None:
    """Create the index; where an older one stands, put this in its place, filled from the stored texts."""
    if is_indexed(connection):
        return
    connection.execute("SAVEPOINT page_fts")
    try:
        connection.execute("DROP TABLE IF EXISTS page_fts")
        connection.execute(TABLE)
        connection.executemany(ADD, _stored(connection))
    except BaseException:
        connection.execute("ROLLBACK TO page_fts")
        raise
    finally:
        connection.execute("RELEASE page_fts")


def _stored(connection: sqlite3.Connection) -> Iterator[tuple[int, str]]:
    sql = """SELECT p.id, p.title, p.excerpt, t.zstd FROM page p
      LEFT JOIN page_text t ON t.page_id = p.id ORDER BY p.id"""
    unpack = zstandard.ZstdDecompressor()
    for page_id, title, excerpt, packed in connection.execute(sql):
        text = (
            unpack.decompress(packed, max_output_size=MAX_TEXT_BYTES).decode("utf-8", "replace")
            if packed
            else ""
        )
        yield page_id, page_pairs(title, excerpt, text)
