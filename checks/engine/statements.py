"""The words in which a check speaks: one function for each outcome, each bearing its subject's evidence."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import Any

from checks.engine.model import Outcome, Statement
from evidence.units import (
    ColumnEvidence,
    HomeEvidence,
    InterpretationEvidence,
    PageEvidence,
    PolicyEvidence,
    Seen,
    TargetEvidence,
)

Subject = (
    ColumnEvidence
    | PolicyEvidence
    | InterpretationEvidence
    | HomeEvidence
    | PageEvidence
    | TargetEvidence
    | Seen
)


def passed(
    subject: Subject, why: str = "", *, due: date | None = None, target: str | None = None, **facts: Any
) -> Statement:
    """The subject is in order; on the day ``due`` it no longer will be, unless something is published."""
    return _state(Outcome.PASSED, subject, why, due_on=due, target=target, facts=_plain(facts))


def failed(
    subject: Subject,
    message: str,
    *,
    target: str | None = None,
    column: str | None = None,
    suspected: bool = False,
    by_target: bool = False,
    excerpt: str = "",
    rests_on: Iterable[Seen] = (),
    observations: int | None = None,
    **facts: Any,
) -> Statement:
    """The subject shows a defect; ``message`` is the Chinese sentence that auditors and units read.

    ``target``, ``column``: where the subject itself does not give them. ``by_target``: the target alone names
    the defect, on whichever page it stands. ``excerpt``: the words that prove it. ``rests_on``: other pages
    that prove it with the subject's own: a veto needs two looks at each, or so many ``observations`` of another kind. Dates in ``facts`` become text.
    """
    return _state(
        Outcome.FAILED,
        subject,
        message,
        target=target,
        column=column,
        suspected=suspected,
        by_target=by_target,
        excerpt=excerpt,
        rests_on=tuple(rests_on),
        observations=observations,
        facts=_plain(facts),
    )


def cant_tell(subject: Subject, why: str, *, target: str | None = None) -> Statement:
    """What would be needed to judge was not seen; ``why`` is Chinese."""
    return _state(Outcome.CANT_TELL, subject, why, target=target)


def inapplicable(subject: Subject, why: str, *, target: str | None = None) -> Statement:
    """The question does not arise for this subject; ``why`` is Chinese."""
    return _state(Outcome.INAPPLICABLE, subject, why, target=target)


def seen_of(subject: Subject) -> Seen:
    """How the page that stands for the subject was seen: a link's is the page that bears it."""
    if isinstance(subject, Seen):
        return subject
    return subject.bearer if isinstance(subject, TargetEvidence) else subject.seen


def _state(outcome: Outcome, subject: Subject, message: str, **rest: Any) -> Statement:
    seen = seen_of(subject)
    if isinstance(subject, TargetEvidence):
        rest["target"] = rest.get("target") or subject.url
    if isinstance(subject, ColumnEvidence):
        rest["column"] = rest.get("column") or subject.name
    return Statement(outcome, seen.url, message, seen=seen, **rest)


def _plain(value: Any) -> Any:
    """The same value in what JSON can hold."""
    if isinstance(value, dict):
        return {str(key): _plain(item) for key, item in value.items()}
    if isinstance(value, list | tuple):
        return [_plain(item) for item in value]
    return value.isoformat() if isinstance(value, date) else value
