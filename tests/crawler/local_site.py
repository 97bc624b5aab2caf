"""A small web server of one test: routes by path, every request noted."""

from __future__ import annotations

import sqlite3
import threading
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from types import TracebackType
from typing import Self
from urllib.parse import parse_qsl

from crawler.storage import open_store
from crawler.work import crawl
from evidence.records import CrawlSettings, Fetch, Host, HostRun
from evidence.store import file_for

FAST = CrawlSettings(
    pages=300, requests_per_second=10_000, concurrency=8, timeout_seconds=1.0, render="never"
)


@dataclass
class Answer:
    """What a route answers; ``stream`` is sent after the body, without a length."""

    body: str | bytes = ""
    status: int = 200
    headers: dict[str, str] = field(default_factory=dict)
    stream: Iterable[bytes] | None = None


Route = Answer | str | Callable[["Handler"], Answer | str]


class Handler(BaseHTTPRequestHandler):
    """Answers from the site's routes; an unknown path is 404."""

    protocol_version = "HTTP/1.1"
    wbufsize = 65_536  # one packet an answer: the two of the default wait 40 ms for each other
    server: _Server
    form = ""  # what a POST sent

    @property
    def sent(self) -> dict[str, str]:
        """What was sent, in the query or as a form."""
        return dict(parse_qsl(self.form or self.path.partition("?")[2], keep_blank_values=True))

    def do_GET(self) -> None:
        self.form = ""  # one handler serves all requests of a connection
        site = self.server.site
        with site.lock:
            site.hits.append((self.command, self.path))
        route = site.routes.get(self.path.partition("?")[0], site.fallback)
        answer = route(self) if callable(route) else route
        self.reply(answer if isinstance(answer, Answer) else Answer(answer))

    do_HEAD = do_GET  # noqa: N815

    def do_POST(self) -> None:
        """A form: its text is ``form``, and is noted behind the address as if it were the query."""
        self.form = self.rfile.read(int(self.headers.get("Content-Length") or 0)).decode()
        site = self.server.site
        with site.lock:
            site.hits.append((self.command, f"{self.path}?{self.form}"))
        route = site.routes.get(self.path, site.fallback)
        answer = route(self) if callable(route) else route
        self.reply(answer if isinstance(answer, Answer) else Answer(answer))

    def reply(self, answer: Answer) -> None:
        body = answer.body.encode() if isinstance(answer.body, str) else answer.body
        self.send_response(answer.status)
        headers = {
            "Content-Type": "text/html; charset=utf-8",
            "Content-Length": str(len(body)),
        } | answer.headers
        if answer.stream is not None and "Content-Length" not in answer.headers:
            del headers["Content-Length"]
            self.close_connection = True
        for name, value in headers.items():
            self.send_header(name, value)
        self.end_headers()
        if self.command == "HEAD":
            return
        self.wfile.write(body)
        for chunk in answer.stream or ():
            self.wfile.write(chunk)
            self.wfile.flush()

    def log_message(self, *_: object) -> None:
        """Say nothing."""


class _Server(ThreadingHTTPServer):
    daemon_threads = True
    request_queue_size = 64
    site: Site

    def handle_error(self, *_: object) -> None:
        """A client that hangs up early is what some tests are about."""


class Site:
    """Serves on loopback within a ``with``."""

    def __init__(self, routes: Mapping[str, Route], *, fallback: Route | None = None) -> None:
        self.routes = dict(routes)
        self.fallback: Route = fallback or Answer("<p>404", 404)
        self.hits: list[tuple[str, str]] = []
        self.lock = threading.Lock()
        self._server = _Server(("127.0.0.1", 0), Handler)
        self._server.site = self
        self.netloc = f"127.0.0.1:{self._server.server_port}"
        self.home = f"http://{self.netloc}/"

    def __enter__(self) -> Self:
        threading.Thread(target=self._server.serve_forever, args=(0.02,), daemon=True).start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._server.shutdown()
        self._server.server_close()

    def paths(self, method: str = "GET") -> list[str]:
        """What was asked for, in order."""
        return [path for verb, path in self.hits if verb == method]


def page(*links: str, title: str = "测试页", text: str = "") -> str:
    """A page with links."""
    anchors = "".join(f'<p><a href="{link}">链接{n}</a></p>' for n, link in enumerate(links))
    return f"<html><head><title>{title}</title></head><body><div>{text}</div>{anchors}</body></html>"


def listing(*entries: tuple[str, str], title: str = "通知公告", more: str = "") -> str:
    """A column page with dated entries (address, title)."""
    rows = "".join(
        f'<li><a href="{url}">{name}</a><span>2026-11-0{n % 9 + 1}</span></li>'
        for n, (url, name) in enumerate(entries)
    )
    return f'<html><head><title>{title}</title></head><body><ul class="list">{rows}</ul>{more}</body></html>'


def run(
    *sites: Site | str,
    data: Path,
    settings: CrawlSettings = FAST,
    run_id: str = "r1",
    pause_s: float = 0.05,
    first: Mapping[str, list[str]] | None = None,
    observe: bool = False,
) -> Mapping[str, HostRun]:
    """Crawl sites (or netlocs); what is asked once per host only with ``observe``."""
    netlocs = [site if isinstance(site, str) else site.netloc for site in sites]
    hosts = [Host(netloc, (f"http://{netloc}/",), (), settings) for netloc in netlocs]
    return crawl(
        hosts,
        data,
        run_id,
        datetime.now(UTC),
        second_look_pause_s=pause_s,
        first=first,
        progress=False,
        observe=observe,
    )


def fetches(data: Path, netloc: str, run_id: str = "r1") -> list[Fetch]:
    """What a run recorded."""
    store = open_store(data, netloc)
    try:
        return list(store.fetches([run_id]))
    finally:
        store.close()


def looks(data: Path, netloc: str) -> list[tuple[str, str]]:
    """The link checks recorded: (subject, JSON)."""
    connection = sqlite3.connect(file_for(data, netloc))
    try:
        return connection.execute(
            "SELECT subject, data FROM observation WHERE kind='link_check' ORDER BY id"
        ).fetchall()
    finally:
        connection.close()
