"""The rows of a table of tasks: blanks carried over, sections and footnotes told apart, broken rows refused."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace

from xunjian.tables.grid import Fault, Grid, Slot, one_line, paragraphs, squeezed
from xunjian.tables.head import Head, Role
from xunjian.tables.numbers import is_number

_FOOTNOTE = re.compile(r"^[（(]?(?:注|备注|说明|附注|填表|填报|联系人?|※|★|\*|附件?)")


@dataclass(frozen=True, slots=True)
class Row:
    """One task as the table has it. ``at``: index of its first row in the grid; ``notes``: what needs a look."""

    at: int
    number: str
    labels: tuple[str, ...]
    requirement: str
    units: tuple[str, ...]  # cells of 责任单位, 牵头单位
    others: tuple[str, ...]  # cells of 配合单位
    due: str
    grid: str = ""  # name of the table it stands in
    notes: tuple[str, ...] = ()
    spans_number: bool = False  # its 序号 is merged with that of the row above


@dataclass(slots=True)
class Carry:
    """What blanks below take over, in the columns of ``roles``."""

    roles: tuple[Role | None, ...] = ()
    section: str = ""
    labels: list[str] = field(default_factory=list)
    cells: dict[int, str] = field(default_factory=dict)  # units and deadlines by column


@dataclass(slots=True)
class Rows:
    """What one grid gave: tasks, rows that break it, remarks on other rows, and what a further part takes over."""

    rows: list[Row] = field(default_factory=list)
    faults: list[Fault] = field(default_factory=list)
    remarks: list[Fault] = field(default_factory=list)
    carry: Carry = field(default_factory=Carry)


def read_rows(grid: Grid, head: Head, before: Carry | None = None) -> Rows:
    """The tasks below a head, in order. A row that breaks the grid is a fault, never a task.

    ``before``: what the table before left, where this one goes on with it in the same columns.
    """
    goes_on = before is not None and before.roles == head.roles
    carry = before if before and goes_on else Carry(head.roles)
    reader = _Reader(grid, head, carry, Rows(carry=carry))
    broken = {fault.row for fault in grid.faults}
    reader.told.faults += [fault for fault in grid.faults if fault.row >= head.first]
    reader.told.remarks += [note for note in grid.notes if note.row >= head.end]
    for at in range(head.end, len(grid.rows)):
        if at not in broken:
            reader.read(at)
    reader.told.faults.sort(key=lambda fault: fault.row)
    return reader.told


@dataclass(slots=True)
class _Reader:
    """Walks down a grid; remembers what blanks below take over."""

    grid: Grid
    head: Head
    carry: Carry
    told: Rows
    text_anchor: tuple[int, int] | None = None

    def read(self, at: int) -> None:
        row = self.grid.rows[at]
        if not any(slot.text and slot.row == at for slot in row) or self._is_repeated(row):
            return  # it says nothing of its own
        if (lone := self._lone(row, at)) is not None:
            self._section(lone, at)
        elif len(row) != self.grid.width:
            self.told.faults.append(Fault(at, "the row is narrower than the table; mend its merged cells"))
        elif fault := self._misfit(row):
            self.told.faults.append(Fault(at, fault))
        else:
            self._task(row, at)

    # ------------------------------------------------------------ rows that are no tasks

    def _is_repeated(self, row: Sequence[Slot]) -> bool:
        """The head or the title once more, as at the top of the next page."""
        texts = [squeezed(slot.text) for slot in row]
        above = [[squeezed(slot.text) for slot in line] for line in self.grid.rows[: self.head.end]]
        return texts in above or (len(set(texts)) == 1 and [texts[0]] in [list(set(line)) for line in above])

    def _lone(self, row: Sequence[Slot], at: int) -> str | None:
        """The text of a row that says one thing over the columns of text, or in front of nothing but blanks."""
        own = {slot.anchor: slot for slot in row if slot.text}
        if len(own) != 1:
            return None
        (slot,) = own.values()
        held = [n for n, other in enumerate(row) if other.anchor == slot.anchor]
        if slot.row != at:
            return None
        if len(row) != self.grid.width:
            return slot.text
        roles = {self.head.roles[n] for n in held}
        if Role.REQUIREMENT in roles and len(roles) > 1:
            return slot.text
        is_first = held == [0] and (roles != {Role.NUMBER} or not is_number(slot.text))
        return slot.text if is_first and (roles == {Role.NUMBER} or _FOOTNOTE.match(slot.text)) else None

    def _section(self, text: str, at: int) -> None:
        if _FOOTNOTE.match(text) or not any(self._is_task_row(n) for n in range(at + 1, len(self.grid.rows))):
            self.told.remarks.append(Fault(at, f"not a task and not taken: '{one_line(text)[:60]}'"))
        else:
            self.carry.section = one_line(text)
            self.carry.labels = []

    def _is_task_row(self, at: int) -> bool:
        row = self.grid.rows[at]
        return len({slot.anchor for slot in row if slot.text}) > 1 and not self._is_repeated(row)

    def _misfit(self, row: Sequence[Slot]) -> str:
        """What is wrong with merges of a row; empty where they part the columns as the head does."""
        if any(slot.text and slot.row < self.head.end for slot in row):
            return "a cell of the head reaches down into the row; mend the merge"
        columns: dict[tuple[int, int], list[int]] = {}
        for column, slot in enumerate(row):
            columns.setdefault(slot.anchor, []).append(column)
        for held in columns.values():
            roles = {self.head.roles[n] for n in held}
            if len(roles) > 1:
                names = "' and '".join(dict.fromkeys(self.head.name_of(n) for n in held))
                return f"one cell covers '{names}'; mend the merge"
        return ""

    # ------------------------------------------------------------ tasks

    def _task(self, row: Sequence[Slot], at: int) -> None:
        self._take_over(row, at, Role.UNITS, Role.OTHERS)
        self._take_over(row, at, Role.DUE)
        text = self._slot(row, Role.REQUIREMENT)
        number = self._slot(row, Role.NUMBER)
        if text is not None and text.anchor == self.text_anchor:
            self._more(row, at, number)
            return
        self.text_anchor = text.anchor if text and text.text else None
        labels, notes = self._labels(row)
        task = Row(
            at,
            number.text if number else "",
            labels,
            paragraphs(text.text) if text else "",
            self._carried(row, Role.UNITS),
            self._carried(row, Role.OTHERS),
            one_line("；".join(self._carried(row, Role.DUE))),
            self.grid.name,
            tuple(notes),
            spans_number=bool(number and number.text and number.row < at),
        )
        self.told.rows.append(task)

    def _more(self, row: Sequence[Slot], at: int, number: Slot | None) -> None:
        """A further row of the same requirement: its units answer too."""
        before = self.told.rows[-1]
        if number and number.row == at and number.text and number.text != before.number:
            text = f"序号 {number.text} has no text of its own: the cell above reaches down; mend the merge"
            self.told.faults.append(Fault(at, text))
            return
        units = tuple(dict.fromkeys((*before.units, *self._carried(row, Role.UNITS))))
        others = tuple(dict.fromkeys((*before.others, *self._carried(row, Role.OTHERS))))
        due = one_line("；".join(self._carried(row, Role.DUE)))
        notes = before.notes
        if due != before.due:
            notes = (
                *notes,
                f"the rows of one requirement have several deadlines: '{before.due}' and '{due}'",
            )
        self.told.rows[-1] = replace(before, units=units, others=others, notes=notes)

    def _slot(self, row: Sequence[Slot], role: Role) -> Slot | None:
        return next((row[n] for n in self.head.columns(role)), None)

    def _cells(self, row: Sequence[Slot], *roles: Role) -> Iterator[tuple[int, Slot]]:
        """The cells of these columns with their first column, each once."""
        seen = set()
        for column in self.head.columns(*roles):
            if row[column].anchor not in seen:
                seen.add(row[column].anchor)
                yield column, row[column]

    def _take_over(self, row: Sequence[Slot], at: int, *roles: Role) -> None:
        """Blanks take over what stands above, all columns of these roles together: a row that names who leads
        and nobody that helps has nobody that helps."""
        cells = list(self._cells(row, *roles))
        if any(slot.text and (slot.row == at or column not in self.carry.cells) for column, slot in cells):
            for column, slot in cells:
                self.carry.cells[column] = slot.text

    def _carried(self, row: Sequence[Slot], role: Role) -> tuple[str, ...]:
        columns = (column for column, _ in self._cells(row, role))
        return tuple(text for column in columns if (text := self.carry.cells.get(column, "")))

    def _labels(self, row: Sequence[Slot]) -> tuple[tuple[str, ...], list[str]]:
        """Section and labels; a blank label is that of the row above as long as no wider one has changed."""
        texts = [one_line(slot.text) for _, slot in self._cells(row, Role.LABEL)]
        before = self.carry.labels + [""] * (len(texts) - len(self.carry.labels))
        kept: list[str] = []
        notes = []
        changed = False
        for text, above in zip(texts, before, strict=False):
            if not text and changed and above:
                notes.append(
                    f"the label below '{kept[-1]}' is blank; the one above ('{above}') is not taken over"
                )
            kept.append(text or ("" if changed else above))
            changed = changed or bool(text and text != above)
        self.carry.labels = kept
        return tuple(label for label in (self.carry.section, *kept) if label), notes
