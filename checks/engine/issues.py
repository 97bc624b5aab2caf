"""Issues of a gazette (公报的期次) by the words of titles: 2026年第3期, 2026年第三期（总第45期）, 第5、6期合刊."""

from __future__ import annotations

import re
from collections.abc import Iterable

from evidence.numerals import whole_number

_NUMERALS = str.maketrans("〇零一二三四五六七八九", "00123456789")
_N = r"(?:\d{1,3}|[一二三四五六七八九十百〇零]{1,5})"
_TOTAL = re.compile(r"[（(]?\s*总\s*第?\s*(?:\d{1,5}|[一二三四五六七八九十百〇零]{1,7})\s*[期号]?\s*[）)]?")
_ISSUE = re.compile(
    rf"第?\s*((?<!\d){_N}(?:\s*[期号]?\s*[、,，/\-—–~～至和]\s*第?\s*{_N})*)\s*期|第\s*({_N})\s*号(?=.{{0,6}}公报)|(?<=公报).{{0,12}}第\s*({_N})\s*号"
)
_YEAR = re.compile(r"(?<!\d)((?:19|20)\d\d)(?!\d)|([一二][〇零九][〇零一二三四五六七八九]{2})(?=年)")
_PARTS = re.compile(r"[、,，/和]")
_RANGE = re.compile(r"[\-—–~～至]")
_NO_ISSUE = re.compile(r"增刊|特刊|专刊|副刊|创刊|试刊|号外|[本每上下近各历多几]期")
_WIDEST = 12


def issues_in(text: str) -> tuple[int, ...]:
    """The numbers of issues that a title names, a double issue both; none of a supplement (增刊)."""
    if _NO_ISSUE.search(text):
        return ()
    match = _ISSUE.search(_TOTAL.sub("", text))
    named = next((group for group in match.groups() if group), "") if match else ""
    found: list[int] = []
    for part in _PARTS.split(named):
        ends = [number for piece in _RANGE.split(part) if (number := _value(piece)) is not None]
        if len(ends) == 2 and 0 < ends[1] - ends[0] <= _WIDEST:
            found += range(ends[0], ends[1] + 1)
        else:
            found += ends
    return tuple(dict.fromkeys(number for number in found if number))


def year_in(names: Iterable[str]) -> int | None:
    """The year that the first of several names tells; a title before the columns it stands in."""
    for name in names:
        match = _YEAR.search(name)
        if match and match.group(1):
            return int(match.group(1))
        if match:
            return int(match.group(2).translate(_NUMERALS))
    return None


def _value(text: str) -> int | None:
    """三, 第十二期 or 3 as a number; None where it is none."""
    return whole_number(re.sub(r"[\s第期号]", "", text))
