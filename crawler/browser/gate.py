"""What a page in the browser may ask for. Runs in the browser's process; knows no browser."""

from __future__ import annotations

from functools import lru_cache

from tldextract import TLDExtract

from crawler.browser.messages import Order
from crawler.robots import Robots
from evidence.domains import netloc_of

_NEEDLESS = frozenset(
    "Image Media Font TextTrack Manifest Ping Prefetch SignedExchange CSPViolationReport EventSource WebSocket "
    "FedCM Other".split()
)
_SEEN = frozenset(("Image", "Font"))
DATA = frozenset(("XHR", "Fetch"))
_METHODS = frozenset(("GET", "POST", "HEAD", "OPTIONS"))


class Gate:
    """Says of each request why it is refused, or nothing."""

    def __init__(self, order: Order) -> None:
        self._netloc = order.netloc
        self._site = site_of(order.netloc)
        self._robots = Robots(order.robots, order.user_agent)

    def refusal(self, url: str, kind: str, method: str = "GET", *, pictures: bool = False) -> str:
        """Why a request is not made. ``kind``: the resource type in the DevTools protocol.

        ``pictures``: a screenshot is wanted, so the host's own pictures and fonts are needed.
        """
        if not url.startswith(("http://", "https://")):
            return "" if url.startswith(("data:", "blob:", "about:")) else "scheme"
        if kind in _NEEDLESS and not (pictures and kind in _SEEN):
            return "needless"
        if method not in _METHODS:
            return "method"
        netloc = netloc_of(url)
        if netloc != self._netloc and not (self._is_same_site(netloc) and kind in (*DATA, "Script")):
            return "other host"
        return "" if netloc != self._netloc or self._robots.allows(url) else "robots.txt"

    def _is_same_site(self, netloc: str) -> bool:
        """Data and the scripts that fetch it often live on a sister host (api., static.)."""
        return bool(self._site) and site_of(netloc) == self._site


@lru_cache(maxsize=512)
def site_of(netloc: str) -> str:
    """The registered domain of a host; empty for an IP address or a local name."""
    host = netloc.rpartition(":")[0] if netloc.rpartition(":")[2].isdigit() else netloc
    found = _suffixes()(host)
    return f"{found.domain}.{found.suffix}" if found.domain and found.suffix else ""


@lru_cache(maxsize=1)
def _suffixes() -> TLDExtract:
    return TLDExtract(suffix_list_urls=(), cache_dir=None)  # the list it comes with: nothing is downloaded
