"""Last days by the words of a page; guilty and innocent side by side."""

from __future__ import annotations

from datetime import date

import pytest

from checks.engine.last_days import ends_in, last_day, says_open, tagged_open

WORDS = ("申报中", "正在申报")


@pytest.mark.parametrize(
    ("line", "end"),
    [
        ("申报截止时间：2026年3月31日", date(2026, 3, 31)),
        ("截止日期：2026-03-31", date(2026, 3, 31)),
        ("有效期至2025年12月31日", date(2025, 12, 31)),
        ("政策有效期：2024.1.1—2025.12.31", date(2025, 12, 31)),
        ("申报时间：2026年1月1日至3月31日", date(2026, 3, 31)),
        ("申报时间：2025年11月1日至1月31日", date(2026, 1, 31)),
        ("申报时间：2026年3月31日前", date(2026, 3, 31)),
        ("申报时间：2026年3月31日", None),  # the only day, or the first
        ("申报时间：自2026年3月1日起", None),
        ("有效期：自2026年3月1日起施行", None),
        ("有效期：自2026年3月1日（含）起5年", None),
        ("有效期自2026年3月1日算起三年", None),
        ("有效期5年（2026年3月1日实施）", None),
        ("政策有效期：自发布之日（2026年3月1日）起三年", None),
        ("有效期自2026年3月1日至2028年2月28日", date(2028, 2, 28)),
        ("截至2026年3月31日，共兑现资金200万元", None),
        ("截止2026年3月31日，全区已有120家企业享受", None),
        ("申报截止2026年3月31日，共三个批次", None),
        ("申报截止2026年3月31日，逾期不受理", date(2026, 3, 31)),
        ("申报时间：长期", None),
        ("申报截止时间：2026年3月31日（延长至2026年6月30日）", None),
        ("申报截止时间：3月31日", None),  # no year
        ("申报截止时间：2026年2月31日", None),
        ("发布时间：2026年3月31日", None),
        ("申报条件：2026年3月31日前注册的企业", None),
    ],
)
def test_the_last_day_that_a_line_states(line: str, end: date | None) -> None:
    assert ends_in([line]) == end


def test_of_several_lines_the_latest_counts_and_one_put_off_voids_all() -> None:
    lines = ["申报截止时间：2026年3月31日", "第二批申报截止时间：2026年5月31日"]
    assert ends_in(lines) == date(2026, 5, 31)
    assert ends_in([*lines, "本批申报时间延期"]) is None


@pytest.mark.parametrize(
    ("cell", "until", "end"),
    [("2026-03-31", True, date(2026, 3, 31)), ("2026-03-31", False, None), ("长期有效", True, None)],
)
def test_the_last_day_of_a_cell(cell: str, until: bool, end: date | None) -> None:
    assert last_day(cell, until=until) == end


@pytest.mark.parametrize(
    ("line", "word"),
    [
        ("申报中", "申报中"),
        ("【申报中】", "申报中"),
        ("申报状态：正在申报", "正在申报"),
        ("申报中请注意下列事项", ""),
        ("申报已截止", ""),
    ],
)
def test_a_line_that_says_open(line: str, word: str) -> None:
    assert says_open(line, WORDS) == word


@pytest.mark.parametrize(
    ("title", "word"),
    [
        ("【申报中】技改补贴", "申报中"),
        ("[申报中]技改补贴", "申报中"),
        ("技改补贴申报中的问题", ""),
        ("【已截止】技改补贴", ""),
    ],
)
def test_a_title_that_is_tagged_open(title: str, word: str) -> None:
    assert tagged_open(title, WORDS) == word
