"""The answer key while the district is planted: whoever plants something writes it down here."""

from collections import Counter
from collections.abc import Container
from dataclasses import dataclass, field

from demo.model import Doubt, Expected, LookAlike

EMPTY_VETO = 5  # 国办秘函〔2019〕19号 附件1：空白栏目 ≥5 个
STALE_VETO = 5  # 同上：动态要闻类栏目与通知公告、政策文件类一级栏目合计 ≥5 个

NATIONAL_VETOES = {
    "site-unreachable",
    "home-stale",
    "interaction-channel-missing",
    "message-unanswered",
    "service-none",
}  # V02, V03, V05, V06


@dataclass(slots=True)
class Ledger:
    """Statements about the district, in the order of planting."""

    expected: list[Expected] = field(default_factory=list)
    look_alikes: list[LookAlike] = field(default_factory=list)
    doubts: list[Doubt] = field(default_factory=list)
    unread: set[str] = field(default_factory=set)
    counted: Counter[tuple[str, str]] = field(default_factory=Counter)

    def expect(
        self,
        unit: str,
        check: str,
        url: str,
        why: str,
        target: str | None = None,
        pages: tuple[str, ...] = (),
    ) -> None:
        """Write down a planted defect; `pages` as in `Expected`."""
        self.expected.append(Expected(unit, check, url, target, why, pages))

    def excuse(self, unit: str, check: str, url: str, why: str, target: str | None = None) -> None:
        """Write down a look-alike."""
        self.look_alikes.append(LookAlike(unit, check, url, why, target))

    def doubt(self, unit: str, check: str, url: str) -> None:
        """Write down what nobody can tell."""
        self.doubts.append(Doubt(unit, check, url))

    def count(self, unit: str, what: str) -> None:
        """Count a column towards the veto (`what` is `empty` or `stale`)."""
        self.counted[(unit, what)] += 1

    def columns_not_updated(self, unit: str, home: str) -> None:
        """Derive the veto count of one unit, once all its columns are planted."""
        empty, stale = self.counted[(unit, "empty")], self.counted[(unit, "stale")]
        if empty >= EMPTY_VETO or stale >= STALE_VETO:
            self.expect(
                unit, "columns-not-updated", home, f"空白栏目 {empty} 个，应更新未更新的一级栏目 {stale} 个"
            )
        elif empty or stale:
            self.excuse(
                unit, "columns-not-updated", home, f"空白栏目 {empty} 个、超期栏目 {stale} 个，均不足 5 个"
            )

    def verdict(self, unit: str, institution: bool, checks: Container[str]) -> str:
        """Sum up one unit: a veto by one of `checks`, an unread home page, or nothing against it."""
        vetoes = {"columns-not-updated"} | (set() if institution else NATIONAL_VETOES)
        hit = any(
            item.unit == unit and item.check in vetoes and item.check in checks for item in self.expected
        )
        if unit in self.unread and not hit:
            return "undetermined"
        return "unqualified" if hit else "qualified"
