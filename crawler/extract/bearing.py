"""What a page bears beside its content, read over the one parse: digests, hidden links, scripts, search form."""

from __future__ import annotations

from dataclasses import replace

from crawler.extract.frame import digest_of, template_of
from crawler.extract.hidden import foreign_scripts, hidden_links
from crawler.extract.missing import says_missing
from crawler.extract.site_search import read_search
from crawler.extract.tree import Doc
from evidence.records import PageFacts

_STUB_CHARS = 200  # with more text than this a page does not only lead on: its refresh is for old browsers


def with_marks(doc: Doc, facts: PageFacts, text: str) -> PageFacts:
    """The facts of a page with its marks added; ``text`` is the main text. An answer to a script bears none."""
    if facts.is_reply:
        return facts
    return replace(
        facts,
        template=template_of(doc),
        digest=digest_of(text) if facts.is_article else "",
        says_missing=says_missing(doc, text),
        hidden=hidden_links(doc),
        scripts=foreign_scripts(doc, facts.refresh_to if facts.text_chars <= _STUB_CHARS else None),
        search=read_search(doc),
    )
