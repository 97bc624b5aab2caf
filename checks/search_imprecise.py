"""search-imprecise (站内搜索不精准)."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from checks.engine.model import Statement
from checks.engine.registry import check
from checks.engine.sites import own_hosts, unread_home
from checks.engine.statements import cant_tell, failed, inapplicable, passed
from checks.engine.wording import names_text
from evidence.units import HostEvidence, UnitEvidence


@dataclass(frozen=True, slots=True)
class Params:
    """Thresholds, from the rule that uses this check."""

    min_titles: int  # different titles whose answer tells, at least
    min_share_pct: int  # of them that the search finds


@check("search-imprecise", title="站内搜索不精准", needs=("hosts",), params=Params)
def search_imprecise(unit: UnitEvidence, params: Params) -> Iterator[Statement]:
    """Site searches (站内搜索) that work, and miss too many of the titles that their home page shows.

    Why: a search that knows half of what is published sends its readers away with nothing.
    Counts: of the titles taken from the home page, whose articles stand on this site and are days old, the search
        finds fewer than the rule asks for.
    Does not count: a search that is not there, or finds nothing at all (see search-broken); a title found anywhere
        in the list of results; titles published so lately that an index need not know them.
    Cannot tell: the home page was not read; too few titles were asked for, or too few answers say whether anything
        was found; the search is on another host, which is not asked so often.
    Fix: have the index built anew, and built again with whatever is published.
    """
    for host in own_hosts(unit):
        yield _judge(host, params)


def _judge(host: HostEvidence, params: Params) -> Statement:
    if why := unread_home(host):
        return cant_tell(host.home, why)
    if not host.searches:
        return cant_tell(host.home, "未检测站内搜索")
    told = {one.query: one for one in host.searches if one.query and one.found is not None}
    found = [query for query, one in told.items() if one.found]
    if not found:
        return _nothing_found(host)
    if any(one.how == "outside" for one in host.searches):
        return cant_tell(host.home, "站内搜索由其他主机提供，未逐条检索")
    if len(told) < params.min_titles:
        return cant_tell(
            host.home, f"能够判断的检索仅{len(told)}次，少于{params.min_titles}次，不足以计算命中率"
        )
    missed = [query for query, one in told.items() if not one.found]
    if len(found) * 100 >= len(told) * params.min_share_pct:
        return passed(
            host.home, f"检索首页标题{len(told)}条，命中{len(found)}条", count=len(found), required=len(told)
        )
    share_pct = len(found) * 100 // len(told)
    return failed(
        host.home,
        f"以首页{len(told)}条标题检索，命中{len(found)}条（{share_pct}%），低于{params.min_share_pct}%；"
        f"未能检索到{names_text(missed)}",
        queries=missed,
        asked_urls=[told[query].asked for query in missed],
        looked_at=[told[query].at.isoformat() for query in missed],
        share_pct=share_pct,
        threshold=params.min_share_pct,
    )


def _nothing_found(host: HostEvidence) -> Statement:
    """Whether it is broken is for another check to say; here only that precision is no question then."""
    if any(one.found is False for one in host.searches):
        return inapplicable(host.home, "站内搜索未检索到任何标题，按“站内搜索不可用”判断")
    told = next((one.why for one in host.searches if one.why), "站内搜索未得到应答")
    return cant_tell(host.home, told)
