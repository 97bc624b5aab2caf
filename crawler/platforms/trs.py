"""TRS WCM: ordinary lists, but the pager is printed by a script call with count, index, name and extension."""

from __future__ import annotations

import re

from crawler.extract.tree import Doc, resolve
from evidence.records import Item, NextPage

NAME = "trs"

_CALL = re.compile(
    r"(?m)^(?!\s*//).*?\b(?:createPage(?:HTML\w*)?|createPageHtml|pageHtml|printPager)\s*\(\s*([^()]{3,160})\)"
)
_COMMENT = re.compile(r"/\*.*?\*/", re.DOTALL)
_PAGER = re.compile(r"Pager\s*\(\s*\{([^}]{10,300})\}")
_WRITTEN = re.compile(
    r"(\w+)\\?[\"']\s*\+\s*[\"']_[\"']\s*\+\s*nextPage\s*\+\s*[\"']\.[\"']\s*\+\s*[\"'](s?html?)"
)
_COUNT = re.compile(r"(?:countPage|pageCount|totalPage|m_nRecordCount)\s*=\s*[\"']?(\d{1,5})")
_MARKS = re.compile(r"TRS_(?:Editor|UEDITOR|PreAppend)|trs_editor_view|trs_paper|_TRS_|TRS_", re.IGNORECASE)
_ARTICLE = re.compile(r"/t20\d{6}_\d+\.s?html?|W020\d{6,}|P020\d{6,}")


def recognise(doc: Doc) -> bool:
    """By its editor classes, its pager call, or t20261012_123456.html addresses."""
    if _ARTICLE.search(doc.url):
        return True
    if any(
        _CALL.search(text) or _PAGER.search(text) or _WRITTEN.search(text)
        for _, src, text in doc.scripts
        if not src and "age" in text
    ):
        return True
    if sum(1 for link in doc.links if link.url and _ARTICLE.search(link.url)) >= 2:
        return True
    return any(_MARKS.search(e.get("class") or "") for e in doc.body.iter("div"))


def rows(doc: Doc) -> tuple[Item, ...] | None:
    """TRS rows are in the markup."""
    return None


def next_page(doc: Doc) -> NextPage | None:
    """Page 2 of ``createPageHTML(12, 0, "index", "html")`` is ``index_1.html``."""
    for _, src, raw in doc.scripts:
        text = _COMMENT.sub(" ", raw) if "/*" in raw else raw
        for call in () if src else _CALL.finditer(text):
            told = _from_arguments(doc, call.group(1), text)
            if told is not None:
                return told
        pager = None if src else _PAGER.search(text)
        if pager:
            return _from_object(doc, pager.group(1))
        written = None if src else _WRITTEN.search(text)
        if written:
            return _from_written(doc, text, written)
    return None


def _from_arguments(doc: Doc, text: str, script: str) -> NextPage | None:
    raw = [part.strip() for part in text.split(",")]
    numbers = [int(part) for part in raw if re.fullmatch(r"\d{1,6}", part)]
    names = [part.strip("\"' ") for part in raw if re.fullmatch(r"[\"'][\w\-./]*[\"']", part)]
    if len(names) >= 3:  # an element id first
        names = names[1:]
    if len(numbers) == 1 and not re.fullmatch(r"\d+", raw[0]):  # the count is a variable
        counted = _COUNT.search(script)
        numbers = [int(counted.group(1)) if counted else 0, *numbers]
    if len(numbers) < 2 or len(names) < 1:
        return None
    suffix = names[1] if len(names) > 1 else "html"
    return _numbered(doc, numbers[0], numbers[1], names[0], suffix)


def _numbered(doc: Doc, count: int, current: int, name: str, suffix: str) -> NextPage:
    if current + 1 >= count or not name:
        return NextPage("none")
    return NextPage("script", resolve(doc, f"{name}_{current + 1}.{suffix.lstrip('.')}"))


def _from_written(doc: Doc, script: str, written: re.Match[str]) -> NextPage | None:
    """A pager written out by hand: ``countPage``, ``currentPage`` and ``"index" + "_" + nextPage + "." + "htm"``."""
    counted = _COUNT.search(script)
    current = re.search(r"currentPage\s*=\s*[\"']?(\d{1,5})", script)
    if not counted:
        return None
    return _numbered(
        doc,
        int(counted.group(1)),
        int(current.group(1)) if current else 0,
        written.group(1),
        written.group(2),
    )


def _from_object(doc: Doc, text: str) -> NextPage | None:
    """``Pager({size: 12, current: 0, prefix: 'index', suffix: 'html'})``."""
    pairs = dict(re.findall(r"(\w+)\s*:\s*[\"']?([\w\-./]+)", text))
    size, name = pairs.get("size") or pairs.get("total") or "", pairs.get("prefix", "")
    if not size.isdigit() or not name:
        return None
    current = pairs.get("current", "0")
    return _numbered(
        doc, int(size), int(current) if current.isdigit() else 0, name, pairs.get("suffix", "html")
    )
