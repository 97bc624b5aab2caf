"""Which unit a page belongs to: longest matching scope, else its source or issuer, else the host's owner."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass

from evidence.records import Unit

_SPACE = re.compile(r"\s+")


def bare(url: str) -> str:
    """An address without scheme and default port, host in lower case: how scopes are compared."""
    rest = url.partition("://")[2] or url
    host, slash, path = rest.partition("/")
    host = re.sub(r":(?:80|443)$", "", host.lower())
    return f"{host}{slash or '/'}{path}"


@dataclass(frozen=True, slots=True)
class Attribution:
    """The scopes and names of all units, ready to ask. Scopes longest first."""

    scopes: dict[str, tuple[tuple[str, str], ...]]  # host -> (bare prefix, unit id), subtrees only
    owners: dict[str, str]  # netloc -> unit id
    names: dict[str, str]  # name or alias -> unit id

    @classmethod
    def of(cls, units: Iterable[Unit]) -> Attribution:
        """Collect scopes, owners and names; a name that two units bear counts for neither."""
        scopes: list[tuple[str, str]] = []
        owners: dict[str, str] = {}
        names: dict[str, str | None] = {}
        for unit in units:
            for site in unit.sites:
                for prefix in site.scope:
                    if bare(prefix).endswith("/") and bare(prefix).count("/") == 1:
                        owners.setdefault(bare(prefix).rstrip("/"), unit.id)
                    else:
                        scopes.append((bare(prefix), unit.id))
            for name in (_SPACE.sub("", name) for name in (unit.name, *unit.aliases)):
                names[name] = unit.id if names.get(name, unit.id) == unit.id else None
        scopes.sort(key=lambda pair: (-len(pair[0]), pair))
        by_host: dict[str, tuple[tuple[str, str], ...]] = {}
        for scope in scopes:
            host = scope[0].partition("/")[0]
            by_host[host] = (*by_host.get(host, ()), scope)
        named = {name: unit for name, unit in names.items() if unit}
        return cls(by_host, owners, named)

    def by_place(self, url: str) -> str | None:
        """The unit whose subtree holds the address; None outside every subtree."""
        address = bare(url)
        for prefix, unit in self.scopes.get(address.partition("/")[0], ()):
            if address.startswith(prefix):
                return unit
        return None

    def owner(self, url: str) -> str | None:
        """The unit whose scope is the whole host."""
        return self.owners.get(bare(url).partition("/")[0])

    def by_name(self, *names: str | None) -> str | None:
        """The unit that a source or issuer names exactly."""
        for name in names:
            unit = self.names.get(_SPACE.sub("", name)) if name else None
            if unit:
                return unit
        return None

    def unit_of(self, url: str, source: str | None = None, issuer: str | None = None) -> str | None:
        """The unit a page belongs to; None where nobody claims it."""
        return self.by_place(url) or self.by_name(issuer, source) or self.owner(url)
