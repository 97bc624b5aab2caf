"""The text of a file, everything a reader could dig out of it: hidden rows, several sheets, document properties.

Runs only in the process of ``crawler.attachments.__main__``, where memory and time are bounded: the libraries
trust what they read. A row of a table is one line, its cells parted by tabs.
"""

from __future__ import annotations

import io
import logging
import zipfile
from collections.abc import Callable, Iterator
from itertools import chain
from typing import Any

from lxml import etree, html

from crawler.attachments.kinds import file_kind, is_sheet_page
from crawler.extract.charset import decode

MAX_TEXT_CHARS = 2_000_000
MAX_UNPACKED_BYTES = 160 * 1024 * 1024
MAX_PARTS = 5_000
MAX_PDF_PAGES = 2_000

_WORD = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_PROPERTIES = ("docProps/core.xml", "docProps/app.xml", "docProps/custom.xml")


class UnreadableError(Exception):
    """A file whose text cannot be had; the argument names why: one of FAILURES."""


FAILURES = {
    "encrypted": "文件已加密",
    "damaged": "文件已损坏或格式不符，无法打开",
    "too_large": "文件过大或解压后过大",
    "unsupported": "不支持读取doc格式",
    "no_text": "没有可提取的文字（可能是扫描件）",
    "cut": f"文字过长，只检查了前{MAX_TEXT_CHARS // 10_000}万字",
    "missing": "缺少读取该格式的组件",
    "timeout": "读取超时",
    "crashed": "读取程序异常退出",
}
"""Every way a file can stay unread, with the words that reports use."""


def read_file(body: bytes, url: str) -> tuple[str, str, str]:
    """(kind, text, failure): the failure is empty, or one of FAILURES; with ``cut`` there is text as well."""
    kind = file_kind(body, url)
    readers: dict[str, Callable[[bytes], Iterator[str]]] = {
        "pdf": _pdf, "docx": _docx, "xlsx": _xlsx, "xls": _sheet_page if is_sheet_page(body, url) else _xls,
    }  # fmt: skip
    if kind not in readers:
        return kind, "", {"encrypted": "encrypted", "doc": "unsupported"}.get(kind, "damaged")
    try:
        text, whole = _bounded(readers[kind](body))
    except UnreadableError as error:
        return kind, "", str(error)
    except ImportError:
        return kind, "", "missing"
    except MemoryError:
        return kind, "", "too_large"
    except Exception:  # noqa: BLE001 - three libraries fail in their own ways, and all of them mean one thing
        return kind, "", "damaged"
    if not text.strip():
        return kind, "", "no_text" if kind == "pdf" else ""
    return kind, text, "" if whole else "cut"


def _bounded(lines: Iterator[str]) -> tuple[str, bool]:
    kept: list[str] = []
    room = MAX_TEXT_CHARS
    for line in lines:
        kept.append(line[:room])
        room -= len(line) + 1
        if room <= 0:
            return "\n".join(kept), False
    return "\n".join(kept), True


# ---------------------------------------------------------------- PDF


def _pdf(body: bytes) -> Iterator[str]:
    from pypdf import PdfReader
    from pypdf.errors import PdfReadError

    logging.getLogger("pypdf").setLevel(logging.CRITICAL)
    reader = PdfReader(io.BytesIO(body), strict=False)
    if reader.is_encrypted:
        try:
            opened = reader.decrypt("")
        except (PdfReadError, NotImplementedError):
            opened = None
        if not opened:
            raise UnreadableError("encrypted")
    yield from (str(value) for value in (reader.metadata or {}).values() if isinstance(value, str))
    if len(reader.pages) > MAX_PDF_PAGES:
        raise UnreadableError("too_large")
    for page in reader.pages:
        yield page.extract_text() or ""
    yield from (f"{name}\t{value}" for name, value in (reader.get_form_text_fields() or {}).items() if value)


# ---------------------------------------------------------------- OOXML


def open_archive(body: bytes) -> zipfile.ZipFile:
    """The ZIP behind a document, after its directory has told how large it would be."""
    try:
        archive = zipfile.ZipFile(io.BytesIO(body))
    except zipfile.BadZipFile:
        raise UnreadableError("damaged") from None
    parts = archive.infolist()
    if len(parts) > MAX_PARTS or sum(part.file_size for part in parts) > MAX_UNPACKED_BYTES:
        raise UnreadableError("too_large")
    if any(part.flag_bits & 1 for part in parts):
        raise UnreadableError("encrypted")
    return archive


def open_part(archive: zipfile.ZipFile, name: str) -> Any:
    """One part as a tree; what it really unpacks to is bounded too, whatever the directory says."""
    with archive.open(name) as stream:
        data = stream.read(MAX_UNPACKED_BYTES + 1)
    if len(data) > MAX_UNPACKED_BYTES:
        raise UnreadableError("too_large")
    return etree.fromstring(data, etree.XMLParser(resolve_entities=False, no_network=True, huge_tree=True))


def _docx(body: bytes) -> Iterator[str]:
    archive = open_archive(body)
    names = archive.namelist()
    if "word/document.xml" not in names:
        raise UnreadableError("damaged")
    beside = [n for n in names if n.startswith("word/") and n.endswith(".xml") and n.count("/") == 1]
    wanted = ("header", "footer", "footnotes", "endnotes", "comments")
    for name in ("word/document.xml", *(n for n in sorted(beside) if n[5:].startswith(wanted))):
        yield from _paragraphs(open_part(archive, name))
    yield from _properties(archive)


def _paragraphs(root: Any) -> Iterator[str]:
    """Paragraphs and rows of tables in order; deleted and hidden text is still in the file, so it counts."""
    for element in root.iter(f"{_WORD}p", f"{_WORD}tr"):
        if element.tag == f"{_WORD}tr":
            yield "\t".join(_words(cell) for cell in element.iter(f"{_WORD}tc"))
        elif next(element.iterancestors(f"{_WORD}tr"), None) is None:
            yield _words(element)


def _words(element: Any) -> str:
    parts = []
    for node in element.iter(f"{_WORD}t", f"{_WORD}delText", f"{_WORD}tab", f"{_WORD}br", f"{_WORD}p"):
        parts.append(node.text or "" if node.tag in (f"{_WORD}t", f"{_WORD}delText") else " ")
    return "".join(parts).strip()


def _properties(archive: zipfile.ZipFile) -> Iterator[str]:
    for name in _PROPERTIES:
        if name in archive.namelist():
            yield from (text.strip() for text in open_part(archive, name).itertext() if text.strip())


def _xlsx(body: bytes) -> Iterator[str]:
    from openpyxl import load_workbook

    archive = open_archive(body)
    workbook = load_workbook(io.BytesIO(body), read_only=True, data_only=True, keep_links=False)
    for sheet in workbook.worksheets:
        yield sheet.title
        sheet.reset_dimensions()  # what the sheet says of its size is often wrong, and may be meant to be
        for row in sheet.iter_rows(values_only=True):
            cells = [_cell(value) for value in row]
            if any(cells):
                yield "\t".join(cells)
        yield ""
    for name in archive.namelist():
        if name.startswith("xl/comments"):
            yield from (text.strip() for text in open_part(archive, name).itertext() if text.strip())
    yield from _properties(archive)


def _cell(value: Any) -> str:
    """A cell as it would be shown; a long number is not shown with a point."""
    if value is None:
        return ""
    if isinstance(value, float) and value.is_integer() and abs(value) < 1e20:
        return str(int(value))
    return " ".join(str(value).split())


# ---------------------------------------------------------------- the old binary format, and pages for workbooks


def _xls(body: bytes) -> Iterator[str]:
    import xlrd

    try:
        book = xlrd.open_workbook(file_contents=body, logfile=io.StringIO(), on_demand=True, ragged_rows=True)
    except xlrd.XLRDError as error:
        raise UnreadableError("encrypted" if "ncrypted" in str(error) else "damaged") from None
    for number in range(book.nsheets):
        sheet = book.sheet_by_index(number)
        yield sheet.name
        for at in range(sheet.nrows):
            cells = [_cell(value) for value in sheet.row_values(at)]
            if any(cells):
                yield "\t".join(cells)
        yield ""
        book.unload_sheet(number)
    yield str(book.user_name or "")


def _sheet_page(body: bytes) -> Iterator[str]:
    root: Any = html.document_fromstring(
        decode(body, None).text.encode(), parser=html.HTMLParser(encoding="utf-8")
    )
    for row in root.iter("tr"):
        cells = chain(row.iterchildren("td", "th"))
        yield "\t".join(" ".join(cell.text_content().split()) for cell in cells)
