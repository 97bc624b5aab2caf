"""home-stale (首页不更新)."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import timedelta

from checks.engine.model import Statement
from checks.engine.registry import check
from checks.engine.statements import cant_tell, failed, passed
from checks.engine.wording import day_text, period_text
from evidence.units import Entry, HomeEvidence, UnitEvidence


@dataclass(frozen=True, slots=True)
class Params:
    """Thresholds, from the rule that uses this check."""

    max_age_days: int  # days within which something new is expected on the home page


@check("home-stale", title="首页不更新", needs=("homes",), params=Params)
def home_stale(unit: UnitEvidence, params: Params) -> Iterator[Statement]:
    """Home pages (首页) on which nothing new has appeared.

    Why: the home page tells a reader at a glance whether anybody is there.
    Counts: the latest date among the entries of the home page lies more days before the monitoring day than
        the rule allows. For a mere entrance page (导航入口), the pages it leads to are read in its place,
        and all of them must be out of date.
    Does not count: dates elsewhere on the page (today's date, weather, copyright years). An entry dated
        ahead of the monitoring day is new. An entry whose article was read and states no date is not new.
    Cannot tell: the home page, or a second-level page of an entrance, was not read; an entry without a date
        whose article was not read may be new; there is no dated entry at all.
    Fix: publish on the home page, or let it show the latest entries of the unit's columns.
    """
    for home in unit.homes:
        yield _judge(home, unit, params)


def _judge(home: HomeEvidence, unit: UnitEvidence, params: Params) -> Statement:
    pages = (home, *home.second_level) if home.is_entrance else (home,)
    newest = _newest(pages)
    age_days = (unit.as_of - newest.date.on).days if newest and newest.date else None
    if not home.seen.read:
        return cant_tell(home, home.seen.why_unread)
    if newest and newest.date and age_days is not None and age_days <= params.max_age_days:
        return passed(home, due=newest.date.on + timedelta(days=params.max_age_days + 1))
    if why := _doubt(home, pages):
        return cant_tell(home, why)
    if newest is None or newest.date is None or age_days is None:
        return cant_tell(home, "首页信息均无可识别的日期")
    where = "首页及其全部二级页面" if home.is_entrance else "首页"
    message = (
        f"{where}最新一条信息发布于{day_text(newest.date.on)}，"
        f"距监测时间点{age_days}天，超过{period_text(params.max_age_days)}未更新"
    )
    return failed(
        home,
        message,
        excerpt=newest.date.text,
        rests_on=[page.seen for page in pages],
        newest=newest.date.on,
        newest_title=newest.title,
        age_days=age_days,
        window_days=params.max_age_days,
        pages=len(pages),
    )


def _newest(pages: tuple[HomeEvidence, ...]) -> Entry | None:
    dated = [(entry.date.on, entry) for page in pages for entry in page.entries if entry.date]
    return max(dated, key=lambda pair: pair[0])[1] if dated else None


def _doubt(home: HomeEvidence, pages: tuple[HomeEvidence, ...]) -> str:
    """Why something new may be there unseen; empty if nothing can."""
    if home.is_entrance and not home.second_level:
        return "首页仅为导航入口，其二级页面未采集"
    unread = [page for page in pages if not page.seen.read]
    if unread:
        return f"首页仅为导航入口，其二级页面有{len(unread)}个未能读取"
    if not any(page.entries for page in pages):
        return "首页上未识别到信息条目"
    undated = [entry for page in pages for entry in page.entries if not entry.date and not entry.read]
    return f"首页有{len(undated)}条信息未标日期，其正文页未采集" if undated else ""
