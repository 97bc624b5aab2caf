"""What the crawl resolves host names with: DNS, or the table of a closed environment."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from scrapy.resolver import CachingThreadedResolver
from twisted.internet.defer import Deferred, fail, succeed
from twisted.internet.error import DNSLookupError
from twisted.internet.interfaces import IResolverSimple
from zope.interface import implementer

from evidence.names import Names

CACHE_SIZE = 10_000
DNS_TIMEOUT_S = 10.0


@implementer(IResolverSimple)
class TableResolver:
    """Answers from the table and from nothing else; an IPv6 address counts where a name has no other."""

    def __init__(self, names: Names) -> None:
        self._names = names

    def getHostByName(self, name: str, timeout: Sequence[int] = ()) -> Deferred[str]:  # noqa: N802
        """The first address of a name; DNSLookupError where it is not in the table."""
        found = self._names.find(name)
        address = next(iter((*found.addresses, *found.aaaa)), None) if found else None
        return succeed(address) if address else fail(DNSLookupError(f"no such name: {name}"))


def resolver(reactor: Any, names: Names | None) -> Any:
    """What the reactor resolves host names with."""
    return TableResolver(names) if names else CachingThreadedResolver(reactor, CACHE_SIZE, DNS_TIMEOUT_S)
