"""A run killed at any moment: the next one goes on, and says what an undisturbed one says."""

from __future__ import annotations

import json
import random
import re
import signal
import sqlite3
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from tests.children import start, xunjian
from tests.crawler.local_site import Site
from tests.xunjian.small_site import DAY, routes, write_sites

ARTICLES = 48  # in each of six lists: a batch and some
HALF_DONE = random.Random(20261123).sample(range(215, 270), 1)[0]


@dataclass
class Undisturbed:
    site: Site
    audit: dict[str, Any]
    paths: list[str]


QUESTION = re.compile(
    r"/(?:xunjian-[0-9a-f]{8}/)?[0-9a-f]{8}\.html"
)  # a path that cannot exist, new in each run


@pytest.fixture(scope="module")
def undisturbed(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Undisturbed]:
    """The site, and what a run says of it that nobody interrupts."""
    folder = tmp_path_factory.mktemp("undisturbed")
    with Site(routes(("/", "/jyty/"), ARTICLES)) as site:
        done = xunjian("run", *options(folder, site))
        assert done.status == 0, done.err
        audit = json.loads((folder / "var/reports/latest/audit.json").read_bytes())
        yield Undisturbed(site, audit, [path for path in site.paths() if not QUESTION.fullmatch(path)])


def options(folder: Path, site: Site) -> tuple[str | Path, ...]:
    return ("--config", write_sites(folder, site), "--data", folder / "var", "--as-of", DAY)


def said(audit: dict[str, Any]) -> list[Any]:
    """Verdicts, findings, columns and what is undetermined."""
    return [
        (
            unit["id"],
            unit["verdict"],
            [(one["id"], one["state"], one["message"]) for one in unit["findings"]],
            unit["columns"],
            unit["undetermined"],
            [row["coverage"] for row in unit["sites"]],
        )
        for unit in audit["units"]
    ]


def flushed(data: Path) -> set[str]:
    (file,) = (data / "evidence").glob("*.sqlite")
    connection = sqlite3.connect(file)
    try:
        return {url for (url,) in connection.execute("SELECT url FROM fetch WHERE status = 200")}
    finally:
        connection.close()


@pytest.mark.parametrize(
    ("how", "after"),
    [(signal.SIGKILL, 40), (signal.SIGKILL, HALF_DONE), (signal.SIGINT, HALF_DONE)],
)
def test_the_next_run_goes_on_and_says_the_same(
    undisturbed: Undisturbed, tmp_path: Path, how: signal.Signals, after: int
) -> None:
    site = undisturbed.site
    site.hits.clear()
    with start("run", *options(tmp_path, site)) as process:
        deadline = time.monotonic() + 60
        while len(site.hits) < after and process.poll() is None and time.monotonic() < deadline:
            time.sleep(0.005)
        process.send_signal(how)
        _, err = process.communicate(timeout=30)
    assert process.returncode == (130 if how is signal.SIGINT else -signal.SIGKILL)
    assert err.count("\n") == (1 if how is signal.SIGINT else 0)
    assert not (tmp_path / "var/reports/latest").exists()
    kept = flushed(tmp_path / "var")
    assert len(kept) >= (after - 20 if how is signal.SIGINT else after // 200 * 200 - 20)

    site.hits.clear()
    done = xunjian("run", *options(tmp_path, site))
    assert done.status == 0, done.err
    asked = [f"{site.home[:-1]}{path}" for path in site.paths()]
    assert set(asked) & kept <= {f"{site.home}robots.txt"}
    assert {f"{site.home[:-1]}{path}" for path in undisturbed.paths} <= kept | set(asked)
    assert said(json.loads((tmp_path / "var/reports/latest/audit.json").read_bytes())) == said(
        undisturbed.audit
    )


def test_judging_what_an_interrupted_crawl_left_accuses_nobody_of_it(
    undisturbed: Undisturbed, tmp_path: Path
) -> None:
    site = undisturbed.site
    site.hits.clear()
    arguments = options(tmp_path, site)
    with start("crawl", *arguments) as process:
        deadline = time.monotonic() + 60
        while len(site.hits) < 60 and time.monotonic() < deadline:
            time.sleep(0.005)
        process.send_signal(signal.SIGINT)
        process.communicate(timeout=30)
    assert process.returncode == 130
    assert xunjian("check", *arguments, FORBID_SOCKETS="1").status == 0
    assert xunjian("report", *arguments[:-2], FORBID_SOCKETS="1").status == 0
    (folder,) = (tmp_path / "var/reports").iterdir()  # and no ``latest``: that crawl was not whole
    audit = json.loads((folder / "audit.json").read_bytes())
    known = {one["id"] for unit in undisturbed.audit["units"] for one in unit["findings"]}
    assert {one["id"] for unit in audit["units"] for one in unit["findings"]} <= known
    assert {row["coverage"] for unit in audit["units"] for row in unit["sites"]} == {"budget"}
