"""Bank cards: sure with prefix and word, suspected with one of them, a unit's account excused."""

from __future__ import annotations

import pytest

from checks.engine.model import Outcome
from checks.privacy_bank_card import Params, privacy_bank_card
from evidence.marks import PersonalNumber
from tests.builders import page, unit, unread
from tests.checks.person_numbers import card, identity


@pytest.mark.parametrize(
    ("number", "outcome", "suspected"),
    [
        (card(), Outcome.FAILED, False),
        (card(proof="luhn prefix named"), Outcome.FAILED, True),
        (card(proof="luhn labelled"), Outcome.FAILED, True),
        (card("***************3445", "unit account"), Outcome.INAPPLICABLE, False),
        (identity(), Outcome.PASSED, False),
    ],
)
def test_cards(number: PersonalNumber, outcome: Outcome, suspected: bool) -> None:
    first = next(iter(privacy_bank_card(unit(pages=(page(personal=(number,)),)), Params())))
    assert (first.outcome, first.suspected) == (outcome, suspected)
    assert (
        outcome is not Outcome.FAILED
        or first.message == "页面公开了完整的个人银行卡号（***************3445）"
    )


def test_nothing_read_cannot_be_told() -> None:
    shown = unread(unit(pages=(page(personal=(card(),)),)))
    assert [one.outcome for one in privacy_bank_card(shown, Params())] == [Outcome.CANT_TELL]
