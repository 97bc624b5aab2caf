"""What several suites share: the demo district, audited for real once a session, on two days at once."""

from __future__ import annotations

import json
import tomllib
from collections.abc import Iterator
from contextlib import ExitStack
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any

import pytest

from demo.spec import named_units, units
from tests.children import start

DAYS = ("2026-11-23", "2027-03-10")  # a Monday and a Wednesday, in different years


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """With several workers (``make test``), what shares a fixture runs in one of them: a file, or all of the demo's."""
    for item in items:
        shares_demo = "demo_runs" in getattr(item, "fixturenames", ())
        item.add_marker(pytest.mark.xdist_group("demo" if shares_demo else str(item.path)))


@dataclass(frozen=True)
class DemoRun:
    """One finished ``xunjian demo``: where its data is, and what it said."""

    as_of: str
    data: Path
    status: int
    out: str
    err: str

    @cached_property
    def audit(self) -> dict[str, Any]:
        return json.loads((self.data / "reports/latest/audit.json").read_bytes())

    @cached_property
    def origins(self) -> dict[str, str]:
        """Origin of each host by its name in the demo, read from the sites.toml that was written."""
        tables = tomllib.loads((self.data / "sites.toml").read_text(encoding="utf-8"))["unit"]
        sites = {table["id"]: table["site"][0]["url"] for table in tables if "site" in table}
        everybody = [unit for unit in (*units(), *named_units()) if unit.id in sites]
        found = {unit.host: "/".join(sites[unit.id].split("/")[:3]) for unit in everybody}
        return found | {"outside": self._outside(set(found.values()))}

    def _outside(self, known: set[str]) -> str:
        """The one origin that no unit has: the host that others link to (http://127.0.0.1:port/story/…)."""
        urls = {row["url"] for unit in self.audit["units"] for row in unit["columns"]}
        targets = {one["target"] or "" for unit in self.audit["units"] for one in unit["findings"]}
        origins = {"/".join(url.split("/")[:3]) for url in urls | targets if url.startswith("http://127.")}
        (outside,) = origins - known
        return outside


@pytest.fixture(scope="session")
def demo_runs(tmp_path_factory: pytest.TempPathFactory) -> Iterator[dict[str, DemoRun]]:
    """``xunjian demo`` for every one of DAYS, side by side: each is mostly waiting."""
    with ExitStack() as stack:
        started = {}
        for day in DAYS:
            data = tmp_path_factory.mktemp(f"demo-{day}")
            process = start("demo", "--data", data, "--as-of", day)
            stack.enter_context(process)
            stack.callback(process.kill)
            started[day] = (data, process)
        found = {}
        for day, (data, process) in started.items():
            out, err = process.communicate(timeout=500)
            found[day] = DemoRun(day, data / "demo", process.returncode, out, err)
        yield found
