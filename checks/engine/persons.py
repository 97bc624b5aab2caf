"""Numbers of persons on a unit's pages and in its attachments: what the three privacy checks share."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import Any

from checks.engine.model import Statement
from checks.engine.statements import failed, inapplicable
from evidence.marks import NumberKind, PersonalNumber
from evidence.units import PageEvidence, Seen, UnitEvidence

Numbers = Sequence[PersonalNumber]

_DOUBTS = {
    "office": "号码附近的文字表明是办公或公务电话",
    "published by law": "属于依法须公开的证件号码",
    "unit account": "户名为单位，属于单位账户",
}


def with_number(
    unit: UnitEvidence, kind: NumberKind
) -> Iterator[tuple[PageEvidence, tuple[PersonalNumber, ...]]]:
    """Pages and attachments that show such numbers, with them, in order of address."""
    for page in unit.pages:
        numbers = tuple(number for number in page.personal if number.kind is kind)
        if numbers:
            yield page, numbers


def accuse(
    page: PageEvidence, what: str, number: PersonalNumber, *, suspected: bool, **facts: Any
) -> Statement:
    """One number on one page: ``what`` is its Chinese name."""
    where = f"附件“{page.title}”" if page.file_type else "页面"
    message = f"{where}公开了完整的{what}（{number.masked}）"
    return failed(
        _place(page), message, target=number.masked, excerpt=number.excerpt, suspected=suspected,
        file=page.url if page.file_type else None, **facts,
    )  # fmt: skip


def _place(page: PageEvidence) -> Seen:
    """Where the reader meets the number: the page, or the page that offers the attachment."""
    return replace(page.seen, url=page.borne_by) if page.borne_by else page.seen


def excused(page: PageEvidence, number: PersonalNumber) -> Statement:
    """A number that may stand there."""
    why = "；".join(_DOUBTS.get(doubt, doubt) for doubt in number.doubt)
    return inapplicable(_place(page), why, target=number.masked)
