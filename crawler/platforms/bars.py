"""What a pager's bar says in words and controls, for families whose pagers are no plain links."""

from __future__ import annotations

import re

from crawler.extract.tree import Doc, resolve

_PAGE_OF = re.compile(r"(?:第\s*)?(\d{1,5})\s*页?\s*[/／]\s*(?:共\s*)?(\d{1,5})\s*页?")
_NEXT = re.compile(r"^\W*(?:下一?页|后一?页|next(?:\s*page)?)\W*$", re.IGNORECASE)
_OPENS = re.compile(r"location(?:\.href)?\s*=\s*(?:encodeURI\s*\(\s*)?[\"']([^\"']+)[\"']")
_LAST_BLOCKS = 120


def page_of(doc: Doc) -> tuple[int, int] | None:
    """Current page and number of pages, from words like 1/7 or 第1页/共7页 near the end of the page."""
    for block in reversed(doc.blocks[-_LAST_BLOCKS:]):
        text = block.text
        if len(text) <= 200 and ("页" in text or "条" in text or "记录" in text):
            match = _PAGE_OF.search(text)
            if match and int(match[1]) <= int(match[2]):
                return int(match[1]), int(match[2])
    return None


def says_next(doc: Doc) -> bool:
    """Whether a plain link leads to the next page."""
    return any(link.url and _NEXT.match(link.text or link.title) for link in doc.links)


def opened_by_control(doc: Doc) -> str | None:
    """The address that a button or link called 下一页 opens by script."""
    for element in doc.body.iter("input", "button", "a", "span", "li"):
        words = element.get("value") or "".join(element.itertext())
        action = element.get("onclick") or ""
        if action and len(words) < 20 and _NEXT.match(words.strip()):
            match = _OPENS.search(action)
            if match:
                return resolve(doc, match.group(1))
    return None
