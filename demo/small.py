"""Small sites of one unit: three skins, and a footer of their own (templates/feet.html)."""

from collections.abc import Mapping
from typing import Any

from markupsafe import Markup

from demo.plan import Plan
from demo.render import Site, row
from demo.spec import UnitSpec

SKINS: Mapping[str, str] = {
    "zjj": "a",
    "swj": "b",
    "sjj": "c",
    "water": "b",
    "bus": "c",
    "wlj": "a",
    "lyj": "b",
    "nyj": "c",
    "mzj": "a",
    "tyj": "b",
    "rmt": "c",
}
IP_SITES = ("zjj", "swj", "sjj", "water", "bus")
NAMED_SITES = ("wlj", "lyj", "nyj", "mzj", "tyj", "rmt")
SITE_MAP = "/wzdt.html"
NO_SITE_MAP = ("swj", "water", "bus", "rmt")


class SmallSite(Site):
    """A site that shares its frame with others of its skin."""

    def _common(self, unit: UnitSpec, path: str) -> dict[str, Any]:
        return super()._common(unit, path) | {"base": f"small-{SKINS[self.host]}.html"}


def build_small(plan: Plan, host: str) -> Site:
    """Render one small site."""
    site = SmallSite(plan, host)
    for unit in site.units:
        site.put_home(unit)
        for column in plan.of_unit(unit):
            rows = [row(item, column.spec.form, item.path) for item in column.articles]
            site.put_column(column, [column.path], [Markup("")], [rows], facets="")
            site.put_articles(column)
    if host not in NO_SITE_MAP:
        site.put_site_map(SITE_MAP)
    site.robots("User-agent: *\nAllow: /\n")
    return site
