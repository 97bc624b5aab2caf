"""One page read once: every reader in order over one parse. The door of this room."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from functools import lru_cache

from crawler.extract import (
    article,
    bearing,
    boxes,
    challenge,
    choice,
    footer,
    headline,
    interpretation,
    listing,
    navigation,
    numbers,
    page_numbers,
    paging,
    policy,
    public,
    published,
    related,
    state,
    systems,
)
from crawler.extract.links import LINK_TEXT_CHARS, fold
from crawler.extract.listing import Group
from crawler.extract.masking import hidden, masked
from crawler.extract.person_numbers import CANDIDATE
from crawler.extract.tree import Doc, resolve
from crawler.platforms import replies
from crawler.platforms.maker import Maker
from evidence.records import (
    DataCall,
    Item,
    Link,
    ListState,
    NextPage,
    PageFacts,
    PageKind,
    Quote,
    Region,
)

MAX_LINKS = 3000
MAX_OTHER_ITEMS = 150
_REFRESH = re.compile(r"^\s*(\d+)\s*[;,]\s*(?:url\s*=\s*)?[\"']?([^\"'\s>]+)", re.IGNORECASE)
_JUMP = re.compile(
    r"location(?:\.href)?\s*=\s*[\"']([^\"']+)[\"']|location\.(?:replace|assign)\(\s*[\"']([^\"']+)[\"']"
)
_STUB_CHARS = 1500
_SAID_CHARS = 60  # a page that says more beside its links may be an article
_NAME_CHARS = 8  # longer titles are no column's name


@dataclass(frozen=True, slots=True)
class _Reading:
    """What the list readers made of a page."""

    items: tuple[Item, ...] | None
    list_state: ListState
    why: str
    next_page: NextPage | None  # None: the markup tells
    groups: tuple[Group, ...]
    data_calls: tuple[DataCall, ...] = ()
    is_fragment: bool = False
    heading: str = ""  # the words above the list
    tabled: bool = False  # the list is a table with a header


def read_page(
    body: bytes, url: str, content_type: str | None = None, *, platforms: bool = True, method: str = "GET"
) -> PageFacts:
    """Read a page: HTML, or the JSON, record set or fragment that a list's script asks for.

    ``url`` may be empty where it is unknown; addresses then stay as written. ``platforms`` False: nothing but the
    generic readers. ``method``: how the body was asked for, as what follows it will be. Never raises on bad input.
    """
    reply = replies.read(body, url, content_type, method) if platforms else None
    if reply is not None:
        return hidden(reply)
    maker = Maker.of(body, url, content_type, platforms)
    doc = maker.doc
    if _says_little(doc) and (mark := challenge.mark_of(body)):
        why = f"防护系统的拦截页面：{mark}"
        return PageFacts(url, PageKind.OTHER, "unknown", doc.encoding, list_why=why, blocked_by=mark)
    trail = navigation.crumbs(doc)
    nav = navigation.main_navigation(doc)
    reading = _with_calls(_read_list(doc, maker, trail, {url for _, url in nav}), maker)
    if replies.is_fragment(body):
        reading = _of_fragment(reading, doc)
    text = article.main_text(doc)
    title = headline.read_title(doc)
    read = published.read_dates(doc, title)
    kind = _kind(doc, trail, reading, read, text, title)
    if kind in (PageKind.HOME, PageKind.COLUMN):
        title = headline.page_title(doc, kind is PageKind.HOME) or title
    facts = _facts(doc, maker, reading, trail, nav, text, title, read, kind)
    facts = public.with_public_facts(doc, facts, text, reading.groups)
    facts = systems.with_system_facts(doc, facts, text)
    return page_numbers.with_numbers(doc, bearing.with_marks(doc, facts), text)


def _says_little(doc: Doc) -> bool:
    """Whether a page is small enough in text and links to be a firewall's."""
    if len(doc.links) > challenge.NOTICE_LINKS:
        return False
    return sum(len(block.text) for block in doc.blocks) <= challenge.NOTICE_CHARS


def _with_calls(reading: _Reading, maker: Maker) -> _Reading:
    """A list without rows whose script asks for them: with what it asks for, and never called empty."""
    calls = () if reading.items else maker.data_calls(reading.list_state)
    if not calls:
        return reading
    if reading.list_state not in (ListState.EMPTY, ListState.UNCLEAR):
        return replace(reading, data_calls=calls)
    why = "列表由脚本从数据接口读取，页面中没有数据"
    return replace(reading, items=None, list_state=ListState.SCRIPTED, why=why, data_calls=calls)


def _of_fragment(reading: _Reading, doc: Doc) -> _Reading:
    """A bare fragment is an answer to some script: without rows it is empty only if it says so."""
    said = any(replies.says_nothing(block.text) for block in doc.blocks)
    if reading.list_state is not ListState.EMPTY or said:
        return replace(reading, is_fragment=True)
    why = "数据接口没有返回任何记录，也未说明总数"
    return replace(reading, items=None, list_state=ListState.UNCLEAR, why=why, is_fragment=True)


def _own_names(doc: Doc, trail: tuple[tuple[str, str | None], ...]) -> frozenset[str]:
    """What a page may call itself as a column: meta tag, end of the breadcrumb, beginning of the title."""
    names = {doc.meta.get("columnname", ""), *(name for name, _ in trail[-1:])}
    names.update(part for part in re.split(r"\s*[-_|–—－﹣丨]\s*", doc.title_tag)[:2] if len(part) <= 16)
    return frozenset(names - {"", "首页", "网站首页"})


def _read_list(
    doc: Doc, maker: Maker, trail: tuple[tuple[str, str | None], ...], nav_urls: set[str]
) -> _Reading:
    names = _own_names(doc, trail)
    found = listing.groups(doc)
    named = boxes.set_aside(doc, found, set(names), nav_urls)
    rows, following = maker.rows(), maker.next_page()
    if rows:
        return _Reading(
            rows, ListState.ITEMS, f"数据区有{len(rows)}条信息", following or NextPage("inline"), tuple(found)
        )
    chosen = choice.main_groups(found, names, named) or _only_entry(doc, found)
    if rows is not None and not chosen:
        return _Reading((), ListState.EMPTY, "数据区没有任何记录", NextPage("none"), tuple(found))
    rows_shown = [row for group in chosen for row in group.rows]
    if len(rows_shown) == 1 and rows_shown[0].item.title in names:
        return _entrance(rows_shown[0].item, found)
    kind, why = state.read_state(doc, chosen, found, names.union(name for name, _ in trail))
    if kind is ListState.EMPTY and following is not None and following.how == "inline":
        kind, why = ListState.UNCLEAR, "数据区未能读取"
    items = choice.items_of(chosen) if chosen else (() if kind is ListState.EMPTY else None)
    heading = chosen[0].heading if chosen else ""
    tabled = any(group.tabled for group in chosen)
    return _Reading(items, kind, why, following, tuple(found), heading=heading, tabled=tabled)


def _only_entry(doc: Doc, found: list[Group]) -> list[Group]:
    """The list of a column with a single entry, which repeats nothing: where the page says that it is a column, and
    no script may bring more."""
    name = doc.meta.get("columnname", "")
    if not name or doc.meta.get("articletitle") or state.draws_list(doc) or state.may_load(doc):
        return []
    group = listing.only_entry(doc, name)
    if group is None:
        return []
    found.append(group)
    return [group]


def _entrance(item: Item, found: list[Group]) -> _Reading:
    """A "list" whose only row bears the column's own name leads on; it is no entry."""
    leads = bool(item.url and "://" in item.url)
    kind = ListState.ELSEWHERE if leads else ListState.UNCLEAR
    return _Reading(None, kind, f"页面只有一个入口“{item.title}”", NextPage("none"), tuple(found))


def _kind(
    doc: Doc, trail: tuple[tuple[str, str | None], ...], reading: _Reading, read: published.Dates, text: str, title: str | None
) -> PageKind:  # fmt: skip
    path = doc.url.partition("://")[2].partition("/")[2]
    if doc.url and re.fullmatch(r"(?:(?:index|default)\.\w+)?", path):
        return PageKind.HOME
    if not _is_own_column(doc, trail) and _is_article(doc, reading, read, text, title):
        return PageKind.ARTICLE
    if reading.list_state in (ListState.ITEMS, ListState.EMPTY, ListState.CONTAINER, ListState.SCRIPTED):
        return PageKind.COLUMN
    return (
        PageKind.COLUMN if doc.meta.get("columnname") and not doc.meta.get("articletitle") else PageKind.OTHER
    )


def _is_own_column(doc: Doc, trail: tuple[tuple[str, str | None], ...]) -> bool:
    """Whether a page is the column that its tags and the end of its breadcrumb name, and says little but links."""
    name, url = trail[-1] if trail else ("", None)
    if not url or not doc.url or fold(url) != fold(doc.url) or doc.meta.get("articletitle"):
        return False
    linked = [b for b in doc.blocks if b.region is Region.MAIN and b.text != name]
    said = sum(len(b.text) - b.link_chars for b in linked)
    return name == doc.meta.get("columnname") and said < _SAID_CHARS and any(b.link_chars for b in linked)


def _is_article(doc: Doc, reading: _Reading, read: published.Dates, text: str, title: str | None) -> bool:
    """An article: says so in its meta tags, its address or a labelled date; and is not mostly a list."""
    meta_title = doc.meta.get("articletitle", "")
    headed = read.under_title and not meta_title and not _heads_list(title, reading)
    if not meta_title and ((reading.tabled and not headed) or _counts_rows(doc)):
        return False
    in_list = sum(len(b.text) for b in doc.blocks if b.region is Region.MAIN and b.listed)
    plain = len(text) - in_list
    mostly_list = reading.items is not None and len(reading.items) >= 2 and in_list > plain
    if meta_title and not mostly_list:
        return True
    stated = read.published is not None and read.published.source in ("label", "header", "script")
    if headed:
        return True
    if (
        stated
        and (plain >= _SAID_CHARS or reading.items is None or navigation.is_article_url(doc.url))
        and not mostly_list
    ):
        return True
    return bool(title) and navigation.is_article_url(doc.url) and not mostly_list


def _heads_list(title: str | None, reading: _Reading) -> bool:
    """Whether the title is the heading of the list itself, or a column's name above it."""
    if title is None or title == reading.heading:
        return True
    return bool(reading.items) and len(title) <= _NAME_CHARS and navigation.kind_of(title) is not None


_ROW_COUNT = re.compile(r"共\s*\d+\s*条")


def _counts_rows(doc: Doc) -> bool:
    """Whether the page shows the pager of a list: 首页 上一页 … 尾页 共 1 条."""
    texts = (b.text for b in doc.blocks if b.region is Region.MAIN and len(b.text) < 120)
    return any("页" in text and _ROW_COUNT.search(text) for text in texts)


def _facts(
    doc: Doc, maker: Maker, reading: _Reading, trail: tuple[tuple[str, str | None], ...],
    nav: tuple[tuple[str, str], ...], text: str,
    title: str | None, read: published.Dates, kind: PageKind,
) -> PageFacts:  # fmt: skip
    """What every page tells; an article's own facts are added to it, a list's are left out of an article."""
    is_article = kind is PageKind.ARTICLE
    refresh = _refresh(doc, text)
    if refresh and kind is PageKind.OTHER and reading.list_state is ListState.UNCLEAR:
        reading = replace(reading, list_state=ListState.ELSEWHERE, why=f"页面转到{refresh}")
    facts = PageFacts(
        url=doc.url,
        kind=kind,
        platform=maker.name,
        encoding=doc.encoding,
        title=title,
        meta_published_on=read.meta.on if read.meta else None,
        source=doc.meta.get("contentsource") or None,
        column_name=navigation.column_name(doc, trail, is_article, reading.heading),
        column_type=doc.meta.get("columntype") or None,
        crumbs=trail,
        list_state=ListState.TEXT,
        list_why="文章页",
        columns=nav,
        subcolumns=navigation.subcolumns(doc, nav),
        meta=tuple(doc.meta_names),
        footer=footer.read_footer(doc),
        links=_links(doc, reading),
        refresh_to=refresh,
        text_chars=len(text),
        excerpt=article.excerpt(_article_text(doc, text) if is_article else text),
        is_reply=reading.is_fragment,
    )
    return _of_article(doc, maker, facts, text, read) if is_article else _of_list(doc, facts, reading)


def _article_text(doc: Doc, text: str) -> str:
    """The article's own text, else that of the main part."""
    return article.body_element_text(doc, spaced=CANDIDATE.search(text) is not None) or text


def _of_list(doc: Doc, facts: PageFacts, reading: _Reading) -> PageFacts:
    return replace(
        facts,
        items=reading.items,
        other_items=_other_items(reading),
        list_state=reading.list_state,
        list_why=reading.why,
        next_page=reading.next_page or paging.next_page(doc),
        data_calls=() if facts.kind is PageKind.HOME else reading.data_calls,
    )


def _of_article(doc: Doc, maker: Maker, facts: PageFacts, text: str, read: published.Dates) -> PageFacts:
    title, source = facts.title, article.read_source(doc, facts.title)
    ruled = _Ruling.of(doc, title, facts.column_name, facts.crumbs, source)
    linked = related.related_links(doc, title, ruled.is_interpretation, {url for _, url in facts.columns})
    return replace(
        facts,
        published=read.published,
        date_candidates=read.candidates(),
        made=read.made,
        source=source,
        issuer=article.read_issuer(doc),
        document_number=ruled.number,
        index_number=article.read_index_number(doc),
        validity=article.read_validity(doc),
        is_policy=ruled.is_policy,
        is_interpretation=ruled.is_interpretation,
        interpretation_due=ruled.due,
        due_why=ruled.why,
        named_titles=policy.titles_in(f"{title or ''}\n{text}")[:40],
        cited_numbers=numbers.numbers_in(text)[:40],
        forms=ruled.forms,
        elements=ruled.elements,
        policy_links=linked.policies,
        interpretation_links=linked.interpretations,
        attachments=maker.with_files(article.read_attachments(doc)),
    )


@dataclass(frozen=True, slots=True)
class _Ruling:
    """Whether an article is a policy document or an interpretation, and what follows from it."""

    number: str | None = None
    is_policy: bool = False
    is_interpretation: bool = False
    due: bool = False
    why: str = ""
    forms: tuple[str, ...] = ()
    elements: tuple[Quote, ...] = ()

    @classmethod
    def of(
        cls, doc: Doc, title: str | None, column: str | None, trail: tuple[tuple[str, str | None], ...], source: str | None
    ) -> _Ruling:  # fmt: skip
        names = (column, doc.meta.get("columntype"), *(name for name, _ in reversed(trail[-3:])))
        where = policy.column_of(tuple(dict.fromkeys(name for name in names if name)))
        interprets = interpretation.interprets(doc, title, where)
        number = numbers.own_number(doc, title, interprets=interprets)
        if interprets:
            forms = interpretation.forms_of(doc, title, where, source)
            return cls(
                number,
                is_interpretation=True,
                forms=forms,
                elements=interpretation.elements_of(doc, title),
            )
        is_policy = policy.is_policy(title, number, where, doc.url, provisions=_has_provisions(doc))
        due, why = policy.interpretation_due(title or "", number, where) if is_policy else (False, "")
        return cls(number, is_policy, False, due, why)


def _has_provisions(doc: Doc) -> bool:
    """Whether the text is made of numbered articles (第一条, 第二条)."""
    starts = [b.text[:3] for b in doc.blocks if b.region is Region.MAIN and b.text[:1] == "第"]
    return "第一条" in starts and "第二条" in starts


def _other_items(reading: _Reading) -> tuple[Item, ...]:
    """Entries of the blocks beside the main list: on a home page all of them tell what is new."""
    known = {(item.title, item.url) for item in reading.items or ()}
    beside = [
        g
        for g in reading.groups
        if g.region in (Region.MAIN, Region.SIDEBAR) and g.article_like * 2 >= len(g.rows)
    ]
    return tuple(i for i in choice.items_of(beside) if (i.title, i.url) not in known)[:MAX_OTHER_ITEMS]


def _links(doc: Doc, reading: _Reading) -> tuple[Link, ...]:
    """Every usable link once per address and region, in page order; rows of data outside the markup too."""
    found: dict[tuple[str, Region], Link] = {}
    for node in doc.links[:MAX_LINKS]:
        url = node.url
        if url and (url, node.region) not in found and ("://" in url or not doc.base):
            found[url, node.region] = _link(url, node.text or node.title, node.region)
    for item in reading.items or ():
        if item.url and "://" in item.url:
            found.setdefault((item.url, Region.MAIN), _link(item.url, item.title, Region.MAIN))
    return tuple(found.values())


@lru_cache(maxsize=8192)
def _link(url: str, text: str, region: Region) -> Link:
    """Pages of a site share most of their links: one object each."""
    return Link(url, masked(text[: LINK_TEXT_CHARS + 40])[:LINK_TEXT_CHARS], region)


def _refresh(doc: Doc, text: str) -> str | None:
    """Where a stub sends its reader: a quick meta refresh, or a script on a page that says nothing else."""
    for element in doc.root.iter("meta"):
        if (element.get("http-equiv") or "").lower() == "refresh":
            match = _REFRESH.match(element.get("content") or "")
            if match and int(match.group(1)) <= 10:
                return resolve(doc, match.group(2))
    if len(text) > 60 or doc.links:
        return None
    script = " ".join(t for _, src, t in doc.scripts if not src)
    jump = _JUMP.search(script) if len(script) < _STUB_CHARS else None
    return resolve(doc, jump.group(1) or jump.group(2)) if jump else None
