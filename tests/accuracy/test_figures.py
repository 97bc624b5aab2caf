"""What the readers must get right on the labelled pages, where those are at hand: figures that must not fall."""

from __future__ import annotations

from datetime import date
from functools import cache

import pytest

from tests.accuracy import corpus
from tests.accuracy.score import Mark, marks, totals

pytestmark = pytest.mark.skipif(not corpus.is_present(), reason=corpus.ABSENT)

LEAST = {  # share that must be right
    "charset": 1.0,
    "title": 0.98,
    "publish_date": 0.98,
    "document_number": 0.98,
    "content_source": 0.95,
    "is_policy_document": 0.95,
    "is_interpretation": 0.95,
    "attachments": 0.95,
    "is_empty": 0.95,
    "n_items": 0.95,
    "first_item": 0.95,
    "last_item": 0.95,
    "newest_date": 0.95,
    "column_name": 0.95,
    "next_page_mechanism": 0.9,
    "nav_examples": 0.95,
    "n_nav_columns": 0.95,
    "has_site_id_code": 0.98,
    "site_id_code": 0.98,
    "icp": 0.98,
    "police_beian": 0.98,
    "has_party_gov_badge": 0.98,
}
LEAST_GENERIC = {
    "publish_date": 0.95,
    "title": 0.95,
    "is_empty": 0.95,
    "newest_date": 0.95,
    "next_page_mechanism": 0.8,
}


@cache
def _marks(platforms: bool) -> tuple[Mark, ...]:
    return tuple(mark for page in corpus.pages() for mark in marks(page, page.read(platforms=platforms)))


@pytest.mark.parametrize("field", LEAST)
def test_a_field_is_read_as_well_as_it_must_be(field: str) -> None:
    (total,) = totals(mark for mark in _marks(True) if mark.field == field)
    assert total.share >= LEAST[field], [m for m in _marks(True) if m.field == field and not m.right]


@pytest.mark.parametrize("field", LEAST_GENERIC)
def test_the_generic_readers_alone_do_not_fall_far(field: str) -> None:
    (total,) = totals(mark for mark in _marks(False) if mark.field == field)
    assert total.share >= LEAST_GENERIC[field]


def test_no_old_page_is_read_as_newer() -> None:
    assert [mark.page.name for mark in _marks(True) if mark.note == "newer"] == []


def test_no_filled_list_is_called_empty_by_either() -> None:
    called = [
        m.page.name
        for p in (True, False)
        for m in _marks(p)
        if m.field == "is_empty" and m.got and not m.right
    ]
    assert called == []


def test_what_is_claimed_to_be_a_document_number_is_one() -> None:
    (total,) = totals(mark for mark in _marks(True) if mark.field == "document_number")
    assert total.precision is not None
    assert total.recall is not None
    assert min(total.precision, total.recall) >= 0.98


def test_every_page_is_read() -> None:
    assert len(corpus.pages()) == len(list((corpus.CORPUS / "pages").iterdir()))


def test_no_page_is_dated_after_it_was_saved() -> None:
    late = []
    for page in corpus.pages():
        saved, span = page.known.get("saved_at") or page.known.get("saved_not_after"), page.read().published
        if saved and span and span.on > date.fromisoformat(saved[:10]):
            late.append((page.name, saved, span))
    assert late == []
