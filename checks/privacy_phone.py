"""privacy-phone (泄露个人手机号码)."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from checks.engine.coverage import clear, unread
from checks.engine.model import Outcome, Statement
from checks.engine.persons import accuse, excused, with_number
from checks.engine.registry import check
from checks.engine.statements import passed
from evidence.marks import NumberKind, PersonalNumber
from evidence.units import PageEvidence, UnitEvidence

_WHAT = "个人手机号码"
_PRIVATE = frozenset(("named", "private", "table"))


@dataclass(frozen=True, slots=True)
class Params:
    """Thresholds, from the rule that uses this check."""

    min_numbers: int  # of one page or attachment, from which they count without a name in the same row


@check("privacy-phone", title="泄露个人手机号码", needs=("pages",), params=Params)
def privacy_phone(unit: UnitEvidence, params: Params) -> Iterator[Statement]:
    """Private mobile numbers (个人手机号码) that a page or an attachment shows in full.

    Why: whoever asks for help, is on a list or writes to the government did not agree to be called by strangers.
    Counts: a mobile number in one row, cell or sentence with a person's name; several of them on one page, in a
        table's column 手机号 or beside words of private life (户主, 家长, 住址, 本人 …).
    Does not count: masked numbers, landlines and hotlines; numbers that words around them call an office's or a
        contact's (值班, 咨询, 监督电话, 联系人, 办公), the contacts of bids, vacancies and service guides; a number alone.
    Cannot tell: pages that were not read; attachments that were not fetched or could not be opened.
    Fix: mask the number (138****1234) or take it down; keep an office number for questions.
    """
    found = False
    for page, numbers in with_number(unit, NumberKind.PHONE):
        for statement in _judge(page, numbers, params.min_numbers):
            found = found or statement.outcome is Outcome.FAILED
            yield statement
    yield from unread(unit, _WHAT)
    if not found and unit.pages:
        yield clear(unit, _WHAT)


def _judge(page: PageEvidence, numbers: Sequence[PersonalNumber], min_numbers: int) -> Iterator[Statement]:
    private = [number for number in numbers if not number.doubt and _PRIVATE & set(number.proof)]
    for number in numbers:
        if number.doubt:
            yield excused(page, number)
        elif number in private and ("named" in number.proof or len(private) >= min_numbers):
            sure = "named" in number.proof or "table" in number.proof
            yield accuse(page, _WHAT, number, suspected=not sure, numbers=len(private))
        else:
            yield passed(page, "号码旁没有姓名，不能认定为个人手机号码", target=number.masked)
