"""``[[task.part]]`` → the parts of an evidence rule, each with complaints that name their lines."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator, Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any, TypeVar

from checks.engine.complaints import Desk
from checks.engine.params import read_number
from checks.engine.tasks.model import (
    Alternatives,
    Attested,
    CountBy,
    Judged,
    Matrix,
    MatrixLine,
    Number,
    Pages,
    Part,
    Place,
    Reach,
    Shortage,
    Structure,
    Wanted,
)
from evidence.records import ColumnKind
from evidence.toml_lines import Where

AnyEnum = TypeVar("AnyEnum", bound=StrEnum)

DOCUMENTS = ("policy", "interpretation", "consultation")
_WORDS_KEYS = ("title", "text", "not_title", "not_text", "document", "relayed")
_PLACE_KEYS = ("kinds", "names")
_LINE_KEYS = ("name", "words")
_COMPANION_KEYS = ("title", "words")
_PERIODS = {CountBy.QUARTER: 4, CountBy.HALF_YEAR: 2}  # of a year


@dataclass(frozen=True, slots=True)
class PartReader:
    """Reads the parts of one table: its places by key, and the checks there are."""

    desk: Desk
    places: Mapping[str, Place]
    checks: Collection[str]
    readers: Mapping[str, Callable[[dict[str, Any], Where, str], Part | None]] = field(init=False)

    def __post_init__(self) -> None:
        readers = {
            "pages": self._pages,
            "matrix": self._matrix,
            "column": self._structure,
            "checks": self._judged,
            "attestation": self._attested,
        }
        object.__setattr__(self, "readers", readers)

    def read(self, table: dict[str, Any], where: Where) -> Part | None:
        """One part; None where it cannot be built, and the desk says why."""
        kind = self.desk.value(table, where, "kind", str)
        if kind is None:
            return None
        if kind not in self.readers:
            self.desk.unknown((*where, "kind"), "kind of part", kind, self.readers)
            return None
        before = len(self.desk.complaints)
        title = text_of(self.desk, table, where, "title")
        part = self.readers[kind](table, where, title)
        return part if len(self.desk.complaints) == before else None

    # ---------------------------------------------------------------- kinds of parts

    def _pages(self, table: dict[str, Any], where: Where, title: str) -> Part | None:
        keys = ("kind", "title", "where", "reach", "words", "count", "short", "least", "companion", "doubt")
        self.desk.keys(table, where, keys, "key")
        place = self._place(table, where)
        wanted = self._words(table, where, optional="where" in table)
        number = self._least(table, where)
        count = self._member(table, where, "count", CountBy.PAGE)
        companion = self._companion(table, where)
        if number is None:
            return None
        if number.value > _PERIODS.get(count, number.value):
            text = f"a year has only {_PERIODS[count]} of count {count.value!r}; write that or less"
            self.desk.complain((*where, "least", "value"), text)
        return Pages(
            title, wanted, number, place, self._member(table, where, "reach", Reach.NAMED), count,
            self._member(table, where, "short", Shortage.NO_EVIDENCE), *companion, self._doubt(table, where),
        )  # fmt: skip

    def _matrix(self, table: dict[str, Any], where: Where, title: str) -> Part | None:
        keys = ("kind", "title", "rows", "columns", "where", "reach", "short", "least")
        self.desk.keys(table, where, keys, "key")
        rows, columns = (tuple(self._lines(table, where, key)) for key in ("rows", "columns"))
        number = self._least(table, where)
        place = self._place(table, where)
        if number is None:
            return None
        if columns and number.value > len(columns):
            text = f"least is {number.value}, and there are only {len(columns)} columns; write that or less"
            self.desk.complain((*where, "least", "value"), text)
        return Matrix(
            title, rows, columns, number, place, self._member(table, where, "reach", Reach.NAMED),
            self._member(table, where, "short", Shortage.NO_EVIDENCE),
        )  # fmt: skip

    def _structure(self, table: dict[str, Any], where: Where, title: str) -> Part | None:
        self.desk.keys(table, where, ("kind", "title", "where", "reach", "short", "least"), "key")
        if "where" not in table:
            self.desk.complain(where, "missing 'where'; name the places that such a column may be")
        number = self._least(table, where)
        place = self._place(table, where)
        if number is None:
            return None
        return Structure(
            title, place, number, self._member(table, where, "reach", Reach.OWN),
            self._member(table, where, "short", Shortage.UNMET),
        )  # fmt: skip

    def _judged(self, table: dict[str, Any], where: Where, title: str) -> Part | None:
        keys = ("kind", "title", "checks", "targets", "reach", "short", "failed", "least")
        self.desk.keys(table, where, keys, "key")
        checks = strings(self.desk, table, where, "checks")
        if not checks and "checks" in table:
            self.desk.complain((*where, "checks"), "checks is empty; name the checks that are asked")
        if "checks" not in table:
            self.desk.complain(where, "missing 'checks'; name the checks that are asked")
        for n, name in enumerate(checks):
            if name not in self.checks:
                self.desk.unknown((*where, "checks", n), "check or rule", name, self.checks)
        number = self._least(table, where)
        if number is None:
            return None
        reach = self._member(table, where, "reach", Reach.OWN)
        if reach is Reach.NAMED:
            self.desk.complain((*where, "reach"), 'checks name no unit; write reach = "own" or "district"')
        return Judged(
            title, checks, number, strings(self.desk, table, where, "targets"),
            self._member(table, where, "short", Shortage.NO_EVIDENCE),
            self._member(table, where, "failed", Shortage.UNMET), reach,
        )  # fmt: skip

    def _attested(self, table: dict[str, Any], where: Where, title: str) -> Part | None:
        self.desk.keys(table, where, ("kind", "title"), "key")
        return Attested(title)

    # ---------------------------------------------------------------- what parts are made of

    def _least(self, table: dict[str, Any], where: Where) -> Number | None:
        if "least" not in table:
            self.desk.complain(
                where, 'missing \'least\'; write least = { value = …, origin = "…", source = "…" }'
            )
            return None
        found = read_number(int, table["least"], self.desk, (*where, "least"), "least")
        if found is None:
            return None
        if found.value < 1:
            self.desk.complain((*where, "least", "value"), "least is 0; write 1 or more")
        return Number(found.value, found.origin, found.source)

    def _member(self, table: dict[str, Any], where: Where, key: str, default: AnyEnum) -> AnyEnum:
        if key not in table:
            return default
        return self.desk.choice(table, where, key, type(default)) or default

    def _place(self, table: dict[str, Any], where: Where) -> Place:
        """Where a part looks: keys of the table's places, taken together, or a place of its own."""
        raw, here = table.get("where"), (*where, "where")
        if raw is None:
            return Place()
        if isinstance(raw, dict):
            return read_place(self.desk, raw, here)
        if not isinstance(raw, list) or not raw:
            self.desk.complain(here, f"where is {raw!r}; write keys of [tasks.places], or {{ names = […] }}")
            return Place()
        found = [self._named_place(key, (*here, n)) for n, key in enumerate(raw)]
        kinds = dict.fromkeys(kind for place in found for kind in place.kinds)
        names = dict.fromkeys(name for place in found for name in place.names)
        return Place(tuple(kinds), tuple(names))

    def _named_place(self, key: Any, where: Where) -> Place:
        if key in self.places:
            return self.places[key]
        if self.places:
            self.desk.unknown(where, "place", str(key), self.places)
        else:
            self.desk.complain(where, f"unknown place {key!r}; write [tasks.places.{key}]")
        return Place()

    def _lines(self, table: dict[str, Any], where: Where, key: str) -> Iterator[MatrixLine]:
        raw = self.desk.value(table, where, key, list)
        if raw == []:
            self.desk.complain((*where, key), f"{key} is empty; write {{ name = …, words = … }} for each")
        for n, line in enumerate(raw or []):
            here = (*where, key, n)
            if not isinstance(line, dict):
                self.desk.complain(here, f"{line!r} is no table; write {{ name = …, words = {{ … }} }}")
                continue
            self.desk.keys(line, here, _LINE_KEYS, "key")
            yield MatrixLine(text_of(self.desk, line, here, "name"), self._words(line, here))

    def _companion(self, table: dict[str, Any], where: Where) -> tuple[Wanted | None, str]:
        if "companion" not in table:
            return None, ""
        here = (*where, "companion")
        raw = self.desk.value(table, where, "companion", dict) or {}
        self.desk.keys(raw, here, _COMPANION_KEYS, "key")
        return self._words(raw, here), text_of(self.desk, raw, here, "title")

    def _doubt(self, table: dict[str, Any], where: Where) -> Wanted | None:
        if "doubt" not in table:
            return None
        return self._wanted(table, (*where, "doubt"), "doubt")

    def _words(self, table: dict[str, Any], where: Where, optional: bool = False) -> Wanted:
        """What a page must be; ``optional``: a place alone may tell it."""
        if "words" not in table:
            if not optional:
                self.desk.complain(where, "missing 'words'; write words = { title = [[…]], text = [[…]] }")
            return Wanted()
        return self._wanted(table, (*where, "words"), "words", optional)

    def _wanted(self, table: dict[str, Any], here: Where, key: str, optional: bool = False) -> Wanted:
        raw = self.desk.value(table, here[:-1], key, dict) or {}
        self.desk.keys(raw, here, _WORDS_KEYS, "key")
        document = self.desk.value(raw, here, "document", str, "")
        if document and document not in DOCUMENTS:
            self.desk.unknown((*here, "document"), "kind of document", document, DOCUMENTS)
        wanted = Wanted(
            _groups(self.desk, raw, here, "title"),
            _groups(self.desk, raw, here, "text"),
            strings(self.desk, raw, here, "not_title", squeezed=True),
            strings(self.desk, raw, here, "not_text", squeezed=True),
            document,
            self.desk.value(raw, here, "relayed", bool, False),
        )
        if not (wanted.title or wanted.text or wanted.document or optional):
            self.desk.complain(here, "these words ask for nothing; write title, text or document")
        return wanted


def read_place(desk: Desk, table: Any, where: Where) -> Place:
    """A place: kinds of columns, parts of names in a column's path, or both."""
    if not isinstance(table, dict):
        desk.complain(where, f"{table!r} is no place; write {{ kinds = […], names = […] }}")
        return Place()
    desk.keys(table, where, _PLACE_KEYS, "key")
    names = strings(desk, table, where, "names", squeezed=True)
    kinds = [
        desk.member((*where, "kinds", n), "column kind", kind, ColumnKind)
        for n, kind in enumerate(strings(desk, table, where, "kinds"))
    ]
    if not names and not kinds:
        desk.complain(where, "this place is empty; write kinds = […] or names = […]")
    return Place(tuple(kind for kind in kinds if kind), names)


def strings(
    desk: Desk, table: Mapping[str, Any], where: Where, key: str, squeezed: bool = False
) -> tuple[str, ...]:
    """The strings of a list, none of them empty; ``squeezed``: without white space."""
    return _strings(desk, desk.value(table, where, key, list, []), (*where, key), squeezed)


def text_of(desk: Desk, table: Mapping[str, Any], where: Where, key: str) -> str:
    """A text that must be there and say something; empty with a complaint."""
    found = desk.value(table, where, key, str)
    if found is not None and not found.strip():
        desk.complain((*where, key), f"{key} is empty; write its text")
    return str(found or "")


def _groups(desk: Desk, table: Mapping[str, Any], where: Where, key: str) -> Alternatives:
    """Groups of words, each with at least one."""
    groups = []
    for n, group in enumerate(desk.value(table, where, key, list, [])):
        here = (*where, key, n)
        if not isinstance(group, list):
            desk.complain(here, f"{group!r} is no group of words; write [{group!r}]")
        elif not group:
            desk.complain(here, f"a group of words in {key} is empty; write its words, or leave it out")
        else:
            groups.append(_strings(desk, group, here, True))
    return tuple(groups)


def _strings(desk: Desk, values: list[Any], where: Where, squeezed: bool) -> tuple[str, ...]:
    found = []
    for n, value in enumerate(values):
        if not isinstance(value, str) or not value.strip():
            desk.complain((*where, n), f"{value!r} is no word; write a text")
        else:
            found.append("".join(value.split()) if squeezed else value.strip())
    return tuple(found)
