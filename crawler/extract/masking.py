"""Numbers of persons (身份证号, 银行卡号, 手机号) hidden before a text is kept: derived tables never hold one.

More is hidden than could be accused: any run of 15 digits or more goes, valid or not. Addresses stay as they are,
since they must lead somewhere.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import fields, is_dataclass, replace
from itertools import chain
from typing import Any

from crawler.extract.person_numbers import CANDIDATE, find
from crawler.extract.tree import squeeze
from evidence.records import PageFacts

_ADDRESS = re.compile(r"\s*https?://\S*\s*", re.IGNORECASE)
_ADDRESS_FIELDS = frozenset(
    ("url", "policy_links", "interpretation_links", "attachments", "refresh_to", "next_page", "data_calls")
)
_LINKED = frozenset(("crumbs", "columns", "subcolumns"))  # pairs of name and address
_APART = frozenset(("links", "items", "other_items"))  # many: looked at together


def masked(text: str) -> str:
    """The text with every long number hidden; short ones (years, landlines, document numbers) stay."""
    found = find(text)
    if not found:
        return text
    parts: list[str] = []
    at = 0
    for number in found:
        parts += (text[at : number.start], number.masked)
        at = number.end
    return "".join((*parts, text[at:]))


def trimmed(text: str, chars: int) -> str:
    """At most so many characters of a text, white space folded and numbers masked before it is cut."""
    whole = masked(squeeze(text)[: chars + 40])
    return whole if len(whole) <= chars else whole[: chars - 1] + "…"


# ---------------------------------------------------------------- all that was read in a page


def hidden(facts: PageFacts) -> PageFacts:
    """The same facts without an unmasked number in any text; addresses are left as they are."""
    if not CANDIDATE.search("\n".join(_texts(facts))):
        return facts
    return replace(facts, **{f.name: _hide(getattr(facts, f.name), f.name) for f in fields(facts)})


def _texts(facts: PageFacts) -> Iterator[str]:
    items = chain(facts.items or (), facts.other_items)
    yield from (item.title for item in items)
    yield from (link.text for link in facts.links)
    for field in fields(facts):
        if field.name not in _APART and field.name not in _ADDRESS_FIELDS:
            yield from _strings(getattr(facts, field.name), field.name)


def _strings(value: Any, name: str) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, tuple):
        for each in value:
            yield from _strings(each[0] if name in _LINKED or _is_link(each, name) else each, name)
    elif is_dataclass(value):
        for field in fields(value):
            if field.name not in _ADDRESS_FIELDS:
                yield from _strings(getattr(value, field.name), field.name)


def _is_link(value: Any, name: str) -> bool:
    """Whether a value is a link of a table's cell: words and address."""
    return name == "links" and isinstance(value, tuple)


def _hide(value: Any, name: str) -> Any:
    if name in _ADDRESS_FIELDS:
        return value
    if type(value) is str:
        return value if _ADDRESS.fullmatch(value) else masked(value)
    if isinstance(value, tuple):
        if name in _LINKED or (value and _is_link(value[0], name)):
            return tuple((masked(said), address) for said, address in value)
        return tuple(_hide(each, name) for each in value)
    if is_dataclass(value) and not isinstance(value, type):
        changed = {f.name: _hide(getattr(value, f.name), f.name) for f in fields(value)}
        return replace(value, **changed)
    return value
