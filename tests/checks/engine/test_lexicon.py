"""Lexicons: what is found, what is spared, and every complaint with its line."""

from __future__ import annotations

from pathlib import Path

import pytest

from checks.engine.lexicon import Certainty, Entry, Lexicon, WordingClass, load_lexicon
from evidence.errors import ConfigError

OWN = Path(__file__).parents[3] / "config" / "lexicons"
GOOD = '[[entry]]\nwrong = "攻府"\nright = "政府"\nclass = "ST01"\ncertainty = "high"\nsource = "公开通报"\ndate = "2019"\n'


def entry(wrong: str = "攻府", right: str = "政府", *exceptions: str) -> Entry:
    return Entry(wrong, right, WordingClass.STATE, Certainty.HIGH, "公开通报", "2019", exceptions)


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("区攻府", 1), ("区攻府和市攻府", 2), ("区政府", 0), ("", 0),
        ("义军进攻府城", 0), ("攻府。进攻府城", 1),
        ("“攻府”一词", 0), ("「攻府」", 0), ("‘攻府’", 0), ("《关于区攻府公告的通知》", 0), ("《通知》区攻府", 1), ("区攻府《通知》", 1),
        ("“通知”区攻府“印发”", 1), ("“区攻府", 1), ("区攻府”", 1),
        ("“" + "他说" * 40 + "攻府" + "印发" * 40 + "”", 1),
        ("第3行“攻府\n二”", 1),
        ("将攻府更正为政府", 0), ("误写为攻府", 0), ("攻府应为政府", 0), ("攻府→政府", 0),
        ("此前文件有误。会议研究了区里的重要工作安排后，攻府印发", 1),
    ],
)  # fmt: skip
def test_uses(text: str, found: int) -> None:
    assert len(list(Lexicon.of((entry("攻府", "政府", "进攻府"),)).uses(text))) == found


def test_the_longest_word_takes_its_place() -> None:
    lexicon = Lexicon.of((entry("人名政府", "人民政府"), entry("人名", "人民", "人名单")))
    assert [use.entry.wrong for use in lexicon.uses("区人名政府、人名、人名单")] == ["人名政府", "人名"]


def test_the_excerpt_holds_thirty_characters_on_each_side() -> None:
    (use,) = Lexicon.of((entry(),)).uses("甲" * 50 + "攻府" + "乙" * 50)
    assert use.excerpt == "甲" * 30 + "攻府" + "乙" * 30


def test_an_empty_lexicon_finds_nothing() -> None:
    assert list(Lexicon().uses("攻府")) == list(Lexicon.of(()).uses("攻府")) == []


def test_our_own_lexicon_is_sound_and_never_accuses_a_right_word() -> None:
    lexicon = load_lexicon([OWN])
    assert len(lexicon.entries) >= 100
    for one in lexicon.entries:
        if one.kind is not WordingClass.INTERNAL:
            assert [use.entry.wrong for use in lexicon.uses(one.wrong)] == [one.wrong]
            assert not list(lexicon.uses(one.right)), one
        for spared in one.exceptions:
            assert not list(lexicon.uses(spared)), spared


def test_a_file_beside_the_configuration_adds_and_replaces(tmp_path: Path) -> None:
    beside, program = tmp_path / "own", tmp_path / "program"
    for folder, name, wrong in (
        (program, "wording", "攻府"),
        (program, "more", "秸杆"),
        (beside, "wording", "布署"),
    ):
        folder.mkdir(exist_ok=True)
        (folder / f"{name}.toml").write_text(GOOD.replace("攻府", wrong), encoding="utf-8")
    assert {one.wrong for one in load_lexicon([beside, program]).entries} == {"秸杆", "布署"}
    assert load_lexicon([tmp_path / "none"]).entries == ()


@pytest.mark.parametrize(
    ("text", "line", "said"),
    [
        (GOOD.replace("ST01", "ST99"), 4, "unknown class 'ST99'; did you mean"),
        (GOOD.replace('"high"', '"sure"'), 5, "unknown certainty 'sure'"),
        (GOOD.replace("right", "rigth"), 3, "unknown key 'rigth'; did you mean 'right'?"),
        (GOOD.replace('source = "公开通报"\n', ""), 1, "missing 'source'"),
        (GOOD.replace('"2019"', '"去年"'), 7, "date is '去年'"),
        (GOOD.replace('"攻府"', '"攻"'), 2, "wrong is '攻'"),
        (GOOD.replace('"政府"', '"攻府"'), 3, "right is '攻府', as wrong is"),
        (GOOD + 'exceptions = ["府城"]\n', 8, "exception '府城' does not hold '攻府'"),
        (GOOD + "\n" + GOOD, 10, "'攻府' is an entry at"),
        ("entry = [1]\n", 1, "1 is no table"),
        ("entry = 3 x\n", 1, "not valid TOML"),
    ],
)  # fmt: skip
def test_complaints_name_file_and_line(tmp_path: Path, text: str, line: int, said: str) -> None:
    (tmp_path / "own.toml").write_text(text, encoding="utf-8")
    with pytest.raises(ConfigError) as raised:
        load_lexicon([tmp_path])
    assert any(f"own.toml:{line}:" in one and said in one for one in raised.value.complaints), (
        raised.value.complaints
    )


def test_a_lexicon_of_another_kind_is_left_alone(tmp_path: Path) -> None:
    (tmp_path / "wording.toml").write_text(GOOD, encoding="utf-8")
    (tmp_path / "links.toml").write_text('kind = "links"\n[[foul]]\nclass = "赌博"\n', encoding="utf-8")
    assert {one.wrong for one in load_lexicon([tmp_path]).entries} == {"攻府"}
