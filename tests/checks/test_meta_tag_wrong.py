from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from checks.engine.model import Outcome
from checks.meta_tag_wrong import Params, meta_tag_wrong
from evidence.records import Footer, PageKind, Span
from evidence.units import PageEvidence
from tests.builders import HOME, page, unit, unread

TAGS = ("SiteName", "SiteIDCode", "ColumnDescription", "ArticleTitle", "PubDate", "ContentSource")
PARAMS = Params(tags=TAGS, titles_alike_pct=60, columns_alike=3, most_pct=50)
TITLE = "关于做好义务教育招生工作的通知"


def shown(*meta: tuple[str, str], **rest: Any) -> PageEvidence:
    return page(meta=meta, **rest)


def dated(said: date, on: date, source: str = "label", **rest: Any) -> PageEvidence:
    span = Span(on, f"发布日期：{on.isoformat()}", source)
    return shown(("PubDate", said.isoformat()), meta_published_on=said, published=span, **rest)


DAY, NEXT = date(2026, 11, 1), date(2026, 11, 2)


@pytest.mark.parametrize(
    ("one", "tag", "says"),
    [
        (shown(("SiteName", "某局")), None, ""),
        # twice, empty, placeholder
        (shown(("SiteName", "某局"), ("sitename", "某局")), "SiteName", "出现2次"),
        (shown(("SiteName", "")), "SiteName", "内容为空"),
        (shown(("SiteName", "{{siteName}}")), "SiteName", "占位符"),
        (shown(("SiteName", "null")), "SiteName", "占位符“null”"),
        (shown(("ArticleTitle", ""), kind=PageKind.COLUMN, is_article=False), None, ""),  # not for it
        (shown(("Description", "")), None, ""),  # no standard tag of the rule
        # PubDate
        (dated(DAY, DAY), None, ""),
        (dated(DAY, NEXT), "PubDate", "页面显示的发布日期为2026-11-02"),
        (dated(DAY, NEXT, "url"), None, ""),
        (dated(DAY, NEXT, "meta"), None, ""),
        # ArticleTitle
        (shown(("ArticleTitle", TITLE)), None, ""),
        (shown(("ArticleTitle", f"{TITLE}-某区教育局")), None, ""),
        (shown(("ArticleTitle", TITLE[:10] + "…")), None, ""),
        (shown(("ArticleTitle", "关于做好义务教育招生工作的通告")), None, ""),
        (shown(("ArticleTitle", "某区召开安全生产会议")), "ArticleTitle", "页面标题为"),
        (shown(("ArticleTitle", "通告"), ("SiteName", "某局"), title="某省某局-某区某局"), None, ""),
        # ContentSource
        (shown(("ContentSource", "区教育体育局")), None, ""),
        (shown(("ContentSource", "教育体育局")), None, ""),
        (shown(("ContentSource", "本站原创")), None, ""),
        (shown(("ContentSource", "人民日报")), "ContentSource", "页面来源为“区教育体育局”"),
        (shown(("ContentSource", "人民日报"), source=None), None, ""),
        # SiteIDCode
        (shown(("SiteIDCode", "3701030001")), None, ""),
        (shown(("SiteIDCode", "37010300")), "SiteIDCode", "不是10位"),
        (shown(("SiteIDCode", "3701030001"), footer=Footer(site_id="3701030001")), None, ""),
        (shown(("SiteIDCode", "BM55000001"), footer=Footer(site_id="bm55000001")), None, ""),
        (
            shown(("SiteIDCode", "3701030001"), footer=Footer(site_id="3701030002")),
            "SiteIDCode",
            "3701030002",
        ),
    ],
)
def test_meta_tag_wrong(one: PageEvidence, tag: str | None, says: str) -> None:
    found = [s for s in meta_tag_wrong(unit(pages=(one,)), PARAMS) if s.outcome is Outcome.FAILED]
    assert [s.target for s in found] == ([tag] if tag else [])
    assert all(says in s.message for s in found)


def test_day_of_making_in_pubdate_cannot_tell() -> None:
    one = dated(DAY, NEXT, made=Span(DAY, "成文日期：2026-11-01", "label"))
    outcomes = {s.outcome for s in meta_tag_wrong(unit(pages=(one,)), PARAMS) if s.target == "PubDate"}
    assert outcomes == {Outcome.PASSED, Outcome.CANT_TELL}


def columns(count: int, *texts: str) -> list[PageEvidence]:
    return [
        page(
            f"c{n}/",
            kind=PageKind.COLUMN,
            is_article=False,
            column_name=f"栏目{n}",
            meta=(("ColumnDescription", texts[n % len(texts)]),),
        )
        for n in range(count)
    ]


@pytest.mark.parametrize(
    ("pages", "count"),
    [
        (columns(3, "本栏目发布有关信息"), 1),
        (columns(2, "本栏目发布有关信息"), 0),
        (columns(4, "发布要闻", "发布通知"), 0),
    ],
)
def test_one_description_for_many_columns(pages: list[PageEvidence], count: int) -> None:
    found = [s for s in meta_tag_wrong(unit(pages=pages), PARAMS) if s.outcome is Outcome.FAILED]
    assert [(s.target, s.suspected, s.facts["fault"]) for s in found] == [
        ("ColumnDescription", True, "alike")
    ] * count


def test_fault_of_a_template_is_one_finding() -> None:
    pages = tuple(page(f"{n}.html", template="a", meta=(("PubDate", ""),)) for n in range(3))
    (found,) = [s for s in meta_tag_wrong(unit(pages=pages), PARAMS) if s.outcome is Outcome.FAILED]
    assert (found.url, found.facts["count"], "共3个页面" in found.message) == (f"{HOME}0.html", 3, True)


def test_nothing_read_cannot_tell() -> None:
    found = meta_tag_wrong(unread(unit(pages=(shown(("SiteName", "")),))), PARAMS)
    assert {s.outcome for s in found} == {Outcome.CANT_TELL}
