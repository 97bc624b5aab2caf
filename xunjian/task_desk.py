"""The desk of a run's tasks: the index of the district's pages, the tables, and what units handed in."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from checks.engine.filing import Ruling
from checks.engine.lexicon import Lexicon
from checks.engine.model import TaskRow
from checks.engine.run import ask_all
from checks.engine.standard import Standard, all_tables
from checks.engine.tasks.desk import TaskDesk
from checks.engine.workdays import Calendar
from evidence.district import DistrictFiles
from evidence.errors import XunjianError
from evidence.records import Config
from evidence.units import UnitEvidence
from xunjian.attestations import attestations_of

Measures = tuple[tuple[Standard, ...], Calendar, Lexicon]


@dataclass(slots=True)
class RunDesk:
    """Judges tasks while the evidence files are open. Where it could not be made, it says so of every unit."""

    measures: Measures
    desk: TaskDesk | None
    error: Exception | None = None

    def ask_all(self, units: Sequence[UnitEvidence]) -> None:
        """Hear what checks say of all units of the district; without it, tasks that rest on that stay open."""
        standards, calendar, lexicon = self.measures
        if self.desk:
            ask_all(self.desk, units, standards, calendar, lexicon=lexicon)

    def rows(
        self, unit: UnitEvidence, rulings: Iterable[Ruling], broken: Iterable[str]
    ) -> tuple[TaskRow, ...]:
        """As ``TaskDesk.rows``. Raises what kept the desk from being made."""
        if self.desk is None:
            raise self.error or RuntimeError("no desk")
        return self.desk.rows(unit, rulings, broken)


def open_desk(
    files: DistrictFiles, measures: Measures, config: Config, data: Path, as_of: date
) -> RunDesk | None:
    """The desk of a run, once for all its units; None where no standard has a table of tasks.

    Raises XunjianError when evidence or attestations cannot be read; what else breaks is told with each unit.
    """
    standards = measures[0]
    if not all_tables(standards):
        return None
    from evidence.task_files import index_tasks  # costs nothing where there are no tasks

    try:
        index = index_tasks(files)
        desk = TaskDesk.over(standards, config.units, index, as_of, attestations_of(data))
    except XunjianError:
        raise
    except Exception as error:  # noqa: BLE001 - the checks of units stand without tasks
        return RunDesk(measures, None, error)
    return RunDesk(measures, desk)
