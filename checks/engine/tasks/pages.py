"""``kind = "pages"``: how many pages, meetings, documents or periods show what a task asks."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from checks.engine.model import TaskPart, TaskProof
from checks.engine.tasks.counting import UNITS, Group
from checks.engine.tasks.model import CountBy, Pages
from checks.engine.tasks.parts import PROOFS, Found, Scope, Tools, proof, shares_of, state_of
from checks.engine.tasks.phrases import doubt_words, doubts, place_words, wanted_words, window_words
from evidence.task_index import bits

_TITLE_SIGNS = 40  # of another page's title in a reason


@dataclass(frozen=True, slots=True)
class _Sorted:
    """Pages found for a part, by whether they count: one for each group, and why the others do not."""

    counted: tuple[Group, ...]
    again: tuple[tuple[int, int], ...] = ()  # (page, the one it repeats)
    alone: tuple[Group, ...] = ()  # without their companion
    relayed: tuple[int, ...] = ()
    late: tuple[int, ...] = ()
    undated: int = 0


def judge_pages(part: Pages, scope: Scope, tools: Tools) -> Found:
    """Count what the pages show for one unit, or for the district."""
    found = _sort(part, scope, tools)
    reach = scope.reach(part.reach)
    count, required = len(found.counted), part.least.value
    told = doubts(tools.finder, part.where, reach, scope.unit) if count < required else ()
    return Found(
        TaskPart(
            part.title,
            state_of(count, required, told, part.short),
            count,
            required,
            part.least.origin,
            _why(part, scope, found, told),
            tuple(_proofs(part, scope, tools, found))[:PROOFS],
        ),
        shares_of([tools.finder.pages[page].unit for page in group.pages] for group in found.counted),
    )


def _sort(part: Pages, scope: Scope, tools: Tools) -> _Sorted:
    finder = tools.finder
    pool = finder.found(part.wanted) & finder.at(part.where)
    window = finder.between(scope.first, scope.last)
    if part.count is not CountBy.QUARTER and part.count is not CountBy.HALF_YEAR:
        _meet(part, pool & window, tools)
    reached = pool & finder.reached(scope.reach(part.reach), scope.unit_id)
    inside = list(bits(reached & window))
    relayed = set() if part.wanted.relayed else {page for page in inside if finder.relayed_from(page)}
    groups, alone = _with_companions(part, scope, tools, [page for page in inside if page not in relayed])
    again = [
        (page, group.pages[0]) for group in groups for page in group.pages[1:] if not _is_period(part.count)
    ]
    late = finder.between(scope.last, scope.as_of) & ~window
    return _Sorted(
        tuple(groups),
        tuple(again),
        tuple(alone),
        tuple(sorted(relayed)),
        tuple(bits(reached & late)),
        (reached & finder.undated).bit_count(),
    )


def _meet(part: Pages, pool: int, tools: Tools) -> None:
    """Let all pages of the district that can count be met in one order, whichever unit is judged first."""
    finder = tools.finder
    tools.counter.likeness.meet(
        page for page in bits(pool) if part.wanted.relayed or not finder.relayed_from(page)
    )


def _is_period(count: CountBy) -> bool:
    return count in (CountBy.QUARTER, CountBy.HALF_YEAR)


def _with_companions(
    part: Pages, scope: Scope, tools: Tools, pages: list[int]
) -> tuple[list[Group], list[Group]]:
    """Groups that have what must go with them, and those that lack it; only pages that were found stand in them."""
    if part.companion is None:
        return list(tools.counter.groups(pages, part.count)), []
    finder, found = tools.finder, set(pages)
    beside = finder.found(part.companion)
    far = beside & finder.reached(scope.reach(part.reach), scope.unit_id)
    further = (
        [] if _is_apart(part.count) or not pages else bits(far & finder.between(scope.first, scope.as_of))
    )
    groups: list[Group] = []
    alone: list[Group] = []
    for group in tools.counter.groups(found.union(further), part.count):
        own = Group(tuple(page for page in group.pages if page in found), group.name)
        if own.pages:
            (groups if any(beside >> page & 1 for page in group.pages) else alone).append(own)
    return groups, alone


def _is_apart(count: CountBy) -> bool:
    """Whether only a page itself, and its likes, can bear its companion."""
    return count not in (CountBy.MEETING, CountBy.DOCUMENT)


# ---------------------------------------------------------------- what is told


def _proofs(part: Pages, scope: Scope, tools: Tools, found: _Sorted) -> Iterator[TaskProof]:
    """Counted ones by date, then those that do not count with the reason."""
    finder = tools.finder
    for group in found.counted:
        yield proof(finder, group.pages[0], group.name)
    for group in found.alone:
        yield proof(finder, group.pages[0], group.name, f"未见{part.companion_title}")
    for page, first in found.again:
        yield proof(finder, page, why_not=f"与“{finder.pages[first].title[:_TITLE_SIGNS]}”重复")
    for page in found.relayed:
        yield proof(finder, page, why_not=f"转载自{finder.relayed_from(page)}")
    for page in found.late:
        on = finder.pages[page].published_on
        yield proof(finder, page, why_not=f"{on}发布，晚于时限{scope.last}")


def _why(part: Pages, scope: Scope, found: _Sorted, told: tuple[str, ...]) -> str:
    unit, count, required = UNITS[part.count], len(found.counted), part.least.value
    looked = f"在{place_words(part.where, scope.reach(part.reach))}中查找{wanted_words(part.wanted)}"
    within = window_words(scope.first, scope.last)
    parts = [f"{looked}（{within}）：找到{count}{unit}，要求不少于{required}{unit}"]
    if count < required:
        parts.append(f"尚缺{required - count}{unit}")
    if found.alone:
        parts.append(f"另有{len(found.alone)}{unit}未见{part.companion_title}，未计入")
    parts += _left_out(found)
    if told:
        parts.append(doubt_words(told))
    return "；".join(parts) + "。"


def _left_out(found: _Sorted) -> list[str]:
    """Pages that do not count, by reason."""
    told = [
        (len(found.relayed), "篇为转载"),
        (len(found.again), "篇为重复报道"),
        (len(found.late), "篇晚于时限发布"),
        (found.undated, "篇未标明发布日期"),
    ]
    left = [f"{count}{what}" for count, what in told if count]
    return [f"另有{'、'.join(left)}，未计入"] if left else []
