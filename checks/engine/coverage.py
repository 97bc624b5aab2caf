"""How far a unit's pages and attachments were read: what a check of texts says of the rest."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from checks.engine.model import Statement
from checks.engine.statements import cant_tell, passed
from evidence.domains import netloc_of
from evidence.units import Seen, UnitEvidence

_DOCUMENT = re.compile(r"\.(?:pdf|docx?|xlsx?|wps|et|ofd|zip|rar|7z)$", re.IGNORECASE)
_OPENED = ("pdf", "docx", "xlsx", "xls")


def unread(unit: UnitEvidence, what: str) -> Iterator[Statement]:
    """What could not be looked at: nothing at all, or some attachments (one statement with their number)."""
    seen = _front(unit)
    if not unit.pages:
        yield cant_tell(seen, f"没有读到本单位的页面，{what}无法检查{_because(seen)}")
        return
    files = unread_files(unit)
    if files:
        shown = "、".join(f"{why}{count}个" for why, count in _tally(files.values()))
        yield cant_tell(seen, f"有{len(files)}个附件未能读取，其中有无{what}无法判断（{shown}）")
    if unit.unseen:
        yield cant_tell(seen, f"有{len(unit.unseen)}个页面未能读取，其中有无{what}无法判断")


def unread_files(unit: UnitEvidence) -> dict[str, str]:
    """Attachments whose text, or part of it, was not read, with the reason (Chinese)."""
    read = {page.url: page.file_why for page in unit.pages if page.file_type}
    found = {url: why for url, why in read.items() if why}
    for page in unit.pages:
        for url in page.attachments:
            if url not in read and _is_own(url, page.url):
                found.setdefault(url, _why_unopened(url))
    return found


def clear(unit: UnitEvidence, what: str) -> Statement:
    """Nothing found in what was read."""
    files = sum(1 for page in unit.pages if page.file_type and not page.file_why)
    return passed(_front(unit), f"已检查{len(unit.pages) - files}个页面、{files}个附件，未发现{what}")


def _front(unit: UnitEvidence) -> Seen:
    """The unit's home page, on which statements about all of it are made."""
    if unit.homes:
        return unit.homes[0].seen
    return Seen(unit.sites[0].url if unit.sites else unit.unit.sites[0].url, why_unread="本次未采集")


def _because(seen: Seen) -> str:
    return f"（{seen.why_unread}）" if seen.why_unread else ""


def _is_own(url: str, page: str) -> bool:
    """Whether an attachment lies on the page's own host; other hosts' files are theirs."""
    return netloc_of(url) == netloc_of(page) and bool(_DOCUMENT.search(url.partition("?")[0]))


def _why_unopened(url: str) -> str:
    kind = url.partition("?")[0].rpartition(".")[2].lower()
    return "未下载" if kind in _OPENED else f"不支持读取{kind}格式"


def _tally(reasons: Iterable[str]) -> list[tuple[str, int]]:
    counts: dict[str, int] = {}
    for why in reasons:
        counts[why] = counts.get(why, 0) + 1
    return sorted(counts.items(), key=lambda pair: (-pair[1], pair[0]))[:4]
