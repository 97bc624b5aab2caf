"""Loopback servers, one port a host; one port that nobody answers."""

from __future__ import annotations

import socket
import threading
import time
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field
from datetime import date
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any
from urllib.parse import parse_qsl, urlsplit

from tests.second_district.book import Answer, Book
from tests.second_district.district import build
from tests.second_district.units import HOSTS

NOT_FOUND = Answer(
    "<html lang='zh'><head><title>404</title></head><body><h1>404</h1><p>页面没有找到</p><a href='/'>返回首页</a></body></html>".encode(),
    404,
)


@dataclass
class Host:
    """What one server knows; the book is filled in when all ports are known."""

    name: str
    book: Book | None = None
    asked: dict[str, int] = field(default_factory=dict)
    lock: threading.Lock = field(default_factory=threading.Lock)

    def answer(self, target: str, form: dict[str, str]) -> Answer:
        """The answer to one address, with the query as it was asked."""
        if self.book is None:
            return NOT_FOUND
        path, _, query = target.partition("?")
        search = self.book.searches.get(self.name, {}).get(path)
        if search is not None:
            return search(form or decoded(query))
        return self.book.pages.get(self.name, {}).get(target) or self.book.fallback.get(self.name, NOT_FOUND)

    def count(self, target: str) -> int:
        with self.lock:
            self.asked[target] = self.asked.get(target, 0) + 1
            return self.asked[target]


def decoded(query: str) -> dict[str, str]:
    """Fields of a query in UTF-8 or, failing that, GBK."""
    try:
        return dict(parse_qsl(query, encoding="utf-8", errors="strict"))
    except UnicodeDecodeError:
        return dict(parse_qsl(query, encoding="gb18030", errors="replace"))


class Handler(BaseHTTPRequestHandler):
    """Answers GET, HEAD and the POST of a search form."""

    protocol_version = "HTTP/1.1"
    server: Any

    def do_GET(self) -> None:
        self._reply({})

    def do_HEAD(self) -> None:
        self._reply({})

    def do_POST(self) -> None:
        body = self.rfile.read(int(self.headers.get("Content-Length") or 0))
        self._reply(decoded(body.decode("latin-1")))

    def _reply(self, form: dict[str, str]) -> None:
        parts = urlsplit(self.path)
        target = parts.path + (f"?{parts.query}" if parts.query else "")
        answer = self.server.host.answer(target, form)
        time.sleep(answer.delay_s)
        status = answer.status
        if answer.first and self.server.host.count(target) == 1:
            status = answer.first
        if answer.get_only and self.command == "HEAD":
            status = 405
        self.send_response(status)
        self.send_header("Content-Type", answer.kind)
        self.send_header("Content-Length", str(len(answer.body)))
        if answer.location:
            self.send_header("Location", answer.location)
        self.end_headers()
        if self.command != "HEAD":
            self.wfile.write(answer.body)

    def log_message(self, format: str, *args: object) -> None:
        return


class Server(ThreadingHTTPServer):
    """A host; quiet about visitors who leave early."""

    daemon_threads = True
    request_queue_size = 128

    def __init__(self, host: Host) -> None:
        super().__init__(("127.0.0.1", 0), Handler)
        self.host = host

    def handle_error(self, request: Any, client_address: Any) -> None:
        return


@contextmanager
def served(as_of: date) -> Iterator[Book]:
    """Serve the district of that day; yields its book, with the origins in it."""
    with ExitStack() as stack:
        hosts, origins = [], {}
        for name in HOSTS:
            if name == "dead":
                origins[name] = f"http://127.0.0.1:{_silent(stack)}"
                continue
            hosts.append(Host(name))
            server = stack.enter_context(Server(hosts[-1]))
            threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.05}, daemon=True).start()
            stack.callback(server.shutdown)
            origins[name] = f"http://127.0.0.1:{server.server_port}"
        book = build(as_of, origins)
        for host in hosts:
            host.book = book
        yield book


def _silent(stack: ExitStack) -> int:
    """A port that is taken and refuses every caller."""
    taken = stack.enter_context(socket.socket())
    taken.bind(("127.0.0.1", 0))
    return int(taken.getsockname()[1])
