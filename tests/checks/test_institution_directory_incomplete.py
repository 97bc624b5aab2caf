from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from checks.engine.model import Outcome
from checks.institution_directory_incomplete import Aspect, Params, institution_directory_incomplete
from evidence.institutions import Place
from evidence.records import Quote
from evidence.units import UnitEvidence
from tests.builders import BLOCKED, HOME, home, institution, institutions, seen, unit, unread

PASSED, FAILED, CANT_TELL, INAPPLICABLE = (
    Outcome.PASSED,
    Outcome.FAILED,
    Outcome.CANT_TELL,
    Outcome.INAPPLICABLE,
)
SCHOOL = f"{HOME}school/"
LINK = (Place(seen(SCHOOL), "第一小学", "link"),)


def params(aspect: Aspect) -> Params:
    return Params(
        aspect,
        min_chars=200,
        fields={"education": ("教育", "学校")},
        any_field=("公共企事业单位信息公开目录",),
    )


def bureau(*schools: Any, coverage: str = "complete", why_unread: str = "", **area: Any) -> UnitEvidence:
    members = tuple(schools) or (institution(),)
    return unit(
        institutions=institutions(*members, **area),
        coverage=coverage,
        homes=(home(1, why_unread=why_unread),),
    )


def outcomes(shown: UnitEvidence, aspect: Aspect) -> list[tuple[str, Outcome]]:
    said = institution_directory_incomplete(shown, params(aspect))
    return [(one.target or "", one.outcome) for one in said]


@pytest.mark.parametrize(
    ("shown", "outcome", "says"),
    [
        (bureau(), PASSED, ""),
        (bureau(institution(places=LINK)), PASSED, ""),
        (bureau(institution(places=())), FAILED, "未见“第一小学”的信息公开栏目或专属页面"),
        (
            bureau(institution(places=()), doubts=("栏目「学校信息公开」未能完整读取",)),
            CANT_TELL,
            "未能完整读取",
        ),
        (bureau(institution(places=LINK), doubts=("栏目「学校信息公开」未能完整读取",)), PASSED, ""),
        (bureau(institution(places=(), why_unplaced=("“第一小学”链接打不开",))), CANT_TELL, "链接打不开"),
        (bureau(institution(places=()), coverage="budget"), CANT_TELL, "未采集完整"),
        (bureau(institution(places=()), why_unread=BLOCKED), CANT_TELL, BLOCKED),
    ],
)
def test_page_of_its_own(shown: UnitEvidence, outcome: Outcome, says: str) -> None:
    (statement,) = institution_directory_incomplete(shown, params(Aspect.PAGE))
    assert (statement.outcome, statement.target) == (outcome, "第一小学")
    assert says in statement.message
    assert (statement.url == HOME) is (outcome is not PASSED)


@pytest.mark.parametrize(
    ("shown", "outcome", "says"),
    [
        (bureau(), PASSED, "监督电话"),
        (bureau(institution(phones=())), FAILED, "20个页面文字中均未见监督、投诉或咨询电话"),
        (bureau(institution(phones=(), chars=200)), FAILED, ""),
        (bureau(institution(phones=(), chars=199)), CANT_TELL, "可能在图片中"),
        (bureau(institution(phones=(), page_count=0)), CANT_TELL, "其页面未采集"),
        (bureau(institution(phones=(), why_unread=("另有3个页面未能读取",))), CANT_TELL, "另有3个页面"),
        (bureau(institution(phones=()), doubts=("名录未读",)), CANT_TELL, "名录未读"),
        (bureau(institution(places=(), phones=())), INAPPLICABLE, "主体覆盖"),
        (bureau(institution(places=(), phones=()), doubts=("名录未读",)), CANT_TELL, "名录未读"),
        # a row of a directory is enough, whatever the institution's own pages are like
        (bureau(institution(places=(), phones=(Quote("directory", "电话 12345", HOME),))), PASSED, ""),
    ],
)
def test_number_to_call(shown: UnitEvidence, outcome: Outcome, says: str) -> None:
    (statement,) = institution_directory_incomplete(shown, params(Aspect.PHONE))
    assert (statement.outcome, statement.target) == (outcome, "第一小学")
    assert says in statement.message


@pytest.mark.parametrize(
    ("shown", "said"),
    [
        (bureau(), [("education", PASSED)]),
        (bureau(catalogues=()), [("education", FAILED)]),
        (bureau(catalogues=(Quote("", "市级教育公开目录", HOME),)), [("education", PASSED)]),
        (bureau(catalogues=(Quote("", "医疗卫生机构信息公开目录", HOME),)), [("education", FAILED)]),
        (bureau(catalogues=(), doubts=("未读",)), [("education", CANT_TELL)]),
        (bureau(catalogues=(), coverage="blocked"), [("education", CANT_TELL)]),
        (
            bureau(
                institution(), institution("水厂", sector="water"), catalogues=(Quote("", "学校公开清单"),)
            ),
            [("education", PASSED), ("water", FAILED)],
        ),
        (
            bureau(
                institution("水厂", sector="water"),
                catalogues=(Quote("", "公共企事业单位信息公开目录"),),
            ),
            [("water", PASSED)],
        ),
        (bureau(institution(sector=""), catalogues=()), [("all", FAILED)]),
    ],
)
def test_catalogue_of_each_field(shown: UnitEvidence, said: list[tuple[str, Outcome]]) -> None:
    assert outcomes(shown, Aspect.CATALOGUE) == said


@pytest.mark.parametrize("aspect", list(Aspect))
def test_each_institution_is_a_statement(aspect: Aspect) -> None:
    shown = bureau(institution("甲校", places=()), institution("乙校", phones=()))
    expected = {
        Aspect.PAGE: [("甲校", FAILED), ("乙校", PASSED)],
        Aspect.PHONE: [("甲校", PASSED), ("乙校", FAILED)],
        Aspect.CATALOGUE: [("education", PASSED)],
    }
    assert outcomes(shown, aspect) == expected[aspect]


def test_units_without_institutions() -> None:
    shown = unit()
    assert outcomes(shown, Aspect.PAGE) == [("", INAPPLICABLE)]
    assert outcomes(unread(shown), Aspect.PAGE) == [("", INAPPLICABLE)]
    assert outcomes(replace(shown, homes=()), Aspect.PAGE) == []


@pytest.mark.parametrize("aspect", list(Aspect))
def test_unread_pages_cannot_tell(aspect: Aspect) -> None:
    assert {outcome for _, outcome in outcomes(unread(bureau()), aspect)} == {CANT_TELL}
