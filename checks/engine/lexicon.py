"""Wording lexicons (表述词库): wrong words with the right ones, and where a text uses them.

Files are data with a source and a date for every entry, read from every folder of lexicons: a file beside the
configuration stands for the program's own of the same name, and one of a new name comes on top. A longer word that
holds the wrong one by chance (an exception) is searched for with it and takes its place.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from pathlib import Path
from typing import Any

from ahocorasick_rs import AhoCorasick, MatchKind

from checks.engine.complaints import Desk
from evidence.errors import ConfigError
from evidence.toml_lines import TomlFile, Where, load

_AROUND = 30
_KEYS = ("wrong", "right", "class", "certainty", "source", "date", "exceptions", "note")
_DAY = re.compile(r"\d{4}(?:-\d{2}(?:-\d{2})?)?")
_LEAST = 2  # characters of a wrong word


class WordingClass(StrEnum):
    """Classes of wording errors, as content-safety §3 numbers them."""

    STATE = "ST01"  # 国名、党名、国家机构名称
    LEADERS = "ST02"  # 党和国家领导人姓名
    LOCAL_LEADERS = "ST03"  # 省市县主要领导姓名
    POSTS = "ST04"  # 职务、排序
    REGIONS = "ST05"  # 涉台港澳
    TERRITORY = "ST06"  # 领土主权、地图
    TERMS = "ST07"  # 重大政治术语
    PEOPLES = "ST08"  # 民族、宗教
    PLACES = "ST09"  # 地名、机构名
    SPELLING = "ST10"  # 一般错别字
    HARMFUL = "ST11"
    HISTORY = "ST12"
    INTERNAL = "ST13"  # 涉密、内部文件


class Certainty(StrEnum):
    """How sure it is that the words are wrong wherever they stand."""

    HIGH = "high"
    MEDIUM = "medium"
    LOW = "low"


@dataclass(frozen=True, slots=True)
class Entry:
    """One wrong wording: what should stand in its place, and on whose word."""

    wrong: str
    right: str
    kind: WordingClass
    certainty: Certainty
    source: str
    date: str  # of the source: a day, month or year
    exceptions: tuple[str, ...] = ()  # longer legitimate words that hold it


@dataclass(frozen=True, slots=True)
class Use:
    """A wrong wording in a text, with the words around it."""

    entry: Entry
    start: int
    excerpt: str


@dataclass(frozen=True, slots=True)
class Lexicon:
    """All entries, ready to search with. Without any it finds nothing."""

    entries: tuple[Entry, ...] = ()
    _by_word: Mapping[str, Entry] = field(default_factory=dict)  # wrong words; exceptions are not in it
    _words: tuple[str, ...] = ()
    _search: AhoCorasick | None = None

    @classmethod
    def of(cls, entries: Iterable[Entry]) -> Lexicon:
        """A lexicon of these entries; the first of two with one wrong word counts."""
        by_word: dict[str, Entry] = {}
        for entry in entries:
            by_word.setdefault(entry.wrong, entry)
        kept = tuple(by_word.values())
        spared = {word for entry in kept for word in (*entry.exceptions, entry.right) if len(word) > 1}
        words = tuple(dict.fromkeys((*by_word, *sorted(spared - by_word.keys()))))
        search = AhoCorasick(words, matchkind=MatchKind.LeftmostLongest) if words else None
        return cls(kept, by_word, words, search)

    def uses(self, text: str) -> Iterator[Use]:
        """Wrong wordings in order, but those quoted or within the title of a document."""
        if self._search is None:
            return
        for index, start, end in self._search.find_matches_as_indexes(text):
            entry = self._by_word.get(self._words[index])
            if entry is not None and not _is_quoted(text, start, end):
                yield Use(entry, start, _excerpt(text, start, end))


# ---------------------------------------------------------------- quotations


_QUOTES = (("“", "”"), ("「", "」"), ("『", "』"), ("《", "》"), ("〈", "〉"), ("‘", "’"), ("【", "】"))
_QUOTE_CHARS = 60  # a longer span in quotation marks is a speech, not the mention of a word
_TITLE_CHARS = 200
_CORRECTION = re.compile(
    r"误(?:写|作|为|将|把)|错(?:写|别字|为)|应(?:为|改为|作|写作)|更正|勘误|改为|→|更改为|纠正|正确(?:写法|表述|的是)|"
    r"不(?:得|能|要|应|可)(?:使用|写|用|称)"
)
_NEARBY = 14  # characters on each side in which a sentence says that it speaks of a mistake


def _is_quoted(text: str, start: int, end: int) -> bool:
    """Whether the words stand in quotation marks or a title, or the sentence speaks of them as a mistake."""
    for opening, closing in _QUOTES:
        reach = _TITLE_CHARS if opening == "《" else _QUOTE_CHARS
        before = text[max(0, start - reach) : start].rpartition("\n")[2]
        after = text[end : end + reach].partition("\n")[0]
        if before.rfind(opening) > before.rfind(closing) and _closes(after, opening, closing):
            return True
    before = text[max(0, start - _NEARBY) : start].rpartition("\n")[2]
    return bool(_CORRECTION.search(f"{before}\n{text[end : end + _NEARBY].partition(chr(10))[0]}"))


def _closes(after: str, opening: str, closing: str) -> bool:
    at = after.find(closing)
    return at >= 0 and opening not in after[:at]


def _excerpt(text: str, start: int, end: int) -> str:
    return " ".join(text[max(0, start - _AROUND) : end + _AROUND].split())


# ---------------------------------------------------------------- reading

_KIND = "wording"


def load_lexicon(folders: Sequence[Path]) -> Lexicon:
    """Read every ``*.toml`` of these folders, the first folder that has a name serving it; files that name another
    ``kind`` of lexicon are left to whoever reads that kind.

    Raises ConfigError with every complaint: unknown keys and classes, entries without source, words given twice.
    """
    places: dict[str, Path] = {}
    for folder in folders:
        for path in sorted(folder.glob("*.toml")):
            places.setdefault(path.name, path)
    complaints: list[str] = []
    entries: list[Entry] = []
    taken: dict[str, str] = {}
    for name in sorted(places):
        try:
            desk = Desk(load(places[name]))
        except ConfigError as error:
            complaints += error.complaints
            continue
        if desk.file.data.get("kind", _KIND) != _KIND:
            continue
        entries += _read_file(desk, taken)
        complaints += desk.complaints
    if complaints:
        raise ConfigError(complaints)
    return Lexicon.of(entries)


def _read_file(desk: Desk, taken: dict[str, str]) -> list[Entry]:
    data = desk.file.data
    desk.keys(data, (), ("kind", "entry"), "table")
    found = []
    for n, table in enumerate(desk.value(data, (), "entry", list, [])):
        if not isinstance(table, dict):
            desk.complain(("entry", n), f"{table!r} is no table; write [[entry]]")
            continue
        entry = _read_entry(table, desk, ("entry", n))
        if entry is not None and _claims(entry, desk, ("entry", n), taken):
            found.append(entry)
    return found


def _read_entry(table: Mapping[str, Any], desk: Desk, where: Where) -> Entry | None:
    before = len(desk.complaints)
    desk.keys(table, where, _KEYS, "key")
    wrong, right, source, date = (
        str(desk.value(table, where, key, str) or "") for key in ("wrong", "right", "source", "date")
    )
    kind = desk.choice(table, where, "class", WordingClass)
    certainty = desk.choice(table, where, "certainty", Certainty)
    spared = desk.value(table, where, "exceptions", list, [])
    _complain_of(desk, where, wrong, right, date, spared)
    if len(desk.complaints) > before or kind is None or certainty is None:
        return None
    return Entry(wrong, right, kind, certainty, source, date, tuple(spared))


def _complain_of(desk: Desk, where: Where, wrong: str, right: str, date: str, spared: Sequence[Any]) -> None:
    if wrong and len(wrong) < _LEAST:
        desk.complain(
            (*where, "wrong"),
            f"wrong is {wrong!r}; give at least {_LEAST} characters, or it is found everywhere",
        )
    if wrong and wrong == right:
        desk.complain((*where, "right"), f"right is {right!r}, as wrong is; write what should stand there")
    if date and not _DAY.fullmatch(date):
        desk.complain((*where, "date"), f"date is {date!r}; write 2026, 2026-01 or 2026-01-31")
    for n, word in enumerate(spared):
        if not isinstance(word, str) or wrong not in word or word == wrong:
            desk.complain(
                (*where, "exceptions", n),
                f"exception {word!r} does not hold {wrong!r}; give a longer word that does",
            )


def _claims(entry: Entry, desk: Desk, where: Where, taken: dict[str, str]) -> bool:
    if entry.wrong in taken:
        desk.complain(
            (*where, "wrong"), f"{entry.wrong!r} is an entry at {taken[entry.wrong]} already; remove one"
        )
        return False
    taken[entry.wrong] = _place(desk.file, where)
    return True


def _place(file: TomlFile, where: Where) -> str:
    return file.where((*where, "wrong"))
