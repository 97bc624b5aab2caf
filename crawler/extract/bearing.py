"""What a page bears beside its content, read over the one parse: digests, hidden links, scripts, search form."""

from __future__ import annotations

import re
from dataclasses import replace

from crawler.extract.article import body_element_text
from crawler.extract.frame import digest_of, template_of
from crawler.extract.hidden import foreign_scripts, hidden_links
from crawler.extract.missing import says_missing
from crawler.extract.site_search import read_search
from crawler.extract.tree import Doc
from evidence.records import PageFacts, Region

_HEAD_LINE = re.compile(r"来\s*源|发布(?:时间|日期)|作\s*者|浏览|点击|阅读|字号|索引号|发文")
_HEAD_CHARS = 150
_STUB_CHARS = 200  # with more text than this a page does not only lead on: its refresh is for old browsers


def with_marks(doc: Doc, facts: PageFacts) -> PageFacts:
    """The facts of a page with its marks added. An answer to a script bears none."""
    if facts.is_reply:
        return facts
    return replace(
        facts,
        template=template_of(doc),
        digest=digest_of(_own_text(doc, facts.title), facts.title or "") if facts.is_article else "",
        says_missing=says_missing(doc),
        hidden=hidden_links(doc),
        scripts=foreign_scripts(doc, facts.refresh_to if facts.text_chars <= _STUB_CHARS else None),
        search=read_search(doc),
    )


def _own_text(doc: Doc, title: str | None) -> str:
    """What an article says itself: no headline, no line about it, no lists and menus beside it."""
    return body_element_text(doc) or "\n".join(
        block.text
        for block in doc.blocks
        if block.region is Region.MAIN
        and not block.listed
        and block.link_chars * 2 <= len(block.text)
        and block.text != title
        and not (len(block.text) <= _HEAD_CHARS and _HEAD_LINE.search(block.text))
    )
