"""``xunjian.sqlite`` as it is held open by whoever keeps something in it: runs, samples, attestations."""

from __future__ import annotations

import sqlite3
from pathlib import Path
from typing import Self

from sqlite_utils import Database

from evidence.errors import StorageError
from evidence.store import connect


class Memory:
    """The district's memory file, opened with the tables of a subclass. Raises StorageError where it is not usable."""

    def __init__(self, data: Path) -> None:
        self.path = data / "xunjian.sqlite"
        self._db = Database(connect(self.path))
        try:
            self._create()
        except sqlite3.Error as error:
            self.close()
            raise StorageError(f"{self.path}: not usable ({error}); move it away") from error

    def _create(self) -> None:
        """Make the tables that are not there yet."""
        raise NotImplementedError

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def close(self) -> None:
        """Close the file."""
        self._db.conn.close()
