"""Addresses: what would be fetched (``normalise``) and what is one page (``fold``, ``url_key``)."""

from __future__ import annotations

import re

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from crawler.extract.links import (
    extension,
    fold,
    is_document,
    is_page_like,
    normalise,
    url_key,
)
from evidence.domains import netloc_of
from tests.crawler.extract.pages import read

BASE = "http://www.lanting.example/a/b/index.html"
HOST = "http://www.lanting.example"


@pytest.mark.parametrize(
    ("href", "expected"),
    [
        pytest.param("c.html", f"{HOST}/a/b/c.html", id="beside"),
        pytest.param("./c.html", f"{HOST}/a/b/c.html", id="dot"),
        pytest.param("../c.html", f"{HOST}/a/c.html", id="up"),
        pytest.param("../../../../c.html", f"{HOST}/c.html", id="above the root"),
        pytest.param("/x/./y/../z.html", f"{HOST}/x/z.html", id="dots within"),
        pytest.param("/../../x/", f"{HOST}/x/", id="rooted above the root"),
        pytest.param("..", f"{HOST}/a/", id="parent"),
        pytest.param("?p=2", f"{HOST}/a/b/index.html?p=2", id="query alone"),
        pytest.param("/x?p=2&q=3", f"{HOST}/x?p=2&q=3", id="query kept"),
        pytest.param("/x?", f"{HOST}/x", id="empty query"),
        pytest.param("c.html#top", f"{HOST}/a/b/c.html", id="fragment"),
        pytest.param("//cdn.lanting.example/x.html", "http://cdn.lanting.example/x.html", id="protocol-relative"),
        pytest.param("HTTP://WWW.LanTing.Example/Tzgg/", f"{HOST}/Tzgg/", id="case of host only"),
        pytest.param(f"{HOST}:80/x", f"{HOST}/x", id="default port"),
        pytest.param("https://lanting.example:443/x", "https://lanting.example/x", id="default port of https"),
        pytest.param(f"{HOST}:8080/x", f"{HOST}:8080/x", id="other port"),
        pytest.param(f"{HOST}:443/x", f"{HOST}:443/x", id="443 is no default of http"),
        pytest.param(f"{HOST}:/x", f"{HOST}/x", id="colon without port"),
        pytest.param("http://www.lanting.example./x", f"{HOST}/x", id="dot after the host"),
        pytest.param(HOST, f"{HOST}/", id="bare host"),
        pytest.param("http://user:word@www.lanting.example/x", f"{HOST}/x", id="credentials"),
        pytest.param("  /x.html \n", f"{HOST}/x.html", id="spaces around"),
        pytest.param("\u3000/x.html\u3000", f"{HOST}/x.html", id="ideographic spaces around"),
        pytest.param("/x\n\t.html", f"{HOST}/x.html", id="line break within"),
        pytest.param("/a b.html", f"{HOST}/a%20b.html", id="space within"),
        pytest.param("/a%20b.html", f"{HOST}/a%20b.html", id="encoded stays"),
        pytest.param("\\x\\y.html", f"{HOST}/x/y.html", id="backslashes"),
        pytest.param("http:\\\\www.lanting.example\\x", f"{HOST}/x", id="backslashes after the scheme"),
        pytest.param("http：//www.lanting.example/x", f"{HOST}/x", id="full-width colon"),
        pytest.param("http://ｗｗｗ．ｌａｎｔｉｎｇ．ｅｘａｍｐｌｅ/x", f"{HOST}/x", id="full-width host"),
        pytest.param("http://www。lanting。example/x", f"{HOST}/x", id="ideographic full stop"),
        pytest.param("/附件（1）.doc", f"{HOST}/%E9%99%84%E4%BB%B6%EF%BC%881%EF%BC%89.doc", id="full-width path kept"),
        pytest.param("http://澜汀.example/", "http://"+"澜汀".encode("idna").decode()+".example/", id="Chinese host"),
        pytest.param("www.lanting.example/x", f"{HOST}/a/b/www.lanting.example/x", id="host without scheme is a path"),
    ],
)  # fmt: skip
def test_an_address_becomes_absolute_and_clean(href: str, expected: str) -> None:
    assert normalise(href, BASE) == expected


@pytest.mark.parametrize(
    ("written", "kept"),
    [
        ("?utm_source=w&id=3", "?id=3"),
        ("?id=3&utm_medium=x&utm_campaign=y", "?id=3"),
        ("?utm_source=w", ""),
        ("?spm=a.b.c&id=3", "?id=3"),
        ("?id=3&JSESSIONID=AB12", "?id=3"),
        ("?PHPSESSID=ab12", ""),
        ("?ASPSESSIONIDQQ=ab12&x=1", "?x=1"),
        (";jsessionid=0A1B2C?id=3", "?id=3"),
        (";jsessionid=0A1B2C", ""),
        ("?spmid=3", "?spmid=3"),
        ("?mysessionid=3", "?mysessionid=3"),
        ("?utm=3", "?utm=3"),
        ("?a=1&b=2", "?a=1&b=2"),
        ("?id", "?id"),
    ],
)
def test_session_and_campaign_parameters_go_and_others_stay(written: str, kept: str) -> None:
    assert normalise(f"{HOST}/x.jsp{written}") == f"{HOST}/x.jsp{kept}"


@pytest.mark.parametrize(
    "href",
    [
        "", " ", "#", "#top", "javascript:void(0)", "JavaScript:;", " javascript:go(2)", "java\nscript:x()",
        "javascript：go()", "mailto:a@lanting.example", "tel:0000-1234567", "ftp://lanting.example/x", "data:text/html,x",
        "about:blank", "file:///etc/hosts", "weixin://dl/x", "{{row.url}}", "/x/${id}.html", "<%=url%>", '" + row_link + "', "' + url + '", '/x.jsp?id=" + ids[i] + "', "'+item.url+'", "http://lanting.example:port/", "http://lanting.example:99999/", "http://[::1/", "http://a%20b/",
        "https://?x", "x" * 2001,
    ],
)  # fmt: skip
def test_what_is_no_page_address_gives_none(href: str) -> None:
    assert normalise(href, BASE) is None


@pytest.mark.parametrize(
    ("written", "kept"),
    [
        ("x.htm?q=a+b", "/x.htm?q=a+b"),
        ("c++.html", "/c++.html"),
        ("/o'neil+x.html", "/o'neil+x.html"),
        ('/a"+b.html', "/a%22+b.html"),
    ],
)
def test_a_plus_alone_joins_nothing(written: str, kept: str) -> None:
    assert normalise(written, f"{HOST}/") == f"{HOST}{kept}"


def test_three_slashes_are_two() -> None:
    assert normalise("http:///www.lanting.example/x") == f"{HOST}/x"


@pytest.mark.parametrize("href", ["http://", "http:"])
def test_a_bare_scheme_is_no_address(href: str) -> None:
    assert normalise(href, BASE) is None


def test_without_a_base_only_absolute_addresses_count() -> None:
    assert normalise("c.html") is None
    assert normalise("//lanting.example/c.html") is None
    assert normalise(f"{HOST}/c.html") == f"{HOST}/c.html"


@pytest.mark.parametrize(
    ("encoding", "query"),
    [("utf-8", "%E6%B8%A1%E5%8F%A3"), ("gbk", "%B6%C9%BF%DA"), ("gb2312", "%B6%C9%BF%DA"), ("gb18030", "%B6%C9%BF%DA")],
)  # fmt: skip
def test_a_query_is_encoded_in_the_page_s_charset_and_a_path_in_utf8(encoding: str, query: str) -> None:
    assert normalise("/渡口?q=渡口", BASE, encoding) == f"{HOST}/%E6%B8%A1%E5%8F%A3?q={query}"


def test_a_character_outside_the_page_s_charset_does_not_raise() -> None:
    found = normalise("/x?q=㐂", BASE, "gb2312")
    assert found is None or found.startswith(f"{HOST}/x?q=")


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("http://lanting.example/x", "https://lanting.example/x"),
        ("http://lanting.example", "http://lanting.example/"),
        ("http://lanting.example/tzgg/", "http://lanting.example/tzgg/index.html"),
        ("http://lanting.example/tzgg/", "http://lanting.example/tzgg/index.shtml"),
        ("http://lanting.example/tzgg/", "http://lanting.example/tzgg/Default.aspx"),
        ("http://lanting.example/tzgg/", "https://lanting.example/tzgg/index.htm"),
        ("http://lanting.example/a.html", "http://lanting.example/a.html#3"),
        ("http://lanting.example/a.html", "http://LANTING.example:80/b/../a.html?utm_source=w"),
        ("http://lanting.example/a.jsp?id=1", "http://lanting.example/a.jsp;jsessionid=Z?id=1"),
        ("http://lanting.example/index.html?id=1", "http://lanting.example/?id=1"),
    ],
)
def test_one_page_has_one_key(one: str, other: str) -> None:
    first, second = normalise(one), normalise(other)
    assert first is not None
    assert second is not None
    assert fold(first) == fold(second)
    assert url_key(first) == url_key(second)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("http://lanting.example/x", "http://www.lanting.example/x"),
        ("http://lanting.example/x", "http://lanting.example:8080/x"),
        ("http://lanting.example/tzgg/", "http://lanting.example/tzgg/index_1.html"),
        ("http://lanting.example/tzgg/", "http://lanting.example/tzgg/list.html"),
        ("http://lanting.example/a?id=1", "http://lanting.example/a?id=2"),
        ("http://lanting.example/Tzgg/", "http://lanting.example/tzgg/"),
        ("http://lanting.example/x/myindex.html", "http://lanting.example/x/"),
    ],
)
def test_other_pages_have_other_keys(one: str, other: str) -> None:
    first, second = normalise(one), normalise(other)
    assert first is not None
    assert second is not None
    assert url_key(first) != url_key(second)


@pytest.mark.parametrize(
    ("url", "suffix", "document", "page_like"),
    [
        ("http://h/x.PDF", ".pdf", True, False),
        ("http://h/x.docx?v=1", ".docx", True, False),
        ("http://h/x.ofd", ".ofd", True, False),
        ("http://h/x.jpg", ".jpg", False, False),
        ("http://h/x.css", ".css", False, False),
        ("http://h/x.shtml", ".shtml", False, True),
        ("http://h/x.jsp?file=a.pdf", ".jsp", False, True),
        ("http://h/x/", "", False, True),
        ("http://h.doc/", "", False, True),
    ],
)
def test_the_extension_tells_files_from_pages(url: str, suffix: str, document: bool, page_like: bool) -> None:
    assert (extension(url), is_document(url), is_page_like(url)) == (suffix, document, page_like)


@pytest.mark.parametrize(
    ("url", "host"),
    [("http://h/x", "h"), ("http://h:81/", "h:81"), ("http://h?x=/y", "h"), ("https://h", "h")],
)
def test_the_host_comes_with_its_port(url: str, host: str) -> None:
    assert netloc_of(url) == host


def _urls(head: str, href: str, url: str) -> list[str]:
    markup = f'<html><head>{head}</head><body><p><a href="{href}">澜汀区概况介绍</a></p></body></html>'
    return [link.url for link in read(markup, url).links]


@pytest.mark.parametrize(
    ("head", "href", "expected"),
    [
        ('<base href="http://www.lanting.example/other/">', "c.html", f"{HOST}/other/c.html"),
        ('<base href="/other/">', "c.html", f"{HOST}/other/c.html"),
        ('<base href="../">', "c.html", f"{HOST}/a/c.html"),
        ('<base target="_blank">', "c.html", f"{HOST}/a/b/c.html"),
        ('<base href="/one/"><base href="/two/">', "c.html", f"{HOST}/one/c.html"),
        ('<base href="javascript:">', "c.html", f"{HOST}/a/b/c.html"),
        ('<base href="/other/">', "/c.html", f"{HOST}/c.html"),
        ("", "c.html", f"{HOST}/a/b/c.html"),
    ],
)
def test_links_resolve_against_the_base_element(head: str, href: str, expected: str) -> None:
    assert _urls(head, href, BASE) == [expected]


def test_without_an_address_a_base_element_alone_makes_links_absolute() -> None:
    assert _urls(f'<base href="{HOST}/other/">', "c.html", "") == [f"{HOST}/other/c.html"]
    assert _urls("", "c.html", "") == ["c.html"]


_ADDRESSES = st.one_of(
    st.text(max_size=60),
    st.builds(
        "{}://{}{}{}".format,
        st.sampled_from(["http", "https", "HTTP", "ftp", "http："]),
        st.text("abc.:[]@澜ｗ。%- 0123456789", max_size=20),
        st.text("/.;\\?#=&%澜（ \u3000\ud800", max_size=20),
        st.text(max_size=20),
    ),
    st.text("./\\?#&=%;:abjscript 澜", max_size=40),
)


@settings(derandomize=True)
@given(
    _ADDRESSES,
    st.sampled_from([None, BASE, "https://lanting.example:8443"]),
    st.sampled_from(["utf-8", "gbk"]),
)
def test_any_text_gives_a_clean_address_or_none(href: str, base: str | None, encoding: str) -> None:
    found = normalise(href, base, encoding)
    assume(found is not None and not re.match(r"https?://[:/]", found))
    assert found is not None
    assert found.startswith(("http://", "https://"))
    assert found.isascii()
    assert not set(found) & set(" \t\n#")
    assert netloc_of(found)
    assert 0 <= url_key(found) < 2**63


@settings(derandomize=True)
@given(_ADDRESSES, st.sampled_from([None, BASE]), st.sampled_from(["utf-8", "gbk"]))
def test_a_clean_address_stays_as_it_is(href: str, base: str | None, encoding: str) -> None:
    found = normalise(href, base, encoding)
    assume(found is not None and re.fullmatch(r"[\w\-]+(?:\.[\w\-]+)*(?::\d+)?", netloc_of(found)))
    assert found is not None
    assert normalise(found) == found


@pytest.mark.parametrize(
    ("href", "expected"),
    [
        ("http://::", None),
        ("http://.:80/", None),
        ("http://www.lanting.example.:80/x", f"{HOST}/x"),
        ("http://www.lanting.example:80:80/x", None),
        ("http://(:/", None),
        ("http://::/澜", None),
    ],
)
def test_a_host_is_clean_with_and_without_a_port(href: str, expected: str | None) -> None:
    assert normalise(href) == expected


def test_a_space_before_the_fragment_does_not_leave_a_dot() -> None:
    assert normalise("/x/. #top", BASE) == f"{HOST}/x/"


def test_a_long_chinese_address_stays_an_address() -> None:
    found = normalise(f"{HOST}/{'澜' * 700}")
    assert found is None or normalise(found) == found
