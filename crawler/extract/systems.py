"""What the pages of document library (文件库), gazette (公报) and policy package (政策包) show beside list and text.

``header``: the fields of a document, by label, with or without a value. ``filters``: ways to narrow a list down.
``drawn``: what stands in the main part and nobody reads: pictures, frames, what a script fills in.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from crawler.extract.fields import bare, fields_of
from crawler.extract.links import is_document
from crawler.extract.masking import trimmed
from crawler.extract.offers import beside_text
from crawler.extract.tree import Block, Doc, Element, text_of
from evidence.records import PageFacts, Quote, Region

_LABELS: tuple[tuple[str, re.Pattern[str]], ...] = tuple(
    (name, re.compile(pattern))
    for name, pattern in (
        ("index-number", r"(?:信息)?索引(?:编?号|码)|信息索引"),
        (
            "topic",
            r"(?:公文|文件|信息|政策|公开)?(?:主题|体裁|组配)?(?:分类|词|类别|类型)(?:名称)?|(?:公文|文件|公开)?主题|所属主题",
        ),
        ("number", r"(?:发文|文件|公文)(?:字号|文号|编号)|(?:发布|制发)?文号"),
        (
            "issuer",
            r"(?:发布|发文|制发|公开|制定|印发|信息公开)(?:机构|机关|单位|部门)|(?:公开)?责任部门|成文单位",
        ),
        ("made", r"(?:成文|生成|发文|制发|印发|签发|形成)(?:日期|时间)"),
        ("published", r"(?:发布|公开|公布|上网)(?:日期|时间)"),
        ("validity", r"(?:文件)?(?:有效性|时效性|效力状态|有效状态|是否有效|文件状态|效力|时效|有效期限?)"),
    )
)
_WITH_DIGITS = ("index-number", "number", "made", "published")
_LABEL_HINTS = ("索", "分类", "主题", "有效", "时效", "效力", "文件状态")
_BARE_INDEX = re.compile(r"[0-9A-Z]{9,20}\s*[-/—]\s*[0-9A-Z]{0,4}\s*[-/]?\s*(?:19|20)\d\d\s*[-/—]\s*\d{2,8}")
_BARE_VALIDITY = re.compile(r"现行有效|继续有效|部分有效|有效|已?失效|已?废止")
_HEADER_BLOCKS = 40
_VALUE_CHARS = 80

_PLACE = re.compile(
    r"第.{1,8}期|文件库|政策库|文库|公报|政策包|政策集成|惠企|涉企|助企|政策礼包|企业专区|政策超市"
)
_FACETS: tuple[tuple[str, re.Pattern[str]], ...] = (
    ("topic", re.compile(r"主题|分类|领域|行业|类别|体裁|文种|类型")),
    ("year", re.compile(r"年份|年度|年代|发布时间|成文时间|时间范围|日期")),
    ("issuer", re.compile(r"机构|机关|部门|单位|发文")),
)
_FACET_HEAD = re.compile(r"^(?:按|依)?[\u4e00-\u9fff]{2,8}(?:查找|筛选|检索|查询|分类|浏览)?\s*[：:]?$")
_YEAR = re.compile(r"^(?:19|20)\d\d年?度?$")
_OTHER_SITES = re.compile(r"网站|链接|站点|导航|门户")  # selects that lead off the site
_YEARS = 2  # links of so many years side by side narrow a list down
_SEARCH = re.compile(r"搜\s*索|检\s*索|查\s*询|查\s*找|关键[字词]|筛\s*选|高级搜索|标题|文号")
_SEARCH_NAME = re.compile(r"(?i)search|keyw|sousuo|query|title|filter|wenhao|fwzh")
_BY_TOPIC = re.compile(
    r"^(?:按|依(?!申请|法|规)).{1,8}(?:分类|查询|查找|检索|浏览|筛选)?$|^(?:高级|组合|分类)(?:检索|搜索|查询)$"
)
_WAY = re.compile(r"分类|查找|筛选|检索|查询|浏览|^[按依]")
_TOOLS = (Region.MAIN, Region.SIDEBAR)
_MOUNTED = ("div", "ul", "tbody", "section", "table", "span")
_READER = re.compile(r"在线(?:阅读|浏览|翻阅)|电子(?:版|书|公报|期刊)|翻阅|点击阅读|全文阅读|阅读全文|电子刊")
_OPENED = re.compile(r"(?i)下载|pdf|查看|打开|全文|附件")  # what a script opens
_EMBEDDED = ("canvas", "video", "audio")
_SCRIPT_CHARS = 40_000


def with_system_facts(doc: Doc, facts: PageFacts, text: str) -> PageFacts:
    """The facts of a page with these added; none for an answer to a script."""
    if facts.is_reply:
        return facts
    header = read_header(doc, facts) if facts.is_article and _may_head(text, facts) else ()
    if not (header or facts.is_policy or _in_system(facts)):
        return facts
    filters = () if facts.is_article else read_filters(doc)
    return replace(facts, header=header, filters=filters, drawn=read_drawn(doc))


def _may_head(text: str, facts: PageFacts) -> bool:
    top = re.sub(r"\s", "", text[:3000])
    return bool(facts.index_number or facts.is_policy or any(hint in top for hint in _LABEL_HINTS))


def _in_system(facts: PageFacts) -> bool:
    names = (facts.title, facts.column_name, *(name for name, _ in facts.crumbs))
    return any(_PLACE.search(name) for name in names if name)


# ---------------------------------------------------------------- the head of a document


def read_header(doc: Doc, facts: PageFacts) -> tuple[Quote, ...]:
    """The labelled fields, each once; an empty text: a label with nothing behind it.

    ``unlabelled``: cells that look like a header whose fields have no labels (济南各区县): which is which is not told.
    """
    found: dict[str, Quote] = {}
    for field in fields_of(doc, _is_label):
        name = field_of(field.label)
        value = field.value.strip() if field.how in ("line", "below") else ""
        if name in _WITH_DIGITS and not re.search(r"\d", value):
            value = ""
        if name and (name not in found or not found[name].text):
            found[name] = Quote(name, trimmed(value, _VALUE_CHARS))
    if "index-number" not in found:
        found.update((quote.id, quote) for quote in _unlabelled(doc) if quote.id not in found)
    return tuple(found.values())


def _is_label(label: str) -> bool:
    return bool(field_of(label))


def field_of(label: str) -> str:
    """The field of a document that a label announces; empty for any other label."""
    plain = re.sub(r"[（(].*?[）)]", "", label)
    return next((name for name, pattern in _LABELS if pattern.fullmatch(plain)), "")


def _unlabelled(doc: Doc) -> Iterator[Quote]:
    main = [block.text.strip() for block in doc.blocks if block.region is Region.MAIN][:_HEADER_BLOCKS]
    index = next((text for text in main if _BARE_INDEX.fullmatch(text)), "")
    if not index:
        return
    yield Quote("unlabelled", trimmed(index, _VALUE_CHARS))
    yield Quote("index-number", trimmed(index, _VALUE_CHARS))
    validity = next((text for text in main if _BARE_VALIDITY.fullmatch(text)), "")
    if validity:
        yield Quote("validity", validity)


# ---------------------------------------------------------------- ways to narrow a list down


def read_filters(doc: Doc) -> tuple[Quote, ...]:
    """Facets (topic, year, issuer) and the search that the main part or the side offers, each once.

    ``unsure``: a form or a field that may be one of them, or a place that a script fills in.
    """
    found: dict[str, Quote] = {}
    for quote in (*_selects(doc), *_headed(doc), *_years(doc), *_fields(doc)):
        found.setdefault(quote.id, quote)
    if not found:
        found.update((quote.id, Quote("unsure", quote.text)) for quote in _mounts(doc))
    return tuple(found.values())


def _selects(doc: Doc) -> Iterator[Quote]:
    for name, title, *options in doc.selects:
        words = " ".join((name, title, *options[:3]))
        if _OTHER_SITES.search(words):
            continue
        facet = next((facet for facet, pattern in _FACETS if pattern.search(words)), "")
        is_year = sum(1 for option in options if _YEAR.match(option)) >= _YEARS
        yield Quote("year" if is_year else facet or "unsure", trimmed(words, _VALUE_CHARS))


def _headed(doc: Doc) -> Iterator[Quote]:
    """按主题分类, 发文机构：… before a row of links, or a link that leads to such a view."""
    for block in doc.blocks:
        head = re.split(r"[：:]", block.text, maxsplit=1)[0].strip()
        if block.region in _TOOLS and not block.listed and _FACET_HEAD.match(head) and not _is_menu(block):
            facet = next((name for name, pattern in _FACETS if pattern.search(head)), "")
            links = block.link_chars > 0 or _leads(block.element) or bool(_BY_TOPIC.match(head))
            if facet and links:
                yield Quote(facet, trimmed(block.text, _VALUE_CHARS))
    for link in doc.links:
        if link.region in _TOOLS and _BY_TOPIC.match(link.text.strip()):
            facet = next((name for name, pattern in _FACETS if pattern.search(link.text)), "search")
            yield Quote(facet, trimmed(link.text, _VALUE_CHARS))


def _is_menu(block: Block) -> bool:
    """Whether a heading at the side is a link itself that names no way to look: 机构职能 in the list of columns."""
    whole = block.link_chars >= len(block.text.replace(" ", ""))
    return block.region is Region.SIDEBAR and whole and not _WAY.search(block.text)


def _leads(element: Element) -> bool:
    """Whether links stand right beside a heading, within what holds it."""
    holder = element.getparent()
    return holder is not None and sum(1 for _ in holder.iter("a")) >= _YEARS


def _years(doc: Doc) -> Iterator[Quote]:
    years = [
        link.text.strip() for link in doc.links if link.region in _TOOLS and _YEAR.match(link.text.strip())
    ]
    if len(set(years)) >= _YEARS:
        yield Quote("year", " ".join(years[:6]))


def _fields(doc: Doc) -> Iterator[Quote]:
    """Fields of words outside the site's own head."""
    for field in doc.body.iter("input"):
        if (field.get("type") or "text").lower() not in ("text", "search"):
            continue
        words = " ".join(field.get(name) or "" for name in ("placeholder", "value", "title"))
        names = " ".join(field.get(name) or "" for name in ("name", "id"))
        if doc.find_region(field) not in _TOOLS:
            continue
        told = _SEARCH.search(words) or _SEARCH_NAME.search(names)
        yield Quote("search" if told else "unsure", trimmed(f"{words} {names}", _VALUE_CHARS))


# ---------------------------------------------------------------- what nobody reads


def read_drawn(doc: Doc) -> tuple[Quote, ...]:
    """Pictures, frames, embedded media, ways to a reader (在线阅读) and places that a script fills in, each once."""
    found: dict[str, Quote] = {}
    beside = (quote for quote in beside_text(doc) if quote.id in ("picture", "frame", "platform"))
    for quote in (*beside, *_embedded(doc), *_readers(doc), *_mounts(doc)):
        found.setdefault(quote.id, quote)
    return tuple(found.values())


def _embedded(doc: Doc) -> Iterator[Quote]:
    for tag in _EMBEDDED:
        if any(doc.find_region(element) is Region.MAIN for element in doc.body.iter(tag)):
            yield Quote("embedded", tag)


def _readers(doc: Doc) -> Iterator[Quote]:
    for link in doc.links:
        opens = _READER.search(link.text) or (not link.url and _OPENED.search(link.text))
        if link.region is Region.MAIN and opens and not is_document(link.url or ""):
            yield Quote("reader", trimmed(bare(link.text), _VALUE_CHARS), link.url)


def _mounts(doc: Doc) -> Iterator[Quote]:
    """Elements of the main part that are empty and that a script of the page names."""
    script = " ".join(text for _, _, text in doc.scripts if text)[:_SCRIPT_CHARS]
    if not any(src or text for _, src, text in doc.scripts):
        return
    for element in doc.body.iter(*_MOUNTED):
        name = element.get("id") or ""
        if len(name) < 2 or name not in script or len(element) or text_of(element):
            continue
        if doc.find_region(element) in _TOOLS:
            yield Quote("script", trimmed(name, _VALUE_CHARS))
