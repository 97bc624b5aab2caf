"""Asks a host for its home page over HTTPS, with all that a browser would verify. Blocking, bounded in time."""

from __future__ import annotations

import errno
import http.client
import socket
import ssl
from contextlib import closing, suppress
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from functools import lru_cache
from pathlib import Path
from time import monotonic

import certifi
from cryptography import x509
from cryptography.exceptions import InvalidSignature
from cryptography.x509.oid import NameOID

from crawler.extract.challenge import blocked_by
from evidence.observed import TlsSeen

TIMEOUT_S = 10.0  # of one step: connecting, the handshake, one read
LIMIT_S = 45.0  # for all of it
BODY_BYTES = 64 * 1024  # as much of an answer as tells a firewall's page
AGAIN = ("refused", "timeout", "reset", "dns", "certificate", "protocol")
"""Failures that are looked at a second time before anybody is accused."""

EXPIRED, NOT_YET, WRONG_NAME = "expired", "not yet valid", "wrong name"
SELF_SIGNED, UNKNOWN_ISSUER = "self-signed", "unknown issuer"
"""Why a certificate does not hold; an unknown issuer may be unknown to us alone."""

PLAIN = "no TLS on this port"
_PLAIN_REASONS = ("WRONG_VERSION_NUMBER", "HTTP_REQUEST", "RECORD_LAYER_FAILURE", "PACKET_LENGTH_TOO_LONG")


@dataclass(frozen=True, slots=True)
class TlsQuestion:
    """Whom to ask for what."""

    host: str  # the name that the certificate must bear
    address: str  # where to connect to; a name is resolved
    port: int = 443
    path: str | None = "/"  # None: only the handshake, robots.txt forbids the page
    agent: str = "xunjian"
    ca_file: Path | None = None
    timeout_s: float = TIMEOUT_S


def ask_tls(question: TlsQuestion) -> TlsSeen:
    """One attempt. Never raises; whatever fails is named."""
    seen = TlsSeen(datetime.now(UTC))
    try:
        return _verified(question, seen)
    except ssl.SSLCertVerificationError as error:
        return _unverified(question, seen, error)
    except (OSError, ValueError, http.client.HTTPException) as error:
        failure, detail = _name(error)
        return replace(seen, failure=failure, detail=detail)


@lru_cache(maxsize=4)
def _context(ca_file: Path | None) -> ssl.SSLContext:
    """The issuers of the system and of certifi; in a closed environment its own alone."""
    if ca_file is not None:
        return ssl.create_default_context(cafile=str(ca_file))
    context = ssl.create_default_context()
    with suppress(OSError):
        context.load_verify_locations(certifi.where())
    return context


def _connect(question: TlsQuestion, context: ssl.SSLContext) -> ssl.SSLSocket:
    plain = socket.create_connection((question.address, question.port), question.timeout_s)
    try:
        return context.wrap_socket(plain, server_hostname=question.host)
    except BaseException:
        plain.close()
        raise


def _verified(question: TlsQuestion, seen: TlsSeen) -> TlsSeen:
    with closing(_connect(question, _context(question.ca_file))) as secure:
        der = secure.getpeercert(binary_form=True)
        until = _certificate(der).not_valid_after_utc.date() if der else None
        seen = replace(seen, verified=True, not_after=until)
        if question.path is None:
            return seen
        try:
            return _answer(question, secure, seen)
        except (OSError, http.client.HTTPException) as error:  # the handshake stands
            failure, detail = _name(error)
            return replace(seen, failure=failure, detail=detail)


def _answer(question: TlsQuestion, secure: ssl.SSLSocket, seen: TlsSeen) -> TlsSeen:
    connection = http.client.HTTPConnection(question.host, timeout=question.timeout_s)
    connection.sock = secure
    headers = {"User-Agent": question.agent, "Accept": "text/html,*/*;q=0.8", "Connection": "close"}
    connection.request("GET", question.path or "/", headers=headers)
    answer = connection.getresponse()
    mark = blocked_by(answer.status, {}, _body(answer))
    if mark:
        return replace(seen, status=answer.status, failure="blocked", detail=mark)
    location = answer.headers.get("Location") if 300 <= answer.status < 400 else None
    return replace(seen, status=answer.status, detail=f"redirects to {location}"[:300] if location else "")


def _body(answer: http.client.HTTPResponse) -> bytes:
    """The beginning of a body, in pieces, so that a trickle cannot go on for ever."""
    parts, count, until_s = [], 0, monotonic() + TIMEOUT_S
    while count < BODY_BYTES and monotonic() < until_s:
        try:
            part = answer.read1(16_384)
        except (OSError, http.client.HTTPException):
            break
        if not part:
            break
        parts.append(part)
        count += len(part)
    return b"".join(parts)


# ---------------------------------------------------------------- certificates that do not hold


def _unverified(question: TlsQuestion, seen: TlsSeen, error: ssl.SSLCertVerificationError) -> TlsSeen:
    """The certificate as it is, and what is wrong with it."""
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT)
    context.check_hostname = False
    context.verify_mode = ssl.CERT_NONE
    try:
        with closing(_connect(question, context)) as secure:
            der = secure.getpeercert(binary_form=True)
        certificate = _certificate(der) if der else None
    except (OSError, ValueError):
        certificate = None
    reason = _reason(certificate, question.host) if certificate else ""
    until = certificate.not_valid_after_utc.date() if certificate else None
    detail = reason or f"{UNKNOWN_ISSUER}: {error.verify_message}"
    return replace(seen, failure="certificate", detail=detail[:300], verified=False, not_after=until)


def _reason(certificate: x509.Certificate, host: str) -> str:
    """What is wrong with it by its own words; empty where only its issuer is in doubt."""
    now = datetime.now(UTC)
    if certificate.not_valid_after_utc < now:
        return EXPIRED
    if certificate.not_valid_before_utc > now:
        return NOT_YET
    if not any(_fits(name, host) for name in _names(certificate)):
        return WRONG_NAME
    if certificate.issuer == certificate.subject and _signed_itself(certificate):
        return SELF_SIGNED
    return ""


def _signed_itself(certificate: x509.Certificate) -> bool:
    try:
        certificate.verify_directly_issued_by(certificate)
    except (InvalidSignature, ValueError, TypeError):
        return False
    return True


def _names(certificate: x509.Certificate) -> list[str]:
    try:
        names = certificate.extensions.get_extension_for_class(x509.SubjectAlternativeName).value
    except (x509.ExtensionNotFound, ValueError):
        return [str(one.value) for one in certificate.subject.get_attributes_for_oid(NameOID.COMMON_NAME)]
    addresses = [str(address) for address in names.get_values_for_type(x509.IPAddress)]
    return [*names.get_values_for_type(x509.DNSName), *addresses]


def _fits(pattern: str, host: str) -> bool:
    """Whether a name of a certificate is that of the host; a star stands for its first label (RFC 6125)."""
    pattern, host = pattern.lower().rstrip("."), host.lower().rstrip(".")
    if pattern.startswith("*."):
        first, _, rest = host.partition(".")
        return bool(first) and rest == pattern[2:]
    return pattern == host


def _certificate(der: bytes) -> x509.Certificate:
    return x509.load_der_x509_certificate(der)


def _name(error: Exception) -> tuple[str, str]:
    """The failure's name, and what it said."""
    said = str(error)[:300]
    if isinstance(error, socket.gaierror):
        return "dns", said
    if isinstance(error, TimeoutError):
        return "timeout", said
    if isinstance(error, ssl.SSLError):
        reason = str(error.reason or "")
        if isinstance(error, ssl.SSLEOFError):
            return "reset", said
        return "protocol", PLAIN if reason in _PLAIN_REASONS else (reason or said)
    if isinstance(error, ConnectionRefusedError):
        return "refused", said
    if isinstance(error, OSError) and error.errno in (errno.EHOSTUNREACH, errno.ENETUNREACH):
        return "refused", said
    return ("reset", said) if isinstance(error, OSError) else ("protocol", said)


# ---------------------------------------------------------------- our own network


def answers(hosts: tuple[str, ...], port: int = 443, timeout_s: float = TIMEOUT_S) -> bool:
    """Whether any of these hosts takes a connection: otherwise it may be our network that lets none out."""
    for host in hosts:
        try:
            socket.create_connection((host, port), timeout_s).close()
        except OSError:
            continue
        return True
    return False


def is_settled(seen: TlsSeen) -> bool:
    """Whether one attempt says enough: nothing in it could accuse."""
    leads_back = seen.detail.startswith("redirects to http:")
    return seen.failure not in AGAIN and not (seen.status or 0) >= 400 and not leads_back


def home_path(url: str) -> str:
    """What is asked for of a home page's address: path and query."""
    rest = url.partition("://")[2]
    path = rest.partition("/")[2]
    return f"/{path}"
