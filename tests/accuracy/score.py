"""Labels against readings: one mark per labelled fact, and what the marks come to."""

from __future__ import annotations

import codecs
import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from crawler.extract.links import normalise
from evidence.records import Item, PageFacts, Span
from tests.accuracy.corpus import Saved

_PAGING = {"static": "static-url", "script": "js", "api": "js", "inline": "xml-inline"}
_GB = {"gb2312": "gb18030", "gbk": "gb18030"}


@dataclass(frozen=True, slots=True)
class Mark:
    """One labelled fact: what a person read (None: the page states none) and what the reader made of it."""

    field: str
    page: Saved
    expected: Any
    got: Any
    right: bool
    note: str = ""


def marks(page: Saved, facts: PageFacts) -> list[Mark]:
    """Every mark of one page."""
    found = [_charset(page, facts)]
    of_kind: dict[str, Callable[[Saved, PageFacts], Iterator[Mark]]] = {
        "article": _article,
        "list": _list,
        "home": _home,
    }
    kind = page.label.get("label_kind")
    return [*found, *(of_kind[kind](page, facts) if kind else ())]


def _charset(page: Saved, facts: PageFacts) -> Mark:
    real, read = (codecs.lookup(name).name for name in (page.known["encoding"], facts.encoding))
    return Mark("charset", page, real, read, _GB.get(real, real) == _GB.get(read, read))


# ---------------------------------------------------------------- articles


def _article(page: Saved, facts: PageFacts) -> Iterator[Mark]:
    label = page.label
    yield from _same(page, "title", facts.title, like=_squeezed)
    yield from _published(page, facts.published)
    if label.get("meta_pub_date"):
        meta = facts.meta_published_on.isoformat() if facts.meta_published_on else None
        yield from _same(page, "meta_pub_date", meta)
    yield from _same(page, "content_source", facts.source, like=_squeezed)
    yield from _same(page, "document_number", facts.document_number, like=_number)
    yield from _same(page, "is_policy_document", facts.is_policy)
    yield from _same(page, "is_interpretation", facts.is_interpretation)
    if "attachments" in label:
        yield from _members(page, "attachments", _addresses(page, label["attachments"]), facts.attachments)
    for name, read in (
        ("linked_interpretations", facts.interpretation_links),
        ("linked_policies", facts.policy_links),
    ):
        if name in label:
            hrefs = [
                x["href"] for x in label[name] if not x["href"].startswith("javascript:")
            ]  # lost in the copy
            yield from _members(page, name, _addresses(page, hrefs), read)


def _published(page: Saved, span: Span | None) -> Iterator[Mark]:
    if "publish_date" not in page.label:
        return
    expected, got = page.label["publish_date"], span.on.isoformat() if span else None
    if expected is None:  # a reader sees none; the meta tag and the address may still tell one, and say so
        shown = span is not None and span.source not in ("meta", "url")
        yield Mark("publish_date_absent", page, None, got, not shown)
        return
    newer = bool(got and got > expected)
    yield Mark("publish_date", page, expected, got, expected == got, "newer" if newer else "")


def _same(
    page: Saved, field: str, got: Any, like: Callable[[Any], Any] = lambda value: value
) -> Iterator[Mark]:
    if field in page.label:
        expected = page.label[field]
        yield Mark(field, page, expected, got, like(expected) == like(got))


def _squeezed(value: str | None) -> str | None:
    return re.sub(r"\s+", "", value) if value else None


def _number(value: str | None) -> str | None:
    """A document number whatever its brackets."""
    return re.sub(r"[〔〕\[\]［］()（）【】﹝﹞]", "|", re.sub(r"[\s第]", "", value)) if value else None


def _addresses(page: Saved, hrefs: Iterable[str]) -> list[str]:
    return [normalise(href, page.url or None) or href for href in hrefs]


def _members(page: Saved, field: str, expected: Sequence[str], got: Sequence[str]) -> Iterator[Mark]:
    """One mark per member of either side, so that precision and recall count members."""
    for member in expected:
        yield Mark(field, page, member, member if member in got else None, member in got)
    for member in got:
        if member not in expected:
            yield Mark(field, page, None, member, False)


# ---------------------------------------------------------------- lists


def _list(page: Saved, facts: PageFacts) -> Iterator[Mark]:
    label, items = page.label, facts.items or ()
    yield from _same(page, "column_name", facts.column_name, like=_squeezed)
    empty = None if facts.items is None else not facts.items
    yield from _same(page, "is_empty", empty)
    if label.get("n_items"):
        yield Mark("n_items", page, label["n_items"], len(items), label["n_items"] == len(items))
    for name, item in (
        ("first_item", items[0] if items else None),
        ("last_item", items[-1] if items else None),
    ):
        if label.get(name):
            yield Mark(name, page, _shown(label[name]), _read(item), _same_item(page, label[name], item))
    newest = max((i.date.on.isoformat() for i in items if i.date), default=None)
    yield from _same(page, "newest_date", newest)
    if "next_page_mechanism" in label:
        how = _PAGING.get(facts.next_page.how, facts.next_page.how)
        expected = label["next_page_mechanism"]
        yield Mark("next_page_mechanism", page, expected, how, how == expected)
    yield from _footer(page, facts)


def _shown(item: dict[str, Any]) -> str:
    return f"{item.get('date') or '-'} {item['title']} {item.get('href') or ''}"


def _read(item: Item | None) -> str | None:
    return f"{item.date.on if item.date else '-'} {item.title} {item.url or ''}" if item else None


def _same_item(page: Saved, expected: dict[str, Any], item: Item | None) -> bool:
    if item is None or _squeezed(expected["title"]) != _squeezed(item.title):
        return False
    day = item.date.on.isoformat() if item.date else None
    if "date" in expected and expected["date"] != day:
        return False
    href = expected.get("href")
    return not href or item.url in (href, normalise(href, page.url or None))


# ---------------------------------------------------------------- home pages and feet


def _home(page: Saved, facts: PageFacts) -> Iterator[Mark]:
    read = {(_squeezed(name), address) for name, url in facts.columns for address in (url, None)}
    for example in page.label.get("nav_examples", ()):
        name, href = example["name"], example["href"]
        url = None if href.startswith(("javascript:", "#")) else _addresses(page, [href])[0]
        right = (_squeezed(name), url) in read
        yield Mark("nav_examples", page, f"{name} {href}", name if right else None, right)
    if "n_nav_columns" in page.label:
        count = page.label["n_nav_columns"]
        yield Mark("n_nav_columns", page, count, len(facts.columns), count == len(facts.columns))
    yield from _footer(page, facts)


def _footer(page: Saved, facts: PageFacts) -> Iterator[Mark]:
    foot, label = facts.footer, page.label
    if "has_site_id_code" in label:
        has = foot.site_id is not None
        yield Mark("has_site_id_code", page, label["has_site_id_code"], has, label["has_site_id_code"] is has)
    yield from _same(page, "site_id_code", foot.site_id)
    yield from _same(page, "icp", foot.icp, like=_record_number)
    yield from _same(page, "police_beian", foot.police, like=_digits)
    if "has_party_gov_badge" in label:
        yield Mark(
            "has_party_gov_badge",
            page,
            label["has_party_gov_badge"],
            foot.badge,
            label["has_party_gov_badge"] is foot.badge,
        )


def _record_number(value: str | None) -> str | None:
    return re.sub(r"[\s:：()（）]", "", value).upper() if value else None


def _digits(value: str | None) -> str | None:
    found = re.search(r"\d{11,14}", value or "")
    return found.group() if found else None


# ---------------------------------------------------------------- what they come to


@dataclass(frozen=True, slots=True)
class Total:
    """Of one field: facts labelled, read right; precision of what was claimed, recall of what is stated."""

    field: str
    count: int
    right: int
    precision: float | None
    recall: float | None

    @property
    def share(self) -> float:
        return self.right / self.count if self.count else 1.0


def totals(all_marks: Iterable[Mark]) -> list[Total]:
    """One total per field, in the order of the fields' first marks."""
    by_field: dict[str, list[Mark]] = {}
    for mark in all_marks:
        by_field.setdefault(mark.field, []).append(mark)
    return [_total(field, found) for field, found in by_field.items()]


def _total(field: str, found: list[Mark]) -> Total:
    claimed = [m for m in found if _is_claim(m.got)]
    stated = [m for m in found if _is_claim(m.expected)]
    return Total(
        field,
        len(found),
        sum(m.right for m in found),
        sum(m.right for m in claimed) / len(claimed) if claimed else None,
        sum(m.right for m in stated) / len(stated) if stated else None,
    )


def _is_claim(value: object) -> bool:
    return value is not None and value is not False
