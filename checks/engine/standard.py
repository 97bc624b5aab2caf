"""Standards (标准): issued documents as TOML packs → rules with typed thresholds and a weight.

How sure we are of a rule decides its weight. Its origin is the weakest of its own and of its numbers' (but
numbers that only excuse). Verified keeps the level the document gives, indirect is one step milder, all
else is advice. See ``Rule``.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from checks.engine.complaints import Desk, suggestion
from checks.engine.model import Level, Origin, RuleRow
from checks.engine.params import Threshold, read_number, read_params
from checks.engine.registry import CheckSpec, all_checks
from checks.engine.tasks.model import Table, Task
from checks.engine.tasks.table import numbers_of, read_table
from evidence.errors import ConfigError
from evidence.records import SECTORS, UnitKind
from evidence.toml_lines import Where, load
from evidence.units import UnitEvidence

NATIONAL = (
    "guoban-2019", "site-guidelines-2017", "disclosure", "policy-interpretation", "public-institutions",
    "content-safety", "accessibility",
)  # fmt: skip
"""What "national" stands for, in the order of loading."""

SEVERITY = (Level.VETO, Level.DEDUCT, Level.ADVICE)
_SURENESS = (Origin.VERIFIED, Origin.INDIRECT, Origin.UNVERIFIED, Origin.HOUSE)

_PACK_KEYS = ("id", "title", "document", "issued")
_RULE_KEYS = (
    "id", "check", "level", "origin", "title", "clause", "kinds", "portal_only", "whole_host", "services",
    "sectors", "points", "cap", "indicator", "remedy", "params",
)  # fmt: skip
_PERSON_KEYS = ("id", "title", "kinds", "whole_host", "services", "counts")

TASK_CHECK = "task-evidence-short"
"""The check that files what tasks lack; each task that is filed is a rule on it, under the task's own id."""


@dataclass(frozen=True, slots=True)
class Rule:
    """One thing a document asks, bound to a check with its numbers.

    ``stated`` is the level the document gives, ``level`` the one that our proof of it allows. ``points``
    count only where ``points_origin`` is verified (or, apart, indirect). ``cap`` limits all points of an
    ``indicator``.
    """

    id: str
    standard: str
    check: str
    stated: Level
    level: Level
    origin: Origin
    title: str
    clause: str
    kinds: tuple[UnitKind, ...]
    remedy: str
    params: Any
    thresholds: tuple[Threshold, ...]
    indicator: str
    portal_only: bool = False
    whole_host: bool = False  # judges only units that own their host
    services: bool = False  # judges only units with services (对外服务职能)
    sectors: tuple[str, ...] = ()  # of institutions; empty: all
    points: float = 0.0
    points_origin: Origin = Origin.UNVERIFIED
    points_source: str = ""
    cap: float | None = None

    def judges(self, unit: UnitEvidence) -> bool:
        """Whether this rule has anything to say of such a unit."""
        body = unit.unit
        return (
            body.kind in self.kinds
            and (is_portal(unit) or not self.portal_only)
            and (owns_host(unit) or not self.whole_host)
            and (body.services or not self.services)
            and (not self.sectors or body.sector in self.sectors)
        )


@dataclass(frozen=True, slots=True)
class PersonItem:
    """A veto condition that no program decides, or not yet; named in the report of the units it concerns."""

    id: str
    title: str
    kinds: tuple[UnitKind, ...]
    whole_host: bool  # concerns only units that own their host
    services: bool  # concerns only units with services
    counts: str = ""  # the check whose statements are counted for the person: how many subjects failed it

    def concerns(self, unit: UnitEvidence) -> bool:
        return (
            unit.unit.kind in self.kinds
            and (owns_host(unit) or not self.whole_host)
            and (unit.unit.services or not self.services)
        )


@dataclass(frozen=True, slots=True)
class Standard:
    """One pack: an issued document, its rules in its order, and what is left to a person."""

    id: str
    title: str
    document: str
    issued: str  # a day, or the year where no more is known
    rules: tuple[Rule, ...]
    persons: tuple[PersonItem, ...] = ()
    deduction_limit: float | None = None  # a portal that loses more verified points than this is unqualified
    table: Table | None = None  # a district's table of tasks (工作任务分解表)


def load_standards(
    folder: Path | Sequence[Path], names: Sequence[str], checks: Sequence[CheckSpec] | None = None
) -> tuple[Standard, ...]:
    """Read the packs of these names from ``<folder>/<name>.toml``, each once, in this order.

    Of several folders the first that has the pack serves it: a district's own before the program's.

    Raises ConfigError with every complaint about every pack: unknown packs, checks and keys, numbers that are
    missing or of the wrong type, rule ids given twice.
    """
    folders = (folder,) if isinstance(folder, Path) else tuple(folder)
    specs = {spec.id: spec for spec in (all_checks() if checks is None else checks)}
    desks, unopened = _open_packs(folders, names)
    known = frozenset((*specs, *(rule_id for desk in desks.values() for rule_id in _rule_ids(desk))))
    ids: dict[str, str] = {}
    standards = [_read_pack(name, desk, specs, ids, known) for name, desk in desks.items()]
    complaints = [complaint for desk in desks.values() for complaint in desk.complaints] + unopened
    if complaints:
        raise ConfigError(complaints)
    return tuple(standards)


def _open_packs(folders: Sequence[Path], names: Sequence[str]) -> tuple[dict[str, Desk], list[str]]:
    """The files of the packs by their names, in order, and complaints about those that cannot be opened."""
    desks: dict[str, Desk] = {}
    complaints: list[str] = []
    lexicons = tuple(place.parent / "lexicons" for place in folders)
    for name in _expand(names):
        path = next((path for path in _places(folders, name) if path.is_file()), None)
        if path is None:
            complaints.append(_no_pack(folders, name))
            continue
        try:
            desks[name] = Desk(load(path), lexicons=lexicons)
        except ConfigError as error:
            complaints += error.complaints
    return desks, complaints


def _rule_ids(desk: Desk) -> Iterator[str]:
    """Ids that a pack gives its rules, whether or not those can be read: tasks of any pack may ask them."""
    rules = desk.file.data.get("rule", [])
    for rule in rules if isinstance(rules, list) else []:
        if isinstance(rule, dict) and isinstance(rule.get("id"), str):
            yield rule["id"]


def is_portal(unit: UnitEvidence) -> bool:
    """Whether the deduction table applies: one of the unit's sites is a government portal (门户网站)."""
    return any(site.portal for site in unit.unit.sites)


def owns_host(unit: UnitEvidence) -> bool:
    """Whether checks of a site as such judge the unit: the scope of one of its sites is the whole host."""
    return any(site.whole_host for site in unit.unit.sites)


def all_rules(standards: Iterable[Standard]) -> tuple[Rule, ...]:
    return tuple(rule for standard in standards for rule in standard.rules)


def all_tables(standards: Iterable[Standard]) -> tuple[Table, ...]:
    return tuple(standard.table for standard in standards if standard.table)


def rule_rows(standards: Iterable[Standard]) -> tuple[RuleRow, ...]:
    """Every rule as reports show it, in the order of the packs."""
    return tuple(
        RuleRow(rule.id, rule.check, rule.level, rule.origin, rule.title, rule.clause, rule.standard)
        for rule in all_rules(standards)
    )


def weakest(origins: Iterable[Origin]) -> Origin:
    return max(origins, key=_SURENESS.index)


def weigh(stated: Level, origin: Origin) -> Level:
    """The level a rule of this origin may have: only verified keeps the stated one."""
    if origin is Origin.VERIFIED:
        return stated
    if origin is Origin.INDIRECT:
        return SEVERITY[min(SEVERITY.index(stated) + 1, len(SEVERITY) - 1)]
    return Level.ADVICE


def _expand(names: Sequence[str]) -> list[str]:
    spread = [pack for name in names for pack in (NATIONAL if name == "national" else (name,))]
    return list(dict.fromkeys(spread))


def _places(folders: Iterable[Path], name: str) -> list[Path]:
    return [folder / f"{name}.toml" for folder in folders]


def _no_pack(folders: Sequence[Path], name: str) -> str:
    there = {"national", *(path.stem for folder in folders for path in folder.glob("*.toml"))}
    return f"{_places(folders, name)[0]}:1: no standard {name!r}; {suggestion(name, there)}"


# ---------------------------------------------------------------- one pack


def _read_pack(
    name: str, desk: Desk, specs: dict[str, CheckSpec], ids: dict[str, str], known: Collection[str]
) -> Standard:
    data = desk.file.data
    desk.keys(data, (), ("pack", "rule", "person", "score", "tasks", "task"), "table")
    pack = desk.value(data, (), "pack", dict) or {}
    desk.keys(pack, ("pack",), _PACK_KEYS, "key")
    title, document, issued, found = (
        desk.value(pack, ("pack",), key, str) for key in ("title", "document", "issued", "id")
    )
    if found is not None and found != name:
        desk.complain(("pack", "id"), f"pack id {found!r} differs from the file's name; write id = {name!r}")
    rules = [
        _read_rule(name, table, desk, ("rule", n), specs, ids) for n, table in _tables(data, "rule", desk)
    ]
    persons = [_read_person(table, desk, ("person", n), specs) for n, table in _tables(data, "person", desk)]
    table = read_table(desk, known)
    kept = [rule for rule in rules if rule]
    if table:
        kept += _task_rules(name, document, table, desk, specs, ids)
    return Standard(
        name, title, document, issued, tuple(kept), tuple(persons), _read_limit(data, desk), table
    )


def _tables(data: dict[str, Any], key: str, desk: Desk) -> Iterator[tuple[int, dict[str, Any]]]:
    """The tables of an array of tables with their positions; whatever else stands there is complained of."""
    for n, table in enumerate(desk.value(data, (), key, list, [])):
        if isinstance(table, dict):
            yield n, table
        else:
            desk.complain((key, n), f"{table!r} is no table; write [[{key}]]")


def _read_rule(
    pack: str, table: Any, desk: Desk, where: Where, specs: dict[str, CheckSpec], ids: dict[str, str]
) -> Rule | None:
    """One rule; None where it cannot be built, and the desk says why."""
    desk.keys(table, where, _RULE_KEYS, "key")
    texts = {key: desk.value(table, where, key, str) for key in ("id", "check", "title", "clause", "remedy")}
    stated = desk.choice(table, where, "level", Level)
    origin = desk.choice(table, where, "origin", Origin)
    kinds = _read_kinds(table, desk, where)
    _claim_id(texts["id"], desk, where, ids)
    spec = _find_check(texts["check"], desk, where, specs)
    if spec is None:
        return None
    params, thresholds = read_params(spec.params, table.get("params", {}), desk, (*where, "params"))
    if params is None or stated is None or origin is None or None in texts.values():
        return None
    proof = weakest([origin, *(item.origin for item in thresholds if not item.excuses)])
    rule = Rule(
        **texts,
        standard=pack,
        stated=stated,
        level=weigh(stated, proof),
        origin=proof,
        kinds=kinds,
        params=params,
        thresholds=thresholds,
        indicator=desk.value(table, where, "indicator", str, texts["id"]),
        portal_only=desk.value(table, where, "portal_only", bool, False),
        whole_host=desk.value(table, where, "whole_host", bool, False),
        services=desk.value(table, where, "services", bool, False),
        sectors=_read_sectors(table, desk, where),
    )
    return _with_points(rule, table, desk, where)


def _task_rules(
    pack: str, document: str, table: Table, desk: Desk, specs: dict[str, CheckSpec], ids: dict[str, str]
) -> Iterator[Rule]:
    """The rules of the tasks that are filed (files = true), weighed by the weakest of their numbers."""
    spec = specs.get(TASK_CHECK)
    for n, task in enumerate(table.tasks):
        _claim_id(task.id, desk, ("task", n), ids, "number")
        if spec and task.files:
            yield _task_rule(pack, document, task, table, spec)


def _task_rule(pack: str, document: str, task: Task, table: Table, spec: CheckSpec) -> Rule:
    thresholds = tuple(
        Threshold(title, number.value, number.origin, number.source) for title, number in numbers_of(task)
    )
    origin = weakest(item.origin for item in thresholds)
    return Rule(
        id=task.id,
        standard=pack,
        check=spec.id,
        stated=Level.DEDUCT,
        level=weigh(Level.DEDUCT, origin),
        origin=origin,
        title=task.summary,
        clause=f"{document}：{task.requirement}",
        kinds=_task_kinds(task, table),
        remedy=task.remedy,
        params=spec.params(task=task.id),
        thresholds=thresholds,
        indicator=task.id,
    )


def _task_kinds(task: Task, table: Table) -> tuple[UnitKind, ...]:
    """Kinds of units that can be responsible: any, where a unit is named."""
    told = [table.units.get(name) for name in task.units]
    if any(one is None or one.names for one in told):
        return tuple(UnitKind)
    return tuple(kind for kind in UnitKind if any(one and kind in one.kinds for one in told))


def _with_points(rule: Rule, table: Any, desk: Desk, where: Where) -> Rule:
    """The same rule with what it deducts; points are never surer than the rule itself."""
    points = _optional_number("points", table, desk, where)
    cap = _optional_number("cap", table, desk, where)
    if points is None:
        return rule
    return replace(
        rule,
        points=points.value,
        points_origin=weakest([rule.origin, points.origin]),
        points_source=points.source,
        cap=cap.value if cap else None,
    )


def _optional_number(key: str, table: Any, desk: Desk, where: Where) -> Threshold | None:
    return read_number(float, table[key], desk, (*where, key), key) if key in table else None


def _claim_id(rule_id: str | None, desk: Desk, where: Where, ids: dict[str, str], key: str = "id") -> None:
    """Take an id for a rule, or for a task: reports, attestations and the history know each by it alone."""
    if rule_id is None:
        return
    if rule_id in ids:
        what = "rule id" if key == "id" else "task"
        other = "another" if key == "id" else "the table another prefix"
        desk.complain((*where, key), f"{what} {rule_id!r} is taken at {ids[rule_id]}; give {other}")
    ids.setdefault(rule_id, desk.file.where((*where, key)))


def _find_check(
    check_id: str | None, desk: Desk, where: Where, specs: dict[str, CheckSpec]
) -> CheckSpec | None:
    if check_id is not None and check_id not in specs:
        desk.unknown((*where, "check"), "check", check_id, specs)
    return specs.get(check_id or "")


def _read_kinds(table: Any, desk: Desk, where: Where) -> tuple[UnitKind, ...]:
    names = desk.value(table, where, "kinds", list)
    if not names:
        if names is not None:
            desk.complain((*where, "kinds"), "kinds is empty; name the kinds of units it judges")
        return ()
    kinds = [desk.member((*where, "kinds", n), "unit kind", name, UnitKind) for n, name in enumerate(names)]
    return tuple(kind for kind in kinds if kind)


def _read_sectors(table: Any, desk: Desk, where: Where) -> tuple[str, ...]:
    names = desk.value(table, where, "sectors", list, [])
    for n, name in enumerate(names):
        if name not in SECTORS:
            desk.unknown((*where, "sectors", n), "sector", str(name), SECTORS)
    return tuple(str(name) for name in names)


def _read_person(table: Any, desk: Desk, where: Where, specs: dict[str, CheckSpec]) -> PersonItem:
    desk.keys(table, where, _PERSON_KEYS, "key")
    counts = desk.value(table, where, "counts", str, "")
    if counts:
        _find_check(counts, desk, (*where, "counts"), specs)
    return PersonItem(
        desk.value(table, where, "id", str) or "",
        desk.value(table, where, "title", str) or "",
        _read_kinds(table, desk, where),
        desk.value(table, where, "whole_host", bool, False),
        desk.value(table, where, "services", bool, False),
        counts,
    )


def _read_limit(data: dict[str, Any], desk: Desk) -> float | None:
    """The verified loss of points above which a portal is unqualified; an unverified one decides nothing."""
    table = desk.value(data, (), "score", dict, {})
    desk.keys(table, ("score",), ("deduction_limit",), "key")
    limit = _optional_number("deduction_limit", table, desk, ("score",))
    return limit.value if limit and limit.origin is Origin.VERIFIED else None
