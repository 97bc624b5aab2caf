"""Host names of a closed environment (the demo, tests): a table that stands in the place of DNS."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from evidence.domains import is_address


@dataclass(frozen=True, slots=True)
class Name:
    """One host name: its addresses, IPv4 and IPv6, and the port that stands for 443 where that is another."""

    addresses: tuple[str, ...]
    aaaa: tuple[str, ...] = ()
    tls_port: int | None = None


@dataclass(frozen=True, slots=True)
class Names:
    """All names there are: beside them only IP addresses resolve. ``ca_file``: whose certificates are trusted."""

    table: Mapping[str, Name]
    ca_file: Path | None = None

    def find(self, host: str) -> Name | None:
        """The entry of a host name, in any case; an IP address is its own."""
        if is_address(host):
            bare = host.strip("[]")
            return Name((), (bare,)) if ":" in bare else Name((bare,))
        return self.table.get(host.lower().rstrip("."))

    def addresses(self) -> dict[str, str]:
        """The first IPv4 address of each name."""
        return {host: name.addresses[0] for host, name in self.table.items() if name.addresses}
