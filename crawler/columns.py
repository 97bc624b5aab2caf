"""Columns (栏目) of a host, found without configuration, from what its pages say of each other.

Sources: main navigation of home pages, breadcrumbs, side navigation and headed blocks (更多), the site map
page, and list pages that name themselves. The kind comes from meta, name, then content; the configuration
speaks last, when judging.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace

from crawler.attachments.kinds import file_kind
from crawler.attachments.opener import Opener, file_facts
from crawler.extract.links import is_page_like, url_key
from crawler.extract.navigation import HOME, is_article_url, is_column_name, kind_of
from crawler.extract.page import read_page
from crawler.extract.rendered import read_rendered
from evidence.domains import netloc_of
from evidence.offered_files import link_texts
from evidence.records import ColumnKind, Host, ListState, PageFacts, PageKind, Region
from evidence.store import HostStore

_SEEN_ON = 3  # a navigation entry met on so many pages is the site's, not one page's


_SURE = frozenset(
    ("home", "crumb", "map", "self", "config", "sub", "refresh")
)  # all but "nav": once is enough


_MOST, _NEARLY_ALL = 2 / 3, 0.8
_MANY = 5
_KINDS_OF_CONTENT = {
    ColumnKind.INTERPRETATION: _MOST,
    ColumnKind.CONSULTATION: _MOST,
    ColumnKind.PERSONNEL: _NEARLY_ALL,
    ColumnKind.FINANCE: _NEARLY_ALL,
    ColumnKind.STATISTICS: _NEARLY_ALL,
    ColumnKind.NOTICES: _NEARLY_ALL,
}


@dataclass(slots=True)
class _Candidate:
    url: str
    names: dict[str, int] = field(default_factory=dict)
    sources: dict[str, int] = field(default_factory=dict)
    found_on: str = ""

    def add(self, name: str, source: str, page: str) -> None:
        self.names[name] = self.names.get(name, 0) + 1
        self.sources[source] = self.sources.get(source, 0) + 1
        self.found_on = self.found_on or page

    @property
    def accepted(self) -> bool:
        return bool(_SURE & self.sources.keys()) or sum(self.sources.values()) >= _SEEN_ON

    @property
    def name(self) -> str:
        return max(self.names, key=lambda n: (self.names[n], -len(n), n))


def derive(store: HostStore, host: Host) -> int:
    """Read again what this extractor version has not read, then rebuild the columns. Returns pages read."""
    count = _read_bodies(store)
    for url, sha256 in list(store.unread_renders()):
        body = store.body(sha256)
        if body is not None:
            store.add_facts(read_rendered(body, url), sha256, url_key(url))
            count += 1
    rebuild_columns(store, host)
    return count


def _read_bodies(store: HostStore) -> int:
    """Pages at once; files after them, each opened in a process of its own, named by what links to them."""
    count = 0
    files: list[tuple[str, str]] = []
    for url, sha256, content_type, method in list(store.unread_bodies()):
        body = store.body(sha256)
        if body is None:
            continue
        count += 1
        if file_kind(body, url):
            files.append((url, sha256))
        else:
            store.add_facts(read_page(body, url, content_type, method=method), sha256, url_key(url))
    names = link_texts(store, {url_key(url) for url, _ in files}) if files else {}
    with Opener() as opener:
        for url, sha256 in files:
            opened = opener.open(store.body(sha256) or b"", url)
            store.add_facts(file_facts(url, names.get(url_key(url), ""), opened), sha256, url_key(url))
    store.flush()
    return count


@dataclass(slots=True)
class _Survey:
    """What the pages of a host say of its columns."""

    found: dict[int, _Candidate] = field(default_factory=dict)
    pages: dict[int, PageFacts] = field(default_factory=dict)  # all but articles
    articles: set[int] = field(default_factory=set)
    later: set[int] = field(default_factory=set)  # pages that some list goes on with


def rebuild_columns(store: HostStore, host: Host) -> int:
    """Find the host's columns anew from the newest version of every page. Returns how many there are."""
    homes = {url_key(url) for url in host.start_urls}
    homes |= {
        url_key(f.refresh_to) for f in map(store.facts, host.start_urls) if f and f.refresh_to and not f.items
    }
    survey = _Survey()
    for key, facts in store.latest_facts():
        for name, url, source in _mentions(facts, key in homes):
            _add(survey.found, host.netloc, homes, name, url, source, facts.url)
        if facts.next_page.url:
            survey.later.add(url_key(facts.next_page.url))
        if facts.is_article:
            survey.articles.add(key)
        else:
            survey.pages[key] = facts
    for url in host.column_urls:
        own = _own_name(survey.pages.get(url_key(url)))
        survey.found.setdefault(url_key(url), _Candidate(url)).add(own, "config", url)
    accepted = _without_echoes(_accepted(survey))
    rows = [_row(key, c, _filled(survey, key)) for key, c in sorted(accepted.items(), key=_by_url)]
    store.put_columns(rows)
    return len(accepted)


def _filled(survey: _Survey, key: int) -> PageFacts | None:
    """A page of the survey, with the rows that its script asked for where it has none of its own."""
    facts = survey.pages.get(key)
    if facts is None or facts.items:
        return facts
    answers = (survey.pages.get(url_key(call.url)) for call in facts.data_calls)
    items = tuple(item for answer in answers if answer for item in answer.items or ())
    return replace(facts, items=items, list_state=ListState.ITEMS) if items else facts


def _accepted(survey: _Survey) -> dict[int, _Candidate]:
    """Candidates that are columns: no later page of a list, and no article that only other pages' trails name."""
    kept = {}
    for key, candidate in survey.found.items():
        weak = not {"home", "nav", "map", "config"} & candidate.sources.keys()
        if candidate.accepted and not (weak and (key in survey.later or key in survey.articles)):
            kept[key] = candidate
    return kept


def _without_echoes(accepted: dict[int, _Candidate]) -> dict[int, _Candidate]:
    """Later pages and sorted views of a list name themselves too: of one name in one place the first address counts."""
    known = {(c.name, _place(c.url)) for c in accepted.values() if set(c.sources) != {"self"}}
    kept: dict[int, _Candidate] = {}
    for key, candidate in sorted(accepted.items(), key=lambda pair: (len(pair[1].url), pair[1].url)):
        if set(candidate.sources) == {"self"}:
            places = {_place(candidate.url), _place(candidate.url.rpartition("/")[0])}
            if any((candidate.name, place) in known for place in places):
                continue
            known.add((candidate.name, _place(candidate.url)))
        kept[key] = candidate
    return kept


def _place(url: str) -> str:
    """Where a list lives: the directory of index.html, the path of list.asp?cid=3, tzgg of tzgg.htm."""
    path = url.partition("?")[0]
    stem = re.sub(r"(?:index|list|default)?(?:[_\-]?\d+)?\.\w+$", "", path, flags=re.IGNORECASE)
    return stem.rstrip("/")


def _by_url(pair: tuple[int, _Candidate]) -> str:
    return pair[1].url


def _own_name(facts: PageFacts | None) -> str:
    return (facts.column_name or facts.title or "栏目") if facts else "栏目"


def _mentions(facts: PageFacts, is_home: bool) -> Iterator[tuple[str, str, str]]:
    """(name, address, source) of every column a page speaks of."""
    for name, url in facts.columns:
        yield name, url, "home" if is_home else "nav"
    for name, link in facts.crumbs[1:] if facts.crumbs else ():
        if link:
            yield name, link, "crumb"
    if not facts.is_article:
        if facts.refresh_to and facts.list_state is not ListState.ITEMS:
            yield _own_name(facts), facts.refresh_to, "refresh"  # a stub that leads to its first sub-column
        for name, url in facts.subcolumns:
            yield name, url, "sub"
        yield from _from_itself(facts)


def _from_itself(facts: PageFacts) -> Iterator[tuple[str, str, str]]:
    """What a site map lists (only its links are handed over), and a page that calls itself a column.

    A breadcrumb of three steps, or a meta tag on a page with a list, is a page's own word for it.
    """
    for link in facts.links:
        if link.region is Region.MAIN:
            yield link.text, link.url, "map"
    tagged = dict(facts.meta).get("ColumnName") and facts.list_state is ListState.ITEMS
    if facts.column_name and (tagged or (len(facts.crumbs) >= 3 and _is_column(facts))):
        yield facts.column_name, facts.url, "self"


def _is_column(facts: PageFacts) -> bool:
    """A list of messages, or of forms beside a guide, is a column as well."""
    is_other_list = facts.kind in (PageKind.MESSAGES, PageKind.SERVICE) and facts.items is not None
    return facts.kind is PageKind.COLUMN or is_other_list


def _add(
    found: dict[int, _Candidate], netloc: str, homes: set[int], name: str, url: str, source: str, page: str
) -> None:
    if not is_column_name(name) or HOME.match(name) or netloc_of(url) != netloc or not is_page_like(url):
        return
    key = url_key(url)
    if key in homes or (is_article_url(url) and source not in ("home", "crumb")):
        return
    candidate = found.get(key)
    if candidate is None:
        candidate = found[key] = _Candidate(url)
    candidate.add(name, source, page)


def _row(key: int, candidate: _Candidate, facts: PageFacts | None) -> tuple[object, ...]:
    name = _named(candidate, facts)
    path = _path(name, facts)
    kind, kind_from = _kind(name, path, facts)
    items = facts.items or () if facts else ()
    newest = max((item.date.on for item in items if item.date), default=None)
    return (
        key, candidate.url, name, json.dumps(path, ensure_ascii=False), kind.value, kind_from,
        candidate.found_on, newest.isoformat() if newest else None, len(items),
        facts.list_state.value if facts else ListState.UNCLEAR.value,
    )  # fmt: skip


def _named(candidate: _Candidate, facts: PageFacts | None) -> str:
    """A page that names itself knows best; else what most links call it."""
    own = facts.column_name if facts and facts.kind is not PageKind.HOME else None
    says_so = own and facts and (dict(facts.meta).get("ColumnName") == own or facts.crumbs)
    led = set(candidate.sources) == {"refresh"}
    return own if own and (says_so or led) and is_column_name(own) else candidate.name


def _path(name: str, facts: PageFacts | None) -> list[str]:
    steps = [step for step, _ in facts.crumbs] if facts else []
    if not steps:
        return ["首页", name]
    return steps if steps[-1] == name or name in steps else [*steps, name]


def _kind(name: str, path: list[str], facts: PageFacts | None) -> tuple[ColumnKind, str]:
    declared = kind_of(facts.column_type) if facts and facts.column_type else None
    if declared:
        return declared, "meta"
    named = kind_of(name)
    if named:
        return named, "name"
    for step in reversed(path[1:-1]):
        inherited = kind_of(step)
        if inherited and inherited is not ColumnKind.DISCLOSURE:  # 政务公开 holds everything
            return inherited, "name"
    return _kind_by_content([item.title for item in (facts.items or () if facts else ())]), "content"


def _kind_by_content(titles: Iterable[str]) -> ColumnKind:
    """What most entries are; a kind that is held to a window only where nearly all of many are of it."""
    kinds = [kind_of(title) for title in titles]
    for kind, share in _KINDS_OF_CONTENT.items():
        many = len(kinds) >= (_MANY if share > _MOST else 1)
        if many and kinds.count(kind) >= len(kinds) * share:
            return kind
    return ColumnKind.OTHER
