"""URLs: cleaned for fetching (``normalise``), folded for identity (``url_key``).

Two forms on purpose. What is fetched stays as the site wrote it, so that an accusation names an address
a reader can open; what is compared folds away scheme, default pages and session ids, so that one page is
one page. ``www.`` variants stay distinct: they are different hosts until a redirect says otherwise.
"""

from __future__ import annotations

import re
from functools import lru_cache
from hashlib import blake2b
from urllib.parse import urljoin, urlsplit, urlunsplit

from w3lib.url import safe_url_string

MAX_URL_CHARS = 2000
LINK_TEXT_CHARS = 200  # what is kept of a link's text

# Full-width ASCII that input methods leave in addresses; only the authority and the scheme are folded,
# a path may really hold 附件（1）.doc.
_FULLWIDTH = {code: code - 0xFEE0 for code in range(0xFF01, 0xFF5F)} | {0x3002: ord(".")}
_CONTROL = re.compile(r"[\x00-\x1f\x7f\u200b\u200c\u200d\ufeff]")
_PLAIN = re.compile(r"[A-Za-z0-9\-._~:/?#@!$&'()*+,;=%]*")
_OTHER_SCHEME = re.compile(r"(?i)(?!https?[:：])[a-z][a-z0-9+.\-]*[:：](?!\d+(/|$))")
_SCHEME_TYPO = re.compile(r"(?i)^(https?)\s*[:：;]+\s*[/／\\]{2,}\s*")
_BARE_SCHEME = re.compile(r"(?i)https?:/*")
_HOST = re.compile(r"[a-z0-9_\-]+(?:\.[a-z0-9_\-]+)*|\[[0-9a-f:.]+\]")
# What is left of a script that builds markup: "x" + id + "y" is no address that anybody could open.
_JOINED = re.compile(r"^[\"']\s*\+|\+\s*[\"']$|[\"']\s*\+\s*[\w.$\[\]()]{1,80}\s*\+\s*[\"']")
_SESSION_PATH = re.compile(r"(?i);(?:jsessionid|phpsessid)=[^/?#]*")
_SESSION_QUERY = re.compile(
    r"(?i)(?:^|&)(?:jsessionid|phpsessid|aspsessionid\w*|asp\.net_sessionid|sessionid|session_id|cfid|cftoken"
    r"|utm_\w+|spm|from_source|share_token)=[^&]*"
)
_DEFAULT_PAGE = re.compile(r"(?i)/(?:index|default)\.(?:s?html?|aspx?|jsp|php|do)$")
_DOTS = re.compile(r"/\.{1,2}(?:/|$)")

DOCUMENT_EXTENSIONS = frozenset(
    ".pdf .doc .docx .xls .xlsx .ppt .pptx .wps .et .dps .ofd .zip .rar .7z .gz .tar .txt .csv .rtf "
    ".mp3 .mp4 .wmv .avi .flv .mov .m4v .wav .swf .exe .apk .ceb .caj".split()
)
IMAGE_EXTENSIONS = frozenset(".jpg .jpeg .png .gif .bmp .webp .svg .ico .tif .tiff".split())
_ASSET_EXTENSIONS = frozenset(".css .js .json .woff .woff2 .ttf .eot .map".split())


def extension(url: str) -> str:
    """The lower-case file extension of the path, with its dot; empty where there is none."""
    path = url.partition("#")[0].partition("?")[0]
    if "://" in path:
        path = path.partition("://")[2].partition("/")[2]
    name = path.rpartition("/")[2]
    stem, dot, suffix = name.rpartition(".")
    return f".{suffix.lower()}" if dot and stem else ""


@lru_cache(maxsize=8192)
def is_document(url: str) -> bool:
    """Whether the address names a file to download rather than a page, by its extension."""
    return extension(url) in DOCUMENT_EXTENSIONS


@lru_cache(maxsize=8192)
def is_page_like(url: str) -> bool:
    """Whether the address may be a page: no document, picture, style or script by its extension."""
    suffix = extension(url)
    return not (suffix in DOCUMENT_EXTENSIONS or suffix in IMAGE_EXTENSIONS or suffix in _ASSET_EXTENSIONS)


@lru_cache(maxsize=8192)
def normalise(href: str, base: str | None = None, encoding: str = "utf-8") -> str | None:
    """Make an address absolute and clean: what would be fetched.

    Removes fragment, default port, session and campaign parameters, ``./`` and ``../``; encodes spaces and
    characters outside ASCII (the query in ``encoding``, as browsers do); folds full-width characters in
    scheme and host. Returns None for anything that is no http(s) address: script, mail, telephone, ``#``.
    """
    text = _CONTROL.sub("", href).strip().strip("\u3000\xa0")
    if not text or text[0] == "#" or len(text) > MAX_URL_CHARS:
        return None
    text = _SCHEME_TYPO.sub(r"\1://", text)
    if (
        _BARE_SCHEME.fullmatch(text)
        or _OTHER_SCHEME.match(text)
        or "{{" in text
        or "<%" in text
        or "${" in text
        or ("+" in text and _JOINED.search(text))
    ):
        return None
    text = text.partition("#")[0].rstrip()
    absolute = _join(base, text.replace("\\", "/") if "\\" in text else text)
    cleaned = _clean(absolute, encoding) if absolute else None
    return cleaned if cleaned and len(cleaned) <= MAX_URL_CHARS else None


def _join(base: str | None, text: str) -> str | None:
    try:
        joined = urljoin(base, text) if base else text
        scheme, netloc, *_ = urlsplit(joined)
    except ValueError:  # e.g. an unclosed IPv6 bracket
        return None
    return joined if scheme.lower() in ("http", "https") and netloc else None


def _clean(url: str, encoding: str) -> str | None:
    try:
        scheme, netloc, path, query, _ = urlsplit(url)
        host = clean_netloc(scheme.lower(), netloc)
    except (ValueError, UnicodeError):
        return None
    if host is None:
        return None
    path = _fold_dots(_SESSION_PATH.sub("", path)) or "/"
    query = _SESSION_QUERY.sub("", query).lstrip("&") if "=" in query else query
    rebuilt = urlunsplit((scheme.lower(), host, path, query, ""))
    if _PLAIN.fullmatch(rebuilt):
        return rebuilt
    try:
        return safe_url_string(rebuilt, encoding=encoding, path_encoding="utf-8")
    except (ValueError, UnicodeError, LookupError):
        return None


def clean_netloc(scheme: str, netloc: str) -> str | None:
    """Lower-case host in ASCII with its port unless default; None where it is no host. Credentials are dropped."""
    netloc = netloc.translate(_FULLWIDTH).rpartition("@")[2].strip().lower().rstrip(".")
    host, colon, port = netloc.rpartition(":") if not netloc.endswith("]") else (netloc, "", "")
    if not colon:
        host, port = netloc, ""
    if port and (not (port.isascii() and port.isdigit()) or int(port) > 65535):
        return None
    host = host.rstrip(".")
    if not host.isascii():
        host = host.encode("idna").decode("ascii")
    if not _HOST.fullmatch(host):
        return None
    default = {"http": "80", "https": "443"}[scheme]
    return host if not port or port == default else f"{host}:{port}"


def _fold_dots(path: str) -> str:
    """urljoin leaves ``../`` that climbs above the root; browsers drop it."""
    if not _DOTS.search(path):
        return path
    kept: list[str] = []
    parts = path.split("/")[1:]
    for part in parts:
        if part == ".." and kept:
            kept.pop()
        elif part not in (".", ".."):
            kept.append(part)
    tail = "/" if parts and parts[-1] in (".", "..") and kept else ""
    return "/" + "/".join(kept) + tail


def fold(url: str) -> str:
    """The identity of a normalised address: scheme, default page and trailing slash of a directory folded."""
    rest = url.partition("://")[2]
    path, mark, query = rest.partition("?")
    path = _DEFAULT_PAGE.sub("/", path)
    if "/" not in path:
        path += "/"
    return f"{path}?{query}" if mark and query else path


@lru_cache(maxsize=8192)
def url_key(url: str) -> int:
    """Identity of a normalised address as a 63-bit integer, stable between runs."""
    return int.from_bytes(blake2b(fold(url).encode(), digest_size=8).digest(), "big") >> 1
