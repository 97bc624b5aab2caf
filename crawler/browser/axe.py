"""axe-core and the screenshot on a page that is open: runs in the browser's process.

axe-core comes with ``axe-playwright-python``, whose Python is not used: it is put into the page as it is and asked
for violations alone. What it cannot decide (incomplete) is nobody's fault, nor are the colours of a page whose style
sheets did not all come: a reader's browser may paint it otherwise.
"""

from __future__ import annotations

import base64
import json
from functools import lru_cache
from importlib.resources import files
from importlib.util import find_spec
from typing import Any

from playwright.sync_api import Error as BrowserError
from playwright.sync_api import Page

LIMIT_MS = 12_000  # axe-core on a page of some thousand elements takes one to three seconds
EXAMPLES = 5
MARKUP_CHARS = 240
WIDTH, HEIGHT = 1280, 1600  # of a screenshot: what a reader sees without scrolling far
_PACKAGE = "axe_playwright_python"
_PAINTED = ("color-contrast", "link-in-text-block", "target-size")  # what only the finished paint shows
_BARE = """[...document.querySelectorAll('link[rel~="stylesheet" i][href]')].some(one => {
    if (one.disabled || /alternate/i.test(one.rel)) return false;
    try { return !one.sheet || !one.sheet.cssRules.length; } catch { return true; }
  })"""
_RUN = f"""(limit) => Promise.race([
  axe.run(document, {{resultTypes: ['violations'], iframes: false, elementRef: false}}).then(found => ({{
    version: axe.version,
    violations: found.violations.filter(one => !({json.dumps(_PAINTED)}.includes(one.id) && {_BARE})).map(one => ({{
      id: one.id, impact: one.impact || 'minor', help: one.help, tags: one.tags, count: one.nodes.length,
      examples: one.nodes.slice(0, {EXAMPLES}).map(node => node.html.slice(0, {MARKUP_CHARS})),
    }})),
  }})),
  new Promise((_, fail) => setTimeout(() => fail(new Error('axe-core did not end in time')), limit)),
])"""


def why_missing() -> str:
    """What is missing for axe-core and how to get it, for the operator; empty if nothing is."""
    return "" if find_spec(_PACKAGE) else "axe-core is not installed; pip install 'xunjian[browser]'"


@lru_cache(maxsize=1)
def _source() -> str:
    return files(_PACKAGE).joinpath("axe.min.js").read_text(encoding="utf-8")


def run_axe(page: Page) -> dict[str, Any]:
    """``version`` and ``violations`` (id, impact, help, tags, count, examples), or ``error``."""
    if missing := why_missing():
        return {"error": missing}
    try:
        page.evaluate(_source())
        return dict(page.evaluate(_RUN, LIMIT_MS))
    except BrowserError as error:
        return {"error": str(error).strip().partition("\n")[0][:300]}


def take_picture(page: Page) -> dict[str, Any]:
    """``png`` (base64), ``width``, ``height`` of the top of the page; nothing where it cannot be taken."""
    try:
        page.set_viewport_size({"width": WIDTH, "height": HEIGHT})
        png = page.screenshot(type="png", animations="disabled", timeout=LIMIT_MS)
    except BrowserError:
        return {}
    return {"png": base64.b64encode(png).decode(), "width": WIDTH, "height": HEIGHT}
