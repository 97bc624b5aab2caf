from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from checks.decision_catalogue_missing import Params, decision_catalogue_missing
from checks.engine.model import Outcome
from evidence.records import ColumnKind, ListState, Quote, UnitKind
from evidence.units import DisclosureArea, UnitEvidence
from tests.builders import BLOCKED, HOME, column, days_ago, entry, home, page, span, unit, unread

PASSED, FAILED, CANT_TELL = Outcome.PASSED, Outcome.FAILED, Outcome.CANT_TELL
PARAMS = Params("06-30")
AREA = f"{HOME}政府信息公开/"
TITLE = "云溪区2026年度重大行政决策事项目录"
ARTICLE = f"{HOME}art/1.html"


def shown(*titles: str, columns: tuple[Any, ...] = (), **rest: Any) -> UnitEvidence:
    """A government with an area and articles of these titles, published in 2026 unless ``published`` says."""
    published = rest.pop("published", span(days_ago(200)))
    rest.setdefault("disclosure", DisclosureArea())
    area = column("政府信息公开", kind=ColumnKind.DISCLOSURE, state=ListState.CONTAINER)
    pages = tuple(
        page(f"art/{n}.html", title=title, published=published)
        for n, title in enumerate(titles or ("招生通知",), 1)
    )
    return unit(UnitKind.GOVERNMENT, whole_host=True, columns=(area, *columns), pages=pages, **rest)


def elsewhere(title: str) -> DisclosureArea:
    return DisclosureArea(catalogues=(Quote("", title, "http://a/1"),))


@pytest.mark.parametrize(
    ("evidence", "outcome", "at", "says"),
    [
        (shown(TITLE), PASSED, ARTICLE, ""),
        (shown("云溪区人民政府办公室关于印发2026年度重大行政决策事项目录的通知"), PASSED, ARTICLE, ""),
        (shown("云溪区重大行政决策事项目录"), PASSED, ARTICLE, ""),  # its publish date tells the year
        (shown("云溪区重大行政决策事项目录", published=span(date(2025, 5, 1))), FAILED, AREA, "2026年度"),
        (shown("云溪区重大行政决策事项目录", published=None), CANT_TELL, AREA, "未标年度"),
        (shown("云溪区2025年度重大行政决策事项目录"), FAILED, AREA, "应于2026年6月30日前公布"),
        (shown("重大行政决策事项目录管理办法（2026年修订）"), FAILED, AREA, ""),
        (shown("区教育局2026年度重大行政决策事项目录"), FAILED, AREA, ""),
        (shown(), FAILED, AREA, ""),
        (shown(columns=(column("决策公开", entries=(entry(30, title=TITLE),), state=ListState.ITEMS),)), PASSED, f"{HOME}art/30.html", ""),
        (shown(disclosure=elsewhere(TITLE)), PASSED, "http://a/1", ""),
        (shown(disclosure=elsewhere("区教育局2026年度重大行政决策事项目录")), FAILED, AREA, ""),
        (shown(as_of=date(2026, 6, 30)), PASSED, AREA, "尚未到公布期限"),
        (shown(as_of=date(2026, 7, 1)), FAILED, AREA, ""),
        (shown(coverage="budget"), CANT_TELL, AREA, "未采集完整"),
        (shown(homes=(home(why_unread=BLOCKED),)), CANT_TELL, AREA, BLOCKED),
        (shown(columns=(column("信息公开目录", kind=ColumnKind.DISCLOSURE, why_unread=BLOCKED),)), CANT_TELL, AREA, "信息公开目录"),
    ],
)  # fmt: skip
def test_decision_catalogue_missing(evidence: UnitEvidence, outcome: Outcome, at: str, says: str) -> None:
    (statement,) = decision_catalogue_missing(evidence, PARAMS)
    assert (statement.outcome, statement.url) == (outcome, at)
    assert says in statement.message


def test_due_on_the_day_it_becomes_a_failure() -> None:
    (statement,) = decision_catalogue_missing(shown(as_of=date(2026, 5, 1)), PARAMS)
    assert statement.due_on == date(2026, 7, 1)


def test_unread_pages_cannot_tell() -> None:
    assert [one.outcome for one in decision_catalogue_missing(unread(shown(TITLE)), PARAMS)] == [CANT_TELL]
