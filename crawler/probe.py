"""Availability samples (可用性探测): every home page asked for once, as a reader would wait for it."""

from __future__ import annotations

import http.client
import socket
import ssl
import threading
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from time import monotonic, sleep
from urllib.parse import urlsplit

from crawler.asks.dns import CONTROLS
from crawler.asks.tls import answers
from crawler.extract.challenge import blocked_by
from crawler.extract.links import normalise, url_key
from crawler.robots import Robots
from evidence.bodies import newest_body
from evidence.domains import netloc_of
from evidence.names import Names
from evidence.records import Config, Site
from evidence.store import file_for
from evidence.units import Sample

TIMEOUT_S = 20.0  # the standards ask whether a page opens within 15 s
ROUND_S = 600.0  # a round must be over long before the next begins
HOSTS_AT_ONCE = 16
MAX_HOPS = 5
MAX_BYTES = 8 * 1024 * 1024
SILENT_ROW = 3  # a host that did not answer so often in a row is not asked for its other home pages
_REDIRECTS = (301, 302, 303, 307, 308)


@dataclass(frozen=True, slots=True)
class Round:
    """One sample of every home page; ``control``: whether the world outside answered, where that was in doubt."""

    at: datetime
    samples: tuple[Sample, ...]
    control: bool | None = None


def probe(
    sites: Sequence[Site],
    *,
    names: Names | None = None,
    allowed: Callable[[Site], bool] = lambda _: True,
    timeout_s: float = TIMEOUT_S,
    round_s: float = ROUND_S,
) -> Round:
    """Ask for every home page once: hosts side by side, the pages of one host one after another in its pace.

    ``allowed``: whether robots.txt lets us ask. Never raises for what a site does.
    """
    at, until_s = datetime.now(UTC), monotonic() + round_s
    by_host: dict[str, dict[str, Site]] = {}
    for site in sorted(sites, key=lambda site: not site.whole_host):
        by_host.setdefault(netloc_of(site.url), {}).setdefault(site.url, site)
    with ThreadPoolExecutor(HOSTS_AT_ONCE) as pool:
        asked = [
            pool.submit(_host, tuple(one.values()), names, allowed, timeout_s, until_s)
            for one in by_host.values()
        ]
        samples = tuple(sample for future in asked for sample in future.result())
    return Round(at, samples, _control(samples, names))


def probe_config(config: Config, data: Path, names: Names | None = None) -> Round:
    """One sample of every home page of a configuration, each site once; robots.txt as the last crawl found it."""
    sites = {site.url: site for unit in config.units for site in unit.sites if not site.whole_host}
    sites |= {site.url: site for unit in config.units for site in unit.sites if site.whole_host}
    return probe(tuple(sites.values()), names=names, allowed=lambda site: _allowed(site, data))


def _allowed(site: Site, data: Path) -> bool:
    """Whether the robots.txt of the last crawl lets the home page be asked for."""
    parts = urlsplit(site.url)
    body = newest_body(
        file_for(data, parts.netloc.lower()), url_key(f"{parts.scheme}://{parts.netloc.lower()}/robots.txt")
    )
    return body is None or Robots.read(body, site.crawl.user_agent).allows(site.url)


def _control(samples: Sequence[Sample], names: Names | None) -> bool | None:
    """Where one host is all there is and it does not answer, somebody else tells whether that is our own network."""
    asked = [sample for sample in samples if sample.failure != "robots"]
    is_alone = len({netloc_of(sample.url) for sample in asked}) == 1
    if names is not None or not is_alone or any(sample.status is not None for sample in asked):
        return None
    return answers(CONTROLS)


def _host(
    sites: Sequence[Site],
    names: Names | None,
    allowed: Callable[[Site], bool],
    timeout_s: float,
    until_s: float,
) -> list[Sample]:
    """The home pages of one host, those of its owner first."""
    found: list[Sample] = []
    silent = 0
    for site in sites:
        if monotonic() > until_s or silent >= SILENT_ROW:
            break
        if found:
            sleep(1 / site.crawl.requests_per_second)
        sample = take(site, names, timeout_s) if allowed(site) else _unasked(site)
        silent = silent + 1 if sample.status is None and sample.failure != "robots" else 0
        found.append(sample)
    return found


def _unasked(site: Site) -> Sample:
    return Sample(site.url, datetime.now(UTC), None, "robots", 0)


def take(site: Site, names: Names | None = None, timeout_s: float = TIMEOUT_S) -> Sample:
    """One sample: until the page is there, through redirects, or ``timeout_s`` are over. To a tenth of a second."""
    at, began_s = datetime.now(UTC), monotonic()
    deadline_s = began_s + timeout_s
    status, failure = None, None
    try:
        url = site.url
        for _ in range(MAX_HOPS + 1):
            answer = _get(url, site.crawl.user_agent, names, deadline_s)
            status, failure = answer.status, answer.failure
            if answer.location is None:
                break
            url = answer.location
        else:
            failure = "garbage"  # it never ends
    except (OSError, http.client.HTTPException, ValueError) as error:
        status, failure = None, "timeout" if monotonic() >= deadline_s else _name(error)
    elapsed_ms = round((monotonic() - began_s) * 10) * 100
    return Sample(site.url, at, status, failure, elapsed_ms)


@dataclass(frozen=True, slots=True)
class _Answer:
    status: int
    failure: str | None = None
    location: str | None = None


def _get(url: str, agent: str, names: Names | None, deadline_s: float) -> _Answer:
    """One request. Raises OSError, HTTPException or ValueError."""
    parts = urlsplit(url)
    host = parts.hostname or ""
    connection = http.client.HTTPConnection(host, parts.port)
    plain = _connect(
        host, parts.port or (443 if parts.scheme == "https" else 80), parts.scheme, names, deadline_s
    )
    with _Deadline(plain, deadline_s):
        connection.sock = _secured(plain, host) if parts.scheme == "https" else plain
        try:
            path = f"{parts.path or '/'}{'?' if parts.query else ''}{parts.query}"
            headers = {
                "Host": parts.netloc.rpartition("@")[2],
                "User-Agent": agent,
                "Accept": "text/html,*/*;q=0.8",
            }
            connection.request("GET", path, headers=headers | {"Accept-Language": "zh-CN,zh;q=0.9"})
            answer = _read(connection.getresponse(), url)
        finally:
            connection.close()
    if monotonic() >= deadline_s:
        raise TimeoutError
    return answer


def _connect(host: str, port: int, scheme: str, names: Names | None, deadline_s: float) -> socket.socket:
    """Raises OSError."""
    address = host
    if names is not None:
        known = names.find(host)
        found = next(iter((*known.addresses, *known.aaaa)), None) if known else None
        if known is None or found is None:
            raise socket.gaierror(socket.EAI_NONAME, f"no such name: {host}")
        address = found
        port = known.tls_port or port if scheme == "https" and port == 443 else port
    left_s = deadline_s - monotonic()
    if left_s <= 0:
        raise TimeoutError
    connected = socket.create_connection((address, port), left_s)
    connected.settimeout(max(0.01, deadline_s - monotonic()))
    return connected


def _secured(plain: socket.socket, host: str) -> ssl.SSLSocket:
    """Whether its certificate holds is another question: here only whether the page opens."""
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT)
    context.check_hostname = False
    context.verify_mode = ssl.CERT_NONE
    try:
        return context.wrap_socket(plain, server_hostname=host)
    except BaseException:
        plain.close()
        raise


def _read(response: http.client.HTTPResponse, url: str) -> _Answer:
    location = response.headers.get("Location") if response.status in _REDIRECTS else None
    target = normalise(location, url) if location else None
    if target:
        return _Answer(response.status, None, target)
    body = response.read(MAX_BYTES)
    if response.length and len(body) < MAX_BYTES and not _is_whole(body):
        raise http.client.IncompleteRead(body, response.length)
    mark = blocked_by(response.status, {}, body)
    return _Answer(response.status, "blocked" if mark else None)


def _is_whole(body: bytes) -> bool:
    """Old servers announce wrong lengths for whole pages, and browsers show those."""
    tail = body[-200:].lower()
    return b"</html" in tail or b"</body" in tail


class _Deadline:
    """Ends a connection when its time is over, however slowly it trickles."""

    def __init__(self, connected: socket.socket, deadline_s: float) -> None:
        self._connected = connected.dup()
        self._timer = threading.Timer(max(0.0, deadline_s - monotonic()), self._end)
        self._timer.daemon = True

    def _end(self) -> None:
        with suppress(OSError):
            self._connected.shutdown(socket.SHUT_RDWR)

    def __enter__(self) -> None:
        self._timer.start()

    def __exit__(self, *_: object) -> None:
        self._timer.cancel()
        self._timer.join()
        self._connected.close()


def _name(error: Exception) -> str:
    """One of records.FAILURES."""
    if isinstance(error, socket.gaierror):
        return "dns"
    if isinstance(error, TimeoutError):
        return "timeout"
    if isinstance(error, ssl.SSLError):
        return "tls"
    if isinstance(error, http.client.RemoteDisconnected | http.client.IncompleteRead):
        return "reset"
    if isinstance(error, ConnectionResetError | BrokenPipeError):
        return "reset"
    return "refused" if isinstance(error, OSError) else "garbage"
