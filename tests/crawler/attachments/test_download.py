"""Files of a host are fetched whole once, within bounds, become evidence, and can be read again from it."""

from __future__ import annotations

import json
import time
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest
from file_makers import docx, encrypted_pdf, pdf, xlsx

from crawler.attachments import choice
from crawler.columns import derive
from crawler.spiders import links
from crawler.storage import open_store
from evidence.records import Fetch, Host, PageFacts
from evidence.store import file_for
from tests.crawler.local_site import FAST, Answer, Handler, Route, Site, fetches, looks, run

NUMBER = "370102199001011231"
SHEET = xlsx(("姓名", "身份证号"), ("张伟", NUMBER))
TYPES = {
    "pdf": "application/pdf",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
}


def file_answer(body: bytes, kind: str = "application/octet-stream", **headers: str) -> Answer:
    return Answer(body, headers={"Content-Type": kind, **headers})


def home(*files: str) -> str:
    rows = "".join(
        f'<li><a href="{file}">附件：{file.rpartition("/")[2]}</a><span>2026-11-0{n + 1}</span></li>'
        for n, file in enumerate(files)
    )
    return f'<html><head><title>通知公告</title></head><body><ul class="list">{rows}</ul></body></html>'


@pytest.fixture
def site() -> Iterator[Site]:
    with Site({}) as served:
        yield served


def read(data: Path, netloc: str) -> dict[str, PageFacts]:
    """Facts of the files of a host after everything on record was read."""
    host = Host(netloc, (f"http://{netloc}/",), (), FAST)
    with closing(open_store(data, netloc)) as store:
        store.attach("z")
        derive(store, host)
        facts = [facts for _, facts in store.latest_facts()]
    return {one.url.rpartition("/")[2]: one for one in facts if one.file_type}


def kept(data: Path, netloc: str, run_id: str = "r1") -> list[Fetch]:
    return [
        one
        for one in fetches(data, netloc, run_id)
        if one.url.endswith(("pdf", "docx", "xlsx", "xls")) and one.sha256
    ]


@pytest.mark.parametrize("kind", ["application/octet-stream", TYPES["xlsx"]])
def test_a_file_becomes_evidence_and_is_read(site: Site, tmp_path: Path, kind: str) -> None:
    site.routes |= {"/": home("/f/名单.xlsx"), "/f/%E5%90%8D%E5%8D%95.xlsx": file_answer(SHEET, kind)}
    run(site, data=tmp_path)
    (fetch,) = kept(tmp_path, site.netloc)
    assert (fetch.status, fetch.body_bytes) == (200, len(SHEET))
    ((name, facts),) = read(tmp_path, site.netloc).items()
    assert (facts.title, facts.file_type, facts.file_why) == ("附件：名单.xlsx", "xlsx", "")
    assert [one.masked for one in facts.personal] == ["37*************231"]
    (look,) = [json.loads(data) for subject, data in looks(tmp_path, site.netloc) if subject.endswith(name)]
    assert (look["status"], look["method"]) == (200, "GET")
    with closing(open_store(tmp_path, site.netloc)) as store:
        assert store.body(fetch.sha256 or "") == SHEET


def test_what_cannot_be_opened_is_named(site: Site, tmp_path: Path) -> None:
    files = {"/a.pdf": encrypted_pdf(), "/b.docx": docx("x")[:-30], "/c.pdf": pdf("hello")}
    site.routes |= {"/": home(*files), **{path: file_answer(body) for path, body in files.items()}}
    run(site, data=tmp_path)
    assert {name: facts.file_why for name, facts in read(tmp_path, site.netloc).items()} == {
        "a.pdf": "文件已加密", "b.docx": "文件已损坏或格式不符，无法打开", "c.pdf": "",
    }  # fmt: skip


@pytest.mark.parametrize(
    "answer",
    [Answer("<p>gone", 404), Answer("<html><p>请登录</p></html>"), file_answer(b"junk"), file_answer(b"")],
)
def test_what_is_no_such_file_is_not_kept(site: Site, tmp_path: Path, answer: Answer) -> None:
    site.routes |= {"/": home("/a.pdf"), "/a.pdf": answer}
    run(site, data=tmp_path)
    assert not read(tmp_path, site.netloc)


def counting(body: bytes, **headers: str) -> Route:
    def answer(handler: Handler) -> Answer:
        if headers and handler.headers.get("If-None-Match") == headers.get("ETag"):
            return Answer("", 304, dict(headers))
        return file_answer(body, **headers)

    return answer


@pytest.mark.parametrize(("headers", "status"), [({"ETag": '"one"'}, 304), ({}, 200)])
def test_an_unchanged_file_is_not_read_again(
    site: Site, tmp_path: Path, headers: dict[str, str], status: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    site.routes |= {"/": home("/a.pdf"), "/a.pdf": counting(pdf("hello"), **headers)}
    run(site, data=tmp_path)
    assert set(read(tmp_path, site.netloc)) == {"a.pdf"}
    run(site, data=tmp_path, run_id="r2")
    assert {one.status for one in kept(tmp_path, site.netloc, "r2")} == {status}
    monkeypatch.setattr("crawler.columns.Opener.open", None)  # a second opening would fail
    assert set(read(tmp_path, site.netloc)) == {"a.pdf"}


def test_a_file_is_read_again_from_its_stored_bytes_by_a_newer_extractor(
    site: Site, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    site.routes |= {"/": home("/a.pdf"), "/a.pdf": file_answer(pdf("hello"))}
    run(site, data=tmp_path)
    first = read(tmp_path, site.netloc)
    monkeypatch.setattr("crawler.storage.EXTRACTOR_VERSION", "newer")
    assert read(tmp_path, site.netloc) == first
    with closing(open_store(tmp_path, site.netloc)) as store:
        rows = list(
            store.database.execute("SELECT extractor, kind, platform FROM page WHERE url LIKE '%pdf'")
        )
    assert rows == [("newer", "other", "file")]


def test_only_so_many_files_are_fetched_those_of_the_newest_pages_first(
    site: Site, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(choice.wanted_files, "__defaults__", (2,))
    site.routes["/"] = home()
    for day in (1, 2, 3):
        site.routes[f"/art_{day}.html"] = (
            f"<html><body><h1>第{day}号公示名单的通知</h1><div>发布日期：2026-11-0{day} 来源：区民政局</div>"
            f'<div id="zoom"><p>{"按照工作安排认真落实各项任务。" * 9}</p><a href="/f{day}.pdf">附件{day}</a></div></body></html>'
        )
        site.routes[f"/f{day}.pdf"] = file_answer(pdf(f"file {day}"))
    site.routes["/"] = home(*(f"/art_{day}.html" for day in (1, 2, 3)))
    run(site, data=tmp_path)
    assert set(read(tmp_path, site.netloc)) == {"f3.pdf", "f2.pdf"}


def test_a_file_that_is_too_large_accuses_nobody(
    site: Site, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(links, "MAX_FILE_BYTES", 2000)
    site.routes |= {"/": home("/a.pdf"), "/a.pdf": file_answer(b"%PDF-1.4" + b"x" * 5000)}
    run(site, data=tmp_path)
    assert not kept(tmp_path, site.netloc)
    assert {json.loads(data)["status"] for _, data in looks(tmp_path, site.netloc)} == {200}


def test_a_slow_file_gets_a_plain_look_instead(
    site: Site, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(links, "FILE_TIMEOUT_S", 0.3)

    def slowly() -> Iterator[bytes]:
        yield b"%PDF-1.4"
        time.sleep(0.8)
        yield b"rest"

    site.routes |= {
        "/": home("/a.pdf"),
        "/a.pdf": lambda _: Answer(headers={"Content-Type": "application/pdf"}, stream=slowly()),
    }
    run(site, data=tmp_path)
    assert not kept(tmp_path, site.netloc)
    assert [json.loads(data)["status"] for _, data in looks(tmp_path, site.netloc)] == [200]


def test_outside_files_are_not_kept(site: Site, tmp_path: Path) -> None:
    with Site({"/x.pdf": file_answer(pdf("other"))}) as outside:
        site.routes["/"] = home(f"{outside.home}x.pdf")
        run(site, data=tmp_path)
    assert not read(tmp_path, site.netloc)
    assert file_for(tmp_path, site.netloc).exists()
