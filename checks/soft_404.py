"""soft-404 (软404)."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from http import HTTPStatus

from checks.engine.model import Statement
from checks.engine.registry import check
from checks.engine.statements import cant_tell, failed, inapplicable, passed
from evidence.observed import MissingPathSeen
from evidence.units import HostEvidence, PageEvidence, UnitEvidence

_NOTICE = re.compile(r"404|error|not-?_?found|missing", re.IGNORECASE)  # how pages are named that say so


@dataclass(frozen=True, slots=True)
class Params:
    """What the rule asks."""

    host: bool  # judge the host's answer to a path that cannot exist
    pages: bool  # judge listed pages that say they do not exist


@check("soft-404", title="软404", needs=("hosts", "pages", "columns", "homes"), params=Params)
def soft_404(unit: UnitEvidence, params: Params) -> Iterator[Statement]:
    """Pages that do not exist and are answered as if they did (软404).

    Why: neither a reader nor a program can tell a page that is gone from one that is there.
    Counts: the host answers 200 to a path that cannot exist, with whatever page; an entry of a list leads to
        a page that answers 200 and says nothing but that what was asked for is not there.
    Does not count: an answer of 404 or 410, however it looks; a redirect to a page that answers so; an article
        that mentions such words. A unit that is a part of another's host answers only for its own pages.
    Cannot tell: the host was not asked, did not answer, or a firewall did; it leads to a page named as a notice.
    Fix: let the server answer 404 for what does not exist; take the entry off the list.
    """
    if params.host:
        for host in unit.hosts:
            yield _judge_host(host)
    if params.pages:
        yield from _judge_pages(unit)


def _judge_host(host: HostEvidence) -> Statement:
    if not host.whole_host:
        return inapplicable(host.home, "网站由其他单位主办，由其主办单位负责")
    if not host.home.read:
        return cant_tell(host.home, host.home.why_unread)
    answered = [(url, seen) for url, seen in host.missing_paths if seen.failure is None and seen.status]
    if not answered:
        return cant_tell(host.home, "未能取得网站对不存在地址的应答")
    soft = [(url, seen) for url, seen in answered if seen.status == HTTPStatus.OK]
    if len(soft) < len(answered):
        return _when_not_always(host, answered)
    url, seen = soft[-1]
    if seen.final_url and seen.final_url != url and _NOTICE.search(seen.final_url):
        return cant_tell(host.home, f"不存在的地址转到提示页{seen.final_url}，不能断定")
    return failed(
        host.home,
        f"访问网站上不存在的地址，网站返回200（正常），{_shown(seen)}，应返回404",
        excerpt=seen.says_missing,
        asked_url=url,
        status=seen.status,
        final_url=seen.final_url,
        times=len(soft),
    )


def _when_not_always(host: HostEvidence, answered: list[tuple[str, MissingPathSeen]]) -> Statement:
    statuses = {seen.status for _, seen in answered}
    if statuses <= {HTTPStatus.NOT_FOUND, HTTPStatus.GONE}:
        return passed(host.home)
    told = "、".join(str(status) for status in sorted(status for status in statuses if status))
    return cant_tell(host.home, f"对不存在的地址返回{told}，不能断定")


def _shown(seen: MissingPathSeen) -> str:
    if seen.is_home:
        return "显示的是首页"
    return f"页面提示“{seen.says_missing}”" if seen.says_missing else "显示的是一般页面"


def _judge_pages(unit: UnitEvidence) -> Iterator[Statement]:
    listed = {entry.url: column.name for column in unit.columns for entry in column.entries if entry.url}
    for home in unit.homes:
        if not home.seen.read:
            yield cant_tell(home, home.seen.why_unread)
    for page in unit.pages:
        if page.url in listed and not page.file_type:
            yield _judge_page(page, listed[page.url])


def _judge_page(page: PageEvidence, column: str) -> Statement:
    if not page.seen.read:
        return cant_tell(page, page.seen.why_unread)
    if not page.says_missing:
        return passed(page)
    return failed(
        page,
        f"栏目「{column}」所列页面返回200（正常），页面却提示“{page.says_missing}”",
        column=column,
        excerpt=page.says_missing,
        status=page.seen.status,
    )
