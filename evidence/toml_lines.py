"""TOML whose values know their lines: ``tomllib`` reads the values, a syntax tree their positions.

Every complaint about a configuration names file and line; no TOML reader for Python keeps them. The tree
is built only when the first line is asked for, so a faultless file costs nothing more than ``tomllib``.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any, NoReturn

import tree_sitter_toml
from tree_sitter import Language, Node, Parser

from evidence.errors import ConfigError

Where = tuple[str | int, ...]

_LANGUAGE = Language(tree_sitter_toml.language())
_AT_LINE = re.compile(r" \(at line (\d+), column (\d+)\)$")
_AT_END = " (at end of document)"


@dataclass(frozen=True, slots=True)
class TomlFile:
    """One TOML file: ``data`` as ``tomllib`` gives it, and the line of everything in it."""

    path: Path
    data: dict[str, Any]
    text: str = ""

    def line_of(self, where: Sequence[str | int]) -> int:
        """Line (from 1) of what stands at ``where``: keys by name, elements of arrays by index from 0.

        A key's line is that of the key, a table's that of its header. For what is not there, the line of
        the nearest enclosing table or key that is.
        """
        lines = _lines_of(self.text)
        steps = tuple(where)
        while steps and steps not in lines:
            steps = steps[:-1]
        return lines.get(steps, 1)

    def where(self, where: Sequence[str | int] = ()) -> str:
        """``config/sites.toml:41``: the beginning of a complaint."""
        return f"{self.path}:{self.line_of(where)}"


def load(path: Path) -> TomlFile:
    """Read a TOML file; a byte order mark is allowed.

    Raises ConfigError with one line if it is missing, unreadable, not UTF-8 or not TOML.
    """
    text = _decode(path, _read(path)).replace("\r\n", "\n")
    try:
        return TomlFile(path, tomllib.loads(text), text)
    except RecursionError:
        raise ConfigError([f"{path}:1: arrays or tables nested too deeply; flatten them"]) from None
    except tomllib.TOMLDecodeError as error:
        _complain(path, text, str(error))
    except ValueError:  # int() refuses thousands of digits
        raise ConfigError([f"{path}:1: a number has too many digits; shorten it"]) from None


def _read(path: Path) -> bytes:
    try:
        return path.read_bytes()
    except FileNotFoundError:
        raise ConfigError([f"{path}:1: no such file; create it or name another"]) from None
    except IsADirectoryError:
        raise ConfigError([f"{path}:1: is a directory; name a TOML file"]) from None
    except OSError as error:
        reason = error.strerror or type(error).__name__
        raise ConfigError([f"{path}:1: cannot be read ({reason}); check its path and permissions"]) from None


def _decode(path: Path, body: bytes) -> str:
    try:
        return body.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = error.object.count(b"\n", 0, error.start) + 1
        found = f"byte 0x{error.object[error.start]:02x} is not UTF-8"
        raise ConfigError([f"{path}:{line}: {found}; save the file as UTF-8"]) from None


def _complain(path: Path, text: str, message: str) -> NoReturn:
    """Put tomllib's "(at line 3, column 5)" where a complaint has its place, and show that line."""
    at = _AT_LINE.search(message)
    line = int(at[1]) if at else 1
    if message.endswith(_AT_END):
        line = text.rstrip("\n").count("\n") + 1
    what = _AT_LINE.sub("", message).removesuffix(_AT_END)
    shown = text.split("\n")[line - 1].strip()[:60] if text else ""
    column = f" in column {at[2]}" if at else ""
    raise ConfigError([f"{path}:{line}: not valid TOML: {what}{column}; correct {shown!r}"])


# ---------------------------------------------------------------- positions


@lru_cache(maxsize=64)
def _lines_of(text: str) -> Mapping[Where, int]:
    lines: dict[Where, int] = {}
    arrays: dict[Where, int] = {}  # arrays of tables met so far → index of their last element
    root = Parser(_LANGUAGE).parse(text.encode()).root_node
    for node in root.named_children:
        if node.type == "pair":
            _pair(node, (), lines)
        elif node.type in ("table", "table_array_element"):
            _table(node, lines, arrays)
    return lines


def _table(node: Node, lines: dict[Where, int], arrays: dict[Where, int]) -> None:
    """Enter a ``[table]`` or ``[[array element]]`` with its pairs; parents stand for their last elements."""
    header, *rest = _parts(node)
    *parents, name = _steps(header)
    base: Where = ()
    for parent in parents:
        base = (*base, parent)
        lines.setdefault(base, _line(header))
        if base in arrays:
            base = (*base, arrays[base])
    base = (*base, name)
    if node.type == "table_array_element":
        lines.setdefault(base, _line(header))
        arrays[base] = arrays.get(base, -1) + 1
        base = (*base, arrays[base])
    lines[base] = _line(header)
    for pair in rest:
        _pair(pair, base, lines)


def _pair(node: Node, base: Where, lines: dict[Where, int]) -> None:
    key, value = _parts(node)[:2]
    for step in _steps(key):
        base = (*base, step)
        lines.setdefault(base, _line(key))
    _value(value, base, lines)


def _value(node: Node, base: Where, lines: dict[Where, int]) -> None:
    if node.type == "inline_table":
        for pair in _parts(node):
            _pair(pair, base, lines)
    elif node.type == "array":
        for index, element in enumerate(_parts(node)):
            lines[*base, index] = _line(element)
            _value(element, (*base, index), lines)


def _steps(key: Node) -> tuple[str, ...]:
    """The names of a key, dotted or not, quoted or not."""
    text = (key.text or b"").decode()
    return (text,) if key.type == "bare_key" else tuple(_names(tomllib.loads(f"{text} = 0")))


def _names(nested: Any) -> Iterator[str]:
    while isinstance(nested, dict):
        name, nested = next(iter(nested.items()))
        yield name


def _parts(node: Node) -> list[Node]:
    return [child for child in node.named_children if child.type != "comment"]


def _line(node: Node) -> int:
    return node.start_point.row + 1
