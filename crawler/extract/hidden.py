"""Links to other domains that no reader sees, and scripts from other domains or in disguise.

Only what one page proves is told: whom a domain belongs to, and whether wording is foul, is for a check.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache
from typing import Any

from lxml import etree

from crawler.extract.tree import Doc, Element, resolve, text_of
from evidence.domains import host_of, is_state, netloc_of, same_owner
from evidence.marks import ForeignScript, HiddenLink

MAX_HIDDEN = 60
MAX_SCRIPTS = 40
_EXCERPT_CHARS = 160
_TEXT_CHARS = 100
_LONG_SCRIPT = 400
_STYLE_CHARS = 60_000

_STYLED: Any = etree.XPath(".//*[@style]")
_DISPLAY = re.compile(
    r"(?:^|;)\s*(?:display\s*:\s*none|visibility\s*:\s*hidden|opacity\s*:\s*0(?:\.0+)?(?=\s*(?:;|!|$)))", re.I
)
_OFFSET = re.compile(
    r"(?:left|right|top|bottom|margin(?:-left|-top)?|text-indent)\s*:\s*-\s*\d{3,}(?:\.\d+)?\s*(?:px|em|rem|pt)|translate[xy]?\(\s*-\d{4,}px",
    re.I,
)
_CENTRED = re.compile(r"(?:^|[;\s])(?:left|right|top|bottom)\s*:\s*\d{1,3}(?:\.\d+)?%", re.I)
_DRAWN_BACK = re.compile(r"margin-(?:left|right|top|bottom)\s*:\s*-\s*\d{1,3}(?:\.\d+)?\s*px", re.I)
_PLACED = re.compile(r"position\s*:\s*(?:absolute|fixed|relative)|text-indent|margin|translate", re.I)
_TINY = re.compile(
    r"(?:^|;)\s*(font-size|width|height|line-height)\s*:\s*[01](?:\.0+)?\s*(?:px|pt|em)?\s*(?=;|!|$)", re.I
)
_CLIPPED = re.compile(r"overflow(?:-[xy])?\s*:\s*hidden", re.I)
_COLOUR = re.compile(r"(?:^|;)\s*color\s*:\s*([#\w(),.\s]+?)\s*(?=;|!|$)", re.I)
_BACK = re.compile(r"(?:^|;)\s*background(?:-color)?\s*:\s*(#[0-9a-f]{3,6}|[a-z]+)\s*(?=;|!|$)", re.I)
_SIMPLE = re.compile(r"^\s*([#.])([\w\-]+)\s*$")
_MOVABLE = ("display", "offset", "overflow")  # what menus, tabs and sliders do as well
_EVENTS = (
    "onclick",
    "onmouseover",
    "onmouseenter",
    "data-toggle",
    "data-target",
    "v-show",
    "v-if",
    "ng-show",
    "x-show",
)


def hidden_links(doc: Doc) -> tuple[HiddenLink, ...]:
    """Links within what the markup or the page's own styles hide, each address once, in page order.

    Only links with words, to other registered domains that are not the state's. Empty where the page's own
    address is unknown: nothing is foreign then.
    """
    own = host_of(doc.base)
    if not own:
        return ()
    found: dict[str, HiddenLink] = {}
    for element, how, by_rule in _hiding(doc):
        toggled = not by_rule and how in _MOVABLE and _may_show(element)
        for anchor in element.iter("a"):
            url = resolve(doc, anchor.get("href"))
            words = text_of(anchor)[:_TEXT_CHARS]
            if not words or not url or not _is_foreign(url, own):
                continue  # without words it is a picture, or nothing that a search engine would count
            if url not in found or (found[url].toggled and not toggled):
                found[url] = HiddenLink(url, words, how, toggled)
        if len(found) >= MAX_HIDDEN:
            break
    return tuple(found.values())[:MAX_HIDDEN]


def _is_foreign(url: str, own: str) -> bool:
    return _is_foreign_host(netloc_of(url), own)


@lru_cache(maxsize=4096)
def _is_foreign_host(host: str, own: str) -> bool:
    return bool(host) and not is_state(host) and not same_owner(host, own)


def _hiding(doc: Doc) -> Iterator[tuple[Element, str, bool]]:
    """Elements that hide what they hold, how, and whether a rule of the page's style hides them."""
    for element in _STYLED(doc.body):
        style = element.get("style")
        how = _how(style) or _camouflage(style, element)
        if how:
            yield element, how, False
    rules = _hiding_rules(doc.styles)
    if rules:
        for element in doc.body.iter("div", "span", "p", "ul", "a", "table", "marquee", "section"):
            names = [f"#{element.get('id')}", *(f".{name}" for name in (element.get("class") or "").split())]
            how = next((rules[name] for name in names if name in rules), "")
            if how:
                yield element, how, True


def _hiding_rules(styles: list[str]) -> dict[str, str]:
    """By plain selector (#id or .class), how the page's own style elements hide it; ``display`` is what menus do."""
    rules: dict[str, str] = {}
    for style in styles:
        if len(style) <= _STYLE_CHARS:
            rules.update(_rules_of(style))
    return rules


@lru_cache(maxsize=512)
def _rules_of(style: str) -> tuple[tuple[str, str], ...]:
    """Pages of a site share their styles: each is read once."""
    found: list[tuple[str, str]] = []
    for rule in style.split("}"):
        selectors, brace, body = rule.rpartition("{")
        how = _how(body) if brace else ""
        if how and how != "display":
            found += [(s.strip(), how) for s in selectors.split(",") if _SIMPLE.match(s)]
    return tuple(found)


@lru_cache(maxsize=4096)
def _how(style: str) -> str:
    if _DISPLAY.search(style):
        return "display"
    moved = _DRAWN_BACK.sub("", style) if _CENTRED.search(style) else style
    if _OFFSET.search(moved) and _PLACED.search(style):
        return "offset"  # a box at 50% is drawn back by half its width: that is how it is centred
    tiny = {found.lower() for found in _TINY.findall(style)}
    if "font-size" in tiny or {"width", "height"} <= tiny:
        return "size"
    if tiny & {"width", "height"} and _CLIPPED.search(style):
        return "overflow"
    return ""


def _camouflage(style: str, element: Element) -> str:
    """Text in the very colour of the background that the same style, or the parent's, names."""
    if "color" not in style:
        return ""
    colour, parent = _COLOUR.search(style), element.getparent()
    for where in (style, parent.get("style") or "" if parent is not None else "") if colour else ():
        back = _BACK.search(where)
        if back and colour:
            return "colour" if _plain(back.group(1)) == _plain(colour.group(1)) else ""
    return ""


def _plain(colour: str) -> str:
    named = {"white": "#ffffff", "black": "#000000"}
    colour = "".join(colour.lower().split())
    colour = named.get(colour, colour)
    return "#" + "".join(c * 2 for c in colour[1:]) if len(colour) == 4 and colour[0] == "#" else colour


def _may_show(element: Element) -> bool:
    """Whether something on the page may show what is hidden: a name to find it by, or an event beside it."""
    if element.get("id") or element.get("class") or any(element.get(name) for name in _EVENTS):
        return True
    if element.tag in ("li", "ul", "dd", "dl"):
        return True
    parent = element.getparent()
    if parent is None or parent.tag == "body":
        return False
    return parent.tag in ("li", "ul", "dl", "dd") or any(parent.get(name) for name in _EVENTS)


# ---------------------------------------------------------------- scripts

_DISGUISED = re.compile(
    r"eval\s*\(\s*(?:function\s*\(\s*p\s*,\s*a\s*,\s*c\s*,\s*k|unescape|String\.fromCharCode|atob)"
    r"|document\.write(?:ln)?\s*\(\s*(?:unescape|String\.fromCharCode|atob|decodeURIComponent)\s*\(\s*[\"'\d]"
    r"|window\[[\"'](?:\\x[0-9a-f]{2}){4,}|String\.fromCharCode\s*\((?:\s*\d{2,3}\s*,){20,}|(?:\\x[0-9a-f]{2}){40,}",
    re.IGNORECASE,
)


def _disguise(text: str) -> re.Match[str] | None:
    if not any(sign in text for sign in ("eval", "fromCharCode", "unescape", "atob", "\\x", "decodeURI")):
        return None
    return _DISGUISED.search(text)


def foreign_scripts(doc: Doc, refresh_to: str | None) -> tuple[ForeignScript, ...]:
    """Scripts from other domains, once each; scripts in disguise; and where the page sends its reader off to."""
    own = host_of(doc.base)
    if not own:
        return ()
    found: dict[tuple[str, str], ForeignScript] = {}
    for _, src, text in doc.scripts:
        if src:
            url = resolve(doc, src)
            if url and _is_foreign(url, own):
                found.setdefault((url, "external"), ForeignScript(url, "external"))
        elif len(text) >= _LONG_SCRIPT and (mark := _disguise(text)):
            words = " ".join(text[max(0, mark.start() - 20) :].split())[:_EXCERPT_CHARS]
            found.setdefault((words, "obfuscated"), ForeignScript("", "obfuscated", words))
    if refresh_to and _is_foreign(refresh_to, own):
        found[refresh_to, "refresh"] = ForeignScript(refresh_to, "refresh")
    return tuple(found.values())[:MAX_SCRIPTS]
