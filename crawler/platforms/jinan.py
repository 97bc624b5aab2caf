"""Shandong's disclosure platform: /gongkai/site_<code>/channel_<id>/doc_<24 hex>.html.

Rows are in the markup. The header of an article gives its fields (index, issuer, number, dates) without labels, and
its address no date: the generic article reader takes both as they are.
"""

from __future__ import annotations

import re

from crawler.platforms.family import ADDRESS, Signs

NAME = "jinan"

_ADDRESSES = re.compile(
    r"/gongkai/site_\w+/channel_\w+(?:/|$)|/channel_\w+/doc_[0-9a-f]{16,}\.html|/channel_[0-9a-f]{24}/",
    re.MULTILINE,
)


def recognise(signs: Signs) -> int:
    """By the shape of its addresses."""
    return ADDRESS if signs.linked(_ADDRESSES) else 0
