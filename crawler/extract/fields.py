"""Labels and what they label: 申请条件：… in a line, a heading and its paragraph, two table cells, dt and dd, tabs.

Which words are labels is the caller's business. A label without anything behind it comes with an empty value.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from crawler.extract.tree import Block, Doc, Element, text_of
from evidence.records import Region

LABEL_CHARS = 24
_NUMBERING = re.compile(
    r"^(?:[（(]?[一二三四五六七八九十]{1,3}[）)、.．]|第[一二三四五六七八九十]{1,3}[章条部分步]+|[（(]?\d{1,2}[）)、.．](?!\d)"
    r"|[①②③④⑤⑥⑦⑧⑨⑩]|[●◆■▪·*※★>»]+)\s*"
)
_FRAME = "【】[]〖〗「」<>《》:：∶ \u3000\xa0"
_PIECES = re.compile(r"[\s；;。|]+(?=[\u4e00-\u9fff]{2,10}\s*[：:])")
_COLON = re.compile(r"^([^：:∶]{2,26})\s*[：:∶]\s*(.*)$", re.DOTALL)
_LEADING = ("b", "strong", "span", "em", "font", "label", "i", "h3", "h4")
_TAB_TAGS = frozenset(("li", "a", "span", "div", "button", "label"))
_PANEL_TAGS = frozenset(("div", "section", "li", "table", "article"))
_PANEL_CLIMB = 3


@dataclass(frozen=True, slots=True)
class Field:
    """One label as shown, what stands behind it, and how the pair stands: line, below, picture or tab."""

    label: str
    value: str
    how: str = "line"


def bare(text: str) -> str:
    """A label without numbering, brackets, colon and spaces within: 一、【联 系 电 话】： is 联系电话."""
    return re.sub(r"\s+", "", _NUMBERING.sub("", text.strip(_FRAME))).strip(_FRAME)


def fields_of(doc: Doc, is_label: Callable[[str], bool]) -> list[Field]:
    """Every label of the main part with its value, in page order."""
    pieces = [(piece, block) for block in _main_blocks(doc) for piece in _pieces(block, is_label)]
    read = [_read(piece, block, is_label) for piece, block in pieces]
    found: list[Field] = []
    for n, (label, value) in enumerate(read):
        if label is None:
            continue
        if value:
            found.append(Field(label, value))
        else:
            beside = _behind_labels(pieces[n][1], label, is_label) if _opens_row(read, n) else None
            found.append(beside or _below(pieces, read, n))
    return found


def _main_blocks(doc: Doc) -> Iterator[Block]:
    return (block for block in doc.blocks if block.region is Region.MAIN)


def _pieces(block: Block, is_label: Callable[[str], bool]) -> list[str]:
    """One line may hold several fields: 办理地点：… 联系电话：…"""
    text = block.text
    if text.count("：") + text.count(":") < 2:
        return [text]
    parts = _PIECES.split(text)
    merged = parts[:1]
    for part in parts[1:]:
        match = _COLON.match(part)
        if match and is_label(bare(match.group(1))):
            merged.append(part)
        else:
            merged[-1] += " " + part
    return merged


def _read(piece: str, block: Block, is_label: Callable[[str], bool]) -> tuple[str | None, str]:
    """Label and value of one piece of text; no label where it does not begin with one."""
    text = _NUMBERING.sub("", piece.strip())
    match = _COLON.match(text)
    if match and is_label(bare(match.group(1))):
        return bare(match.group(1)), match.group(2).strip()
    if len(text) <= LABEL_CHARS and is_label(bare(text)):
        return bare(text), ""
    lead = _leading(block.element)
    if lead and len(lead) <= LABEL_CHARS and block.text.startswith(lead) and is_label(bare(lead)):
        return bare(lead), block.text[len(lead) :].lstrip("】]〗」>:：∶ \u3000\xa0")
    return None, ""


def _leading(element: Element) -> str:
    """The text of an emphasised first part: <p><b>申请条件</b>年满…</p>"""
    if not len(element) or (element.text and element.text.strip()) or element[0].tag not in _LEADING:
        return ""
    return text_of(element[0])


def _opens_row(read: list[tuple[str | None, str]], n: int) -> bool:
    """Whether an empty label stands directly beside another empty one: tabs, or the head of a table."""
    neighbours = [read[k] for k in (n - 1, n + 1) if 0 <= k < len(read)]
    return any(label is not None and not value for label, value in neighbours)


def _below(pieces: list[tuple[str, Block]], read: list[tuple[str | None, str]], n: int) -> Field:
    """What follows a heading: the next text, else a picture before the next heading."""
    label = read[n][0] or ""
    if n + 1 < len(read) and read[n + 1][0] is None and _belongs(pieces[n][1], pieces[n + 1][1]):
        return Field(label, pieces[n + 1][0], "below")
    following = pieces[n + 1][1].element if n + 1 < len(pieces) else None
    return (
        Field(label, label, "picture") if _has_picture(pieces[n][1].element, following) else Field(label, "")
    )


def _belongs(head: Block, value: Block) -> bool:
    """Whether a block may answer a label: in a table, only what stands in the label's own row."""
    row = _row_of(head.element)
    return row is None or row is _row_of(value.element) or _cells(row) == 1


def _row_of(element: Element) -> Element | None:
    while element is not None:
        if element.tag == "tr":
            return element
        if element.tag == "table":
            return None
        element = element.getparent()
    return None


def _cells(row: Element) -> int:
    return sum(1 for cell in row if cell.tag in ("td", "th"))


def _has_picture(start: Element, end: Element | None) -> bool:
    """Whether a picture (a flow chart) stands between two elements in document order."""
    root = start.getroottree().getroot()
    inside = False
    for element in root.iter():
        if element is start:
            inside = True
        elif element is end:
            return False
        elif inside and element.tag in ("img", "object", "canvas"):
            return True
    return False


def _behind_labels(block: Block, label: str, is_label: Callable[[str], bool]) -> Field | None:
    """The value of one of several labels in a row: the cell below it, or the panel that its tab opens.

    Panels that are all empty are filled by a script: then the tab has none here.
    """
    below = _cell_below(block.element)
    if below is not None and not is_label(bare(below)):
        return Field(label, below, "below")
    tabs, place = _tabs_of(block.element, is_label)
    if not tabs:
        return None
    panels = [text_of(panel) for panel in _panels(tabs)]
    return Field(label, panels[place]) if any(panels) else Field(label, "", "tab")


def _cell_below(element: Element) -> str | None:
    """The text under a head cell, where every cell of its row heads a column; None where it does not."""
    cell = element
    while cell is not None and cell.tag not in ("td", "th"):
        cell = cell.getparent()
    row = cell.getparent() if cell is not None else None
    if row is None or row.tag != "tr":
        return None
    following = row.getnext()
    if following is None or following.tag != "tr" or _cells(following) != _cells(row):
        return None
    heads = [c for c in row if c.tag in ("td", "th")]
    if not all(0 < len(text_of(c)) <= LABEL_CHARS for c in heads):
        return None
    return text_of([c for c in following if c.tag in ("td", "th")][heads.index(cell)])


def _tabs_of(element: Element, is_label: Callable[[str], bool]) -> tuple[list[Element], int]:
    """The tabs of the bar that a label stands in, and its place among them; no tabs where it is no bar.

    A bar holds nothing but its tabs, and most of them are labels: headings with text between them are none.
    """
    tab = element
    for _ in range(_PANEL_CLIMB):
        bar = tab.getparent()
        if bar is None:
            break
        tabs = [child for child in bar if isinstance(child.tag, str) and text_of(child)]
        if len(tabs) >= 2 and tab.tag in _TAB_TAGS and {child.tag for child in tabs} == {tab.tag}:
            named = sum(1 for child in tabs if is_label(bare(text_of(child))))
            return (tabs, tabs.index(tab)) if named >= 2 and named * 5 >= len(tabs) * 3 else ([], 0)
        tab = bar
    return [], 0


def _panels(tabs: list[Element]) -> list[Element]:
    """The panels of a tab bar: as many elements of one kind behind it, side by side or in one element."""
    holder = tabs[0].getparent()
    for _ in range(_PANEL_CLIMB):
        beside = list(_followers(holder))
        for children in (*map(list, beside), beside[: len(tabs)]):
            if len(children) == len(tabs) and {child.tag for child in children} <= _PANEL_TAGS:
                return children
        holder = holder.getparent()
        if holder is None or holder.tag == "body":
            break
    return []


def _followers(element: Element) -> Iterator[Element]:
    following = element.getnext()
    while following is not None:
        if isinstance(following.tag, str):
            yield following
        following = following.getnext()
