"""Which files of a host are fetched whole (附件): those its newest pages offer, a bounded number of them."""

from __future__ import annotations

from collections.abc import Container, Iterator, Mapping
from dataclasses import dataclass, replace

from crawler.attachments.kinds import OPENED, OPENED_TYPES
from crawler.browser.gate import site_of
from crawler.extract.links import extension, is_document
from evidence.domains import netloc_of
from evidence.offered_files import offered_files
from evidence.records import Fetch
from evidence.store import HostStore

FILES_PER_HOST = 300  # of one run
MAX_FILE_BYTES = 20 * 1024 * 1024
_DEPTH = 3  # clicks from the home page, where nobody has asked for the file yet


@dataclass(frozen=True, slots=True)
class Keep:
    """A file to fetch whole: whose evidence it becomes, and how to ask whether it has changed."""

    store: HostStore
    depth: int = _DEPTH
    etag: str | None = None
    last_modified: str | None = None
    sha256: str | None = None  # of what is on record

    @property
    def conditions(self) -> dict[str, str]:
        """Headers that let the host answer 304."""
        asked = {"If-None-Match": self.etag, "If-Modified-Since": self.last_modified}
        return {name: value for name, value in asked.items() if value and self.sha256}


def files_of(
    stores: Mapping[str, HostStore], stopped: Container[str]
) -> Iterator[tuple[str, HostStore, Keep]]:
    """(address, store of the host that offers it, how to keep it) for all hosts; ``stopped`` are not asked.

    A file on another crawled host becomes that host's evidence.
    """
    for netloc, store in stores.items():
        if netloc not in stopped:
            for url, keep in wanted_files(store):
                if netloc_of(url) not in stopped:
                    yield url, store, replace(keep, store=stores.get(netloc_of(url), store))


def wanted_files(store: HostStore, limit: int = FILES_PER_HOST) -> Iterator[tuple[str, Keep]]:
    """(address, how to keep it) of the files to fetch in this run, those of the newest pages first."""
    found = 0
    for url in offered_files(store):
        if found >= limit:
            return
        if not _is_near(url, store.netloc):
            continue
        known = store.newest_fetch(url)
        if _is_wanted(url, store.run_id, known):
            found += 1
            depth = known[1].depth if known else _DEPTH
            yield url, Keep(store, depth, *store.validators(url))


def _is_near(url: str, netloc: str) -> bool:
    """Whether a file lies on the host, or on one of the same registered domain."""
    other = netloc_of(url)
    return other == netloc or bool(site_of(netloc) and site_of(other) == site_of(netloc))


def _is_wanted(url: str, run_id: str, known: tuple[str, Fetch] | None) -> bool:
    if known is None:
        return extension(url) in OPENED
    run, fetch = known
    if run == run_id and fetch.sha256:
        return False  # the crawl has just confirmed or brought it
    if fetch.failure or (fetch.status or 0) >= 400 or fetch.location:
        return run != run_id and extension(url) in OPENED
    if extension(url) in OPENED:
        return True
    kind = (fetch.content_type or "").lower()
    return not is_document(url) and any(part in kind for part in OPENED_TYPES)
