"""Small files of many kinds, written by hand so that no library is needed."""

from __future__ import annotations

import io
import struct
import zipfile
import zlib
from collections.abc import Sequence
from xml.sax.saxutils import escape

OFFICE = "http://schemas.openxmlformats.org"
CONTENT_TYPES = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?><Types xmlns="{0}/package/2006/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/>{1}</Types>'
RELATIONS = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?><Relationships xmlns="{0}/package/2006/relationships"><Relationship Id="rId1" Type="{0}/officeDocument/2006/relationships/{1}" Target="{2}"/></Relationships>'
OLE = bytes.fromhex("d0cf11e0a1b11ae1") + bytes(1528)  # the head of an old Word file
RAR = bytes.fromhex("526172211a0701003392b5e50a010506000501018080") + bytes(40)
MP4 = b"\x00\x00\x00\x18ftypmp42\x00\x00\x00\x00mp42isom" + bytes(600)
MP3 = b"ID3\x03\x00\x00\x00\x00\x00\x00" + b"\xff\xfb\x90\x00" + bytes(600)


def png(red: int = 200, width: int = 40, height: int = 30) -> bytes:
    """A picture of one colour."""
    row = b"\x00" + bytes((red, 40, 40)) * width
    header = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    return (
        b"\x89PNG\r\n\x1a\n"
        + _chunk(b"IHDR", header)
        + _chunk(b"IDAT", zlib.compress(row * height))
        + _chunk(b"IEND", b"")
    )


def _chunk(kind: bytes, data: bytes) -> bytes:
    return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))


def pdf(lines: Sequence[str]) -> bytes:
    """One page of text in a Chinese font, with a table from codes back to characters."""
    drawn = "".join(
        f"1 0 0 1 60 {780 - 24 * n} Tm <{line.encode('utf-16-be').hex()}> Tj\n"
        for n, line in enumerate(lines)
    )
    stream = f"BT /F1 12 Tf\n{drawn}ET".encode()
    unicode_map = b"/CIDInit /ProcSet findresource begin 12 dict begin begincmap /CMapName /U def /CMapType 2 def 1 begincodespacerange <0000> <FFFF> endcodespacerange 1 beginbfrange <0000> <FFFF> <0000> endbfrange endcmap end end"
    objects = [
        b"<< /Type /Catalog /Pages 2 0 R >>",
        b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
        b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 4 0 R /Resources << /Font << /F1 5 0 R >> >> >>",
        b"<< /Length %d >>\nstream\n%s\nendstream" % (len(stream), stream),
        b"<< /Type /Font /Subtype /Type0 /BaseFont /STSong-Light /Encoding /UniGB-UCS2-H /DescendantFonts [6 0 R] /ToUnicode 8 0 R >>",
        b"<< /Type /Font /Subtype /CIDFontType0 /BaseFont /STSong-Light /CIDSystemInfo << /Registry (Adobe) /Ordering (GB1) /Supplement 2 >> /FontDescriptor 7 0 R >>",
        b"<< /Type /FontDescriptor /FontName /STSong-Light /Flags 6 /FontBBox [-25 -254 1000 880] /ItalicAngle 0 /Ascent 880 /Descent -120 /CapHeight 880 /StemV 93 >>",
        b"<< /Length %d >>\nstream\n%s\nendstream" % (len(unicode_map), unicode_map),
    ]
    return _assembled(objects)


def _assembled(objects: Sequence[bytes]) -> bytes:
    out = io.BytesIO(b"")
    out.write(b"%PDF-1.5\n%\xe2\xe3\xcf\xd3\n")
    places = []
    for number, body in enumerate(objects, 1):
        places.append(out.tell())
        out.write(b"%d 0 obj\n%s\nendobj\n" % (number, body))
    start = out.tell()
    out.write(b"xref\n0 %d\n0000000000 65535 f \n" % (len(objects) + 1))
    out.write(b"".join(b"%010d 00000 n \n" % place for place in places))
    out.write(b"trailer << /Size %d /Root 1 0 R >>\nstartxref\n%d\n%%%%EOF\n" % (len(objects) + 1, start))
    return out.getvalue()


def docx(paragraphs: Sequence[str]) -> bytes:
    """A Word document of plain paragraphs."""
    kind = '<Override PartName="/word/document.xml" ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"/>'
    texts = "".join(f"<w:p><w:r><w:t>{escape(one)}</w:t></w:r></w:p>" for one in paragraphs)
    body = f'<?xml version="1.0" encoding="UTF-8" standalone="yes"?><w:document xmlns:w="{OFFICE}/wordprocessingml/2006/main"><w:body>{texts}</w:body></w:document>'
    return _zipped({
        "[Content_Types].xml": CONTENT_TYPES.format(OFFICE, kind),
        "_rels/.rels": RELATIONS.format(OFFICE, "officeDocument", "word/document.xml"),
        "word/document.xml": body,
    })  # fmt: skip


def xlsx(rows: Sequence[Sequence[str]]) -> bytes:
    """A workbook of one sheet whose cells are texts."""
    main = f"{OFFICE}/spreadsheetml/2006/main"
    kinds = "".join(
        f'<Override PartName="/xl/{part}.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.{kind}+xml"/>'
        for part, kind in (("workbook", "sheet.main"), ("worksheets/sheet1", "worksheet"))
    )
    cells = "".join(
        f'<row r="{r}">' + "".join(f'<c r="{chr(64 + c)}{r}" t="inlineStr"><is><t>{escape(text)}</t></is></c>' for c, text in enumerate(row, 1)) + "</row>"
        for r, row in enumerate(rows, 1)
    )  # fmt: skip
    return _zipped({
        "[Content_Types].xml": CONTENT_TYPES.format(OFFICE, kinds),
        "_rels/.rels": RELATIONS.format(OFFICE, "officeDocument", "xl/workbook.xml"),
        "xl/workbook.xml": f'<?xml version="1.0" encoding="UTF-8" standalone="yes"?><workbook xmlns="{main}" xmlns:r="{OFFICE}/officeDocument/2006/relationships"><sheets><sheet name="名单" sheetId="1" r:id="rId1"/></sheets></workbook>',
        "xl/_rels/workbook.xml.rels": RELATIONS.format(OFFICE, "worksheet", "worksheets/sheet1.xml"),
        "xl/worksheets/sheet1.xml": f'<?xml version="1.0" encoding="UTF-8" standalone="yes"?><worksheet xmlns="{main}"><sheetData>{cells}</sheetData></worksheet>',
    })  # fmt: skip


def _zipped(parts: dict[str, str]) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, text in parts.items():
            archive.writestr(name, text)
    return out.getvalue()
