"""One parse and one walk of a page: links, text blocks and regions for every extractor.

lxml parses decoded text; BeautifulSoup takes over where the markup is so broken that lxml loses the body.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from functools import lru_cache
from itertools import islice
from typing import Any

from bs4 import BeautifulSoup
from lxml import etree

from crawler.extract.charset import Decoded, decode
from crawler.extract.links import normalise
from evidence.records import Region

Element = Any  # lxml elements; its stubs do not cover html

_INLINE = frozenset(
    "a span b i em strong font u sub sup label small big time ins del s strike tt code cite q abbr mark wbr nobr "
    "o:p st1:chsdate".split()
)
_CHOICES = 12  # of a select that are told
_DROPPED = ("script", "style", "select", "template", "object", "embed", "svg")

_HINTS: tuple[tuple[Region, re.Pattern[str]], ...] = (
    (
        Region.CRUMB,
        re.compile(
            r"(?:^|[\s_\-])(?:bread|crumb|dqwz|weizhi|mbx|wzdh|sitepath|curpos|cur_?position|location|position|postion"
            r"|place|dangqian|path|wz|here|now|where|nowpos|local|dqlm)|crumb|position$|location$|weizhi|dangqian"
        ),
    ),
    (
        Region.FOOTER,
        re.compile(
            r"(?:^|[\s_\-])(?:foot|footer|bottom|copyright|copy|yqlj|friend|flink|links?box|footlink|bot)(?:$|[\s_\-\d]|er|box|link|nav|con)"
            r"|footer|copyright|friendlink"
        ),
    ),
    (
        Region.SIDEBAR,
        re.compile(
            r"(?:^|[\s_\-])(?:side|sidebar|aside|hot|rank|ranking|tuijian|recommend|related|relate|xgxx|xgwz|xgyd|zxxx|latest"
            r"|leftnav|left_?nav|left_?menu|leftmenu|sub_?nav|subnav|sidenav|second_?nav|ejdh|ej_?nav|rightbar|hotnews|newest)(?:$|[\s_\-\d]|bar|box|list|con)"
            r"|sidebar|sidenav|leftnav|leftmenu|left-menu|left_nav|menu-left|subnav"
        ),
    ),
    (
        Region.NAV,
        re.compile(
            r"(?:^|[\s_\-])(?:nav|navi|navbar|navigation|menu|mainnav|mainmenu|topnav|head|header|top|topbar|toplink|banner|logo|search)"
            r"(?:$|[\s_\-\d]|er|box|con|wrap|list|bar|main|menu|nav)|mainnav|topnav|navbar|navmenu|nav_?menu|banner|swiper|carousel"
        ),
    ),
)
_UTILITY = re.compile(  # class names that tell a look and no part: border-bottom, text-top, mb-3
    r"(?<![\w\-])(?:(?:border|align|float|rounded|justify|items|position|flex|text|bg|font|margin|padding|col|row)-[\w\-]+"
    r"|(?:[mp][trblxy]?|d)-(?:\d+|auto|none|block|inline|flex|grid|table|sm|md|lg|xl)(?![a-z\d])[\w\-]*)"
)
_TAG_REGION = {
    "nav": Region.NAV,
    "header": Region.NAV,
    "footer": Region.FOOTER,
    "aside": Region.SIDEBAR,
}
_STICKY = frozenset((Region.FOOTER, Region.CRUMB))
_FOOT_WORDS = re.compile(
    r"版权所有|ICP备|网站标识码|公网安备|Copyright|主办单位|主办[：:]|技术支持|网站地图|承办单位|最佳分辨率"
)
_CRUMB_START = re.compile(
    r"^[\s>»：:]*(?:您?的?当前(?:所在)?(?:的)?位置|您?现?在?所?在?的?位置|所在位置|您所处的位置|首页\s*[>»/＞›])"
)


@dataclass(slots=True)
class LinkNode:
    """A link of the page in document order; url None where the address is unusable (script, #)."""

    element: Element
    url: str | None
    href: str
    text: str
    title: str  # the title attribute
    region: Region


@dataclass(slots=True)
class Block:
    """Text of one block-level element, inline markup joined, white space folded."""

    text: str
    region: Region
    element: Element
    link_chars: int = 0
    listed: bool = False  # part of a list row, filled in by ``listing``


@dataclass(slots=True)
class Doc:
    """A parsed page."""

    url: str
    base: str
    encoding: str
    origin: str  # scheme and host of the base, with a slash
    directory: str  # the base without what follows its last slash
    root: Element
    body: Element
    scripts: list[tuple[str, str, str]]  # (type, src, text)
    script_places: list[Element]  # the element that each script stood in
    script_queries: list[dict[str, str]]  # attributes, in lower case, of scripts that carry a query in one
    title_tag: str
    meta: dict[str, str]  # lower-case name -> first content
    meta_names: list[tuple[str, str]]
    links: list[LinkNode] = field(default_factory=list)
    blocks: list[Block] = field(default_factory=list)
    images: list[tuple[str, Region]] = field(default_factory=list)
    frames: list[str] = field(default_factory=list)
    region_of: dict[Element, Region] = field(default_factory=dict)
    styles: list[str] = field(default_factory=list)  # what the page's own style elements say
    selects: list[tuple[str, ...]] = field(
        default_factory=list
    )  # name, title and first choices of each select

    @property
    def runs_scripts(self) -> bool:
        """Whether anything on the page may change what it shows: a script, a handler (onclick), a frame."""
        return bool(self.scripts or self.frames) or any(
            name.startswith("on") or value.lstrip().lower().startswith("javascript:")
            for element in self.root.iter()
            for name, value in element.attrib.items()
        )

    def mark_rows(self, rows: set[Element]) -> None:
        """Mark the blocks of list rows: their dates and titles are other pages'."""
        for block in self.blocks:
            element = block.element
            for _ in range(5):
                if element is None:
                    break
                if element in rows:
                    block.listed = True
                    break
                element = element.getparent()

    def mark(self, element: Element, region: Region) -> None:
        """Put what stands in the main part under an element into another region."""
        if element is self.body or self.find_region(element) is not Region.MAIN:
            return
        self.region_of[element] = region
        self.spread()

    def spread(self) -> None:
        """Carry newly marked regions to blocks, links and pictures."""
        for block in self.blocks:
            if block.region is Region.MAIN:
                block.region = self.find_region(block.element)
        for link in self.links:
            if link.region is Region.MAIN:
                link.region = self.find_region(link.element)

    def text_in(self, region: Region) -> str:
        """The text of a region, one block a line."""
        return "\n".join(block.text for block in self.blocks if block.region is region)

    def find_region(self, element: Element) -> Region:
        """The region an element stands in."""
        while element is not None:
            region = self.region_of.get(element)
            if region is not None:
                return region
            element = element.getparent()
        return Region.MAIN


_NO_ADDRESS = re.compile(r"(?i)^(?:#|$|[a-z]+:(?!//))")


def resolve(doc: Doc, href: str | None) -> str | None:
    """An address as this page would open it; as written where the page's own address is not known."""
    if not href:
        return None
    if not doc.base:
        known = normalise(href, None, doc.encoding)
        return known or (None if _NO_ADDRESS.match(href.strip()) else href.strip())
    return normalise(href, _base_for(href, doc), doc.encoding)


def _base_for(href: str, doc: Doc) -> str:
    """As much of the base as the address needs: what pages of a host share is worked out once."""
    if href[0] == "/" and href[1:2] != "/":
        return doc.origin
    return doc.base if href[0] in "?#" else doc.directory


def squeeze(text: str) -> str:
    """White space of every kind folded to single spaces, ends trimmed."""
    if "\u200b" in text:
        text = text.replace("\u200b", " ")
    words = text.split()
    return words[0] if len(words) == 1 else " ".join(words)


_STRING = etree.XPath("string()", smart_strings=False)


def ink(text: str) -> int:
    """How many signs of a text are no white space: indentation says nothing of how much a part holds."""
    return sum(map(len, text.split()))


def raw_text(element: Element) -> str:
    """All text below an element as it stands."""
    return str(_STRING(element)) if len(element) else element.text or ""


def text_of(element: Element) -> str:
    """All text below an element, white space folded."""
    return squeeze(raw_text(element))


def parse(body: bytes, url: str, content_type: str | None = None) -> Doc:
    """Parse a page once. Never fails: nonsense gives an empty document."""
    decoded = decode(body, content_type)
    root = _root(decoded)
    elements = list(root.iter("script"))
    scripts = [((s.get("type") or "").lower(), s.get("src") or "", s.text or "") for s in elements]
    pairs = [
        (m.get("name") or m.get("property") or "", squeeze(m.get("content") or ""))
        for m in root.iter("meta")
        if m.get("name") or m.get("property")
    ]
    meta: dict[str, str] = {}
    for name, content in pairs:
        meta.setdefault(name.strip().lower(), content)
    base = _base(root, url)
    doc = Doc(
        url=url,
        base=base,
        encoding=decoded.encoding,
        origin="/".join(base.split("/", 3)[:3]) + "/",
        directory=base.partition("?")[0].rpartition("/")[0] + "/",
        root=root,
        body=root.find("body") if root.find("body") is not None else root,
        scripts=scripts,
        script_places=[s.getparent() for s in elements],
        script_queries=[dict(s.attrib) for s in elements if s.get("querydata")],
        title_tag=_title(root),
        meta=meta,
        meta_names=pairs,
        styles=[style.text for style in root.iter("style") if style.text],
    )
    doc.frames.extend(_embedded(doc.body))
    doc.selects.extend(_choices(select) for select in doc.body.iter("select"))
    etree.strip_elements(doc.body, *_DROPPED, with_tail=False)
    _mark_by_text(doc)
    _Walk(doc).run()
    _mark_trail(doc)
    return doc


def _choices(select: Element) -> tuple[str, ...]:
    """What a select is called, and its first choices."""
    options = [text_of(option) for option in islice(select.iter("option"), _CHOICES)]
    return (select.get("name") or "", select.get("title") or "", *options)


def _embedded(body: Element) -> list[str]:
    """What a page shows by a plug-in: a PDF, a film. Its content is not in the page."""
    sources = (e.get("data") or e.get("src") or "" for e in body.iter("object", "embed"))
    return [
        source for source in sources if source and not source.lower().startswith(("about:", "javascript:"))
    ]


def _root(decoded: Decoded) -> Element:
    text = decoded.text.replace("\x00", "") if "\x00" in decoded.text else decoded.text
    text = _with_tail(text)
    root = _parsed(text)
    if root is None or _lost_body(root, text):
        root = _parsed(str(BeautifulSoup(text, "html.parser")))
    return root if root is not None else _parsed("<html><body></body></html>")


_END = re.compile(r"</(?:html|body)\s*>", re.IGNORECASE)
_OPENS = re.compile(r"<[a-z]", re.IGNORECASE)


def _with_tail(text: str) -> str:
    """What stands behind the end of a document is shown and run all the same, and lxml drops it."""
    end = _END.search(text)
    return _END.sub("", text) if end and _OPENS.search(text, end.end()) else text


def _parsed(text: str) -> Element | None:
    """A tree of plain elements (the classes of lxml.html cost a third of the time); None for no markup at all."""
    parser = etree.HTMLParser(encoding="utf-8", remove_comments=True, remove_pis=True, huge_tree=True)
    try:
        return etree.fromstring(text.encode("utf-8", "replace"), parser)
    except (etree.XMLSyntaxError, ValueError):
        return None


def _lost_body(root: Element, text: str) -> bool:
    """Whether the parser dropped most links: the sign of markup it could not follow."""
    written = text.count("<a ")
    return written >= 8 and sum(1 for _ in root.iter("a")) * 2 < written and "<!--" not in text


def _title(root: Element) -> str:
    for element in root.iter("title"):
        return text_of(element)
    return ""


def _base(root: Element, url: str) -> str:
    for element in root.iter("base"):
        href = element.get("href")
        if href:
            return normalise(href, url or None) or url
    return url


@lru_cache(maxsize=8192)
def _hint(tag: str, name: str | None, css: str | None) -> Region | None:
    """The region that a tag, id or class hints at."""
    if tag in _TAG_REGION:
        return _TAG_REGION[tag]
    if not name and not css:
        return None
    identity = _UTILITY.sub(" ", f"{name or ''} {css or ''}".lower())
    for region, pattern in _HINTS:
        if pattern.search(identity):
            return region
    return None


_PLACE_WORDS: Any = etree.XPath(".//text()[contains(., '位置')]")


def _mark_by_text(doc: Doc) -> None:
    """Mark foot and breadcrumb where only their words tell: table layouts have no class names."""
    whole = ink(raw_text(doc.body)) or 1
    for said in _PLACE_WORDS(doc.body):
        element = said.getparent()
        if not said.is_text or len(said) >= 90 or element.tag == "a" or not _CRUMB_START.match(said.strip()):
            continue
        place = _holder(element)
        if len(text_of(place)) < 160:
            doc.region_of[place] = Region.CRUMB
    last = list(doc.body)[-4:]
    for element in last:
        if not isinstance(element.tag, str):
            continue
        text = raw_text(element)
        short = ink(text) < whole * 0.4 or (
            element is last[-1] and element.find(".//h1") is None and len(text) < 1500
        )
        if short and len(_FOOT_WORDS.findall(text)) >= 2 and element.find(".//li") is None:
            doc.region_of.setdefault(element, Region.FOOTER)


_STEPS = re.compile(r"位置|首页|主页|[>»›＞→/\\]|-{2,}|—|\s-\s|：")
_HEAD_FACTS = re.compile(
    r"(?:来\s*源|发布(?:时间|日期|机构)|作\s*者|浏览(?:次数|量)?|点击(?:次数|数|量)?|阅读(?:次数|数|量)?|字\s*[号体]|日期|时间)\s*[：:]"
)
_HEAD_CHARS = 600


def _heads_article(element: Element, text: str | None) -> bool:
    """Whether an element holds the head of an article, whatever it is called: a headline that is no link, or the
    line with date and source. A class ``header`` may be the site's or the article's."""
    for heading in element.iter("h1", "h2"):
        headline = text_of(heading)
        if len(headline) >= 8 and heading.find(".//a") is None and heading.find(".//img") is None:
            return not _is_site_header(element)
    text = raw_text(element) if text is None else text
    told = len(text) < _HEAD_CHARS and bool(_YEAR.search(text))
    return told and (bool(_HEAD_FACTS.search(text)) or element.find(".//time") is not None)


def _is_prose(element: Element) -> bool:
    """Whether an element holds a text of sentences: a wrapper called ``top_main`` is no navigation."""
    text = raw_text(element)
    if text.count("。") < 2:
        return False
    linked = sum(ink(raw_text(anchor)) for anchor in element.iter("a"))
    return ink(text) - linked > _PROSE_CHARS


_PROSE_CHARS = 150
_YEAR = re.compile(r"(?:19[89]|20\d)\d\s*[-./年]\s*\d")


def _is_site_header(element: Element) -> bool:
    """A site's own header holds its menu, or its search, beside the name."""
    if sum(1 for _ in element.iter("a")) >= 5:
        return True
    return element.find(".//form") is not None or element.find(".//input") is not None


_TRAIL = re.compile(r"^\W*(?:网站|返回|本站)?首\s*页\s*(?:[>»＞›→]+|/|-{2,}|—+)\s*\S")
_TRAIL_CHARS = 90


def _mark_trail(doc: Doc) -> None:
    """Mark a breadcrumb that only its words tell: 首页 >> 政策文件 >> 正文."""
    for block in doc.blocks:
        if (
            block.region is Region.MAIN
            and block.link_chars
            and len(block.text) <= _TRAIL_CHARS
            and _TRAIL.match(block.text)
        ):
            _mark_steps(doc, block)
            return


def _mark_steps(doc: Doc, block: Block) -> None:
    """A breadcrumb has an element of its own, or is the first line of one that holds the whole main part."""
    if ink(raw_text(block.element)) <= ink(block.text) + 4:
        doc.mark(block.element, Region.CRUMB)
        return
    block.region = Region.CRUMB
    for link in doc.links:
        if link.element.getparent() is block.element and link.text in block.text:
            link.region = Region.CRUMB


def _holder(element: Element) -> Element:
    """The block that an inline label opens: <td><b>当前位置：</b><a>首页</a> …"""
    parent = element.getparent()
    opens = element.tag in _INLINE and parent is not None and element.getprevious() is None
    return parent if opens and not (parent.text or "").strip() and parent.tag != "body" else element


def _is_mostly_links(element: Element, text: str) -> bool:
    linked = sum(ink(raw_text(anchor)) for anchor in element.iter("a"))
    return linked * 5 >= ink(text) * 4 and element.find(".//h1") is None


_ONLY_DATE = re.compile(
    r"[\[(（]?\s*(?:(?:19|20)\d\d\s*[-./年]\s*)?\d{1,2}\s*[-./月]\s*\d{1,2}日?\s*[\])）]?"
)


_BARE = re.compile(
    r"\W*(?:\d{1,2}|(?:19|20)\d\d\s*[-./年]\s*\d{1,2}月?)\W*"
)  # day and month of a date in split tags
_TITLED = re.compile(
    r"(?:^|[\s_\-])(?:title|tit|bt|biaoti|name|subject|h\d)(?:$|[\s_\-\d])|title$|name$|^tit", re.IGNORECASE
)
_HEADLINE_CHARS = 4


def _anchor_text(anchor: Element) -> str:
    """What an anchor says: its headline where it holds title, summary and date in elements of their own.

    A date in an element of its own is the row's, not the title's.
    """
    if not any(child.tag not in _INLINE and child.tag != "img" for child in anchor):
        texts = [text for text in (t.strip() for t in anchor.itertext()) if text]
        kept = [text for text in texts if not _ONLY_DATE.fullmatch(text)]
        return squeeze("".join(kept or texts))
    for child in anchor.iter("h1", "h2", "h3", "h4", "h5", "h6", "div", "p", "span", "strong"):
        if child.tag[0] == "h" or _TITLED.search(child.get("class") or ""):
            text = text_of(child)
            if len(text) >= _HEADLINE_CHARS and not _ONLY_DATE.fullmatch(text):
                return text
    return squeeze(" ".join(_without_dates(anchor)))


def _without_dates(anchor: Element) -> list[str]:
    texts = [text for text in (t.strip() for t in anchor.itertext()) if text]
    kept = [text for text in texts if not _ONLY_DATE.fullmatch(text) and not _BARE.fullmatch(text)]
    return kept or texts


def _attribute(value: str | None) -> str:
    return squeeze(value) if value else ""


_DEEPEST = 400  # elements within elements; beyond, only their own text counts


class _Walk:
    """The one walk over the page: fills links, blocks, images, frames and regions of a Doc."""

    def __init__(self, doc: Doc) -> None:
        self.doc = doc
        self.buffer: list[str] = []
        self.link_chars = 0
        self.owner: Element = doc.body
        self.region = Region.MAIN
        self.whole = max(1, ink(raw_text(doc.body)))

    def run(self) -> None:
        self._visit(self.doc.body, Region.MAIN, 0)
        self._flush(self.doc.body, Region.MAIN)

    def _visit(self, element: Element, region: Region, depth: int) -> None:
        text = element.text
        if text and (self.buffer or not text.isspace()):
            self.buffer.append(text)
        for child in element:
            tag = child.tag
            if not isinstance(tag, str):
                pass
            elif tag in _INLINE:
                self._inline(child, tag, region, depth)
            else:
                self._block(child, tag, element, region, depth)
            tail = child.tail
            if tail and (self.buffer or not tail.isspace()):
                self.buffer.append(tail)

    def _inline(self, child: Element, tag: str, region: Region, depth: int) -> None:
        if tag == "a":
            inner = self._enter(child, "a", region) if child.get("class") or child.get("id") else region
            self._link(child, inner if inner in _STICKY else region)
        else:
            inner = region
        if len(child) and depth < _DEEPEST:
            self._visit(child, inner, depth + 1)
        elif child.text and (self.buffer or not child.text.isspace()):
            self.buffer.append(child.text)  # a leaf, as most are

    def _block(self, child: Element, tag: str, parent: Element, region: Region, depth: int) -> None:
        if tag == "br":
            self.buffer.append(" ")
            return
        if tag == "img":
            self.doc.images.append((child.get("src") or "", region))
            return
        if tag in ("iframe", "frame"):
            source = (child.get("src") or "").strip()
            if source and region is Region.MAIN and not source.lower().startswith(("javascript:", "about:")):
                self.doc.frames.append(source)
            return
        if self.buffer:
            self._flush(parent, region)
        inner = self._enter(child, tag, region)
        inside = len(child)
        if inside == 1 and self._is_plain_row(child, child[0], inner):
            return
        if inside and depth < _DEEPEST:
            self._visit(child, inner, depth + 1)
        elif child.text and not child.text.isspace():
            self.buffer.append(child.text)
        if self.buffer:
            self._flush(child, inner)

    def _is_plain_row(self, block: Element, anchor: Element, region: Region) -> bool:
        """An element that holds nothing but one plain link, as most do: recorded without descending."""
        if anchor.tag != "a" or len(anchor) or anchor.get("class") or anchor.get("id"):
            return False
        if (block.text and block.text.strip()) or (anchor.tail and anchor.tail.strip()):
            return False
        self._link(anchor, region)
        text = self.doc.links[-1].text
        if text:
            self.doc.blocks.append(Block(text, region, block, len(text)))
        self.link_chars = 0
        return True

    def _enter(self, element: Element, tag: str, region: Region) -> Region:
        if self.doc.region_of:
            marked = self.doc.region_of.get(element)
            if marked is not None:
                return marked
        if region in _STICKY:
            return region
        hint = _hint(tag, element.get("id"), element.get("class"))
        if hint is None or hint is region:
            return region
        if not self._fits(element, hint):
            return region
        self.doc.region_of[element] = hint
        return hint

    def _fits(self, element: Element, hint: Region) -> bool:
        """Whether what an element holds bears out what its name hints at: names are only names."""
        if hint is Region.CRUMB:
            text = raw_text(element)
            if len(text) > 400 or len(_YEAR.findall(text)) >= 2:  # wz: 位置, but 文章 as well
                return False
            return not _heads_article(element, text) and bool(_STEPS.search(text))
        if hint is Region.NAV and (_heads_article(element, None) or _is_prose(element)):
            return False
        return self._small_enough(element, hint)

    def _small_enough(self, element: Element, hint: Region) -> bool:
        """A wrapper called ``top-wrapper`` holds the whole page: a hint counts only for a part of it."""
        text = raw_text(element)
        if hint is Region.FOOTER and len(_FOOT_WORDS.findall(text)) >= 2 and element.find(".//h1") is None:
            return True  # on a nearly empty page the foot is most of the text
        share = ink(text) / self.whole
        if hint is Region.NAV and share >= 0.55 and _is_mostly_links(element, text):
            return True  # on a nearly empty page the menu is most of the text
        return share < (0.75 if hint is Region.NAV and element.tag in ("nav", "header") else 0.55)

    def _link(self, element: Element, region: Region) -> None:
        href = (element.get("href") or "").strip()
        text = text_of(element) if not len(element) else _anchor_text(element)
        self.link_chars += len(text)
        if not text:  # a picture as a link: what it shows is its text
            text = next((squeeze(i.get("alt") or i.get("title") or "") for i in element.iter("img")), "")
        url = resolve(self.doc, href)
        self.doc.links.append(LinkNode(element, url, href, text, _attribute(element.get("title")), region))

    def _flush(self, element: Element, region: Region) -> None:
        if not self.buffer:
            return
        text = squeeze("".join(self.buffer) if len(self.buffer) > 1 else self.buffer[0])
        self.buffer.clear()
        if text:
            self.doc.blocks.append(Block(text, region, element, self.link_chars))
        self.link_chars = 0
