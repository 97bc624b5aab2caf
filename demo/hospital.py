"""The hospital: query-string addresses, session ids, a calendar without end and a maze of filters."""

import re
from calendar import monthrange
from collections.abc import Mapping
from itertools import product
from urllib.parse import urlencode
from zlib import crc32

from markupsafe import Markup

from demo.model import Handler, Reply, Request
from demo.plan import Anchor, Column, Plan
from demo.render import Site, row, split_pages
from demo.spec import UnitSpec

SESSION = re.compile(r";jsessionid=\w+", re.IGNORECASE)
FACETS: Mapping[str, tuple[str, ...]] = {
    "sort": ("date", "hits", "title"),
    "order": ("asc", "desc"),
    "dept": ("1", "2", "3", "4", "5", "6"),
    "type": ("1", "2", "3"),
}
FACET_COLUMN = "3"
FACET_MARK = "<!--facets-->"


class HospitalSite(Site):
    """A site that hangs a session id on some of its links."""

    def hot(self, unit: UnitSpec, path: str) -> list[Anchor]:
        """Every third link of the box carries a session id, another one on every page."""
        session = f";jsessionid={crc32(path.encode()):08X}"
        links = super().hot(unit, path)
        return [
            Anchor(a.text, a.href.replace("?", session + "?", 1)) if i % 3 == 0 else a
            for i, a in enumerate(links)
        ]


def build_hospital(plan: Plan) -> tuple[Site, Handler]:
    """Render the hospital's site, and the handler of what moves on it."""
    site = HospitalSite(plan, "hospital")
    for unit in site.units:
        site.put_home(unit)
        for column in plan.of_unit(unit):
            _put_column(site, column)
            site.put_articles(column)
    site.robots("User-agent: *\nDisallow: /admin/\n")
    site.replies["/default.asp"] = site.replies["/"]
    site.replies["/show.asp?id=5001"] = Reply(
        500, b"Microsoft OLE DB Provider error 80004005", {"Content-Type": "text/html"}
    )
    return site, lambda request: _moving(site, request)


def _put_column(site: Site, column: Column) -> None:
    pages = split_pages(column)
    paths = [
        column.path if number == 0 else f"{column.path}&page={number + 1}" for number in range(len(pages))
    ]
    pagers = [_pager(column, paths, number) for number in range(len(pages))]
    rows = [[row(item, column.spec.form, item.path) for item in page] for page in pages]
    facets = Markup(FACET_MARK) if column.spec.dir == FACET_COLUMN else Markup("")
    site.put_column(column, paths, pagers, rows, facets=facets)
    if column.path in site.replies:
        site.replies[f"{column.path}&page=1"] = site.replies[column.path]


def _pager(column: Column, paths: list[str], number: int) -> Markup:
    links = [Markup("第{}/{}页").format(number + 1, len(paths))]
    if number:
        links.append(Markup('<a href="{}">上一页</a>').format(paths[number - 1]))
    if number + 1 < len(paths):
        links.append(Markup('<a href="{}">下一页</a>').format(paths[number + 1]))
    return Markup(" ").join(links)


def _moving(site: Site, request: Request) -> Reply | None:
    path, query = SESSION.sub("", request.path), {k: v for k, v in request.query.items() if k != "jsessionid"}
    if path == "/calendar.asp":
        return _calendar(site, query)
    if path == "/list.asp" and query.get("cid") == FACET_COLUMN:
        return _faceted(site, query)
    target = f"{path}?{urlencode(query)}" if query else path
    return site.replies.get(target) if target != request.target else None


def _faceted(site: Site, query: Mapping[str, str]) -> Reply | None:
    page = query.get("page", "1")
    found = site.replies.get(f"/list.asp?cid={FACET_COLUMN}" + (f"&page={page}" if page != "1" else ""))
    if found is None:
        return None
    kept = {key: value for key, value in query.items() if key in FACETS}
    links = Markup(" ").join(_facet(kept, name, value) for name, values in FACETS.items() for value in values)
    return Reply(200, found.body.replace(FACET_MARK.encode(), links.encode()), found.headers)


def _facet(kept: Mapping[str, str], name: str, value: str) -> Markup:
    query = urlencode({"cid": FACET_COLUMN, **kept, name: value})
    return Markup('<a href="/list.asp?{}">{}</a>').format(query, f"{name}:{value}")


def _calendar(site: Site, query: Mapping[str, str]) -> Reply:
    """One month of the duty calendar (出诊日历); the months never end."""
    year, month = (
        _number(query.get("year"), site.plan.as_of.year),
        _number(query.get("month"), site.plan.as_of.month),
    )
    year, month = year + (month - 1) // 12, (month - 1) % 12 + 1
    before, after = (
        (year, month - 1) if month > 1 else (year - 1, 12),
        (year, month + 1) if month < 12 else (year + 1, 1),
    )
    days = range(1, monthrange(min(max(year, 1), 9998), month)[1] + 1)
    rooms = [f"第{room}诊室" for room, _ in product(range(1, 4), range(1))]
    unit, path = site.units[0], f"/calendar.asp?year={year}&month={month}"
    return site.html(
        site.page(
            "calendar.html",
            unit,
            path,
            year=year,
            month=month,
            before=before,
            after=after,
            days=days,
            rooms=rooms,
        )
    )


def _number(text: str | None, default: int) -> int:
    return int(text) if text is not None and text.isdigit() and 0 < int(text) < 9999 else default
