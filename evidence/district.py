"""Every host file of a district together: where any address can be looked up, whoever owns it."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path

from evidence.attribution import Attribution
from evidence.hostfile import HostFile, PageRow
from evidence.records import Fetch, HostRun, PageFacts, Unit
from evidence.store import file_for
from evidence.units import Seen

FAILURE_WORDS = {
    "dns": "域名无法解析",
    "refused": "服务器拒绝连接",
    "tls": "安全连接（HTTPS）无法建立",
    "timeout": "超时未响应",
    "too_large": "页面过大，未读取",
    "blocked": "被网站防护系统拦截",
    "reset": "连接中断",
    "garbage": "服务器返回内容无法识别",
    "robots": "网站robots协议不允许抓取",
    "invalid_url": "地址无效",
}


def ending_words(fetch: Fetch | None) -> str:
    """Why a page was not read, in Chinese; empty when it was."""
    if fetch is None:
        return "本次未采集"
    if fetch.failure:
        status = f"（返回{fetch.status}）" if fetch.status else ""
        return FAILURE_WORDS.get(fetch.failure, fetch.failure) + status
    if fetch.status is not None and fetch.status >= 400:
        return f"页面返回{fetch.status}"
    if fetch.location:
        return f"页面转到{fetch.location}，该地址未采集"
    return "" if fetch.sha256 else "未取得页面内容"


@dataclass(slots=True)
class DistrictFiles:
    """The open evidence files of a district."""

    units: tuple[Unit, ...]
    attribution: Attribution
    district: str
    key_of: Callable[[str], int]
    zone: str = "Asia/Shanghai"  # in which days are counted
    files: dict[str, HostFile] = field(default_factory=dict)
    runs: dict[str, HostRun] = field(default_factory=dict)

    @classmethod
    def open(
        cls, data: Path, units: tuple[Unit, ...], netlocs: tuple[str, ...], district: str,
        key_of: Callable[[str], int], run_id: str | None = None, zone: str = "Asia/Shanghai",
    ) -> DistrictFiles:  # fmt: skip
        """Open what exists; a host that was never crawled has no file. Raises StorageError."""
        found = cls(units, Attribution.of(units), district, key_of, zone)
        for netloc in netlocs:
            path = file_for(data, netloc)
            if path.exists():
                file = HostFile(path, netloc, key_of, run_id)
                found.files[netloc] = file
                run = file.last_run()
                if run:
                    found.runs[netloc] = run
        return found

    def close(self) -> None:
        """Close every file."""
        for file in self.files.values():
            file.close()

    def file_of(self, url: str) -> HostFile | None:
        """The file of the host that an address is on."""
        return self.files.get(url.partition("://")[2].partition("/")[0])

    def page(self, url: str) -> tuple[HostFile, PageRow] | None:
        """The newest version of a page, following recorded redirects; None when it was not read."""
        for _ in range(6):
            file = self.file_of(url)
            if file is None:
                return None
            row = file.page(url)
            if row is not None:
                return file, row
            fetch = file.fetch(url)
            if fetch is None or not fetch.location:
                return None
            url = fetch.location
        return None

    def home(self, url: str) -> tuple[HostFile, PageFacts] | None:
        """The page a home address shows, through a stub that only leads on to it; None when it was not read."""
        met = self.page(url)
        if met is None:
            return None
        file, facts = met[0], met[0].facts(met[1])
        if facts.refresh_to and not facts.items:
            shown = self.page(facts.refresh_to)
            if shown is not None:
                return shown[0], shown[0].facts(shown[1])
        return file, facts

    def destination(self, url: str) -> str:
        """Where an address leads by recorded redirects; the address itself where nothing is recorded."""
        for _ in range(6):
            file = self.file_of(url)
            fetch = file.fetch(url) if file else None
            if fetch is None or not fetch.location:
                return url
            if self.key_of(fetch.location) == self.key_of(url):
                return fetch.location
            url = fetch.location
        return url

    def seen(self, url: str, file: HostFile | None = None) -> Seen:
        """How an address was last seen, with its excerpt when it was read; ``file``: where that is on record."""
        file = file or self.file_of(url)
        fetch = file.fetch(url) if file else None
        if file is None or fetch is None:
            return Seen(url, why_unread=ending_words(None))
        row = file.page(url)
        why = "" if row else (ending_words(fetch) or "页面内容未能读取")
        sha256, excerpt = (row.sha256, row.excerpt) if row else (fetch.sha256, "")
        looks = file.looks_at(url)
        picture = file.picture(url, fetch.fetched_at)
        return Seen(url, fetch.fetched_at, fetch.status, fetch.failure, sha256, excerpt, why, picture, looks)

    def unit_of(self, file: HostFile, row: PageRow) -> str | None:
        """The unit a page belongs to; facts are read only where the address alone does not tell."""
        placed = self.attribution.by_place(row.url)
        if placed or not row.is_article or not self.attribution.names:
            return placed or self.attribution.owner(row.url)
        facts = file.facts(row)
        return self.attribution.unit_of(row.url, facts.source, facts.issuer)

    def all_pages(self) -> Iterator[tuple[HostFile, PageRow]]:
        """Every page that was read, host by host."""
        for file in self.files.values():
            for row in file.pages.values():
                yield file, row
