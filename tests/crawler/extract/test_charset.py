"""Charsets: what a page claims, and what its bytes are."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from crawler.extract.charset import declared_charset, decode
from crawler.extract.page import read_page

TEXT = "澜汀区人民政府办公室关于渡口安全的通告，自发布之日起施行。"
LONG = "<p>澜汀区渡口</p><p>青芦街道办事处</p><p>桥头菜市场</p>" * 8


def page(charset: str | None, text: str = TEXT, encoding: str = "utf-8") -> bytes:
    claim = f'<meta http-equiv="Content-Type" content="text/html; charset={charset}">' if charset else ""
    return f"<html><head>{claim}<title>{text}</title></head><body><p>{text}</p></body></html>".encode(
        encoding
    )


@pytest.mark.parametrize(
    ("claim", "real", "codec"),
    [
        ("utf-8", "utf-8", "utf-8"),
        ("UTF8", "utf-8", "utf-8"),
        ("gb2312", "gb2312", "gb18030"),
        ("gbk", "gbk", "gbk"),
        ("GB18030", "gb18030", "gb18030"),
        ("big5", "big5", "big5"),
        (None, "utf-8", "utf-8"),
        (None, "gbk", "gb18030"),
        ("utf-8", "gbk", "gb18030"),
        ("iso-8859-1", "utf-8", "utf-8"),
        ("iso-8859-1", "gbk", "gb18030"),
        ("windows-1252", "gbk", "gb18030"),
        ("us-ascii", "gbk", "gb18030"),
        ("no-such-charset", "utf-8", "utf-8"),
        ("no-such-charset", "gbk", "gb18030"),
    ],
)
def test_the_bytes_decide_whatever_the_page_claims(claim: str | None, real: str, codec: str) -> None:
    text = "臺灣" if real == "big5" else TEXT
    decoded = decode(page(claim, text, real))
    assert text in decoded.text
    assert decoded.encoding == codec


@pytest.mark.parametrize("claim", ["gb2312", "gbk", "gb18030"])
def test_a_utf8_page_that_claims_a_chinese_charset_is_read_as_utf8(claim: str) -> None:
    assert decode(page(claim, LONG)).encoding == "utf-8"


@pytest.mark.parametrize("claim", ["gb2312", "gbk"])
@pytest.mark.parametrize("text", ["通知公告", "区长信箱", "澜汀", "人民政府", "机构职能信息"])
def test_a_short_utf8_page_that_claims_a_chinese_charset_is_read_as_utf8(claim: str, text: str) -> None:
    assert text in decode(page(claim, text)).text


@pytest.mark.parametrize("character", ["镕", "堃", "㐂", "𠀀"])
def test_characters_beyond_gb2312_survive_under_a_gb2312_claim(character: str) -> None:
    text = f"朱{character}等同志{TEXT}"
    decoded = decode(page("gb2312", text, "gb18030"))
    assert text in decoded.text
    assert decoded.declared == "gb2312"


@pytest.mark.parametrize(
    ("header", "claim", "real"),
    [
        ("text/html; charset=utf-8", "gb2312", "utf-8"),
        ("text/html; charset=utf-8", "gb2312", "gbk"),
        ("text/html; charset=gbk", "utf-8", "gbk"),
        ('text/html;charset="GBK"', None, "gbk"),
        ("text/html; charset=ISO-8859-1", "gb2312", "gbk"),
        ("text/html", "gbk", "gbk"),
        ("", None, "utf-8"),
        ("text/html; charset=gbk", "utf-8", "utf-8"),
    ],
)
def test_header_and_meta_tag_may_disagree(header: str, claim: str | None, real: str) -> None:
    assert TEXT in decode(page(claim, TEXT, real), header).text


@pytest.mark.parametrize(
    ("header", "claim", "expected"),
    [
        ("text/html; charset=gbk", "utf-8", "gbk"),
        ("text/html", "utf-8", "utf-8"),
        ("text/html; charset=nonsense", "gb2312", "gb2312"),
        (None, None, None),
        (None, "nonsense", None),
    ],
)
def test_the_header_declares_before_the_page(
    header: str | None, claim: str | None, expected: str | None
) -> None:
    assert declared_charset(page(claim), header) == expected


@pytest.mark.parametrize(
    ("mark", "encoding"),
    [(b"\xef\xbb\xbf", "utf-8"), (b"\xff\xfe", "utf-16-le"), (b"\xfe\xff", "utf-16-be")],
)
def test_a_byte_order_mark_outranks_every_claim(mark: bytes, encoding: str) -> None:
    decoded = decode(mark + page("gb2312", TEXT, encoding), "text/html; charset=gbk")
    assert TEXT in decoded.text
    assert not decoded.text.startswith("\ufeff")
    assert decoded.encoding == encoding


@pytest.mark.parametrize(
    ("claim", "real", "codec"), [("utf-8", "utf-8", "utf-8"), ("gb2312", "gbk", "gb18030")]
)
def test_a_broken_character_costs_itself_alone(claim: str, real: str, codec: str) -> None:
    whole = page(claim, TEXT * 40, real)
    at = whole.index(TEXT.encode(real), 400)
    decoded = decode(whole[:at] + b"\xff" + whole[at:])
    assert decoded.encoding == codec
    assert decoded.text.count(TEXT) >= 60
    assert 1 <= decoded.text.count("\ufffd") <= 2


def test_a_page_cut_within_a_character_keeps_its_charset() -> None:
    whole = page("utf-8", TEXT * 40)
    at = whole.rindex("施".encode()) + 2
    assert decode(whole[:at]).encoding == "utf-8"


def test_a_claim_in_a_comment_or_far_below_is_still_only_a_claim() -> None:
    body = b"<!-- charset=gbk -->" + page(None, TEXT)
    assert TEXT in decode(body).text


def test_the_facts_name_python_s_codec() -> None:
    assert read_page(page("GB2312", TEXT, "gb2312"), "").encoding == "gb18030"
    assert read_page(page(None, TEXT, "gbk"), "", "text/html; charset=GBK").encoding == "gbk"


def test_an_empty_body_is_empty_text() -> None:
    assert decode(b"").text == ""


@given(
    st.binary(max_size=300),
    st.sampled_from([None, "text/html; charset=gbk", "text/html; charset=utf-7", "x=\xff"]),
)
def test_any_bytes_are_decoded(body: bytes, header: str | None) -> None:
    decode(body, header).text.encode("utf-8", "surrogatepass")


@given(st.text(st.characters(min_codepoint=0x4E00, max_codepoint=0x9FA5), min_size=20, max_size=60))
def test_undeclared_chinese_in_gbk_comes_back_whole(text: str) -> None:
    assert text in decode(page(None, f"。{text}，", "gbk")).text
