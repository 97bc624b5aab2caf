"""The whole district as one value: every reply of every site."""

from collections.abc import Mapping
from datetime import date

from demo.bureaus import BUREAUS, build_bureau
from demo.hospital import build_hospital
from demo.model import District
from demo.outside import build_blocked, build_outside
from demo.planting import plant
from demo.portal import build_portal
from demo.rsj import build_rsj
from demo.school import build_school

HOSTS = ("portal", "rsj", "school", "hospital", "outside", "blocked", "zone", "lake", "enforce")


def build(as_of: date, base: Mapping[str, str]) -> District:
    """Render the district as of a day; `base` maps each of HOSTS to its origin, like "http://127.0.0.1:18101"."""
    plan = plant(as_of, base)
    portal, school = build_portal(plan), build_school(plan)
    rsj, proxy = build_rsj(plan)
    hospital, moving = build_hospital(plan)
    outside, forgetful = build_outside(plan)
    blocked, wall = build_blocked(plan)
    own = (portal, rsj, school, hospital, *(build_bureau(plan, host) for host in BUREAUS))
    sites = {site.host: site.replies | plan.files[site.host] for site in own}
    missing = {site.host: site.missing() for site in own}
    return District(
        as_of,
        base,
        {**sites, "outside": outside, "blocked": blocked},
        {"rsj": proxy, "hospital": moving, "outside": forgetful, "blocked": wall},
        {**missing, "outside": outside["/gone.html"], "blocked": missing["portal"]},
    )
