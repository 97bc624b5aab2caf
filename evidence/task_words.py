"""Which pages have which words, looked up for all words at once: in the full-text index, then in the texts it leaves open.

A file made before the index was has every text read, once, for all words together.
"""

from __future__ import annotations

import re
from collections.abc import Container, Iterable, Iterator, Mapping
from dataclasses import dataclass, field

from ahocorasick_rs import AhoCorasick, MatchKind

from evidence import full_text
from evidence.full_text import plain_word, squeezed
from evidence.hostfile import HostFile, PageRow

_MIN_NAME = 3  # characters of a unit's name, for it to mean the unit wherever it stands
_PLACE = r"[\u4e00-\u9fff]"
_HIGHER_BEFORE = re.compile(r"[省市州盟厅]$")
_OTHER_PLACE_BEFORE = re.compile(rf"[省市州盟]{_PLACE}{{1,3}}[区县市旗]$")
_BEFORE = 12


class Bitmap:
    """A set of positions that grows in place."""

    __slots__ = ("_bits",)

    def __init__(self, size: int) -> None:
        self._bits = bytearray((size + 7) // 8)

    def add(self, at: int) -> None:
        self._bits[at >> 3] |= 1 << (at & 7)

    def value(self) -> int:
        return int.from_bytes(self._bits, "little")


@dataclass(frozen=True, slots=True)
class Stored:
    """Pages of one file that are looked through, with their positions."""

    file: HostFile
    rows: tuple[tuple[int, PageRow], ...]

    def texts(self, wanted: Container[int] | None = None) -> Iterator[tuple[int, str]]:
        """(position, text without white space) of the wanted pages, of all for None; unpacked one at a time."""
        for at, row in self.rows:
            if wanted is None or at in wanted:
                yield at, squeezed(self.file.text(row) or row.excerpt)


class Names:
    """The names of all units, told apart where one is part of another; of bodies of other places none."""

    def __init__(self, names: Mapping[str, str], district: str, core: str) -> None:
        """``names``: unit by name or alias. ``core``: 云溪 of 海东市云溪区."""
        told = {squeezed(name): unit for name, unit in names.items()}
        self._names = [name for name in told if len(name) >= _MIN_NAME]
        self._units = [told[name] for name in self._names]
        self._search = AhoCorasick(self._names, matchkind=MatchKind.LeftmostLongest) if self._names else None
        own = {district, core, district[district.rfind(core) :] if core else district}
        self._own = tuple(name for name in own if name)
        self._own_level = district[-1:]  # 市财政局 is a city's own

    @property
    def words(self) -> list[str]:
        """The names that are looked for."""
        return self._names

    @property
    def units(self) -> list[str]:
        """Units that bear one of them, once for each name."""
        return self._units

    def units_in(self, text: str) -> set[str]:
        """Units that a text without white space names."""
        found: set[str] = set()
        for which, start, _end in self._search.find_matches_as_indexes(text) if self._search else ():
            if self._units[which] not in found and not self._is_elsewhere(text, start, self._names[which]):
                found.add(self._units[which])
        return found

    def at_head_of(self, title: str) -> str:
        """The unit with whose name a title without white space begins, as 区民政局 or 云溪区民政局; empty where none."""
        matches = self._search.find_matches_as_indexes(title) if self._search else ()
        which, start, _end = next(iter(matches), (0, -1, 0))
        before = (title[:start], title[: start + 1])  # 云溪区|民政局, 云溪|区民政局
        is_head = start == 0 or (start > 0 and any(one in self._own for one in before))
        return self._units[which] if is_head else ""

    def _is_elsewhere(self, text: str, start: int, name: str) -> bool:
        """Whether what stands before a name makes it another's: 市财政局, 海东市平川区财政局."""
        before = text[max(0, start - _BEFORE) : start]
        if before.endswith(self._own):
            return False
        level = name[0] if name[0] in "区县旗" else ""
        if not level and _HIGHER_BEFORE.search(before) and not before.endswith(self._own_level):
            return True
        with_level = before + level
        return bool(_OTHER_PLACE_BEFORE.search(with_level)) and not with_level.endswith(self._own)


@dataclass(slots=True)
class WordIndex:
    """What has been looked up: bitmaps by word and by unit."""

    stored: tuple[Stored, ...]
    size: int
    names: Names
    sources: Mapping[int, str] = field(default_factory=dict)
    titles: dict[str, int] = field(default_factory=dict)
    texts: dict[str, int] = field(default_factory=dict)
    units: dict[str, int] | None = None

    def look_up(self, words: Iterable[str]) -> None:
        """Look up what was not looked up before; units' names with the first words."""
        asked = {word: plain_word(word) for word in words if word not in self.texts}
        search = _Search(sorted({word for word in asked.values() if word}), self.size)
        named = {unit: Bitmap(self.size) for unit in self.names.units} if self.units is None else None
        for stored in self.stored:
            _look_in(stored, search, self.names, named, self.sources)
        for word, plain in asked.items():
            self.titles[word] = search.titles[plain].value() if plain else 0
            self.texts[word] = search.texts[plain].value() | self.titles[word] if plain else 0
        if named is not None:
            self.units = {unit: pages.value() for unit, pages in named.items()}


class _Search:
    """Words that are looked for together."""

    def __init__(self, words: list[str], size: int) -> None:
        self.words = words
        self.titles = {word: Bitmap(size) for word in words}
        self.texts = {word: Bitmap(size) for word in words}
        self._all = AhoCorasick(words) if words else None

    def within(self, text: str) -> set[str]:
        """The words that a text without white space has."""
        if self._all is None:
            return set()
        found = self._all.find_matches_as_indexes(text, overlapping=True)
        return {self.words[which] for which, _start, _end in found}


@dataclass(slots=True)
class _Open:
    """What the index leaves open: the words that a page may have, and whether it may name a unit."""

    words: dict[int, list[str]] = field(default_factory=dict)
    names: set[int] = field(default_factory=set)
    everywhere: list[str] = field(default_factory=list)  # words of which the index tells nothing


def _look_in(
    stored: Stored, search: _Search, names: Names, named: dict[str, Bitmap] | None, sources: Mapping[int, str]
) -> None:
    for at, row in stored.rows:
        title = squeezed(row.title)
        for word in search.within(title):
            search.titles[word].add(at)
        if named is not None:
            source = squeezed(sources.get(at, ""))
            _name(named, names, at, f"{title}·{source}")
    if full_text.is_indexed(stored.file.connection):
        _look_in_indexed(stored, search, names, named)
        return
    for at, text in stored.texts():
        for word in search.within(text):
            search.texts[word].add(at)
        if named is not None:
            _name(named, names, at, text)


def _look_in_indexed(stored: Stored, search: _Search, names: Names, named: dict[str, Bitmap] | None) -> None:
    left = _left_open(stored, search, names.words if named is not None else [])
    wanted = None if left.everywhere else left.words.keys() | left.names
    for at, text in stored.texts(wanted):
        for word in (*left.words.get(at, ()), *left.everywhere):
            if word in text:
                search.texts[word].add(at)
        if named is not None and at in left.names:
            _name(named, names, at, text)


def _name(named: dict[str, Bitmap], names: Names, at: int, text: str) -> None:
    for unit in names.units_in(text):
        named[unit].add(at)


def _left_open(stored: Stored, search: _Search, names: list[str]) -> _Open:
    """What is to be looked for in the texts after the index was asked; what it alone tells is noted."""
    position = {row.id: at for at, row in stored.rows}
    left = _Open()
    for word in search.words:
        ids = full_text.pages_with(stored.file.connection, word)
        if ids is None:
            left.everywhere.append(word)
            continue
        exact = full_text.is_exact(word)
        for at in (position[page_id] for page_id in ids if page_id in position):
            if exact:
                search.texts[word].add(at)
            else:
                left.words.setdefault(at, []).append(word)
    for name in names:
        ids = full_text.pages_with(stored.file.connection, name)
        left.names.update(position.values() if ids is None else (position[n] for n in ids if n in position))
    return left
