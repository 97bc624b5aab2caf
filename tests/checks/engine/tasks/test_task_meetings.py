from __future__ import annotations

from datetime import date

import pytest

from checks.engine.tasks.meetings import read_meeting

OUT = date(2026, 11, 5)


@pytest.mark.parametrize(
    ("title", "text", "number", "kind"),
    [
        ("区政府召开第35次常务会议", "", 35, "常务"),
        ("第三十五次区政府常务会议召开", "", 35, "常务"),
        ("区长主持召开第 7 次党组会议", "", 7, "党组"),
        ("市民代表列席", "区十九届人民政府第三十五次常务会议召开", 35, "常务"),
        ("第五次会议召开", "", 5, ""),
        ("第一百零二次常务会召开", "", 102, "常务"),
        ("第35次常务会议召开", "第34次常务会议精神", 35, "常务"),
        ("政府常务会议召开", "", None, ""),
        ("第3次培训，常务会议", "", None, ""),
        ("第十九届人民政府常务会议", "", None, ""),
    ],
)
def test_the_number_and_kind_of_a_meeting(title: str, text: str, number: int | None, kind: str) -> None:
    found = read_meeting(title, text, OUT)
    assert (found.number, found.kind) == (number, kind)


@pytest.mark.parametrize(
    ("title", "text", "on"),
    [
        ("", "11月3日，区长张三主持召开区政府常务会议", date(2026, 11, 3)),
        ("", "2026年11月3日上午，召开会议", date(2026, 11, 3)),
        ("", "11月 3 日，\n举办培训班", date(2026, 11, 3)),
        ("11月4日召开会议", "11月3日，召开会议", date(2026, 11, 4)),
        ("", "12月3日召开会议", date(2026, 12, 3)),
        ("", "12月30日召开会议", None),
        ("", "6月3日召开会议", None),
        ("", "2025年11月3日召开会议", None),
        ("", "11月31日召开会议", None),
        ("", "自11月1日起施行。", None),
        ("", "自11月1日起施行。11月3日召开会议", date(2026, 11, 3)),
        ("", "没有日期", None),
    ],
)
def test_the_day_of_a_meeting(title: str, text: str, on: date | None) -> None:
    assert read_meeting(title, text, OUT).on == on


def test_a_day_without_a_year_may_be_of_the_year_before() -> None:
    assert read_meeting("", "12月30日召开会议", date(2027, 1, 4)).on == date(2026, 12, 30)
