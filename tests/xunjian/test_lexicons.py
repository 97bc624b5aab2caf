"""An auditor's own wordings: taken up without a crawl, and complained of by line where they are wrong."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from tests.children import inside, xunjian
from tests.crawler.local_site import Site
from tests.xunjian.small_site import DAY, routes, write_sites

ENTRY = '[[entry]]\nwrong = "认真落石"\nright = "认真落实"\nclass = "ST10"\ncertainty = "high"\nsource = "本地通报"\ndate = "2026-11"\n'


@pytest.fixture(scope="module")
def crawled(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("lexicons")
    found = routes(("/",), count=2, dead=False)
    path = "/tzgg/art_0.html"
    found[path] = str(found[path]).replace("认真落实", "认真落石", 1)
    with Site(found) as site:
        config = write_sites(folder, site, units=1, checks=("wording-error",))
        told = xunjian("run", "--config", config, "--data", folder / "var", "--as-of", DAY)
    assert told.status == 0, told.err
    return folder


def wordings(folder: Path) -> list[dict[str, Any]]:
    told = xunjian(
        "check",
        "--config",
        folder / "sites.toml",
        "--data",
        folder / "var",
        "--as-of",
        DAY,
        FORBID_SOCKETS="1",
    )
    assert told.status == 0, told.err
    told = xunjian("report", "--config", folder / "sites.toml", "--data", folder / "var", FORBID_SOCKETS="1")
    assert told.status == 0, told.err
    audit = json.loads((folder / "var/reports/latest/audit.json").read_bytes())
    return [one for one in audit["units"][0]["findings"] if one["check"] == "wording-error"]


def test_a_new_entry_is_found_without_a_crawl(crawled: Path) -> None:
    assert wordings(crawled) == []
    (crawled / "lexicons").mkdir()
    (crawled / "lexicons" / "own.toml").write_text(ENTRY, encoding="utf-8")
    (one,) = wordings(crawled)
    assert (one["target"], one["certainty"], one["rule"]) == ("认真落石", "suspected", "CS-ST10")
    assert one["evidence"]["facts"]["correct"] == "认真落实"
    assert one["url"].endswith("/tzgg/art_0.html")


def test_a_wrong_entry_stops_the_run_with_its_line(tmp_path: Path) -> None:
    config = write_sites(tmp_path, "127.0.0.1:9", units=1)
    (tmp_path / "lexicons").mkdir()
    (tmp_path / "lexicons" / "own.toml").write_text(ENTRY.replace("ST10", "ST77"), encoding="utf-8")
    told = inside("config", "check", "--config", config)
    assert told.status == 2
    assert "own.toml:4: unknown class 'ST77'" in told.err
