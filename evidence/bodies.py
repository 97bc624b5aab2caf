"""One stored body, without opening all of a host's evidence: safe beside a crawl that is writing."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from pathlib import Path

import zstandard

from evidence.errors import StorageError
from evidence.store import MAX_BODY_BYTES, connect


def newest_body(path: Path, key: int) -> bytes | None:
    """The newest body kept of an address; None where there is none, or the file cannot be read now."""
    if not path.exists():
        return None
    sql = """SELECT b.zstd FROM fetch f JOIN body b ON b.sha256 = f.sha256
      WHERE f.key = ? AND f.status = 200 AND f.failure IS NULL ORDER BY f.id DESC LIMIT 1"""
    try:
        with closing(connect(path, read_only=True)) as connection:
            row = connection.execute(sql, (key,)).fetchone()
    except (StorageError, sqlite3.Error):
        return None
    return zstandard.ZstdDecompressor().decompress(row[0], max_output_size=MAX_BODY_BYTES) if row else None
