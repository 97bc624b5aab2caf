"""search-broken (站内搜索不可用)."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import Any

from checks.engine.model import Statement
from checks.engine.params import EXCUSES
from checks.engine.registry import check
from checks.engine.sites import own_hosts, unread_home
from checks.engine.statements import cant_tell, failed, passed
from checks.engine.wording import names_text
from evidence.observed import SearchSeen
from evidence.units import HostEvidence, UnitEvidence

_SHIELD = 521  # a firewall's, though it looks like a server's error


@dataclass(frozen=True, slots=True)
class Params:
    """Thresholds, from the rule that uses this check."""

    titles: int = field(metadata=EXCUSES)  # different titles that were asked for in vain, at least


@check("search-broken", title="站内搜索不可用", needs=("hosts",), params=Params)
def search_broken(unit: UnitEvidence, params: Params) -> Iterator[Statement]:
    """Site searches (站内搜索) that are not there, or do not find what the home page shows.

    Why: most readers come for one document and have no other way to it than the search.
    Counts: a home page that offers no search (suspected, where a script of it might draw one); a search that
        finds none of several titles taken from the home page, articles of this site that are days old; one that
        answers all of them with an error (suspected, where another host does: what stands between may have
        answered in its place).
    Does not count: a title that was found once, wherever in the list of results; titles published so lately
        that an index need not know them.
    Cannot tell: the home page was not read; the search is scripted, blocked, or forbidden by robots.txt; its
        answer does not say whether anything was found; no title was fit to ask for.
    Fix: mend the search, or have its index built anew; put a search box on the home page.
    """
    for host in own_hosts(unit):
        yield _judge(host, params)


def _judge(host: HostEvidence, params: Params) -> Statement:
    searches = host.searches
    if why := unread_home(host):
        return cant_tell(host.home, why)
    if not searches:
        return cant_tell(host.home, "未检测站内搜索")
    if any(one.found for one in searches):
        return passed(host.home)
    if searches[-1].how == "none" and searches[-1].found is False:
        return failed(host.home, "首页未提供站内搜索", suspected=bool(searches[-1].why), why=searches[-1].why)
    missed = _queries(one for one in searches if one.found is False)
    if len(missed) >= params.titles:
        message = f"站内搜索未能检索到首页上的稿件{names_text(missed)}"
        return failed(host.home, message, **_facts([one for one in searches if one.found is False]))
    dead = [one for one in searches if _is_dead(one)]
    if len(_queries(iter(dead))) >= params.titles:
        message = f"站内搜索无法使用，检索{names_text(_queries(iter(dead)))}均返回HTTP {dead[-1].status}"
        elsewhere = any(one.how == "outside" for one in dead)
        return failed(host.home, message, suspected=elsewhere, **_facts(dead))
    return cant_tell(host.home, _doubt(searches, missed))


def _queries(searches: Iterator[SearchSeen]) -> list[str]:
    return list(dict.fromkeys(one.query for one in searches if one.query))


def _is_dead(seen: SearchSeen) -> bool:
    gone = seen.status in (404, 410)
    return seen.failure is None and (gone or (seen.status or 0) >= 500) and seen.status != _SHIELD


def _doubt(searches: Sequence[SearchSeen], missed: Sequence[str]) -> str:
    told = next((one.why for one in searches if one.why), "")
    if told:
        return told
    return f"仅以{len(missed)}个标题检索未果，不足以认定" if missed else "站内搜索未得到应答"


def _facts(searches: Sequence[SearchSeen]) -> dict[str, Any]:
    return {
        "queries": _queries(iter(searches)),
        "asked_urls": [one.asked for one in searches],
        "hits": [one.hits for one in searches],
        "looked_at": [one.at.isoformat() for one in searches],
    }
