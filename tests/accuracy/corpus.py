"""The labelled pages: third-party text, no part of the repository. ``$XUNJIAN_CORPUS``, else ``../shared/corpus``."""

from __future__ import annotations

import gzip
import json
import os
import zlib
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from crawler.extract.page import read_page
from evidence.records import PageFacts

ROOT = Path(__file__).resolve().parents[2]
CORPUS = Path(os.environ.get("XUNJIAN_CORPUS") or ROOT.parent / "shared" / "corpus")
ABSENT = f"no corpus at {CORPUS}; set XUNJIAN_CORPUS to the folder that holds manifest.jsonl"

HELD_OUT_SHARE = 3  # every third site, by a checksum of its name, is kept for the check


@dataclass(frozen=True)
class Saved:
    """A saved page: its bytes, what is known of it and what a person read in it."""

    known: dict[str, Any]
    label: dict[str, Any]
    body: bytes

    @property
    def name(self) -> str:
        return str(self.known["id"])

    @property
    def url(self) -> str:
        return self.known.get("url") or ""

    @property
    def family(self) -> str:
        return str(self.known["cms"])

    @property
    def held_out(self) -> bool:
        return zlib.crc32(str(self.known["site"]).encode()) % HELD_OUT_SHARE == 0

    def read_text(self) -> str:
        """The page as text, in its real charset."""
        return self.body.decode(str(self.known["encoding"]), "replace")

    def read(self, *, platforms: bool = True) -> PageFacts:
        """What the readers make of it."""
        return read_page(self.body, self.url, self.known.get("content_type"), platforms=platforms)


def is_present() -> bool:
    """Whether the corpus is at hand."""
    return (CORPUS / "manifest.jsonl").is_file()


@cache
def pages() -> tuple[Saved, ...]:
    """Every page of the corpus."""
    labels = {line["id"]: line for line in _lines("labels.jsonl")}
    return tuple(
        Saved(known, labels.get(known["id"], {}), gzip.decompress((CORPUS / known["file"]).read_bytes()))
        for known in _lines("manifest.jsonl")
    )


def _lines(name: str) -> list[dict[str, Any]]:
    return [json.loads(line) for line in (CORPUS / name).read_text("utf-8").splitlines() if line.strip()]
