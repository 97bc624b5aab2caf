"""One row of a list: which of its links is the title, and which of its dates is the day of publishing.

A row may hold a department tag, a summary with dates of its own, a deadline, a click count. The date is looked
for in the row's short texts, never in running text; what a label or a table's header names otherwise
(截止, 成文, 回复) is not the day of publishing.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import lru_cache

from crawler.extract import dates
from crawler.extract.tree import Element, LinkNode, squeeze, text_of
from evidence.records import Item, Span

_PINNED = re.compile(r"置顶|\[顶\]|【顶】|top\.(?:gif|png)|zhiding|icon-?top", re.IGNORECASE)
_CUT = re.compile(r"(?:\.{2,}|…+)$")
_NO_TITLE = re.compile(
    r"^[\W\d_]*$|^(?:https?://|www\.)\S+$|^(?:responsive )?(?:image|img|pic|photo|图片|缩略图)s?\d*$|^\S+\.(?:jpe?g|png|gif|bmp)$",
    re.IGNORECASE,
)
_PLACEHOLDER = re.compile(
    r"^\W*(?:暂无|没有(?:\W*$|找到|查询|检索|任何|相关|更多|符合|内容|信息|数据|记录|文章)|无相关|暂时没有|此栏目|该栏目|本栏目|栏目建设|正在建设|建设中|列表标题|标题列表标题|敬请期待|内容建设|信息整理)"
)
_NEIGHBOUR = re.compile(
    r"^\W*已经?是?(?:第一|最前|最后)一?[篇条个页]|^\W*(?:上一?|下一?|前一?|后一?|相邻)\s*(?:篇|条|个|则|稿件|文章|页)(?:信息|新闻|公告)?(?:\W|$)"
)
_DETAIL = re.compile(
    r"^\W*(?:查看|阅读|了解|点击)?(?:详情|详细|全文|更多|原文|进入|查看)\W*$|^more\W*$", re.IGNORECASE
)
_ROW_CHARS = 600  # a row with a summary; more is a layout cell that happens to hold a link
_BEFORE_CHARS = 120  # a row begins with its title, or a date and a tag; what has a link after more is a text
_SHORT_CHARS = 40  # longer pieces of a row are running text
_HEADLINE_CHARS = 8
_TITLE_CHARS = 6  # shorter links of a row are tags: [区教体局]
_MADE = "made"  # Span.source of a date of making (成文日期): the article's own date goes before it

_DAY = r"(?:19|20)\d\d\s*[-./年]\s*\d{1,2}\s*[-./月]\s*\d{1,2}日?"
_OTHER_LABEL = re.compile(
    r"(?:截止|截至|到期|失效|废止|实施|施行|生效|有效|开始|结束|回复|答复|办结|受理|反馈|报名|开标|更新|修改)(?:时间|日期|期)?(?:至)?\s*[：:]?\s*"
    rf"[\[(（]?\s*{_DAY}|{_DAY}(?:起|止|前|以前|之前)"
)
_MADE_LABEL = re.compile(
    rf"(?:成文|生成|制发|印发|发文|签发|颁布)(?:时间|日期)?\s*[：:]?\s*[\[(（]?\s*{_DAY}"
)
_LABELLED = re.compile(
    r"截|到期|失效|废止|实施|施行|生效|有效|开始|结束|复|办结|受理|反馈|报名|开标|更新|修改|成文|生成|制发|印发|发文|签发|颁布|\d日?(?:[起止前]|以前|之前)"
)


@dataclass(slots=True)
class Row:
    """A row as found: its title link and date."""

    element: Element
    item: Item
    link: LinkNode
    short: tuple[int, int, str] | None = None  # month, day without a year


def read_row(element: Element, links: Sequence[LinkNode]) -> Row | None:
    """The entry of a row; None where it holds no title, leads to a neighbour (上一篇), or is a layout cell."""
    link = links[0] if len(links) == 1 else _title_link(links)
    title = _title(link.text, link.title)
    if not title or _NEIGHBOUR.match(link.text) or _heads_text(element, link):
        return None
    pieces = _pieces(element, link)
    if pieces is None or any(_NEIGHBOUR.match(piece) for piece in pieces):
        return None
    rest = " ".join(piece for piece in pieces if len(piece) <= _SHORT_CHARS)
    day = (
        (_row_date(rest) if rest else None)
        or _split_date(pieces)
        or _at_an_end(link.text)
        or _ends_summary(pieces)
    )
    short = None if day or not rest else dates.yearless_in_row(rest)
    pinned = bool(_PINNED.search(f"{rest} {link.text[:6]}")) or _pin_icon(element)
    return Row(element, Item(title, link.url or link.href or None, day, pinned), link, short)


def _heads_text(element: Element, link: LinkNode) -> bool:
    """Whether an element holds a headline that is no link: a text with a link in it, no entry."""
    if len(element) < 2:
        return False
    shown = f"{link.text} {link.title}"
    for heading in element.iter("h1", "h2"):
        text = text_of(heading)
        if len(text) < _HEADLINE_CHARS or text in shown or _is_date(text):
            continue
        if heading.find(".//a") is None and not any(a.tag == "a" for a in heading.iterancestors()):
            return True
    return False


def _title_link(links: Sequence[LinkNode]) -> LinkNode:
    """The longest link, or the first of those that lead to the same place: the summary may be a link as well."""
    links = [node for node in links if not _NO_TITLE.match(node.text or node.title)] or links
    longest = max(links, key=lambda node: len(node.text or node.title))
    for link in links:
        told = len(link.text) >= _TITLE_CHARS and not _DETAIL.match(link.text)
        if told and link.href == longest.href:
            return link
    return longest


def _pieces(element: Element, link: LinkNode) -> list[str] | None:
    """The row's texts without its title; a dt's or a cell's date may stand in the next one. None: no row."""
    if element.tag not in ("dt", "td") and _is_its_link(element, link.element):
        return []
    shown = f"{link.text} {link.title}"
    pieces: list[str] = []
    before = -1
    for text in (squeeze(text) for text in element.itertext() if not text.isspace()):
        if len(text) > 4 and text in shown and not _is_date(text):
            before = sum(map(len, pieces)) if before < 0 else before
        elif text:
            pieces.append(text)
    if sum(map(len, pieces)) > _ROW_CHARS or before > _BEFORE_CHARS:
        return None
    if element is link.element and element.tail:
        pieces.append(squeeze(element.tail))  # a line of its own: <a>title</a> 2026-05-06 <br>
    if element.tag in ("dt", "td"):
        follower = element.getnext()
        if follower is not None and (follower.tag == "dd" or not has_anchor(follower)):
            pieces.append(text_of(follower)[:60])
    return pieces


def _is_its_link(element: Element, anchor: Element) -> bool:
    """Whether a row is nothing but one plain link."""
    alone = len(element) == 1 and element[0] is anchor and not len(anchor)
    return alone and not element.text and not anchor.tail


_DATE_SIGNS = re.compile(r"[\d年月日\-./:：\s\[\]()（）【】|]+")


@lru_cache(maxsize=8192)
def _is_date(text: str) -> bool:
    """Whether a text is a date and nothing but a date, as a part of an anchor may be."""
    return bool(_DATE_SIGNS.fullmatch(text)) and dates.in_row(text) is not None


def has_anchor(element: Element) -> bool:
    """Whether an element is a link or holds one."""
    return element.tag == "a" or element.find(".//a") is not None


@lru_cache(maxsize=8192)
def _row_date(text: str) -> Span | None:
    """The date in a row's short texts; one of making only where there is no other."""
    if not _LABELLED.search(text):
        return dates.in_row(text)
    others = _OTHER_LABEL.sub(" ", text)
    published = dates.in_row(_MADE_LABEL.sub(" ", others))
    if published:
        return published
    made = _MADE_LABEL.search(others)
    day = dates.first_in(made.group(), _MADE) if made else None
    return day and replace(day, text=squeeze(made.group())) if made else None


def _split_date(pieces: Sequence[str]) -> Span | None:
    """A date in elements of its own: day over month and year, month and day over the year."""
    parts = [piece for piece in pieces if len(piece) <= 10 and _DATE_SIGNS.fullmatch(piece)]
    return dates.in_row(" ".join(parts)) if 2 <= len(parts) <= 4 else None


def _ends_summary(pieces: Sequence[str]) -> Span | None:
    """A date behind or before a summary, in one text with it but set apart; a sentence may end with a date too."""
    for piece in pieces:
        if len(piece) > _SHORT_CHARS and (_SET_APART.search(piece[-40:]) or _HEAD_DATE.match(piece)):
            day = _at_an_end(piece)
            if day:
                return day
    return None


_SET_APART = re.compile(r"[\s\[(（【。！？…]\W*(?:19|20)\d\d[-./年]\d{1,2}[-./月]\d{1,2}")


@lru_cache(maxsize=8192)
def _title(shown: str, attribute: str) -> str:
    """What the reader sees, or the title attribute where the text is cut; empty where it is no title at all.

    A date at either end is not title.
    """
    text = shown[:_ROW_CHARS]
    if not text or text.endswith(("..", "…")):
        stem = _CUT.sub("", text)
        if attribute and (not stem or stem[:12] in attribute):
            text = _from_attribute(attribute)
    elif len(attribute) > len(text) and attribute.startswith(text):
        text = _from_attribute(attribute)
    title = _strip_ends(text)
    return "" if _NO_TITLE.match(title) or _PLACEHOLDER.match(title) else title


def _from_attribute(title: str) -> str:
    """Some systems write a whole sentence there: 标题：… 点击数：… 发表时间：…"""
    match = re.match(r"^(?:文章)?标题[：:]\s*(.+?)\s*(?:作者|点击数|发[表布]时间|更新时间)[：:]", title)
    return match.group(1) if match else title


_LEAD = re.compile(r"^[\s·•▪■◆●\-—>»・]+|^[\[【]?置顶[\]】]?\s*[：:]?\s*")
_TAIL_DATE = re.compile(  # not the end of a period or a deadline: 延期至2026年5月6日
    r"(?<![\s\[(（【至到于自止截])[\s\[(（【]*(?:19|20)\d\d[-./年]\d{1,2}[-./月]\d{1,2}日?(?:\s+\d{1,2}:\d{2}(?::\d{2})?)?[\s\])）】]*$"
)
_HEAD_DATE = re.compile(r"^[\s\[(（【]*(?:19|20)\d\d[-./]\d{1,2}[-./]\d{1,2}[\s\])）】]+(?=\S{4})")


def _strip_ends(text: str) -> str:
    text = _LEAD.sub("", text)
    shorter = _HEAD_DATE.sub("", _TAIL_DATE.sub("", text)).strip()
    return shorter if len(shorter) >= 4 else text.strip()


@lru_cache(maxsize=8192)
def _at_an_end(text: str) -> Span | None:
    for pattern in (_TAIL_DATE, _HEAD_DATE):
        match = pattern.search(text)
        if match:
            return dates.first_in(match.group(), "row")
    return None


def _pin_icon(element: Element) -> bool:
    if len(element) == 1 and not len(element[0]):
        return False
    return any(
        _PINNED.search(f"{i.get('src') or ''} {i.get('class') or ''}") for i in element.iter("img", "i")
    )


# ---------------------------------------------------------------- tables with a header

_PUBLISHED_HEAD = re.compile(
    r"^\W*(?:信息)?(?:发布|公布|公开|上传|发表|公示|提交|来信|留言|写信|咨询|提问)?\s*(?:时\s*间|日\s*期)\W*$"
)
_MADE_HEAD = re.compile(r"^\W*(?:成文|生成|制发|印发|发文|签发|颁布|文件)\s*(?:时\s*间|日\s*期)\W*$")

_DATED_HEAD = re.compile(r"(?:时\s*间|日\s*期|期\s*限|时\s*限)\W*$")


def read_table(container: Element, rows: list[Row]) -> bool:
    """Take each row's date from the cell that the table's header names; returns whether it names one."""
    head = _header(container, rows)
    if head is None:
        return False
    labels = [text_of(cell) for cell in head]
    published = next((n for n, label in enumerate(labels) if _PUBLISHED_HEAD.match(label)), None)
    made = next((n for n, label in enumerate(labels) if _MADE_HEAD.match(label)), None)
    others = {n for n, label in enumerate(labels) if _DATED_HEAD.search(label)} - {published, made}
    at = published if published is not None else made
    if at is None and not others:
        return False
    for row in rows:
        cells = [cell for cell in row.element if cell.tag in ("td", "th")]
        if len(cells) != len(labels):
            continue
        if at is None:  # 截止日期, 开标时间: the row's date is in none of these
            row.item, row.short = replace(row.item, date=_beside(cells, others)), None
            continue
        day = dates.in_row(text_of(cells[at]))
        row.item = replace(row.item, date=replace(day, source=_MADE) if day and at == made else day)
    return True


def _beside(cells: list[Element], others: set[int]) -> Span | None:
    """The date in a cell that the header does not name otherwise."""
    texts = (text_of(cell) for n, cell in enumerate(cells) if n not in others and not has_anchor(cell))
    return next(filter(None, map(dates.in_row, texts)), None)


def _header(container: Element, rows: list[Row]) -> list[Element] | None:
    """The cells of the first row, where none of them is a link or a date."""
    table = container if container.tag == "table" else container.getparent()
    first = next(table.iter("tr"), None) if table is not None else None
    if first is None or any(row.element is first for row in rows):
        return None
    cells = [cell for cell in first if cell.tag in ("td", "th")]
    plain = len(cells) >= 2 and all(len(text_of(cell)) <= 12 and not has_anchor(cell) for cell in cells)
    return cells if plain else None
