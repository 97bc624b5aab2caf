"""大汉 hanweb / JCMS: list rows sit in ``<script type="text/xml">`` record sets and page through dataproxy.jsp.

A record set holds up to three visible pages (45 records shown 15 by 15); what follows is asked for by the link in its
``nextgroup``, or by a form with the numbers of the first and last record. The answer is such a record set.
"""

from __future__ import annotations

import html
import re
from dataclasses import dataclass
from urllib.parse import parse_qsl

from lxml import etree

from crawler.extract import choice, listing
from crawler.extract.tree import Doc, parse, resolve
from crawler.platforms.family import ADDRESS, OWN, WEAK, Answer, Reply, Signs
from crawler.platforms.scripts import absolute, changed_query, literals, object_at, with_query
from evidence.records import DataCall, Item, NextPage

NAME = "hanweb"

GROUP_PAGES = 3  # visible pages in one answer
_MARKS = ("dataproxy.jsp", "jpage", "/module/web/", "/module/jslib", "/module/download", "hanweb", "jcms")
_STORE = re.compile(r"<\s*(?:datastore|recordset)\b", re.IGNORECASE)
_URLS = re.compile(r"/art/20\d\d/|/col/col\d+/")
_HREF = re.compile(r"href\s*=\s*[\"']?([^\"'\s>]+)", re.IGNORECASE)
_PROXY = re.compile(r"[\"']([^\"'\s]*dataproxy\.jsp[^\"'\s]*)[\"']")
_PARAMETERS = re.compile(r"ajaxParam[\"']?\s*:\s*(?=\{)")
_TOTAL = re.compile(r"total_?record[\"']?\s*[:=]\s*[\"']?(\d+)", re.IGNORECASE)
_PER_PAGE = re.compile(r"per_?page[\"']?\s*[:=]\s*[\"']?(\d{1,3})", re.IGNORECASE)


def recognise(signs: Signs) -> int:
    """By its record sets or the call for them, the shape of its addresses, its script library."""
    if stores(signs.doc) or (_PROXY.search(signs.scripts) if "dataproxy" in signs.scripts else None):
        return OWN
    if signs.linked(_URLS):
        return ADDRESS
    return WEAK if any(mark in signs.sources or mark in signs.links for mark in _MARKS) else 0


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


def rows(signs: Signs) -> tuple[Item, ...] | None:
    """The rows of every record set of the page; () only where nothing says that there are more to ask for."""
    found = stores(signs.doc)
    call = _Call.of(signs)
    items = tuple(item for store in found for item in rows_of(store, signs.doc.url))
    if items:
        return items
    if call is not None:
        return () if call.total == 0 and not any(map(holds_records, found)) else None
    if not found or any(holds_records(store) or next_group(store, signs.doc.url) for store in found):
        return None
    return ()


def holds_records(store: str) -> bool:
    """Whether a record set has records, readable or not."""
    return bool(re.search(r"(?:<|&lt;)record(?:>|&gt;|\s)", store))


def next_page(signs: Signs) -> NextPage | None:
    """The proxy's address for the group after the one on the page."""
    found = stores(signs.doc)
    if not found:
        return None
    for store in found:
        url = next_group(store, signs.doc.url)
        if url:
            return NextPage("inline", resolve(signs.doc, url))
    call = _Call.of(signs)
    shown = sum(len(rows_of(store, signs.doc.url)) for store in found)
    if call is None or call.is_link or not shown or (call.total or 0) <= shown:
        return NextPage("inline")
    return NextPage("inline", resolve(signs.doc, call.after(shown)), "POST")


def data_calls(signs: Signs) -> tuple[DataCall, ...]:
    """What the list's script asks for first, where the page holds no records."""
    call = _Call.of(signs)
    if call is None or call.total == 0:
        links = (next_group(store, signs.doc.url) for store in stores(signs.doc))
        return tuple(DataCall(url) for url in (resolve(signs.doc, link) for link in links) if url)
    url = resolve(signs.doc, call.address if call.is_link else call.after(0))
    return (DataCall(url, "GET" if call.is_link else "POST"),) if url else ()


@dataclass(frozen=True, slots=True)
class _Call:
    """The call of the list's script: the proxy's address, and the form unless the address has it already."""

    address: str
    form: dict[str, str]
    per_page: int
    total: int | None

    @classmethod
    def of(cls, signs: Signs) -> _Call | None:
        text = signs.scripts
        proxy = _PROXY.search(text) if "dataproxy" in text else None
        if proxy is None:
            return None
        opening = _PARAMETERS.search(text)
        form = literals(object_at(text, opening.end())) if opening else {}
        address = html.unescape(proxy.group(1))
        if not form and "columnid" not in address.lower():
            return None
        total, per_page = _TOTAL.search(text), _PER_PAGE.search(text)
        return cls(
            address,
            form,
            int(per_page.group(1)) if per_page else 15,
            int(total.group(1)) if total else None,
        )

    @property
    def is_link(self) -> bool:
        return not self.form

    def after(self, shown: int) -> str:
        """The address, with the whole form as its query, of the group after so many records."""
        size = self.per_page * GROUP_PAGES
        numbers = {"startrecord": shown + 1, "endrecord": shown + size, "perpage": self.per_page}
        return with_query(self.address, self.form | {name: str(value) for name, value in numbers.items()})


# ---------------------------------------------------------------- record sets


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
    return choice.items_of(listing.groups(page))


def _content(element: etree._Element) -> str:
    return "".join(str(part) for part in element.itertext())


def _as_row(record: str) -> str:
    """A record without a row element of its own becomes one, a table row a list row."""
    text = re.sub(r"(?i)</?(?:tr|td|tbody|table)\b[^>]*>", " ", record)
    return text if re.match(r"\s*<li\b", text, re.IGNORECASE) else f"<li>{text}</li>"


def next_group(store: str, url: str) -> str | None:
    """The address of the next group of records, from ``nextgroup``; what it encodes twice stays so."""
    tree = _tree(store) if "nextgroup" in store else None
    for element in tree.iter("nextgroup") if tree is not None else ():
        match = _HREF.search(html.unescape(_content(element)))
        if match:
            return absolute(match.group(1), url)
    return None


# ---------------------------------------------------------------- answers


def read_reply(answer: Answer) -> Reply | None:
    """A bare record set, as dataproxy.jsp gives it.

    An empty one without a count proves nothing: that is also how the proxy turns a stranger away.
    """
    head = answer.text[:600].lstrip().lower()
    if not head.startswith(("<?xml", "<datastore", "<recordset", "&lt;datastore")):
        return None
    text = unescaped(answer.text)
    if "<recordset" not in text[:4000].lower():
        return None
    items = rows_of(text, answer.url)
    total = _number(text, "totalrecord")
    url = next_group(text, answer.url)
    following = NextPage("inline", url) if url else _by_own_query(answer, len(items), text)
    return Reply(items, total, following, lost=not items and holds_records(text))


def _number(text: str, name: str) -> int | None:
    match = re.search(rf"<{name}>\s*(?:<!\[CDATA\[)?\s*(\d+)", text, re.IGNORECASE)
    return int(match.group(1)) if match else None


def _by_own_query(answer: Answer, shown: int, text: str) -> NextPage:
    """The next group by the numbers that this one was asked for with."""
    values = dict(parse_qsl(answer.url.partition("?")[2], keep_blank_values=True))
    start, end = values.get("startrecord", ""), values.get("endrecord", "")
    total = _number(text, "totalrecord")
    if start.isdigit() and end.isdigit() and shown and total is not None and int(end) < total:
        size = int(end) - int(start) + 1
        numbers = {"startrecord": str(int(end) + 1), "endrecord": str(int(end) + size)}
        return NextPage("inline", changed_query(answer.url, numbers), answer.method)
    page, pages = values.get("page", ""), _number(text, "totalpage")
    if page.isdigit() and pages is not None and int(page) < pages and shown:
        return NextPage("inline", changed_query(answer.url, {"page": str(int(page) + 1)}), answer.method)
    return NextPage("inline")
