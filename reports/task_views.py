"""What the templates read of the table of tasks (工作任务分解表): finished data, every word chosen, every total made."""

from __future__ import annotations

from dataclasses import dataclass

from checks.engine.model import AttestationRow, TaskHead, TaskPart, TaskRow, TaskTable
from reports.views import Tag, Text

StateCounts = tuple[tuple[Tag, int], ...]
"""How many rows are in each state, in the order of ``TaskState``; states without any are left out."""


@dataclass(frozen=True, slots=True)
class ProofView:
    page: Text
    on: str
    unit_name: str  # empty where it is the unit's own
    counted_as: str
    why_not: str


@dataclass(frozen=True, slots=True)
class GridView:
    """Fields × kinds; a cell is None where the rule does not ask for it."""

    columns: tuple[str, ...]
    lines: tuple[tuple[str, tuple[bool | None, ...]], ...]


@dataclass(frozen=True, slots=True)
class PartView:
    row: TaskPart
    state: Tag
    origin: Tag
    count: str  # 3/5; empty where nothing is counted
    counted: tuple[ProofView, ...]
    left_out: tuple[ProofView, ...]
    grid: GridView | None


@dataclass(frozen=True, slots=True)
class AttestationView:
    row: AttestationRow
    state: Tag
    on: str
    decided: str  # who and when; empty while it waits


@dataclass(frozen=True, slots=True)
class HeadView:
    """One row of the table as written."""

    row: TaskHead
    anchor: str
    task_class: str
    due: str  # 2023-12-31, 长期


@dataclass(frozen=True, slots=True)
class TaskView:
    """How one unit stands with one task; ``href`` leads to it from index.html."""

    head: HeadView
    row: TaskRow
    unit_id: str
    unit_name: str
    href: str
    state: Tag
    count: str
    left: str  # 余 12 天, 已逾期 3 天
    attestation: Tag | None
    parts: tuple[PartView, ...]
    attestations: tuple[AttestationView, ...]
    finding: str  # anchor of the finding that was filed for it; empty for none

    @property
    def why(self) -> str:
        """All that is said of its parts, in one line."""
        told = ((part.row.title, part.row.why) for part in self.parts)
        return "；".join(f"{title}：{why.rstrip('。；')}" if title else why for title, why in told if why)


@dataclass(frozen=True, slots=True)
class UnitLedger:
    """One table for one unit: the tasks it bears, by group, and those of others."""

    table: TaskTable
    anchor: str
    unit_id: str
    unit_name: str
    href: str  # of the unit's page, from index.html
    groups: tuple[tuple[str, tuple[TaskView, ...]], ...]
    others: tuple[HeadView, ...]
    counts: StateCounts
    district_wide: int

    @property
    def tasks(self) -> tuple[TaskView, ...]:
        return tuple(task for _, group in self.groups for task in group)

    def count_of(self, code: str) -> int:
        """How many of its tasks are in this state."""
        return next((count for tag, count in self.counts if tag.code == code), 0)


@dataclass(frozen=True, slots=True)
class TaskLine:
    """One task over all units; ``cells`` in the order of the columns, None where a unit does not bear it."""

    head: HeadView
    cells: tuple[TaskView | None, ...]
    by_state: tuple[tuple[Tag, tuple[TaskView, ...]], ...]
    met: int
    total: int
    district: TaskView | None  # judged once for the district: any unit's row tells its state and count
    absent: int  # responsible units that this report does not cover

    @property
    def states(self) -> frozenset[str]:
        return frozenset(tag.code for tag, _ in self.by_state)


@dataclass(frozen=True, slots=True)
class BehindRow:
    """A unit with tasks that are not met or lack evidence after their deadline, district-wide ones left aside."""

    ledger: UnitLedger
    unmet: tuple[TaskView, ...]
    unseen: tuple[TaskView, ...]  # no evidence
    waiting: int  # of ``unseen``, those with an attestation to be decided
    overdue_days: int  # the longest


@dataclass(frozen=True, slots=True)
class DeadlineRow:
    """Tasks that fall due on one day; ``open`` counts rows that are not met yet."""

    on: str
    left: str
    lines: tuple[TaskLine, ...]
    open: int
    total: int


@dataclass(frozen=True, slots=True)
class TableView:
    """One table for the district: tasks × units."""

    table: TaskTable
    anchor: str
    ledgers: tuple[UnitLedger, ...]  # the columns: units that bear anything
    groups: tuple[tuple[str, tuple[TaskLine, ...]], ...]
    counts: StateCounts  # over all units and tasks
    total: int
    district_wide: tuple[TaskLine, ...]
    behind: tuple[BehindRow, ...]
    deadlines: tuple[DeadlineRow, ...]
    unassigned: tuple[HeadView, ...]  # tasks that no unit of this report bears
    waiting: tuple[TaskView, ...]  # with an attestation that nobody has decided yet
