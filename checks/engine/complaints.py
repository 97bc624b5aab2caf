"""Complaints about a file of a person's: all of them at once, each ``file:line: what; what to do``."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from difflib import get_close_matches
from enum import StrEnum
from pathlib import Path
from typing import Any, TypeVar

from evidence.toml_lines import TomlFile, Where

AnyEnum = TypeVar("AnyEnum", bound=StrEnum)


@dataclass(frozen=True, slots=True)
class Desk:
    """Where the complaints about one TOML file are collected while reading goes on."""

    file: TomlFile
    complaints: list[str] = field(default_factory=list)
    lexicons: tuple[Path, ...] = ()  # folders where lexicons are looked for first

    def complain(self, where: Where, text: str) -> None:
        self.complaints.append(f"{self.file.where(where)}: {text}")

    def unknown(self, where: Where, what: str, name: str, known: Iterable[str]) -> None:
        """Complain of a name that is none of ``known``, with the nearest one or all of them."""
        self.complain(where, f"unknown {what} {name!r}; {suggestion(name, known)}")

    def keys(self, table: Mapping[str, Any], where: Where, allowed: Iterable[str], what: str) -> None:
        """Complain of every key of a table that is not allowed there."""
        for key in table:
            if key not in allowed:
                self.unknown((*where, key), what, key, allowed)

    def value(
        self, table: Mapping[str, Any], where: Where, key: str, kind: type[Any], default: Any = None
    ) -> Any:
        """The value of a key, or ``default``; without a default a missing one is a complaint and None."""
        found = table.get(key)
        if found is None:
            if default is None:
                self.complain(where, f"missing {key!r}; write {key} = <{kind.__name__}>")
            return default
        if type(found) is not kind:
            self.complain((*where, key), f"{key} is {found!r}; write a {kind.__name__}")
            return default
        return found

    def choice(self, table: Mapping[str, Any], where: Where, key: str, kind: type[AnyEnum]) -> AnyEnum | None:
        """The value of a key that names one member of an enumeration; None with a complaint."""
        name = self.value(table, where, key, str)
        if name is None:
            return None
        return self.member((*where, key), key, name, kind)

    def member(self, where: Where, what: str, name: Any, kind: type[AnyEnum]) -> AnyEnum | None:
        try:
            return kind(name)
        except ValueError:
            self.unknown(where, what, str(name), [member.value for member in kind])
            return None


def suggestion(name: str, known: Iterable[str]) -> str:
    """did you mean 'x'? — or, with nothing near, all there is."""
    names = sorted(known)
    near = get_close_matches(name, names, n=1, cutoff=0.6)
    return f"did you mean {near[0]!r}?" if near else f"known are {', '.join(names)}"
