"""The table of tasks for the district: tasks × units, who is behind, and what falls due next."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from itertools import groupby

from checks.engine.model import Assessment, TaskHead, TaskState, TaskTable
from reports import words
from reports.items import tag
from reports.task_views import BehindRow, DeadlineRow, TableView, TaskLine, TaskView, UnitLedger
from reports.tasks import head_view, state_counts, table_anchor


def table_views(assessment: Assessment, ledgers: dict[str, tuple[UnitLedger, ...]]) -> tuple[TableView, ...]:
    """One view for each table; ``ledgers`` are those of ``unit_ledgers``, so that no number has two sources."""
    return tuple(
        _table(table, [ledgers[unit.id][place] for unit in assessment.units])
        for place, table in enumerate(assessment.task_tables)
    )


def _table(table: TaskTable, ledgers: Iterable[UnitLedger]) -> TableView:
    columns = tuple(ledger for ledger in ledgers if ledger.groups)
    by_id = [{task.row.id: task for task in ledger.tasks} for ledger in columns]
    lines = [_line(head, by_id) for head in table.tasks]
    every = [task for ledger in columns for task in ledger.tasks]
    by_group = groupby(lines, key=lambda line: line.head.row.group)
    return TableView(
        table=table,
        anchor=table_anchor(table),
        ledgers=columns,
        groups=tuple((name, tuple(group)) for name, group in by_group),
        counts=state_counts(every),
        total=len(every),
        district_wide=tuple(line for line in lines if line.district),
        behind=_behind(columns),
        deadlines=_deadlines(lines),
        unassigned=tuple(line.head for line in lines if not line.total),
        waiting=tuple(task for task in every if _is_waiting(task)),
    )


def _is_waiting(task: TaskView) -> bool:
    return any(each.state.code == "submitted" for each in task.attestations)


def _line(head: TaskHead, columns: Sequence[Mapping[str, TaskView]]) -> TaskLine:
    cells = tuple(tasks.get(head.id) for tasks in columns)
    tasks = [task for task in cells if task]
    by_state = ((state, tuple(task for task in tasks if task.row.state is state)) for state in TaskState)
    return TaskLine(
        head=head_view(head),
        cells=cells,
        by_state=tuple((tag(words.TASK_STATES, state), group) for state, group in by_state if group),
        met=sum(1 for task in tasks if task.row.state is TaskState.MET),
        total=len(tasks),
        district=next((task for task in tasks if task.row.district_wide), None),
        absent=len(set(head.units) - {task.unit_id for task in tasks}),
    )


def _behind(columns: Iterable[UnitLedger]) -> tuple[BehindRow, ...]:
    rows = [row for row in map(_behind_row, columns) if row.unmet or row.unseen]
    return tuple(sorted(rows, key=lambda row: (-len(row.unmet), -len(row.unseen), -row.overdue_days)))


def _behind_row(ledger: UnitLedger) -> BehindRow:
    own = [task for task in ledger.tasks if not task.row.district_wide]
    unmet = tuple(task for task in own if task.row.state is TaskState.UNMET)
    unseen = tuple(task for task in own if task.row.state is TaskState.NO_EVIDENCE)
    waiting = sum(1 for task in unseen if _is_waiting(task))
    late = [-task.row.days_left for task in (*unmet, *unseen) if task.row.days_left is not None]
    return BehindRow(ledger, unmet, unseen, waiting, max([0, *late]))


def _deadlines(lines: Iterable[TaskLine]) -> tuple[DeadlineRow, ...]:
    """Days still to come, the nearest first, with the tasks that any unit bears."""
    coming = [(first, line) for line in lines if (first := _first(line)) and _is_coming(first)]
    coming.sort(key=lambda pair: pair[0].row.days_left or 0)
    by_day = groupby(coming, key=lambda pair: pair[0].row.due)
    return tuple(_deadline(list(pairs)) for _, pairs in by_day)


def _first(line: TaskLine) -> TaskView | None:
    return next((task for task in line.cells if task), None)


def _is_coming(task: TaskView) -> bool:
    return task.row.days_left is not None and task.row.days_left >= 0


def _deadline(pairs: Sequence[tuple[TaskView, TaskLine]]) -> DeadlineRow:
    first, lines = pairs[0][0], tuple(line for _, line in pairs)
    total, met = sum(line.total for line in lines), sum(line.met for line in lines)
    return DeadlineRow(first.head.due, first.left, lines, total - met, total)
