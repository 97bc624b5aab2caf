from __future__ import annotations

import pytest

from evidence.magic import Fault, fault_of, is_certain, kind_of

HTML = b"<!DOCTYPE html>"


@pytest.mark.parametrize(
    ("head", "kind"),
    [
        (b"%PDF-1.4", "pdf"),
        (b"PK\x03\x04", "zip"),
        (b"\xd0\xcf\x11\xe0\xa1", "ole"),
        (b"Rar!\x1a\x07", "rar"),
        (b"7z\xbc\xaf\x27\x1c", "7z"),
        (b"\xff\xd8\xff\xe0", "image"),
        (b"\x89PNG\r\n", "image"),
        (b"GIF89a", "image"),
        (b"{\\rtf1", "rtf"),
        (b"<?xml version", "xml"),
        (HTML, "html"),
        (b"\r\n\r\n<HTML>", "html"),
        (b"\xef\xbb\xbf<html>", "html"),
        (b"plain", ""),
        (b"", ""),
    ],
)
def test_kind_by_first_bytes(head: bytes, kind: str) -> None:
    assert kind_of(head) == kind


@pytest.mark.parametrize(
    ("name", "head", "size", "fault"),
    [
        ("a.pdf", b"%PDF-1.4", 10, None),
        ("a.pdf", HTML, 10, Fault.PAGE),
        ("a.PDF?x=1", HTML, 10, Fault.PAGE),
        ("a.pdf", b"PK\x03\x04", 10, Fault.OTHER),
        ("a.pdf", b"plain", 10, None),
        ("a.pdf", b"", 0, Fault.EMPTY),
        ("a.pdf", b"", None, Fault.EMPTY),
        ("a.pdf", b"", 10, None),
        ("a.pdf", None, 0, None),
        ("a.html", HTML, 10, None),
        ("a.txt", b"", 0, None),
        ("a.doc", b"PK\x03\x04", 10, None),
        ("a.docx", b"\xd0\xcf\x11\xe0", 10, None),
        ("a.doc", b"%PDF-1.4", 10, Fault.OTHER),
        ("a.xls", b'<html xmlns:v="u', 10, None),
        ("a.xls", HTML, 10, Fault.PAGE),
        ("a.zip", b"Rar!", 10, None),
        ("a.jpg", b"\x89PNG", 10, None),
        ("a.jpg", HTML, 10, Fault.PAGE),
    ],
)
def test_fault_of_a_file(name: str, head: bytes | None, size: int | None, fault: Fault | None) -> None:
    assert fault_of(f"http://x.cn/{name}", None if head is None else head.hex(), size) is fault


@pytest.mark.parametrize(
    ("name", "fault", "certain"),
    [
        ("a.pdf", Fault.EMPTY, True),
        ("a.pdf", Fault.PAGE, True),
        ("a.docx", Fault.PAGE, True),
        ("a.doc", Fault.PAGE, False),
        ("a.pdf", Fault.OTHER, False),
    ],
)
def test_only_what_keeps_every_reader_out_is_certain(name: str, fault: Fault, certain: bool) -> None:
    assert is_certain(f"http://x.cn/{name}", fault) is certain


def test_bytes_that_are_no_hexadecimal_prove_nothing() -> None:
    assert fault_of("http://x.cn/a.pdf", "zz", 5) is None
