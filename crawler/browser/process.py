"""The crawl's side of the browser: finds it, starts it, asks it, and ends it with all its children."""

from __future__ import annotations

import asyncio
import importlib.util
import os
import shutil
import signal
import sys
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path
from tempfile import TemporaryDirectory

from crawler.browser.messages import Ask, Order, Shown

NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
VARIABLE = "XUNJIAN_CHROMIUM"
START_S = 30.0  # a cold start on a busy machine takes up to ten seconds
GRACE_S = 8.0  # beyond its own time for a page: then the process hangs
END_S = 3.0
AXE_S = 15.0  # for axe-core on one page, beyond the page's own time
_LINE_BYTES = 64 * 1024 * 1024  # an answer is one line, its document within
_PROXIES = ("http_proxy", "https_proxy", "all_proxy", "no_proxy", "ftp_proxy")


def find_browser() -> tuple[str, str]:
    """(path of Chromium, ""), or ("", what is missing and how to get it) for the operator."""
    if importlib.util.find_spec("playwright") is None:
        return "", "Playwright is not installed; pip install 'xunjian[browser]'"
    named = os.environ.get(VARIABLE)
    if named:
        found = shutil.which(named)
        return (found, "") if found else ("", f"{VARIABLE}={named} is no program; correct or unset it")
    found = next((path for path in map(shutil.which, NAMES) if path), None)
    return (found, "") if found else ("", f"no Chromium on PATH; install it, or name it in {VARIABLE}")


class BrowserProcess:
    """One browser process; answers one page at a time. After ``lost`` it is gone and must not be asked again."""

    def __init__(self, order: Order) -> None:
        self._order = order
        self._home: TemporaryDirectory[str] | None = None
        self._process: asyncio.subprocess.Process | None = None
        self.asked = 0
        self.lost = False

    async def start(self) -> None:
        """Start the process in a group, and a home, of its own. Raises OSError."""
        self._home = TemporaryDirectory(prefix="xunjian-browser-", ignore_cleanup_errors=True)
        pipe = asyncio.subprocess.PIPE
        # -P: what lies in the working directory is not taken for our modules
        self._process = await asyncio.create_subprocess_exec(
            sys.executable, "-P", "-m", "crawler.browser", stdin=pipe, stdout=pipe,
            stderr=asyncio.subprocess.DEVNULL, start_new_session=True, env=_environment(self._home.name),
            limit=_LINE_BYTES,
        )  # fmt: skip
        await self._send(self._order.line())

    async def show(self, url: str, *, axe: bool = False, picture: bool = False) -> Shown:
        """Have one page opened. Whatever happens is told as a failure; never raises but when cancelled."""
        limit_s = self._order.page_s + GRACE_S + (0 if self.asked else START_S) + (AXE_S if axe else 0)
        self.asked += 1
        try:
            await self._send(Ask(url, axe, picture).line())
            line = await asyncio.wait_for(self._line(), limit_s)
            shown = Shown.read(line)
        except TimeoutError:
            self.lost = True
            return Shown(url, failure="timeout", detail=f"no answer within {limit_s:.0f} s")
        except (ValueError, TypeError, OSError) as error:
            self.lost = True
            return Shown(url, failure="crashed", detail=f"{type(error).__name__}: {error}"[:300])
        self.lost = shown.failure in ("launch", "crashed")
        return shown

    async def stop(self) -> None:
        """End the process and every process it started, and remove what they wrote."""
        process, self._process = self._process, None
        try:
            if process is not None:
                await _end(process, self.lost)
        finally:
            if self._home is not None:
                self._home.cleanup()

    async def _send(self, line: bytes) -> None:
        if self._process is None or self._process.stdin is None:
            raise OSError("the browser process is not there")
        self._process.stdin.write(line)
        await self._process.stdin.drain()

    async def _line(self) -> bytes:
        if self._process is None or self._process.stdout is None:
            raise OSError("the browser process is not there")
        line = await self._process.stdout.readline()
        if not line:
            raise OSError("the browser process ended")
        return line


async def show_once(order: Order, url: str) -> Shown:
    """Open one page in a browser of its own."""
    process = BrowserProcess(order)
    try:
        await process.start()
        return await process.show(url)
    except OSError as error:
        return Shown(url, failure="launch", detail=str(error)[:300])
    finally:
        await process.stop()


def _environment(home: str) -> dict[str, str]:
    """Ours without proxies (we tell what we saw, not a proxy), with a home that is thrown away."""
    kept = {name: value for name, value in os.environ.items() if name.lower() not in _PROXIES}
    return kept | {"HOME": home, "TMPDIR": home, "XDG_CONFIG_HOME": home, "XDG_CACHE_HOME": home}


async def _end(process: asyncio.subprocess.Process, at_once: bool) -> None:
    """Let it close its browser, unless it hangs; then end whatever is left of its tree."""
    tree = list(_descendants(process.pid))
    try:
        if process.stdin is not None:
            process.stdin.close()
        if not at_once:
            with suppress(TimeoutError):
                await asyncio.wait_for(process.wait(), END_S)
    finally:
        if process.returncode is None:
            for pid in (*tree, *_descendants(process.pid)):  # Chromium leads a group of its own
                with suppress(ProcessLookupError, PermissionError):
                    os.kill(pid, signal.SIGKILL)
            with suppress(ProcessLookupError):
                os.killpg(process.pid, signal.SIGKILL)
            await process.wait()


def _descendants(pid: int) -> Iterator[int]:
    """Children of a process and theirs, where the system tells (/proc)."""
    parents: dict[int, list[int]] = {}
    for stat in Path("/proc").glob("[0-9]*/stat"):
        with suppress(OSError, ValueError, IndexError):
            parent = int(stat.read_text(encoding="utf-8", errors="replace").rpartition(")")[2].split()[1])
            parents.setdefault(parent, []).append(int(stat.parent.name))
    waiting = [pid]
    while waiting:
        children = parents.get(waiting.pop(), [])
        yield from children
        waiting += children
