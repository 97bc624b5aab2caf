"""Scrapy's settings on one screen, with the reason for each that differs from its default."""

from __future__ import annotations

import logging
from typing import Any

from evidence.records import CrawlSettings

MAX_BODY_BYTES = 8 * 1024 * 1024  # the largest government page seen is below 3 MB
REACTOR = "twisted.internet.asyncioreactor.AsyncioSelectorReactor"
LINKS_IN_FLIGHT = 96  # link checks wait for slow strangers: many at a time, one per host

_NO_EXTENSIONS = {
    "scrapy.extensions.corestats.CoreStats": None,  # nobody reads Scrapy's own statistics: HostRun counts
    "scrapy.extensions.logcount.LogCount": None,
    "scrapy.extensions.logstats.LogStats": None,
    "scrapy.extensions.memusage.MemoryUsage": None,  # would mail and kill; the frontier bounds memory
    "scrapy.extensions.memdebug.MemoryDebugger": None,
    "scrapy.extensions.closespider.CloseSpider": None,
    "scrapy.extensions.feedexport.FeedExporter": None,
    "scrapy.extensions.spiderstate.SpiderState": None,
    "scrapy.extensions.throttle.AutoThrottle": None,  # speeds up as well; slow_down only ever slows down
}
_NO_SPIDER_MIDDLEWARES = {  # requests never come out of callbacks, so there is nothing to filter there
    "scrapy.spidermiddlewares.start.StartSpiderMiddleware": None,
    "scrapy.spidermiddlewares.httperror.HttpErrorMiddleware": None,  # every status is evidence
    "scrapy.spidermiddlewares.referer.RefererMiddleware": None,
    "scrapy.spidermiddlewares.urllength.UrlLengthMiddleware": None,  # traps.py bounds length
    "scrapy.spidermiddlewares.depth.DepthMiddleware": None,  # the frontier knows the clicks
    "scrapy.spidermiddlewares.metacopy.MetaCopyDetectionMiddleware": None,
}
_DOWNLOADER_MIDDLEWARES = {
    "scrapy.downloadermiddlewares.offsite.OffsiteMiddleware": None,  # the frontier takes one netloc only
    "scrapy.downloadermiddlewares.robotstxt.RobotsTxtMiddleware": None,
    "scrapy.downloadermiddlewares.httpauth.HttpAuthMiddleware": None,
    "scrapy.downloadermiddlewares.retry.RetryMiddleware": None,
    "scrapy.downloadermiddlewares.redirect.MetaRefreshMiddleware": None,
    "scrapy.downloadermiddlewares.redirect.RedirectMiddleware": None,
    "scrapy.downloadermiddlewares.cookies.CookiesMiddleware": None,  # asks publicsuffix.org; ours does not
    "scrapy.downloadermiddlewares.httpproxy.HttpProxyMiddleware": None,  # we tell what we saw, not a proxy
    "scrapy.downloadermiddlewares.stats.DownloaderStats": None,
    "scrapy.downloadermiddlewares.httpcache.HttpCacheMiddleware": None,  # revalidate asks the site itself
    "crawler.middlewares.revalidate.Revalidate": 450,
    "crawler.middlewares.challenge.Challenge": 560,
    "crawler.middlewares.cookies.HostCookies": 700,
    "crawler.middlewares.slow_down.SlowDown": 870,  # nearest to the wire: it also takes the time
}

_COMMON: dict[str, Any] = {
    "REMOTE_CONTROL_ENABLED": False,  # on by default in 2.19: a code-execution service on localhost
    "TELNETCONSOLE_ENABLED": False,  # likewise a door
    "TWISTED_REACTOR": REACTOR,
    "SCHEDULER": "crawler.spiders.scheduler.PullScheduler",  # Requests exist only when they are sent
    "CONCURRENT_ITEMS": 1,  # Scrapy starts so many tasks for every answer, though no callback yields any
    "ROBOTSTXT_OBEY": False,  # obeyed by the frontier, before a Request exists; robots.txt is evidence too
    "RETRY_ENABLED": False,  # a second look is taken later and recorded; an immediate retry proves nothing
    "REDIRECT_ENABLED": False,  # redirects are recorded, each hop a fetch
    "METAREFRESH_ENABLED": False,
    "HTTPPROXY_ENABLED": False,
    "DOWNLOAD_MAXSIZE": MAX_BODY_BYTES,  # default 1 GiB: one answer could fill the memory
    "DOWNLOAD_WARNSIZE": 0,
    "DOWNLOAD_FAIL_ON_DATALOSS": False,  # a truncated page is judged by what came (see endings.truncated)
    "DOWNLOAD_DELAY_JITTER": 0,  # the configured rate and Crawl-delay are kept to the letter
    "DNS_TIMEOUT": 10,  # default 60 s: names of dead hosts would hold the resolver's threads
    "DEFAULT_REQUEST_HEADERS": {
        "Accept": "text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8",
        "Accept-Language": "zh-CN,zh;q=0.9",  # some portals choose a language version by it
    },
    "DOWNLOAD_HANDLERS": {"data": None, "file": None, "ftp": None, "s3": None},  # links are http(s)
    "EXTENSIONS": _NO_EXTENSIONS,
    "SPIDER_MIDDLEWARES": _NO_SPIDER_MIDDLEWARES,
    "DOWNLOADER_MIDDLEWARES": _DOWNLOADER_MIDDLEWARES,
    "DOWNLOADER_STATS": False,
    "STATS_CLASS": "scrapy.statscollectors.DummyStatsCollector",
    "STATS_DUMP": False,
    "LOG_ENABLED": False,  # the fetch log is in the evidence file; the terminal shows progress
    "LOG_FORMATTER": "crawler.settings.Quiet",
    "WARN_ON_GENERATOR_RETURN_VALUE": False,
}


class Quiet:
    """A log formatter that says nothing of single requests: they are in the evidence file."""

    def crawled(self, *_: Any) -> None:
        """One answered request."""

    def spider_error(self, failure: Any, request: Any, _response: Any, _spider: Any) -> dict[str, Any]:
        """An exception in a callback."""
        args = {"url": request.url, "what": failure}
        return {"level": logging.ERROR, "msg": "%(url)s: %(what)s", "args": args}

    def download_error(self, failure: Any, request: Any, *_: Any) -> dict[str, Any]:
        """An exception that no errback took."""
        return self.spider_error(failure, request, None, None)


def for_host(crawl: CrawlSettings) -> dict[str, Any]:
    """The settings of one host's spider."""
    return _COMMON | {
        "USER_AGENT": crawl.user_agent,
        "DOWNLOAD_TIMEOUT": crawl.timeout_seconds,  # default 180 s
        "CONCURRENT_REQUESTS": crawl.concurrency,  # no more are taken from the frontier than can be sent
        "CONCURRENT_REQUESTS_PER_DOMAIN": crawl.concurrency,
        "DOWNLOAD_DELAY": 1 / crawl.requests_per_second,
        "COOKIES_ENABLED": True,  # list pages of several platforms answer only within a session
    }


def for_links(crawl: CrawlSettings, pause_s: float, slots: dict[str, dict[str, float]]) -> dict[str, Any]:
    """The settings of the link checker; ``slots`` holds the delay of each host that we crawl ourselves."""
    return _COMMON | {
        "USER_AGENT": crawl.user_agent,
        "DOWNLOAD_TIMEOUT": crawl.timeout_seconds,
        "CONCURRENT_REQUESTS": LINKS_IN_FLIGHT,
        "CONCURRENT_REQUESTS_PER_DOMAIN": 1,  # strangers are asked for one address at a time
        "DOWNLOAD_DELAY": pause_s,
        "DOWNLOAD_SLOTS": slots,
        "COOKIES_ENABLED": False,
    }


def for_questions(crawl: CrawlSettings, pause_s: float) -> dict[str, Any]:
    """The settings of what is asked once per host: one request at a time, in the pace of its crawl."""
    return for_host(crawl) | {
        "CONCURRENT_REQUESTS_PER_DOMAIN": 1,
        "DOWNLOAD_DELAY": pause_s,
    }
