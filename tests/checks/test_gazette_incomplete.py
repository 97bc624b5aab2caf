from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from checks.engine.model import Outcome, Statement
from checks.gazette_incomplete import Params, gazette_incomplete
from evidence.records import ListState, Quote, Unit, UnitKind
from evidence.systems import System, SystemsArea
from evidence.units import ColumnEvidence, Entry, PageEvidence, UnitEvidence
from tests.builders import (
    BLOCKED,
    HOME,
    column,
    days_ago,
    entry,
    home,
    page,
    seen,
    span,
    target,
    unit,
    unread,
)

PASSED, FAILED, CANT_TELL, INAPPLICABLE = (
    Outcome.PASSED,
    Outcome.FAILED,
    Outcome.CANT_TELL,
    Outcome.INAPPLICABLE,
)
PARAMS = Params(most_pct=50, min_chars=20, looks=2, apart_seconds=60)
GAZETTE = f"{HOME}政府公报/"
GOV, OFFICE = UnitKind.GOVERNMENT, UnitKind.OFFICE


def pdf(name: str) -> str:
    return f"{HOME}gb/{name}.pdf"


def row(title: str, url: str | None = None, age: int = 60) -> Entry:
    """A row of the list; by itself it is a file that opened."""
    return Entry(title, pdf(title) if url is None else url or None, span(days_ago(age)), read=True)


def listed(*rows: Entry | str, name: str = "政府公报", **rest: Any) -> ColumnEvidence:
    entries = tuple(row(one) if isinstance(one, str) else one for one in rows)
    state = rest.pop("state", ListState.ITEMS if rows else ListState.EMPTY)
    return column(name, entries=entries, state=state, **rest)


def gazette(first: ColumnEvidence, *parts: ColumnEvidence, **rest: Any) -> System:
    urls = [one.url for each in (first, *parts) for one in each.entries if one.url]
    values: dict[str, Any] = {"answered": frozenset(url for url in urls if url.endswith(".pdf"))}
    return System(first, parts=parts, **{**values, **rest})


def shown(*rows: Entry | str, kept: System | None = None, **rest: Any) -> UnitEvidence:
    area = SystemsArea(gazettes=(kept or gazette(listed(*rows)),))
    return unit(GOV, whole_host=True, systems=area, **rest)


def said(evidence: UnitEvidence) -> dict[str | None, Statement]:
    statements = [*gazette_incomplete(evidence, PARAMS)]
    found = {one.target: one for one in statements}
    assert len(found) == len(statements), "one statement for each target"
    return found


def numbers(year: int, *issues: int | str) -> list[Entry | str]:
    return [f"{year}年第{number}期" for number in issues]


@pytest.mark.parametrize(
    ("evidence", "target", "outcome", "says"),
    [
        (shown(*numbers(2026, 1, 2, 3)), "2026年", PASSED, "第1期至第3期连续"),
        (shown(*numbers(2026, 1, 3)), "2026年第2期", FAILED, "缺2026年第2期：栏目内该年最低为第1期、最高为第3期，共2期"),
        (shown(*numbers(2026, 3, 4)), "2026年", PASSED, "第3期至第4期"),  # what lies below the lowest is not asked for
        (shown(*numbers(2026, "一", "二", "三")), "2026年", PASSED, ""),
        (shown("2026年第1期", "2026年第2、3期合刊", "2026年第4期"), "2026年", PASSED, "第1期至第4期"),
        (shown("2026年第1期", "2026年增刊", "2026年第2期"), "2026年", PASSED, ""),
        (shown("2026年第1期（总第8期）", "2026年第2期（总第9期）"), "2026年", PASSED, "第1期至第2期"),
        (shown(*numbers(2026, 1, 2), *numbers(2025, 1, 3)), "2025年第2期", FAILED, ""),
        (shown(*numbers(2026, 1, 4)), "2026年第2期", FAILED, ""),  # as many missing as there are
        (shown(*numbers(2026, 1, 5)), "2026年", CANT_TELL, "总期号或选登"),
        (shown(*numbers(2024, 1, 3)), "2024年第2期", FAILED, ""),  # the period looked back upon begins in 2024
        # years that the columns tell
        (shown(kept=gazette(listed(state=ListState.CONTAINER), listed("第1期", "第3期", name="2026年"))), "2026年第2期", FAILED, ""),
        (shown(kept=gazette(listed(state=ListState.CONTAINER), *(
            listed("某通知", name=f"2026年第{n}期") for n in (1, 3)))), "2026年第2期", FAILED, ""),
        # documents of an issue tell that there is one
        (shown("2026年第1期", "【2026年第2期】关于印发规划的通知", "2026年第3期"), "2026年", PASSED, ""),
        # the issue stands on another page
        (shown(*numbers(2026, 1, 3), pages=(page("x.html", title="云溪区政府公报2026年第2期"),)), "2026年", PASSED, ""),
        (shown(*numbers(2026, 1, 3), pages=(page("x.html", title="工作简报2026年第2期"),)), "2026年第2期", FAILED, ""),
        (shown(*numbers(2026, 1, 3), columns=(column("公告", entries=(entry(3, title="政府公报2026年第2期"),)),)), "2026年", PASSED, ""),
        # not read whole
        (shown(kept=gazette(listed(*numbers(2026, 1, 3)), whole=False)), "2026年", CANT_TELL, "未采集完整"),
        (shown(kept=gazette(listed(*numbers(2026, 1, 3), rest_unread=True))), "2026年", CANT_TELL, "没有读完"),
        (shown(kept=gazette(listed(*numbers(2026, 1, 3)), listed(name="2025年", why_unread=BLOCKED))), "2026年", CANT_TELL, BLOCKED),
        (shown(kept=gazette(listed(*numbers(2026, 1, 3)), listed(name="2025年", state=ListState.SCRIPTED))), "2026年", CANT_TELL, "由脚本生成"),
    ],
)  # fmt: skip
def test_issues_of_a_year_follow_one_another(
    evidence: UnitEvidence, target: str, outcome: Outcome, says: str
) -> None:
    found = said(evidence)
    assert (found[target].outcome, found[target].url) == (outcome, GAZETTE)
    assert says in found[target].message
    failures = [one for one in found.values() if one.outcome is FAILED]
    assert bool(failures) == (outcome is FAILED)


def test_a_list_read_back_beyond_the_period_proves_later_years_only() -> None:
    rows = [row("2026年第3期", age=60), row("2026年第1期", age=150), row("2024年第9期", age=735)]
    rows += [row("2024年第7期", age=800)]
    found = said(shown(kept=gazette(listed(*rows, rest_unread=True))))
    assert found["2026年第2期"].outcome is FAILED
    assert (found["2024年"].outcome, found["2024年"].message) == (CANT_TELL, "2024年的公报列表没有读完")


def test_what_is_older_than_the_period_is_not_asked_for() -> None:
    assert said(shown(*numbers(2026, 1, 2), *numbers(2023, 1, 3))).keys() == {
        "2026年",
        "2026年第1期",
        "2026年第2期",
    }


@pytest.mark.parametrize(
    ("rows", "says"),
    [(("政府公报征订通知",), "未能从标题中识别"), (("第1期", "第3期"), "未能从标题中识别"), (("2020年第1期",), "未能从标题中识别")],
)  # fmt: skip
def test_titles_that_tell_no_issue(rows: tuple[str, ...], says: str) -> None:
    (statement,) = gazette_incomplete(shown(*rows), PARAMS)
    assert statement.outcome is CANT_TELL
    assert says in statement.message


def test_a_column_of_other_reports_is_no_gazette() -> None:
    listing = gazette(listed("2025年国民经济和社会发展统计公报", name="公报"))
    assert [one.outcome for one in gazette_incomplete(shown(kept=listing), PARAMS)] == [INAPPLICABLE]
    blocked = gazette(listed(name="公报", why_unread=BLOCKED))
    assert [one.outcome for one in gazette_incomplete(shown(kept=blocked), PARAMS)] == [CANT_TELL]


def issue(**rest: Any) -> PageEvidence:
    """The page of an issue, an article of some text without a file."""
    return page("gb/1.html", **{"title": "2026年第1期", **rest})


def one(about: PageEvidence, **rest: Any) -> UnitEvidence:
    """A gazette of four issues, the first of which has this page."""
    first = row("2026年第1期", about.url)
    listing = listed(first, *numbers(2026, 2, 3, 4))
    parts = rest.pop("parts", ())
    answered = rest.pop("answered", frozenset())
    files = frozenset(each.url for each in listing.entries if each.url != about.url)
    return shown(kept=gazette(listing, *parts, members=(about,), answered=files | answered), **rest)


FILE = pdf("1")
WITH_FILE = issue(attachments=(FILE,))


def file_target(*looks: int, **rest: Any) -> dict[str, Any]:
    return {"targets": (target(*looks, url=FILE, document=True, **rest),)}


@pytest.mark.parametrize(
    ("evidence", "outcome", "says"),
    [
        (one(WITH_FILE, answered=frozenset((FILE,))), PASSED, "可以打开"),
        (one(WITH_FILE), CANT_TELL, "未能打开核对"),
        (one(WITH_FILE, **file_target(404, 404)), FAILED, "2026年第1期的链接打不开：先后2次访问均返回404"),
        (one(WITH_FILE, **file_target(404)), CANT_TELL, ""),
        (one(WITH_FILE, **file_target(404, 404, apart_seconds=59)), CANT_TELL, ""),
        (one(WITH_FILE, **file_target(404, 404, apart_seconds=60)), FAILED, ""),
        (one(WITH_FILE, **file_target(404, 200)), PASSED, ""),
        (one(WITH_FILE, **file_target(403, 403)), CANT_TELL, ""),
        # no file
        (one(issue()), FAILED, "没有可下载的公报文件"),
        (one(issue(text_chars=28)), FAILED, "没有可下载的公报文件"),
        (one(issue(text_chars=27)), FAILED, "打开后没有内容"),
        (one(issue(text_chars=0, drawn=(Quote("picture", "1.jpg"),))), CANT_TELL, "图片、脚本或电子阅读器"),
        (one(issue(drawn=(Quote("reader", "在线阅读"),))), CANT_TELL, ""),
        (one(issue(list_state=ListState.SCRIPTED, is_article=False)), CANT_TELL, ""),
        (one(issue(list_state=ListState.ITEMS, is_article=False)), PASSED, "目录可用"),
        (one(issue(list_state=ListState.EMPTY, is_article=False, text_chars=0)), FAILED, "打开后没有内容"),
        (one(issue(why_unread=BLOCKED)), CANT_TELL, BLOCKED),
    ],
)  # fmt: skip
def test_every_issue_opens(evidence: UnitEvidence, outcome: Outcome, says: str) -> None:
    found = said(evidence)
    assert found["2026年第1期"].outcome is outcome
    assert says in found["2026年第1期"].message
    assert [found[f"2026年第{n}期"].outcome for n in (2, 3, 4)] == [PASSED, PASSED, PASSED]


@pytest.mark.parametrize(
    ("entry_", "outcome"),
    [
        (row("2026年第1期"), PASSED),
        (row("2026年第1期", ""), CANT_TELL),  # no link
        (row("2026年第1期", f"{HOME}gb/unread.html"), CANT_TELL),
        (row("【2026年第1期】关于印发规划的通知", ""), PASSED),
    ],
)
def test_rows_that_are_the_issue_themselves(entry_: Entry, outcome: Outcome) -> None:
    assert said(shown(entry_))["2026年第1期"].outcome is outcome


@pytest.mark.parametrize(("bare", "apart"), [(1, True), (2, True), (3, False)])
def test_a_fault_of_most_issues_is_one_finding(bare: int, apart: bool) -> None:
    pages = [page(f"gb/{n}.html", title=f"2026年第{n}期") for n in range(1, bare + 1)]
    rows = [row(one.title, one.url) for one in pages]
    files = numbers(2026, *range(bare + 1, 5))
    listing = listed(*rows, *files)
    answered = frozenset(one.url for one in listing.entries if one.url and one.url.endswith("pdf"))
    found = said(shown(kept=gazette(listing, members=tuple(pages), answered=answered)))
    failures = {target: one for target, one in found.items() if one.outcome is FAILED}
    assert failures.keys() == ({f"2026年第{n}期" for n in range(1, bare + 1)} if apart else {"files"})
    if not apart:
        assert (failures["files"].facts["count"], "4期中有3期" in failures["files"].message) == (3, True)


@pytest.mark.parametrize(
    ("evidence", "outcome"),
    [
        (unit(GOV), INAPPLICABLE),
        (unit(GOV, coverage="budget"), CANT_TELL),
        (unit(GOV, homes=(home(why_unread=BLOCKED),)), CANT_TELL),
        (unread(shown(*numbers(2026, 1, 3))), CANT_TELL),
    ],
)
def test_without_a_gazette_nobody_is_accused(evidence: UnitEvidence, outcome: Outcome) -> None:
    assert [one.outcome for one in gazette_incomplete(evidence, PARAMS)] == [outcome]


@pytest.mark.parametrize(
    ("kept", "outcome"),
    [
        (shown(*numbers(2026, 1, 2)), PASSED),
        (shown(*numbers(2026, 1, 3)), CANT_TELL),
        (shown("政府公报"), CANT_TELL),
    ],
)
def test_an_office_whose_government_keeps_the_gazette(kept: UnitEvidence, outcome: Outcome) -> None:
    keeper = replace(kept, unit=Unit("zf", "云溪区人民政府", GOV))
    (statement,) = gazette_incomplete(unit(OFFICE, systems=SystemsArea(kept_by=keeper)), PARAMS)
    assert statement.outcome is outcome
    assert statement.message.startswith("政府公报设在云溪区人民政府的页面上")
    assert seen(GAZETTE).url == statement.url
