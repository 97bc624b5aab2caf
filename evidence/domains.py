"""Whose a host name is: its registered domain, and whether it is the state's or imitates it."""

from __future__ import annotations

import re
from functools import lru_cache
from ipaddress import ip_address
from urllib.parse import urlsplit

_KINDS = frozenset("com net org gov edu ac mil co or ne go sch nom".split())
_PROVINCES = frozenset(
    "bj sh tj cq he sx nm ln jl hl js zj ah fj jx sd ha hb hn gd gx hi sc gz yn xz sn gs qh nx xj tw hk mo".split()
)
_STATE = re.compile(r"(?:^|\.)(?:gov|mil)\.cn$|\.政务$|\.xn--zfr164b$")
# What one reads as a government's name without being one: gov-cn.com, gov.com.cn, www.jinan.gov.cn.xyz, govcn.net
_IMITATION = re.compile(
    r"(?:^|[.\-])gov[.\-](?:com\.|net\.|org\.)?cn(?=[.\-])|(?:^|[.\-])gov-?cn(?=[.\-])|\bgov\.com\.cn$"
)
_LOCAL = re.compile(r"^(?:localhost|.*\.(?:local|lan|internal|test|invalid))$")


def netloc_of(url: str) -> str:
    """The host with its port, of a normalised address."""
    return url.partition("://")[2].partition("/")[0].partition("?")[0]


def host_of(url: str) -> str:
    """The host of an address with its port, in lower case; empty where there is none."""
    try:
        return urlsplit(url).netloc.rpartition("@")[2].lower()
    except ValueError:
        return ""


@lru_cache(maxsize=8192)
def is_address(host: str) -> bool:
    """Whether a host, with or without port, is given as an IP address."""
    try:
        ip_address(_name(host))
    except ValueError:
        return False
    return True


def _name(host: str) -> str:
    if host.startswith("["):
        return host[1:].partition("]")[0]
    if host.count(":") > 1:  # an IPv6 address without brackets
        return host
    return host.partition(":")[0].rstrip(".").lower()


@lru_cache(maxsize=8192)
def registered(host: str) -> str:
    """The part of a host name that its owner registered: ``jinan.gov.cn`` of ``www.jinan.gov.cn``.

    An IP address, or a name without a dot, is its own, together with its port.
    """
    name = _name(host)
    labels = name.split(".")
    if is_address(host) or len(labels) < 2:
        return host.lower()
    if len(labels) > 2 and len(labels[-1]) == 2 and (labels[-2] in _KINDS or labels[-2] in _PROVINCES):
        return ".".join(labels[-3:])
    return ".".join(labels[-2:])


def is_state(host: str) -> bool:
    """Whether a name is under .gov.cn, .mil.cn or .政务: nobody but a public body gets one."""
    return bool(_STATE.search(_name(host)))


def imitates_state(host: str) -> bool:
    """Whether a name reads like a government's and is under a domain that anybody can register."""
    name = _name(host)
    return not is_state(name) and not is_address(name) and bool(_IMITATION.search(name))


def imitates(host: str, own: str) -> bool:
    """Whether a name carries another's whole registered domain in front of a domain of its own.

    ``www.jinan.gov.cn.abc.com`` or ``jinan-gov-cn.com`` of ``jinan.gov.cn``.
    """
    mine, name = registered(own), _name(host)
    if is_address(own) or "." not in mine or registered(host) == mine:
        return False
    return f"{mine}." in f"{name}" or mine.replace(".", "-") in name


def is_local(host: str) -> bool:
    """Whether a name leads nowhere on the public net."""
    return bool(_LOCAL.match(_name(host)))


def same_owner(one: str, other: str) -> bool:
    """Whether two hosts belong to one registered domain."""
    return registered(one) == registered(other)
