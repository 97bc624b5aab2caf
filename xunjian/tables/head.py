"""The head of a table of tasks (表头): which rows it takes, and what each column holds."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

from xunjian.tables.grid import Grid, Slot, squeezed


class Role(StrEnum):
    """What a column holds."""

    NUMBER = "number"  # 序号
    LABEL = "label"  # 工作任务 and other groups, from the widest to the narrowest
    REQUIREMENT = "requirement"  # 具体要求
    UNITS = "units"  # 责任单位, 牵头单位
    OTHERS = "others"  # 配合单位
    DUE = "due"  # 完成时限
    ASIDE = "aside"  # 备注, 责任人 and the like: not taken


_LONGEST = 16  # characters of a head cell
_BRACKETS = re.compile(r"[（(\[【].*?[）)\]】]")
_PATTERNS = (
    (Role.NUMBER, r"序号?|编号|项[号次]|(?:任务|工作|事项)(?:序|编)号|no\.?"),
    (
        Role.ASIDE,
        r".*(?:备注|责任人|负责人|联系|电话|领导|情况|成效|分值|得分|评分|分数|依据|佐证|材料).*|说明|进展|签字",
    ),
    (Role.DUE, r"[^单部科位]*(?:时限|期限|时间|日期|节点)(?:要求|安排|节点)?|(?:进度|时序)(?:安排|要求)"),
    (Role.OTHERS, r"(?:配合|协办|参与|协同|参加|协助)(?:责任)?(?:单位|部门|科室|主体)?"),
    (
        Role.UNITS,
        r"(?:(?:牵头|主办|承办|责任|主要|落实|实施|负责|主责|完成|执行|公开)及?(?:责任|承办|配合)?)*"
        r"(?:单位|部门|科室|处室|主体)(?:及(?:配合)?(?:单位|部门))?|责任分工|牵头|责任",
    ),
    (
        Role.REQUIREMENT,
        r"(?:[^，。；：]{0,8})(?:要求|内容|措施|举措|做法|标准)(?:[及和与]\w{2,4})?|具体(?:任务|工作|事项)|任务分解|(?:分解|细化)任务",
    ),
    (
        Role.LABEL,
        r"(?:(?:政务公开|年度|重点|主要|工作|总体|目标|公开|[一二三]级|全年|\d{4}年)*)"
        r"(?:任务|工作|事项|项目|指标|领域|类别|分类|类型|目标|板块|方面|要点|重点)(?:类别|名称|分类|目标|项目|清单)?",
    ),
)
_ROLES = tuple((role, re.compile(pattern, re.I)) for role, pattern in _PATTERNS)


def role_of(text: str) -> Role | None:
    """What a head cell announces; None where it is no head cell."""
    told = _BRACKETS.sub("", squeezed(text)).rstrip("：:")
    if not told or len(told) > _LONGEST:
        return None
    return next((role for role, pattern in _ROLES if pattern.fullmatch(told)), None)


@dataclass(frozen=True, slots=True)
class Head:
    """Where the head of a grid is. ``roles`` and ``names`` are by column; None: a column nobody knows."""

    first: int
    end: int  # the first row below it
    roles: tuple[Role | None, ...]
    names: tuple[str, ...]

    def columns(self, *roles: Role) -> list[int]:
        return [n for n, role in enumerate(self.roles) if role in roles]

    def name_of(self, column: int) -> str:
        return self.names[column] or f"column {column + 1}"


def find_head(grid: Grid) -> Head | None:
    """The first rows that name a column for the text and one for the units; None: not a table of tasks."""
    for at, row in enumerate(grid.rows):
        if len(row) == grid.width and _is_head_row(row, at):
            ends = range(_end(grid, at), at, -1)
            return next(_head(grid, at, end) for end in ends if end == at + 1 or _is_whole(grid, at, end))
    return None


def _own(row: Sequence[Slot], at: int) -> dict[tuple[int, int], str]:
    """Texts of the cells that begin in this row."""
    return {slot.anchor: slot.text for slot in row if slot.row == at and slot.text}


def _is_head_row(row: Sequence[Slot], at: int) -> bool:
    texts = _own(row, at).values()
    roles = [role_of(text) for text in texts]
    known = {role for role in roles if role}
    return (
        Role.UNITS in known
        and bool(known & {Role.LABEL, Role.REQUIREMENT})
        and len(roles) - roles.count(None) >= max(2, len(roles) / 2)
        and all(len(squeezed(text)) <= 2 * _LONGEST for text in texts)
    )


def _end(grid: Grid, first: int) -> int:
    """Past further rows of the head: parts of a divided head cell, or nothing but cells from above."""
    end = first + 1
    while end < len(grid.rows):
        own = _own(grid.rows[end], end).values()
        inherited = any(first <= slot.row < end for slot in grid.rows[end])
        if (own and not all(map(role_of, own))) or (not own and not inherited):
            return end
        if own and tuple(own) == tuple(_own(grid.rows[first], first).values()):
            return end  # the head once more, not its second row
        end += 1
    return end


def _is_whole(grid: Grid, first: int, end: int) -> bool:
    """Whether the rows still name a column of text and one of units: else they say something else."""
    roles = {role_of(text) for text in _names(grid, first, end)}
    return Role.UNITS in roles and bool(roles & {Role.LABEL, Role.REQUIREMENT})


def _names(grid: Grid, first: int, end: int) -> list[str]:
    """What each column is called: by the lowest row of the head that says something known."""
    names = []
    for column in range(grid.width):
        texts = [row[column].text for row in reversed(grid.rows[first:end]) if column < len(row)]
        known = next((text for text in texts if role_of(text)), "")
        names.append(squeezed(known or next(filter(None, texts), "")))
    return names


def _head(grid: Grid, first: int, end: int) -> Head:
    names = _names(grid, first, end)
    return Head(first, end, _with_text_column(grid, first, [*map(role_of, names)]), tuple(names))


def _with_text_column(grid: Grid, first: int, roles: list[Role | None]) -> tuple[Role | None, ...]:
    """One column holds the text: the last one of those that say so, else the last of the labels.

    Columns under one divided head cell (具体要求 over two columns) stay one where their rows are merged too.
    """
    wanted = [n for n, role in enumerate(roles) if role is Role.REQUIREMENT]
    if not wanted:
        wanted = [n for n, role in enumerate(roles) if role is Role.LABEL][-1:]
    text = wanted[-1]
    for column in wanted[:-1]:
        roles[column] = Role.REQUIREMENT if _as_one(grid, first, column, text) else Role.LABEL
    roles[text] = Role.REQUIREMENT
    return tuple(roles)


def _as_one(grid: Grid, first: int, one: int, other: int) -> bool:
    rows = [row for row in grid.rows[first:] if len(row) > max(one, other)]
    return all(row[one].anchor == row[other].anchor for row in rows)
