"""The browser process: one Chromium for some pages of one host. Ends with its input; leaves nothing behind.

A process of its own because browsers leak, hang and crash: whatever happens here, the crawl goes on.
"""

from __future__ import annotations

import os
import signal
import sys
from dataclasses import replace

from playwright.sync_api import Browser, BrowserContext, Playwright, sync_playwright
from playwright.sync_api import Error as BrowserError

from crawler.browser.gate import Gate, site_of
from crawler.browser.messages import Ask, Order, Shown
from crawler.browser.visit import Visit

SELF_END_S = 30
_ARGS = (
    "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking",
    "--disable-component-update", "--disable-sync", "--disable-extensions", "--disable-default-apps",
    "--no-default-browser-check", "--mute-audio", "--no-proxy-server", "--no-pings", "--disable-dev-shm-usage",
)  # fmt: skip
_QUIET_PAGE = "delete window.WebSocket; delete window.EventSource; window.open = () => null;"


def main() -> None:
    """Read the order, then addresses, one a line; answer each with one line."""
    order = Order.read(sys.stdin.readline())
    with sync_playwright() as playwright:
        try:
            browser = _launch(playwright, order)
            context = _context(browser, order)
        except BrowserError as error:
            said = " ".join(str(error).split())[:300]
            _say(Shown("", failure="launch", detail=said))
            return
        gate = Gate(order)
        version = browser.version
        for line in sys.stdin:
            signal.alarm(round(order.page_s) + SELF_END_S)  # even where nobody is left to end a hanging page
            shown = _visit(context, gate, order, Ask.read(line))
            signal.alarm(0)
            if not browser.is_connected():
                _say(replace(shown, browser=version, html=None, failure="crashed"))
                return
            _say(replace(shown, browser=version))
        browser.close()


def _visit(context: BrowserContext, gate: Gate, order: Order, ask: Ask) -> Shown:
    try:
        return Visit(context, gate, order, ask).run()
    except BrowserError as error:
        return Shown(ask.url, failure="failed", detail=" ".join(str(error).split())[:300])


def _launch(playwright: Playwright, order: Order) -> Browser:
    return playwright.chromium.launch(
        executable_path=order.executable,
        chromium_sandbox=os.geteuid() != 0,  # Chromium refuses to run as root with its sandbox
        args=[*_ARGS, f"--host-resolver-rules={resolver_rules(order)}"],
    )


def resolver_rules(order: Order) -> str:
    """Names of other hosts are not even looked up, whatever gets past the gate; the first rule that fits counts."""
    host = order.netloc.rpartition(":")[0] if order.netloc.rpartition(":")[2].isdigit() else order.netloc
    if order.addresses:
        known = [f"MAP {name} {address}" for name, address in order.addresses.items()]
        return ", ".join(
            (*known, "MAP * ~NOTFOUND", *([] if host in order.addresses else [f"EXCLUDE {host}"]))
        )
    allowed = [host, *(f"*.{site}" for site in [site_of(order.netloc)] if site)]
    return ", ".join(("MAP * ~NOTFOUND", *(f"EXCLUDE {name}" for name in allowed)))


def _context(browser: Browser, order: Order) -> BrowserContext:
    """One context for one host: nothing that a site leaves behind is seen by another."""
    context = browser.new_context(
        user_agent=order.user_agent,
        locale="zh-CN",
        accept_downloads=False,
        service_workers="block",
        ignore_https_errors=True,  # the fetch has recorded the state of the certificate
    )
    context.add_init_script(_QUIET_PAGE)
    return context


def _say(shown: Shown) -> None:
    sys.stdout.buffer.write(shown.line())
    sys.stdout.buffer.flush()


if __name__ == "__main__":
    main()
