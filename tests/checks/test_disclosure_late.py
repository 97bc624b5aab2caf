from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

import pytest

from checks.disclosure_late import Params, disclosure_late
from checks.engine.model import Outcome
from checks.engine.workdays import Calendar, load_calendar
from evidence.records import Span
from evidence.units import PageEvidence
from tests.builders import days_ago, page, span, unit, unread

PASSED, FAILED, CANT_TELL, INAPPLICABLE = (
    Outcome.PASSED,
    Outcome.FAILED,
    Outcome.CANT_TELL,
    Outcome.INAPPLICABLE,
)
CALENDAR = load_calendar(Path(__file__).parents[2] / "config" / "calendar")
PARAMS = Params(20, "2019-05-15", batch=3)


def on(day: date, source: str = "label") -> Span:
    return Span(day, f"发布日期：{day.isoformat()}", source)


def document(
    made: date, published: date, path: str = "art/1.html", read_from: str = "label", **rest: Any
) -> PageEvidence:
    return page(path, made=on(made), published=on(published, read_from), **rest)


@pytest.mark.parametrize(
    ("shown", "outcome", "says"),
    [
        # 19 October is a Monday: four weeks on it is 20 working days, a day later 21
        (document(date(2026, 10, 19), date(2026, 11, 16)), PASSED, ""),
        (
            document(date(2026, 10, 19), date(2026, 11, 17)),
            FAILED,
            "于2026年10月19日形成，2026年11月17日才发布，相隔21个工作日，超过20个工作日",
        ),
        (document(date(2026, 9, 2), date(2026, 10, 8)), FAILED, "相隔21个工作日"),  # over two holidays
        (document(date(2026, 9, 3), date(2026, 10, 8)), PASSED, ""),
        (document(date(2026, 11, 1), date(2026, 10, 1)), PASSED, ""),
        (document(date(2026, 1, 5), date(2026, 11, 2), issuer="区教育体育局", source=None), FAILED, ""),
        (document(date(2026, 1, 5), date(2026, 11, 2), source="市教育局"), CANT_TELL, "未标明由本单位制发"),
        (document(date(2026, 1, 5), date(2026, 11, 2), source=None), CANT_TELL, "未标明由本单位制发"),
        (document(date(2026, 1, 5), date(2026, 11, 2), passed_on_from="市教育局"), INAPPLICABLE, "转载"),
        (document(date(2026, 1, 5), date(2026, 11, 2), title="转发市教育局文件的通知"), CANT_TELL, "转发"),
        (document(date(2026, 1, 5), date(2026, 11, 2), read_from="url"), CANT_TELL, "未以“发布日期”"),
        (document(date(2019, 5, 14), date(2026, 11, 2)), INAPPLICABLE, "施行之前"),
        (document(date(2019, 5, 15), date(2026, 11, 2)), FAILED, ""),
        (document(date(2020, 1, 5), days_ago(731)), INAPPLICABLE, "超过730天"),
        (document(date(2020, 1, 5), days_ago(730)), FAILED, ""),
        (document(date(2026, 1, 5), days_ago(-1)), INAPPLICABLE, "监测时间点之后"),
    ],
)  # fmt: skip
def test_disclosure_late(shown: PageEvidence, outcome: Outcome, says: str) -> None:
    (statement,) = disclosure_late(unit(pages=(shown,)), PARAMS, CALENDAR)
    assert (statement.outcome, statement.url) == (outcome, shown.url)
    assert says in statement.message


@pytest.mark.parametrize(
    "shown",
    [page(), page(made=span(days_ago(90)), published=None), page(made=span(days_ago(90)), is_article=False)],
)
def test_pages_without_both_dates_are_not_judged(shown: PageEvidence) -> None:
    assert list(disclosure_late(unit(pages=(shown,)), PARAMS, CALENDAR)) == []


@pytest.mark.parametrize(("count", "outcome"), [(2, FAILED), (3, CANT_TELL)])
def test_old_documents_put_up_on_one_day_are_not_accused(count: int, outcome: Outcome) -> None:
    late = [document(date(2026, 1, 5 + n), date(2026, 11, 2), f"art/{n}.html") for n in range(count)]
    in_time = document(date(2026, 10, 30), date(2026, 11, 2), "art/9.html")  # does not make a batch
    found = list(disclosure_late(unit(pages=(*late, in_time)), PARAMS, CALENDAR))
    assert [one.outcome for one in found] == [*[outcome] * count, PASSED]


def test_year_without_a_plan_is_marked_provisional() -> None:
    shown = document(date(2031, 3, 3), date(2031, 4, 30))
    (statement,) = disclosure_late(unit(pages=(shown,), as_of=date(2031, 5, 1)), PARAMS, Calendar())
    assert "42个工作日（暂按双休日推算）" in statement.message


def test_unread_pages_cannot_tell() -> None:
    shown = unread(unit(pages=(document(date(2026, 1, 5), date(2026, 11, 2)),)))
    assert [one.outcome for one in disclosure_late(shown, PARAMS, CALENDAR)] == [CANT_TELL]
