"""One host's evidence file: written in batches by one crawler, read by anyone.

Bodies are zstd, keyed by SHA-256. A page's derived facts are keyed by address and body, so an unchanged
body is never read twice and an old run can be judged again. Links are stored as sets: the navigation that
a thousand pages share is one set.
"""

from __future__ import annotations

import json
import re
import sqlite3
import sys
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import closing
from datetime import datetime, timedelta
from hashlib import blake2b
from pathlib import Path
from typing import Any

import zstandard
from pydantic import TypeAdapter
from sqlite_utils import Database

from evidence import full_text, renders, schema
from evidence.errors import StorageError
from evidence.magic import has_known_form
from evidence.records import Fetch, HostRun, Link, Observation, PageFacts, Region
from evidence.rows import MESSAGE_COLUMNS, guide_rows, message_rows

BATCH_PAGES = 200
RESUME_WITHIN = timedelta(hours=36)  # an interrupted crawl older than this is started anew
MAX_BODY_BYTES = 64 * 1024 * 1024  # a stored body never unpacks to more

_FACTS = TypeAdapter(PageFacts)
_FETCH_COLUMNS = (
    "url fetched_at method status failure location content_type etag last_modified sha256 body_bytes "
    "elapsed_ms detail depth"
).split()
_SITE_MAP = re.compile(r"(?:网站|站点)(?:地图|导航)|sitemap", re.IGNORECASE)

KeyOf = Callable[[str], int]


def file_for(data: Path, netloc: str) -> Path:
    """The evidence file of a host; a port's colon becomes an underscore, IPv6 brackets go."""
    return data / "evidence" / (re.sub(r"[^A-Za-z0-9.\-]", "_", netloc) + ".sqlite")


def dump_facts(facts: PageFacts) -> str:
    """Facts as JSON, without the links and the text (they are stored apart)."""
    return _FACTS.dump_json(facts, exclude={"links", "text"}, exclude_defaults=True).decode()


def load_facts(text: str, links: Sequence[Link] = ()) -> PageFacts:
    """Facts as ``dump_facts`` wrote them, with their links."""
    data = json.loads(text)
    data["links"] = tuple(links)
    return _FACTS.validate_python(data)


def unpacked(packed: bytes) -> str:
    """A text as ``page_text`` holds it."""
    return unpacked_bytes(packed).decode("utf-8", "replace")


def stored_bodies(path: Path, digests: Iterable[str]) -> dict[str, bytes]:
    """Bodies of one evidence file by their SHA-256; those that it lacks are left out. Raises StorageError."""
    with closing(connect(path, read_only=True)) as connection:
        sql = "SELECT zstd FROM body WHERE sha256 = ?"
        rows = {digest: connection.execute(sql, (digest,)).fetchone() for digest in digests}
    return {digest: unpacked_bytes(row[0]) for digest, row in rows.items() if row}


def unpacked_bytes(packed: bytes) -> bytes:
    """A body as ``body`` holds it."""
    return zstandard.ZstdDecompressor().decompress(packed, max_output_size=MAX_BODY_BYTES)


def unpacked_head(packed: bytes, size: int) -> bytes:
    """The first bytes of a stored body."""
    with zstandard.ZstdDecompressor().stream_reader(packed) as reader:
        return bytes(reader.read(size))


def connect(path: Path, *, read_only: bool = False) -> sqlite3.Connection:
    """Open an evidence file. Raises StorageError with the reason when it cannot be used."""
    try:
        if not read_only:
            path.parent.mkdir(parents=True, exist_ok=True)
        # rw, not ro: whoever closes the file last folds the write-ahead log into it and leaves one file
        uri = f"{path.absolute().as_uri()}?mode={'rw' if read_only else 'rwc'}"
        connection = sqlite3.connect(uri, uri=True, isolation_level=None, check_same_thread=False)
    except (OSError, sqlite3.Error) as error:
        raise StorageError(f"{path}: cannot be opened ({error}); check the data directory") from error
    try:
        connection.execute("PRAGMA schema_version")
        if read_only:
            connection.execute("PRAGMA query_only = ON")
    except sqlite3.Error as error:
        connection.close()
        raise StorageError(f"{path}: cannot be opened ({error}); move it away") from error
    return connection


class HostStore:
    """The one writer of one host file. Buffered: call ``flush`` (or ``close``) before reading elsewhere."""

    def __init__(self, path: Path, netloc: str, key_of: KeyOf, extractor: str) -> None:
        self.path = path
        self.netloc = netloc
        self._key_of = key_of
        self._extractor = extractor
        self._connection = connect(path)
        self._compress = zstandard.ZstdCompressor(level=3)
        self._decompress = zstandard.ZstdDecompressor()
        self._pending = 0
        self._link_sets: set[int] = set()
        self.run_id = ""
        self._prepare()

    def _prepare(self) -> None:
        try:
            schema.tune(self._connection)
            schema.create(Database(self._connection))
        except (sqlite3.Error, zstandard.ZstdError) as error:
            self._connection.close()
            raise StorageError(f"{self.path}: not usable as evidence ({error}); move it away") from error

    # ------------------------------------------------------------ runs

    def start_run(self, run_id: str, at: datetime) -> tuple[str, ...]:
        """Open a run; returns the interrupted runs it continues, oldest first."""
        rows = self._query("SELECT id, started_at, finished_at FROM run ORDER BY started_at DESC, id DESC")
        interrupted: list[str] = []
        for old_id, started_at, finished_at in rows:
            if finished_at or at - datetime.fromisoformat(started_at) > RESUME_WITHIN:
                break
            interrupted.append(old_id)
        self.run_id = run_id
        self._execute(
            "INSERT OR IGNORE INTO run (id, started_at, continues) VALUES (?, ?, ?)",
            (run_id, at.isoformat(), ",".join(reversed(interrupted)) or None),
        )
        self.flush()
        return tuple(reversed(interrupted))

    def attach(self, run_id: str) -> None:
        """Work on the derived stratum as of a run: in the name of this host's newest run up to it."""
        row = self._query("SELECT max(id) FROM run WHERE id <= ?", (run_id,)).fetchone()
        self.run_id = row[0] or run_id

    def finish_run(self, run: HostRun) -> None:
        """Close a run: from here on it is whole and is not continued."""
        self._execute(
            "UPDATE run SET finished_at=?, coverage=?, pages=?, requests=?, not_modified=?, left_count=?, note=?"
            " WHERE id=?",
            (
                run.finished_at.isoformat() if run.finished_at else None,
                run.coverage,
                run.pages,
                run.requests,
                run.not_modified,
                run.left,
                run.note,
                run.run_id,
            ),
        )
        self.flush()

    def add_requests(self, count: int) -> None:
        """Count requests that were made for a finished run afterwards: its second looks."""
        self._execute("UPDATE run SET requests = requests + ? WHERE id = ?", (count, self.run_id))
        self.flush()

    # ------------------------------------------------------------ recording

    def record(self, fetch: Fetch, body: bytes | None, facts: PageFacts | None) -> None:
        """Record a request with its body and what was read in it; each part may be absent but the request."""
        if body is not None and fetch.sha256:
            self._add_body(fetch.sha256, body)
        values = [getattr(fetch, name) for name in _FETCH_COLUMNS]
        values[1] = fetch.fetched_at.isoformat()
        self._execute(
            f"INSERT INTO fetch (run_id, key, {', '.join(_FETCH_COLUMNS)}) VALUES (?, ?"
            + ", ?" * len(_FETCH_COLUMNS)
            + ")",
            (self.run_id, self._key_of(fetch.url), *values),
        )
        if facts is not None and fetch.sha256:
            self.add_facts(facts, fetch.sha256, self._key_of(fetch.url))
        self._pending += 1
        if self._pending >= BATCH_PAGES:
            self.flush()

    def observe(self, observation: Observation) -> None:
        """Record something seen that is no page."""
        self._execute(
            "INSERT INTO observation (run_id, kind, key, subject, at, data) VALUES (?, ?, ?, ?, ?, ?)",
            (
                self.run_id,
                observation.kind,
                self._key_of(observation.subject),
                observation.subject,
                observation.at.isoformat(),
                json.dumps(observation.data, ensure_ascii=False, sort_keys=True),
            ),
        )

    def observe_render(self, seen: Observation, document: bytes | None) -> None:
        """Record how a browser showed a page, with the document shown (``data["sha256"]``)."""
        if document is not None:
            self._add_body(seen.data["sha256"], document)
        self.observe(seen)

    def observe_picture(self, seen: Observation, sha256: str | None, png: bytes | None) -> None:
        """Record a screenshot with its picture."""
        if sha256 and png:
            self._add_body(sha256, png)
        self.observe(seen)

    def _add_body(self, sha256: str, body: bytes) -> None:
        self._execute(
            "INSERT OR IGNORE INTO body (sha256, zstd, bytes) VALUES (?, ?, ?)",
            (sha256, self._compress.compress(body), len(body)),
        )

    def add_facts(self, facts: PageFacts, sha256: str, key: int) -> None:
        """Store what was read in one version of a page, replacing an older reading of it."""
        self._forget(key, sha256)
        cursor = self._execute(
            "INSERT INTO page (key, sha256, extractor, url, kind, platform, title, published_on, published_text,"
            " column_name, list_state, is_policy, is_interpretation, text_chars, excerpt, links, facts)"
            " VALUES (?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?)",
            (key, sha256, self._extractor, *_page_row(facts)),
        )
        page_id = int(cursor.lastrowid or 0)
        self._add_items(page_id, facts)
        self._add_links(page_id, facts.links)
        if facts.is_policy:
            self._add_policy(page_id, facts)
        self._add_public(page_id, facts)
        if facts.text:
            text = self._compress.compress(facts.text.encode("utf-8", "replace"))
            self._execute("INSERT INTO page_text VALUES (?, ?)", (page_id, text))
        words = full_text.page_pairs(facts.title, facts.excerpt, facts.text)
        self._execute(full_text.ADD, (page_id, words))

    def _forget(self, key: int, sha256: str) -> None:
        row = self._query(
            "SELECT p.id, p.title, p.excerpt, t.zstd FROM page p LEFT JOIN page_text t"
            " ON t.page_id = p.id WHERE p.key=? AND p.sha256=?",
            (key, sha256),
        ).fetchone()
        if row:
            words = full_text.page_pairs(row[1], row[2], unpacked(row[3]) if row[3] else "")
            for table in schema.PAGE_TABLES:
                self._execute(f"DELETE FROM {table} WHERE page_id=?", row[:1])
            self._execute("DELETE FROM page WHERE id=?", row[:1])
            self._execute(full_text.DROP, (row[0], words))

    def _add_items(self, page_id: int, facts: PageFacts) -> None:
        rows = [
            (
                page_id,
                n,
                item.title,
                item.url,
                item.date.on.isoformat() if item.date else None,
                item.date.text if item.date else None,
                item.date.source if item.date else None,
                int(item.pinned),
            )
            for n, item in enumerate(facts.items or ())
        ]
        if rows:
            self._many("INSERT INTO item VALUES (?, ?, ?, ?, ?, ?, ?, ?)", rows)

    def _add_policy(self, page_id: int, facts: PageFacts) -> None:
        published = facts.published.on.isoformat() if facts.published else None
        self._execute(
            "INSERT INTO policy VALUES (?, ?, ?, ?, ?, ?)",
            (
                page_id,
                facts.title or "",
                facts.document_number,
                published,
                int(facts.interpretation_due),
                facts.due_why,
            ),
        )

    def _add_public(self, page_id: int, facts: PageFacts) -> None:
        if facts.messages:
            marks = ", ".join("?" * len(MESSAGE_COLUMNS))
            self._many(f"INSERT INTO message VALUES ({marks})", message_rows(page_id, facts.messages))
        if facts.guide:
            self._many("INSERT OR IGNORE INTO guide VALUES (?, ?, ?)", guide_rows(page_id, facts.guide))

    def _add_links(self, page_id: int, links: Sequence[Link]) -> None:
        by_region: dict[Region, list[Link]] = {}
        for link in links:
            by_region.setdefault(link.region, []).append(link)
        ids = {self._link_set(region, group) for region, group in by_region.items()}
        if ids:
            self._many("INSERT OR IGNORE INTO link VALUES (?, ?)", [(page_id, n) for n in ids])

    def _link_set(self, region: Region, links: list[Link]) -> int:
        """The id of a set of links that stand in one region together, written once."""
        keys = [self._key_of(link.url) for link in links]
        content = repr((region.value, keys, [link.text for link in links])).encode()
        set_id = int.from_bytes(blake2b(content, digest_size=8).digest(), "big") >> 1
        if set_id in self._link_sets:
            return set_id
        if region is not Region.MAIN and len(self._link_sets) < 100_000:
            self._link_sets.add(set_id)
        self._many(
            "INSERT OR IGNORE INTO target VALUES (?, ?)",
            [(key, link.url) for key, link in zip(keys, links, strict=True)],
        )
        self._many(
            "INSERT OR IGNORE INTO link_set VALUES (?, ?, ?, ?, ?)",
            [
                (set_id, n, key, region.value, link.text)
                for n, (key, link) in enumerate(zip(keys, links, strict=True))
            ],
        )
        return set_id

    # ------------------------------------------------------------ looking back

    def fetches(self, run_ids: Sequence[str]) -> Iterator[Fetch]:
        """What these runs fetched, oldest first."""
        marks = ", ".join("?" * len(run_ids))
        sql = f"SELECT {', '.join(_FETCH_COLUMNS)} FROM fetch WHERE run_id IN ({marks}) ORDER BY id"
        for row in self._query(sql, tuple(run_ids)).fetchall():
            yield fetch_from_row(row)

    def facts(self, url: str) -> PageFacts | None:
        """What was read in the newest stored version of a page, as a browser showed it where that is better."""
        key = self._key_of(url)
        shown = self._query(
            f"SELECT s.page_id, p.facts FROM ({renders.shown_sql(renders.ONE)}) s JOIN page p ON p.id = s.page_id",
            {"key": key},
        ).fetchone()
        row = (
            shown
            or self._query(
                "SELECT p.id, p.facts FROM page p JOIN fetch f ON f.key = p.key AND f.sha256 = p.sha256"
                " WHERE p.key=? ORDER BY f.id DESC LIMIT 1",
                (key,),
            ).fetchone()
        )
        return load_facts(row[1], links_of(self._connection, row[0])) if row else None

    def has_facts(self, url: str, sha256: str) -> bool:
        """Whether this very body was already read by this version of the extractors."""
        row = self._query(
            "SELECT 1 FROM page WHERE key=? AND sha256=? AND extractor=?",
            (self._key_of(url), sha256, self._extractor),
        ).fetchone()
        return row is not None

    def validators(self, url: str) -> tuple[str | None, str | None, str | None]:
        """ETag, Last-Modified and body hash of the newest answer that had a body."""
        row = self._query(
            "SELECT etag, last_modified, sha256 FROM fetch WHERE key=? AND url=? AND sha256 IS NOT NULL"
            " ORDER BY id DESC LIMIT 1",
            (self._key_of(url), url),
        ).fetchone()
        return (row[0], row[1], row[2]) if row else (None, None, None)

    def body(self, sha256: str) -> bytes | None:
        """The stored bytes of a body."""
        row = self._query("SELECT zstd FROM body WHERE sha256=?", (sha256,)).fetchone()
        return self._decompress.decompress(row[0], max_output_size=MAX_BODY_BYTES) if row else None

    def unread_bodies(self) -> Iterator[tuple[str, str, str | None, str]]:
        """Newest version of each page that this extractor version has not read: (url, sha256, content type, method).

        Newest as of the attached run: an old run is judged by what it saw, read by the extractors of today.
        """
        sql = """SELECT f.url, f.sha256, f.content_type, f.method FROM fetch f
          JOIN (SELECT key, max(id) AS id FROM fetch
            WHERE sha256 IS NOT NULL AND (:run = '' OR run_id <= :run) GROUP BY key) n ON n.id = f.id
          LEFT JOIN page p ON p.key = f.key AND p.sha256 = f.sha256 AND p.extractor = :extractor
          WHERE p.id IS NULL ORDER BY f.id"""
        yield from self._connection.execute(
            sql, {"run": self.run_id, "extractor": self._extractor}
        ).fetchall()

    def unread_renders(self) -> Iterator[tuple[str, str]]:
        """Newest document that a browser showed of each page up to the attached run, not read by this extractor version."""
        asked = {"run": self.run_id, "extractor": self._extractor}
        yield from self._connection.execute(renders.UNREAD, asked).fetchall()

    def newest_fetch(self, url: str) -> tuple[str, Fetch] | None:
        """The run and the ending of the newest request of an address."""
        sql = f"SELECT run_id, {', '.join(_FETCH_COLUMNS)} FROM fetch WHERE key = ? ORDER BY id DESC LIMIT 1"
        row = self._query(sql, (self._key_of(url),)).fetchone()
        return (row[0], fetch_from_row(row[1:])) if row else None

    def tried_render(self, url: str, since: datetime) -> bool:
        """Whether a browser was tried, or missed, for a page after it was fetched."""
        sql = "SELECT 1 FROM observation WHERE kind = 'render' AND key = ? AND at >= ?"
        return self._query(sql, (self._key_of(url), since.isoformat())).fetchone() is not None

    def has_scripted(self) -> bool:
        """Whether any page's list was left open by its bytes."""
        sql = "SELECT 1 FROM page WHERE list_state IN ('scripted', 'unclear') LIMIT 1"
        return self._query(sql).fetchone() is not None

    def column_urls(self) -> list[str]:
        """Addresses of the host's columns."""
        return [url for (url,) in self._query("SELECT url FROM column ORDER BY url")]

    def latest_facts(self) -> Iterator[tuple[int, PageFacts]]:
        """Newest version of every page as of this run, one at a time; links only of site maps, told by what links
        to them are called, or by their own titles."""
        self.flush()
        maps = {
            key
            for (key,) in self._query(
                "SELECT DISTINCT target FROM link_set WHERE text LIKE '%网站地图%' OR text LIKE '%站点地图%'"
                " OR text LIKE '%站点导航%' OR text LIKE '%网站导航%' OR text LIKE '%sitemap%'"
            )
        }
        sql = f"""SELECT p.id, p.key, p.title, p.facts FROM (
            SELECT key, max(id) AS id FROM fetch WHERE sha256 IS NOT NULL AND run_id <= :run GROUP BY key) newest
          JOIN fetch f ON f.id = newest.id
          LEFT JOIN ({renders.shown_sql(renders.AS_OF)}) r ON r.key = newest.key
          JOIN page p ON p.key = newest.key AND p.sha256 = coalesce(r.sha256, f.sha256) ORDER BY p.id"""
        cursor = self._connection.execute(sql, {"run": self.run_id})
        for page_id, key, title, text in cursor:
            mapped = key in maps or bool(_SITE_MAP.search(title or ""))
            yield key, load_facts(text, links_of(self._connection, page_id) if mapped else ())

    def put_columns(self, rows: Sequence[tuple[Any, ...]]) -> None:
        """Replace the columns, each with the run that first read it. Rows: key, url, name, path, kind,
        kind_from, found_on, newest_on, item_count, state."""
        self._many("DELETE FROM column WHERE 1 = ?", [(1,)])
        self._many(
            "INSERT INTO column (key, url, name, path, kind, kind_from, found_on, newest_on, item_count, state,"
            " first_run, last_run) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
            [(*row, self._first_read(row[0]), self.run_id) for row in rows],
        )
        self.flush()

    def _first_read(self, key: int) -> str:
        sql = "SELECT run_id FROM fetch WHERE key = ? AND sha256 IS NOT NULL ORDER BY id LIMIT 1"
        row = self._query(sql, (key,)).fetchone()
        return str(row[0]) if row else self.run_id

    def unchecked_targets(self, limit: int | None = None) -> Iterator[tuple[str, bool]]:
        """Outside addresses, and own files, that pages of this host link to and nobody looked at in this run.

        (url, external), most linked first; ``limit`` counts outside addresses.
        """
        sql = """SELECT t.url, count(*) AS pages FROM latest_pages p JOIN link l ON l.page_id = p.id
          JOIN link_set s ON s.id = l.link_set JOIN target t ON t.key = s.target
          WHERE NOT EXISTS (SELECT 1 FROM fetch f WHERE f.key = t.key AND f.run_id = :run)
            AND NOT EXISTS (SELECT 1 FROM observation o WHERE o.kind = 'link_check' AND o.key = t.key
              AND o.run_id = :run)
          GROUP BY t.key ORDER BY pages DESC, t.url"""
        self.flush()
        found = 0
        for url, _pages in self._connection.execute(sql, {"run": self.run_id}).fetchall():
            external = url.partition("://")[2].partition("/")[0] != self.netloc
            if external and (limit is None or found < limit):
                found += 1
                yield url, True
            elif not external and has_known_form(url):
                yield url, False

    def failed_targets(self) -> Iterator[tuple[str, bool]]:
        """Linked addresses whose only look in this run failed in a way that could accuse: (url, external)."""
        sql = """SELECT t.url, count(*), max(looks.bad) FROM (
            SELECT key, (coalesce(failure IN ('dns','refused','timeout','reset'), 0)
              OR coalesce(status IN (404, 410) OR status >= 500 AND status <> 521, 0)) AS bad
              FROM fetch WHERE run_id = :run AND method <> 'POST'
            UNION ALL SELECT key, (coalesce(json_extract(data, '$.failure') IN ('dns','refused','timeout','reset'), 0)
              OR coalesce(json_extract(data, '$.status') IN (404, 410) OR json_extract(data, '$.status') >= 500
                AND json_extract(data, '$.status') <> 521, 0))
              FROM observation WHERE run_id = :run AND kind = 'link_check') looks
          JOIN target t ON t.key = looks.key GROUP BY t.key HAVING count(*) = 1 AND max(looks.bad) = 1"""
        self.flush()
        for url, _looks, _bad in self._connection.execute(sql, {"run": self.run_id}).fetchall():
            yield url, url.partition("://")[2].partition("/")[0] != self.netloc

    # ------------------------------------------------------------ plumbing

    @property
    def database(self) -> Database:
        """The file through sqlite-utils, for schema work and small upserts."""
        return Database(self._connection)

    def flush(self) -> None:
        """Write what is buffered: one transaction."""
        if self._connection.in_transaction:
            try:
                self._connection.execute("COMMIT")
            except sqlite3.Error as error:
                raise StorageError(f"{self.path}: cannot write ({error}); free disk space") from error
        self._pending = 0

    def close(self) -> None:
        """Flush and close; the write-ahead log is folded into the file."""
        try:
            self.flush()
        finally:
            self._connection.close()

    def _query(self, sql: str, values: Sequence[Any] | Mapping[str, Any] = ()) -> sqlite3.Cursor:
        return self._connection.execute(sql, values)

    def _execute(self, sql: str, values: Sequence[Any]) -> sqlite3.Cursor:
        try:
            self._begin()
            return self._connection.execute(sql, values)
        except sqlite3.Error as error:
            raise StorageError(f"{self.path}: cannot write ({error}); check disk space") from error

    def _many(self, sql: str, rows: Iterable[Sequence[Any]]) -> None:
        try:
            self._begin()
            self._connection.executemany(sql, rows)
        except sqlite3.Error as error:
            raise StorageError(f"{self.path}: cannot write ({error}); check disk space") from error

    def _begin(self) -> None:
        if not self._connection.in_transaction:
            self._connection.execute("BEGIN IMMEDIATE")


def _page_row(facts: PageFacts) -> tuple[Any, ...]:
    published = facts.published
    return (
        facts.url,
        facts.kind.value,
        facts.platform,
        facts.title,
        published.on.isoformat() if published else None,
        published.text if published else None,
        facts.column_name,
        facts.list_state.value,
        int(facts.is_policy),
        int(facts.is_interpretation),
        facts.text_chars,
        facts.excerpt,
        len(facts.links),
        dump_facts(facts),
    )


def fetch_from_row(row: Sequence[Any]) -> Fetch:
    """A Fetch from a row of the fetch table in the order of its columns."""
    values = dict(zip(_FETCH_COLUMNS, row, strict=True))
    values["fetched_at"] = datetime.fromisoformat(values["fetched_at"])
    for name in ("method", "content_type"):  # the same few words a hundred thousand times
        values[name] = values[name] and sys.intern(values[name])
    return Fetch(**values)


def links_of(connection: sqlite3.Connection, page_id: int) -> list[Link]:
    """The links of one stored page version."""
    sql = """SELECT t.url, s.text, s.region FROM link l JOIN link_set s ON s.id = l.link_set
      JOIN target t ON t.key = s.target WHERE l.page_id = ? ORDER BY l.link_set, s.position"""
    return [
        Link(url, text, Region(region))
        for url, text, region in connection.execute(sql, (page_id,)).fetchall()
    ]
