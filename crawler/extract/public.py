"""What a page is for the public beside list and article: tables, messages, a guide, a consultation, disclosure."""

from __future__ import annotations

from dataclasses import replace

from crawler.extract import disclosure
from crawler.extract.consultation import read_consultation
from crawler.extract.guide import other_text, read_guide
from crawler.extract.listing import Group
from crawler.extract.media import read_media
from crawler.extract.messages import read_messages
from crawler.extract.offers import beside_text, read_offers
from crawler.extract.tables import read_tables
from crawler.extract.tree import Doc
from evidence.records import ListState, PageFacts, PageKind

_LIST_WITH_GUIDE = (
    4  # a page read as a list is a guide only if it gives so many elements: its rows are forms then
)


def with_public_facts(doc: Doc, facts: PageFacts, text: str, groups: tuple[Group, ...]) -> PageFacts:
    """The facts of a page with those for the public added. Messages and guides change its kind; home pages keep theirs."""
    context = _context(facts)
    tables = () if facts.is_reply else read_tables(doc)
    facts = replace(facts, tables=tables) if tables else facts
    if facts.kind is not PageKind.HOME:
        facts = _with_kind(doc, facts, context, text, groups)
    if facts.kind not in (PageKind.HOME, PageKind.COLUMN, PageKind.MESSAGES) and facts.items is None:
        called = read_consultation(doc, facts.title, context, text, facts.published)
        facts = replace(facts, consultation=called) if called else facts
    if facts.kind is not PageKind.ARTICLE and not facts.is_reply:
        offers = read_offers(doc)
        facts = replace(facts, offers=offers, media=read_media(doc))
    return _with_disclosure(doc, facts, context)


def _context(facts: PageFacts) -> tuple[str, ...]:
    """What names the page's place: column, column type, breadcrumb."""
    names = (facts.column_name, facts.column_type, *(name for name, _ in facts.crumbs))
    return tuple(name for name in names if name)


def _with_kind(
    doc: Doc, facts: PageFacts, context: tuple[str, ...], text: str, groups: tuple[Group, ...]
) -> PageFacts:
    was_article = facts.kind is PageKind.ARTICLE
    guide = read_guide(doc, facts.title, (*context, doc.title_tag), text, was_article)
    if guide and (facts.list_state is not ListState.ITEMS or len(guide) >= _LIST_WITH_GUIDE):
        other = other_text(doc, facts.title, guide)
        beside = (*beside_text(doc), *([other] if other else ()))
        return replace(facts, kind=PageKind.SERVICE, guide=guide, guide_beside=beside, as_article=was_article)
    messages = read_messages(doc, facts.title, context, text, facts.items, groups)
    if not messages:
        return facts
    return replace(facts, kind=PageKind.MESSAGES, messages=messages, as_article=was_article)


def _with_disclosure(doc: Doc, facts: PageFacts, context: tuple[str, ...]) -> PageFacts:
    """Sections where the page is of disclosure, or the home page; an article only where it is a section itself."""
    if not any("公开" in link.text or "公开" in link.title for link in doc.links) and "公开" not in (
        facts.title or ""
    ):
        return facts
    reports = disclosure.read_reports(
        doc, facts.title, facts.column_name, facts.items or (), facts.is_article
    )
    on_platform = disclosure.is_platform(facts.title, (*context, doc.title_tag), doc.url)
    wanted = on_platform or facts.kind is PageKind.HOME
    if facts.is_article:
        wanted = bool(
            disclosure.section_of(facts.column_name or "") or disclosure.section_of(facts.title or "")
        )
    sections = disclosure.read_sections(doc, on_platform) if wanted else ()
    return replace(facts, disclosure=sections, annual_reports=reports) if sections or reports else facts
