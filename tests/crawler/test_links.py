"""Link checks across hosts: manners, limits, what is written where."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

from local_site import FAST, Answer, Site, looks, page, run

from crawler.work import crawl
from evidence.records import Host


def test_what_goes_beyond_the_limit_is_counted_and_told(tmp_path: Path) -> None:
    with Site({}, fallback="<p>ok") as outside, Site({}) as site:
        site.routes["/"] = page(*(f"{outside.home}{n}.html" for n in range(8)))
        host = Host(site.netloc, (site.home,), (), FAST)
        runs = crawl(
            [host], tmp_path, "r1", datetime.now(UTC), second_look_pause_s=0.05, link_limit=3, observe=False
        )
    assert len(outside.hits) == 3
    assert runs[site.netloc].note == "另有5个链接本次未核查。"


def test_outside_links_are_left_alone_where_the_configuration_says_so(tmp_path: Path) -> None:
    with Site({}, fallback="<p>ok") as outside, Site({}) as site:
        site.routes["/"] = page(f"{outside.home}a.html")
        run(site, data=tmp_path, settings=replace(FAST, external_links=False))
    assert outside.hits == []


def test_a_redirect_is_followed_and_the_last_answer_counts(tmp_path: Path) -> None:
    routes = {"/old": Answer(status=302, headers={"Location": "/dead"})}
    with Site(routes) as outside, Site({}) as site:
        site.routes["/"] = page(f"{outside.home}old")
        run(site, data=tmp_path)
    found = [(subject, json.loads(data)) for subject, data in looks(tmp_path, site.netloc)]
    assert [(subject, data["status"], data["final_url"]) for subject, data in found] == [
        (f"{outside.home}old", 404, f"{outside.home}dead")
    ] * 2


def test_a_blocked_target_is_named_and_gets_one_look(tmp_path: Path) -> None:
    with Site({}, fallback=Answer("", 412)) as outside, Site({}) as site:
        site.routes["/"] = page(f"{outside.home}a.html")
        run(site, data=tmp_path)
    found = [json.loads(data) for _, data in looks(tmp_path, site.netloc)]
    assert [(data["status"], data["failure"]) for data in found] == [(412, "blocked")]


def test_a_silent_host_is_not_asked_for_all_its_addresses(tmp_path: Path) -> None:
    with Site({}) as site:
        site.routes["/"] = page(*(f"http://no-such-host.invalid/{n}.html" for n in range(20)))
        note = run(site, data=tmp_path)[site.netloc].note
    assert {json.loads(data)["failure"] for _, data in looks(tmp_path, site.netloc)} == {"dns"}
    assert note == "另有15个链接本次未核查。"


def test_of_a_file_the_first_bytes_are_kept(tmp_path: Path) -> None:
    paper = Answer(b"%PDF-1.7\n" + b"x" * 5000, headers={"Content-Type": "application/pdf"})
    with Site({"/a.pdf": paper}) as outside, Site({}) as site:
        site.routes["/"] = page(f"{outside.home}a.pdf")
        run(site, data=tmp_path)
    (found,) = (json.loads(data) for _, data in looks(tmp_path, site.netloc))
    assert bytes.fromhex(found["head"]).startswith(b"%PDF-1.7")
    assert (found["status"], found["bytes"], found["method"]) == (200, 5009, "GET")


def test_a_file_that_is_none_gets_a_second_look(tmp_path: Path) -> None:
    answers = {
        "/page.pdf": Answer(b"<!DOCTYPE html><p>404", headers={"Content-Type": "text/html"}),
        "/empty.doc": Answer(b""),
        "/paper.pdf": Answer(b"%PDF-1.7\n"),
    }
    with Site(answers) as outside, Site({}) as site:
        site.routes["/"] = page(*(f"{outside.home}{path[1:]}" for path in answers))
        run(site, data=tmp_path)
    seen = [subject.rpartition("/")[2] for subject, _ in looks(tmp_path, site.netloc)]
    assert {name: seen.count(name) for name in seen} == {"page.pdf": 2, "empty.doc": 2, "paper.pdf": 1}
