"""Crawls that are killed or interrupted go on where they were."""

from __future__ import annotations

import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from local_site import Handler, Site, fetches, page

from evidence.store import BATCH_PAGES

PAGES = 320
ROOT = Path(__file__).parents[2]


def article(handler: Handler) -> str:
    number = int(handler.path.strip("/").partition(".")[0] or 0)
    following = [f"/{n}.html" for n in (number * 2 + 1, number * 2 + 2) if n < PAGES]
    return page(*following, title=f"第{number}篇", text=f"正文{chr(0x4E00 + number)}")


@contextmanager
def child(site: Site, data: Path, run_id: str) -> Iterator[subprocess.Popen[str]]:
    program = Path(__file__).with_name("crawl_child.py")
    process = subprocess.Popen(
        [sys.executable, str(program), site.netloc, str(data), run_id],
        cwd=ROOT,
        env={"PYTHONPATH": str(ROOT)},
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )
    with process:
        try:
            yield process
        finally:
            process.kill()


def wait_for(site: Site, count: int) -> None:
    deadline = time.monotonic() + 30
    while len(site.hits) < count:
        assert time.monotonic() < deadline
        time.sleep(0.01)


@pytest.mark.parametrize("how", [signal.SIGKILL, signal.SIGINT])
def test_an_interrupted_crawl_goes_on(tmp_path: Path, how: signal.Signals) -> None:
    with Site({"/robots.txt": "", "/": article}, fallback=article) as site:
        with child(site, tmp_path, "r1") as first:
            wait_for(site, BATCH_PAGES + 60)
            first.send_signal(how)
            out, err = first.communicate(timeout=20)
        assert first.returncode == (130 if how is signal.SIGINT else -signal.SIGKILL)
        assert (out, err) == ("", "")
        kept = {fetch.url for fetch in fetches(tmp_path, site.netloc, "r1")}
        with child(site, tmp_path, "r2") as second:
            out, err = second.communicate(timeout=60)
    assert second.returncode == 0
    assert err == ""
    assert len(kept) >= BATCH_PAGES
    assert "coverage='complete'" in out
    assert f"pages={PAGES}" in out
    asked = site.paths()
    again = len(asked) - len(set(asked))
    assert set(asked) == {"/", "/robots.txt", *(f"/{n}.html" for n in range(1, PAGES))}
    assert again <= (10 if how is signal.SIGINT else BATCH_PAGES + 10)


def test_a_finished_run_is_not_continued(tmp_path: Path) -> None:
    with Site({"/robots.txt": "", "/": page("/a.html"), "/a.html": "a"}) as site:
        for run_id in ("r1", "r2"):
            with child(site, tmp_path, run_id) as process:
                process.communicate(timeout=30)
            assert process.returncode == 0
    assert site.paths().count("/") == 2
