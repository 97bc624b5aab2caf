"""Asks DNS for a host's addresses: whether it has none, or whether nobody could say."""

from __future__ import annotations

import asyncio
import socket
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import partial

from crawler.asks.threads import in_thread
from evidence.names import Names
from evidence.observed import DnsSeen

LIMIT_S = 20.0
CONTROLS = ("www.gov.cn", "www.people.com.cn", "www.tsinghua.edu.cn")
"""Names that have IPv6 addresses: where none of them is shown any, our resolver does not answer that question."""

_NOTHING = frozenset(
    code
    for name in ("EAI_NONAME", "EAI_NODATA", "EAI_ADDRFAMILY")
    if isinstance(code := getattr(socket, name, None), int)
)


@dataclass(frozen=True, slots=True)
class Told:
    """The answer to one question: addresses (none: there are none), or why there was no answer."""

    addresses: tuple[str, ...] = ()
    failure: str | None = None  # timeout | error


Lookup = Callable[[str, int], Sequence[str]]


def look_up(name: str, family: int) -> list[str]:
    """Addresses of one family. Raises socket.gaierror."""
    found = socket.getaddrinfo(name, None, family, socket.SOCK_STREAM)
    return sorted({str(entry[4][0]) for entry in found})


class DnsAsker:
    """Asks for all hosts of a crawl; finds out once whether IPv6 addresses can be asked for at all."""

    def __init__(
        self, names: Names | None = None, lookup: Lookup = look_up, limit_s: float = LIMIT_S
    ) -> None:
        self._names = names
        self._lookup = lookup
        self._limit_s = limit_s
        self._control: asyncio.Task[bool] | None = None

    async def ask(self, name: str) -> DnsSeen:
        """IPv4 and IPv6 addresses of a host name. ``no_name`` only where both questions found nothing."""
        at = datetime.now(UTC)
        if self._names is not None:
            return _from_table(self._names, name, at)
        four, six = await asyncio.gather(self._ask(name, socket.AF_INET), self._ask(name, socket.AF_INET6))
        six_failure = six.failure
        if not six.failure and not six.addresses and four.addresses and not await self._answers_six():
            six_failure = "error"
        failure = four.failure or (None if four.addresses or six.addresses else "no_name")
        return DnsSeen(at, four.addresses, six.addresses, failure, six_failure)

    async def _ask(self, name: str, family: int) -> Told:
        try:
            return Told(tuple(await in_thread(partial(self._lookup, name, family), self._limit_s)))
        except socket.gaierror as error:
            if error.errno in _NOTHING:
                return Told()
            return Told(failure="timeout" if error.errno == socket.EAI_AGAIN else "error")
        except TimeoutError:
            return Told(failure="timeout")
        except (OSError, UnicodeError):
            return Told(failure="error")

    async def _answers_six(self) -> bool:
        if self._control is None:
            self._control = asyncio.ensure_future(self._ask_controls())
        return await asyncio.shield(self._control)

    async def _ask_controls(self) -> bool:
        told = await asyncio.gather(*(self._ask(name, socket.AF_INET6) for name in CONTROLS))
        return any(one.addresses for one in told)


def _from_table(names: Names, name: str, at: datetime) -> DnsSeen:
    found = names.find(name)
    if found is None or not (found.addresses or found.aaaa):
        return DnsSeen(at, failure="no_name")
    return DnsSeen(at, found.addresses, found.aaaa)
