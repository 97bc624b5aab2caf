"""Texts of files, hidden parts too; files that cannot be read are named, never a crash."""

from __future__ import annotations

import pytest
from file_makers import WORD, archive, docx, encrypted_pdf, ole, pdf, xls, xlsx

from crawler.attachments import reading
from crawler.attachments.kinds import file_kind
from crawler.attachments.reading import read_file

URL = "http://www.example.gov.cn/files/1"
PHONE = 13800138000
SHEET_PAGE = "<html xmlns:x='urn:schemas-microsoft-com:office:excel'><table><tr><td>姓名</td><td>13800138000</td></tr></table>"
HEADER = {"word/header1.xml": f"<w:hdr {WORD}><w:p><w:r><w:t>页眉</w:t></w:r></w:p></w:hdr>"}
DELETED = f"<w:document {WORD}><w:body><w:p><w:del><w:r><w:delText>删去的字</w:delText></w:r></w:del></w:p></w:body></w:document>"


@pytest.mark.parametrize(
    ("body", "kind", "words"),
    [
        (pdf("ID 1234", "second line"), "pdf", ["ID 1234", "second line"]),
        (pdf("x", author="Author 77"), "pdf", ["Author 77"]),
        (
            docx("第一段", rows=[("姓名", "手机"), ("张三", "138")]),
            "docx",
            ["第一段", "姓名\t手机", "张三\t138"],
        ),
        (docx("x", note="备注里的字"), "docx", ["备注里的字"]),
        (docx("x", extra=HEADER), "docx", ["页眉"]),
        (archive({"word/document.xml": DELETED}), "docx", ["删去的字"]),
        (xlsx(("姓名", "手机"), ("张三", PHONE)), "xlsx", ["姓名\t手机", f"张三\t{PHONE}"]),
        (xlsx(("a",), ("隐藏行",), hidden_row=2), "xlsx", ["隐藏行"]),
        (xlsx(("a",), hidden_sheet=("隐藏表",)), "xlsx", ["隐藏表"]),
        (xlsx(("a",), note="属性里的字"), "xlsx", ["属性里的字"]),
        (xlsx((float(PHONE), 1.5)), "xlsx", [f"{PHONE}\t1.5"]),
        (xls(("姓名", "手机"), ("张三", "13800138000")), "xls", ["姓名\t手机", "张三\t13800138000"]),
    ],
)
def test_every_part_of_a_file_is_read(body: bytes, kind: str, words: list[str]) -> None:
    found, text, failure = read_file(body, URL)
    assert (found, failure) == (kind, "")
    assert [word for word in words if word not in text] == []


def test_a_page_that_is_called_a_workbook_is_read_as_one() -> None:
    body = SHEET_PAGE.encode("gb18030")
    assert read_file(body, URL + ".xls") == ("xls", "姓名\t13800138000", "")
    assert file_kind(body, URL + ".html") == ""


def bomb(name: str = "word/document.xml") -> bytes:
    return archive({name: b"\0" * (reading.MAX_UNPACKED_BYTES + 1)})


def vast_sheet() -> bytes:
    """A sheet that says it has all the cells there can be, and has two, at the far ends."""
    main = 'xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"'
    rel = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
    package = "http://schemas.openxmlformats.org/package/2006"
    cell = '<c r="{0}" t="inlineStr"><is><t>{1}</t></is></c>'
    return archive({
        "[Content_Types].xml": f'<Types xmlns="{package}/content-types">'
        '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        '<Override PartName="/xl/workbook.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"/>'
        '<Override PartName="/xl/worksheets/sheet1.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.worksheet+xml"/></Types>',
        "_rels/.rels": f'<Relationships xmlns="{package}/relationships"><Relationship Id="r1" Type="{rel}/officeDocument" Target="xl/workbook.xml"/></Relationships>',
        "xl/_rels/workbook.xml.rels": f'<Relationships xmlns="{package}/relationships"><Relationship Id="r1" Type="{rel}/worksheet" Target="worksheets/sheet1.xml"/></Relationships>',
        "xl/workbook.xml": f'<workbook {main} xmlns:r="{rel}"><sheets><sheet name="S" sheetId="1" r:id="r1"/></sheets></workbook>',
        "xl/worksheets/sheet1.xml": f'<worksheet {main}><dimension ref="A1:XFD1048576"/><sheetData><row r="1">{cell.format("A1", "first")}</row>'
        f'<row r="1048576">{cell.format("C1048576", "last")}</row></sheetData></worksheet>',
    })  # fmt: skip


@pytest.mark.parametrize(
    ("body", "kind", "failure"),
    [
        (encrypted_pdf(), "pdf", "encrypted"),
        (ole({"EncryptedPackage": b"x", "EncryptionInfo": b"y"}), "encrypted", "encrypted"),
        (ole({"WordDocument": b"x"}), "doc", "unsupported"),
        (docx("x")[:200], "docx", "damaged"),
        (docx("x" * 3000)[:-40], "docx", "damaged"),
        (archive({"word/document.xml": "<w:p"}), "docx", "damaged"),
        (archive({"xl/workbook.xml": "no xml"}), "xlsx", "damaged"),
        (xls(("a",))[:1500], "xls", "damaged"),
        (pdf("x")[:40], "pdf", "damaged"),
        (bomb(), "docx", "too_large"),
        (bomb("xl/workbook.xml"), "xlsx", "too_large"),
        (
            archive({"word/document.xml": "x", **{f"word/{n}.xml": "" for n in range(reading.MAX_PARTS)}}),
            "docx",
            "too_large",
        ),
        (pdf(), "pdf", "no_text"),
        (b"", "", "damaged"),
        (b"plain text", "", "damaged"),
    ],
)
def test_a_file_that_cannot_be_read_is_named(body: bytes, kind: str, failure: str) -> None:
    assert read_file(body, URL) == (kind, "", failure)
    assert failure in reading.FAILURES


def test_an_encrypted_file_with_an_empty_password_is_read() -> None:
    kind, text, failure = read_file(encrypted_pdf(""), URL)
    assert (kind, text.strip(), failure) == ("pdf", "locked", "")


def test_a_sheet_is_as_large_as_its_cells_not_as_it_says() -> None:
    kind, text, failure = read_file(vast_sheet(), URL)
    assert (kind, failure) == ("xlsx", "")
    assert text.split() == ["S", "first", "last"]


@pytest.mark.parametrize(("chars", "failure", "kept"), [(4, "cut", 4), (13, "", 13)])
def test_a_long_text_is_cut_and_says_so(
    monkeypatch: pytest.MonkeyPatch, chars: int, failure: str, kept: int
) -> None:
    monkeypatch.setattr(reading, "MAX_TEXT_CHARS", chars)
    found = read_file(docx("字" * 11), URL)
    assert found[2] == failure
    assert len(found[1]) <= kept


@pytest.mark.parametrize(
    ("body", "url", "kind"),
    [
        (b"<html>%PDF-1.4", "a.pdf", ""), (b"\n%PDF-1.4", "a", "pdf"), (b"PK\x03\x04junk", "a.zip", ""), (b"PK\x03\x04junk", "a.docx", "docx"),
        (b"\x89PNG", "a.pdf", ""), (b"<html><table>", "a.xls", "xls"), (b"<html>404", "a.xls", ""), (b"<html><table>", "a.html", ""),
    ],
)  # fmt: skip
def test_kinds_are_told_by_the_bytes(body: bytes, url: str, kind: str) -> None:
    assert file_kind(body, f"http://a.gov.cn/{url}") == kind
