"""A directory of files that appears whole or not at all."""

from __future__ import annotations

import os
import shutil
from collections.abc import Mapping
from pathlib import Path

from evidence.errors import StorageError

MARK = "audit.json"
"""The file that tells a report from a directory somebody else keeps things in."""


def publish(files: Mapping[str, bytes], out: Path) -> None:
    """Put ``files`` (bytes by relative path) at ``out``, in place of an earlier report there.

    All is written to a hidden sibling first and then renamed, so no reader ever meets half a report.
    Raises StorageError if the place cannot be written, or if ``out`` holds something that is no report.
    """
    out = out.resolve()
    _refuse_foreign(out)
    fresh = out.with_name(f".{out.name}.new")
    try:
        shutil.rmtree(fresh, ignore_errors=True)
        _write_all(files, fresh)
        _swap(fresh, out)
    except OSError as error:
        shutil.rmtree(fresh, ignore_errors=True)
        raise StorageError(
            f"{out}: cannot write the report: {error.strerror or error}; "
            "free some space or choose another directory with --out"
        ) from error


def _refuse_foreign(out: Path) -> None:
    if not os.path.lexists(out):
        return
    if not out.is_dir():
        raise StorageError(f"{out}: is a file, not a directory; choose another directory with --out")
    if any(out.iterdir()) and not (out / MARK).is_file():
        raise StorageError(
            f"{out}: holds files but no {MARK}, so it is no report to replace; "
            "choose a new or empty directory with --out"
        )


def _write_all(files: Mapping[str, bytes], root: Path) -> None:
    root.mkdir(parents=True)
    for name, content in files.items():
        path = root / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content)


def _swap(fresh: Path, out: Path) -> None:
    """Rename ``fresh`` to ``out``; an earlier report steps aside and comes back if that fails."""
    aside = out.with_name(f".{out.name}.old")
    shutil.rmtree(aside, ignore_errors=True)
    replaced = out.is_dir()
    if replaced:
        out.replace(aside)
    try:
        fresh.replace(out)
    except OSError:
        if replaced:
            aside.replace(out)
        raise
    shutil.rmtree(aside, ignore_errors=True)
