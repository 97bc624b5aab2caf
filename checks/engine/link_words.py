"""Wording and domains by which links are judged, read from ``lexicons/links.toml``.

A rule names the lexicon in its parameters (``words = { lexicon = "links", origin = …, source = … }``); it is looked
for in the folder ``lexicons`` beside the standards.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

from checks.engine.complaints import Desk
from evidence.domains import is_state, registered

_TABLES = ("kind", "foul", "report", "trusted")


@dataclass(frozen=True, slots=True)
class LinkWords:
    """What foul wording is, which words make it a report about it, and whom everybody links to."""

    foul: tuple[tuple[str, str], ...]  # (word, its class in Chinese)
    foul_hosts: tuple[tuple[str, str], ...]  # (part of a host name, its class)
    report: tuple[str, ...]
    trusted: frozenset[str]  # registered domains and hosts

    @classmethod
    def read(cls, desk: Desk) -> LinkWords:
        """The lexicon of a file; whatever is amiss is complained of."""
        data = desk.file.data
        desk.keys(data, (), _TABLES, "table")
        foul: list[tuple[str, str]] = []
        hosts: list[tuple[str, str]] = []
        for n, table in enumerate(desk.value(data, (), "foul", list, [])):
            where = ("foul", n)
            desk.keys(table, where, ("class", "words", "hosts", "source", "date"), "key")
            name = desk.value(table, where, "class", str) or ""
            desk.value(table, where, "source", str)
            foul += [(str(word).lower(), name) for word in desk.value(table, where, "words", list, [])]
            hosts += [(str(part).lower(), name) for part in desk.value(table, where, "hosts", list, [])]
        report = desk.value(data, (), "report", dict, {})
        trusted: set[str] = set()
        for n, table in enumerate(desk.value(data, (), "trusted", list, [])):
            desk.keys(table, ("trusted", n), ("why", "hosts", "source", "date"), "key")
            trusted.update(str(host).lower() for host in desk.value(table, ("trusted", n), "hosts", list, []))
        words = tuple(str(word) for word in desk.value(report, ("report",), "words", list, []))
        return cls(tuple(foul), tuple(hosts), words, frozenset(trusted))

    def __str__(self) -> str:
        return f"lexicons/links.toml（{len(self.foul)}个词，{len(self.trusted)}个可信域名）"

    def is_trusted(self, host: str) -> bool:
        """Whether a host is the state's, a school's, or one that the lexicon names."""
        return _is_trusted(host, self.trusted)

    def class_of(self, text: str) -> str:
        """The class of the foul wording that a text shows; empty for none, or for a report about it."""
        said = _SPACE.sub("", text).lower()
        found = next((name for word, name in self.foul if word in said), "")
        return "" if not found or any(word in said for word in self.report) else found

    def class_of_host(self, host: str) -> str:
        """The class that a host's name alone gives away."""
        name = host.partition(":")[0]
        return next((kind for part, kind in self.foul_hosts if part in name), "")


_SPACE = re.compile(r"\s+")
_SCHOOLS = re.compile(r"\.(?:edu|ac)\.cn$")


@lru_cache(maxsize=8192)
def _is_trusted(host: str, trusted: frozenset[str]) -> bool:
    name = host.partition(":")[0]
    if is_state(host) or _SCHOOLS.search(name):
        return True
    return name in trusted or registered(host) in trusted
