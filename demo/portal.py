"""The portal: a static TRS-like site that carries the government and six units as columns."""

from markupsafe import Markup

from demo.model import Reply
from demo.plan import Column, Plan
from demo.render import Site, row, split_pages


def build_portal(plan: Plan) -> Site:
    """Render the portal."""
    site = Site(plan, "portal")
    for unit in site.units:
        site.put_home(unit)
        for column in plan.of_unit(unit):
            _put_column(site, column)
            site.put_articles(column)
    site.put_site_map("/wzdt/")
    site.robots("User-agent: *\nDisallow: /search/\n")
    site.replies["/fgj/retired.html"] = Reply(
        410, b"<html><body>Gone</body></html>", {"Content-Type": "text/html"}
    )
    for path in [path for path in site.replies if path.endswith("/")]:
        site.replies[path + "index.html"] = site.replies[path]
    return site


def _put_column(site: Site, column: Column) -> None:
    pages = split_pages(column)
    paths = [
        column.path if number == 0 else f"{column.path}index_{number}.html" for number in range(len(pages))
    ]
    pagers = [_pager(column, len(pages), number) for number in range(len(pages))]
    form = column.spec.form
    rows = [[row(item, form, _relative(column, item.path)) for item in page] for page in pages]
    site.put_column(column, paths, pagers, rows)


def _relative(column: Column, path: str) -> str:
    return "./" + path.removeprefix(column.path) if path.startswith(column.path) else path


def _pager(column: Column, total: int, number: int) -> Markup:
    if column.spec.state == "zero":
        return Markup('<span class="total">共0条</span> <span>0/0</span>')
    return Markup(f'<script>createPageHTML({total}, {number}, "index", "html");</script>')
