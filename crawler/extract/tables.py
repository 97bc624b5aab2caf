"""Tables of a page as a reader sees them: catalogues (目录), rosters (名单), ledgers (台账), each under its head.

Only tables whose head can be told are kept: a table that lays out a page, a form, a list of titles with dates and a
sheet of labels and values (姓名 … 性别 …) have none. All of it is bounded, whatever the page declares.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from itertools import islice

from crawler.extract.masking import trimmed
from crawler.extract.tree import Doc, Element, LinkNode, squeeze, text_of
from evidence.records import Region
from evidence.tables import Cell, Table

MAX_TABLES = 20
MAX_COLUMNS = 20
MAX_ROWS = 500
MAX_CELLS = 6_000  # of all tables of a page
CELL_CHARS = 300
_CAPTION_CHARS = 80
_MAX_LINKS = 20  # of one cell
_MAX_TITLES = 4  # rows above the head: title, issuer, unit of measure
_MAX_HEADS = 3  # rows of one head
_HEAD_CHARS = 20
_MIN_COLUMNS = 2

_HEAD = re.compile(
    r"(?:序号|编号|项|事|名|称|名单|单位|部门|机构|主体|内容|要素|依据|程序|流程|环节|时限|时间|日期|年度|年份|计划|进度|期限|渠道|载体|对象|方式|层级|范围|"
    r"姓名|性别|职务|职称|电话|热线|联系人|地址|地点|邮箱|邮编|备注|说明|类别|类型|种类|分类|领域|标准|金额|数额|数量|数|人数|比例|面积|价格|单价|合计|"
    r"文号|字号|标题|题目|结果|情况|状态|草案|意见|采纳|列席|背景|链接|网址|账号|帐号|号|平台|媒体|任务|要求|措施|目标|责任人|负责人|形式|"
    r"条件|材料|指标|规格|型号|岗位|专业|学历|成绩|得分|排名|位|等级|来源|用途|去向|评估|论证|审查|决策|公开|解读|反馈|公示|社会|群体|主动|依申请|级|村|市|县|乡)"
    r"[\s（(【\[:：/、]*[^（()）】\]]{0,12}[)）】\]]?$"
)
_NO_HEAD = re.compile(r"\d{3,}|https?:|[。；;？！]|^\d+$|^[一二三四五六七八九十]+、")
_FIGURE = re.compile(r"^\D{0,3}\d")
_SAMPLE, _MIN_SAMPLE = 8, 3  # rows below a head that are looked at for figures
_ORDINAL = re.compile(r"^序\s*号$|^编\s*号$|^No\.?$", re.IGNORECASE)
_SENTENCE = re.compile(r"[。；;，,！？]$")


@dataclass(frozen=True, slots=True)
class _Spot:
    """One cell as the page states it."""

    element: Element
    text: str
    columns: int
    rows: int
    is_head: bool  # a th


_Row = tuple[_Spot, ...]  # as many as there are columns, merged cells repeated


@dataclass(slots=True)
class _Room:
    """What may still be kept of a page, and its links by the elements that bear them."""

    links: dict[Element, LinkNode]
    cells: int = MAX_CELLS
    made: dict[Element, Cell] = field(default_factory=dict)


def read_tables(doc: Doc) -> tuple[Table, ...]:
    """The tables of the main part that have a head and at least one row, in page order.

    A table that holds another lays it out and is none. Cells hold at most 300 characters and 20 links; of a table
    at most 20 columns and 500 rows are kept; ``cut`` where rows were left out.
    """
    elements = [one for one in doc.body.iter("table") if one.find(".//table") is None]
    if not elements:
        return ()
    room = _Room({link.element: link for link in doc.links if link.url})
    read = (_read(doc, one, room) for one in elements)
    return tuple(islice((table for table in read if table), MAX_TABLES))


def _read(doc: Doc, element: Element, room: _Room) -> Table | None:
    if room.cells <= 0 or doc.find_region(element) is not Region.MAIN:
        return None
    stated = list(islice(element.iter("tr"), MAX_ROWS + _MAX_TITLES + _MAX_HEADS + 1))
    rows = _grid(stated)
    head = _head_of(rows)
    if head is None:
        return None
    start, end = head
    width = _width(rows[start:])
    rows = [row[:width] for row in rows]
    header = _names(rows[start:end])
    shown = [row for row in rows[end:] if _is_data(row, header)]
    if not shown:
        return None
    kept = shown[: min(MAX_ROWS, max(1, room.cells // len(header)))]
    room.cells -= len(kept) * len(header)
    cut = len(kept) < len(shown) or len(stated) > MAX_ROWS + _MAX_TITLES + _MAX_HEADS
    cells = tuple(tuple(_cell(spot, doc, room) for spot in row) for row in kept)
    return Table(header, cells, _caption(element, rows[:start]), cut)


# ---------------------------------------------------------------- the grid


def _grid(rows: Sequence[Element]) -> list[_Row]:
    """Rows of equal width; a merged cell stands in every place that it covers."""
    carried: dict[int, tuple[int, _Spot]] = {}  # by column: further rows that a cell from above covers
    grid: list[list[_Spot]] = []
    for row in rows:
        line: list[_Spot] = []
        for spot in _spots(row):
            _carry(line, carried)
            for _ in range(spot.columns):
                if len(line) < MAX_COLUMNS:
                    if spot.rows > 1:
                        carried[len(line)] = (spot.rows - 1, spot)
                    line.append(spot)
        _carry(line, carried)
        if line:
            grid.append(line)
    width = max(map(len, grid), default=0)
    return [(*line, *[_blank(line[-1])] * (width - len(line))) for line in grid]


def _carry(line: list[_Spot], carried: dict[int, tuple[int, _Spot]]) -> None:
    """Put the cells from above that cover the next places into a line."""
    while len(line) in carried:
        left, spot = carried.pop(len(line))
        if left > 1:
            carried[len(line)] = (left - 1, spot)
        line.append(spot)


def _blank(spot: _Spot) -> _Spot:
    """The place of a cell that a short row lacks."""
    return _Spot(None, "", 1, 1, spot.is_head)


def _spots(row: Element) -> Iterator[_Spot]:
    for cell in islice((child for child in row if child.tag in ("td", "th")), MAX_COLUMNS):
        yield _Spot(
            cell, text_of(cell), _span(cell, "colspan", MAX_COLUMNS), _span(cell, "rowspan", MAX_ROWS), cell.tag == "th"
        )  # fmt: skip


def _span(cell: Element, name: str, most: int) -> int:
    """How many places a cell covers; 0 rows: to the end of the table."""
    stated = (cell.get(name) or "").strip()
    if not stated.isascii() or not stated.isdigit() or len(stated) > 5:
        return 1
    return min(most, int(stated) or (most if name == "rowspan" else 1))


# ---------------------------------------------------------------- the head


def _head_of(rows: Sequence[_Row]) -> tuple[int, int] | None:
    """First row of the head and the first one below it; rows that are one cell, or empty, may stand above."""
    for place, row in enumerate(rows[: _MAX_TITLES + 1]):
        spots = _distinct(row)
        if len(row) < _MIN_COLUMNS or (len(spots) <= 2 and place < _MAX_TITLES and _is_title(row, rows)):
            continue
        if not _is_head(spots, rows[place + 1 : place + 1 + _SAMPLE]):
            return None
        return place, place + _head_rows(spots, len(rows) - place)
    return None


def _is_title(row: _Row, rows: Sequence[_Row]) -> bool:
    """Whether a row stands above the head: one cell over all columns, or beside it a unit of measure (单位：万元)."""
    told = [spot for spot in _distinct(row) if spot.text]
    if len(told) <= 1:
        return True
    return len(row) > 2 and all("：" in spot.text or ":" in spot.text for spot in told[1:])


def _is_head(spots: Sequence[_Spot], below: Sequence[_Row]) -> bool:
    """Whether cells are names of columns: all of them short and no values, and most of them words that name such.

    Fewer such words will do where figures stand below words (学制: 5), and the first column is not one of labels.
    """
    told = [spot for spot in spots if spot.text]
    if len(told) < _MIN_COLUMNS or len(told) * 3 < len(spots) * 2:
        return False
    if any(len(spot.text) > _HEAD_CHARS or _NO_HEAD.search(spot.text) for spot in told):
        return False
    if all(spot.is_head for spot in spots) or _ORDINAL.match(told[0].text):
        return True
    known = sum(1 for spot in told if _HEAD.search(spot.text))
    return known * 3 > len(told) * 2 or (known * 3 >= len(told) > 2 and _has_figures(below))


def _has_figures(below: Sequence[_Row]) -> bool:
    """Whether some column is of figures, and the first one not of labels."""
    if len(below) < _MIN_SAMPLE or sum(1 for row in below if _HEAD.search(row[0].text)) * 2 > len(below):
        return False
    return any(all(_FIGURE.search(spot.text) for spot in column) for column in zip(*below, strict=True))


def _head_rows(spots: Sequence[_Spot], rows: int) -> int:
    """How many rows a head takes: as many as its tallest cell, where others name several columns together."""
    tallest = max(spot.rows for spot in spots)
    grouped = any(spot.columns > 1 for spot in spots)
    return min(tallest, _MAX_HEADS, rows) if grouped else 1


def _width(rows: Sequence[_Row]) -> int:
    """Columns up to the last one that tells something of its own: titles often cover more than there are."""
    width = len(rows[0])
    while width > _MIN_COLUMNS and not any(_tells(row, width - 1) for row in rows):
        width -= 1
    return width


def _tells(row: _Row, column: int) -> bool:
    spot = row[column]
    return bool(spot.text) and spot is not row[column - 1]


def _names(rows: Sequence[_Row]) -> tuple[str, ...]:
    """The name of each column: 公开对象 全社会 where a name of several stands above its own."""
    return tuple(
        trimmed(" ".join(dict.fromkeys(spot.text for spot in column if spot.text)), CELL_CHARS)
        for column in zip(*rows, strict=True)
    )


def _is_data(row: _Row, header: tuple[str, ...]) -> bool:
    """Whether a row tells something: not empty, no heading over all columns, not the head once more."""
    spots = _distinct(row)
    if len(spots) == 1 and len(row) > 1:
        return False
    told = any(spot.text or _is_picture(spot) for spot in spots)
    return told and tuple(spot.text for spot in row) != header


def _is_picture(spot: _Spot) -> bool:
    return spot.element is not None and spot.element.find(".//img") is not None


def _distinct(row: _Row) -> list[_Spot]:
    """The cells of a row, merged ones once."""
    return list({id(spot): spot for spot in row}.values())


# ---------------------------------------------------------------- cells


def _cell(spot: _Spot, doc: Doc, room: _Room) -> Cell:
    if spot.element is None:
        return Cell("")
    made = room.made.get(spot.element)
    if made is None:
        made = room.made[spot.element] = Cell(_said(spot), tuple(_links(spot.element, doc, room)))
    return made


def _said(spot: _Spot) -> str:
    """What a cell says; of a picture alone (a tick) the words that stand for it."""
    text = spot.text or next(
        (squeeze(picture.get("alt") or picture.get("title") or "") for picture in spot.element.iter("img")),
        "",
    )
    return trimmed(text, CELL_CHARS)


def _links(element: Element, doc: Doc, room: _Room) -> Iterator[tuple[str, str]]:
    if element.find(".//a") is None:
        return
    found = (room.links.get(anchor) for anchor in element.iter("a"))
    usable = (link for link in found if link and link.url and ("://" in link.url or not doc.base))
    for link in islice(usable, _MAX_LINKS):
        yield trimmed(link.text or link.title, CELL_CHARS), link.url or ""


def _caption(element: Element, above: Sequence[_Row]) -> str:
    """What heads a table: its own caption, the rows above its head, else the short line before it."""
    own = element.find("caption")
    said = text_of(own) if own is not None else ""
    if not said:
        said = next((spot.text for row in above for spot in _distinct(row) if spot.text), "")
    return trimmed(said or _line_before(element), _CAPTION_CHARS)


def _line_before(element: Element) -> str:
    """The nearest line above a table, looked for up to the fourth element around it."""
    for _ in range(4):
        before = element.getprevious()
        while before is not None and not (isinstance(before.tag, str) and text_of(before)):
            before = before.getprevious()
        if before is not None:
            said = text_of(before)
            short = len(said) <= _CAPTION_CHARS and before.find(".//table") is None and before.tag != "table"
            return said if short and not _SENTENCE.search(said) else ""
        element = element.getparent()
        if element is None or element.tag == "body":
            return ""
    return ""
