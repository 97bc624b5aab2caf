"""The draft of a pack from the rows of a table: valid TOML, the evidence rules left to fill (待填)."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from evidence.records import UnitKind

_ESCAPES = {'"': '\\"', "\\": "\\\\", "\n": "\\n", "\t": "\\t", "\r": "\\r"}
_SUMMARY_CHARS = 40


@dataclass(frozen=True, slots=True)
class DraftTask:
    """One task as it is written; ``number`` None: left as a comment, since its place is not certain."""

    number: int | None
    labels: tuple[str, ...]  # from the widest to the narrowest
    requirement: str
    units: tuple[str, ...]
    due_text: str
    due: date | None
    looks: tuple[str, ...] = ()  # what a person must look at
    leads: tuple[str, ...] = ()  # empty: nobody is told apart

    @property
    def is_whole(self) -> bool:
        return bool(self.number is not None and self.requirement and self.units)


@dataclass(frozen=True, slots=True)
class DraftUnit:
    """A name of the table that needs an entry: several units, one by another name, or nobody known."""

    name: str
    kinds: tuple[UnitKind, ...] = ()
    names: tuple[str, ...] = ()
    look: str = ""
    is_used: bool = True  # by a task that is whole: the entry of a name that no task bears would be refused


@dataclass(frozen=True, slots=True)
class Draft:
    """A pack before its evidence rules."""

    id: str
    title: str
    year: int
    prefix: str
    units: tuple[DraftUnit, ...]
    tasks: tuple[DraftTask, ...]


def text(value: str) -> str:
    """A TOML string on one line."""
    return '"' + "".join(_ESCAPES.get(letter) or _shown(letter) for letter in value) + '"'


def _shown(letter: str) -> str:
    return f"\\u{ord(letter):04X}" if ord(letter) < 32 or ord(letter) == 127 else letter


def _comment(value: str) -> str:
    return "# " + " ".join("".join(map(_shown, value.replace("\n", " "))).split())


def array(values: Sequence[str]) -> str:
    return f"[{', '.join(map(text, values))}]"


def key(name: str) -> str:
    """A key, quoted where it must be."""
    return name if re.fullmatch(r"[A-Za-z0-9_-]+", name) else text(name)


def write_draft(draft: Draft) -> str:
    """The whole file; the same draft gives the same bytes."""
    return "\n".join([*_pack(draft), *_units(draft), *_tasks(draft)]) + "\n"


def _pack(draft: Draft) -> Iterator[str]:
    yield _comment(
        f"{draft.title}: a draft. Rows, units and deadlines are the table's; to fill: all that says 待填"
    )
    yield _comment(
        "(summary, class, evidence rule, attest, unseen). After every edit: `xunjian config check`."
    )
    yield ""
    yield "[pack]"
    yield f"id = {text(draft.id)}"
    yield f"title = {text(draft.title)}"
    yield 'document = "待填：印发该表的文件名称和文号"  # to fill: the document with its number'
    yield f'issued = "{draft.year}"  # to fill: the day'
    yield ""
    yield "[tasks]"
    yield f"year = {draft.year}"
    yield f"title = {text(draft.title)}"
    yield f"prefix = {text(draft.prefix)}"


def _units(draft: Draft) -> Iterator[str]:
    for unit in draft.units:
        yield ""
        if unit.look:
            yield _comment(f"to look at: {unit.look}")
        hidden = "" if unit.is_used and (unit.kinds or unit.names) else "# "
        yield f"{hidden}[tasks.units.{key(unit.name)}]"
        if unit.kinds:
            yield f"{hidden}kinds = {array([str(kind) for kind in unit.kinds])}"
        else:
            yield f"{hidden}names = {array(unit.names or ('待填',))}"


def _tasks(draft: Draft) -> Iterator[str]:
    for task in draft.tasks:
        yield ""
        yield from (_comment(f"to look at: {look}") for look in task.looks)
        lines = list(_task(task, draft.title))
        yield from lines if task.is_whole else (f"# {line}".rstrip() for line in lines)


def _task(task: DraftTask, title: str) -> Iterator[str]:
    yield "[[task]]"
    yield f"number = {'待填' if task.number is None else task.number}"
    group, *topics = task.labels or (title,)
    yield f"group = {text(group)}"
    yield f"topic = {text('／'.join(topics) or group)}"  # a pack has both; with one label they are the same
    yield f"requirement = {text(task.requirement)}"
    yield f"summary = {text(_summary(task.requirement))}  # to fill: the requirement in a few words"
    led = f"  # 牵头：{'、'.join(task.leads)}" if task.leads else ""
    yield f"units = {array(task.units)}{led}"
    yield f"due_text = {text(task.due_text or '未注明')}"
    if task.due:
        yield f"due = {task.due.isoformat()}"
    yield 'class = "C"  # to fill: A (the site decides), B (countable), C (attested), or several'
    yield 'attest = "待填：需要举证的材料"  # to fill'
    yield 'unseen = "待填：网站上看不到的内容"  # to fill'
    yield ""
    yield "# to fill: evidence rule"
    yield "[[task.part]]"
    yield 'kind = "attestation"'
    yield 'title = "待填：证据规则"'


def _summary(requirement: str) -> str:
    """The beginning of the requirement, up to the end of a clause where one is near."""
    first = requirement.split("\n")[0]
    if len(first) <= _SUMMARY_CHARS:
        return first
    cut = max(first.rfind(mark, 8, _SUMMARY_CHARS) for mark in "。；，、")
    return first[:cut] if cut > 0 else f"{first[: _SUMMARY_CHARS - 1]}…"
