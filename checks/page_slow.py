"""page-slow (页面响应慢)."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from checks.engine.model import Outcome, Statement
from checks.engine.params import EXCUSES
from checks.engine.registry import check
from checks.engine.sites import NO_NAME
from checks.engine.statements import cant_tell, failed, inapplicable, passed
from evidence.domains import netloc_of
from evidence.observed import LoadSeen
from evidence.records import PageKind
from evidence.units import PageEvidence, UnitEvidence

_JUDGED = (PageKind.HOME, PageKind.COLUMN)
_EXAMPLES = 5


@dataclass(frozen=True, slots=True)
class Params:
    """Thresholds, from the rule that uses this check."""

    max_seconds: float  # for the HTML of one page, alone
    looks: int = field(metadata=EXCUSES)  # all of them slow, at least


@check("page-slow", title="页面响应慢", needs=("pages", "homes", "hosts", "loads"), params=Params)
def page_slow(unit: UnitEvidence, params: Params) -> Iterator[Statement]:
    """Home and column pages (首页、栏目页) whose HTML takes too long to arrive.

    Why: a reader who waits leaves; and all that a page shows is asked for only after its HTML.
    Counts: a page whose answer took longer than the rule allows at every look, in several looks apart. Only
        the single request is timed, not our own pause before it, no pictures, no scripts. Where most pages of
        one template are slow, they are one finding at the page nearest the home page.
    Does not count: a page that was fast once; articles; hosts given as IP addresses.
    Cannot tell: the home page was not read; a page was slow, and was looked at too seldom.
    Fix: let the server hand out ready-made pages, or find what makes it slow.
    """
    addresses = {host.host for host in unit.hosts if host.is_address}
    for home in unit.homes:
        if netloc_of(home.url) in addresses:
            yield inapplicable(home, NO_NAME)
        elif not home.seen.read:
            yield cant_tell(home, home.seen.why_unread)
    pages = [one for one in unit.pages if one.kind in _JUDGED and netloc_of(one.url) not in addresses]
    judged = [(page, _judge(page, unit.loads.get(page.url, ()), params)) for page in pages]
    yield from _grouped(judged, params)


def _judge(page: PageEvidence, loads: Sequence[LoadSeen], params: Params) -> Statement:
    fetched_at = page.seen.fetched_at
    later = [
        one
        for one in loads
        if (fetched_at is None or one.at > fetched_at) and (one.status == 200 or one.failure == "timeout")
    ]
    seconds = [ms / 1000 for ms in (page.elapsed_ms, *(one.elapsed_ms for one in later))]
    if not page.seen.read:
        return cant_tell(page, page.seen.why_unread)
    if min(seconds) <= params.max_seconds:
        return passed(page)
    if len(seconds) < params.looks:
        return cant_tell(page, f"一次响应用时{seconds[0]:.1f}秒，未能复测，不足以认定")
    message = f"页面响应慢：{len(seconds)}次访问均超过{params.max_seconds:g}秒，最快一次{min(seconds):.1f}秒"
    return failed(page, message, seconds=[round(one, 1) for one in seconds])


def _grouped(judged: Sequence[tuple[PageEvidence, Statement]], params: Params) -> Iterator[Statement]:
    """Statements as they are; of a template whose pages are mostly slow, one for all."""
    by_template: dict[str, list[tuple[PageEvidence, Statement]]] = {}
    for page, statement in judged:
        by_template.setdefault(page.template or page.url, []).append((page, statement))
    for group in by_template.values():
        slow = [page for page, statement in group if statement.outcome is Outcome.FAILED]
        if len(slow) > 1 and len(slow) * 2 > len(group):
            yield _shared(slow, params)
            yield from (one for _, one in group if one.outcome is not Outcome.FAILED)
        else:
            yield from (one for _, one in group)


def _shared(slow: Sequence[PageEvidence], params: Params) -> Statement:
    nearest = min(slow, key=lambda page: (page.depth, page.url))
    message = f"同一模板的{len(slow)}个页面响应慢，多次访问均超过{params.max_seconds:g}秒"
    return failed(nearest, message, count=len(slow), examples=[page.url for page in slow[:_EXAMPLES]])
