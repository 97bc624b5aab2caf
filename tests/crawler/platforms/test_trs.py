"""TRS: the pager that a script prints, in its variants."""

from __future__ import annotations

import pytest

from crawler.extract.page import read_page
from evidence.records import NextPage, PageFacts
from tests.crawler.extract.pages import BODY, TITLES, framed, listed, read, shown

DAYS = ("2024-05-06", "2024-05-02", "2024-04-30")
HOME = "http://www.lanting.example/"
SECOND = NextPage("script", f"{HOME}tzgg/index_1.html")
NONE = NextPage("none")


def column(script: str, url: str = f"{HOME}tzgg/") -> PageFacts:
    return read(framed(f'{listed(*DAYS)}<div class="page"><script>{script}</script></div>'), url)


@pytest.mark.parametrize(
    ("script", "expected"),
    [
        pytest.param('createPageHTML(12, 0, "index", "html");', SECOND, id="four arguments"),
        pytest.param('createPageHTML(12,0,"index","html")', SECOND, id="without spaces"),
        pytest.param("createPageHTML(12, 0, 'index', 'shtml');", NextPage("script", f"{HOME}tzgg/index_1.shtml"), id="single quotes, shtml"),
        pytest.param('createPageHTML(12, 0, "index");', SECOND, id="three arguments"),
        pytest.param("createPageHTML('pager', 12, 0, 'index', 'html', 180);", SECOND, id="six arguments, an element id first"),
        pytest.param('createPageHTML(12, 4, "index", "html");', NextPage("script", f"{HOME}tzgg/index_5.html"), id="within"),
        pytest.param('createPageHTML(12, 0, "list", ".htm");', NextPage("script", f"{HOME}tzgg/list_1.htm"), id="extension with a dot"),
        pytest.param('printPager(12, 0, "index", "html");', SECOND, id="another name"),
        pytest.param('createPageHTMLs(12, 0, "index", "html");', SECOND, id="a variant of the name"),
        pytest.param('var countPage = 12; createPageHTML(countPage, 0, "index", "html");', SECOND, id="the count in a variable"),
        pytest.param('//createPageHTML(99, 0, "old", "html");\ncreatePageHTML(12, 0, "index", "html");', SECOND, id="an old call commented out"),
        pytest.param('createPageHTML(12, 11, "index", "html");', NONE, id="last page"),
        pytest.param('createPageHTML(1, 0, "index", "html");', NONE, id="only page"),
        pytest.param('createPageHTML(0, 0, "index", "html");', NONE, id="no page"),
        pytest.param('//createPageHTML(12, 0, "index", "html");', NONE, id="commented out"),
        pytest.param('  // createPageHTML(12, 0, "index", "html");', NONE, id="commented out and indented"),
        pytest.param("Pager({size: 12, current: 0, prefix: 'index', suffix: 'html'});", SECOND, id="object"),
        pytest.param("new Pager({size: '12', prefix: 'index', suffix: 'html'})", SECOND, id="object without the current page"),
        pytest.param("Pager({size: 12, current: 11, prefix: 'index', suffix: 'html'});", NONE, id="object, last page"),
        pytest.param("Pager({current: 0, prefix: 'index'});", NONE, id="object without a count"),
        pytest.param("var a = 1; f(); createPageHTML(12, 0, 'index', 'html');", SECOND, id="behind others on its line"),
        pytest.param("createPageHTML(a, b, c, d);", NONE, id="nothing but variables"),
        pytest.param('function createPageHTML(count, index, name, ext) { return ""; }', NONE, id="the definition"),
    ],
)  # fmt: skip
def test_a_printed_pager_gives_the_next_page(script: str, expected: NextPage) -> None:
    assert column(script).next_page == expected


BLOCKS = ('/* createPageHTML(12, 7, "old", "html"); */', '/*\ncreatePageHTML(12, 7, "old", "html");\n*/')


@pytest.mark.parametrize("script", BLOCKS)
@pytest.mark.parametrize("live", [True, False])
def test_a_call_in_a_block_comment_is_not_made(script: str, live: bool) -> None:
    following = column(script + ('\ncreatePageHTML(3, 0, "index", "html");' if live else "")).next_page
    assert following == (SECOND if live else NONE)


def test_the_old_comment_marks_of_a_script_do_not_hide_its_call() -> None:
    assert column('<!--\ncreatePageHTML(12, 0, "index", "html");\n//-->').next_page == SECOND
    assert column('<!--\n//createPageHTML(12, 0, "index", "html");\n//-->').next_page == NONE


def test_a_definition_before_the_call_does_not_hide_the_call() -> None:
    script = 'function createPageHTML(count, index, name, ext) { return ""; }\ncreatePageHTML(12, 0, "index", "html");'
    assert column(script).next_page == SECOND


def test_the_next_page_stands_beside_the_first() -> None:
    script = 'createPageHTML(12, 0, "index", "html");'
    assert column(script, f"{HOME}a/b/index.html").next_page.url == f"{HOME}a/b/index_1.html"
    assert column(script, "").next_page.url == "index_1.html"


def test_the_printed_pager_outranks_a_template_link() -> None:
    main = f"""{listed(*DAYS)}<script>createPageHTML(12, 0, "index", "html");</script><a href="index_9.html">下一页</a>"""
    assert read(framed(main), f"{HOME}tzgg/").next_page == SECOND


def test_rows_are_in_the_markup() -> None:
    facts = column('createPageHTML(12, 0, "index", "html");')
    assert shown(facts) == list(zip(TITLES, DAYS, strict=False))
    assert facts.platform == "trs"


@pytest.mark.parametrize(
    ("main", "url", "platform"),
    [
        (BODY, f"{HOME}tzgg/202405/t20240506_1.html", "trs"),
        (f'<div class="TRS_Editor">{BODY}</div>', "", "trs"),
        (f'<div class="view TRS_UEDITOR trs_paper_default">{BODY}</div>', "", "trs"),
        ('<a href="t20240506_1.html">一号公告</a><a href="t20240506_2.html">二号公告</a>', HOME, "trs"),
        ('<a href="t20240506_1.html">一号公告</a>', HOME, "unknown"),
        ('<a href="t19107548.shtml">一号公告</a><a href="t19107549.shtml">二号公告</a>', HOME, "trs"),
        (BODY, "", "unknown"),
    ],
)
def test_the_family_is_recognised_by_its_marks(main: str, url: str, platform: str) -> None:
    assert read(framed(main), url).platform == platform


COUNTED_BY_HAND = """//createPageHTML(99, 0, "old", "htm");
var currentPage = 1; var countPage = 12; var nextPage = currentPage + 1;
document.write("<a href=\\"index" + "_" + nextPage + "." + "htm" + "\\">下一页</a>");"""


def test_a_pager_written_by_hand_beside_an_old_call_is_read() -> None:
    assert column(COUNTED_BY_HAND).next_page == NextPage("script", f"{HOME}tzgg/index_2.htm")
    assert column(COUNTED_BY_HAND.replace("= 12", "= 2")).next_page == NONE


def test_without_the_platform_readers_a_printed_pager_has_no_address() -> None:
    markup = framed(f"""{listed(*DAYS)}<script>createPageHTML(12, 0, "index", "html");</script>""")
    facts = read_page(markup.encode(), f"{HOME}tzgg/", platforms=False)
    assert (facts.platform, facts.next_page) == ("unknown", NextPage("script"))
    assert shown(facts) == list(zip(TITLES, DAYS, strict=False))
