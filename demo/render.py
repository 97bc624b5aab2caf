"""Plan → pages: what is common to the sites of all content systems."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache
from random import Random
from typing import Any
from zlib import crc32

from jinja2 import Environment, PackageLoader, StrictUndefined
from markupsafe import Markup

from demo.dialects import DIALECTS
from demo.leaves import blocks, content
from demo.model import Reply
from demo.plan import Anchor, Article, Column, Plan
from demo.planting import home_entries, home_url
from demo.prose import paragraphs
from demo.spec import UnitSpec

HTML = "text/html; charset=utf-8"
TYPES = {
    "css": "text/css",
    "js": "application/javascript",
    "png": "image/png",
    "pdf": "application/pdf",
    "mp4": "video/mp4",
    "mp3": "audio/mpeg",
}
PIXEL = bytes.fromhex(
    "89504e470d0a1a0a0000000d4948445200000001000000010806000000"
    "1f15c4890000000d49444154789c6360606060000000050001a5f645400000000049454e44ae426082"
)
PDF = (
    b"%PDF-1.4\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj\n"
    b"2 0 obj<</Type/Pages/Kids[]/Count 0>>endobj\ntrailer<</Root 1 0 R>>\n%%EOF\n"
)
FILES = {
    "/css/style.css": "css",
    "/js/common.js": "js",
    "/js/list.js": "js",
    "/images/logo.png": "png",
    "/images/red.png": "png",
    "/images/yitu.png": "png",
    "/media/jiedu.mp4": "mp4",
    "/media/jiedu.mp3": "mp3",
}
BYTES = {"png": PIXEL, "mp4": b"\0\0\0\x18ftypmp42\0\0\0\0mp42isom", "mp3": b"ID3\x03\0\0\0\0\0\0"}
FRAMES = {"zone": "portal.html", "lake": "portal.html", "enforce": "portal.html"}
DATE_FORMS = {
    "dots": "%Y.%m.%d",
    "slash": "%Y/%m/%d",
    "chinese": "%Y年%m月%d日",
    "monthday": "[%m-%d]",
    "undated": "",
}
FRIENDS = 24
COLUMN_TYPES = {
    "news": "动态要闻",
    "notices": "通知公告",
    "policy": "政策文件",
    "interpretation": "政策解读",
    "personnel": "人事信息",
    "plans": "规划计划",
    "finance": "财政信息",
    "statistics": "统计信息",
    "services": "办事服务",
    "messages": "留言咨询",
    "consultation": "调查征集",
    "disclosure": "政府信息公开",
    "overview": "概况信息",
    "interview": "在线访谈",
    "topic": "专题专栏",
    "archive": "归档信息",
    "other": "其他",
}
HOT_KINDS = ("news", "notices", "other")


@dataclass(frozen=True, slots=True)
class Row:
    """One row of a list as the templates see it."""

    title: str
    href: str
    shown: str
    pinned: bool = False


@dataclass(frozen=True, slots=True)
class NavItem:
    """One entry of the main navigation with its drop-down."""

    name: str
    href: str
    children: tuple[Anchor, ...] = ()


@cache
def environment() -> Environment:
    """Templates of the demo; a name missing from a context is an error."""
    return Environment(
        loader=PackageLoader("demo"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )


def split_pages(column: Column) -> list[tuple[Article, ...]]:
    """Entries page by page; one empty page for a column without any."""
    size = column.spec.per_page
    rows = column.articles
    return [rows[start : start + size] for start in range(0, len(rows), size)] or [()]


def row(item: Article, form: str, href: str) -> Row:
    """Write one entry in the date form of its list."""
    return Row(
        item.title,
        href,
        item.day.strftime(DATE_FORMS.get(form, "%Y-%m-%d")) if item.day > date.min else "",
        item.pinned,
    )


class Site:
    """Pages of one host while they are rendered."""

    def __init__(self, plan: Plan, host: str, charset: str = "utf-8", content_type: str = HTML) -> None:
        self.plan, self.host, self.charset, self.content_type = plan, host, charset, content_type
        self.units = plan.on_host(host)
        self.replies: dict[str, Reply] = {}
        for path, kind in FILES.items():
            body = BYTES.get(kind, b"/* demo */\n")
            self.replies[path] = Reply(200, body, {"Content-Type": TYPES[kind]})
        refusal = b'{"code":401,"msg":"token required","data":null}'
        self.replies["/data/v2/query.do"] = Reply(200, refusal, {"Content-Type": "application/json"})

    # -- storing -----------------------------------------------------------------------------------

    def put(self, path: str, body: str, status: int = 200) -> None:
        """Store one HTML page."""
        self.replies[path] = self.html(body, status)

    def html(self, body: str, status: int = 200) -> Reply:
        """Encode one HTML page the way the site does."""
        return Reply(status, body.encode(self.charset), {"Content-Type": self.content_type})

    def robots(self, text: str) -> None:
        """Store robots.txt."""
        self.replies["/robots.txt"] = Reply(200, text.encode(), {"Content-Type": "text/plain"})

    def page(self, template: str, unit: UnitSpec, path: str, **context: Any) -> str:
        """Render one page inside the frame of its site."""
        frame: dict[str, Any] = {
            "crumbs": [],
            "column": None,
            "fresh": [],
            "article": None,
            "meta": self.meta(unit),
            "side": self._side(unit),
        }
        merged = {**frame, **self._common(unit, path), **context}
        return environment().get_template(template).render(merged)

    def _common(self, unit: UnitSpec, path: str) -> dict[str, Any]:
        owner = self.units[0]
        return {
            "base": FRAMES.get(self.host, f"{self.host}.html"),
            "dialect": self.host,
            "unit": unit,
            "owner": owner,
            "home": DIALECTS[self.host].home(unit),
            "nav": self.nav(unit),
            "hot": self.hot(unit, path),
            "friends": self.friends(),
            "footer_links": self.plan.footers[unit.id],
            "as_of": self.plan.as_of,
            "outside": self.plan.base["outside"],
        }

    # -- parts of the frame ------------------------------------------------------------------------

    def nav(self, unit: UnitSpec) -> list[NavItem]:
        """Main navigation of a unit: columns without a parent, the others in the drop-down of theirs."""
        columns = [column for column in self.plan.of_unit(unit) if column.spec.nav]
        return [
            NavItem(item.spec.name, item.path, self.children(item))
            for item in columns
            if not item.spec.parent
        ]

    def children(self, column: Column) -> tuple[Anchor, ...]:
        """Sub-columns of a column."""
        siblings = self.plan.of_unit(column.unit)
        return tuple(Anchor(c.spec.name, c.path) for c in siblings if c.spec.parent == column.spec.dir)

    def hot(self, unit: UnitSpec, path: str) -> list[Anchor]:
        """The undated “热门” box: ten entries of the unit, another choice on every page."""
        pool = [
            a
            for c in self.plan.of_unit(unit)
            if c.spec.kind in HOT_KINDS and c.spec.state == "list" and not c.spec.added
            for a in c.articles
            if a.leaf is None
        ]
        chosen = Random(path).sample(pool, min(10, len(pool)))
        return [Anchor(item.title, item.path) for item in chosen]

    def friends(self) -> list[Anchor]:
        """友情链接: pages of the outside host."""
        return [
            Anchor(f"友情单位{number:02d}", f"{self.plan.base['outside']}/friend/{number}/")
            for number in range(1, FRIENDS + 1)
        ]

    def _side(self, unit: UnitSpec) -> list[Anchor]:
        return [Anchor(c.spec.name, c.path) for c in self.plan.of_unit(unit) if not c.spec.hidden]

    def find(self, place: str) -> str:
        """Where a place is, without the own origin; see `Plan.find`."""
        return self.local([Anchor("", self.plan.find(place))])[0].href

    def local(self, anchors: list[Anchor]) -> list[Anchor]:
        """Write links to the own host without its origin."""
        origin = self.plan.base[self.host]
        return [
            Anchor(a.text, a.href.removeprefix(origin) if a.href.startswith(origin + "/") else a.href)
            for a in anchors
        ]

    # -- homes -------------------------------------------------------------------------------------

    def put_home(self, unit: UnitSpec) -> None:
        """Render the home page of a unit."""
        path = DIALECTS[self.host].home(unit)
        blocks = (
            []
            if unit.home == "entrance"
            else [self._block(c) for c in self.plan.of_unit(unit) if c.spec.on_home]
        )
        template = "entrance.html" if unit.home == "entrance" else "home.html"
        others = self._others() if unit is self.units[0] and self.host == "portal" else []
        extra = self.local(self.plan.homes[unit.id])
        meta = self.meta(unit)
        self.put(path, self.page(template, unit, path, blocks=blocks, others=others, extra=extra, meta=meta))

    def _block(self, column: Column) -> dict[str, Any]:
        entries = [item for item in column.articles if not item.pinned][: column.spec.on_home]
        form = "monthday" if column.spec.form == "monthday" else "after"
        return {
            "name": column.spec.name,
            "href": column.path,
            "rows": [row(item, form, item.path) for item in entries],
        }

    def _others(self) -> list[Anchor]:
        return self.local(
            [
                Anchor(u.name, home_url(self.plan, u))
                for u in self.plan.units
                if u.host and u is not self.units[0]
            ]
        )

    # -- columns -----------------------------------------------------------------------------------

    def put_column(
        self, column: Column, paths: list[str], pagers: list[Markup], rows: list[list[Row]], **context: Any
    ) -> None:
        """Render all pages of one column, or what stands in its place."""
        if column.spec.state == "redirect":
            self.replies[column.path] = Reply(
                302, b"", {"Location": self.destination(column), "Content-Type": HTML}
            )
            return
        if column.spec.state == "challenge":
            self.put(column.path, environment().get_template("challenge.html").render(), 412)
            return
        facts = self._column_facts(column)
        for path, pager, shown in zip(paths, pagers, rows, strict=True):
            self.put(
                path, self.page("list.html", column.unit, path, rows=shown, pager=pager, **facts, **context)
            )

    def _column_facts(self, column: Column) -> dict[str, Any]:
        spec = column.spec
        text = Article(
            spec.name, column.path, column.url, self.plan.as_of, f"{column.unit.id}/{spec.dir}", "other"
        )
        letters = column.articles if spec.state == "letters" else ()
        return {
            **self._plain_foot(spec.added),
            "letters": letters,
            "column": column,
            "state": spec.state,
            "form": spec.form,
            "crumbs": self.crumbs(column),
            "children": self.children(column),
            "paragraphs": paragraphs(text, column.unit) if spec.state == "page" else [],
            "own_words": Markup("").join(blocks(spec.body, self.find)),
            "fresh": self._fresh(column),
            "messages": self._messages(column),
            "meta": self.meta(column.unit, column),
        }

    def destination(self, column: Column) -> str:
        """Where a redirecting column leads: "outside:/path", or "unit/dir:index" for an entry."""
        host, _, rest = column.spec.to.partition(":")
        if rest.startswith("/"):
            return self.plan.base[host] + rest
        return self.plan.columns[host].articles[int(rest)].path

    def crumbs(self, column: Column) -> list[Anchor]:
        """当前位置: from the unit's home to the column."""
        first = [Anchor("首页", DIALECTS[self.host].home(column.unit))]
        parents = [c for c in self.plan.of_unit(column.unit) if c.spec.dir == column.spec.parent]
        return first + [Anchor(c.spec.name, c.path) for c in [*parents, column]]

    def _fresh(self, column: Column) -> list[Row]:
        if column.spec.side != "fresh":
            return []
        entries = sorted(home_entries(self.plan, column.unit), key=lambda item: item.day, reverse=True)
        return [row(item, "after", item.path) for item in entries[:6]]

    def _messages(self, column: Column) -> list[dict[str, Any]]:
        if column.spec.state != "messages":
            return []
        answered = timedelta(days=2)
        return [
            {
                "title": a.title,
                "asked": a.day - answered,
                "answered": a.day,
                "text": paragraphs(a, column.unit)[0],
            }
            for a in column.articles
        ]

    def meta(
        self, unit: UnitSpec, column: Column | None = None, item: Article | None = None
    ) -> Mapping[str, str]:
        """Standard meta tags (网页标签) of a page."""
        owner = self.units[0]
        found = {"SiteName": owner.site_name, "SiteDomain": owner.domain, "SiteIDCode": owner.site_id}
        if column is not None:
            found |= {"ColumnName": column.spec.name, "ColumnType": COLUMN_TYPES.get(column.spec.kind, "")}
        if column is not None and item is None:
            found |= {
                "ColumnDescription": f"{unit.name}{column.spec.name}信息",
                "ColumnKeywords": column.spec.name,
            }
        if item is not None:
            found |= {
                "ArticleTitle": item.title,
                "PubDate": f"{item.day} 09:30" if item.leaf is None or item.leaf.dated else "",
                "ContentSource": item.issuer or unit.name,
            }
        return found

    @staticmethod
    def _plain_foot(added: bool) -> dict[str, Any]:
        """Pages of demo/public.py come from another template of their site, without the unit's links at the foot."""
        return {"footer_links": []} if added else {}

    # -- articles ----------------------------------------------------------------------------------

    def put_articles(self, column: Column) -> None:
        """Render every entry of a column that is a page of this host."""
        if column.spec.state in ("external", "messages", "shelf"):
            return
        for index, item in enumerate(column.articles):
            if column.spec.state == "files":
                self.replies[item.path] = Reply(200, PDF, {"Content-Type": TYPES["pdf"]})
            else:
                self.put(item.path, self._article(column, index, item))

    def _article(self, column: Column, index: int, item: Article) -> str:
        made_up, leaf = paragraphs(item, column.unit), item.leaf
        around = [*column.articles[max(0, index - 1) : index], *column.articles[index + 1 : index + 2]]
        return self.page(
            "article.html",
            column.unit,
            item.path,
            column=column,
            article=item,
            leaf=leaf,
            body=made_up,
            content=content(leaf, made_up, self.local([*leaf.files]), self.find) if leaf else "",
            related=self.local(self.plan.related[item.url]),
            around=[Anchor(other.title, other.path) for other in around],
            crumbs=self.crumbs(column),
            index_number=f"000000000-{item.day.year}-{crc32(item.seed.encode()) % 100000:05d}",
            drafted=item.day - timedelta(days=item.drafted),
            meta=self.meta(column.unit, column, item),
            **self._plain_foot(leaf is not None or column.spec.added),
        )

    # -- the rest ----------------------------------------------------------------------------------

    def put_site_map(self, path: str) -> None:
        """Render the site map (网站地图) of the whole host."""
        groups = [(unit, list(self._mapped(unit))) for unit in self.units]
        self.put(path, self.page("sitemap.html", self.units[0], path, groups=groups))

    def _mapped(self, unit: UnitSpec) -> Iterator[Anchor]:
        for column in self.plan.of_unit(unit):
            yield Anchor(column.spec.name, column.path)

    def missing(self) -> Reply:
        """The 404 page of the host."""
        charset = "gb2312" if self.charset == "gb18030" else self.charset
        page = environment().get_template("missing.html").render(name=self.units[0].name, charset=charset)
        return self.html(page, 404)
