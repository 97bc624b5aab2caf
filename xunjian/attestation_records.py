"""The documents of an attestation (举证): ``attestation.toml`` as it was filed, ``decision-0001.toml`` … as decided.

Each is written once and never again; what is in them is masked already.
"""

from __future__ import annotations

import json
import re
import tomllib
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass, fields
from datetime import date, datetime
from typing import Any

from pydantic import TypeAdapter, ValidationError

FILING = "attestation.toml"
DECISION = re.compile(r"decision-(\d{4,})\.toml")
_HEAD = "# 举证登记：与台账逐字核对，改动后不予采信"


@dataclass(frozen=True, slots=True)
class FiledFile:
    """One file: ``name`` as it lies in the folder, ``original`` as it was called when handed in, numbers masked.

    ``unread``: Chinese, what of it the privacy check could not read; empty where it read all.
    """

    name: str
    original: str
    size_bytes: int
    sha256: str
    checked: bool
    unread: str = ""


@dataclass(frozen=True, slots=True)
class Filing:
    """What was handed in for a task: what it shows, by whom, and the files. ``checked``: all of it was read."""

    unit: str
    task: str
    number: int
    note: str
    by: str
    on: date
    at: datetime
    version: str
    checked: bool
    files: tuple[FiledFile, ...] = ()


@dataclass(frozen=True, slots=True)
class Decision:
    """One decision on an attestation; the newest counts. ``privacy_checked``: who decided looked at what was unread."""

    unit: str
    task: str
    number: int
    seq: int
    accepted: bool
    by: str
    on: date
    at: datetime
    version: str
    reason: str = ""
    privacy_checked: bool = False


Record = Filing | Decision
_FILING = TypeAdapter(Filing)
_DECISION = TypeAdapter(Decision)


def decision_name(seq: int) -> str:
    """The file of a decision, by its place among those on one attestation."""
    return f"decision-{seq:04d}.toml"


def name_of(record: Record) -> str:
    """The file name of a record in its folder."""
    return FILING if isinstance(record, Filing) else decision_name(record.seq)


def read_record(text: str) -> Record:
    """A record from its text. Raises ValueError where it is none."""
    try:
        data = tomllib.loads(text)
        adapter: TypeAdapter[Any] = _DECISION if "seq" in data else _FILING
        record: Record = adapter.validate_python(data)
    except ValidationError as error:
        raise ValueError(str(error.errors()[0]["msg"])) from error
    return record


def to_toml(record: Record) -> str:
    """The text of a record; keys in the order of its fields."""
    return "\n".join((_HEAD, *_lines(record))) + "\n"


def _lines(record: Record | FiledFile) -> Iterator[str]:
    later: list[tuple[str, tuple[FiledFile, ...]]] = []
    for field in fields(record):
        value = getattr(record, field.name)
        if isinstance(value, tuple):
            later.append((field.name, value))
        else:
            yield f"{field.name} = {_value(value)}"
    for name, tables in later:
        for table in tables:
            yield f"\n[[{name}]]"
            yield from _lines(table)


def _value(value: Any) -> str:
    if isinstance(value, bool):
        return str(value).lower()
    if isinstance(value, date):  # a datetime too
        return value.isoformat()
    return str(value) if isinstance(value, int) else json.dumps(plain(value), ensure_ascii=False)


def plain(text: str) -> str:
    """A text on one line, without control characters, marks of direction and halves of characters."""
    kept = "".join(_shown(char) for char in unicodedata.normalize("NFC", text))
    return " ".join(kept.split())


def _shown(char: str) -> str:
    kind = unicodedata.category(char)
    if kind in ("Cf", "Cs", "Co", "Cn"):
        return ""  # seen by nobody: it must not part what a reader sees as one
    return " " if kind == "Cc" else char
