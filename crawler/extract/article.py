"""Facts of an article page: title, the date a reader sees, source, issuer, attachments, main text."""

from __future__ import annotations

import re
from dataclasses import dataclass
from itertools import pairwise

from crawler.extract import dates
from crawler.extract.links import is_document
from crawler.extract.masking import masked
from crawler.extract.tree import Block, Doc, raw_text, squeeze
from evidence.records import Region, Span

_LABEL_GAP = r"[ \u3000\xa0]*"


def _spaced(words: str) -> str:
    """A label's characters with optional spaces between: 发 布 日 期."""
    return "|".join(_LABEL_GAP.join(word) for word in words.split())


_DATE_VALUE = r"\s*[：:∶]?\s*[\[(（]?\s*"
_FULL_DATE = (
    r"((?:19[89]|20\d)\d\s*[-./－—–．／年]\s*(?:1[0-2]|0?[1-9])\s*[-./－—–．／月]\s*(?:3[01]|[12]\d|0?[1-9])(?!\d)\s*日?"
    r"|[一二][〇○ΟOo零0Ｏ一二三四五六七八九]{3}\s*年\s*[一二三四五六七八九十]{1,3}\s*月\s*[一二三四五六七八九十廿]{1,3}\s*日)"
)
_PUBLISHED = re.compile(
    rf"(?<![\u4e00-\u9fff])(?:信息|文章|稿件|公开|网站|内容)?(?:{_spaced('发布时间 发布日期 发表时间 发表日期 公布时间 公布日期 公开时间 公开日期 上传时间 上传日期 录入时间 录入日期 上网时间 发稿时间 发稿日期 添加时间 添加日期 创建时间 加入时间 信息时间 信息日期 发布于 发表于 提交时间 编辑时间 撰写时间 登载时间 刊发时间')})"
    rf"{_DATE_VALUE}{_FULL_DATE}"
)
_UNSPECIFIC = re.compile(
    rf"(?<![\u4e00-\u9fff])(?:{_spaced('时间 日期')}|Date|Time){_DATE_VALUE}{_FULL_DATE}", re.IGNORECASE
)
_UPDATED = re.compile(
    rf"(?:{_spaced('更新时间 更新日期 修改时间 最后更新 最近更新')}){_DATE_VALUE}{_FULL_DATE}"
)
_MADE = re.compile(
    rf"(?:{_spaced('成文日期 成文时间 生成日期 生成时间 制发日期 印发日期 发文日期 发文时间 签发日期 颁布日期 实施日期 施行日期 生效日期 生效时间 失效日期 废止日期 截止日期 截止时间 开始时间 结束时间 开始日期 结束日期 办结时间 答复时间 答复日期 回复时间 留言时间 提问时间 来信时间 今天是 有效期至')}){_DATE_VALUE}{_FULL_DATE}"
)
_SOURCE = re.compile(
    rf"(?:{_spaced('信息来源 文章来源 稿件来源 新闻来源 内容来源 来源 稿源 出处')}|Source)\s*[：:∶]\s*([^\s：:|\[\]【】<>]{{2,40}})"
)
_ISSUER = re.compile(
    rf"(?:{_spaced('发布机构 发文机关 发文单位 制发机关 公开责任部门 发布单位 发文机构 公开机构 责任部门 信息公开机构')})\s*[：:∶]?\s*([^\s：:|\[\]【】<>]{{2,40}})"
)
_NOT_A_SOURCE = re.compile(
    r"^(?:作者|编辑|发布|点击|浏览|时间|日期|字号|字体|阅读|责任|审核|打印|分享|本站原创$|未知$|无$|【|\d)"
)
_SCRIPT_DATE = re.compile(
    r"\b(?:pub|publish|release|issue|fbsj|fbrq|fwrq|wzrq)\w*\s*[=:]\s*[\"']("
    + _FULL_DATE[1:-1]
    + r")[^\"']{0,12}[\"']",
    re.IGNORECASE,
)
_SITE_NAME = re.compile(
    r"(?:门户网站|信息网|政府网|官网|官方网站|网站|欢迎您[！!]?|信息网-?|考试网|教育网|[\u4e00-\u9fff]网)-*$|^(?:首页|正文|文章内容|详细页|内容页)$"
)
_BODY_NAME = re.compile(
    r"[\u4e00-\u9fff]{2,24}(?:人民政府|政府|办公室|委员会|办事处|管理局|[局厅]|中心|学校|小学|中学|大学|学院|医院)"
)
_AFTER_TITLE = re.compile(r"^[\s(（\[【]*(?:(?:19|20)\d\d[-./年]|来源|发布|时间|日期|作者|浏览|阅读|字号|【)")
_TAIL = re.compile(r"\s*[(（\[]?\s*(?:19|20)\d\d[-./年]\d{1,2}[-./月]\d{1,2}日?.{0,60}$")
_LABEL_LINE = re.compile(
    r"^\W*(?:来源|发布|时间|日期|作者|浏览|索引|当前|您|分享|字|打印|关闭|附件|上一|下一|相关)"
)
_STAMP = re.compile(r"[\"'](?:19|20)\d\d\s*[-./年]")
_TITLE_HINT = re.compile(
    r"(?:^|[\s_\-])(?:title|tit|bt|biaoti|headline|arc_?title|article_?title|news_?title|con_?title|wz_?title|h1)(?:$|[\s_\-\d])|title$|^tit",
    re.IGNORECASE,
)
_HEAD_LINE = re.compile(
    r"来\s*源\s*[：:]|作\s*者\s*[：:]|浏览|点击|阅读|访问量|字\s*[号体]\s*[：:【\[]|编辑\s*[：:]|打印|次数|【"
)
_BODY_HINT = re.compile(
    r"trs_?(?:editor|ueditor|paper|view)|ucap-content|(?:^|[\s_\-])(?:zoom|zoomcon|vsb_content\w*|v_news_content|wp_articlecontent|"
    r"article_?(?:con|content|body|text|main)|content_?(?:body|text|main|article)|news_?(?:content|con|text|body)|"
    r"pages_content|bt_content|conTxt|text_?con|xl_?con|detail_?con\w*|art_?con|info_?con\w*|main_?txt)",
    re.IGNORECASE,
)
EXCERPT_CHARS = 200


@dataclass(frozen=True, slots=True)
class Dates:
    """The date a reader sees, and what the meta tag claims."""

    published: Span | None
    meta: Span | None


def main_text(doc: Doc) -> str:
    """The text of the main region, a block a line."""
    return doc.text_in(Region.MAIN)


def excerpt(text: str) -> str:
    """The beginning of a text; long numbers masked, since derived tables never hold a person's number."""
    return masked(squeeze(text[: EXCERPT_CHARS * 2]))[:EXCERPT_CHARS]


def read_title(doc: Doc) -> str | None:
    """The title as the page shows it; the title tag without the site's name where the page shows none."""
    tag = _from_tag(doc)
    meta = _plain(doc.meta.get("articletitle", ""))
    wanted = [t for t in dict.fromkeys((meta, tag)) if t and not _is_site_name(doc, t)]
    visible = _visible_title(doc, wanted)
    if visible:
        return visible
    return wanted[0] if wanted else _first_line(doc) or tag or None


def page_title(doc: Doc, is_home: bool) -> str | None:
    """What a home or column page calls itself: its title tag; its headings belong to its blocks."""
    return (_plain(doc.title_tag) if is_home else _from_tag(doc)) or doc.meta.get("sitename") or None


def _plain(title: str) -> str:
    text = squeeze(re.sub(r"<[^>]+>|&nbsp;?", " ", title))
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
    parts = [p for p in re.split(r"\s*[_|丨﹣]\s*|\s+[-–—－]+\s*|[-–—－]{1,2}(?=[^-–—－]{2,24}$)", text) if p]
    return parts[0].strip(" -") if parts and len(parts[0]) >= 4 else text


def _visible_title(doc: Doc, wanted: list[str]) -> str | None:
    """The block that shows the title: equal to what the tags say, else a heading, else a block called title."""
    hinted: list[Block] = []
    for block in doc.blocks:
        text = block.text
        if block.region in (Region.FOOTER, Region.CRUMB) or not 4 <= len(text) <= 200 or _in_link(block):
            continue
        shown = next((t for t in (_shown_as(text, name) for name in wanted) if t), None)
        if shown:
            return shown
        if block.region is Region.MAIN and not block.listed and _title_like(block):
            hinted.append(block)
    return _joined_title(doc, wanted) or _from_headings(hinted, wanted)


def _from_headings(hinted: list[Block], wanted: list[str]) -> str | None:
    headings = [b for b in hinted if b.element.tag == "h1"] or hinted
    for block in headings:
        told = not wanted or _related(block.text, wanted) or all(len(name) < 12 for name in wanted)
        if told and not _LABEL_LINE.match(block.text):
            return _without_tail(block.text)
    return None


def _shown_as(text: str, name: str) -> str | None:
    """The title as a block shows it, without the date or source that may follow it there."""
    squeezed, named = text.replace(" ", ""), name.replace(" ", "")
    if squeezed == named:
        return text
    stem = re.sub(r"(?:\.{2,}|…+)$", "", named)
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
        told = _HEAD_LINE.search(two.text) or _PUBLISHED.search(two.text)
        if told and 6 <= len(one.text) <= 120 and not _in_link(one) and not _LABEL_LINE.match(one.text):
            return one.text
    return None


def _title_like(block: Block) -> bool:
    for element in (block.element, block.element.getparent()):
        if element is not None and _TITLE_HINT.search(
            f"{element.get('class') or ''} {element.get('id') or ''}"
        ):
            return True
    return block.element.tag in ("h1", "h2", "h3")


def _in_link(block: Block) -> bool:
    return block.link_chars * 2 > len(block.text)


def read_dates(doc: Doc, title: str | None) -> Dates:
    """The publish date by rank: labelled in the text, unlabelled under the title, script, update label, meta, address.

    Dates of making (成文日期), of validity, replies, footers, lists and 今天是 are never the publish date.
    """
    meta = dates.first_in(doc.meta.get("pubdate", "") or doc.meta.get("publishdate", ""), "meta")
    shown = (
        _labelled_date(doc, title)
        or _script_date(doc)
        or _under_title(doc, title, meta)
        or _updated(doc, title)
    )
    return Dates(shown or meta or _stamped(doc), meta)


def _stamped(doc: Doc) -> Span | None:
    return dates.in_url(doc.url) if doc.url else None


def _labelled_date(doc: Doc, title: str | None) -> Span | None:
    """A date with a label of publishing: near the title first, then anywhere outside lists."""
    head = _head_text(doc, title)
    return (
        _labelled(_PUBLISHED.search(head))
        or _labelled(_UNSPECIFIC.search(_MADE.sub(" ", head)))
        or _labelled(_PUBLISHED.search(_outside(doc)))
    )


def _updated(doc: Doc, title: str | None) -> Span | None:
    return _labelled(_UPDATED.search(_head_text(doc, title)))


def _labelled(match: re.Match[str] | None) -> Span | None:
    if not match:
        return None
    day = dates.first_in(match.group(match.lastindex or 0), "label")
    return Span(day.on, squeeze(match.group()), "label") if day else None


def _head_text(doc: Doc, title: str | None) -> str:
    """The text around the title: from the start of the main region to some blocks after the title."""
    texts = [b.text for b in doc.blocks if b.region is Region.MAIN and not b.listed]
    at = _position(texts, title)
    return "\n".join(texts[: at + 14])


def _position(texts: list[str], title: str | None) -> int:
    if title:
        for n, text in enumerate(texts):
            if text == title or (title in text and len(text) < len(title) + 60):
                return n
    return 6


def _outside(doc: Doc) -> str:
    return "\n".join(
        b.text for b in doc.blocks if b.region in (Region.MAIN, Region.NAV, Region.SIDEBAR) and not b.listed
    )


def _under_title(doc: Doc, title: str | None, meta: Span | None) -> Span | None:
    """A date in the first short lines after the title: 2020-07-02 10:33 来源：… 浏览次数：…

    Two dates on lines of their own are those of making and of publishing, in this order. A lone 年月日 line may be
    the date of making: where a meta tag states another day, that one is taken.
    """
    texts = [b.text for b in doc.blocks if b.region is Region.MAIN and not b.listed]
    at = _position(texts, title) if title else 0
    lone: list[Span] = []
    for text in texts[max(0, at) : at + 10]:
        found = _in_line(text) if text != title else None
        if found is None:
            continue
        if _HEAD_LINE.search(text):
            return found
        lone.append(found)
    if not lone:
        return None
    if len(lone) >= 2 and lone[1].on >= lone[0].on:
        return lone[1]
    return meta if meta and "年" in lone[0].text and meta.on != lone[0].on else lone[0]


def _in_line(text: str) -> Span | None:
    """The date of a line that tells about the article, not of a sentence in it."""
    if len(text) > 160:
        return None
    cleaned = _MADE.sub(" ", text)
    spans = dates.in_text(cleaned, "header")
    told = len(cleaned) <= 40 or _HEAD_LINE.search(cleaned)
    return (
        Span(spans[0].on, squeeze(cleaned)[:60], "header")
        if spans and told and not _is_sentence(cleaned, spans[0])
        else None
    )


def _is_sentence(text: str, span: Span) -> bool:
    """A date inside running text is what the article tells of, not when it was published."""
    rest = text.replace(span.text, "", 1)
    return bool(re.search(r"[，。；,;、]", rest)) and not _HEAD_LINE.search(rest)


def _script_date(doc: Doc) -> Span | None:
    for _, src, text in doc.scripts:
        if src or len(text) > 20_000 or not _STAMP.search(text):
            continue
        match = _SCRIPT_DATE.search(text)
        span = dates.first_in(match.group(1), "script") if match else None
        if span and match:
            return Span(span.on, squeeze(match.group())[:60], "script")
    return None


def read_source(doc: Doc) -> str | None:
    """The source the page shows (来源), else what the meta tag says."""
    for text in (main_text(doc), _outside(doc)):
        for match in _SOURCE.finditer(text):
            value = match.group(1).strip("，,;；)）")
            if not _NOT_A_SOURCE.match(value):
                return value
    return doc.meta.get("contentsource") or None


def read_issuer(doc: Doc) -> str | None:
    """The body that issued a document (发布机构, 发文机关)."""
    match = _ISSUER.search(main_text(doc))
    value = match.group(1).strip("，,;；)）") if match else ""
    return value if value and not _NOT_A_SOURCE.match(value) else None


def read_attachments(doc: Doc) -> tuple[str, ...]:
    """Addresses of files that the main text offers, in page order."""
    found: dict[str, None] = {}
    for link in doc.links:
        url = link.url
        if not url or link.region not in (Region.MAIN, Region.SIDEBAR):
            continue
        name = link.text or link.title
        if is_document(url) or re.search(
            r"\.(?:pdf|docx?|xlsx?|pptx?|zip|rar|wps|ofd)\s*$", name, re.IGNORECASE
        ):
            found.setdefault(url)
    return tuple(found)


def body_element_text(doc: Doc) -> str:
    """The text of the element that holds the article, by its name, else the main region."""
    for element in doc.body.iter("div", "td", "article", "section", "ucapcontent"):
        if _BODY_HINT.search(f"{element.get('class') or ''} {element.get('id') or ''}"):
            text = squeeze(raw_text(element))
            if len(text) >= 20:
                return text
    return ""
