"""大汉 hanweb / JCMS: list rows sit in ``<script type="text/xml">`` record sets and page through dataproxy.jsp."""

from __future__ import annotations

import html
import re

from lxml import etree

from crawler.extract import listing
from crawler.extract.tree import Doc, parse, resolve
from evidence.records import Item, NextPage

NAME = "hanweb"

_MARKS = re.compile(r"dataproxy\.jsp|jpage|/module/(?:web|jslib|download)|hanweb|jcms", re.IGNORECASE)
_STORE = re.compile(r"<\s*(?:datastore|recordset)\b", re.IGNORECASE)
_URLS = re.compile(r"/art/20\d\d/|/col/col\d+/")
_HREF = re.compile(r"href\s*=\s*[\"']?([^\"'\s>]+)", re.IGNORECASE)


def recognise(doc: Doc) -> bool:
    """By its record sets, its script library or the shape of its addresses."""
    if _URLS.search(doc.url):
        return True
    return any(_MARKS.search(src) or _STORE.search(text[:3000]) for _, src, text in doc.scripts)


def stores(doc: Doc) -> list[str]:
    """The record sets of the page, as XML text."""
    found = []
    for kind, _, text in doc.scripts:
        if ("xml" in kind or not kind) and "record" in text[:20_000]:
            plain = unescaped(text)
            if _STORE.search(plain):
                found.append(plain)
    return found


def unescaped(text: str) -> str:
    """Some systems escape the record set once more."""
    return html.unescape(text) if "&lt;record" in text[:3000] else text


def rows(doc: Doc) -> tuple[Item, ...] | None:
    """The rows of every record set of the page; None where there is none."""
    found = stores(doc)
    if not found:
        return None
    items = tuple(item for store in found for item in rows_of(store, doc.url))
    return None if not items and any(map(holds_records, found)) else items


def holds_records(store: str) -> bool:
    """Whether a record set has records, readable or not."""
    return bool(re.search(r"(?:<|&lt;)record(?:>|&gt;|\s)", store))


def next_page(doc: Doc) -> NextPage | None:
    """The proxy address that the record set names for its next group."""
    found = stores(doc)
    if not found:
        return None
    for store in found:
        url = next_group(store, doc)
        if url:
            return NextPage("inline", url)
    return NextPage("inline")


def _tree(store: str) -> etree._Element | None:
    start = _STORE.search(store)
    text = re.sub(r"^\s*<\?xml[^>]*\?>", "", store[start.start() :] if start else store)
    try:
        return etree.fromstring(
            text.strip().encode(), etree.XMLParser(recover=True, resolve_entities=False, no_network=True)
        )
    except etree.XMLSyntaxError:
        return None


def rows_of(store: str, url: str) -> tuple[Item, ...]:
    """The rows of one record set; each record is a fragment of markup with one row."""
    tree = _tree(store)
    if tree is None:
        return ()
    records = [_content(r).strip() for r in tree.iter("record")]
    markup = "".join(_as_row(record) for record in records if record)
    if not markup:
        return ()
    page = parse(
        f"<html><body><div><ul>{markup}</ul></div></body></html>".encode(), url, "text/html; charset=utf-8"
    )
    return listing.items_of(listing.groups(page))


def _content(element: etree._Element) -> str:
    return "".join(str(part) for part in element.itertext())


def _as_row(record: str) -> str:
    """A record without a row element of its own becomes one, a table row a list row."""
    text = re.sub(r"(?i)</?(?:tr|td|tbody|table)\b[^>]*>", " ", record)
    return text if re.match(r"\s*<li\b", text, re.IGNORECASE) else f"<li>{text}</li>"


def next_group(store: str, doc: Doc) -> str | None:
    """The address of the next group of records, from ``nextgroup``."""
    tree = _tree(store)
    for element in tree.iter("nextgroup") if tree is not None else ():
        match = _HREF.search(html.unescape(_content(element)))
        if match:
            return resolve(doc, match.group(1))
    return None


def is_reply(body: bytes) -> bool:
    """Whether an answer is a bare record set, as dataproxy.jsp gives it."""
    head = body[:600].lstrip().lower()
    return head.startswith((b"<?xml", b"<datastore", b"<recordset")) and b"<recordset" in body[:4000].lower()
