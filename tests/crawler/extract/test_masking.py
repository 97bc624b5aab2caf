"""Numbers of persons are hidden; years, landlines and codes of documents stay readable."""

from __future__ import annotations

import pytest

from crawler.extract.masking import masked, trimmed


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("证号370103199001011234。", "证号37*************234。"),
        ("证号37010319900101123X", "证号37*************23X"),
        ("手机13912345678", "手机139****5678"),
        ("账号6222020200112233445", "账号***************3445"),
        ("电话0999-8123456", "电话0999-8123456"),
        ("澜政发〔2026〕12号 2026-03-02", "澜政发〔2026〕12号 2026-03-02"),
    ],
)
def test_long_numbers_are_hidden(text: str, shown: str) -> None:
    assert masked(text) == shown


@pytest.mark.parametrize("before", range(1, 30))
def test_a_number_is_masked_before_the_text_is_cut(before: int) -> None:
    words = trimmed("字" * before + "370103199001011234" + "完", 20)
    assert len(words) <= 20
    assert "19900101" not in words


def test_a_text_that_fits_is_not_cut() -> None:
    assert trimmed("  一 二\n三 ", 5) == "一 二 三"
    assert trimmed("一二三四五六", 5) == "一二三四…"
