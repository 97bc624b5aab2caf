"""Small files of every kind that attachments come in, made by hand for the tests."""

from __future__ import annotations

import io
import struct
import zipfile
from collections.abc import Mapping, Sequence
from typing import Any

from openpyxl import Workbook
from pypdf import PdfReader, PdfWriter

WORD = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
CORE = (
    '<cp:coreProperties xmlns:cp="http://schemas.openxmlformats.org/package/2006/metadata/core-properties" '
    'xmlns:dc="http://purl.org/dc/elements/1.1/"><dc:description>{}</dc:description></cp:coreProperties>'
)
Row = Sequence[str]


def pdf(*lines: str, author: str = "") -> bytes:
    """One page of Latin text, a line a line."""
    shown = "".join(f"({line}) Tj 0 -20 Td " for line in lines)
    stream = f"BT /F1 12 Tf 50 750 Td {shown}ET".encode("latin-1")
    objects = [
        b"<< /Type /Catalog /Pages 2 0 R >>",
        b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
        b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 600 800] /Contents 4 0 R /Resources << /Font << /F1 5 0 R >> >> >>",
        b"<< /Length %d >>\nstream\n%s\nendstream" % (len(stream), stream),
        b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>",
        b"<< /Author (%s) >>" % author.encode("latin-1"),
    ]
    out, places = b"%PDF-1.4\n", []
    for number, body in enumerate(objects, 1):
        places.append(len(out))
        out += b"%d 0 obj\n%s\nendobj\n" % (number, body)
    table = b"".join(b"%010d 00000 n \n" % place for place in places)
    head = b"xref\n0 %d\n0000000000 65535 f \n%s" % (len(objects) + 1, table)
    tail = b"trailer\n<< /Size %d /Root 1 0 R /Info 6 0 R >>\nstartxref\n%d\n%%%%EOF" % (
        len(objects) + 1,
        len(out),
    )
    return out + head + tail


def encrypted_pdf(password: str = "secret") -> bytes:
    writer = PdfWriter(clone_from=PdfReader(io.BytesIO(pdf("locked"))))
    writer.encrypt(password)
    out = io.BytesIO()
    writer.write(out)
    return out.getvalue()


def archive(parts: Mapping[str, str | bytes]) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as packed:
        for name, text in parts.items():
            packed.writestr(name, text)
    return out.getvalue()


def docx(
    *paragraphs: str, rows: Sequence[Row] = (), extra: Mapping[str, str] | None = None, note: str = ""
) -> bytes:
    """Paragraphs, then a table; ``extra``: further parts; ``note``: the description among the properties."""
    text = "".join(f"<w:p><w:r><w:t>{p}</w:t></w:r></w:p>" for p in paragraphs)
    cells = ["".join(f"<w:tc><w:p><w:r><w:t>{c}</w:t></w:r></w:p></w:tc>" for c in row) for row in rows]
    table = f"<w:tbl>{''.join(f'<w:tr>{row}</w:tr>' for row in cells)}</w:tbl>" if rows else ""
    body = f"<w:document {WORD}><w:body>{text}{table}</w:body></w:document>"
    parts: dict[str, str | bytes] = {"word/document.xml": body, **(extra or {})}
    if note:
        parts["docProps/core.xml"] = CORE.format(note)
    return archive(parts)


def xlsx(
    *rows: Sequence[Any], hidden_sheet: Sequence[Any] = (), hidden_row: int = 0, note: str = ""
) -> bytes:
    book = Workbook()
    sheet = book.active
    for row in rows:
        sheet.append(list(row))
    if hidden_row:
        sheet.row_dimensions[hidden_row].hidden = True
    if hidden_sheet:
        other = book.create_sheet("Sheet2")
        other.append(list(hidden_sheet))
        other.sheet_state = "veryHidden"
    book.properties.description = note
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


# ---------------------------------------------------------------- the old binary workbook


def xls(*rows: Row) -> bytes:
    """A BIFF8 workbook of text cells in an OLE container."""
    labels = b"".join(
        _record(0x0204, struct.pack("<HHHHB", r, c, 15, len(text), 1) + text.encode("utf-16-le"))
        for r, row in enumerate(rows)
        for c, text in enumerate(row)
    )
    first = _bof(0x0005)
    name = b"Sheet1"
    place = len(first) + 4 + 8 + len(name) + 4
    bound = _record(0x0085, struct.pack("<IBBBB", place, 0, 0, len(name), 0) + name)
    stream = first + bound + _record(0x000A, b"") + _bof(0x0010) + labels + _record(0x000A, b"")
    return ole({"Workbook": stream})


def _record(kind: int, data: bytes) -> bytes:
    return struct.pack("<HH", kind, len(data)) + data


def _bof(kind: int) -> bytes:
    return _record(0x0809, struct.pack("<HHHHII", 0x0600, kind, 0x0DBB, 1996, 0, 6))


def ole(streams: Mapping[str, bytes]) -> bytes:
    """A compound file; every stream is padded to more than 4096 bytes, so that none goes to the mini stream."""
    end, used_by_fat, free = 0xFFFFFFFE, 0xFFFFFFFD, 0xFFFFFFFF
    padded = {
        name: data + b"\0" * (max(4608, -(-len(data) // 512) * 512) - len(data))
        for name, data in streams.items()
    }
    fat, content, starts = [used_by_fat, end], b"", {}
    for name, data in padded.items():
        starts[name] = len(fat)
        count = len(data) // 512
        fat += [*range(len(fat) + 1, len(fat) + count), end]
        content += data
    fat += [free] * (128 - len(fat))
    names = list(padded)
    directory = _entry("Root Entry", 5, end, 0, 1)
    for n, name in enumerate(names):
        right = n + 2 if n + 1 < len(names) else free
        directory += _entry(name, 2, starts[name], len(padded[name]), free, right)
    directory += b"\0" * (512 - len(directory))
    head = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 16 + struct.pack("<HHHHH", 0x3E, 3, 0xFFFE, 9, 6)
    head += b"\0" * 6 + struct.pack("<IIIIIIIII", 0, 1, 1, 0, 4096, end, 0, end, 0)
    head += struct.pack("<I", 0) + struct.pack("<I", free) * 108
    return head + struct.pack("<128I", *fat[:128]) + directory + content


def _entry(name: str, kind: int, start: int, size: int, child: int, right: int = 0xFFFFFFFF) -> bytes:
    text = name.encode("utf-16-le") + b"\0\0"
    head = text + b"\0" * (64 - len(text)) + struct.pack("<HBB", len(text), kind, 1)
    return (
        head
        + struct.pack("<III", 0xFFFFFFFF, right, child)
        + b"\0" * 36
        + struct.pack("<IIi", start, size, 0)
    )
