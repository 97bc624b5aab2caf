"""Names of responsible units (责任单位) as a table writes them → the configured units that bear them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from checks.engine.tasks.model import Responsible, Table, Task
from checks.engine.tasks.words import squeezed
from evidence.called import NO_PLACE
from evidence.records import Unit

_PLACE_ENDS = ("区", "县", "市", "旗", "盟", "州", "省")


def responsible_units(task: Task, table: Table, units: Sequence[Unit]) -> tuple[str, ...]:
    """Ids of the units that a task is given to, in the order of the configuration."""
    found = {unit_id for name in task.units for unit_id in units_called(name, table.units, units)}
    return tuple(unit.id for unit in units if unit.id in found)


def unresolved_names(table: Table, units: Sequence[Unit]) -> tuple[str, ...]:
    """Names in the table that no configured unit bears, each once, in the order of the tasks."""
    names = dict.fromkeys(name for task in table.tasks for name in task.units)
    return tuple(name for name in names if not units_called(name, table.units, units))


def units_called(name: str, entries: Mapping[str, Responsible], units: Iterable[Unit]) -> tuple[str, ...]:
    """Ids of the units that a name stands for: by the table's own entry for it, else by name or alias."""
    known = tuple(units)
    entry = entries.get(name, Responsible(names=(name,)))
    return tuple(
        unit.id
        for unit in known
        if unit.kind in entry.kinds or any(_bears(unit, each, known) for each in entry.names)
    )


def _bears(unit: Unit, name: str, units: Sequence[Unit]) -> bool:
    """Whether a unit is called so; a name that another unit bears exactly is that one's alone."""
    wanted = squeezed(name)
    if any(wanted in _names(other) for other in units):
        return wanted in _names(unit)
    return any(_same_but_for_place(wanted, own) for own in _names(unit))


def _names(unit: Unit) -> tuple[str, ...]:
    return tuple(squeezed(name) for name in (unit.name, *unit.aliases))


def _same_but_for_place(one: str, other: str) -> bool:
    """Whether two names differ only in the place before them: 区财政局, 市中区财政局, 财政局.

    Bodies of two levels are two: 市财政局 is none of the district's that is called 区财政局.
    """
    short, long = sorted((one, other), key=len)
    before = long.removesuffix(short)
    if not short or not long.endswith(short):
        return False
    placed = short.startswith(_PLACE_ENDS) and not NO_PLACE.match(short)
    return not before or before.endswith(_PLACE_ENDS) or placed
