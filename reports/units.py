"""One unit's page as plain data: its findings by weight, its inventory, and what nobody could see."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from itertools import groupby

from checks.engine.model import (
    ColumnRow,
    DueRow,
    InterpretationRow,
    PolicyRow,
    RuleRow,
    SiteRow,
    UndeterminedRow,
    UnitAssessment,
)
from reports import words
from reports.items import day, finding_view, link, number, tag, target_text, unit_href, urgency
from reports.matrix import item_views
from reports.views import (
    CheckGroup,
    ColumnView,
    Counts,
    DueView,
    FindingView,
    InterpretationView,
    LevelGroup,
    PolicyView,
    SiteView,
    Tag,
    UnitView,
    UnseenGroup,
    UnseenRow,
)

STANDING = ("new", "open")
_Place = tuple[str, str | None]
NO_SITE = Tag("none", "未配置网站")


def unit_view(unit: UnitAssessment, rules: Mapping[str, RuleRow], selfcheck: bool) -> UnitView:
    """All of one unit; ``selfcheck`` words the verdict as a self-inspection, not as an assessment."""
    findings = [finding_view(one, unit, rules) for one in unit.findings]
    standing = [one for one in findings if one.state.code in STANDING]
    policies = tuple(_policy(row) for row in unit.policies)
    unseen = _unseen(unit.undetermined)
    return UnitView(
        id=unit.id,
        href=unit_href(unit.id),
        name=unit.name,
        kind=words.UNIT_KINDS.get(unit.kind, unit.kind),
        verdict=tag(words.SELFCHECK_VERDICTS if selfcheck else words.VERDICTS, unit.verdict),
        verdict_why=unit.verdict_why,
        needs_person=unit.needs_person,
        not_judged=unit.not_judged,
        deducted=number(unit.score.deducted) if unit.score else "",
        indirect=number(unit.score.indirect) if unit.score else "",
        counts=_counts(findings),
        levels=_levels(standing),
        settled=tuple(one for one in findings if one.state.code not in STANDING),
        sites=tuple(_site(row) for row in unit.sites),
        pages=_pages(unit.sites),
        coverage=_coverage(unit.sites),
        columns=_columns(unit.columns),
        column_states=_column_states(unit.columns),
        policies=policies,
        policies_due=sum(1 for row in policies if row.due),
        policies_read=sum(1 for row in policies if row.due and row.interpretations),
        due=tuple(_due(row, unit, rules) for row in unit.due),
        matrix=item_views(unit.matrix),
        unseen=unseen,
        unseen_count=sum(len(group.rows) for group in unseen),
        untested=tuple((words.CHECKS.get(row.check, row.check), row.why) for row in unit.untested),
    )


def _counts(findings: Sequence[FindingView]) -> Counts:
    states = Counter(one.state.code for one in findings)
    standing = [one for one in findings if one.state.code in STANDING]
    levels = Counter((one.level.code, one.certainty.code) for one in standing)
    return Counts(
        veto=levels["veto", "confirmed"],
        veto_suspected=levels["veto", "suspected"],
        deduct=sum(count for (level, _), count in levels.items() if level == "deduct"),
        advice=sum(count for (level, _), count in levels.items() if level == "advice"),
        suspected=sum(count for (_, certainty), count in levels.items() if certainty == "suspected"),
        new=states["new"],
        open=states["open"],
        fixed=states["fixed"],
        waived=states["waived"],
    )


def _levels(standing: Iterable[FindingView]) -> tuple[LevelGroup, ...]:
    ordered = sorted(standing, key=urgency)
    by_level = groupby(ordered, key=lambda one: one.level)
    return tuple(_level(level, list(group)) for level, group in by_level)


def _level(level: Tag, findings: Sequence[FindingView]) -> LevelGroup:
    by_check: defaultdict[Tag, list[FindingView]] = defaultdict(list)
    for one in findings:
        by_check[one.check].append(one)
    groups = tuple(CheckGroup(check, tuple(group)) for check, group in by_check.items())
    return LevelGroup(level, len(findings), groups)


def _site(row: SiteRow) -> SiteView:
    coverage = tag(words.COVERAGES, row.coverage)
    return SiteView(link(row.url), coverage, row.pages, row.requests, row.not_modified, row.note)


def _pages(sites: Sequence[SiteRow]) -> int:
    """Pages over the unit's hosts; two sites of one host are counted with the larger number only."""
    by_host: dict[str, int] = {}
    for row in sites:
        by_host[row.host] = max(row.pages, by_host.get(row.host, 0))
    return sum(by_host.values())


def _coverage(sites: Sequence[SiteRow]) -> Tag:
    """The worst of the unit's sites: what is complete elsewhere does not make up for it."""
    seen = {row.coverage for row in sites}
    worst = next((code for code in reversed(words.COVERAGES) if code in seen), None)
    return tag(words.COVERAGES, worst) if worst else NO_SITE


def _columns(rows: Sequence[ColumnRow]) -> tuple[ColumnView, ...]:
    """Faulty columns first, then by their place in the navigation."""
    order = list(words.COLUMN_STATES)
    ranked = sorted(rows, key=lambda row: (order.index(row.state) if row.state in order else -1, row.path))
    return tuple(_column(row) for row in ranked)


def _column(row: ColumnRow) -> ColumnView:
    return ColumnView(
        link=link(row.url, row.name),
        path=" › ".join(row.path),
        kind=words.COLUMN_KINDS.get(row.kind, row.kind),
        kind_from=words.KIND_SOURCES.get(row.kind_from, row.kind_from),
        items=row.items,
        newest=day(row.newest),
        proof=_proof(row),
        window=f"{row.max_age_days} 天" if row.max_age_days else "不设时限",
        state=tag(words.COLUMN_STATES, row.state),
        why=row.why,
    )


def _proof(row: ColumnRow) -> str:
    """Which entry the newest date belongs to and the text it was read from."""
    if row.newest is None:
        return ""
    title = f"条目“{row.newest_title}”" if row.newest_title else ""
    text = f"原文“{row.newest_text}”" if row.newest_text else ""
    return "，".join(part for part in (title, text) if part)


def _column_states(rows: Sequence[ColumnRow]) -> tuple[tuple[str, int], ...]:
    counted = Counter(row.state for row in rows)
    return tuple((word, counted[code]) for code, word in words.COLUMN_STATES.items() if counted[code])


def _policy(row: PolicyRow) -> PolicyView:
    return PolicyView(
        link=link(row.url, row.title),
        number=row.document_number or "",
        published=day(row.published),
        due=row.interpretation_due,
        why=row.why,
        interpretations=tuple(_interpretation(each) for each in row.interpretations),
    )


def _interpretation(row: InterpretationRow) -> InterpretationView:
    return InterpretationView(
        link=link(row.url, row.title),
        published=day(row.published),
        forms="、".join(words.FORMS.get(form, form) for form in row.forms),
        delay="" if row.workdays_after is None else f"文件发布后第 {row.workdays_after} 个工作日",
        links=_links(row),
        matched_by=words.MATCHES.get(row.matched_by, row.matched_by),
    )


def _links(row: InterpretationRow) -> str:
    if row.policy_links_to_it and row.links_to_policy:
        return "相互关联"
    if row.policy_links_to_it:
        return "仅文件链向解读"
    return "仅解读链向文件" if row.links_to_policy else "互不关联"


def _due(row: DueRow, unit: UnitAssessment, rules: Mapping[str, RuleRow]) -> DueView:
    """What falls due: a column, or a task by the title of its rule."""
    check = words.CHECKS.get(row.check, row.check)
    rule = rules.get(row.target or "")
    where = row.column or (rule.title if rule else row.target) or ""
    return DueView(unit.name, unit_href(unit.id), check, where, link(row.url), day(row.due), row.days_left)


def _unseen(rows: Sequence[UndeterminedRow]) -> tuple[UnseenGroup, ...]:
    """By reason, the commonest first; the checks that one page or target withheld share its row."""
    by_why: defaultdict[str, defaultdict[_Place, list[str]]] = defaultdict(lambda: defaultdict(list))
    for row in rows:
        by_why[row.why][row.url, row.target].append(words.CHECKS.get(row.check, row.check))
    groups = [
        UnseenGroup(why, tuple(_unseen_row(place, checks) for place, checks in by_place.items()))
        for why, by_place in by_why.items()
    ]
    return tuple(sorted(groups, key=lambda group: (-len(group.rows), group.why)))


def _unseen_row(place: _Place, checks: Sequence[str]) -> UnseenRow:
    url, target = place
    return UnseenRow(link(url), target_text(target), "、".join(dict.fromkeys(checks)))
