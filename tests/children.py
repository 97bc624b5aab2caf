"""Runs the program as its users do: in a process of its own."""

from __future__ import annotations

import os
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

from click.testing import CliRunner

from xunjian.cli import main

ROOT = Path(__file__).resolve().parents[1]
PROGRAM = Path(__file__).with_name("xunjian_child.py")  # pauses between two looks cut short


@dataclass(frozen=True)
class Told:
    """How a command ended."""

    status: int
    out: str
    err: str

    @property
    def line(self) -> str:
        """The one line on stderr."""
        (line,) = self.err.splitlines()
        return line


def start(*arguments: str | Path, cwd: Path = ROOT, **more: str) -> subprocess.Popen[str]:
    """Start ``xunjian`` with these arguments; ``more`` goes to its environment."""
    return subprocess.Popen(
        [sys.executable, "-W", "error", str(PROGRAM), *map(str, arguments)],
        cwd=cwd, env=environment(**more), stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True,
    )  # fmt: skip


def xunjian(*arguments: str | Path, cwd: Path = ROOT, timeout_s: float = 120, **more: str) -> Told:
    """Run ``xunjian`` to its end."""
    with start(*arguments, cwd=cwd, **more) as process:
        try:
            out, err = process.communicate(timeout=timeout_s)
        finally:
            process.kill()
    return Told(process.returncode, out, err)


def inside(*arguments: str | Path) -> Told:
    """The same within this process: quick, for commands that crawl nothing."""
    done = CliRunner().invoke(main, [str(one) for one in arguments], prog_name="xunjian")
    return Told(done.exit_code, done.stdout, done.stderr)


def environment(**more: str) -> dict[str, str]:
    """What a child process needs, and no proxy."""
    kept = {key: os.environ[key] for key in ("PATH", "HOME", "LANG", "TZ") if key in os.environ}
    quiet = {
        "XUNJIAN_CHROMIUM": "/nowhere/chromium"
    }  # the browser has tests of its own; it costs seconds a host
    return kept | quiet | {"PYTHONPATH": str(ROOT), "PYTHONIOENCODING": "utf-8"} | more
