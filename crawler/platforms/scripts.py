"""What scripts say in plain literals: flat objects of settings, JSON within a script, addresses with a query."""

from __future__ import annotations

import json
import re
from typing import Any
from urllib.parse import quote_plus, unquote_plus, urlencode

from crawler.extract.links import normalise

MAX_JSON_CHARS = 4_000_000

_PAIR = re.compile(
    r"[\"']?([A-Za-z_][\w\-]*)[\"']?\s*:\s*"
    r"(?:\"((?:[^\"\\\n]|\\.)*)\"|'((?:[^'\\\n]|\\.)*)'|(-?\d+(?:\.\d+)?|true|false|null)(?=\s*(?:[,}\n/]|$))|([A-Za-z_][\w.]*))"
)
_PADDED = re.compile(r"^\s*(?:(?:var|let|const)\s+)?[\w$.]{1,80}\s*[=(]\s*(?=[\[{])")
_BARE_KEY = re.compile(r"([{,]\s*)([A-Za-z_]\w*)\s*:")
_DECODER = json.JSONDecoder()


def literals(text: str) -> dict[str, str]:
    """The literal values of a flat object, as text; an expression is no value, the empty text is one."""
    found: dict[str, str] = {}
    for match in _PAIR.finditer(text):
        double, single, number = match.group(2), match.group(3), match.group(4)
        value = next((v for v in (double, single, number) if v is not None), None)
        if value is not None:
            found.setdefault(match.group(1), value)
    return found


def expressions(text: str) -> dict[str, str]:
    """The keys of a flat object whose values are variables, with the variable's name."""
    return {m.group(1): m.group(5) for m in _PAIR.finditer(text) if m.group(5)}


def object_at(text: str, start: int, limit: int = 3000) -> str:
    """The text of the object that opens at ``start``, braces included; empty where it does not close in time."""
    depth = 0
    for n in range(start, min(len(text), start + limit)):
        if text[n] == "{":
            depth += 1
        elif text[n] == "}":
            depth -= 1
            if depth == 0:
                return text[start : n + 1]
    return ""


def json_body(text: str) -> Any:
    """The value of a body that is JSON, also as ``callback({…})`` or ``var data = {…};``; None for anything else."""
    text = text.lstrip("\ufeff \t\r\n")
    if not text or len(text) > MAX_JSON_CHARS:
        return None
    if text[0] not in "{[":
        padded = _PADDED.match(text[:200])
        if padded is None:
            return None
        text = text[padded.end() :]
    return _decoded(text)


def json_at(text: str, start: int) -> Any:
    """The JSON value that begins at a place of a script; None where none does."""
    try:
        return _DECODER.raw_decode(text, start)[0]
    except (ValueError, RecursionError):
        return None


def _decoded(text: str) -> Any:
    for candidate in (text, _BARE_KEY.sub(r'\1"\2":', text) if len(text) < 200_000 else ""):
        try:
            value, end = _DECODER.raw_decode(candidate)
        except (ValueError, RecursionError):
            continue
        if not text[end:].strip(" \t\r\n;)") or candidate is not text:
            return value
    return None


def absolute(href: str | None, base: str) -> str | None:
    """An address of an answer as a page would open it; as written where the answer's own address is not known."""
    if not href or not href.strip():
        return None
    cleaned = normalise(href, base or None)
    plain = not base and ":" not in href and href.strip()[0] != "#"
    return cleaned or (href.strip() if plain else None)


def with_query(address: str, values: dict[str, str]) -> str:
    """An address with values added to its query."""
    mark = "&" if "?" in address else "?"
    return f"{address}{mark}{urlencode(values)}" if values else address


def changed_query(address: str, changes: dict[str, str]) -> str:
    """An address with some values of its query changed or added; the others stay as encoded as they are."""
    place, _, query = address.partition("?")
    rest = dict(changes)
    pairs = []
    for pair in filter(None, query.split("&")):
        name = unquote_plus(pair.partition("=")[0])
        pairs.append(f"{quote_plus(name)}={quote_plus(rest.pop(name))}" if name in rest else pair)
    return f"{place}?{'&'.join([*pairs, *([urlencode(rest)] if rest else [])])}"
