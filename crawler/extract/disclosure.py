"""Disclosure platforms (政府信息公开专栏): which sections a page leads to, and annual reports with their years."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from functools import lru_cache

from crawler.extract.masking import trimmed
from crawler.extract.tree import Doc
from evidence.records import Item, Quote, Region

TITLE_CHARS = 120
_MAX_REPORTS = 200
_OPEN_INFO = r"(?:(?:政府|政务|本机关|部门|单位)?信息公开|政务公开|(?:政府)?信息|公开)"
_OWNER = r"(?:[\u4e00-\u9fff]{2,24}?)?"
_SECTIONS: tuple[tuple[str, re.Pattern[str]], ...] = (
    ("guide", re.compile(rf"{_OWNER}{_OPEN_INFO}(?:工作)?(?:指南|指引)")),
    (
        "regulations",
        re.compile(
            rf"{_OWNER}{_OPEN_INFO}(?:工作)?(?:相关)?(?:制度|规定|规章|法规|规范)(?:及|和|与|、)?(?:制度|规定|规范|文件|建设|法规)?|{_OPEN_INFO}(?:法律法规|法规制度|条例)"
        ),
    ),
    ("statutory", re.compile(rf"法定(?:主动)?公开(?:的)?(?:内容|信息|目录|事项)?|(?:法定)?主动公开(?:的)?(?:内容|信息|目录|基本目录|事项)?|{_OWNER}{_OPEN_INFO}目录")),
    (
        "annual-report",
        re.compile(rf"{_OWNER}{_OPEN_INFO}(?:工作)?(?:年度?)(?:工作)?(?:报告?|报表|度报告)|{_OWNER}{_OPEN_INFO}(?:工作)?年报"),
    ),
    ("on-request", re.compile(r"(?:政府|政务)?(?:信息)?(?:公开)?依?申请公开(?:信息|平台|系统|指南|入口|政府信息|申请)?|依申请|信息公开申请|(?:网上|在线)申请公开|我要申请公开")),
)  # fmt: skip
_PLAIN = {
    "指南": "guide", "公开指南": "guide", "制度": "regulations", "公开制度": "regulations", "目录": "statutory",
    "公开目录": "statutory", "年报": "annual-report", "年度报告": "annual-report", "公开年报": "annual-report",
    "政府年报": "annual-report", "部门年报": "annual-report",
}  # fmt: skip
_MARKS = re.compile(r"公开|指南|制度|目录|年报|年度报告|依申请")
_PLATFORM = re.compile(r"信息公开|政务公开|公开专栏|公开平台|公开目录|公开年报|公开指南|公开制度")
_NUMERALS = str.maketrans("〇○零一二三四五六七八九", "000123456789")
_REPORT = re.compile(
    r"(?:信息|政务)公开(?:工作)?(?:年度)?(?:工作)?(?:情况)?(?:的)?(?:年度)?(?:年报|报告)|公开(?:工作)?年报"
)
_BARE_REPORT = re.compile(r"^\W*((?:19|20)\d\d)\s*年?度?(?:年报|年度报告|报告|工作报告|年度工作报告)?\W*$")
_NO_REPORT = re.compile(
    r"解读|图解|读懂|通知|要求|模板|格式|填报|部署|培训|要点|征集|考核|启动|催报|汇总表|半年|季度|计划$|计划的"
)
_OTHER_REPORT = re.compile(r"预算|决算|法治|统计|财务|绩效|审计|质量|社会责任|依法行政|政府工作报告")
_YEAR = re.compile(r"(?<!\d)((?:19|20)\d\d)\s*(?:年度|年|[）)】\]]|(?=[^\d\-./]))")
_NUMERAL_YEAR = re.compile(r"二[〇○零][〇○零一二三四五六七八九]{2}(?=\s*年)")
_DATED = re.compile(r"(?:19|20)\d\d\s*[-./年]\s*\d{1,2}\s*[-./月]\s*\d{1,2}日?|(?:19|20)\d\d年\d{1,2}月")


def is_platform(title: str | None, context: tuple[str, ...], url: str) -> bool:
    """Whether a page belongs to disclosure by its title, column, breadcrumb or platform (gkmlpt)."""
    return any(_PLATFORM.search(name) for name in (title or "", *context)) or "/gkmlpt" in url


def read_sections(doc: Doc, on_platform: bool) -> tuple[Quote, ...]:
    """The sections that navigation, side menus, tabs and pictures of a page name, each once, links before mere words.

    ``on_platform``: short names (指南, 年报) are sections only where the page itself is one of disclosure.
    """
    found: dict[str, Quote] = {}
    for name, url in _named(doc, on_platform):
        section = section_of(name) or (_PLAIN.get(name) if on_platform else None)
        if section and (section not in found or (url and found[section].url is None)):
            found[section] = Quote(section, trimmed(name, TITLE_CHARS), url)
    order = [section for section, _ in _SECTIONS]
    return tuple(found[section] for section in order if section in found)


def _named(doc: Doc, on_platform: bool) -> Iterator[tuple[str, str | None]]:
    for link in doc.links:
        if link.region is not Region.FOOTER:
            for name in dict.fromkeys((link.text, link.title)):
                if name and _MARKS.search(name):
                    yield _core(name), link.url
    if on_platform:
        for block in doc.blocks:
            if block.region in (Region.MAIN, Region.SIDEBAR) and 2 <= len(block.text) <= 16:
                yield _core(block.text), None


@lru_cache(maxsize=8192)
def _core(name: str) -> str:
    """A name without brackets, arrows and counts around it."""
    return re.sub(r"^[\W\d_]+|[\W\d_]+$|\s+|更多$", "", name)


@lru_cache(maxsize=8192)
def section_of(name: str) -> str | None:
    """The section that a name is of: 政府信息公开指南 is guide; 办事指南 and 财务年报 are none."""
    if not 3 <= len(name) <= 30 or not _MARKS.search(name):
        return None
    return next((section for section, pattern in _SECTIONS if pattern.fullmatch(name)), None)


def read_reports(
    doc: Doc, title: str | None, column: str | None, items: Iterable[Item], is_article: bool
) -> tuple[Quote, ...]:
    """Annual reports of disclosure (政府信息公开工作年度报告) that a page lists, links to or is; id is the year reported on."""
    in_column = bool(
        column and (section_of(column) == "annual-report" or _PLAIN.get(column) == "annual-report")
    )
    found: dict[tuple[str, str | None], Quote] = {}
    for name, url in _entries(doc, title, items, is_article):
        year = reported_year(name, in_column and not is_article)
        if year and len(found) < _MAX_REPORTS:
            found.setdefault((year, url), Quote(year, trimmed(name, TITLE_CHARS), url))
    return tuple(found.values())


def _entries(
    doc: Doc, title: str | None, items: Iterable[Item], is_article: bool
) -> Iterator[tuple[str, str | None]]:
    if is_article and title:
        yield title, doc.url or None
    for item in items:
        yield item.title, item.url
    for link in doc.links:
        if link.region in (Region.MAIN, Region.SIDEBAR) and link.url:
            full = link.title if link.text.endswith(("..", "…")) and link.title else link.text
            yield full, link.url


@lru_cache(maxsize=8192)
def reported_year(title: str, in_column: bool = False) -> str | None:
    """The year an annual report is of; None for what is none. Days and months in the title are of publication.

    ``in_column``: in a column of annual reports a bare 2025年年度报告 is one too.
    """
    if _NO_REPORT.search(title):
        return None
    text = _NUMERAL_YEAR.sub(lambda m: m.group().translate(_NUMERALS), title) if "二" in title else title
    text = re.sub(r"\s+", "", text)
    bare_year = _BARE_REPORT.match(text) if in_column else None
    if bare_year:
        return bare_year.group(1)
    in_kind = in_column and re.search(r"年报|年度报告", text) and not _OTHER_REPORT.search(text)
    if not _REPORT.search(_YEAR.sub("", text)) and not in_kind:
        return None
    years = set(_YEAR.findall(_DATED.sub("", text)))
    return years.pop() if len(years) == 1 else None
