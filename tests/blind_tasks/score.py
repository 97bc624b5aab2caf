"""``python -m tests.blind_tasks.score [CASE…]``: how the table of tasks judges the cases, beside a careful auditor.

With names of cases, these are told in full.
"""

from __future__ import annotations

import sys
import tempfile
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from checks.engine.model import TaskRow
from tests.blind_tasks.world import Case, cases, judged

MET = "met"


@dataclass(frozen=True, slots=True)
class Score:
    """One case beside what the program says."""

    case: Case
    row: TaskRow

    @property
    def faults(self) -> tuple[str, ...]:
        """What is wrong: of the state, the count, then of each page; empty where all is right."""
        return (*self._of_state(), *self._of_count(), *self._of_pages())

    def _of_state(self) -> Iterator[str]:
        state, wanted = self.row.state.value, self.case.states
        if state in wanted:
            return
        if state == MET:
            yield f"wrongly met (should be {'|'.join(sorted(wanted))})"
        elif MET in wanted:
            yield f"wrongly not met ({state})"
        else:
            yield f"another state ({state}, should be {'|'.join(sorted(wanted))})"

    def _of_count(self) -> Iterator[str]:
        if self.case.count is not None and self.row.count != self.case.count:
            yield f"count {self.row.count} of {self.row.required}, should be {self.case.count}"

    def _of_pages(self) -> Iterator[str]:
        counted = set(self.row.evidence)
        once: Counter[str] = Counter()
        for page in self.case.pages:
            is_counted = page.url in counted
            if page.mark == "+" and not is_counted:
                yield f"not counted: {page.title}"
            if page.mark == "-" and is_counted:
                yield f"wrongly counted: {page.title}"
            if page.mark.startswith("="):
                once[page.mark] += is_counted
        yield from (f"counted {times} times: {mark}" for mark, times in once.items() if times != 1)


def score(of: Iterable[Case]) -> list[Score]:
    """Judge every case, each in a district of its own."""
    found = []
    for case in of:
        with tempfile.TemporaryDirectory() as folder:
            found.append(Score(case, judged(case, Path(folder))))
    return found


def told(scores: Sequence[Score]) -> Iterator[str]:
    """Per task, in all, then every fault."""
    yield "task  cases  right  wrongly met  wrongly not met  other state  count or pages"
    groups = {task: [one for one in scores if one.case.task == task] for task in sorted({s.case.task for s in scores})}  # fmt: skip
    for name, group in (*groups.items(), ("all", list(scores))):
        kinds = Counter(_kind(one) for one in group)
        columns = (
            len(group), kinds["right"], kinds["wrongly met"], kinds["wrongly not met"], kinds["another state"],
            kinds["count"],
        )  # fmt: skip
        yield f"{name!s:>4}" + "".join(f"{n:>8}" for n in columns)
    marks = Counter(page.mark[0] for one in scores for page in one.case.pages)
    wrong = Counter(fault.split(":")[0] for one in scores for fault in one.faults)
    yield (
        f"pages: {marks['+']} are evidence, {wrong['not counted']} of them not counted; {marks['-']} are none,"
        f" {wrong['wrongly counted']} of them counted"
    )
    for one in scores:
        yield from (f"{one.case.id}: {fault}" for fault in one.faults)


def _kind(one: Score) -> str:
    faults = one.faults
    kinds = ("wrongly met", "wrongly not met", "another state")
    return next((k for k in kinds if any(f.startswith(k) for f in faults)), "count" if faults else "right")


def in_full(one: Score) -> Iterator[str]:
    """What the program says of a case, part by part."""
    yield f"{one.case.id}: {one.row.state} {one.row.count} of {one.row.required}; {one.case.why}"
    for part in one.row.parts:
        yield f"  {part.title}: {part.state} {part.count} of {part.required}. {part.why}"
        yield from (f"    {proof.title} {proof.counted_as} {proof.why_not}".rstrip() for proof in part.proofs)


def main(names: Sequence[str]) -> None:
    scores = score(case for case in cases() if not names or case.id in names)
    if names:
        print(*(line for one in scores for line in in_full(one)), sep="\n")
    print(*told(scores), sep="\n")


if __name__ == "__main__":
    main(sys.argv[1:])
