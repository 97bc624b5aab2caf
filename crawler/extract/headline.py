"""The title of a page as a reader sees it; what its tags say only where they tell it from the site's name."""

from __future__ import annotations

import re
from functools import lru_cache
from itertools import pairwise

from crawler.extract.navigation import kind_of
from crawler.extract.published import HEAD_LINE, PUBLISHED, is_moment
from crawler.extract.tree import Block, Doc, squeeze
from evidence.records import Region

_SITE_NAME = re.compile(
    r"(?:门户网站|信息网|政府网|官网|官方网站|网站|欢迎您[！!]?|信息网-?|考试网|教育网|[\u4e00-\u9fff]网)-*$|^(?:网站)?首页\s*[\s>»›＞/\-]|^(?:首页|正文|文章内容|详细页|内容页|(?:信息|内容|文章|新闻|公告|信件|留言)(?:详细|详情|查看|内容|显示)|详细(?:信息|内容)|查看(?:信件|留言|详情|信息))$"
)
_BODY_NAME = re.compile(
    r"[\u4e00-\u9fff]{2,24}(?:人民政府|政府|办公室|委员会|办事处|管理局|[局厅]|中心|学校|小学|中学|大学|学院|医院)"
)
_AFTER_TITLE = re.compile(r"^[\s(（\[【]*(?:(?:19|20)\d\d[-./年]|来源|发布|时间|日期|作者|浏览|阅读|字号|【)")
_TAIL = re.compile(r"\s*[(（\[]?\s*(?:19|20)\d\d[-./年]\d{1,2}[-./月]\d{1,2}日?.{0,60}$")
_LABEL_LINE = re.compile(
    r"^\W*(?:首页|来源|发布|时间|日期|作者|浏览|索引|当前|您|分享|字|打印|关闭|附件|上一|下一|相关)"
)
_TITLE_SEPARATOR = re.compile(r"\s*[_|丨﹣]\s*|\s+[-–—－]+\s*|[-–—－]{1,2}(?=[^-–—－]{2,40}$)")
_CUT = re.compile(r"(?:\.{2,}|…+)$")
_SEPARATORS = re.compile(r"\s*[_|丨﹣]+\s*|\s*[-–—－]+\s*")
_ELSEWHERE = frozenset((Region.FOOTER, Region.CRUMB))
_MARKUP = re.compile(
    r"</?(?:br|h\d|b|i|em|u|p|a|font|span|strong|div|center|sup|sub)\b[^<>]*>|&nbsp;?", re.IGNORECASE
)
_NAME_CHARS = 8
_HEADINGS = frozenset(("h1", "h2", "h3", "h4", "h5"))
_TAG_CHARS = 500  # no title is longer
_SHORT_CHARS = 4  # a shorter first part of a title tag may be a column's name: 要闻-…
_TITLE_HINT = re.compile(
    r"(?:^|[\s_\-])(?:title|tit|bt|biaoti|headline|arc_?title|article_?title|news_?title|con_?title|wz_?title|h1)(?:$|[\s_\-\d])|title$|^tit",
    re.IGNORECASE,
)


def read_title(doc: Doc) -> str | None:
    """The title as the page shows it; the title tag without the site's name where the page shows none."""
    tag = _from_tag(doc)
    meta = _plain(doc.meta.get("articletitle", ""))
    wanted = [t for t in dict.fromkeys((meta, tag)) if t and not _is_site_name(doc, t)]
    visible = _visible_title(doc, wanted)
    if visible:
        return _rather(doc, visible) or visible
    return _rather(doc, wanted[0]) or wanted[0] if wanted else _first_line(doc) or tag or None


def _rather(doc: Doc, title: str) -> str | None:
    """A better title where the tags tell the column's name on every page: the line above date and source, or a
    heading that ends in that name (学校简介 and 某某学校简介)."""
    if len(title) > _NAME_CHARS or kind_of(title) is None:
        return None
    above = _first_line(doc)
    if above and above != title:
        return above
    headings = (
        b.text
        for b in doc.blocks
        if b.region is Region.MAIN and b.element.tag in _HEADINGS and not _in_link(b)
    )
    return next((text for text in headings if text.endswith(title) and len(title) < len(text) <= 60), None)


def page_title(doc: Doc, is_home: bool) -> str | None:
    """What a home or column page calls itself: its title tag; its headings belong to its blocks."""
    return (_plain(doc.title_tag) if is_home else _from_tag(doc)) or doc.meta.get("sitename") or None


def _plain(title: str) -> str:
    text = squeeze(_MARKUP.sub(" ", title[:_TAG_CHARS]))
    half = len(text) // 2  # some systems print the title twice
    return text[:half] if len(text) > 16 and text[:half] == text[half + 1 :] and text[half] == " " else text


def _is_site_name(doc: Doc, text: str) -> bool:
    """Whether a title names the site on every page instead of this one."""
    named = text in (doc.meta.get("sitename"), doc.meta.get("columnname"))
    return named or bool(_SITE_NAME.search(text) or _BODY_NAME.fullmatch(text))


def _from_tag(doc: Doc) -> str:
    """The title tag up to the site's or the column's name."""
    text = _plain(doc.title_tag)
    names = {doc.meta.get("sitename", ""), doc.meta.get("columnname", "")} - {""}
    for name in names:
        if text.endswith(name) and len(text) > len(name) + 3:
            text = re.sub(r"[\s\-_|–—―－﹣丨·>]+$", "", text[: -len(name)])
    parts = [part.strip(" -") for part in _TITLE_SEPARATOR.split(text) if len(part) >= 2]
    if len(parts) < 2:
        return text
    told = [part for part in parts if not _is_site_name(doc, part)] or parts[:1]
    if (
        parts[0] == doc.meta.get("columnname")
        and len(told[0]) <= _NAME_CHARS
        and kind_of(told[0]) is not None
    ):
        return parts[0]  # 学校简介_学校概况_某某中学
    first = _SEPARATORS.split(told[0])[0]
    rest = told[0][len(first) :].strip(" -_|—–")
    if (
        2 <= len(first) <= _NAME_CHARS
        and len(rest) >= _SHORT_CHARS
        and any(rest in part for part in parts[1:])
    ):
        return first  # 会员风采——某某局, and the site's name once more behind
    if 2 <= len(first) <= _NAME_CHARS and kind_of(first) is not None:
        return first  # 政策文件——某某局
    return max(told[:2], key=len) if len(told[0]) < _SHORT_CHARS else told[0]


def _openings(doc: Doc, wanted: list[str]) -> list[str]:
    """What may be the title, likeliest first, without white space: what the title tag begins with, up to
    each of its separators, since a title may hold dashes; then what the tags were read as; then each part of the
    title tag, since the site's name may come first."""
    text = _plain(doc.title_tag)
    ends = [match.start() for match in _SEPARATORS.finditer(text)]
    found = [text[:end].strip(" -") for end in (len(text), *reversed(ends))]
    found += wanted
    found += [part for part in _SEPARATORS.split(text) if len(part) >= _SHORT_CHARS]
    named = (name for name in found if len(name) >= 2 and not _is_site_name(doc, name))
    return list(dict.fromkeys(name.replace(" ", "") for name in named))


def _visible_title(doc: Doc, wanted: list[str]) -> str | None:
    """The block that shows the title: equal to what the tags say, else beginning so, else a heading, else a block
    called title."""
    exact = _openings(doc, wanted)
    stems = [(name, name.replace(" ", ""), _CUT.sub("", name.replace(" ", ""))) for name in wanted]
    shown: list[str] = []
    loose: str | None = None
    hinted: list[Block] = []
    for block in doc.blocks:
        text = block.text
        if block.region in _ELSEWHERE or not 2 <= len(text) <= 200 or _in_link(block):
            continue
        if text.replace(" ", "") in exact and (len(text) >= 4 or block.region is Region.MAIN):
            shown.append(text)
        elif len(text) >= 4:
            loose = loose or next((t for t in (_shown_as(text, *name) for name in stems) if t), None)
            if block.region is Region.MAIN and not block.listed and _title_like(block):
                hinted.append(block)
    if shown:
        return min(shown, key=lambda text: exact.index(text.replace(" ", "")))
    return loose or _joined_title(doc, wanted) or _from_headings(hinted, wanted, _first_line(doc))


def _from_headings(hinted: list[Block], wanted: list[str], above_date: str | None) -> str | None:
    """The first heading that the tags bear out, or that stands above date and source."""
    headings = [b for b in hinted if b.element.tag == "h1"] or hinted
    for block in headings:
        told = not wanted or _related(block.text, wanted) or all(len(name) < 12 for name in wanted)
        if (told or block.text == above_date) and not _LABEL_LINE.match(block.text):
            return _without_tail(block.text)
    return None


def _shown_as(text: str, name: str, named: str, stem: str) -> str | None:
    """The title as a block shows it, without the date or source that may follow it there.

    ``named``, ``stem``: the name without white space, and without the dots of a cut one.
    """
    squeezed = text.replace(" ", "")
    if squeezed == named * 2:  # drawn twice: once for the eye, once for a script
        return name
    if len(stem) < 8 or not squeezed.startswith(stem) or len(squeezed) > len(stem) * 3:
        return None
    return name if stem == named and _AFTER_TITLE.match(squeezed[len(named) :]) else _without_tail(text)


def _without_tail(text: str) -> str:
    return _TAIL.sub("", text).strip() or text


def _joined_title(doc: Doc, wanted: list[str]) -> str | None:
    """A title broken over two lines."""
    main = [b.text for b in doc.blocks if b.region is Region.MAIN][:40]
    for one, two in pairwise(main):
        if any((one + two).replace(" ", "") == name.replace(" ", "") for name in wanted):
            return one + two
    return None


def _related(text: str, wanted: list[str]) -> bool:
    """Whether a heading shares its beginning with what the tags say."""
    return any(name[:6] in text or text[:6] in name for name in wanted)


def _first_line(doc: Doc) -> str | None:
    """The line above the one that tells date and source, where nothing calls itself a title."""
    main = [b for b in doc.blocks if b.region is Region.MAIN and not b.listed][:30]
    for one, two in pairwise(main):
        told = HEAD_LINE.search(two.text) or PUBLISHED.search(two.text) or is_moment(two.text)
        if (
            told
            and _SHORT_CHARS <= len(one.text) <= 120
            and not is_moment(one.text)
            and not _in_link(one)
            and not _LABEL_LINE.match(one.text)
        ):
            return one.text
    return None


def _title_like(block: Block) -> bool:
    if block.element.tag in ("h1", "h2", "h3"):
        return True
    for element in (block.element, block.element.getparent()):
        if element is not None and _hints_title(element.get("class"), element.get("id")):
            return True
    return False


@lru_cache(maxsize=8192)
def _hints_title(css: str | None, name: str | None) -> bool:
    return bool((css or name) and _TITLE_HINT.search(f"{css or ''} {name or ''}"))


def _in_link(block: Block) -> bool:
    return block.link_chars * 2 > len(block.text)
