"""What the pages that an item of a catalogue links to show of its decision: draft, explanation, opinions, result."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date

from checks.engine.looks import Patience, answers, are_apart, last_failures
from evidence.catalogues import DecisionItem, LinkedPage

_EXCUSED = re.compile(r"不涉及|不适用|无需|无须|不需要|未(?:召开|组织)|依法不(?:予)?公开|涉密")


@dataclass(frozen=True, slots=True)
class Kinds:
    """What is looked for, by its Chinese name, and the words that show it; see the check's Params."""

    named: Mapping[str, tuple[str, ...]]
    within: Mapping[str, tuple[str, ...]]
    result: str  # the kind that shows that the decision was taken
    after: tuple[str, ...]  # kinds that only a decision brings, the result among them
    drafts: tuple[str, ...]  # words of names that are no result's
    since: date  # a decision published before this day has brought everything that it should
    patience: Patience


@dataclass(frozen=True, slots=True)
class Grasp:
    """What was found of one item: kinds in the order of the rule, links proven dead, why more may be there (Chinese)."""

    found: tuple[str, ...]
    missing: tuple[str, ...]
    dead: tuple[tuple[str, LinkedPage], ...]  # (what the link stands for, page)
    doubts: tuple[str, ...]
    decided: bool
    is_due: bool  # all of it should be there


def grasp(item: DecisionItem, kinds: Kinds, *, is_over: bool) -> Grasp:
    """Weigh all links of an item, then the pages that name it. ``is_over``: the year is, so that nothing is pending."""
    own = tuple(word for word in kinds.drafts if word not in item.name)
    kinds = replace(kinds, drafts=own)  # 审议《药品目录》: its result is called 目录 as well
    dead = [(_called(page), page) for page in item.links if is_dead_link(page, kinds.patience)]
    alive = [page for page in item.links if page not in [one for _, one in dead]]
    pages = [page for page in (*alive, *item.named_on) if page.answered]
    shown = {kind for kind in kinds.named if any(_shows(page, kind, kinds) for page in pages)}
    excused = {kind for kind in kinds.named if _is_excused(item, kinds.named[kind])}
    unsure = [page for page in alive if not page.answered]
    decided = kinds.result in shown
    wanted = [kind for kind in kinds.named if decided or is_over or kind not in kinds.after]
    missing = tuple(
        kind for kind in wanted if kind not in shown | excused and not _is_among(kind, dead, kinds)
    )
    return Grasp(
        tuple(kind for kind in kinds.named if kind in shown),
        missing,
        tuple(dead),
        (*_unproven(unsure), *_doubts(alive, item.named_on, missing, kinds)),
        decided,
        is_over or any(_is_settled(page, kinds) for page in pages),
    )


def _is_settled(page: LinkedPage, kinds: Kinds) -> bool:
    """Whether a page is a decision that was published long enough ago."""
    return page.published is not None and page.published < kinds.since and _shows(page, kinds.result, kinds)


def _called(page: LinkedPage) -> str:
    return page.words or page.head or page.url


def is_dead_link(page: LinkedPage, patience: Patience) -> bool:
    """Whether what a link of a catalogue leads to did not open at the last looks, apart."""
    return not page.read and not page.answered and are_apart(last_failures(page.looks), patience)


def _is_excused(item: DecisionItem, words: Iterable[str]) -> bool:
    """Whether the cell below a kind's name says that there is none."""
    return any(_EXCUSED.search(text) and any(word in head for word in words) for head, text in item.cells)


def _is_among(kind: str, dead: Iterable[tuple[str, LinkedPage]], kinds: Kinds) -> bool:
    """Whether a dead link stands for a kind: it is told as dead, not as missing."""
    return any(_is_named(page, kind, kinds) for _, page in dead)


def _is_named(page: LinkedPage, kind: str, kinds: Kinds) -> bool:
    """Whether the column a link stands in, its words or its page's title are a kind's."""
    if any(word in page.head for word in kinds.named[kind]):
        return True
    is_named = any(word in f"{page.words}|{page.title}" for word in kinds.named[kind])
    return is_named and (kind != kinds.result or not _is_draft(page, kinds))


def _is_draft(page: LinkedPage, kinds: Kinds) -> bool:
    return any(word in f"{page.words}|{page.title}" for word in kinds.drafts)


def _shows(page: LinkedPage, kind: str, kinds: Kinds) -> bool:
    """Whether a page shows a kind: by the column it is linked from, its name, or what it says."""
    if _is_named(page, kind, kinds):
        return True
    if kind == kinds.result:
        return page.is_policy and not _is_draft(page, kinds)
    if kind in kinds.after and page.has_feedback is not None:
        return page.has_feedback
    return any(word in page.said for word in kinds.within.get(kind, ()))


def _unproven(unsure: Iterable[LinkedPage]) -> Iterator[str]:
    """Links of which nobody knows whether they answer (Chinese)."""
    for page in unsure:
        failures = last_failures(page.looks)
        why = (
            f"{answers(failures)}，尚未间隔复核" if failures else page.doubt if page.read else "未能访问核实"
        )
        yield f"链接“{_called(page)}”{why}"


def _doubts(
    alive: Iterable[LinkedPage], named: Iterable[LinkedPage], missing: tuple[str, ...], kinds: Kinds
) -> Iterator[str]:
    """Why what is missing may be there all the same (Chinese)."""
    for page in (*alive, *named) if missing else ():
        if page.doubt and page.answered:
            yield f"“{_called(page)}”{page.doubt}"
    for page in named if kinds.result in missing else ():
        if not _is_draft(page, kinds):
            yield f"“{page.title}”可能就是决策结果"
