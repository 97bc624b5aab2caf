"""gazette-incomplete (政府公报不全)."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import timedelta

from checks.engine.issues import issues_in, year_in
from checks.engine.looks import answers, is_alive, last_failures, why_not_dead
from checks.engine.model import Statement
from checks.engine.pages import EXAMPLES
from checks.engine.params import EXCUSES
from checks.engine.registry import check
from checks.engine.statements import cant_tell, failed, inapplicable, passed
from checks.engine.systems import absent, kept_by_other, read_back_to, why_unread
from evidence.records import ListState
from evidence.systems import System
from evidence.units import ColumnEvidence, PageEvidence, Seen, TargetEvidence, UnitEvidence

_WHAT = "政府公报"
_DOCUMENT = re.compile(r"关于|《|通知|意见|办法|方案|决定|解读|任免|公告|通告|批复|规定|细则|令$")


@dataclass(frozen=True, slots=True)
class Params:
    """Thresholds, from the rule that uses this check."""

    most_pct: int  # more than this share of the issues without a file: one fault of them all
    min_chars: int  # a page with fewer signs beside its title, and no file, shows nothing
    looks: int = field(metadata=EXCUSES)  # failed attempts in a row, at least
    apart_seconds: int = field(metadata=EXCUSES)  # between the first and the last of them, at least


@dataclass(frozen=True, slots=True)
class Issue:
    """One issue (一期) as a list, a column or a page of the gazette names it."""

    year: int
    number: int
    title: str
    url: str  # empty where the row is no link
    column: ColumnEvidence
    by_document: bool = False  # named by one of its documents only: 【2026年第3期】关于…的通知

    @property
    def name(self) -> str:
        return f"{self.year}年第{self.number}期"


@dataclass(frozen=True, slots=True)
class _Shelf:
    """What the pages of a gazette's issues are judged by."""

    unit: UnitEvidence
    pages: dict[str, PageEvidence]
    columns: dict[str, ColumnEvidence]
    targets: dict[str, TargetEvidence]
    answered: frozenset[str]
    params: Params


@check(
    "gazette-incomplete", title="政府公报不全", needs=("systems", "homes", "sites", "targets", "pages", "columns"), params=Params
)  # fmt: skip
def gazette_incomplete(unit: UnitEvidence, params: Params) -> Iterator[Statement]:
    """Gazettes (政府公报) of which an issue is missing or does not open.

    Why: the text of a rule in the gazette is the standard text; an issue that is missing cannot be cited.
    Counts: a number missing between the lowest and the highest issue of a year that the gazette's lists show; an
        issue whose page shows nothing or whose file is dead, one finding each; an issue without a file to download
        (one finding where most issues have none).
    Does not count: supplements (增刊); double issues (第5、6期) for what they name; months without an issue; issues
        after the highest one; years before the period looked back upon; a district without a gazette.
    Cannot tell: the lists were not read to their end or are drawn by a script; titles tell no year, or more numbers
        are missing than there are (running numbers, a selection); the issue is a picture, a frame or an electronic
        reader; its file was looked at only once or not at all.
    Fix: put the missing issue up, with its table of contents and a file that opens.
    """
    gazettes, keeper = unit.systems.gazettes, unit.systems.kept_by
    if gazettes:
        yield from _judge(unit, gazettes, params)
    elif keeper is not None and keeper.systems.gazettes:
        yield kept_by_other(unit, keeper, _WHAT, _judge(keeper, keeper.systems.gazettes, params))
    else:
        yield from absent(unit, f"{_WHAT}栏目")


def _judge(unit: UnitEvidence, gazettes: Sequence[System], params: Params) -> Iterator[Statement]:
    first = min(gazettes, key=lambda one: (len(one.column.path), one.column.url)).column
    since = (unit.as_of - timedelta(days=unit.lookback_days)).year
    named = sorted(_issues(gazettes), key=lambda one: (not one.by_document, bool(one.url)))
    issues = {one.name: one for one in named if one.year >= since}  # the best link last
    if not issues:
        yield _no_issue(unit, gazettes, first)
        return
    yield from _gaps(unit, gazettes, list(issues.values()), first)
    yield from _contents(unit, gazettes, list(issues.values()), params)


def _no_issue(unit: UnitEvidence, gazettes: Sequence[System], first: ColumnEvidence) -> Statement:
    """A column that is only called 公报 and shows no issue may publish other reports."""
    if why := why_unread(gazettes, unit):
        return cant_tell(first, why)
    if "政府" not in first.name:
        return inapplicable(first, "栏目内未见公报的期次，不视为政府公报")
    return cant_tell(first, "未能从标题中识别出近年公报的年份和期次")


def _issues(gazettes: Sequence[System]) -> Iterator[Issue]:
    """Every issue, once for each page, row and column that names it."""
    for system in gazettes:
        for page in system.members:
            yield from _named(page.title, page.url, system.column, (page.column_name or "",))
        for column in system.columns:
            for entry in column.entries:
                yield from _named(entry.title, entry.url or "", column, (column.name, *reversed(column.path)))
        for column in system.parts:
            yield from _named(column.name, column.url, column, tuple(reversed(column.path[:-1])))


def _named(title: str, url: str, column: ColumnEvidence, places: tuple[str, ...]) -> Iterator[Issue]:
    year = year_in((title, *places))
    if year is not None:
        told = bool(_DOCUMENT.search(title))
        yield from (Issue(year, number, title, url, column, told) for number in issues_in(title))


# ---------------------------------------------------------------- 期次连续


def _gaps(
    unit: UnitEvidence, gazettes: Sequence[System], issues: Sequence[Issue], first: ColumnEvidence
) -> Iterator[Statement]:
    """For each year the numbers missing between the lowest and the highest."""
    why = why_unread(gazettes, unit)
    floor = None if why else read_back_to(gazettes, unit)
    elsewhere = _elsewhere(unit)
    for year in sorted({one.year for one in issues}):
        numbers = sorted(one.number for one in issues if one.year == year)
        gaps = [number for number in range(numbers[0], numbers[-1]) if number not in numbers]
        missing = [number for number in gaps if (year, number) not in elsewhere]
        if why or (floor is not None and year <= floor.year):
            yield cant_tell(first, why or f"{year}年的公报列表没有读完", target=f"{year}年")
        elif len(gaps) > len(numbers):
            told = f"{year}年公报期号不连续处过多，可能为总期号或选登，未能判断"
            yield cant_tell(first, told, target=f"{year}年")
        elif missing:
            yield from (_missing(first, year, number, numbers) for number in missing)
        else:
            yield passed(first, f"{year}年第{numbers[0]}期至第{numbers[-1]}期连续", target=f"{year}年")


def _missing(first: ColumnEvidence, year: int, number: int, numbers: Sequence[int]) -> Statement:
    return failed(
        first,
        f"{_WHAT}缺{year}年第{number}期：栏目内该年最低为第{numbers[0]}期、最高为第{numbers[-1]}期，共{len(numbers)}期",
        target=f"{year}年第{number}期",
        year=year,
        issue=number,
        issues=list(numbers),
    )


def _elsewhere(unit: UnitEvidence) -> set[tuple[int, int]]:
    """Issues that some other page or list of the unit names as the gazette's."""
    names = [page.title for page in unit.pages]
    names += [entry.title for column in unit.columns for entry in column.entries]
    found: set[tuple[int, int]] = set()
    for name in names:
        year = year_in((name,)) if "公报" in name else None
        found.update((year, number) for number in issues_in(name) if year is not None)
    return found


# ---------------------------------------------------------------- 每期可用


def _contents(
    unit: UnitEvidence, gazettes: Sequence[System], issues: Sequence[Issue], params: Params
) -> Iterator[Statement]:
    shelf = _shelf(unit, gazettes, params)
    bare: list[tuple[Issue, PageEvidence]] = []
    for issue in sorted(issues, key=lambda one: (one.year, one.number)):
        statement = _content(issue, shelf)
        if statement is None:
            bare.append((issue, shelf.pages[issue.url]))
        else:
            yield statement
    if len(bare) > 1 and len(bare) * 100 > len(issues) * params.most_pct:
        yield _all_bare(bare, len(issues))
        return
    for issue, page in bare:
        told = f"{_WHAT}{issue.name}页面没有可下载的公报文件"
        yield failed(
            page,
            told,
            target=issue.name,
            column=issue.column.name,
            fault="没有可下载的文件",
            title=issue.title,
        )


def _shelf(unit: UnitEvidence, gazettes: Sequence[System], params: Params) -> _Shelf:
    pages = {page.url: page for one in gazettes for page in (*one.members, *one.part_pages)}
    columns = {column.url: column for one in gazettes for column in one.parts}
    answered = frozenset().union(*(one.answered for one in gazettes))
    return _Shelf(unit, pages, columns, {one.url: one for one in unit.targets}, answered, params)


def _all_bare(bare: Sequence[tuple[Issue, PageEvidence]], judged: int) -> Statement:
    issue = bare[0][0]
    return failed(
        issue.column,
        f"{_WHAT}{judged}期中有{len(bare)}期的页面没有可下载的公报文件，如{issue.name}",
        target="files",
        fault="没有可下载的文件",
        rests_on=[page.seen for _, page in bare[:EXAMPLES]],
        count=len(bare),
        examples=[page.url for _, page in bare[:EXAMPLES]],
    )


def _content(issue: Issue, shelf: _Shelf) -> Statement | None:
    """What one issue shows; None where its page lacks nothing but a file."""
    place = issue.column.seen
    page = shelf.pages.get(issue.url)
    if issue.by_document:
        return passed(place, f"{issue.name}的文件已列出", target=issue.name)
    if not issue.url:
        return cant_tell(place, f"{issue.name}没有可打开的链接", target=issue.name)
    if page is None or page.file_type:
        return _file(issue, (issue.url,), place, shelf)
    if not page.seen.read:
        return cant_tell(place, page.seen.why_unread, target=issue.name)
    if page.attachments:
        return _file(issue, page.attachments, page.seen, shelf)
    return _on_page(issue, page, shelf)


def _on_page(issue: Issue, page: PageEvidence, shelf: _Shelf) -> Statement | None:
    """An issue whose page offers no file: its table of contents, its text, or nothing at all."""
    column = shelf.columns.get(page.url)
    if page.list_state is ListState.ITEMS or (column is not None and column.entries):
        return passed(page, f"{issue.name}目录可用", target=issue.name)
    unshown = page.list_state in (ListState.SCRIPTED, ListState.UNCLEAR, ListState.ELSEWHERE)
    if page.drawn or (unshown and not page.is_article):
        why = f"{issue.name}的内容可能由图片、脚本或电子阅读器显示，未能读出"
        return cant_tell(page, why, target=issue.name)
    if page.text_chars - len(page.title) < shelf.params.min_chars:
        told = f"{_WHAT}{issue.name}页面打开后没有内容，也没有公报文件"
        return failed(
            page, told, target=issue.name, column=issue.column.name, fault="没有内容", title=issue.title
        )
    return None


def _file(issue: Issue, urls: Sequence[str], place: Seen, shelf: _Shelf) -> Statement:
    """Whether the files of an issue open: one that is proven dead is a defect, one that opened is enough else."""
    for url in urls:
        target = shelf.targets.get(url)
        failures = last_failures(target.looks) if target else []
        if target and failures and not why_not_dead(target, shelf.unit, failures, shelf.params):
            return failed(
                place,
                f"{_WHAT}{issue.name}的链接打不开：{answers(failures)}",
                target=issue.name,
                column=issue.column.name,
                rests_on=[target.bearer],
                fault="打不开",
                file=url,
                status=failures[-1].status,
                failure=failures[-1].failure,
                title=issue.title,
            )
    if any(_opened(url, shelf) for url in urls):
        return passed(place, f"{issue.name}可以打开", target=issue.name)
    return cant_tell(place, f"{issue.name}未能打开核对", target=issue.name)


def _opened(url: str, shelf: _Shelf) -> bool:
    target, page = shelf.targets.get(url), shelf.pages.get(url)
    if target and target.looks:
        return is_alive(target.looks[-1])
    return url in shelf.answered or (page is not None and page.seen.read)
