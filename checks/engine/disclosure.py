"""Where a unit discloses by law (政府信息公开专栏), what its pages name there, and why something may be unseen."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import date

from checks.engine.scope import rest_may_hide
from checks.engine.wording import names_text
from evidence.attribution import bare
from evidence.records import ColumnKind, ListState, Quote
from evidence.units import ColumnEvidence, NamedLink, PageEvidence, Seen, UnitEvidence

_AREA = re.compile(r"(?:政府|政务|部门|单位|街道|本机关)*(?:信息公开|政务公开|公开)(?:专栏|平台|网|栏目)?")
_LAWFUL = ("政府信息公开", "信息公开", "政务公开")  # how the area is called, the required name first
_REPORTS = re.compile(r"年报|年度报告")


@dataclass(frozen=True, slots=True)
class Area:
    """A unit's disclosure area: its home page, the column that leads to it, and why it was not seen (Chinese)."""

    home: Seen
    column: ColumnEvidence | None = None
    found: bool = False  # there is an area; else ``home`` is the unit's home page
    why_unread: str = ""


def area_of(unit: UnitEvidence) -> Area | None:
    """The unit's disclosure area; where it has none, its home page stands for it. None without any home page."""
    columns = [one for one in unit.columns if one.kind is ColumnKind.DISCLOSURE and _AREA.fullmatch(one.name)]
    if columns:
        column = min(columns, key=lambda one: (*_rank(one.name), len(one.path), one.url))
        return Area(column.seen, column, True, _why_unread(column, unit))
    pages = [page for page in unit.pages if not page.is_article and _AREA.fullmatch(page.title)]
    if pages:
        return Area(min(pages, key=lambda one: (*_rank(one.title), one.depth, one.url)).seen, None, True)
    known = [link for link in unit.disclosure.links if link.page and (link.names_unit or _is_entry(link))]
    if known:
        return _linked(min(known, key=lambda one: (*_rank(one.text), one.url)), unit)
    if unit.disclosure.pages:
        return Area(unit.disclosure.pages[0].seen, None, True)
    return Area(unit.homes[0].seen) if unit.homes else None


def _is_entry(link: NamedLink) -> bool:
    """Whether a link leads to the unit's own area: 信息公开 in the navigation, on whichever page that opens."""
    return link.own and bool(_AREA.fullmatch(link.text))


def _linked(link: NamedLink, unit: UnitEvidence) -> Area:
    column = next((one for one in unit.columns if one.url == link.url), None)
    seen = link.page.seen if link.page else link.bearer
    return Area(seen, column, True, _why_unread(column, unit) if column else "")


def _rank(name: str) -> tuple[int, int]:
    place = next((n for n, words in enumerate(_LAWFUL) if words in name), len(_LAWFUL))
    return place, len(name)


def _why_unread(column: ColumnEvidence, unit: UnitEvidence) -> str:
    if not column.seen.read:
        return f"栏目「{column.name}」未能读取（{column.seen.why_unread}）"
    if column.state is ListState.SCRIPTED and not column.entries:
        return f"栏目「{column.name}」由脚本生成，未能读取"
    if column.state is ListState.UNCLEAR and not _names_sections(column.url, unit):
        return f"栏目「{column.name}」的内容未能识别"
    return f"栏目「{column.name}」{column.state_why}" if _leaves(column) else ""


def _names_sections(url: str, unit: UnitEvidence) -> bool:
    return any(page.url == url and page.disclosure for page in unit.pages)


def _leaves(column: ColumnEvidence) -> bool:
    return column.state is ListState.ELSEWHERE and "其他网站" in column.state_why


def own_quotes(unit: UnitEvidence, quotes: Iterable[tuple[PageEvidence, Quote]]) -> Iterator[Quote]:
    """Those quotes of the unit's pages that lead to its own pages, or nowhere; a page's own address where nowhere."""
    for page, quote in quotes:
        if not quote.url or not quote.url.startswith("http"):
            yield replace(quote, url=page.url)
        elif is_own(unit, quote.url):
            yield quote


def is_own(unit: UnitEvidence, url: str) -> bool:
    """Whether an address may be the unit's: on a host shared with others, only below its scopes."""
    sites = unit.unit.sites
    if any(site.whole_host for site in sites):
        return True
    return bare(url).startswith(tuple(bare(prefix) for site in sites for prefix in site.scope))


def doubt(unit: UnitEvidence, area: Area) -> str:
    """Why something of the area may be there unseen (Chinese); empty if nothing can."""
    unread = next((home.seen for home in unit.homes if not home.seen.read), None)
    if unread:
        return f"首页未能读取（{unread.why_unread}）"
    if any(site.coverage != "complete" for site in unit.sites):
        return "网站未采集完整"
    if not unit.pages:
        return "未采集到该单位的页面"
    if area.why_unread:
        return area.why_unread
    hidden = [column.name for column in _disclosing(unit) if _is_hidden(column, unit)]
    if hidden:
        return f"栏目{names_text(hidden)}未能完整读取"
    return _elsewhere(unit, area) or _unopened(unit)


def _unopened(unit: UnitEvidence) -> str:
    """Whether the navigation names an area that only a script opens."""
    for page in unit.pages:
        for name, url in (*page.columns, *page.subcolumns):
            if _AREA.fullmatch(name) and not url.startswith("http"):
                return f"有页面上的“{name}”入口没有可直接打开的链接地址，不能确定其所指"
    return ""


_FORM = re.compile(
    r"依申请公开|信息公开申请"
)  # a form to be filled in: it holds no list that could hide anything


def _disclosing(unit: UnitEvidence) -> list[ColumnEvidence]:
    return [
        one
        for one in unit.columns
        if not one.archived
        and (one.kind is ColumnKind.DISCLOSURE or _REPORTS.search(one.name))
        and not _FORM.search(one.name)
    ]


def _is_hidden(column: ColumnEvidence, unit: UnitEvidence) -> bool:
    scripted = column.state is ListState.SCRIPTED and not column.entries
    return not column.seen.read or scripted or rest_may_hide(column, unit) or _leaves(column)


def _elsewhere(unit: UnitEvidence, area: Area) -> str:
    """Whether the unit's pages lead to an area that is another's, or that nobody read."""
    leading = [link for link in unit.disclosure.links if _AREA.fullmatch(link.text) and not link.own]
    unread = next((link for link in leading if link.page is None and _is_away(link, unit)), None)
    if unread:
        return f"“{unread.text}”链接指向{unread.url}，该处未采集"
    if area.found:
        return ""
    if leading:
        return f"“{leading[0].text}”链接指向共用的公开平台{leading[0].url}，未能认定其中有无本单位专栏"
    portal = next((link for link in unit.disclosure.portal_links if _AREA.fullmatch(link.text)), None)
    if portal:
        return f"门户网站的“{portal.text}”入口指向{portal.url}，该处未采集，其中可能有本单位专栏"
    return ""


def _is_away(link: NamedLink, unit: UnitEvidence) -> bool:
    """A link that leads off the unit's hosts; what is gone on its own host is a dead link, not another area."""
    hosts = {bare(site.url).partition("/")[0] for site in unit.unit.sites}
    return link.url.startswith("http") and bare(link.url).partition("/")[0] not in hosts


_BODY = re.compile(r"局|委员会|街道|办事处|[镇乡]人民政府")


def names_another(text: str, unit: UnitEvidence) -> bool:
    """Whether a title names a body other than the government it stands with: 区教育局2025年… on the government's list."""
    own = (unit.unit.name, *unit.unit.aliases)
    return bool(_BODY.search(text)) and not any(name in text for name in own)


def deadline_in(year: int, month_day: str) -> date:
    """The day of a year that ``MM-DD`` names. Raises ValueError for what is no day."""
    return date.fromisoformat(f"{year}-{month_day}")
