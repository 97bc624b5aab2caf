"""Names (域名) of the named sites: where each lives, and what its certificate is like. All on loopback."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from demo.certificates import Authority
from demo.spec import load, named_units
from evidence.names import Name, Names

ADDRESS, ADDRESS6 = "127.0.0.1", "::1"
WILDCARD = "*.hdyunxi.gov.cn"  # covers one level, so not fuwu.tyjrswj.hdyunxi.gov.cn


@dataclass(frozen=True, slots=True)
class Domain:
    """The name of one host of the demo; `tls`: valid, wildcard, shared, expired, other-name or none."""

    name: str
    tls: str
    aaaa: bool


@cache
def domains() -> Mapping[str, Domain]:
    """Names by host of the demo, the owner of the portal first."""
    portal = load("named")["portal"]
    units = {unit.host: Domain(unit.domain, unit.tls, unit.aaaa) for unit in named_units()}
    return {"portal": Domain(portal["domain"], portal["tls"], portal["aaaa"])} | units


def certificate(authority: Authority, domain: Domain) -> Path | None:
    """The certificate that a host presents, as a PEM file; None where it speaks no TLS."""
    if domain.tls == "none":
        return None
    presented = {
        "wildcard": (WILDCARD,),
        "other-name": (WILDCARD,),
        "shared": ("www.hdyxyun.cn", domain.name),
    }
    return authority.issue(presented.get(domain.tls, (domain.name,)), is_expired=domain.tls == "expired")


def names(tls_ports: Mapping[str, int], ca_file: Path) -> Names:
    """The table for a crawl; `tls_ports` by host of the demo, for those that speak TLS."""
    table = {
        domain.name: Name((ADDRESS,), (ADDRESS6,) if domain.aaaa else (), tls_ports.get(host))
        for host, domain in domains().items()
    }
    return Names({**table, load("named")["outside"]["domain"]: Name((ADDRESS,))}, ca_file)
