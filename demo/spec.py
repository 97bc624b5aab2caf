"""The written plan of the district (demo/data/*.toml) as typed data."""

import tomllib
from collections.abc import Container, Mapping
from dataclasses import dataclass, fields
from functools import cache
from importlib.resources import files
from typing import Any


@dataclass(frozen=True, slots=True)
class ColumnSpec:
    """A column (栏目): ages are days before the as-of date.

    `state` says what the page looks like (templates/list.html), `form` how its rows are written.
    `excuse` names the checks that might accuse it wrongly, `doubt` those that cannot tell.
    `added` columns come from demo/public.py: numbered apart, and without the unit's links at the foot.
    `body` are own words of a page, in place of made-up ones; `tools` stand above a list, as HTML; `holds` are policies
    ("unit/dir#seq") that a shelf lists, wherever they stand.
    """

    name: str
    dir: str
    kind: str
    state: str = "list"
    form: str = "after"
    count: int = 0
    newest: int = 3
    step: int = 4
    pinned: int = 0
    per_page: int = 15
    nav: bool = True
    on_home: int = 0
    parent: str = ""
    to: str = ""
    side: str = ""
    old: int = 0
    title: str = ""
    max_age_days: int | None = None
    archived: bool = False
    hidden: bool = False
    added: bool = False
    body: tuple[str, ...] = ()
    tools: str = ""
    holds: tuple[str, ...] = ()
    why: str = ""
    excuse: tuple[str, ...] = ()
    doubt: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class InterpretationSpec:
    """An interpretation (政策解读) in column `at` = "unit/dir"; `links`: both, forth (to it), back, none.

    `media` (picture, video, audio) stand below its text.
    """

    at: str
    title: str
    links: str = "both"
    cites: str = "title"
    media: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class PolicySpec:
    """A policy document in column `column`; `due` says whether it is in scope for interpretation.

    `mentioned` ("dir:index") names a news entry that links to it without interpreting it.
    `drafted` days before its publication it was made (成文日期). `added`: from demo/public.py, interpreted there.
    """

    column: str
    age: int
    title: str
    number: str
    seq: int
    issuer: str = ""
    due: bool = True
    mentioned: str = ""
    drafted: int = 4
    added: bool = False
    why: str = ""
    interpretations: tuple[InterpretationSpec, ...] = ()


@dataclass(frozen=True, slots=True)
class LinkSpec:
    """A link planted `at` home, footer, or "dir:index" articles; `dead` says whether it is a defect."""

    at: tuple[str, ...]
    href: str
    text: str
    dead: bool = True
    why: str = ""


@dataclass(frozen=True, slots=True)
class UnitSpec:
    """A unit (责任单位) and what is planted for it; `dir` is its directory, "" the whole host."""

    id: str
    name: str
    kind: str
    host: str
    short: str = ""
    dir: str = ""
    theme: str = "general"
    home: str = "lists"
    site_id: str = ""
    site_name: str = ""
    supervisor: str = ""
    sector: str = ""
    aliases: tuple[str, ...] = ()
    why: str = ""
    domain: str = ""
    tls: str = ""
    aaaa: bool = False
    columns: tuple[ColumnSpec, ...] = ()
    policies: tuple[PolicySpec, ...] = ()
    links: tuple[LinkSpec, ...] = ()

    @property
    def institution(self) -> bool:
        """Whether the unit is a public institution (公共企事业单位)."""
        return self.kind == "institution"


NESTED: Mapping[str, type] = {
    "columns": ColumnSpec,
    "policies": PolicySpec,
    "links": LinkSpec,
    "interpretations": InterpretationSpec,
}
SINGULAR = {"column": "columns", "policy": "policies", "link": "links", "interpretation": "interpretations"}


def read_table(kind: type, table: Mapping[str, Any]) -> Any:
    """Turn one TOML table into `kind`; unknown keys raise ValueError."""
    named = {
        SINGULAR.get(key, key) if isinstance(value, list) else key: value for key, value in table.items()
    }
    unknown = named.keys() - {item.name for item in fields(kind)}
    if unknown:
        raise ValueError(
            f"{kind.__name__}: unknown keys {sorted(unknown)} in {table.get('name') or table.get('id')}"
        )
    return kind(**{key: _value(key, value) for key, value in named.items()})


def _value(key: str, value: Any) -> Any:
    if key in NESTED and isinstance(value, list):
        return tuple(read_table(NESTED[key], item) for item in value)
    return tuple(value) if isinstance(value, list) else value


def load(name: str) -> dict[str, Any]:
    """Read one data file of the demo."""
    return tomllib.loads(files("demo").joinpath("data", f"{name}.toml").read_text(encoding="utf-8"))


@cache
def units() -> tuple[UnitSpec, ...]:
    """All units of the district, in order of configuration, without what demo/public.py adds."""
    names = (
        "government",
        "departments",
        "streets",
        "rsj",
        "school",
        "hospital",
        "others",
        "newcomers",
        "sites",
    )
    return tuple(_unit(table) for name in names for table in load(name)["unit"])


def present(origins: Container[str]) -> tuple[UnitSpec, ...]:
    """Units that take part where these hosts are served: all with an address, and the named ones among them."""
    return (*units(), *(unit for unit in named_units() if unit.host in origins))


@cache
def named_units() -> tuple[UnitSpec, ...]:
    """Units whose sites have names (域名); they take part where the sites of a district are named."""
    return tuple(_unit(table) for table in load("named")["unit"])


def _unit(table: Mapping[str, Any]) -> UnitSpec:
    """One unit, its columns from a kit where it says so."""
    facts = dict(table)
    kit, renamed, stem = facts.pop("kit", ""), facts.pop("rename", {}), facts.pop("stem", "")
    if kit:
        columns = load("sites")["kit"][kit]
        facts["column"] = [_renamed(column, renamed, stem) for column in columns]
        facts["policy"] = [
            {"column": "zcwj", "age": 60, "number": stem, "seq": 6, "due": False}
            | {
                "title": f"{table['name']}关于转发海东市有关部门安全生产工作通知的通知",
                "why": "转发文件不需解读",
            }
        ]
    found: UnitSpec = read_table(UnitSpec, facts)
    return found


def _renamed(column: Mapping[str, Any], names: Mapping[str, str], stem: str) -> dict[str, Any]:
    title = stem if column["kind"] == "policy" else column.get("title", "")
    return {**column, "name": names.get(column["dir"], column["name"]), "title": title}
