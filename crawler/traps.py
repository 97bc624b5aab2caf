"""Endless address spaces (calendars, facets, session ids) recognised by what they bring.

Addresses are grouped by shape: the path with digits and hexadecimal runs folded, and the sorted names of
the query. A shape may be as large as it likes while its pages bring something new; once a whole window
of its latest pages brought next to nothing, it is closed. Coarser shapes with wider windows catch traps that
make a new shape of every page. Hard bounds hold as well.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache

MAX_URL_CHARS = 1024
MAX_SEGMENTS = 16
MAX_PARAMETERS = 24  # message pages of one system carry fifteen
MAX_REPEATS = 3  # the same path segment three times: a relative link that nests itself
MAX_SHAPES = 20_000
WINDOW_PAGES = 30
PATH_WINDOW_PAGES = 60  # all queries of one path together: combinations of facets
FOLDER_WINDOW_PAGES = 200  # all below one top folder together: combinations of path segments
STALE_SHARE = 30  # closed when fewer than one page in so many brought something new

_HEX = re.compile(r"(?i)(?=[a-z]*[0-9])[0-9a-f]{8,}")
_DIGITS = re.compile(r"[0-9]+")


@lru_cache(maxsize=4096)
def shape(url: str) -> str:
    """The shape of an address: ``/art/#/#.html``, ``/show.asp?cid&id``."""
    path, names = _parts(url)
    return f"{path}?{'&'.join(names)}" if names else path


def _parts(url: str) -> tuple[str, list[str]]:
    path, _, query = url.partition("://")[2].partition("?")
    path = "/" + path.partition("/")[2]
    names = sorted({_DIGITS.sub("#", pair.partition("=")[0]) for pair in query.split("&") if pair})
    return _DIGITS.sub("#", _HEX.sub("#", path)), names


def absurd(url: str) -> bool:
    """Whether an address is beyond every bound that a real page keeps."""
    if len(url) > MAX_URL_CHARS:
        return True
    path, _, query = url.partition("://")[2].partition("?")
    segments = [part for part in path.split("/")[1:] if part]
    if len(segments) > MAX_SEGMENTS or query.count("&") >= MAX_PARAMETERS:
        return True
    return len(segments) > len(set(segments)) and _nests(segments)


def _nests(segments: list[str]) -> bool:
    words = [part for part in segments if not part.isdigit()]
    return any(words.count(part) >= MAX_REPEATS for part in words)


class Traps:
    """Which shapes of one host still bring something."""

    def __init__(self) -> None:
        self._recent: dict[str, tuple[int, int]] = {}  # shape: (pages, their outcomes as bits, newest lowest)
        self._closed: set[str] = set()
        self.skipped: dict[str, int] = {}  # closed shape: addresses not fetched because of it

    def closed(self, url: str) -> bool:
        """Whether the address belongs to a closed shape; such addresses are counted."""
        if not self._closed:
            return False
        for name, _ in _levels(url):
            if name in self._closed:
                self.skipped[name] = self.skipped.get(name, 0) + 1
                return True
        return False

    def fetched(self, url: str, brought: bool) -> None:
        """Count a page that was read, and whether it brought anything new."""
        for name, window in _levels(url):
            pages, outcomes = self._recent.get(name, (0, 0))
            if not pages and len(self._recent) >= MAX_SHAPES:
                continue
            outcomes = ((outcomes << 1) | brought) & ((1 << window) - 1)
            self._recent[name] = (pages + 1, outcomes)
            if pages + 1 >= window and outcomes.bit_count() <= window // STALE_SHARE:
                self._closed.add(name)

    def note(self) -> str:
        """One Chinese sentence on what was left out; empty where nothing was."""
        if not self.skipped:
            return ""
        worst = max(self.skipped, key=lambda name: self.skipped[name])
        total = sum(self.skipped.values())
        return f"{len(self.skipped)}类地址反复出现而无新内容，已不再跟踪（如{worst}），共略过{total}个地址。"


def _levels(url: str) -> Iterator[tuple[str, int]]:
    yield shape(url), WINDOW_PAGES
    path, names = _parts(url)
    if names:
        yield f"{path}?*", PATH_WINDOW_PAGES
    folder, slash, _ = path[1:].partition("/")
    if slash:
        yield f"/{folder}/*", FOLDER_WINDOW_PAGES
