"""accessibility (无障碍): what axe-core finds on the templates of the unit's pages."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from checks.engine.model import Statement
from checks.engine.registry import check
from checks.engine.statements import cant_tell, failed, inapplicable, passed
from checks.engine.wording import names_text
from evidence.observed import AxeViolation
from evidence.records import PageKind
from evidence.units import PageAudit, UnitEvidence

_PAGES = {
    PageKind.HOME: "首页",
    PageKind.COLUMN: "栏目页",
    PageKind.ARTICLE: "内容页",
    PageKind.MESSAGES: "留言页",
    PageKind.SERVICE: "办事服务页",
}
_WHY = {
    "missing": "未安装浏览器或axe-core，未做无障碍检测",
    "timeout": "浏览器打开页面超时，未做无障碍检测",
    "blocked": "浏览器打开页面时被网站防护系统拦截，未做无障碍检测",
    "budget": "本次浏览器检测时间已用完，未做无障碍检测",
}
_EXAMPLES = 5


@dataclass(frozen=True, slots=True)
class Params:
    """Thresholds, from the rule that uses this check."""

    impacts: tuple[str, ...]  # how grave a violation must be, in axe-core's words
    names: Mapping[str, str]  # axe-core's rules that are judged, each with what it means in Chinese


@check("accessibility", title="无障碍", needs=("audits", "homes"), params=Params)
def accessibility(unit: UnitEvidence, params: Params) -> Iterator[Statement]:
    """Barriers (无障碍问题) on the templates of the unit's pages.

    Why: who cannot see, or cannot use a mouse, has the same right to what the site tells.
    Counts: a rule of axe-core that the standard names, violated with the gravity it names, on a home page, a column
        page or an article, one page standing for all of its template; one finding for each rule, at the page nearest
        the home page, with the templates and up to five places.
    Does not count: what axe-core calls incomplete; best practices; pictures that are only ornament (empty alt).
    Cannot tell: no browser or no axe-core was there, the configuration forbids it, or the page did not open in it.
    Fix: mend the template, not the single page; the rule's name leads to axe-core's own description.
    """
    read = [audit for audit in unit.audits if audit.axe.failure is None]
    for audit in unit.audits:
        if audit.axe.failure is not None:
            yield cant_tell(audit.seen, _WHY.get(audit.axe.failure, "浏览器未能打开页面，未做无障碍检测"))
    if not unit.audits:
        yield from _unexamined(unit)
    found = _by_rule(read, params)
    for rule_id, places in found.items():
        yield _failed(rule_id, places, params)
    for audit in read:
        if not any(audit is place for places in found.values() for place, _ in places):
            yield passed(audit.seen)


def _unexamined(unit: UnitEvidence) -> Iterator[Statement]:
    for home in unit.homes:
        if not home.seen.read:
            yield cant_tell(home, home.seen.why_unread)
        elif any(site.whole_host for site in unit.sites):
            yield cant_tell(home, "未用浏览器打开页面，未做无障碍检测")
        else:
            yield inapplicable(home, "页面与所在网站共用模板，随该网站检测")


def _by_rule(audits: list[PageAudit], params: Params) -> dict[str, list[tuple[PageAudit, AxeViolation]]]:
    """Violations that count, by axe-core's rule; the pages in the order of the audits, home pages first."""
    found: dict[str, list[tuple[PageAudit, AxeViolation]]] = {}
    for audit in sorted(audits, key=lambda one: one.axe.page_kind != PageKind.HOME):
        for violation in audit.axe.violations:
            if violation.id in params.names and violation.impact in params.impacts:
                found.setdefault(violation.id, []).append((audit, violation))
    return found


def _failed(rule_id: str, places: list[tuple[PageAudit, AxeViolation]], params: Params) -> Statement:
    audit, violation = places[0]
    kinds = list(dict.fromkeys(_PAGES.get(PageKind(one.axe.page_kind), "页面") for one, _ in places))
    count = sum(one.count for _, one in places)
    message = (
        f"{names_text(kinds)}模板存在无障碍问题：{params.names[rule_id]}（{rule_id}），所检页面共{count}处"
    )
    snippets = [snippet for _, one in places for snippet in one.examples]
    return failed(
        audit.seen,
        message,
        target=rule_id,
        by_target=True,
        excerpt=violation.examples[0] if violation.examples else "",
        count=sum(one.axe.pages for one, _ in places),
        places=count,
        impact=violation.impact,
        examples=[one.seen.url for one, _ in places][:_EXAMPLES],
        snippets=snippets[:_EXAMPLES],
        axe_version=audit.axe.version,
    )
