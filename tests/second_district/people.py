"""Invented people and numbers whose check digits hold."""

from __future__ import annotations

NAMES = (
    "赵启航",
    "钱映雪",
    "孙牧原",
    "李望舒",
    "周砚秋",
    "吴听澜",
    "郑予安",
    "王疏桐",
    "冯既白",
    "陈青禾",
    "褚云帆",
    "卫知夏",
)


def id_number(birth: str, serial: int, region: str = "370783") -> str:
    """An 18-digit identity number with a true last digit; ``birth`` is YYYYMMDD, ``serial`` below 1000."""
    body = f"{region}{birth}{serial:03d}"
    weights = (7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2)
    total = sum(int(digit) * weight for digit, weight in zip(body, weights, strict=True))
    return body + "10X98765432"[total % 11]


def wrong_id(birth: str, serial: int) -> str:
    """The same with a false last digit."""
    good = id_number(birth, serial)
    return good[:-1] + ("1" if good[-1] != "1" else "2")


def card(body: str) -> str:
    """A bank card number: ``body`` and its Luhn digit."""
    total = 0
    for place, digit in enumerate(reversed(body)):
        value = int(digit) * (2 if place % 2 == 0 else 1)
        total += value - 9 if value > 9 else value
    return body + str(-total % 10)


def wrong_card(body: str) -> str:
    """A number of the same length that Luhn rejects."""
    good = card(body)
    return good[:-1] + str((int(good[-1]) + 3) % 10)


def mobile(serial: int) -> str:
    """A mobile number of eleven digits."""
    return f"1390534{serial:04d}"
