from __future__ import annotations

import pytest

from checks.engine.model import Outcome, Statement
from checks.meta_tag_missing import Bears, Params, meta_tag_missing
from evidence.records import ListState, PageKind
from evidence.units import PageEvidence
from tests.builders import HOME, page, unit, unread

PARAMS = Params(tags={Bears.ALL: ("SiteName",), Bears.ARTICLE: ("PubDate",)}, most_pct=50)
SITE, DATE = ("SiteName", "某局"), ("pubdate", "2026-11-01 08:00")


def article(n: int, *meta: tuple[str, str], **rest: object) -> PageEvidence:
    return page(f"art/{n}.html", meta=meta, depth=2, **rest)


def home(*meta: tuple[str, str]) -> PageEvidence:
    return page("", kind=PageKind.HOME, is_article=False, meta=meta)


def failures(*pages: PageEvidence) -> list[tuple[str, str | None, object]]:
    return [
        (one.url, one.target, one.facts["count"]) for one in judged(*pages) if one.outcome is Outcome.FAILED
    ]


def judged(*pages: PageEvidence) -> list[Statement]:
    return list(meta_tag_missing(unit(pages=pages), PARAMS))


@pytest.mark.parametrize(
    ("pages", "found"),
    [
        ((home(SITE), article(1, SITE, DATE)), []),
        ((home(), article(1)), [(HOME, "SiteName", 2), (f"{HOME}art/1.html", "PubDate", 1)]),
        # an empty tag is there
        ((home(("SITENAME", "")), article(1, SITE, DATE)), []),
        # most of a template, in a unit where most have it
        (
            (home(SITE), *(article(n, SITE, DATE, template="a") for n in range(4)),
             *(article(n, SITE, template="b") for n in range(4, 7))),
            [(f"{HOME}art/4.html", "PubDate", 3)],
        ),
        # half of a template is not most of it: one each
        (
            (home(SITE), *(article(n, SITE, DATE, template="a") for n in range(2)),
             *(article(n, SITE, template="a") for n in range(2, 4))),
            [(f"{HOME}art/2.html", "PubDate", 1), (f"{HOME}art/3.html", "PubDate", 1)],
        ),
        # the unit's own home page is none of a column, whatever it was read as
        ((page("", kind=PageKind.ARTICLE, meta=(SITE,)), article(1, SITE, DATE)), []),
        # no pages of these kinds
        ((home(SITE), article(1, kind=PageKind.SERVICE)), []),
        ((home(SITE), article(1, file_type="pdf")), []),
        ((home(SITE), article(1, says_missing="页面不存在")), []),
        ((home(SITE), article(1, list_state=ListState.ELSEWHERE)), []),
        ((home(SITE), article(1, list_state=ListState.SCRIPTED)), []),
    ],
)  # fmt: skip
def test_meta_tag_missing(pages: tuple[PageEvidence, ...], found: list[tuple[str, str, int]]) -> None:
    assert failures(*pages) == found


def test_message_says_which_tag_and_on_how_many_pages() -> None:
    (statement,) = [
        one for one in judged(home(SITE), article(1, SITE), article(2, SITE)) if one.target == "PubDate"
    ]
    assert statement.message == "内容页缺少发布时间标签 PubDate：内容页2个，2个没有"
    assert statement.facts["examples"] == [f"{HOME}art/1.html", f"{HOME}art/2.html"]


def test_pages_with_the_tag_pass() -> None:
    assert {one.outcome for one in judged(home(SITE), article(1, SITE, DATE))} == {Outcome.PASSED}


def test_nothing_read_cannot_tell() -> None:
    shown = unread(unit(pages=(home(), article(1))))
    assert {one.outcome for one in meta_tag_missing(shown, PARAMS)} == {Outcome.CANT_TELL}


def test_page_drawn_by_a_script_cannot_tell() -> None:
    shown = judged(page("", kind=PageKind.HOME, list_state=ListState.SCRIPTED))
    assert [(one.outcome, "脚本" in one.message) for one in shown] == [(Outcome.CANT_TELL, True)]


def test_column_tags_of_content_pages_go_by_column() -> None:
    params = Params(tags={Bears.ARTICLE: ("ColumnType",)}, most_pct=50)
    typed = [article(n, ("ColumnType", "动态"), template="a", column_name="要闻") for n in range(3)]
    bare = [article(n, template="a", column_name="督导") for n in range(3, 5)]
    found = meta_tag_missing(unit(pages=(home(), *typed, *bare)), params)
    told = [(one.url, one.facts["count"]) for one in found if one.outcome is Outcome.FAILED]
    assert told == [(f"{HOME}art/3.html", 2)]
