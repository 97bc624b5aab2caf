"""``xunjian selfcheck URL``: one site without a configuration entry, crawled and judged like any other."""

from __future__ import annotations

from contextlib import closing
from dataclasses import replace
from pathlib import Path
from urllib.parse import urlsplit

from crawler.extract.links import normalise
from crawler.sites import hosts_of
from crawler.storage import open_store
from evidence.domains import netloc_of
from evidence.errors import UsageError
from evidence.records import Config, CrawlSettings, District, Site, Unit, UnitKind

NOT_JUDGED = (
    "本单位发布在区政府门户网站等其他网站上的栏目和文件：自查只看这一个网站。",
    "发布在其他网站上的政策解读：正式检查会在全区各网站之间配对文件与解读。",
    "按责任单位名称、简称归属的稿件：自查没有单位名称对照表，网站上的内容全部视为本单位的。",
    "栏目台账中登记的更新周期、归档栏目：自查只按国家和省市规定的周期判断。",
    "发现问题的历次记录（首次发现、是否整改）：自查不与以往检查结果比对。",
)


def selfcheck_config(address: str, kind: str | None, crawl: CrawlSettings) -> Config:
    """A configuration of one unit with one site. Raises UsageError for what is no http(s) address."""
    scheme = urlsplit(address.strip()).scheme.lower()
    url = normalise(address) if scheme in ("http", "https") else None
    if url is None:
        raise UsageError(f"{address!r}: not an http(s) address; write http://… or https://…")
    netloc = netloc_of(url)
    directory = url.rpartition("/")[0] + "/"
    whole = directory.rstrip("/") == url.partition("://")[0] + "://" + netloc
    site = Site(url, (directory,), whole, crawl=crawl)
    unit = Unit(_identifier(netloc), netloc, _kind(netloc, kind), sites=(site,))
    return Config("config/sites.toml", District("网站自查"), crawl, (unit,), hosts_of((unit,)))


def named_after_site(config: Config, data: Path) -> Config:
    """The same configuration with the unit called what its home page calls itself."""
    unit = config.units[0]
    with closing(open_store(data, config.hosts[0].netloc)) as store:
        facts = store.facts(unit.sites[0].url)
    meta = {name.lower(): content for name, content in facts.meta} if facts else {}
    name = meta.get("sitename") or (facts.title if facts else None) or unit.name
    return replace(config, units=(replace(unit, name=name.strip()[:40], aliases=(unit.name,)),))


def _kind(netloc: str, kind: str | None) -> UnitKind:
    """Department for .gov.cn, else institution, unless said otherwise."""
    if kind:
        return UnitKind(kind)
    host = netloc.partition(":")[0]
    return UnitKind.DEPARTMENT if host.endswith(".gov.cn") or host == "gov.cn" else UnitKind.INSTITUTION


def _identifier(netloc: str) -> str:
    return "".join(c if c.isascii() and c.isalnum() else "-" for c in netloc).strip("-") or "site"


def with_limits(pages: int | None, rate: float | None) -> CrawlSettings:
    """The defaults of ``[crawl]`` with what the command line overrides."""
    crawl = CrawlSettings()
    if pages is not None:
        crawl = replace(crawl, pages=pages)
    if rate is not None:
        crawl = replace(
            crawl, requests_per_second=rate, concurrency=max(crawl.concurrency, round(min(rate, 16)))
        )
    return crawl
