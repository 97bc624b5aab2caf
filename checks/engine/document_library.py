"""Which documents of a district a library holds: by number, by title as a careful reader compares them, by address."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache

from evidence.document_numbers import digests
from evidence.systems import DistrictDocument, System
from evidence.titles import LONG, Title, agrees, documents, numbers_of


@dataclass(frozen=True, slots=True)
class Kept:
    """One document of the district, however many pages show it, and whether the library holds it."""

    document: DistrictDocument
    is_held: bool


@dataclass(frozen=True, slots=True)
class Holdings:
    """What stands in libraries: addresses, numbers and titles of entries and of the pages they lead to."""

    urls: frozenset[str]
    numbers: frozenset[str]
    titles: tuple[Title, ...]

    @classmethod
    def of(cls, systems: Iterable[System]) -> Holdings:
        """Gather the entries of all lists and the pages that stand in them."""
        urls: set[str] = set()
        numbers: set[str] = set()
        titles: dict[Title, None] = {}
        for system in systems:
            entries = [entry for column in system.columns for entry in column.entries]
            urls.update(entry.url for entry in entries if entry.url)
            urls.update(page.url for page in system.members)
            numbers.update(
                *(digests(page.document_number) for page in system.members if page.document_number)
            )
            for name in (*(entry.title for entry in entries), *(page.title for page in system.members)):
                numbers |= numbers_of(name)
                titles.update(dict.fromkeys(documents(name)))
        return cls(frozenset(urls), frozenset(numbers), tuple(titles))

    def has(self, document: DistrictDocument) -> bool:
        """Whether a document is there; a title that may be its own counts for it."""
        if document.url in self.urls or digests(document.number or "") & self.numbers:
            return True
        own = documents(document.title)
        return any(_may_be(one, other) for one in own for other in self.titles)


def _may_be(one: Title, other: Title) -> bool:
    if agrees(one, other):
        return True
    same_year = one.years <= other.years or not other.years
    return same_year and len(one.rest) >= LONG and one.rest in other.flat


def documents_of(found: Sequence[DistrictDocument], held: Holdings) -> list[Kept]:
    """The documents, each once, in the order of their addresses; held where any page of it is."""
    groups: dict[object, list[DistrictDocument]] = {}
    for document in found:
        groups.setdefault(_identity(document), []).append(document)
    return [
        Kept(min(group, key=lambda one: one.url), any(held.has(one) for one in group))
        for group in groups.values()
    ]


def _identity(document: DistrictDocument) -> object:
    return digests(document.number) if document.number else _plain(document.title)


@lru_cache(maxsize=8192)
def _plain(title: str) -> str:
    return "".join(title.split())
