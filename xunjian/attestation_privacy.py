"""Looks for numbers of persons in what is handed in (举证材料), before any of it is stored.

A number that is confirmed keeps the attestation out; what could not be read, or looks like a number and may be none,
is told, and a person looks at it. More is kept out than a website could be accused of: here masking costs its owner
a minute, and there is no table of contacts that must be shown.
"""

from __future__ import annotations

import csv
import html
import re
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass
from io import BytesIO

from crawler.attachments.kinds import file_kind
from crawler.attachments.opener import Opener
from crawler.attachments.reading import FAILURES, MAX_TEXT_CHARS
from crawler.extract import personal
from crawler.extract.charset import decode
from crawler.extract.links import extension
from crawler.extract.masking import masked
from evidence.marks import NumberKind, PersonalNumber
from xunjian.attestation_records import plain

KINDS = {NumberKind.IDENTITY: "identity", NumberKind.BANK_CARD: "bank card", NumberKind.PHONE: "mobile"}
_SURE_IDENTITY = 18  # characters: of them the last checks the others; fifteen digits prove less
_SURE_CARD = frozenset(("prefix", "labelled"))
_SURE_PHONE = frozenset(("named", "table"))
_TOLD = 3  # numbers named of those that may be a person's

_TEXTS = (".txt", ".csv", ".tsv", ".md", ".log", ".json", ".xml", ".html", ".htm")
_MARKUP = (".xml", ".html", ".htm")
_PICTURES = (
    ".jpg", ".jpeg", ".png", ".gif", ".bmp", ".webp", ".tif", ".tiff", ".heic", ".svg",
)  # fmt: skip
_ARCHIVES = (".zip", ".rar", ".7z", ".tar", ".gz", ".tgz", ".bz2", ".xz")
_MEDIA = (".mp4", ".avi", ".mov", ".wmv", ".mkv", ".flv", ".mp3", ".wav", ".m4a", ".amr")
_UNREAD = (
    (_PICTURES, "图片，程序读不出其中的文字"),
    (_ARCHIVES, "压缩包，程序不打开其中的文件"),
    (_MEDIA, "音视频，程序读不出其中的内容"),
)
_NO_READER = "程序不能读取这种格式"
_PARTLY = "文件中有图片、图形或嵌入的文件，程序读不出其中的文字"

_INVISIBLE = re.compile("[\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u2064\ufeff]")
_GLUE = re.compile(r"[_.=+@#&~()\[\]{}（）【】]+")
_CELL_END = re.compile(r"(?i)</t[dh]\s*>")
_LINE_END = re.compile(r"(?i)<(?:br|hr)\b[^>]*>|</(?:p|div|tr|li|h\d|title|table)\s*>")
_TAG = re.compile(r"<[^<>]*>")
_PDF_UNSEEN = re.compile(rb"/Subtype\s*/(?:Image|RichMedia)\b|/Type\s*/EmbeddedFile\b|/EmbeddedFiles\b")
_ZIP_UNSEEN = re.compile(
    r"(?i)/(?:media|embeddings|activeX|diagrams|charts)/|/drawings/drawing[^/]*\.xml$|thumbnail\.(?!xml)"
)
_OLE_UNSEEN = re.compile(rb"\x89PNG\r\n|\xff\xd8\xff[\xe0\xe1]")


@dataclass(frozen=True, slots=True)
class Look:
    """What was found: numbers that keep it out, and (Chinese) what a person must look at instead of the program."""

    confirmed: tuple[PersonalNumber, ...] = ()
    unread: str = ""


def look_at_words(text: str) -> Look:
    """A note, a reason or the name of a person."""
    return _weighed([text], "")


def look_at_name(name: str) -> Look:
    """The name of a file: signs that hold its parts together do not hide a number."""
    return _weighed([name, _GLUE.sub("，", name)], "")


def look_at_file(opener: Opener, name: str, body: bytes) -> Look:
    """A file's text, as far as it can be read."""
    if file_kind(body, name):
        opened = opener.open(body, name)
        unread = FAILURES.get(opened.failure, opened.failure)
        if not unread and _holds_unseen(opened.kind, body):
            unread = _PARTLY
        return _weighed([opened.text], unread)
    text = _text_of(name, body)
    if text is None:
        return Look(unread=_why_unread(name))
    unread = FAILURES["cut"] if len(text) > MAX_TEXT_CHARS else ""
    return _weighed(list(_readings(name, text[:MAX_TEXT_CHARS])), unread)


# ---------------------------------------------------------------- what numbers say


def _weighed(texts: list[str], unread: str) -> Look:
    sure: dict[tuple[NumberKind, str], PersonalNumber] = {}
    unsure: dict[str, None] = {}
    for text in texts:
        for number in personal.read(personal.lines_of(_INVISIBLE.sub("", text))):
            if _is_sure(number):
                sure.setdefault((number.kind, number.masked), number)
            elif not number.doubt or _is_named_office(number):
                unsure.setdefault(number.masked)
    doubt = (
        f"疑似含有个人号码（{'、'.join([*unsure][:_TOLD])}{'等' * (len(unsure) > _TOLD)}）" if unsure else ""
    )
    return Look(tuple(sure.values()), "；".join(part for part in (unread, doubt) if part))


def _is_sure(number: PersonalNumber) -> bool:
    """As the checks of pages weigh them, but that one number in a table's column 手机号 is enough."""
    proof = frozenset(number.proof)
    return (
        not number.doubt
        and {
            NumberKind.IDENTITY: number.length == _SURE_IDENTITY,
            NumberKind.BANK_CARD: proof >= _SURE_CARD,
            NumberKind.PHONE: bool(proof & _SURE_PHONE),
        }[number.kind]
    )


def _is_named_office(number: PersonalNumber) -> bool:
    """A mobile number beside a person's name in a list of an office, as lists of those present are: somebody looks."""
    return number.kind is NumberKind.PHONE and "named" in number.proof


def told_number(number: PersonalNumber) -> str:
    """For an operator: ``identity number 37*************123``."""
    return f"{KINDS[number.kind]} number {number.masked}"


# ---------------------------------------------------------------- what can be read


def _holds_unseen(kind: str, body: bytes) -> bool:
    """Whether a document holds more than the text that was read: pictures, shapes, other files."""
    if kind == "pdf":
        return bool(_PDF_UNSEEN.search(body))
    if kind in ("docx", "xlsx"):
        with zipfile.ZipFile(BytesIO(body)) as archive:
            return any(_ZIP_UNSEEN.search(name) for name in archive.namelist())
    return bool(_OLE_UNSEEN.search(body))


def _text_of(name: str, body: bytes) -> str | None:
    """The text of a plain file; None where it is none, whatever its name says."""
    if extension(name) not in _TEXTS:
        return None
    decoded = decode(body)
    damaged = "\ufffd" in decoded.text or "\x00" in decoded.text
    return None if damaged else decoded.text


def _readings(name: str, text: str) -> Iterator[str]:
    """The ways in which a reader may see a text: as it is, in cells, without its markup."""
    yield text
    if extension(name) in _MARKUP:
        lines = _LINE_END.sub("\n", _CELL_END.sub("\t", text))
        yield html.unescape(_TAG.sub("", lines))
    elif extension(name) == ".csv":
        yield "\n".join("\t".join(plain(cell) for cell in row) for row in _rows(text))


def _rows(text: str) -> Iterator[list[str]]:
    try:
        yield from csv.reader(text.splitlines())
    except csv.Error:  # a field that never ends: the plain reading has seen it
        return


def _why_unread(name: str) -> str:
    kind = extension(name)
    return next((why for kinds, why in _UNREAD if kind in kinds), _NO_READER)


def masked_plain(text: str) -> str:
    """A text as it may be kept: on one line, long numbers masked."""
    return masked(plain(text))
