"""One page in Chromium, through the DevTools protocol: every request passes the gate, a challenge never runs.

A firewall's page is known by its bytes before its script starts, and given up: the browser would solve it.
"""

from __future__ import annotations

import base64
from time import monotonic
from typing import Any

from playwright.sync_api import BrowserContext, CDPSession, Page
from playwright.sync_api import Error as BrowserError
from playwright.sync_api import TimeoutError as BrowserTimeout

from crawler.browser.axe import run_axe, take_picture
from crawler.browser.gate import DATA, Gate
from crawler.browser.messages import Ask, Order, Shown
from crawler.extract.challenge import blocked_by, mark_of
from crawler.extract.rendered import HIDDEN
from evidence.domains import netloc_of

QUIET_MS = 600  # lists are often asked for a moment after the page has loaded
MAX_FAILED = 5
MAX_REQUESTS = 120  # of one page; a portal's home page makes some sixty besides its pictures
_TOO_OFTEN = "too often"
MAX_SAME = 20  # to one path: more is a clock or a counter that asks again and again
_PATTERNS = [
    {"urlPattern": "*", "requestStage": "Request"},
    {"urlPattern": "*", "resourceType": "Document", "requestStage": "Response"},
]
_TAKE = f"""() => {{
  for (const e of document.querySelectorAll('body *'))
    if (e.textContent.length <= 60 && /暂无|没有|无相关|\\b0\\s*[条篇个页]|敬请|建设中/.test(e.textContent)
        && e.checkVisibility && !e.checkVisibility()) e.setAttribute('{HIDDEN}', '');
  return '<!DOCTYPE html>\\n' + document.documentElement.outerHTML;
}}"""


class Visit:
    """Opens one page and tells how that went; use once."""

    def __init__(self, context: BrowserContext, gate: Gate, order: Order, ask: Ask) -> None:
        self._gate = gate
        self._order = order
        self._ask = ask
        self._url = ask.url
        self._began_s = monotonic()
        self._page: Page = context.new_page()
        self._cdp: CDPSession = context.new_cdp_session(self._page)
        self._main_frame = ""
        self._arrived = False
        self._is_restless = False  # asks for the same again and again
        self._blocked = ""
        self._status: int | None = None
        self._kinds: dict[str, tuple[str, str]] = {}  # request id -> (kind, address)
        self._asked: dict[str, int] = {}
        self._requests = self._refused = self._data_read = self._script_errors = 0
        self._failed: list[str] = []

    def run(self) -> Shown:
        """Open the page, wait until it is at rest or its time is up, take its document."""
        try:
            self._listen()
            return self._open()
        except BrowserTimeout as error:
            return self._shown(failure="timeout", detail=_first_line(error))
        except BrowserError as error:
            failure = "blocked" if self._blocked else "failed"
            return self._shown(failure=failure, detail=self._blocked or _first_line(error))
        finally:
            if not self._page.is_closed():
                self._page.close()

    def _open(self) -> Shown:
        self._page.goto(self._url, wait_until="domcontentloaded", timeout=self._order.page_s * 1000)
        settled = self._settle()
        if self._blocked:
            return self._shown(failure="blocked", detail=self._blocked)
        if self._status != 200:
            return self._shown(failure="failed", detail=f"HTTP {self._status}")
        if netloc_of(self._page.url) != self._order.netloc:
            return self._shown(failure="failed", detail=f"led to {self._page.url}"[:200])
        document = str(self._page.evaluate(_TAKE))
        if len(document) > self._order.max_bytes:
            return self._shown(failure="failed", detail="too large")
        return self._shown(html=document, settled=settled, **self._besides())

    def _besides(self) -> dict[str, Any]:
        """What is wanted of a page that is at rest besides its document."""
        found: dict[str, Any] = {}
        if self._ask.picture:
            found = take_picture(self._page)
        if self._ask.axe:
            found["axe"] = run_axe(self._page)
        return found

    def _settle(self) -> bool:
        """Whether the page came to rest: twice no traffic, with a pause between."""
        try:
            self._page.wait_for_load_state("networkidle", timeout=self._left_ms())
            self._page.wait_for_timeout(min(QUIET_MS, self._left_ms()))
            self._page.wait_for_load_state("networkidle", timeout=self._left_ms())
        except BrowserTimeout:
            return False
        return not self._is_restless and not any(kind in DATA for kind, _ in self._kinds.values())

    def _left_ms(self) -> float:
        return max(1.0, (self._began_s + self._order.page_s - monotonic()) * 1000)

    def _shown(self, **how: Any) -> Shown:
        return Shown(
            self._url, status=self._status, elapsed_ms=round((monotonic() - self._began_s) * 1000),
            requests=self._requests, refused=self._refused, data_read=self._data_read,
            data_failed=tuple(self._failed[:MAX_FAILED]), script_errors=self._script_errors, **how,
        )  # fmt: skip

    # ------------------------------------------------------------ what the page does

    def _listen(self) -> None:
        self._page.on("pageerror", self._on_error)
        self._page.on("popup", lambda popup: popup.close())
        self._main_frame = self._cdp.send("Page.getFrameTree")["frameTree"]["frame"]["id"]
        for name, handler in (
            ("Fetch.requestPaused", self._on_paused),
            ("Network.responseReceived", self._on_response),
            ("Network.loadingFinished", self._on_finished),
            ("Network.loadingFailed", self._on_failed),
        ):
            self._cdp.on(name, handler)
        self._cdp.send("Network.enable")
        self._cdp.send("Fetch.enable", {"patterns": _PATTERNS})

    def _on_error(self, _error: object) -> None:
        self._script_errors += 1

    def _on_paused(self, event: dict[str, Any]) -> None:
        try:
            if "responseStatusCode" in event or "responseErrorReason" in event:
                self._on_document(event)
            else:
                self._on_request(event)
        except BrowserError:  # the page, or the request, is already gone
            self._refused += 1

    def _on_request(self, event: dict[str, Any]) -> None:
        request, kind = event["request"], event["resourceType"]
        why = self._gate.refusal(request["url"], kind, request["method"], pictures=self._ask.picture)
        if kind == "Document":
            why = why or self._why_no_document(event)
        why = why or self._why_enough(request["url"])
        if why:
            self._refused += 1
            self._is_restless |= why == _TOO_OFTEN
            if kind in DATA and why != _TOO_OFTEN:
                self._data_failed(request["url"], why)
            # an aborted navigation leaves the page as it is; a blocked one would put an error page in its place
            reason = "Aborted" if kind == "Document" else "BlockedByClient"
            self._answer("Fetch.failRequest", event, errorReason=reason)
            return
        self._requests += 1
        if kind in (*DATA, "Script"):
            self._kinds[event.get("networkId", "")] = (kind, request["url"])
        self._answer("Fetch.continueRequest", event)

    def _why_no_document(self, event: dict[str, Any]) -> str:
        """One page is opened and no other: a frame's content is not read, and a page that reloads itself or
        leads elsewhere once it has been shown is a challenge or a stub."""
        if event["frameId"] != self._main_frame:
            return "frame"
        return "second page" if self._arrived else ""

    def _why_enough(self, url: str) -> str:
        path = url.partition("?")[0]
        self._asked[path] = self._asked.get(path, 0) + 1
        return _TOO_OFTEN if self._asked[path] > MAX_SAME or self._requests >= MAX_REQUESTS else ""

    def _on_document(self, event: dict[str, Any]) -> None:
        """Look at the bytes of the page before its scripts run."""
        status = int(event.get("responseStatusCode") or 0)
        if not 300 <= status < 400:
            self._arrived, self._status = True, status
            self._blocked = self._mark(event, status)
        if self._blocked:
            self._answer("Fetch.failRequest", event, errorReason="BlockedByClient")
        else:
            self._answer("Fetch.continueRequest", event)

    def _mark(self, event: dict[str, Any], status: int) -> str:
        headers = {h["name"].lower(): h["value"] for h in event.get("responseHeaders", ())}
        body = b""
        if status:
            got = self._cdp.send("Fetch.getResponseBody", {"requestId": event["requestId"]})
            body = base64.b64decode(got["body"]) if got["base64Encoded"] else got["body"].encode()
        return blocked_by(status, headers, body) or (mark_of(body) if status == 200 else None) or ""

    def _answer(self, method: str, event: dict[str, Any], **values: str) -> None:
        self._cdp.send(method, {"requestId": event["requestId"], **values})

    def _on_response(self, event: dict[str, Any]) -> None:
        answer = event["response"]
        self._requests -= bool(answer.get("fromDiskCache"))
        known = self._kinds.get(event["requestId"])
        if known is None or answer["status"] < 400:
            return
        del self._kinds[event["requestId"]]
        self._lost(*known, f"HTTP {answer['status']}")

    def _on_finished(self, event: dict[str, Any]) -> None:
        kind, _ = self._kinds.pop(event["requestId"], ("", ""))
        self._data_read += kind in DATA

    def _on_failed(self, event: dict[str, Any]) -> None:
        known = self._kinds.pop(event["requestId"], None)
        if known is not None:
            self._lost(*known, event.get("errorText", ""))

    def _lost(self, kind: str, url: str, why: str) -> None:
        if kind in DATA:
            self._data_failed(url, why)
        else:
            self._script_errors += 1

    def _data_failed(self, url: str, why: str) -> None:
        place = "/" + url.partition("://")[2].partition("/")[2].partition("?")[0]
        self._failed.append(f"{place[:120]}: {why}")


def _first_line(error: Exception) -> str:
    return str(error).strip().partition("\n")[0][:300]
