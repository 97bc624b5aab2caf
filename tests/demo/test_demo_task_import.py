"""The demo's table of tasks printed as Word, Excel and page, and read in again: one draft, row by row the table's."""

from __future__ import annotations

import tomllib
from datetime import date
from itertools import groupby
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner

from demo.config import write_config
from demo.spec import named_units, units
from demo.tasks import table_text
from tests.xunjian.task_tables import Cell, Made
from xunjian.cli import main

DAY = date(2026, 11, 23)
HEAD = ["序号", "工作任务", "具体事项", "具体要求", "责任单位", "完成时限"]
KINDS = ("docx", "xlsx", "html")


def tasks() -> list[dict[str, Any]]:
    return list(tomllib.loads(table_text(DAY))["task"])


def printed() -> Made:
    """As districts print it: groups merged downwards, a deadline or topic like the one above left blank, units in lines."""
    rows: list[list[Cell]] = [list(HEAD)]
    merges = []
    above: dict[str, Any] = {}
    for _, members in groupby(tasks(), key=lambda task: task["group"]):
        top = len(rows)
        for task in members:
            rows.append(
                [
                    str(task["number"]),
                    task["group"] if len(rows) == top else None,
                    task["topic"] if task["topic"] != above.get("topic") else "",
                    task["requirement"],
                    "\n".join(task["units"]),
                    task["due_text"] if task["due_text"] != above.get("due_text") else "",
                ]
            )
            above = task
        if len(rows) - 1 > top:
            merges.append((top, 1, len(rows) - 1, 1))
    title = tomllib.loads(table_text(DAY))["tasks"]["title"]
    return Made(rows, merges, (title,))


def imported(folder: Path, kind: str) -> tuple[bytes, str]:
    """The draft, and what was said about it."""
    origins = {unit.host: "http://127.0.0.1:9" for unit in (*units(), *named_units()) if unit.host}
    hosts = {host: f"http://127.0.0.1:{9000 + n}" for n, host in enumerate(sorted(origins))}
    config, out = write_config(folder, hosts), folder / f"{kind}.toml"
    table = printed().write(folder, kind)
    arguments = ["tasks", "import", str(table), "--config", str(config), "--prefix", "YX", "--out", str(out)]
    told = CliRunner().invoke(main, arguments)
    assert told.exit_code == 0, told.stderr
    return out.read_bytes(), told.stderr


def test_every_form_gives_the_same_draft(tmp_path: Path) -> None:
    drafts = {imported(tmp_path, kind)[0].replace(kind.encode(), b"") for kind in KINDS}
    assert len(drafts) == 1


@pytest.mark.parametrize("kind", KINDS)
def test_every_row_comes_back(tmp_path: Path, kind: str) -> None:
    body, said = imported(tmp_path, kind)
    fields = ("number", "group", "topic", "requirement", "units", "due_text", "due")
    read = tomllib.loads(body.decode())["task"]
    assert [{key: task.get(key) for key in fields} for task in read] == [
        {key: task.get(key) for key in fields} for task in tasks()
    ]
    assert "各管委会" in said  # a name that no unit of the district bears
    assert "区统计局" not in said
