"""Answers of any shape: read or not, they never raise, and what they give can be stored."""

from __future__ import annotations

import json

from hypothesis import given
from hypothesis import strategies as st

from crawler.extract.page import read_page
from evidence.records import ListState
from evidence.store import dump_facts, load_facts
from tests.crawler.extract.pages import TITLES

API = "http://www.lanting.example/gkmlpt/api/all/12?page=1&sid=3"
KEYS = st.sampled_from(
    [
        "title",
        "url",
        "publishTime",
        "date",
        "rows",
        "articles",
        "classify",
        "post_count",
        "data",
        "html",
        "total",
        "x",
    ]
)
LEAVES = (
    st.none()
    | st.booleans()
    | st.integers()
    | st.floats()
    | st.text(max_size=20)
    | st.sampled_from(
        ["2024-05-06", "1714924800", "/a/b.html", *TITLES, "<ul><li><a href='/x'>甲</a></li></ul>"]
    )
)
VALUES = st.recursive(
    LEAVES,
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(KEYS, inner, max_size=5),
    max_leaves=25,
)


@given(VALUES)
def test_any_json_is_read_without_an_error_and_can_be_stored(value: object) -> None:
    facts = read_page(json.dumps(value).encode(), API)
    assert load_facts(dump_facts(facts)).items == facts.items
    assert facts.items != () or facts.list_state is ListState.EMPTY


@given(st.text(alphabet='{}[]":,<>/=()abcurl$.post 1;', max_size=120))
def test_any_text_is_read_without_an_error(text: str) -> None:
    read_page(text.encode(), API)
    read_page(f"<html><body><ul id='r'></ul><script>$.ajax({text}</script></body></html>".encode(), API)


def test_half_a_character_in_a_title_can_be_stored() -> None:
    facts = read_page(
        b'[{"title": "\\ud83d\xe6\xbe\x9c\xe6\xb1\x80\xe5\x8c\xba", "url": "/a", "date": "2024-05-06"}]', API
    )
    assert facts.items
    facts.items[0].title.encode()
    dump_facts(facts)


def test_deep_nesting_is_no_answer() -> None:
    assert not read_page(b"[" * 100_000, API).items
