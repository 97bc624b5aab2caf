"""``kind = "pages"``: how many pages, meetings, documents or periods show what a task asks."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import islice

from checks.engine.model import TaskPart, TaskProof
from checks.engine.tasks.counting import UNITS, Group
from checks.engine.tasks.model import CountBy, Pages, Shortage
from checks.engine.tasks.parts import PROOFS, Found, Scope, Tools, proof, shares_of, state_of
from checks.engine.tasks.phrases import doubt_words, doubts, place_words, wanted_words, window_words
from evidence.task_index import bits

_TITLE_SIGNS = 40  # of another page's title in a reason


@dataclass(frozen=True, slots=True)
class _Sorted:
    """Pages found for a part, by whether they count: in groups that count as one, and why the others do not."""

    counted: tuple[Group, ...]
    maybe: tuple[Group, ...] = ()  # may be one more, in pictures or films
    alone: tuple[Group, ...] = ()  # without their companion
    relayed: tuple[int, ...] = ()
    late: tuple[int, ...] = ()
    undated: int = 0


@dataclass(frozen=True, slots=True)
class _Pool:
    """Pages of one unit that a part is about: found, beside them their companions, and those in doubt."""

    found: frozenset[int]
    beside: frozenset[int]
    doubtful: frozenset[int]


def judge_pages(part: Pages, scope: Scope, tools: Tools) -> Found:
    """Count what the pages show for one unit, or for the district."""
    found = _sort(part, scope, tools)
    count, required = len(found.counted), part.least.value
    told = _doubts(part, scope, tools, found) if count < required else ()
    return Found(
        TaskPart(
            part.title,
            state_of(count, required, told, part.short),
            count,
            required,
            part.least.origin,
            _why(part, scope, found, told),
            tuple(islice(_proofs(part, scope, tools, found), PROOFS)),
        ),
        shares_of([tools.finder.pages[page].unit for page in group.pages] for group in found.counted),
    )


def _sort(part: Pages, scope: Scope, tools: Tools) -> _Sorted:
    finder = tools.finder
    everybodys = finder.found(part.wanted) & finder.at(part.where)
    window = finder.between(scope.first, scope.last)
    _meet(part, scope, everybodys & window, tools)
    reached = everybodys & finder.reached(scope.reach(part.reach), scope.unit_id)
    inside = list(bits(reached & window))
    relayed = set() if part.wanted.relayed else {page for page in inside if finder.relayed_from(page)}
    found = frozenset(inside) - relayed
    pool = _Pool(
        found, _companions(part, scope, tools) if found else frozenset(), _doubtful(part, scope, tools)
    )
    counted, maybe, alone = _groups(part, pool, tools)
    late = finder.between(scope.last, scope.as_of) & ~window
    return _Sorted(
        tuple(counted),
        tuple(maybe),
        tuple(alone),
        tuple(sorted(relayed)),
        tuple(bits(reached & late)),
        (reached & finder.undated).bit_count(),
    )


def _meet(part: Pages, scope: Scope, pool: int, tools: Tools) -> None:
    """Let all pages of the district that can count be met in one order, whichever unit is judged first."""
    key = part, scope.first, scope.last
    if not _is_period(part.count) and key not in tools.met:
        tools.met.add(key)
        finder = tools.finder
        tools.counter.likeness.meet(
            page for page in bits(pool) if part.wanted.relayed or not finder.relayed_from(page)
        )


def _is_period(count: CountBy) -> bool:
    return count in (CountBy.QUARTER, CountBy.HALF_YEAR)


def _companions(part: Pages, scope: Scope, tools: Tools) -> frozenset[int]:
    """Pages that may bear the companion of another page of the same meeting or document, however late."""
    if part.companion is None or part.count not in (CountBy.MEETING, CountBy.DOCUMENT):
        return frozenset()
    finder = tools.finder
    reached = finder.reached(scope.reach(part.reach), scope.unit_id)
    return frozenset(bits(finder.found(part.companion) & reached & finder.between(scope.first, scope.as_of)))


def _doubtful(part: Pages, scope: Scope, tools: Tools) -> frozenset[int]:
    """Pages that may be one more, though their text does not tell."""
    if part.doubt is None:
        return frozenset()
    finder = tools.finder
    pages = finder.found(part.doubt) & finder.at(part.where) & finder.between(scope.first, scope.last)
    reached = pages & finder.reached(scope.reach(part.reach), scope.unit_id)
    return frozenset(page for page in bits(reached) if part.doubt.relayed or not finder.relayed_from(page))


def _groups(part: Pages, pool: _Pool, tools: Tools) -> tuple[list[Group], list[Group], list[Group]]:
    """What counts, what may count, and what lacks its companion; only pages that were found stand in what counts."""
    bears = tools.finder.found(part.companion) if part.companion else tools.finder.everything
    counted: list[Group] = []
    maybe: list[Group] = []
    alone: list[Group] = []
    for group in tools.counter.groups(pool.found | pool.beside | pool.doubtful, part.count):
        found = Group(tuple(page for page in group.pages if page in pool.found), group.name)
        if found.pages and any(bears >> page & 1 for page in group.pages):
            counted.append(found)
        elif doubtful := tuple(page for page in group.pages if page in pool.doubtful):
            maybe.append(Group(doubtful, group.name))
        elif found.pages:
            alone.append(found)
    return counted, maybe, alone


def _doubts(part: Pages, scope: Scope, tools: Tools, found: _Sorted) -> tuple[str, ...]:
    """Why there may be more than was counted: places nobody saw, pages of which nobody can tell."""
    reach = scope.reach(part.reach)
    told = doubts(tools.finder, part, reach, scope.unit, scope.first, scope.last)
    if found.maybe and len(found.counted) + len(found.maybe) >= part.least.value:
        told += (f"另有{len(found.maybe)}{UNITS[part.count]}以图解、视频等形式发布，文字不足以判断",)
    return told + (tuple(_unproven(part, tools, found)) if part.short is Shortage.UNMET else ())


def _unproven(part: Pages, tools: Tools, found: _Sorted) -> Iterator[str]:
    """Why a shortage is not proven by what was seen: pages without a date, meetings that cannot be told apart."""
    lacking = part.least.value - len(found.counted)
    if found.undated >= lacking:
        yield f"另有{found.undated}篇未能读出发布日期"
    more = sum(map(tools.counter.may_be_more, found.counted)) if part.count is CountBy.MEETING else 0
    if more >= lacking:
        yield f"另有{more}篇同日发布的报道未写明会议日期和届次，可能是另外的会议"


# ---------------------------------------------------------------- what is told


def _proofs(part: Pages, scope: Scope, tools: Tools, found: _Sorted) -> Iterator[TaskProof]:
    """Counted ones by date, then those that do not count with the reason."""
    finder = tools.finder
    for group in found.counted:
        yield proof(finder, group.pages[0], group.name)
    for group in found.alone:
        yield proof(finder, group.pages[0], group.name, f"未见{part.companion_title}")
    for group in found.maybe:
        yield proof(finder, group.pages[0], group.name, "以图解、视频等形式发布，文字不足以判断")
    for page, first in _again(part, found):
        yield proof(finder, page, why_not=f"与“{finder.pages[first].title[:_TITLE_SIGNS]}”重复")
    for page in found.relayed:
        yield proof(finder, page, why_not=f"转载自{finder.relayed_from(page)}")
    for page in found.late:
        on = finder.pages[page].published_on
        yield proof(finder, page, why_not=f"{on}发布，晚于时限{scope.last}")


def _again(part: Pages, found: _Sorted) -> list[tuple[int, int]]:
    """Pages that count with another one, and that one; of a period all stand for it."""
    if _is_period(part.count):
        return []
    return [(page, group.pages[0]) for group in found.counted for page in group.pages[1:]]


def _why(part: Pages, scope: Scope, found: _Sorted, told: tuple[str, ...]) -> str:
    unit, count, required = UNITS[part.count], len(found.counted), part.least.value
    looked = f"在{place_words(part.where, scope.reach(part.reach))}中查找{wanted_words(part.wanted)}"
    within = window_words(scope.first, scope.last)
    parts = [f"{looked}（{within}）：找到{count}{unit}，要求不少于{required}{unit}"]
    if count < required:
        parts.append(f"尚缺{required - count}{unit}")
    if found.alone:
        parts.append(f"另有{len(found.alone)}{unit}未见{part.companion_title}，未计入")
    parts += _left_out(part, found)
    if told:
        parts.append(doubt_words(told))
    return "；".join(parts) + "。"


def _left_out(part: Pages, found: _Sorted) -> list[str]:
    """Pages that do not count, by reason."""
    told = [
        (len(found.relayed), "篇为转载"),
        (len(_again(part, found)), "篇为重复报道"),
        (len(found.late), "篇晚于时限发布"),
        (found.undated, "篇未标明发布日期"),
    ]
    left = [f"{count}{what}" for count, what in told if count]
    return [f"另有{'、'.join(left)}，未计入"] if left else []
