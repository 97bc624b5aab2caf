"""Two digests of a page: of its frame, which pages of one template share, and of its text."""

from __future__ import annotations

import re
from collections.abc import Iterator
from hashlib import blake2b

from crawler.extract.tree import Doc, Element

_DEPTH = 3  # how far below the body the frame reaches
_PARTS = frozenset(
    "div table form header footer nav main article section aside ul center frameset td".split()
)
_THROUGH = frozenset("table tbody tr form center".split())  # wrappers of old layouts: no level of their own
_NUMBER = re.compile(r"\d+")
_VARIABLE = re.compile(
    r"(?i)(?:^|[\s_\-])(?:on|active|current|cur|selected|hover|first|last|show|hide|clearfix)(?=$|[\s_\-])"
)
_DATE = re.compile(
    r"(?:19|20)\d\d\s*[-./年]\s*\d{1,2}\s*[-./月]\s*\d{1,2}\s*日?(?:\s*\d{1,2}:\d{2}(?::\d{2})?)?|\d{1,2}:\d{2}(?::\d{2})?"
)
_COUNTER = re.compile(r"(?:浏览|点击|阅读|访问)(?:次数|量|数)?[：:]?\d*次?|字体[：:]?|字号[：:]?|打印|分享")
_NOT_WORD = re.compile(r"[\W_]+")
_DIGEST_FROM = 200  # characters; shorter texts are alike by chance
_TITLED_FROM = 120  # but hardly those of one headline; shorter ones are forms


def template_of(doc: Doc) -> str:
    """A digest of head and outer containers, 12 hexadecimal digits; names and order count, content does not."""
    signs = [*_head(doc), *dict.fromkeys(_containers(doc.body, 0, ""))]
    return blake2b("\n".join(signs).encode(), digest_size=6).hexdigest() if signs else ""


def _head(doc: Doc) -> Iterator[str]:
    """Style sheets of the page by their file names: a template brings its own."""
    for link in doc.root.iter("link"):
        href = link.get("href")
        if href and "stylesheet" in (link.get("rel") or "").lower():
            yield _NUMBER.sub("", href.partition("?")[0].rpartition("/")[2])


def _containers(element: Element, depth: int, path: str) -> Iterator[str]:
    for child in element:
        tag = child.tag
        if tag in _THROUGH and not (child.get("id") or child.get("class")):
            yield from _containers(child, depth, path)
        elif tag in _PARTS:
            name = _named(child)
            here = f"{path}/{tag}{name}"
            if name:
                yield here
            if depth + 1 < _DEPTH:
                yield from _containers(child, depth + 1, here)


def _named(element: Element) -> str:
    names = " ".join(filter(None, (element.get("id"), element.get("class"))))
    return " ".join(sorted(_NUMBER.sub("", _VARIABLE.sub(" ", names)).split()))


def digest_of(text: str, title: str = "") -> str:
    """A digest of a text without white space, punctuation, dates and counters; empty where little is left.

    A text of middling length counts together with its headline: the digest is of both.
    """
    bare = _bare(text)
    if len(bare) < _DIGEST_FROM:
        if not title or len(bare) < _TITLED_FROM:
            return ""
        bare = f"{_bare(title)}\n{bare}"
    return blake2b(bare.encode("utf-8", "replace"), digest_size=8).hexdigest()


def _bare(text: str) -> str:
    return _NOT_WORD.sub("", _COUNTER.sub("", _DATE.sub("", text)))
