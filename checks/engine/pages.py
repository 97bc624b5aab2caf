"""What checks of pages share: which pages they judge, how a fault of many pages becomes one finding."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from checks.engine.model import Statement
from checks.engine.statements import cant_tell
from evidence.records import ListState, PageKind
from evidence.units import PageEvidence, UnitEvidence

EXAMPLES = 5
_DEFAULT = re.compile(r"/(?:index|default)\.\w+$", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Faulty:
    """Pages that share a fault, the one nearest the home page first; ``of``: how many pages were looked at."""

    pages: tuple[PageEvidence, ...]
    of: int

    @property
    def nearest(self) -> PageEvidence:
        return self.pages[0]

    @property
    def examples(self) -> tuple[str, ...]:
        return tuple(page.url for page in self.pages[:EXAMPLES])


def whole_pages(unit: UnitEvidence) -> list[PageEvidence]:
    """Pages that a reader sees: no files, no pages that only lead on, none that say they do not exist.

    The unit's own home pages are of kind home, whatever they were read as: a part of a portal has one too.
    """
    homes = {bare(home.url) for home in unit.homes}
    return [
        replace(page, kind=PageKind.HOME) if bare(page.url) in homes else page
        for page in unit.pages
        if page.seen.read
        and not page.file_type
        and page.list_state is not ListState.ELSEWHERE
        and not page.says_missing
    ]


def bare(url: str) -> str:
    """An address without scheme and default page: how a home page is found among the pages."""
    return _DEFAULT.sub("/", url.partition("://")[2])


def unread_homes(unit: UnitEvidence) -> Iterator[Statement]:
    """What must be said before all else: home pages that were not read, and how many other pages."""
    for home in unit.homes:
        if not home.seen.read:
            yield cant_tell(home, home.seen.why_unread)
        elif not unit.pages:
            yield cant_tell(home, "页面未能读取")
        elif unit.unseen:
            yield cant_tell(home, f"另有{len(unit.unseen)}个页面未能读取")


def by_distance(pages: Iterable[PageEvidence]) -> list[PageEvidence]:
    """Pages in the order of their distance from the home page."""
    return sorted(
        pages, key=lambda page: (page.kind is not PageKind.HOME, page.depth, len(page.url), page.url)
    )


def _template(page: PageEvidence) -> str:
    return page.template


def grouped(
    pages: Sequence[PageEvidence],
    is_faulty: Callable[[PageEvidence], bool],
    share_pct: int,
    part_of: Callable[[PageEvidence], str] = _template,
) -> Iterator[Faulty]:
    """One group where most of all pages have the fault, else one for each template of which most have it, else each.

    ``share_pct``: more than this share of the pages is most of them. ``part_of``: what stands for the template;
    empty: the page stands alone.
    """
    faulty = by_distance(page for page in pages if is_faulty(page))
    if _is_most(len(faulty), len(pages), share_pct):
        yield Faulty(tuple(faulty), len(pages))
        return
    made: dict[str, list[PageEvidence]] = {}
    for page in faulty:
        made.setdefault(part_of(page), []).append(page)
    sizes: dict[str, int] = {}
    for page in pages:
        sizes[part_of(page)] = sizes.get(part_of(page), 0) + 1
    for template, members in made.items():
        if template and _is_most(len(members), sizes[template], share_pct):
            yield Faulty(tuple(members), sizes[template])
        else:
            yield from (Faulty((page,), 1) for page in members)


def _is_most(part: int, whole: int, share_pct: int) -> bool:
    return part > 0 and part * 100 > whole * share_pct
