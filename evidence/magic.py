"""What a file is by its first bytes, held against what its name says.

Sixteen bytes are enough. Formats that programs open under each other's names (a .doc that is really .docx, a .rar that
is a zip) are no contradiction; a protected .docx is an OLE file.
"""

from __future__ import annotations

from collections.abc import Mapping
from enum import StrEnum


class Fault(StrEnum):
    """What is wrong with a file."""

    EMPTY = "empty"  # no bytes at all
    PAGE = "page"  # a web page stands in its place
    OTHER = "other"  # a file of another family than its name says


_SIGNS = (
    (b"%PDF", "pdf"),
    (b"PK\x03\x04", "zip"),
    (b"PK\x05\x06", "zip"),
    (b"\xd0\xcf\x11\xe0", "ole"),
    (b"Rar!", "rar"),
    (b"7z\xbc\xaf\x27\x1c", "7z"),
    (b"\xff\xd8\xff", "image"),
    (b"\x89PNG", "image"),
    (b"GIF8", "image"),
    (b"{\\rtf", "rtf"),
    (b"<?xml", "xml"),
)
_OFFICE = frozenset(("ole", "zip", "rtf", "xml"))
_PACKED = frozenset(("zip", "rar", "7z"))
_FAMILY: Mapping[str, frozenset[str]] = {
    "pdf": frozenset(("pdf",)),
    **dict.fromkeys(("doc", "docx", "xls", "xlsx", "ppt", "pptx", "wps", "et", "dps"), _OFFICE),
    "ofd": frozenset(("zip",)),
    **dict.fromkeys(("zip", "rar", "7z"), _PACKED),
    **dict.fromkeys(("jpg", "jpeg", "png", "gif"), frozenset(("image",))),
}
_PAGES = (b"<!doctype html", b"<html", b"<head", b"<script", b"<body")
_OFFICE_PAGE = b"<html xmlns:"  # a page that Word or Excel wrote and opens again
_BOM = b"\xef\xbb\xbf"


def kind_of(head: bytes) -> str:
    """The family of a file: pdf, zip, ole, rar, 7z, image, rtf, xml, html; empty where the bytes tell nothing."""
    start = head.removeprefix(_BOM).lstrip()
    for sign, kind in _SIGNS:
        if start.startswith(sign):
            return kind
    return "html" if start[:16].lower().startswith(_PAGES) else ""


def has_known_form(url: str) -> bool:
    """Whether an address ends like a file whose first bytes are known."""
    return _extension(url) in _FAMILY


def fault_of(url: str, head: str | None, size: int | None) -> Fault | None:
    """What is wrong with the file under an address; ``head``: its first bytes in hexadecimal, None: not seen.

    None: nothing, or nothing that can be told.
    """
    if head is None:
        return None
    raw = _bytes(head)
    expected = _FAMILY.get(_extension(url))
    if not raw:
        return Fault.EMPTY if expected and not size else None
    kind = kind_of(raw)
    if not expected or not kind or kind in expected:
        return None
    if kind == "html":
        return None if raw.lower().startswith(_OFFICE_PAGE) and expected is _OFFICE else Fault.PAGE
    return Fault.OTHER


def is_certain(url: str, fault: Fault) -> bool:
    """Whether the fault keeps every reader from the file: Word and Excel open pages under their names."""
    return (
        fault is Fault.EMPTY
        or (fault is Fault.PAGE and _FAMILY.get(_extension(url)) is not _OFFICE)
        or (fault is Fault.PAGE and _extension(url) in ("docx", "xlsx", "pptx"))
    )


def _bytes(head: str) -> bytes:
    try:
        return bytes.fromhex(head)
    except ValueError:
        return b""


def _extension(url: str) -> str:
    return url.partition("#")[0].partition("?")[0].rpartition(".")[2].lower()
