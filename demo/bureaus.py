"""Units with plain sites of their own: every list fits on one page, the frame is the portal's."""

from markupsafe import Markup

from demo.plan import Plan
from demo.render import Site, row

BUREAUS = ("zone", "lake", "enforce")


def build_bureau(plan: Plan, host: str) -> Site:
    """Render the site of one of BUREAUS."""
    site = Site(plan, host)
    for unit in site.units:
        site.put_home(unit)
        for column in plan.of_unit(unit):
            rows = [row(item, column.spec.form, item.path) for item in column.articles]
            site.put_column(column, [column.path], [Markup("")], [rows])
            site.put_articles(column)
    site.put_site_map("/wzdt/")
    site.robots("User-agent: *\nDisallow: /search/\n")
    for path in [path for path in site.replies if path.endswith("/")]:
        site.replies[path + "index.html"] = site.replies[path]
    return site
