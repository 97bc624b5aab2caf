"""Small host files written by hand: fetches, bodies and facts in the fewest words a test needs."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from hashlib import sha256
from pathlib import Path
from typing import Any

from crawler.extract.links import url_key
from evidence.records import (
    Fetch,
    HostRun,
    Item,
    Link,
    ListState,
    Observation,
    PageFacts,
    PageKind,
    Region,
    Span,
)
from evidence.store import HostStore, file_for

HOST = "www.example.gov.cn"
HOME = f"http://{HOST}/"
START = datetime(2026, 11, 20, 2, 0, tzinfo=UTC)


def at(path: str) -> str:
    """An absolute address on the host."""
    return path if "://" in path else HOME + path.lstrip("/")


def span(day: str) -> Span:
    return Span(date.fromisoformat(day), day, "row")


def item(title: str, path: str | None = None, day: str | None = None, **rest: Any) -> Item:
    return Item(title, at(path) if path else None, span(day) if day else None, **rest)


def links(*paths: str, region: Region = Region.MAIN) -> tuple[Link, ...]:
    return tuple(Link(at(path), f"链接{path}", region) for path in paths)


def facts(path: str, kind: PageKind = PageKind.OTHER, **rest: Any) -> PageFacts:
    return PageFacts(at(path), kind, "unknown", "utf-8", **rest)


def article(path: str, title: str, day: str | None = None, **rest: Any) -> PageFacts:
    return facts(path, PageKind.ARTICLE, title=title, published=span(day) if day else None, **rest)


def column(path: str, name: str, *items: Item, **rest: Any) -> PageFacts:
    state = rest.pop("list_state", ListState.ITEMS if items else ListState.EMPTY)
    return facts(path, PageKind.COLUMN, title=name, column_name=name, items=items, list_state=state, **rest)


def open_store(data: Path, netloc: str = HOST, extractor: str = "1") -> HostStore:
    return HostStore(file_for(data, netloc), netloc, url_key, extractor)


class Crawl:
    """One run of one host, recorded page by page within a ``with``; finished at the end."""

    def __init__(
        self, data: Path, run_id: str = "r1", *, netloc: str = HOST, day: int = 0, finished: bool = True,
        coverage: str = "complete",
    ) -> None:  # fmt: skip
        self.store = open_store(data, netloc)
        self.run = HostRun(run_id, START + timedelta(days=day), coverage=coverage)
        self.continues = self.store.start_run(run_id, self.run.started_at)
        self.clock = self.run.started_at
        self.finished = finished

    def __enter__(self) -> Crawl:
        return self

    def __exit__(self, *_: object) -> None:
        if self.finished:
            done = HostRun(self.run.run_id, self.run.started_at, self.clock, self.run.coverage, 3, 4, 1)
            self.store.finish_run(done)
        self.store.close()

    def tick(self) -> datetime:
        self.clock += timedelta(seconds=1)
        return self.clock

    def read(self, page: PageFacts, body: bytes | None = None, depth: int = 1) -> str:
        """A page that was answered and read; returns the hash of its body."""
        raw = body if body is not None else repr(page).encode()
        digest = sha256(raw).hexdigest()
        fetch = Fetch(page.url, self.tick(), status=200, sha256=digest, body_bytes=len(raw), depth=depth)
        self.store.record(fetch, raw, page)
        return digest

    def ended(self, path: str, status: int | None = None, failure: str | None = None, **rest: Any) -> None:
        """A request that gave no page."""
        self.store.record(Fetch(at(path), self.tick(), status=status, failure=failure, **rest), None, None)

    def looked(self, url: str, status: int | None = None, failure: str | None = None) -> None:
        """A link check."""
        data = {"status": status, "failure": failure, "method": "HEAD", "elapsed_ms": 3}
        self.store.observe(Observation("link_check", url, self.tick(), data))

    def columns(self, *rows: tuple[str, str, str]) -> None:
        """Columns as discovery would leave them: (path, name, kind)."""
        self.store.put_columns(
            [
                (
                    url_key(at(path)),
                    at(path),
                    name,
                    f'["首页", "{name}"]',
                    kind,
                    "name",
                    HOME,
                    None,
                    0,
                    "items",
                )
                for path, name, kind in rows
            ]
        )
