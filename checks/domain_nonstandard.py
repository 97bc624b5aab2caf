"""domain-nonstandard (域名不规范)."""

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
    """Thresholds, from the rule that uses this check."""

    suffixes: tuple[str, ...]  # one of which a host name must end with
    below_parent: bool  # whether it must lie below the domain of the district's portal, too


@check("domain-nonstandard", title="域名不规范", needs=("hosts", "portal_name"), params=Params)
def domain_nonstandard(unit: UnitEvidence, params: Params) -> Iterator[Statement]:
    """Sites (网站) under a domain that no government site should have.

    Why: by its domain a reader tells a government's site from an impostor's.
    Counts: a host name that does not end with one of the suffixes of the rule; where the rule asks for it, one
        that does not lie below the domain of the district's portal. A name of its own directly under the
        suffix is certain; one below another government's domain is suspected, for it may be that of a superior
        department.
    Does not count: a host of which the unit has but a part; hosts given as IP addresses.
    Cannot tell: the home page was not read.
    Fix: move the site below the domain of the portal, and let the old name lead there.
    """
    for host in own_hosts(unit):
        yield _judge(host, unit.portal_name, params)


def _judge(host: HostEvidence, portal: str, params: Params) -> Statement:
    if host.is_address:
        return inapplicable(host.home, NO_NAME)
    if why := unread_home(host):
        return cant_tell(host.home, why)
    suffix = next((one for one in params.suffixes if host.name.endswith(one)), None)
    if suffix is None:
        message = f"网站域名{host.name}不以{'或'.join(map(_shown, params.suffixes))}结尾"
        return failed(host.home, message, host=host.name)
    parent = _parent(portal, params)
    if not params.below_parent or not parent or _is_below(host.name, parent):
        return passed(host.home)
    if not parent.endswith(suffix):  # a name in Chinese beside a portal's in Latin, or the reverse
        return cant_tell(host.home, "网站与本级政府门户网站使用不同类型的域名，须人工核对")
    is_its_own = "." not in _bare(host.name).removesuffix(suffix)
    doubt = "" if is_its_own else "（属上级部门门户域名的，请说明）"
    message = f"网站域名{host.name}不在本级政府门户网站域名{parent}之下{doubt}"
    return failed(host.home, message, suspected=not is_its_own, host=host.name, parent=parent)


def _shown(suffix: str) -> str:
    """A suffix as its reader knows it: ``.xn--…`` is written in Chinese."""
    try:
        return "." + suffix.lstrip(".").encode("ascii").decode("idna")
    except UnicodeError:
        return suffix


def _bare(name: str) -> str:
    return name.removeprefix("www.")


def _parent(portal: str, params: Params) -> str:
    """The portal's domain; empty where there is no portal, or its own name is none of a government's."""
    return _bare(portal) if any(portal.endswith(suffix) for suffix in params.suffixes) else ""


def _is_below(name: str, parent: str) -> bool:
    return name == parent or name.endswith(f".{parent}")
