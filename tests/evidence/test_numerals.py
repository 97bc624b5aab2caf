"""Whole numbers in either kind of figures."""

from __future__ import annotations

import pytest

from evidence.numerals import whole_number


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("3", 3), ("012", 12), ("2026", 2026), ("三", 3), ("十", 10), ("十二", 12), ("二十", 20), ("二十一", 21), ("两", 2),
        ("一百", 100), ("一百零五", 105), ("一百一十", 110), ("三百二十一", 321), ("零", 0), ("〇", 0),
        ("", None), ("甲", None), ("十甲", None), ("第三", None), ("3.5", None), ("-1", None),
        ("二三", None), ("二〇二六", None), ("一百零", 100),
    ],
)  # fmt: skip
def test_a_whole_number(text: str, value: int | None) -> None:
    assert whole_number(text) == value
