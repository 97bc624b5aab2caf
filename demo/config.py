"""Writes the demo district's own sites.toml."""

import json
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path

from demo.dialects import DIALECTS
from demo.spec import ColumnSpec, UnitSpec, present

HEAD = """\
# The demo district: loopback only, so the crawl rates are far above what a real site may be asked.
[district]
name = "海东市云溪区"
timezone = "Asia/Shanghai"
standards = STANDARDS

[crawl]
user_agent = "xunjian-demo/1.0"
pages = 2000
requests_per_second = 500.0
concurrency = 16
timeout_seconds = 15
external_links = true
recheck_minutes = 0
lookback_days = 730
render = "never"
"""


def write_config(folder: Path, origins: Mapping[str, str], standards: Sequence[str] = ("national",)) -> Path:
    """Write `sites.toml` into a folder, which is made if need be; `origins` as given by the server."""
    folder.mkdir(parents=True, exist_ok=True)
    path = folder / "sites.toml"
    head = HEAD.replace("STANDARDS", json.dumps(list(standards)))
    path.write_text("\n".join([head, *(_unit(unit, origins) for unit in present(origins))]), encoding="utf-8")
    return path


def _unit(unit: UnitSpec, origins: Mapping[str, str]) -> str:
    lines = ["[[unit]]", *_facts(unit)]
    if unit.host:
        lines += ["", "[[unit.site]]", *_site(unit, origins)]
    for column in unit.columns:
        if column.archived or column.max_age_days is not None:
            lines += ["", "[[unit.column]]", *_column(unit, column, origins)]
    return "\n".join([*lines, ""])


def _facts(unit: UnitSpec) -> Iterator[str]:
    yield from (_pair(key, getattr(unit, key)) for key in ("id", "name", "kind"))
    if unit.aliases:
        yield _pair("aliases", list(unit.aliases))
    yield from (_pair(key, getattr(unit, key)) for key in ("supervisor", "sector") if getattr(unit, key))


def _site(unit: UnitSpec, origins: Mapping[str, str]) -> Iterator[str]:
    home = origins[unit.host] + DIALECTS[unit.host].home(unit)
    yield _pair("url", home)
    if unit.dir:
        yield _pair("scope", [home])
    if unit.site_id:
        yield _pair("site_id", unit.site_id)
    if unit.kind == "government":
        yield _pair("portal", True)


def _column(unit: UnitSpec, column: ColumnSpec, origins: Mapping[str, str]) -> Iterator[str]:
    yield _pair("url", origins[unit.host] + DIALECTS[unit.host].column(unit, column))
    yield _pair("name", column.name)
    yield _pair("kind", column.kind)
    if column.max_age_days is not None:
        yield _pair("max_age_days", column.max_age_days)
    if column.archived:
        yield _pair("archived", True)


def _pair(key: str, value: object) -> str:
    """One TOML line; JSON writes strings, lists of strings, integers and booleans the same way."""
    return f"{key} = {json.dumps(value, ensure_ascii=False)}"
