"""meta-tag-missing (网页标签缺失)."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum

from checks.engine.model import Statement
from checks.engine.pages import Faulty, grouped, unread_homes, whole_pages
from checks.engine.params import EXCUSES
from checks.engine.registry import check
from checks.engine.statements import cant_tell, failed, passed
from evidence.records import ListState, PageKind
from evidence.units import PageEvidence, UnitEvidence


class Bears(StrEnum):
    """Pages that a tag belongs on."""

    ALL = "all"  # home, columns, articles
    COLUMN = "column"
    ARTICLE = "article"


_TOOL = re.compile(r"(?:网站|站点|本站)(?:地图|导航)|搜索结果|检索结果|^(?:地图|站内搜索|高级搜索)$")
_TOOL_PLACE = re.compile(r"(?i)/(?:sitemap|site_map|wzdt|zddt|wzdh|search|so)(?:[./?_]|$)")
_KINDS: Mapping[Bears, tuple[PageKind, ...]] = {
    Bears.ALL: (PageKind.HOME, PageKind.COLUMN, PageKind.ARTICLE),
    Bears.COLUMN: (PageKind.COLUMN,),
    Bears.ARTICLE: (PageKind.ARTICLE,),
}
_WORDS = {Bears.ALL: "页面", Bears.COLUMN: "栏目页", Bears.ARTICLE: "内容页"}
_MEANINGS = {
    "SiteName": "网站名称",
    "SiteDomain": "网站域名",
    "SiteIDCode": "网站标识码",
    "ColumnName": "栏目名称",
    "ColumnDescription": "栏目描述",
    "ColumnKeywords": "栏目关键词",
    "ColumnType": "栏目类别",
    "ArticleTitle": "文章标题",
    "PubDate": "发布时间",
    "ContentSource": "内容来源",
}


@dataclass(frozen=True, slots=True)
class Params:
    """Which tags belong where, from the rule that uses this check."""

    tags: Mapping[Bears, tuple[str, ...]]
    most_pct: int = field(
        metadata=EXCUSES
    )  # more than this share of a template's pages: one fault of the template


@check("meta-tag-missing", title="网页标签缺失", needs=("pages", "homes"), params=Params)
def meta_tag_missing(unit: UnitEvidence, params: Params) -> Iterator[Statement]:
    """Standard meta tags (网页标签) that pages do not bear.

    Why: search and exchange between government sites find title, date and column by these tags.
    Counts: a page of its kind without the tag, whatever its letters' case: site tags on home, column and content
        pages; column tags on column and content pages as the rule says; content tags on content pages. Where most
        of the unit's pages, or of one template, lack it, that is one finding, at the page nearest the home page; so
        it is where most content pages of one column lack a column tag.
    Does not count: files, data for scripts, site maps and search pages as columns, pages that only lead on or say they do not exist, messages and
        service guides; a tag that is there and empty (see meta-tag-wrong).
    Cannot tell: the page was not read, or a script draws it.
    Fix: put the tag into the template, and let the publishing system fill it in.
    """
    yield from unread_homes(unit)
    pages = [page for page in whole_pages(unit) if page.list_state is not ListState.SCRIPTED or page.meta]
    if unit.pages and not pages:
        for home in unit.homes:
            yield cant_tell(home, "页面内容由脚本生成，未能读取网页标签")
    names = {page.url: frozenset(name.strip().lower() for name, _ in page.meta) for page in pages}
    for where, tags in params.tags.items():
        bearing = [page for page in pages if page.kind in _KINDS[where] and not _is_tool(page, where)]
        for tag in tags if bearing else ():
            yield from _judge(tag, where, bearing, names, params)


def _is_tool(page: PageEvidence, where: Bears) -> bool:
    """A site map or a page of results is no column, though it is made of links."""
    return where is Bears.COLUMN and bool(_TOOL.search(page.title) or _TOOL_PLACE.search(page.url))


def _judge(
    tag: str, where: Bears, pages: Sequence[PageEvidence], names: Mapping[str, frozenset[str]], params: Params
) -> Iterator[Statement]:
    found = False
    part_of = _column if where is Bears.ARTICLE and tag.startswith("Column") else _template
    for group in grouped(pages, lambda page: tag.lower() not in names[page.url], params.most_pct, part_of):
        found = True
        yield _missing(tag, where, group)
    if not found:
        yield passed(pages[0], target=tag)


def _template(page: PageEvidence) -> str:
    return page.template


def _column(page: PageEvidence) -> str:
    """The column of a content page, which its column tags are about; else its template."""
    return page.column_name or page.template


def _missing(tag: str, where: Bears, group: Faulty) -> Statement:
    name = f"{_MEANINGS[tag]}标签 {tag}" if tag in _MEANINGS else f"标签 {tag}"
    count = len(group.pages)
    many = f"：{_WORDS[where]}{group.of}个，{count}个没有" if count > 1 else ""
    return failed(
        group.nearest,
        f"{_WORDS[where]}缺少{name}{many}",
        target=tag,
        count=count,
        pages=group.of,
        examples=group.examples,
        template=group.nearest.template,
    )
