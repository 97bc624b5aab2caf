"""The year in wording: where it is that of the table it moves on, everywhere else it stays."""

from __future__ import annotations

import re
from calendar import monthrange
from datetime import date

_DONE = re.compile(r"\s*[（(]\s*已完成\s*[）)]")
_HAN = "〇一二三四五六七八九"
_DATED = r"\d{1,2}月(?!份?[^。；，]{0,3}[底末前])(?:\d{1,2}[日号])?(?!\d|[底末前])"
_STAYS_AFTER = rf"(?:以来|起|至今|开始|以后|之后|以前|之前|(?:年度)?(?:修订|修正|版|印发|出台)|{_DATED})"
_STAYS_BEFORE = r"(?:\d|[-—–~至到]|自|从|自从|截至)$"
_OWN_TITLES = re.compile(r"要点|分解表|任务|目录|计划|清单|分工|年度报告")
_TITLE = re.compile(r"《[^《》]*》")


def shifted(text: str, old: int, new: int) -> str:
    """The same wording for another year's table.

    ``2023年``, ``2023年度``, ``2023年底``, ``2023年11月底前`` move. Numbers of documents (〔2023〕), ranges of years,
    days that are no deadlines, ``2023年以来``, titles of laws and plans, and all other years stay.
    """
    if text.strip() == str(old):
        return text.replace(str(old), str(new))
    out, at = [], 0
    for title in _TITLE.finditer(text):
        out.append(_plain(text[at : title.start()], old, new))
        own = bool(_OWN_TITLES.search(title[0]))
        out.append(_plain(title[0], old, new) if own else title[0])
        at = title.end()
    out.append(_plain(text[at:], old, new))
    return "".join(out)


def _plain(text: str, old: int, new: int) -> str:
    for said, becomes in ((str(old), str(new)), (_han(old), _han(new))):
        pattern = re.compile(rf"(?<![\d〔\[【{_HAN}]){said}(?=年(?!{_STAYS_AFTER}))")
        parts, at = [], 0
        for found in pattern.finditer(text):
            kept = _is_other(text[: found.start()], text[found.end() :])
            parts += [text[at : found.start()], said if kept else becomes]
            at = found.end()
        text = "".join([*parts, text[at:]])
    return text


def _is_other(before: str, after: str) -> bool:
    """Whether a year is not the table's by what stands around it: one end of a range, a beginning."""
    if re.match(r"年?\s*(?:[-—–~]|至|到)\s*\d{4}", after):
        return True
    until_end = before.endswith("截至") and re.match(r"年(?:年)?[底末]", after)
    return bool(re.search(_STAYS_BEFORE, before)) and not until_end


def _han(year: int) -> str:
    return "".join(_HAN[int(digit)] for digit in str(year))


def without_done(text: str) -> str:
    """A deadline without （已完成）: next year's is not."""
    return _DONE.sub("", text)


def moved_day(day: date, years: int) -> date:
    """The same day of another year; the last day of a month stays the last one."""
    year = day.year + years
    last = monthrange(year, day.month)[1]
    was_last = day.day == monthrange(day.year, day.month)[1]
    return date(year, day.month, last if was_last else min(day.day, last))


def other_years(text: str, year: int) -> list[str]:
    """Years that a text says besides this one, each once."""
    found = re.findall(r"(?<!\d)(?:19|20)\d\d(?!\d)", text)
    return [one for one in dict.fromkeys(found) if one != str(year)]
