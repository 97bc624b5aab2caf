"""How a request ended: every exception of Scrapy and Twisted as one of the named failures."""

from __future__ import annotations

from collections.abc import Iterator
from time import monotonic

from OpenSSL.SSL import Error as TlsError
from scrapy.exceptions import (
    CannotResolveHostError,
    DownloadCancelledError,
    DownloadConnectionRefusedError,
    DownloadTimeoutError,
    IgnoreRequest,
    StopDownload,
    UnsupportedURLSchemeError,
)
from scrapy.http import Headers, Request, Response
from twisted.internet.error import (
    ConnectError,
    ConnectionDone,
    ConnectionLost,
    TCPTimedOutError,
)
from twisted.python.failure import Failure
from twisted.web.client import ResponseFailed

ACCUSING = frozenset(("dns", "refused", "tls", "timeout", "reset", "garbage"))
"""Failures worth a second look: each could be a passing trouble of the network."""

# In this order: the first type that fits names the failure.
_NAMES: tuple[tuple[type[BaseException], str], ...] = (
    (CannotResolveHostError, "dns"),
    (DownloadConnectionRefusedError, "refused"),
    (DownloadTimeoutError, "timeout"),
    (TCPTimedOutError, "timeout"),
    (TlsError, "tls"),
    (DownloadCancelledError, "too_large"),  # Scrapy cancels a download for its size only
    (IgnoreRequest, "too_large"),  # likewise after decompression
    (UnsupportedURLSchemeError, "invalid_url"),
    (ConnectError, "refused"),  # no route, network unreachable: nobody took the call
    (ConnectionLost, "reset"),
    (ConnectionDone, "reset"),
    (ConnectionError, "reset"),
    (UnicodeError, "invalid_url"),  # a host name that IDNA refuses
)


def name_failure(failure: Failure) -> tuple[str, str]:
    """One of FAILURES, and what the failure said; an unknown one is garbage with its text."""
    return name_error(failure.value)


def name_error(error: BaseException | None) -> tuple[str, str]:
    """The same of an exception."""
    causes = list(_causes(error))
    said = next((str(cause) for cause in reversed(causes) if str(cause)), type(error).__name__)
    for kind, name in _NAMES:
        if any(isinstance(cause, kind) for cause in causes):
            return name, said[:300]
    return "garbage", f"{type(causes[-1]).__name__}: {said}"[:300]


def _causes(error: BaseException | None, depth: int = 0) -> Iterator[BaseException]:
    """The exception, those it was raised from, and those that Twisted wraps in a list."""
    if error is None or depth > 5:
        return
    yield error
    if isinstance(error, ResponseFailed):
        for reason in error.reasons:
            yield from _causes(reason.value, depth + 1)
    yield from _causes(error.__cause__, depth + 1)


def truncated(response: Response) -> bool:
    """Whether the answer broke off: fewer bytes than announced, and no end of a page among them.

    Old servers announce wrong lengths for whole pages, and browsers show those.
    """
    if "dataloss" not in response.flags:
        return False
    tail = response.body[-200:].lower()
    return b"</html" not in tail and b"</body" not in tail


def stop_unless_text(headers: Headers, request: Request) -> None:
    """Note when the answer began; raises StopDownload where its type is no text: its body is not wanted."""
    request.meta["headers_at"] = monotonic()
    kind = headers.get("Content-Type")
    if kind and not is_text(kind.decode("latin-1")):
        raise StopDownload(fail=False)


def is_text(content_type: str) -> bool:
    """Whether a body of this type is kept: HTML, XML, JSON, text; also what declares nothing."""
    kind = content_type.lower()
    if "officedocument" in kind:  # vnd.openxmlformats-officedocument…: a ZIP for all its name
        return False
    return not kind or any(word in kind for word in ("text", "html", "xml", "json", "javascript"))


def header(response: Response, name: str) -> str | None:
    """A header as text, None where it is absent."""
    value = response.headers.get(name)
    return value.decode("utf-8", "replace")[:1000] if value else None
