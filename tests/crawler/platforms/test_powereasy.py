"""PowerEasy: Index.aspx goes on with Index_2.aspx; the title attribute is a sentence."""

from __future__ import annotations

import pytest

from evidence.records import NextPage
from tests.crawler.extract.pages import BODY, framed, listed, read, titles_of

HOST = "http://www.lanting.example"
BAR = "<div>共 40 条 页次：1/3页</div>"
WHOLE = "关于开展河道保洁志愿活动的公告及报名办法"


@pytest.mark.parametrize(
    ("path", "expected"),
    [
        ("Category_1/Index.aspx", "Index_2.aspx"),
        ("Category_1/", "Index_2.aspx"),
        ("Category_1/Index_3.aspx", None),
    ],
)
def test_the_number_stands_behind_the_name(path: str, expected: str | None) -> None:
    facts = read(framed(listed("2024-05-06", "2024-05-02") + BAR), f"{HOST}/{path}")
    url = f"{HOST}/Category_1/{expected}"
    assert facts.next_page == (NextPage("script", url) if expected else NextPage("none"))
    assert facts.platform == "powereasy"


def test_a_sentence_in_the_title_attribute_is_cut_to_the_title() -> None:
    told = f"文章标题：{WHOLE}&#10;作者：办公室&#10;点击数：12&#10;发表时间：2024/5/6"
    row = f'<li><a href="/Item/12.aspx" title="{told}">{WHOLE[:9]}...</a><span>2024-05-06</span></li>'
    facts = read(framed(f"<ul>{row * 2}</ul>"), f"{HOST}/Category_1/Index.aspx")
    assert titles_of(facts)[:1] == [WHOLE]


@pytest.mark.parametrize(
    ("main", "url", "platform"),
    [
        (BODY, f"{HOST}/Item/123.aspx", "powereasy"),
        ('<a href="/Category_1/Index.aspx">公告</a>', "", "powereasy"),
        (BODY, f"{HOST}/show/123.aspx", "unknown"),
    ],
)
def test_the_family_is_recognised(main: str, url: str, platform: str) -> None:
    assert read(framed(main), url).platform == platform
