"""https-missing (未提供有效HTTPS)."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import Any

from checks.engine.model import Statement
from checks.engine.params import EXCUSES
from checks.engine.registry import check
from checks.engine.sites import NO_NAME, own_hosts, unread_home
from checks.engine.statements import cant_tell, failed, inapplicable, passed
from checks.engine.wording import day_text
from evidence.observed import TlsSeen
from evidence.units import HostEvidence, UnitEvidence

_NO_ANSWER = {"refused": "连接被拒绝", "timeout": "连接超时", "reset": "连接被中断"}
_CERTIFICATES = {
    "expired": "证书已过期", "not yet valid": "证书尚未生效", "wrong name": "证书与域名不符", "self-signed": "证书为自签名",
}  # fmt: skip
_DOUBTS = {
    "ours": "检测端网络无法访问HTTPS端口",
    "dns": "域名未能解析",
    "blocked": "HTTPS访问被防护系统拦截",
    "certificate": "证书的签发机构无法确认，可能是检测端缺少根证书",
    "protocol": "加密协商失败，可能使用国密算法或旧版协议，浏览器或可打开",
}
_PLAIN = "no TLS on this port"
_DOWNGRADE = "redirects to http:"
_SHIELDS = (403, 412, 429, 521)


@dataclass(frozen=True, slots=True)
class Params:
    """Thresholds, from the rule that uses this check."""

    looks: int = field(metadata=EXCUSES)  # attempts, all of them failed, at least


@check("https-missing", title="未提供有效HTTPS", needs=("hosts",), params=Params)
def https_missing(unit: UnitEvidence, params: Params) -> Iterator[Statement]:
    """Sites (网站) that cannot be read over HTTPS.

    Why: on the way to its reader a page without HTTPS can be read and altered by anybody.
    Counts: in every one of several attempts nobody answers on the port of HTTPS, or no TLS is spoken there; the
        certificate has expired, bears another name or is signed by itself; the home page is not there, or
        leads back to HTTP.
    Does not count: an HTTP home page that does not lead to HTTPS by itself; hosts given as IP addresses.
    Cannot tell: the home page was not read; the issuer of the certificate is unknown to us; the handshake fails
        for another reason (national ciphers, old protocols); a firewall answered; our own network lets no
        HTTPS out; only one attempt was made.
    Fix: install a valid certificate, and lead HTTP to HTTPS.
    """
    for host in own_hosts(unit):
        yield _judge(host, params)


def _judge(host: HostEvidence, params: Params) -> Statement:
    if host.is_address:
        return inapplicable(host.home, NO_NAME)
    if why := unread_home(host):
        return cant_tell(host.home, why)
    if not host.tls:
        return cant_tell(host.home, "未检测HTTPS")
    if any(_holds(look) for look in host.tls):
        return passed(host.home)
    if doubt := next((text for look in host.tls if (text := _doubt(look))), ""):
        return cant_tell(host.home, doubt)
    if len(host.tls) < params.looks:
        return cant_tell(host.home, "HTTPS仅检测一次未成功，不足以认定")
    return failed(host.home, _message(host.tls), **_facts(host.tls))


def _holds(look: TlsSeen) -> bool:
    """The certificate is sound and the home page is there (or robots.txt kept us from asking for it)."""
    reads = look.status is None or look.status < 400
    return look.verified is True and look.failure is None and reads and not look.detail.startswith(_DOWNGRADE)


def _doubt(look: TlsSeen) -> str:
    if look.failure is None:
        return _DOUBTS["blocked"] if look.status in _SHIELDS else ""
    if look.failure == "certificate" and _certificate(look):
        return ""
    if look.failure == "protocol" and look.detail.startswith(_PLAIN):
        return ""
    return _DOUBTS.get(look.failure, "" if look.failure in _NO_ANSWER else "HTTPS检测未得到明确结果")


def _certificate(look: TlsSeen) -> str:
    return next((text for name, text in _CERTIFICATES.items() if look.detail.startswith(name)), "")


def _message(looks: Sequence[TlsSeen]) -> str:
    last = looks[-1]
    if last.failure == "certificate":
        ends = (
            f"（有效期至{day_text(last.not_after)}）" if last.not_after and "expired" in last.detail else ""
        )
        return f"网站的HTTPS{_certificate(last)}{ends}"
    if last.failure == "protocol":
        return "网站未提供HTTPS：HTTPS端口上没有加密服务"
    if last.failure:
        return f"网站无法通过HTTPS访问：{len(looks)}次{_NO_ANSWER.get(last.failure, '未成功')}"
    if last.detail.startswith(_DOWNGRADE):
        return "网站未提供HTTPS：HTTPS首页跳转回HTTP地址"
    return f"网站无法通过HTTPS访问：HTTPS首页返回HTTP {last.status}"


def _how(look: TlsSeen) -> str:
    if look.failure == "certificate":
        return _certificate(look)
    if look.failure == "protocol":
        return "端口上没有加密服务"
    return _NO_ANSWER.get(look.failure or "", f"HTTP {look.status}")


def _facts(looks: Sequence[TlsSeen]) -> dict[str, Any]:
    return {
        "attempts": [_how(look) for look in looks],
        "looked_at": [look.at.isoformat() for look in looks],
        "not_after": looks[-1].not_after,
    }
