"""``kind = "checks"``: what checks said of the unit stands as evidence."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from checks.engine.model import Outcome, Statement, TaskPart, TaskProof, TaskState
from checks.engine.registry import all_checks
from checks.engine.tasks.model import Judged, Reach, Shortage
from checks.engine.tasks.parts import PROOFS, SHORTAGES, Found, Said, Scope, Tools

_SHOWN = 3
_NOT_ASKED = "本次未进行该项检查，或该项检查不适用"
_Subject = tuple[str, str]


def judge_by_checks(part: Judged, scope: Scope, said: Said, tools: Tools) -> Found:
    """A proven failure is what the rule says; a doubt leaves it open; else as many as asked must have passed.

    ``said``: of the unit, or of every unit where the part reaches so far. What fails, or is doubted, of a page that
    was published before or after the days of the task is another year's.
    """
    failures, others = _of_days(said.of(part.checks, part.targets, Outcome.FAILED), scope, tools)
    doubtful, _ = _of_days(said.of(part.checks, part.targets, Outcome.CANT_TELL), scope, tools)
    failed = {_subject(one): one for one in failures if not one.suspected}
    suspected = [one for one in failures if one.suspected and _subject(one) not in failed]
    unclear = [one for one in (*doubtful, *suspected) if _subject(one) not in failed]
    doubted = {_subject(one) for one in unclear}
    passed = {
        _subject(one): one
        for one in said.of(part.checks, part.targets, Outcome.PASSED)
        if _subject(one) not in failed and _subject(one) not in doubted
    }
    doubts = [
        *_broken(part, said),
        *dict.fromkeys(one.message for one in unclear),
        *_unheard(part, scope, said),
    ]
    state = _state(part, len(passed), bool(failed), bool(doubts))
    told = _why(part, said, len(passed), list(failed.values()), doubts if state is not TaskState.MET else ())
    return Found(
        TaskPart(
            part.title,
            state,
            len(passed),
            max(part.least.value, len(passed) + len(failed)),
            part.least.origin,
            told + (f"另有{others}项不合格涉及该任务期间以外发布的信息，未计入。" if others else ""),
            tuple(_proofs(passed.values(), failed.values(), _owner(part, scope), tools))[:PROOFS],
        ),
        {scope.unit_id: len(passed)},
    )


def _of_days(statements: Iterable[Statement], scope: Scope, tools: Tools) -> tuple[list[Statement], int]:
    """Statements but for those about pages of other days, and how many these are."""
    every = [(one, tools.published(one.url)) for one in statements]
    kept = [one for one, on in every if on is None or scope.first <= on <= scope.last]
    return kept, len(every) - len(kept)


def _subject(one: Statement) -> _Subject:
    return one.url, one.target or ""


def _state(part: Judged, passed: int, failed: bool, doubted: bool) -> TaskState:
    if failed:
        return SHORTAGES[part.failed]
    if doubted:
        return TaskState.UNDETERMINED
    return TaskState.MET if passed >= part.least.value else SHORTAGES[part.short]


def _broken(part: Judged, said: Said) -> list[str]:
    return [f"检查“{_title(name, said)}”未能完成" for name in part.checks if name in said.broken]


def _unheard(part: Judged, scope: Scope, said: Said) -> list[str]:
    """Why a check may not have been asked at all."""
    if part.reach is Reach.DISTRICT and said.doubts:
        return list(said.doubts)
    if part.reach is Reach.OWN and scope.unit and not scope.unit.sites:
        return ["本单位未配置网站"]
    return [_NOT_ASKED] if part.short is Shortage.UNMET and not _is_asked(part, said) else []


def _is_asked(part: Judged, said: Said) -> bool:
    """Whether any of the checks was made at all: a rule may not be in force, or not judge such units."""
    return any(name in said.statements or name in said.broken for name in part.checks)


def _title(name: str, said: Said) -> str:
    """Of a check, or of a rule where only that one is asked."""
    return next((spec.title for spec in all_checks() if spec.id == name), said.titles.get(name, name))


def _proofs(
    passed: Iterable[Statement], failed: Iterable[Statement], unit: str, tools: Tools
) -> Iterable[TaskProof]:
    for one in (*passed, *failed):
        why_not = one.message if one.outcome is Outcome.FAILED else ""
        title = tools.called(one.url) or _name(one)
        yield TaskProof(one.url, title, tools.published(one.url), unit, why_not=why_not)


def _owner(part: Judged, scope: Scope) -> str:
    """Whose the subjects are; nobody tells where every unit's are asked."""
    return scope.unit_id if part.reach is Reach.OWN else ""


def _name(one: Statement) -> str:
    told = "" if one.outcome is Outcome.FAILED else one.message
    return one.column or told or one.url


def _why(part: Judged, said: Said, passed: int, failed: Sequence[Statement], doubts: Sequence[str]) -> str:
    titles = "、".join(f"“{_title(name, said)}”" for name in part.checks)
    parts = [f"依据检查{titles}：{passed}项合格，{len(failed)}项不合格"]
    if failed:
        more = "等" if len(failed) > _SHOWN else ""
        parts.append(f"不合格的有：{'；'.join(one.message for one in failed[:_SHOWN])}{more}")
    if doubts:
        more = f"等{len(doubts)}项" if len(doubts) > _SHOWN else ""
        parts.append(f"未能判定的有：{'；'.join(doubts[:_SHOWN])}{more}")
    if not failed and not doubts and passed < part.least.value:
        nothing = "网上没有可供检查的对象" if _is_asked(part, said) else _NOT_ASKED
        parts.append(f"要求不少于{part.least.value}项" if passed else nothing)
    return "；".join(parts) + "。"
