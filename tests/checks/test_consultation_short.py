from __future__ import annotations

import pytest

from checks.consultation_short import Params, consultation_short
from checks.engine.consultations import Subject
from checks.engine.model import Outcome
from evidence.units import ConsultationEvidence
from tests.builders import BLOCKED, consultation, unit, unread

PASSED, FAILED, CANT_TELL, INAPPLICABLE = (
    Outcome.PASSED,
    Outcome.FAILED,
    Outcome.CANT_TELL,
    Outcome.INAPPLICABLE,
)
PARAMS = Params(subjects=(Subject.DECISION, Subject.BUSINESS), min_days=30)


@pytest.mark.parametrize(
    ("shown", "outcome", "says"),
    [
        (consultation(60, 31), PASSED, ""),  # 30 days, both ends included
        (consultation(60, 32), FAILED, "自2026年9月24日至2026年10月22日共29天，少于30天，公告未说明理由"),
        (consultation(60, 32, subject="business"), FAILED, "共29天"),
        (consultation(60, 60), FAILED, "共1天"),
        (consultation(60, 32, reason="因情况紧急，缩短征求意见期限"), PASSED, "因情况紧急"),
        (consultation(60, 32, subject="normative"), INAPPLICABLE, "未表明属于"),
        (consultation(60, 32, subject=None), INAPPLICABLE, "未表明属于"),
        (consultation(60, 32, subject="survey"), INAPPLICABLE, "问卷调查"),
        (consultation(60, 32, subject="result"), INAPPLICABLE, "征集结果"),
        (consultation(60, 32, passed_on="司法部"), INAPPLICABLE, "由司法部发起"),
        (consultation(None, 32), CANT_TELL, "起止日期"),
        (consultation(60, None), CANT_TELL, "起止日期"),
        (consultation(740, 730), FAILED, "共11天"),
        (consultation(741, 731), INAPPLICABLE, "不在检查范围"),
    ],
)
def test_consultation_short(shown: ConsultationEvidence, outcome: Outcome, says: str) -> None:
    (statement,) = consultation_short(unit(consultations=(shown,)), PARAMS)
    assert (statement.outcome, statement.url) == (outcome, shown.url)
    assert says in statement.message


@pytest.mark.parametrize(
    ("shown", "outcome"),
    [
        (consultation(20, 14, subject=None), PASSED),
        (consultation(20, 15, subject=None), FAILED),
        (consultation(20, 15, subject="normative"), FAILED),
        (consultation(20, 15, subject="decision"), INAPPLICABLE),
    ],
)
def test_other_drafts_by_their_own_rule(shown: ConsultationEvidence, outcome: Outcome) -> None:
    params = Params(subjects=(Subject.NORMATIVE, Subject.OTHER), min_days=7)
    assert [one.outcome for one in consultation_short(unit(consultations=(shown,)), params)] == [outcome]


def test_unread_unit_cannot_tell() -> None:
    (statement,) = consultation_short(unread(unit(consultations=(consultation(60, 50),))), PARAMS)
    assert (statement.outcome, statement.message) == (CANT_TELL, BLOCKED)
    assert list(consultation_short(unit(), PARAMS)) == []
