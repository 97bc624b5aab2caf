"""``kind = "column"``: whether columns of such names exist and show something."""

from __future__ import annotations

from collections.abc import Iterable

from checks.engine.model import TaskPart, TaskProof
from checks.engine.tasks.model import Reach, Structure
from checks.engine.tasks.parts import PROOFS, Found, Scope, Tools, shares_of, state_of
from checks.engine.tasks.phrases import doubt_words, doubts, place_words
from checks.engine.tasks.words import squeezed
from evidence.records import Unit
from evidence.task_index import IndexedColumn


def judge_structure(part: Structure, scope: Scope, tools: Tools) -> Found:
    """Count the columns of the place that show something; an empty one is told and does not count."""
    reach = scope.reach(part.reach)
    there = {
        column.url: column
        for column in tools.finder.columns_at(part.where)
        if _reached(column, reach, scope.unit)
    }
    shown = [column for column in there.values() if column.shows]
    empty = [column for column in there.values() if not column.shows and not column.unread]
    required = part.least.value
    told = _doubts(part, scope, tools, there.values()) if len(shown) < required else ()
    proofs = [_proof(column) for column in shown] + [_proof(column, "栏目为空") for column in empty]
    return Found(
        TaskPart(
            part.title,
            state_of(len(shown), required, told, part.short),
            len(shown),
            required,
            part.least.origin,
            _why(part, reach, len(shown), len(empty), told),
            tuple(proofs[:PROOFS]),
        ),
        shares_of([column.unit] for column in shown),
    )


def _doubts(part: Structure, scope: Scope, tools: Tools, there: Iterable[IndexedColumn]) -> tuple[str, ...]:
    """Why such a column, or something in one of them, may be there unseen."""
    reach, days = scope.reach(part.reach), (scope.first, scope.as_of)
    told = doubts(tools.finder, part, reach, scope.unit, *days)
    blank = [f"栏目“{column.name}”{column.unread}" for column in there if column.unread and not column.shows]
    return tuple(dict.fromkeys([*told, *blank]))


def _reached(column: IndexedColumn, reach: Reach, unit: Unit | None) -> bool:
    """Whether a column is the unit's, or bears its name where named ones count."""
    if reach is Reach.DISTRICT or unit is None or column.unit == unit.id:
        return True
    path = "".join(map(squeezed, column.path))
    return reach is Reach.NAMED and any(squeezed(name) in path for name in (unit.name, *unit.aliases))


def _proof(column: IndexedColumn, why_not: str = "") -> TaskProof:
    return TaskProof(column.url, " > ".join(column.path), None, column.unit, "", why_not)


def _why(part: Structure, reach: Reach, shown: int, empty: int, told: tuple[str, ...]) -> str:
    parts = [
        f"查找{place_words(part.where, reach)}：找到{shown}个有内容的栏目，要求不少于{part.least.value}个"
    ]
    parts += [f"另有{empty}个栏目为空"] if empty else []
    parts += [doubt_words(told)] if told else []
    return "；".join(parts) + "。"
