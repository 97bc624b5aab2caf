"""Titles to search a site for: taken from its home page, plain enough for any search."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from evidence.domains import netloc_of
from evidence.records import Item, PageFacts

MIN_CHINESE = 8
MAX_CHARS = 50
SETTLED_DAYS = 3  # an index made nightly knows what was published before

_CHINESE = re.compile(r"[\u4e00-\u9fff]")
_PLAIN = re.compile(r"[\u4e00-\u9fff0-9A-Za-z]+")
_ALMOST = re.compile(r"[\u4e00-\u9fff0-9A-Za-z（）()、，,：:·—\-]+")
_UNLIKE = re.compile(r"[^\u3400-\u9fffA-Za-z0-9]")

FactsOf = Callable[[str], PageFacts | None]


@dataclass(frozen=True, slots=True)
class Title:
    """A title on the home page; ``sure``: its article stands on this host, bears it, and is no news of today."""

    text: str
    sure: bool


def squeezed(text: str) -> str:
    """A text by its letters and digits alone: what two renderings of one title have in common."""
    return _UNLIKE.sub("", unicodedata.normalize("NFKC", text)).lower()


def titles(home: PageFacts, article: FactsOf, on: date, limit: int) -> list[Title]:
    """The titles best asked for: articles of this host that were read, then others, each once."""
    found: dict[str, Title] = {}
    for item in _plain(home):
        text = item.title.strip()
        key = squeezed(text)
        if key not in found:
            found[key] = Title(text, _is_sure(item, home, article, on))
        if sum(1 for title in found.values() if title.sure and _PLAIN.fullmatch(title.text)) >= limit:
            break
    best = sorted(found.values(), key=lambda title: (not title.sure, _PLAIN.fullmatch(title.text) is None))
    return best[:limit]


def _plain(home: PageFacts) -> Iterator[Item]:
    """Entries whose titles no search could stumble over; a title that was cut is none."""
    for item in (*(home.items or ()), *home.other_items):
        title = item.title.strip()
        is_long_enough = len(_CHINESE.findall(title)) >= MIN_CHINESE
        if is_long_enough and len(title) <= MAX_CHARS and _ALMOST.fullmatch(title):
            yield item


def _is_sure(item: Item, home: PageFacts, article: FactsOf, on: date) -> bool:
    if item.url is None or netloc_of(item.url) != netloc_of(home.url):
        return False
    facts = article(item.url)
    if facts is None or not facts.is_article or squeezed(facts.title or "") != squeezed(item.title):
        return False
    published = item.date or facts.published
    return published is not None and published.on <= on - timedelta(days=SETTLED_DAYS)
