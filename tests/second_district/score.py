"""Scores one audit of the second district: precision, recall and F1 by check, what was missed, what was said wrongly.

``python -m tests.second_district.score [--as-of DAY] [--render auto] [--keep DIR]`` serves the district, runs ``xunjian run`` in a
process of its own and prints the table. Exit status 0, or 1 when a check that is in force scores below the floor.
"""

from __future__ import annotations

import argparse
import json
import re
import sys
import tempfile
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import Any
from urllib.parse import unquote

from tests.children import xunjian
from tests.second_district.book import Book, Entry
from tests.second_district.child import audited
from tests.second_district.days import today
from tests.second_district.server import served
from tests.second_district.settings import config

FLOOR = 0.9
APART = ("accessibility", "site-unreachable", "task-evidence-short")  # keyed elsewhere, or not at all
Finding = dict[str, Any]


@dataclass
class Score:
    """How one check did."""

    hits: int = 0
    missed: list[Entry] = field(default_factory=list)
    false: list[Finding] = field(default_factory=list)

    @property
    def precision(self) -> float:
        return self.hits / (self.hits + len(self.false)) if self.hits or self.false else 1.0

    @property
    def recall(self) -> float:
        return self.hits / (self.hits + len(self.missed)) if self.hits or self.missed else 1.0

    @property
    def f1(self) -> float:
        both = self.precision + self.recall
        return 2 * self.precision * self.recall / both if both else 0.0


def same(left: str | None, right: str | None) -> bool:
    """Whether two addresses or names are one: escapes, a lone last slash and a fragment make no difference."""
    return _plain(left) == _plain(right)


def _plain(text: str | None) -> str:
    return unquote(text or "").partition("#")[0].rstrip("/")


def fits(entry: Entry, unit: str, finding: Finding) -> bool:
    """Whether a finding names this defect."""
    if (entry.unit, entry.check) != (unit, finding["check"]):
        return False
    if entry.target is not None and not same(entry.target, finding["target"]):
        return False
    return entry.anywhere or any(same(url, finding["url"]) for url in (entry.url, *entry.also))


def score(audit: dict[str, Any], book: Book, in_force: Iterable[str]) -> dict[str, Score]:
    """Compare the findings of an audit with the key, for the checks in force. A defect named twice is one hit."""
    table = {check: Score() for check in in_force if check not in APART}
    hit: set[int] = set()
    for unit in audit["units"]:
        for finding in unit["findings"]:
            if finding["check"] not in table or finding["state"] == "fixed":
                continue
            found = {at for at, entry in enumerate(book.planted) if fits(entry, unit["id"], finding)}
            hit |= found
            if not found and not any(fits(entry, unit["id"], finding) for entry in book.tolerated):
                table[finding["check"]].false.append(finding | {"unit": unit["id"]})
    for at, entry in enumerate(book.planted):
        if entry.check in table:
            if at in hit:
                table[entry.check].hits += 1
            else:
                table[entry.check].missed.append(entry)
    return table


def accused(audit: dict[str, Any], book: Book) -> list[Entry]:
    """Look-alikes that a finding names all the same."""
    keys = [(unit["id"], finding) for unit in audit["units"] for finding in unit["findings"]]
    planted = [pair for pair in keys if not any(fits(entry, *pair) for entry in book.planted)]
    return [entry for entry in book.alike if any(fits(entry, *pair) for pair in planted)]


def unsaid(audit: dict[str, Any], book: Book) -> list[Entry]:
    """Undetermined matters on which the audit says nothing."""
    told = {
        (unit["id"], row["check"], _plain(row["url"]))
        for unit in audit["units"]
        for row in unit["undetermined"]
    }
    return [entry for entry in book.unsure if (entry.unit, entry.check, _plain(entry.url)) not in told]


def wrong_verdicts(audit: dict[str, Any], book: Book) -> list[str]:
    """Units whose verdict is none of those that the key allows."""
    given = {unit["id"]: unit["verdict"] for unit in audit["units"]}
    return [
        f"{name}: {given.get(name)}, expected {' or '.join(sorted(allowed))}"
        for name, allowed in book.verdicts.items()
        if given.get(name) not in allowed
    ]


@dataclass(frozen=True)
class Outcome:
    """One audited district."""

    audit: dict[str, Any]
    book: Book
    in_force: frozenset[str]

    @property
    def table(self) -> dict[str, Score]:
        return score(self.audit, self.book, self.in_force)


def checks_in_force(known: Iterable[str]) -> frozenset[str]:
    """Those of the known checks that ``xunjian rules`` lists."""
    listed = set(re.findall(r"(?<!\S)[a-z]+(?:-[a-z0-9]+)+(?!\S)", xunjian("rules").out))
    return frozenset(known) & frozenset(listed)


def run(directory: Path, as_of: date | None = None, render: str = "never") -> Outcome:
    """Serve and audit the district; data and configuration go to ``directory``. Raises RuntimeError if the run did not end well."""
    as_of = as_of or today()
    with served(as_of) as book:
        (directory / "sites.toml").write_text(config(book.origins, render), encoding="utf-8")
        told = audited(
            "run",
            "--config",
            directory / "sites.toml",
            "--data",
            directory / "var",
            "--as-of",
            str(as_of),
        )
    if told.status not in (0, 3):
        raise RuntimeError(f"xunjian run ended with {told.status}: {told.err[-2000:]}")
    audit = json.loads((directory / "var/reports/latest/audit.json").read_bytes())
    known = {entry.check for entry in (*book.planted, *book.alike)}
    return Outcome(audit, book, checks_in_force(known))


def shown(outcome: Outcome) -> str:
    """The table, then misses and false findings."""
    lines = [f"{'check':30}{'hits':>6}{'missed':>8}{'false':>7}{'P':>7}{'R':>7}{'F1':>7}"]
    table = outcome.table
    known = sorted({entry.check for entry in outcome.book.planted} | set(table))
    for check in known:
        one = table.get(check)
        if one is None:
            lines.append(f"{check:30}  not there yet")
            continue
        lines.append(
            f"{check:30}{one.hits:6}{len(one.missed):8}{len(one.false):7}{one.precision:7.2f}{one.recall:7.2f}{one.f1:7.2f}"
        )
    lines += [""] + [
        f"MISSED {entry.unit} {entry.check} {entry.url} {entry.target or ''} {entry.why}"
        for one in table.values()
        for entry in one.missed
    ]
    lines += [""] + [
        f"FALSE  {one['unit']} {one['check']} {one['url']} {one['target'] or ''} {one['message']}"
        for part in table.values()
        for one in part.false
    ]
    lines += [""] + [
        f"ALIKE  {entry.unit} {entry.check} {entry.url} {entry.target or ''} {entry.why}"
        for entry in accused(outcome.audit, outcome.book)
    ]
    lines += [
        f"UNSAID {entry.unit} {entry.check} {entry.url} {entry.why}"
        for entry in unsaid(outcome.audit, outcome.book)
    ]
    if set(known) <= outcome.in_force:  # until then a verdict may well be another
        lines += [f"VERDICT {line}" for line in wrong_verdicts(outcome.audit, outcome.book)]
    return "\n".join(lines)


def main(arguments: Sequence[str] | None = None) -> int:
    """Run from the command line."""
    parser = argparse.ArgumentParser(description="audit the second district and score the audit")
    parser.add_argument("--as-of", type=date.fromisoformat, help="a day not ahead of today")
    parser.add_argument("--render", default="never", choices=("never", "auto", "always"))
    parser.add_argument("--keep", type=Path, help="keep configuration, evidence and reports here")
    chosen = parser.parse_args(arguments)
    with tempfile.TemporaryDirectory() as temporary:
        directory = chosen.keep or Path(temporary)
        directory.mkdir(parents=True, exist_ok=True)
        outcome = run(directory, chosen.as_of, chosen.render)
    print(shown(outcome))
    return int(any(one.f1 < FLOOR for one in outcome.table.values()))


if __name__ == "__main__":
    sys.exit(main())
