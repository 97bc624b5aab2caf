"""``make docs``: writes what is generated from the checks and the standards; a house test says when it is due."""

from __future__ import annotations

import re
from pathlib import Path

from checks.engine.manual import checks_document, checks_table
from checks.engine.standard import load_standards

ROOT = Path(__file__).resolve().parents[1]
_TABLE = re.compile(r"(<!-- checks:begin -->\n).*?(<!-- checks:end -->)", re.S)


def main() -> None:
    """Write docs/checks.md and the table between the marks of README.md."""
    standards = load_standards(ROOT / "config" / "standards", ["national"])
    (ROOT / "docs" / "checks.md").write_text(checks_document(standards), encoding="utf-8")
    readme = ROOT / "README.md"
    text = readme.read_text(encoding="utf-8")
    table = f"{checks_table(standards)}"
    readme.write_text(_TABLE.sub(lambda m: f"{m[1]}{table}{m[2]}", text), encoding="utf-8")


if __name__ == "__main__":
    main()
