"""What counts as one (计数): pages that say the same, reports of one meeting, pages about one document, periods."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date
from sys import maxsize

from checks.engine.tasks.alike import RETOLD_PCT, Likeness
from checks.engine.tasks.meetings import SOON, Meeting, Meetings, read_meeting
from checks.engine.tasks.model import CountBy
from checks.engine.tasks.words import Finder
from evidence.document_numbers import digests
from evidence.titles import MIN_CORE, Title, agrees, bare, documents, named, numbers_of

UNITS = {
    CountBy.PAGE: "篇",
    CountBy.MEETING: "次",
    CountBy.DOCUMENT: "件",
    CountBy.QUARTER: "个季度",
    CountBy.HALF_YEAR: "个半年",
}
_MONTHS = {CountBy.QUARTER: 3, CountBy.HALF_YEAR: 6}
_EVALUATED = re.compile(
    r"(?:的?(?:政策)?(?:实施|执行|落实|贯彻)?(?:效果|情况)?的?(?:第三方)?后?(?:评估|评价))(?:报告|结果|情况|结论)*(?:的?(?:公布|发布|公示|公告|通报|出炉))*$"
)
_HALVES = ("上半年", "下半年")


@dataclass(frozen=True, slots=True)
class Group:
    """Pages that count as one, by day and then address; ``name``: what they stand for (Chinese), empty for texts."""

    pages: tuple[int, ...]
    name: str = ""


@dataclass(frozen=True, slots=True)
class _Document:
    """What a page says of the document it is, or is about."""

    numbers: frozenset[str]
    titles: tuple[Title, ...]


@dataclass(slots=True)
class Counter:
    """Puts pages that count as one together; what was read in a page is kept."""

    finder: Finder
    likeness: Likeness
    _meetings: dict[int, Meeting] = field(default_factory=dict)
    _documents: dict[int, _Document] = field(default_factory=dict)

    def groups(self, pages: Iterable[int], by: CountBy) -> tuple[Group, ...]:
        """Groups by their first day; every page must have a date."""
        ordered = sorted(pages, key=self._order)
        if by is CountBy.MEETING:
            found, names = self._by_meeting(ordered)
        elif by is CountBy.DOCUMENT:
            found, names = self._by_document(ordered)
        elif by in _MONTHS:
            found, names = self._by_period(ordered, by)
        else:
            found, names = {page: self.likeness.first(page) for page in ordered}, {}
        together: dict[int, list[int]] = {}
        for page in ordered:
            together.setdefault(found[page], []).append(page)
        return tuple(Group(tuple(each), names.get(key, "")) for key, each in together.items())

    def _order(self, page: int) -> tuple[date, str]:
        return self.finder.day_of(page), self.finder.pages[page].url

    # ---------------------------------------------------------------- meetings

    def _by_meeting(self, pages: Sequence[int]) -> tuple[dict[int, int], dict[int, str]]:
        meetings = Meetings()
        days = [(self.finder.day_of(page), page) for page in pages]
        known = sorted(one for one in days if self._meeting(one[1]).is_told)
        told = [(page, self._retold(page, day, known), day, self.likeness.first(page)) for day, page in days]
        return meetings.sort(told), dict(enumerate(meetings.names))

    def _retold(self, page: int, day: date, known: Sequence[tuple[date, int]]) -> Meeting:
        """The meeting of a page; where it tells neither number nor day (日前), that of a page soon before or after that
        says much the same. ``known``: pages that tell it, by day."""
        own = self._meeting(page)
        if own.is_told or day == date.min:
            return own
        near = known[bisect_left(known, (day - SOON, -1)) : bisect_left(known, (day + SOON, maxsize))]
        alike = [(self.likeness.share_pct(page, other), -other) for _, other in near]
        share, other = max(alike, default=(0.0, 0))
        return self._meeting(-other) if share >= RETOLD_PCT else own

    def _meeting(self, page: int) -> Meeting:
        if page not in self._meetings:
            indexed = self.finder.pages[page]
            text = self.finder.index.text(page)
            self._meetings[page] = read_meeting(indexed.title, text, self.finder.day_of(page))
        return self._meetings[page]

    def may_be_more(self, group: Group) -> int:
        """How many further meetings a group may hold: texts that tell neither number nor day, put to others of their day."""
        said = {page: self._meeting(page) for page in group.pages}
        firsts = {self.likeness.first(page) for page in group.pages}
        silent = {
            self.likeness.first(page)
            for page, told in said.items()
            if told.number is None and told.on is None
        }
        return min(len(silent), len(firsts) - 1)

    # ---------------------------------------------------------------- documents

    def _by_document(self, pages: Sequence[int]) -> tuple[dict[int, int], dict[int, str]]:
        found: dict[int, int] = {}
        known = _Documents()
        by_text: dict[int, int] = {}
        names: dict[int, str] = {}
        for page in pages:
            document, first = self._document(page), self.likeness.first(page)
            group = by_text.get(first)
            if group is None:
                group = known.group_of(document)
            found[page] = by_text.setdefault(first, known.add(document, group))
            names.setdefault(found[page], self._name(page, document))
        return found, names

    def _document(self, page: int) -> _Document:
        if page not in self._documents:
            indexed = self.finder.pages[page]
            own = self.finder.index.facts(page).document_number
            numbers = numbers_of(indexed.title) | (digests(own) if own else frozenset())
            if indexed.is_policy:
                titles = documents(indexed.title)
            else:
                titles = named(indexed.title) or (bare(_judged(indexed.title)),)
            self._documents[page] = _Document(numbers, titles)
        return self._documents[page]

    def _name(self, page: int, document: _Document) -> str:
        title = next((title.flat for title in document.titles if title.flat), "")
        return f"《{title or self.finder.pages[page].title}》"

    # ---------------------------------------------------------------- periods

    def _by_period(self, pages: Sequence[int], by: CountBy) -> tuple[dict[int, int], dict[int, str]]:
        found: dict[int, int] = {}
        names: dict[int, str] = {}
        for page in pages:
            on = self.finder.day_of(page)
            part = (on.month - 1) // _MONTHS[by]
            found[page] = on.year * 4 + part
            names[found[page]] = (
                f"{on.year}年第{part + 1}季度" if by is CountBy.QUARTER else f"{on.year}年{_HALVES[part]}"
            )
        return found, names


@dataclass(slots=True)
class _Documents:
    """Groups of pages about one document, found by the numbers and titles they bear."""

    count: int = 0
    _by_number: dict[str, list[tuple[int, _Document]]] = field(default_factory=dict)
    _by_title: dict[str, list[tuple[int, _Document]]] = field(default_factory=dict)
    _cut: list[tuple[int, _Document]] = field(default_factory=list)  # titles that go on unseen

    def group_of(self, document: _Document) -> int | None:
        """The first group of pages about the same document; None where it is new."""
        near = [one for number in document.numbers for one in self._by_number.get(number, ())]
        near += [one for title in document.titles for one in self._by_title.get(title.counted, ())]
        near += self._cut
        if any(title.cut for title in document.titles):
            near += [one for many in self._by_title.values() for one in many]
        return min((group for group, known in near if _same(document, known)), default=None)

    def add(self, document: _Document, group: int | None) -> int:
        """Put a page's document into a group, or into a new one; returns which."""
        if group is None:
            group, self.count = self.count, self.count + 1
        entry = (group, document)
        for number in document.numbers:
            self._by_number.setdefault(number, []).append(entry)
        for title in document.titles:
            self._by_title.setdefault(title.counted, []).append(entry)
        if any(title.cut for title in document.titles):
            self._cut.append(entry)
        return group


def _judged(title: str) -> str:
    """What a title is about that says an evaluation of it: 补贴办法 of 补贴办法实施效果评估报告公布."""
    about = _EVALUATED.sub("", title.removeprefix("关于"))
    return about if len(about) >= MIN_CORE else title


def _same(one: _Document, other: _Document) -> bool:
    """Whether two pages are about one document: numbers decide where both have any, else titles."""
    if one.numbers and other.numbers:
        return bool(one.numbers & other.numbers)
    return any(agrees(title, name) for title in one.titles for name in other.titles)
