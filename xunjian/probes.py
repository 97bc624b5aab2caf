"""Table ``probe`` of ``xunjian.sqlite``: availability samples, written hourly beside whatever else is running."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Mapping
from datetime import UTC, date, datetime, time, timedelta
from urllib.parse import urlsplit
from zoneinfo import ZoneInfo

from evidence.errors import StorageError
from evidence.units import Sample
from xunjian.memory import Memory

KEEP_DAYS = 400
SHOWN_DAYS = 8  # before the monitoring day: what a week's window can ask for
BUSY_MS = 60_000  # a run that is writing its result is waited for
OUTAGE = "outage"  # instead of a failure: nobody answered, so it was our own network

_COLUMNS = {
    "round": str, "url": str, "at": str, "status": int, "failure": str, "elapsed_ms": int, "egress": str,
    "control": int,
}  # fmt: skip


class Probes(Memory):
    """The samples on record; needs no lock: rows are only added, and old ones pruned."""

    def _create(self) -> None:
        self._db.execute(f"PRAGMA busy_timeout = {BUSY_MS}")
        self._db.enable_wal()
        table = self._db.table("probe")
        table.create(_COLUMNS, if_not_exists=True)
        table.create_index(["url", "at"], if_not_exists=True)

    def add(
        self, at: datetime, samples: Iterable[Sample], *, control: bool | None = None, egress: str = ""
    ) -> None:
        """Append the round that began at ``at`` and forget what is older than ``KEEP_DAYS``: all of it or nothing.

        ``control``: whether the world outside answered, where that was in doubt.
        """
        told = None if control is None else int(control)
        rows = [
            (
                at.isoformat(), one.url, one.at.isoformat(), one.status, one.failure, one.elapsed_ms,
                egress or None,
                told,
            )
            for one in samples
        ]  # fmt: skip
        oldest = (at - timedelta(days=KEEP_DAYS)).astimezone(UTC).isoformat()
        connection = self._db.conn
        try:
            connection.execute("BEGIN IMMEDIATE")
            connection.executemany(f"INSERT INTO probe VALUES ({', '.join('?' * len(_COLUMNS))})", rows)
            connection.execute("DELETE FROM probe WHERE at < ?", [oldest])
            connection.commit()
        except sqlite3.Error as error:
            connection.rollback()
            raise StorageError(f"{self.path}: cannot write ({error}); check disk space") from error

    def before(self, as_of: date, zone: str) -> Mapping[str, tuple[Sample, ...]]:
        """Samples by home page, oldest first, until the end of the monitoring day; times in the district's zone.

        Where nobody at all answered a round, its samples bear the failure ``outage``.
        """
        place = ZoneInfo(zone)
        since = _instant(as_of - timedelta(days=SHOWN_DAYS), place)
        until = _instant(as_of + timedelta(days=1), place)
        sql = """SELECT round, url, at, status, failure, elapsed_ms, control FROM probe
          WHERE at >= ? AND at < ? ORDER BY at, url"""
        rows = self._db.execute(sql, [since, until]).fetchall()
        ours = _outages(rows)
        found: dict[str, list[Sample]] = {}
        for number, url, at, status, failure, elapsed_ms, _ in rows:
            named = OUTAGE if number in ours and failure != "robots" else failure
            moment = datetime.fromisoformat(at).astimezone(place)
            found.setdefault(url, []).append(Sample(url, moment, status, named, elapsed_ms))
        return {url: tuple(samples) for url, samples in found.items()}


def _instant(day: date, place: ZoneInfo) -> str:
    return datetime.combine(day, time(), place).astimezone(UTC).isoformat()


def _outages(rows: list[tuple[str, str, str, int | None, str | None, int, int | None]]) -> set[str]:
    """Rounds in which no host at all answered: of several, or of one while the world outside did not either."""
    hosts: dict[str, set[str]] = {}
    answered: set[str] = set()
    offline: set[str] = set()
    for number, url, _, status, failure, _, control in rows:
        if failure == "robots":
            continue
        hosts.setdefault(number, set()).add(urlsplit(url).netloc.lower())
        if status is not None:
            answered.add(number)
        if control == 0:
            offline.add(number)
    return {n for n, netlocs in hosts.items() if n not in answered and (len(netlocs) > 1 or n in offline)}
