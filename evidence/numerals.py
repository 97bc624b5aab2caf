"""Whole numbers as documents write them: 12, 十二, 一百零五."""

from __future__ import annotations

_DIGITS = {sign: n for n, sign in enumerate("〇一二三四五六七八九")} | {"零": 0, "两": 2}
_PLACES = {"十": 10, "百": 100}


def whole_number(text: str) -> int | None:
    """A number below 1000 in Chinese figures, or any in Arabic ones; None for anything else, and for nothing.

    Figures in a row (二三, 二〇二六) are a list or a year, and no number.
    """
    if not text or text.isdecimal():
        return int(text) if text else None
    value, digit = 0, None
    for sign in text:
        if sign in _DIGITS:
            if digit:
                return None
            digit = _DIGITS[sign]
        elif sign in _PLACES:
            value += (1 if digit is None else digit or 1) * _PLACES[sign]
            digit = None
        else:
            return None
    return value + (digit or 0)
