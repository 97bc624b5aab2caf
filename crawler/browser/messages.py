"""What the crawler tells its browser process and what it hears back: one JSON object a line."""

from __future__ import annotations

import json
from dataclasses import asdict, dataclass, field
from typing import Any, Self


@dataclass(frozen=True, slots=True)
class Order:
    """The first line: whose pages are opened, how, and by what rules. Nothing else reaches the process."""

    executable: str
    netloc: str
    user_agent: str
    robots: str  # the text of robots.txt; what it forbids a page may not ask for either
    page_s: float  # for one page, until its document is taken as it is
    max_bytes: int
    addresses: dict[str, str] = field(default_factory=dict)  # of a closed environment: by host name

    def line(self) -> bytes:
        """As one line."""
        return json.dumps(asdict(self)).encode() + b"\n"

    @classmethod
    def read(cls, line: str | bytes) -> Self:
        """From a line."""
        return cls(**json.loads(line))


@dataclass(frozen=True, slots=True)
class Ask:
    """One page to open, and what is wanted besides its document."""

    url: str
    axe: bool = False  # run axe-core on it
    picture: bool = False  # take a screenshot: then pictures of the host are loaded too

    def line(self) -> bytes:
        """As one line."""
        return json.dumps(asdict(self)).encode() + b"\n"

    @classmethod
    def read(cls, line: str | bytes) -> Self:
        """From a line."""
        return cls(**json.loads(line))


@dataclass(frozen=True, slots=True)
class Shown:
    """How one page went: a document, or a failure (launch, timeout, crashed, blocked, failed)."""

    url: str
    failure: str | None = None
    detail: str = ""
    status: int | None = None
    elapsed_ms: int = 0
    requests: int = 0  # that reached the wire
    refused: int = 0  # by us: other hosts, pictures, robots.txt
    browser: str = ""
    html: str | None = None
    settled: bool = True
    data_read: int = 0
    data_failed: tuple[str, ...] = ()
    script_errors: int = 0
    axe: dict[str, Any] | None = None  # version and violations, or why there are none (error)
    png: str | None = None  # the screenshot, base64
    width: int = 0
    height: int = 0

    def line(self) -> bytes:
        """As one line."""
        return json.dumps(asdict(self)).encode() + b"\n"

    @classmethod
    def read(cls, line: str | bytes) -> Self:
        """From a line. Raises ValueError or TypeError if it is none."""
        found = cls(**json.loads(line))
        object.__setattr__(found, "data_failed", tuple(found.data_failed))
        return found
