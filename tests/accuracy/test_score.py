"""The measuring of readers: what counts as right, and what the marks come to."""

from __future__ import annotations

import gzip
import json
from pathlib import Path
from typing import Any

import pytest

from tests.accuracy import __main__ as tool
from tests.accuracy import corpus
from tests.accuracy.corpus import Saved
from tests.accuracy.score import Mark, marks, totals

PAGE = """<!DOCTYPE html><html><head><meta charset="utf-8"><title>青芦街道修好两座桥-澜汀区水务局</title></head><body>
<h1>青芦街道修好两座桥</h1><p>发布时间：2024-05-06 来源：区水务局 浏览：3</p>
<div><p>青芦街道的两座桥已经修好，车辆和行人可以通行，请附近居民注意安全，按照标志绕行至桥头。</p>
<p><a href="a.pdf">附件1：名单.pdf</a></p></div></body></html>"""
KNOWN = {
    "id": "lanting--article-1",
    "file": "pages/a.html.gz",
    "site": "lanting",
    "cms": "other",
    "encoding": "utf-8",
}
LABEL = {
    "label_kind": "article",
    "title": "青芦街道修好两座桥",
    "publish_date": "2024-05-06",
    "content_source": "区水务局",
    "document_number": None,
    "is_policy_document": False,
    "is_interpretation": False,
    "attachments": ["a.pdf"],
}


def _marks(**changed: Any) -> dict[str, Mark]:
    page = Saved({**KNOWN, "url": "http://www.lanting.example/a.html"}, {**LABEL, **changed}, PAGE.encode())
    return {mark.field: mark for mark in marks(page, page.read())}


def test_a_page_read_as_labelled_is_right_in_every_field() -> None:
    found = _marks()
    assert {field for field, mark in found.items() if not mark.right} == set()
    assert set(found) == {"charset", *LABEL} - {"label_kind"}


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("title", "另一个标题"),
        ("publish_date", "2024-05-07"),
        ("content_source", None),
        ("document_number", "澜政发〔2024〕1号"),
        ("is_policy_document", True),
        ("attachments", ["b.pdf"]),
    ],
)
def test_a_field_labelled_otherwise_is_a_miss(field: str, value: object) -> None:
    assert not _marks(**{field: value})[field].right


def test_a_field_without_a_label_is_not_measured() -> None:
    page = Saved({**KNOWN, "url": None}, {"label_kind": "article", "title": LABEL["title"]}, PAGE.encode())
    assert [mark.field for mark in marks(page, page.read())] == ["charset", "title"]


def test_an_old_page_read_as_newer_is_named_so() -> None:
    assert _marks(publish_date="2024-05-05")["publish_date"].note == "newer"
    assert _marks(publish_date="2024-05-07")["publish_date"].note == ""


def test_a_date_that_no_reader_sees_may_come_from_a_meta_tag_only() -> None:
    assert not _marks(publish_date=None)["publish_date_absent"].right


def test_precision_counts_what_was_claimed_and_recall_what_is_stated() -> None:
    page = Saved(KNOWN, LABEL, PAGE.encode())
    found = [
        Mark("n", page, "甲", "甲", True),
        Mark("n", page, "乙", None, False),
        Mark("n", page, None, "丙", False),
        Mark("n", page, None, None, True),
    ]
    (total,) = totals(found)
    assert (total.count, total.right, total.share) == (4, 2, 0.5)
    assert (total.precision, total.recall) == (0.5, 0.5)


def test_the_tool_prints_its_tables_and_every_miss(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "pages").mkdir()
    (tmp_path / "pages" / "a.html.gz").write_bytes(gzip.compress(PAGE.encode()))
    (tmp_path / "manifest.jsonl").write_text(json.dumps(KNOWN) + "\n")
    (tmp_path / "labels.jsonl").write_text(
        json.dumps({"id": KNOWN["id"], **LABEL, "title": "别的标题"}) + "\n"
    )
    monkeypatch.setattr(corpus, "CORPUS", tmp_path)
    corpus.pages.cache_clear()
    assert tool.main(["--no-htmldate"]) == 0
    corpus.pages.cache_clear()
    printed = capsys.readouterr().out
    assert "| publish_date | 1 | 1 | 1.000 |" in printed
    assert "misses: 1\n  title  lanting--article-1" in printed


def test_without_a_corpus_the_tool_says_where_it_looked(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(corpus, "CORPUS", tmp_path)
    assert tool.main([]) == 2
    assert "XUNJIAN_CORPUS" in capsys.readouterr().err
