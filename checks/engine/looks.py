"""What the looks at a link's target prove, for pages and files alike."""

from __future__ import annotations

from collections.abc import Iterable
from http import HTTPStatus
from itertools import takewhile
from typing import Any, Protocol
from urllib.parse import urlsplit

from evidence.units import Look, TargetEvidence, UnitEvidence

_GONE = (HTTPStatus.NOT_FOUND, HTTPStatus.GONE)
_SHIELDS = (403, 412, 429, 521)  # a firewall's answers: the site serves people and declines programs
_NO_ANSWER = {"dns": "域名无法解析", "refused": "连接被拒绝", "timeout": "访问超时", "reset": "连接被中断"}
_DOUBTS = {
    "blocked": "对方防护系统拦截，未见到页面",
    "robots": "对方 robots.txt 不允许程序访问",
    "tls": "安全证书或加密协商失败，浏览器或可打开",
    "garbage": "返回内容无法识别",
    "invalid_url": "链接地址无法解析",
}
_UNREACHED = ("blocked", "unreachable")


class Patience(Protocol):
    """The thresholds that make failed looks a proof."""

    @property
    def looks(self) -> int: ...  # failed attempts in a row, at least

    @property
    def apart_seconds(self) -> int: ...  # between the first and the last of them, at least


def is_alive(look: Look) -> bool:
    """It answered with a page, or with more of one than was wanted."""
    if look.failure is not None:
        return look.failure == "too_large"
    return look.status is not None and look.status < HTTPStatus.BAD_REQUEST


def is_dead(look: Look) -> bool:
    """It is gone, broken, or did not answer at all."""
    if look.failure is not None:
        return look.failure in _NO_ANSWER
    if look.status is None or look.status in _SHIELDS:
        return False
    return look.status in _GONE or look.status >= HTTPStatus.INTERNAL_SERVER_ERROR


def last_failures(looks: Iterable[Look]) -> list[Look]:
    """The dead looks after the last one that was not, oldest first."""
    return [*takewhile(is_dead, reversed(tuple(looks)))][::-1]


def are_apart(looks: list[Look], patience: Patience) -> bool:
    """Whether looks are as many and as far apart in time as a proof needs."""
    if len(looks) < max(1, patience.looks):
        return False
    return (looks[-1].at - looks[0].at).total_seconds() >= patience.apart_seconds


def why_doubtful(look: Look) -> str:
    """Why a look proves nothing (Chinese)."""
    if look.failure:
        return _DOUBTS.get(look.failure, "访问未得到可判断的结果")
    return f"返回{look.status}，可能是拒绝程序访问，不能断定失效"


def why_not_dead(target: TargetEvidence, unit: UnitEvidence, failures: list[Look], patience: Patience) -> str:
    """Why the failed looks do not prove that a target is dead (Chinese); empty where they do."""
    if not are_apart(failures, patience):
        return f"{answers(failures)}，尚未间隔复核"
    silent = any(look.status is None for look in failures)
    if silent and target.external and not target.outside_answered:
        return "本机访问外部网站均无应答，不能断定是对方故障"
    host = urlsplit(target.url).netloc
    if any(site.host == host and site.coverage in _UNREACHED for site in unit.sites):
        return "网站整体无法访问，不能断定单个链接失效"
    return ""


def answers(failures: list[Look]) -> str:
    """先后2次访问均返回404."""
    words = list(dict.fromkeys(_answer(look) for look in failures))
    if len(failures) == 1:
        return f"访问1次，{words[0]}"
    return f"先后{len(failures)}次访问{'均' if len(words) == 1 else '，'}{'、'.join(words)}"


def _answer(look: Look) -> str:
    return _NO_ANSWER[look.failure] if look.failure else f"返回{look.status}"


def facts_of(target: TargetEvidence, looks: list[Look]) -> dict[str, Any]:
    """What a finding about a target tells: where it stands, and how it answered."""
    last = looks[-1]
    return {
        "count": target.page_count,
        "examples": target.examples,
        "status": last.status,
        "failure": last.failure,
        "looks": [
            {"at": look.at.isoformat(), "status": look.status, "failure": look.failure} for look in looks
        ],
        "text": target.text,
        "region": target.region.value,
        "external": target.external,
        "bearer_kind": target.bearer_kind.value,
        "bearer_title": target.bearer_title,
    }


def place_words(target: TargetEvidence, what: str) -> str:
    """「标题」页面上的链接「文字」; ``what``: 链接, 附件."""
    page = f"「{target.bearer_title}」页面" if target.bearer_title else "页面"
    return f"{page}上的{what}「{target.text}」" if target.text else f"{page}上的{what}"


def shared_words(target: TargetEvidence, what: str) -> str:
    """；共有3个页面带有此链接."""
    return f"；共有{target.page_count}个页面带有此{what}" if target.page_count > 1 else ""
