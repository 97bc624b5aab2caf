from __future__ import annotations

from typing import Any

import pytest

from checks.engine.link_words import LinkWords
from checks.engine.model import Outcome, Statement
from checks.link_suspicious import Params, link_suspicious
from evidence.marks import ForeignScript, HiddenLink
from evidence.units import OutLink, PageEvidence
from tests.builders import BLOCKED, HOME, host, page, seen, unit, unread

WORDS = LinkWords(
    foul=(("百家乐", "赌博"), ("成人电影", "色情")),
    foul_hosts=(("casino", "赌博"),),
    report=("查处", "警惕"),
    trusted=frozenset(("people.com.cn", "cnzz.com")),
)
PARAMS = Params(words=WORDS, block=3)
OUT = "http://www.stranger.com/"


def hiding(*links: tuple[str, str], how: str = "display", toggled: bool = False, **rest: Any) -> PageEvidence:
    return page(hidden=tuple(HiddenLink(url, text, how, toggled) for url, text in links), **rest)


def judged(*pages: PageEvidence, outlinks: tuple[OutLink, ...] = ()) -> list[Statement]:
    return list(link_suspicious(unit(pages=pages or (page(),), outlinks=outlinks, hosts=(host(),)), PARAMS))


def failures(*pages: PageEvidence, outlinks: tuple[OutLink, ...] = ()) -> list[tuple[str | None, bool]]:
    return [
        (one.target, one.suspected)
        for one in judged(*pages, outlinks=outlinks)
        if one.outcome is Outcome.FAILED
    ]


@pytest.mark.parametrize(
    ("shown", "found"),
    [
        (page(), []),
        *[(hiding((OUT, "某某公司"), how=how), [(OUT, True)]) for how in ("display", "offset", "size", "colour", "overflow")],
        (hiding((OUT, "百家乐平台")), [(OUT, False)]),
        (hiding((OUT, "警方查处百家乐平台")), [(OUT, True)]),  # hidden, but a report
        (hiding((OUT, "某某公司"), toggled=True), []),
        (hiding((OUT, "百家乐平台"), toggled=True), [(OUT, False)]),
        (hiding(("http://www.people.com.cn/", "人民网")), []),
        (hiding(("http://www.nuc.edu.cn/", "学校")), []),
        (hiding(("http://zwfw.example.gov.cn/", "政务服务")), []),
        # so many on one page are one block
        (hiding(*((f"{OUT}{n}", "友链") for n in range(3))), [(f"{OUT}{n}", True) for n in range(3)]),
        (hiding(*((f"{OUT}{n}", "友链") for n in range(4))), [(f"{OUT}0", True)]),
        (hiding(*((f"{OUT}{n}", "友链") for n in range(4)), (f"{OUT}x", "成人电影")), [(f"{OUT}x", False)]),
    ],
)  # fmt: skip
def test_hidden_links(shown: PageEvidence, found: list[tuple[str, bool]]) -> None:
    assert failures(shown) == found


def test_link_hidden_on_many_pages_is_one_finding() -> None:
    pages = tuple(hiding((OUT, "某某公司"), url=f"{HOME}{n}.html") for n in range(3))
    (found,) = judged(*pages)
    assert (found.url, found.facts["count"], found.by_target) == (f"{HOME}0.html", 3, True)
    assert found.message == "页面藏有指向外部网站的链接「某某公司」（不显示）；共3个页面有此链接"


def link(url: str, text: str = "链接", final_url: str = "", why_unread: str = "") -> OutLink:
    return OutLink(url, text, seen(HOME, why_unread), 1, final_url)


@pytest.mark.parametrize(
    ("shown", "says"),
    [
        (link(OUT), ""),
        (link(OUT, "百家乐"), "文字或域名涉嫌赌博"),
        (link(OUT, "百 家 乐"), "涉嫌赌博"),
        (link(OUT, "公安机关查处百家乐案"), ""),
        (link("http://news.people.com.cn/1.html", "百家乐"), ""),
        (link("http://www.example.gov.cn/1.html", "百家乐"), ""),
        (link("http://www.supercasino.com/", "友情链接"), "涉嫌赌博"),
        (link(OUT, "友情链接", "http://m.casino.com/"), "涉嫌赌博"),
        # domains that look like a government's
        (link("http://www.jinan-gov-cn.com/"), "仿冒政府网站的域名www.jinan-gov-cn.com"),
        (link("http://www.jinan.gov.cn.xyz/"), "仿冒"),
        (link("http://www.jinan.gov.com.cn/"), "仿冒"),
        (link("http://www.example.gov.cn.stranger.com/"), "仿冒"),
        (link("http://www.governance.cn/"), ""),
        (link("http://gov.stranger.com/"), ""),
        # a government's address that leads elsewhere
        (link("http://old.jinan.gov.cn/", final_url=OUT), "实际转到非政府网站www.stranger.com"),
        (link("http://old.jinan.gov.cn/", final_url="http://new.jinan.gov.cn/"), ""),
        (link("http://old.jinan.gov.cn/", final_url="http://www.people.com.cn/"), ""),
        (link("http://old.jinan.gov.cn/", final_url="http://203.0.113.9/"), ""),
        (link(OUT, "百家乐", why_unread=BLOCKED), ""),
    ],
)
def test_links_to_the_outside(shown: OutLink, says: str) -> None:
    found = judged(outlinks=(shown,))
    assert [one.outcome for one in found] == [Outcome.FAILED if says else Outcome.PASSED]
    if says:
        assert says in found[0].message
        assert (found[0].suspected, found[0].target, found[0].url) == (True, shown.url, HOME)


@pytest.mark.parametrize(
    ("script", "target", "says"),
    [
        (ForeignScript(f"{OUT}kb.js?v=1", "external"), f"{OUT}kb.js", "外部脚本（www.stranger.com）"),
        (ForeignScript("https://s4.cnzz.com/z.js", "external"), None, ""),
        (ForeignScript("https://js.example.gov.cn/z.js", "external"), None, ""),
        (ForeignScript("", "obfuscated", "eval(function(p,a,c,k"), "eval(function(p,a,c,k", "混淆"),
        (ForeignScript(OUT, "refresh"), OUT, "自动转到外部网站"),
        (ForeignScript("http://www.people.com.cn/", "refresh"), None, ""),
    ],
)
def test_scripts(script: ForeignScript, target: str | None, says: str) -> None:
    found = [one for one in judged(page(scripts=(script,))) if one.outcome is Outcome.FAILED]
    assert [(one.target, one.suspected) for one in found] == ([(target, True)] if target else [])
    assert all(says in one.message for one in found)


def test_scripts_of_one_host_are_one_finding() -> None:
    scripts = (ForeignScript(f"{OUT}a.js", "external"), ForeignScript(f"{OUT}b.js", "external"))
    pages = tuple(page(f"{n}.html", scripts=scripts) for n in range(2))
    (found,) = judged(*pages)
    assert (found.target, found.facts["count"]) == (f"{OUT}a.js", 2)


def test_script_from_a_domain_linked_to_openly_is_known() -> None:
    bearing = page(scripts=(ForeignScript(f"{OUT}map.js", "external"),))
    assert failures(bearing, outlinks=(link("http://stranger.com/about"),)) == []
    hidden = hiding((OUT, "某某公司"), scripts=bearing.scripts)
    assert (f"{OUT}map.js", True) in failures(hidden, outlinks=(link(OUT),))


def test_nothing_read_cannot_tell() -> None:
    shown = unread(unit(pages=(hiding((OUT, "百家乐")),), hosts=(host(),)))
    assert {one.outcome for one in link_suspicious(shown, PARAMS)} == {Outcome.CANT_TELL}
