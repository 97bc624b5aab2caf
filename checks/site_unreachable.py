"""site-unreachable (站点无法访问)."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from checks.engine.model import Statement
from checks.engine.registry import check
from checks.engine.statements import cant_tell, failed, passed
from checks.engine.wording import day_text
from evidence.units import Sample, Seen, UnitEvidence

_SHIELDS = (403, 412, 429, 521)  # a firewall's answers: the site serves people and declines programs
_NO_ANSWER = {
    "dns": "域名无法解析", "refused": "连接被拒绝", "timeout": "超时", "reset": "连接中断", "tls": "安全连接失败",
    "garbage": "应答无法识别",
}  # fmt: skip
_EXAMPLES = 10


@dataclass(frozen=True, slots=True)
class Params:
    """Thresholds, from the rule that uses this check."""

    days: int  # whole days before the monitoring day
    daily_samples: int  # that count, on each of these days, at least
    slow_seconds: int  # a home page that takes so long, or longer, did not open
    share_pct: float  # of the samples that did not open: so many per cent or more


@check("site-unreachable", title="站点无法访问", needs=("samples", "sites", "homes"), params=Params)
def site_unreachable(unit: UnitEvidence, params: Params) -> Iterator[Statement]:
    """Sites (网站) whose home page too often does not open.

    Why: a site that is down serves nobody, whatever it publishes.
    Counts: of the availability samples (监测样本) of the whole days before the monitoring day, the share that
        did not open in time: no answer, a server error (5xx), or an answer that took as long as the rule
        says.
    Does not count: samples that a firewall declined or robots.txt forbade, and those of hours in which no
        site of the district answered: then our own network was down. They make no sample either.
    Cannot tell: any day of the period has fewer samples than the rule asks for.
    Fix: find out with the host and the operator why the site does not answer, and watch it.
    """
    for site in unit.sites:
        if site.whole_host:
            home = next((home.seen for home in unit.homes if home.url == site.url), Seen(site.url))
            yield _judge(home, [one for one in unit.samples if one.url == site.url], unit.as_of, params)


def _judge(home: Seen, samples: Sequence[Sample], as_of: date, params: Params) -> Statement:
    days = [as_of - timedelta(days=n) for n in range(params.days, 0, -1)]
    taken = [one for one in samples if days and days[0] <= one.at.date() <= days[-1]]
    counted = [one for one in taken if not _is_set_aside(one)]
    missed = [one for one in counted if _is_missed(one, params)]
    by_day = Counter(one.at.date() for one in counted)
    short = [day for day in days if by_day[day] < params.daily_samples]
    if short or not counted:
        return cant_tell(home, _too_few(taken, by_day, short, params))
    share_pct = 100 * len(missed) / len(counted)
    facts: dict[str, Any] = {
        "samples": len(counted), "failed": len(missed), "share_pct": round(share_pct, 2), "since": days[0],
        "until": days[-1], "set_aside": len(taken) - len(counted),
        "own_outages": sum(1 for one in taken if one.failure == "outage"),
        "failures": dict(sorted(Counter(_how(one) for one in missed).items())),
        "missed_at": [f"{one.at:%Y-%m-%d %H:%M} {_how(one)}" for one in missed[:_EXAMPLES]],
    }  # fmt: skip
    if share_pct < params.share_pct:
        return passed(home, **facts)
    message = (
        f"{day_text(days[0])}至{day_text(days[-1])}共监测{len(counted)}次，其中{len(missed)}次在"
        f"{params.slow_seconds}秒内无法打开首页，占{share_pct:.1f}%，达到{params.share_pct:g}%"
    )
    excerpt = "；".join(facts["missed_at"])
    return failed(home, message, excerpt=excerpt, observations=len(missed), **facts)


def _is_set_aside(sample: Sample) -> bool:
    """A sample that says nothing of the site: declined, not asked, or our own network's trouble."""
    return sample.failure in ("blocked", "robots", "outage") or sample.status in _SHIELDS


def _is_missed(sample: Sample, params: Params) -> bool:
    server_error = sample.status is not None and sample.status >= 500
    return sample.failure in _NO_ANSWER or server_error or sample.elapsed_ms >= params.slow_seconds * 1000


def _how(sample: Sample) -> str:
    if sample.failure:
        return _NO_ANSWER.get(sample.failure, sample.failure)
    return f"HTTP {sample.status}" if (sample.status or 0) >= 500 else f"{sample.elapsed_ms / 1000:.1f}秒"


def _too_few(taken: Sequence[Sample], by_day: Counter[date], short: Sequence[date], params: Params) -> str:
    asked = f"须连续监测{params.days}天、每天{params.daily_samples}次以上"
    if not taken:
        return f"监测样本不足，尚未取得监测样本（{asked}）"
    least = min(by_day[day] for day in short) if short else 0
    aside = len(taken) - sum(by_day.values())
    more = f"；另有{aside}次因防护拦截或监测端网络中断未计入" if aside else ""
    return f"监测样本不足，{len(short)}天不够次数，最少一天{least}次（{asked}）{more}"
