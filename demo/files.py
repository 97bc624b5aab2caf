"""The attachments of the demo: small files of each kind, byte for byte the same every time."""

import zipfile
from collections.abc import Callable, Mapping, Sequence
from html import escape
from io import BytesIO
from struct import pack

OLE_MAGIC = bytes.fromhex("d0cf11e0a1b11ae1")
_SECTOR = 512
_SMALLEST_STREAM = 4096  # smaller streams would live in the mini stream
_FREE, _END, _FAT, _NONE = 0xFFFFFFFF, 0xFFFFFFFE, 0xFFFFFFFD, 0xFFFFFFFF
_LONG_AGO = (2020, 1, 1, 0, 0, 0)
_XML = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
_PACKAGE = "http://schemas.openxmlformats.org/package/2006"
_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006"
_TYPES = "application/vnd.openxmlformats-officedocument"

Rows = Sequence[Sequence[str]]


def pdf(rows: Rows) -> bytes:
    """One page with a line for each row; the font is named, not embedded, and ToUnicode tells what each code is."""
    lines = "".join(
        f"1 0 0 1 60 {780 - 24 * number} Tm <{'  '.join(row).encode('utf-16-be').hex()}> Tj\n"
        for number, row in enumerate(rows)
    )
    font = "<</Type/Font/Subtype/Type0/BaseFont/SimSun/Encoding/Identity-H/DescendantFonts[6 0 R]/ToUnicode 7 0 R>>"
    inner = (
        "<</Type/Font/Subtype/CIDFontType2/BaseFont/SimSun/DW 1000/FontDescriptor 8 0 R"
        "/CIDSystemInfo<</Registry(Adobe)/Ordering(Identity)/Supplement 0>>>>"
    )
    codes = (
        "/CIDInit /ProcSet findresource begin 12 dict begin begincmap /CMapName /X def /CMapType 2 def\n"
        "1 begincodespacerange <0000> <ffff> endcodespacerange\n"
        f"{_unicode_ranges(rows)}endcmap end end"
    )
    descriptor = (
        "<</Type/FontDescriptor/FontName/SimSun/Flags 4/FontBBox[0 -200 1000 900]/ItalicAngle 0"
        "/Ascent 880/Descent -120/CapHeight 700/StemV 80>>"
    )
    return _pdf_of(
        "<</Type/Catalog/Pages 2 0 R>>",
        "<</Type/Pages/Kids[3 0 R]/Count 1>>",
        "<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Resources<</Font<</F1 5 0 R>>>>/Contents 4 0 R>>",
        _stream(f"BT /F1 12 Tf\n{lines}ET"),
        font,
        inner,
        _stream(codes),
        descriptor,
    )


def _unicode_ranges(rows: Rows) -> str:
    signs = sorted({ord(sign) for row in rows for sign in "  ".join(row)})
    groups = [signs[start : start + 100] for start in range(0, len(signs), 100)]
    return "".join(
        f"{len(group)} beginbfchar\n{''.join(f'<{sign:04x}> <{sign:04x}>' + chr(10) for sign in group)}endbfchar\n"
        for group in groups
    )


def _stream(text: str) -> str:
    return f"<</Length {len(text)}>>\nstream\n{text}\nendstream"


def _pdf_of(*objects: str) -> bytes:
    body, places = b"%PDF-1.4\n", []
    for number, text in enumerate(objects, 1):
        places.append(len(body))
        body += f"{number} 0 obj\n{text}\nendobj\n".encode("ascii")
    table = f"xref\n0 {len(places) + 1}\n0000000000 65535 f \n"
    table += "".join(f"{place:010d} 00000 n \n" for place in places)
    trailer = f"trailer\n<</Size {len(places) + 1}/Root 1 0 R>>\nstartxref\n{len(body)}\n%%EOF\n"
    return body + (table + trailer).encode("ascii")


def docx(rows: Rows) -> bytes:
    """A document with a paragraph for each row, its cells apart."""
    lines = "".join(f"<w:p><w:r><w:t>{escape('　'.join(row))}</w:t></w:r></w:p>" for row in rows)
    space = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
    parts = {
        "[Content_Types].xml": _content_types(
            ("/word/document.xml", f"{_TYPES}.wordprocessingml.document.main+xml")
        ),
        "_rels/.rels": _relations(("rId1", "officeDocument", "word/document.xml")),
        "word/document.xml": f'{_XML}<w:document xmlns:w="{space}"><w:body>{lines}</w:body></w:document>',
    }
    return _zipped(parts)


def xlsx(rows: Rows) -> bytes:
    """A workbook of one sheet, its cells texts."""
    lines = "".join(f'<row r="{number}">{_cells(row, number)}</row>' for number, row in enumerate(rows, 1))
    space = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
    sheets = '<sheets><sheet name="Sheet1" sheetId="1" r:id="rId1"/></sheets>'
    parts = {
        "[Content_Types].xml": _content_types(
            ("/xl/workbook.xml", f"{_TYPES}.spreadsheetml.sheet.main+xml"),
            ("/xl/worksheets/sheet1.xml", f"{_TYPES}.spreadsheetml.worksheet+xml"),
        ),
        "_rels/.rels": _relations(("rId1", "officeDocument", "xl/workbook.xml")),
        "xl/workbook.xml": f'{_XML}<workbook xmlns="{space}" xmlns:r="{_OFFICE}/relationships">{sheets}</workbook>',
        "xl/_rels/workbook.xml.rels": _relations(("rId1", "worksheet", "worksheets/sheet1.xml")),
        "xl/worksheets/sheet1.xml": f'{_XML}<worksheet xmlns="{space}"><sheetData>{lines}</sheetData></worksheet>',
    }
    return _zipped(parts)


def _cells(row: Sequence[str], number: int) -> str:
    return "".join(
        f'<c r="{chr(65 + place)}{number}" t="inlineStr"><is><t>{escape(text)}</t></is></c>'
        for place, text in enumerate(row)
    )


def _content_types(*parts: tuple[str, str]) -> str:
    own = "".join(f'<Override PartName="{name}" ContentType="{kind}"/>' for name, kind in parts)
    return (
        f'{_XML}<Types xmlns="{_PACKAGE}/content-types">'
        '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        f'<Default Extension="xml" ContentType="application/xml"/>{own}</Types>'
    )


def _relations(*links: tuple[str, str, str]) -> str:
    own = "".join(
        f'<Relationship Id="{name}" Type="{_OFFICE}/relationships/{kind}" Target="{target}"/>'
        for name, kind, target in links
    )
    return f'{_XML}<Relationships xmlns="{_PACKAGE}/relationships">{own}</Relationships>'


def _zipped(parts: Mapping[str, str]) -> bytes:
    out = BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, text in parts.items():
            archive.writestr(zipfile.ZipInfo(name, _LONG_AGO), text.encode())
    return out.getvalue()


# ---------------------------------------------------------------- the old binary formats


def xls(rows: Rows) -> bytes:
    """A workbook of Excel 97 (BIFF8) with one sheet, its cells LABEL records."""
    cells = [(r, c, text) for r, row in enumerate(rows) for c, text in enumerate(row)]
    width = max((len(row) for row in rows), default=0)
    labels = b"".join(
        _record(0x0204, pack("<HHHHB", r, c, 15, len(text), 1) + text.encode("utf-16-le"))
        for r, c, text in cells
    )
    sheet = (
        _bof(0x0010) + _record(0x0200, pack("<IIHHH", 0, len(rows), 0, width, 0)) + labels + _record(0x000A)
    )
    font = _record(0x0031, pack("<HHHHHBBBBBB", 200, 0, 0x7FFF, 400, 0, 0, 0, 134, 0, 5, 0) + b"Arial")
    style = _record(0x00E0, pack("<HHHBBBBIIH", 0, 0, 0xFFF5, 0x20, 0, 0, 0, 0, 0, 0x20C0))
    cell = _record(0x00E0, pack("<HHHBBBBIIH", 0, 0, 0x0001, 0x20, 0, 0, 0, 0, 0, 0x20C0))
    codepage, window = (
        _record(0x0042, pack("<H", 1200)),
        _record(0x003D, pack("<9H", 0, 0, 9000, 6000, 56, 0, 0, 1, 600)),
    )
    head = _bof(0x0005) + codepage + window + font * 4 + style * 15 + cell
    name = b"\x06\x00Sheet1"
    place = len(head) + 4 + 6 + len(name) + 4
    return ole("Workbook", head + _record(0x0085, pack("<IH", place, 0) + name) + _record(0x000A) + sheet)


def _bof(kind: int) -> bytes:
    return _record(0x0809, pack("<HHHHII", 0x0600, kind, 0x0DBB, 0x07CC, 0x41, 0x06))


def _record(kind: int, data: bytes = b"") -> bytes:
    return pack("<HH", kind, len(data)) + data


def ole(name: str, stream: bytes) -> bytes:
    """A compound file (复合文档) with one stream: the container of .doc, .xls and .wps."""
    stream = stream.ljust(_SMALLEST_STREAM, b"\0")
    stream += b"\0" * (-len(stream) % _SECTOR)
    count = len(stream) // _SECTOR
    table = [_FAT, _END, *range(3, count + 2), _END]
    fat = pack(f"<{_SECTOR // 4}I", *table, *[_FREE] * (_SECTOR // 4 - len(table)))
    header = OLE_MAGIC + bytes(16) + pack("<HHHHH6x", 0x3E, 3, 0xFFFE, 9, 6)
    header += pack("<IIIIIIIII", 0, 1, 1, 0, _SMALLEST_STREAM, _END, 0, _END, 0)
    header += pack("<109I", 0, *[_FREE] * 108)
    entries = _entry("Root Entry", 5, 1, _END, 0) + _entry(name, 2, _NONE, 2, len(stream)) + bytes(256)
    return header + fat + entries + stream


def _entry(name: str, kind: int, child: int, start: int, size: int) -> bytes:
    text = name.encode("utf-16-le") + b"\0\0"
    links = pack("<BBIII", kind, 1, _NONE, _NONE, child)
    return text.ljust(64, b"\0") + pack("<H", len(text)) + links + bytes(36) + pack("<IQ", start, size)


def doc(rows: Rows) -> bytes:
    """What an old word processor writes, to a program that only looks at the first bytes."""
    return ole("WordDocument", "\r".join("  ".join(row) for row in rows).encode("utf-16-le"))


def html(rows: Rows) -> bytes:
    """The page that a site shows instead of a file that is gone."""
    lines = "".join(f"<p>{escape('  '.join(row))}</p>" for row in rows)
    return f'<!DOCTYPE html>\n<html><head><meta charset="utf-8"><title>提示</title></head><body>{lines}</body></html>'.encode()


def empty(_rows: Rows) -> bytes:
    """A file without a byte."""
    return b""


MAKERS: Mapping[str, Callable[[Rows], bytes]] = {
    "pdf": pdf,
    "docx": docx,
    "xlsx": xlsx,
    "xls": xls,
    "doc": doc,
    "wps": doc,
    "html": html,
    "empty": empty,
}
