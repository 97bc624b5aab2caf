"""How pages look: the plain skin that the others vary, with its tags, navigation, lists and footers."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from html import escape

from tests.second_district.days import numerals
from tests.second_district.site import Column, Leaf, Link, Site


class Skin:
    """A list of ``li`` with the date behind, articles with a line of facts: the commonest look."""

    charset = "utf-8"
    charset_in_header = True
    files = "attach/"
    html_open = '<html lang="zh-CN">'
    search_field = "q"
    search_method = "get"
    word_source, word_date = "来源：", "发布时间："

    # ---- addresses

    def column_path(self, root: str, key: str, number: int) -> str:
        return f"{root}{key}/"

    def leaf_path(self, root: str, key: str, number: int, serial: int, when: date) -> str:
        return f"{root}{key}/{when:%Y%m}/t{when:%Y%m%d}_{serial}.html"

    def more_path(self, column: Column, page: int) -> str:
        return f"{column.path}index_{page}.html"

    # ---- words

    def row_date(self, day: date) -> str:
        return f"{day}"

    def shown(self, leaf: Leaf) -> str:
        return leaf.stamp

    # ---- the frame

    def metas(self, site: Site, pairs: Sequence[tuple[str, str]]) -> str:
        owner = site.owner.unit
        netloc = site.book.origins[owner.host].split("//")[1]
        tags = [
            ("SiteName", owner.site_name or owner.full),
            ("SiteDomain", netloc),
            ("SiteIDCode", owner.site_id),
            *pairs,
        ]
        return "\n".join(
            f'<meta name="{name}" content="{escape(value)}">'
            for name, value in tags
            if name not in site.no_metas
        )

    def document(
        self, site: Site, title: str, pairs: Sequence[tuple[str, str]], crumbs: Sequence[Link], main: str
    ) -> str:
        owner = site.owner.unit
        name = owner.site_name or owner.full
        return f"""<!DOCTYPE html>
{self.html_open}<head><meta charset="{self.charset}"><title>{title}</title>
{self.metas(site, pairs)}
<link rel="stylesheet" href="/css/site.css"></head>
<body><header class="top"><div class="logo">{name}</div>{self.search_form(site)}</header>
<nav class="menu"><ul>{self.nav(site)}</ul></nav>
{self.place(crumbs)}
<main class="wrap">{main}</main>
<footer class="foot">{self.footer(site)}</footer></body></html>"""

    def nav(self, site: Site) -> str:
        return "".join(f'<li><a href="{url}">{text}</a></li>' for text, url in self.nav_links(site))

    def nav_links(self, site: Site) -> list[Link]:
        tops = [(column.name, column.path) for column in site.columns.values() if column.in_nav]
        return [("首页", site.unit.root), *tops, *site.nav_extra]

    def place(self, crumbs: Sequence[Link]) -> str:
        if not crumbs:
            return ""
        steps = " &gt; ".join(f'<a href="{url}">{text}</a>' for text, url in crumbs)
        return f'<div class="crumb">当前位置：{steps}</div>'

    def crumbs(self, site: Site, column: Column | None) -> list[Link]:
        trail: list[Link] = []
        while column is not None:
            trail.insert(0, (column.name, column.path))
            column = column.parent
        return [("首页", site.unit.root), *trail]

    def search_form(self, site: Site) -> str:
        path = site.owner.search_path
        if not path:
            return ""
        return f'<form class="search" action="{path}" method="{self.search_method}"><label for="kw">站内搜索</label><input type="text" id="kw" name="{self.search_field}"><button type="submit">搜索</button></form>'

    # ---- the footer

    def footer(self, site: Site) -> str:
        owner = site.owner
        return "\n".join(
            text for name, text in self.footer_parts(owner).items() if name not in owner.no_footer
        )

    def footer_parts(self, site: Site) -> dict[str, str]:
        unit = site.unit
        return {
            "sponsor": f"<p>主办：{unit.full}　承办：澄川县大数据中心</p>",
            "contact": f"<p>地址：{unit.address}　联系电话：{unit.phone}</p>",
            "site-id": f"<p>网站标识码：{unit.site_id}</p>",
            "icp": "<p>鲁ICP备19036271号-1</p>",
            "police": '<p><img src="/img/ga.png" alt="公安备案图标">鲁公网安备 37078302000116号</p>',
            "badge": self.badge(site),
            "find-error": self.find_error(site),
            "site-map": f'<a href="{unit.root}map.html">网站地图</a>',
        }

    def badge(self, site: Site) -> str:
        kind = "事业单位" if site.unit.kind == "institution" else "党政机关"
        if site.unit.external:
            return f'<img class="conac" src="/img/conac_dzjg_red.png" alt="{kind}网站标识">'
        image = f'<img src="/img/conac_red.png" alt="{kind}网站标识">'
        return f'<a href="https://bszs.conac.cn/sitename?method=show&amp;id=5A6B{unit_hex(site)}" target="_blank">{image}</a>'

    def find_error(self, site: Site) -> str:
        image = '<img src="/img/zhaocuo.png" alt="我为政府网站找错">'
        if site.unit.external:
            return f'<a href="/zfwzzc/index.html" title="我为政府网站找错">{image}</a>'
        return f'<a href="https://zfwzzc.www.gov.cn/check_web/errorInfo_jsp/findError_new?site_code={site.unit.site_id}" title="我为政府网站找错">{image}</a>'

    # ---- the home page

    def home(self, site: Site) -> str:
        blocks = "".join(self.block(site, key) for key in site.home_keys)
        pairs = (
            []
            if site.unit.whole_host
            else self.column_tags(site.unit.name, f"{site.unit.full}的信息公开与服务", "单位频道")
        )
        friends = "".join(f'<a href="{url}">{text}</a> ' for text, url in site.friends)
        corner = f'<div class="links">友情链接：{friends}</div>' if friends else ""
        return self.document(
            site, site.unit.full, pairs, [], f"<h1>{site.unit.full}</h1>{site.home_html}{blocks}{corner}"
        )

    def block(self, site: Site, key: str) -> str:
        column = site.columns[key]
        newest = sorted(column.rows, key=lambda leaf: (leaf.pinned, leaf.when), reverse=True)[:6]
        rows = site.home_rows.get(key, newest)
        return f'<section class="block"><h2><a href="{column.path}">{column.name}</a></h2>{self.rows(rows)}</section>'

    # ---- columns

    def column_tags(self, name: str, about: str, kind: str) -> list[tuple[str, str]]:
        return [
            ("ColumnName", name),
            ("ColumnDescription", about),
            ("ColumnKeywords", f"{name},{kind}"),
            ("ColumnType", kind),
        ]

    def column_pages(self, site: Site, column: Column) -> list[tuple[str, str]]:
        """Addresses and pages of a column, the first page first."""
        size = column.page_size
        parts = [column.rows[at : at + size] for at in range(0, len(column.rows), size)] or [[]]
        paths = [column.path, *(self.more_path(column, page) for page in range(1, len(parts)))]
        about = f"{site.unit.full}{column.name}栏目，集中发布{column.name}方面的内容"
        pairs = self.column_tags(column.name, about, column.kind)
        found = []
        for at, rows in enumerate(parts):
            main = self.column_main(column, rows) + self.pager(at, len(parts))
            found.append(
                (
                    paths[at],
                    self.document(
                        site, f"{column.name}-{site.unit.full}", pairs, self.crumbs(site, column), main
                    ),
                )
            )
        return found

    def column_main(self, column: Column, rows: Sequence[Leaf]) -> str:
        links = "".join(f'<li><a href="{url}">{text}</a></li>' for text, url in column.links)
        subs = f'<ul class="sub">{links}</ul>' if links else ""
        body = column.inner if column.inner is not None else self.rows(rows) if rows else ""
        return f"<h1>{column.name}</h1>{subs}{body}{column.side}"

    def pager(self, at: int, count: int) -> str:
        if count == 1:
            return ""
        return f'<div class="pages"><script>createPageHTML({count}, {at}, "index", "html");</script></div>'

    def rows(self, rows: Sequence[Leaf]) -> str:
        return f'<ul class="list">{"".join(self.row(leaf) for leaf in rows)}</ul>'

    def row(self, leaf: Leaf) -> str:
        note = f"<em>{leaf.row_note}</em>" if leaf.row_note else ""
        return f'<li><a href="{leaf.path}" title="{escape(leaf.title)}">{leaf.title}</a>{note}{self.dated_row(leaf, "<span>{}</span>")}</li>'

    def dated_row(self, leaf: Leaf, mould: str) -> str:
        return mould.format(self.row_date(leaf.when)) if leaf.row_date else ""

    # ---- leaves

    def leaf_page(self, site: Site, leaf: Leaf) -> str:
        tags: dict[str, str | list[str] | None] = {
            "ColumnName": leaf.column.name, "ColumnType": leaf.column.kind, "ColumnDescription": f"{site.unit.full}{leaf.column.name}栏目",
            "ColumnKeywords": leaf.column.name, "ArticleTitle": leaf.title, "PubDate": leaf.stamp, "ContentSource": leaf.source,
        }  # fmt: skip
        pairs = []
        for name, value in (tags | leaf.metas).items():
            pairs += [
                (name, one) for one in (value if isinstance(value, list) else [value]) if one is not None
            ]
        return self.document(
            site, f"{leaf.title}-{site.unit.full}", pairs, self.crumbs(site, leaf.column), self.article(leaf)
        )

    def article(self, leaf: Leaf) -> str:
        body = f'<div class="TRS_Editor">{leaf.inner}</div>'
        return f'<h1 class="title">{leaf.title}</h1>{self.fact_table(leaf)}{self.line(leaf)}{body}{self.tail(leaf)}'

    def line(self, leaf: Leaf) -> str:
        return f'<div class="info">{self.date_span(leaf)}<span>{self.word_source}{leaf.source}</span><span>字号：大 中 小</span></div>'

    def date_span(self, leaf: Leaf) -> str:
        if leaf.dated == "normal":
            return f"<span>{self.word_date}{self.shown(leaf)}</span>"
        if leaf.dated == "script":
            return f'<span>{self.word_date}<script>var fbsj = "{leaf.when:%Y年%m月%d日}"; document.write(fbsj);</script></span>'
        return ""

    def fact_table(self, leaf: Leaf) -> str:
        if not leaf.facts:
            return ""
        cells = "".join(f"<tr><th>{name}</th><td>{value}</td></tr>" for name, value in leaf.facts)
        return f'<table class="xxgk">{cells}</table>'

    def tail(self, leaf: Leaf) -> str:
        files = "".join(f'<p>附件：<a href="{url}">{text}</a></p>' for text, url in leaf.files)
        links = "".join(f'<li><a href="{url}">{text}</a></li>' for text, url in leaf.related)
        related = f'<div class="related"><h3>相关链接</h3><ul>{links}</ul></div>' if links else ""
        late = ""
        if leaf.dated == "numerals":
            late = f'<p style="text-align:right">发布日期：{numerals(leaf.when)}</p>'
        if leaf.dated == "bottom":
            late = f'<div class="bottom">发布时间：{leaf.stamp}　责任编辑：方知行</div>'
        return files + related + late


def unit_hex(site: Site) -> str:
    return site.unit.id.encode().hex().upper()
