"""What a CMS family's module may say, and the signs of a page that are worked out once for all families.

A family is one file of this package with ``NAME`` and ``recognise``; every other function of ``Family`` is optional
and has a default here. A file without ``NAME`` is a helper. Addresses are those of ``tree.resolve``: absolute where
the page's own address is known.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from types import ModuleType
from typing import Any

from lxml import etree

from crawler.extract.tree import Doc
from crawler.platforms.printed import Printed, printed_pager
from evidence.domains import netloc_of
from evidence.records import DataCall, Item, NextPage

WEAK, ADDRESS, OWN = 1, 2, 3
"""How sure a family is of a page: marks that others may copy; addresses of its shape; its own data or pager."""

_NAMES: Any = etree.XPath(".//@class | .//@id", smart_strings=False)  # lxml's stubs know no list of texts
_STYLES: Any = etree.XPath(".//link/@href", smart_strings=False)
_NOTHING_FOLLOWS = NextPage("none")


@dataclass(frozen=True, slots=True)
class Signs:
    """A parsed page with what gives its maker away; texts are lower-cased but for the scripts."""

    doc: Doc
    url: str
    names: str  # classes and ids, one a line
    sources: str  # addresses of scripts and style sheets, one a line
    links: str  # addresses of links within the host, one a line: another host's tell of another maker
    scripts: str  # inline scripts as they stand
    printed: Printed | None  # the call of a script that prints the pager

    @classmethod
    def of(cls, doc: Doc) -> Signs:
        """Gather the signs of a page."""
        inline = [text for _, src, text in doc.scripts if text and not src]
        sources = [src for _, src, _ in doc.scripts if src]
        return cls(
            doc,
            doc.url.lower(),
            "\n".join(_NAMES(doc.body)).lower(),
            "\n".join([*sources, *_STYLES(doc.root)]).lower(),
            "\n".join(_own_links(doc)).lower(),
            "\n".join(inline),
            printed_pager(inline),
        )

    def linked(self, pattern: re.Pattern[str], at_least: int = 2) -> bool:
        """Whether the page's own address, or so many of its links, have a shape."""
        if self.url and pattern.search(self.url):
            return True
        found = pattern.finditer(self.links)
        return sum(1 for _, _ in zip(range(at_least), found, strict=False)) >= at_least


def _own_links(doc: Doc) -> list[str]:
    host = netloc_of(doc.url)
    addresses = [link.url or link.href for link in doc.links]
    return [a for a in addresses if not host or "://" not in a or netloc_of(a) == host]


@dataclass(frozen=True, slots=True)
class Answer:
    """A body that a list's script asked for; ``data`` is the value of a JSON body, else None."""

    url: str
    text: str
    data: Any = None
    method: str = "GET"


@dataclass(frozen=True, slots=True)
class Reply:
    """What was read in an answer. ``total``: how many records it says there are, None where it does not say.

    ``lost``: it has records that could not be read.
    """

    items: tuple[Item, ...]
    total: int | None = None
    next_page: NextPage = _NOTHING_FOLLOWS
    lost: bool = False


def _no_rows(_signs: Signs) -> tuple[Item, ...] | None:
    return None


def _no_next(_signs: Signs) -> NextPage | None:
    return None


def _no_calls(_signs: Signs) -> tuple[DataCall, ...]:
    return ()


def _no_reply(_answer: Answer) -> Reply | None:
    return None


def _no_markup(_signs: Signs) -> str:
    return ""


def _no_files(_signs: Signs) -> tuple[str, ...]:
    return ()


@dataclass(frozen=True, slots=True)
class Family:
    """One CMS family. ``is_fallback``: no family, but asked where the page's own has no answer."""

    name: str
    recognise: Callable[[Signs], int]  # 0, WEAK, ADDRESS or OWN
    rows: Callable[[Signs], tuple[Item, ...] | None] = _no_rows
    """List rows that are not in the markup; None where there are none of that kind, () for an empty list."""
    next_page: Callable[[Signs], NextPage | None] = _no_next
    """How the list goes on; None where the generic reader knows as much."""
    data_calls: Callable[[Signs], tuple[DataCall, ...]] = _no_calls
    """What the page's script would ask for the rows that the page lacks."""
    read_reply: Callable[[Answer], Reply | None] = _no_reply
    """The rows of an answer to such a call; None where the answer is not of this family."""
    markup: Callable[[Signs], str] = _no_markup
    """Markup that the page holds as data and its script would put into the body."""
    attachments: Callable[[Signs], tuple[str, ...]] = _no_files
    """Addresses of files that nothing but the family's own marks tells."""
    is_fallback: bool = False

    @classmethod
    def of(cls, module: ModuleType) -> Family:
        """The family that a module describes."""
        optional = ("rows", "next_page", "data_calls", "read_reply", "markup", "attachments")
        given = {name: getattr(module, name) for name in optional if hasattr(module, name)}
        is_fallback = bool(getattr(module, "IS_FALLBACK", False))
        return cls(module.NAME, module.recognise, **given, is_fallback=is_fallback)
