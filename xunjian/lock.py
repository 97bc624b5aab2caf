"""One run at a time for one data directory."""

from __future__ import annotations

import fcntl
import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from evidence.errors import LockedError, StorageError


@contextmanager
def data_lock(data: Path) -> Iterator[None]:
    """Hold the data directory; the lock goes with the process, however it ends.

    Raises LockedError when another run holds it, StorageError when the directory cannot be written.
    """
    path = data / "lock"
    try:
        data.mkdir(parents=True, exist_ok=True)
        handle = path.open("a+")
    except OSError as error:
        raise StorageError(
            f"{data}: cannot write the data directory ({error.strerror}); give another with --data"
        ) from error
    with handle:
        try:
            fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError as error:
            handle.seek(0)
            raise LockedError(
                f"{path}: another run holds the lock ({handle.read().strip()}); wait for it"
            ) from error
        handle.truncate(0)
        handle.write(f"process {os.getpid()}")
        handle.flush()
        yield
