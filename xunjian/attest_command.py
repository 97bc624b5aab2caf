"""``xunjian attest``: which of its errands is meant, whether unit and task exist, and what is told of it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path

from checks.engine.complaints import suggestion
from checks.engine.model import AttestationRow
from checks.engine.standard import Standard, load_standards
from checks.engine.tasks.responsible import responsible_units
from crawler.sites import companions, load_config
from evidence.errors import UsageError
from evidence.records import Config
from xunjian import __version__
from xunjian.attestations import Act, adopt, attestations_of, decide, file_attestation
from xunjian.clock import now


@dataclass(frozen=True, slots=True)
class Order:
    """The command line as it was written; what was left out is None, empty or False."""

    unit: str | None = None
    task: str | None = None
    files: tuple[Path, ...] = ()
    note: str | None = None
    by: str | None = None
    on: date | None = None
    accept: int | None = None
    reject: int | None = None
    reason: str | None = None
    privacy_checked: bool = False
    listed: bool = False
    adopted: bool = False

    @property
    def errand(self) -> str:
        """file, accept, reject, list or adopt. Raises UsageError where several are asked for."""
        asked = {
            "accept": self.accept is not None, "reject": self.reject is not None, "list": self.listed,
            "adopt": self.adopted,
        }  # fmt: skip
        named = [name for name, is_asked in asked.items() if is_asked]
        if len(named) > 1:
            raise UsageError(f"--{named[0]} and --{named[1]}: one at a time; see xunjian attest --help")
        return named[0] if named else "file"


_TAKES = {  # beside UNIT and TASK
    "file": ("files", "note", "by", "on"),
    "accept": ("by", "on", "privacy_checked"),
    "reject": ("by", "on", "reason"),
    "list": (),
    "adopt": ("by",),
}
_NEEDS = {
    "file": ("unit", "task", "files", "note"),
    "accept": ("unit", "task", "by"),
    "reject": ("unit", "task", "by", "reason"),
    "list": (),
    "adopt": ("by",),
}
_WRITTEN = {
    "unit": "UNIT", "task": "TASK", "files": "FILE", "note": "--note TEXT", "by": "--by NAME", "on": "--on DATE",
    "reason": "--reason TEXT", "privacy_checked": "--privacy-checked",
}  # fmt: skip


def carry_out(order: Order, config_path: Path, data: Path) -> Iterator[str]:
    """Do what is asked; yields the lines to tell. Raises UsageError, ConfigError, StorageError, LockedError."""
    errand = order.errand
    _refuse_strange(order, errand)
    config = load_config(config_path)
    if errand == "adopt":
        for filing in adopt(data, order.by or ""):
            yield f"{filing.unit} {filing.task} {filing.number:04d}: entered in the ledger"
        return
    tables = _concerned(config)
    if errand == "list":
        yield from _listed(order, config, tables, data)
        return
    unit, task = order.unit or "", order.task or ""
    _refuse_unconcerned(unit, task, config, tables)
    act = _act(order, config, unit, task)
    yield _filed(order, act, data) if errand == "file" else _decided(order, act, data)


def _refuse_strange(order: Order, errand: str) -> None:
    """What is missing for an errand, and what is not for it."""
    missing = [_WRITTEN[name] for name in _NEEDS[errand] if not getattr(order, name)]
    if missing:
        raise UsageError(f"{missing[0]}: missing; see xunjian attest --help")
    ours = {"unit", "task", *_TAKES[errand]}
    strange = [_WRITTEN[name] for name in _WRITTEN if name not in ours and getattr(order, name)]
    if strange:
        what = "a filing" if errand == "file" else f"--{errand}"
        raise UsageError(f"{strange[0]}: not for {what}; leave it out, see xunjian attest --help")


# ---------------------------------------------------------------- units and tasks


Concerned = Mapping[str, tuple[str, ...]]


def _concerned(config: Config) -> Concerned:
    """The ids of the units that each task of the tables concerns, by the task's id."""
    standards = load_standards(companions(Path(config.path), "standards"), config.district.standards)
    return {id_: units for standard in standards for id_, units in _of_table(standard, config)}


def _of_table(standard: Standard, config: Config) -> Iterator[tuple[str, tuple[str, ...]]]:
    table = standard.table
    for task in table.tasks if table else ():
        yield task.id, responsible_units(task, table, config.units) if table else ()


def _refuse_unconcerned(unit: str, task: str, config: Config, tables: Concerned) -> None:
    known = [one.id for one in config.units]
    if unit not in known:
        raise UsageError(f"{unit!r}: no such unit in {config.path}; {suggestion(unit, known)}")
    if not tables:
        raise UsageError(
            f"{config.path}: none of its standards has a table of tasks; add one to district.standards"
        )
    if task not in tables:
        raise UsageError(f"{task!r}: no such task in the standards of {config.path}; {_near(task, tables)}")
    if unit not in tables[task]:
        shown = ", ".join(tables[task][:5]) or "no configured unit"
        raise UsageError(f"{task} does not concern {unit}, but {shown}; see xunjian rules {task}")


def _near(task: str, tables: Concerned) -> str:
    told = suggestion(task, tables)
    return told if told.startswith("did") else f"they are {next(iter(tables))} … {list(tables)[-1]}"


def _act(order: Order, config: Config, unit: str, task: str) -> Act:
    at = now(config)
    by = order.by or next(one.name for one in config.units if one.id == unit)
    return Act(unit, task, by, _day(order.on, at), at, __version__)


def _day(on: date | None, at: datetime) -> date:
    if on is not None and on > at.date():
        raise UsageError(f"--on {on}: is still to come; write the day it was handed in or decided")
    return on or at.date()


# ---------------------------------------------------------------- what is told


def _filed(order: Order, act: Act, data: Path) -> str:
    filing = file_attestation(data, act, order.note or "", order.files)
    where = f"{act.unit} {act.task}"
    unread = sum(not file.checked for file in filing.files)
    seen = "all read" if not unread else f"{unread} not read by the privacy check"
    looked = " --privacy-checked" if unread else ""
    next_step = f"decide: xunjian attest {where} --accept {filing.number} --by NAME{looked}"
    return f"{where} {filing.number:04d}: filed, {len(filing.files)} files, {seen}; {next_step}"


def _decided(order: Order, act: Act, data: Path) -> str:
    accepted = order.accept is not None
    number = order.accept if order.accept is not None else order.reject or 0
    decide(
        data, act, number, accepted=accepted, reason=order.reason or "", privacy_checked=order.privacy_checked
    )
    return f"{act.unit} {act.task} {number:04d}: {'accepted' if accepted else 'sent back'} by {act.by}"


def _listed(order: Order, config: Config, tables: Concerned, data: Path) -> Iterator[str]:
    """All attestations, or those of a unit, or of one of its tasks; by unit and task, newest first."""
    rows = attestations_of(data)
    units = {*(unit.id for unit in config.units), *(unit for unit, _ in rows)}
    tasks = {*tables, *(task for _, task in rows)}
    if order.unit and order.unit not in units:
        raise UsageError(f"{order.unit!r}: no such unit in {config.path}; {suggestion(order.unit, units)}")
    if order.task and order.task not in tasks:
        raise UsageError(f"{order.task!r}: no such task in the standards of {config.path}")
    chosen = {
        key: found
        for key, found in rows.items()
        if order.unit in (None, key[0]) and order.task in (None, key[1])
    }
    for (unit, task), found in chosen.items():
        for row in found:
            yield from _row(unit, task, row)
    count = sum(map(len, chosen.values()))
    faults = sum(bool(row.fault) for found in chosen.values() for row in found)
    yield f"{count} attestations" + (f", {faults} of them do not count" if faults else "")


def _row(unit: str, task: str, row: AttestationRow) -> Iterator[str]:
    yield f"{unit} {task} {row.number:04d}  {row.state}  {row.on}  {row.by}: {row.note}"
    yield from (f"  {name}  sha256 {sha256}" for name, sha256 in row.files)
    if row.decided_by:
        reason = f": {row.decision}" if row.decision else ""
        yield f"  {row.state} by {row.decided_by} on {row.decided_on}{reason}"
    if row.unread:
        yield f"  not read: {row.unread}"
    if row.fault:
        yield f"  does not count: {row.fault}"
