from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from checks.engine.model import Outcome
from checks.publish_date_missing import Params, publish_date_missing
from evidence.records import ColumnKind, PageKind, Quote, Span
from evidence.units import ColumnEvidence, Entry, PageEvidence, PageText
from tests.builders import HOME, column, days_ago, page, seen, span, unit, unread

PARAMS = Params(min_chars=100, dated_pct=50, most_pct=50)


def undated(**rest: Any) -> PageEvidence:
    return page(**{"published": None, "text_chars": 600, "column_name": "通知公告", **rest})


def listing(*pages: PageEvidence, dated: bool = True, **rest: Any) -> ColumnEvidence:
    entries = tuple(Entry(p.title, p.url, span(days_ago(9)) if dated else None, read=True) for p in pages)
    return column("通知公告", entries=entries, **rest)


@pytest.mark.parametrize(
    ("shown", "outcome"),
    [
        (undated(), Outcome.FAILED),
        (page(), Outcome.PASSED),
        # length
        (undated(text_chars=100), Outcome.FAILED),
        (undated(text_chars=99), Outcome.INAPPLICABLE),
        # standing text, guides, policies that say when they were made
        (undated(title="某局机构职能"), Outcome.INAPPLICABLE),
        (undated(column_name="领导简介"), Outcome.INAPPLICABLE),
        (undated(guide=(Quote("steps", "办理流程"),)), Outcome.INAPPLICABLE),
        (undated(kind=PageKind.SERVICE), Outcome.INAPPLICABLE),
        (undated(is_policy=True, document_number="某政办发〔2026〕3号"), Outcome.INAPPLICABLE),
        # a date that may be it
        (undated(made=span(days_ago(9))), Outcome.CANT_TELL),
        (undated(meta_published_on=days_ago(9)), Outcome.CANT_TELL),
        (undated(published=Span(days_ago(9), "2026/11/14", "url")), Outcome.CANT_TELL),
        (undated(published=Span(days_ago(9), "2026/11/14", "meta")), Outcome.CANT_TELL),
        (
            undated(seen=replace(seen(f"{HOME}art/1.html"), excerpt="2026年11月3日，区里召开会议")),
            Outcome.CANT_TELL,
        ),
    ],
)
def test_publish_date_missing(shown: PageEvidence, outcome: Outcome) -> None:
    found = list(publish_date_missing(unit(pages=(shown,), columns=(listing(shown),)), PARAMS))
    assert [one.outcome for one in found] == [outcome]


@pytest.mark.parametrize(
    ("where", "outcome"),
    [
        (listing(undated(), kind=ColumnKind.NEWS), Outcome.FAILED),
        (listing(undated(), kind=ColumnKind.OVERVIEW), Outcome.INAPPLICABLE),
        (listing(undated(), kind=ColumnKind.SERVICES), Outcome.INAPPLICABLE),
        (listing(undated(), dated=False), Outcome.INAPPLICABLE),
        (listing(), Outcome.INAPPLICABLE),  # listed nowhere
    ],
)
def test_only_entries_of_columns_of_dated_articles(where: ColumnEvidence, outcome: Outcome) -> None:
    (found,) = publish_date_missing(unit(pages=(undated(),), columns=(where,)), PARAMS)
    assert found.outcome is outcome


@pytest.mark.parametrize(
    ("text", "outcome"),
    [
        ("发布时间：  来源：区政府办", Outcome.CANT_TELL),
        ("更新日期: 浏览次数", Outcome.CANT_TELL),
        ("日 期：", Outcome.CANT_TELL),
        ("来源：区政府办", Outcome.FAILED),
        ("会议时间定在下周，发布时间另行通知", Outcome.FAILED),
    ],
)
def test_announced_date_may_be_filled_in_by_a_script(text: str, outcome: Outcome) -> None:
    shown = undated()
    texts = (PageText(shown.seen, shown.title, text), PageText(seen(f"{HOME}art/2.html"), "", "发布时间："))
    (found,) = publish_date_missing(unit(pages=(shown,), columns=(listing(shown),), texts=texts), PARAMS)
    assert found.outcome is outcome


def test_share_of_dated_entries() -> None:
    one, other = undated(), page("art/2.html")
    half = replace(
        listing(one, other), entries=(listing(one).entries[0], Entry(other.title, other.url, None))
    )
    third = replace(half, entries=(*half.entries, Entry("无", f"{HOME}3.html", None)))
    outcomes = [
        [s.outcome for s in publish_date_missing(unit(pages=(one,), columns=(c,)), PARAMS)]
        for c in (half, third)
    ]
    assert outcomes == [[Outcome.FAILED], [Outcome.INAPPLICABLE]]


def test_template_without_dates_is_one_finding() -> None:
    pages = tuple(undated(url=f"{HOME}art/{n}.html", template="a") for n in range(3))
    (found,) = publish_date_missing(unit(pages=pages, columns=(listing(*pages),)), PARAMS)
    assert (found.outcome, found.facts["count"], found.column) == (Outcome.FAILED, 3, "通知公告")
    assert found.message == "稿件《关于做好义务教育招生工作的通知》未注明发布时间；同一模板共3篇如此"


def test_nothing_read_cannot_tell() -> None:
    shown = unread(unit(pages=(undated(),), columns=(listing(undated()),)))
    assert {s.outcome for s in publish_date_missing(shown, PARAMS)} == {Outcome.CANT_TELL}
