"""The other looks: what each content system does its own way."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from hashlib import md5
from html import escape

from tests.second_district.site import Column, Leaf, Link, Site
from tests.second_district.skins import Skin


class Ledger(Skin):
    """/col/col1203/index.html; lists are tables with a number in front and the date in the last cell."""

    files = "module/download/"
    word_source, word_date = "信息来源：", "发布日期："

    def column_path(self, root: str, key: str, number: int) -> str:
        return f"{root}col/col{number}/index.html"

    def leaf_path(self, root: str, key: str, number: int, serial: int, when: date) -> str:
        return f"{root}art/{when.year}/{when.month}/{when.day}/art_{number}_{serial}.html"

    def more_path(self, column: Column, page: int) -> str:
        return column.path.replace("index.html", f"index_{page}.html")

    def shown(self, leaf: Leaf) -> str:
        return f"{leaf.when:%Y年%m月%d日} {leaf.clock:%H:%M}"

    def rows(self, rows: Sequence[Leaf]) -> str:
        body = "".join(self.numbered(at, leaf) for at, leaf in enumerate(rows, 1))
        return f'<table class="tlist"><thead><tr><th>序号</th><th>标题</th><th>发布日期</th></tr></thead><tbody>{body}</tbody></table>'

    def numbered(self, at: int, leaf: Leaf) -> str:
        day = self.row_date(leaf.when) if leaf.row_date else ""
        return f'<tr><td>{at}</td><td><a href="{leaf.path}">{leaf.title}</a></td><td>{day}</td></tr>'

    def fact_table(self, leaf: Leaf) -> str:
        items = "".join(f"<dt>{name}</dt><dd>{value}</dd>" for name, value in leaf.facts)
        return f'<dl class="attrs">{items}</dl>' if items else ""

    def article(self, leaf: Leaf) -> str:
        body = f'<div id="zoom">{leaf.inner}</div>'
        return f'<div class="art"><h1>{leaf.title}</h1>{self.fact_table(leaf)}{self.line(leaf)}{body}{self.tail(leaf)}</div>'


class Recordset(Ledger):
    """The same system, its column lists kept as records that a script lays out; home pages are plain."""

    def column_main(self, column: Column, rows: Sequence[Leaf]) -> str:
        if not rows:
            return super().column_main(column, rows)
        records = "".join(f"<record><![CDATA[{self.record(leaf)}]]></record>" for leaf in rows)
        store = f"<datastore><nextgroup></nextgroup><recordset>{records}</recordset></datastore>"
        return f'<h1>{column.name}</h1><div id="{column.number}" class="default_pgContainer"></div><script type="text/xml">{store}</script>{column.side}'

    def record(self, leaf: Leaf) -> str:
        return (
            f'<li><a href="{leaf.path}" title="{escape(leaf.title)}">{leaf.title}</a><b>{leaf.when}</b></li>'
        )


class Posts(Skin):
    """…/content/post_5551.html; rows are paragraphs with a dot, the date is bare text behind the link."""

    files = "upload/"

    def column_path(self, root: str, key: str, number: int) -> str:
        return f"{root}{key}/index.html"

    def leaf_path(self, root: str, key: str, number: int, serial: int, when: date) -> str:
        return f"{root}{key}/content/post_{serial}.html"

    def more_path(self, column: Column, page: int) -> str:
        return column.path.replace("index.html", f"index_{page + 1}.html")

    def rows(self, rows: Sequence[Leaf]) -> str:
        return "".join(
            f'<p class="item">· <a href="{leaf.path}">{leaf.title}</a>　{self.dated_row(leaf, "{}")}</p>'
            for leaf in rows
        )

    def line(self, leaf: Leaf) -> str:
        return f'<p class="meta">{self.word_source}{leaf.source}　{self.date_span(leaf)}　浏览次数：<i id="hits"></i></p>'


class Nested(Skin):
    """ASP.NET on GBK: tables within tables, the date in brackets in front, no header says the charset."""

    charset = "gb18030"
    charset_in_header = False
    files = "UploadFiles/"
    search_field = "keyword"
    word_source, word_date = "稿件来源：", "日期："

    def column_path(self, root: str, key: str, number: int) -> str:
        return f"{root}List.aspx?cid={number - 1200}"

    def leaf_path(self, root: str, key: str, number: int, serial: int, when: date) -> str:
        return f"{root}Show.aspx?id={serial}"

    def more_path(self, column: Column, page: int) -> str:
        return f"{column.path}&page={page + 1}"

    def document(
        self, site: Site, title: str, pairs: Sequence[tuple[str, str]], crumbs: Sequence[Link], main: str
    ) -> str:
        links = "".join(f'<td><a href="{url}">{text}</a></td>' for text, url in self.nav_links(site))
        return f"""<html lang="zh"><head><meta http-equiv="Content-Type" content="text/html; charset=gb2312"><title>{title}</title>
{self.metas(site, pairs)}</head><body>
<table width="980"><tr><td>{site.unit.full}</td><td>{self.search_form(site)}</td></tr></table>
<table width="980" class="menu"><tr>{links}</tr></table>
<table width="980"><tr><td>{self.place(crumbs)}</td></tr><tr><td><table width="100%"><tr><td>{main}</td></tr></table></td></tr></table>
<table width="980" class="bottom"><tr><td align="center">{self.footer(site)}</td></tr></table></body></html>"""

    def rows(self, rows: Sequence[Leaf]) -> str:
        body = "".join(
            f'<tr><td>{self.dated_row(leaf, "[{}]")} <a href="{leaf.path}" target="_blank">{leaf.title}</a></td></tr>'
            for leaf in rows
        )
        return f'<table width="100%" cellpadding="4">{body}</table>'

    def line(self, leaf: Leaf) -> str:
        return f'<table><tr><td align="center">{self.date_span(leaf)} {self.word_source}{leaf.source}</td></tr></table>'

    def footer_parts(self, site: Site) -> dict[str, str]:
        unit = site.unit
        return super().footer_parts(site) | {
            "sponsor": f"版权所有：{unit.full}　主办单位：{unit.full}<br>",
            "contact": f"电话：{unit.phone}　邮编：262600<br>",
            "icp": "备案号：鲁ICP备05012377号<br>",
            "site-id": f"政府网站标识码:{unit.site_id}<br>",
            "site-map": '<a href="/map.html">站点地图</a>',
        }


class Defined(Skin):
    """JSP with definition lists; the date stands in front with slashes."""

    files = "upfile/"
    search_field = "searchword"
    word_source, word_date = "发布机构：", "时间："

    def column_path(self, root: str, key: str, number: int) -> str:
        return f"{root}list.jsp?columnid={number}"

    def leaf_path(self, root: str, key: str, number: int, serial: int, when: date) -> str:
        return f"{root}view.jsp?columnid={number}&id={serial}"

    def more_path(self, column: Column, page: int) -> str:
        return f"{column.path}&pageno={page + 1}"

    def row_date(self, day: date) -> str:
        return f"{day:%Y/%m/%d}"

    def shown(self, leaf: Leaf) -> str:
        return f"{leaf.when:%Y/%m/%d} {leaf.clock:%H:%M}"

    def rows(self, rows: Sequence[Leaf]) -> str:
        return f'<dl class="nl">{"".join(self.term(leaf) for leaf in rows)}</dl>'

    def term(self, leaf: Leaf) -> str:
        return f'<dt>{self.dated_row(leaf, "{}")}</dt><dd><a href="{escape(leaf.path)}">{leaf.title}</a></dd>'

    def line(self, leaf: Leaf) -> str:
        return f'<p class="sm">【{self.date_span(leaf)}】【{self.word_source}{leaf.source}】</p>'

    def footer_parts(self, site: Site) -> dict[str, str]:
        return super().footer_parts(site) | {
            "sponsor": f"<div>{site.unit.full}主办　澄川县卫生健康综合服务中心承办</div>",
            "police": '<div><a href="#">鲁公网安备&nbsp;37078302000251号</a></div>',
        }


class Handmade(Skin):
    """A PHP system that nobody else uses: division soup, the date in full-width brackets behind."""

    files = "data/file/"
    search_field = "wd"
    word_source, word_date = "文章来源：", "发表于 "

    def column_path(self, root: str, key: str, number: int) -> str:
        return f"{root}index.php?m=list&c={key}"

    def leaf_path(self, root: str, key: str, number: int, serial: int, when: date) -> str:
        return f"{root}index.php?m=show&id={serial}"

    def more_path(self, column: Column, page: int) -> str:
        return f"{column.path}&p={page + 1}"

    def row_date(self, day: date) -> str:
        return f"{day.year}年{day.month}月{day.day}日"

    def shown(self, leaf: Leaf) -> str:
        return f"{self.row_date(leaf.when)} {leaf.clock:%H:%M}"

    def rows(self, rows: Sequence[Leaf]) -> str:
        lines = "".join(
            f'<div class="r"><div class="t"><a href="{escape(leaf.path)}">{leaf.title}</a>{self.dated_row(leaf, "（{}）")}</div></div>'
            for leaf in rows
        )
        return f'<div class="box"><div class="inner">{lines}</div></div>'

    def line(self, leaf: Leaf) -> str:
        return f'<div class="by"><b>{leaf.source}</b> {self.date_span(leaf)}</div>'


class Summaries(Skin):
    """A street's own site: a heading, a summary and a dotted date for every entry."""

    html_open = "<html>"
    files = "assets/doc/"
    search_field = "s"
    word_source, word_date = "来源: ", "更新日期: "

    def column_path(self, root: str, key: str, number: int) -> str:
        return f"{root}{key}.shtml"

    def leaf_path(self, root: str, key: str, number: int, serial: int, when: date) -> str:
        return f"{root}{key}/{when:%Y%m%d}/{serial}.shtml"

    def more_path(self, column: Column, page: int) -> str:
        return column.path.replace(".shtml", f"_{page + 1}.shtml")

    def row_date(self, day: date) -> str:
        return f"{day:%Y.%m.%d}"

    def rows(self, rows: Sequence[Leaf]) -> str:
        return "".join(self.card(leaf) for leaf in rows)

    def card(self, leaf: Leaf) -> str:
        return f'<div class="news-card"><h3><a href="{leaf.path}">{leaf.title}</a></h3><p class="sum">点击标题阅读全文。</p>{self.dated_row(leaf, "<time>{}</time>")}</div>'

    def footer_parts(self, site: Site) -> dict[str, str]:
        unit = site.unit
        return super().footer_parts(site) | {
            "sponsor": f"<span>主办单位：{unit.full}</span>",
            "contact": f"<span>联系我们 {unit.phone}</span>",
            "icp": "<span>鲁ICP备：20018842号</span>",
        }


class School(Skin):
    """Rows with ids, articles under info/, as schools have it."""

    files = "__local/"
    word_source, word_date = "作者：", "日期："

    def column_path(self, root: str, key: str, number: int) -> str:
        return f"{root}{key}.htm"

    def leaf_path(self, root: str, key: str, number: int, serial: int, when: date) -> str:
        return f"{root}info/{number - 200}/{serial}.htm"

    def more_path(self, column: Column, page: int) -> str:
        return column.path.replace(".htm", f"/{page}.htm")

    def rows(self, rows: Sequence[Leaf]) -> str:
        lines = "".join(
            f'<li id="line_u9_{at}">{self.dated_row(leaf, "<i>{}</i>")}<a href="{leaf.path}">{leaf.title}</a></li>'
            for at, leaf in enumerate(rows)
        )
        return f'<ul class="winstyle">{lines}</ul>'

    def article(self, leaf: Leaf) -> str:
        body = f'<div id="vsb_content"><div class="v_news_content">{leaf.inner}</div></div>'
        return f'<form name="_newscontent_fromname"><h1>{leaf.title}</h1>{self.line(leaf)}{body}{self.tail(leaf)}</form>'


class Blocks(Skin):
    """A hospital: the day in one element, year and month in another, before the title."""

    files = "uploads/"
    search_field = "words"
    search_method = "post"
    word_source, word_date = "来源科室：", "发布于："

    def column_path(self, root: str, key: str, number: int) -> str:
        return f"{root}channels/{number}.html"

    def leaf_path(self, root: str, key: str, number: int, serial: int, when: date) -> str:
        return f"{root}contents/{number}/{serial}.html"

    def more_path(self, column: Column, page: int) -> str:
        return column.path.replace(".html", f"_{page + 1}.html")

    def rows(self, rows: Sequence[Leaf]) -> str:
        return f'<div class="nlist">{"".join(self.tile(leaf) for leaf in rows)}</div>'

    def tile(self, leaf: Leaf) -> str:
        day = (
            f'<div class="dt"><strong>{leaf.when:%d}</strong><small>{leaf.when:%Y-%m}</small></div>'
            if leaf.row_date
            else ""
        )
        return f'<div class="nitem">{day}<div class="tx"><a href="{leaf.path}">{leaf.title}</a></div></div>'


class Directory(Skin):
    """A list of the disclosure directory: index number, title and date as cells; long hexadecimal names."""

    files = "zcfile/"
    search_field = "searchWord"
    word_source, word_date = "发布单位：", "发布日期："

    def column_path(self, root: str, key: str, number: int) -> str:
        return f"{root}c{100000 + number}/{key}_list.shtml"

    def leaf_path(self, root: str, key: str, number: int, serial: int, when: date) -> str:
        name = md5(f"{root}{serial}".encode(), usedforsecurity=False).hexdigest()
        return f"{root}c{100000 + number}/{when:%Y%m}/{name}.shtml"

    def more_path(self, column: Column, page: int) -> str:
        return column.path.replace("_list", f"_list_{page + 1}")

    def rows(self, rows: Sequence[Leaf]) -> str:
        lines = "".join(
            f'<tr><td><a href="{leaf.path}" title="{escape(leaf.title)}">{shortened(leaf.title)}</a></td>{self.dated_row(leaf, "<td>{}</td>")}</tr>'
            for leaf in rows
        )
        return f'<table class="list-table"><tr><td>名称</td><td>生成日期</td></tr>{lines}</table>'

    def line(self, leaf: Leaf) -> str:
        return f'<div class="pub"><label>{self.word_source}</label>{leaf.source} {self.date_span(leaf)}</div>'

    def article(self, leaf: Leaf) -> str:
        body = f'<div id="UCAP-CONTENT">{leaf.inner}</div>'
        return f"<h1>{leaf.title}</h1>{self.fact_table(leaf)}{self.line(leaf)}{body}{self.tail(leaf)}"


def shortened(title: str) -> str:
    """Cut as lists cut; the whole stands in the attribute."""
    return title if len(title) <= 26 else title[:25] + "..."
