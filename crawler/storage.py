"""Opens host files with this program's URL identity and extractor version."""

from __future__ import annotations

from pathlib import Path

from crawler.extract.links import url_key
from evidence.store import HostStore, file_for

EXTRACTOR_VERSION = "5"
"""Raised whenever reading changes: stored bodies are then read again before they are judged."""


def open_store(data: Path, netloc: str) -> HostStore:
    """The writer of one host's evidence file. Raises StorageError."""
    return HostStore(file_for(data, netloc), netloc, url_key, EXTRACTOR_VERSION)
