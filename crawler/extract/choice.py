"""Which of a page's groups of rows is its list: the best one and its like, never a neighbour's box."""

from __future__ import annotations

import re
from dataclasses import replace
from itertools import takewhile

from crawler.extract.listing import Group
from crawler.extract.row import Row
from crawler.extract.tree import Element, text_of
from evidence.records import Item, Region


def main_groups(found: list[Group], names: frozenset[str] = frozenset(), named: bool = False) -> list[Group]:
    """The groups that together are the page's list: the best one and its like; [] when none is a list.

    ``names``: what the page calls itself; a group under such a heading is the list. ``named``: that heading is on
    the page, so a group under another heading is some other column's block.
    """
    found = _chained(found)
    candidates = [g for g in found if g.region is Region.MAIN and _is_list(g)]
    tabs = _tabs(found, names)
    names |= tabs
    own = [_whole(g, candidates) for g in candidates if g.heading in names]
    if not own and named:
        own = [g for g in candidates if not g.heading or g.heading in names or not _heads_column(g)]
    candidates = own or ([] if named else candidates)
    if not candidates:  # a class name may make a sidebar of the list itself
        candidates = [
            g for g in found if g.region is Region.SIDEBAR and g.heading in names and _is_list(g) and g.dated
        ]
    if not candidates:
        return []
    best = max(candidates, key=_weight)
    first = candidates.index(best)
    return [
        g
        for n, g in enumerate(candidates)
        if g is best
        or _same_list(g, best, candidates)
        or (n < first and _is_pinned(g))
        or (best.heading in tabs and g.heading in tabs)
    ]


def _chained(found: list[Group]) -> list[Group]:
    """Groups put together that only a gap parts: five rows, a rule, five rows, in one parent and without words between."""
    chained: list[Group] = []
    for group in found:
        last = chained[-1] if chained else None
        if last is not None and not group.heading and _continues(last, group):
            chained[-1] = replace(last, rows=[*last.rows, *group.rows])
        else:
            chained.append(group)
    return chained


def _continues(last: Group, group: Group) -> bool:
    if last.region is not group.region or last.signature != group.signature:
        return False
    if last.container.getparent() is not group.container.getparent():
        return False
    return not _words_between(last.rows[-1].element.getparent(), group.container)


def _words_between(one: Element, other: Element) -> bool:
    """Whether anything is said between two siblings; words too long for a heading part them as well."""
    gap = list(takewhile(lambda e: e is not one, other.itersiblings(preceding=True)))
    return any((e.tail or "").strip() or text_of(e) for e in gap) or bool((one.tail or "").strip())


def _tabs(found: list[Group], names: frozenset[str]) -> frozenset[str]:
    """Tabs of the page itself: short names under its own heading, each heading a list further down."""
    tabs = (g for g in found if g.heading in names and not _is_list(g))
    return frozenset(row.item.title for g in tabs for row in g.rows)


def _whole(box: Group, candidates: list[Group]) -> Group:
    """The list that holds all entries of a box under the column's own name, and more: the box repeats its beginning."""
    held = _addresses(box.rows)
    whole = (
        g for g in candidates if len(g.rows) > len(box.rows) and held == _addresses(g.rows[: len(box.rows)])
    )
    return next(whole, box)


def _addresses(rows: list[Row]) -> set[str]:
    """Where rows lead; what has no address counts by its title."""
    return {row.link.url or row.item.title for row in rows}


def _is_pinned(group: Group) -> bool:
    """Rows set before the list and called pinned (置顶)."""
    return all(row.item.pinned for row in group.rows)


def _heads_column(group: Group) -> bool:
    """Whether a heading is another column's name: short, Chinese, no date or number in it."""
    return 2 <= len(group.heading) <= 12 and bool(re.fullmatch(r"[\u4e00-\u9fff、·（）()]+", group.heading))


def _is_list(group: Group) -> bool:
    """Entries rather than navigation: dated rows, or mostly titles long enough to be headlines."""
    if group.tabled or (group.dated and group.dated * 2 >= len(group.rows)):
        return True
    return len(group.rows) >= 2 and group.article_like * 3 >= len(group.rows) * 2


def _weight(group: Group) -> float:
    return group.dated * 40 + group.article_like * 12 + group.title_chars * 0.5


def _same_list(group: Group, best: Group, candidates: list[Group]) -> bool:
    """Blocks of one list: five rows, a gap, five rows. Not the neighbouring box, which hangs elsewhere."""
    if group.signature != best.signature or bool(group.dated) != bool(best.dated):
        return False
    headed = _is_headed(group, candidates) or _is_headed(best, candidates)
    return _shared_parent(group.container, best.container, 2 if headed else 5)


def _is_headed(group: Group, candidates: list[Group]) -> bool:
    """Whether words of its own stand above a group: not the last entry of the list so far."""
    heading = group.heading.rstrip(".…")
    return bool(heading) and not any(row.item.title.startswith(heading) for g in candidates for row in g.rows)


def _shared_parent(one: Element, other: Element, levels: int) -> bool:
    ancestors = set()
    for _ in range(levels):
        one = one.getparent() if one is not None else None
        if one is not None:
            ancestors.add(one)
    for _ in range(levels):
        other = other.getparent() if other is not None else None
        if other is not None and other in ancestors and other.tag != "body":
            return True
    return False


def items_of(chosen: list[Group]) -> tuple[Item, ...]:
    """The entries of the chosen groups in page order, a row printed twice (two copies) once."""
    items: dict[tuple[str, str | None], Item] = {}
    for n, row in enumerate(row for group in chosen for row in group.rows):
        url = row.item.url
        key = (row.item.title, url if url and not url.startswith("javascript") else f"#{n}")
        items.setdefault(key, row.item)
    return tuple(items.values())
