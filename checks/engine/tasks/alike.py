"""Pages that say the same (去重): one title, or texts that are alike to nine tenths."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field
from functools import lru_cache
from zlib import crc32

from rapidfuzz.fuzz import ratio

from checks.engine.tasks.words import squeezed
from evidence.task_index import TaskIndex

ALIKE_PCT = 90.0  # 标题相同或正文相似度 ≥0.9 计1条: the convention of tables of tasks
RETOLD_PCT = 75.0  # another report of one event, where both are out within days
_TITLE_SIGNS = 4  # a shorter title tells nothing
_TEXT_SIGNS = 60  # nor does so short a text
_COMPARED = 6000  # signs of a text that are compared
_SKETCH = 24  # chunks that stand for a text when its likes are looked for
_SHARED_PCT = 45  # of them, that texts which are alike share at least
_COMMON = 200  # texts that share a chunk: it is nobody's own
_CHUNK_SIGNS = 4
_SKETCHED = 2000  # signs of a text from which chunks are taken
_START = re.compile(
    b"[" + b"".join(b"\\x%02x" % n for n in range(0, 256, 8)) + b"]"
)  # by a sign's lower byte
_FIGURES = re.compile(r"\d+|[一二三四五六七八九十]+(?=[年月日期批次季届轮场条号])|[上下]半年")
_MARKS = re.compile(r"[\W_]+")


@dataclass(slots=True)
class Likeness:
    """Classes of pages that say the same; each is known by the first of its pages that was met.

    Pages are met in the order of the index for each part, so that the same evidence gives the same classes.
    """

    index: TaskIndex
    positions: dict[str, int]  # of pages, by address
    names: frozenset[str]  # of columns and units: where a page bears no more, its title was not read
    _class: dict[int, int] = field(default_factory=dict)
    _titles: dict[str, int] = field(default_factory=dict)
    _chunks: dict[int, list[int]] = field(default_factory=dict)
    _lengths: dict[int, int] = field(default_factory=dict)  # of the texts of firsts
    _sketches: dict[int, int] = field(default_factory=dict)  # chunks that stand for them

    @classmethod
    def over(cls, index: TaskIndex, names: Iterable[str] = ()) -> Likeness:
        """Nothing is read before pages are met; ``names``: of the district's bodies."""
        above = (name for column in index.columns for name in column.path)
        positions = {page.url: position for position, page in enumerate(index.pages)}
        return cls(index, positions, frozenset(map(plain_title, (*above, *names))))

    def meet(self, pages: Iterable[int]) -> None:
        """Sort pages into classes."""
        for page in pages:
            if page not in self._class:
                self._class[page] = self._sort(page)

    def first(self, page: int) -> int:
        """The first page met that says the same."""
        self.meet((page,))
        return self._class[page]

    def share_pct(self, page: int, other: int) -> float:
        """How much of two texts is alike, from 0 to 100; 0 for texts too short to tell."""
        one, two = self._text(page), self._text(other)
        return ratio(one, two) if min(len(one), len(two)) >= _TEXT_SIGNS else 0.0

    def _sort(self, page: int) -> int:
        """The first of its class; a file says what the page says that offers it."""
        bearer = self.positions.get(self.index.pages[page].borne_by)
        return self._compare(page) if bearer is None or bearer == page else self.first(bearer)

    def _compare(self, page: int) -> int:
        title = plain_title(self.index.pages[page].title)
        tells = len(title) >= _TITLE_SIGNS and title not in self.names
        if tells and title in self._titles:
            return self._titles[title]
        text = self._text(page)
        sketch = _sketch(text) if len(text) >= _TEXT_SIGNS else ()
        first = self._like(text, sketch, _FIGURES.findall(title))
        if first is None:
            first = page
            self._lengths[page], self._sketches[page] = len(text), len(sketch)
            for chunk in sketch:
                self._chunks.setdefault(chunk, []).append(page)
        if tells:
            self._titles[title] = first
        return first

    def _like(self, text: str, sketch: tuple[int, ...], figures: list[str]) -> int | None:
        """The first page with a text like this one; only those that share chunks are compared.

        What bears another number or month (第2期, 三月) is no repetition, however alike the texts are.
        """
        shared: Counter[int] = Counter()
        usual = 0
        for chunk in sketch:
            bearers = self._chunks.get(chunk, ())
            usual += len(bearers) > _COMMON
            shared.update(bearers if len(bearers) <= _COMMON else ())
        own, sketches = len(sketch) - usual, self._sketches
        close = [
            (-count, first)
            for first, count in shared.items()
            if count * 100 >= _SHARED_PCT * min(own, sketches[first])
        ]
        for _, first in sorted(close):
            if (
                self._has_the_length(first, len(text))
                and not self._is_another(first, figures)
                and ratio(text, self._text(first), score_cutoff=ALIKE_PCT) >= ALIKE_PCT
            ):
                return first
        return None

    def _is_another(self, first: int, figures: list[str]) -> bool:
        """Whether both titles bear figures, and not the same."""
        others = _FIGURES.findall(plain_title(self.index.pages[first].title))
        return bool(figures) and bool(others) and figures != others

    def _has_the_length(self, first: int, length: int) -> bool:
        """Whether the lengths of two texts allow that they are alike."""
        short, long = sorted((length, self._lengths[first]))
        return 200.0 * short >= ALIKE_PCT * (short + long)

    def _text(self, page: int) -> str:
        return squeezed(self.index.text(page))[:_COMPARED]


@lru_cache(maxsize=65536)
def plain_title(title: str) -> str:
    """A title without punctuation and white space, in half-width signs."""
    return _MARKS.sub("", unicodedata.normalize("NFKC", title)).lower()


def _sketch(text: str) -> tuple[int, ...]:
    """A few chunks that texts which are alike are all but bound to share: those of the smallest checksums.

    Chunks begin at every eighth sign of the alphabet, wherever that stands: what is put in or left out moves nothing.
    """
    signs = text[:_SKETCHED].encode("utf-16-le", "surrogatepass")
    starts = (found.start() * 2 for found in _START.finditer(signs[::2]))
    return tuple(sorted({crc32(signs[at : at + 2 * _CHUNK_SIGNS]) for at in starts})[:_SKETCH])
