"""``xunjian`` as it is, but for the pause before a second look, and no network where FORBID_SOCKETS is set."""

from __future__ import annotations

import os
import socket
import sys
from typing import NoReturn

from xunjian.cli import main


def forbidden(*_: object, **__: object) -> NoReturn:
    raise AssertionError("this command must not touch the network")


if __name__ == "__main__":
    if {"run", "crawl", "selfcheck"} & set(sys.argv[1:3]):
        import crawler.work  # heavy: only where something is crawled

        crawler.work.SECOND_LOOK_PAUSE_S = 0.2
    if os.environ.get("FORBID_SOCKETS"):
        socket.socket.connect = forbidden  # type: ignore[method-assign]
        socket.socket.bind = forbidden  # type: ignore[method-assign]
        socket.getaddrinfo = forbidden
        socket.create_connection = forbidden
    sys.exit(main(prog_name="xunjian"))
