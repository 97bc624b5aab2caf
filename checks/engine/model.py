"""What judging yields: statements, findings and the assessment of a unit; the shape behind audit.json.

``reports`` reads these types and nothing else of the checks.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from enum import StrEnum
from typing import Any

from evidence.units import Seen


class Outcome(StrEnum):
    """What a check says of one subject (W3C EARL's words)."""

    PASSED = "passed"
    FAILED = "failed"
    CANT_TELL = "cant_tell"
    INAPPLICABLE = "inapplicable"
    UNTESTED = "untested"


class Level(StrEnum):
    """How heavily a rule weighs a failure: 否决, 扣分, 提示."""

    VETO = "veto"
    DEDUCT = "deduct"
    ADVICE = "advice"


class Origin(StrEnum):
    """How sure we are of a rule or number (standards README): only verified may decide a verdict."""

    VERIFIED = "verified"
    INDIRECT = "indirect"
    UNVERIFIED = "unverified"
    HOUSE = "house"


@dataclass(frozen=True, slots=True)
class Statement:
    """One statement of a check about one subject, before any rule gives it weight.

    ``url`` is the page it was seen on, ``target`` what is wrong there when that is not the page itself.
    ``message`` is Chinese. ``by_target``: the target alone names the defect (a dead link on many pages).
    """

    outcome: Outcome
    url: str
    message: str = ""
    target: str | None = None
    column: str | None = None
    seen: Seen | None = None
    excerpt: str = ""
    facts: Mapping[str, Any] = field(default_factory=dict)
    suspected: bool = False
    by_target: bool = False
    rests_on: tuple[Seen, ...] = ()  # further pages that prove a failure: a veto needs two looks at each
    observations: int | None = None  # it rests on; None: the looks at its pages
    due_on: date | None = None  # a pass that turns into a failure on this day unless something is published


@dataclass(frozen=True, slots=True)
class Evidence:
    """Proof of a finding (contracts §4 ``evidence``)."""

    excerpt: str
    facts: Mapping[str, Any]
    fetched: datetime | None
    status: int | None
    page_sha256: str | None
    screenshot: str | None = None


@dataclass(frozen=True, slots=True)
class Finding:
    """A defect as it is filed: one statement weighed by the most severe rule that binds its check."""

    id: str
    check: str
    rule: str
    rules: tuple[str, ...]
    level: Level
    points: float
    certainty: str  # confirmed | suspected
    state: str  # new | open | fixed | waived
    url: str
    target: str | None
    column: str | None
    message: str
    remedy: str
    evidence: Evidence
    first_seen: date
    last_seen: date
    origin: Origin = Origin.VERIFIED
    rule_title: str = ""  # Chinese
    clause: str = ""  # Chinese: document, number and wording
    points_indirect: float = 0.0  # points of indirect origin: told apart, never deducted


@dataclass(frozen=True, slots=True)
class SiteRow:
    url: str
    host: str
    coverage: str
    pages: int
    requests: int
    not_modified: int
    note: str


@dataclass(frozen=True, slots=True)
class ColumnRow:
    """One line of the column inventory (栏目清单)."""

    url: str
    name: str
    path: tuple[str, ...]
    kind: str
    kind_from: str
    items: int
    newest: date | None
    oldest: date | None
    max_age_days: int | None
    state: str  # current | stale | empty | page | archived | undetermined
    why: str
    newest_title: str = ""
    newest_text: str = ""  # the text the newest date was read from


@dataclass(frozen=True, slots=True)
class InterpretationRow:
    url: str
    title: str
    published: date | None
    forms: tuple[str, ...]
    workdays_after: int | None
    policy_links_to_it: bool
    links_to_policy: bool
    matched_by: str


@dataclass(frozen=True, slots=True)
class PolicyRow:
    url: str
    title: str
    document_number: str | None
    published: date | None
    interpretation_due: bool
    why: str
    interpretations: tuple[InterpretationRow, ...]


@dataclass(frozen=True, slots=True)
class DueRow:
    check: str
    url: str
    column: str | None
    due: date
    days_left: int
    target: str | None = None  # the task, where it is one


@dataclass(frozen=True, slots=True)
class MatrixRow:
    """One item of a sector's checklist on an institution's site; ``url`` is where it was found."""

    item: str  # E5
    state: str  # present | missing | undetermined
    url: str | None
    title: str = ""  # Chinese: what the item is
    why: str = ""


@dataclass(frozen=True, slots=True)
class UndeterminedRow:
    check: str
    url: str
    why: str
    target: str | None = None


@dataclass(frozen=True, slots=True)
class UntestedRow:
    check: str
    why: str


@dataclass(frozen=True, slots=True)
class Score:
    """Points taken off a portal: verified ones count, those from indirect sources stand apart."""

    deducted: float
    indirect: float


class TaskState(StrEnum):
    """What is known of one unit's task (工作任务): 达标, 不达标, 未见证据, 进行中, 无法判定."""

    MET = "met"
    UNMET = "unmet"  # the site shows the contrary, or lacks what it must have
    NO_EVIDENCE = "no_evidence"  # nothing is seen, which is not the same as nothing done: a person attests
    PROGRESS = "progress"  # its deadline is still to come
    UNDETERMINED = "undetermined"


@dataclass(frozen=True, slots=True)
class TaskProof:
    """One page that was found for a task. ``why_not``: why it does not count (Chinese: 转载, 重复报道 …)."""

    url: str
    title: str
    on: date | None
    unit: str  # id of the unit it belongs to; empty where no unit claims it
    counted_as: str = ""  # Chinese: the meeting, document or quarter it stands for
    why_not: str = ""


@dataclass(frozen=True, slots=True)
class TaskPart:
    """One thing that a task's evidence rule asks, and how it stands."""

    title: str  # Chinese
    state: TaskState
    count: int
    required: int
    origin: Origin
    why: str = ""  # Chinese: what was looked at, what is lacking, or what nobody could see
    proofs: tuple[TaskProof, ...] = ()  # counted ones first, by date; then those that do not count
    cells: tuple[tuple[str, str, bool], ...] = ()  # of a matrix: (row, column, whether there is evidence)


@dataclass(frozen=True, slots=True)
class AttestationRow:
    """One attestation (举证) of a unit for a task; ``state``: submitted | accepted | rejected."""

    task: str
    number: int
    state: str
    note: str  # Chinese: what it shows
    by: str
    on: date
    files: tuple[tuple[str, str], ...] = ()  # (name, SHA-256)
    decided_by: str = ""
    decided_on: date | None = None
    decision: str = ""  # Chinese: why it was sent back
    fault: str = (
        ""  # Chinese: why it does not count whatever was decided: a file changed, not in the ledger …
    )
    unread: str = ""  # Chinese: what the privacy check could not read, and who looked at it instead

    @property
    def counts(self) -> bool:
        """Whether it stands for its task: accepted, and what was filed is still what is there."""
        return self.state == "accepted" and not self.fault


@dataclass(frozen=True, slots=True)
class TaskRow:
    """How one unit stands with one task. ``required`` 0: nothing is counted."""

    id: str  # SZ23-16
    state: TaskState
    count: int
    required: int
    due: date | None  # None: standing (长期坚持)
    days_left: int | None  # negative once the deadline has passed
    parts: tuple[TaskPart, ...] = ()
    attestations: tuple[AttestationRow, ...] = ()  # newest first
    district_wide: bool = (
        False  # judged for the whole district; ``share`` is the unit's own part of ``count``
    )
    share: int = 0
    files: bool = False  # a shortage that is proven is filed as a finding (task-evidence-short)

    @property
    def evidence(self) -> tuple[str, ...]:
        """Addresses of what counts, each once."""
        counted = (proof.url for part in self.parts for proof in part.proofs if not proof.why_not)
        return tuple(dict.fromkeys(counted))


@dataclass(frozen=True, slots=True)
class TaskHead:
    """One row of the table of tasks (工作任务分解表) as reports show it; all texts Chinese, as in the table."""

    id: str
    number: int
    group: str
    topic: str
    requirement: str  # the wording of the table
    summary: str
    units_text: str  # responsible units as written
    due_text: str  # 12月底前
    due: date | None
    task_class: str  # A, B, C or mixed, the main one first: A+B
    attest: str  # what is to be handed in
    unseen: str  # what the program cannot know
    units: tuple[str, ...] = ()  # ids of the responsible units


@dataclass(frozen=True, slots=True)
class TaskTable:
    """A district's table of tasks of one year."""

    id: str
    title: str
    document: str
    year: int
    tasks: tuple[TaskHead, ...]
    unresolved: tuple[str, ...] = ()  # names of responsible units that no configured unit bears


@dataclass(frozen=True, slots=True)
class UnitAssessment:
    """All that is told of one unit, in the order of contracts §4; findings sorted by check, url, target."""

    id: str
    name: str
    kind: str
    verdict: str  # qualified | unqualified | undetermined
    score: Score | None
    sites: tuple[SiteRow, ...] = ()
    columns: tuple[ColumnRow, ...] = ()
    policies: tuple[PolicyRow, ...] = ()
    due: tuple[DueRow, ...] = ()
    findings: tuple[Finding, ...] = ()
    untested: tuple[UntestedRow, ...] = ()
    undetermined: tuple[UndeterminedRow, ...] = ()
    verdict_why: tuple[str, ...] = ()  # Chinese: each reason for the verdict
    needs_person: tuple[str, ...] = ()  # Chinese: veto conditions no program can decide, or not yet
    matrix: tuple[MatrixRow, ...] = ()  # items of the sector's checklist, for institutions
    unread: tuple[str, ...] = ()  # pages that were asked for and not read: nothing on them is mended by that
    second_looks: tuple[str, ...] = ()  # pages to be seen once more before a veto may rest on them
    not_judged: tuple[str, ...] = ()  # Chinese: what a configured audit would judge in addition (selfcheck)
    tasks: tuple[
        TaskRow, ...
    ] = ()  # of the tables of tasks, those the unit is responsible for, in their order


@dataclass(frozen=True, slots=True)
class RuleRow:
    """One rule as reports show it."""

    id: str
    check: str
    level: Level
    origin: Origin
    title: str
    clause: str
    standard: str


@dataclass(frozen=True, slots=True)
class RunInfo:
    id: str
    as_of: date
    started: datetime
    finished: datetime
    version: str
    standards: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Assessment:
    """A whole run: every unit as configured; ``unclaimed`` counts pages that no unit claims, by host."""

    run: RunInfo
    district: str
    units: tuple[UnitAssessment, ...]
    rules: tuple[RuleRow, ...] = ()
    unclaimed: Mapping[str, int] = field(default_factory=dict)
    selfcheck: bool = False
    task_tables: tuple[TaskTable, ...] = ()
