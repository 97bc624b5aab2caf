"""Rows of message lists: tables with head cells, blocks that state their dates, entries with a status word."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field, replace

from crawler.extract import dates
from crawler.extract import message_words as words
from crawler.extract.fields import bare
from crawler.extract.listing import Group
from crawler.extract.masking import trimmed
from crawler.extract.tree import Doc, Element, resolve, squeeze, text_of
from evidence.records import Message, Region, Span

TITLE_CHARS = 120
_CELLS = ("td", "th")
_ROW_TAGS = ("li", "ul", "div", "dl", "p", "a")
_LABELLED_TITLE = re.compile(
    r"(?:标题|主题|题目)\s*[】\]]?\s*[：:∶]\s*(.{2,80}?)(?=\s+\S{2,8}[：:∶]|\s*[\[【]|$)"
)
_FIELD = re.compile(r"[\u4e00-\u9fff]{2,8}\s*[：:∶]|[\[【]")
_IS_YES = {"是": True, "否": False}


@dataclass(slots=True)
class _Head:
    """What the head cells of a table say of its columns, by place."""

    title: int
    asked: int | None = None
    plain: int | None = None  # a date without a word for whose
    answered: int | None = None
    status: int | None = None
    cells: int = 0
    texts: list[str] = field(default_factory=list)

    @property
    def asking(self) -> int | None:
        return self.asked if self.asked is not None else self.plain

    @property
    def names_letters(self) -> bool:
        return any(words.LETTERS.search(text) for text in self.texts)


def from_tables(doc: Doc, in_context: bool) -> list[Message]:
    """The messages of tables whose head cells say which date is which.

    ``in_context``: title, column or breadcrumb already speak of messages; else head cells or statuses must.
    """
    found: list[Message] = []
    head: _Head | None = None
    filled = False  # some row gives a date of answering
    for row in doc.body.iter("tr"):
        cells = [cell for cell in row if cell.tag in _CELLS]
        if len(cells) < 3 or doc.find_region(row) is not Region.MAIN:
            continue
        new = _head_of(cells)
        if new:
            head = new
        elif head is not None and len(cells) == head.cells:
            message = _from_cells(doc, cells, head)
            if message:
                found.append(message)
                filled = filled or message.answered is not None
    proven = head is not None and (in_context or head.names_letters)
    return _with_gaps(found, filled and head is not None and head.status is None) if proven else []


def from_headed_rows(doc: Doc) -> list[Message]:
    """The messages of rows without a table: a list whose first row holds head cells, its others as many parts."""
    found: list[Message] = []
    head: _Head | None = None
    for row in doc.body.iter(*_ROW_TAGS):
        if not 3 <= len(row) <= 10 or doc.find_region(row) is not Region.MAIN:
            continue
        cells = [cell for cell in row if isinstance(cell.tag, str)]
        new = _head_of(cells)
        if new:
            head = new
        elif head is not None and len(cells) == head.cells:
            message = _from_cells(doc, cells, head)
            if message and (message.asked or message.answered or message.text):
                url = resolve(doc, row.get("href")) if row.tag == "a" else message.url
                found.append(replace(message, url=url))
    return found


def _head_of(cells: list[Element]) -> _Head | None:
    """A row of head cells: one names the title, another a date or a status."""
    texts = [bare(text_of(cell)) for cell in cells]
    if any(len(text) > 10 for text in texts):
        return None
    title = _place(texts, words.TITLE_HEAD)
    if title is None:
        return None
    head = _Head(
        title, _place(texts, words.ASKED_HEAD), _place(texts, words.PLAIN_DATE_HEAD),
        _place(texts, words.ANSWERED_HEAD), _place(texts, words.STATUS_HEAD), len(cells), texts,
    )  # fmt: skip
    return head if head.asking is not None or head.answered is not None or head.status is not None else None


def _place(texts: list[str], pattern: re.Pattern[str]) -> int | None:
    return next((n for n, text in enumerate(texts) if pattern.fullmatch(text)), None)


def _from_cells(doc: Doc, cells: list[Element], head: _Head) -> Message | None:
    title, url = _title_of(doc, cells[head.title])
    if not title:
        return None
    asked, answered = words.in_order(_date_of(cells, head.asking), _date_of(cells, head.answered))
    is_answered, text = _status_of(cells, head.status)
    if answered:
        is_answered, text = True, text or f"{head.texts[head.answered or 0]} {answered.text}"
    return Message(trimmed(title, TITLE_CHARS), url, asked, answered, is_answered, text)


def _with_gaps(found: list[Message], filled: bool) -> list[Message]:
    """Where other rows give a date of answering and no column gives a status, a row without one is unanswered."""
    if not filled:
        return found
    return [
        Message(m.title, m.url, m.asked, None, False, "未列回复时间")
        if m.answered is None and m.is_answered is None and m.asked
        else m
        for m in found
    ]


def _date_of(cells: list[Element], place: int | None) -> Span | None:
    return dates.in_row(text_of(cells[place])) if place is not None else None


def _status_of(cells: list[Element], place: int | None) -> tuple[bool | None, str]:
    if place is None:
        return None, ""
    text = _seen(cells[place])
    if text in _IS_YES:
        return _IS_YES[text], text
    is_answered, word = words.status_in(text)
    return is_answered, word or trimmed(text, 20)


def _seen(element: Element) -> str:
    """Text as shown, the parts of inline markup apart, pictures by what they stand for."""
    shown = squeeze(" ".join(element.itertext()))
    pictures = " ".join(i.get("alt") or i.get("title") or "" for i in element.iter("img"))
    return squeeze(f"{shown} {pictures}")


def _title_of(doc: Doc, element: Element) -> tuple[str, str | None]:
    """The title in a cell: of its link the title attribute where the text is cut."""
    anchor = next((a for a in element.iter("a") if text_of(a)), None)
    if anchor is None:
        return text_of(element), None
    shown, full = text_of(anchor), squeeze(anchor.get("title") or "")
    cut = re.sub(r"(?:\.{2,}|…+)$", "", shown)
    title = full if cut != shown and full.startswith(cut[:8]) else shown
    return title, resolve(doc, anchor.get("href"))


def from_blocks(doc: Doc, groups: tuple[Group, ...]) -> list[Message]:
    """The messages of repeated blocks that each state when it was asked; [] for fewer than two."""
    marked = [
        block.element for block in doc.blocks if block.region is Region.MAIN and words.asked_in(block.text)
    ]
    if len(marked) < 2:
        return []
    entries = {row.element: row.item for group in groups for row in group.rows}
    found = []
    for row in _rows_around(marked):
        item = next((entries[e] for e in (row, *row.iterdescendants()) if e in entries), None)
        title, url = (item.title, item.url) if item else ("", None)
        message = read_row(row, title, url)
        if message:
            found.append(message)
    return found if len(found) >= 2 else []


def _rows_around(marked: list[Element]) -> Iterator[Element]:
    """For each marked element the largest one around it that holds no other."""
    holds: dict[Element, int] = {}
    for element in marked:
        for ancestor in (element, *element.iterancestors()):
            holds[ancestor] = holds.get(ancestor, 0) + 1
    for element in dict.fromkeys(marked):
        row = element
        for ancestor in element.iterancestors():
            if holds[ancestor] > 1:
                break
            row = ancestor
        if holds[row] == 1:
            yield row


def from_groups(groups: tuple[Group, ...]) -> list[Message]:
    """The messages of lists most of whose rows bear a status word (已回复, 办理中) or a date of answering."""
    found: list[Message] = []
    for group in groups:
        if group.region is not Region.MAIN:
            continue
        rows = [
            (row, read_row(row.element, row.item.title, row.item.url, row.item.date)) for row in group.rows
        ]
        telling = [m for _, m in rows if m and (m.text or m.answered)]
        if telling and len(telling) * 2 > len(rows):
            found += [m for _, m in rows if m]
    return found


def read_row(row: Element, title: str, url: str | None, date: Span | None = None) -> Message | None:
    """One message from the block that holds it; ``date``: the entry's only date, which counts as that of asking."""
    text, title = _seen(row), words.without_fields(title)
    rest = text.replace(title, " ", 1) if title else text
    title = title or words.without_fields(_own_title(row, text))
    if not title or words.NOTICE.search(title):
        return None
    asked, answered = words.in_order(words.asked_in(rest), words.answered_in(rest))
    is_answered, word = words.status_in(rest)
    reply = words.reply_in(rest)
    if answered or reply:
        is_answered, word = True, word or (answered.text if answered else trimmed(reply, 40))
    if asked is None and answered is None and len({d.on for d in dates.in_text(rest, "row")}) <= 1:
        asked = date or dates.in_row(rest[:60])
    return Message(trimmed(title, TITLE_CHARS), url, asked, answered, is_answered, word)


def _own_title(row: Element, text: str) -> str:
    """The title of a block without a link: a labelled one, a heading, else its first text that is no field."""
    labelled = _LABELLED_TITLE.search(text)
    if labelled:
        return labelled.group(1)
    for element in row.iter("h1", "h2", "h3", "h4", "h5", "a", "strong", "dt"):
        shown = text_of(element)
        if len(shown) >= 4 and not _FIELD.match(shown):
            return shown
    parts = (squeeze(part) for part in row.itertext())
    return next((part for part in parts if len(part) >= 6 and not _FIELD.search(part[:12])), "")
