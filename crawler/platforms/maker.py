"""Who made a page, and what its family adds to the generic readers: the one thing of this package that they see."""

from __future__ import annotations

import re
from dataclasses import dataclass

from crawler.extract.charset import decode
from crawler.extract.tree import Doc, parse, raw_text
from crawler.platforms import registry
from crawler.platforms.family import Family, Signs
from evidence.records import DataCall, Item, ListState, NextPage

_BODY_TAG = re.compile(r"<body\b[^>]*>", re.IGNORECASE)
_TAG = re.compile(r"<[^>]*>")
_GUESSED = (ListState.SCRIPTED, ListState.UNCLEAR)  # where a call of no known family is taken for the list's
_KNOWN_CHARS = 24


@dataclass(frozen=True, slots=True)
class Maker:
    """The family that is surest of a page; without signs, nobody is asked."""

    doc: Doc
    signs: Signs | None = None
    family: Family | None = None

    @classmethod
    def of(cls, body: bytes, url: str, content_type: str | None, platforms: bool = True) -> Maker:
        """Parse a page and find its family; what the family holds as data is put into the markup."""
        doc = parse(body, url, content_type)
        if not platforms:
            return cls(doc)
        signs = Signs.of(doc)
        family = registry.family_of(signs)
        markup = family.markup(signs) if family else ""
        if markup and not _is_shown(doc, markup):
            doc = _with_markup(body, doc, content_type, markup)
            signs = Signs.of(doc)
        return cls(doc, signs, family)

    @property
    def name(self) -> str:
        """The family's name; ``unknown`` where nothing gives it away."""
        return self.family.name if self.family else registry.UNKNOWN

    def rows(self) -> tuple[Item, ...] | None:
        """List rows outside the markup; None where there are none of that kind."""
        return self.family.rows(self.signs) if self.family and self.signs else None

    def next_page(self) -> NextPage | None:
        """How the list goes on; None where the generic reader knows as much."""
        return registry.next_page(self.signs, self.family) if self.signs else None

    def data_calls(self, state: ListState) -> tuple[DataCall, ...]:
        """What the page's script asks for its rows."""
        if self.signs is None:
            return ()
        return registry.data_calls(self.signs, self.family, guess=state in _GUESSED)

    def with_files(self, found: tuple[str, ...]) -> tuple[str, ...]:
        """Attachments with those that only the family's marks tell."""
        own = self.family.attachments(self.signs) if self.family and self.signs else ()
        return tuple(dict.fromkeys((*found, *own))) if own else found


def _is_shown(doc: Doc, markup: str) -> bool:
    """Whether the page shows the beginning of a body already, as some hosts print it as well."""
    content = "".join(_TAG.sub("", markup.rpartition("article-content")[2].partition(">")[2]).split())
    return content[:_KNOWN_CHARS] in "".join(raw_text(doc.body).split())


def _with_markup(body: bytes, doc: Doc, content_type: str | None, markup: str) -> Doc:
    text = decode(body, content_type).text
    opening = _BODY_TAG.search(text)
    place = opening.end() if opening else 0
    whole = f"{text[:place]}<div>{markup}</div>{text[place:]}"
    shown = parse(whole.encode("utf-8", "replace"), doc.url, "text/html; charset=utf-8")
    shown.encoding = doc.encoding
    return shown
