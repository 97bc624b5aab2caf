"""privacy-id-number (泄露居民身份证号码)."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from checks.engine.coverage import clear, unread
from checks.engine.model import Statement
from checks.engine.persons import accuse, excused, with_number
from checks.engine.registry import check
from evidence.marks import NumberKind
from evidence.units import UnitEvidence

_WHAT = "居民身份证号码"


@dataclass(frozen=True, slots=True)
class Params:
    """Thresholds, from the rule that uses this check."""

    lengths: tuple[int, ...]  # of the numbers that count: 18, 15
    sure_length: int  # numbers of fewer characters bear no check digit: suspected only


@check("privacy-id-number", title="泄露居民身份证号码", needs=("pages",), params=Params)
def privacy_id_number(unit: UnitEvidence, params: Params) -> Iterator[Statement]:
    """Identity numbers (居民身份证号码) that a page or an attachment shows in full.

    Why: with name and number anybody can act in another's name, and nobody can take a new number.
    Counts: 18 characters with a valid region, day of birth and check character, residence permits of Hong Kong,
        Macao and Taiwan (81, 82, 83) among them, written in one piece or in groups, in text, tables and attachments,
        hidden rows and document properties too; 15 digits with a valid day where words call them an identity number.
    Does not count: masked numbers; social credit codes, index, order and serial numbers; numbers of licences that
        the law wants published (从业资格证, 执法证).
    Cannot tell: pages that were not read; attachments that were not fetched, are encrypted, damaged, of a kind that
        is not opened, or hold pictures only.
    Fix: take the page or file down at once, mask the number (keep at most the first two and last three characters)
        and publish it anew; look for copies in caches and other columns.
    """
    found = False
    for page, numbers in with_number(unit, NumberKind.IDENTITY):
        for number in numbers:
            if number.length not in params.lengths:
                continue
            if number.doubt:
                yield excused(page, number)
                continue
            found = True
            suspected = number.length < params.sure_length
            yield accuse(page, _WHAT, number, suspected=suspected, kind=f"{number.length}位")
    yield from unread(unit, _WHAT)
    if not found and unit.pages:
        yield clear(unit, _WHAT)
