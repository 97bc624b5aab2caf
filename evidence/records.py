"""The types of the record: who is audited, what was fetched, what a page says.

Everything is frozen. Three groups, in the order of their making: configuration (parsed by
``crawler.sites``), raw evidence (written once, never changed), derived facts (rebuilt at any time
from the raw bodies by ``crawler.extract``).
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, datetime
from enum import StrEnum
from typing import Any

from evidence.marks import ForeignScript, HiddenLink, PersonalNumber, SearchForm
from evidence.tables import Table

# ---------------------------------------------------------------- configuration: who is audited


class UnitKind(StrEnum):
    """What a judged body (责任单位) is; rules name the kinds they apply to."""

    GOVERNMENT = "government"
    OFFICE = "office"
    DEPARTMENT = "department"
    STREET = "street"
    INSTITUTION = "institution"


SECTORS = ("education", "health", "water", "power", "gas", "heating", "environment", "transport")
"""Sectors of public institutions (contracts §2)."""


class ColumnKind(StrEnum):
    """What a column (栏目) publishes; freshness windows go by it."""

    NEWS = "news"
    NOTICES = "notices"
    POLICY = "policy"
    INTERPRETATION = "interpretation"
    PERSONNEL = "personnel"
    PLANS = "plans"
    FINANCE = "finance"
    STATISTICS = "statistics"
    SERVICES = "services"
    MESSAGES = "messages"
    CONSULTATION = "consultation"
    INTERVIEW = "interview"
    DISCLOSURE = "disclosure"
    OVERVIEW = "overview"
    TOPIC = "topic"
    ARCHIVE = "archive"
    OTHER = "other"


@dataclass(frozen=True, slots=True)
class CrawlSettings:
    """How politely and how far one host is crawled; the ``[crawl]`` table with a site's overrides applied."""

    user_agent: str = "xunjian/1.0 (+https://example.gov.cn/about-xunjian)"
    pages: int = 5000  # page fetches per host and run
    requests_per_second: float = 2.0
    concurrency: int = 4
    timeout_seconds: float = 15.0
    external_links: bool = True
    recheck_minutes: float = 30.0
    lookback_days: int = 730
    render: str = "auto"  # auto | never | always
    search_titles: int = 20  # titles of the home page that a working site search is asked for


@dataclass(frozen=True, slots=True)
class Site:
    """One site of a unit: where its audit starts and which URL prefixes are the unit's."""

    url: str
    scope: tuple[str, ...]  # normalised prefixes; the whole host is "http://host/"
    whole_host: bool  # True: the unit owns the host, so checks of a site as such judge it
    site_id: str | None = None
    portal: bool = False
    crawl: CrawlSettings = field(default_factory=CrawlSettings)


@dataclass(frozen=True, slots=True)
class ColumnCorrection:
    """What the configuration says of one column; None leaves what discovery finds."""

    url: str
    name: str | None = None
    kind: ColumnKind | None = None
    max_age_days: int | None = None  # 0 switches the freshness rule off
    archived: bool | None = None


@dataclass(frozen=True, slots=True)
class Unit:
    """One judged body (责任单位)."""

    id: str
    name: str
    kind: UnitKind
    aliases: tuple[str, ...] = ()
    supervisor: str | None = None
    sector: str | None = None
    services: bool = True
    sites: tuple[Site, ...] = ()
    columns: tuple[ColumnCorrection, ...] = ()


@dataclass(frozen=True, slots=True)
class Host:
    """One origin to crawl, with the units' start pages on it and one budget for all of them."""

    netloc: str
    start_urls: tuple[str, ...]
    column_urls: tuple[str, ...]  # configured columns: fetched with the home pages
    crawl: CrawlSettings


@dataclass(frozen=True, slots=True)
class District:
    """Whose audit this is (the ``[district]`` table)."""

    name: str
    timezone: str = "Asia/Shanghai"
    standards: tuple[str, ...] = ("national",)


@dataclass(frozen=True, slots=True)
class Config:
    """A whole, validated ``sites.toml``; hosts are derived from the units' sites."""

    path: str
    district: District
    crawl: CrawlSettings
    units: tuple[Unit, ...]
    hosts: tuple[Host, ...]


# ---------------------------------------------------------------- raw evidence: what was fetched

FAILURES = (
    "dns",
    "refused",
    "tls",
    "timeout",
    "too_large",
    "blocked",
    "reset",
    "garbage",
    "robots",
    "invalid_url",
)
"""Every way a fetch can end without a usable answer. ``blocked``: a firewall answered, not the site."""


@dataclass(frozen=True, slots=True)
class Fetch:
    """One request and how it ended: a status, or one named failure (both when a firewall answered)."""

    url: str
    fetched_at: datetime
    method: str = "GET"
    status: int | None = None
    failure: str | None = None  # one of FAILURES
    location: str | None = None  # absolute target of a redirect
    content_type: str | None = None
    etag: str | None = None
    last_modified: str | None = None
    sha256: str | None = None  # of the body kept; a 304 repeats the hash it confirms
    body_bytes: int = 0
    elapsed_ms: int = 0
    detail: str | None = None  # what the failure said, or which mark gave a firewall away
    depth: int = 0  # clicks from the nearest home page


@dataclass(frozen=True, slots=True)
class Observation:
    """Something seen that is no page: kind ``link_check`` has ``subject`` = the normalised target."""

    kind: str  # link_check | dns | tls | search | missing_path | axe | render | screenshot
    subject: str
    at: datetime
    data: dict[str, Any]  # JSON, keys by kind; link_check: status, failure, method, elapsed_ms


@dataclass(frozen=True, slots=True)
class HostRun:
    """One crawl of one host: ``finished_at`` None means it was interrupted and can be continued."""

    run_id: str
    started_at: datetime
    finished_at: datetime | None = None
    coverage: str = "complete"  # complete | budget | blocked | unreachable
    pages: int = 0
    requests: int = 0
    not_modified: int = 0
    left: int = 0  # addresses known and not fetched
    note: str = ""


# ---------------------------------------------------------------- derived facts: what a page says


class PageKind(StrEnum):
    """What a page is to its reader (contracts §6)."""

    HOME = "home"
    COLUMN = "column"
    ARTICLE = "article"
    MESSAGES = "messages"
    SERVICE = "service"
    OTHER = "other"


class Region(StrEnum):
    """Where on a page a link stands."""

    NAV = "nav"
    CRUMB = "crumb"
    MAIN = "main"
    SIDEBAR = "sidebar"
    FOOTER = "footer"


class ListState(StrEnum):
    """What a page shows where a column's entries belong."""

    ITEMS = "items"
    EMPTY = "empty"  # a list without rows, or words that say there is nothing (暂无, 建设中)
    TEXT = "text"  # no list: a page of text or pictures (概况)
    CONTAINER = "container"  # leads to sub-columns
    ELSEWHERE = "elsewhere"  # leads straight to another page, file or system
    SCRIPTED = "scripted"  # a script draws the list; its rows are not in the page
    UNCLEAR = "unclear"  # none of these could be told


@dataclass(frozen=True, slots=True)
class Span:
    """A date with its proof: the day, the text it was read from and where that text stood."""

    on: date
    text: str
    source: str  # row | label | header | meta | url | json | script | numerals


@dataclass(frozen=True, slots=True)
class Item:
    """One entry (条目) of a list, in page order; url is None where the row is no usable link."""

    title: str
    url: str | None
    date: Span | None = None
    pinned: bool = False


@dataclass(frozen=True, slots=True)
class Link:
    """One link; url is normalised and absolute, text is what the reader sees (at most 200 characters)."""

    url: str
    text: str
    region: Region


@dataclass(frozen=True, slots=True)
class NextPage:
    """How a list goes on: ``url`` is None where ``how`` is none or inline, or could not be computed.

    ``method`` POST: the query of ``url`` is sent as a form.
    """

    how: str  # static | query | script | api | inline | none
    url: str | None = None
    method: str = "GET"


@dataclass(frozen=True, slots=True)
class DataCall:
    """What a page's script would ask for its rows; ``method`` POST: the query of ``url`` is sent as a form."""

    url: str
    method: str = "GET"


@dataclass(frozen=True, slots=True)
class Quote:
    """One thing that a page says, by its standard id, with the words it was read from; ``url`` where it is a link."""

    id: str
    text: str
    url: str | None = None


@dataclass(frozen=True, slots=True)
class Message:
    """One public message (留言) of a list or a page of its own; numbers of persons are masked in its title."""

    title: str
    url: str | None
    asked: Span | None = None
    answered: Span | None = None
    is_answered: bool | None = None  # None: the page does not tell
    text: str = ""  # the words that tell, as shown: 已回复, 办理中


@dataclass(frozen=True, slots=True)
class Consultation:
    """A call for opinions (征集): its period, both ends inclusive, and what came of it."""

    starts: Span | None = None
    ends: Span | None = None
    reason: Quote | None = None  # why it is short
    feedback: Quote | None = None  # the adoption result, on the page or linked
    subject: Quote | None = (
        None  # what is asked for, where the page tells: decision | business | normative | survey | result
    )
    unread_tab: str = ""  # heading of a tab for the adoption result under which nothing stands in the page


@dataclass(frozen=True, slots=True)
class Footer:
    """What a site shows at its foot; None: not shown. Sponsor and what follows are given in the words shown.

    ``unsure``: elements, by their standard id, that may be there unread: a picture, a script or a frame draws them;
    ``all`` where the whole foot is drawn that way.
    """

    site_id: str | None = None
    icp: str | None = None
    police: str | None = None
    badge: bool = False
    sponsor: str | None = None  # 主办单位
    contact: str | None = None  # 联系方式
    find_error: str | None = None  # 我为政府网站找错: the words, or the address it leads to
    site_map: str | None = None  # 网站地图
    unsure: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class PageFacts:
    """All that is read in one page. URLs are absolute where the base is known, else as written."""

    url: str
    kind: PageKind
    platform: str
    encoding: str
    title: str | None = None
    published: Span | None = None
    meta_published_on: date | None = None
    date_candidates: tuple[Span, ...] = ()  # every date considered, best first; ``published`` is the first
    made: Span | None = None  # 成文日期, never the publish date
    source: str | None = None
    issuer: str | None = None  # 发布机构
    document_number: str | None = None
    index_number: str | None = None  # 索引号
    validity: str | None = None  # 有效性, as shown
    is_policy: bool = False
    is_interpretation: bool = False
    interpretation_due: bool = False
    due_why: str = ""
    named_titles: tuple[str, ...] = ()  # titles within 《》, of the title first, then of the text
    cited_numbers: tuple[str, ...] = ()  # 发文字号 that the text names
    forms: tuple[str, ...] = ()  # of an interpretation: text, graphic, video …
    elements: tuple[Quote, ...] = ()  # of an interpretation: background, basis, purpose, measures
    policy_links: tuple[str, ...] = ()
    interpretation_links: tuple[str, ...] = ()
    attachments: tuple[str, ...] = ()
    column_name: str | None = None
    column_type: str | None = None
    crumbs: tuple[tuple[str, str | None], ...] = ()  # (name, url) from the home page down
    items: tuple[Item, ...] | None = None
    other_items: tuple[Item, ...] = ()  # entries in blocks beside the main list (home pages, latest boxes)
    list_state: ListState = ListState.UNCLEAR
    list_why: str = ""
    next_page: NextPage = NextPage("none")
    columns: tuple[tuple[str, str], ...] = ()  # (name, url) of the main navigation
    subcolumns: tuple[tuple[str, str], ...] = ()  # (name, url) of side navigation and blocks with 更多
    meta: tuple[tuple[str, str], ...] = ()
    footer: Footer = Footer()
    links: tuple[Link, ...] = ()
    refresh_to: str | None = None  # target of a meta refresh or of a stub that only redirects
    text_chars: int = 0  # length of the main text
    excerpt: str = ""  # beginning of the main text, numbers of persons masked
    data_calls: tuple[DataCall, ...] = ()  # what a script would ask for the rows that the page lacks
    messages: tuple[Message, ...] = ()
    guide: tuple[Quote, ...] = ()  # the elements that a service guide (办事指南) gives, of the eight
    guide_beside: tuple[
        Quote, ...
    ] = ()  # where a guide may give more: picture, frame, file, platform, link, text; whole: nowhere
    offers: tuple[
        Quote, ...
    ] = ()  # what no plain link tells, of channel, service and form: buttons, pictures
    consultation: Consultation | None = None
    disclosure: tuple[Quote, ...] = ()  # sections of a disclosure platform: guide, regulations, statutory …
    annual_reports: tuple[Quote, ...] = ()  # id: the year reported on
    blocked_by: str | None = None  # the mark of a firewall's page
    rendered: bool = False  # read after a browser had run its scripts
    is_reply: bool = False  # data that a page's script asked for: no page that a reader sees
    as_article: bool = False  # of messages and service pages: title, date and text were read as an article's
    template: str = ""  # digest of the page's frame: pages made from one template share it
    digest: str = ""  # of the main text without white space and dates; empty where there is little text
    says_missing: str = ""  # the words by which a page says that what was asked for is not there
    hidden: tuple[HiddenLink, ...] = ()
    scripts: tuple[ForeignScript, ...] = ()
    personal: tuple[PersonalNumber, ...] = ()
    search: SearchForm | None = None
    tables: tuple[Table, ...] = ()  # in page order, those with a head
    media: tuple[
        Quote, ...
    ] = ()  # names of accounts (政务新媒体), id account, and of lists of them, id matrix
    header: tuple[
        Quote, ...
    ] = ()  # fields of a document by label: index-number, topic, number …; no text: no value
    filters: tuple[Quote, ...] = ()  # of a list in a library: topic, year, issuer, search; unsure
    drawn: tuple[
        Quote, ...
    ] = ()  # of a system's page, unread: picture, frame, platform, embedded, reader, script
    file_type: str = ""  # of an attachment that was opened, or could not be: pdf, docx, xlsx, xls, doc
    file_why: str = ""  # why (part of) its text could not be read (Chinese)
    text: str = (
        ""  # the main text, or the file's, numbers of persons masked; stored apart from the other facts
    )

    @property
    def is_article(self) -> bool:
        """Whether the page is an article to its reader, whatever it is besides: a guide, one message and its reply."""
        return self.kind is PageKind.ARTICLE or self.as_article
