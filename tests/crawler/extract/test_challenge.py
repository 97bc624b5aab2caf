"""Firewalls' pages, and honest pages that look a little like them."""

from __future__ import annotations

import pytest

from crawler.extract.challenge import blocked_by, mark_of
from crawler.extract.page import read_page
from evidence.records import ListState, PageKind
from tests.crawler.extract.pages import SENTENCE, framed, page, read

SHELL = "<html><head>%s</head><body></body></html>"
NO_MARK = (SHELL % "<script>var a=1</script>").encode()


def script(text: str) -> str:
    return SHELL % f"<script>{text}</script>"


BLOCKED = {
    "瑞数": script("$_ts=window['$_ts'];if(!$_ts)$_ts={};$_ts.nsd=71;"),
    "瑞数 by attribute": SHELL
    % '<meta content="k" r="m"><script type="text/javascript" src="/a/b.js" r="m"></script>',
    "加速乐": script("document.cookie='__jsl_clearance_s=1;';location.href=location.pathname"),
    "阿里云": script("var arg1='A';document.cookie='acw_sc__v2='+x;location.reload()"),
    "阿里云 slider": page('<div id="nocaptcha"></div><div id="nc_1_wrapper"></div>', title="验证"),
    "腾讯云": page('<div id="c"></div><script src="/waf_captcha/a.js"></script>', title="验证"),
    "腾讯云 EO": script('document.cookie="__tst_status="+n;')
    + "<noscript><h1>请开启JavaScript并刷新该页.</h1></noscript>",
    "长亭": page(
        '<div id="slg-box"><p id="slg-title">正在检测</p></div>',
        head='<script src="/.safeline/static/x.js"></script>',
    ),
    "网站卫士": script("window.location='/wzws-waf-cgi/?x=1'"),
    "Cloudflare": page(
        "<p>Verifying</p>", title="Just a moment...", head="<script>window._cf_chl_opt={}</script>"
    ),
    "cookie and reload": script("document.cookie='k=1';window.location.reload();"),
    "cookie and back to itself": script("document.cookie='k=1';window.location.href='/'"),
    "noscript words": SHELL % "" + "<noscript><h1>请开启JavaScript并刷新该页.</h1></noscript>",
    "D盾": page("<h1>D盾_拦截提示</h1><p>当前访问存在风险，已被拦截。</p>", title="D盾_拦截提示"),
    "网防G01": page("<p>网防G01提示：该访问行为已被系统阻断</p>", title="网防G01"),
    "玄武盾": page(f"<p>请求已被玄武盾拦截，事件编号 0001</p><p>{'如有疑问请联系管理员' * 6}</p>"),
    "创宇盾": page("<p>当前访问疑似黑客攻击，已被创宇盾拦截。</p>"),
    "百度云加速": page("<p>您的请求被禁止访问</p><p>由百度云加速提供防护 yunjiasu</p>"),
    "threat": page("<h2>405</h2><p>很抱歉，由于您的请求可能存在威胁，已被阻断。</p>"),
    "refused": page("<h1>访问被拦截</h1><p>网站防火墙</p>"),
    "安全验证": "<title>安全验证</title><p>请完成验证后继续访问</p>",
}
HONEST = {
    "an article on the subject": framed(
        f"<h1>网站安全防护解读</h1><p>您的请求可能存在威胁时会被拦截。{SENTENCE * 12}</p>"
    ),
    "a short article without a frame": page(
        "<h1>我区部署网站安全工作</h1><p>发布时间：2026-03-02</p><p>安全狗等工具拦截攻击，您的请求被拦截时请致电。</p>"
    ),
    "a message form with a slider": page(
        '<form><textarea name="t"></textarea><div id="nocaptcha"></div><button>提交</button></form>',
        title="我要写信",
    ),
    "a log-in page": page(
        '<form>用户名<input name="u">密码<input type="password" name="p"></form>'
        "<script>function go(){document.cookie='u=1';location.href=next;}</script>",
        title="用户登录 安全验证",
    ),
    "a meta refresh": SHELL % '<meta http-equiv="refresh" content="0;url=/zwgk/index.html">',
    "a stub by script": script("location.href='/zwgk/index.html'"),
    "a stub that remembers a version": script("document.cookie='v=pc';location.href='/pc/index.html'"),
    "a single-page application": page(
        '<div id="app"></div><noscript>请启用JavaScript并刷新页面</noscript><script src="/js/app.3fa9c1d2.js"></script>'
    ),
    "Cloudflare's script on an application": page(
        '<div id="list"></div><script src="/cdn-cgi/challenge-platform/scripts/jsd/main.js"></script>'
    ),
    "the firewall's script on a page let through": framed(f"<script>$_ts=1</script><p>{SENTENCE * 9}</p>"),
    "a product in the foot": page("<p>澜汀区第二中学</p><p>本站由网防G01防护</p>"),
    "an empty page": SHELL % "",
}


@pytest.mark.parametrize("name", BLOCKED)
@pytest.mark.parametrize("charset", ["utf-8", "gb18030"])
def test_a_firewalls_page_is_known_in_stored_bytes(name: str, charset: str) -> None:
    body = BLOCKED[name].encode(charset)
    assert mark_of(body)
    facts = read_page(body, "http://www.lanting.example/tzgg/")
    assert facts.blocked_by
    assert facts.blocked_by in facts.list_why
    assert (facts.kind, facts.list_state, facts.title) == (PageKind.OTHER, ListState.UNCLEAR, None)


@pytest.mark.parametrize("name", HONEST)
@pytest.mark.parametrize("charset", ["utf-8", "gb18030"])
def test_an_honest_page_is_not_a_firewalls(name: str, charset: str) -> None:
    body = HONEST[name].encode(charset)
    assert mark_of(body) is None
    assert read_page(body, "http://www.lanting.example/tzgg/").blocked_by is None


@pytest.mark.parametrize(
    ("status", "body", "expected"),
    [
        (412, b"", "412 瑞数"),
        (521, BLOCKED["加速乐"].encode(), "加速乐（__jsl_clearance）"),
        (403, b"<h1>403 Forbidden</h1>", "403 拒绝访问"),
        (429, b"", "429 请求过多"),
        (405, b"<h1>405 Method Not Allowed</h1>", None),
        (405, b"<a href='https://errors.aliyun.com/'>", "405 阿里云WAF"),
        (404, BLOCKED["瑞数"].encode(), None),
        (500, b"", None),
        (200, NO_MARK, None),
        (202, BLOCKED["瑞数"].encode(), "瑞数（$_ts）"),
        (200, BLOCKED["安全验证"].encode("gb18030"), "“安全验证”"),
    ],
)
def test_a_firewall_is_known_by_its_answer(status: int, body: bytes, expected: str | None) -> None:
    assert blocked_by(status, {}, body) == expected


@pytest.mark.parametrize("words", ["网站维护中，请稍后访问", "系统升级，暂停服务", "本站正在改版"])
def test_a_site_under_maintenance_is_neither_blocked_nor_an_empty_column(words: str) -> None:
    for markup in (page(f"<h1>{words}</h1>"), framed(f"<p>{words}</p>", steps=("通知公告",))):
        facts = read(markup)
        assert facts.blocked_by is None
        assert facts.list_state is ListState.UNCLEAR


def test_a_column_under_construction_is_still_empty() -> None:
    assert read(framed("<p>栏目建设中</p>", steps=("通知公告",))).list_state is ListState.EMPTY
