"""standard-catalogue-missing (基层政务公开标准目录缺失)."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date

from checks.engine.decisions import is_dead_link
from checks.engine.model import Statement
from checks.engine.pages import bare
from checks.engine.params import EXCUSES
from checks.engine.registry import check
from checks.engine.statements import cant_tell, failed, inapplicable, passed
from checks.engine.wording import day_text, document_text, names_text, period_text
from evidence.catalogues import StandardCatalogue, StandardRow
from evidence.records import ListState, UnitKind
from evidence.units import ColumnEvidence, UnitEvidence

UPDATE = "update"


@dataclass(frozen=True, slots=True)
class Params:
    """Thresholds, from the rule that uses this check."""

    max_age_days: int  # since the newest catalogue of all was published
    min_share_pct: int  # of the rows with links, those that must lead somewhere
    looks: int
    apart_seconds: int
    places: tuple[str, ...] = field(
        metadata=EXCUSES
    )  # parts of names of columns in which a catalogue may stand


@check(
    "standard-catalogue-missing",
    title="基层政务公开标准目录缺失",
    needs=("standard_catalogues", "columns", "homes"),
    params=Params,
)
def standard_catalogue_missing(unit: UnitEvidence, params: Params) -> Iterator[Statement]:
    """Catalogues of what grassroots bodies disclose (基层政务公开标准目录) that are absent, outdated or lead nowhere.

    Why: the catalogue tells what must be public, who publishes it and where; without it nobody can ask for it.
    Counts: a government on whose pages, and those of its departments and streets, nothing is called such a catalogue;
        its newest one is older than the rule allows; too many of a body's rows that tick 政府网站 have only links
        that are dead.
    Does not count: a department or street without a catalogue of its own; rows without links; a catalogue in a file.
    Cannot tell: the catalogue is a file or page that was not read; a column in which it may stand was not read, or the
        site not wholly; a catalogue without a date, or of a higher level passed on, where the others are too old; links
        that nobody looked at.
    Fix: publish the catalogue of each field, bring it up to date every year, and link each row to what it names.
    """
    found = unit.standard_catalogues
    for home in unit.homes[:1]:
        if not home.seen.read and not found:
            yield cant_tell(home, f"首页未能读取（{home.seen.why_unread}）")
            return
        if unit.unit.kind is UnitKind.GOVERNMENT:
            yield _exists(unit, params)
        elif not found:
            yield inapplicable(home, "未见载明本单位的基层政务公开标准目录，以本级政府统一公布的为准")
    if found and unit.unit.kind is UnitKind.GOVERNMENT:
        yield _is_fresh(unit, params)
    for catalogue in found:
        yield from _rows(unit, catalogue, params)


def _exists(unit: UnitEvidence, params: Params) -> Statement:
    """Whether the district shows any catalogue."""
    home, found = unit.homes[0], unit.standard_catalogues
    readable = [one for one in found if not one.unread]
    if readable:
        return passed(readable[0].seen, title=readable[0].title, count=len(found))
    if found:
        return cant_tell(found[0].seen, f"“{found[0].title}”：{found[0].unread}")
    if why := _doubt(unit, params):
        return cant_tell(home, why)
    return failed(home, "未见基层政务公开标准目录（页面、栏目、附件均未见）", pages=len(unit.pages))


def _doubt(unit: UnitEvidence, params: Params) -> str:
    """Why a catalogue may be there unseen (Chinese)."""
    if any(site.coverage != "complete" for site in unit.sites):
        return "网站未采集完整"
    if not unit.pages:
        return "未采集到该单位的页面"
    hidden = [one.name for one in unit.columns if _may_hold(one, params) and _is_hidden(one)]
    if hidden:
        return f"栏目{names_text(hidden)}未能完整读取"
    filled = [one.name for one in unit.columns if _may_hold(one, params) and one.state is not ListState.EMPTY]
    return f"栏目{names_text(filled)}中有无标准目录未能认定" if filled else ""


def _may_hold(column: ColumnEvidence, params: Params) -> bool:
    return any(part in name for part in params.places for name in column.path[-2:])


def _is_hidden(column: ColumnEvidence) -> bool:
    unclear = column.state in (ListState.SCRIPTED, ListState.UNCLEAR, ListState.ELSEWHERE)
    return not column.seen.read or (unclear and not column.entries) or column.rest_unread


def _is_fresh(unit: UnitEvidence, params: Params) -> Statement:
    """When the newest of all catalogues was published."""
    found = [(_updated(one, unit), one) for one in unit.standard_catalogues if not one.relayed_from]
    others = [one for one in unit.standard_catalogues if one.relayed_from]
    if not found:
        return _only_passed_on(others[0])
    dated = [(on, bool(one.published), one) for on, one in found if on]
    undated = next((one for on, one in found if on is None), None)
    if not dated:
        return _undated(undated or found[0][1])
    on, _, newest = max(dated, key=lambda one: one[:2])
    age = (unit.as_of - on).days
    if age <= params.max_age_days:
        return passed(newest.seen, target=UPDATE, newest=on)
    if others:
        return _only_passed_on(others[0])
    if undated:
        return _undated(undated)
    return failed(
        newest.seen,
        f"基层政务公开标准目录最近一次更新于{day_text(on)}，已超过{period_text(params.max_age_days)}未动态更新",
        target=UPDATE,
        newest=on,
        age_days=age,
        max_age_days=params.max_age_days,
    )


def _undated(one: StandardCatalogue) -> Statement:
    return cant_tell(one.seen, f"“{one.title}”未标发布日期，更新情况无法判断", target=UPDATE)


def _updated(one: StandardCatalogue, unit: UnitEvidence) -> date | None:
    """When a catalogue was published; a column of that name, when its newest entry was."""
    if one.published:
        return one.published.on
    column = next((each for each in unit.columns if bare(each.url) == bare(one.seen.url)), None)
    if column is None or column.rest_unread:
        return None
    days = [entry.date.on for entry in column.entries if entry.date]
    return max(days) if days and len(days) == len(column.entries) else None


def _only_passed_on(other: StandardCatalogue) -> Statement:
    why = f"“{other.title}”转自{other.relayed_from}，是否作为本级目录沿用无法判断"
    return cant_tell(other.seen, why, target=UPDATE)


# ---------------------------------------------------------------- rows


def _rows(unit: UnitEvidence, catalogue: StandardCatalogue, params: Params) -> Iterator[Statement]:
    """How many of the unit's rows that tick 政府网站 lead somewhere: those without links tell nothing."""
    rows = [row for row in catalogue.rows if row.on_site and row.links and _is_of(row, unit, catalogue)]
    if not rows:
        return
    dead = [row for row in rows if all(is_dead_link(link, params) for link in row.links)]
    alive = [row for row in rows if any(link.answered or link.read for link in row.links)]
    name = document_text(catalogue.title)
    if len(alive) * 100 >= len(rows) * params.min_share_pct:
        yield passed(catalogue.seen, target=catalogue.title, items=len(rows))
    elif (len(rows) - len(dead)) * 100 >= len(rows) * params.min_share_pct:
        unsure = len(rows) - len(alive) - len(dead)
        yield cant_tell(catalogue.seen, f"{name}有{unsure}项的链接未能访问核实", target=catalogue.title)
    else:
        yield failed(
            catalogue.seen,
            f"{name}勾选“政府网站”的{len(rows)}项中有{len(dead)}项的链接打不开：{names_text([row.name for row in dead])}",
            target=catalogue.title,
            items=len(rows),
            dead=[link.url for row in dead for link in row.links][:20],
            share_pct=len(dead) * 100 // len(rows),
            limit=params.min_share_pct,
        )


def _is_of(row: StandardRow, unit: UnitEvidence, catalogue: StandardCatalogue) -> bool:
    """Whether a row is the unit's; one that names no configured unit is its bearer's."""
    return unit.unit.id in row.units or (not row.units and catalogue.owner == unit.unit.id)
