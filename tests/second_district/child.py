"""``xunjian`` as it is, but for a second look after two seconds instead of minutes."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

from tests.children import ROOT, Told, environment


def audited(*arguments: str | Path, timeout_s: float = 900) -> Told:
    """Run ``xunjian`` with these arguments in a process of its own, to its end."""
    command = [sys.executable, "-m", __name__, *map(str, arguments)]
    done = subprocess.run(
        command, cwd=ROOT, env=environment(), capture_output=True, text=True, timeout=timeout_s, check=False
    )
    return Told(done.returncode, done.stdout, done.stderr)


if __name__ == "__main__":
    import crawler.work
    from xunjian.cli import main

    crawler.work.SECOND_LOOK_PAUSE_S = 2.0
    sys.exit(main(prog_name="xunjian"))
