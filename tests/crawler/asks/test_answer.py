"""Answers of site searches: what is found, what is proven not to be, and what nobody can tell."""

from __future__ import annotations

import pytest

from crawler.asks.answer import read_answer
from crawler.extract.links import fold

URL = "http://www.yunxi.gov.cn/search?q=%E4%BA%91"
TITLE = "云溪区召开义务教育招生工作会议"
BOX = f'<form><input name="q" value="{TITLE}"></form>'
HEAD = f"<p>您搜索的“{TITLE}”"
OTHER = "".join(f'<li><a href="/art/{n}.html">第{n}条其他工作信息发布情况</a></li>' for n in range(5))


def answer(body: str) -> str:
    return f"<html><head><title>{TITLE} 搜索</title></head><body>{BOX}{body}</body></html>"


FOUND = '<a href="/art/9.html">{}</a>'


@pytest.mark.parametrize(
    ("html", "found", "hits", "why"),
    [
        # found
        (answer(f"{HEAD}共找到1条结果</p>{FOUND.format(TITLE)}"), True, 1, ""),
        (
            answer(FOUND.format("<em>云溪区</em>召开<font color=red>义务教育</font>招生 工作会议")),
            True,
            None,
            "",
        ),
        (answer(FOUND.format("云溪区召开义务教育招…")), True, None, ""),
        (answer(FOUND.format("云溪区召开义务教育招...")), True, None, ""),
        (answer(f'<a href="/art/9.html" title="{TITLE}">详情</a>'), True, None, ""),
        (
            answer(f'<a href="/visit?url=http%3A%2F%2Fa.gov.cn%2F9.html&amp;q={TITLE}">{TITLE}</a>'),
            True,
            None,
            "",
        ),
        (f"<html><body>{FOUND.format(TITLE)}</body></html>", True, None, ""),
        # not found
        (answer(f"{HEAD}共找到0条结果</p>"), False, 0, ""),
        (answer("<p>抱歉，没有找到与您查询条件相符的内容</p>"), False, 0, ""),
        (answer("<p>暂无相关信息</p>"), False, 0, ""),
        (answer(f"{HEAD}共找到5条结果</p><ul>{OTHER}</ul>"), False, 5, ""),
        (answer("<p>没有找到</p>" + FOUND.format("云溪区召开")), False, 0, ""),
        # a page that nothing can change needs not repeat the question
        ("<html><body><input name=q><p>没有找到</p></body></html>", False, 0, ""),
        # links that ask the same again are no results
        (
            answer(f'<a href="/search?q={TITLE}&amp;sort=time">{TITLE}</a><p>没有找到结果</p>'),
            None,
            None,
            "出现所查标题",
        ),
        (answer(f'<p>没有找到结果</p><a href="{URL}">按时间</a>'), False, 0, ""),
        # in doubt
        ("", None, None, "空白"),
        (answer(f"{FOUND.format(TITLE)}<p>共找到0条结果</p>"), None, 0, "既列出"),
        (answer("<p>{{ total }} 条</p><p>没有找到</p>"), None, None, "脚本"),
        (answer("<li v-for='x in list'></li><p>没有找到</p>"), None, None, "脚本"),
        *(
            (f"<html><body><input name=q>{moving}<p>没有找到</p></body></html>", None, None, "未回显")
            for moving in (
                "<script src='/so.js'></script>",
                "<iframe src='/list'></iframe>",
                "<div onclick='go()'></div>",
                "<a href='javascript:go()'>检索</a>",
                "<meta http-equiv='refresh' content='1;url=/s'>",
                OTHER,
            )
        ),
        ("<html><body><input name=q><p>搜索完毕</p></body></html>", None, None, "未回显"),
        (answer("<p>搜索中</p>"), None, None, "未写明"),
        (answer(f"{HEAD}共找到35条结果</p><ul id=list></ul>"), None, 35, "脚本"),
        (
            answer(f"{HEAD}共找到35条结果</p><div onclick='go()'>1. {TITLE} 2026-11-01</div>"),
            None,
            35,
            "未能确认",
        ),
        (
            answer('<p>共找到<b id="total">0</b>条结果</p><script>$("#total").text(n)</script>'),
            None,
            0,
            "脚本填写",
        ),
        # words that are hidden say nothing
        (answer('<p style="display: none">没有找到</p>'), None, None, "未写明"),
        (answer('<p class="hide">没有找到</p>'), None, None, "未写明"),
        (answer("<!-- 没有找到 --><b>关于</b>"), None, None, "未写明"),
        (answer("<template><p>没有找到</p></template>"), None, None, "未写明"),
        # counts of something else
        (answer(f"<p>图片0个</p>{HEAD}</p>"), None, None, "未写明"),
    ],
)
def test_an_answer(html: str, found: bool | None, hits: int | None, why: str) -> None:
    reading = read_answer(html, URL, TITLE)
    assert (reading.found, reading.hits) == (found, hits)
    assert why in reading.why
    assert bool(reading.why) == (found is None)


def test_links_of_the_home_page_are_no_list_of_results() -> None:
    html = answer(f"{HEAD}共找到5条结果</p><ul>{OTHER}</ul>")
    known = frozenset(fold(f"http://www.yunxi.gov.cn/art/{n}.html") for n in range(5))
    assert read_answer(html, URL, TITLE).found is False
    assert read_answer(html, URL, TITLE, known).found is None
