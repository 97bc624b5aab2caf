"""Names of accounts on social media, and of lists of them, wherever on a page they stand."""

from __future__ import annotations

import pytest

from tests.crawler.extract.pages import HOME, framed, listed, read


@pytest.mark.parametrize(
    ("markup", "expected"),
    [
        ('<a href="/xmt/">政务新媒体</a>', [("matrix", "政务新媒体", f"{HOME}xmt/")]),
        ('<a href="javascript:;">新媒体矩阵</a>', [("matrix", "新媒体矩阵", None)]),
        ("<h3>政务微信</h3>", [("matrix", "政务微信", None)]),
        (
            '<a href="/x/"><img src="/i/1.png" alt="政务新媒体矩阵"></a>',
            [("matrix", "政务新媒体矩阵", f"{HOME}x/")],
        ),
        ("<p>官方微信</p>", [("account", "官方微信", None)]),
        ('<img src="/images/ewm.png">', [("account", "二维码", None)]),
        ('<img src="/images/weixin_1.jpg" alt="关注我们">', [("account", "二维码", None)]),
        ('<a href="/a.html">我区召开政务新媒体培训会</a>', []),
        ('<a href="/a.html">关于政务新媒体的通知</a>', []),
        ('<a href="/a.html">全区政务新媒体运行维护管理工作情况年度总结</a>', []),
        ('<img src="/images/newwxb.png"><p>无线电管理</p>', []),
        ("<p>数学矩形</p>", []),
    ],
)
def test_names_of_accounts(markup: str, expected: list[tuple[str, str, str | None]]) -> None:
    facts = read(framed(f"<div>{markup}</div>{listed('2026-01-02', '2026-01-01', '2025-12-30')}"), HOME)
    assert [(quote.id, quote.text, quote.url) for quote in facts.media] == expected


def test_lists_come_first_and_both_are_bounded() -> None:
    names = "".join(f"<p>微博{n}</p><p>政务新媒体{n}</p>" for n in range(30))
    found = read(framed(names), HOME).media
    assert [quote.id for quote in found] == ["matrix"] * 8 + ["account"] * 8
