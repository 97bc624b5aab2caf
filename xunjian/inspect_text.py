"""``xunjian inspect`` for a person at a terminal: what was read in a page, each date with the words it was read from."""

from __future__ import annotations

from collections.abc import Iterable

from evidence.records import Item, NextPage, PageFacts, Span
from xunjian import inspect_public

_SHOWN = 12
_WIDTH = 20


def to_text(facts: PageFacts) -> str:
    """One fact a line, what the page does not give as a dash; long lists are cut with their count."""
    lines = [*_head(facts), *_article(facts), *_list(facts), *_site(facts)]
    for name, rows in inspect_public.sections(facts).items():
        lines += _section(name, rows)
    return "\n".join(lines)


def _head(facts: PageFacts) -> list[str]:
    read = "as a browser shows it" if facts.rendered else ""
    blocked = [_line("blocked by", facts.blocked_by)] if facts.blocked_by else []
    return [
        _line("url", facts.url),
        _line("kind", facts.kind.value, read),
        _line("platform", facts.platform),
        _line("encoding", facts.encoding),
        *blocked,
        _line("title", facts.title),
        _line("column", facts.column_name, " > ".join(name for name, _ in facts.crumbs)),
    ]


def _article(facts: PageFacts) -> list[str]:
    if not facts.is_article:
        return [_line("source", facts.source)] if facts.source else []
    others = [span for span in facts.date_candidates if span != facts.published]
    lines = [
        _line("published", _dated(facts.published)),
        *(_line("other date", _dated(span)) for span in others),
        _line("made", _dated(facts.made)),
        _line("source", facts.source),
        _line("issuer", facts.issuer),
        _line(
            "document number",
            facts.document_number,
            f"index {facts.index_number}" if facts.index_number else "",
        ),
        _line("validity", facts.validity),
        _line("policy", "yes" if facts.is_policy else "no", facts.due_why),
        _line("interpretation", "yes" if facts.is_interpretation else "no", ", ".join(facts.forms)),
    ]
    lines += _section("elements", [f"{quote.id}: {quote.text}" for quote in facts.elements])
    lines += _section("policies linked", facts.policy_links)
    lines += _section("interpretations linked", facts.interpretation_links)
    return [*lines, *_section("attachments", facts.attachments)]


def _list(facts: PageFacts) -> list[str]:
    if facts.is_article:
        return []
    lines = [
        _line("list", facts.list_state.value, facts.list_why),
        _line("next page", _following(facts.next_page)),
    ]
    lines += _section("data asked for", [f"{call.method} {call.url}" for call in facts.data_calls])
    return lines + _section("items", [_row(item) for item in facts.items or ()])


def _row(item: Item) -> str:
    day = f"{item.date.on.isoformat()} [{item.date.text}]" if item.date else "?"
    return f"{day:24}  {'(置顶) ' if item.pinned else ''}{item.title}  {item.url or ''}".rstrip()


def _following(page: NextPage) -> str:
    method = f"{page.method} " if page.method != "GET" else ""
    return f"{page.how}  {method}{page.url or ''}".rstrip()


def _site(facts: PageFacts) -> list[str]:
    foot = facts.footer
    lines = [_line("leads to", facts.refresh_to)] if facts.refresh_to else []
    lines += _section("navigation", [f"{name}  {url}" for name, url in facts.columns])
    lines += _section("meta tags", [f"{name}: {content}" for name, content in facts.meta])
    lines += [
        _line("site id", foot.site_id, f"ICP {foot.icp}" if foot.icp else ""),
        _line("police record", foot.police, "badge shown" if foot.badge else "no badge"),
        _line("links", len(facts.links)),
    ]
    return lines


def _dated(span: Span | None) -> str | None:
    return f"{span.on.isoformat()}  {span.source}: {span.text}" if span else None


def _line(name: str, value: object, more: str = "") -> str:
    told = "-" if value in (None, "") else str(value)
    return f"{name:>{_WIDTH}}  {told}{f'  ({more})' if more else ''}"


def _section(name: str, rows: Iterable[str]) -> list[str]:
    found = list(rows)
    if not found:
        return []
    more = [f"{'':>{_WIDTH}}  … and {len(found) - _SHOWN} more"] if len(found) > _SHOWN else []
    return [_line(name, len(found)), *(f"{'':>{_WIDTH}}  {row}" for row in found[:_SHOWN]), *more]
