"""The labour bureau: a hanweb-like site whose rows sit in record sets and page through dataproxy.jsp."""

from html import escape

from markupsafe import Markup

from demo.model import Handler, Reply, Request
from demo.plan import Article, Column, Plan
from demo.render import Site

INLINE = 45
PROXY = "/module/web/jpage/dataproxy.jsp"
WEBNAME = "%25E4%25BA%25BA%25E7%25A4%25BE%25E5%25B1%2580"


def build_rsj(plan: Plan) -> tuple[Site, Handler]:
    """Render the site, and the handler of its paging service."""
    site = Site(plan, "rsj")
    for unit in site.units:
        site.put_home(unit)
        for column in plan.of_unit(unit):
            site.put_column(column, [column.path], [Markup("")], [[]], recordset=_inline(column))
            site.put_articles(column)
    site.put_site_map("/sitemap.html")
    site.robots("User-agent: *\nDisallow: /col/col1599/\nDisallow: /module/admin/\n")
    site.replies["/index.html"] = site.replies["/"]
    site.replies["/module/web/error.jsp"] = Reply(
        500, b"<html><body>HTTP Status 500</body></html>", {"Content-Type": "text/html"}
    )
    columns = {column.spec.dir: column for unit in site.units for column in plan.of_unit(unit)}
    return site, lambda request: _proxy(columns, request)


def _inline(column: Column) -> Markup:
    rows = column.articles[:INLINE] if column.spec.state == "list" else ()
    return Markup(_datastore(column, rows, 1))


def _datastore(column: Column, rows: tuple[Article, ...], group: int) -> str:
    records = "".join(f"<record><![CDATA[{_record(item)}]]></record>\n" for item in rows)
    total = len(column.articles)
    return (
        f"<datastore>\n{_next_group(column, group) if total > group * INLINE else ''}"
        f"<totalrecord>{total}</totalrecord>\n<totalpage>{-(-total // 15)}</totalpage>\n"
        f"<recordset>\n{records}</recordset>\n</datastore>"
    )


def _next_group(column: Column, group: int) -> str:
    query = f"page={group}&appid=1&webid=12&path=/&columnid={column.spec.dir}"
    query += f"&unitid=8{column.spec.dir}&webname={WEBNAME}&permissiontype=0"
    return f'<nextgroup><![CDATA[<a href="{PROXY}?{query}"></a>]]></nextgroup>\n'


def _record(item: Article) -> str:
    title = escape(item.title)
    mark = '<i class="top">[置顶]</i>' if item.pinned else ""
    link = f'<a href="{item.path}" title="{title}" target="_blank">{title}</a>'
    return f'<li>{mark}{link}<span class="bt-data-time">{item.day}</span></li>'


def _proxy(columns: dict[str, Column], request: Request) -> Reply | None:
    """Answer one group of records.

    `page` counts groups of 45 after the inline one; startrecord and endrecord are inclusive and go first.
    """
    if request.path != PROXY:
        return None
    asked = {**request.query, **request.form}
    column = columns.get(asked.get("columnid") or asked.get("col", ""))
    if column is None:
        return Reply(200, b"<datastore></datastore>", {"Content-Type": "text/xml;charset=UTF-8"})
    group = _number(asked.get("page"), 1)
    start = _number(asked.get("startrecord"), group * INLINE + 1)
    end = _number(asked.get("endrecord"), start + INLINE - 1)
    body = _datastore(column, column.articles[max(0, start - 1) : end], -(-end // INLINE))
    return Reply(200, body.encode(), {"Content-Type": "text/xml;charset=UTF-8"})


def _number(text: str | None, default: int) -> int:
    return int(text) if text is not None and text.isdigit() else default
