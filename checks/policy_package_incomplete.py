"""policy-package-incomplete (惠企政策包不全)."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date

from checks.engine.last_days import ends_in, last_day, open_lines, says_open, tagged_open
from checks.engine.looks import is_alive, last_failures, why_not_dead
from checks.engine.model import Statement
from checks.engine.params import EXCUSES
from checks.engine.registry import check
from checks.engine.statements import cant_tell, failed, inapplicable, passed
from checks.engine.systems import absent, kept_by_other, why_unread
from checks.engine.wording import day_text
from evidence.records import ListState
from evidence.systems import BODY_CHARS, PACKAGE, Led, ZonePage
from evidence.tables import Table
from evidence.units import ColumnEvidence, Entry, UnitEvidence

_WHAT = "惠企政策专区"
_NEWS = re.compile(
    r"召开|举办|举行|宣讲|培训|发布会|推送|上线|会议|座谈|走进|解读|图解|读懂|送政策|上门|开展|印发|通知|动态|工作|启动|助力|惠及"
)
_STATE_HEAD = re.compile(r"状态|进度")
_END_HEAD = re.compile(r"截止|有效期|(?:申报|受理|起止|执行)(?:起止)?(?:时间|期限|日期)")
_NAME_HEAD = re.compile(r"名称|政策|项目|事项|标题|内容")


@dataclass(frozen=True, slots=True)
class Params:
    """Words and thresholds, from the rule that uses this check."""

    stages: Mapping[str, tuple[str, ...]]  # by stage, in order: words of its links, headings or text
    open_words: tuple[str, ...]  # by which something is shown as open to applications
    looks: int = field(metadata=EXCUSES)  # failed attempts in a row, at least
    apart_seconds: int = field(metadata=EXCUSES)  # between the first and the last of them, at least


@check(
    "policy-package-incomplete", title="惠企政策包环节不全", needs=("systems", "homes", "sites", "targets"),
    params=Params,
)  # fmt: skip
def policy_package_incomplete(unit: UnitEvidence, params: Params) -> Iterator[Statement]:
    """Packages of business policies (惠企政策包) that do not show a policy's whole life, or show what is over as open.

    Why: a business must see in one place what is offered, until when, how to apply and who was paid.
    Counts: a package on whose page, and where its links lead, nothing tells of one of the stages 发布, 解读, 申报, 兑现,
        评价, and the zone has no column of it; a link of a package to a stage that is dead (one finding for each package); an item shown as open (申报中)
        whose last day, printed with it, lies before the day it was seen.
    Does not count: news of packages; plain lists of policies; items without a last day, or open until further notice
        (长期, 延期); a district without a zone for businesses.
    Cannot tell: the package holds pictures, frames, files or links to pages that were not read; its list was not read
        to its end or is drawn by a script.
    Fix: put the links of the stages that lack into the package; close or extend what is past its last day.
    """
    zones, keeper = unit.systems.zones, unit.systems.kept_by
    if zones:
        yield from _judge(unit, params)
    elif keeper is not None and keeper.systems.zones:
        yield kept_by_other(unit, keeper, _WHAT, _judge(keeper, params))
    else:
        yield from absent(unit, _WHAT)


def _judge(unit: UnitEvidence, params: Params) -> Iterator[Statement]:
    said = [*(_stages(one, unit, params) for one in _packages(unit)), *_open(unit, params)]
    yield from said
    first = min((zone.column for zone in unit.systems.zones), key=lambda one: (len(one.path), one.url))
    lists = [one for one in unit.systems.zones if one.parts or one.column.state is not ListState.TEXT]
    if why := why_unread(lists, unit):
        yield cant_tell(first, why)
    elif not said:
        yield inapplicable(first, "专区内未见政策包，也未见标注申报状态和截止日期的条目")


# ---------------------------------------------------------------- 全生命周期


def _packages(unit: UnitEvidence) -> list[ZonePage]:
    """Articles and columns called packages; a zone of that name itself where there is none within it."""
    called = [one for one in unit.systems.zone_pages if _is_package(one)]
    tops = {zone.page.url for zone in unit.systems.zones if zone.page}
    inner = [one for one in called if one.page.url not in tops]
    return inner or called


def _is_package(one: ZonePage) -> bool:
    page = one.page
    name = page.title if page.is_article else (page.column_name or page.title)
    return page.seen.read and bool(PACKAGE.search(name)) and not _NEWS.search(name)


def _stages(one: ZonePage, unit: UnitEvidence, params: Params) -> Statement:
    page, name = one.page, _name(one)
    led = (f"{link.text}\n{link.body}" for link in one.links)
    words = "\n".join((page.title, one.text, *led, *_around(unit)))
    lacking = [stage for stage, marks in params.stages.items() if not any(mark in words for mark in marks)]
    dead, unclear = _dead_links(one, unit, params)
    doubt = _doubt(one, unit) if lacking else ""
    if not dead and (doubt or (unclear and not lacking)):
        return cant_tell(page, doubt or f"链接「{unclear[0].text}」未能打开，尚未复核", target="stages")
    if not lacking and not dead:
        return passed(page, f"「{name}」各环节齐全", target="stages")
    proven = [] if doubt else lacking
    told = [f"未见{'、'.join(proven)}环节的内容或链接"] if proven else []
    told += [f"「{link.text}」链接打不开" for link in dead[:1]]
    return failed(
        page,
        f"惠企政策包「{name}」{'，'.join(told)}",
        target="stages",
        stages=proven,
        links=[{"name": link.text, "url": link.url} for link in dead],
        title=page.title,
    )


def _around(unit: UnitEvidence) -> Iterator[str]:
    """Names of what the zones offer for all packages together: a column 政策兑现."""
    for zone in unit.systems.zones:
        yield from (part.name for part in zone.parts)
        yield from (name for name, _ in zone.page.subcolumns) if zone.page else ()


def _name(one: ZonePage) -> str:
    return one.page.title if one.page.is_article else (one.page.column_name or one.page.title)


def _dead_links(one: ZonePage, unit: UnitEvidence, params: Params) -> tuple[list[Led], list[Led]]:
    """The links to stages that are proven dead, and those that failed without proof."""
    targets = {target.url: target for target in unit.targets}
    marks = [mark for words in params.stages.values() for mark in words]
    dead, unclear = [], []
    for link in one.links:
        target = targets.get(link.url)
        if target is None or not target.looks or not any(mark in link.text for mark in marks):
            continue
        failures = last_failures(target.looks)
        if failures and not why_not_dead(target, unit, failures, params):
            dead.append(link)
        elif not is_alive(target.looks[-1]):
            unclear.append(link)
    return dead, unclear


def _doubt(one: ZonePage, unit: UnitEvidence) -> str:
    """Why a stage may be shown unread (Chinese)."""
    page = one.page
    if page.drawn or (not page.is_article and page.list_state in (ListState.SCRIPTED, ListState.UNCLEAR)):
        return "政策包的内容可能由图片、脚本或嵌入页面显示，未能读出"
    if page.attachments or any(_file_type(link) for link in one.links):
        return "政策包带有附件，其中可能载有有关环节"
    unread = next((link for link in one.links if link.why_unread), None)
    if unread:
        return f"政策包的链接「{unread.text}」指向的页面未读到，其中可能载有有关环节"
    if any(len(link.body) >= BODY_CHARS for link in one.links):
        return "政策包链接到的页面较长，未全部核对"
    column = next(
        (each for zone in unit.systems.zones for each in zone.columns if each.url == page.url), None
    )
    return "政策包的列表没有读完" if column is not None and column.rest_unread else ""


def _file_type(link: Led) -> str:
    """The extension of a link to a file; empty for a page."""
    found = re.search(
        r"\.(pdf|ofd|docx?|wps|xlsx?|pptx?|zip|rar)$", link.url.partition("?")[0], re.IGNORECASE
    )
    return found.group(1).lower() if found else ""


# ---------------------------------------------------------------- 过期仍标“申报中”


def _open(unit: UnitEvidence, params: Params) -> Iterator[Statement]:
    """What is shown as open with a last day: rows of lists, articles, rows of tables."""
    by_url = {one.page.url: one for one in unit.systems.zone_pages}
    days = {page.url: page.fetched_on for page in unit.pages if page.fetched_on}
    told: set[str] = set()
    for zone in unit.systems.zones:
        for column in zone.columns:
            for entry in column.entries if column.seen.read else ():
                seen_on = min(days.get(column.url, unit.as_of), unit.as_of)
                statement = _row(entry, column, by_url.get(entry.url or ""), seen_on, params)
                if statement is not None:
                    told.add(entry.url or "")
                    yield statement
    for one in unit.systems.zone_pages:
        if one.page.is_article and one.page.url not in told:
            yield from _article(one, unit, params)
        for table in one.page.tables:
            yield from _table(table, one, unit, params)


def _row(
    entry: Entry, column: ColumnEvidence, one: ZonePage | None, seen_on: date, params: Params
) -> Statement | None:
    """A row whose title is tagged as open; its last day is in the title or in its article."""
    word = tagged_open(entry.title, params.open_words)
    if not word:
        return None
    end = ends_in([entry.title]) or (ends_in(one.text.split("\n")) if one else None)
    return _ended(_Item(entry.title, entry.url or entry.title, word, end), column, seen_on)


def _article(one: ZonePage, unit: UnitEvidence, params: Params) -> Iterator[Statement]:
    lines = one.text.split("\n")
    shown = next(open_lines(lines, params.open_words), "")
    if shown and one.page.seen.read:
        item = _Item(one.page.title, "open", says_open(shown, params.open_words), ends_in(lines))
        yield _ended(item, one, _seen_on(one, unit))


def _table(table: Table, one: ZonePage, unit: UnitEvidence, params: Params) -> Iterator[Statement]:
    state, end, name = (_place(table.header, pattern) for pattern in (_STATE_HEAD, _END_HEAD, _NAME_HEAD))
    if state is None or end is None:
        return
    until = "时间" not in table.header[end] or "截止" in table.header[end]
    for row in table.rows:
        word = says_open(row[state].text, params.open_words)
        if word:
            title = row[name].text if name is not None else row[0].text
            item = _Item(title, title, word, last_day(row[end].text, until=until))
            yield _ended(item, one, _seen_on(one, unit))


def _place(header: Sequence[str], pattern: re.Pattern[str]) -> int | None:
    return next((n for n, name in enumerate(header) if pattern.search(name)), None)


def _seen_on(one: ZonePage, unit: UnitEvidence) -> date:
    return min(one.page.fetched_on or unit.as_of, unit.as_of)


@dataclass(frozen=True, slots=True)
class _Item:
    """Something shown as open: ``word`` says so, ``end`` is its last day."""

    title: str
    target: str
    word: str
    end: date | None


def _ended(item: _Item, place: ColumnEvidence | ZonePage, seen_on: date) -> Statement:
    subject = place.page if isinstance(place, ZonePage) else place
    if item.end is None:
        return inapplicable(
            subject, f"「{item.title}」标为“{item.word}”，未见可识别的截止日期", target=item.target
        )
    if seen_on <= item.end:
        return passed(subject, f"「{item.title}」在申报期内", target=item.target)
    return failed(
        subject,
        f"「{item.title}」截止日期为{day_text(item.end)}，{day_text(seen_on)}采集时仍标为“{item.word}”",
        target=item.target,
        deadline=item.end,
        fetched_on=seen_on,
        wording=item.word,
        title=item.title,
    )
