"""Files that are handed in as attestations (举证材料): read within bounds, named safely, written whole or not at all."""

from __future__ import annotations

import errno
import hashlib
import os
import re
import stat
from collections.abc import Iterable
from pathlib import Path

from crawler.extract.links import extension
from crawler.extract.masking import masked
from evidence.errors import StorageError, UsageError
from xunjian.attestation_records import DECISION, FILING, plain

MIB = 1024 * 1024
MAX_FILES = 50  # of one attestation: a task asks for minutes, lists and photographs, not for an archive
MAX_FILE_BYTES = (
    64 * MIB
)  # a scan of some sixty pages; the reader of documents gets no more memory than this allows
MAX_TOTAL_BYTES = 256 * MIB  # of one attestation: sixty units with fifty tasks share one disk
NAME_BYTES = 150  # of a stored name in UTF-8: file systems end at 255, and copies get longer names
_CHUNK = 1 << 20
_UNSAFE = re.compile(r'[/\\:*?"<>|]')
_SUFFIX_BYTES = 20


def read_source(path: Path) -> bytes:
    """The bytes of a regular file, links never followed. Raises UsageError in one line, numbers in it masked."""
    try:
        handle = _open(path)
    except (OSError, ValueError) as error:
        raise UsageError(f"{told(path)}: {_why(error)}") from None
    with os.fdopen(handle, "rb") as file:
        found = os.fstat(file.fileno())
        if found.st_size > MAX_FILE_BYTES:
            raise UsageError(f"{told(path)}: {_size(found.st_size)}, {_too_large()}")
        try:
            body = file.read(MAX_FILE_BYTES + 1)
        except OSError as error:
            raise UsageError(f"{told(path)}: {_why(error)}") from None
    if len(body) > MAX_FILE_BYTES:
        raise UsageError(f"{told(path)}: grew while it was read, {_too_large()}")
    if not body:
        raise UsageError(f"{told(path)}: the file is empty; hand in what shows the work")
    return body


def _open(path: Path) -> int:
    """A regular file, open for reading. Raises OSError: ELOOP for a link, EINVAL for what is no file."""
    handle = os.open(path, os.O_RDONLY | os.O_NOFOLLOW | os.O_NONBLOCK | os.O_CLOEXEC)
    if not stat.S_ISREG(os.fstat(handle).st_mode):
        os.close(handle)
        raise OSError(errno.EINVAL, "no regular file", str(path))
    return handle


def _too_large() -> str:
    return f"more than {_size(MAX_FILE_BYTES)} a file; compress the scan or split it"


def _size(count: int) -> str:
    return f"{count / MIB:.0f} MiB"


def _why(error: Exception) -> str:
    if isinstance(error, OSError) and error.errno == errno.ELOOP:
        return "a symbolic link, which is not followed; name the file itself"
    if isinstance(error, OSError) and error.errno in (errno.EINVAL, errno.ENXIO):
        return "no regular file; name files, not folders or devices"
    reason = error.strerror if isinstance(error, OSError) else "no file name"
    return f"cannot be read ({reason}); check the name"


def told(path: Path) -> str:
    """A path as it may be told: on one line, numbers of persons masked."""
    return masked(plain(str(path)))


# ---------------------------------------------------------------- names


def safe_names(names: Iterable[str]) -> tuple[str, ...]:
    """A name for each in a folder of any system: no separators, no control characters, short, all different."""
    taken: set[str] = set()
    found: list[str] = []
    for name in names:
        whole = _safe(name)
        stem, suffix = _parts(whole)
        count = 1
        while whole.casefold() in taken:
            count += 1
            whole = f"{stem}-{count}{suffix}"
        taken.add(whole.casefold())
        found.append(whole)
    return tuple(found)


def _safe(name: str) -> str:
    bare = _UNSAFE.sub("_", masked(plain(name))).strip(" .") or "_"
    stem, suffix = _parts(bare)
    suffix = suffix if len(suffix.encode()) <= _SUFFIX_BYTES else ""
    stem = stem if suffix or not _parts(bare)[1] else bare
    short = stem.encode()[: NAME_BYTES - len(suffix.encode())].decode("utf-8", "ignore").rstrip(" .")
    whole = f"{short}{suffix}"
    return f"_{whole}" if _is_ours(whole) else whole


def _parts(name: str) -> tuple[str, str]:
    suffix = name[len(name) - len(extension(name)) :] if extension(name) else ""
    return name[: len(name) - len(suffix)], suffix


def _is_ours(name: str) -> bool:
    return name.casefold() == FILING or bool(DECISION.fullmatch(name.casefold()))


# ---------------------------------------------------------------- writing and looking again


def write_whole(path: Path, body: bytes) -> None:
    """A new file, on the disk when this returns. Raises OSError, also where there is one."""
    with path.open("xb") as file:
        file.write(body)
        file.flush()
        os.fsync(file.fileno())


def sync_folder(path: Path) -> None:
    """What was made or renamed in a folder is on the disk when this returns."""
    handle = os.open(path, os.O_RDONLY | os.O_DIRECTORY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def digest(body: bytes) -> str:
    return hashlib.sha256(body).hexdigest()


def digest_there(path: Path) -> str:
    """SHA-256 of a stored file, links never followed. Raises OSError; FileNotFoundError where there is none."""
    with os.fdopen(_open(path), "rb") as file:
        found = hashlib.sha256()
        while part := file.read(_CHUNK):
            found.update(part)
    return found.hexdigest()


def is_folder(path: Path) -> bool:
    """Whether a folder is there, and not by way of a link."""
    try:
        return stat.S_ISDIR(path.lstat().st_mode)
    except OSError:
        return False


def make_folder(path: Path) -> None:
    """A folder below one that is there. Raises StorageError where something else bears its name."""
    if is_folder(path):
        return
    try:
        path.mkdir()
    except FileExistsError:
        raise StorageError(f"{path}: no folder of its own (a link or a file); move it away") from None
    sync_folder(path.parent)
