"""Which checks exist: the ``@check`` decorator, and the one place that finds the modules of ``checks/``."""

from __future__ import annotations

import inspect
import pkgutil
from collections.abc import Callable, Iterator
from dataclasses import dataclass, fields, is_dataclass
from functools import cache
from importlib import import_module
from typing import Any, TypeVar

import checks
from checks.engine.lexicon import Lexicon
from checks.engine.model import Statement, TaskRow
from checks.engine.statements import cant_tell
from checks.engine.workdays import Calendar
from evidence.units import Seen, UnitEvidence

CheckFunction = Callable[..., Iterator[Statement]]
AnyCheck = TypeVar("AnyCheck", bound=CheckFunction)

CALENDAR, LEXICON, TASKS = "calendar", "lexicon", "tasks"
HEADINGS = ("Why", "Counts", "Does not count", "Cannot tell", "Fix")
"""What a check's docstring explains, in this order; ``xunjian rules`` prints it."""


_NO_WORDS = Lexicon()


@dataclass(frozen=True, slots=True)
class CheckSpec:
    """One check: its id, its Chinese name, the evidence it reads, its thresholds and its function.

    ``needs`` are names of fields of UnitEvidence; with "calendar", "lexicon" or "tasks" among them the function
    takes the calendar of working days, the wordings, or how the unit stands with its tasks, after the thresholds,
    in this order.
    """

    id: str
    title: str
    needs: tuple[str, ...]
    params: type[Any]
    function: CheckFunction

    @property
    def doc(self) -> str:
        """The manual page: the docstring without its indentation."""
        return inspect.getdoc(self.function) or ""

    def run(
        self,
        unit: UnitEvidence,
        params: Any,
        calendar: Calendar,
        lexicon: Lexicon = _NO_WORDS,
        tasks: tuple[TaskRow, ...] = (),
    ) -> tuple[Statement, ...]:
        """All statements of this check about one unit, in the order of the evidence.

        Of a unit whose home pages nobody could read no check is silent: having nothing to look at is no pass.
        """
        tools = {CALENDAR: calendar, LEXICON: lexicon, TASKS: tasks}
        wanted = (tool for name, tool in tools.items() if name in self.needs)
        return tuple(self.function(unit, params, *wanted)) or _blind(unit)


def _blind(unit: UnitEvidence) -> tuple[Statement, ...]:
    """That nothing could be looked at, for a unit of which no home page was read."""
    if any(home.seen.read for home in unit.homes):
        return ()
    homes = [home.seen for home in unit.homes]
    homes += [Seen(site.url, why_unread=site.note or "本次未采集") for site in unit.sites if not homes]
    return tuple(cant_tell(seen, f"首页未能读取（{seen.why_unread}），未能检查") for seen in homes[:1])


_SPECS: dict[str, CheckSpec] = {}


def check(
    check_id: str, *, title: str, needs: tuple[str, ...], params: type[Any]
) -> Callable[[AnyCheck], AnyCheck]:
    """Register a function ``(unit, params) -> Iterator[Statement]`` as the check of this id.

    Raises ValueError for an id taken twice, evidence that does not exist, or thresholds that are no
    dataclass.
    """
    known = {field.name for field in fields(UnitEvidence)} | {CALENDAR, LEXICON, TASKS}
    if unknown := [need for need in needs if need not in known]:
        raise ValueError(f"check {check_id!r} needs {unknown}; evidence has {sorted(known)}")
    if not is_dataclass(params):
        raise ValueError(f"check {check_id!r}: params must be a dataclass")

    def register(function: AnyCheck) -> AnyCheck:
        if check_id in _SPECS:
            raise ValueError(f"check {check_id!r} is registered twice; rename one")
        _SPECS[check_id] = CheckSpec(check_id, title, needs, params, function)
        return function

    return register


@cache
def all_checks() -> tuple[CheckSpec, ...]:
    """Every check of ``checks/``, by id; imports each module once."""
    for module in pkgutil.iter_modules(checks.__path__):
        if not module.ispkg:
            import_module(f"{checks.__name__}.{module.name}")
    return tuple(_SPECS[check_id] for check_id in sorted(_SPECS))
