"""What one page adds to the frontier, and whether it brought anything new."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date
from hashlib import blake2b

from crawler.extract.links import is_page_like, url_key
from crawler.frontier import Address, Frontier, Rank
from evidence.records import Item, PageFacts, Region

MAX_REMEMBERED = 300_000
MIN_TITLE_CHARS = 4  # shorter "entries" are days of a calendar and page numbers

_SITE_MAP = re.compile(r"网站地图|站点地图|网站导航")
_NUMBERS = re.compile(r"[\d〇零一二三四五六七八九十\s]+")


class Feed:
    """Hands a page's addresses to the frontier, each in its class; tells traps what the page brought."""

    def __init__(self, frontier: Frontier, since: date) -> None:
        self._frontier = frontier
        self._since = since  # lists are followed back to this day
        self._entries: set[int] = set()
        self._texts: set[int] = set()

    def read(self, facts: PageFacts, address: Address) -> None:
        """Take up one page that was fetched (or, when resuming, had been)."""
        depth = address.depth + 1
        if facts.refresh_to:
            self._frontier.redirected(address, facts.refresh_to)
        for url in _column_urls(facts):
            self._frontier.offer(url, Rank.COLUMN, depth)
        fresh = self._read_list(facts, address, depth)
        for url in (*facts.policy_links, *facts.interpretation_links):
            self._frontier.offer(url, Rank.RECENT, depth)
        self._read_links(facts, depth)
        self._frontier.traps.fetched(address.url, fresh > 0 or self._is_new_text(facts, address))

    def read_again(self, facts: PageFacts, address: Address) -> None:
        """Take up a page that is seen a second time: where it leads on by itself, and the rows its script asks for."""
        if facts.refresh_to:
            self._frontier.redirected(address, facts.refresh_to)
        self._read_calls(facts, address, address.depth)

    def _read_links(self, facts: PageFacts, depth: int) -> None:
        is_map = bool(facts.title and _SITE_MAP.search(facts.title))
        offer = self._frontier.offer
        for link in facts.links:
            is_column = link.region is Region.NAV or is_map or _SITE_MAP.search(link.text)
            offer(link.url, Rank.COLUMN if is_column else Rank.REST, depth)

    def _read_list(self, facts: PageFacts, address: Address, depth: int) -> int:
        """Entries, more rows and the next page; returns how many entries no list had shown before."""
        fresh = 0
        for item in facts.items or ():
            if item.url is None or not _is_entry(item):
                continue
            fresh += self._is_new_entry(item.url)
            recent = item.date is None or item.date.on >= self._since
            self._frontier.offer(item.url, Rank.RECENT if recent else Rank.REST, depth, entry=True)
        self._read_data(facts, address, depth)
        return fresh

    def _read_data(self, facts: PageFacts, address: Address, depth: int) -> None:
        """What the list's script would ask for: the rows that the page lacks, as the column itself; what follows."""
        shown_on = self._read_calls(facts, address, depth)
        following = facts.next_page
        if following.url is None or not self._goes_on(facts):
            return
        is_data = following.how == "api" or following.method != "GET" or not is_page_like(following.url)
        if is_data or facts.is_reply:
            self._frontier.offer_data(following.url, Rank.NEXT, depth, following.method, shown_on)
        else:
            self._frontier.offer(following.url, Rank.NEXT, depth)

    def _read_calls(self, facts: PageFacts, address: Address, depth: int) -> str:
        """Offer the data that the page's script would ask for; returns the page that shows it."""
        shown_on = address.referer if facts.is_reply and address.referer else address.url
        for call in facts.data_calls:
            rank = Rank.NEXT if facts.items else Rank.COLUMN
            self._frontier.offer_data(call.url, rank, depth, call.method, shown_on)
        return shown_on

    def _goes_on(self, facts: PageFacts) -> bool:
        """Whether the list may hold more of the period looked at: its oldest unpinned date is within it."""
        days = [item.date.on for item in facts.items or () if item.date and not item.pinned]
        return not days or min(days) >= self._since

    def _is_new_entry(self, url: str) -> bool:
        key = url_key(url)
        if key in self._entries or len(self._entries) >= MAX_REMEMBERED:
            return False
        self._entries.add(key)
        return True

    def _is_new_text(self, facts: PageFacts, address: Address) -> bool:
        """Whether the page says what no other said; lists are judged by their entries, those with a path of
        their own by the selection they show.

        Columns also by their names. Numbers count only in entries: an empty calendar differs from month to
        month by its numbers, and so do two monthly reports.
        """
        is_list = bool(facts.items) and not facts.is_article
        if is_list and "?" not in address.url:
            return self._is_unseen("\n".join(sorted(item.url or item.title for item in facts.items or ())))
        if is_list and address.rank > Rank.COLUMN:  # known entries in another order or selection: a facet
            return False
        text = f"{facts.title}\n{facts.column_name if is_list else facts.excerpt}"
        return self._is_unseen(text if address.entry else _NUMBERS.sub("#", text))

    def _is_unseen(self, text: str) -> bool:
        mark = int.from_bytes(blake2b(text.encode(), digest_size=8).digest(), "big")
        if mark in self._texts or len(self._texts) >= MAX_REMEMBERED:
            return False
        self._texts.add(mark)
        return True


def _column_urls(facts: PageFacts) -> Iterator[str]:
    for _, url in facts.columns:
        yield url
    for _, crumb in facts.crumbs:
        if crumb:
            yield crumb
    for _, url in facts.subcolumns:
        yield url


def _is_entry(item: Item) -> bool:
    return len(item.title) >= MIN_TITLE_CHARS and not item.title.strip().isdigit()
