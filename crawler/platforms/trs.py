"""TRS WCM (拓尔思): ordinary lists of t20261012_123456.html, the pager printed by a script that counts from 0."""

from __future__ import annotations

import re

from crawler.platforms.family import ADDRESS, OWN, WEAK, Signs
from evidence.records import NextPage

NAME = "trs"

_ARTICLE = re.compile(r"/t(?:20\d{6}_\d+|\d{7,})\.s?html?|^t20\d{6}_\d+\.", re.MULTILINE)
_FILE = re.compile(r"/[wp]020\d{6,}")
_MARKS = ("trs_editor", "trs_ueditor", "trs_preappend", "trs_paper", "_trs_", "trs_")


def recognise(signs: Signs) -> int:
    """By its pager call, its article addresses, its editor's classes and the names of its files."""
    if signs.printed and not signs.printed.from_one:
        return OWN
    if signs.linked(_ARTICLE):
        return ADDRESS
    if any(mark in signs.names for mark in _MARKS) or _FILE.search(signs.links):
        return WEAK
    return 0


def next_page(signs: Signs) -> NextPage | None:
    """What the printed pager would link."""
    return signs.printed.next_page(signs.doc) if signs.printed else None
