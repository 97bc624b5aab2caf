"""``xunjian.sqlite``: runs, what they found, and what each finding's past is."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime

from pydantic import TypeAdapter

from checks.engine.history import Past
from checks.engine.model import Assessment, Finding, UnitAssessment
from evidence.errors import UsageError
from xunjian.memory import Memory

_ASSESSMENT = TypeAdapter(Assessment)
_FINDING = TypeAdapter(Finding)


class History(Memory):
    """The district's memory. Only whole-district runs enter a finding's past."""

    def _create(self) -> None:
        self._db.enable_wal()
        self._db.table("run").create(
            {"id": str, "as_of": str, "started": str, "finished": str, "whole": int, "document": str},
            pk="id", if_not_exists=True,
        )  # fmt: skip
        self._db.table("finding").create(
            {
                "run_id": str, "unit": str, "id": str, "check": str, "level": str, "certainty": str,
                "state": str, "url": str, "target": str, "message": str, "first_seen": str, "last_seen": str,
                "document": str,
            },
            pk=("run_id", "unit", "id"), if_not_exists=True,
        )  # fmt: skip

    # ------------------------------------------------------------ runs

    def new_run_id(self, started: datetime) -> str:
        """``20261123-0200``; a second run within the minute gets its seconds too."""
        plain = started.strftime("%Y%m%d-%H%M")
        taken = {row["id"] for row in self._db.table("run").rows}
        if plain not in taken:
            return plain
        return next(f"{plain}-{n:02d}" for n in range(2, 100) if f"{plain}-{n:02d}" not in taken)

    def begin(self, run_id: str, as_of: date, started: datetime, whole: bool) -> None:
        """Note that a run has started."""
        row = {"id": run_id, "as_of": as_of.isoformat(), "started": started.isoformat(), "whole": int(whole)}
        self._db.table("run").upsert(row, pk="id")

    def run(self, run_id: str | None) -> tuple[str, datetime, bool]:
        """(id, start, whole district) of a run; the newest when none is named. Raises UsageError."""
        where, values = ("id = ?", [run_id]) if run_id else ("1 = 1", [])
        rows = list(
            self._db.table("run").rows_where(where, values, order_by="started desc, id desc", limit=1)
        )
        if not rows:
            raise UsageError(f"{self.path}: no run {run_id or 'yet'}; crawl first: xunjian crawl")
        row = rows[0]
        return row["id"], datetime.fromisoformat(row["started"]), bool(row["whole"])

    # ------------------------------------------------------------ results

    def keep(self, assessment: Assessment, whole: bool) -> None:
        """Keep a run's result, replacing an earlier judgement of the same run: all of it or nothing."""
        run = assessment.run
        document = _ASSESSMENT.dump_json(assessment).decode()
        rows = [tuple(row.values()) for row in _rows(run.id, assessment.units)]
        self.begin(run.id, run.as_of, run.started, whole)
        connection = self._db.conn  # sqlite-utils would commit after each statement
        try:
            connection.execute("BEGIN IMMEDIATE")
            connection.execute("DELETE FROM finding WHERE run_id = ?", [run.id])
            connection.executemany(f"INSERT INTO finding VALUES ({', '.join('?' * 13)})", rows)
            connection.execute(
                "UPDATE run SET finished = ?, document = ? WHERE id = ?",
                [run.finished.isoformat(), document, run.id],
            )
            connection.commit()
        except BaseException:
            connection.rollback()
            raise

    def assessment(self, run_id: str | None) -> Assessment:
        """The kept result of a run; of the one judged last when none is named. Raises UsageError."""
        where = "document is not null" + (" and id = ?" if run_id else "")
        values = [run_id] if run_id else []
        rows = list(
            self._db.table("run").rows_where(where, values, order_by="finished desc, id desc", limit=1)
        )
        if not rows:
            what = f"run {run_id} has no result" if run_id else "no run has a result"
            raise UsageError(f"{self.path}: {what}; judge it first: xunjian check")
        return _ASSESSMENT.validate_json(rows[0]["document"])

    def newest_whole(self) -> Assessment | None:
        """The result of the newest judged run of the whole district."""
        where = "whole = 1 and document is not null"
        rows = list(self._db.table("run").rows_where(where, order_by="started desc, id desc", limit=1))
        return _ASSESSMENT.validate_json(rows[0]["document"]) if rows else None

    def leads(self, run_id: str) -> bool:
        """Whether a run is the newest judged one of the whole district, so that ``latest`` may show it."""
        where = "whole = 1 and document is not null"
        rows = self._db.table("run").rows_where(where, order_by="started desc, id desc", limit=1)
        return any(row["id"] == run_id for row in rows)

    def past(self, unit: str, before: str) -> dict[str, Past]:
        """What whole-district runs before ``before`` knew of a unit's findings, by id."""
        sql = """SELECT f.id, f.first_seen, f.last_seen, f.state, f.document FROM finding f
          JOIN run ON run.id = f.run_id WHERE f.unit = ? AND run.whole = 1 AND f.run_id < ?
          ORDER BY f.run_id"""
        return {
            row[0]: Past(
                date.fromisoformat(row[1]), date.fromisoformat(row[2]), row[3], _FINDING.validate_json(row[4])
            )
            for row in self._db.execute(sql, [unit, before]).fetchall()
        }


def _rows(run_id: str, units: Iterable[UnitAssessment]) -> Iterable[dict[str, object]]:
    for unit in units:
        for finding in unit.findings:
            yield {
                "run_id": run_id, "unit": unit.id, "id": finding.id, "check": finding.check,
                "level": finding.level.value, "certainty": finding.certainty, "state": finding.state,
                "url": finding.url, "target": finding.target, "message": finding.message,
                "first_seen": finding.first_seen.isoformat(), "last_seen": finding.last_seen.isoformat(),
                "document": _FINDING.dump_json(finding).decode(),
            }  # fmt: skip
