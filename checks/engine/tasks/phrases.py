"""The Chinese in which it is told what was looked for, where, and what could not be seen."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from checks.engine.tasks.model import (
    Alternatives,
    Matrix,
    Pages,
    Place,
    Reach,
    Shortage,
    Structure,
    Wanted,
)
from checks.engine.tasks.words import Finder
from evidence.records import ColumnKind, Unit

_SHOWN = 3  # examples of what could not be seen
_REACHES = {
    Reach.OWN: "本单位页面",
    Reach.NAMED: "本单位及点名本单位的页面",
    Reach.DISTRICT: "全区各单位页面",
}
_DOCUMENTS = {"policy": "政策文件", "interpretation": "解读材料", "consultation": "征集公告"}
KINDS = {
    ColumnKind.NEWS: "动态要闻",
    ColumnKind.NOTICES: "通知公告",
    ColumnKind.POLICY: "政策文件",
    ColumnKind.INTERPRETATION: "政策解读",
    ColumnKind.PERSONNEL: "人事信息",
    ColumnKind.PLANS: "规划计划",
    ColumnKind.FINANCE: "财政信息",
    ColumnKind.STATISTICS: "统计信息",
    ColumnKind.SERVICES: "办事服务",
    ColumnKind.MESSAGES: "留言咨询",
    ColumnKind.CONSULTATION: "调查征集",
    ColumnKind.INTERVIEW: "在线访谈",
    ColumnKind.DISCLOSURE: "政府信息公开专栏",
    ColumnKind.OVERVIEW: "概况信息",
    ColumnKind.TOPIC: "专题专栏",
    ColumnKind.ARCHIVE: "归档栏目",
    ColumnKind.OTHER: "其他栏目",
}


def place_words(place: Place, reach: Reach) -> str:
    """Where was looked."""
    named = [*(KINDS[kind] for kind in place.kinds), *place.names]
    return f"{_REACHES[reach]}的“{'、'.join(dict.fromkeys(named))}”栏目" if named else _REACHES[reach]


def wanted_words(wanted: Wanted) -> str:
    """What was looked for."""
    told = [_DOCUMENTS[wanted.document]] if wanted.document else []
    told += [f"标题含{_groups(wanted.title)}"] if wanted.title else []
    told += [f"标题或正文含{_groups(wanted.text)}"] if wanted.text else []
    without = [*(f"标题不含“{word}”" for word in wanted.not_title)]
    without += [*(f"标题和正文不含“{word}”" for word in wanted.not_text)]
    return "，".join([*told, *without]) or "有发布日期的信息"


def _groups(groups: Alternatives) -> str:
    return "，并含".join("或".join(f"“{word}”" for word in group) for group in groups)


def window_words(first: date, last: date) -> str:
    return f"{first}至{last}"


def doubts(
    finder: Finder, part: Pages | Matrix | Structure, reach: Reach, unit: Unit | None, first: date, last: date
) -> tuple[str, ...]:
    """Why evidence of these days may be there unseen (Chinese); empty where everything was seen.

    Where a shortage is unmet, more is doubted than where it only asks for an attestation.
    """
    unit_id = unit.id if unit else ""
    told = [] if unit is None or unit.sites else ["本单位未配置网站"]
    proven = part.short is Shortage.UNMET
    unread = finder.unread_columns(part.where, reach, unit_id, first, last, portals=proven)
    told += [f"栏目“{column.name}”{why}" for column, why in unread[:_SHOWN]]
    if len(unread) > _SHOWN:
        told.append(f"另有{len(unread) - _SHOWN}个栏目未能完整读取")
    return tuple(dict.fromkeys([*told, *(gap.why for gap in finder.gaps(reach, unit_id))]))


def doubt_words(told: Sequence[str]) -> str:
    """Doubts in one sentence, the first few of them."""
    more = f"等{len(told)}处" if len(told) > _SHOWN else ""
    return f"佐证可能在未能读取的地方：{'；'.join(told[:_SHOWN])}{more}"
