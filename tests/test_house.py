"""The rules of the house, kept by a machine: who imports whom, what all must have, how long it may be."""

from __future__ import annotations

import ast
import inspect
import re
import tomllib
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from statistics import median, quantiles

import click
import pytest

from checks.engine.manual import checks_document, checks_table
from checks.engine.registry import HEADINGS, CheckSpec, all_checks
from checks.engine.standard import all_rules, all_tables, load_standards
from checks.engine.statements import failed
from checks.engine.tasks.manual import tasks_document
from crawler.sites_tables import ColumnTable, CrawlTable, DistrictTable, SiteTable, UnitTable
from reports import words
from xunjian.cli import main

ROOT = Path(__file__).resolve().parents[1]
STANDARDS = ROOT / "config" / "standards"
CONTRACTS = ROOT / "docs" / "contracts.md"
PACKAGES = ("evidence", "crawler", "checks", "reports", "xunjian", "demo")

MAY_IMPORT = {  # of ours, besides itself; None: anything
    "evidence": (),
    "crawler": ("evidence",),
    "checks": ("evidence", "checks.engine"),
    "reports": ("evidence", "checks.engine.model"),
    "demo": ("evidence",),
    "xunjian": None,
}
NO_NETWORK = ("socket", "urllib.request", "requests", "http.client", "aiohttp", "scrapy", "twisted", "ssl")
CLOCKS = ("datetime.now", "datetime.utcnow", "datetime.today", "date.today", "time.time", "time.localtime")


def _sources(package: str) -> list[Path]:
    return sorted((ROOT / package).rglob("*.py"))


@cache
def _tree(path: Path) -> ast.Module:
    return ast.parse(path.read_text(encoding="utf-8"))


def _imports(path: Path) -> Iterator[str]:
    """Dotted names a module imports, wherever in it; those of ``from a import b`` as ``a.b``."""
    package = path.relative_to(ROOT).parent.parts
    for node in ast.walk(_tree(path)):
        if isinstance(node, ast.Import):
            yield from (name.name for name in node.names)
        elif isinstance(node, ast.ImportFrom):
            base = package[: len(package) - node.level + 1] if node.level else ()
            module = ".".join((*base, *([node.module] if node.module else [])))
            yield from (f"{module}.{name.name}" for name in node.names)


def _within(name: str, roots: tuple[str, ...]) -> bool:
    return any(name == root or name.startswith(f"{root}.") for root in roots)


@pytest.mark.parametrize("package", PACKAGES)
def test_imports_point_down(package: str) -> None:
    allowed = MAY_IMPORT[package]
    own = () if package == "checks" else (package,)  # one check knows nothing of another
    for path in _sources(package) if allowed is not None else []:
        for name in _imports(path):
            assert (
                not _within(name, PACKAGES) or _within(name, (*own, *(allowed or ()))) or name == package
            ), f"{path}: must not import {name}"


@pytest.mark.parametrize("package", ["crawler", "checks", "reports"])
def test_package_files_stay_empty(package: str) -> None:
    assert (ROOT / package / "__init__.py").read_text() == ""


def test_checks_open_no_socket_and_read_no_clock() -> None:
    for path in _sources("checks"):
        assert not [name for name in _imports(path) if _within(name, NO_NETWORK)], path
        reads = [ast.unparse(node.func) for node in ast.walk(_tree(path)) if isinstance(node, ast.Call)]
        assert not [call for call in reads if call.endswith(CLOCKS)], path


# ---------------------------------------------------------------- checks, rules, commands, settings


def test_there_are_checks() -> None:
    modules = {path.stem for path in (ROOT / "checks").glob("*.py")} - {"__init__"}
    assert modules == {spec.function.__module__.removeprefix("checks.") for spec in all_checks()} != set()


@pytest.mark.parametrize("spec", all_checks(), ids=lambda spec: spec.id)
def test_check_is_named_tested_explained_and_listed(spec: CheckSpec) -> None:
    name = spec.id.replace("-", "_")
    assert (ROOT / "tests" / "checks" / f"test_{name}.py").is_file()
    assert spec.function.__module__ == f"checks.{name}"
    assert spec.function.__name__ == name
    lines = [line.strip() for line in spec.doc.splitlines()]
    found = [heading for line in lines for heading in HEADINGS if line.startswith(f"{heading}:")]
    assert found == list(HEADINGS)
    assert f"`{spec.id}`" in CONTRACTS.read_text(encoding="utf-8")


def test_every_check_has_a_rule_and_every_parameter_its_field() -> None:
    packs = [path.stem for path in sorted(STANDARDS.glob("*.toml"))]
    rules = all_rules(load_standards(STANDARDS, packs))  # unknown or missing parameters are its errors
    assert {rule.check for rule in rules} == {spec.id for spec in all_checks()}


def test_readme_lists_the_checks() -> None:
    readme = (ROOT / "README.md").read_text(encoding="utf-8")
    written = readme.partition("<!-- checks:begin -->")[2].partition("<!-- checks:end -->")[0]
    assert written.strip() == checks_table(load_standards(STANDARDS, ["national"])).strip()


@pytest.mark.parametrize("path", sorted((ROOT / "checks").glob("[a-z]*.py")), ids=lambda path: path.stem)
def test_every_fact_of_a_finding_has_a_chinese_label(path: Path) -> None:
    own = set(inspect.signature(failed).parameters)
    calls = [node for node in ast.walk(_tree(path)) if isinstance(node, ast.Call)]
    filed = [call for call in calls if ast.unparse(call.func) == "failed"]
    keys = {keyword.arg for call in filed for keyword in call.keywords} - own - {None}
    assert keys <= {*words.FACTS, *words.NESTED_FACTS}, sorted(key or "" for key in keys - words.FACTS.keys())


@pytest.mark.parametrize("spec", all_checks(), ids=lambda spec: spec.id)
def test_check_has_a_chinese_name_in_reports(spec: CheckSpec) -> None:
    assert spec.id in words.CHECKS


def test_manual_of_checks_is_fresh() -> None:
    written = (ROOT / "docs" / "checks.md").read_text(encoding="utf-8")
    assert written == checks_document(load_standards(STANDARDS, ["national"])), "run: make docs"


def test_manual_of_tasks_is_fresh() -> None:
    text = (ROOT / "docs" / "tasks.md").read_text(encoding="utf-8")
    written = text.partition("<!-- tasks:begin -->")[2].partition("<!-- tasks:end -->")[0]
    (table,) = all_tables(load_standards(STANDARDS, ["shizhong-2023"]))
    assert written.strip() == tasks_document(table).strip(), "run: make docs"


def _verbs(group: click.Group, path: str) -> Iterator[tuple[str, click.Command]]:
    for name, command in group.commands.items():
        yield f"{path} {name}", command
        if isinstance(command, click.Group):
            yield from _verbs(command, f"{path} {name}")


@pytest.mark.parametrize(("path", "command"), [*_verbs(main, "xunjian")])
def test_command_and_its_options_have_help(path: str, command: click.Command) -> None:
    assert command.help, path
    options = [option for option in command.params if isinstance(option, click.Option)]
    assert not [option.name for option in options if not option.help and not option.hidden]


def test_contracts_list_the_commands_that_work() -> None:
    rows = re.findall(r"^\| (`xunjian .*?) \| (.*) \|$", CONTRACTS.read_text(encoding="utf-8"), re.M)
    works, planned = (
        {name for verbs, does in rows if does.startswith("*planned") is late for name in _names(verbs)}
        for late in (False, True)
    )
    verbs = {
        path.removeprefix("xunjian ") for path, command in _verbs(main, "xunjian") if not _is_group(command)
    }
    assert verbs == works
    assert not verbs & planned


def _names(cell: str) -> list[str]:
    """Verbs named in the first cell of the table: ```xunjian crawl` · `check``` are two."""
    words = [part.removeprefix("xunjian ").split() for part in re.findall(r"`([^`]+)`", cell)]
    return [" ".join(word for word in verb if word.isalpha() and word.islower()) for verb in words]


def _is_group(command: click.Command) -> bool:
    return isinstance(command, click.Group)


def test_every_setting_is_documented() -> None:
    documented = CONTRACTS.read_text(encoding="utf-8")
    for table in (DistrictTable, CrawlTable, UnitTable, SiteTable, ColumnTable):
        for key in table.model_fields:
            assert re.search(rf"\b{key}\b", documented), f"{key} of {table.__name__}"


# ---------------------------------------------------------------- sizes, and what must not be written down


def test_functions_and_files_are_short() -> None:
    paths = [path for package in PACKAGES for path in _sources(package)]
    functions = {
        f"{path}:{node.lineno} {node.name}": (node.end_lineno or 0) - node.lineno + 1
        for path in paths
        for node in ast.walk(_tree(path))
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef)
    }
    assert not {where: lines for where, lines in functions.items() if lines > 60}
    assert median(functions.values()) <= 10
    assert quantiles(functions.values(), n=10)[-1] <= 30
    files = {path: len(path.read_text(encoding="utf-8").splitlines()) for path in paths}
    long = {str(path): lines for path, lines in files.items() if lines > 400}
    assert len(long) <= len(files) / 10, long


def test_configuration_names_no_registry_and_no_place_on_a_machine() -> None:
    names = ("pyproject.toml", "constraints.txt", "Makefile", ".ci/run", "config/**/*.toml")
    registry = re.compile(r"index-url|/simple/|find-links|\bregistry\.|file://|https?://[^\s\"']*pypi", re.I)
    place = re.compile(r"(?<![\w.:/-])/(?:home|root|opt|mnt|srv|Users|w[o]rk)/|\b[A-Z]:\\")
    for path in [path for name in names for path in ROOT.glob(name)]:
        text = path.read_text(encoding="utf-8")
        assert not registry.search(text), path
        assert not place.search(text), path
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    wanted = [*project["dependencies"], *(r for e in project["optional-dependencies"].values() for r in e)]
    pinned = (ROOT / "constraints.txt").read_text(encoding="utf-8").lower().replace("_", "-")
    for requirement in wanted:
        name = re.split(r"[^\w.-]", requirement)[0].lower().replace("_", "-")
        assert f"\n{name}==" in pinned, f"{name} is not pinned in constraints.txt"
