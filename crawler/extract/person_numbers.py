"""Numbers of persons (身份证号、银行卡号、手机号) among the digits of a text: where they stand, whether they hold.

What is found is more than what may be accused: a number that fails its checksum may be a person's with a slip of
the pen. ``valid`` tells those that hold. Nothing here looks at words: see ``personal``.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from crawler.extract.bank_prefixes import is_bank_card
from evidence.marks import NumberKind

_SEPARATOR = "[ \u00a0\\-‐‑–—]"
_DIGIT = "[0-9０-９]"
CANDIDATE = re.compile(f"{_DIGIT}(?:{_SEPARATOR}?{_DIGIT}){{10}}")
"""Eleven digits in a row, or split by single spaces or dashes: without these a text holds no person's number."""

_RUN = re.compile(r"\d(?:[ \u00a0\-‐‑–—]?\d){10,}(?:[ \u00a0\-‐‑–—]?[Xx])?")
_TOKEN = re.compile(r"\d+[Xx]?|[Xx]")
_FOLDED = {code: code - 0xFEE0 for code in range(0xFF10, 0xFF1A)} | {
    ord("Ｘ"): "X", ord("ｘ"): "x", ord("Ⅹ"): "X", ord("Х"): "X", ord("х"): "x",
}  # fmt: skip

# GB/T 2260: the first two digits of a place in a province; 81, 82, 83: residence permits (港澳台居民居住证)
_PROVINCES = frozenset(
    "11 12 13 14 15 21 22 23 31 32 33 34 35 36 37 41 42 43 44 45 46 50 51 52 53 54 61 62 63 64 65".split()
)
_PERMITS = ("810000", "820000", "830000")
_WEIGHTS = (7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2)  # GB 11643, MOD 11-2
_CHECK = "10X98765432"
_OLDEST, _YOUNGEST = 1900, 2039

_PHONE = re.compile(r"1[3-9]\d{9}")
_PHONE_GROUPS = ((3, 4, 4), (4, 3, 4), (3, 8), (7, 4), (3, 3, 5))
_CARD_HEADS = ((4, 4, 4, 4), (6, 10), (6, 13))
_MASKED_FROM = 15  # digits of a run that is hidden whatever it is
_PHONE_DIGITS, _OLD_IDENTITY, _IDENTITY = 11, 15, 18


@dataclass(frozen=True, slots=True)
class Found:
    """A number in a text: ``valid`` if it keeps the rules of its kind; ``kind`` None for any other long number."""

    start: int
    end: int
    digits: str
    kind: NumberKind | None
    valid: bool = False

    @property
    def masked(self) -> str:
        """The number as it may be told: 138****1234, 37*************123, of a card the last four digits."""
        return mask(self.digits, self.kind)


def mask(digits: str, kind: NumberKind | None) -> str:
    """A number with what makes it one person's hidden; of an identity number the whole day of birth."""
    head, tail = {NumberKind.PHONE: (3, 4), NumberKind.IDENTITY: (2, 3)}.get(kind, (0, 4)) if kind else (0, 4)
    return digits[:head] + "*" * (len(digits) - head - tail) + digits[-tail:]


def folded(text: str) -> str:
    """The text with full-width digits as plain ones, character for character."""
    return text if text.isascii() else text.translate(_FOLDED)


def find(text: str) -> tuple[Found, ...]:
    """Every number that is, or may be, a person's, in order; none overlaps another."""
    if not CANDIDATE.search(text):
        return ()
    plain = folded(text)
    return tuple(found for run in _RUN.finditer(plain) for found in _in_run(plain, run.start(), run.end()))


# ---------------------------------------------------------------- one run of digits


@dataclass(frozen=True, slots=True)
class _Token:
    start: int
    end: int
    text: str


def _in_run(text: str, start: int, end: int) -> Iterator[Found]:
    tokens = [_Token(m.start(), m.end(), m.group()) for m in _TOKEN.finditer(text, start, end)]
    at = 0
    while at < len(tokens):
        found, used = _whole(tokens[at]), 1
        if found is None:
            found, used = _joined(text, tokens, at)
        if found is not None:
            yield found
        at += used


def _whole(token: _Token) -> Found | None:
    """A number written in one piece."""
    digits = token.text
    if len(digits) == _PHONE_DIGITS and _PHONE.fullmatch(digits):
        return Found(token.start, token.end, digits, NumberKind.PHONE, True)
    if len(digits) < _MASKED_FROM:
        return None
    kind, valid = _classed(digits.upper())
    return Found(token.start, token.end, digits, kind, valid)


def _classed(digits: str) -> tuple[NumberKind | None, bool]:
    if is_identity(digits):
        return NumberKind.IDENTITY, True
    if is_bank_card(digits):
        return NumberKind.BANK_CARD, True
    if is_old_identity(digits):
        return NumberKind.IDENTITY, True
    looks_dated = len(digits) == _IDENTITY and _is_day(digits[6:14])
    return (NumberKind.IDENTITY if looks_dated else None), False


def _joined(text: str, tokens: list[_Token], at: int) -> tuple[Found | None, int]:
    """A number written in groups; the longest that holds, and how many groups it takes."""
    for count in range(min(7, len(tokens) - at), 1, -1):
        group = tokens[at : at + count]
        digits = "".join(token.text for token in group).upper()
        kind = _joined_kind(digits, tuple(len(token.text) for token in group))
        if kind is not None:
            sure = kind is NumberKind.IDENTITY or _stands_alone(text, tokens, at, count)
            return Found(group[0].start, group[-1].end, digits, kind, sure), count
    return None, 1


def _joined_kind(digits: str, sizes: tuple[int, ...]) -> NumberKind | None:
    if len(digits) == _IDENTITY and is_identity(digits):
        return NumberKind.IDENTITY
    if len(digits) == _PHONE_DIGITS:
        return NumberKind.PHONE if sizes in _PHONE_GROUPS and _PHONE.fullmatch(digits) else None
    in_fours = sizes[:4] == _CARD_HEADS[0] and len(sizes) <= 5
    return NumberKind.BANK_CARD if (in_fours or sizes in _CARD_HEADS) and is_bank_card(digits) else None


def _stands_alone(text: str, tokens: list[_Token], at: int, count: int) -> bool:
    """Whether the groups are no part of a longer chain: what stands beside them is a whole number, apart by another
    sign than they are from each other, the place in a list before them, or the end of a date."""
    inside = {text[a.end] for a, b in zip(tokens[at : at + count], tokens[at + 1 : at + count], strict=False)}
    if at and text[tokens[at].start - 1] in inside and len(tokens[at - 1].text) < _PHONE_DIGITS:
        counts_rows = at == 1 and len(tokens[0].text) <= 3
        ends_date = at >= 2 and text[tokens[at - 1].start - 1] not in inside
        if not (counts_rows or ends_date):
            return False
    following = at + count
    if following < len(tokens) and text[tokens[following - 1].end] in inside:
        return len(tokens[following].text) >= _PHONE_DIGITS
    return True


# ---------------------------------------------------------------- rules of each kind


def is_identity(digits: str) -> bool:
    """Whether 18 characters are an identity number: a province, a day of birth, the check character of MOD 11-2."""
    if len(digits) != _IDENTITY or not digits[:17].isdecimal() or not _is_place(digits):
        return False
    if not _is_day(digits[6:14]):
        return False
    total = sum(int(digit) * weight for digit, weight in zip(digits, _WEIGHTS, strict=False))
    return _CHECK[total % 11] == digits[17]


def is_old_identity(digits: str) -> bool:
    """Whether 15 digits may be an identity number of before 1999: a province and a day of birth; nothing checks it."""
    return (
        len(digits) == _OLD_IDENTITY
        and digits.isdecimal()
        and _is_place(digits)
        and digits[:6] not in _PERMITS
        and _is_day("19" + digits[6:12])
    )


def _is_place(digits: str) -> bool:
    if digits[:6] in _PERMITS:
        return True
    return digits[:2] in _PROVINCES and digits[2:4] != "00"


def _is_day(digits: str) -> bool:
    if not digits.isdecimal():
        return False
    year = int(digits[:4])
    try:
        date(year, int(digits[4:6]), int(digits[6:8]))
    except ValueError:
        return False
    return _OLDEST <= year <= _YOUNGEST
