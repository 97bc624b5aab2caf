"""One host's evidence file, read for judging: the newest ending of every address, facts on demand."""

from __future__ import annotations

import json
import sqlite3
import sys
from collections.abc import Callable, Container, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path
from typing import Any

from evidence import renders
from evidence.magic import fault_of, has_known_form
from evidence.records import Fetch, HostRun, PageFacts
from evidence.store import (
    _FETCH_COLUMNS,
    connect,
    fetch_from_row,
    links_of,
    load_facts,
    unpacked,
    unpacked_bytes,
    unpacked_head,
)
from evidence.units import Look

KeyOf = Callable[[str], int]

_HEAD_BYTES = 16
_INTERRUPTED = "采集中断，尚未完成。"
# A firewall's page that was taken for the site's when it was fetched; within JSON text the quotes are escaped.
_FIREWALL = """(kind = 'other' AND list_state = 'unclear' AND instr(facts, '"blocked_by":"') > 0)"""
_BAD_LOOKS = """SELECT key FROM fetch WHERE run_id <= :run AND method <> 'POST' AND (status >= 400 OR failure IS NOT NULL)
  UNION SELECT key FROM observation WHERE run_id <= :run AND kind = 'link_check'
    AND (json_extract(data, '$.status') >= 400 OR json_extract(data, '$.failure') IS NOT NULL)
  UNION SELECT value FROM json_each(:files)"""


@dataclass(frozen=True, slots=True)
class PageRow:
    """The newest version of a page, without its facts."""

    id: int
    key: int
    url: str
    kind: str
    title: str
    is_policy: bool
    is_interpretation: bool
    published_on: date | None
    excerpt: str
    is_article: bool = False  # to its reader: also a guide, or one message with its reply
    sha256: str = ""  # of the body it was read in: the one fetched, or the one that a browser showed


@dataclass(frozen=True, slots=True)
class ColumnRecord:
    """A column as discovery found it."""

    key: int
    url: str
    name: str
    path: str  # JSON array
    kind: str
    kind_from: str
    first_run: str


@dataclass(frozen=True, slots=True)
class Bearer:
    """A page that bears a link, and how the link stands there."""

    target: int
    target_url: str
    page: int
    text: str
    region: str


@dataclass(frozen=True, slots=True)
class ListVersion:
    """One answer to the request for a list's page."""

    key: int
    run_id: str
    fetched_at: datetime
    sha256: str


def was_answered(fetch: Fetch) -> bool:
    """Whether the site itself gave the page: a firewall's page, an error page or half an answer is not read."""
    return fetch.failure is None and fetch.status is not None and fetch.status < 400


class HostFile:
    """Read-only door to one evidence file, as of a run: later runs are as if they had not been."""

    def __init__(self, path: Path, netloc: str, key_of: KeyOf, run_id: str | None = None) -> None:
        self.netloc = netloc
        self.key_of = key_of
        self._connection = connect(path, read_only=True)
        self._column_keys: frozenset[int] | None = None
        self._past: dict[int, tuple[str, int]] | None = None
        self._odd_files: str | None = None
        self._pictures: dict[int, tuple[datetime, str]] | None = None
        self.run_id = run_id or "\U0010ffff"
        self.fetches = {self._key(f): f for f in self._latest()}
        shown = self._all(renders.shown_sql(renders.AS_OF))
        self.pages = {row.key: row for row in self._page_rows({row[0]: row[1] for row in shown})}
        self._why_unshown = renders.why_unshown(self._connection, self.run_id, self.fetches)

    def _key(self, fetch: Fetch) -> int:
        return self.key_of(fetch.url)

    def close(self) -> None:
        """Close the file."""
        self._connection.close()

    def _all(self, sql: str, **values: object) -> list[tuple[object, ...]]:
        return self._connection.execute(sql, {"run": self.run_id, **values}).fetchall()

    def _latest(self) -> Iterator[Fetch]:
        columns = ", ".join(f"f.{name}" for name in _FETCH_COLUMNS)
        sql = f"""SELECT {columns} FROM fetch f JOIN (
          SELECT key, max(id) AS id FROM fetch WHERE run_id <= :run GROUP BY key) n ON n.id = f.id"""
        for row in self._connection.execute(sql, {"run": self.run_id}):
            yield fetch_from_row(row)

    def _page_rows(self, shown: Mapping[object, object]) -> Iterator[PageRow]:
        """``shown``: by page, the hash of what a browser showed, where that stands for the fetch."""
        sql = f"""SELECT id, key, url, kind, title, is_policy, is_interpretation, published_on, excerpt, sha256,
          kind = 'article' OR kind IN ('messages', 'service') AND coalesce(json_extract(facts, '$.as_article'), 0)
          FROM page WHERE NOT {_FIREWALL}"""
        for row in self._connection.execute(sql):
            fetch = self.fetches.get(row[1])
            if fetch is None or not was_answered(fetch):
                continue
            if shown.get(row[1], fetch.sha256) == row[9]:
                on = date.fromisoformat(row[7]) if row[7] else None
                url = fetch.url if fetch.url == row[2] else row[2]  # one text in memory, not two
                sha256 = fetch.sha256 or "" if fetch.sha256 == row[9] else row[9]
                yield PageRow(
                    row[0], row[1], url, sys.intern(row[3]), row[4] or "", bool(row[5]), bool(row[6]), on, row[8],
                    bool(row[10]), sha256,
                )  # fmt: skip

    # ------------------------------------------------------------ asking

    @property
    def connection(self) -> sqlite3.Connection:
        """The file itself, read-only: for questions to many pages at once."""
        return self._connection

    def last_run(self) -> HostRun | None:
        """The newest run of this host; one that was interrupted never counts as complete."""
        sql = """SELECT id, started_at, finished_at, coverage, pages, requests, not_modified, left_count, note
          FROM run WHERE id <= :run ORDER BY started_at DESC, id DESC LIMIT 1"""
        row = self._connection.execute(sql, {"run": self.run_id}).fetchone()
        if row is None:
            return None
        started = datetime.fromisoformat(row[1])
        if row[2] is None:
            return HostRun(row[0], started, None, "budget", note=_INTERRUPTED)
        return HostRun(row[0], started, datetime.fromisoformat(row[2]), *row[3:])

    def first_runs(self) -> set[str]:
        """The runs of the host's first crawl: interrupted and fruitless ones, and the first that came through."""
        first: set[str] = set()
        sql = "SELECT id, finished_at IS NOT NULL AND coverage IN ('complete', 'budget') FROM run ORDER BY id"
        for run_id, is_through in self._connection.execute(sql):
            first.add(run_id)
            if is_through:
                break
        return first

    def run_day(self, run_id: str) -> date | None:
        """The day a run started."""
        row = self._connection.execute("SELECT started_at FROM run WHERE id = ?", (run_id,)).fetchone()
        return datetime.fromisoformat(row[0]).date() if row else None

    def fetch(self, url: str) -> Fetch | None:
        """How the newest request of an address ended."""
        return self.fetches.get(self.key_of(url))

    def depth(self, row: PageRow) -> int:
        """Clicks from the nearest home page; 99 where no request is on record."""
        fetch = self.fetches.get(row.key)
        return fetch.depth if fetch else 99

    def page(self, url: str) -> PageRow | None:
        """The newest version of a page, if it was read."""
        return self.pages.get(self.key_of(url))

    def why_unshown(self, url: str) -> str:
        """Why a browser did not help with a page (Chinese); empty where none was called for."""
        return self._why_unshown.get(self.key_of(url), "")

    def facts(self, row: PageRow, *, links: bool = False) -> PageFacts:
        """All that was read in a page; its links only when asked for."""
        text = self._connection.execute("SELECT facts FROM page WHERE id = ?", (row.id,)).fetchone()[0]
        return load_facts(text, links_of(self._connection, row.id) if links else ())

    def all_facts(self) -> Iterator[tuple[PageRow, PageFacts]]:
        """The newest version of every page with its facts, one at a time; no links."""
        by_id = self.page_by_id()
        for page_id, text in self._connection.execute("SELECT id, facts FROM page ORDER BY id"):
            row = by_id.get(page_id)
            if row is not None:
                yield row, load_facts(text)

    def text(self, row: PageRow) -> str:
        """The main text of a page, numbers of persons masked; empty where it has none."""
        found = self._connection.execute("SELECT zstd FROM page_text WHERE page_id = ?", (row.id,)).fetchone()
        return unpacked(found[0]) if found else ""

    def body(self, row: PageRow) -> bytes:
        """The bytes that a page was read from; empty where they were not kept."""
        found = self._connection.execute("SELECT zstd FROM body WHERE sha256 = ?", (row.sha256,)).fetchone()
        return unpacked_bytes(found[0]) if found else b""

    def looks_at(self, url: str) -> int:
        """How many fetches showed a page, in this run and earlier ones."""
        return self.past_looks().get(self.key_of(url), ("", 0))[1]

    def past_looks(self) -> dict[int, tuple[str, int]]:
        """By page: when it was first fetched, and how many fetches showed it."""
        if self._past is not None:
            return self._past
        sql = """SELECT key, min(fetched_at), sum(failure IS NULL AND status IN (200, 304)) FROM fetch
          WHERE run_id <= :run GROUP BY key"""
        rows = self._connection.execute(sql, {"run": self.run_id})
        self._past = {key: (first, int(looks or 0)) for key, first, looks in rows}
        return self._past

    def picture(self, url: str, since: datetime) -> str:
        """SHA-256 of the newest screenshot of a page taken since a moment; empty where there is none."""
        if self._pictures is None:
            sql = """SELECT key, at, json_extract(data, '$.sha256') FROM observation WHERE kind = 'screenshot'
              AND run_id <= :run AND json_extract(data, '$.sha256') IS NOT NULL ORDER BY id"""
            rows = self._connection.execute(sql, {"run": self.run_id})
            self._pictures = {key: (datetime.fromisoformat(at), str(sha256)) for key, at, sha256 in rows}
        at, sha256 = self._pictures.get(self.key_of(url), (since, ""))
        return sha256 if at >= since else ""

    def observations(self, kind: str) -> list[tuple[str, datetime, dict[str, Any]]]:
        """(subject, when, data) of one kind in the newest run that made any, oldest first."""
        sql = """SELECT subject, at, data FROM observation WHERE kind = :kind AND run_id = (
            SELECT max(run_id) FROM observation WHERE kind = :kind AND run_id <= :run) ORDER BY id"""
        rows = self._connection.execute(sql, {"run": self.run_id, "kind": kind})
        return [(subject, datetime.fromisoformat(at), json.loads(data)) for subject, at, data in rows]

    def main_targets(self, row: PageRow) -> set[int]:
        """Identities of all addresses that a page links to outside navigation, breadcrumb and foot."""
        sql = """SELECT s.target FROM link l JOIN link_set s ON s.id = l.link_set
          WHERE l.page_id = ? AND s.region IN ('main', 'sidebar')"""
        return {target for (target,) in self._connection.execute(sql, (row.id,))}

    def named_links(
        self, is_wanted: Callable[[str], bool], chars: int
    ) -> Iterator[tuple[str, str, list[int]]]:
        """(text, target, pages) of the links on current pages whose text is wanted and not longer; once per set of links."""
        texts = self._connection.execute(
            "SELECT DISTINCT text FROM link_set WHERE length(text) <= ?", (chars,)
        )
        wanted = {text for (text,) in texts if is_wanted(text)}
        if not wanted:
            return
        bearers: dict[int, list[int]] = {}
        current = set(self.page_by_id())
        for page_id, set_id in self._connection.execute(
            "SELECT page_id, link_set FROM link ORDER BY page_id"
        ):
            if page_id in current:
                bearers.setdefault(set_id, []).append(page_id)
        sql = "SELECT s.id, s.text, t.url FROM link_set s JOIN target t ON t.key = s.target WHERE length(s.text) <= ?"
        for set_id, text, url in self._connection.execute(sql, (chars,)):
            if text in wanted and set_id in bearers:
                yield text, url, bearers[set_id]

    def columns(self) -> list[ColumnRecord]:
        """Every column of the host, by address."""
        rows = self._all("SELECT key, url, name, path, kind, kind_from, first_run FROM column ORDER BY url")
        return [ColumnRecord(*row) for row in rows]  # type: ignore[arg-type]

    def column_keys(self) -> frozenset[int]:
        """Identities of every column of the host."""
        if self._column_keys is None:
            self._column_keys = frozenset(
                key for (key,) in self._connection.execute("SELECT key FROM column")
            )
        return self._column_keys

    def doubtful_bearers(self) -> Iterator[Bearer]:
        """Every place of a link whose target ever failed, most simply said: links worth judging."""
        sql = f"""SELECT t.key, t.url, l.page_id, s.text, s.region FROM ({_BAD_LOOKS}) bad
          JOIN target t ON t.key = bad.key JOIN link_set s ON s.target = t.key
          JOIN link l ON l.link_set = s.id ORDER BY t.url"""
        current = {row.id for row in self.pages.values()}
        for row in self._connection.execute(sql, self._doubts()):
            if row[2] in current:
                yield Bearer(*row)

    def _doubts(self) -> dict[str, str]:
        """What a question for doubtful targets is asked with: the run, and files that are not what they are called."""
        if self._odd_files is None:
            self._odd_files = json.dumps(sorted(self._find_odd_files()))
        return {"run": self.run_id, "files": self._odd_files}

    def _find_odd_files(self) -> set[int]:
        """Identities of files that are empty, or other than their names say."""
        sql = """SELECT key, subject, json_extract(data, '$.head'), json_extract(data, '$.bytes') FROM observation
          WHERE kind = 'link_check' AND run_id <= :run AND json_extract(data, '$.head') IS NOT NULL"""
        rows = self._connection.execute(sql, {"run": self.run_id})
        found = {key for key, url, head, size in rows if fault_of(url, head, size)}
        for key, fetch in self.fetches.items():
            if (
                fetch.status == 200
                and fetch.sha256
                and fault_of(fetch.url, self._head(fetch), fetch.body_bytes)
            ):
                found.add(key)
        return found

    def _head(self, fetch: Fetch) -> str | None:
        """The first bytes of a stored file that may be none, in hexadecimal; None where nothing is in doubt."""
        if "html" not in (fetch.content_type or "") and fetch.body_bytes:
            return None
        return self._head_of(fetch.sha256) if has_known_form(fetch.url) else None

    def _head_of(self, sha256: str | None) -> str | None:
        row = self._connection.execute("SELECT zstd FROM body WHERE sha256 = ?", (sha256,)).fetchone()
        return unpacked_head(row[0], _HEAD_BYTES).hex() if row else None

    def targets(self) -> Iterator[tuple[int, str]]:
        """(identity, address) of everything that pages of the host link to."""
        yield from self._connection.execute("SELECT key, url FROM target")

    def set_links(self, wanted: Container[int]) -> Iterator[tuple[int, int, str]]:
        """(set of links, target, wording) of the links to the wanted targets."""
        for link_set, target, text in self._connection.execute("SELECT id, target, text FROM link_set"):
            if target in wanted:
                yield link_set, target, text

    def page_sets(self) -> Iterator[tuple[int, int]]:
        """(version of a page, set of links) of all versions."""
        yield from self._connection.execute("SELECT page_id, link_set FROM link")

    def final_urls(self) -> dict[int, str]:
        """By target, where it led when it was last looked at; only those that led on."""
        sql = """SELECT key, json_extract(data, '$.final_url') FROM observation WHERE kind = 'link_check'
          AND run_id <= :run AND json_extract(data, '$.final_url') IS NOT NULL ORDER BY id"""
        return dict(self._connection.execute(sql, {"run": self.run_id}).fetchall())

    def run_start(self, at: datetime) -> datetime:
        """When the run began that was under way at a moment; the moment itself where none is known."""
        starts = [datetime.fromisoformat(str(text)) for (text,) in self._all("SELECT started_at FROM run")]
        return max((start for start in starts if start <= at), default=at)

    def list_versions(self, key: int) -> list[ListVersion]:
        """Every answer with a body to the request for a page, oldest first."""
        sql = """SELECT run_id, fetched_at, sha256 FROM fetch WHERE key = :key AND run_id <= :run
          AND sha256 IS NOT NULL AND failure IS NULL AND status IN (200, 304) ORDER BY id"""
        rows = self._connection.execute(sql, {"run": self.run_id, "key": key})
        return [ListVersion(key, run, datetime.fromisoformat(at), sha256) for run, at, sha256 in rows]

    def version_facts(self, version: ListVersion) -> PageFacts | None:
        """What was read in one answer; None where it was not read."""
        sql = "SELECT facts FROM page WHERE key = ? AND sha256 = ?"
        row = self._connection.execute(sql, (version.key, version.sha256)).fetchone()
        return load_facts(row[0]) if row else None

    def version_as_of(self, key: int, run_id: str) -> PageFacts | None:
        """A page as it was last read up to a run."""
        versions = [one for one in self.list_versions(key) if one.run_id <= run_id]
        return self.version_facts(versions[-1]) if versions else None

    def page_by_id(self) -> dict[int, PageRow]:
        """Pages by the id of their version."""
        return {row.id: row for row in self.pages.values()}

    def looks(self, keys: Iterable[int]) -> dict[int, list[Look]]:
        """Every attempt at these addresses, oldest first."""
        found: dict[int, list[Look]] = {}
        wanted = set(keys)
        for row in self._connection.execute(_LOOKS, self._doubts()):
            if row[0] in wanted:
                found.setdefault(row[0], []).append(self._look(row))
        return found

    def _look(self, row: Sequence[Any]) -> Look:
        key, at, status, failure, method, content_type, size, head, sha256, final_url = row
        if head is None and sha256 and status == 200 and key in self.fetches:
            head = self._head(self.fetches[key])
        return Look(
            datetime.fromisoformat(at),
            status,
            failure,
            method or "GET",
            content_type or "",
            size,
            head,
            final_url or "",
        )

    def answered(self, keys: Iterable[int]) -> set[int]:
        """Those addresses of which the newest look at a link found a page or file."""
        sql = """SELECT key, json_extract(data, '$.status'), json_extract(data, '$.failure') FROM observation
          WHERE kind = 'link_check' AND run_id <= :run AND key IN (SELECT value FROM json_each(:keys)) ORDER BY id"""
        rows = self._connection.execute(sql, {"run": self.run_id, "keys": json.dumps(sorted(set(keys)))})
        last = {key: not failure and status is not None and status < 400 for key, status, failure in rows}
        return {key for key, is_good in last.items() if is_good}

    def has_answered(self, url: str) -> bool:
        """Whether an address, at the newest request or link check, gave what it was asked for."""
        fetch = self.fetch(url)
        if fetch is not None:
            return fetch.failure is None and fetch.status == 200
        return bool(self.answered((self.key_of(url),)))

    def outside_answered(self) -> set[str]:
        """Outside hosts that answered anything at all in the newest run."""
        sql = """SELECT DISTINCT subject FROM observation WHERE kind = 'link_check' AND run_id = (
            SELECT max(run_id) FROM observation WHERE run_id <= :run) AND json_extract(data, '$.status') IS NOT NULL"""
        hosts = {str(subject).partition("://")[2].partition("/")[0] for (subject,) in self._all(sql)}
        return hosts - {self.netloc}


_LOOKS = f"""SELECT key, at, status, failure, method, content_type, bytes, head, sha256, final_url FROM (
  SELECT key, fetched_at AS at, status, failure, method, content_type, body_bytes AS bytes, NULL AS head, sha256,
    NULL AS final_url FROM fetch WHERE run_id <= :run AND method <> 'POST' AND key IN ({_BAD_LOOKS})
  UNION ALL SELECT key, at, json_extract(data, '$.status'), json_extract(data, '$.failure'),
    json_extract(data, '$.method'), json_extract(data, '$.content_type'), json_extract(data, '$.bytes'),
    json_extract(data, '$.head'), NULL, json_extract(data, '$.final_url') FROM observation
    WHERE kind = 'link_check' AND run_id <= :run AND key IN ({_BAD_LOOKS})) ORDER BY at"""
