"""Errors a person can act on: one line each, with what, where and what to do."""

from __future__ import annotations

from collections.abc import Sequence


class XunjianError(Exception):
    """An error told in one line; ``exit_status`` is that of contracts §1."""

    exit_status = 5


class ConfigError(XunjianError):
    """Every complaint about the files under config/, each ``file:line: what; what to do``."""

    exit_status = 2

    def __init__(self, complaints: Sequence[str]) -> None:
        super().__init__("\n".join(complaints))
        self.complaints = tuple(complaints)


class UsageError(XunjianError):
    """A wrong argument: nothing was started."""

    exit_status = 2


class StorageError(XunjianError):
    """The data directory or an evidence file cannot be read or written."""

    exit_status = 5


class LockedError(XunjianError):
    """Another run holds the lock of this data directory."""

    exit_status = 4
