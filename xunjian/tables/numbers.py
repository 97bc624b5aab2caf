"""The numbers of tasks (序号): as the table has them, filled in where only one fits, else left open."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass

from evidence.numerals import whole_number
from xunjian.tables.grid import squeezed


@dataclass(frozen=True, slots=True)
class Numbers:
    """``values`` by row: None where no number is certain. ``remarks`` by row, ``general`` for all."""

    values: tuple[int | None, ...]
    remarks: dict[int, str]
    general: str = ""


def number_rows(texts: Sequence[str], *, merged: bool = False) -> Numbers:
    """Number the rows of a table whose 序号 say ``texts``.

    Kept where they are distinct. A missing or repeated one is filled in where exactly one number fits, and
    stays None elsewhere. By position where they number something else than rows: none at all, merged ones,
    some that start again from 1, or words.
    """
    given = [_number(text) for text in texts]
    if general := _says_no_number(texts, given, merged):
        return Numbers(tuple(range(1, len(texts) + 1)), {}, general)
    remarks: dict[int, str] = {}
    values: list[int | None] = []
    for at, value in enumerate(given):
        if value is None:
            remarks[at] = "序号 is missing" if not texts[at] else f"序号 '{texts[at]}' is no number"
        elif value in values:
            remarks[at] = f"序号 {value} is repeated"
            value = None
        values.append(value)
    _fill(values, remarks)
    _note_gaps(values, remarks)
    return Numbers(tuple(values), remarks)


def is_number(text: str) -> bool:
    return _number(text) is not None


def _number(text: str) -> int | None:
    """1, 1.0, （1）, 1、, 十二; None for all else."""
    told = unicodedata.normalize("NFKC", squeezed(text)).strip("()[].、,，。:")
    if found := re.fullmatch(r"(\d{1,4})(?:\.0+)?", told):
        return int(found[1])
    return whole_number(told) if re.fullmatch(r"[一二三四五六七八九十]{1,3}", told) else None


def _says_no_number(texts: Sequence[str], given: Sequence[int | None], merged: bool) -> str:
    """Why the 序号 number no rows; empty where they do."""
    if not any(texts):
        return "no 序号 can be read (none, or drawn by automatic numbering): rows are numbered by position"
    if merged:
        return "one 序号 spans several rows: rows are numbered by position"
    if all(value is None for value in given):
        return f"序号 like '{texts[0]}' are no numbers: rows are numbered by position"
    known = [value for value in given if value is not None]
    starts = [at for at, value in enumerate(known) if value == 1]
    ends = [*starts[1:], len(known)]
    runs = [known[a:b] for a, b in zip(starts, ends, strict=True)] if starts else []
    if len(runs) > 1 and starts[0] == 0 and all(run == list(range(1, len(run) + 1)) for run in runs):
        return "序号 start again from 1: rows are numbered by position"
    return ""


def _fill(values: list[int | None], remarks: dict[int, str]) -> None:
    """Give open rows the numbers between their neighbours where as many are free as rows are open."""
    at = 0
    while at < len(values):
        end = at
        while end < len(values) and values[end] is None:
            end += 1
        if end > at:
            _fill_run(values, at, end, remarks)
        at = end + 1


def _fill_run(values: list[int | None], at: int, end: int, remarks: dict[int, str]) -> None:
    below = values[at - 1] if at else 0
    above = values[end] if end < len(values) else (below or 0) + (end - at) + 1
    fits = below is not None and above is not None and above - below - 1 == end - at
    for n in range(at, end):
        wanted = (below or 0) + 1 + n - at
        if fits and wanted not in values:
            values[n] = wanted
            remarks[n] += f"; {wanted} fits its place and is taken"
        else:
            remarks[n] += " and no number is certain; the row is left as a comment"


def _note_gaps(values: Sequence[int | None], remarks: dict[int, str]) -> None:
    before = 0
    for at, value in enumerate(values):
        if value is None:
            continue
        if value != before + 1 and at not in remarks:
            remarks[at] = f"序号 {value} follows {before}" if before else f"the first 序号 is {value}"
        before = value
