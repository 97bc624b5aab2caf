"""What the templates read: plain, finished data, every word chosen and every total already made."""

from __future__ import annotations

from dataclasses import dataclass

from checks.engine.model import RuleRow


@dataclass(frozen=True, slots=True)
class Text:
    """A piece of text; ``href`` only where it may be followed (http or https)."""

    text: str
    href: str | None = None


@dataclass(frozen=True, slots=True)
class Fact:
    """One measured fact under its Chinese label; several values are a list."""

    label: str
    values: tuple[Text, ...]

    @property
    def brief(self) -> bool:
        """Whether it may share a line with other facts."""
        return len(self.values) == 1 and not self.values[0].href and len(self.values[0].text) <= 40

    @property
    def listed(self) -> bool:
        """Whether its values read better one below the other."""
        return len(self.values) > 1 and any(value.href or len(value.text) > 20 for value in self.values)


@dataclass(frozen=True, slots=True)
class Tag:
    """A code with its word: the code styles, the word tells."""

    code: str
    word: str


@dataclass(frozen=True, slots=True)
class FindingView:
    id: str
    anchor: str
    href: str  # from index.html
    unit_name: str
    check: Tag
    level: Tag
    certainty: Tag
    state: Tag
    origin: Tag
    rule: str
    rule_title: str
    other_rules: tuple[str, ...]  # "id title"
    clause: str
    points: str  # empty where nothing is deducted
    page: Text
    target: Text | None
    column: str
    message: str
    remedy: str
    excerpt: str
    facts: tuple[Fact, ...]
    status: str
    fetched: str
    sha256: str
    screenshot: str
    first_seen: str
    last_seen: str


@dataclass(frozen=True, slots=True)
class CheckGroup:
    """Findings of one check, the new ones first."""

    check: Tag
    findings: tuple[FindingView, ...]


@dataclass(frozen=True, slots=True)
class LevelGroup:
    level: Tag
    count: int
    groups: tuple[CheckGroup, ...]


@dataclass(frozen=True, slots=True)
class Counts:
    """Findings that stand (new and open), by weight; ``fixed`` and ``waived`` stand apart."""

    veto: int = 0  # confirmed
    veto_suspected: int = 0
    deduct: int = 0
    advice: int = 0
    suspected: int = 0  # of any level
    new: int = 0
    open: int = 0
    fixed: int = 0
    waived: int = 0

    @property
    def total(self) -> int:
        return self.new + self.open


@dataclass(frozen=True, slots=True)
class SiteView:
    link: Text
    coverage: Tag
    pages: int
    requests: int
    not_modified: int
    note: str


@dataclass(frozen=True, slots=True)
class ColumnView:
    link: Text
    path: str
    kind: str
    kind_from: str
    items: int
    newest: str
    proof: str
    window: str
    state: Tag
    why: str


@dataclass(frozen=True, slots=True)
class InterpretationView:
    link: Text
    published: str
    forms: str
    delay: str
    links: str
    matched_by: str


@dataclass(frozen=True, slots=True)
class PolicyView:
    link: Text
    number: str
    published: str
    due: bool
    why: str
    interpretations: tuple[InterpretationView, ...]


@dataclass(frozen=True, slots=True)
class DueView:
    unit_name: str
    href: str  # of the unit's page, from index.html
    check: str
    column: str
    page: Text
    on: str
    days_left: int


@dataclass(frozen=True, slots=True)
class ItemView:
    """One item of a checklist on one institution's site."""

    item: str
    title: str
    state: Tag
    where: Text | None
    why: str


@dataclass(frozen=True, slots=True)
class MatrixLine:
    """One institution; a cell is None where its checklist lacks the item."""

    unit_name: str
    href: str  # from index.html
    cells: tuple[ItemView | None, ...]
    present: int
    missing: int
    undetermined: int
    total: int


@dataclass(frozen=True, slots=True)
class MatrixView:
    """Institutions that share a checklist, by items; ``whole``: how many show all, ``lacking``: how many do not."""

    name: str
    items: tuple[tuple[str, str], ...]  # (id, title)
    lines: tuple[MatrixLine, ...]
    missing: tuple[int, ...]  # institutions that lack the item, in the order of the items
    whole: int
    lacking: int


@dataclass(frozen=True, slots=True)
class UnseenRow:
    page: Text
    target: Text | None
    checks: str


@dataclass(frozen=True, slots=True)
class UnseenGroup:
    """Everything that could not be judged for one and the same reason, one row per page and target."""

    why: str
    rows: tuple[UnseenRow, ...]

    @property
    def has_targets(self) -> bool:
        return any(row.target for row in self.rows)


@dataclass(frozen=True, slots=True)
class UnitView:
    id: str
    href: str  # from index.html
    name: str
    kind: str
    verdict: Tag
    verdict_why: tuple[str, ...]
    needs_person: tuple[str, ...]
    not_judged: tuple[str, ...]
    deducted: str  # empty but for portals
    indirect: str
    counts: Counts
    levels: tuple[LevelGroup, ...]
    settled: tuple[FindingView, ...]  # fixed and waived
    sites: tuple[SiteView, ...]
    pages: int
    coverage: Tag
    columns: tuple[ColumnView, ...]
    column_states: tuple[tuple[str, int], ...]
    policies: tuple[PolicyView, ...]
    policies_due: int
    policies_read: int  # due, with an interpretation seen
    due: tuple[DueView, ...]
    matrix: tuple[ItemView, ...]
    unseen: tuple[UnseenGroup, ...]
    unseen_count: int
    untested: tuple[tuple[str, str], ...]

    @property
    def findings(self) -> tuple[FindingView, ...]:
        """Those that stand, heaviest first."""
        return tuple(one for level in self.levels for group in level.groups for one in group.findings)


@dataclass(frozen=True, slots=True)
class VerdictGroup:
    verdict: Tag
    units: tuple[UnitView, ...]


@dataclass(frozen=True, slots=True)
class PriorityRow:
    """What one unit has to do about one check: one finding, or several of equal level and certainty."""

    level: Tag
    certainty: Tag
    unit_name: str
    href: str
    message: str
    remedy: str  # empty where the findings differ in it
    count: int
    states: tuple[tuple[Tag, int], ...]


@dataclass(frozen=True, slots=True)
class CheckBar:
    """One check over the whole district; ``width`` is its share of the longest bar in per cent."""

    check: Tag
    veto: int
    deduct: int
    advice: int
    total: int
    units: int
    width: int


@dataclass(frozen=True, slots=True)
class HostView:
    host: str
    coverage: Tag
    units: int
    notes: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class PassRate:
    """Units that passed, of those that could be judged; texts are per cent with two decimals."""

    qualified: int
    judged: int
    undetermined: int
    of_judged: str
    at_least: str  # if every undetermined unit failed
    at_most: str  # if every one passed


@dataclass(frozen=True, slots=True)
class RuleView:
    row: RuleRow
    level: Tag
    origin: Tag


@dataclass(frozen=True, slots=True)
class StandardView:
    name: str
    rules: tuple[RuleView, ...]


@dataclass(frozen=True, slots=True)
class ReportView:
    """The whole report."""

    selfcheck: bool
    district: str
    title: str
    as_of: str
    run_id: str
    started: str
    finished: str
    version: str
    standards: tuple[StandardView, ...]
    units: tuple[UnitView, ...]
    verdicts: tuple[VerdictGroup, ...]
    rate: PassRate
    counts: Counts
    priority: tuple[PriorityRow, ...]  # every veto and deduct finding, never advice
    bars: tuple[CheckBar, ...]
    hosts: tuple[HostView, ...]
    coverage: tuple[tuple[Tag, int], ...]  # hosts by coverage
    due: tuple[DueView, ...]
    matrices: tuple[MatrixView, ...]
    unclaimed: tuple[tuple[str, int], ...]
    unclaimed_count: int
