"""The list of a column page: which rows are its entries, with title, address and date.

Rows are found by repetition: links whose nearest row element (li, tr, dd, or a repeated div) stands beside
others of its kind. Groups of rows compete; a dated group in the main region wins over a "latest" box.
"""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass, field
from functools import lru_cache
from itertools import islice

from crawler.extract import dates
from crawler.extract.links import is_document
from crawler.extract.row import Row, has_anchor, read_row, read_table
from crawler.extract.tree import Block, Doc, Element, LinkNode, ink, raw_text, text_of
from evidence.domains import netloc_of
from evidence.records import Item, Region

_ROW_TAGS = frozenset(("li", "tr", "dd", "dt", "dl"))
_BLOCKS = frozenset(
    ("li", "dl", "tr", "div", "p", "article", "section", "td", "table", "ul", "h3", "h4", "a", "span")
)
_STACKED = frozenset(("div", "p", "section", "article", "h3", "h4"))  # rows of a layout without lists
_MORE = re.compile(
    r"^\W*(?:(?:查看|阅读)?(?:全文|原文)|点击(?:这里|此处)?(?:查看|下载|进入|阅读|打开).{0,8}|更多|more|查看更多|全部|\+|>>|»|详细|\[?更多\]?|进入|阅读全文|查看详[情细]|\[详情?\]|\[详细\])\W*(?:>>|more)?\W*$",
    re.IGNORECASE,
)
_PAGER = re.compile(
    r"^\W*(?:首\s*页|上一?页|下一?页|尾\s*页|末\s*页|前一?页|后一?页|第一页|最后一?页|next|prev|previous|first|last|跳转|转到|go|确定|\d{1,4}|[<>«»‹›]+|\.{2,}|共\s*\d+\s*[条页篇].*|当前第.*)\W*$",
    re.IGNORECASE,
)
_NOT_NEWS = re.compile(
    r"^\W*(?:首页|返回首页|网站首页|设为首页|加入收藏|收藏本站|联系我们|网站地图|登录|注册|English|RSS|打印|关闭|返回|返回顶部|分享|收藏|无障碍|关怀版|长者版|繁体|简体|评论|收藏本页|打印本页|关闭页面|关闭窗口|大|中|小)\W*$"
)


_ENTRY_ROWS = 3  # rows that one entry may be made of: picture, title, summary
_SAME_CHARS = 10
_COMMAND_CHARS = 60  # no pager link or command is longer
_LINE_TITLE = 8  # shorter links side by side are names, not entries
_SUMMARY_CHARS = 200
_CELL_LINKS = 20  # of a cell are looked at
_TWINS = 3  # fewer blocks beside each other are no list of entries
_WITH_ROWS = frozenset((Region.MAIN, Region.SIDEBAR))


@dataclass(slots=True)
class Group:
    """Rows of one container, in page order."""

    container: Element
    signature: tuple[str, ...]
    region: Region
    rows: list[Row] = field(default_factory=list)
    heading: str = ""  # the words above it, filled in by ``boxes``
    tabled: bool = False  # a table whose header names the date: a list even with one row

    @property
    def dated(self) -> int:
        return sum(1 for row in self.rows if row.item.date or row.short)

    @property
    def title_chars(self) -> int:
        return sum(len(row.item.title) for row in self.rows)

    @property
    def article_like(self) -> int:
        """Rows that look like entries: dated, or with a title of some length."""
        return sum(1 for row in self.rows if row.item.date or row.short or len(row.item.title) >= 9)


def groups(doc: Doc) -> list[Group]:
    """Every group of rows outside navigation, breadcrumb and foot, in page order."""
    found: dict[Element, Group] = {}
    seen_rows: dict[Element, list[LinkNode]] = {}
    for link in doc.links:
        if link.region not in _WITH_ROWS or not _names_entry(link.text or link.title):
            continue
        place = _row_of(link.element)
        if place is not None:
            seen_rows.setdefault(place, []).append(link)
    for element, links in _split(_lifted(seen_rows)).items():
        container = element.getparent()
        group = found.get(container)
        if group is None:
            group = Group(container, _signature(container, element), links[0].region)
            found[container] = group
        row = read_row(element, links)
        if row is not None:
            group.rows.append(row)
    kept = [_with_years(group) for group in found.values() if group.rows]
    for group in kept:
        if group.rows[0].element.tag == "tr":
            group.tabled = read_table(group.container, group.rows)
    rows = [r.element for g in kept for r in g.rows if r.item.date or len(r.item.title) >= 8]
    followers = [e.getnext() for e in rows if e.tag == "dt" and e.getnext() is not None]
    doc.mark_rows({*rows, *(e for e in followers if e.tag == "dd" and not has_anchor(e))})
    return kept


def only_entry(doc: Doc, name: str) -> Group | None:
    """The one entry of a list: below the column's own ``name`` nothing but a link with a title's length, and its date.

    None where anything else is linked or more is said than a summary, where the link is a file or leads to another
    host, or where it stands in a sentence.
    """
    blocks = [b for b in doc.blocks if b.region is Region.MAIN]
    heading = next((b for b in blocks if b.text == name), None)
    links = [
        link for link in doc.links if link.region is Region.MAIN and _names_entry(link.text or link.title)
    ]
    if heading is None or len({link.url for link in links}) != 1 or not _is_own_page(doc, links[0]):
        return None
    element = _below(heading.element, links[0].element)
    row = read_row(element, links) if element is not None and _is_brief(blocks, heading) else None
    if row is None or not (row.item.date or row.short) or len(row.item.title) < _LINE_TITLE:
        return None
    doc.mark_rows({row.element})
    container = row.element.getparent()
    return _with_years(Group(container, _signature(container, row.element), Region.MAIN, [row], heading=name))


def _is_brief(blocks: list[Block], heading: Block) -> bool:
    """Whether below a heading no more is said than a summary, and no link stands in a sentence."""
    said = sum(len(b.text) - b.link_chars for b in blocks if b is not heading)
    return said <= _SUMMARY_CHARS and all(b.link_chars * 2 > len(b.text) for b in blocks if b.link_chars)


def _is_own_page(doc: Doc, link: LinkNode) -> bool:
    url = link.url or ""
    return bool(url) and netloc_of(url) == netloc_of(doc.url) and not is_document(url)


def _below(heading: Element, anchor: Element) -> Element | None:
    """The largest element around a link that the heading does not stand in; None where the heading follows."""
    above = set(heading.iterancestors())
    element = anchor
    while element.getparent() is not None and element.getparent() not in above:
        element = element.getparent()
    place = heading
    while place.getparent() is not None and place.getparent() is not element.getparent():
        place = place.getparent()
    return element if any(one is place for one in element.itersiblings(preceding=True)) else None


def _lifted(rows: dict[Element, list[LinkNode]]) -> dict[Element, list[LinkNode]]:
    """Rows as they repeat: where each entry is a small list or table of its own, that is the row."""
    by_container: dict[Element, list[Element]] = {}
    for element in rows:
        by_container.setdefault(element.getparent(), []).append(element)
    higher: dict[Element, list[Element]] = {}
    for container, elements in by_container.items():
        if len(elements) <= _ENTRY_ROWS and len(_places(rows, elements)) == 1:
            place = _repeated(container)
            if place is not None:
                higher.setdefault(place, []).extend(elements)
    counts = Counter(map(_look, higher))
    moved = {
        element: place
        for place, elements in higher.items()
        if counts[_look(place)] >= _TWINS and len(_places(rows, elements)) == 1
        for element in elements
    }
    if not moved:
        return rows
    found: dict[Element, list[LinkNode]] = {}
    for element, links in rows.items():
        found.setdefault(moved.get(element, element), []).extend(links)
    return found


def _look(place: Element) -> tuple[str, str]:
    """What entries side by side have in common."""
    return str(place.tag), place.get("class") or ""


def _split(rows: dict[Element, list[LinkNode]]) -> dict[Element, list[LinkNode]]:
    """Rows taken apart where one element holds many entries on lines of their own: link, br, link, br."""
    found: dict[Element, list[LinkNode]] = {}
    for element, links in rows.items():
        if len(links) >= 2 and _is_lines(element, links):
            found.update((link.element, [link]) for link in links)
        else:
            found[element] = links
    return found


def _is_lines(element: Element, links: list[LinkNode]) -> bool:
    """Whether the links of an element are titles side by side, with line breaks between, and little else."""
    parent = links[0].element.getparent()
    if any(len(link.text) < _LINE_TITLE or link.element.getparent() is not parent for link in links):
        return False
    titles = sum(len(link.text) for link in links)
    beside = ink(_DATE_SIGNS.sub("", raw_text(element)))
    return len(parent.findall("br")) >= len(links) - 1 and titles * 3 >= beside * 2


_DATE_SIGNS = re.compile(r"[\d\-./年月日:：\[\]()（）]+")


def _places(rows: dict[Element, list[LinkNode]], elements: list[Element]) -> set[str]:
    """Where the links of some rows lead; links without an address count by how their text begins."""
    links = (link for element in elements for link in rows[element])
    return {link.url or link.text[:_SAME_CHARS] for link in links}


@lru_cache(maxsize=8192)
def _names_entry(text: str) -> bool:
    """Whether a link text can be an entry's: no pager, no 更多, no command."""
    return len(text) > _COMMAND_CHARS or not (
        _PAGER.match(text) or _MORE.match(text) or _NOT_NEWS.match(text)
    )


def _row_of(anchor: Element) -> Element | None:
    """The element that repeats: the nearest li, tr, dd; else the nearest ancestor with siblings of its kind."""
    element = anchor
    inner = None
    for _ in range(7):
        parent = element.getparent()
        if parent is None or parent.tag == "body":
            break
        if element.tag in _ROW_TAGS:
            return inner if inner is not None and element.tag == "tr" else _cell_row(element, anchor)
        if inner is None and element.tag in _STACKED and _has_twins(element, parent):
            inner = element
        element = parent
    return inner if inner is not None else _repeated(anchor)


def _has_twins(element: Element, parent: Element) -> bool:
    """Whether an element stands beside others of its tag and class that hold links too."""
    css = element.get("class")
    twins = (c for c in parent if c.tag == element.tag and c.get("class") == css and has_anchor(c))
    return next(twins, None) is not None and next(twins, None) is not None


def _cell_row(row: Element, anchor: Element) -> Element:
    """A table row whose cells each hold an entry of their own is as many rows."""
    if row.tag in ("dt", "dd"):
        return _whole_dl(row)
    if row.tag != "tr":
        return row
    cell = anchor
    while cell.getparent() is not row:
        cell = cell.getparent()
    if not _holds_entry(cell):
        return row
    others = (c for c in row if c is not cell and _holds_entry(c))
    return cell if next(others, None) is not None else row


def _holds_entry(cell: Element) -> bool:
    """Whether a table cell holds a link with words enough for a title."""
    anchors = islice(cell.iter("a"), _CELL_LINKS)
    return cell.tag in ("td", "th") and any(len(text_of(a)) >= 6 for a in anchors)


def _whole_dl(part: Element) -> Element:
    """A picture list writes each entry as a dl of its own: picture in dt, date in dd."""
    parent = part.getparent()
    if parent is None or parent.tag != "dl" or parent.getparent() is None:
        return part
    linked = sum(1 for child in parent if has_anchor(child))
    return (
        parent
        if linked == 1 or (len(parent.findall("dt")) == 1 and _has_twins(parent, parent.getparent()))
        else part
    )


def _repeated(start: Element) -> Element | None:
    """The nearest element, from ``start`` up, that stands beside others of its tag and class."""
    element = start
    for _ in range(6):
        parent = element.getparent()
        if parent is None:
            return None
        if element.tag in _BLOCKS and _has_twins(element, parent):
            return element
        if parent.tag == "body":
            return None
        element = parent
    return None


def _signature(container: Element, row: Element) -> tuple[str, ...]:
    """What blocks of one list share: tag and class of container and row, and where the container hangs."""
    parent = container.getparent()
    return (
        str(container.tag),
        container.get("class") or "",
        str(row.tag),
        str(parent.tag) if parent is not None else "",
        (parent.get("class") or "") if parent is not None else "",
    )


def _with_years(group: Group) -> Group:
    spans = dates.resolve_years([(r.item.date, r.short, r.item.url) for r in group.rows])
    for row, span in zip(group.rows, spans, strict=True):
        if span and not row.item.date:
            row.item = Item(row.item.title, row.item.url, span, row.item.pinned)
    return group
