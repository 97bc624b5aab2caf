"""The text that an article is kept with: its own words, not those of its neighbours."""

from __future__ import annotations

import pytest

from tests.crawler.extract.pages import BODY, TITLES, article, read

OTHER = "区政府办公室举办公众代表列席常务会议制度培训"
FIRST = "各街道、各部门要按照要求抓好落实"


def text_of(trailing: str, body: str = BODY) -> str:
    return read(article(TITLES[0], "发布时间：2024-05-06 来源：区水务局", body + trailing)).text


@pytest.mark.parametrize(
    ("trailing", "is_own"),
    [
        (f"<p>上一篇：<a href='1.html'>{OTHER}</a></p><p>下一篇：没有了</p>", False),
        (f"<p><a href='1.html'>下一条：{OTHER}</a></p>", False),
        (f"<div><h3>相关链接</h3><ul><li><a href='1.html'>{OTHER}</a></li></ul></div>", False),
        (f"<div>相关阅读</div><p><a href='1.html'>{OTHER}</a> 2024-05-01</p><p>打印 关闭</p>", False),
        (f"<p>附件：<a href='1.docx'>{OTHER}.docx</a></p>", True),
        (f"<p>{OTHER}</p>", True),
        (f"<p>我单位近日举办活动，详见<a href='1.html'>报道</a>：{OTHER}，欢迎关注</p>", True),
        (f"<p>上一阶段，{OTHER}</p>", True),
    ],
)
def test_titles_of_other_pages_are_no_text_of_an_article(trailing: str, is_own: bool) -> None:
    assert (OTHER in text_of(trailing)) is is_own


def test_an_article_that_is_all_links_keeps_them() -> None:
    body = "".join(f"<p><a href='{n}.html'>{OTHER}之{n}</a></p>" for n in range(3))
    assert OTHER in text_of("", body)
