"""Which policy documents the checks of interpretation (政策解读) look at."""

from __future__ import annotations

from evidence.units import InterpretationEvidence, PolicyEvidence, UnitEvidence

_FORM_NAMES = {
    "text": "文字解读", "graphic": "图解", "video": "视频", "audio": "音频", "animation": "动漫", "faq": "简明问答",
    "press": "新闻发布会", "expert": "专家解读", "media": "媒体解读", "leader": "负责人解读", "interview": "在线访谈",
    "outreach": "政策宣讲",
}  # fmt: skip


def why_outside(policy: PolicyEvidence, unit: UnitEvidence) -> str:
    """Why nothing is asked of a document's interpretations (Chinese); empty where something is."""
    if not policy.interpretation_due:
        return policy.why or "不属于应解读的文件"
    published = policy.published
    if published and (unit.as_of - published.on).days > unit.lookback_days:
        return f"发布已超过{unit.lookback_days}天，不在检查范围"
    return ""


def form_names(interpretations: tuple[InterpretationEvidence, ...]) -> tuple[str, ...]:
    """The forms (解读形式) of several interpretations in Chinese, each once, in a fixed order."""
    found = {form for each in interpretations for form in each.forms}
    return tuple(name for form, name in _FORM_NAMES.items() if form in found)
