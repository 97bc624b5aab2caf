"""Tables and views of one host's evidence file, stated once, in two strata.

Raw tables (run, fetch, body, observation) are append-only. Derived ones hold what the extractors read in
one version of a page (one body under one address) and may be dropped and rebuilt. Views are named for
what a person looks for when the file is opened with Datasette.
"""

from __future__ import annotations

import sqlite3

from sqlite_utils import Database

from evidence import full_text
from evidence.renders import shown_sql

SCHEMA_VERSION = 1

RAW = """
CREATE TABLE IF NOT EXISTS run (
  id TEXT PRIMARY KEY, started_at TEXT NOT NULL, finished_at TEXT, coverage TEXT, pages INTEGER,
  requests INTEGER, not_modified INTEGER, left_count INTEGER, note TEXT, continues TEXT);
CREATE TABLE IF NOT EXISTS fetch (
  id INTEGER PRIMARY KEY, run_id TEXT NOT NULL REFERENCES run(id), key INTEGER NOT NULL, url TEXT NOT NULL,
  fetched_at TEXT NOT NULL, method TEXT NOT NULL, status INTEGER, failure TEXT, location TEXT,
  content_type TEXT, etag TEXT, last_modified TEXT, sha256 TEXT, body_bytes INTEGER NOT NULL,
  elapsed_ms INTEGER NOT NULL, detail TEXT, depth INTEGER NOT NULL);
CREATE INDEX IF NOT EXISTS fetch_key ON fetch(key, id);
CREATE TABLE IF NOT EXISTS body (sha256 TEXT PRIMARY KEY, zstd BLOB NOT NULL, bytes INTEGER NOT NULL) WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS observation (
  id INTEGER PRIMARY KEY, run_id TEXT NOT NULL, kind TEXT NOT NULL, key INTEGER NOT NULL, subject TEXT NOT NULL,
  at TEXT NOT NULL, data TEXT NOT NULL);
CREATE INDEX IF NOT EXISTS observation_kind_key ON observation(kind, key, id);
"""

DERIVED_TABLES = (
  "page", "item", "link", "link_set", "target", "policy", "message", "guide", "page_text", "column",
)  # fmt: skip
PAGE_TABLES = ("item", "link", "policy", "message", "guide", "page_text")  # rows of one reading of one page
DERIVED = """
CREATE TABLE IF NOT EXISTS page (
  id INTEGER PRIMARY KEY, key INTEGER NOT NULL, sha256 TEXT NOT NULL, extractor TEXT NOT NULL,
  url TEXT NOT NULL, kind TEXT NOT NULL, platform TEXT NOT NULL, title TEXT, published_on TEXT,
  published_text TEXT, column_name TEXT, list_state TEXT NOT NULL, is_policy INTEGER NOT NULL,
  is_interpretation INTEGER NOT NULL, text_chars INTEGER NOT NULL, excerpt TEXT NOT NULL, links INTEGER,
  facts TEXT NOT NULL, UNIQUE(key, sha256));
CREATE TABLE IF NOT EXISTS item (
  page_id INTEGER NOT NULL REFERENCES page(id), position INTEGER NOT NULL, title TEXT NOT NULL, url TEXT,
  published_on TEXT, published_text TEXT, source TEXT, pinned INTEGER NOT NULL, PRIMARY KEY (page_id, position)
) WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS target (key INTEGER PRIMARY KEY, url TEXT NOT NULL);
CREATE TABLE IF NOT EXISTS link_set (
  id INTEGER NOT NULL, position INTEGER NOT NULL, target INTEGER NOT NULL REFERENCES target(key),
  region TEXT NOT NULL, text TEXT NOT NULL, PRIMARY KEY (id, position)) WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS link (
  page_id INTEGER NOT NULL REFERENCES page(id), link_set INTEGER NOT NULL, PRIMARY KEY (page_id, link_set)
) WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS policy (
  page_id INTEGER PRIMARY KEY REFERENCES page(id), title TEXT NOT NULL, document_number TEXT,
  published_on TEXT, interpretation_due INTEGER NOT NULL, why TEXT NOT NULL);
CREATE TABLE IF NOT EXISTS message (
  page_id INTEGER NOT NULL REFERENCES page(id), position INTEGER NOT NULL, title TEXT NOT NULL, url TEXT,
  asked_on TEXT, asked_text TEXT, answered_on TEXT, answered_text TEXT, is_answered INTEGER, status TEXT NOT NULL,
  PRIMARY KEY (page_id, position)) WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS guide (
  page_id INTEGER NOT NULL REFERENCES page(id), element TEXT NOT NULL, text TEXT NOT NULL,
  PRIMARY KEY (page_id, element)) WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS page_text (page_id INTEGER PRIMARY KEY REFERENCES page(id), zstd BLOB NOT NULL);
CREATE TABLE IF NOT EXISTS column (
  key INTEGER PRIMARY KEY, url TEXT NOT NULL, name TEXT NOT NULL, path TEXT NOT NULL, kind TEXT NOT NULL,
  kind_from TEXT NOT NULL, found_on TEXT NOT NULL, first_run TEXT NOT NULL, last_run TEXT NOT NULL,
  newest_on TEXT, item_count INTEGER NOT NULL, state TEXT NOT NULL);
"""

_LATEST = """SELECT p.* FROM (
  SELECT key, max(id) AS id FROM fetch WHERE sha256 IS NOT NULL GROUP BY key) newest
  JOIN fetch f ON f.id = newest.id LEFT JOIN rendered_pages r ON r.key = newest.key
  JOIN page p ON p.key = newest.key AND p.sha256 = coalesce(r.sha256, f.sha256)"""

VIEWS = {
    "rendered_pages": shown_sql(),
    "latest_pages": _LATEST,
    "columns_by_age": """SELECT name, kind, newest_on, item_count, state, url FROM column
      ORDER BY newest_on IS NOT NULL, newest_on""",
    "policies_and_interpretations": """SELECT policy.title, policy.document_number, policy.published_on,
      policy.interpretation_due, policy.why, i.title AS interpretation, i.published_on AS interpreted_on,
      p.url, i.url AS interpretation_url
      FROM policy JOIN latest_pages p ON p.id = policy.page_id
      LEFT JOIN latest_pages i ON i.is_interpretation = 1 AND i.id <> p.id AND (
        instr(i.title, CASE WHEN policy.title LIKE '%《_%》%' THEN substr(policy.title, instr(policy.title, '《') + 1,
          instr(policy.title, '》') - instr(policy.title, '《') - 1) ELSE policy.title END) > 0
        OR EXISTS (SELECT 1 FROM link l JOIN link_set s ON s.id = l.link_set AND s.region = 'main'
          WHERE l.page_id = p.id AND s.target = i.key OR l.page_id = i.id AND s.target = p.key))
      ORDER BY policy.published_on DESC""",
    "messages_by_age": """SELECT m.title, m.asked_on, m.answered_on, m.is_answered, m.status, m.url, p.url AS page
      FROM message m JOIN latest_pages p ON p.id = m.page_id ORDER BY m.is_answered IS 1, m.asked_on""",
    "guides_by_elements": """SELECT p.title, count(*) AS elements, group_concat(g.element, ' ') AS given, p.url
      FROM guide g JOIN latest_pages p ON p.id = g.page_id GROUP BY p.id ORDER BY elements, p.url""",
    "dead_links": """SELECT t.url AS target, coalesce(last.status, last.failure) AS answered, last.fetched_at,
      p.url AS page, p.title AS page_title, s.text, s.region FROM (
        SELECT key, max(at) AS fetched_at, status, failure FROM (
          SELECT key, fetched_at AS at, status, failure FROM fetch WHERE method <> 'POST'
          UNION ALL SELECT key, at, json_extract(data, '$.status'), json_extract(data, '$.failure')
            FROM observation WHERE kind = 'link_check') GROUP BY key) last
      JOIN target t ON t.key = last.key JOIN link_set s ON s.target = t.key
      JOIN link l ON l.link_set = s.id JOIN latest_pages p ON p.id = l.page_id
      WHERE last.failure IN ('dns', 'refused', 'timeout', 'reset') OR last.failure IS NULL
        AND (last.status IN (404, 410) OR last.status >= 500 AND last.status <> 521)""",
    "fetches_by_ending": """SELECT run_id, coalesce(failure, status) AS ending, count(*) AS fetches
      FROM fetch GROUP BY run_id, ending ORDER BY run_id, fetches DESC""",
}


def create(db: Database) -> None:
    """Create what is missing: tables, indexes, the full-text index; views as they are written here."""
    for statement in (RAW + DERIVED).split(";"):
        if statement.strip():
            db.execute(statement)
    for name, sql in VIEWS.items():
        db.create_view(name, sql, replace=True)
    full_text.create(db.conn)
    db.execute(f"PRAGMA user_version = {SCHEMA_VERSION}")


def drop_derived(db: Database) -> None:
    """Empty the derived stratum; the raw one stays as it is."""
    for table in DERIVED_TABLES:
        db.execute(f"DELETE FROM [{table}]")
    db.execute("INSERT INTO page_fts(page_fts) VALUES ('delete-all')")


def tune(connection: sqlite3.Connection) -> None:
    """WAL survives a kill at any moment; a lost batch is fetched again."""
    connection.execute("PRAGMA journal_mode = WAL")
    connection.execute("PRAGMA synchronous = NORMAL")
    connection.execute("PRAGMA temp_store = MEMORY")
    connection.execute("PRAGMA busy_timeout = 5000")
