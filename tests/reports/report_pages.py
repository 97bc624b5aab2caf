"""Pages of a report as a reader's browser takes them: parsed, with what every page has to keep."""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import lru_cache

from bs4 import BeautifulSoup, Tag

_SCHEME = re.compile(r"([A-Za-z]+):")


def page(files: Mapping[str, bytes], name: str = "index.html") -> BeautifulSoup:
    return _parsed(files[name])


@lru_cache(maxsize=100)
def _parsed(body: bytes) -> BeautifulSoup:
    return BeautifulSoup(body, "lxml")


def one(soup: BeautifulSoup | Tag, selector: str) -> Tag:
    found = soup.select_one(selector)
    assert found is not None, selector
    return found


def schemes(soup: BeautifulSoup) -> set[str | None]:
    """The schemes of all links; None: a relative one."""
    found = (_SCHEME.match(str(link["href"])) for link in soup.select("a[href]"))
    return {match.group(1) if match else None for match in found}


def assert_links_lead_to_what_exists(files: Mapping[str, bytes]) -> None:
    """Every relative link leads to a file of the report, and to an anchor in it."""
    pages = {name: page(files, name) for name in files if name.endswith("html")}
    ids = {name: {tag["id"] for tag in soup.select("[id]")} for name, soup in pages.items()}
    for name, soup in pages.items():
        for tag in soup.select("a[href], link[href], script[src]"):
            href = str(tag.get("href") or tag["src"])
            if href.startswith("http"):
                assert tag.name == "a"
                continue
            path, _, anchor = href.partition("#")
            target = path.removeprefix("../") if name.startswith("units/") else path
            assert (target or name) in files, href
            assert not anchor or anchor in ids[target or name], href
