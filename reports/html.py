"""The report as pages that open from disk: a district page, one page per unit, and the assets beside them."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from importlib.resources import files as resources
from pathlib import Path

from jinja2 import Environment, PackageLoader, StrictUndefined

from checks.engine.model import Assessment
from reports import audit_json, words
from reports.build import report_view
from reports.items import file_name
from reports.publish import MARK, publish
from reports.task_csv import NAME as TASKS_CSV
from reports.task_csv import tasks_csv
from reports.task_district import table_views
from reports.tasks import unit_ledgers

ASSETS = ("report.css", "report.js")


def write_reports(assessment: Assessment, out: Path, extra: Mapping[str, bytes] | None = None) -> Path:
    """Write the whole report to the directory ``out`` and return the path of its ``index.html``.

    ``extra`` holds further files by relative path (a workbook) that appear in the same step.
    Replaces an earlier report at ``out`` whole. Raises StorageError when it cannot.
    """
    publish({**render(assessment), **(extra or {})}, out)
    return out / "index.html"


def render(assessment: Assessment) -> dict[str, bytes]:
    """Every file of the report by its path below the report's directory; the same input, the same bytes."""
    report, ledgers = report_view(assessment), unit_ledgers(assessment)
    tables = table_views(assessment, ledgers)
    pages = {"index.html": _page("index.html", report=report, tables=tables, base="")}
    for unit in report.units:
        pages[f"units/{file_name(unit.id)}"] = _page(
            "unit.html", report=report, unit=unit, ledgers=ledgers[unit.id], base="../"
        )
    if tables:
        pages["tasks.html"] = _page("tasks.html", report=report, tables=tables, base="")
        pages[TASKS_CSV] = tasks_csv(ledger for each in ledgers.values() for ledger in each)
    assets = {f"assets/{name}": _asset(name) for name in ASSETS}
    return {**pages, **assets, MARK: audit_json.to_bytes(assessment)}


def _page(template: str, **context: object) -> bytes:
    return _environment().get_template(template).render(**context).encode("utf-8", "replace")


def _asset(name: str) -> bytes:
    return resources("reports").joinpath("static", name).read_bytes()


@cache
def _environment() -> Environment:
    environment = Environment(
        loader=PackageLoader("reports"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    environment.globals["words"] = words
    return environment
