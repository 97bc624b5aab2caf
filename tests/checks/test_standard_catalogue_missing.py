from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from checks.engine.model import Outcome, Statement
from checks.standard_catalogue_missing import Params, standard_catalogue_missing
from evidence.catalogues import LinkedPage, StandardCatalogue, StandardRow
from evidence.records import ListState, UnitKind
from evidence.units import UnitEvidence
from tests.builders import BLOCKED, HOME, column, days_ago, home, looks, page, seen, span, unit, unread

PASSED, FAILED, CANT_TELL, INAPPLICABLE = (
    Outcome.PASSED, Outcome.FAILED, Outcome.CANT_TELL, Outcome.INAPPLICABLE,
)  # fmt: skip
PARAMS = Params(366, 90, 2, 1800, ("标准化", "基层政务公开"))
URL = f"{HOME}ml/1.html"
TITLE = "云溪区义务教育领域基层政务公开标准目录"
NEW = span(days_ago(100))


def link(answer: str) -> LinkedPage:
    """A link that was read, is dead, was dead once, or that nobody looked at."""
    failures = {"dead": looks(404, 404), "once": looks(404)}.get(answer, ())
    return LinkedPage(
        f"{HOME}x/{answer}", answer, answered=answer == "read", read=answer == "read", looks=failures
    )


def row(
    *answers: str, on_site: bool | None = True, units: frozenset[str] = frozenset(("jyty",))
) -> StandardRow:
    return StandardRow("招生方案", units, on_site, tuple(map(link, answers)))


def rows(**counts: int) -> tuple[StandardRow, ...]:
    return tuple(row(answer) for answer, count in counts.items() for _ in range(count))


def catalogue(*found: StandardRow, url: str = URL, **rest: Any) -> StandardCatalogue:
    values = {"title": TITLE, "owner": "jyty", "published": NEW, "rows": found}
    return StandardCatalogue(seen(url), **{**values, **rest})


def government(*catalogues: StandardCatalogue, **rest: Any) -> UnitEvidence:
    rest.setdefault("pages", (page(),))
    return unit(UnitKind.GOVERNMENT, whole_host=True, standard_catalogues=catalogues, **rest)


def said(evidence: UnitEvidence) -> list[Statement]:
    return list(standard_catalogue_missing(evidence, PARAMS))


UNREAD = catalogue(unread="链接指向的页面或附件未读取", published=None)
UNDATED = catalogue(published=None)
PASSED_ON = catalogue(url=f"{URL}3", relayed_from="民政部")


@pytest.mark.parametrize(
    ("evidence", "outcome", "url", "says"),
    [
        (government(catalogue()), PASSED, URL, ""),
        (government(UNREAD, catalogue(url=f"{URL}2")), PASSED, f"{URL}2", ""),
        (government(UNREAD), CANT_TELL, URL, "未读取"),
        (government(), FAILED, HOME, "未见基层政务公开标准目录"),
        (government(columns=(column("政策文件", 3),)), FAILED, HOME, ""),
        (government(columns=(column("基层政务公开"),)), FAILED, HOME, ""),  # the column is empty
        (government(columns=(column("基层政务公开", 3),)), CANT_TELL, HOME, "未能认定"),
        (government(columns=(column("标准化", why_unread=BLOCKED),)), CANT_TELL, HOME, "未能完整读取"),
        (government(columns=(column("标准化", state=ListState.SCRIPTED),)), CANT_TELL, HOME, "未能完整读取"),
        (government(columns=(column("教育", 3, path=("首页", "标准化", "教育")),)), CANT_TELL, HOME, "未能认定"),
        (government(coverage="budget"), CANT_TELL, HOME, "未采集完整"),
        (government(pages=()), CANT_TELL, HOME, "未采集到"),
        (government(homes=(home(why_unread=BLOCKED),)), CANT_TELL, HOME, BLOCKED),
        (unread(government(catalogue())), CANT_TELL, HOME, BLOCKED),
    ],
)  # fmt: skip
def test_whether_there_is_one(evidence: UnitEvidence, outcome: Outcome, url: str, says: str) -> None:
    statement = said(evidence)[0]
    assert (statement.outcome, statement.url, statement.target) == (outcome, url, None), statement.message
    assert says in statement.message


@pytest.mark.parametrize(
    ("catalogues", "outcome", "says"),
    [
        ((catalogue(published=span(days_ago(366))),), PASSED, ""),
        ((catalogue(published=span(days_ago(367))),), FAILED, "已超过366天未动态更新"),
        ((catalogue(published=span(date(2020, 12, 1))), catalogue(url=f"{URL}2")), PASSED, ""),
        ((catalogue(published=span(date(2020, 12, 1))), UNDATED), CANT_TELL, "未标发布日期"),
        ((catalogue(), UNDATED), PASSED, ""),
        ((UNDATED,), CANT_TELL, "未标发布日期"),
        ((PASSED_ON,), CANT_TELL, "转自民政部"),
        ((PASSED_ON, catalogue(published=span(days_ago(367)))), CANT_TELL, "转自民政部"),
        ((PASSED_ON, catalogue(published=span(days_ago(366)))), PASSED, ""),
    ],
)
def test_how_old_the_newest_is(
    catalogues: tuple[StandardCatalogue, ...], outcome: Outcome, says: str
) -> None:
    (statement,) = [one for one in said(government(*catalogues)) if one.target == "update"]
    assert statement.outcome is outcome
    assert says in statement.message


@pytest.mark.parametrize(
    ("ages", "rest", "outcome"),
    [
        ((500,), {}, FAILED),
        ((366, 500), {}, PASSED),
        ((500, None), {}, CANT_TELL),
        ((500,), {"rest_unread": True}, CANT_TELL),
    ],
)
def test_a_column_of_that_name_is_as_old_as_its_newest_entry(
    ages: tuple[int | None, ...], rest: dict[str, Any], outcome: Outcome
) -> None:
    listed = replace(UNDATED, seen=seen(f"{HOME}基层政务公开标准目录/"))
    own = column("基层政务公开标准目录", *ages, **rest)
    old = catalogue(published=span(days_ago(500)))
    (statement,) = [one for one in said(government(listed, old, columns=(own,))) if one.target == "update"]
    assert statement.outcome is outcome
    assert outcome is not FAILED or statement.seen.url == URL


@pytest.mark.parametrize(
    ("found", "outcome", "says"),
    [
        (rows(read=10), PASSED, ""),
        (rows(read=9, dead=1), PASSED, ""),
        (rows(read=8, dead=2), FAILED, "10项中有2项的链接打不开：「招生方案」"),
        (rows(read=8, dead=1, once=1), CANT_TELL, "1项的链接未能访问核实"),
        (rows(read=8, unseen=2), CANT_TELL, "2项"),
        (rows(dead=1), FAILED, "1项中有1项"),
        ((row("read", "dead"),), PASSED, ""),
        ((row("once"),), CANT_TELL, ""),
    ],
)
def test_rows_that_lead_nowhere(found: tuple[StandardRow, ...], outcome: Outcome, says: str) -> None:
    (statement,) = said(unit(standard_catalogues=(catalogue(*found),)))
    assert (statement.outcome, statement.url, statement.target) == (outcome, URL, TITLE)
    assert says in statement.message


@pytest.mark.parametrize(
    "found",
    [
        row("dead", on_site=False),
        row("dead", on_site=None),
        row(),
        row("dead", units=frozenset(("czj",))),
    ],
)
def test_rows_without_links_without_a_tick_or_of_others_tell_nothing(found: StandardRow) -> None:
    assert said(unit(standard_catalogues=(catalogue(found),))) == []


def test_a_row_that_names_nobody_is_its_bearers() -> None:
    nobody = row("dead", units=frozenset())
    assert [one.outcome for one in said(unit(standard_catalogues=(catalogue(nobody),)))] == [FAILED]
    others = replace(catalogue(nobody), owner="zf")
    assert said(unit(standard_catalogues=(others,))) == []


def test_a_body_without_a_catalogue_of_its_own_is_not_accused() -> None:
    for kind in (UnitKind.DEPARTMENT, UnitKind.STREET, UnitKind.OFFICE):
        (statement,) = said(unit(kind))
        assert (statement.outcome, statement.url) == (INAPPLICABLE, HOME)
