"""Which shapes of addresses are closed, and which go on."""

from __future__ import annotations

import pytest

from crawler.traps import FOLDER_WINDOW_PAGES, PATH_WINDOW_PAGES, WINDOW_PAGES, Traps, absurd, shape

HOST = "http://www.example.gov.cn"


@pytest.mark.parametrize(
    ("url", "expected"),
    [
        ("/art/2026/11/3/art_123_4567.html", "/art/#/#/#/art_#_#.html"),
        (
            "/gongkai/site_1/channel_5f0c2b7a9e8d7c6b5a493827/doc_61aa.html",
            "/gongkai/site_#/channel_#/doc_#aa.html",
        ),
        ("/show.asp?id=7&cid=3", "/show.asp?cid&id"),
        ("/show.asp?cid=9&id=8", "/show.asp?cid&id"),
        ("/defaced/index.html", "/defaced/index.html"),
        ("/", "/"),
    ],
)
def test_shape_folds_what_differs_between_pages_of_one_kind(url: str, expected: str) -> None:
    assert shape(HOST + url) == expected


@pytest.mark.parametrize(
    ("path", "expected"),
    [
        ("/a/b/a/b/a/b/x.html", True),
        ("/a/b/a/b/x.html", False),
        ("/2026/11/11/11/x.html", False),
        ("/" + "x" * 1100, True),
        ("/" + "x" * 900, False),
        ("/" + "/".join(f"s{n}" for n in range(17)), True),
        ("/" + "/".join(f"s{n}" for n in range(16)), False),
        ("/x?" + "&".join(f"k{n}=1" for n in range(25)), True),
        ("/x?" + "&".join(f"k{n}=1" for n in range(24)), False),
    ],
)
def test_hard_bounds(path: str, expected: bool) -> None:
    assert absurd(HOST + path) is expected


def test_a_shape_is_closed_when_a_whole_window_brought_nothing() -> None:
    traps = Traps()
    for day in range(WINDOW_PAGES - 1):
        traps.fetched(f"{HOST}/cal/{day}", brought=False)
    assert not traps.closed(f"{HOST}/cal/99")
    traps.fetched(f"{HOST}/cal/98", brought=False)
    assert traps.closed(f"{HOST}/cal/99")
    assert not traps.closed(f"{HOST}/art/99")
    assert traps.skipped == {"/cal/#": 1}
    assert traps.note() == "1类地址反复出现而无新内容，已不再跟踪（如/cal/#），共略过1个地址。"


def test_a_shape_that_brings_something_now_and_then_goes_on() -> None:
    traps = Traps()
    for number in range(800):
        traps.fetched(f"{HOST}/show.asp?id={number}", brought=number % 10 == 0)
    assert not traps.closed(f"{HOST}/show.asp?id=801")
    assert traps.note() == ""


def test_combinations_of_facets_are_closed_together() -> None:
    traps = Traps()
    for number in range(PATH_WINDOW_PAGES):
        traps.fetched(f"{HOST}/list.asp?f{chr(97 + number % 26)}{chr(97 + number // 26)}=1", brought=False)
    assert traps.closed(f"{HOST}/list.asp?new=1")
    assert not traps.closed(f"{HOST}/list.asp")


def test_combinations_of_path_segments_are_closed_together() -> None:
    traps = Traps()
    for number in range(FOLDER_WINDOW_PAGES):
        traps.fetched(f"{HOST}/shop/{chr(0x61 + number % 26)}{chr(0x61 + number // 26)}/", brought=False)
    assert traps.closed(f"{HOST}/shop/zzz/")
    assert not traps.closed(f"{HOST}/other/zzz/")
