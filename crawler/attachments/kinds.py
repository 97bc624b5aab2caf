"""What kind of file (附件) bytes are: told by the bytes, since names and types are often wrong."""

from __future__ import annotations

from crawler.extract.links import extension

OPENED = (".pdf", ".docx", ".xlsx", ".xls")
"""Extensions of files that are fetched whole and opened."""

OPENED_TYPES = ("pdf", "officedocument.wordprocessingml", "officedocument.spreadsheetml", "ms-excel")
"""Parts of content types that say the same of an address without an extension."""

_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_HEAD = 1024


def file_kind(body: bytes, url: str = "") -> str:
    """pdf, docx, xlsx, xls, doc, encrypted; empty where the bytes are no such file (a page, a picture, a ZIP)."""
    if b"%PDF-" in body[:_HEAD] and not body.lstrip().startswith(b"<"):
        return "pdf"
    if body.startswith(b"PK\x03\x04"):
        return _of_zip(body, url)
    if body.startswith(_OLE):
        return _of_ole(body)
    return "xls" if is_sheet_page(body, url) else ""


def is_sheet_page(body: bytes, url: str) -> bool:
    """Whether a workbook is in truth a page with a table, as many systems export it."""
    head = body[:_HEAD].lstrip(b"\xef\xbb\xbf \t\r\n").lower()
    return (
        extension(url) == ".xls"
        and head.startswith((b"<html", b"<table", b"<meta"))
        and b"<t" in body.lower()
    )


def _of_zip(body: bytes, url: str) -> str:
    """By the parts that the file names; a damaged one by its extension."""
    if b"word/document.xml" in body:
        return "docx"
    if b"xl/workbook.xml" in body:
        return "xlsx"
    named = extension(url)
    return named[1:] if named in (".docx", ".xlsx") else ""


def _of_ole(body: bytes) -> str:
    streams = {"encrypted": "EncryptedPackage", "xls": "Workbook", "doc": "WordDocument"}
    for kind, name in streams.items():
        if name.encode("utf-16-le") in body:
            return kind
    return "xls" if "Book".encode("utf-16-le") in body else "doc"
