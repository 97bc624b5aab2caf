from __future__ import annotations

import pytest

from checks.engine.model import Outcome
from checks.interpretation_unlinked import Params, interpretation_unlinked
from evidence.units import PolicyEvidence
from tests.builders import BLOCKED, HOME, days_ago, interpretation, policy, span, unit

PASSED, FAILED, CANT_TELL, INAPPLICABLE = (
    Outcome.PASSED,
    Outcome.FAILED,
    Outcome.CANT_TELL,
    Outcome.INAPPLICABLE,
)
POLICY, FIRST, SECOND = f"{HOME}zcwj/1.html", f"{HOME}zcjd/1.html", f"{HOME}zcjd/2.html"
ONE_WAY = {"policy_links_to_it": False}
NO_WAY_BACK = {"links_to_policy": False}


@pytest.mark.parametrize(
    ("shown", "expected"),
    [
        (policy(30), []),
        (policy(30, interpretation()), [(PASSED, POLICY, None), (PASSED, FIRST, None)]),
        (policy(30, interpretation(**ONE_WAY)), [(FAILED, POLICY, FIRST), (PASSED, FIRST, None)]),
        (policy(30, interpretation(**NO_WAY_BACK)), [(PASSED, POLICY, None), (FAILED, FIRST, POLICY)]),
        (
            policy(30, interpretation(**ONE_WAY, **NO_WAY_BACK, matched_by="title")),
            [(FAILED, POLICY, FIRST), (FAILED, FIRST, POLICY)],
        ),
        # several: one link forward is enough, each must link back
        (
            policy(30, interpretation("1", **ONE_WAY), interpretation("2", **NO_WAY_BACK)),
            [(PASSED, POLICY, None), (PASSED, FIRST, None), (FAILED, SECOND, POLICY)],
        ),
        (
            policy(
                30,
                interpretation("1", **ONE_WAY),
                interpretation("2", **ONE_WAY, published=span(days_ago(30))),
            ),
            [(FAILED, POLICY, SECOND), (PASSED, FIRST, None), (PASSED, SECOND, None)],
        ),
        # what was not read is not accused
        (
            policy(30, interpretation(**ONE_WAY), why_unread=BLOCKED),
            [(CANT_TELL, POLICY, None), (PASSED, FIRST, None)],
        ),
        (
            policy(30, interpretation(**ONE_WAY, **NO_WAY_BACK, why_unread=BLOCKED)),
            [(CANT_TELL, POLICY, None), (CANT_TELL, FIRST, None)],
        ),
        (
            policy(30, interpretation(**NO_WAY_BACK, own=False)),
            [(PASSED, POLICY, None), (INAPPLICABLE, FIRST, None)],
        ),
        (
            policy(30, interpretation(**ONE_WAY), interpretation_due=False),
            [(FAILED, POLICY, FIRST), (PASSED, FIRST, None)],
        ),
    ],
)
def test_interpretation_unlinked(
    shown: PolicyEvidence, expected: list[tuple[Outcome, str, str | None]]
) -> None:
    statements = interpretation_unlinked(unit(policies=(shown,)), Params())
    assert [(one.outcome, one.url, one.target) for one in statements] == expected


def test_messages_name_both_sides() -> None:
    shown = policy(30, interpretation(**ONE_WAY, **NO_WAY_BACK))
    forward, backward = interpretation_unlinked(unit(policies=(shown,)), Params())
    assert forward.message == "政策文件《市中区义务教育招生实施办法》的页面没有指向其解读「文字解读1」的链接"
    assert backward.message == "解读「文字解读1」的页面没有指向政策文件《市中区义务教育招生实施办法》的链接"
