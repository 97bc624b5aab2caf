"""新点 Epoint (public-resource trading): folders of stacked digits, classes ewb-…, a pager that a script fills."""

from __future__ import annotations

import re

from crawler.extract.tree import resolve
from crawler.platforms.family import ADDRESS, OWN, WEAK, Signs
from crawler.platforms.scripts import literals, object_at
from evidence.records import NextPage

NAME = "epoint"

_ADDRESSES = re.compile(
    r"/\d{6}/\d{9}/(?:\d{12}/)?(?:20\d{6}/[0-9a-f\-]{32,36}\.html)?|/20\d{6}/[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f\-]{22}\.html"
)
_PAGER = re.compile(r"\.pagination\(\s*(?=\{)")
_TEMPLATE = re.compile(
    r"[\"']([^\"'\s]*/)[\"']\s*\+\s*\(?\s*(?:\w+\.)?pageIndex\s*\+\s*1\s*\)?\s*\+\s*[\"'](\.html?)[\"']"
)
_NUMBER = re.compile(r"/(\d{1,4})\.html?$")


def recognise(signs: Signs) -> int:
    """By its pager, the shape of its addresses, its classes."""
    if "pagination(" in signs.scripts and _TEMPLATE.search(signs.scripts):
        return OWN
    if signs.linked(_ADDRESSES):
        return ADDRESS
    return WEAK if "\newb-" in f"\n{signs.names}".replace(" ", "\n") or "webbuilder" in signs.sources else 0


def next_page(signs: Signs) -> NextPage | None:
    """The address that the pager's script puts together for the next number."""
    call = _PAGER.search(signs.scripts) if "pagination(" in signs.scripts else None
    template = _TEMPLATE.search(signs.scripts) if call else None
    if call is None or template is None:
        return None
    settings = literals(object_at(signs.scripts, call.end()))
    total, size = settings.get("total", ""), settings.get("pageSize", "")
    if not total.isdigit() or not size.isdigit() or not int(size):
        return None
    own = _NUMBER.search(signs.doc.url)
    current = int(own.group(1)) if own else 1
    if current * int(size) >= int(total):
        return NextPage("none")
    return NextPage("script", resolve(signs.doc, f"{template.group(1)}{current + 1}{template.group(2)}"))
