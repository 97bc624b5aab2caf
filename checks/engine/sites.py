"""What the checks of a site as such have in common: which hosts they judge, and when nothing can be said."""

from __future__ import annotations

from collections.abc import Iterator

from evidence.units import HostEvidence, UnitEvidence

NO_NAME = "以IP地址访问的网站，没有域名，不适用"


def own_hosts(unit: UnitEvidence) -> Iterator[HostEvidence]:
    """The hosts that the unit owns: of others it has but a part, and they are not its to answer for."""
    return (host for host in unit.hosts if host.whole_host)


def unread_home(host: HostEvidence) -> str:
    """Why nothing may be said of a host: its home page was not read. Chinese; empty where it was."""
    return f"首页未能读取：{host.home.why_unread}" if not host.home.read else ""
