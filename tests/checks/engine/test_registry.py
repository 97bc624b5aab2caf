from __future__ import annotations

from dataclasses import dataclass

import pytest

from checks.engine.model import Outcome
from checks.engine.registry import all_checks, check
from checks.engine.statements import cant_tell, failed, inapplicable, passed
from tests.builders import AS_OF, HOME, column, days_ago, home, interpretation, policy, seen, target


@dataclass(frozen=True, slots=True)
class Params:
    """Nothing."""


def test_checks_come_by_id_and_are_found_once() -> None:
    ids = [spec.id for spec in all_checks()]
    assert ids == sorted(set(ids))
    assert all_checks() is all_checks()


def test_id_taken_twice_is_refused() -> None:
    all_checks()
    with pytest.raises(ValueError, match="registered twice"):
        check("column-empty", title="", needs=(), params=Params)(lambda unit, params: iter(()))


def test_unknown_evidence_and_untyped_thresholds_are_refused() -> None:
    with pytest.raises(ValueError, match="needs"):
        check("a", title="", needs=("paiges",), params=Params)
    with pytest.raises(ValueError, match="dataclass"):
        check("a", title="", needs=(), params=dict)


@pytest.mark.parametrize(
    ("subject", "url", "named", "points_at"),
    [
        (column("通知公告", 1, url=HOME), HOME, "通知公告", None),
        (policy(1, url=HOME), HOME, None, None),
        (interpretation(seen=seen(HOME)), HOME, None, None),
        (home(1), HOME, None, None),
        (target(404), HOME, None, f"{HOME}old.html"),
        (seen(HOME), HOME, None, None),
    ],
)
def test_statement_knows_its_subject(subject: object, url: str, named: object, points_at: object) -> None:
    said = [
        passed(subject, due=AS_OF),
        failed(subject, "坏了", day=days_ago(1), days=[AS_OF]),
        cant_tell(subject, "没看到"),
        inapplicable(subject, "不涉及"),
    ]
    assert [one.outcome for one in said] == [
        Outcome.PASSED,
        Outcome.FAILED,
        Outcome.CANT_TELL,
        Outcome.INAPPLICABLE,
    ]
    assert {(one.url, one.column, one.target) for one in said} == {(url, named, points_at)}
    assert all(one.seen is not None and one.seen.url == HOME for one in said)
    assert said[0].due_on == AS_OF
    assert said[1].facts == {"day": "2026-11-22", "days": ["2026-11-23"]}
