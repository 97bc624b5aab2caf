"""Positions in TOML files: every shape of table and key, and every way a file can be unreadable."""

from __future__ import annotations

import json
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from evidence.errors import ConfigError
from evidence.toml_lines import TomlFile, load

DOCUMENT = """\
# [not.a.table]
title = "x"                         # 2
dotted."quoted key".end = [ 1,      # 3 ] [
  2, { x = 1, y.z = 2 },            # 4
]
text = \"\"\"
[no.table]
key = "no key"
\"\"\"
after = 1                           # 10

[table] # [[unit]]
a = { b = { c = [ "p",
                  "q" ] } }

[[unit]]
id = "one"
[[unit.site]]
url = "http://a/"
[unit.site.deep]
q = 1
[[unit.site]]
url = "http://b/"
[[unit]]                            # 24
"name" = '二'
[[unit.site]]
scope = [
  # a comment counts as no element
  "http://c/",
  [ 1,
    2 ],
]
[late.first]
[late]
x = 1
"""


@pytest.fixture
def document(tmp_path: Path) -> TomlFile:
    path = tmp_path / "d.toml"
    path.write_text(DOCUMENT, encoding="utf-8")
    return load(path)


@pytest.mark.parametrize(
    ("where", "line"),
    [
        ((), 1),
        (("title",), 2),
        (("dotted",), 3),
        (("dotted", "quoted key", "end"), 3),
        (("dotted", "quoted key", "end", 0), 3),
        (("dotted", "quoted key", "end", 1), 4),
        (("dotted", "quoted key", "end", 2, "y", "z"), 4),
        (("text",), 6),
        (("after",), 10),
        (("table",), 12),
        (("table", "a", "b", "c", 0), 13),
        (("table", "a", "b", "c", 1), 14),
        (("unit",), 16),
        (("unit", 0, "id"), 17),
        (("unit", 0, "site", 0), 18),
        (("unit", 0, "site", 0, "url"), 19),
        (("unit", 0, "site", 0, "deep", "q"), 21),
        (("unit", 0, "site", 1), 22),
        (("unit", 1), 24),
        (("unit", 1, "name"), 25),
        (("unit", 1, "site", 0), 26),
        (("unit", 1, "site", 0, "scope", 0), 29),
        (("unit", 1, "site", 0, "scope", 1, 1), 31),
        (("late", "first"), 33),
        (("late",), 34),
        (("late", "x"), 35),
        # what is not there has the line of what would hold it
        (("unit", 1, "id"), 24),
        (("unit", 0, "site", 1, "scope", 3), 22),
        (("unit", 7), 16),
        (("nothing", "at", "all"), 1),
    ],
)
def test_every_key_table_and_element_has_its_line(
    document: TomlFile, where: tuple[str | int, ...], line: int
) -> None:
    assert document.line_of(where) == line
    assert document.where(list(where)) == f"{document.path}:{line}"


def test_values_are_those_of_tomllib(document: TomlFile) -> None:
    assert document.data["unit"][1]["site"][0]["scope"] == ["http://c/", [1, 2]]


@pytest.mark.parametrize("prefix", [b"", b"\xef\xbb\xbf"], ids=["plain", "byte order mark"])
@pytest.mark.parametrize("newline", [b"\n", b"\r\n"], ids=["lf", "crlf"])
def test_line_ends_and_byte_order_marks_move_nothing(tmp_path: Path, prefix: bytes, newline: bytes) -> None:
    path = tmp_path / "d.toml"
    path.write_bytes(prefix + DOCUMENT.encode().replace(b"\n", newline))
    assert load(path).line_of(("late", "x")) == 35


@pytest.mark.parametrize(
    ("body", "line", "what"),
    [
        (b"a = 1\nb = \n", 2, "not valid TOML: Invalid value in column 5; correct 'b ='"),
        (b"a = 1\na = 2\n", 2, "Cannot overwrite a value"),
        (b"[t]\n[t]\n", 2, "Cannot declare"),
        (b"a = 1\nb = [1,\n", 2, "Invalid value; correct 'b = [1,'"),
        ("a = 1\nb = '市'\n".encode("gbk"), 2, "is not UTF-8; save the file as UTF-8"),
        (b"a = " + b"1" * 5000, 1, "too many digits; shorten it"),
        (b"a = " + b"[" * 5000, 1, "nested too deeply; flatten them"),
    ],
)
def test_unreadable_content_is_told_in_one_line(tmp_path: Path, body: bytes, line: int, what: str) -> None:
    path = tmp_path / "bad.toml"
    path.write_bytes(body)
    (complaint,) = _complaints(path)
    assert complaint.startswith(f"{path}:{line}: ")
    assert what in complaint
    assert "\n" not in complaint


def test_missing_file_and_directory_say_what_to_do(tmp_path: Path) -> None:
    missing = tmp_path / "none.toml"
    assert _complaints(missing) == (f"{missing}:1: no such file; create it or name another",)
    assert _complaints(tmp_path) == (f"{tmp_path}:1: is a directory; name a TOML file",)
    inside_a_file = tmp_path / "file"
    inside_a_file.touch()
    (complaint,) = _complaints(inside_a_file / "d.toml")
    assert complaint.endswith("cannot be read (Not a directory); check its path and permissions")


def _complaints(path: Path) -> tuple[str, ...]:
    with pytest.raises(ConfigError) as caught:
        load(path)
    return caught.value.complaints


# ------------------------------------------------- documents whose lines are known by construction


@dataclass
class Draft:
    """A document under construction with the line of everything written so far."""

    lines: list[str] = field(default_factory=list)
    known: dict[tuple[str | int, ...], int] = field(default_factory=dict)

    def write(self, text: str) -> int:
        """Append text; the line on which it begins."""
        first = len(self.lines) + 1
        self.lines += text.split("\n")
        return first


_names = st.text("ab-_市 .#[]\"'", min_size=1, max_size=4)
_noise = st.lists(st.sampled_from(["", "# comment", '  # [[t]] = "', "\t"]), max_size=2)
_scalars = st.sampled_from(
    ["1", "true", "2026-11-23", '"# no [comment]"', "'c:\\d'", '"""\n[t]\nk = 1\n"""', "'''a\n'''", '"\\""']
)


def _key(name: str) -> str:
    bare = name.isascii() and all(c.isalnum() or c in "-_" for c in name)
    return name if bare else json.dumps(name, ensure_ascii=False)


def _value(draw: Any, draft: Draft, where: tuple[str | int, ...], depth: int) -> None:
    """Append a value to the last line and note the lines of what is in it."""
    shape = draw(st.sampled_from(["scalar", "array", "inline"] if depth else ["scalar"]))
    if shape == "scalar":
        _glue(draft, draw(_scalars))
    elif shape == "array":
        _glue(draft, "[")
        for index in range(draw(st.integers(0, 3))):
            draft.lines += [*draw(_noise), ""] if draw(st.booleans()) else []
            draft.known[*where, index] = len(draft.lines)
            _value(draw, draft, (*where, index), depth - 1)
            _glue(draft, ",")
        _glue(draft, " ]")
    else:
        _glue(draft, "{ ")
        for number, name in enumerate(draw(st.lists(_names, max_size=2, unique=True))):
            draft.known[*where, name] = len(draft.lines)
            _glue(draft, (", " if number else "") + _key(name) + " = ")
            _value(draw, draft, (*where, name), depth - 1)
        _glue(draft, " }")


def _glue(draft: Draft, text: str) -> None:
    first, *rest = text.split("\n")
    draft.lines[-1] += first
    draft.lines += rest


def _body(draw: Any, draft: Draft, base: tuple[str | int, ...]) -> None:
    for name in draw(st.lists(_names, max_size=3, unique=True)):
        draft.lines += draw(_noise)
        draft.known[*base, name] = draft.write(f"{_key(name)} = ")
        _value(draw, draft, (*base, name), 2)


@st.composite
def drafts(draw: Any) -> Draft:
    draft = Draft()
    _body(draw, draft, ())
    for unit in range(draw(st.integers(0, 3))):
        draft.known["T unit", unit] = draft.write('[["T unit"]] # [x]')
        _body(draw, draft, ("T unit", unit))
        for site in range(draw(st.integers(0, 3))):
            where = ("T unit", unit, "T.site", site)
            draft.known[where] = draft.write('[[ "T unit" . "T.site" ]]')
            _body(draw, draft, where)
            if draw(st.booleans()):
                draft.known[*where, "T"] = draft.write("['T unit'.'T.site'.T]")
                _body(draw, draft, (*where, "T"))
    return draft


@settings(deadline=None)
@given(draft=drafts())
def test_random_documents_keep_their_lines(draft: Draft, tmp_path_factory: pytest.TempPathFactory) -> None:
    path = tmp_path_factory.getbasetemp() / "random.toml"
    path.write_text("\n".join(draft.lines) + "\n", encoding="utf-8")
    document = load(path)
    assert {where: document.line_of(where) for where in draft.known} == draft.known
    for where in draft.known:
        assert _exists(document.data, where)


def _exists(data: Any, where: tuple[str | int, ...]) -> bool:
    for step in where:
        data = data[step]
    return True
