from __future__ import annotations

from datetime import date, timedelta
from pathlib import Path

import chinese_calendar
import pytest

from checks.engine.workdays import Calendar, add_workdays, load_calendar, workdays_between
from evidence.errors import ConfigError

CONFIG = Path(__file__).parents[3] / "config" / "calendar"
CALENDAR = load_calendar(CONFIG)
NONE = Calendar()


@pytest.mark.parametrize("year", sorted(CALENDAR.years))
def test_our_table_agrees_with_the_library(year: int) -> None:
    day = date(year, 1, 1)
    while day.year == year:
        ours = workdays_between(day - timedelta(days=1), day, CALENDAR).days
        assert bool(ours) is chinese_calendar.is_workday(day), day
        day += timedelta(days=1)


@pytest.mark.parametrize(
    ("a", "b", "days", "provisional"),
    [
        (date(2026, 11, 20), date(2026, 11, 20), 0, False),
        (date(2026, 11, 20), date(2026, 11, 22), 0, False),  # Friday to Sunday
        (date(2026, 11, 20), date(2026, 11, 23), 1, False),
        (date(2026, 11, 23), date(2026, 11, 20), -1, False),
        (date(2026, 9, 30), date(2026, 10, 8), 1, False),  # after the National Day holiday
        (date(2026, 10, 9), date(2026, 10, 10), 1, False),  # a Saturday worked
        (date(2024, 9, 30), date(2024, 10, 8), 1, False),  # a year only the library knows
        (date(2031, 9, 30), date(2031, 10, 8), 6, True),  # a year that nobody knows
    ],
)
def test_workdays_between(a: date, b: date, days: int, provisional: bool) -> None:
    found = workdays_between(a, b, CALENDAR)
    assert (found.days, found.provisional) == (days, provisional)
    assert found.note == ("暂按双休日推算" if provisional else "")


@pytest.mark.parametrize(
    ("start", "days", "end", "provisional"),
    [
        (date(2026, 11, 20), 0, date(2026, 11, 20), False),
        (date(2026, 11, 20), 1, date(2026, 11, 23), False),
        (date(2026, 9, 30), 3, date(2026, 10, 10), False),
        (date(2031, 1, 3), 1, date(2031, 1, 6), True),
    ],
)
def test_add_workdays(start: date, days: int, end: date, provisional: bool) -> None:
    found = add_workdays(start, days, CALENDAR)
    assert (found.on, found.provisional) == (end, provisional)


def test_our_table_goes_before_the_library() -> None:
    changed = Calendar(frozenset({2026}), frozenset({date(2026, 11, 23)}))
    assert workdays_between(date(2026, 11, 20), date(2026, 11, 23), changed).days == 0
    assert workdays_between(date(2026, 11, 20), date(2026, 11, 23), NONE).days == 1


@pytest.mark.parametrize(
    ("text", "complaint"),
    [
        ("year = 2027", "2027.toml:1: 'document' is missing"),
        ('year = "2027"', "2027.toml:1: 'year' is missing or of the wrong kind"),
        ("years = 2027", "unknown key 'years'"),
        ("{}", "a holiday has name, from, to and worked"),
        ('{ name = "元旦", from = "2027-01-01", to = 2027-01-02, worked = [] }', "without quotes"),
        ('{ name = "元旦", from = 2026-01-01, to = 2027-01-02, worked = [] }', "outside 2027"),
        ('{ name = "元旦", from = 2027-01-03, to = 2027-01-02, worked = [] }', "run backwards"),
        ('{ name = "元旦", from = 2027-01-01, to = 2027-01-02, worked = [2026-01-04] }', "outside 2027"),
    ],
)
def test_faulty_table_is_told_with_its_line(tmp_path: Path, text: str, complaint: str) -> None:
    if text.startswith("{"):
        text = f'year = 2027\ndocument = "通知"\nnumber = "1号"\nholiday = [{text}]'
    (tmp_path / "2027.toml").write_text(text, encoding="utf-8")
    with pytest.raises(ConfigError, match=complaint):
        load_calendar(tmp_path)


def test_no_folder_is_an_empty_calendar(tmp_path: Path) -> None:
    assert load_calendar(tmp_path / "none") == NONE
