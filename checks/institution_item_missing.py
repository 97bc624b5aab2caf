"""institution-item-missing (公共企事业单位公开事项缺失)."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field

from checks.engine.model import Statement
from checks.engine.params import EXCUSES, Item
from checks.engine.registry import check
from checks.engine.scope import rest_may_hide
from checks.engine.statements import cant_tell, failed, inapplicable, passed
from checks.engine.wording import names_text
from evidence.attribution import bare
from evidence.records import ListState
from evidence.units import ColumnEvidence, Seen, UnitEvidence


@dataclass(frozen=True, slots=True)
class Params:
    """The checklist of a sector, from the rule that uses this check."""

    items: Mapping[str, Item]  # by the id of the item
    not_for: tuple[str, ...] = field(metadata=EXCUSES)  # words in the names of bodies it is not meant for


@dataclass(frozen=True, slots=True)
class _Shown:
    """A name that the institution's pages show, and where."""

    text: str
    url: str


@check(
    "institution-item-missing", title="公共企事业单位公开事项缺失", needs=("columns", "pages", "homes"), params=Params
)  # fmt: skip
def institution_item_missing(unit: UnitEvidence, params: Params) -> Iterator[Statement]:
    """Items (公开事项) of a sector's checklist that an institution (公共企事业单位) shows nowhere.

    Why: fees, enrolment, safety and complaints are what families and patients look for on such a site.
    Counts: no column, section, page or list entry of the institution is named after the item, on its own site
        or on its pages of the supervisor's platform, nor shown at their foot, and all of these were read.
    Does not count: an item under another name that the checklist's words cover; bodies of the sector that the
        checklist is not meant for.
    Cannot tell: the home page or a column was not read, a script draws a list, later pages of a list or of the
        site were not read; the item has a column and that column is empty (see column-empty).
    Fix: open a column for the item, or publish its content, and name it as the checklist does.
    """
    if not unit.homes:
        return
    home = unit.homes[0].seen
    spared = next((word for word in params.not_for if word in unit.unit.name), None)
    if spared:
        yield inapplicable(home, f"名称含“{spared}”的单位不适用本清单")
        return
    found = _found_items(unit, params)
    why = _doubt(unit)
    for key, item in params.items.items():
        if key in found:
            yield passed(Seen(found[key].url), target=key, name=found[key].text)
        elif doubt := why or _emptiness(unit, item):
            yield cant_tell(home, doubt, target=key)
        else:
            yield _missing(unit, key, item, len(found), len(params.items))


def _missing(unit: UnitEvidence, key: str, item: Item, present: int, required: int) -> Statement:
    return failed(
        unit.homes[0].seen,
        f"未公开“{item.title}”：网站的栏目、页面和信息标题中均未见该事项",
        target=key,
        item=item.title,
        present=present,
        required=required,
        share_pct=round(100 * present / required),
        pages=unit.page_count,
    )


def _found_items(unit: UnitEvidence, params: Params) -> dict[str, _Shown]:
    """Where each item is shown, columns asked first; items shown nowhere are left out."""
    shown = dict.fromkeys(_columns(unit)), dict.fromkeys(_titles(unit))
    found = {}
    for key, item in params.items.items():
        places = (_first(shown[0], item.columns), _first(shown[1], item.titles))
        place = next((place for place in places if place), None)
        if place:
            found[key] = place
    return found


def _first(shown: Iterable[_Shown], words: tuple[str, ...]) -> _Shown | None:
    return next((one for one in shown if any(word in one.text for word in words)), None)


def _columns(unit: UnitEvidence) -> Iterator[_Shown]:
    """Names of the institution's columns and sections, but of those that hold nothing."""
    empty = {column.name for column in unit.columns if _is_empty(column)}
    for column in unit.columns:
        if not _is_empty(column):
            yield _Shown(column.name, column.url)
    inside = _scopes(unit)
    for page in unit.pages:
        for name, url in (*page.columns, *page.subcolumns, *page.crumbs):
            if name not in empty and (not url or bare(url).startswith(inside)):
                yield _Shown(name, url if url and url.startswith("http") else page.url)
        if page.column_name and page.column_name not in empty:
            yield _Shown(page.column_name, page.url)


def _titles(unit: UnitEvidence) -> Iterator[_Shown]:
    for column in unit.columns:
        for entry in column.entries:
            yield _Shown(entry.title, entry.url or column.url)
    empty = {column.url for column in unit.columns if _is_empty(column)}
    for page in unit.pages:
        if page.url not in empty:
            yield _Shown(page.title, page.url)
        if page.footer.contact:
            yield _Shown(page.footer.contact, page.url)


def _scopes(unit: UnitEvidence) -> tuple[str, ...]:
    """Where the institution's own sections are; anywhere for one that owns its host."""
    sites = unit.unit.sites
    if any(site.whole_host for site in sites):
        return ("",)
    return tuple(bare(prefix) for site in sites for prefix in site.scope)


def _is_empty(column: ColumnEvidence) -> bool:
    return column.seen.read and column.state is ListState.EMPTY and not column.entries


def _emptiness(unit: UnitEvidence, item: Item) -> str:
    """The empty columns that are named after an item: whether it is public is for a person to say."""
    names = [column.name for column in unit.columns if _is_empty(column)]
    named = [name for name in names if any(word in name for word in item.columns)]
    return f"栏目{names_text(named)}为空，该事项是否公开须人工核实" if named else ""


def _doubt(unit: UnitEvidence) -> str:
    """Why something of the institution may be there unseen; empty if nothing can."""
    unread_home = next((home.seen for home in unit.homes if not home.seen.read), None)
    if unread_home:
        return f"首页未能读取（{unread_home.why_unread}）"
    if any(site.coverage != "complete" for site in unit.sites):
        return "网站未采集完整"
    if not unit.pages:
        return "未采集到该单位的页面"
    unread = [column.name for column in unit.columns if not column.seen.read and not column.archived]
    if unread:
        return f"栏目{names_text(unread)}未能读取"
    scripted = [
        column.name
        for column in unit.columns
        if rest_may_hide(column, unit) or (column.state is ListState.SCRIPTED and not column.entries)
    ]
    return f"栏目{names_text(scripted)}的列表未能完整读取" if scripted else ""
