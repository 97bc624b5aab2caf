"""From night to night: which findings are new, still open, waived, or gone because they were mended.

Pure: what earlier runs filed comes in, the same assessment with states and dates goes out.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date

from checks.engine.model import Finding, UnitAssessment

NEW, OPEN, FIXED, WAIVED = "new", "open", "fixed", "waived"
_UNREACHED = ("blocked", "unreachable")


@dataclass(frozen=True, slots=True)
class Past:
    """What earlier runs knew of one finding; with the finding itself it can be filed once more as fixed."""

    first_seen: date
    last_seen: date
    state: str
    finding: Finding | None = None


def carry_on(
    assessment: UnitAssessment,
    as_of: date,
    past: Mapping[str, Past],
    waived: Collection[str] = frozenset(),
) -> UnitAssessment:
    """The assessment with the state, first and last day of every finding.

    ``past`` holds the unit's earlier findings by id, ``waived`` the ids exempted today. A finding that is
    no longer made is filed once as fixed, unless its subject could not be judged this time: then it is left
    as it was.
    """
    current = [_carry(finding, as_of, past.get(finding.id), waived) for finding in assessment.findings]
    made = {finding.id for finding in current}
    fixed = [
        _fixed(each.finding, each)
        for key, each in sorted(past.items())
        if key not in made and each.finding and each.state != FIXED and was_judged(assessment, each.finding)
    ]
    return replace(assessment, findings=_sorted([*current, *fixed]))


def was_judged(assessment: UnitAssessment, finding: Finding) -> bool:
    """Whether this assessment could have made the finding again: site reached, check run, subject told."""
    if not assessment.sites or any(site.coverage in _UNREACHED for site in assessment.sites):
        return False
    if finding.url in assessment.unread:
        return False
    doubtful = any(
        row.check == finding.check
        and (row.url == finding.url or (row.target and row.target == finding.target))
        for row in assessment.undetermined
    )
    return not doubtful and all(row.check != finding.check for row in assessment.untested)


def _carry(finding: Finding, as_of: date, past: Past | None, waived: Collection[str]) -> Finding:
    state = OPEN if past and past.state != FIXED else NEW
    return replace(
        finding,
        state=WAIVED if finding.id in waived else state,
        first_seen=min(past.first_seen, as_of) if past else as_of,
        last_seen=max(past.last_seen, as_of) if past else as_of,
    )


def _fixed(finding: Finding, past: Past) -> Finding:
    return replace(finding, state=FIXED, first_seen=past.first_seen, last_seen=past.last_seen)


def _sorted(findings: Iterable[Finding]) -> tuple[Finding, ...]:
    return tuple(sorted(findings, key=lambda one: (one.check, one.url, one.target or "", one.id)))
