"""``xunjian inspect``, the part about messages, guides, consultations and disclosure: each fact with its words."""

from __future__ import annotations

from typing import Any

from evidence.records import Consultation, Message, PageFacts, Quote, Span
from evidence.tables import Cell, Table

_ANSWERED = {True: "answered", False: "not answered", None: "not told"}


def details(facts: PageFacts) -> dict[str, Any]:
    """The facts under the names of contracts §6; null or an empty list where the page has none."""
    return {
        "messages": [_message(message) for message in facts.messages],
        "guide": [quoted(quote) for quote in facts.guide],
        "guide_beside": [quoted(quote) for quote in facts.guide_beside],
        "offers": [quoted(quote) for quote in facts.offers],
        "media": [quoted(quote) for quote in facts.media],
        "consultation": _consultation(facts.consultation),
        "disclosure": [quoted(quote) for quote in facts.disclosure],
        "annual_reports": [quoted(quote) for quote in facts.annual_reports],
    }


def _message(message: Message) -> dict[str, Any]:
    return {
        "title": message.title,
        "url": message.url,
        "asked": proof(message.asked),
        "answered": proof(message.answered),
        "is_answered": message.is_answered,
        "text": message.text,
    }


def _consultation(called: Consultation | None) -> dict[str, Any] | None:
    if called is None:
        return None
    return {
        "starts": proof(called.starts),
        "ends": proof(called.ends),
        "reason": quoted(called.reason) if called.reason else None,
        "feedback": quoted(called.feedback) if called.feedback else None,
        "subject": quoted(called.subject) if called.subject else None,
        "unread_tab": called.unread_tab or None,
    }


def table(one: Table) -> dict[str, Any]:
    """A table with its head; of a cell with links an object, else its text alone."""
    return {
        "caption": one.caption or None,
        "header": list(one.header),
        "rows": [[_cell(cell) for cell in row] for row in one.rows],
        "cut": one.cut,
    }


def _cell(cell: Cell) -> str | dict[str, Any]:
    links = [{"text": text, "url": url} for text, url in cell.links]
    return {"text": cell.text, "links": links} if links else cell.text


def quoted(quote: Quote) -> dict[str, str | None]:
    """One thing a page says, with its words."""
    return {"id": quote.id, "text": quote.text, "url": quote.url}


def proof(span: Span | None) -> dict[str, str] | None:
    """A date with the words it was read from."""
    return {"on": span.on.isoformat(), "text": span.text, "source": span.source} if span else None


def sections(facts: PageFacts) -> dict[str, list[str]]:
    """The same for a person at a terminal: heading to lines, empty ones left out."""
    found = {
        "messages": [_message_line(message) for message in facts.messages],
        "guide": [_quote_line(quote) for quote in facts.guide],
        "consultation": _consultation_lines(facts.consultation),
        "disclosure": [_quote_line(quote) for quote in facts.disclosure],
        "annual reports": [_quote_line(quote) for quote in facts.annual_reports],
    }
    return {name: lines for name, lines in found.items() if lines}


def _message_line(message: Message) -> str:
    words = f" ({message.text})" if message.text else ""
    dates = f"{_date(message.asked)} → {_date(message.answered)}"
    return f"{dates}  {_ANSWERED[message.is_answered]}{words}  {message.title}  {message.url or ''}"


def _date(span: Span | None) -> str:
    return f"{span.on.isoformat()} [{span.text}]" if span else "?"


def _quote_line(quote: Quote) -> str:
    return f"{quote.id}: {quote.text}  {quote.url or ''}".rstrip()


def _consultation_lines(called: Consultation | None) -> list[str]:
    if called is None:
        return []
    quotes = [_quote_line(quote) for quote in (called.reason, called.feedback) if quote]
    return [f"{_date(called.starts)} → {_date(called.ends)}", *quotes]
