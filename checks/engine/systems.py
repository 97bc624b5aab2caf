"""What the checks of a district's systems share: whether a system was read whole, how far back, whose it is."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date, timedelta

from checks.engine.model import Outcome, Statement
from checks.engine.statements import cant_tell, inapplicable, passed
from evidence.records import ListState, UnitKind
from evidence.systems import System
from evidence.units import ColumnEvidence, Seen, UnitEvidence

KEEPERS = (UnitKind.GOVERNMENT, UnitKind.OFFICE)


def absent(unit: UnitEvidence, what: str) -> Iterator[Statement]:
    """That no such system was found, which is nobody's defect; a government may have one that was not read."""
    for home in unit.homes[:1]:
        if not home.seen.read:
            yield cant_tell(home, f"首页未能读取（{home.seen.why_unread}）")
        elif unit.unit.kind in KEEPERS and any(site.coverage != "complete" for site in unit.sites):
            yield cant_tell(home, f"网站未采集完整，未见{what}")
        else:
            yield inapplicable(home, f"未见{what}")


def kept_by_other(
    unit: UnitEvidence, keeper: UnitEvidence, what: str, said: Iterable[Statement]
) -> Statement:
    """What is said of a system that stands on another unit's pages: a defect is that unit's, a pass is both's."""
    statements = list(said)
    where = f"{what}设在{keeper.unit.name}的页面上"
    failed = next((one for one in statements if one.outcome is Outcome.FAILED), None)
    unclear = next((one for one in statements if one.outcome is Outcome.CANT_TELL), None)
    shown = failed or unclear or next((one for one in statements if one.outcome is Outcome.PASSED), None)
    seen = (shown.seen if shown else None) or _front(unit)
    if failed:
        return cant_tell(seen, f"{where}，该处检查发现问题，见该单位的检查结果")
    if unclear:
        return cant_tell(seen, f"{where}：{unclear.message}")
    return passed(seen, f"{where}，未发现问题") if shown else inapplicable(seen, f"{where}，无可检查的内容")


def _front(unit: UnitEvidence) -> Seen:
    return unit.homes[0].seen if unit.homes else Seen(unit.unit.sites[0].url, why_unread="本次未采集")


def why_unread(systems: Iterable[System], unit: UnitEvidence) -> str:
    """Why something may stand in these systems unseen (Chinese); empty where all lists were read as far as asked."""
    for system in systems:
        if not system.whole:
            return f"「{system.column.name}」所在网站未采集完整"
        for column in system.columns:
            if why := _unread(column, system):
                return why
            if column.rest_unread and _floor(column, unit) is None:
                return f"栏目「{column.name}」的列表没有读完"
    return ""


def _unread(column: ColumnEvidence, system: System) -> str:
    if not column.seen.read:
        return f"栏目「{column.name}」未能读取（{column.seen.why_unread}）"
    if column.entries:
        return ""
    if column.state is ListState.SCRIPTED:
        return f"栏目「{column.name}」由脚本生成，未能读取"
    if column.state is ListState.ELSEWHERE:
        return f"栏目「{column.name}」{column.state_why or '转到其他页面'}，未能认定其内容"
    opens = column.state is ListState.CONTAINER and any(part.url != column.url for part in system.parts)
    if column.state is ListState.EMPTY or opens:
        return ""
    return f"栏目「{column.name}」的内容未能识别"


def read_back_to(systems: Iterable[System], unit: UnitEvidence) -> date | None:
    """The day back to which every list was read; None where all were read to their end. Only after ``why_unread``."""
    floors = (_floor(column, unit) for system in systems for column in system.columns if column.rest_unread)
    return max((floor for floor in floors if floor), default=None)


def _floor(column: ColumnEvidence, unit: UnitEvidence) -> date | None:
    """Of a list in the order of its dates that was read back beyond the period looked at: its oldest day."""
    days = [entry.date.on if entry.date else None for entry in column.entries if not entry.pinned]
    known = [day for day in days if day]
    if not known or len(known) < len(days) or known != sorted(known, reverse=True):
        return None
    oldest = known[-1]
    return oldest if oldest < unit.as_of - timedelta(days=unit.lookback_days) else None
