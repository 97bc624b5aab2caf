"""What the checks of calls for opinions (意见征集) share: what a call is about, and which calls are not judged."""

from __future__ import annotations

from enum import StrEnum

from evidence.units import ConsultationEvidence, UnitEvidence


class Subject(StrEnum):
    """What opinions are asked on, as far as the page shows it."""

    DECISION = "decision"  # 重大行政决策
    BUSINESS = "business"  # 涉企的规章、规范性文件
    NORMATIVE = "normative"  # 其他规范性文件
    OTHER = "other"  # 页面未说明的文件草案


def subject_of(call: ConsultationEvidence) -> Subject:
    """The kind of draft; OTHER where the page does not tell."""
    told = call.called.subject.id if call.called.subject else ""
    return Subject(told) if told in set(Subject) else Subject.OTHER


def spared(call: ConsultationEvidence, unit: UnitEvidence) -> str:
    """Why a call is not judged (Chinese); empty where it is."""
    told = call.called.subject.id if call.called.subject else ""
    if told == "survey":
        return "问卷调查或建议征集，不是文件草案征求意见"
    if told == "result":
        return "征集结果页面，不是征集公告"
    if call.passed_on:
        return f"由{call.passed_on}发起，本单位只是转载"
    last = call.called.ends or call.published or call.called.starts
    if last and (unit.as_of - last.on).days > unit.lookback_days:
        return f"征集结束已超过{unit.lookback_days}天，不在检查范围"
    return ""
