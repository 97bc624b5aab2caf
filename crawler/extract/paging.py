"""How a list goes on, by the generic signs: a link that says 下一页, or one whose script opens an address."""

from __future__ import annotations

import re

from crawler.extract.tree import Doc, LinkNode, resolve
from evidence.records import NextPage, Region

_NEXT = re.compile(r"^\W*(?:下一?页|后一?页|next(?:\s*page)?|下页)\W*$", re.IGNORECASE)
_SIGNS = re.compile(r"^(?:>{1,2}|»|›|＞)$")
_OPENS = re.compile(r"location(?:\.href)?\s*=\s*[\"']([^\"']+)[\"']|window\.open\(\s*[\"']([^\"']+)")
_SCRIPT_CHARS = 20_000
_DRAWS = re.compile(
    r"\b\w{0,20}[Pp]age\w{0,20}\s{0,3}\(\s{0,3}(?:[\"'][\w\-]{1,40}[\"']\s{0,3},\s{0,3})?(\d{1,5})\s{0,3},\s{0,3}(\d{1,5})\s{0,3},"
)
_REMARK = re.compile(r"//[^\n]*|/\*.*?(?:\*/|\Z)", re.DOTALL)
_PAGES = re.compile(r"age|agination")
_TOTAL = re.compile(r"\btotal(?:Count|Num|Data|Row|Rows|Records|Items)?\s*[:=]\s*[\"']?(\d{1,6})")
_SIZE = re.compile(
    r"\b(?:pageSize|page_size|pagesize|showData|perPage|limit)\s*[:=]\s*[\"']?(\d{1,4})", re.IGNORECASE
)
_LOAD = re.compile(r"^\W*(?:查看|加载|点击加载|显示|浏览)更多\W*$")
_NUMBER = re.compile(r"\[?[1-9]\d{0,2}\]?")
_CALLS = re.compile(r"\w\s?\(\D{0,60}\d")
_PAGE_OF = re.compile(r"(?:第\s*)?(\d{1,5})\s*(?:页)?\s*[/／]\s*(?:共\s*)?(\d{1,5})\s*页?")


def next_page(doc: Doc) -> NextPage:
    """The next page by what the markup shows; ``none`` where it is the last one or the only one."""
    for link in _next_links(doc):
        if link.url and _same_page(link.url, doc.url):
            continue
        if link.url and not link.href.lower().startswith("javascript"):
            return NextPage("query" if _differs_in_query(link.url, doc.url) else "static", link.url)
        opened = _OPENS.search(f"{link.element.get('onclick') or ''} {link.href}")
        if opened:
            return NextPage("script", resolve(doc, opened.group(1) or opened.group(2)))
        if not _is_disabled(link) and not _last_page(doc):
            return NextPage("script")
    scripted = _loads_more(doc) or _is_drawn(doc)
    return _by_number(doc) or NextPage("script" if scripted else "none")


def _is_drawn(doc: Doc) -> bool:
    """Whether a script draws a pager of more than this page: pages(12, 0, …), {total: 120, pageSize: 20}."""
    for _, src, text in doc.scripts:
        if src or not _PAGES.search(text) or len(text) > _SCRIPT_CHARS:
            continue
        call = _DRAWS.search(_REMARK.sub("", text) if "/*" in text or "//" in text else text)
        if call and int(call.group(1)) > int(call.group(2)) + 1:
            return True
        total, size = _TOTAL.search(text), _SIZE.search(text)
        if total and size and "agination" in text and int(total.group(1)) > int(size.group(1)) > 0:
            return True
    return False


def _loads_more(doc: Doc) -> bool:
    """Whether a button without an address loads more rows: 查看更多, 加载更多."""
    return any(x.url is None and x.region is Region.MAIN and _LOAD.match(x.text) for x in doc.links)


def _by_number(doc: Doc) -> NextPage | None:
    """The link to the page after the current one, where a pager shows numbers alone; the current one is no link."""
    numbered = {
        int(x.text.strip("[]")): x for x in doc.links if x.region is Region.MAIN and _NUMBER.fullmatch(x.text)
    }
    current = next((n for n in range(1, max(numbered, default=0) + 1) if n not in numbered), 0)
    link = numbered.get(current + 1) if current and 2 in (current + 1, *numbered) else None
    if link is None:
        return None
    if link.url:
        return NextPage("query" if _differs_in_query(link.url, doc.url) else "static", link.url)
    return NextPage("script") if _CALLS.search(f"{link.href} {link.element.get('onclick') or ''}") else None


def _next_links(doc: Doc) -> list[LinkNode]:
    named = [x for x in doc.links if _NEXT.match(x.text or x.title)]
    return named or [
        x for x in doc.links if _SIGNS.match(x.text) and "next" in (x.element.get("class") or "").lower()
    ]


def _same_page(url: str, own: str) -> bool:
    return bool(own) and url.partition("#")[0] == own


def _differs_in_query(url: str, own: str) -> bool:
    """The same path with another query, or where the own address is unknown, any query."""
    return "?" in url and (
        not own or url.partition("?")[0] == own.partition("?")[0] or "page" in url.partition("?")[2].lower()
    )


def _is_disabled(link: LinkNode) -> bool:
    """Last page: the word stands there without an address."""
    css = f"{link.element.get('class') or ''} {link.element.get('disabled') or ''}".lower()
    dead = link.href in ("", "#", "javascript:;", "javascript:void(0)", "javascript:void(0);", "javascript:")
    return "disabled" in css or (dead and not link.element.get("onclick"))


def _last_page(doc: Doc) -> bool:
    text = " ".join(b.text for b in doc.blocks[-80:])
    match = _PAGE_OF.search(text)
    return bool(match and match.group(1) == match.group(2))
