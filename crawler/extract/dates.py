"""Dates in text, each with the words it was read from. Pure functions: no clock, nothing guessed from today."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date, timedelta
from functools import lru_cache

from evidence.records import Span

_SEP = r"\s*[-./\u2010-\u2015\u2212－．／年]\s*"
_FULL = re.compile(
    rf"(?<![\d.])((?:19[89]|20\d)\d){_SEP}(1[0-2]|0?[1-9])\s*[-./\u2010-\u2015\u2212－．／月]\s*(3[01]|[12]\d|0?[1-9])(?!\d)\s*日?"
)
_NUMERAL = re.compile(
    r"([一二][〇○ΟOo零0Ｏ一二三四五六七八九]{3})\s*年\s*([一二三四五六七八九十]{1,3})\s*月\s*([一二三四五六七八九十廿]{1,3})\s*日"
)
_YEARLESS = re.compile(
    r"(?<![\d\-./年])(1[0-2]|0?[1-9])\s*[-/.月]\s*(3[01]|[12]\d|0?[1-9])(?![\d\-./年:：%])\s*日?"
)
_DAY_THEN_MONTH = re.compile(
    r"^\W*(3[01]|[12]\d|0?[1-9])日?\W{0,6}\s((?:19[89]|20\d)\d)[-./年]\s*(1[0-2]|0?[1-9])(?![\d-])\s*月?\W*$"
)
_MONTH_THEN_DAY = re.compile(
    r"^\W*((?:19[89]|20\d)\d)[-./年]\s*(1[0-2]|0?[1-9])\s*月?\W*\s(3[01]|[12]\d|0?[1-9])\s*日?\W*$"
)
_YEAR_APART = re.compile(
    r"(?<!\d)((?:19[89]|20\d)\d)\W{1,8}(1[0-2]|0?[1-9])\s*[-/.月]\s*(3[01]|[12]\d|0?[1-9])(?!\d)"
)
_YEAR_LAST = re.compile(
    r"^\W*(1[0-2]|0?[1-9])\s*[-/.月]\s*(3[01]|[12]\d|0?[1-9])\s*日?\W*\s((?:19[89]|20\d)\d)年?\W*$"
)
_TWO_DIGIT = re.compile(r"(?<![\d\-./])(\d{2})-(1[0-2]|0[1-9])-(3[01]|[12]\d|0[1-9])(?![\d-])")
_IN_URL = (
    re.compile(r"/t((?:19[89]|20\d)\d)(\d{2})(\d{2})_\d+"),
    re.compile(r"/((?:19[89]|20\d)\d)[/\-](\d{1,2})[/\-](\d{1,2})(?=/|_)"),
    re.compile(r"/((?:19[89]|20\d)\d)/?(\d{2})/?(\d{2})/"),
    re.compile(r"[/_]((?:19[89]|20\d)\d)([01]\d)([0-3]\d)\d{0,10}(?=[/._]|$)"),
)
_MONTH_IN_URL = re.compile(r"/((?:19[89]|20\d)\d)[/\-]?(1[0-2]|0[1-9])(?=/)")
_YEAR_IN_URL = re.compile(r"/((?:19[89]|20\d)\d)(?=/|\D)")
_DIGITS = {c: n for n, c in enumerate("零一二三四五六七八九")} | dict.fromkeys("〇○ΟOo0Ｏ", 0)


def make(year: int, month: int, day: int) -> date | None:
    """A date, or None for the 31st of February."""
    try:
        return date(year, month, day)
    except ValueError:
        return None


def in_text(text: str, source: str) -> list[Span]:
    """Every full date in the text, in order; ``source`` says where the text stood."""
    found: list[tuple[int, Span]] = []
    for match in _FULL.finditer(text):
        day = make(*(int(part) for part in match.groups()))
        if day:
            found.append((match.start(), Span(day, match.group().strip(), source)))
    if "年" in text:
        for match in _NUMERAL.finditer(text):
            day = _from_numerals(*match.groups())
            if day:
                found.append((match.start(), Span(day, match.group().strip(), "numerals")))
    return [span for _, span in sorted(found, key=lambda pair: pair[0])]


def first_in(text: str, source: str) -> Span | None:
    """The first full date of the text."""
    spans = in_text(text, source)
    return spans[0] if spans else None


def _from_numerals(year: str, month: str, day: str) -> date | None:
    digits = "".join(str(_DIGITS[c]) for c in year)
    return make(int(digits), _small(month), _small(day))


def _small(text: str) -> int:
    """A number up to 31 in Chinese numerals; 0 for nonsense."""
    text = text.replace("廿", "二十")
    if "十" in text:
        tens, _, ones = text.partition("十")
        return (_DIGITS.get(tens, 1) if tens else 1) * 10 + (_DIGITS.get(ones, 0) if ones else 0)
    return _DIGITS.get(text, 0) if len(text) == 1 else 0


@lru_cache(maxsize=8192)
def in_row(text: str) -> Span | None:
    """The date of a list row whose title has been taken out: full, in split tags, or with a two-digit year.

    Of two full dates the first counts: the second is mostly a deadline.
    """
    spans = in_text(text, "row")
    if spans:
        return spans[0]
    short = text.strip()
    if len(short) > 60:
        return None
    match = _DAY_THEN_MONTH.match(short)
    if match:
        day = make(int(match[2]), int(match[3]), int(match[1]))
        return Span(day, " ".join(short.split()), "row") if day else None
    match = _MONTH_THEN_DAY.match(short)
    if match:
        day = make(int(match[1]), int(match[2]), int(match[3]))
        return Span(day, " ".join(short.split()), "row") if day else None
    match = _YEAR_APART.search(short)
    if match:
        day = make(int(match[1]), int(match[2]), int(match[3]))
        return Span(day, " ".join(short.split()), "row") if day else None
    match = _YEAR_LAST.match(short)
    if match:
        day = make(int(match[3]), int(match[1]), int(match[2]))
        return Span(day, " ".join(short.split()), "row") if day else None
    span = two_digit(short)
    return span and replace(span, source="row")


def two_digit(text: str) -> Span | None:
    """A date whose year has two digits: 20-12-06, and 98-12-06 of the last century."""
    match = _TWO_DIGIT.search(text)
    year = int(match[1]) if match else 0
    day = make((1900 if year >= 80 else 2000) + year, int(match[2]), int(match[3])) if match else None
    return Span(day, match.group(), "header") if match and day else None


@lru_cache(maxsize=8192)
def yearless_in_row(text: str) -> tuple[int, int, str] | None:
    """Month and day of a row that shows no year: (month, day, text as printed)."""
    if len(text) > 60:
        return None
    match = _YEARLESS.search(text)
    return (int(match[1]), int(match[2]), match.group().strip()) if match else None


@lru_cache(maxsize=8192)
def in_url(url: str) -> Span | None:
    """The day that an article's address carries: the day the page was made, not always that of publication."""
    path = url.partition("://")[2]
    for pattern in _IN_URL:
        match = pattern.search(path)
        day = make(int(match[1]), int(match[2]), int(match[3])) if match else None
        if match and day and day.year <= 2099:
            return Span(day, match.group().strip("/_"), "url")
    return None


def year_in_url(url: str) -> int | None:
    """The year that an address carries as a path segment."""
    match = _YEAR_IN_URL.search(url.partition("://")[2])
    return int(match[1]) if match else None


def resolve_years(
    rows: list[tuple[Span | None, tuple[int, int, str] | None, str | None]],
) -> list[Span | None]:
    """Give rows without a year the year that their address proves.

    Each row is (full date, month and day, address). A day in the address within two days of the printed
    month and day gives the year; so does a year in the address. Otherwise the row stays undated: the
    neighbours disagree at the turn of the year, and a wrong year makes an old page new.
    """
    return [full or _with_year(short, url) for full, short, url in rows]


def _with_year(short: tuple[int, int, str] | None, url: str | None) -> Span | None:
    if not short or not url:
        return None
    month, day, text = short
    stamped = in_url(url)
    if stamped:
        for year in (stamped.on.year, stamped.on.year - 1, stamped.on.year + 1):
            candidate = make(year, month, day)
            if candidate and abs(candidate - stamped.on) <= timedelta(days=31):
                return Span(candidate, text, "row")
        return None
    in_month = _MONTH_IN_URL.search(url)
    if in_month and int(in_month[2]) == month:
        resolved = make(int(in_month[1]), month, day)
        return Span(resolved, text, "row") if resolved else None
    stated = year_in_url(url)
    resolved = make(stated, month, day) if stated else None
    return Span(resolved, text, "row") if resolved else None
