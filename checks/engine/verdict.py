"""What the findings amount to for a unit (评定), and what a portal loses in points: decided here alone.

Only confirmed findings under veto rules, and a portal's verified deductions, make a unit unqualified. What
was not seen well enough to rule a veto out makes it undetermined.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from checks.engine.filing import Charge, Ruling, points_of
from checks.engine.model import Finding, Level, Origin, Outcome, Score, UntestedRow
from checks.engine.standard import Rule, Standard, is_portal
from evidence.units import HomeEvidence, UnitEvidence

NO_SITE = "未配置网站"
_DIGITS = 2
_PROBED = "site-unreachable"  # rests on samples alone, not on what the crawl saw


@dataclass(frozen=True, slots=True)
class Verdict:
    """``verdict`` with each reason in Chinese, and the conditions that are left to a person."""

    verdict: str  # qualified | unqualified | undetermined
    why: tuple[str, ...]
    needs_person: tuple[str, ...]


def settle(
    unit: UnitEvidence,
    standards: Sequence[Standard],
    rulings: Sequence[Ruling],
    findings: Sequence[Finding],
    untested: Sequence[UntestedRow],
    score: Score | None,
) -> Verdict:
    """Weigh all that was said of one unit."""
    persons = (*needs_person(unit, standards, rulings), *_unprobed(rulings))
    if not unit.configured:
        return Verdict("undetermined", (NO_SITE,), persons)
    if proven := [*_proven(findings), *_overdrawn(standards, score)]:
        return Verdict("unqualified", tuple(proven), persons)
    if doubts := [*_suspected(findings), *_unseen(unit, rulings), *_broken(unit, standards, untested)]:
        return Verdict("undetermined", tuple(dict.fromkeys(doubts)), persons)
    return Verdict("qualified", ("未发现单项否决情形",), persons)


def needs_person(
    unit: UnitEvidence, standards: Iterable[Standard], rulings: Sequence[Ruling] = ()
) -> tuple[str, ...]:
    """Veto conditions that no program decides, or not yet, as the standards name them for such a unit.

    Where a condition counts what a check found, the numbers stand behind it: a person decides what they amount to.
    """
    items = [item for standard in standards for item in standard.persons if item.concerns(unit)]
    homes = {home.url for home in unit.homes}
    return tuple(item.title + _counted(item.counts, rulings, homes) for item in items)


def _counted(check: str, rulings: Iterable[Ruling], homes: set[str]) -> str:
    """（本次检查8个，其中不符合3个、未能判定1个）; empty where the check said nothing of any subject but a home page."""
    stated = next((ruling.statements for ruling in rulings if check and ruling.check == check), ())
    said = [one for one in stated if one.url not in homes]
    failed, passed, unclear = (
        len({(one.url, one.target) for one in said if one.outcome is outcome})
        for outcome in (Outcome.FAILED, Outcome.PASSED, Outcome.CANT_TELL)
    )
    total = failed + passed + unclear
    return f"（本次检查{total}个，其中不符合{failed}个、未能判定{unclear}个）" if total else ""


def _unprobed(rulings: Iterable[Ruling]) -> tuple[str, ...]:
    """The condition that wants a week of samples, while there is none: it does not hold the verdict back."""
    return tuple(
        f"{_title(ruling.rules)}：{one.message}"
        for ruling in rulings
        if ruling.check == _PROBED and any(rule.level is Level.VETO for rule in ruling.rules)
        for one in ruling.statements
        if one.outcome is Outcome.CANT_TELL
    )


def score_of(unit: UnitEvidence, charges: Iterable[tuple[Charge, ...]]) -> Score | None:
    """Points a portal loses, verified and indirect apart, each indicator at most its cap; else None."""
    if not is_portal(unit):
        return None
    confirmed = [charge for group in charges for charge in group if not charge.is_suspected]
    return Score(_deducted(confirmed, Origin.VERIFIED), _deducted(confirmed, Origin.INDIRECT))


def _deducted(charges: Iterable[Charge], origin: Origin) -> float:
    """Points of one origin; defects of one indicator together never cost more than its cap."""
    lost: dict[str, float] = {}
    caps: dict[str, float] = {}
    for charge in charges:
        rule = charge.rule
        lost[rule.indicator] = lost.get(rule.indicator, 0.0) + points_of(rule, origin)
        if rule.cap is not None:
            caps[rule.indicator] = rule.cap
    total = sum(min(points, caps.get(indicator, points)) for indicator, points in lost.items())
    return round(float(total), _DIGITS)


# ---------------------------------------------------------------- reasons


def _proven(findings: Iterable[Finding]) -> list[str]:
    return [
        f"{one.rule_title}（{one.rule}）：{one.message}"
        for one in findings
        if one.level is Level.VETO and one.certainty == "confirmed"
    ]


def _overdrawn(standards: Iterable[Standard], score: Score | None) -> list[str]:
    limits = [standard.deduction_limit for standard in standards if standard.deduction_limit is not None]
    if score is None or not limits or score.deducted <= min(limits):
        return []
    return [f"扣分指标已核实扣分{score.deducted:g}分，超过{min(limits):g}分"]


def _suspected(findings: Iterable[Finding]) -> list[str]:
    return [
        f"{one.rule_title}（{one.rule}）尚待确认：{one.message}"
        for one in findings
        if one.level is Level.VETO and one.certainty == "suspected"
    ]


def _unseen(unit: UnitEvidence, rulings: Iterable[Ruling]) -> list[str]:
    """What was not seen and might have held a veto; unread articles are not among it."""
    if not unit.homes:
        return ["首页未采集"]
    unread = [f"首页未能读取：{home.seen.why_unread}" for home in unit.homes if not home.seen.read]
    blind = [home.url for home in unit.homes if _is_blind(home)]
    for ruling in rulings:
        if not any(rule.level is Level.VETO for rule in ruling.rules):
            continue
        for one in ruling.statements:
            if one.outcome is Outcome.CANT_TELL and _holds_back(ruling.check, one.url in blind):
                unread.append(f"{_title(ruling.rules)}未能判定：{one.message}")
    return unread


def _holds_back(check: str, is_blind: bool) -> bool:
    """Whether a doubt of a veto check leaves the verdict open: where a count may be reached, or the home page is blind.

    Every other doubt (a channel by its name only, a message's own page unread) is told and holds nothing back.
    """
    return check == "columns-not-updated" or (check == "home-stale" and is_blind)


def _is_blind(home: HomeEvidence) -> bool:
    """Whether the list of the home page, or the pages an entrance leads to, stayed unseen."""
    if home.is_entrance:
        return not home.second_level or any(not page.seen.read for page in home.second_level)
    return home.seen.read and not home.entries


def _broken(unit: UnitEvidence, standards: Iterable[Standard], untested: Iterable[UntestedRow]) -> list[str]:
    """Veto checks that crashed: their condition is not ruled out."""
    crashed = {row.check for row in untested}
    titles = {
        rule.check: rule.title
        for standard in standards
        for rule in standard.rules
        if rule.level is Level.VETO and rule.check in crashed and rule.judges(unit)
    }
    return [f"{title}未能检查：检查程序出错" for title in titles.values()]


def _title(rules: Sequence[Rule]) -> str:
    return next(rule.title for rule in rules if rule.level is Level.VETO)
