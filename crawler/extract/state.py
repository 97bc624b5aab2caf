"""What a page shows where a column's entries belong. Empty is said only when the page itself says or proves it."""

from __future__ import annotations

import re

from crawler.extract.listing import Group
from crawler.extract.navigation import is_column_name
from crawler.extract.tree import Doc, text_of
from evidence.records import ListState, Region

_NOTHING = re.compile(
    r"暂无(?:相关|此类|内容|信息|数据|记录|文章|新闻|公告|资料|任何|更多)?|暂时没有|没有(?:相关|找到|查询到|任何|更多)?(?:信息|数据|内容|记录|文章)|无相关(?:信息|数据|内容|记录)"
    r"|(?:栏目|页面|网站|内容)?(?:正在)?(?:建设|完善|更新|整理|维护|筹建)中|敬请期待|敬请关注|即将(?:开通|上线)|共\s*0\s*(?:条|页|篇|个)|共有?\s*0\s*条|总记录(?:数)?\s*[：:]?\s*0(?!\d)|该栏目(?:暂无|下没有)"
)
_LOADERS = re.compile(
    r"\$\.(?:ajax|get|post|getJSON)\b|getJSON\(|XMLHttpRequest|fetch\(\s*[\"'`/]|axios|new\s+Vue|createApp|ng-app|layui\.|laypage|template\.render|laytpl|\.tmpl\(|dataproxy|queryList|loadData|getList\(|initList|jsonp|AjaxPro|\.load\(\s*[\"']",
    re.IGNORECASE,
)
_MARKS = re.compile(r"\{\{[^}]*\}\}|v-for=|ng-repeat=|v-html=")
_APPS = re.compile(
    r"(?:chunk|app|vendor|umi|main)[.\-][0-9a-f]{6,}\.js|vue(?:\.min)?\.js|react(?:-dom)?[.\-]|jpage|angular",
    re.IGNORECASE,
)
_LIST_BOX = re.compile(
    r"(?:^|[\s_\-])(?:list|newslist|lists?_?\w*|\w*list|news_?\w*|content_?list|data_?list|\w*_?ul)(?:$|[\s_\-\d])",
    re.IGNORECASE,
)
_TEXT_CHARS = 40


def read_state(
    doc: Doc, chosen: list[Group], candidates: list[Group], nav_urls: set[str]
) -> tuple[ListState, str]:
    """The state of a page seen as a column, and the sign it was read from (Chinese)."""
    if chosen:
        count = sum(len(group.rows) for group in chosen)
        return ListState.ITEMS, f"列表有{count}条信息"
    plain = _plain_text(doc)
    said = _NOTHING.search(plain)
    if said and len(plain) < 400 and _stands_alone(doc, said.group()):
        return _empty_or_scripted(doc, said.group())
    if len(plain) >= _TEXT_CHARS:
        return ListState.TEXT, f"页面正文{len(plain)}字"
    return _without_text(doc, plain, candidates, nav_urls)


def _plain_text(doc: Doc) -> str:
    """The main text that is not links."""
    return "".join(b.text for b in doc.blocks if b.region is Region.MAIN and b.link_chars * 2 <= len(b.text))


def _stands_alone(doc: Doc, words: str) -> bool:
    """Whether the words are a block of their own, not part of an article that happens to say 暂无."""
    return any(words in b.text and len(b.text) <= 60 for b in doc.blocks if b.region is Region.MAIN)


def _empty_or_scripted(doc: Doc, words: str) -> tuple[ListState, str]:
    """A pager that says 共0条 before its script ran proves nothing."""
    if is_scripted(doc) and re.search(r"0", words):
        return ListState.SCRIPTED, "列表由脚本生成，页面中没有数据"
    return ListState.EMPTY, f"页面显示“{words}”"


def _without_text(doc: Doc, plain: str, candidates: list[Group], nav_urls: set[str]) -> tuple[ListState, str]:
    pictures = [src for src, region in doc.images if region is Region.MAIN and src]
    if doc.frames:
        return ListState.UNCLEAR, "内容在内嵌框架（iframe）中"
    blocks = _blocks(candidates, nav_urls)
    if blocks >= 2:
        return ListState.CONTAINER, f"页面由{blocks}个下级栏目组成"
    if is_scripted(doc):
        return ListState.SCRIPTED, "列表由脚本生成，页面中没有数据"
    linked = [
        x
        for x in doc.links
        if x.region is Region.MAIN and x.url and x.url not in nav_urls and len(x.text) >= 4
    ]
    if linked:
        return ListState.UNCLEAR, f"页面有{len(linked)}个链接，未能认定为列表"
    if pictures:
        return ListState.TEXT, f"页面由{len(pictures)}张图片组成"
    return _blank(doc, plain)


def _blocks(candidates: list[Group], nav_urls: set[str]) -> int:
    """Sub-columns that the page's main part leads to: links named like columns, or headed blocks of entries."""
    named = {
        row.item.url
        for group in candidates
        for row in group.rows
        if group.region is Region.MAIN and is_column_name(row.item.title) and row.item.url not in nav_urls
    }
    headed = {g.heading for g in candidates if g.region is Region.MAIN and g.heading and g.article_like}
    return len(named - {None}) + len(headed)


def _blank(doc: Doc, plain: str) -> tuple[ListState, str]:
    """Nothing to read: empty where a list without rows stands, or where the page is whole and says nothing."""
    if _empty_box(doc):
        return ListState.EMPTY, "列表中没有任何条目"
    whole = any(b.region in (Region.NAV, Region.FOOTER, Region.CRUMB) for b in doc.blocks)
    if whole and len(plain) <= 20 and len(doc.links) >= 5:
        return ListState.EMPTY, "除导航和页脚外没有任何内容"
    return ListState.UNCLEAR, "未能识别页面内容"


def _empty_box(doc: Doc) -> bool:
    for element in doc.body.iter("ul", "ol", "table", "tbody", "div", "dl"):
        names = f"{element.get('class') or ''} {element.get('id') or ''}"
        if element.tag not in ("ul", "ol") and not _LIST_BOX.search(names):
            continue
        if (
            doc.find_region(element) is Region.MAIN
            and not text_of(element)
            and element.find(".//img") is None
        ):
            return True
    return False


def is_scripted(doc: Doc) -> bool:
    """Whether a script may draw the list: it asks a server for data, or the page holds unfilled templates."""
    if _MARKS.search(" ".join(b.text for b in doc.blocks if b.region is Region.MAIN)):
        return True
    return any((_APPS.search(src) if src else _LOADERS.search(text)) for _, src, text in doc.scripts)
