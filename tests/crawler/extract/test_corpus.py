"""The readers on real saved pages, where the corpus is at hand: no crash, and figures that do not fall.

The corpus is third-party text and no part of the repository: ``$XUNJIAN_CORPUS``, else ``../shared/corpus``.
"""

from __future__ import annotations

import codecs
import gzip
import json
import os
from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from crawler.extract.page import read_page
from evidence.records import PageFacts

ROOT = Path(__file__).resolve().parents[3]
CORPUS = Path(os.environ.get("XUNJIAN_CORPUS") or ROOT.parent / "shared" / "corpus")

DATES_RIGHT = 0.95  # share of the articles that state a date
KINDS_RIGHT = 0.95  # share of the articles that are told to be a policy or an interpretation, or neither
LISTS_RIGHT = 0.95  # share of the lists whose newest date is right

pytestmark = pytest.mark.skipif(
    not (CORPUS / "manifest.jsonl").is_file(),
    reason=f"no corpus at {CORPUS}; set XUNJIAN_CORPUS to the folder that holds manifest.jsonl",
)


@dataclass(frozen=True)
class Saved:
    """A saved page as read, with what is known of it."""

    known: dict[str, Any]
    label: dict[str, Any]
    facts: PageFacts

    @property
    def name(self) -> str:
        return str(self.known["id"])


def _lines(name: str) -> list[dict[str, Any]]:
    return [json.loads(line) for line in (CORPUS / name).read_text("utf-8").splitlines() if line.strip()]


@cache
def pages() -> tuple[Saved, ...]:
    """Every page of the corpus, read once."""
    labels = {line["id"]: line for line in _lines("labels.jsonl")}
    found = []
    for known in _lines("manifest.jsonl"):
        body = gzip.decompress((CORPUS / known["file"]).read_bytes())
        facts = read_page(body, known.get("url") or "", known.get("content_type"))
        found.append(Saved(known, labels.get(known["id"], {}), facts))
    return tuple(found)


def _labelled(kind: str, field: str) -> list[Saved]:
    return [p for p in pages() if p.label.get("label_kind") == kind and p.label.get(field)]


def _published(page: Saved) -> str | None:
    return page.facts.published.on.isoformat() if page.facts.published else None


def _newest(page: Saved) -> str | None:
    days = [item.date.on for item in page.facts.items or () if item.date]
    return max(days).isoformat() if days else None


def test_every_page_is_read() -> None:
    assert len(pages()) == len(list((CORPUS / "pages").iterdir()))
    assert all(isinstance(page.facts, PageFacts) for page in pages())


def test_every_charset_is_right() -> None:
    family = {"gb2312": "gb18030", "gbk": "gb18030"}
    wrong = []
    for page in pages():
        real, read = (codecs.lookup(n).name for n in (page.known["encoding"], page.facts.encoding))
        if family.get(real, real) != family.get(read, read):
            wrong.append((page.name, real, read))
    assert wrong == []


def test_stated_dates_are_read() -> None:
    stated = _labelled("article", "publish_date")
    wrong = [
        (p.name, p.label["publish_date"], _published(p))
        for p in stated
        if _published(p) != p.label["publish_date"]
    ]
    assert stated
    assert len(wrong) <= (1 - DATES_RIGHT) * len(stated), wrong


def test_no_old_article_is_read_as_newer_than_it_is() -> None:
    newer = [
        (p.name, p.label["publish_date"], _published(p))
        for p in _labelled("article", "publish_date")
        if (_published(p) or "") > p.label["publish_date"]
    ]
    assert newer == []


def test_no_page_is_dated_after_it_was_saved() -> None:
    late = []
    for page in pages():
        saved = page.known.get("saved_at") or page.known.get("saved_not_after")
        if saved and page.facts.published and page.facts.published.on > date.fromisoformat(saved[:10]):
            late.append((page.name, saved, _published(page)))
    assert late == []


def test_the_newest_date_of_a_list_is_right_or_older() -> None:
    dated = _labelled("list", "newest_date")
    wrong = [
        (p.name, p.label["newest_date"], _newest(p)) for p in dated if _newest(p) != p.label["newest_date"]
    ]
    assert len(wrong) <= (1 - LISTS_RIGHT) * len(dated), wrong
    assert [entry for entry in wrong if (entry[2] or "") > entry[1]] == []


def test_no_filled_list_is_called_empty() -> None:
    filled = [p for p in pages() if p.label.get("label_kind") == "list" and p.label.get("n_items")]
    assert [p.name for p in filled if p.facts.items == ()] == []


def test_document_numbers_are_the_page_s_own() -> None:
    stated = [p for p in pages() if "document_number" in p.label]
    assert [p.name for p in stated if p.facts.document_number != p.label["document_number"]] == []


@pytest.mark.parametrize(
    ("field", "read"), [("is_policy_document", "is_policy"), ("is_interpretation", "is_interpretation")]
)
def test_policies_and_interpretations_are_told(field: str, read: str) -> None:
    known = [p for p in pages() if field in p.label]
    wrong = [p.name for p in known if getattr(p.facts, read) is not p.label[field]]
    assert known
    assert len(wrong) <= (1 - KINDS_RIGHT) * len(known), wrong
