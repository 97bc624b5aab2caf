"""Document numbers compared."""

from __future__ import annotations

import pytest

from evidence.document_numbers import digests


def same(one: str | None, other: str | None) -> bool:
    """Whether two numbers share a form."""
    return not digests(one or "").isdisjoint(digests(other or ""))


@pytest.mark.parametrize(
    ("one", "other", "expected"),
    [
        ("澜政办发〔2023〕3号", "澜政办发[2023]03号", True),
        ("澜政办发〔2023〕3号", "澜政办发2023年3号", True),
        ("澜政办发〔2023〕3号", "澜政办发〔2023〕13号", False),
        ("澜政办发〔2023〕3号", "澜政办发〔2022〕3号", False),
        ("澜政办发〔2023〕3号", "澜政发〔2023〕3号", False),
        ("澜财发〔2023〕1号、澜水发〔2023〕2号", "澜水发〔2023〕2号", True),
        ("澜财发〔2023〕1号澜水发〔2023〕2号", "澜财发〔2023〕1号", True),
        ("澜财发〔2023〕1号、澜水发〔2023〕2号", "澜水发〔2023〕1号", False),
        ("公告2023年第5号", "公告2023年第05号", True),
        ("澜政办发〔2023〕3号", None, False),
        (None, None, False),
        ("", "", False),
    ],
)
def test_numbers_are_compared_without_their_dress(one: str | None, other: str | None, expected: bool) -> None:
    assert same(one, other) is expected


def test_a_joint_number_has_a_form_for_each_issuer() -> None:
    assert len(digests("澜财发〔2023〕1号、澜水发〔2023〕2号")) == 2
