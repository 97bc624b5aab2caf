from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest

from checks.engine.model import Outcome, Statement
from checks.publish_date_suspect import Params, publish_date_suspect
from evidence.records import Span
from evidence.units import EarlierReading, Entry, PageEvidence, UnitEvidence
from tests.builders import AS_OF, HOME, column, days_ago, page, unit, unread

PARAMS = Params(ahead_days=0, apart_days=30, most_copies=3, earlier_days=30, batch=2)


def dated(age: int, name: str = "1", source: str = "label", **rest: Any) -> PageEvidence:
    on = days_ago(age)
    return page(f"art/{name}.html", published=Span(on, f"发布日期：{on.isoformat()}", source), **rest)


def failures(shown: UnitEvidence) -> list[Statement]:
    return [one for one in publish_date_suspect(shown, PARAMS) if one.outcome is Outcome.FAILED]


@pytest.mark.parametrize(
    ("one", "count"),
    [
        (dated(0), 0),
        (dated(-1), 1),
        (dated(-1, fetched_on=AS_OF + timedelta(days=1)), 0),  # fetched that day, judged as of an earlier one
        (dated(-1, source="url"), 0),
        (dated(-1, source="meta"), 0),
    ],
)
def test_dated_ahead(one: PageEvidence, count: int) -> None:
    found = failures(unit(pages=(one,)))
    assert [(s.url, s.suspected) for s in found] == [(one.url, False)] * count
    assert all("晚于采集日期" in s.message for s in found)


@pytest.mark.parametrize(
    ("pages", "outcomes"),
    [
        ((dated(10, "a", digest="x"), dated(40, "b", digest="x")), [Outcome.PASSED]),
        ((dated(10, "a", digest="x"), dated(41, "b", digest="x")), [Outcome.FAILED, Outcome.PASSED]),
        ((dated(10, "a", digest="x"), dated(90, "b", digest="y")), [Outcome.PASSED]),
        ((dated(10, "a"), dated(90, "b")), [Outcome.PASSED]),  # too short to have a digest
        (tuple(dated(age, str(age), digest="x", attachments=("/a.pdf",)) for age in (10, 90)),
         [Outcome.FAILED, Outcome.PASSED]),
        (tuple(dated(age, str(age), digest="x", attachments=(f"/{age}.pdf",)) for age in (10, 90)),
         [Outcome.CANT_TELL, Outcome.PASSED]),
        ((dated(10, "a", digest="x"), dated(90, "b", digest="x", attachments=("/a.pdf",))),
         [Outcome.CANT_TELL, Outcome.PASSED]),
        (tuple(dated(40 * n, str(n), digest="x") for n in range(1, 4)), [Outcome.FAILED, Outcome.PASSED]),
        (tuple(dated(40 * n, str(n), digest="x") for n in range(1, 5)), [Outcome.CANT_TELL, Outcome.PASSED]),
    ],
)  # fmt: skip
def test_one_text_under_several_dates(pages: tuple[PageEvidence, ...], outcomes: list[Outcome]) -> None:
    assert [one.outcome for one in publish_date_suspect(unit(pages=pages), PARAMS)] == outcomes


def test_repeated_article_is_suspected_at_its_later_date() -> None:
    (found,) = failures(unit(pages=(dated(10, "a", digest="x"), dated(90, "b", digest="x"))))
    assert (found.url, found.suspected, found.facts["days"]) == (f"{HOME}art/a.html", True, 80)
    assert [one.url for one in found.rests_on] == [f"{HOME}art/b.html"]


def reading(age: int = 20, oldest: int = 100, **rest: Any) -> EarlierReading:
    values: dict[str, Any] = {
        "fetched_on": days_ago(age), "newest": days_ago(age + 1), "oldest": days_ago(oldest), "whole": False,
        "urls": frozenset(), "titles": frozenset(), **rest,
    }  # fmt: skip
    return EarlierReading(**values)


def late(earlier: EarlierReading, *names: str, age: int = 60) -> UnitEvidence:
    pages = tuple(dated(age, name, first_fetched=days_ago(5)) for name in names)
    entries = tuple(Entry(one.title, one.url, one.published, read=True) for one in pages)
    return unit(pages=pages, columns=(column("通知公告", entries=entries, earlier=(earlier,)),))


@pytest.mark.parametrize(
    ("shown", "outcome"),
    [
        (late(reading(), "a"), Outcome.FAILED),
        (late(reading(20), "a", age=50), Outcome.FAILED),  # thirty days after the stated date
        (late(reading(20), "a", age=49), Outcome.PASSED),
        (late(reading(oldest=60), "a"), Outcome.PASSED),  # not read past that date
        (late(reading(oldest=60, whole=True), "a"), Outcome.FAILED),
        (late(reading(5), "a"), Outcome.PASSED),  # not before its first sight
        (late(reading(urls=frozenset((f"{HOME}art/a.html",))), "a"), Outcome.PASSED),
        (late(reading(titles=frozenset(("关于做好义务教育招生工作的通知",))), "a"), Outcome.PASSED),
        (late(reading(), "a", "b", "c"), Outcome.CANT_TELL),  # a migration
    ],
)
def test_absent_from_an_earlier_reading(shown: UnitEvidence, outcome: Outcome) -> None:
    assert next(one.outcome for one in publish_date_suspect(shown, PARAMS)) is outcome


def test_backdated_article_is_suspected_with_the_days_that_tell() -> None:
    (found,) = failures(late(reading(), "a"))
    assert found.suspected
    assert found.column == "通知公告"
    assert "采集栏目「通知公告」时没有这篇稿件" in found.message


def test_nothing_read_cannot_tell() -> None:
    found = publish_date_suspect(unread(unit(pages=(dated(-1),))), PARAMS)
    assert {one.outcome for one in found} == {Outcome.CANT_TELL}
