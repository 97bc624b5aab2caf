"""Bytes to text: which charset a page is really in, whatever it claims.

BeautifulSoup's detector finds what the page declares; the bytes decide. Declared and wrong, or absent:
UTF-8 if the bytes are valid UTF-8, else GB18030, which covers GB2312 and GBK.
"""

from __future__ import annotations

import codecs
import re
from dataclasses import dataclass

from bs4.dammit import EncodingDetector

_HEADER = re.compile(r"(?i)charset\s*=\s*[\"']?\s*([a-z0-9_\-]+)")
_BOMS = ((codecs.BOM_UTF8, "utf-8"), (codecs.BOM_UTF16_LE, "utf-16-le"), (codecs.BOM_UTF16_BE, "utf-16-be"))
_GB_FAMILY = ("gb2312", "gbk", "gb18030")
_SAMPLE = 4096  # bytes searched for a declaration
_TOLERATED = 200  # one broken character in so many is damage, not another charset


@dataclass(frozen=True, slots=True)
class Decoded:
    """Text with the charset it was read in, Python's codec name, and what the page declared."""

    text: str
    encoding: str
    declared: str | None


def declared_charset(body: bytes, content_type: str | None) -> str | None:
    """What the HTTP header, else the page itself declares; None when neither names a codec Python has."""
    header = _HEADER.search(content_type or "")
    names = [header.group(1)] if header else []
    found = EncodingDetector.find_declared_encoding(body[:_SAMPLE], is_html=True, search_entire_document=True)
    for name in [*names, found]:
        codec = _codec(name)
        if codec:
            return codec
    return None


def _codec(name: str | None) -> str | None:
    try:
        return codecs.lookup(name).name if name else None
    except LookupError:
        return None


def decode(body: bytes, content_type: str | None = None) -> Decoded:
    """Decode a page; never fails: damage becomes U+FFFD in the charset that loses least."""
    declared = declared_charset(body, content_type)
    for bom, codec in _BOMS:
        if body.startswith(bom):
            return Decoded(body[len(bom) :].decode(codec, "replace"), codec, declared)
    for codec in _candidates(declared, body):
        try:
            return Decoded(body.decode(codec), codec, declared)
        except UnicodeDecodeError:
            continue
    return _least_lossy(body, declared)


def _candidates(declared: str | None, body: bytes) -> list[str]:
    """Strict attempts in order. Latin-1 fits any bytes, so as a claim it is worth nothing; bytes that are valid
    UTF-8 are UTF-8, whatever is declared, since Chinese in GBK hardly ever is."""
    if declared in _GB_FAMILY and not body.isascii():
        return ["utf-8", *(_candidates(declared, b""))]
    if declared in _GB_FAMILY:  # GB2312 is what pages say; GB18030 is what their editors write
        return ["gbk", "gb18030", "utf-8"] if declared == "gbk" else ["gb18030", "utf-8"]
    if declared in (None, "ascii", "iso8859-1", "cp1252", "utf-8"):
        return ["utf-8", "gb18030"]
    return [declared, "utf-8", "gb18030"] if declared else ["utf-8", "gb18030"]


def _least_lossy(body: bytes, declared: str | None) -> Decoded:
    own = "gb18030" if declared in _GB_FAMILY else declared or "utf-8"
    best: Decoded | None = None
    fewest = len(body) + 1
    for codec in dict.fromkeys((own, "utf-8", "gb18030")):
        text = body.decode(codec, "replace")
        lost = text.count("\ufffd")
        if lost < fewest - (0 if best is None else len(body) // _TOLERATED):
            best, fewest = Decoded(text, codec, declared), lost
    return best or Decoded(body.decode("utf-8", "replace"), "utf-8", declared)
