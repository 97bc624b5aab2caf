"""The district as config/sites.toml."""

from __future__ import annotations

from tests.second_district.site import Unit
from tests.second_district.units import UNITS

HEAD = """[district]
name = "澄川县"
timezone = "Asia/Shanghai"

[crawl]
pages = 2000
requests_per_second = 200
concurrency = 16
timeout_seconds = 10
external_links = false
recheck_minutes = 0
lookback_days = 730
render = "{render}"
"""


def config(origins: dict[str, str], render: str = "never") -> str:
    """The text of sites.toml for servers at these origins."""
    tables = [HEAD.format(render=render)]
    tables += [_unit(unit, origins) for unit in UNITS.values()]
    return "\n".join(tables)


def _unit(unit: Unit, origins: dict[str, str]) -> str:
    home = origins[unit.host] + unit.root
    names = ", ".join(f'"{name}"' for name in (unit.full, *unit.aliases))
    lines = [
        "[[unit]]",
        f'id = "{unit.id}"',
        f'name = "{unit.name}"',
        f'kind = "{unit.kind}"',
        f"aliases = [{names}]",
    ]
    lines += [
        f'{key} = "{value}"'
        for key, value in (("sector", unit.sector), ("supervisor", unit.supervisor))
        if value
    ]
    if not unit.services:
        lines.append("services = false")
    lines += ["[[unit.site]]", f'url = "{home}"', f'site_id = "{unit.site_id}"']
    if not unit.whole_host:
        lines.append(f'scope = ["{home}"]')
    if unit.portal:
        lines.append("portal = true")
    if unit.external:
        lines.append("external_links = true")
    if unit.id == "jtj":
        lines += _columns(home)
    return "\n".join(lines) + "\n"


def _columns(home: str) -> list[str]:
    found = []
    for key, days in (("lkxx", 90), ("cxfw", 0)):
        found += ["[[unit.column]]", f'url = "{home}{key}/"', f"max_age_days = {days}"]
    return found
