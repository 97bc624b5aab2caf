"""Blocking questions asked beside the event loop, each for a bounded time."""

from __future__ import annotations

import asyncio
import threading
from collections.abc import Callable
from functools import partial
from typing import TypeVar

Answered = TypeVar("Answered")


async def in_thread(ask: Callable[[], Answered], limit_s: float) -> Answered:
    """What ``ask`` returns or raises. Raises TimeoutError when it takes longer; its thread never holds up the exit."""
    loop = asyncio.get_running_loop()
    future: asyncio.Future[Answered] = loop.create_future()

    def settle(tell: Callable[[], None]) -> None:
        if not future.done():
            tell()

    def work() -> None:
        try:
            tell = partial(future.set_result, ask())
        except Exception as error:  # noqa: BLE001 - handed to whoever waits
            tell = partial(future.set_exception, error)
        if not loop.is_closed():
            loop.call_soon_threadsafe(settle, tell)

    threading.Thread(target=work, daemon=True).start()
    return await asyncio.wait_for(future, limit_s)
