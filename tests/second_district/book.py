"""What the servers answer, and beside it the key: every planting writes down its own answer."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date
from pathlib import PurePosixPath
from typing import Any

KINDS = {
    ".pdf": "application/pdf", ".docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    ".xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", ".doc": "application/msword",
    ".png": "image/png", ".jpg": "image/jpeg", ".mp4": "video/mp4", ".mp3": "audio/mpeg", ".rar": "application/x-rar-compressed", ".js": "application/javascript",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Answer:
    """What a host says to one request; ``first`` is said once before it, ``delay_s`` waited every time."""

    body: bytes = b""
    status: int = 200
    kind: str = "text/html; charset=utf-8"
    delay_s: float = 0.0
    location: str = ""
    first: int = 0
    get_only: bool = False


@dataclass(frozen=True, slots=True)
class Entry:
    """One defect (or one thing that looks like one): where a finding on it may stand.

    ``also`` are other pages that show the same defect; with ``anywhere`` any page of the unit will do (a fault of a template or of a
    host). A target of None is not compared.
    """

    unit: str
    check: str
    url: str
    target: str | None = None
    also: frozenset[str] = frozenset()
    anywhere: bool = False
    why: str = ""

    @property
    def row(self) -> tuple[str, str, str, str | None]:
        return (self.unit, self.check, self.url, self.target)


Search = Callable[[dict[str, str]], Answer]


@dataclass
class Book:
    """The whole district on one day: pages by host and address, and the key."""

    as_of: date
    today: date
    origins: dict[str, str]
    pages: dict[str, dict[str, Answer]] = field(default_factory=dict)
    searches: dict[str, dict[str, Search]] = field(default_factory=dict)
    fallback: dict[str, Answer] = field(default_factory=dict)
    titles: dict[str, list[tuple[str, str]]] = field(default_factory=dict)
    planted: list[Entry] = field(default_factory=list)
    alike: list[Entry] = field(default_factory=list)
    unsure: list[Entry] = field(default_factory=list)
    tolerated: list[Entry] = field(default_factory=list)
    verdicts: dict[str, set[str]] = field(default_factory=dict)
    browser: list[Entry] = field(default_factory=list)
    browser_alike: list[Entry] = field(default_factory=list)

    def put(self, host: str, path: str, answer: Answer) -> str:
        """Serve ``answer`` under ``path``; returns its absolute address."""
        pages = self.pages.setdefault(host, {})
        if path in pages:
            raise ValueError(f"{host}{path} is taken")
        pages[path] = answer
        return self.url(host, path)

    def file(self, host: str, path: str, body: bytes, **more: Any) -> str:
        """Serve a file under the type of its extension."""
        kind = KINDS.get(PurePosixPath(path).suffix.lower(), "application/octet-stream")
        return self.put(host, path, Answer(body, kind=kind, **more))

    def url(self, host: str, path: str) -> str:
        return self.origins[host] + path
