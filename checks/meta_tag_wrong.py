"""meta-tag-wrong (网页标签错误)."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from difflib import SequenceMatcher
from functools import partial

from checks.engine.model import Statement
from checks.engine.pages import Faulty, by_distance, grouped, unread_homes, whole_pages
from checks.engine.params import EXCUSES
from checks.engine.registry import check
from checks.engine.statements import cant_tell, failed, passed
from evidence.records import PageKind
from evidence.units import PageEvidence, UnitEvidence

_PLACEHOLDER = re.compile(
    r"^\s*(?:[{$<][\s{$<%#@]*[\w.\-]*[\s}%>#@]*|null|undefined|none|n/?a|nan|[-_./\\]+)\s*$", re.I
)
_SHOWN = ("label", "header")  # dates that a reader sees beside the title
_SELF = re.compile(r"^(?:本站|本网|本局|本单位|原创|网站|未知|其他|其它|互联网|网络|转载|admin|管理员)")
_PLACES = {  # pages that a tag belongs on: publishing systems print all of them everywhere
    "site": (PageKind.HOME, PageKind.COLUMN, PageKind.ARTICLE),
    "column": (PageKind.COLUMN, PageKind.ARTICLE),
    "article": (PageKind.ARTICLE,),
    "pubdate": (PageKind.ARTICLE,),
    "contentsource": (PageKind.ARTICLE,),
}
_NAMED = re.compile(r"[\W_]+")
_CODE = re.compile(r"^(?:\d{10}|[bB][mM]\d{8})$")


@dataclass(frozen=True, slots=True)
class Params:
    """Thresholds, from the rule that uses this check."""

    tags: tuple[str, ...]  # names that are standard
    titles_alike_pct: int = field(metadata=EXCUSES)  # titles as alike as this are one title
    columns_alike: int = field(metadata=EXCUSES)  # so many columns with one description
    most_pct: int = field(
        metadata=EXCUSES
    )  # more than this share of a template's pages: one fault of the template


@dataclass(frozen=True, slots=True)
class _Fault:
    """What is wrong with one tag of one page; ``kind`` tells faults of a tag apart."""

    kind: str
    words: str  # Chinese
    content: str
    expected: str = ""
    suspected: bool = False


@check("meta-tag-wrong", title="网页标签错误", needs=("pages", "homes"), params=Params)
def meta_tag_wrong(unit: UnitEvidence, params: Params) -> Iterator[Statement]:
    """Standard meta tags (网页标签) that are empty, given twice, or at odds with the page.

    Why: whoever relies on the tags, search engines and inspections among them, is told something else than the reader.
    Counts: a standard tag given more than once; without content, or with a placeholder; PubDate on another day
        than the date shown; ArticleTitle unlike the title shown (suspected); ContentSource naming another than the
        source shown (suspected); SiteIDCode other than the code at the foot or in the configuration; one
        ColumnDescription for many columns (suspected). Most pages of a template alike: one finding.
    Does not count: a tag on a page that it is not for; letters' case; a title cut short or followed by the site's name; 本站 for the unit itself.
    Cannot tell: the page shows no date, title or source to compare with; PubDate is the day the document was made.
    Fix: let the publishing system fill the tags from the fields it shows; remove doubles from the template.
    """
    yield from unread_homes(unit)
    pages = [page for page in whole_pages(unit) if page.meta]
    codes = {site.site_id for site in unit.unit.sites if site.site_id}
    for tag in params.tags:
        bearing = [page for page in pages if _belongs(tag, page) and _values(page, tag)]
        faults = {page.url: fault for page in bearing if (fault := _fault(page, tag, codes, params))}
        yield from _of_tag(tag, bearing, faults, params)
    yield from _alike(pages, params)
    yield from _undated(pages)


def _belongs(tag: str, page: PageEvidence) -> bool:
    kinds = next((kinds for start, kinds in _PLACES.items() if tag.lower().startswith(start)), None)
    return kinds is None or page.kind in kinds


def _values(page: PageEvidence, tag: str) -> list[str]:
    return [content for name, content in page.meta if name.strip().lower() == tag.lower()]


def _fault(page: PageEvidence, tag: str, codes: set[str], params: Params) -> _Fault | None:
    values = _values(page, tag)
    if not values:
        return None
    if len(values) > 1:
        return _Fault("double", f"出现{len(values)}次", "；".join(values)[:200])
    content = values[0].strip()
    if not content or _PLACEHOLDER.match(content):
        words = f"内容为占位符“{content}”" if content else "内容为空"
        return _Fault("empty", words, content)
    compare = _COMPARED.get(tag.lower())
    return compare(page, content, codes, params) if compare else None


def _wrong_date(page: PageEvidence, content: str, _codes: set[str], _params: Params) -> _Fault | None:
    said, shown = page.meta_published_on, page.published
    if said is None or shown is None or shown.source not in _SHOWN or said == shown.on:
        return None
    if page.made and page.made.on == said:
        return None
    return _Fault("date", f"为{content}，页面显示的发布日期为{shown.on.isoformat()}", content, shown.text)


def _wrong_title(page: PageEvidence, content: str, _codes: set[str], params: Params) -> _Fault | None:
    said, shown = _bare(content), _bare(page.title)
    if page.kind is not PageKind.ARTICLE or not said or not shown or said in shown or shown in said:
        return None
    site = _bare("".join(_values(page, "SiteName")[:1]))
    if site and (site in shown or shown in site):  # the site's name where the title should be
        return None
    if SequenceMatcher(None, said, shown, autojunk=False).ratio() * 100 >= params.titles_alike_pct:
        return None
    return _Fault("title", f"为“{content}”，页面标题为“{page.title}”", content, page.title, suspected=True)


def _wrong_source(page: PageEvidence, content: str, _codes: set[str], _params: Params) -> _Fault | None:
    said, shown = _bare(content), _bare(page.source or "")
    if page.kind is not PageKind.ARTICLE or not said or not shown or said in shown or shown in said:
        return None
    if _SELF.match(said) or _SELF.match(shown) or set(said) <= set(shown) or set(shown) <= set(said):
        return None
    return _Fault(
        "source", f"为“{content}”，页面来源为“{page.source}”", content, page.source or "", suspected=True
    )


def _wrong_code(page: PageEvidence, content: str, codes: set[str], _params: Params) -> _Fault | None:
    if not _CODE.match(content):
        return _Fault("code", f"为“{content}”，不是10位网站标识码", content)
    shown = {page.footer.site_id} - {None} or codes
    if not shown or content.lower() in {code.lower() for code in shown if code}:
        return None
    expected = "、".join(sorted(code for code in shown if code))
    return _Fault("code", f"为{content}，页面底部或配置的网站标识码为{expected}", content, expected)


_COMPARED: dict[str, Callable[[PageEvidence, str, set[str], Params], _Fault | None]] = {
    "pubdate": _wrong_date,
    "articletitle": _wrong_title,
    "contentsource": _wrong_source,
    "siteidcode": _wrong_code,
}


def _bare(text: str) -> str:
    return _NAMED.sub("", text).lower()


def _is_among(urls: set[str], page: PageEvidence) -> bool:
    return page.url in urls


def _of_tag(
    tag: str, bearing: Sequence[PageEvidence], faults: dict[str, _Fault], params: Params
) -> Iterator[Statement]:
    kinds = dict.fromkeys(fault.kind for fault in faults.values())
    for kind in kinds:
        alike = {url for url, fault in faults.items() if fault.kind == kind}
        for group in grouped(bearing, partial(_is_among, alike), params.most_pct):
            yield _wrong(tag, group, faults[group.nearest.url])
    if bearing and not faults:
        yield passed(by_distance(bearing)[0], target=tag)


def _wrong(tag: str, group: Faulty, fault: _Fault) -> Statement:
    many = f"；共{len(group.pages)}个页面如此" if len(group.pages) > 1 else ""
    return failed(
        group.nearest,
        f"标签 {tag} {fault.words}{many}",
        target=tag,
        suspected=fault.suspected,
        excerpt=fault.content,
        content=fault.content,
        expected=fault.expected,
        fault=fault.kind,
        count=len(group.pages),
        examples=group.examples,
    )


def _alike(pages: Sequence[PageEvidence], params: Params) -> Iterator[Statement]:
    """Columns of different names that all describe themselves in the same words."""
    described: dict[str, dict[str, PageEvidence]] = {}
    for page in by_distance(page for page in pages if page.kind is PageKind.COLUMN):
        for content in _values(page, "ColumnDescription")[:1]:
            if content.strip() and not _PLACEHOLDER.match(content) and page.column_name:
                described.setdefault(_bare(content), {}).setdefault(page.column_name, page)
    for columns in described.values():
        if len(columns) >= params.columns_alike and "ColumnDescription" in params.tags:
            first = next(iter(columns.values()))
            content = _values(first, "ColumnDescription")[0]
            yield failed(
                first,
                f"标签 ColumnDescription 在{len(columns)}个栏目内容相同：“{content[:60]}”",
                target="ColumnDescription",
                suspected=True,
                excerpt=content[:200],
                fault="alike",
                count=len(columns),
                examples=tuple(page.url for page in columns.values())[:5],
            )


def _undated(pages: Sequence[PageEvidence]) -> Iterator[Statement]:
    """PubDate that gives the day a document was made, not the one it was published."""
    for page in pages:
        said, shown = page.meta_published_on, page.published
        if (
            said
            and shown
            and shown.source in _SHOWN
            and said != shown.on
            and page.made
            and page.made.on == said
        ):
            yield cant_tell(page, "标签 PubDate 与成文日期相同，不能断定有误", target="PubDate")
