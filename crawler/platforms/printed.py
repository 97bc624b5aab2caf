"""Pagers that a script prints: one call with count, current page, file name and extension, in its variants.

``createPageHTML(12, 0, "index", "html")`` counts from 0, so page 2 is ``index_1.html``. With an element id first and
the number of records last the call counts from 1, and page 2 is ``index_2.html``: the next page is ``_{current + 1}``
either way, and only the last page tells them apart.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass

from crawler.extract.tree import Doc, resolve
from evidence.records import NextPage

_CALL = re.compile(r"\b(?:createPage(?:HTML\w*)?|createPageHtml|pageHtml|printPager)\s*\(\s*([^()]{3,160})\)")
_COMMENT = re.compile(r"/\*.*?\*/", re.DOTALL)
_PAGER = re.compile(r"Pager\s*\(\s*\{([^}]{10,300})\}")
_WRITTEN = re.compile(
    r"(\w+)\\?[\"']\s*\+\s*[\"']_[\"']\s*\+\s*nextPage\s*\+\s*[\"']\.[\"']\s*\+\s*[\"'](s?html?)"
)
_COUNT = re.compile(r"(?:countPage|pageCount|totalPage|m_nRecordCount)\s*=\s*[\"']?(\d{1,5})")
_CURRENT = re.compile(r"currentPage\s*=\s*[\"']?(\d{1,5})")
_QUOTED = re.compile(r"[\"'][\w\-./]*[\"']")
_HINTS = ("createPage", "pageHtml", "printPager", "Pager(", "Pager (", "nextPage")


@dataclass(frozen=True, slots=True)
class Printed:
    """A pager as its script would print it; ``from_one``: the first page is 1, not 0."""

    count: int
    current: int
    name: str
    suffix: str
    from_one: bool = False

    def next_page(self, doc: Doc) -> NextPage:
        """The page after the current one."""
        is_last = self.current >= self.count if self.from_one else self.current + 1 >= self.count
        if is_last or not self.name:
            return NextPage("none")
        return NextPage("script", resolve(doc, f"{self.name}_{self.current + 1}.{self.suffix.lstrip('.')}"))


def printed_pager(scripts: Iterable[str]) -> Printed | None:
    """The pager that one of these inline scripts prints."""
    for raw in scripts:
        if not any(hint in raw for hint in _HINTS):
            continue
        text = _COMMENT.sub(" ", raw) if "/*" in raw else raw
        found = _called(text) or _configured(text) or _written(text)
        if found:
            return found
    return None


def _called(text: str) -> Printed | None:
    for call in _CALL.finditer(text):
        line = text[text.rfind("\n", 0, call.start()) + 1 : call.start()]
        told = None if line.lstrip().startswith("//") else _from_arguments(call.group(1), text)
        if told is not None:
            return told
    return None


def _from_arguments(arguments: str, script: str) -> Printed | None:
    raw = [part.strip() for part in arguments.split(",")]
    numbers = [int(part) for part in raw if re.fullmatch(r"\d{1,6}", part)]
    names = [part.strip("\"' ") for part in raw if _QUOTED.fullmatch(part)]
    in_element = len(names) >= 3
    if in_element:
        names = names[1:]
    if len(numbers) == 1 and not raw[0].isdigit():  # the count is a variable
        counted = _COUNT.search(script)
        numbers = [int(counted.group(1)) if counted else 0, *numbers]
    if len(numbers) < 2 or not names:
        return None
    suffix = names[1] if len(names) > 1 else "html"
    from_one = in_element and len(numbers) >= 3 and numbers[1] >= 1
    return Printed(numbers[0], numbers[1], names[0], suffix, from_one)


def _configured(text: str) -> Printed | None:
    """``Pager({size: 12, current: 0, prefix: 'index', suffix: 'html'})``."""
    call = _PAGER.search(text)
    if call is None:
        return None
    pairs = dict(re.findall(r"(\w+)\s*:\s*[\"']?([\w\-./]+)", call.group(1)))
    size, name = pairs.get("size") or pairs.get("total") or "", pairs.get("prefix", "")
    if not size.isdigit() or not name:
        return None
    current = pairs.get("current", "0")
    return Printed(int(size), int(current) if current.isdigit() else 0, name, pairs.get("suffix", "html"))


def _written(text: str) -> Printed | None:
    """A pager written out by hand: ``countPage``, ``currentPage``, ``"index" + "_" + nextPage + "." + "htm"``."""
    written = _WRITTEN.search(text)
    counted = _COUNT.search(text) if written else None
    if written is None or counted is None:
        return None
    current = _CURRENT.search(text)
    return Printed(
        int(counted.group(1)), int(current.group(1)) if current else 0, written.group(1), written.group(2)
    )
