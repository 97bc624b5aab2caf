"""What was read in a page as rows of the derived tables. The extractors have masked the numbers of persons."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from evidence.records import Message, Quote, Span

MESSAGE_COLUMNS = (
    "page_id position title url asked_on asked_text answered_on answered_text is_answered status"
).split()


def message_rows(page_id: int, messages: Iterable[Message]) -> Iterator[tuple[object, ...]]:
    """Rows of ``message`` in the order of the page; is_answered is NULL where the page does not tell."""
    for position, message in enumerate(messages):
        told = None if message.is_answered is None else int(message.is_answered)
        yield (
            page_id, position, message.title, message.url, *_dated(message.asked), *_dated(message.answered),
            told, message.text,
        )  # fmt: skip


def guide_rows(page_id: int, elements: Iterable[Quote]) -> Iterator[tuple[object, ...]]:
    """Rows of ``guide``: one for each element that is given."""
    for quote in elements:
        yield page_id, quote.id, quote.text


def _dated(span: Span | None) -> tuple[str | None, str | None]:
    return (span.on.isoformat(), span.text) if span else (None, None)
