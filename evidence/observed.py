"""What was asked once per host, target or template, beside the pages: one type for each kind of observation.

The crawler dumps them into ``Observation.data``; the view reads them back. ``failure`` is one of
``records.FAILURES`` or a name given at the field; None: there was an answer.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, fields
from datetime import date, datetime
from typing import Any, TypeVar

from pydantic import TypeAdapter

from evidence.records import Observation

AnyObserved = TypeVar("AnyObserved")


@dataclass(frozen=True, slots=True)
class DnsSeen:
    """Addresses of a host's name; kind ``dns``, subject: the host without port."""

    at: datetime
    addresses: tuple[str, ...] = ()  # IPv4
    aaaa: tuple[str, ...] = ()  # IPv6
    failure: str | None = None  # no_name | timeout | error: the question itself got no usable answer
    aaaa_failure: str | None = None  # as above, for the question of AAAA alone


@dataclass(frozen=True, slots=True)
class TlsSeen:
    """HTTPS of a host on port 443; kind ``tls``, subject: the host. Several attempts, oldest first.

    ``detail`` of ``certificate`` begins with its reason: expired, not yet valid, wrong name, self-signed (each
    proven), unknown issuer (perhaps unknown to us alone); of ``protocol`` with "no TLS on this port" where
    something else than TLS answered; of an answer that leads elsewhere: "redirects to …".
    """

    at: datetime
    failure: str | None = (
        None  # refused | timeout | dns | reset | certificate | protocol | blocked | ours (our own network)
    )
    detail: str = ""
    status: int | None = None  # what the home page answered over HTTPS
    not_after: date | None = None  # last day of the certificate
    verified: bool | None = None  # chain and name hold; None: no certificate was shown
    http_redirects: bool | None = None  # the HTTP home page sends its reader to HTTPS


@dataclass(frozen=True, slots=True)
class SearchSeen:
    """One question to the site search; kind ``search``, subject: the home page."""

    at: datetime
    query: str = ""  # a title taken from the home page
    how: str = "none"  # none (no form found) | form | link | scripted | outside
    asked: str = ""  # address asked, with the query
    status: int | None = None
    failure: str | None = None
    found: bool | None = None  # None: the answer does not tell
    hits: int | None = None  # how many the page says it found
    why: str = ""  # Chinese: why it could not be told, or is not certain
    sha256: str | None = None


@dataclass(frozen=True, slots=True)
class MissingPathSeen:
    """The answer to a path that cannot exist; kind ``missing_path``, subject: the address asked."""

    at: datetime
    status: int | None = None
    failure: str | None = None
    final_url: str = ""  # after redirects
    says_missing: str = ""  # words by which the page says so
    is_home: bool = False  # it is the home page, or leads there
    sha256: str | None = None


@dataclass(frozen=True, slots=True)
class LoadSeen:
    """How long the HTML of a page took a second time; kind ``load``, subject: the page."""

    at: datetime
    elapsed_ms: int = 0
    status: int | None = None
    failure: str | None = None


@dataclass(frozen=True, slots=True)
class AxeViolation:
    """One axe-core rule that a page violates; ``examples``: up to five snippets of markup."""

    id: str
    impact: str  # critical | serious | moderate | minor
    help: str
    count: int
    examples: tuple[str, ...] = ()
    tags: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class AxeSeen:
    """What axe-core found on one page of a template; kind ``axe``, subject: the page."""

    at: datetime
    page_kind: str = "other"  # records.PageKind
    template: str = ""
    pages: int = 1  # pages of this template
    version: str = ""
    failure: str | None = None  # as of kind render; missing: no browser or no axe-core
    violations: tuple[AxeViolation, ...] = ()


@dataclass(frozen=True, slots=True)
class ScreenshotSeen:
    """A picture of a page; kind ``screenshot``, subject: the page. The PNG is a body under ``sha256``."""

    at: datetime
    sha256: str | None = None
    width: int = 0
    height: int = 0
    failure: str | None = None


KINDS: Mapping[str, type] = {
    "dns": DnsSeen,
    "tls": TlsSeen,
    "search": SearchSeen,
    "missing_path": MissingPathSeen,
    "load": LoadSeen,
    "axe": AxeSeen,
    "screenshot": ScreenshotSeen,
}
_ADAPTERS: dict[type, TypeAdapter[Any]] = {kind: TypeAdapter(kind) for kind in KINDS.values()}
_FIELDS = {kind: frozenset(field.name for field in fields(kind)) for kind in KINDS.values()}
_NAMES = {kind: name for name, kind in KINDS.items()}


def to_observation(subject: str, seen: Any) -> Observation:
    """One of the types above as it is recorded; ``at`` becomes the observation's own."""
    data = _ADAPTERS[type(seen)].dump_python(seen, mode="json", exclude={"at"}, exclude_defaults=True)
    return Observation(_NAMES[type(seen)], subject, seen.at, data)


def from_data(kind: type[AnyObserved], at: datetime, data: Mapping[str, Any]) -> AnyObserved:
    """An observation as its type; keys of later versions are passed over."""
    kept = {key: value for key, value in data.items() if key in _FIELDS[kind]}
    seen: AnyObserved = _ADAPTERS[kind].validate_python({**kept, "at": at})
    return seen
