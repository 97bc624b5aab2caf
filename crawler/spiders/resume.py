"""Continues an interrupted run: what it fetched is done, and what those pages link to is known again."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from time import monotonic
from typing import Protocol

from crawler.frontier import Address, Frontier, Rank
from crawler.spiders.endings import ACCUSING
from crawler.spiders.feed import Feed
from crawler.spiders.tally import Tally
from evidence.records import Fetch, PageFacts


class Recalls(Protocol):
    """What this module needs of the store."""

    def facts(self, url: str) -> PageFacts | None:
        """Facts of the newest version of a page."""


def resume(fetches: Iterable[Fetch], store: Recalls, frontier: Frontier, feed: Feed, tally: Tally) -> None:
    """Replay what was fetched, oldest first; the budget and the counts go on from there."""
    done = [fetch for fetch in fetches if not fetch.url.endswith("/robots.txt")]
    looks = Counter(fetch.url for fetch in done)
    for fetch in done:
        frontier.done(fetch.url)
    for fetch in done:
        _count(fetch, frontier, tally)
        address = Address(fetch.url, Rank.REST, fetch.depth, method=fetch.method, data=fetch.method != "GET")
        if fetch.location:
            frontier.redirected(address, fetch.location)
        elif deserves_second_look(fetch):
            if looks[fetch.url] == 1:
                frontier.look_again(address, monotonic())
        elif fetch.status in (200, 304) and (facts := store.facts(fetch.url)):
            feed.read(facts, address._replace(entry=facts.is_article))
    tally.go_on()


def _count(fetch: Fetch, frontier: Frontier, tally: Tally) -> None:
    tally.count(fetch)
    if fetch.failure != "robots":
        frontier.sent += 1
        frontier.spent += fetch.location is None


def deserves_second_look(fetch: Fetch) -> bool:
    """Whether the ending could accuse the site of a dead page, so that it must be seen twice."""
    if fetch.failure:
        return fetch.failure in ACCUSING
    return fetch.status is not None and (fetch.status in (404, 410) or fetch.status >= 500)
