"""Numbers of a rule → the check's typed ``Params``: nothing unknown, nothing missing, each with its origin.

A number is a table ``{ value = 14, origin = "verified", source = "…" }``; a parameter of type Mapping is a
table of such numbers by key. An item of a checklist has its ``title`` and the ``titles`` of pages besides; a
parameter of a type that reads a lexicon names it, ``{ lexicon = "links", … }``.
"""

from __future__ import annotations

import collections.abc
from dataclasses import dataclass, fields
from enum import StrEnum
from pathlib import Path
from types import UnionType
from typing import Any, get_args, get_origin, get_type_hints

from checks.engine.complaints import Desk
from checks.engine.model import Origin
from evidence.errors import ConfigError
from evidence.toml_lines import Where, load

EXCUSES = {"excuses": True}
"""Metadata of a Params field that can only spare a subject: its origin does not weaken the rule."""

_LEXICON_KEYS = ("lexicon", "origin", "source")
_LEXICON_SHAPE = '{ lexicon = "…", origin = "verified | indirect | unverified | house", source = "…" }'
_NUMBER_KEYS = ("value", "origin", "source")
_ITEM_KEYS = ("title", "titles", *_NUMBER_KEYS)
_SHAPE = '{ value = …, origin = "verified | indirect | unverified | house", source = "…" }'


@dataclass(frozen=True, slots=True)
class Item:
    """One item of a checklist: what it is (Chinese), and by what words a site shows it.

    ``columns``: parts of the name of a column or section (the ``value`` of its table); ``titles``: parts of
    the title of a page or entry.
    """

    title: str
    columns: tuple[str, ...]
    titles: tuple[str, ...]

    def __str__(self) -> str:
        return f"{self.title}（栏目名含：{'、'.join(self.columns)}；标题含：{'、'.join(self.titles)}）"


@dataclass(frozen=True, slots=True)
class Threshold:
    """One number of a rule as it is explained: ``name`` is dotted for an entry of a table."""

    name: str
    value: Any
    origin: Origin
    source: str
    excuses: bool = False


def read_params(kind: type[Any], table: Any, desk: Desk, where: Where) -> tuple[Any, tuple[Threshold, ...]]:
    """The Params of one rule and its thresholds, in the order of the fields; None where anything is amiss."""
    if not isinstance(table, dict):
        desk.complain(where, "params is no table; write [rule.params]")
        return None, ()
    before = len(desk.complaints)
    hints = get_type_hints(kind)
    desk.keys(table, where, hints, "parameter")
    values: dict[str, Any] = {}
    thresholds: list[Threshold] = []
    for spec in fields(kind):
        if spec.name not in table:
            desk.complain(where, f"missing parameter {spec.name!r}; write {spec.name} = {_SHAPE}")
            continue
        excuses = bool(spec.metadata.get("excuses"))
        read = _entries(hints[spec.name], table[spec.name], desk, (*where, spec.name), spec.name, excuses)
        values[spec.name] = read[0]
        thresholds += read[1]
    return (kind(**values) if len(desk.complaints) == before else None), tuple(thresholds)


def _entries(
    hint: Any, raw: Any, desk: Desk, where: Where, name: str, excuses: bool
) -> tuple[Any, list[Threshold]]:
    if hasattr(hint, "read"):
        lexicon = _read_lexicon(hint, raw, desk, where, name, excuses)
        return (lexicon.value, [lexicon]) if lexicon else (None, [])
    if get_origin(hint) is not collections.abc.Mapping:
        number = read_number(hint, raw, desk, where, name, excuses)
        return (number.value, [number]) if number else (None, [])
    if not isinstance(raw, dict):
        desk.complain(where, f"parameter {name!r} is {raw!r}; write a table of numbers")
        return None, []
    key_hint, value_hint = get_args(hint)
    values: dict[Any, Any] = {}
    thresholds: list[Threshold] = []
    for key, entry in raw.items():
        member = key if key_hint is str else desk.member((*where, key), f"key of {name}", key, key_hint)
        number = read_number(value_hint, entry, desk, (*where, key), f"{name}.{key}", excuses)
        if member is not None and number:
            values[member] = number.value
            thresholds.append(number)
    return values, thresholds


def _read_lexicon(
    hint: Any, raw: Any, desk: Desk, where: Where, name: str, excuses: bool
) -> Threshold | None:
    """A lexicon that a rule names, read whole; None with a complaint."""
    if not isinstance(raw, dict) or "lexicon" not in raw:
        desk.complain(where, f"parameter {name!r} is {raw!r}; write {name} = {_LEXICON_SHAPE}")
        return None
    before = len(desk.complaints)
    desk.keys(raw, where, _LEXICON_KEYS, "key")
    origin = desk.choice(raw, where, "origin", Origin)
    source = desk.value(raw, where, "source", str)
    path = _lexicon_path(str(raw["lexicon"]), desk)
    if path is None:
        desk.complain(
            (*where, "lexicon"), f"no lexicon {raw['lexicon']!r} in a folder lexicons; add the file"
        )
        return None
    try:
        other = Desk(load(path), desk.complaints, desk.lexicons)
    except ConfigError as error:
        desk.complaints.extend(error.complaints)
        return None
    value = hint.read(other)
    if len(desk.complaints) > before or origin is None:
        return None
    return Threshold(name, value, origin, source, excuses)


def _lexicon_path(name: str, desk: Desk) -> Path | None:
    places = (*desk.lexicons, desk.file.path.parent.parent / "lexicons")
    return next((path for place in places if (path := place / f"{name}.toml").is_file()), None)


def read_number(
    hint: Any, raw: Any, desk: Desk, where: Where, name: str, excuses: bool = False
) -> Threshold | None:
    """One number with its origin and source; None with a complaint."""
    if not isinstance(raw, dict) or "value" not in raw:
        desk.complain(where, f"parameter {name!r} is {raw!r}; write {name.rpartition('.')[2]} = {_SHAPE}")
        return None
    before = len(desk.complaints)
    desk.keys(raw, where, _ITEM_KEYS if hint is Item else _NUMBER_KEYS, "key")
    origin = desk.choice(raw, where, "origin", Origin)
    source = desk.value(raw, where, "source", str)
    try:
        value = _item(raw, desk, where) if hint is Item else _convert(raw["value"], hint)
    except ValueError as error:
        desk.complain((*where, "value"), f"parameter {name!r} is {raw['value']!r}; {error}")
    if len(desk.complaints) > before or origin is None:
        return None
    return Threshold(name, value, origin, source, excuses)


def _item(raw: dict[str, Any], desk: Desk, where: Where) -> Item:
    words = [_convert(raw.get(key, []), tuple[str, ...]) for key in ("value", "titles")]
    return Item(desk.value(raw, where, "title", str), *words)


def _convert(value: Any, hint: Any) -> Any:
    """The value as the type asked for; ValueError says what to write instead."""
    if get_origin(hint) is tuple:
        if not isinstance(value, list):
            raise ValueError("write a list")
        return tuple(_convert(item, get_args(hint)[0]) for item in value)
    if isinstance(hint, UnionType) or not isinstance(hint, type):
        raise TypeError(f"Params cannot hold {hint}")
    if issubclass(hint, StrEnum):
        return _member(value, hint)
    if hint is float and type(value) is int:
        return float(value)
    if type(value) is not hint:
        raise ValueError(f"write a {'whole number' if hint is int else hint.__name__}")
    if isinstance(value, int | float) and value < 0:
        raise ValueError("write a number of 0 or more")
    return value


def _member(value: Any, kind: type[StrEnum]) -> StrEnum:
    try:
        return kind(value)
    except ValueError:
        raise ValueError(f"write one of {', '.join(member.value for member in kind)}") from None
