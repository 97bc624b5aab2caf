"""Asks a host's site search for titles of its home page: found, not found, or why that cannot be told."""

from __future__ import annotations

from collections.abc import AsyncIterator, Awaitable, Callable, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime
from time import monotonic
from urllib.parse import urlsplit

from crawler.asks.answer import Reading, read_answer
from crawler.asks.form import Question, question, search_link, shows_traces
from crawler.asks.titles import FactsOf, Title, titles
from crawler.extract.links import fold
from crawler.spiders.client import Answer
from evidence.domains import netloc_of
from evidence.marks import SearchForm
from evidence.observed import SearchSeen
from evidence.records import PageFacts

MAX_TITLES = 3
ENOUGH_NOT_FOUND = 2
MORE_LIMIT_S = 60.0  # for the further titles of a search that works
MORE_IN_DOUBT = 3  # answers in a row that do not tell: the rest would not either
MIN_LINKS = 5  # a home page with fewer is a shell: what it lacks, a script may draw

_BLOCKED = "检索被网站防护系统拦截"
_FAILED = {
    "blocked": _BLOCKED,
    "robots": "robots.txt不允许访问站内搜索",
    "timeout": "检索超时未应答",
    "too_large": "检索结果页过大，未读取",
}


@dataclass(frozen=True, slots=True)
class _Way:
    """How the search is reached: a form, or why there is none to ask."""

    how: str
    form: SearchForm | None = None
    found: bool | None = None
    why: str = ""


@dataclass(slots=True)
class SearchAsker:
    """One host's search, asked with what its home page shows."""

    home: PageFacts
    article: FactsOf
    fetch: Callable[[str, str, str], Awaitable[Answer]]
    read: Callable[[Answer], PageFacts | None]
    is_home: Callable[[Answer, PageFacts | None], bool]
    on: date
    html: str  # of the home page
    outside: bool = True  # a search on another host may be asked
    more: int = 0  # titles to be asked for in all, once the first was found

    async def ask(self, others: Sequence[PageFacts]) -> AsyncIterator[tuple[SearchSeen, bytes]]:
        """Observations with the answers' bodies: until one title is found, two are not, or three were tried.

        Of a search on this host that found one, further titles are asked for; a body is given only where it proves
        a title missing.
        """
        way = await self._way(others)
        known = titles(self.home, self.article, self.on, max(MAX_TITLES, self.more)) if way.form else []
        asked = known[:MAX_TITLES]
        if way.form is None or not asked:
            why = way.why if way.form is None else "首页没有适合用于检索的标题"
            yield SearchSeen(datetime.now(UTC), how=way.how, found=way.found, why=why), b""
            return
        not_found = 0
        for number, title in enumerate(asked, 1):
            seen, body = await self._ask_for(title, way.form, way.how)
            yield seen, body
            not_found += seen.found is False
            if seen.found and way.how != "outside":
                async for further in self._further(known[number : self.more], way.form, way.how):
                    yield further
            if seen.found or not_found >= ENOUGH_NOT_FOUND or seen.failure in ("blocked", "robots"):
                return

    async def _further(
        self, asked: Sequence[Title], form: SearchForm, how: str
    ) -> AsyncIterator[tuple[SearchSeen, bytes]]:
        """How precise the search is: titles that it must know, one after the other, while it answers in time."""
        until_s = monotonic() + MORE_LIMIT_S
        in_doubt = 0
        for title in asked:
            if not title.sure or monotonic() > until_s or in_doubt >= MORE_IN_DOUBT:
                return
            seen, body = await self._ask_for(title, form, how)
            yield seen, body if seen.found is False else b""
            in_doubt = in_doubt + 1 if seen.found is None else 0
            if seen.failure in ("blocked", "robots"):
                return

    # ------------------------------------------------------------ where the search is

    async def _way(self, others: Sequence[PageFacts]) -> _Way:
        form = self.home.search or next((page.search for page in others if page.search), None)
        if form is None:
            link = search_link(self.home)
            return await self._behind(link) if link else self._absent()
        return self._through(form, "form")

    def _through(self, form: SearchForm, how: str) -> _Way:
        if form.scripted:
            return _Way("scripted", why="站内搜索由脚本提交，未能查询")
        if netloc_of(form.url) == netloc_of(self.home.url):
            return _Way(how, form)
        if not self.outside:
            return _Way("outside", why="站内搜索由其他主机提供，按配置不访问外部主机，未查询")
        return _Way("outside", form)

    async def _behind(self, link: str) -> _Way:
        """The form on the page that a link called search leads to."""
        answer = await self.fetch(link, "GET", "")
        facts = self.read(answer)
        if facts is None or facts.search is None:
            return _Way("link", why="检索页面未能读取" if facts is None else "检索页面上未识别到检索框")
        return self._through(facts.search, "link")

    def _absent(self) -> _Way:
        """No form and no link: proven only on a page that speaks of searching nowhere, in its code either."""
        if shows_traces(self.html):
            return _Way("none", why="首页有搜索字样，但未识别到可查询的检索框")
        if len(self.home.links) < MIN_LINKS or self.home.refresh_to:
            return _Way("none", why="首页内容可能由脚本生成，未识别到检索框")
        if "<script" in self.html.lower() and not self.home.rendered:
            return _Way("none", found=False, why="页面上的脚本也可能绘制检索框")
        return _Way("none", found=False)

    # ------------------------------------------------------------ one question

    async def _ask_for(self, title: Title, form: SearchForm, how: str) -> tuple[SearchSeen, bytes]:
        sent = question(form, title.text, self.home.encoding)
        at = datetime.now(UTC)
        answer = await self.fetch(sent.url, sent.method, sent.body)
        reading = self._reading(answer, title, sent)
        seen = SearchSeen(
            at, title.text, how, sent.asked, answer.status, answer.failure,
            reading.found, reading.hits, reading.why, answer.sha256,
        )  # fmt: skip
        return seen, answer.body

    def _reading(self, answer: Answer, title: Title, sent: Question) -> Reading:
        if answer.failure:
            return Reading(None, why=_FAILED.get(answer.failure, "检索请求未得到应答"))
        if answer.status != 200:
            return Reading(None, why=f"检索请求返回HTTP {answer.status}")
        facts = self.read(answer)
        if facts is not None and facts.blocked_by:
            return Reading(None, why=_BLOCKED)
        if self.is_home(answer, facts) and urlsplit(sent.url).path.rstrip("/") != urlsplit(
            self.home.url
        ).path.rstrip("/"):
            return Reading(None, why="检索后返回的是首页")
        known = frozenset(fold(link.url) for link in self.home.links)
        return self._cautious(read_answer(answer.html, answer.url, title.text, known), title)

    @staticmethod
    def _cautious(reading: Reading, title: Title) -> Reading:
        """What an index may not know yet, or what may stand elsewhere, is not missed."""
        if reading.found is not False or title.sure:
            return reading
        return replace(reading, found=None, why="未检索到该标题，但其稿件未读取或刚发布，索引可能尚未收录")
