"""What a unit offers, judged by the ways that were found to it; and what to say where nothing was read at all."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from checks.engine.model import Statement
from checks.engine.statements import cant_tell, failed, passed
from evidence.units import Channel, UnitEvidence

_SHOWN = 3


def unread_home(unit: UnitEvidence) -> Iterator[Statement]:
    """One statement for each home page that was not read: what it leads to may be there all the same."""
    for home in unit.homes:
        if not home.seen.read:
            yield cant_tell(home, home.seen.why_unread)


def judge_ways(unit: UnitEvidence, ways: Sequence[Channel], name: str, absence: str) -> Iterator[Statement]:
    """Whether there is a way beyond doubt. ``name``: what it leads to; ``absence``: the defect (both Chinese)."""
    if not unit.homes:
        return
    home = unit.homes[0]
    sure = next((way for way in ways if not way.doubt), None)
    if sure:
        yield passed(home, f"{name}：「{sure.name}」", name=sure.name, link=sure.url, own=sure.own)
    elif doubts := [*_unread(unit), *unit.offer_doubts]:
        yield cant_tell(home, "；".join(doubts[:_SHOWN]))
    elif ways:
        named = "、".join(f"「{way.name}」（{way.doubt}）" for way in ways[:_SHOWN])
        yield cant_tell(home, f"仅发现{named}，不能确定是否提供{name}")
    else:
        yield failed(home, absence, pages=unit.page_count)


def _unread(unit: UnitEvidence) -> Iterator[str]:
    for home in unit.homes:
        if not home.seen.read:
            yield f"首页未能读取（{home.seen.why_unread}）"
        for page in home.second_level:
            if not page.seen.read:
                yield f"二级页面{page.url}未能读取（{page.seen.why_unread}）"
    for site in unit.sites:
        if site.coverage != "complete":
            yield f"网站未采集完整：{site.note or site.host}"
