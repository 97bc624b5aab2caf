"""tasks.csv: one line per unit and task, for a spreadsheet that must open it without harm."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable

from reports import words
from reports.items import day
from reports.task_views import TaskView, UnitLedger

NAME = "tasks.csv"
HEADER = (
    "任务表", "任务编号", "序号", "任务", "单位编号", "单位", "状态代码", "状态", "数量", "要求数量", "完成时限",
    "剩余天数", "全区统算", "本单位计入数", "证据地址", "举证状态", "说明",
)  # fmt: skip
_FORMULA = ("=", "+", "-", "@", "＝", "＋", "－", "＠")  # spreadsheets read the wide ones as well


def tasks_csv(ledgers: Iterable[UnitLedger]) -> bytes:
    """UTF-8 with a byte order mark, lines end in CR LF; in the order of units, then of the table.

    Texts that a spreadsheet would take for a formula begin with an apostrophe; numbers stay numbers.
    """
    text = io.StringIO(newline="")
    writer = csv.writer(text)
    writer.writerow(HEADER)
    for ledger in ledgers:
        writer.writerows(_line(ledger, task) for task in ledger.tasks)
    return text.getvalue().encode("utf-8-sig", "replace")


def _line(ledger: UnitLedger, task: TaskView) -> tuple[str | int, ...]:
    row = task.row
    return (
        _safe(ledger.table.id),
        _safe(row.id),
        task.head.row.number,
        _safe(task.head.row.summary),
        _safe(ledger.unit_id),
        _safe(ledger.unit_name),
        row.state.value,
        words.TASK_STATES[row.state],
        row.count,
        row.required,
        day(row.due) or "长期",
        "" if row.days_left is None else row.days_left,
        "是" if row.district_wide else "否",
        row.share if row.district_wide else "",
        _safe(" ".join(url.replace(" ", "%20") for url in row.evidence)),
        task.attestation.word if task.attestation else "",
        _safe(task.why),
    )


def _safe(text: str) -> str:
    """One line of text that no spreadsheet runs."""
    flat = " ".join(text.replace("\0", "").split())
    return f"'{flat}" if flat.startswith(_FORMULA) else flat
