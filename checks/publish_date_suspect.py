"""publish-date-suspect (发布日期存疑)."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, timedelta

from checks.engine.model import Statement
from checks.engine.pages import by_distance, unread_homes, whole_pages
from checks.engine.registry import check
from checks.engine.statements import cant_tell, failed, passed
from checks.engine.wording import day_text
from evidence.records import PageKind
from evidence.units import ColumnEvidence, EarlierReading, PageEvidence, UnitEvidence

_STATED = ("label", "header", "script")  # dates that the page itself states
_TITLE_SIGNS = 20  # of letters and figures, as earlier readings keep them


@dataclass(frozen=True, slots=True)
class Params:
    """Thresholds, from the rule that uses this check."""

    ahead_days: int  # a date further ahead of the day of fetching than this is wrong
    apart_days: int  # one text under dates further apart than this
    most_copies: int  # more pages with one text than this: a form, not a repeated article
    earlier_days: int  # an earlier crawl proves something so many days after the stated date
    batch: int  # more late entries first met on one day than this: a migration, not backdating


@check("publish-date-suspect", title="发布日期存疑", needs=("pages", "columns", "homes"), params=Params)
def publish_date_suspect(unit: UnitEvidence, params: Params) -> Iterator[Statement]:
    """Articles whose stated date of publication cannot, or is not likely to, be true.

    Why: a date that is made up (伪造发稿日期) hides that a site was not kept up to date.
    Counts: dated after the day it was fetched; one text at several addresses under dates far apart (suspected); an
        article that an earlier crawl, made long enough after the stated date, did not find in the list although it
        had read past that date (suspected).
    Does not count: dates in tags or addresses only; short texts, and those of middling length under different
        headlines; a host's first crawl; lists that were not in the order of their dates.
    Cannot tell: many articles that came on one day, as after a migration or a backlog; a text on many pages, or
        with different files.
    Fix: state the day on which the article really went up; mark what is published again as such.
    """
    yield from unread_homes(unit)
    articles = [
        page
        for page in whole_pages(unit)
        if page.kind is PageKind.ARTICLE and page.published and page.published.source in _STATED
    ]
    told: set[str] = set()
    for statement in (
        *_ahead(articles, unit, params),
        *_repeated(articles, params),
        *_backdated(articles, unit, params),
    ):
        if statement.url not in told:
            told.add(statement.url)
            yield statement
    for page in by_distance(page for page in articles if page.url not in told)[:1]:
        yield passed(page)


def _stated(page: PageEvidence) -> date:
    assert page.published is not None
    return page.published.on


def _ahead(articles: list[PageEvidence], unit: UnitEvidence, params: Params) -> Iterator[Statement]:
    for page in articles:
        latest = max(page.fetched_on or unit.as_of, unit.as_of)
        if (_stated(page) - latest).days > params.ahead_days:
            yield failed(
                page,
                f"标注的发布日期为{day_text(_stated(page))}，晚于采集日期{day_text(latest)}",
                excerpt=page.published.text if page.published else "",
                published=_stated(page),
                fetched_on=page.fetched_on,
            )


def _repeated(articles: list[PageEvidence], params: Params) -> Iterator[Statement]:
    texts: dict[str, list[PageEvidence]] = {}
    for page in articles:
        if page.digest:
            texts.setdefault(page.digest, []).append(page)
    for pages in texts.values():
        ordered = sorted(pages, key=lambda page: (_stated(page), page.url))
        first, last = ordered[0], ordered[-1]
        apart_days = (_stated(last) - _stated(first)).days
        if apart_days <= params.apart_days:
            continue
        if len(pages) > params.most_copies:
            yield cant_tell(last, f"同样的文字见于{len(pages)}个页面，可能是固定格式，不能断定")
            continue
        if len({frozenset(page.attachments) for page in pages}) > 1:
            yield cant_tell(last, "文字相同而附件不同，可能是定期发布的材料，不能断定")
            continue
        yield failed(
            last,
            f"同一篇稿件以不同日期发布：{day_text(_stated(first))}已发布，"
            f"又标注为{day_text(_stated(last))}，相隔{apart_days}天",
            suspected=True,
            excerpt=last.title,
            rests_on=[first.seen],
            published=_stated(last),
            days=apart_days,
            examples=[page.url for page in ordered[:5]],
        )


def _backdated(articles: list[PageEvidence], unit: UnitEvidence, params: Params) -> Iterator[Statement]:
    by_url = {page.url: page for page in articles}
    found: dict[str, tuple[PageEvidence, ColumnEvidence, EarlierReading]] = {}
    for column in unit.columns:
        for entry in column.entries if column.earlier else ():
            page = by_url.get(entry.url or "")
            reading = _contradicts(page, column, params) if page else None
            if page and reading and page.url not in found:
                found[page.url] = (page, column, reading)
    days = Counter(page.first_fetched for page, _, _ in found.values())
    for page, column, reading in found.values():
        yield _late(page, column, reading, days, params)


def _contradicts(page: PageEvidence, column: ColumnEvidence, params: Params) -> EarlierReading | None:
    """The earlier reading of the list in which the article should have stood and did not."""
    stated, first = _stated(page), page.first_fetched
    title = "".join(sign for sign in page.title if sign.isalnum())[:_TITLE_SIGNS]
    for reading in reversed(column.earlier):
        if first is None or reading.fetched_on >= first:
            continue
        if reading.fetched_on - stated < timedelta(days=params.earlier_days):
            continue
        past = reading.oldest < stated or reading.whole
        if past and page.url not in reading.urls and title not in reading.titles:
            return reading
    return None


def _late(
    page: PageEvidence,
    column: ColumnEvidence,
    reading: EarlierReading,
    days: Mapping[date | None, int],
    params: Params,
) -> Statement:
    count = days[page.first_fetched]
    if count > params.batch:
        return cant_tell(page, f"同日首次见到{count}篇早期稿件，可能是网站迁移或批量补录，不能断定")
    return failed(
        page,
        f"标注的发布日期为{day_text(_stated(page))}，但{day_text(reading.fetched_on)}采集栏目「{column.name}」时"
        f"没有这篇稿件，{day_text(page.first_fetched or reading.fetched_on)}才首次见到",
        column=column.name,
        suspected=True,
        excerpt=page.title,
        published=_stated(page),
        read_on=reading.fetched_on,
        first_fetched=page.first_fetched,
        oldest=reading.oldest,
    )
