"""The disclosure platform of site, channel and doc addresses."""

from __future__ import annotations

import pytest

from tests.crawler.extract.pages import BODY, framed, listed, read, shown

HOST = "http://www.lanting.example"
CHANNEL = f"{HOST}/gongkai/site_ltqzfb/channel_0123456789abcdef01234567/"
DOC = f"{CHANNEL}doc_89abcdef0123456789abcdef.html"


@pytest.mark.parametrize(
    ("main", "url", "platform"),
    [
        (listed("2024-05-06"), CHANNEL, "jinan"),
        (BODY, DOC, "jinan"),
        (f'<a href="{DOC}">甲</a><a href="{CHANNEL}">乙</a>', f"{HOST}/", "jinan"),
        (BODY, f"{HOST}/gongkai/channel_7/", "unknown"),
    ],
)
def test_the_family_is_recognised(main: str, url: str, platform: str) -> None:
    assert read(framed(main), url).platform == platform


def test_rows_are_in_the_markup() -> None:
    facts = read(framed(listed("2024-05-06", "2024-05-02")), CHANNEL)
    assert [day for _, day in shown(facts)] == ["2024-05-06", "2024-05-02"]
