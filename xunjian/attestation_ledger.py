"""Table ``attestation`` of ``xunjian.sqlite`` and the folder ``attestations``: two records that must agree.

The folder is the document: what was handed in, and every decision, each in a file that is never changed. The table is
the ledger: what was done, when, with the record's own text and digest; rows are only added. An entry in the ledger is
the moment at which something is done: what is ready in ``.staging`` and entered there is put in its place by whoever
comes next, what is not entered is removed. So a process that is killed leaves all of a thing or nothing.
"""

from __future__ import annotations

import fcntl
import os
import shutil
import sqlite3
import time
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from typing import IO

from evidence.errors import LockedError, StorageError, UsageError
from xunjian.attestation_files import digest, is_folder, make_folder, sync_folder, write_whole
from xunjian.attestation_records import Filing, Record, decision_name, name_of, to_toml
from xunjian.memory import Memory

FOLDER = "attestations"
WAIT_S = 60.0  # for another filing: it holds the lock only while it copies what was read and looked at
BUSY_MS = 60_000  # a run that is writing its result is waited for
_PAUSE_S = 0.05
_STAGING = ".staging"
_COLUMNS = {
    "unit": str, "task": str, "number": int, "seq": int, "state": str, "at": str, "entered_by": str, "sha256": str,
    "record": str,
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Entry:
    """One line of the ledger: ``seq`` 0 a filing, from 1 its decisions; ``record`` the text of its file."""

    unit: str
    task: str
    number: int
    seq: int
    state: str  # submitted | accepted | rejected
    at: str
    entered_by: str
    sha256: str
    record: str


def entry_of(record: Record, text: str, entered_by: str = "") -> Entry:
    """The line of a record with its text; ``entered_by``: who entered it, where that is not who made it."""
    if isinstance(record, Filing):
        seq, state = 0, "submitted"
    else:
        seq, state = record.seq, "accepted" if record.accepted else "rejected"
    return Entry(
        record.unit, record.task, record.number, seq, state, record.at.isoformat(), entered_by or record.by,
        digest(text.encode()), text,
    )  # fmt: skip


class Ledger(Memory):
    """The ledger and the folder of one data directory, held together; see ``opened``."""

    def __init__(self, data: Path) -> None:
        self.folder = data / FOLDER
        super().__init__(data)

    def _create(self) -> None:
        self._db.execute(f"PRAGMA busy_timeout = {BUSY_MS}")
        self._db.enable_wal()
        key = ("unit", "task", "number", "seq")
        self._db.table("attestation").create(_COLUMNS, pk=key, not_null=set(_COLUMNS), if_not_exists=True)
        for what in ("UPDATE", "DELETE"):
            self._db.execute(
                f"CREATE TRIGGER IF NOT EXISTS attestation_no_{what.lower()} BEFORE {what} ON attestation "
                "BEGIN SELECT RAISE(ABORT, 'attestations are only added'); END"
            )

    # ------------------------------------------------------------ the table

    def entries(self) -> list[Entry]:
        """All lines, each attestation's together, its filing first."""
        rows = self._db.execute(
            f"SELECT {', '.join(_COLUMNS)} FROM attestation ORDER BY unit, task, number, seq"
        )
        return [Entry(*row) for row in rows.fetchall()]

    def of(self, unit: str, task: str, number: int) -> list[Entry]:
        """The lines of one attestation, its filing first."""
        return [e for e in self.entries() if (e.unit, e.task, e.number) == (unit, task, number)]

    def add(self, *entries: Entry) -> None:
        """Enter all of them or none. Raises StorageError."""
        connection = self._db.conn
        rows = [tuple(getattr(entry, name) for name in _COLUMNS) for entry in entries]
        try:
            connection.execute("BEGIN IMMEDIATE")
            connection.executemany(f"INSERT INTO attestation VALUES ({', '.join('?' * len(_COLUMNS))})", rows)
            connection.commit()
        except sqlite3.Error as error:
            with suppress(sqlite3.Error):
                connection.rollback()
            raise StorageError(f"{self.path}: cannot write ({error}); check disk space") from error

    # ------------------------------------------------------------ the folder

    def place(self, unit: str, task: str, number: int) -> Path:
        """The folder of one attestation."""
        return self.folder / unit / task / f"{number:04d}"

    def next_number(self, unit: str, task: str) -> int:
        """One above all that the ledger or the folder has ever held for this task of this unit."""
        known = [entry.number for entry in self.entries() if (entry.unit, entry.task) == (unit, task)]
        home = self.folder / unit / task
        there = [int(path.name) for path in home.iterdir() if path.name.isdecimal()] if home.is_dir() else []
        return max((*known, *there), default=0) + 1

    def put(self, record: Record, fill: Callable[[Path], None] | None = None) -> Path:
        """Store a record, and what ``fill`` writes into its folder: whole, or not at all. Returns where it lies.

        Raises StorageError when the disk is full, and what ``fill`` raises: then nothing is left.
        """
        entry = entry_of(record, to_toml(record))
        staged = self.folder / _STAGING / entry.sha256
        try:
            self._stage(entry, name_of(record), staged, fill)
            self.add(entry)
        except BaseException as error:
            if not self._is_entered(entry):
                shutil.rmtree(staged, ignore_errors=True)
            if isinstance(error, OSError):
                raise StorageError(
                    f"{self.folder}: cannot write ({error.strerror}); nothing was filed; check disk space"
                ) from error
            raise
        try:
            return self._put_in_place(entry, staged)
        except OSError as error:
            raise StorageError(
                f"{staged}: filed, but cannot be moved ({error.strerror}); check the disk, then: xunjian attest --list"
            ) from error

    def _stage(self, entry: Entry, name: str, staged: Path, fill: Callable[[Path], None] | None) -> None:
        """Write everything beside its place, and see it on the disk."""
        for part in (entry.unit, entry.task):
            if part.startswith(".") or "/" in part or "\\" in part:
                raise UsageError(f"{part!r}: cannot name a folder; give the unit or task another id")
        for folder in (staged.parent, self.folder / entry.unit, self.folder / entry.unit / entry.task):
            make_folder(folder)
        staged.mkdir()
        write_whole(staged / name, entry.record.encode())
        if fill is not None:
            fill(staged)
        sync_folder(staged)
        sync_folder(staged.parent)

    def _is_entered(self, entry: Entry) -> bool:
        """Whether the ledger has it; where it cannot be asked, it may."""
        try:
            return any(known.sha256 == entry.sha256 for known in self.entries())
        except sqlite3.Error:
            return True

    def _put_in_place(self, entry: Entry, staged: Path) -> Path:
        """Move what is entered to where it belongs; a decision's file joins the folder of its attestation."""
        place = self.place(entry.unit, entry.task, entry.number)
        if entry.seq == 0:
            staged.rename(place)
        else:
            name = decision_name(entry.seq)
            (staged / name).rename(place / name)
            staged.rmdir()
            sync_folder(place)
        sync_folder(place.parent)
        return place

    def settle(self) -> None:
        """End what a killed process began: put in place what is entered, remove what is not."""
        staging = self.folder / _STAGING
        if not is_folder(staging):
            return
        entered = {entry.sha256: entry for entry in self.entries()}
        for staged in sorted(staging.iterdir()):
            entry = entered.get(staged.name)
            if entry is not None and self._is_awaited(entry, staged):
                self._put_in_place(entry, staged)
            elif is_folder(staged):
                shutil.rmtree(staged)
            else:
                staged.unlink()

    def _is_awaited(self, entry: Entry, staged: Path) -> bool:
        place = self.place(entry.unit, entry.task, entry.number)
        if entry.seq == 0:
            return is_folder(place.parent) and not os.path.lexists(place)
        name = decision_name(entry.seq)
        return is_folder(place) and not os.path.lexists(place / name) and (staged / name).is_file()


@contextmanager
def opened(data: Path, *, must_wait: bool = True) -> Iterator[Ledger]:
    """The ledger, settled, while nobody else holds it; never waits for a run (its lock is another).

    ``must_wait`` False: a reader goes on without the lock when it is not to be had, and settles nothing.
    Raises LockedError when another filing holds it too long, StorageError when the directory cannot be written.
    """
    folder = data / FOLDER
    try:
        folder.mkdir(parents=True, exist_ok=True)
        handle = (folder / ".lock").open("a+")
    except OSError as error:
        raise StorageError(
            f"{folder}: cannot write ({error.strerror}); give another data directory with --data"
        ) from error
    with handle:
        held = _take(handle)
        if must_wait and not held:
            raise LockedError(f"{folder}: another attest has held the lock for {WAIT_S:.0f} s; wait for it")
        with closing(Ledger(data)) as ledger:
            if held:
                ledger.settle()
            yield ledger


def _take(handle: IO[str]) -> bool:
    """Whether the lock was had within the time; it goes with the process, however it ends."""
    until_s = time.monotonic() + WAIT_S
    while True:
        try:
            fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError:
            if time.monotonic() >= until_s:
                return False
            time.sleep(_PAUSE_S)
        else:
            return True
