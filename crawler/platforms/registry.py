"""Which CMS family made a page, and what that family's reader adds to the generic one.

A family with data of its own (rows outside the markup, a pager of its own) is a module with ``NAME``,
``recognise``, ``rows`` and ``next_page``; one that the generic reader handles is a line in ``MARKS``.
"""

from __future__ import annotations

from typing import Protocol

from crawler.extract.tree import Doc
from crawler.platforms import hanweb, trs
from evidence.records import Item, NextPage


class Platform(Protocol):
    """A CMS family's reader."""

    NAME: str

    def recognise(self, doc: Doc) -> bool:
        """Whether this family made the page."""

    def rows(self, doc: Doc) -> tuple[Item, ...] | None:
        """List rows that are not in the markup; None where there are none of that kind."""

    def next_page(self, doc: Doc) -> NextPage | None:
        """How the list goes on; None where the generic reader knows as much."""


READERS: tuple[Platform, ...] = (hanweb, trs)

MARKS: tuple[tuple[str, tuple[bytes, ...]], ...] = (
    ("gkmlpt", (b"/gkmlpt/", b"nfw-cms-attachment", b"/content/post_", b"/content/mpost_")),
    ("vsb", (b"_jsq_", b"vsb_content", b"v_news_content", b"/system/resource/js/", b"_sitegray", b"_vsb_")),
    ("ucap", (b"ucap-content", b"kaipuyun", b"ucapcontent")),
    ("webplus", (b"wp_articlecontent", b"/_upload/tpl/", b"wp_news_w")),
    ("siteserver", (b"/api/stl/", b"siteserver", b"/sitefiles/")),
    ("jeecms", (b".jhtml",)),
    ("jpaas", (b"jpaas-publish-server",)),
    ("epoint", (b'class="ewb-',)),
    ("powereasy", (b"powereasy", b"/category_1/")),
)
"""Marks of a family in lower-cased markup."""

_SEARCHED_BYTES = 200_000


def reader_for(doc: Doc) -> Platform | None:
    """The family reader that recognises the page."""
    return next((reader for reader in READERS if reader.recognise(doc)), None)


def name_of(body: bytes, reader: Platform | None) -> str:
    """The family's name; ``unknown`` where nothing gives it away."""
    if reader is not None:
        return reader.NAME
    sample = body[:_SEARCHED_BYTES].lower()
    return next((name for name, marks in MARKS if any(mark in sample for mark in marks)), "unknown")
