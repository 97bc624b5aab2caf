"""link-dead (链接打不开)."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from http import HTTPStatus
from itertools import takewhile
from urllib.parse import urlsplit

from checks.engine.model import Statement
from checks.engine.params import EXCUSES
from checks.engine.registry import check
from checks.engine.statements import cant_tell, failed, inapplicable, passed
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


@dataclass(frozen=True, slots=True)
class Params:
    """Thresholds, from the rule that uses this check."""

    looks: int = field(metadata=EXCUSES)  # failed attempts in a row, at least
    apart_seconds: int = field(metadata=EXCUSES)  # between the first and the last of them, at least


@check("link-dead", title="链接打不开", needs=("targets", "sites"), params=Params)
def link_dead(unit: UnitEvidence, params: Params) -> Iterator[Statement]:
    """Links to pages (死链) that do not open.

    Why: a reader who followed the link has nowhere to go.
    Counts: a target that answered 404, 410 or 5xx, or did not answer at all (no such name, refused, timed
        out, cut off), at every one of the last looks, at least as many and as far apart in time as the rule
        asks. One finding for each target, at the page nearest the home page, however many pages bear the
        link.
    Does not count: files (see attachment-dead); a target that opened at its last look.
    Cannot tell: 403, 412, 429, 521 or a firewall's page, an unsound certificate, robots.txt; looked at only
        once; an outside target without any answer while this machine reached no other outside host either;
        a target on a site of the unit that as a whole could not be reached.
    Fix: correct the address, or remove the link.
    """
    unlooked = 0
    for target in unit.targets:
        if not target.looks and not target.document:
            unlooked += 1
        else:
            yield _judge(target, unit, params)
    if unlooked and unit.homes:
        yield cant_tell(unit.homes[0].seen, f"另有{unlooked}个链接未检查")


def _judge(target: TargetEvidence, unit: UnitEvidence, params: Params) -> Statement:
    if target.document:
        return inapplicable(target, "链接指向文件，按附件检查")
    last = target.looks[-1]
    if _is_alive(last):
        return passed(target)
    if not target.bearer.read:
        return cant_tell(target, target.bearer.why_unread)
    if not _is_dead(last):
        return cant_tell(target, _why_doubtful(last))
    return _judge_dead(target, unit, params)


def _judge_dead(target: TargetEvidence, unit: UnitEvidence, params: Params) -> Statement:
    failures = [*takewhile(_is_dead, reversed(target.looks))][::-1]
    apart_s = (failures[-1].at - failures[0].at).total_seconds()
    if len(failures) < params.looks or apart_s < params.apart_seconds:
        return cant_tell(target, f"{_answers(failures)}，尚未间隔复核")
    silent = any(look.status is None for look in failures)
    if silent and target.external and not target.outside_answered:
        return cant_tell(target, "本机访问外部网站均无应答，不能断定是对方故障")
    if _on_unreached_site(target, unit):
        return cant_tell(target, "网站整体无法访问，不能断定单个链接失效")
    last = failures[-1]
    return failed(
        target,
        _message(target, failures),
        by_target=True,
        excerpt=target.text,
        count=target.page_count,
        examples=target.examples,
        status=last.status,
        failure=last.failure,
        looks=[
            {"at": look.at.isoformat(), "status": look.status, "failure": look.failure} for look in failures
        ],
        text=target.text,
        region=target.region.value,
        external=target.external,
        bearer_kind=target.bearer_kind.value,
        bearer_title=target.bearer_title,
    )


def _is_alive(look: Look) -> bool:
    """It answered with a page, or with more of one than was wanted."""
    if look.failure is not None:
        return look.failure == "too_large"
    return look.status is not None and look.status < HTTPStatus.BAD_REQUEST


def _is_dead(look: Look) -> bool:
    if look.failure is not None:
        return look.failure in _NO_ANSWER
    if look.status is None or look.status in _SHIELDS:
        return False
    return look.status in _GONE or look.status >= HTTPStatus.INTERNAL_SERVER_ERROR


def _why_doubtful(look: Look) -> str:
    if look.failure:
        return _DOUBTS.get(look.failure, "访问未得到可判断的结果")
    return f"返回{look.status}，可能是拒绝程序访问，不能断定失效"


def _on_unreached_site(target: TargetEvidence, unit: UnitEvidence) -> bool:
    host = urlsplit(target.url).netloc
    return any(site.host == host and site.coverage in _UNREACHED for site in unit.sites)


def _message(target: TargetEvidence, failures: list[Look]) -> str:
    page = f"「{target.bearer_title}」页面" if target.bearer_title else "页面"
    link = f"链接「{target.text}」" if target.text else "链接"
    shared = f"；共有{target.page_count}个页面带有此链接" if target.page_count > 1 else ""
    return f"{page}上的{link}打不开：{_answers(failures)}{shared}"


def _answers(failures: list[Look]) -> str:
    """先后2次访问均返回404."""
    words = list(dict.fromkeys(_answer(look) for look in failures))
    if len(failures) == 1:
        return f"访问1次，{words[0]}"
    return f"先后{len(failures)}次访问{'均' if len(words) == 1 else '，'}{'、'.join(words)}"


def _answer(look: Look) -> str:
    return _NO_ANSWER[look.failure] if look.failure else f"返回{look.status}"
