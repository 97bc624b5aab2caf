"""Issues of a gazette by the words of titles: what counts as a number, what does not."""

from __future__ import annotations

import pytest

from checks.engine.issues import issues_in, year_in


@pytest.mark.parametrize(
    ("title", "numbers"),
    [
        ("2026年第3期", (3,)),
        ("2026年3期", (3,)),
        ("2026-03期", (3,)),
        ("云溪区人民政府公报2026年第三期（总第45期）", (3,)),
        ("2026年第1期 总第101期", (1,)),
        ("2026年第十二期", (12,)),
        ("2026年第二十一期", (21,)),
        ("第一百零五期", (105,)),
        ("2026年第5、6期合刊", (5, 6)),
        ("2026年第5-6期", (5, 6)),
        ("2026年第3期、第4期", (3, 4)),
        ("2026年第3期至第5期", (3, 4, 5)),
        ("2026年第1-40期", (1, 40)),  # too wide for one issue: only what is named
        ("政府公报（2026年第2号）", (2,)),
        ("2026年第2号公报", (2,)),
        ("2026年增刊第1期", ()),
        ("2026年第3期增刊", ()),
        ("总第45期", ()),
        ("2026年公告第2号", ()),
        ("关于印发规划的通知（云政发〔2026〕3号）", ()),
        ("本期目录", ()),
        ("2026年公报", ()),
    ],
)
def test_issues_of_a_title(title: str, numbers: tuple[int, ...]) -> None:
    assert issues_in(title) == numbers


@pytest.mark.parametrize(
    ("names", "year"),
    [
        (("2026年第3期", "2025年"), 2026),
        (("第3期", "2025年"), 2025),
        (("第3期", "政府公报"), None),
        (("二〇二六年第3期",), 2026),
        (("12026年",), None),
    ],
)
def test_the_year_of_an_issue(names: tuple[str, ...], year: int | None) -> None:
    assert year_in(names) == year
