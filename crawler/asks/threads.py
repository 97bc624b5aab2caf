"""Blocking questions asked beside the event loop, each for a bounded time."""

from __future__ import annotations

import asyncio
import threading
from collections.abc import Callable
from typing import TypeVar

Answered = TypeVar("Answered")


async def in_thread(ask: Callable[[], Answered], limit_s: float) -> Answered:
    """What ``ask`` returns or raises. Raises TimeoutError when it takes longer; its thread never holds up the exit."""
    loop = asyncio.get_running_loop()
    future: asyncio.Future[Answered] = loop.create_future()

    def settle(value: Answered | None, error: BaseException | None) -> None:
        if future.done():
            return
        if error is not None:
            future.set_exception(error)
        else:
            future.set_result(value)  # type: ignore[arg-type]

    def work() -> None:
        try:
            value, error = ask(), None
        except Exception as caught:  # noqa: BLE001 - handed to whoever waits
            value, error = None, caught
        if not loop.is_closed():
            loop.call_soon_threadsafe(settle, value, error)

    threading.Thread(target=work, daemon=True).start()
    return await asyncio.wait_for(future, limit_s)
