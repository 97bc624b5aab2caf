"""What ``xunjian config check`` says of a valid configuration: by what each unit will be judged."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import groupby
from typing import Protocol

from checks.engine.tasks.model import Table
from checks.engine.tasks.responsible import responsible_units, unresolved_names
from evidence.domains import netloc_of
from evidence.records import ColumnCorrection, Config, CrawlSettings, Host, Site, Unit, UnitKind


class RuleLike(Protocol):
    """What is needed of a rule; ``checks.engine.standard.Rule`` has it."""

    @property
    def id(self) -> str: ...
    @property
    def check(self) -> str: ...
    @property
    def standard(self) -> str: ...
    @property
    def kinds(self) -> Sequence[UnitKind]: ...
    @property
    def level(self) -> str: ...


def describe(config: Config, rules: Iterable[RuleLike], tables: Iterable[Table] = ()) -> str:
    """Every unit in the order of the file, between the hosts and the rules they share; then the tables of tasks.

    Rules come in the order of their standards; each kind's are told once, as all units of a kind share them.
    """
    known = tuple(rules)
    units = [line for unit in config.units for line in ("", *_unit(unit, config))]
    kinds = dict.fromkeys(unit.kind for unit in config.units)
    judged = [line for kind in kinds for line in ("", *_rules(kind, known))]
    tasks = [line for table in tables for line in ("", *_tasks(table, config))]
    return "\n".join([*_district(config), *units, *judged, *tasks, "", _sum(config)]) + "\n"


def _district(config: Config) -> Iterator[str]:
    district = config.district
    standards = ", ".join(district.standards)
    yield f"{config.path}: {district.name}, time zone {district.timezone}, standards {standards}"
    for host in config.hosts:
        yield f"host {host.netloc}: {_limits(host)}"


def _limits(host: Host) -> str:
    crawl = host.crawl
    pace = f"{crawl.requests_per_second:g} requests/s, {crawl.concurrency} at once"
    reach = f"at most {crawl.pages} pages, lists {crawl.lookback_days} days back"
    return f"{pace}, {reach}, browser {crawl.render}"


def _unit(unit: Unit, config: Config) -> Iterator[str]:
    yield f"{unit.id}  {unit.name}  ({', '.join(_traits(unit))})"
    if not unit.sites:
        yield "  no site: undetermined (未配置网站)"
    for site in unit.sites:
        yield from _site(site, unit, config)
    for column in unit.columns:
        yield f"  column {column.url}: {_correction(column)}"
    if unit.aliases:
        yield f"  also written {', '.join(unit.aliases)}"


def _traits(unit: Unit) -> Iterator[str]:
    yield unit.kind
    if unit.sector:
        yield f"sector {unit.sector}"
    if unit.supervisor:
        yield f"supervised by {unit.supervisor}"
    if not unit.services:
        yield "no services"


def _site(site: Site, unit: Unit, config: Config) -> Iterator[str]:
    marks = ["government portal"] if site.portal else []
    marks += [f"site id {site.site_id}"] if site.site_id else []
    yield "  " + ", ".join([f"site {site.url}", *marks])
    if site.whole_host:
        yield "    owns the whole host: checks of a site as such judge it"
    else:
        scope = " ".join(site.scope)
        yield f"    owns {scope}: a part of the host, whose site as such {_owner(site, config)}"
    overrides = list(_overrides(site.crawl, config.crawl))
    if overrides:
        yield f"    differs from [crawl]: {', '.join(overrides)}"


def _owner(site: Site, config: Config) -> str:
    """Who answers for the host of a subtree."""
    for unit in config.units:
        for other in unit.sites:
            if other.whole_host and netloc_of(other.url) == netloc_of(site.url):
                return f"is judged with {unit.id}"
    return "no unit answers for"


def _overrides(crawl: CrawlSettings, base: CrawlSettings) -> Iterator[str]:
    for name in CrawlSettings.__dataclass_fields__:
        if getattr(crawl, name) != getattr(base, name):
            yield f"{name} = {getattr(crawl, name)}"


def _correction(column: ColumnCorrection) -> str:
    said = [f"name {column.name}"] if column.name else []
    said += [f"kind {column.kind}"] if column.kind else []
    if column.max_age_days == 0:
        said.append("freshness not judged")
    elif column.max_age_days is not None:
        said.append(f"stale after {column.max_age_days} days")
    if column.archived is not None:
        said.append("archived" if column.archived else "not archived")
    return ", ".join(said) or "crawled with the home pages"


def _rules(kind: UnitKind, rules: Sequence[RuleLike]) -> Iterator[str]:
    """The rules of one kind of unit, a line for each standard and level."""
    own = [rule for rule in rules if kind in rule.kinds]
    yield f"units of kind {kind} are judged by {_count(len(own), 'rule')}"
    for (standard, level), group in groupby(_sorted(own), key=lambda rule: (rule.standard, rule.level)):
        yield f"  {standard}, {level}: " + ", ".join(map(_rule, group))


def _rule(rule: RuleLike) -> str:
    only = " (portals only)" if getattr(rule, "portal_only", False) else ""
    return f"{rule.id} {rule.check}{only}"


def _tasks(table: Table, config: Config) -> Iterator[str]:
    """A table of tasks: how many each unit has, and the names in it that no unit bears."""
    yield f"{table.title}: {_count(len(table.tasks), 'task')}"
    counts: dict[str, int] = {}
    for task in table.tasks:
        for unit_id in responsible_units(task, table, config.units):
            counts[unit_id] = counts.get(unit_id, 0) + 1
    if counts:
        told = [f"{unit.id} {counts[unit.id]}" for unit in config.units if unit.id in counts]
        yield f"  responsible: {', '.join(told)}"
    for name in unresolved_names(table, config.units):
        tasks = ", ".join(task.id for task in table.tasks if name in task.units)
        yield f'  no unit is called {name} ({tasks}); name it in [[unit]] aliases or in [tasks.units."{name}"]'


def _sorted(rules: Sequence[RuleLike]) -> list[RuleLike]:
    """By standard as they come, then from the most severe level down."""
    order = {name: place for place, name in enumerate(dict.fromkeys(rule.standard for rule in rules))}
    severity = ("veto", "deduct", "advice")
    return sorted(rules, key=lambda rule: (order[rule.standard], severity.index(rule.level)))


def _sum(config: Config) -> str:
    without = sum(not unit.sites for unit in config.units)
    told = f"{_count(len(config.units), 'unit')} on {_count(len(config.hosts), 'host')}"
    return f"{told}; without a site, hence undetermined (未配置网站): {without}" if without else told


def _count(number: int, thing: str) -> str:
    return f"{number} {thing}" if number == 1 else f"{number} {thing}s"
