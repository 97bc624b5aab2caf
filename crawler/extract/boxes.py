"""Boxes beside the list: 最新, 热门, 排行, 栏目导航. Told by their headings, whatever the markup calls them.

An empty column with a "latest" box beside it is empty, and a stale list with a fresh box beside it is stale:
so boxes are found before anything else is read, and their text and links count as sidebar.
"""

from __future__ import annotations

import re

from crawler.extract.links import fold
from crawler.extract.listing import Group
from crawler.extract.navigation import trail_of
from crawler.extract.tree import Doc, Element, raw_text, squeeze, text_of
from evidence.records import Region

_BOX = re.compile(
    r"^\W*(?:最新|最近|近期|今日|本周|本月|热门|热点|点击|阅读|浏览|人气|推荐|精彩|相关|猜你|关注|排行|榜|快捷|快速|友情|常用|站内|栏目|网站|校园|学校|医院|本栏|子栏|分类|信息|内容)?"
    r"(?:最新|热门|热点|点击|阅读|浏览|推荐|排行|榜|导航|导读|栏目|发布|更新|文章|信息|新闻|公告|动态|链接|通道|入口|目录|列表|资讯|阅读|分类|菜单|搜索|排名|Top\s*\d*)+\W*$",
    re.IGNORECASE,
)
_SURE = re.compile(
    r"最新|最近|近期|今日|本周|热门|热点|点击|人气|推荐|排行|排名|榜|导航|快捷|快速|友情|相关(?:阅读|文章|信息|新闻|链接|内容)|猜你|子栏目|栏目列表|栏目分类|分类导航|网站导航|Top\s*\d",
    re.IGNORECASE,
)
_HOME = re.compile(r"^\W*(?:网站)?首\s*页\W*$")
_HEADING_CHARS = 24
_NAME_CHARS = 10
_CLIMB = 4


def heading_of(group: Group) -> tuple[str, Element | None]:
    """The words that head a group and the element that holds heading and group together."""
    element = _first_of(group)
    for _ in range(_CLIMB):
        before = element.getprevious()
        while before is not None:
            text = squeeze(raw_text(before)) if isinstance(before.tag, str) else ""
            if text:
                heading = _short(text)
                return heading if is_box(heading) else _side_by_side(before) or heading, element.getparent()
            before = before.getprevious()
        parent = element.getparent()
        if parent is None or parent.tag == "body":
            return "", None
        own = squeeze(parent.text or "")
        if own:
            return _short(own), parent
        element = parent
    return "", None


def _first_of(group: Group) -> Element:
    """Where words above a group end: its first row, but a table with a header is headed by what stands above it."""
    if not group.tabled:
        return group.rows[0].element if group.rows else group.container
    parent = group.container.getparent()
    return parent if parent is not None and parent.tag == "table" else group.container


def _side_by_side(element: Element) -> str:
    """The names of several links, set apart: side by side they would read as one heading; empty where it is one."""
    names = [name for name in map(text_of, element.iter("a")) if len(name) >= 2 and not _MORE.match(name)]
    return _short(" | ".join(names)) if len(names) >= 2 else ""


_MORE = re.compile(r"^\W*(?:更多|more|查看全部)\W*$", re.IGNORECASE)


def _short(text: str) -> str:
    """A heading without its 更多; empty when it is too long for one, or a sentence."""
    if len(text) > _HEADING_CHARS * 2:
        return ""
    if text.endswith(("。", "！", "？")):
        return ""  # a sentence heads nothing
    text = re.sub(r"[\s>»+\[\]]*(?:更多|more|MORE|查看全部)[\s>»+\[\]]*$", "", text).strip(" :：·>»|")
    return text if len(text) <= _HEADING_CHARS else ""


def set_aside(doc: Doc, found: list[Group], names: set[str], nav_urls: set[str]) -> bool:
    """Mark boxes and repeated navigation as sidebar; returns whether the page's own name heads something.

    ``names``: what the page calls itself as a column. A group under one of them is never a box.
    """
    moved = False
    trail = trail_of(doc)
    for group in found:
        group.heading, box = heading_of(group)
        if group.heading in names or group.region not in (Region.MAIN, Region.SIDEBAR):
            continue
        if _is_navigation(doc, group, nav_urls, trail, names) or is_box(group.heading):
            group.region = Region.SIDEBAR
            _mark(doc, group, box)
            moved = True
    if moved:
        doc.spread()
    return any(b.text in names and b.region is Region.MAIN for b in doc.blocks)


def is_box(heading: str) -> bool:
    """Whether a heading names a box beside the list: 最新, 热门, 排行."""
    return bool(heading and _SURE.search(heading) and _BOX.match(heading)) or bool(
        heading and len(heading) <= 8 and _SURE.search(heading)
    )


def _is_navigation(doc: Doc, group: Group, nav_urls: set[str], trail: set[str], names: set[str]) -> bool:
    """Navigation, however it is marked up: links that the main navigation has too, or short names, with the page
    itself among them, by its address or, where the entry of the page itself is no link, by its name. Without the page itself they may be the sub-columns that a column consists of.
    """
    urls = [
        row.link.url for row in group.rows if row.link.url
    ]  # a script (javascript:;) is no address to share
    if len(group.rows) < 2 or group.dated:
        return False
    same = sum(1 for url in urls if url in nav_urls)
    if len(urls) >= 2 and same * 5 >= len(urls) * 4:
        return any(fold(url) in trail for url in urls) or bool(_HOME.match(group.rows[0].link.text))
    short = sum(1 for row in group.rows if len(row.item.title) <= _NAME_CHARS)
    own = fold(doc.url)
    itself = any(
        row.link.href == ""
        or (row.link.url and fold(row.link.url) == own)
        or (not row.link.url and row.item.title in names)
        for row in group.rows
    )
    return itself and short * 5 >= len(group.rows) * 4


def _mark(doc: Doc, group: Group, box: Element | None) -> None:
    """The box is the smallest element with heading and group, unless other lists are in it as well."""
    target = group.container
    if box is not None and box is not doc.body and len(raw_text(box)) <= 1.3 * group.title_chars + 200:
        target = box
    if target is not doc.body:
        doc.region_of[target] = Region.SIDEBAR
