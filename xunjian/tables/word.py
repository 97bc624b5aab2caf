"""Tables of a Word document (.docx): vertical and horizontal merges as the file states them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from crawler.attachments.reading import UnreadableError, open_archive, open_part
from xunjian.tables.grid import MAX_FIELDS, Fault, Grid, Slot, clean, made_grid

MAX_COLUMNS = 200
MAX_TEXT_BYTES = 40 * 1024 * 1024  # of the part with the text, unpacked
_SKIPPED = ("del", "moveFrom", "Fallback", "rt", "instrText", "tblPr", "trPr", "tcPr")
_WRAPPERS = ("sdt", "sdtContent", "ins", "moveTo", "customXml", "smartTag")
_KEPT_LINES = 8


def read_docx(body: bytes) -> list[Grid]:
    """Every table in the order of the text, those within tables as well.

    Raises UnreadableError with one of ``reading.FAILURES``.
    """
    archive = open_archive(body)
    main = _main_part(archive)
    if main not in archive.namelist():
        raise UnreadableError("damaged")
    if archive.getinfo(main).file_size > MAX_TEXT_BYTES:
        raise UnreadableError("too_large")
    root = open_part(archive, main)
    return list(_tables(root))


def _main_part(archive: Any) -> str:
    """The part with the text: most programs call it word/document.xml, not all."""
    if "_rels/.rels" in archive.namelist():
        for relation in open_part(archive, "_rels/.rels"):
            if str(relation.get("Type", "")).endswith("/officeDocument"):
                return str(relation.get("Target", "")).lstrip("/")
    return "word/document.xml"


def _tables(root: Any) -> Iterator[Grid]:
    before: list[str] = []
    number = 0
    for element in root.iter():
        name = _name(element)
        if name == "tbl":
            number += 1
            yield _grid(element, f"table {number}", tuple(before[-_KEPT_LINES:]))
            before = []
        elif name == "p" and not any(_name(above) == "tbl" for above in element.iterancestors()):
            before += [line for line in clean(_text(element)).split("\n") if line]


def _name(element: Any) -> str:
    return element.tag.rpartition("}")[2] if isinstance(element.tag, str) else ""


def _value(element: Any, path: str, name: str = "val") -> str | None:
    """An attribute of a property; empty where the property has none, None where there is no such property."""
    for step in path.split("/"):
        found = next((child for child in element if _name(child) == step), None)
        if found is None:
            return None
        element = found
    return next((str(v) for k, v in element.attrib.items() if k.rpartition("}")[2] == name), "")


def _count(element: Any, path: str, default: int) -> int:
    told = _value(element, path) or ""
    return min(int(told), MAX_COLUMNS) if re.fullmatch(r"\d{1,6}", told) else default


# ---------------------------------------------------------------- text


def _text(element: Any) -> str:
    """What a reader sees: without deleted and hidden text; paragraphs and breaks end a line."""
    name = _name(element)
    if name in _SKIPPED or (name == "r" and _is_hidden(element)):
        return ""
    if name == "t":
        return str(element.text or "")
    own = {"br": "\n", "cr": "\n", "tab": " ", "noBreakHyphen": "-"}.get(name)
    if own is not None:
        return own
    inner = "".join(map(_text, element))
    return f"{inner}\n" if name == "p" else inner


def _is_hidden(run: Any) -> bool:
    told = _value(run, "rPr/vanish")
    return told is not None and told not in ("0", "false", "off")


# ---------------------------------------------------------------- grid


@dataclass(slots=True)
class _Weaver:
    """Rows as they come; ``above`` maps the first column of each vertical merge to its width and cell."""

    rows: list[tuple[Slot, ...]] = field(default_factory=list)
    faults: list[Fault] = field(default_factory=list)
    notes: list[Fault] = field(default_factory=list)
    above: dict[int, tuple[int, Slot]] = field(default_factory=dict)
    fields: int = 0

    def add(self, row: Any) -> None:
        at = len(self.rows)
        slots = [Slot("", at, column) for column in range(_count(row, "trPr/gridBefore", 0))]
        merges: dict[int, tuple[int, Slot]] = {}
        for cell in _parts(row, "tc"):
            self._cell(cell, slots, merges)
        slots += [Slot("", at, len(slots) + n) for n in range(_count(row, "trPr/gridAfter", 0))]
        self.fields += len(slots)
        if self.fields > MAX_FIELDS:
            raise UnreadableError("too_large")
        self.rows.append(tuple(slots))
        self.above = merges

    def _cell(self, cell: Any, slots: list[Slot], merges: dict[int, tuple[int, Slot]]) -> None:
        at, column = len(self.rows), len(slots)
        span = max(1, _count(cell, "tcPr/gridSpan", 1))
        if slots and _value(cell, "tcPr/hMerge") not in (None, "restart"):  # how old versions of Word merge
            slots += [slots[-1]] * span
            return
        merge = _value(cell, "tcPr/vMerge")
        slot = Slot(clean("".join(map(_text, cell))), at, column)
        if merge is not None and merge != "restart":
            slot = self._continued(slot, span)
        if merge is not None:
            merges[column] = (span, slot)
        slots += [slot] * span

    def _continued(self, slot: Slot, span: int) -> Slot:
        width, begun = self.above.get(slot.column, (0, None))
        if begun is None or width != span:
            what = "continues no cell above it" if begun is None else "is not as wide as the cell above it"
            text = f"the merged cell in column {slot.column + 1} {what}; mend the merge"
            self.faults.append(Fault(slot.row, text))
            return slot
        if slot.text and slot.text != begun.text:
            text = f"the merged cell in column {slot.column + 1} hides the text '{slot.text[:40]}'; it is not taken"
            self.notes.append(Fault(slot.row, text))
        return begun


def _grid(table: Any, name: str, before: tuple[str, ...]) -> Grid:
    weaver = _Weaver()
    for row in _parts(table, "tr"):
        if _value(row, "trPr/del") is None:
            weaver.add(row)
    return made_grid(name, tuple(weaver.rows), before, tuple(weaver.faults), tuple(weaver.notes))


def _parts(element: Any, wanted: str) -> Iterator[Any]:
    """Rows of a table or cells of a row, also those within controls and tracked insertions."""
    for child in element:
        if _name(child) == wanted:
            yield child
        elif _name(child) in _WRAPPERS:
            yield from _parts(child, wanted)
