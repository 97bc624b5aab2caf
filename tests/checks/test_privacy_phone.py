"""Mobile numbers: a name in the row is enough, else several private ones on one page; an office's never."""

from __future__ import annotations

import pytest

from checks.engine.model import Outcome
from checks.privacy_phone import Params, privacy_phone
from evidence.marks import PersonalNumber
from tests.builders import page, unit, unread
from tests.checks.person_numbers import phone

TWO = Params(2)
FAILED, PASSED, EXCUSED = Outcome.FAILED, Outcome.PASSED, Outcome.INAPPLICABLE
OTHER = "139****0001"


@pytest.mark.parametrize(
    ("numbers", "expected"),
    [
        ((phone(proof="named"),), [FAILED]),
        ((phone(proof="named table labelled"),), [FAILED]),
        ((phone("138****8000", "office", proof="named"),), [EXCUSED, PASSED]),
        ((phone(proof="private"),), [PASSED, PASSED]),
        ((phone(proof="private"), phone(OTHER, proof="private")), [FAILED, FAILED]),
        ((phone(proof="table"), phone(OTHER, proof="private")), [FAILED, FAILED]),
        ((phone(proof="private"), phone(OTHER, "office", proof="private")), [PASSED, EXCUSED, PASSED]),
        ((phone(proof="labelled"), phone(OTHER)), [PASSED, PASSED, PASSED]),
        ((), [PASSED]),
    ],
)
def test_phones(numbers: tuple[PersonalNumber, ...], expected: list[Outcome]) -> None:
    found = privacy_phone(unit(pages=(page(personal=numbers),)), TWO)
    assert [one.outcome for one in found] == expected


def test_numbers_of_two_pages_are_not_added_up() -> None:
    pages = (
        page("art/1.html", personal=(phone(proof="private"),)),
        page("art/2.html", personal=(phone(OTHER, proof="private"),)),
    )
    assert Outcome.FAILED not in [one.outcome for one in privacy_phone(unit(pages=pages), TWO)]


@pytest.mark.parametrize(("proof", "suspected"), [("named", False), ("table", False), ("private", True)])
def test_without_name_or_table_it_is_only_suspected(proof: str, suspected: bool) -> None:
    found = privacy_phone(unit(pages=(page(personal=(phone(proof=proof),)),)), Params(1))
    assert next(iter(found)).suspected is suspected


def test_nothing_read_cannot_be_told() -> None:
    shown = unread(unit(pages=(page(personal=(phone(proof="named"),)),)))
    assert [one.outcome for one in privacy_phone(shown, TWO)] == [Outcome.CANT_TELL]
