"""Whatever a server sends: a page is read without an error, in bounded time."""

from __future__ import annotations

import random
import time

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from crawler.extract.page import read_page
from evidence.records import PageFacts
from tests.crawler.extract.pages import (
    ARTICLE,
    BODY,
    COLUMN,
    TITLES,
    article,
    framed,
    listed,
    nav,
    page,
    rows,
)

DAYS = ("2024-06-11", "2024-05-20", "2024-04-02")
WHOLE = article(TITLES[0], "发布时间：2024-05-06 来源：区水务局", BODY + listed(*DAYS))
BLOW_UP_S = 20  # of processor time: what grows with the square of a page takes minutes


def _attribute(name: str) -> str:
    return f'<div {name}="{"a" * 1_000_000}"><a href="x.html">{TITLES[0]}</a></div>'


@pytest.mark.parametrize(
    "body",
    [
        pytest.param(b"", id="empty"),
        pytest.param(b" \n\t", id="white space"),
        pytest.param(b"\x00" * 4000, id="zero bytes alone"),
        pytest.param(WHOLE.replace("<p>", "<p>\x00").encode(), id="zero bytes within"),
        pytest.param(bytes(range(256)) * 40, id="every byte"),
        pytest.param(random.Random(7).randbytes(40_000), id="noise"),
        pytest.param(b"\x1f\x8b\x08" + random.Random(8).randbytes(4000), id="still compressed"),
        pytest.param(b"%PDF-1.7\n" + random.Random(9).randbytes(4000), id="a file"),
        pytest.param(b"{\"rows\": [{\"title\": \"x\"}]}", id="JSON"),
        pytest.param("只有文字，没有标记。".encode(), id="text"),
        pytest.param(b"<", id="one sign"),
        pytest.param(b"<!--" + b"-" * 5000, id="an open comment"),
        pytest.param(b"<script>" + b"x" * 5000, id="an open script"),
        pytest.param(b"<![CDATA[<p>x</p>]]>", id="CDATA"),
        pytest.param(b"<?php echo 1; ?><p>x</p>", id="instructions"),
        pytest.param(b"<html><frameset><frame src='a.html'></frameset></html>", id="frames"),
        pytest.param(b"<html><head></head></html>", id="no body"),
        pytest.param(b"<body>" * 2000, id="many bodies"),
        pytest.param(b"<a href='" + b"../" * 3000 + b"x'>y</a>", id="a long address"),
        pytest.param(b"<a href='http://[::1'>x</a><base href='http://['>", id="bad addresses"),
        pytest.param(b"<meta charset='\xff\xfe'><title>\xff</title>", id="a broken charset name"),
        pytest.param(b"<meta charset=idna><p>x</p>", id="a codec that is no charset"),
        pytest.param(b"<meta charset=utf-16><p>x</p>", id="utf-16 claimed in ASCII"),
        pytest.param(b"<?xml version='1.0'?><recordset><record>", id="a record set cut off"),
        pytest.param(b"<recordset>&&&<record><![CDATA[<li><a>]]>", id="a broken record set"),
        pytest.param(b"&#x110000;&#0;&#xD800;&nosuch;" * 50, id="bad references"),
        pytest.param(b"<o:p><st1:chsdate>2024</st1:chsdate></o:p>" * 50, id="tags of a word processor"),
        pytest.param("<p>\ud800</p>".encode("utf-8", "surrogatepass"), id="half a character"),
        pytest.param(_attribute("class").encode(), id="a huge class"),
        pytest.param(_attribute("id").encode(), id="a huge id"),
        pytest.param(f'<img src="data:image/png;base64,{"A" * 1_000_000}">'.encode(), id="a huge picture address"),
        pytest.param(f'<a href="javascript:{"x" * 1_000_000}">x</a>'.encode(), id="a huge script address"),
        pytest.param(f'<meta name="Keywords" content="{"水" * 300_000}">'.encode(), id="a huge meta tag"),
    ],
)  # fmt: skip
@pytest.mark.parametrize("url", ["", COLUMN])
def test_any_body_is_read(body: bytes, url: str) -> None:
    facts = read_page(body, url, None)
    assert isinstance(facts, PageFacts)
    assert facts.url == url


@pytest.mark.parametrize(
    "url",
    ["", "x", "http://", "http://[", "javascript:;", "http://www.lanting.example/" + "a/" * 900, "\x00"],
)
@pytest.mark.parametrize(
    "content_type", [None, "", "text/html; charset=", "charset=\x00", "text/html; charset=no-such"]
)
def test_any_address_and_header_are_taken(url: str, content_type: str | None) -> None:
    assert read_page(WHOLE.encode(), url, content_type).title == TITLES[0]


@pytest.mark.parametrize("tag", ["div", "ul><li", "table><tr><td", "span", "b", "a href=x", "dl><dd", "font"])
@pytest.mark.parametrize("depth", [300, 5000])
def test_deeply_nested_tags_are_survived(tag: str, depth: int) -> None:
    markup = f"{nav()}{f'<{tag}>' * depth}<a href='x.html'>{TITLES[0]}</a> 2024-05-06"
    started = time.process_time()
    assert read_page(page(markup).encode(), COLUMN).columns
    assert time.process_time() - started < BLOW_UP_S


@pytest.mark.parametrize("share", [n / 16 for n in range(1, 16)])
@pytest.mark.parametrize("markup", [WHOLE, framed(listed(*DAYS), steps=("通知公告",))])
def test_a_page_cut_anywhere_is_read(markup: str, share: float) -> None:
    body = markup.encode()
    assert isinstance(read_page(body[: int(len(body) * share)], COLUMN), PageFacts)


@pytest.mark.parametrize("lost", ["</div>", "</ul>", "</li>", "</head>", "</title>", "<body>", ">", '"'])
def test_a_page_without_one_kind_of_mark_is_read(lost: str) -> None:
    assert isinstance(read_page(WHOLE.replace(lost, "").encode(), ARTICLE), PageFacts)


@pytest.mark.parametrize(
    "markup",
    [
        pytest.param("<ul>" + rows(*["2024-05-06"] * 4000) + "</ul>", id="4000 rows"),
        pytest.param("".join(f'<div><div><a href="{n}.html">{TITLES[0]}</a></div></div>' for n in range(3000)), id="3000 boxes"),
        pytest.param("<p>" + "2024-05-06、" * 20_000 + "</p>", id="20000 dates"),
        pytest.param("<p>" + "依据澜政办发〔2023〕3号、" * 5000 + "</p>", id="5000 numbers"),
        pytest.param("<p>" + "澜" * 300_000 + "</p>", id="one long line"),
        pytest.param("<p>" + "根据关于贯彻落实" * 20_000 + "</p>", id="words before a number that never comes"),
        pytest.param("<p>" + "《" * 20_000 + "</p>", id="open title marks"),
        pytest.param("<script>" + 'location="' * 20_000 + "</script>", id="script with open quotes"),
        pytest.param("<script>createPageHTML(" * 5000 + "</script>", id="open pager calls"),
        pytest.param("<script>" + "a " * 200_000 + "createPageHTML</script>", id="one long script line"),
        pytest.param("<p>发布时间：" + " " * 100_000 + "</p>", id="a label and white space"),
        pytest.param("<h1>" + "标题 - " * 10_000 + "</h1>", id="a heading of hyphens"),
        pytest.param("<p>" + "( " * 50_000 + "鲁</p>", id="brackets before a record number"),
        pytest.param(f"<ul><li><a href=x>{'&gt;' * 50_000}水</a></li></ul>", id="a link of signs"),
        pytest.param(f"<ul><li><a href=x>{'(' * 200_000}水</a></li></ul>", id="a link of brackets"),
        pytest.param(f"<ul><li><a href=x>{'…' * 60_000}水..</a></li></ul>", id="a link of dots"),
        pytest.param(f"<ul><li><a href=x>{'今天是 1 ' * 20_000}水</a></li></ul>", id="a link of clocks"),
        pytest.param(f"<div>{'&gt;' * 60_000}水</div>{listed(*DAYS)}", id="a heading of signs"),
        pytest.param(f"<ul><li><a href=x>{''.join(f'<span>片段{n}</span>' for n in range(10_000))}</a></li></ul>", id="a link in 10000 pieces"),
        pytest.param("".join(f"<a href='{n}.html'>{TITLES[0]}</a> 2024-05-06<br>" for n in range(4000)), id="4000 lines"),
        pytest.param("".join(f"<dl><dt><a href='{n}.html'>{TITLES[0]}</a></dt><dd>2024-05-06</dd></dl>" for n in range(4000)), id="4000 dl"),
        pytest.param("".join(f"<div class=g><a href='{n}.html'><img src=p></a><a href='{n}.html'>{TITLES[0]}</a></div>" for n in range(3000)), id="a grid of 3000"),
        pytest.param("".join(f"<div><h3>栏目{n}</h3><ul>{rows(*DAYS, path=f'{n}x')}</ul></div>" for n in range(1000)), id="1000 headed boxes"),
        pytest.param("".join(f"<ul>{rows(*DAYS, path=f'{n}x')}</ul>" for n in range(1000)), id="1000 blocks of one list"),
        pytest.param("".join(f"<a href='/{n}/'>通知公告</a>" for n in range(10_000)), id="10000 links side by side"),
        pytest.param(f"<table><tr>{'<td>日期</td>' * 2000}</tr>{''.join(f'<tr><td><a href={n}.html>{TITLES[0]}</a></td><td>2024-05-06</td></tr>' for n in range(2000))}</table>", id="a wide header"),
        pytest.param(f"<table><tr>{''.join(f'<td><a href={n}.html>{TITLES[0]}</a></td>' for n in range(1500))}</tr></table>", id="a row of 1500 cells"),
        pytest.param(f"{listed(*DAYS)}<a href='javascript:x({'1' * 100_000}'>2</a>", id="a page number with a huge script"),
        pytest.param(f"{listed(*DAYS)}<a href='javascript:;' onclick='{'x(1' * 60_000}'>2</a>", id="open calls on a page number"),
        pytest.param(f"<p>首页{'-' * 100_000}<a href=x>x</a></p>", id="a breadcrumb of dashes"),
        pytest.param(f"<p>{'首页 &gt; ' * 30_000}</p>", id="an endless breadcrumb"),
        pytest.param("<p>发布时间：</p>" * 10_000, id="10000 empty labels"),
        pytest.param(f"<p>{'来源：' * 60_000}</p>", id="labels alone"),
        pytest.param(f"<p>{'成文日期：2024-05-06 ' * 10_000}</p>", id="dates of making"),
        pytest.param("<p>会议时间：2024年5月6日至</p>" * 5000, id="periods that never end"),
        pytest.param("<p>x</p><p>" + "1" * 200_000 + "</p>", id="a number of 200000 digits"),
        pytest.param("<p>x</p><p>" + "{{" * 60_000 + "</p>", id="open templates"),
        pytest.param(f"<div class='{'_' * 200_000}'></div><ul class='{'lists_' * 40_000}!'></ul>", id="a class of bars"),
        pytest.param(f"<script>{'pubdate=' * 2000}{'write(' * 500}{chr(34)}2024-</script>" * 10, id="scripts that may tell a date"),
        pytest.param(f"{listed(*DAYS)}{('<script>page ' + '/* ' * 6600 + '</script>') * 10}", id="open remarks in scripts"),
        pytest.param(f"{listed(*DAYS)}{('<script>' + 'aPage( ' * 2800 + '</script>') * 10}", id="open calls of a pager"),
        pytest.param(f"{listed(*DAYS)}{('<script>pagination ' + 'total ' * 3300 + '</script>') * 10}", id="totals without a number"),
        pytest.param("<hr>".join(f"<ul class=k>{rows(*DAYS, path=f'{n}x')}</ul>" for n in range(1000)), id="1000 lists and rules"),
        pytest.param("".join(f"<div><a href='{n}.html'>{TITLES[0]}</a><time class=published>2024-05-06</time></div>" for n in range(3000)), id="3000 dated cards"),
        pytest.param(f"<h1>{TITLES[1]}</h1>{'<div>' * 100}{'<a href=x>x</a><time pubdate>2024-05-06</time>' * 3000}", id="3000 times in one box"),
        pytest.param("<ul>" + "".join(f"<li><h2>{TITLES[1]}</h2><p><a href=x{n}>{TITLES[0]}</a></p></li>" for n in range(3000)) + "</ul>", id="3000 headlines beside links"),
        pytest.param(f"{''.join(f'<div class=top-{n}>' for n in range(200))}{'渡口。' * 5000}{'<a href=x>x</a>' * 2000}", id="wrappers of prose"),
        pytest.param(f"<h2>通知公告</h2><ul>{''.join(f'<li><a href=/{n}/>栏目{n}</a></li>' for n in range(2000))}</ul>{''.join(f'<div><h3>栏目{n}</h3><ul>{rows(*DAYS, path=str(n))}</ul></div>' for n in range(500))}", id="500 tabs"),
        pytest.param(f"<div class='{'mb-3 border-bottom m-' * 10_000}'>x</div>", id="a class of looks"),
        pytest.param(f"<ul class=list></ul>{'<input type=text>' * 15_000}", id="15000 fields"),
        pytest.param("<p>传真：暂无</p><p>正在建设中心</p>" * 6000, id="words that are no emptiness"),
        pytest.param("<h1>澜汀</h1>" + "<p>作者：综合科时间：</p>" * 8000, id="labels that abut"),
        pytest.param(("<script>document.write('" + "href=" * 3000 + "')</script>") * 10, id="scripts that may write files"),
    ],
)  # fmt: skip
@pytest.mark.parametrize("meta", [None, {"ArticleTitle": TITLES[0]}])
def test_a_monstrous_page_takes_bounded_time(markup: str, meta: dict[str, str] | None) -> None:
    body = framed(markup, meta=meta).encode()
    started = time.process_time()
    read_page(body, COLUMN)
    assert time.process_time() - started < BLOW_UP_S


def test_an_article_over_2000_policies_takes_bounded_time() -> None:
    links = "".join(
        f"<li><a href=/zc/{n}.html>关于印发《澜汀区第{n}号管理办法》的通知</a></li>" for n in range(2000)
    )
    body = article(
        TITLES[0], "发布时间：2024-05-06 来源：区水务局", f"{BODY}<h3>相关解读</h3><ul>{links}</ul>"
    )
    started = time.process_time()
    read_page(body.encode(), ARTICLE)
    assert time.process_time() - started < BLOW_UP_S


@pytest.mark.parametrize(
    "title",
    [
        pytest.param("标题 - " * 40_000, id="dashes"),
        pytest.param("标题-" * 60_000, id="dashes without spaces"),
        pytest.param("&lt;" * 100_000, id="open tags"),
        pytest.param("-" * 200_000 + "通知公告", id="a run of dashes"),
        pytest.param(" _" * 100_000, id="bars"),
        pytest.param("澜" * 200_000, id="one word"),
        pytest.param("首页 " * 60_000, id="trails"),
        pytest.param("&lt;br " * 40_000, id="open markup"),
        pytest.param("会员风采——" * 40_000, id="a name again and again"),
    ],
)
@pytest.mark.parametrize("place", ["tag", "ArticleTitle", "ColumnName", "SiteName"])
def test_a_monstrous_title_takes_bounded_time(title: str, place: str) -> None:
    meta = {} if place == "tag" else {place: title}
    tag = title if place == "tag" else f"{TITLES[0]}_通知公告"
    body = framed(f"<h1>{TITLES[0]}</h1>{BODY}{listed(*DAYS)}", title=tag, meta=meta).encode()
    started = time.process_time()
    read_page(body, COLUMN)
    assert time.process_time() - started < BLOW_UP_S


_PIECES = st.sampled_from(
    [
        "<div class='nav'>", "</div>", "<ul>", "<li>", "</li>", "</ul>", "<a href='x.html'>", "</a>", "<table>", "<tr>", "<td>", "</table>",
        "2024-05-06", "05-06", "暂无信息", TITLES[0], "当前位置：", "发布时间：", "<script>", "</script>", "<p>", "<h1>", "<br>", "<dl>", "<dt>", "<dd>",
        "<base href='/x/'>", "<iframe>", "<title>", "</title>", "<body>", "<!--", "-->", "澜政办发〔2023〕3号", "<img alt='图'>", "\x00", "&nbsp;",
        "<meta name='ArticleTitle' content='澜汀'>", "<a href='#'>下一页</a>", "<recordset>", "<record>", "<select>", "<textarea>", "<svg>", "<td",
    ]
)  # fmt: skip


@settings(max_examples=120, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.lists(_PIECES, max_size=40), st.sampled_from(["", COLUMN, ARTICLE, "http://www.lanting.example/"]))
def test_any_mixture_of_pieces_is_read(pieces: list[str], url: str) -> None:
    facts = read_page("".join(pieces).encode(), url)
    assert facts.excerpt == facts.excerpt.strip()


@settings(max_examples=120, deadline=None)
@given(
    st.binary(max_size=600), st.sampled_from(["", COLUMN]), st.sampled_from([None, "text/html; charset=gbk"])
)
def test_random_bytes_are_read(body: bytes, url: str, header: str | None) -> None:
    assert read_page(body, url, header).url == url


def test_the_same_bytes_give_the_same_facts() -> None:
    assert read_page(WHOLE.encode(), ARTICLE) == read_page(WHOLE.encode(), ARTICLE)
