"""A file a person names → its tables, or one line that says why there are none."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path

from crawler.attachments.kinds import file_kind
from crawler.attachments.reading import UnreadableError
from evidence.errors import UsageError
from xunjian.tables.grid import Grid
from xunjian.tables.page import read_html
from xunjian.tables.sheet import read_xlsx
from xunjian.tables.word import read_docx

MAX_FILE_BYTES = 20 * 1024 * 1024
_LOOKS_LIKE_PAGE = re.compile(rb"<\s*(?:!doctype|html|head|body|table|meta|div|p|tr|td)\b", re.I)
_AS_NEW = "save it as .docx, .xlsx or .html and import that"

_FAILURES = {
    "encrypted": f"is encrypted; take its password away, {_AS_NEW}",
    "damaged": "is damaged or cut short; open it in its program, save it anew and import that",
    "too_large": "is too large, or unpacks to too much, for a table of tasks; save the table alone and import that",
}
_OTHER_KINDS = {
    "": "is neither a Word document, a workbook nor a page",
    "doc": "is in the old .doc format",
    "xls": "is in the old .xls format",
    "pdf": "is a PDF, which keeps no tables",
}


def read_tables(path: Path) -> list[Grid]:
    """The tables of a .docx, .xlsx or .html file, told by its bytes and not by its name.

    Raises UsageError with one line where it is none of these, cannot be read, or has no table.
    """
    body = _bytes(path)
    kind = file_kind(body, path.name)
    reader: Callable[[bytes], list[Grid]]
    readers: dict[str, Callable[[bytes], list[Grid]]] = {"docx": read_docx, "xlsx": read_xlsx}
    if not kind and _LOOKS_LIKE_PAGE.search(_narrow(body)):
        reader = read_html
    elif kind == "xls" and _LOOKS_LIKE_PAGE.match(body.lstrip(b"\xef\xbb\xbf \t\r\n")):
        reader = read_html  # a page that calls itself a workbook, as many systems export it
    elif kind in readers:
        reader = readers[kind]
    else:
        why = _FAILURES.get(kind) or f"{_OTHER_KINDS.get(kind, _OTHER_KINDS[''])}; {_AS_NEW}"
        raise UsageError(f"{path}: {why}")
    grids = [grid for grid in _read(path, body, reader) if grid.rows]
    if not grids:
        raise UsageError(f"{path}: has no table; name the file with the table of tasks")
    return grids


def _bytes(path: Path) -> bytes:
    try:
        with path.open("rb") as file:
            body = file.read(MAX_FILE_BYTES + 1)
    except FileNotFoundError:
        raise UsageError(f"{path}: no such file; name the file with the table") from None
    except IsADirectoryError:
        raise UsageError(f"{path}: is a directory; name the file with the table") from None
    except OSError as error:
        raise UsageError(f"{path}: cannot be read ({error.strerror}); check its permissions") from None
    if not body.strip():
        raise UsageError(f"{path}: is empty; name the file with the table")
    if len(body) > MAX_FILE_BYTES:
        raise UsageError(f"{path}: {_FAILURES['too_large']}")
    return body


def _narrow(body: bytes) -> bytes:
    """Bytes in which ASCII can be looked for, also where the page is in UTF-16."""
    return body.replace(b"\x00", b"") if body[:2] in (b"\xff\xfe", b"\xfe\xff") else body


def _read(path: Path, body: bytes, reader: Callable[[bytes], list[Grid]]) -> list[Grid]:
    try:
        return reader(body)
    except UnreadableError as error:
        raise UsageError(f"{path}: {_FAILURES.get(str(error), _FAILURES['damaged'])}") from None
    except MemoryError:
        raise UsageError(f"{path}: {_FAILURES['too_large']}") from None
    except Exception:  # noqa: BLE001 - libraries fail in their own ways, and all mean one thing
        raise UsageError(f"{path}: {_FAILURES['damaged']}") from None
