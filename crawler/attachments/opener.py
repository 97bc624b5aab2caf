"""Opens files in a process of its own, and makes of what it hears the facts of an attachment."""

from __future__ import annotations

import json
import os
import select
import subprocess
import sys
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from time import monotonic
from types import TracebackType
from typing import Self
from urllib.parse import unquote

from crawler.attachments.kinds import file_kind
from crawler.attachments.reading import FAILURES
from crawler.extract import personal
from crawler.extract.article import excerpt
from crawler.extract.links import extension
from crawler.extract.masking import hidden, masked
from evidence.records import PageFacts, PageKind

TIME_LIMIT_S = 20.0
FILES_PER_PROCESS = 40
PLATFORM = "file"
_ROOT = str(Path(__file__).resolve().parents[2])
_TITLE_CHARS = 120
_PROXIES = ("http_proxy", "https_proxy", "all_proxy", "no_proxy", "ftp_proxy")


@dataclass(frozen=True, slots=True)
class Opened:
    """What came of opening a file: ``failure`` is empty or one of ``reading.FAILURES``."""

    kind: str
    text: str = ""
    failure: str = ""


class Opener:
    """Opens one file after the other within a ``with``; the process is started when the first one comes.

    After a failure of the process itself, and after some forty files, the next file gets a new one.
    """

    def __init__(self, limit_s: float = TIME_LIMIT_S) -> None:
        self._limit_s = limit_s
        self._process: subprocess.Popen[bytes] | None = None
        self._opened = 0

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._end()

    def open(self, body: bytes, url: str = "") -> Opened:
        """The text of a file. Never raises for what is in the file or becomes of the process."""
        kind = file_kind(body, url)
        try:
            line = self._ask(body, url)
            told = json.loads(line)
            return Opened(str(told["kind"]), str(told["text"]), str(told["failure"]))
        except TimeoutError:
            self._end()
            return Opened(kind, failure="timeout")
        except (OSError, ValueError, KeyError):
            self._end()
            return Opened(kind, failure="crashed")

    def _ask(self, body: bytes, url: str) -> bytes:
        process = self._running()
        if process.stdin is None or process.stdout is None:
            raise OSError("no pipes")
        order = json.dumps({"bytes": len(body), "url": url}).encode()
        process.stdin.write(order + b"\n")
        process.stdin.write(body)
        process.stdin.flush()
        return self._line(process.stdout.fileno())

    def _line(self, source: int) -> bytes:
        deadline_s = monotonic() + self._limit_s
        parts: list[bytes] = []
        while not parts or not parts[-1].endswith(b"\n"):
            if not select.select([source], [], [], max(0.0, deadline_s - monotonic()))[0]:
                raise TimeoutError
            part = os.read(source, 1 << 16)
            if not part:
                raise OSError("the process ended")
            parts.append(part)
        return b"".join(parts)

    def _running(self) -> subprocess.Popen[bytes]:
        if self._process is None or self._opened >= FILES_PER_PROCESS:
            self._end()
            env = {name: value for name, value in os.environ.items() if name.lower() not in _PROXIES}
            # -P: what lies in the working directory is not taken for our modules
            self._process = subprocess.Popen(
                [sys.executable, "-P", "-m", "crawler.attachments"],
                stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL,
                start_new_session=True, env=env | {"PYTHONPATH": _ROOT, "PYTHONDONTWRITEBYTECODE": "1"},
            )  # fmt: skip
            self._opened = 0
        self._opened += 1
        return self._process

    def _end(self) -> None:
        process, self._process = self._process, None
        if process is None:
            return
        process.kill()
        for pipe in (process.stdin, process.stdout):
            if pipe is not None:
                with suppress(OSError):
                    pipe.close()
        process.wait()


# ---------------------------------------------------------------- facts


def file_facts(url: str, name: str, opened: Opened) -> PageFacts:
    """The facts of an attachment; numbers of persons in its name, text and properties are masked."""
    title = _title(url, name)
    numbers = personal.read(personal.lines_of(opened.text), title)
    body = masked(opened.text)
    facts = PageFacts(
        url=url,
        kind=PageKind.OTHER,
        platform=PLATFORM,
        encoding="utf-8",
        title=title,
        list_why="附件",
        text_chars=len(body),
        excerpt=excerpt(opened.text),
        personal=numbers,
        file_type=_type(url, opened.kind),
        file_why=FAILURES.get(opened.failure, opened.failure),
        text=body,
    )
    return hidden(facts)


def _type(url: str, kind: str) -> str:
    """The kind of file, by its name where encryption hides it."""
    return (extension(url)[1:] or "docx") if kind in ("", "encrypted") else kind


def _title(url: str, name: str) -> str:
    """What the link calls the file, else the file's own name."""
    own = unquote(url.partition("?")[0].rpartition("/")[2])
    said = name.strip()
    return (said if len(said) >= 4 else own or url)[:_TITLE_CHARS]
