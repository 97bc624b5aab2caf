"""The whole district as one value: every reply of every site."""

from collections.abc import Mapping
from datetime import date

from demo.answers import chain, missing_of, platform_search, search_of, slow_of
from demo.bureaus import BUREAUS, build_bureau
from demo.hospital import build_hospital
from demo.marks import edit
from demo.model import District, Handler
from demo.outside import build_blocked, build_outside
from demo.plan import Plan
from demo.planting import plant
from demo.portal import build_portal
from demo.render import Site
from demo.rsj import build_rsj
from demo.school import build_school
from demo.small import IP_SITES, NAMED_SITES, build_small

HOSTS = ("portal", "rsj", "school", "hospital", "outside", "blocked", *BUREAUS, *IP_SITES)
NAMED_HOSTS = NAMED_SITES


def build(as_of: date, base: Mapping[str, str]) -> District:
    """Render the district as of a day.

    `base` maps each of HOSTS, and of NAMED_HOSTS where these take part, to its origin, like
    "http://127.0.0.1:18101".
    """
    plan = plant(as_of, base)
    sites, handlers = _sites(plan)
    for site in sites:
        site.replies |= plan.files[site.host]
        edit(plan, site.host, site.replies, site.charset)
    outside, forgetful = build_outside(plan)
    blocked, wall = build_blocked(plan)
    missing = {site.host: missing_of(site) for site in sites}
    moving = {
        site.host: chain(handlers.get(site.host), search_of(plan, site), slow_of(plan, site))
        for site in sites
    }
    return District(
        as_of,
        base,
        {**{site.host: site.replies for site in sites}, "outside": outside, "blocked": blocked},
        {**moving, "outside": chain(forgetful, platform_search(plan)), "blocked": wall},
        {**missing, "outside": outside["/gone.html"], "blocked": missing["portal"]},
    )


def _sites(plan: Plan) -> tuple[list[Site], dict[str, Handler]]:
    rsj, proxy = build_rsj(plan)
    hospital, trapped = build_hospital(plan)
    bureaus = [build_bureau(plan, host) for host in BUREAUS]
    small = [build_small(plan, host) for host in (*IP_SITES, *NAMED_SITES) if host in plan.base]
    return [build_portal(plan), rsj, build_school(plan), hospital, *bureaus, *small], {
        "rsj": proxy,
        "hospital": trapped,
    }
