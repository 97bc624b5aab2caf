"""Counts of one host's crawl, when it must stop, and what its coverage amounts to."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from crawler.frontier import Frontier
from crawler.spiders.endings import ACCUSING
from evidence.records import Fetch, HostRun

BLOCKED_ROW = 10  # blocked answers in a row, nothing read in between: the site does not want us
SILENT_ROW = 12  # requests in a row without any answer: the site is down, or drops our packets

FAILURE_NAMES = {
    "dns": "域名无法解析",
    "refused": "无法建立连接",
    "tls": "安全连接失败",
    "timeout": "响应超时",
    "reset": "连接中断",
    "garbage": "应答无法识别",
    "too_large": "内容过大",
    "blocked": "被网站防护系统拦截",
    "robots": "robots.txt不允许",
    "invalid_url": "地址无效",
}


@dataclass(slots=True)
class Tally:
    """What happened so far; ``stop`` names the coverage with which the crawl must end, ``why`` says so."""

    requests: int = 0
    not_modified: int = 0
    read: int = 0
    blocked: int = 0
    forbidden: int = 0
    stop: str | None = None
    why: str = ""
    _blocked_row: int = 0
    _silent_row: int = 0
    _last: str = ""

    def count(self, fetch: Fetch) -> None:
        """Count one request by its ending."""
        self.requests += 1
        self.not_modified += fetch.status == 304
        self._silent_row = self._silent_row + 1 if fetch.status is None and fetch.failure in ACCUSING else 0
        if fetch.failure == "blocked":
            self.blocked += 1
            self._blocked_row += 1
        elif fetch.failure is None and fetch.status in (200, 304):
            self.read += 1
            self._blocked_row = 0
        self._last = ending_name(fetch)
        self._stop_if_hopeless(fetch)

    def _stop_if_hopeless(self, fetch: Fetch) -> None:
        if self._blocked_row >= BLOCKED_ROW:
            self.halt("blocked", f"连续{self._blocked_row}次被网站防护系统拦截，已停止采集")
        elif self._silent_row >= SILENT_ROW:
            self.halt("unreachable", f"连续{self._silent_row}次没有应答（{self._last}），已停止采集")

    def halt(self, coverage: str, why: str) -> None:
        """Stop the crawl; the first reason counts."""
        if self.stop is None:
            self.stop, self.why = coverage, why

    def go_on(self) -> None:
        """After a replay: what stopped the interrupted run is found out anew."""
        self.stop, self.why = None, ""
        self._blocked_row = self._silent_row = 0

    def host_run(
        self, run_id: str, started_at: datetime, finished_at: datetime, frontier: Frontier
    ) -> HostRun:
        """The run as it ended."""
        coverage, why = self._coverage(frontier)
        left = (
            f"，尚有{frontier.left}个地址未采集"
            if self.read and frontier.left and coverage != "complete"
            else ""
        )
        note = (f"{why}{left}。" if why else "") + frontier.traps.note()
        return HostRun(
            run_id,
            started_at,
            finished_at,
            coverage,
            pages=frontier.spent,
            requests=self.requests,
            not_modified=self.not_modified,
            left=frontier.left,
            note=note,
        )

    def _coverage(self, frontier: Frontier) -> tuple[str, str]:
        if self.stop is not None:
            return self.stop, self.why
        if not self.read:
            return self._nothing_read()
        if frontier.left:
            return "budget", f"已达本次抓取上限{frontier.pages}页"
        return "complete", ""

    def _nothing_read(self) -> tuple[str, str]:
        if self.blocked:
            return "blocked", f"首页未能读取（{self._last}）"
        if self.forbidden:
            return "blocked", "robots.txt不允许采集"
        return "unreachable", f"首页无法访问（{self._last or '没有可采集的地址'}）"


def ending_name(fetch: Fetch) -> str:
    """How a request ended, in Chinese."""
    if fetch.failure == "blocked":
        return "被网站防护系统拦截"
    if fetch.failure:
        return FAILURE_NAMES[fetch.failure]
    return f"HTTP {fetch.status}"
