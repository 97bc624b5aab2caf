"""Shows a host's scripted pages in a browser, after its crawl: which, in what order, and what is recorded."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime
from hashlib import sha256
from time import monotonic

from crawler.browser.messages import Order, Shown
from crawler.browser.process import BrowserProcess, find_browser
from crawler.columns import rebuild_columns
from crawler.extract.links import url_key
from crawler.extract.rendered import Showing, read_rendered, wrap
from crawler.extract.state import may_load
from crawler.extract.tree import parse
from crawler.settings import MAX_BODY_BYTES
from evidence.names import Names
from evidence.records import Fetch, Host, ListState, Observation, PageFacts
from evidence.store import HostStore

PAGES_PER_HOST = (
    60  # home pages and first pages of columns of a portal; one costs as much as hundreds of fetches
)
HOST_S = 900.0  # for all pages of one host
PAGE_S = 20.0  # for one page: what a patient reader waits
PAGES_PER_PROCESS = 20  # browsers leak
LOST_ROW = 3  # processes lost one after another: it is not the page
BLOCKED_ROW = 2  # a site that declines the browser is not asked for more
MAX_HOPS = 5


@dataclass(frozen=True, slots=True)
class Limits:
    """How much browsing one host is worth."""

    pages: int = PAGES_PER_HOST
    host_s: float = HOST_S
    page_s: float = PAGE_S


@dataclass(frozen=True, slots=True)
class RenderTask:
    """One host's pages after its crawl."""

    host: Host
    store: HostStore
    runs: Sequence[str]  # this run and those it continues: only what they fetched is shown
    robots: str
    pause_s: float  # between requests to the host
    limits: Limits = Limits()
    names: Names | None = None


@dataclass(slots=True)
class RenderTally:
    """What came of it."""

    shown: int = 0
    with_list: int = 0
    requests: int = 0
    missing: int = 0  # pages that needed a browser where none is installed
    why_missing: str = ""
    stopped: str = ""  # the failure that ended it early


@dataclass(slots=True)
class Session:
    """The browser processes of one host, one after another."""

    task: RenderTask
    executable: str
    tally: RenderTally = field(default_factory=RenderTally)
    process: BrowserProcess | None = None
    lost_row: int = 0
    blocked_row: int = 0
    stop: str = ""  # the failure that the rest of the pages bears
    deadline_s: float = field(default=0.0)

    async def show(self, url: str, *, axe: bool = False, picture: bool = False) -> Shown:
        """Open one page, in a fresh process where the last one has had its share."""
        if self.process is None or self.process.lost or self.process.asked >= PAGES_PER_PROCESS:
            await self.end()
            limits = self.task.limits
            order = Order(
                self.executable, self.task.host.netloc, self.task.host.crawl.user_agent, self.task.robots,
                limits.page_s, MAX_BODY_BYTES, self.task.names.addresses() if self.task.names else {},
            )  # fmt: skip
            self.process = BrowserProcess(order)
            try:
                await self.process.start()
            except OSError as error:
                self.process.lost = True
                return Shown(url, failure="launch", detail=str(error)[:300])
        return await self.process.show(url, axe=axe, picture=picture)

    async def end(self) -> None:
        """End the process that is there."""
        process, self.process = self.process, None
        if process is not None:
            await process.stop()

    def learn(self, shown: Shown) -> None:
        """Give up where going on would tell nothing, or bother the site."""
        is_lost = shown.failure in ("timeout", "crashed") and bool(self.process and self.process.lost)
        self.lost_row = self.lost_row + 1 if is_lost else 0
        self.blocked_row = self.blocked_row + 1 if shown.failure == "blocked" else 0
        if shown.failure == "launch" or self.lost_row >= LOST_ROW or self.blocked_row >= BLOCKED_ROW:
            self.stop = shown.failure or ""
        elif monotonic() > self.deadline_s:
            self.stop = "budget"


async def render_host(task: RenderTask, gate: asyncio.Semaphore) -> RenderTally:
    """Show the pages that need it, one at a time, in the pace of the host. ``gate``: browsers at once."""
    tally = RenderTally()
    wanted = list(_wanted(task)) if task.host.crawl.render != "never" else []
    if not wanted:
        return tally
    executable, tally.why_missing = find_browser()
    if not executable:
        tally.missing = len(wanted)
        for fetch in wanted:
            _record(task, fetch, Shown(fetch.url, failure="missing"))
        return tally
    async with gate:
        session = Session(task, executable, tally, deadline_s=monotonic() + task.limits.host_s)
        try:
            await _show_all(session, wanted)
        finally:
            await session.end()
    task.store.flush()
    return tally


async def _show_all(session: Session, wanted: Sequence[Fetch]) -> None:
    task, tally = session.task, session.tally
    for count, fetch in enumerate(wanted):
        if not session.stop and count >= task.limits.pages:
            session.stop = "budget"
        if session.stop:
            _record(task, fetch, Shown(fetch.url, failure=session.stop, detail="not tried"))
            continue
        shown = await session.show(fetch.url)
        session.learn(shown)
        facts = _record(task, fetch, shown)
        tally.requests += shown.requests
        tally.shown += shown.html is not None
        tally.with_list += bool(facts and facts.items)
        if not session.stop:  # the host's pace, on the average
            await asyncio.sleep(
                min(task.pause_s * max(1, shown.requests), max(0.0, session.deadline_s - monotonic()))
            )
    tally.stopped = session.stop


def _record(task: RenderTask, fetch: Fetch, shown: Shown) -> PageFacts | None:
    """Keep the document and how it was come by; returns what is read in it."""
    body = None
    if shown.html is not None:
        showing = Showing(shown.settled, shown.data_read, shown.data_failed, shown.script_errors)
        body = wrap(shown.html, showing)
    digest = sha256(body).hexdigest() if body else None
    data = {
        "of": fetch.sha256, "sha256": digest, "status": shown.status, "failure": shown.failure,
        "detail": shown.detail, "elapsed_ms": shown.elapsed_ms, "requests": shown.requests,
        "refused": shown.refused, "browser": shown.browser, "settled": shown.settled,
        "data_failed": list(shown.data_failed), "script_errors": shown.script_errors,
    }  # fmt: skip
    task.store.observe_render(Observation("render", fetch.url, datetime.now(UTC), data), body)
    if body is None or digest is None or digest == fetch.sha256:
        return None
    try:
        facts = read_rendered(body, fetch.url)
    except Exception:  # one odd page must not end the crawl of its host
        logging.getLogger(__name__).exception("%s: cannot be read as shown; its body is kept", fetch.url)
        return None
    task.store.add_facts(facts, digest, url_key(fetch.url))
    return facts


# ---------------------------------------------------------------- which pages


def _wanted(task: RenderTask) -> Iterator[Fetch]:
    """Home pages, configured columns, then columns by their distance from the home page; each address once."""
    store, host = task.store, task.host
    store.flush()
    if host.crawl.render == "auto" and not store.has_scripted():
        return
    rebuild_columns(store, host)
    shown = [landed(task, url) for url in store.column_urls()]
    columns = sorted((fetch for fetch in shown if fetch), key=lambda fetch: fetch.depth)
    first = (landed(task, url) for url in (*host.start_urls, *host.column_urls))
    met: set[int] = set()
    for fetch in (*first, *columns):
        if fetch is None or url_key(fetch.url) in met:
            continue
        met.add(url_key(fetch.url))
        if not store.tried_render(fetch.url, fetch.fetched_at) and _needs(task, fetch):
            yield fetch


def landed(task: RenderTask, url: str) -> Fetch | None:
    """The page that an address showed in this run, through redirects and stubs."""
    for _ in range(MAX_HOPS):
        newest = task.store.newest_fetch(url)
        if newest is None or newest[0] not in task.runs:
            return None
        fetch = newest[1]
        target = fetch.location
        if target is None and fetch.sha256 and not fetch.failure:
            facts = task.store.facts(url)
            target = facts.refresh_to if facts and not facts.items else None
        if target is None or url_key(target) == url_key(url):
            return fetch if fetch.status in (200, 304) and fetch.sha256 and not fetch.failure else None
        url = target
    return None


def _needs(task: RenderTask, fetch: Fetch) -> bool:
    """Whether a browser may show more than was read. The last resort: data that a request can bring needs none."""
    facts = task.store.facts(fetch.url)
    if facts is None or facts.blocked_by:
        return False
    if task.host.crawl.render == "always":
        return True
    if facts.list_state is ListState.SCRIPTED:
        return not _came_as_data(task.store, facts)
    if facts.list_state is not ListState.UNCLEAR:
        return False
    body = task.store.body(fetch.sha256 or "")
    return body is not None and may_load(parse(body, fetch.url, fetch.content_type))


def _came_as_data(store: HostStore, facts: PageFacts) -> bool:
    answers = (store.facts(call.url) for call in facts.data_calls)
    return any(answer is not None and answer.items for answer in answers)
