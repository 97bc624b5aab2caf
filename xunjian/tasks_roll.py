"""``xunjian tasks roll``: another year's table of tasks from a pack, its rules and comments kept."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Callable, Container, Iterator
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path
from typing import Any

import tomlkit

from evidence.errors import ConfigError, UsageError
from evidence.toml_lines import TomlFile, load
from xunjian.tables.due import read_due
from xunjian.tables.years import moved_day, other_years, shifted, without_done

_TO_FILL = "待填：印发该表的文件名称和文号"
_KEPT = frozenset(
    "source kind kinds checks targets document reach count short class origin units prefix scope".split()
)
"""Keys whose values are no wording of this year: vocabulary, ids, names of bodies, citations."""


@dataclass(frozen=True, slots=True)
class Rolled:
    """The new file; ``reviews``: one line for each thing a person must look at, with the line of the new file."""

    text: str
    tasks: int
    year: int  # of the pack it comes from
    reviews: tuple[str, ...]


def roll_pack(path: Path, year: int, file_id: str, target: Path | None = None) -> Rolled:
    """Move a pack on (or back) to ``year``. The same pack gives the same text.

    ``target``: the file that reviews name. Raises ConfigError with file and line where the pack is none.
    """
    file = load(path)
    old = _year_of(file)
    if old == year:
        raise UsageError(
            f"{file.where(('tasks', 'year'))}: is the table of {year} already; name another --year"
        )
    _check(file)
    document = tomlkit.parse(file.text)
    plain = tomllib.loads(file.text)
    for data in (document, plain):  # once as it is written, once as it is meant
        _roll(data, old, year, file_id)
    text = tomlkit.dumps(document)
    if tomllib.loads(text) != plain:
        raise ConfigError(
            [
                f"{path}:1: its tables stand in an order that cannot be rewritten; put each table's parts together"
            ]
        )
    reviews = tuple(_reviews(text, target or path, file, year))
    return Rolled(text, len(plain.get("task", [])), old, reviews)


def target_of(pack: Path, year: int, out: Path | None) -> Path:
    """Where the new pack is written: beside the old one, its name with the new year."""
    renamed = re.sub(r"(?<!\d)20\d\d(?!\d)", str(year), pack.stem)
    stem = renamed if re.search(r"(?<!\d)20\d\d(?!\d)", pack.stem) else f"{pack.stem}-{year}"
    path = out or pack.with_name(f"{stem}.toml")
    if path.suffix != ".toml":
        raise UsageError(f"{path}: a pack is a .toml file; write --out {path}.toml")
    if path.resolve() == pack.resolve():
        raise UsageError(f"{path}: is the pack itself; name another file with --out")
    return path


def _year_of(file: TomlFile) -> int:
    tasks = file.data.get("tasks")
    if not isinstance(tasks, dict):
        raise ConfigError([f"{file.where()}: has no [tasks]; name a pack with a table of tasks"])
    year = tasks.get("year")
    if not isinstance(year, int) or isinstance(year, bool) or not 2000 <= year <= 2099:
        raise ConfigError([f"{file.where(('tasks', 'year'))}: year is {year!r}; write year = 2023"])
    return year


def _check(file: TomlFile) -> None:
    """What must be as it should for a roll: complained of together."""
    complaints = []
    found = file.data.get("task", [])
    for key, kind in (("pack", dict), ("task", list)):
        if not isinstance(file.data.get(key, kind()), kind):
            complaints.append(f"{file.where((key,))}: {key} is no table; write [{key}] or [[{key}]]")
    for n, task in enumerate(found if isinstance(found, list) else []):
        complaints += _task_faults(file, n, task)
    starts = file.data["tasks"].get("starts")
    if starts is not None and not _is_day(starts):
        complaints.append(
            f"{file.where(('tasks', 'starts'))}: starts is {starts!r}; write a date, as 2023-01-01"
        )
    if complaints:
        raise ConfigError(complaints)


def _task_faults(file: TomlFile, n: int, task: Any) -> Iterator[str]:
    if not isinstance(task, dict):
        yield f"{file.where(('task', n))}: {task!r} is no table; write [[task]]"
        return
    if "due" in task and not _is_day(task["due"]):
        yield f"{file.where(('task', n, 'due'))}: due is {task['due']!r}; write a date, as 2023-12-31"
    if not isinstance(task.get("due_text", ""), str):
        yield f"{file.where(('task', n, 'due_text'))}: due_text is {task['due_text']!r}; write a text"


def _is_day(value: object) -> bool:
    return isinstance(value, date) and not isinstance(value, datetime)


# ---------------------------------------------------------------- the same change to both readings of the file


def _roll(data: Any, old: int, new: int, file_id: str) -> None:
    def moved(text: str) -> str:
        return shifted(text, old, new)

    pack, tasks = data.get("pack", {}), data["tasks"]
    _set(pack, "id", lambda _: file_id)
    _set(pack, "title", moved)
    _set(pack, "document", lambda _: _TO_FILL)
    _set(pack, "issued", lambda _: str(new))
    tasks["year"] = new
    before = str(tasks.get("prefix", ""))
    after = _prefix(before, old, new)
    if before:
        _set(tasks, "prefix", lambda _: after)
        ids = re.compile(rf"(?<![A-Za-z0-9]){re.escape(before)}(?=-\d)")
        _wording(data, lambda text: ids.sub(after, text), kept=frozenset())
    if "starts" in tasks:
        tasks["starts"] = moved_day(_day(tasks["starts"]), new - old)
    _wording(tasks, moved)
    for task in data.get("task", []):
        due = _due(task, old, new)
        _set(task, "due_text", without_done)
        _wording(task, moved)
        if due:
            task["due"] = due


def _day(value: date) -> date:
    return date(value.year, value.month, value.day)


def _due(task: Any, old: int, new: int) -> date | None:
    """The new deadline: what its words mean in the new year where they meant the old one, else the same day."""
    if "due" not in task:
        return None
    due, words = _day(task["due"]), str(task.get("due_text", ""))
    if read_due(words, old).day == due:
        again = read_due(shifted(without_done(words), old, new), new)
        if again.day:
            return again.day
    return moved_day(due, new - old)


def _prefix(text: str, old: int, new: int) -> str:
    for before, after in ((str(old), str(new)), (str(old)[2:], str(new)[2:])):
        if text.endswith(before):
            return text.removesuffix(before) + after
    return text


def _wording(data: Any, change: Callable[[str], str], kept: Container[str] = _KEPT) -> None:
    """Change every text below a table but those under the kept keys."""
    for key in list(data) if isinstance(data, dict) else range(len(data)):
        if isinstance(key, str) and key in kept:
            continue
        if isinstance(data[key], str):
            _set(data, key, change)
        elif isinstance(data[key], dict | list):
            _wording(data[key], change, kept)


def _set(data: Any, key: Any, change: Callable[[str], str]) -> None:
    """Change one text, in the kind of quotes it has; what does not change is not touched."""
    if isinstance(key, str) and key not in data:
        return
    before = data[key]
    if isinstance(before, str) and (after := change(str(before))) != str(before):
        data[key] = _quoted_like(before, after)


def _quoted_like(before: str, after: str) -> str:
    if not isinstance(before, tomlkit.items.String):
        return after
    written = before.as_string()
    is_literal, is_long = written.startswith("'"), written.startswith(('"""', "'''"))
    made = tomlkit.string(after, literal=is_literal, multiline=is_long)
    if not is_long or written[3:4] != "\n":
        return made
    kind = tomlkit.items.StringType.MLL if is_literal else tomlkit.items.StringType.MLB
    inner = "\n" + made.as_string()[3:-3]  # the first break is none of the text's, and stays
    return tomlkit.items.String(kind, after, inner, tomlkit.items.Trivia())


# ---------------------------------------------------------------- what a person must look at


def _reviews(text: str, target: Path, old: TomlFile, year: int) -> Iterator[str]:
    """Lines of the new file, in order: what is to fill, other years, titles of documents whose year was moved."""
    new = TomlFile(target, tomllib.loads(text), text)
    before = old.text.split("\n")
    special = dict(_of_head(new, old, year))
    prefix = str(old.data["tasks"].get("prefix", ""))
    stale = re.compile(rf"(?<![A-Za-z0-9]){re.escape(prefix)}-\d+") if prefix else None
    for number, line in enumerate(text.split("\n"), 1):
        if number in special:
            yield f"{target}:{number}: {special[number]}"
        was = before[number - 1] if number <= len(before) else ""
        if years := other_years(line, year) + [str(year)] * (str(year) in was):
            yield f"{target}:{number}: says {', '.join(years)}, which stays: '{_around(line, years[0])}'"
        if stale and prefix != new.data["tasks"].get("prefix") and (found := stale.search(line)):
            yield f"{target}:{number}: names {found[0]}, a task of the old table"
        for title in re.findall(r"《[^《》]*》", line):
            if title not in was:
                yield f"{target}:{number}: the year in {title} was moved; see that this document exists"


def _of_head(new: TomlFile, old: TomlFile, year: int) -> Iterator[tuple[int, str]]:
    for key in ("document", "issued"):
        if key in new.data.get("pack", {}):
            yield new.line_of(("pack", key)), f"{key} is to fill: that of the table of {year}"
    if new.data["tasks"].get("prefix") == old.data["tasks"].get("prefix"):
        text = "the prefix names no year and stays; ids of both years are the same"
        yield new.line_of(("tasks", "prefix")), text


def _around(line: str, word: str) -> str:
    at = line.find(word)
    return line[max(0, at - 12) : at + 24].strip()
