"""Serves the demo district on loopback: one port for each host, threads, keep-alive, no log."""

from collections.abc import Iterator
from contextlib import ExitStack, contextmanager, suppress
from dataclasses import dataclass
from datetime import date
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from socket import SHUT_RDWR, socket
from ssl import PROTOCOL_TLS_SERVER, SSLContext
from tempfile import TemporaryDirectory
from threading import Thread
from time import sleep
from typing import Any
from urllib.parse import parse_qsl, unquote

from demo.certificates import make_authority
from demo.district import HOSTS, NAMED_HOSTS, build
from demo.model import District, Reply, Request
from demo.names import certificate, domains, names
from evidence.names import Names

ADDRESS = "127.0.0.1"
IDLE_SECONDS = 5.0
__all__ = ["HOSTS", "Serving", "serve"]


@dataclass(frozen=True, slots=True)
class Serving:
    """A district that answers: `origins` by host, like "http://127.0.0.1:18101".

    `names`: where the names of named sites live; None where no site is named.
    """

    origins: dict[str, str]
    district: District
    names: Names | None = None


class _Server(ThreadingHTTPServer):
    """One host; `district` and `host` are set before the first request is read."""

    daemon_threads = False
    block_on_close = True
    allow_reuse_address = True
    request_queue_size = 128
    district: District
    host: str

    def __init__(self, port: int) -> None:
        self.open: set[socket] = set()  # first: a port that is taken closes the server at once
        super().__init__((ADDRESS, port), _Handler)

    def speak_tls(self, certificate: Path) -> None:
        """Speak TLS with a certificate and its key; the handshake is left to the thread of each connection."""
        context = SSLContext(PROTOCOL_TLS_SERVER)
        context.load_cert_chain(certificate)
        self.socket = context.wrap_socket(self.socket, server_side=True, do_handshake_on_connect=False)

    def process_request(self, request: Any, client_address: Any) -> None:
        """Remember the connection, to end it when the server closes."""
        self.open.add(request)
        super().process_request(request, client_address)

    def shutdown_request(self, request: Any) -> None:
        """Forget the connection."""
        self.open.discard(request)
        super().shutdown_request(request)

    def server_close(self) -> None:
        """Hang up on clients that keep their connection alive, then wait for their threads."""
        for connection in tuple(self.open):
            with suppress(OSError):
                connection.shutdown(SHUT_RDWR)
        super().server_close()

    def handle_error(self, request: Any, client_address: Any) -> None:
        """Stay quiet when a client hangs up."""


class _Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    server_version = "demo"
    timeout = IDLE_SECONDS
    disable_nagle_algorithm = True
    wbufsize = -1

    def do_GET(self) -> None:
        self._send(self._answer(b""))

    def do_HEAD(self) -> None:
        self._send(self._answer(b""), bodiless=True)

    def do_POST(self) -> None:
        self._send(self._answer(self.rfile.read(int(self.headers.get("Content-Length") or 0))))

    def log_message(self, format: str, *args: Any) -> None:
        """Write nothing."""

    def _answer(self, body: bytes) -> Reply:
        server = self.server
        assert isinstance(server, _Server)
        target = self.path.partition("#")[0]
        path, _, query = target.partition("?")
        form = dict(parse_qsl(body.decode("utf-8", "replace"), keep_blank_values=True))
        asked = dict(parse_qsl(query, keep_blank_values=True))
        return server.district.answer(server.host, Request(self.command, target, unquote(path), asked, form))

    def _send(self, reply: Reply, bodiless: bool = False) -> None:
        if reply.wait_s:
            sleep(reply.wait_s)
        self.send_response(reply.status)
        for name, value in reply.headers.items():
            if name != "Server":
                self.send_header(name, value)
        self.send_header("Content-Length", str(len(reply.body)))
        self.end_headers()
        if not bodiless:
            self.wfile.write(reply.body)


def _listen(port: int) -> _Server:
    """Listen on the wanted port, or on any free one when it is taken."""
    try:
        return _Server(port)
    except OSError:
        return _Server(0)


@contextmanager
def serve(as_of: date, first_port: int = 18101, *, named: bool = False) -> Iterator[Serving]:
    """Serve the district until the block ends; consecutive ports where these are free (0: any).

    `named`: the portal and the sites of NAMED_HOSTS are known by names (域名), which only `Serving.names` resolves.
    """
    with ExitStack() as stack:
        hosts = (*HOSTS, *NAMED_HOSTS) if named else HOSTS
        servers = {
            host: stack.enter_context(_listen(first_port + number if first_port else 0))
            for number, host in enumerate(hosts)
        }
        called = {host: domain.name for host, domain in domains().items()} if named else {}
        origins = {host: f"http://{called.get(host, ADDRESS)}:{_port(servers[host])}" for host in hosts}
        secure = stack.enter_context(_secured()) if named else None
        district = build(as_of, origins)
        for host, server in [*servers.items(), *(secure.servers.items() if secure else ())]:
            _start(stack, server, district, host)
        yield Serving(origins, district, secure.names if secure else None)


@dataclass(frozen=True, slots=True)
class _Secured:
    servers: dict[str, _Server]
    names: Names


@contextmanager
def _secured() -> Iterator[_Secured]:
    """Servers that speak TLS, each with the certificate of its host, and the table of names."""
    with ExitStack() as stack:
        authority = make_authority(Path(stack.enter_context(TemporaryDirectory(prefix="xunjian-demo-"))))
        servers = {}
        for host, domain in domains().items():
            shown = certificate(authority, domain)
            if shown:
                servers[host] = stack.enter_context(_listen(0))
                servers[host].speak_tls(shown)
        ports = {host: _port(server) for host, server in servers.items()}
        yield _Secured(servers, names(ports, authority.ca_file))


def _port(server: _Server) -> int:
    return int(server.server_address[1])


def _start(stack: ExitStack, server: _Server, district: District, host: str) -> None:
    """Answer in a thread until the stack is unwound."""
    server.district, server.host = district, host
    thread = Thread(
        target=server.serve_forever, kwargs={"poll_interval": 0.05}, name=f"demo-{host}", daemon=True
    )
    thread.start()
    stack.callback(thread.join)
    stack.callback(server.shutdown)
