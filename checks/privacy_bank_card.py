"""privacy-bank-card (泄露银行卡号)."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from checks.engine.coverage import clear, unread
from checks.engine.model import Statement
from checks.engine.persons import accuse, excused, with_number
from checks.engine.registry import check
from evidence.marks import NumberKind
from evidence.units import UnitEvidence

_WHAT = "个人银行卡号"
_SURE = frozenset(("prefix", "labelled"))


@dataclass(frozen=True, slots=True)
class Params:
    """No thresholds: length, prefix and check digit are the card's own rules."""


@check("privacy-bank-card", title="泄露银行卡号", needs=("pages",), params=Params)
def privacy_bank_card(unit: UnitEvidence, params: Params) -> Iterator[Statement]:
    """Numbers of bank cards (银行卡、存折) that a page or an attachment shows in full.

    Why: a financial account is sensitive personal information; shown beside a name it invites fraud.
    Counts: 16 to 19 digits with the prefix of a bank and a valid check digit beside a word for account or card or a
        person's name; with UnionPay's 62 alone only under such a word. Without both prefix and word: suspected.
    Does not count: masked numbers; order, project and serial numbers; an account whose holder is a unit.
    Cannot tell: pages that were not read; attachments that were not fetched or could not be opened.
    Fix: take the page or file down at once, mask the number (keep at most the last four digits), publish it anew.
    """
    found = False
    for page, numbers in with_number(unit, NumberKind.BANK_CARD):
        for number in numbers:
            if number.doubt:
                yield excused(page, number)
                continue
            found = True
            yield accuse(
                page, _WHAT, number, suspected=not set(number.proof) >= _SURE, kind=f"{number.length}位"
            )
    yield from unread(unit, _WHAT)
    if not found and unit.pages:
        yield clear(unit, _WHAT)
