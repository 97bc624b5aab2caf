from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from checks.attachment_dead import Params, attachment_dead
from checks.engine.model import Outcome
from evidence.units import TargetEvidence
from tests.builders import BLOCKED, HOME, target, unit, unread

PARAMS = Params(looks=2, apart_seconds=60)
PDF, ZIP, OLE, PAGE, WORD_PAGE = (
    b"%PDF-1.7".hex(),
    b"PK\x03\x04\x14\x00".hex(),
    b"\xd0\xcf\x11\xe0\xa1\xb1".hex(),
    b"<!DOCTYPE html>".hex(),
    b'<html xmlns:v="u'.hex(),
)


def file(*answers: int | str, name: str = "a.pdf", **rest: Any) -> TargetEvidence:
    return target(*answers, url=f"{HOME}files/{name}", document=True, text="附件", **rest)


def came(
    name: str, *heads: str | None, size: int | None = 9, apart_seconds: int = 3600, final: str = ""
) -> TargetEvidence:
    """A file that was downloaded with these first bytes, one look each."""
    shown = file(*(200 for _ in heads), name=name, apart_seconds=apart_seconds)
    looks = tuple(
        replace(look, head=head, size=size, final_url=final)
        for look, head in zip(shown.looks, heads, strict=True)
    )
    return replace(shown, looks=looks)


@pytest.mark.parametrize(
    ("shown", "outcome", "says"),
    [
        (file(404, 404), Outcome.FAILED, "「区教育体育局」页面上的附件「附件」打不开：先后2次访问均返回404"),
        (file(500, "timeout"), Outcome.FAILED, "打不开"),
        (file(404), Outcome.CANT_TELL, "尚未间隔复核"),
        (file(404, 404, apart_seconds=59), Outcome.CANT_TELL, "尚未间隔复核"),
        (file(404, 200), Outcome.PASSED, ""),
        *[(file(status, status), Outcome.CANT_TELL, f"返回{status}") for status in (403, 412, 429, 521)],
        (file("blocked", "blocked"), Outcome.CANT_TELL, "防护系统"),
        (file(404, 404, why_unread=BLOCKED), Outcome.CANT_TELL, BLOCKED),
        # empty
        (came("a.pdf", "", "", size=0), Outcome.FAILED, "是空文件（0字节）：先后2次下载结果相同"),
        (came("a.pdf", "", size=0), Outcome.CANT_TELL, "尚未间隔复核"),
        (came("a.pdf", "", "", size=0, apart_seconds=59), Outcome.CANT_TELL, "尚未间隔复核"),
        (came("a.pdf", "", "", size=100), Outcome.PASSED, ""),  # announced, not seen
        (came("a.txt", "", "", size=0), Outcome.PASSED, ""),
        # what the bytes are
        (came("a.pdf", PDF, PDF), Outcome.PASSED, ""),
        (came("a.pdf", PAGE, PAGE), Outcome.FAILED, "得到的不是文件而是网页"),
        (came("a.pdf", PAGE, PDF), Outcome.PASSED, ""),
        (came("a.pdf", PDF, PAGE), Outcome.CANT_TELL, "访问1次"),
        (came("a.pdf", PAGE, PAGE, final=f"{HOME}login.jsp"), Outcome.CANT_TELL, "登录"),
        (came("a.pdf", ZIP, ZIP), Outcome.FAILED, "与扩展名不符"),
        (came("a.docx", OLE, OLE), Outcome.PASSED, ""),
        (came("a.doc", ZIP, ZIP), Outcome.PASSED, ""),
        (came("a.xls", WORD_PAGE, WORD_PAGE), Outcome.PASSED, ""),
        (came("a.rar", ZIP, ZIP), Outcome.PASSED, ""),
        (came("a.pdf", "00ff", "00ff"), Outcome.PASSED, ""),  # unknown bytes accuse nobody
        (came("a.pdf", None, None), Outcome.PASSED, ""),  # not seen
    ],
)
def test_attachment_dead(shown: TargetEvidence, outcome: Outcome, says: str) -> None:
    found = list(attachment_dead(unit(targets=(shown,)), PARAMS))
    assert [(one.outcome, one.url, one.target) for one in found] == [(outcome, HOME, shown.url)]
    assert says in found[0].message


@pytest.mark.parametrize(
    ("shown", "suspected"),
    [
        (file(404, 404), False),
        (came("a.pdf", "", "", size=0), False),
        (came("a.pdf", PAGE, PAGE), False),
        (came("a.docx", PAGE, PAGE), False),
        (came("a.xls", PAGE, PAGE), True),  # Excel opens a page under its name
        (came("a.pdf", ZIP, ZIP), True),
    ],
)
def test_what_some_programs_open_is_suspected(shown: TargetEvidence, suspected: bool) -> None:
    (found,) = attachment_dead(unit(targets=(shown,)), PARAMS)
    assert (found.outcome, found.suspected, found.by_target) == (Outcome.FAILED, suspected, True)


def test_pages_are_not_judged_here() -> None:
    (found,) = attachment_dead(unit(targets=(target(404, 404),)), PARAMS)
    assert found.outcome is Outcome.INAPPLICABLE


def test_files_never_looked_at_are_told_together() -> None:
    (found,) = attachment_dead(unit(targets=(file(), file(name="b.pdf"))), PARAMS)
    assert (found.outcome, found.message) == (Outcome.CANT_TELL, "另有2个附件未检查")


def test_nothing_read_cannot_tell() -> None:
    shown = unread(unit(targets=(file(404, 404),)))
    assert {one.outcome for one in attachment_dead(shown, PARAMS)} == {Outcome.CANT_TELL}
