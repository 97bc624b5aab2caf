"""Columns whose rows arrive as data: the answers that were read to what their pages ask for."""

from __future__ import annotations

from dataclasses import dataclass

from evidence.district import DistrictFiles
from evidence.records import ListState, PageFacts


@dataclass(frozen=True, slots=True)
class DataRows:
    """What the answers to a page's calls show together: the first pages with rows, or why there are none."""

    pages: tuple[PageFacts, ...]
    state: ListState
    why: str  # Chinese; empty where there are rows


def rows_of(files: DistrictFiles, facts: PageFacts) -> DataRows:
    """The answers to a page's calls. Empty only where every one was read and says itself that it has no records."""
    answers = [_answer(files, call.url) for call in facts.data_calls]
    read = tuple(answer for answer in answers if answer is not None)
    shown = tuple(answer for answer in read if answer.items)
    if shown:
        return DataRows(shown, ListState.ITEMS, "")
    if answers and len(read) == len(answers) and all(a.list_state is ListState.EMPTY for a in read):
        return DataRows((), ListState.EMPTY, read[0].list_why)
    if len(read) < len(answers):
        return DataRows((), facts.list_state, f"{facts.list_why}；数据接口未能读取")
    unclear = next(a.list_why for a in read if a.list_state is not ListState.EMPTY)
    return DataRows((), facts.list_state, f"{facts.list_why}；{unclear}")


def _answer(files: DistrictFiles, url: str) -> PageFacts | None:
    met = files.page(url) if "://" in url else None
    return met[0].facts(met[1]) if met else None
