"""The foot of a page: sponsor, contact, 找错, site map, and what may stand there unread."""

from __future__ import annotations

import pytest

from evidence.records import Footer
from tests.crawler.extract.pages import BODY, page, read


def foot(markup: str, head: str = "") -> Footer:
    return read(page(f"<div class='main'>{BODY}</div><div class='footer'>{markup}</div>", head=head)).footer


@pytest.mark.parametrize(
    ("markup", "words"),
    [
        ("<p>主办单位：澜汀区人民政府办公室</p>", "主办单位：澜汀区人民政府办公室"),
        ("<p>澜汀区人民政府 主办</p>", "澜汀区人民政府 主办"),
        ("<p>版权所有：澜汀区教育局</p>", "版权所有：澜汀区教育局"),
        ("<p>Copyright © 2024 澜汀区教育局 All Rights Reserved</p>", "Copyright © 2024 澜汀区教育局"),
        ("<img src='foot.png' alt='主办：澜汀区教育局'>", "主办：澜汀区教育局"),
        ("<p>技术支持：某某公司</p>", None),
        ("<a href='/1.html'>澜汀区文联主办的展览开幕</a>", "澜汀区文联主办的展览开幕"),
    ],
)
def test_sponsor(markup: str, words: str | None) -> None:
    said = foot(markup).sponsor
    assert (said is None) is (words is None)
    assert not words or (said or "") in words or words in (said or "")


@pytest.mark.parametrize(
    ("markup", "told"),
    [
        ("<p>联系电话：0531-88888888</p>", True),
        ("<p>地址：澜汀路1号</p>", True),
        ("<p>邮编：250000</p>", True),
        ("<p>E-mail: a@b.cn</p>", True),
        ("<a href='/lxwm/'>联系我们</a>", True),
        ("<p>主办：澜汀区教育局</p>", False),
    ],
)
def test_contact(markup: str, told: bool) -> None:
    assert (foot(markup).contact is not None) is told


def test_a_mobile_number_in_the_contact_is_masked() -> None:
    assert "13812345678" not in (foot("<p>联系电话：13812345678</p>").contact or "13812345678")


@pytest.mark.parametrize(
    ("markup", "head", "told"),
    [
        ("<a href='http://zfwzgl.www.gov.cn/exposure/jiucuo.html?site_code=1'>x</a>", "", True),
        ("<a href='/jc/'>我为政府网站找错</a>", "", True),
        ("<a href='/jc/'><img src='a.png' alt='政府网站找错'></a>", "", True),
        ("<img src='/images/zfwzzc.png'>", "", True),
        ("<p>x</p><script src='http://pucha.kaipuyun.cn/exposure/jiucuo.js'></script>", "", True),
        ("<p>x</p>", "<script>var u='http://pucha.kaipuyun.cn/x.js';document.write(u)</script>", True),
        ("<p>网站找错</p>", "", True),
        ("<a href='/jc/'>查漏补缺</a>", "", False),
    ],
)
def test_find_error(markup: str, head: str, told: bool) -> None:
    assert (foot(markup, head).find_error is not None) is told


@pytest.mark.parametrize(
    ("markup", "told"),
    [
        ("<a href='/wzdt/'>网站地图</a>", "网站地图"),
        ("<a href='/x/'>站点导航</a>", "站点导航"),
        ("<a href='/sitemap.html'><img src='a.png'></a>", "/sitemap.html"),
        ("<a href='/ditu/'>澜汀区旅游地图册发布仪式举行</a>", None),
        ("<p>网站地图</p>", None),
    ],
)
def test_site_map(markup: str, told: str | None) -> None:
    assert foot(markup).site_map == told


@pytest.mark.parametrize(
    ("markup", "head", "unsure"),
    [
        ("<p>主办：澜汀区教育局</p>", "", ()),
        ("<p>x</p>", "<script src='/js/footer.js'></script>", ("all",)),
        ("<p>x</p>", "<script>$('#footer').load('/inc/foot.html')</script>", ("all",)),
        ("<iframe src='/inc/bottom.html'></iframe>", "", ("all",)),
        ("<div id='footer2'></div>", "", ("all",)),
        ("<img src='/images/red.png'>", "", ("badge",)),
        ("<img src='a.png' alt='党政机关'>", "", ("badge",)),
        ("<a href='https://beian.miit.gov.cn/'><img src='b.png'></a>", "", ("icp",)),
        ("<a href='http://www.beian.gov.cn/portal'><img src='b.png'></a>", "", ("police",)),
        ("<p>备案编号：建设中</p>", "", ("icp",)),
        ("<p>海ICP备00000000号</p>", "", ("icp",)),
        ("<p>网站标识码：待定</p>", "", ("site-id",)),
    ],
)
def test_what_may_stand_there_unread(markup: str, head: str, unsure: tuple[str, ...]) -> None:
    assert foot(markup, head).unsure == unsure
