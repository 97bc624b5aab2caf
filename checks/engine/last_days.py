"""Until when something is open (申报截止、有效期) by the words of a page or a cell, and whether it says that it is open."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from datetime import date

_LABEL = re.compile(
    r"(?:(?:申报|受理|申请|报名|办理)?截止(?:时间|日期|日)?|(?:申报|受理|申请|报名|办理|执行|实施|起止|政策)(?:起止)?(?:时间|期限|日期|周期)"
    r"|(?:政策)?有效期限?|截至)\s*[：:至为到]*\s*(?P<value>.{0,60})"
)
_UNTIL = re.compile(r"截止|有效期|截至")
_DAY = re.compile(
    r"(?:(?P<year>20\d\d)\s*[年./\-]\s*)?(?P<month>\d{1,2})\s*[月./\-]\s*(?P<day>\d{1,2})(?!\d)\s*日?"
)
_RANGE = re.compile(r"[—–~～至到]|日\s*-|\s-\s")
_BEFORE = re.compile(r"^\s*(?:[（(]含.{0,4}[）)])?\s*(?:之?前|止|截止|以前)")
_OPEN_END = re.compile(
    r"^\s*(?:[（(]含.{0,4}[）)])?[）)]?\s*(?:起|开始|后|以后|算起|生效|实施|施行|执行|发布|公布|印发)"
)
_FROM = re.compile(r"(?:自|从)[^至到止—–~～]{0,12}$")
_SO_FAR = re.compile(r"^\s*[，,、]?\s*(?:全[省市区县]|我[省市区县]|本[市区县]|目前)?\s*(?:已|共|累计|总计)")
_LASTING = re.compile(r"延期|延长|顺延|延至|长期|常年|全年|另行通知|继续有效|用完为止|动态")
_FRAME = "【】[]［］（）()<>《》 \u3000\xa0·•"
_STATE = re.compile(r"^(?:政策|申报|办理|受理|项目|当前|事项)*(?:状态|进度|情况)\s*[：:]?\s*")


def ends_in(lines: Iterable[str]) -> date | None:
    """The latest last day that labelled lines state; None where none is stated, or one may have been put off."""
    found: list[date] = []
    for line in lines:
        if _LASTING.search(line):
            return None
        for label in _LABEL.finditer(line):
            end = last_day(label.group("value"), until=bool(_UNTIL.search(label.group())))
            if end:
                found.append(end)
    return max(found, default=None)


def last_day(text: str, *, until: bool) -> date | None:
    """The last day of a period: the end of a range, or the only date where it says that nothing follows it.

    A first day (自…起, …实施) is none, nor is one up to which something was counted (截至…，共兑现).
    """
    if _LASTING.search(text):
        return None
    days = list(_DAY.finditer(text))
    if not days:
        return None
    last = days[-1]
    rest = text[last.end() :]
    if _OPEN_END.match(rest) or _SO_FAR.match(rest):
        return None
    ranged = len(days) > 1 and bool(_RANGE.search(text[days[-2].start() : last.start()]))
    if not (ranged or until or _BEFORE.match(rest)) or (not ranged and _FROM.search(text[: last.start()])):
        return None
    return _date(days)


def _date(days: Sequence[re.Match[str]]) -> date | None:
    """The last of several dates; one without a year is of the year of the one before, or the next after the turn of the year."""
    year, month = None, 0
    for found in days:
        now = int(found.group("month"))
        if found.group("year"):
            year = int(found.group("year"))
        elif year is not None and now < month:
            year += 1
        month = now
    try:
        return date(year, month, int(days[-1].group("day"))) if year is not None else None
    except ValueError:
        return None


def says_open(text: str, words: Sequence[str]) -> str:
    """The word by which a line or cell says that something is open (申报中); empty where it says more, or nothing of it."""
    plain = _STATE.sub("", text.strip(_FRAME)).strip(_FRAME)
    return next((word for word in words if plain == word), "")


def tagged_open(title: str, words: Sequence[str]) -> str:
    """The word with which a row's title is tagged: 【申报中】…; empty where it is not."""
    tags = re.findall(r"[【\[（(［]\s*([^】\]）)］]{2,10})\s*[】\]）)］]", title)
    return next((word for word in words for tag in tags if tag.strip() == word), "")


def open_lines(lines: Iterable[str], words: Sequence[str]) -> Iterator[str]:
    """Lines that say so."""
    return (line for line in lines if says_open(line, words))
