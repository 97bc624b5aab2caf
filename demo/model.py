"""What the demo district is made of: replies, the sites, and the statements of the answer key."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date


@dataclass(frozen=True, slots=True)
class Reply:
    """One HTTP answer after `wait_s` seconds; `headers` carry at least Content-Type."""

    status: int
    body: bytes
    headers: Mapping[str, str] = field(default_factory=dict)
    wait_s: float = 0.0


@dataclass(frozen=True, slots=True)
class Request:
    """One HTTP question; `path` is percent-decoded, the last value of a repeated name counts."""

    method: str
    target: str
    path: str
    query: Mapping[str, str]
    form: Mapping[str, str]


Handler = Callable[[Request], Reply | None]


@dataclass(frozen=True, slots=True)
class Expected:
    """One finding that a perfect auditor files.

    `pages`: where one finding stands for many pages, the addresses any of which may be its `url`.
    """

    unit: str
    check: str
    url: str
    target: str | None
    why: str
    pages: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class LookAlike:
    """Something that resembles a defect and must not be filed; `target` as in the finding it resembles."""

    unit: str
    check: str
    url: str
    why: str
    target: str | None = None


@dataclass(frozen=True, slots=True)
class Doubt:
    """A statement that belongs to the undetermined ones: it could not be seen."""

    unit: str
    check: str
    url: str


@dataclass(frozen=True, slots=True)
class District:
    """All sites of the demo: fixed replies by host and path with query, handlers for what moves."""

    as_of: date
    base: Mapping[str, str]
    sites: Mapping[str, Mapping[str, Reply]]
    handlers: Mapping[str, Handler] = field(default_factory=dict)
    missing: Mapping[str, Reply] = field(default_factory=dict)

    def answer(self, host: str, request: Request) -> Reply:
        """Answer one request: the handler of the host, then its fixed pages, else its 404 page."""
        handler = self.handlers.get(host)
        moving = handler(request) if handler else None
        if moving is not None:
            return moving
        fixed = self.sites[host].get(request.target)
        return fixed if fixed is not None else self.missing[host]
