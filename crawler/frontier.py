"""What to fetch next within the budget of one host.

Order: addresses asked for, home pages, columns (栏目), next pages of lists, recent entries and policies,
the rest; within a class the fewest clicks first. Memory is bounded by the budget: what does not fit is
dropped from the end of the worst class, and counted.
"""

from __future__ import annotations

from collections import deque
from enum import IntEnum
from typing import NamedTuple

from crawler.extract.links import is_document, is_page_like, url_key
from crawler.traps import Traps, absurd

MAX_HOPS = 5  # redirects followed in a row
MAX_KNOWN = 50_000  # addresses whose fate is remembered by their text, to spare hashing them again
MAX_SEEN = 1_000_000
MAX_SECOND_LOOKS = 5_000
_DEPTHS = 32
_GONE = -1  # fetched, dropped or refused: never again


class Rank(IntEnum):
    """The classes, best first."""

    FIRST = 0
    HOME = 1
    COLUMN = 2
    NEXT = 3
    RECENT = 4
    REST = 5


class Address(NamedTuple):
    """One address to fetch; ``entry``: it stands in a list, ``look`` 2: fetched again after a failure.

    ``method`` POST: its query is sent as a form. ``data``: a list's script asks for it, on the page ``referer``.
    """

    url: str
    rank: Rank
    depth: int = 0
    hops: int = 0
    entry: bool = False
    look: int = 1
    method: str = "GET"
    data: bool = False
    referer: str = ""

    @property
    def code(self) -> int:
        """Its place in the order; equal codes are first come, first served."""
        return self.rank * _DEPTHS + min(self.depth, _DEPTHS - 1)


class Frontier:
    """The addresses of one host: known, waiting, done."""

    def __init__(self, netloc: str, pages: int) -> None:
        self._prefixes = (f"http://{netloc}/", f"https://{netloc}/")
        self.pages = pages
        self._limit = min(200_000, max(5_000, pages * 4))
        self._queues: dict[int, deque[Address]] = {}
        self._state: dict[int, int] = {}  # key: code of a waiting address, or _GONE
        self._known: dict[str, int] = {}
        self._sent: set[str] = set()  # exact addresses that redirects led to
        self._again: deque[tuple[float, Address]] = deque()
        self.traps = Traps()
        self.waiting = 0
        self.dropped = 0
        self.spent = 0  # of the budget: first looks whose answer was no redirect
        self.sent = 0  # first looks whatever they answered

    # ------------------------------------------------------------ in

    def offer(self, url: str, rank: Rank, depth: int, *, entry: bool = False, hops: int = 0) -> bool:
        """Take an address unless it is known as well or better; returns whether it is new or moved up."""
        code = rank * _DEPTHS + min(depth, _DEPTHS - 1)
        known = self._known.get(url)
        if known is not None and known <= code:
            return False
        if not is_page_like(url):
            self._remember(url, _GONE)
            return False
        return self._place(Address(url, rank, depth, hops, entry), code)

    def offer_data(self, url: str, rank: Rank, depth: int, method: str, referer: str) -> bool:
        """Take what a list's script would ask for: its extension may be that of a script's file (.json)."""
        if is_document(url):
            return False
        address = Address(url, rank, depth, method=method, data=True, referer=referer)
        return self._place(address, address.code)

    def _place(self, address: Address, code: int) -> bool:
        url = address.url
        if not self.covers(url) or absurd(url):
            self._remember(url, _GONE)
            return False
        key = url_key(url)
        waiting = self._state.get(key)
        if waiting is not None and waiting <= code:
            self._remember(url, waiting)
            return False
        if waiting is None and not self._has_room(code):
            self.dropped += 1
            self._remember(url, _GONE)
            return False
        self._enqueue(address, key, code)
        self._remember(url, code)
        return True

    def _enqueue(self, address: Address, key: int, code: int) -> None:
        if self._state.get(key, _GONE) == _GONE:
            self.waiting += 1
        self._state[key] = code
        self._queues.setdefault(code, deque()).append(address)

    def _has_room(self, code: int) -> bool:
        """Whether one more fits, if need be by dropping the last of a worse class."""
        if len(self._state) >= MAX_SEEN:
            return False
        if self.waiting < self._limit:
            return True
        worst = max(self._queues)
        if worst <= code:
            return False
        address = self._take(worst, newest=True)
        if address is not None:
            self.dropped += 1
        return True

    def _remember(self, url: str, fate: int) -> None:
        if len(self._known) >= MAX_KNOWN:
            self._known.clear()
        self._known[url] = fate

    def covers(self, url: str) -> bool:
        """Whether the address is on this host, by either scheme."""
        return url.startswith(self._prefixes)

    def done(self, url: str) -> None:
        """Note an address that an interrupted run fetched already."""
        key = url_key(url)
        if self._state.get(key, _GONE) != _GONE:
            self.waiting -= 1
        self._state[key] = _GONE
        self._sent.add(url)

    def redirected(self, address: Address, target: str) -> bool:
        """Follow a redirect at the same place in the order; returns whether it is followed.

        The target may differ from the source by its scheme alone: such an address has the same identity, and
        is fetched all the same.
        """
        if address.hops >= MAX_HOPS or not self.covers(target) or target == address.url:
            return False
        if address.method != "GET":
            return False  # a form is not sent a second time to where it was sent on to
        if url_key(target) != url_key(address.url):
            if address.data:
                return self._place(address._replace(url=target, hops=address.hops + 1), address.code)
            return self.offer(target, address.rank, address.depth, entry=address.entry, hops=address.hops + 1)
        if target in self._sent:
            return False
        self._sent.update((target, address.url))
        follow = address._replace(url=target, hops=address.hops + 1)
        self._enqueue(follow, url_key(target), follow.code)
        return True

    # ------------------------------------------------------------ out

    def pop(self) -> Address | None:
        """The next address within the budget, None where none waits or the budget is spent."""
        while self._queues and not self.is_spent:
            address = self._take(min(self._queues))
            if address is None or (_is_held(address) and self.traps.closed(address.url)):
                continue
            self.spent += 1
            self.sent += 1
            return address
        return None

    def _take(self, code: int, *, newest: bool = False) -> Address | None:
        """One address of a class, marked as gone; None where it has moved up since."""
        queue = self._queues[code]
        address = queue.pop() if newest else queue.popleft()
        if not queue:
            del self._queues[code]
        key = url_key(address.url)
        if self._state.get(key) != code:
            return None
        self._state[key] = _GONE
        self.waiting -= 1
        return address

    @property
    def is_spent(self) -> bool:
        """Whether the budget is used up; redirects have an allowance of their own."""
        return self.spent >= self.pages or self.sent >= self.pages * 2 + 100

    def refund(self) -> None:
        """Give back what a redirect took of the budget."""
        self.spent -= 1

    def withdraw(self) -> None:
        """Give back all that an address took which was not asked for after all."""
        self.spent -= 1
        self.sent -= 1

    @property
    def left(self) -> int:
        """Addresses known and not fetched."""
        return self.waiting + self.dropped

    # ------------------------------------------------------------ second looks

    def look_again(self, address: Address, due_s: float) -> bool:
        """Plan a second and last look at a failed address, no sooner than ``due_s`` (monotonic)."""
        if address.look > 1 or len(self._again) >= MAX_SECOND_LOOKS:
            return False
        self._again.append((due_s, address._replace(look=2)))
        return True

    def pop_again(self, now_s: float) -> Address | None:
        """The oldest second look that is due."""
        if self._again and self._again[0][0] <= now_s:
            return self._again.popleft()[1]
        return None

    @property
    def again_due_s(self) -> float | None:
        """When the next second look is due; None where none is planned."""
        return self._again[0][0] if self._again else None


def _is_held(address: Address) -> bool:
    """Whether traps may hold it back: not what was asked for, nor what a home page links as a column, nor the rows
    of a column that has none of its own.
    """
    if address.rank == Rank.COLUMN:
        return address.depth > 1 and not address.data
    return address.rank > Rank.HOME
