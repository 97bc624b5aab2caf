"""How dates, periods and names read in the Chinese of findings."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

# docs/contracts.md, section 1: 6, 3, 2 months are 184, 92, 62 days
_PERIODS = {14: "2周", 62: "2个月", 92: "3个月", 184: "6个月"}
_SHOWN = 5


def day_text(on: date) -> str:
    """2026年3月2日."""
    return f"{on.year}年{on.month}月{on.day}日"


def period_text(days: int) -> str:
    """6个月（184天）, or the days alone where no document gives the period another name."""
    return f"{_PERIODS[days]}（{days}天）" if days in _PERIODS else f"{days}天"


def names_text(names: Sequence[str]) -> str:
    """「通知公告」「政策文件」等7个, at most five of them named."""
    shown = "".join(f"「{name}」" for name in names[:_SHOWN])
    return shown if len(names) <= _SHOWN else f"{shown}等{len(names)}个"


def document_text(title: str) -> str:
    """《…》 around a document's title; titles within it take 〈〉 (GB/T 15834—2011, 4.13)."""
    whole = title.startswith("《") and title.endswith("》") and title.count("《") == 1
    inner = title[1:-1] if whole else title
    return f"《{inner.replace('《', '〈').replace('》', '〉')}》"
