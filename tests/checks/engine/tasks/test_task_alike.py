from __future__ import annotations

import random

import pytest
from rapidfuzz.fuzz import ratio

from checks.engine.tasks.alike import Likeness
from tests.builders_tasks import Shown, district, shown

SIGNS = [chr(0x4E00 + n) for n in range(3000)]
TEXT = "".join(random.Random(1).choices(SIGNS, k=800))


def changed(share: float, text: str = TEXT) -> str:
    """The text with so many of its signs replaced, all over it."""
    dice, signs = random.Random(2), list(text)
    for at in dice.sample(range(len(signs)), round(len(signs) * share)):
        signs[at] = "改"
    return "".join(signs)


def firsts(*pages: Shown) -> list[int]:
    likeness = Likeness.over(district(*pages))
    likeness.meet(range(len(pages)))
    return [likeness.first(page) for page in range(len(pages))]


@pytest.mark.parametrize(
    ("text", "alike"),
    [
        (TEXT, True),
        (changed(0.02), True),
        (changed(0.09), True),
        (changed(0.12), False),
        (changed(0.5), False),
        ("转载说明。" * 20 + TEXT, True),
        ("转载说明。" * 60 + TEXT, False),
        ("\n".join(TEXT), True),
        (TEXT[:700], True),
        (TEXT[:600], False),
    ],
)
def test_texts_are_one_from_nine_tenths_on(text: str, alike: bool) -> None:
    assert (ratio(TEXT, "".join(text.split())) >= 90) is alike
    assert firsts(shown("甲方面的标题", text=TEXT), shown("乙方面的标题", text=text)) == (
        [0, 0] if alike else [0, 1]
    )


@pytest.mark.parametrize(
    ("one", "other", "alike"),
    [
        ("关于培训的通知", "关于培训的通知", True),
        ("关于 培训的通知", "【关于培训】的通知！", True),
        ("关于培训的通知", "关于培训的公告", False),
        ("培训", "培训", False),
        ("图片新闻", "图片新闻", True),
        ("", "", False),
    ],
)
def test_titles_are_one_without_their_marks(one: str, other: str, alike: bool) -> None:
    assert firsts(shown(one), shown(other)) == ([0, 0] if alike else [0, 1])


@pytest.mark.parametrize(("signs", "alike"), [(60, True), (59, False)])
def test_so_short_a_text_tells_nothing(signs: int, alike: bool) -> None:
    text = TEXT[:signs]
    assert firsts(shown("甲方面", text=text), shown("乙方面", text=text)) == ([0, 0] if alike else [0, 1])


@pytest.mark.parametrize(
    ("one", "other", "alike"),
    [
        ("第1期简报", "第2期简报", False),
        ("三月份抽查结果", "四月份抽查结果", False),
        ("上半年考核通报", "下半年考核通报", False),
        ("第1期简报", "抽查简报", True),
        ("第１期简报", "抽查第1期", True),
        ("一文读懂", "三问三答", True),
    ],
)
def test_another_number_is_another_page(one: str, other: str, alike: bool) -> None:
    assert firsts(shown(one, text=TEXT), shown(other, text=TEXT)) == ([0, 0] if alike else [0, 1])


def test_what_many_texts_share_makes_none_of_them_alike() -> None:
    dice = random.Random(3)
    common = "".join(dice.choices(SIGNS, k=300))
    pages = [shown(f"标题{n}甲乙", text=common + "".join(dice.choices(SIGNS, k=600))) for n in range(250)]
    again = shown("另一个标题", text=pages[7].text)
    assert firsts(*pages, again) == [*range(250), 7]


def test_classes_do_not_depend_on_who_is_asked_first() -> None:
    pages = [
        shown("甲方面", text=TEXT),
        shown("乙方面", text=changed(0.02)),
        shown("丙方面", text=TEXT[:400]),
    ]
    likeness = Likeness.over(district(*pages))
    likeness.meet(range(3))
    assert [likeness.first(page) for page in (2, 1, 0)] == [2, 0, 0]
