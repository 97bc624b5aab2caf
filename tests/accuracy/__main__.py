"""``python -m tests.accuracy``: what the readers get right on the labelled pages, field by field, and every miss."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Iterable, Sequence
from datetime import date

from tests.accuracy import corpus
from tests.accuracy.score import Mark, Total, marks, totals


def main(arguments: Sequence[str] | None = None) -> int:
    """Print the tables; 2 where there is no corpus."""
    parser = argparse.ArgumentParser(prog="python -m tests.accuracy", description="measure the readers")
    parser.add_argument("--field", help="list the misses of this field only")
    parser.add_argument("--no-htmldate", action="store_true", help="leave out the comparison")
    options = parser.parse_args(arguments)
    if not corpus.is_present():
        print(f"accuracy: {corpus.ABSENT}", file=sys.stderr)
        return 2
    pages = corpus.pages()
    full = [mark for page in pages for mark in marks(page, page.read())]
    generic = [mark for page in pages for mark in marks(page, page.read(platforms=False))]
    print(
        f"{len(pages)} pages of {len({p.known['site'] for p in pages})} sites, {len(full)} labelled facts\n"
    )
    print(_table(full, generic))
    if not options.no_htmldate:
        print(f"\n{_beside_htmldate(pages, full)}")
    print(f"\n{_by_family(full)}")
    print(f"\n{_misses([m for m in full if options.field in (None, m.field)])}")
    return 0


def _table(full: list[Mark], generic: list[Mark]) -> str:
    """Per field: all pages, the sites developed on and those held out; then without the platform readers."""
    bare = {total.field: total for total in totals(generic)}
    held = {total.field: total for total in totals(m for m in full if m.page.held_out)}
    lines = [
        "| field | n | right | share | precision | recall | developed on | held out | generic only |",
        "| --- | --: | --: | --: | --: | --: | --: | --: | --: |",
    ]
    for total in totals(full):
        kept = held.get(total.field)
        rest = (total.right - (kept.right if kept else 0), total.count - (kept.count if kept else 0))
        lines.append(
            f"| {total.field} | {total.count} | {total.right} | {total.share:.3f} | {_rate(total.precision)} "
            f"| {_rate(total.recall)} | {rest[0]}/{rest[1]} | {_of(kept)} | {_of(bare.get(total.field))} |"
        )
    return "\n".join(lines)


def _rate(value: float | None) -> str:
    return "–" if value is None else f"{value:.3f}"


def _of(total: Total | None) -> str:
    return f"{total.right}/{total.count}" if total else "–"


def _beside_htmldate(pages: Iterable[corpus.Saved], full: list[Mark]) -> str:
    """The publish date beside htmldate's on the same pages; newer: an old page read as a later one."""
    from htmldate import find_date

    stated = [page for page in pages if page.label.get("publish_date")]
    right = newer = 0
    for page in stated:
        found = find_date(page.read_text(), url=page.url or None, original_date=True, extensive_search=True)
        right += found == page.label["publish_date"]
        newer += bool(found and date.fromisoformat(found) > date.fromisoformat(page.label["publish_date"]))
    ours = [m for m in full if m.field == "publish_date" and m.expected]
    return "\n".join(
        [
            "| publish date, where stated | n | right | read as newer |",
            "| --- | --: | --: | --: |",
            f"| xunjian | {len(ours)} | {sum(m.right for m in ours)} | {sum(m.note == 'newer' for m in ours)} |",
            f"| htmldate | {len(stated)} | {right} | {newer} |",
        ]
    )


def _by_family(full: list[Mark]) -> str:
    lines = ["| family | facts | right | share |", "| --- | --: | --: | --: |"]
    for family in sorted({mark.page.family for mark in full}):
        own = [mark for mark in full if mark.page.family == family]
        right = sum(mark.right for mark in own)
        lines.append(f"| {family} | {len(own)} | {right} | {right / len(own):.3f} |")
    return "\n".join(lines)


def _misses(full: list[Mark]) -> str:
    wrong = [mark for mark in full if not mark.right]
    lines = [f"misses: {len(wrong)}"]
    lines += [
        f"  {m.field}  {m.page.name}{f' ({m.note})' if m.note else ''}\n      label {m.expected!r}\n      read  {m.got!r}"
        for m in wrong
    ]
    return "\n".join(lines)


if __name__ == "__main__":
    sys.exit(main())
