"""An assessment made ready for the page: every order, group and total is decided here and once."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from itertools import groupby

from checks.engine.model import Assessment, RuleRow, SiteRow, UnitAssessment
from reports import words
from reports.items import LEVEL_ORDER, beijing, tag, urgency
from reports.matrix import matrix_views
from reports.units import unit_view
from reports.views import (
    CheckBar,
    Counts,
    DueView,
    FindingView,
    HostView,
    PassRate,
    PriorityRow,
    ReportView,
    RuleView,
    StandardView,
    Tag,
    UnitView,
    VerdictGroup,
)


def report_view(assessment: Assessment) -> ReportView:
    """Everything the templates tell, units in the order of the configuration."""
    rules = {rule.id: rule for rule in assessment.rules}
    units = tuple(unit_view(unit, rules, assessment.selfcheck) for unit in assessment.units)
    standing = sorted((one for unit in units for one in unit.findings), key=urgency)
    hosts = _hosts(assessment.units)
    run = assessment.run
    return ReportView(
        selfcheck=assessment.selfcheck,
        district=assessment.district,
        title=_title(assessment),
        as_of=f"{run.as_of.year}年{run.as_of.month}月{run.as_of.day}日",
        run_id=run.id,
        started=beijing(run.started),
        finished=beijing(run.finished),
        version=run.version,
        standards=_standards(run.standards, assessment.rules),
        units=units,
        verdicts=_verdicts(units, assessment.selfcheck),
        rate=_rate(units),
        counts=_sum([unit.counts for unit in units]),
        priority=_priority(standing),
        bars=_bars(standing),
        hosts=hosts,
        coverage=_coverage(hosts),
        due=_due(units),
        matrices=matrix_views(assessment.units),
        unclaimed=tuple(sorted(assessment.unclaimed.items(), key=lambda pair: (-pair[1], pair[0]))),
        unclaimed_count=sum(assessment.unclaimed.values()),
    )


def _title(assessment: Assessment) -> str:
    if assessment.selfcheck:
        names = "、".join(unit.name for unit in assessment.units)
        return f"{names or assessment.district} 网站自查报告"
    return f"{assessment.district}政府网站与政务公开巡检报告"


def _rate(units: Sequence[UnitView]) -> PassRate:
    by_verdict = Counter(unit.verdict.code for unit in units)
    qualified, failed = by_verdict["qualified"], by_verdict["unqualified"]
    return PassRate(
        qualified=qualified,
        judged=qualified + failed,
        undetermined=by_verdict["undetermined"],
        of_judged=_per_cent(qualified, qualified + failed),
        at_least=_per_cent(qualified, len(units)),
        at_most=_per_cent(len(units) - failed, len(units)),
    )


def _per_cent(part: int, whole: int) -> str:
    return f"{100 * part / whole:.2f}%" if whole else "—"


def _verdicts(units: Sequence[UnitView], selfcheck: bool) -> tuple[VerdictGroup, ...]:
    table = words.SELFCHECK_VERDICTS if selfcheck else words.VERDICTS
    return tuple(
        VerdictGroup(tag(table, code), tuple(unit for unit in units if unit.verdict.code == code))
        for code in table
    )


def _sum(counts: Iterable[Counts]) -> Counts:
    totals: Counter[str] = Counter()
    for each in counts:
        totals.update({name: getattr(each, name) for name in Counts.__slots__})
    return Counts(**totals)


def _priority(standing: Sequence[FindingView]) -> tuple[PriorityRow, ...]:
    """Vetoes one by one, deductions of one unit and check together; in the order of ``standing``."""
    groups: defaultdict[tuple[str, ...], list[FindingView]] = defaultdict(list)
    for one in standing:
        if one.level.code != "advice":
            alone = one.href if one.level.code == "veto" else ""
            page = one.href.partition("#")[0]
            groups[one.level.code, one.certainty.code, page, one.check.code, alone].append(one)
    return tuple(_priority_row(group) for group in groups.values())


def _priority_row(group: Sequence[FindingView]) -> PriorityRow:
    first = group[0]
    states = Counter(one.state for one in group)
    example = f"{first.check.word} {len(group)} 项，如：{first.message}"
    return PriorityRow(
        level=first.level,
        certainty=first.certainty,
        unit_name=first.unit_name,
        href=first.href,
        message=first.message if len(group) == 1 else example,
        remedy=first.remedy if len({one.remedy for one in group}) == 1 else "",
        count=len(group),
        states=tuple(states.items()),
    )


def _bars(standing: Sequence[FindingView]) -> tuple[CheckBar, ...]:
    by_check: defaultdict[str, list[FindingView]] = defaultdict(list)
    for one in standing:
        by_check[one.check.code].append(one)
    longest = max((len(group) for group in by_check.values()), default=0)
    bars = (_bar(group, longest) for group in by_check.values())
    return tuple(sorted(bars, key=lambda bar: (-bar.total, bar.check.code)))


def _bar(group: Sequence[FindingView], longest: int) -> CheckBar:
    by_level = Counter(one.level.code for one in group)
    veto, deduct, advice = (by_level[level.value] for level in LEVEL_ORDER)
    return CheckBar(
        check=group[0].check,
        veto=veto,
        deduct=deduct,
        advice=advice,
        total=len(group),
        units=len({one.href.partition("#")[0] for one in group}),
        width=max(1, round(100 * len(group) / longest)),
    )


_WORST = ("unreachable", "blocked", "budget", "complete")


def _hosts(units: Sequence[UnitAssessment]) -> tuple[HostView, ...]:
    rows = sorted(((row, unit.id) for unit in units for row in unit.sites), key=lambda pair: pair[0].host)
    grouped = groupby(rows, key=lambda pair: pair[0].host)
    views = [_host(host, list(pairs)) for host, pairs in grouped]
    return tuple(sorted(views, key=lambda view: (_badness(view.coverage.code), view.host)))


def _host(host: str, pairs: Sequence[tuple[SiteRow, str]]) -> HostView:
    worst = min((row.coverage for row, _ in pairs), key=_badness)
    notes = dict.fromkeys(row.note for row, _ in pairs if row.note)
    return HostView(host, tag(words.COVERAGES, worst), len({unit for _, unit in pairs}), tuple(notes))


def _badness(coverage: str) -> int:
    return _WORST.index(coverage) if coverage in _WORST else 0


def _coverage(hosts: Sequence[HostView]) -> tuple[tuple[Tag, int], ...]:
    counted = Counter(host.coverage for host in hosts)
    return tuple(sorted(counted.items(), key=lambda pair: -_badness(pair[0].code)))


def _due(units: Sequence[UnitView]) -> tuple[DueView, ...]:
    rows = (row for unit in units for row in unit.due)
    return tuple(sorted(rows, key=lambda row: (row.days_left, row.unit_name, row.page.text)))


def _standards(names: Sequence[str], rules: Sequence[RuleRow]) -> tuple[StandardView, ...]:
    by_standard: Mapping[str, list[RuleView]] = {name: [] for name in names}
    for row in rules:
        view = RuleView(row, tag(words.LEVELS, row.level), tag(words.ORIGINS, row.origin))
        if row.standard in by_standard:
            by_standard[row.standard].append(view)
    return tuple(
        StandardView(words.STANDARDS.get(name, name), tuple(views)) for name, views in by_standard.items()
    )
