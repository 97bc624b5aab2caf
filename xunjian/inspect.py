"""``xunjian inspect``: what is read in one page; never judges."""

from __future__ import annotations

import gzip
import json
import zlib
from datetime import date
from pathlib import Path
from typing import Any

from crawler.extract.links import normalise
from crawler.extract.page import read_page
from crawler.extract.rendered import read_rendered, unwrap
from evidence.errors import UsageError
from evidence.records import PageFacts, Span
from xunjian import inspect_public
from xunjian.inspect_public import proof


def read_source(source: str, url: str | None, *, render: bool = False) -> PageFacts:
    """Read a file (also gzipped) or fetch an address, and read the page in it. Raises UsageError.

    ``render``: as a browser shows it; a document that a browser showed, saved from an evidence file, is read as such.
    """
    place = normalise(url) if url else None
    if url and place is None:
        raise UsageError(f"--url {url!r}: not an http(s) address; write http://… or https://…")
    if source.lower().startswith(("http://", "https://")):
        from crawler.single import fetch_page, show_page  # a socket only when an address is asked for

        if render:
            page = show_page(source)
            return read_rendered(page.body, place or page.url)
        page = fetch_page(source)
        return read_page(page.body, place or page.url, page.content_type)
    if render:
        raise UsageError(
            f"{source}: --render opens an address; a saved page has lost what its scripts would fetch"
        )
    path = Path(source)
    try:
        body = path.read_bytes()
        body = gzip.decompress(body) if body[:2] == b"\x1f\x8b" else body
    except (OSError, EOFError, zlib.error) as error:
        raise UsageError(
            f"{source}: cannot be read ({error}); give a saved page or an http(s) address"
        ) from error
    return read_rendered(body, place or "") if unwrap(body) else read_page(body, place or "")


def to_json(facts: PageFacts) -> str:
    """Contracts §6, one document."""
    return json.dumps(document(facts), ensure_ascii=False, indent=2)


def document(facts: PageFacts) -> dict[str, Any]:
    """The facts under the names of contracts §6."""
    return {
        "url": facts.url or None,
        "kind": facts.kind.value,
        "platform": facts.platform,
        "encoding": facts.encoding,
        "title": facts.title,
        "published": _day(facts.published),
        "source": facts.source,
        "document_number": facts.document_number,
        "is_policy": facts.is_policy,
        "is_interpretation": facts.is_interpretation,
        "policy_links": list(facts.policy_links),
        "interpretation_links": list(facts.interpretation_links),
        "attachments": list(facts.attachments),
        "column_name": facts.column_name,
        "items": None
        if facts.items is None
        else [{"title": i.title, "url": i.url, "date": _day(i.date)} for i in facts.items],
        "next_page": {"how": facts.next_page.how, "url": facts.next_page.url},
        "columns": [{"name": name, "url": url} for name, url in facts.columns],
        "meta": dict(facts.meta),
        "footer": {
            "site_id": facts.footer.site_id,
            "icp": facts.footer.icp,
            "police": facts.footer.police,
            "badge": facts.footer.badge,
        },
        "links": len(facts.links),
        "details": _details(facts),
    }


def _details(facts: PageFacts) -> dict[str, Any]:
    """Everything else that was read, with proof."""
    return {
        "published_proof": proof(facts.published),
        "meta_published": _iso(facts.meta_published_on),
        "date_candidates": [proof(span) for span in facts.date_candidates],
        "made": proof(facts.made),
        "issuer": facts.issuer,
        "index_number": facts.index_number,
        "validity": facts.validity,
        "interpretation_due": facts.interpretation_due,
        "interpretation_due_why": facts.due_why,
        "forms": list(facts.forms),
        "elements": [inspect_public.quoted(quote) for quote in facts.elements],
        "named_titles": list(facts.named_titles),
        "cited_numbers": list(facts.cited_numbers),
        "list_state": facts.list_state.value,
        "list_why": facts.list_why,
        "item_proofs": [proof(item.date) for item in facts.items or ()],
        "pinned": [n for n, item in enumerate(facts.items or ()) if item.pinned],
        "crumbs": [{"name": name, "url": url} for name, url in facts.crumbs],
        "subcolumns": [{"name": name, "url": url} for name, url in facts.subcolumns],
        "refresh_to": facts.refresh_to,
        "is_reply": facts.is_reply,
        "next_page_method": facts.next_page.method,
        "data_calls": [{"url": call.url, "method": call.method} for call in facts.data_calls],
        "blocked_by": facts.blocked_by,
        "rendered": facts.rendered,
        "text_chars": facts.text_chars,
        "excerpt": facts.excerpt,
        "tables": [inspect_public.table(one) for one in facts.tables],
        **inspect_public.details(facts),
    }


def _iso(day: date | None) -> str | None:
    return day.isoformat() if day else None


def _day(span: Span | None) -> str | None:
    return _iso(span.on) if span else None
