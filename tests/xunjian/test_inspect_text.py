"""What a person reads of a page: every fact on its line, dates with the words they were read from."""

from __future__ import annotations

from tests.crawler.extract.pages import ARTICLE, COLUMN, article, framed, listed, read
from xunjian.inspect_text import to_text

LINE = "发布时间：2026-05-06 来源：区水务局 浏览：3"


def _lines(text: str) -> dict[str, str]:
    pairs = (line.strip().partition("  ") for line in text.split("\n") if not line.startswith(" " * 21))
    return {name: told.strip() for name, _, told in pairs}


def test_an_article_s_date_stands_with_its_words_and_what_else_was_considered() -> None:
    meta = {"ArticleTitle": "渡口修好了两座新的桥", "PubDate": "2026-05-09"}
    told = to_text(read(article("渡口修好了两座新的桥", LINE, meta=meta), ARTICLE))
    lines = _lines(told)
    assert lines["published"] == "2026-05-06  label: 发布时间：2026-05-06"
    assert lines["other date"] == "2026-05-09  meta: 2026-05-09"
    assert lines["source"] == "区水务局"
    assert lines["document number"] == "-"
    assert "items" not in lines


def test_a_list_s_rows_stand_with_their_dates_and_how_it_goes_on() -> None:
    pager = '<a href="index_2.html">下一页</a>'
    lines = to_text(read(framed(f"{listed('2026-05-06', '2026年5月4日', '')}{pager}"), COLUMN)).split("\n")
    assert any(line.endswith("items  3") for line in lines)
    assert any("2026-05-04 [2026年5月4日]" in line for line in lines)
    assert any(line.strip().startswith("?  ") for line in lines)
    assert any("next page  static  http://www.lanting.example/tzgg/index_2.html" in line for line in lines)


def test_a_long_list_is_cut_with_its_count() -> None:
    told = to_text(read(framed(listed(*[f"2026-05-{n:02d}" for n in range(1, 21)])), COLUMN))
    assert "items  20" in told
    assert "… and 8 more" in told
