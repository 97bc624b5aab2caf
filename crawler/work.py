"""Crawls hosts: all at once in one process, then verifies what their pages link to.

One host's trouble is that host's: it is told in its HostRun and stops no other. An interruption leaves the
runs unfinished, and the next crawl goes on from what was fetched.
"""

from __future__ import annotations

import asyncio
import gc
import logging
import signal
import sqlite3
import sys
import threading
from collections.abc import Callable, Coroutine, Iterable, Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from functools import lru_cache, partial
from pathlib import Path
from typing import Any

from scrapy.crawler import AsyncCrawlerRunner, Crawler
from scrapy.settings import Settings
from scrapy.utils.reactor import install_reactor

from crawler.asks.dns import DnsAsker
from crawler.attachments.choice import files_of
from crawler.browser.audit import audit_host
from crawler.browser.stage import Limits, RenderTask, render_host
from crawler.progress import Bars
from crawler.resolver import resolver
from crawler.settings import REACTOR, for_host, for_links, for_questions
from crawler.spiders.host import HostSpider, HostTask, tallied
from crawler.spiders.links import Check, LinksSpider, LinksTask
from crawler.spiders.observe import ObserveSpider, ObserveTask
from crawler.storage import open_store
from evidence.domains import netloc_of
from evidence.errors import StorageError
from evidence.names import Names
from evidence.records import Host, HostRun
from evidence.store import HostStore

HOSTS_AT_ONCE = 64
BROWSERS_AT_ONCE = 2  # each takes some 300 MB
GRACE_S = 3.0  # how long an interrupted crawl waits for answers under way
LINKS_PER_HOST = 5_000
LINKS_PER_RUN = 20_000
LINKS_HOURS = 2.0
SECOND_LOOK_PAUSE_S = 20.0
EXTERNAL_PAUSE_S = 3.0
LINKS_BAR = "links"


@dataclass(slots=True)
class _Work:
    """One host under way."""

    host: Host
    started_at: datetime
    store: HostStore | None = None
    spider: HostSpider | None = None
    run: HostRun | None = None
    notes: list[str] = field(default_factory=list)
    missing: int = 0  # pages that needed a browser where none is installed
    why_missing: str = ""
    rendered: int = 0
    rendered_requests: int = 0
    browser_stop: str = ""  # the failure for which the browser gave this host up
    asked_requests: int = 0


@dataclass(frozen=True, slots=True)
class _Job:
    """What the whole crawl was asked to do."""

    data: Path
    run_id: str
    started: datetime
    first: Mapping[str, Sequence[str]]
    second_look_pause_s: float
    link_limit: int
    link_hours: float
    bars: Bars
    render_limits: Limits
    names: Names | None = None
    observe: bool = True
    audit: bool = True
    again: bool = False  # second looks at ``first`` alone, within a run that is finished
    dns: DnsAsker = field(default_factory=DnsAsker)
    browsers: asyncio.Semaphore = field(default_factory=lambda: asyncio.Semaphore(BROWSERS_AT_ONCE))


def crawl(
    hosts: Sequence[Host],
    data: Path,
    run_id: str,
    started: datetime,
    *,
    first: Mapping[str, Sequence[str]] | None = None,
    second_look_pause_s: float = SECOND_LOOK_PAUSE_S,
    link_limit: int = LINKS_PER_RUN,
    link_hours: float = LINKS_HOURS,
    progress: bool | None = None,
    render_limits: Limits = Limits(),  # noqa: B008 - frozen
    names: Names | None = None,
    observe: bool = True,
    audit: bool = True,
    warn: Callable[[str], None] = lambda _: None,
) -> Mapping[str, HostRun]:
    """Crawl all hosts and verify their links; one HostRun per netloc.

    ``first``: by netloc, addresses to fetch before all others. ``progress`` None: bars on a terminal only.
    ``warn`` is told, in one English line, what could not be done for want of a browser. ``names``: a closed
    environment; with it nothing but its names and IP addresses resolves. ``observe``: ask what is asked once per
    host (DNS, HTTPS, site search …). ``audit``: examine templates in the browser.
    Raises KeyboardInterrupt on SIGINT, with everything fetched so far written and the runs resumable.
    """
    gc.set_threshold(50_000, 20, 50)  # pages are trees of small objects: the default walks them all too often
    with Bars(progress) as bars:
        job = _Job(
            data,
            run_id,
            started,
            first or {},
            second_look_pause_s,
            link_limit,
            link_hours,
            bars,
            render_limits,
            names,
            dns=DnsAsker(names),
            observe=observe,
            audit=audit,
        )
        works = [_Work(host, started) for host in hosts]
        try:
            _run(_crawl_all(works, job), names)
        finally:
            _close(works)
    _warn_of_missing_browser(works, warn)
    return {work.host.netloc: work.run for work in works if work.run}


def _warn_of_missing_browser(works: Sequence[_Work], warn: Callable[[str], None]) -> None:
    without = [work for work in works if work.missing]
    if without:
        pages = sum(work.missing for work in without)
        warn(
            f"{without[0].host.netloc}{' and others' if len(without) > 1 else ''}: {pages} pages need a headless"
            f" browser; what their scripts draw stays undetermined: {without[0].why_missing}"
        )


def look_again(
    hosts: Sequence[Host],
    data: Path,
    run_id: str,
    started: datetime,
    pages: Mapping[str, Sequence[str]],
    *,
    second_look_pause_s: float = SECOND_LOOK_PAUSE_S,
    names: Names | None = None,
) -> None:
    """Fetch pages once more, by netloc, within a run that is finished; a browser shows those that need one.

    Nothing else is asked for and no link is verified. Raises KeyboardInterrupt as ``crawl`` does.
    """
    limits = Limits()
    with Bars(False) as bars:
        job = _Job(data, run_id, started, pages, second_look_pause_s, 0, 0.0, bars, limits, names, again=True)
        works = [_Work(host, started) for host in hosts if pages.get(host.netloc)]
        try:
            _run(_look_all_again(works, job), names)
        finally:
            _close(works)


async def _look_all_again(works: Sequence[_Work], job: _Job) -> None:
    runner = AsyncCrawlerRunner(Settings(for_host(works[0].host.crawl)) if works else None)
    gate = asyncio.Semaphore(HOSTS_AT_ONCE)
    try:
        await asyncio.gather(*(_crawl_one(work, job, runner, gate) for work in works))
    except asyncio.CancelledError:
        with suppress(TimeoutError):
            await asyncio.wait_for(runner.stop(), GRACE_S)
        raise
    for work in works:
        if work.store is not None and work.spider is not None:
            work.store.add_requests(work.spider.tally.requests + work.rendered_requests)


# ---------------------------------------------------------------- the reactor


def _run(main: Coroutine[Any, Any, None], names: Names | None) -> None:
    """Run a coroutine in Scrapy's reactor; the reactor is left ready for another crawl."""
    loop = _reactor_loop()
    from twisted.internet import reactor as installed  # only now: importing it installs the default one

    reactor: Any = installed

    _quieten()
    reactor.installResolver(resolver(reactor, names))
    reactor.suggestThreadPoolSize(20)
    outcome: list[BaseException] = []
    task = loop.create_task(main)
    task.add_done_callback(partial(_finish, outcome=outcome, crash=reactor.crash))
    with _Interrupt(loop, task):
        reactor.run(installSignalHandlers=False)
    reactor.suggestThreadPoolSize(0)
    if outcome:
        raise outcome[0]


@lru_cache(maxsize=1)
def _quieten() -> None:
    """Nothing reaches the terminal unless the command line installs a handler (``--debug``)."""
    for name in ("scrapy", "twisted", "crawler"):
        logging.getLogger(name).addHandler(logging.NullHandler())
    for name in ("scrapy", "twisted"):
        logging.getLogger(name).setLevel(logging.ERROR)


@lru_cache(maxsize=1)
def _reactor_loop() -> asyncio.AbstractEventLoop:
    """The event loop that the process's one reactor runs on."""
    loop = asyncio.new_event_loop()
    asyncio.set_event_loop(loop)
    install_reactor(REACTOR)
    return loop


def _finish(task: asyncio.Task[None], outcome: list[BaseException], crash: Any) -> None:
    if task.cancelled():
        outcome.append(KeyboardInterrupt())
    elif (error := task.exception()) is not None:
        outcome.append(error)
    crash()  # unlike stop(), it lets the reactor run again


class _Interrupt:
    """Ctrl-C cancels the crawl; only the main thread can be told."""

    def __init__(self, loop: asyncio.AbstractEventLoop, task: asyncio.Task[None]) -> None:
        self._loop = loop
        self._task = task
        self._armed = threading.current_thread() is threading.main_thread() and sys.platform != "win32"

    def __enter__(self) -> None:
        if self._armed:
            self._loop.add_signal_handler(signal.SIGINT, self._task.cancel)

    def __exit__(self, *_: object) -> None:
        if self._armed:
            self._loop.remove_signal_handler(signal.SIGINT)


# ---------------------------------------------------------------- hosts


async def _crawl_all(works: Sequence[_Work], job: _Job) -> None:
    runner = AsyncCrawlerRunner(Settings(for_host(works[0].host.crawl)) if works else None)
    try:
        gate = asyncio.Semaphore(HOSTS_AT_ONCE)
        await asyncio.gather(*(_crawl_one(work, job, runner, gate) for work in works))
        await _check_links([work for work in works if work.spider and work.store], job, runner)
        _finish_runs(works, job)
    except asyncio.CancelledError:
        with suppress(TimeoutError):
            await asyncio.wait_for(runner.stop(), GRACE_S)
        raise


async def _crawl_one(work: _Work, job: _Job, runner: AsyncCrawlerRunner, gate: asyncio.Semaphore) -> None:
    """Crawl one host; whatever goes wrong is noted in its run."""
    netloc = work.host.netloc
    async with gate:
        try:
            await _crawl_host(work, job, runner)
        except asyncio.CancelledError:
            raise
        except Exception as error:  # one host must never stop the others
            logging.getLogger(__name__).exception("%s: %s", netloc, error)
            work.notes.append(f"采集程序出错（{type(error).__name__}: {error}）。")
        finally:
            job.bars.end(netloc)


async def _crawl_host(work: _Work, job: _Job, runner: AsyncCrawlerRunner) -> None:
    host = work.host
    work.store = open_store(job.data, host.netloc)
    if job.again:
        work.store.attach(job.run_id)
        continues: tuple[str, ...] = ()
    else:
        continues = work.store.start_run(job.run_id, job.started)
    job.bars.add(host.netloc, host.crawl.pages)
    task = HostTask(
        host,
        work.store,
        job.run_id,
        job.started,
        first=job.first.get(host.netloc, ()),
        second_look_pause_s=job.second_look_pause_s,
        continues=continues,
        again=job.again,
        on_page=partial(job.bars.move, host.netloc),
    )
    await _run_spider(work, task, runner)
    if job.again:
        await _render(work, task, job)
        await _audit(work, task, job, task.first)
        return
    if await _render(
        work, task, job
    ):  # what a browser showed leads on: the crawl takes it up as when resuming
        task = replace(task, first=(), continues=(*continues, job.run_id))
        await _run_spider(work, task, runner)
        await _render(work, task, job)
    if job.observe and not job.again:
        await _observe(work, task, job, runner)
    await _audit(work, task, job)


async def _audit(work: _Work, task: HostTask, job: _Job, pictures: Sequence[str] = ()) -> None:
    """Examine the host's templates in a browser and take pictures; a host that stopped us is left alone."""
    if not job.audit or work.spider is None or work.spider.tally.stop in ("blocked", "unreachable"):
        return
    asked = _render_task(work, task, job)
    if asked is not None:
        work.rendered_requests += await audit_host(asked, job.browsers, pictures, work.browser_stop)


async def _observe(work: _Work, task: HostTask, job: _Job, runner: AsyncCrawlerRunner) -> None:
    """Ask what is asked once per host. A host that stopped us is asked for nothing more; its name still resolves."""
    spider = work.spider
    if spider is None:
        return
    asked = ObserveTask(
        work.host, task.store, job.run_id, job.started.date(), job.dns,
        robots=None if spider.tally.stop in ("blocked", "unreachable") else spider.robots,
        runs=tuple(dict.fromkeys((*task.continues, job.run_id))),
        pause_s=job.second_look_pause_s, names=job.names,
    )  # fmt: skip
    crawler = Crawler(ObserveSpider, Settings(for_questions(work.host.crawl, _own_pause_s(spider))))
    await asyncio.shield(runner.crawl(crawler, task=asked))
    if isinstance(crawler.spider, ObserveSpider):
        work.asked_requests = crawler.spider.client.requests if crawler.spider.client else 0
        if crawler.spider.error is not None:
            work.notes.append(f"站点检测中断（{crawler.spider.error}）。")


async def _run_spider(work: _Work, task: HostTask, runner: AsyncCrawlerRunner) -> None:
    crawler = Crawler(HostSpider, Settings(for_host(work.host.crawl)))
    done = runner.crawl(crawler, task=task)
    await asyncio.shield(done)  # a cancelled crawl is stopped by the runner, which lets it end tidily
    spider = crawler.spider
    if not isinstance(spider, HostSpider):
        raise TypeError("the spider was not created")
    work.spider = spider
    task.store.flush()


async def _render(work: _Work, task: HostTask, job: _Job) -> int:
    """Show pages in a browser; returns how many showed a list. A host that stopped us is not asked for more."""
    spider, asked = work.spider, _render_task(work, task, job)
    if spider is None or asked is None or spider.tally.stop in ("blocked", "unreachable"):
        return 0
    done = await render_host(asked, job.browsers)
    work.rendered += done.shown
    work.missing += done.missing
    work.rendered_requests += done.requests
    work.why_missing = done.why_missing or work.why_missing
    work.browser_stop = done.stopped
    return 0 if spider.tally.stop or done.stopped else done.with_list


def _render_task(work: _Work, task: HostTask, job: _Job) -> RenderTask | None:
    """What a browser is told of a host; None where its robots.txt was not read."""
    spider = work.spider
    if spider is None or spider.robots is None:
        return None
    runs = tuple(dict.fromkeys((*task.continues, job.run_id)))
    limits = replace(job.render_limits, pages=job.render_limits.pages - work.rendered)
    return RenderTask(
        work.host, task.store, runs, spider.robots.text, _own_pause_s(spider), limits, job.names
    )


def _finish_runs(works: Iterable[_Work], job: _Job) -> None:
    """Write each host's run; a store that cannot be written any more is told in the run itself."""
    for work in works:
        work.run = _host_run(work, job)
        if work.store is None:
            continue
        try:
            work.store.finish_run(work.run)
        except (StorageError, sqlite3.Error) as error:
            note = f"{work.run.note}证据无法写入（{error}）。"
            work.run = replace(work.run, coverage="unreachable", note=note)


def _host_run(work: _Work, job: _Job) -> HostRun:
    finished_at = datetime.now(UTC).astimezone(job.started.tzinfo)
    if work.spider is None:
        return HostRun(job.run_id, work.started_at, finished_at, "unreachable", note="".join(work.notes))
    run = work.spider.host_run(finished_at)
    if work.missing:
        work.notes.append(f"{work.missing}个页面需用浏览器打开，未安装浏览器，其中由脚本生成的列表未能读取。")
    requests = run.requests + work.rendered_requests + work.asked_requests
    return replace(run, requests=requests, note=run.note + "".join(work.notes))


def _close(works: Iterable[_Work]) -> None:
    for work in works:
        if work.store is not None:
            try:
                work.store.close()
            except (StorageError, sqlite3.Error) as error:
                logging.getLogger(__name__).error("%s: %s", work.host.netloc, error)


# ---------------------------------------------------------------- links


async def _check_links(works: Sequence[_Work], job: _Job, runner: AsyncCrawlerRunner) -> None:
    checks, over = _gather_checks(works, job.link_limit)
    if checks:
        job.bars.add(LINKS_BAR, len(checks))
        spider = await _run_links(checks, works, job, runner)
        job.bars.end(LINKS_BAR)
        for netloc, count in spider.unlooked.items():
            over[netloc] = over.get(netloc, 0) + count
        if spider.error is not None:
            for work in works:
                work.notes.append(f"链接核查中断（{spider.error}）。")
    for work in works:
        if over.get(work.host.netloc):
            work.notes.append(f"另有{over[work.host.netloc]}个链接本次未核查。")


async def _run_links(
    checks: Sequence[Check], works: Sequence[_Work], job: _Job, runner: AsyncCrawlerRunner
) -> LinksSpider:
    spiders = [work.spider for work in works if work.spider]
    crawls = [spider.host.crawl for spider in spiders]
    slots = {spider.host.netloc: {"delay": _own_pause_s(spider), "concurrency": 1.0} for spider in spiders}
    fastest = max(crawl.requests_per_second for crawl in crawls)
    pause_s = min(EXTERNAL_PAUSE_S, 10 / fastest)  # only a loopback demo is set to more than 3 a second
    task = LinksTask(
        checks,
        tallied(spiders),
        job.second_look_pause_s,
        job.link_hours * 3600,
        partial(job.bars.move, LINKS_BAR),
    )
    crawler = Crawler(LinksSpider, Settings(for_links(crawls[0], pause_s, slots)))
    await asyncio.shield(runner.crawl(crawler, task=task))
    if not isinstance(crawler.spider, LinksSpider):
        raise TypeError("the link checker was not created")
    return crawler.spider


def _own_pause_s(spider: HostSpider) -> float:
    return max(1 / spider.host.crawl.requests_per_second, spider.delay_floor_s())


def _gather_checks(works: Sequence[_Work], limit: int) -> tuple[list[Check], dict[str, int]]:
    """Every target once, with all hosts that bear it; and per host how many went beyond the limits."""
    checks: dict[str, Check] = {}
    over: dict[str, int] = {}
    for work in works:
        if work.store is None:
            continue
        for taken, (url, external, looks) in enumerate(_targets(work)):
            known = checks.get(url)
            if known is not None:
                checks[url] = replace(
                    known, bearers=(*known.bearers, work.store), looks=max(known.looks, looks)
                )
            elif len(checks) < limit and taken < LINKS_PER_HOST:
                checks[url] = Check(url, external, (work.store,), looks)
            else:
                over[work.host.netloc] = over.get(work.host.netloc, 0) + 1
    _add_files(works, checks)
    return list(checks.values()), over


def _add_files(works: Sequence[_Work], checks: dict[str, Check]) -> None:
    """The files that are to be opened: a host that stopped us is not asked for them."""
    stores = {work.host.netloc: work.store for work in works if work.store and work.spider}
    stopped = {work.host.netloc for work in works if work.spider and work.spider.tally.stop}
    for url, bearer, keep in files_of(stores, stopped):
        known = checks.get(url) or Check(url, netloc_of(url) != bearer.netloc, (bearer,))
        checks[url] = replace(known, looks=2, keep=known.keep or keep)


def _targets(work: _Work) -> Iterator[tuple[str, bool, int]]:
    """(url, external, looks it may get) of one host's targets; failed pages first."""
    store, spider = work.store, work.spider
    if store is None or spider is None:
        return
    stopped = spider.tally.stop is not None  # a host that blocked us, or fell silent, is not asked for more
    if not stopped:
        for url, external in store.failed_targets():
            if netloc_of(url) == work.host.netloc:
                yield url, external, 1
    for url, external in store.unchecked_targets():
        if work.host.crawl.external_links if external else not stopped:
            yield url, external, 2
