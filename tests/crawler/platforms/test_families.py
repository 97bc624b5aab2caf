"""The registry: families are found by looking, and the surest of a page is its maker."""

from __future__ import annotations

from pathlib import Path

import pytest

from crawler.platforms import registry
from tests.crawler.extract.pages import BODY, framed, listed, read

PACKAGE = Path(registry.__file__).parent
HOST = "http://www.lanting.example"
CALL = '<script>createPageHTML(12, 0, "index", "html");</script>'


def test_every_file_with_a_name_is_a_family() -> None:
    named = {path.stem for path in PACKAGE.glob("*.py") if "\nNAME = " in path.read_text("utf-8")}
    assert {family.name for family in registry.families()} == named
    assert len(named) >= 13


def test_every_family_has_its_tests() -> None:
    tested = {path.stem.removeprefix("test_") for path in Path(__file__).parent.glob("test_*.py")}
    assert {family.name for family in registry.families()} <= tested


@pytest.mark.parametrize(
    ("main", "url", "platform"),
    [
        pytest.param(f'<div class="TRS_Editor">{BODY}</div>', f"{HOST}/info/1001/2.htm", "vsb", id="addresses outrank marks"),
        pytest.param(listed("2024-05-06") + CALL, f"{HOST}/col/col12/index.html", "trs", id="a pager outranks addresses"),
        pytest.param('<a href="http://else.example/info/1001/1.htm">甲</a><a href="http://else.example/info/1001/2.htm">乙</a>', f"{HOST}/", "unknown", id="another host's addresses say nothing"),
        pytest.param(BODY, "", "unknown", id="nothing"),
    ],
)  # fmt: skip
def test_the_surest_family_is_the_maker(main: str, url: str, platform: str) -> None:
    assert read(framed(main), url).platform == platform
