"""The school: a GBK site in nested tables, its charset declared as gb2312 in a meta tag only."""

from markupsafe import Markup

from demo.plan import Column, Plan
from demo.render import Site, row, split_pages


def build_school(plan: Plan) -> Site:
    """Render the school's site."""
    site = Site(plan, "school", "gb18030", "text/html")
    for unit in site.units:
        site.put_home(unit)
        for column in plan.of_unit(unit):
            _put_column(site, column)
            site.put_articles(column)
    site.robots("User-agent: *\nCrawl-delay: 0.01\n")
    site.replies["/index.htm"] = site.replies["/"]
    return site


def _put_column(site: Site, column: Column) -> None:
    pages = split_pages(column)
    total = len(pages)
    paths = [_page_path(column, total, number) for number in range(total)]
    pagers = [_pager(column, paths, number) for number in range(total)]
    rows = [
        [row(item, column.spec.form, ("../" if number else "") + item.path[1:]) for item in page]
        for number, page in enumerate(pages)
    ]
    site.put_column(column, paths, pagers, rows)


def _page_path(column: Column, total: int, number: int) -> str:
    """Page numbers fall: the second page bears the highest number, the oldest is 1."""
    return column.path if number == 0 else f"/{column.spec.dir}/{total - number}.htm"


def _pager(column: Column, paths: list[str], number: int) -> Markup:
    if column.spec.state == "zero":
        return Markup("<td>共0条&nbsp;0/0&nbsp;</td>")
    links = [f"<td>共{len(column.articles)}条&nbsp;{number + 1}/{len(paths)}&nbsp;</td>"]
    if number:
        links.append(f'<td><a href="{paths[number - 1]}">上页</a></td>')
    if number + 1 < len(paths):
        links.append(f'<td><a href="{paths[number + 1]}">下页</a></td>')
    return Markup("".join(links))
