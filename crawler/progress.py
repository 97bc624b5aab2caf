"""A bar per host on a terminal; nothing anywhere else."""

from __future__ import annotations

import sys
from types import TracebackType
from typing import Self

from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TaskID, TextColumn, TimeElapsedColumn

MAX_BARS = 20  # more would scroll the terminal; the rest is summed up in the last bar


class Bars:
    """Bars by name. ``show`` None: only where stderr is a terminal."""

    def __init__(self, show: bool | None = None) -> None:
        self._shown = sys.stderr.isatty() if show is None else show
        self._progress = Progress(
            TextColumn("{task.description}"),
            BarColumn(),
            MofNCompleteColumn(),
            TimeElapsedColumn(),
            console=Console(stderr=True),
            disable=not self._shown,
            refresh_per_second=4,
        )
        self._bars: dict[str, TaskID] = {}

    def __enter__(self) -> Self:
        if self._shown:
            self._progress.start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if self._shown:
            self._progress.stop()

    def add(self, name: str, total: int) -> None:
        """Begin a bar, unless there are many."""
        if self._shown and len(self._bars) < MAX_BARS:
            self._bars[name] = self._progress.add_task(name, total=total)

    def move(self, name: str, done: int) -> None:
        """Set how far a bar is."""
        bar = self._bars.get(name)
        if bar is not None:
            self._progress.update(bar, completed=done)

    def end(self, name: str) -> None:
        """Show a bar as finished, whatever is left of its budget."""
        bar = self._bars.pop(name, None)
        if bar is not None:
            done = self._progress.tasks[self._progress.task_ids.index(bar)].completed
            self._progress.update(bar, total=done or 1, completed=done or 1)
