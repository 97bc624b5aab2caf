"""Links between a policy page and its interpretations: told from those of the site."""

from __future__ import annotations

import pytest

from evidence.records import PageFacts
from tests.crawler.extract.pages import ARTICLE, BODY, article, framed, read

HOST = "http://www.lanting.example"
POLICY = "澜汀区人民政府办公室关于印发渡口管理办法的通知"
READING = "《渡口管理办法》政策解读"
READ_URL = "/jd/202302/t20230208_1.html"
POLICY_URL = "/zc/202302/t20230207_1.html"


def links(title: str, body: str, side: str = "") -> PageFacts:
    markup = framed(
        f"<h1>{title}</h1><p>发布时间：2023-02-08</p><div>{BODY}</div>{body}",
        side=side,
        meta={"ArticleTitle": title},
    )
    return read(markup, ARTICLE)


def a(text: str, url: str = READ_URL) -> str:
    return f'<a href="{url}">{text}</a>'


@pytest.mark.parametrize(
    "body",
    [
        f"<p>{a('《渡口管理办法》政策解读')}</p>",
        f"<p>{a('【政策解读】渡口管理办法')}</p>",
        f"<p>{a('图解渡口管理办法')}</p>",
        f"<p>相关解读：{a('区水务局详解渡口新规')}</p>",
        f"<p>相关链接：1.{a('一图读懂渡口那些事')}</p>",
        f"<div><h3>相关解读</h3><ul><li>{a('区水务局详解渡口新规')}</li></ul></div>",
        f"<div><h3>{a('政策解读', '/jd/')}</h3><ul><li>{a('区水务局详解渡口新规')}</li></ul></div>",
        f"<table><tr><td>解读链接</td><td>{a('区水务局详解渡口新规')}</td></tr></table>",
        f'<div class="related"><h3>相关解读</h3><ul><li>{a("区水务局详解渡口新规")}</li></ul></div>',
        f"<p>{a('政策解读')}</p>",
        f"<p>{a('查看图解')}</p>",
    ],
)
def test_a_policy_page_links_to_its_interpretation(body: str) -> None:
    assert links(POLICY, body).interpretation_links == (HOST + READ_URL,)


@pytest.mark.parametrize(
    ("body", "side"),
    [
        (f"<p>{a('政策解读', '/jd/')}</p>", ""),  # the column
        (f"<p>{a('《燃气管理办法》政策解读')}</p>", ""),
        (f"<p>{a('一图读懂燃气管理办法')}</p>", ""),
        ("", f'<div class="sidebar"><h3>政策解读</h3><ul><li>{a("《燃气管理办法》政策解读")}</li><li>{a("区水务局详解新规", "/x/t20230101_2.html")}</li></ul></div>'),
        (f"<p>下一篇：{a('《渡口管理办法》政策解读')}</p>", ""),
        (f"<p>相关解读：{a('《燃气管理办法》政策解读')}</p>", ""),
        (f"<p>相关新闻：{a('渡口文化节热闹开幕')}</p>", ""),
        (f"<p>{a('渡口管理办法解读.pdf', '/f/1.pdf')}</p>", ""),
        (f'<p>{a("《渡口管理办法》政策解读", "javascript:;")}</p>', ""),
    ],
)  # fmt: skip
def test_other_links_of_a_policy_page_are_not_its_interpretations(body: str, side: str) -> None:
    assert links(POLICY, body, side).interpretation_links == ()


@pytest.mark.parametrize(
    "body",
    [
        f"<p>{a('关于印发渡口管理办法的通知', POLICY_URL)}</p>",
        f"<p>{a('《渡口管理办法》', POLICY_URL)}</p>",
        f"<p>日前，区水务局出台了{a('《渡口管理办法》', POLICY_URL)}，现解读如下。</p>",
        f"<p>{a('点击查看原文', POLICY_URL)}</p>",
        f"<p>政策原文：{a('关于印发渡口新规的通知', POLICY_URL)}</p>",
        f"<div><h3>相关文件</h3><p>{a('关于印发渡口新规的通知', POLICY_URL)}</p></div>",
        f"<p>关联阅读：{a('关于印发渡口新规的通知', POLICY_URL)}</p>",
    ],
)
def test_an_interpretation_links_to_its_policy(body: str) -> None:
    title = READING if "新规的" not in body else "渡口政策解读"
    assert links(title, body).policy_links == (HOST + POLICY_URL,)


@pytest.mark.parametrize(
    "body",
    [
        f"<p>{a('政策文件', '/zc/')}</p>",
        f"<p>根据{a('《青山省渡口条例》', POLICY_URL)}，现解读如下。</p>",
        f"<p>{a('关于印发燃气管理办法的通知', POLICY_URL)}</p>",
        f"<p>上一篇：{a('关于印发渡口管理办法的通知', POLICY_URL)}</p>",
        f"<p>{a('渡口文化节热闹开幕', POLICY_URL)}</p>",
    ],
)
def test_other_links_of_an_interpretation_are_not_its_policy(body: str) -> None:
    assert links(READING, body).policy_links == ()


def test_entries_of_the_navigation_are_no_links_between_documents() -> None:
    facts = read(article(POLICY, "发布时间：2023-02-08"), ARTICLE)
    assert (facts.policy_links, facts.interpretation_links) == ((), ())


def test_several_links_come_in_page_order_once_each() -> None:
    body = f"<p>{a('《渡口管理办法》政策解读')}</p><p>{a('图解渡口管理办法', '/jd/t20230209_2.html')}</p><p>{a('《渡口管理办法》解读')}</p>"
    assert links(POLICY, body).interpretation_links == (HOST + READ_URL, f"{HOST}/jd/t20230209_2.html")
