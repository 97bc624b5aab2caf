"""Facts of an article page beside title and date: source, issuer, attachments, main text."""

from __future__ import annotations

import re
from collections.abc import Iterator

from lxml import etree

from crawler.extract.links import extension, is_document
from crawler.extract.masking import masked
from crawler.extract.published import spaced, spread
from crawler.extract.tree import Doc, Element, raw_text, resolve, squeeze
from evidence.records import Region

_SOURCE = re.compile(
    rf"(?<![“\"‘「])(?<![“\"‘「][\u4e00-\u9fff]{{2}})(?:{spaced('信息来源 文章来源 稿件来源 新闻来源 内容来源 来源 稿源 出处')}|Source)\s*[：:∶]"
    r"(?:[^\S\n]*|\s*\n(?=[^\n，。；：]{2,24}(?:\n|$)))"  # on the next line only where nothing but a name stands there
    r"([^\s：:|\[\]【】<>]{2,40})"
)
_SOURCE_SIGN = re.compile(r"源|出\s*处|Source")
_SOURCE_LINE = re.compile(
    r"源\s*[：:∶].*(?:19|20)\d\d\s*[-./年]|(?:19|20)\d\d\s*[-./年].*源\s*[：:∶]", re.DOTALL
)
_ISSUER = re.compile(
    rf"(?:{spaced('发布机构 发文机关 发文单位 制发机关 公开责任部门 发布单位 发文机构 公开机构 责任部门 信息公开机构')})\s*[：:∶]?\s*([^\s：:|\[\]【】<>]{{2,40}})"
)
_INDEX = re.compile(
    rf"(?:{spaced('索引号 索引编号')})\s*[】\]]?\s*[：:∶]?\s*([0-9A-Za-z〔〕\[\]/_.\-—]{{4,60}})"
)
_VALIDITY = re.compile(
    rf"(?:{spaced('有效性 时效性 效力状态 有效状态 是否有效 文件状态 效力')})\s*[】\]]?\s*[：:∶]?\s*(现行有效|继续有效|部分有效|有效(?![期性日时])|已?失效(?![日时])|已?废止(?![日时])|无效|已修改|[是否](?![\u4e00-\u9fff]))"
)
_NEXT_LABEL = re.compile(
    r"(?:发布|发表|更新|录入|公布|编辑)?(?:时间|日期)|作者|编辑|责编|责任编辑|浏览|点击|阅读|访问|字号|字体|分享|打印|审核|撰稿|供稿|摄影|(?:19|20)\d\d[-年/.]"
)
_PLACEHOLDER = re.compile(r"^\W*$|[{}<>$]|^信息来源$|^内容来源$|^来源$")
_FILE_NAME = re.compile(
    r"\.(?:pdf|docx?|xlsx?|pptx?|zip|rar|wps|et|ofd|txt|csv|7z)\W*(?:[(（][\d.\s]+[KMB]+[)）])?\W*$",
    re.IGNORECASE,
)
_SERVLET = re.compile(
    r"DownloadAttach|/download\.(?:jsp|do|php|aspx?|ashx)|downfile|/attach(?:ment)?/download", re.IGNORECASE
)
_WRITTEN_FILE = re.compile(
    r"href\s*=\s*\\?[\"']([^\"'\\<>]+?\.(?:pdf|docx?|xlsx?|pptx?|zip|rar|wps|et|ofd))\\?[\"']", re.IGNORECASE
)
_MEDIA = frozenset(".mp3 .mp4 .wmv .avi .flv .mov .m4v .wav .swf .exe .apk .txt".split())
_NOT_A_SOURCE = re.compile(
    r"^(?:作者|编辑|发布|点击|浏览|时间|日期|字号|字体|阅读|责任|审核|打印|分享|来源|未知$|无$|【|\d)"
)
_BODY_HINT = re.compile(
    r"trs_?(?:editor|ueditor|paper|view)|ucap-content|(?:^|[\s_\-])(?:zoom|zoomcon|vsb_content\w*|v_news_content|wp_articlecontent|"
    r"article_?(?:con|content|body|text|main)|content_?(?:body|text|main|article)|news_?(?:content|con|text|body)|"
    r"pages_content|bt_content|conTxt|text_?con|xl_?con|detail_?con\w*|art_?con|info_?con\w*|main_?txt)",
    re.IGNORECASE,
)
_SCRIPT_CHARS = 20_000
EXCERPT_CHARS = 200


def main_text(doc: Doc) -> str:
    """The text of the main region, a block a line."""
    return doc.text_in(Region.MAIN)


def excerpt(text: str) -> str:
    """The beginning of a text; long numbers masked, since derived tables never hold a person's number."""
    return masked(squeeze(text[: EXCERPT_CHARS * 2]))[:EXCERPT_CHARS]


def read_source(doc: Doc, title: str | None) -> str | None:
    """The source the page shows (来源): in the line that tells about the article, else nearest the title, else what
    the meta tag says."""
    for text in map(_spread_lines, _source_places(doc, title)):
        for match in _SOURCE.finditer(text) if _SOURCE_SIGN.search(text) else ():
            value = _cut(match.group(1))
            if value and not _NOT_A_SOURCE.match(value) and not _PLACEHOLDER.match(value):
                return value
    meta = doc.meta.get("contentsource")
    return meta if meta and not _PLACEHOLDER.match(meta) else None


def _spread_lines(text: str) -> str:
    return "\n".join(map(spread, text.split("\n"))) if "源" in text else text


def _source_places(doc: Doc, title: str | None) -> Iterator[str]:
    yield "\n".join(
        b.text
        for b in doc.blocks
        if b.region is Region.MAIN and len(b.text) < 200 and _SOURCE_LINE.search(b.text)
    )
    main = main_text(doc)
    yield main[max(main.find(title), 0) :] if title else main
    yield _beside(doc)


def _beside(doc: Doc) -> str:
    return "\n".join(b.text for b in doc.blocks if b.region in (Region.NAV, Region.SIDEBAR) and not b.listed)


def _cut(value: str) -> str:
    """A value up to the next label: labels of one line often stand without a space."""
    following = _NEXT_LABEL.search(value, 2)
    value = value[: following.start()] if following else value
    if value.endswith(("）", ")")) and not re.search(r"[（(]", value):
        value = value[:-1]
    return value.strip("，,;；。（(")


def read_issuer(doc: Doc) -> str | None:
    """The body that issued a document (发布机构, 发文机关)."""
    match = _ISSUER.search(main_text(doc))
    value = _cut(match.group(1)) if match else ""
    return value if value and not _NOT_A_SOURCE.match(value) else None


def read_index_number(doc: Doc) -> str | None:
    """The index number (索引号) of a disclosed document."""
    match = _INDEX.search(main_text(doc))
    return match.group(1) if match else None


def read_validity(doc: Doc) -> str | None:
    """Whether a document is in force (有效性), in the page's own words."""
    match = _VALIDITY.search(main_text(doc))
    return match.group(1) if match else None


def read_attachments(doc: Doc) -> tuple[str, ...]:
    """Addresses of files that the main text offers, in page order; also those that a script writes into it."""
    found: dict[str, None] = {}
    for link in doc.links:
        if link.url and link.region is Region.MAIN and _offers_file(link.url, link.text or link.title):
            found.setdefault(link.url)
    for _, src, text in doc.scripts:
        if not src and "write" in text and "href" in text and len(text) < _SCRIPT_CHARS:
            for match in _WRITTEN_FILE.finditer(text):
                url = resolve(doc, match.group(1))
                if url:
                    found.setdefault(url)
    return tuple(found)


def _offers_file(url: str, name: str) -> bool:
    """Whether a link leads to a file, by its address or, where a servlet hands it out, by its words."""
    if is_document(url):
        return extension(url) not in _MEDIA
    return bool(_FILE_NAME.search(name) or _SERVLET.search(url))


def body_element_text(doc: Doc, *, spaced: bool = False) -> str:
    """The text of the element that holds the article, by its name; empty where none is called so.

    ``spaced``: cells and paragraphs are kept apart, so that numbers of neighbours do not run together.
    """
    for element in doc.body.iter("div", "td", "article", "section", "ucapcontent"):
        if _BODY_HINT.search(f"{element.get('class') or ''} {element.get('id') or ''}"):
            text = squeeze(_apart(element) if spaced else raw_text(element))
            if len(text) >= 20:
                return text
    return ""


_BLOCKS = frozenset("td th tr p div li dd dt br h1 h2 h3 h4".split())


def _apart(element: Element) -> str:
    """All text below an element, a space at every border of a block."""
    parts: list[str] = []
    for event, node in etree.iterwalk(element, events=("start", "end")):
        if node.tag in _BLOCKS:
            parts.append(" ")
        said = node.text if event == "start" else node.tail if node is not element else None
        parts.append(said or "")
    return "".join(parts)
