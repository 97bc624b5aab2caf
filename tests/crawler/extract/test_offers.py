"""Ways to ask and services that no plain link tells, and what stands beside a guide; guilty and innocent side by side."""

from __future__ import annotations

import pytest
from pages import HOME, framed, read

from crawler.extract.offers import beside_text, read_offers
from crawler.extract.tree import parse
from evidence.offers import channel_in, is_special, service_in


def offered(body: str) -> list[tuple[str, str]]:
    doc = parse(f"<html><body>{body}</body></html>".encode(), HOME, "text/html; charset=utf-8")
    return [(quote.id, quote.text) for quote in read_offers(doc)]


@pytest.mark.parametrize(
    ("markup", "expected"),
    [
        ('<a href="javascript:ask()">在线咨询</a>', [("channel", "在线咨询")]),
        ('<a href="javascript:;">网上办事</a>', [("service", "网上办事")]),
        ('<a href="javascript:;">打印本页</a>', []),
        ('<a href="/zx/">在线咨询</a>', []),  # a plain link tells it already
        ('<button onclick="x()">我要写信</button>', [("channel", "我要写信")]),
        ('<map><area href="/a" alt="区长信箱"></map>', [("channel", "区长信箱")]),
        ('<input type="button" value="便民服务">', [("service", "便民服务")]),
        ('<input type="text" value="请输入">', []),
        ("<form>姓名 留言内容 <textarea></textarea></form>", [("form", "姓名 留言内容")]),
        ("<form>错别字 出错页面 内容 <textarea></textarea></form>", []),
        ("<form><textarea></textarea></form>", []),
        ("<form>姓名 所需信息 <textarea></textarea><button>提交申请</button></form>", []),
        ("<form>信息公开申请 <textarea></textarea><input type='submit' value='提交申请'></form>", []),
        ("<form>姓名 咨询内容 所需信息 <textarea></textarea></form>", [("form", "姓名 咨询内容 所需信息")]),
        ("<form>姓名 <input name='a'><button>提交申请</button></form>", [("service", "提交申请")]),
        ('<a href="/b"><img src="img/banner1.jpg"></a>', [("picture", "img/banner1.jpg")]),
        ('<a href="/b"><img src="img/banner1.jpg" alt="局长信箱"></a>', [("channel", "局长信箱")]),
        ('<a href="/b"><img src="img/logo.png"></a>', []),
        ('<a href="/b"><img src="img/a.jpg" width="16"></a>', []),
        ('<a href="/1"><img src="img/a.jpg"></a><a href="/1">区里召开会议</a>', []),
    ],
)
def test_offers(markup: str, expected: list[tuple[str, str]]) -> None:
    assert offered(markup) == expected


def test_articles_offer_nothing_and_other_pages_keep_what_they_offer() -> None:
    form = "<form>留言内容 <textarea></textarea></form>"
    assert [quote.id for quote in read(framed(form, title="在线咨询"), f"{HOME}zx/").offers] == ["form"]


@pytest.mark.parametrize(
    ("markup", "expected"),
    [
        ('<img src="liucheng.jpg">', ["picture"]),
        ('<img src="icon.gif">', []),
        ('<iframe src="http://zwfw.example.gov.cn/x"></iframe>', ["frame"]),
        ('<a href="/biao.doc">申请表</a>', ["file"]),
        ('<a href="http://zwfw.example.gov.cn/1">进入</a>', ["platform"]),
        ('<a href="/apply">在线办理</a>', ["platform"]),
        ('<a href="/cl.html">申请材料</a>', ["link"]),
        ('<a href="#cl">申请材料</a>', []),
        ('<a href="/next">下一篇</a>', []),
    ],
)
def test_beside_a_guide(markup: str, expected: list[str]) -> None:
    doc = parse(
        f"<html><body><p>办理条件</p>{markup}</body></html>".encode(), HOME, "text/html; charset=utf-8"
    )
    assert [quote.id for quote in beside_text(doc) if quote.id != "whole"] == expected


@pytest.mark.parametrize(
    ("markup", "whole"),
    [
        ("<p>甲</p>", True),
        ("<script>f()</script>", False),
        ('<script src="a.js"></script>', False),
        ('<p onclick="f()">甲</p>', False),
        ('<a href="JavaScript:f()">甲</a>', False),
        ('<iframe src="a.html"></iframe>', False),
        ('<embed src="a.pdf">', False),
    ],
)
def test_a_page_is_whole_where_nothing_can_change_it(markup: str, whole: bool) -> None:
    doc = parse(
        f"<html><body><p>办理条件</p>{markup}</body></html>".encode(), HOME, "text/html; charset=utf-8"
    )
    assert ("whole" in [quote.id for quote in beside_text(doc)]) is whole


@pytest.mark.parametrize(
    ("name", "special"),
    [("依申请公开", True), ("网上信访", True), ("纪检举报", True), ("咨询举报", False), ("报名", False), ("政府信息公开", False)],
)  # fmt: skip
def test_names_of_special_forms(name: str, special: bool) -> None:
    assert is_special(name) is special


@pytest.mark.parametrize(
    ("name", "channel", "service"),
    [
        ("在线咨询", "sure", ""),
        ("我要写信 >", "sure", ""),
        ("12345市民热线", "sure", ""),
        ("政民互动", "sure", ""),
        ("意见建议", "sure", ""),
        ("互动", "maybe", ""),
        ("我要投诉", "maybe", ""),
        ("网上信访", "", ""),
        ("纪检举报", "", ""),
        ("举报信箱", "", ""),
        ("咨询举报", "sure", ""),
        ("民意调查", "", ""),
        ("人大代表建议", "", ""),
        ("工程咨询", "", ""),
        ("关于开展咨询活动的通知", "", ""),
        ("我区组织专家为农户开展现场技术咨询与指导", "", ""),
        ("政务服务", "", "sure"),
        ("办事指南", "", "sure"),
        ("一网通办", "", "sure"),
        ("街道办事处", "", ""),
        ("区政务服务管理局", "", ""),
        ("政务公开：一线见闻", "", ""),
        ("政务公开和政务服务", "", "sure"),
        ("下载中心", "", "maybe"),
        ("行政权力", "", "maybe"),
        ("政务大厅", "", "sure"),
        ("政府信息公开指南", "", ""),
        ("依申请公开", "", ""),
        ("行政许可公示", "", ""),
        ("通知公告", "", ""),
        ("", "", ""),
    ],
)
def test_names(name: str, channel: str, service: str) -> None:
    assert (channel_in(name), service_in(name)) == (channel, service)
