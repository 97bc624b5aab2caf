"""Digests of frame and text, pages that say they are missing, the search form."""

from __future__ import annotations

import pytest

from crawler.extract.frame import digest_of
from evidence.marks import SearchForm
from evidence.records import PageKind
from tests.crawler.extract.pages import ARTICLE, BODY, COLUMN, HOME, SENTENCE, article, listed, page, read

FRAME = (
    "<div class='header'>澜汀</div><div id='wrap'><div class='content c{n}'>{text}</div>"
    "<div class='{side}'>侧栏</div></div><div class='footer'>主办</div>"
)


def template(text: str = BODY, n: int = 1, side: str = "side", head: str = "") -> str:
    return read(page(FRAME.format(text=text, n=n, side=side), head=head), ARTICLE).template


def test_pages_of_one_template_share_its_digest() -> None:
    assert (
        template() == template(text="<p>另一篇</p><table><tr><td>1</td></tr></table>") == template(n=2) != ""
    )


@pytest.mark.parametrize(
    "rest", [{"side": "right"}, {"head": "<link rel='stylesheet' href='/css/list.css'>"}]
)
def test_other_frames_have_other_digests(rest: dict[str, str]) -> None:
    assert template() != template(**rest)


def test_versions_of_a_style_sheet_are_one() -> None:
    first, second = (f"<link rel='stylesheet' href='/css/a{n}.css?v={n}'>" for n in (1, 2))
    assert template(head=first) == template(head=second)


LONG = SENTENCE * 10


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        (LONG, LONG.replace("。", "。\n  "), True),
        (f"发布日期：2024-05-01 浏览次数：12\n{LONG}", f"发布日期：2025年6月2日 浏览次数：900\n{LONG}", True),
        (LONG, LONG + "以上。", False),
        (LONG + "共3人", LONG + "共4人", False),
    ],
)
def test_digest_of_a_text(one: str, other: str, same: bool) -> None:
    assert (digest_of(one) == digest_of(other)) is same


@pytest.mark.parametrize(("length", "has"), [(199, False), (200, True)])
def test_short_texts_have_no_digest(length: int, has: bool) -> None:
    assert bool(digest_of("文" * length)) is has


@pytest.mark.parametrize(("length", "has"), [(119, False), (120, True)])
def test_texts_of_middling_length_count_with_their_headline(length: int, has: bool) -> None:
    text = "文" * length
    assert bool(digest_of(text, "巡护不松懈")) is has
    assert (digest_of(text, "巡护不松懈") == digest_of(text, "巡护 不松懈！")) is True
    assert not has or digest_of(text, "巡护不松懈") != digest_of(text, "清零行动")


def test_headlines_of_long_texts_do_not_matter() -> None:
    assert digest_of("文" * 200, "巡护不松懈") == digest_of("文" * 200, "清零行动") == digest_of("文" * 200)


OWN = {"ColumnName": "公示公告"}
CARD = "<div class='card'><h3><a href='/gsgg/1.html'>青芦街道关于领取优待证的公告</a></h3><p>{}</p><time>2026.05.12</time></div>"


@pytest.mark.parametrize(
    ("last", "meta", "main", "kind"),
    [
        (COLUMN, OWN, CARD.format("点击标题阅读全文。"), PageKind.COLUMN),
        (
            f"{HOME}gsgg/",
            OWN,
            CARD.format("点击标题阅读全文。"),
            PageKind.ARTICLE,
        ),  # its column's page is another
        (COLUMN, {"ColumnName": "通知公告"}, CARD.format("点击标题阅读全文。"), PageKind.ARTICLE),
        (COLUMN, OWN | {"ArticleTitle": "公示"}, CARD.format("点击标题阅读全文。"), PageKind.ARTICLE),
        (COLUMN, OWN, CARD.format(SENTENCE * 3), PageKind.ARTICLE),
    ],
)
def test_page_of_its_own_column_with_one_entry_is_no_article(
    last: str, meta: dict[str, str], main: str, kind: PageKind
) -> None:
    loader = "<script>$.ajax({url:'/more'})</script>"
    trail = f"<div class='weizhi'>当前位置：<a href='/'>首页</a> &gt; <a href='{last}'>公示公告</a></div>"
    shown = page(
        f"{trail}<div class='zhuti'><h1>公示公告</h1>{main}</div>{loader}", title="公示公告", meta=meta
    )
    assert read(shown).kind is kind


@pytest.mark.parametrize(
    ("body", "title", "words"),
    [
        ("<p>您访问的页面不存在</p>", "", "您访问的页面不存在"),
        ("<p>抱歉，您要查看的信息已被删除！</p>", "", "您要查看的信息已被删除"),
        ("<h1>404</h1><p>返回首页</p>", "错误页", "404"),
        ("<p>Page Not Found</p>", "", "Page Not Found"),
        ("<img src='404.png' alt='您访问的页面找不到了'>", "", "您访问的页面找不到"),
        ("<p>返回首页</p>", "404 - 页面未找到", "404"),
        ("<p>该文章已被撤回</p>", "", "该文章已被撤回"),
        ("<p>页面走丢了</p>", "", "页面走丢了"),
        # something else, or another thing
        (BODY, "", ""),
        (f"<p>您访问的页面不存在</p>{BODY * 2}", "", ""),
        (f"<h1>关于整治网站“页面不存在”问题的通知</h1>{BODY * 2}", "", ""),
        ("<ul><li><a href='/1.html'>网民反映：访问的页面不存在怎么办</a></li></ul>", "", ""),
        ("<p>办公地点：404室</p>", "", ""),
        ("<p>暂无信息</p>", "", ""),
    ],
)
def test_page_that_says_it_is_not_there(body: str, title: str, words: str) -> None:
    assert read(page(body, title=title), ARTICLE).says_missing == words


@pytest.mark.parametrize(
    ("markup", "form"),
    [
        (
            "<form action='/so/s' method='get'><input type='hidden' name='site' value='7'>"
            "<input type='text' name='q'><input type='submit' value='搜索'></form>",
            SearchForm(f"{HOME}so/s", "GET", "q", (("site", "7"),)),
        ),
        (
            "<form action='/search.jsp' method='post'><input name='showkeycode' placeholder='请输入关键字'>"
            "<button>检索</button></form>",
            SearchForm(f"{HOME}search.jsp", "POST", "showkeycode"),
        ),
        (
            "<form action='javascript:;' onsubmit='return false'><input name='keyword'><button>搜索</button></form>",
            SearchForm("", "GET", "keyword", (), True),
        ),
        (
            "<form action='/s'><input type='hidden' name='_csrf' value='a1'><input name='q'><button>搜索</button></form>",
            SearchForm(f"{HOME}s", "GET", "q", (("_csrf", "a1"),), True),
        ),
        ("<div><input type='text' id='searchword' placeholder='站内搜索'><a onclick='so()'>搜索</a></div>",
         SearchForm("", "GET", "searchword", (), True)),
        # other forms
        ("<form action='/login'><input name='username'><input type='password' name='pw'><button>登录</button></form>", None),
        ("<form action='/q'><input name='bh' placeholder='请输入查询码'><button>查询</button></form>", None),
        ("<form action='/mail'><input name='title'><textarea name='content'></textarea></form>", None),
        ("<form action='/x'><input name='email' placeholder='邮箱'><button>订阅</button></form>", None),
        ("<p>没有表单</p>", None),
    ],
)  # fmt: skip
def test_search_form(markup: str, form: SearchForm | None) -> None:
    assert read(page(f"{markup}{BODY}"), HOME).search == form


def test_only_articles_have_a_digest_of_text() -> None:
    assert read(article("澜汀区工作现场会", body=BODY * 4), ARTICLE).digest != ""
    assert read(listed(("澜汀区工作现场会", "关于河道保洁的公告", "青芦街道体检"))).digest == ""
