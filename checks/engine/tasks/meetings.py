"""Reports of meetings: which of them are about one meeting, by its number, its date, else the day of publishing."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date, timedelta

from evidence.numerals import whole_number

_NUMBER = re.compile(
    r"第\s*([\d〇零一二三四五六七八九十百]{1,5})\s*次\s*([^第，,。；;、：:\s《》“”（）()]{0,14}?)(?:会议|会(?![议员]))"
)
_DATE = re.compile(
    r"(?:(20\d\d)\s*年\s*)?(?<!\d)(\d{1,2})\s*月\s*(\d{1,2})\s*日(?:上午|下午|晚上?)?([^。；！？]{0,80})"
)
_HELD = re.compile(r"召开|召集|主持|举行|举办|开展|组织|会议|列席|参加|座谈|培训|活动")
_GOVERNMENT = re.compile(r"^.*政府")
_HEAD = 600  # signs of a text in which a report says when its meeting was
_EARLIER = timedelta(days=120)  # a report is out so soon after its meeting
_LATER = timedelta(days=45)  # and an announcement so long before
SOON = timedelta(
    days=10
)  # one text that tells neither number nor date is of one meeting so long: it meets each month


@dataclass(frozen=True, slots=True)
class Meeting:
    """What a page says of its meeting."""

    number: int | None
    kind: str  # 常务, 党组 …; empty where it is not told
    on: date | None
    is_meeting: bool = True  # else an activity: a fair, a training

    @property
    def is_told(self) -> bool:
        """Whether the page tells which meeting it was."""
        return self.number is not None or self.on is not None


def read_meeting(title: str, text: str, published_on: date) -> Meeting:
    """The number and the date of the meeting that a page reports on, its title asked first."""
    head = text[:_HEAD]
    number, kind = _read_number(title) or _read_number(head) or (None, "")
    on = _read_date(title, published_on) or _read_date(head, published_on)
    return Meeting(number, kind, on, number is not None or "会议" in title + head)


def _read_number(text: str) -> tuple[int, str] | None:
    found = _NUMBER.search(text)
    value = whole_number(found[1]) if found else None
    return (value, _GOVERNMENT.sub("", found[2])) if found and value else None


def _read_date(text: str, published_on: date) -> date | None:
    """The first day that is told with a meeting, near enough to the day of publishing."""
    for found in _DATE.finditer(text):
        if _HELD.search(found[4]):
            day = _day(found, published_on)
            if day and published_on - _EARLIER <= day <= published_on + _LATER:
                return day
    return None


def _day(found: re.Match[str], published_on: date) -> date | None:
    """The day; without a year the one nearest before publishing, or soon after it."""
    years = [int(found[1])] if found[1] else [published_on.year, published_on.year - 1, published_on.year + 1]
    days = [_date(year, int(found[2]), int(found[3])) for year in years]
    near = [day for day in days if day and day <= published_on + _LATER]
    return max(near, default=None)


def _date(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None


def _called(told: Meeting) -> str:
    """What a meeting or activity without a number is called, after its day (Chinese)."""
    if told.is_meeting:
        return "召开的会议" if told.on else "发布的会议信息"
    return "举办的活动" if told.on else "发布的活动信息"


@dataclass(slots=True)
class Meetings:
    """Sorts pages into meetings; a number decides, then a date, then the day of publishing."""

    names: list[str] = field(default_factory=list)  # of the meetings, in Chinese
    _numbers: dict[int, list[tuple[str, int]]] = field(default_factory=dict)
    _days: dict[date, int] = field(default_factory=dict)

    def sort(self, pages: Iterable[tuple[int, Meeting, date, int]]) -> dict[int, int]:
        """The meeting of each page: pages as (page, what it says, day of publishing, first page that says the same)."""
        known = sorted(pages, key=lambda one: (one[1].number is None, one[1].on is None, one[2], one[0]))
        found: dict[int, int] = {}
        by_text: dict[int, list[tuple[date, int]]] = {}
        for page, told, published_on, first in known:
            same = by_text.setdefault(first, [])
            again = (meeting for on, meeting in same if abs(published_on - on) <= SOON)
            meeting = next(again, None) if told.number is None and told.on is None else None
            found[page] = self._place(told, published_on) if meeting is None else meeting
            same.append((published_on, found[page]))
        return found

    def _place(self, told: Meeting, published_on: date) -> int:
        day = told.on or published_on
        if told.number is not None:
            meeting = self._numbered(told, f"第{told.number}次{told.kind}会议")
            self._days.setdefault(day, meeting)
            return meeting
        if day not in self._days:
            self._days[day] = self._new(f"{day.year}年{day.month}月{day.day}日{_called(told)}")
        return self._days[day]

    def _numbered(self, told: Meeting, name: str) -> int:
        same = self._numbers.setdefault(told.number or 0, [])
        for kind, meeting in same:
            if kind == told.kind or not kind or not told.kind:
                return meeting
        same.append((told.kind, self._new(name)))
        return same[-1][1]

    def _new(self, name: str) -> int:
        self.names.append(name)
        return len(self.names) - 1
