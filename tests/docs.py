"""``make docs``: writes what is generated from the checks and the standards; a house test says when it is due."""

from __future__ import annotations

import re
from pathlib import Path

from checks.engine.manual import checks_document, checks_table
from checks.engine.standard import load_standards
from checks.engine.tasks.manual import tasks_document

ROOT = Path(__file__).resolve().parents[1]
TASKS = "shizhong-2023"
"""The pack whose tasks docs/tasks.md lists."""


def main() -> None:
    """Write docs/checks.md, the tasks of docs/tasks.md and the table of README.md, each between its marks."""
    standards = load_standards(ROOT / "config" / "standards", ["national"])
    (ROOT / "docs" / "checks.md").write_text(checks_document(standards), encoding="utf-8")
    _fill(ROOT / "README.md", "checks", checks_table(standards))
    (district,) = load_standards(ROOT / "config" / "standards", [TASKS])
    if district.table:
        _fill(ROOT / "docs" / "tasks.md", "tasks", f"\n{tasks_document(district.table)}\n")


def _fill(path: Path, mark: str, text: str) -> None:
    """Put a text between ``<!-- mark:begin -->`` and ``<!-- mark:end -->`` of a file."""
    marks = re.compile(rf"(<!-- {mark}:begin -->\n).*?(<!-- {mark}:end -->)", re.S)
    written = marks.sub(lambda found: f"{found[1]}{text}{found[2]}", path.read_text(encoding="utf-8"))
    path.write_text(written, encoding="utf-8")


if __name__ == "__main__":
    main()
