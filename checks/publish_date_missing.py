"""publish-date-missing (未注明发布时间)."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from checks.engine.model import Statement
from checks.engine.pages import Faulty, grouped, unread_homes, whole_pages
from checks.engine.params import EXCUSES
from checks.engine.registry import check
from checks.engine.statements import cant_tell, failed, inapplicable, passed
from evidence.records import ColumnKind, PageKind
from evidence.units import ColumnEvidence, PageEvidence, UnitEvidence

_DATED_KINDS = (
    ColumnKind.NEWS,
    ColumnKind.NOTICES,
    ColumnKind.POLICY,
    ColumnKind.INTERPRETATION,
    ColumnKind.PERSONNEL,
    ColumnKind.PLANS,
    ColumnKind.FINANCE,
    ColumnKind.STATISTICS,
    ColumnKind.CONSULTATION,
)
_STANDING = re.compile(
    r"概况|简介|介绍|职能|职责|领导|分工|机构|内设|联系(?:我们|方式)|地址|指南|流程|须知|说明|章程|制度|目录|地图|导航|专题|问答|"
    r"清单|一览|名录|电话|办公时间|服务承诺|网站声明|隐私|版权|帮助"
)
_DAY = re.compile(r"(?:19|20)\d\d\s*[-./年]\s*\d{1,2}\s*[-./月]\s*\d{1,2}")
_LABEL = re.compile(r"(?:(?:发布|发表|发文|更新|公开|生成|录入)(?:时间|日期)|日\s*期|时\s*间)\s*[:：]")
_UNSEEN = ("meta", "url", "json")  # dates that no reader of the page sees


@dataclass(frozen=True, slots=True)
class Params:
    """Thresholds, from the rule that uses this check."""

    min_chars: int = field(metadata=EXCUSES)  # shorter texts are no articles
    dated_pct: int = field(
        metadata=EXCUSES
    )  # of a column's entries with a date: below, it is no column of articles
    most_pct: int = field(
        metadata=EXCUSES
    )  # more than this share of a template's pages: one fault of the template


@check(
    "publish-date-missing",
    title="未注明发布时间",
    needs=("pages", "texts", "columns", "homes"),
    params=Params,
)
def publish_date_missing(unit: UnitEvidence, params: Params) -> Iterator[Statement]:
    """Articles (稿件) that do not say when they were published.

    Why: a reader cannot tell whether what he reads still holds; an undated article counts as no update.
    Counts: an article of some length, entry of a column of dated entries, on whose page no date of publication,
        making or any other can be read. The date in the list does not stand in for it. Most articles of a template
        alike: one finding.
    Does not count: pages of standing text (概况, 职能, 领导, 联系我们, 指南, 制度), guides, messages, policies that say
        when they were made, files, lists.
    Cannot tell: the page was not read; a date stands only in its tags or its address, or somewhere in its text;
        it announces a date (发布时间：) that a script may fill in.
    Fix: show the date and time of publication under the title, as YYYY-MM-DD HH:MM.
    """
    yield from unread_homes(unit)
    columns = _columns_by_entry(unit, params)
    articles = [page for page in whole_pages(unit) if page.url in columns and _is_judged(page, params)]
    announced = _announced(unit, articles)
    doubts = {page.url: why for page in articles if (why := _why_unclear(page, announced))}
    for page in articles:
        if page.url in doubts:
            yield cant_tell(page, doubts[page.url])
    clear = [page for page in articles if page.url not in doubts]
    missing = False
    for group in grouped(clear, lambda page: page.published is None, params.most_pct):
        missing = True
        yield _undated(group, columns[group.nearest.url])
    if clear and not missing:
        yield passed(clear[0])
    elif not articles and unit.pages:
        for home in unit.homes:
            yield inapplicable(home, "未采集到应注明发布时间的稿件")


def _columns_by_entry(unit: UnitEvidence, params: Params) -> dict[str, ColumnEvidence]:
    """By article, the column of dated entries that lists it."""
    found: dict[str, ColumnEvidence] = {}
    for column in unit.columns:
        dated = sum(1 for entry in column.entries if entry.date)
        if column.kind not in _DATED_KINDS or dated * 100 < len(column.entries) * params.dated_pct:
            continue
        for entry in column.entries:
            if entry.url:
                found.setdefault(entry.url, column)
    return found


def _is_judged(page: PageEvidence, params: Params) -> bool:
    standing = _STANDING.search(page.title) or _STANDING.search(page.column_name or "")
    return (
        page.kind is PageKind.ARTICLE
        and page.text_chars >= params.min_chars
        and not standing
        and not page.guide
        and not page.disclosure
        and not (page.is_policy and page.document_number)
    )


def _announced(unit: UnitEvidence, articles: list[PageEvidence]) -> frozenset[str]:
    """Addresses of undated articles whose text has the label of a date."""
    undated = {page.url for page in articles if page.published is None}
    texts = unit.texts if undated else ()
    return frozenset(text.seen.url for text in texts if text.seen.url in undated and _LABEL.search(text.text))


def _why_unclear(page: PageEvidence, announced: frozenset[str]) -> str:
    """Why an article may show its date all the same (Chinese); empty where it does, or plainly does not."""
    if page.published is not None:
        return "发布日期仅见于网页标签或地址，页面上未识别到" if page.published.source in _UNSEEN else ""
    if page.meta_published_on or page.made:
        return "页面上只识别到成文日期或标签中的日期，不能断定未注明发布时间"
    if page.url in announced:
        return "页面有发布时间等字样，但其后未识别到日期，可能由脚本填写"
    return "正文中有日期，不能断定未注明发布时间" if _DAY.search(page.seen.excerpt) else ""


def _undated(group: Faulty, column: ColumnEvidence) -> Statement:
    page: PageEvidence = group.nearest
    many = f"；同一模板共{len(group.pages)}篇如此" if len(group.pages) > 1 else ""
    return failed(
        page,
        f"稿件《{page.title}》未注明发布时间{many}" if page.title else f"稿件未注明发布时间{many}",
        column=column.name,
        count=len(group.pages),
        examples=group.examples,
        title=page.title,
    )
