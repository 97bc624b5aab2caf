"""Reads the answer of a site search: whether a title was found. Where the page does not prove it: no answer."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from urllib.parse import unquote

from lxml import html as lxml_html
from lxml.etree import _Element

from crawler.asks.titles import squeezed
from crawler.extract.links import fold, normalise

MIN_CUT = 8  # letters of a title that was cut short in a list of results
_HITS = re.compile(
    r"(?:共|找到|检索到|搜索到|查询到|查到|搜到|命中|约|结果)[^0-9。；]{0,8}?(\d{1,9})(?:条|篇|个|项|笔)(?!页)"
)
_NONE = re.compile(
    r"(?<![0-9.,])0(?:条|篇|个|项|笔)(?=相关|符合|匹配|记录|结果|信息|内容|数据|，|。|$)"
    r"|(?:没有|未能?|没)(?:找到|检索到|搜索到|查询到|查到|搜到)|没有(?:与|和|您|符合|相关|匹配)[^。]{0,40}(?:结果|信息|内容|记录|文章)"
    r"|抱歉[^。]{0,40}(?:没有|未|无)|(?:暂无|无)(?:任何)?(?:相关|检索|搜索|查询|匹配|符合条件的?)(?:的)?(?:结果|信息|内容|记录|数据|文章)"
    r"|(?:检索|搜索|查询)结果为空|查无(?:结果|记录|此)"
)
_UNFILLED = re.compile(r"\{\{|\bv-for=|\bv-if=|\bv-show=|\bng-repeat=|\bng-if=|\bx-for=|<%=|\$\{")
_HIDDEN_STYLE = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden", re.IGNORECASE)
_HIDDEN_CLASS = re.compile(r"(?:^|\s)(?:hide|hidden|d-none|layui-hide|none)(?:\s|$)", re.IGNORECASE)
_SILENT = ("script", "style", "noscript", "template", "head", "textarea", "select", "iframe", "svg")
_CUT = re.compile(r"(?:\.{2,}|…+)\s*$")
_MOVES = re.compile(
    r"<(?:script|iframe|frame|object|embed)\b|<[^>]*\s(?:on[a-z]+\s*=|http-equiv\s*=\s*[\"']?refresh)|javascript:",
    re.IGNORECASE,
)
_TARGET = re.compile(r"[?&][^=&]*=(?:https?:|%68|http%3a|https%3a|/)", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Reading:
    """``found`` None: the page does not tell, and ``why`` (Chinese) says what stood in the way."""

    found: bool | None
    hits: int | None = None
    why: str = ""


@dataclass(frozen=True, slots=True)
class _Page:
    """What a reader sees of the answer."""

    text: str  # without white space
    links: tuple[tuple[str, str, str], ...]  # (text, title attribute, address)
    fields: tuple[str, ...]  # what stands in boxes


def read_answer(html: str, url: str, query: str, known: frozenset[str] = frozenset()) -> Reading:
    """``url``: the address that answered; ``known``: folded addresses of the home page's links, no results."""
    if not html.strip():
        return Reading(None, why="搜索返回了空白页面")
    page = _read(html, url)
    key = squeezed(query)
    says_none = _NONE.search(page.text) is not None
    hits = _hits(page.text)
    if any(_is_result(link, query, key, url) for link in page.links):
        if says_none and not hits:
            return Reading(None, hits, "结果页既列出所查标题，又提示没有结果")
        return Reading(True, hits)
    if _UNFILLED.search(html):
        return Reading(None, hits, "检索结果由脚本生成，未能读取")
    if not _echoes(page, key):
        bare = says_none and not hits and not _listed(page, url, known)
        return _unasked(html, hits, bare)
    if key in squeezed(_without_echo(page.text, query)):
        return Reading(None, hits, "结果页出现所查标题，但未能确认是检索结果")
    if hits is None and not says_none:
        return Reading(None, None, "结果页未写明是否找到")
    if says_none and not hits:
        return (
            Reading(False, 0)
            if not _counts_by_script(html)
            else Reading(None, 0, "命中数量由脚本填写，未能读取")
        )
    if _listed(page, url, known) < min(hits or 1, 3):
        return Reading(None, hits, "检索结果由脚本生成，未能读取")
    return Reading(False, hits)


def _unasked(html: str, hits: int | None, says_only_none: bool) -> Reading:
    """The answer of a page that does not repeat the question: none found, where nothing can add to that."""
    if says_only_none and _is_fixed(html):
        return Reading(False, 0)
    return Reading(None, hits, "结果页未回显所查标题，可能由脚本生成")


def _read(html: str, url: str) -> _Page:
    document: _Element = lxml_html.document_fromstring(html)
    unseen = [one for one in document.iter() if isinstance(one.tag, str) and _is_unseen(one)]
    for element in unseen:
        _drop(element)
    fields = tuple(str(one.get("value") or "") for one in document.iter("input"))
    text = re.sub(r"\s+", "", _text(document))
    return _Page(text, tuple(_links(document, url)), fields)


def _drop(element: _Element) -> None:
    """Take an element away and leave the text behind it."""
    parent, before = element.getparent(), element.getprevious()
    if parent is None:
        return
    if before is not None:
        before.tail = (before.tail or "") + (element.tail or "")
    else:
        parent.text = (parent.text or "") + (element.tail or "")
    parent.remove(element)


def _text(element: _Element) -> str:
    """Text as shown: comments are none."""
    return str(element.xpath("string()"))


def _is_unseen(element: _Element) -> bool:
    return (
        element.tag in _SILENT
        or "hidden" in element.attrib
        or bool(_HIDDEN_STYLE.search(element.get("style") or ""))
        or bool(_HIDDEN_CLASS.search(element.get("class") or ""))
    )


def _links(document: _Element, url: str) -> Iterator[tuple[str, str, str]]:
    for anchor in document.iter("a"):
        target = normalise(anchor.get("href") or "", url)
        if target:
            yield _text(anchor), anchor.get("title") or "", target


def _hits(text: str) -> int | None:
    counts = [int(found) for found in _HITS.findall(text)]
    return max(counts, default=None)


def _is_result(link: tuple[str, str, str], query: str, key: str, url: str) -> bool:
    """Whether a link is an entry of the list that bears the title; not one that asks the same again."""
    text, tip, target = link
    if not (key in squeezed(text) or key in squeezed(tip) or _is_cut_from(text, key)):
        return False
    if fold(target) == fold(url):
        return False
    asks_again = any(query in unquote(target, encoding, "replace") for encoding in ("utf-8", "gb18030"))
    return not asks_again or bool(_TARGET.search(target))


def _is_cut_from(text: str, key: str) -> bool:
    if not _CUT.search(text.strip()):
        return False
    rest = squeezed(text)
    return len(rest) >= MIN_CUT and key.startswith(rest)


def _may_be_result(link: tuple[str, str, str], url: str, known: frozenset[str]) -> bool:
    text, _, target = link
    return len(squeezed(text)) >= MIN_CUT and fold(target) not in known and fold(target) != fold(url)


def _listed(page: _Page, url: str, known: frozenset[str]) -> int:
    return sum(1 for link in page.links if _may_be_result(link, url, known))


def _is_fixed(html: str) -> bool:
    """Whether nothing can change what the page shows: no script, handler or frame, and it leads nowhere else."""
    return not _MOVES.search(html)


def _echoes(page: _Page, key: str) -> bool:
    """Whether the server repeats what it was asked: only then is what else it says an answer."""
    return key in squeezed(page.text) or any(key in squeezed(value) for value in page.fields)


def _without_echo(text: str, query: str) -> str:
    """The text without the places that only repeat the question."""
    bare = re.escape(re.sub(r"\s+", "", query))
    around = r"(?:搜索|检索|查询|查找|关键词|关键字|您|包含|含有|与|和|为|是|有关|：|:|“|\"|「|【|'|‘|>|《)"
    after = r"(?:”|\"|」|】|'|’|》|的|相关|有关|，|。|,|共|$)"
    text = re.sub(rf"{around}{bare}", "", text)
    return re.sub(rf"{bare}{after}", "", text)


def _counts_by_script(html: str) -> bool:
    """Whether the count stands in an element that a script of the page fills."""
    named = re.findall(r"<\w+[^>]*\bid\s*=\s*[\"']?([\w-]+)[\"']?[^>]*>\s*0\s*</", html)
    scripts = " ".join(re.findall(r"(?is)<script\b[^>]*>(.*?)</script>", html))
    return any(re.search(rf"[\"'#]{re.escape(name)}[\"']", scripts) for name in named)
