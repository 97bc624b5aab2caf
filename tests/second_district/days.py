"""Days counted back from the monitoring point, and the working days of the State Council's calendar."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

import chinese_calendar

ZONE = ZoneInfo("Asia/Shanghai")


def today() -> date:
    """The district's day, on which all pages are fetched."""
    return datetime.now(ZONE).date()


def is_workday(day: date) -> bool:
    """Holidays and 调休 where the calendar is known, else Monday to Friday."""
    try:
        return bool(chinese_calendar.is_workday(day))
    except NotImplementedError:
        return day.weekday() < 5


def workdays_after(day: date, count: int) -> date:
    """The day that is ``count`` working days after ``day``; negative counts go back."""
    step = timedelta(days=1 if count > 0 else -1)
    left = abs(count)
    while left:
        day += step
        left -= is_workday(day)
    return day


def on_workday(day: date) -> date:
    """``day`` itself or the last working day before it."""
    while not is_workday(day):
        day -= timedelta(days=1)
    return day


def before_weekend(day: date) -> date:
    """The last working day on or before ``day`` whose next day is none: three working days then last five or more."""
    day = on_workday(day)
    while is_workday(day + timedelta(days=1)):
        day = on_workday(day - timedelta(days=1))
    return day


def numerals(day: date) -> str:
    """二〇二六年十一月二十日."""
    digits = "〇一二三四五六七八九"
    year = "".join(digits[int(one)] for one in str(day.year))
    return f"{year}年{_small(day.month)}月{_small(day.day)}日"


def _small(number: int) -> str:
    digits = "〇一二三四五六七八九"
    tens, ones = divmod(number, 10)
    head = "" if tens == 0 else "十" if tens == 1 else digits[tens] + "十"
    return head + (digits[ones] if ones else "")
