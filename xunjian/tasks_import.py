"""``xunjian tasks import``: a district's table of tasks (任务分解表) as a draft of a pack."""

from __future__ import annotations

import os
import re
import tempfile
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from checks.engine.tasks.responsible import units_called
from evidence.errors import ConfigError, UsageError
from evidence.records import Unit, UnitKind
from xunjian.tables.bodies import Named, collective, read_units
from xunjian.tables.choice import Fitting, choose, rows_of, title_of, year_of
from xunjian.tables.draft import Draft, DraftTask, DraftUnit, write_draft
from xunjian.tables.due import read_due
from xunjian.tables.grid import Grid
from xunjian.tables.head import Role
from xunjian.tables.numbers import Numbers, number_rows
from xunjian.tables.rows import Row
from xunjian.tables.source import read_tables

DEFAULT_PREFIX = "RW"  # 任务


@dataclass(frozen=True, slots=True)
class Wishes:
    """What a person says of the table; what is None or empty is read from the file."""

    year: int | None = None
    prefix: str = DEFAULT_PREFIX
    title: str = ""
    tables: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class Imported:
    """The draft with its text, and one line for each thing a person must look at."""

    draft: Draft
    text: str
    warnings: tuple[str, ...]


def import_table(path: Path, units: Sequence[Unit], wishes: Wishes, file_id: str = "") -> Imported:
    """Read a table of tasks into a draft; the same table gives the same text from any kind of file.

    ``file_id``: the name of the file it will be written to, without ``.toml``; default by prefix and year.
    Raises UsageError or ConfigError where the file, the table or a row of it is broken: nothing is guessed.
    """
    grids = read_tables(path)
    fits = choose(path, grids, wishes.tables)
    rows, remarks = rows_of(path, fits)
    title = wishes.title or title_of(path, fits[0])
    year = wishes.year or year_of(title)
    if year is None:
        raise UsageError(f"{path}: no year in the title '{title}'; say it with --year")
    prefix = full_prefix(wishes.prefix, year)
    register = Register(units)
    numbers = number_rows([row.number for row in rows], merged=any(row.spans_number for row in rows))
    named = [_named(row, register) for row in rows]
    tasks = tuple(
        _task(row, names, numbers, at, year) for at, (row, names) in enumerate(zip(rows, named, strict=True))
    )
    entries = tuple(_entries(named, tasks, register))
    draft = Draft(file_id or pack_id(prefix, year), title, year, prefix, entries, tasks)
    warnings = [*_of_tables(grids, fits), *remarks, *_of_tasks(rows, tasks), *_of_units(entries, rows, named)]
    if numbers.general:
        warnings.insert(0, numbers.general)
    return Imported(draft, write_draft(draft), tuple(f"{path}: {warning}" for warning in warnings))


def full_prefix(prefix: str, year: int) -> str:
    """SZ as SZ26; a prefix that ends in the year stays. Raises UsageError for what cannot begin an id."""
    if not re.fullmatch(r"[A-Za-z][A-Za-z0-9]*", prefix):
        raise UsageError(f"--prefix '{prefix}': write letters, as in SZ")
    short = f"{year % 100:02d}"
    return prefix if prefix.endswith(short) else f"{prefix}{short}"


def pack_id(prefix: str, year: int) -> str:
    """The name of a pack: sz-2026 for SZ26."""
    return f"{prefix.removesuffix(f'{year % 100:02d}').lower()}-{year}"


def _named(row: Row, register: Register) -> Named:
    leads = [read_units(cell, register.knows) for cell in row.units]
    helps = [read_units(cell, register.knows, helping=True) for cell in row.others]
    first = tuple(dict.fromkeys(name for named in (*leads, *helps) for name in named.leads))
    others = tuple(dict.fromkeys(name for named in (*leads, *helps) for name in named.others))
    return Named(first, tuple(name for name in others if name not in first))


def _task(row: Row, named: Named, numbers: Numbers, at: int, year: int) -> DraftTask:
    due = read_due(row.due, year)
    looks = [numbers.remarks.get(at, ""), *row.notes, due.complaint]
    looks += (
        ["no requirement: the cell is blank; the row is left as a comment"] if not row.requirement else []
    )
    looks += ["no responsible unit; the row is left as a comment"] if not named.names else []
    return DraftTask(
        numbers.values[at], row.labels, row.requirement, named.names, due.text, due.day,
        tuple(filter(None, looks)), named.leads if named.others else (),
    )  # fmt: skip


class Register:
    """Whose a name is, as the judging of tasks will see it; remembers what it was asked."""

    def __init__(self, units: Sequence[Unit]) -> None:
        self._units = units
        self._known: dict[str, tuple[str, ...]] = {}

    def owners(self, name: str) -> tuple[str, ...]:
        """Ids of the units that bear this name; several where it does not tell them apart."""
        if name not in self._known:
            self._known[name] = units_called(name, {}, self._units)
        return self._known[name]

    def has(self, kinds: Sequence[UnitKind]) -> bool:
        return any(unit.kind in kinds for unit in self._units)

    def knows(self, name: str) -> bool:
        return bool(self.owners(name) or collective(name))


def _entries(named: Iterable[Named], tasks: Iterable[DraftTask], register: Register) -> Iterator[DraftUnit]:
    """One entry for each name that needs one, in the order of the table."""
    used = {name for task in tasks if task.is_whole for name in task.units}
    for name in dict.fromkeys(name for one in named for name in one.names):
        if len(register.owners(name)) != 1:
            yield replace(_entry(name, register), is_used=name in used)


def _entry(name: str, register: Register) -> DraftUnit:
    owners = register.owners(name)
    bare = re.sub(r"[（(].*?[）)]", "", name)
    if kinds := collective(name):
        none = (
            "" if register.has(kinds) else f"'{name}' stands for {', '.join(kinds)}, and sites.toml has none"
        )
        return DraftUnit(name, kinds=kinds, look=none)
    if owners:
        return DraftUnit(name, look=f"'{name}' may be any of the units {', '.join(owners)}")
    if bare != name and len(register.owners(bare)) == 1:
        return DraftUnit(name, names=(bare,))
    return DraftUnit(name, look=f"'{name}' is no unit of sites.toml, by name or alias")


# ---------------------------------------------------------------- what to look at


def _of_tables(grids: Sequence[Grid], fits: Sequence[Fitting]) -> Iterator[str]:
    used = {fit.number for fit in fits}
    for number, grid in enumerate(grids, 1):
        if number not in used and len(grid.rows) > 1 and grid.width > 1:
            yield f"{grid.name}: not read; it is not among the tables of tasks"
    for fit in fits:
        for column, role in enumerate(fit.head.roles):
            if role in (None, Role.ASIDE) and fit.head.names[column]:
                yield f"{fit.grid.name}: column '{fit.head.names[column]}' is not taken"
        if not fit.head.columns(Role.DUE):
            yield f"{fit.grid.name}: no column of deadlines; every task is without one"


def _of_tasks(rows: Sequence[Row], tasks: Sequence[DraftTask]) -> Iterator[str]:
    for row, task in zip(rows, tasks, strict=True):
        yield from (f"{row.grid}, row {row.at + 1}: {look}" for look in task.looks)


def _of_units(units: Sequence[DraftUnit], rows: Sequence[Row], named: Sequence[Named]) -> Iterator[str]:
    for unit in units:
        if unit.look:
            at = [row for row, names in zip(rows, named, strict=True) if unit.name in names.names]
            places = ", ".join(str(row.at + 1) for row in at[:10]) + (" …" if len(at) > 10 else "")
            yield f"{at[0].grid}, row {places}: unit not resolved: {unit.look}; name it in the draft or add an alias"


# ---------------------------------------------------------------- writing


def write_whole(path: Path, text: str, *, force: bool = False) -> None:
    """Write a file whole or not at all; its folder is made.

    Raises UsageError where it is there already and ``force`` is not said.
    """
    if path.is_dir():
        raise UsageError(f"{path}: is a directory; name a file with --out")
    if path.exists() and not force:
        raise UsageError(f"{path}: is there already; name another with --out, or overwrite it with --force")
    path.parent.mkdir(parents=True, exist_ok=True)
    handle, name = tempfile.mkstemp(prefix=f".{path.name}.", dir=path.parent)
    part = Path(name)
    try:
        with os.fdopen(handle, "w", encoding="utf-8", newline="\n") as file:
            file.write(text)
        part.chmod(0o644)
        part.replace(path)
    except BaseException:
        part.unlink(missing_ok=True)
        raise


def target_of(config_path: Path, prefix: str, year: int, out: Path | None) -> Path:
    """Where a pack is written: beside the configuration, where it is looked for."""
    path = out or config_path.parent / "standards" / f"{pack_id(full_prefix(prefix, year), year)}.toml"
    if path.suffix != ".toml":
        raise ConfigError([f"{path}: a pack is a .toml file; write --out {path}.toml"])
    return path
