"""link-dead (链接打不开)."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

from checks.engine.looks import (
    answers,
    facts_of,
    is_alive,
    is_dead,
    last_failures,
    place_words,
    shared_words,
    why_doubtful,
    why_not_dead,
)
from checks.engine.model import Statement
from checks.engine.params import EXCUSES
from checks.engine.registry import check
from checks.engine.statements import cant_tell, failed, inapplicable, passed
from evidence.units import TargetEvidence, UnitEvidence


@dataclass(frozen=True, slots=True)
class Params:
    """Thresholds, from the rule that uses this check."""

    looks: int = field(metadata=EXCUSES)  # failed attempts in a row, at least
    apart_seconds: int = field(metadata=EXCUSES)  # between the first and the last of them, at least


@check("link-dead", title="链接打不开", needs=("targets", "sites"), params=Params)
def link_dead(unit: UnitEvidence, params: Params) -> Iterator[Statement]:
    """Links to pages (死链) that do not open.

    Why: a reader who followed the link has nowhere to go.
    Counts: a target that answered 404, 410 or 5xx, or did not answer at all (no such name, refused, timed
        out, cut off), at every one of the last looks, at least as many and as far apart in time as the rule
        asks. One finding for each target, at the page nearest the home page, however many pages bear the
        link.
    Does not count: files (see attachment-dead); a target that opened at its last look.
    Cannot tell: 403, 412, 429, 521 or a firewall's page, an unsound certificate, robots.txt; looked at only
        once; an outside target without any answer while this machine reached no other outside host either;
        a target on a site of the unit that as a whole could not be reached.
    Fix: correct the address, or remove the link.
    """
    unlooked = 0
    for target in unit.targets:
        if not target.looks and not target.document:
            unlooked += 1
        else:
            yield _judge(target, unit, params)
    if unlooked and unit.homes:
        yield cant_tell(unit.homes[0].seen, f"另有{unlooked}个链接未检查")


def _judge(target: TargetEvidence, unit: UnitEvidence, params: Params) -> Statement:
    if target.document:
        return inapplicable(target, "链接指向文件，按附件检查")
    last = target.looks[-1]
    if is_alive(last):
        return passed(target)
    if not target.bearer.read:
        return cant_tell(target, target.bearer.why_unread)
    if not is_dead(last):
        return cant_tell(target, why_doubtful(last))
    failures = last_failures(target.looks)
    if why := why_not_dead(target, unit, failures, params):
        return cant_tell(target, why)
    message = f"{place_words(target, '链接')}打不开：{answers(failures)}{shared_words(target, '链接')}"
    return failed(target, message, by_target=True, excerpt=target.text, **facts_of(target, failures))
