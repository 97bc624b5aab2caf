"""What the checks look at: policy documents in scope, lists as far back as asked, units of which anything was read."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from checks.engine.model import Statement
from checks.engine.statements import cant_tell
from evidence.units import ColumnEvidence, InterpretationEvidence, PolicyEvidence, UnitEvidence

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


def nothing_read(unit: UnitEvidence) -> Iterator[Statement]:
    """Where a home page was not read: that nobody can tell, for a check that has nothing else to look at."""
    yield from (cant_tell(home, home.seen.why_unread) for home in unit.homes if not home.seen.read)


def rest_may_hide(column: ColumnEvidence, unit: UnitEvidence) -> bool:
    """Whether later pages of a list that were not read may hold something of the period looked back upon."""
    oldest = column.oldest
    if not column.rest_unread or oldest is None or oldest.date is None:
        return column.rest_unread
    return (unit.as_of - oldest.date.on).days <= unit.lookback_days


def form_names(interpretations: Iterable[InterpretationEvidence]) -> tuple[str, ...]:
    """The forms (解读形式) of several interpretations in Chinese, each once, in a fixed order."""
    found = {form for each in interpretations for form in each.forms}
    return tuple(name for form, name in _FORM_NAMES.items() if form in found)
