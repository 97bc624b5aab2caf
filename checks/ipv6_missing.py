"""ipv6-missing (域名无IPv6解析)."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from checks.engine.model import Statement
from checks.engine.registry import check
from checks.engine.sites import NO_NAME, own_hosts, unread_home
from checks.engine.statements import cant_tell, failed, inapplicable, passed
from evidence.units import HostEvidence, UnitEvidence


@dataclass(frozen=True, slots=True)
class Params:
    """No thresholds: there is an IPv6 address, or there is none."""


@check("ipv6-missing", title="未支持IPv6", needs=("hosts",), params=Params)
def ipv6_missing(unit: UnitEvidence, params: Params) -> Iterator[Statement]:
    """Sites (网站) whose name has no IPv6 address.

    Why: readers in networks without IPv4 cannot reach the site.
    Counts: a host name for which DNS knows IPv4 addresses and no AAAA record.
    Does not count: whether the page opens over IPv6, which a machine without IPv6 cannot see; hosts given as IP
        addresses.
    Cannot tell: the home page was not read; DNS did not answer, or does not answer that question for anybody.
    Fix: have the operator add an AAAA record and serve the site over IPv6.
    """
    for host in own_hosts(unit):
        yield _judge(host)


def _judge(host: HostEvidence) -> Statement:
    if host.is_address:
        return inapplicable(host.home, NO_NAME)
    if why := unread_home(host):
        return cant_tell(host.home, why)
    if not host.dns:
        return cant_tell(host.home, "未检测域名解析")
    seen = host.dns[-1]
    if seen.aaaa:
        return passed(host.home)
    if seen.failure or seen.aaaa_failure or not seen.addresses:
        return cant_tell(host.home, "域名解析未得到明确应答，不能确认有无IPv6地址")
    message = f"网站域名{host.name}没有IPv6地址（AAAA记录）"
    return failed(host.home, message, addresses=list(seen.addresses), looked_at=seen.at.isoformat())
