"""The process that opens files: its bounds, its end, and what is made of its answers."""

from __future__ import annotations

import os
import signal
from pathlib import Path
from time import monotonic

import pytest
from file_makers import docx, pdf, xlsx

from crawler.attachments import opener as opening
from crawler.attachments.__main__ import MEMORY_BYTES
from crawler.attachments.opener import Opened, Opener, file_facts
from evidence.marks import NumberKind

URL = "http://www.example.gov.cn/files/%E5%90%8D%E5%8D%95.xlsx"
NUMBER = "370102199001011231"


def test_one_process_opens_file_after_file() -> None:
    with Opener() as opener:
        assert opener.open(pdf("one")).text.strip() == "one"
        first = opener._process
        assert opener.open(docx("第二份")).text.strip() == "第二份"
        assert opener._process is first
        assert opener.open(b"nothing") == Opened("", "", "damaged")
        assert opener.open(xlsx(("四",))).failure == ""
    assert first is not None
    assert first.poll() is not None


def test_no_process_is_started_where_there_is_no_file() -> None:
    with Opener() as opener:
        assert opener._process is None


def test_a_process_that_was_killed_is_named_and_the_next_file_gets_a_new_one() -> None:
    with Opener() as opener:
        opener.open(pdf("one"))
        assert opener._process is not None
        os.kill(opener._process.pid, signal.SIGKILL)
        opener._process.wait()
        assert opener.open(pdf("two")) == Opened("pdf", "", "crashed")
        assert opener.open(pdf("three")).text.strip() == "three"


def test_a_file_that_takes_too_long_is_given_up() -> None:
    with Opener(limit_s=0.2) as opener:
        opener._running()
        assert opener._process is not None
        os.kill(opener._process.pid, signal.SIGSTOP)
        started = monotonic()
        assert opener.open(pdf("slow")) == Opened("pdf", "", "timeout")
        assert monotonic() - started < 5
        assert opener._process is None


def test_memory_is_bounded() -> None:
    with Opener() as opener:
        opener.open(pdf("x"))
        assert opener._process is not None
        limits = Path(f"/proc/{opener._process.pid}/limits").read_text(encoding="utf-8")
    (space,) = [line.split()[3] for line in limits.splitlines() if line.startswith("Max address space")]
    assert int(space) == MEMORY_BYTES


def test_after_some_files_the_process_is_renewed(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(opening, "FILES_PER_PROCESS", 1)
    with Opener() as opener:
        opener.open(pdf("a"))
        first = opener._process
        opener.open(pdf("b"))
        assert opener._process is not first


# ---------------------------------------------------------------- facts


def test_facts_of_a_file_hold_no_number_unmasked() -> None:
    text = f"姓名\t身份证号\t手机号\n张伟\t{NUMBER}\t13800138000"
    facts = file_facts(URL, f"名单{NUMBER}", Opened("xlsx", text))
    assert [(n.kind, n.masked, n.doubt) for n in facts.personal] == [
        (NumberKind.IDENTITY, "37*************231", ()),
        (NumberKind.PHONE, "138****8000", ()),
    ]
    assert (facts.title, facts.file_type, facts.platform) == ("名单37*************231", "xlsx", "file")
    for kept in (facts.text, facts.excerpt, repr(facts.personal), repr(facts)):
        assert NUMBER not in kept
        assert "13800138000" not in kept


@pytest.mark.parametrize(
    ("name", "opened", "title", "kind", "why"),
    [
        ("低保名单公示.xlsx", Opened("xlsx", "字"), "低保名单公示.xlsx", "xlsx", ""),
        ("下载", Opened("xlsx", "字"), "名单.xlsx", "xlsx", ""),
        ("", Opened("encrypted", "", "encrypted"), "名单.xlsx", "xlsx", "文件已加密"),
        ("", Opened("doc", "", "unsupported"), "名单.xlsx", "doc", "不支持读取doc格式"),
        ("", Opened("", "", "crashed"), "名单.xlsx", "xlsx", "读取程序异常退出"),
    ],
)
def test_a_file_is_named_by_its_link(name: str, opened: Opened, title: str, kind: str, why: str) -> None:
    facts = file_facts(URL, name, opened)
    assert (facts.title, facts.file_type, facts.file_why) == (title, kind, why)
