"""One page fetched on a person's request: identifiable, bounded, and only where robots.txt allows it."""

from __future__ import annotations

import asyncio
import http.client
import urllib.error
import urllib.request
from dataclasses import dataclass

from protego import Protego

from crawler.browser.messages import Order
from crawler.browser.process import find_browser, show_once
from crawler.extract.links import normalise
from crawler.extract.rendered import Showing, wrap
from evidence.domains import netloc_of
from evidence.errors import UsageError
from evidence.records import CrawlSettings

MAX_BYTES = 8 * 1024 * 1024
TIMEOUT_S = 20.0


@dataclass(frozen=True, slots=True)
class Fetched:
    """A page as it was answered, at the address it was found at."""

    url: str
    body: bytes
    content_type: str | None


def fetch_page(address: str) -> Fetched:
    """Fetch one page. Raises UsageError with the reason when there is none to read."""
    url = normalise(address)
    if url is None:
        raise UsageError(f"{address!r}: not an http(s) address; write http://… or https://…")
    agent = CrawlSettings().user_agent
    if not _allowed(url, agent):
        raise UsageError(f"{url}: robots.txt does not allow it; save the page and inspect the file")
    found = _get(url, agent)
    if found.url != url and not _allowed(found.url, agent):
        raise UsageError(f"{found.url}: robots.txt does not allow it; save the page and inspect the file")
    return found


def show_page(address: str) -> Fetched:
    """Open one page in a browser; the body is what ``read_rendered`` reads. Raises UsageError with the reason."""
    executable, missing = find_browser()
    if not executable:
        raise UsageError(f"--render needs a headless browser: {missing}")
    page = fetch_page(address)
    agent = CrawlSettings().user_agent
    order = Order(executable, netloc_of(page.url), agent, _robots_text(page.url, agent), TIMEOUT_S, MAX_BYTES)
    shown = asyncio.run(show_once(order, page.url))
    if shown.html is None:
        raise UsageError(f"{page.url}: the browser could not show it ({shown.failure}: {shown.detail})")
    showing = Showing(shown.settled, shown.data_read, shown.data_failed, shown.script_errors)
    return Fetched(page.url, wrap(shown.html, showing), page.content_type)


def _robots_text(url: str, agent: str) -> str:
    try:
        return _get(_robots_url(url), agent).body.decode("utf-8", "replace")
    except UsageError:  # whether that forbids the page was settled before it was fetched
        return ""


def _robots_url(url: str) -> str:
    return f"{url.partition('://')[0]}://{netloc_of(url)}/robots.txt"


def _allowed(url: str, agent: str) -> bool:
    try:
        rules = _get(_robots_url(url), agent).body.decode("utf-8", "replace")
    except (
        UsageError
    ) as error:  # 4xx: no rules; 5xx: nothing is allowed (RFC 9309, 2.3.1.4); else the page itself tells
        status = getattr(error.__cause__, "code", 0)
        return not 500 <= status <= 599
    return bool(Protego.parse(rules).can_fetch(url, agent))


def _get(url: str, agent: str) -> Fetched:
    request = urllib.request.Request(url, headers={"User-Agent": agent, "Accept": "text/html,*/*;q=0.8"})
    try:
        with urllib.request.urlopen(request, timeout=TIMEOUT_S) as answer:
            body = answer.read(MAX_BYTES + 1)
            found = Fetched(answer.geturl(), body, answer.headers.get("Content-Type"))
            announced = answer.headers.get("Content-Length") or ""
            if announced.isdigit() and len(body) < min(int(announced), MAX_BYTES):
                raise UsageError(f"{url}: the answer broke off; try again")
    except (urllib.error.URLError, http.client.HTTPException, OSError, ValueError) as error:
        raise UsageError(f"{url}: cannot be fetched ({error}); check the address") from error
    if len(body) > MAX_BYTES:
        raise UsageError(f"{url}: larger than {MAX_BYTES} bytes; save the page and inspect the file")
    return found
