"""Marks: what is done to single pages once they are rendered, and what the key says of it (data/marks.toml, data/accessibility.toml)."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from functools import cache
from typing import Any

from demo.dialects import DIALECTS
from demo.model import Reply
from demo.plan import Plan
from demo.spec import UnitSpec, load

SITE_CHECKS = frozenset(
    (
        "accessibility",
        "domain-nonstandard",
        "footer-element-missing",
        "https-missing",
        "institution-item-missing",
        "ipv6-missing",
        "link-suspicious",
        "meta-tag-missing",
        "meta-tag-wrong",
        "page-slow",
        "search-broken",
        "search-imprecise",
        "site-unreachable",
        "soft-404",
    )
)
NO_PAGES = ("external", "messages", "files")
NO_COLUMN = ("redirect", "challenge")


@dataclass(frozen=True, slots=True)
class Mark:
    """One statement of the key about pages of a unit, with the edit that makes it true.

    `at`: "home", "dir" a column, "dir:3" its entry, "*" every column, "*:*" every entry. `take` is a regular
    expression that fits each of these pages exactly once and gives way to `put`; both empty: no edit.
    `says`: guilty, innocent, doubt, or nothing. `one`: all pages together are one finding. "{outside}" in
    `target` and `put` is the origin of the outside host, "{home}" that of the own one, "{lookalike}" that of
    the outside host under a name that apes a government's.
    """

    unit: str
    check: str
    why: str
    at: tuple[str, ...] = ("home",)
    target: str = ""
    says: str = "guilty"
    one: bool = False
    take: str = ""
    put: str = ""


@cache
def marks() -> tuple[Mark, ...]:
    """All marks in the order of the file; an unknown key raises TypeError."""
    tables = [*load("marks")["mark"], *load("accessibility")["mark"]]
    return tuple(Mark(**{**table, "at": tuple(table.get("at", ("home",)))}) for table in tables)


def write_marks(plan: Plan) -> None:
    """Write every mark of the units that take part into the ledger."""
    units = {unit.id: unit for unit in plan.units}
    for mark in marks():
        if mark.unit in units:
            _write(plan, units[mark.unit], mark)
    for table in load("items")["item"]:
        _write_items(plan, units[table["unit"]], table)


def _write(plan: Plan, unit: UnitSpec, mark: Mark) -> None:
    pages = tuple(pages_of(plan, unit, mark))
    target = placed(plan, unit, mark.target) or None
    if mark.one:
        plan.ledger.expect(unit.id, mark.check, pages[0], mark.why, target, pages)
        return
    for page in pages:
        if mark.says == "guilty":
            plan.ledger.expect(unit.id, mark.check, page, mark.why, target)
        elif mark.says == "innocent":
            plan.ledger.excuse(unit.id, mark.check, page, mark.why, target)
        elif mark.says == "doubt":
            plan.ledger.doubt(unit.id, mark.check, page)


def _write_items(plan: Plan, unit: UnitSpec, table: Mapping[str, Any]) -> None:
    """One checklist of an institution: items that are nowhere, and those under other names."""
    home = plan.base[unit.host] + DIALECTS[unit.host].home(unit)
    for item, why in table["missing"].items():
        plan.ledger.expect(unit.id, "institution-item-missing", home, why, item)
    for item, why in table["present"].items():
        plan.ledger.excuse(unit.id, "institution-item-missing", home, why, item)


def pages_of(plan: Plan, unit: UnitSpec, mark: Mark) -> Iterator[str]:
    """Addresses that a mark speaks of, in the order of the navigation."""
    for at in mark.at:
        name, _, index = at.partition(":")
        columns = [c for c in plan.of_unit(unit) if name in ("*", c.spec.dir) and not c.spec.hidden]
        if at == "home":
            yield plan.base[unit.host] + DIALECTS[unit.host].home(unit)
        elif not index:
            yield from (column.url for column in columns if column.spec.state not in NO_COLUMN)
        else:
            for column in columns:
                entries = () if column.spec.state in NO_PAGES else column.articles
                chosen = entries if index == "*" else entries[int(index) : int(index) + 1]
                yield from (entry.url for entry in chosen)


def placed(plan: Plan, unit: UnitSpec, text: str) -> str:
    """Text with the origins written in."""
    own, outside = plan.base[unit.host], plan.base["outside"]
    _, _, port = outside.rpartition(":")
    fake = f"http://{load('named')['outside']['domain']}:{port}"
    return text.replace("{outside}", outside).replace("{home}", own).replace("{lookalike}", fake)


def edit(plan: Plan, host: str, replies: dict[str, Reply], charset: str = "utf-8") -> None:
    """Change the pages of one host as the marks say; raises ValueError where a mark fits no page or twice."""
    for unit in plan.on_host(host):
        for mark in marks():
            if mark.unit == unit.id and mark.take:
                for page in pages_of(plan, unit, mark):
                    _change(replies, page.removeprefix(plan.base[host]), _edited(plan, unit, mark), charset)


def _edited(plan: Plan, unit: UnitSpec, mark: Mark) -> tuple[str, str]:
    return mark.take, placed(plan, unit, mark.put)


def _change(replies: dict[str, Reply], path: str, how: tuple[str, str], charset: str) -> None:
    old = replies[path]
    text, count = re.subn(how[0], how[1], old.body.decode(charset), flags=re.DOTALL)
    if count != 1:
        raise ValueError(f"{path}: {how[0]!r} fits {count} times")
    new = replace(old, body=text.encode(charset))
    for other in [name for name, reply in replies.items() if reply is old]:
        replies[other] = new
