"""Deadlines as tables write them (完成时限): 12月底前, 11月30日前, 第三季度, 长期坚持."""

from __future__ import annotations

import re
import unicodedata
from calendar import monthrange
from dataclasses import dataclass
from datetime import date

from evidence.numerals import whole_number
from xunjian.tables.grid import squeezed

_LONGEST = 40  # characters of a deadline
_ASIDE = re.compile(r"[（(\[【][^（()）\]】]*[）)\]】]")
_STANDING = re.compile(
    r"(?:(?:全年|常年|长期|持续|常态化?|经常性?|动态|实时|日常|定期|适时|随时|不间断|并?)"
    r"(?:坚持|推进|推动|开展|更新|抓好|落实|实施|进行|执行|公开|任务|工作|有效|做好|化)*[，、,；;。]?)+"
    r"|每(?:个?季度|季|个?月|半年|周|年|学期|日)(?:度)?(?:末|底|初)?(?:前|\d{1,2}日前)?"
)
_YEAR = r"(?:(?P<year>\d{4})年|(?:本|当|今)年度?|年)?"
_BY = r"(?:之?前|以前|之?内)?(?:完成|公开|发布|报送|落实|编制完成|到位)?"
_NUMERIC = re.compile(rf"(?P<year>\d{{4}})[-/.](?P<month>\d{{1,2}})(?:[-/.](?P<day>\d{{1,2}}))?{_BY}")
_MONTH = re.compile(
    rf"{_YEAR}(?P<month>\d{{1,2}})月份?(?:(?:(?P<day>\d{{1,2}})[日号]|(?P<part>上旬|中旬|下旬|月?底|月?末)){_BY})?"
)
_QUARTER = re.compile(rf"{_YEAR}第?(?P<quarter>[1-4])季度?(?:末|底)?{_BY}")
_HALF = re.compile(rf"{_YEAR}(?P<half>[上下])半年(?:末|底)?{_BY}")
_WHOLE = re.compile(rf"(?:(?P<year>\d{{4}})年|本年|当年|今年|年)?年?(?:度)?(?:底|末|内){_BY}")


@dataclass(frozen=True, slots=True)
class Due:
    """A deadline: ``day`` None and no ``complaint`` is a standing task."""

    text: str
    day: date | None
    complaint: str = ""


def read_due(text: str, year: int) -> Due:
    """The day a deadline means in a table of ``year``: the last one on which the task is done in time.

    What it does not understand has a complaint and no day; words are never guessed.
    """
    told = _arabic(_ASIDE.sub("", unicodedata.normalize("NFKC", squeezed(text)))).strip("。;；,，")
    if len(told) > _LONGEST:
        return Due(text, None, f"deadline not understood: '{text}'")
    if not told:
        return Due(text, None, "no deadline")
    if _STANDING.fullmatch(told):
        return Due(text, None)
    try:
        day = _day(told, year)
    except ValueError:
        return Due(text, None, f"deadline '{text}' is no day of the calendar")
    if day is None:
        return Due(text, None, f"deadline not understood: '{text}'")
    if day.year < year:  # nothing can be seen of it in the year of the table
        return Due(text, None, f"deadline '{text}' is before {year} and left out")
    outside = f"deadline '{text}' is after {year}" if day.year > year else ""
    return Due(text, day, outside)


def _day(told: str, year: int) -> date | None:
    """Raises ValueError for a day that no calendar has."""
    for pattern in (_NUMERIC, _MONTH, _QUARTER, _HALF, _WHOLE):
        if found := pattern.fullmatch(told):
            parts = found.groupdict()
            return _last_day(parts, int(parts["year"] or year))
    return None


def _last_day(parts: dict[str, str | None], year: int) -> date:
    if parts.get("quarter"):
        return _end_of(year, int(parts["quarter"] or 0) * 3)
    if parts.get("half"):
        return _end_of(year, 6 if parts["half"] == "上" else 12)
    month = int(parts.get("month") or 12)
    if parts.get("day"):
        return date(year, month, int(parts["day"] or 0))
    if part := {"上旬": 10, "中旬": 20}.get(parts.get("part") or ""):
        return date(year, month, part)
    return _end_of(year, month)


def _end_of(year: int, month: int) -> date:
    if not 1 <= month <= 12:
        raise ValueError(month)
    return date(year, month, monthrange(year, month)[1])


def _arabic(text: str) -> str:
    """十二月底 as 12月底, 第三季度 as 第3季度, 三十一日 as 31日."""
    return re.sub(r"[一二三四五六七八九十]+(?=[月季日])", lambda found: _in_figures(found[0]), text)


def _in_figures(han: str) -> str:
    value = whole_number(han)
    return han if value is None else str(value)
