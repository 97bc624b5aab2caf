"""The demo district's table of tasks (工作任务分解表) as a pack of its own, attestations for it, and the key of its states."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache
from importlib.resources import files
from pathlib import Path

from demo.plan import Plan
from demo.planting import plant
from demo.spec import UnitSpec, load
from demo.systems import gazette_counts, gazettes

PACK = "yunxi-tasks"
SECTION_TASK, INTERPRETATION_TASK, GAZETTE_TASK = (
    1,
    5,
    13,
)  # whose key follows from what is planted for their checks
IN_TIME = 3  # days in which nobody can say that a document lacks its interpretation
SECTIONS = ("guide", "regulations", "statutory", "annual-report")
_TOKEN = re.compile(r"@(?:(year)|([+-]\d+)(:cn)?)")


@dataclass(frozen=True, slots=True)
class Standing:
    """How a perfect auditor finds a unit's task: a state of contracts §4, a count, and how many are required."""

    unit: str
    task: str
    state: str
    count: int
    required: int


@dataclass(frozen=True, slots=True)
class Attestation:
    """A paper that a unit handed in for a task; `decision`: accepted, rejected, or "" while nobody has looked."""

    unit: str
    task: str
    name: str
    text: str
    note: str
    by: str
    decision: str = ""
    reason: str = ""


ATTESTATIONS = (
    Attestation("zfb", "YX-10", "会议纪要.txt", "政务公开议事协调会议纪要：会议研究了公开专栏建设等事项。", "议事协调会议纪要", "区政府办公室", "accepted"),
    Attestation("jyj", "YX-10", "会议通知.txt", "关于召开政务公开议事协调会议的通知。", "议事协调会议通知", "区教育局"),
    Attestation("wjj", "YX-10", "工作总结.txt", "全年政务公开工作总结。", "工作总结", "区卫生健康局", "rejected", "未附会议纪要，不能证明会议已经召开"),
    Attestation("lhjd", "YX-9", "签到表.txt", "柳河街道政务公开专题培训签到表，到会 32 人。", "专题培训签到表", "柳河街道办事处", "accepted"),
)  # fmt: skip


def table_text(as_of: date) -> str:
    """The pack as of a day: evidence and deadlines keep their distance from it."""
    text = files("demo").joinpath("data", "task_table.txt").read_text(encoding="utf-8")

    def written(token: re.Match[str]) -> str:
        if token[1]:
            return str(as_of.year)
        day = as_of + timedelta(days=int(token[2]))
        return f"{day.month}月{day.day}日" if token[3] else day.isoformat()

    return _TOKEN.sub(written, text)


def write_table(folder: Path, as_of: date) -> Path:
    """Write the pack into `folder`/standards, where the configuration in `folder` finds it."""
    path = folder / "standards" / f"{PACK}.toml"
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(table_text(as_of), encoding="utf-8")
    return path


def standings(as_of: date, origins: Mapping[str, str]) -> tuple[Standing, ...]:
    """The key: every unit and every task it is responsible for, in the order of the table."""
    plan = plant(as_of, origins)
    written = {
        Standing(unit, f"YX-{number}", *_read(told))
        for number, units in load("task_key").items()
        if number.isdigit()
        for unit, told in units.items()
    }
    found = [*written, *_sections(plan), *_interpretations(plan), *_gazettes(as_of)]
    return tuple(sorted(found, key=lambda one: (int(one.task.partition("-")[2]), one.unit)))


def _read(told: str) -> tuple[str, int, int]:
    state, count, required = told.split()
    return state, int(count), int(required)


def _sections(plan: Plan) -> Iterator[Standing]:
    """Task 1: units whose sites lack a section fall short; of those whose sites nobody could read nothing is known."""
    for unit in plan.units:
        if unit.kind not in ("office", "street", "department"):
            continue
        lacking = {
            one.target
            for one in plan.ledger.expected
            if one.unit == unit.id and one.check == "disclosure-section-missing"
        } & set(SECTIONS)
        count = len(SECTIONS) - len(lacking)
        if _is_unseen(plan, unit):
            yield Standing(unit.id, f"YX-{SECTION_TASK}", "undetermined", 0, 1)
        else:
            yield Standing(unit.id, f"YX-{SECTION_TASK}", "unmet" if lacking else "met", count, len(SECTIONS))


def _is_unseen(plan: Plan, unit: UnitSpec) -> bool:
    return unit.id in plan.ledger.unread


@cache
def interpretation_units() -> tuple[str, ...]:
    """Units responsible for task 5."""
    return tuple(load("task_key")["interpreting"])


def _interpretations(plan: Plan) -> Iterator[Standing]:
    """Task 5: documents in scope, and those of them that nobody interpreted."""
    for unit in plan.units:
        if unit.id not in interpretation_units():
            continue
        missing = sum(
            one.unit == unit.id and one.check == "policy-uninterpreted" for one in plan.ledger.expected
        )
        due = sum(policy.due or policy.age <= IN_TIME for policy in unit.policies)
        state = "unmet" if missing else "met" if due else "no_evidence"
        yield Standing(unit.id, f"YX-{INTERPRETATION_TASK}", state, due - missing, max(due, 1))


def _gazettes(as_of: date) -> Iterator[Standing]:
    """Task 13: a column is there; every issue that opens, and every year without a gap. It has no last day."""
    for one in gazettes():
        passed, failed = gazette_counts(one, as_of)
        state = "progress" if failed else "met"
        unit = one.at.partition("/")[0]
        yield Standing(unit, f"YX-{GAZETTE_TASK}", state, 1 + passed, 1 + passed + failed)
