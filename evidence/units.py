"""What one unit showed as of a moment: the only thing a check ever sees.

Built by ``evidence.view`` from host files and units; by ``tests/builders.py`` in tests. Attribution of
pages to units (longest matching scope, else source or issuer, else the host's owner) is done by then.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import TYPE_CHECKING

from evidence.institutions import InstitutionsArea
from evidence.marks import ForeignScript, HiddenLink, PersonalNumber, SearchForm
from evidence.observed import AxeSeen, DnsSeen, LoadSeen, MissingPathSeen, SearchSeen, TlsSeen
from evidence.records import (
    ColumnKind,
    Consultation,
    Fetch,
    Footer,
    ListState,
    Message,
    PageKind,
    Quote,
    Region,
    Span,
    Unit,
)
from evidence.requests import RequestArea
from evidence.systems import SystemsArea
from evidence.tables import Table

if TYPE_CHECKING:
    from evidence.catalogues import DecisionCatalogue, DecisionItem, StandardCatalogue


@dataclass(frozen=True, slots=True)
class Seen:
    """How a page was last seen: the evidence that every statement about it bears."""

    url: str
    fetched_at: datetime | None = None  # None: never fetched
    status: int | None = None
    failure: str | None = None
    sha256: str | None = None
    excerpt: str = ""
    why_unread: str = ""  # Chinese; empty when the page was read
    screenshot: str = ""  # SHA-256 of a picture of the page, taken after this fetch
    looks: int = 1  # how often the page was seen, in this run and earlier ones: a veto needs two

    @property
    def read(self) -> bool:
        """Whether the page's content was seen at all."""
        return not self.why_unread


@dataclass(frozen=True, slots=True)
class SiteEvidence:
    """How far one site of the unit was seen."""

    url: str
    host: str
    coverage: str  # complete | budget | blocked | unreachable
    whole_host: bool
    portal: bool
    pages: int = 0
    requests: int = 0
    not_modified: int = 0
    note: str = ""  # Chinese


@dataclass(frozen=True, slots=True)
class Entry:
    """One list entry with the date that counts: the row's own, else the article's."""

    title: str
    url: str | None
    date: Span | None
    pinned: bool = False
    read: bool = False  # the article page itself was read


@dataclass(frozen=True, slots=True)
class EarlierReading:
    """A column's list as an earlier crawl read it, in the order of its dates; both days inclusive."""

    fetched_on: date
    newest: date
    oldest: date
    whole: bool  # to its end
    urls: frozenset[str]
    titles: frozenset[str]  # letters and figures alone, at most 20


@dataclass(frozen=True, slots=True)
class ColumnEvidence:
    """One column (栏目) with everything its list pages showed together."""

    seen: Seen
    name: str
    path: tuple[str, ...]
    kind: ColumnKind
    kind_from: str  # config | meta | name | content
    state: ListState
    state_why: str  # Chinese: what the state was read from
    first_level: bool  # linked from the main navigation of the unit's home page
    entries: tuple[Entry, ...] = ()
    rest_unread: bool = False  # later pages of the list exist and were not read
    archived: bool = False
    max_age_days: int | None = None  # configured; 0: freshness not judged
    shown_at: str = ""  # the page whose content it shows, where that is another
    first_seen: date | None = (
        None  # day of the first crawl that met it; None: since the first crawl of the host
    )
    earlier: tuple[EarlierReading, ...] = ()  # only where entries are dated long before their first sight

    @property
    def url(self) -> str:
        return self.seen.url

    @property
    def newest(self) -> Entry | None:
        """The entry with the latest readable date, pinned or not."""
        dated = [entry for entry in self.entries if entry.date]
        return max(dated, key=lambda entry: entry.date.on if entry.date else date.min, default=None)

    @property
    def oldest(self) -> Entry | None:
        dated = [entry for entry in self.entries if entry.date]
        return min(dated, key=lambda entry: entry.date.on if entry.date else date.max, default=None)

    @property
    def undated_count(self) -> int:
        """Entries whose date nobody could read: one of them may be newer than ``newest``."""
        return sum(1 for entry in self.entries if not entry.date)


@dataclass(frozen=True, slots=True)
class HomeEvidence:
    """The unit's home page and what is new on it."""

    seen: Seen
    entries: tuple[Entry, ...] = ()
    is_entrance: bool = False  # navigation only: no list of entries on the page itself
    second_level: tuple[HomeEvidence, ...] = ()  # for an entrance: the pages it leads to

    @property
    def url(self) -> str:
        return self.seen.url


@dataclass(frozen=True, slots=True)
class InterpretationEvidence:
    """An interpretation (政策解读) matched with a policy, and why it was."""

    seen: Seen
    title: str
    published: Span | None
    forms: tuple[str, ...]
    matched_by: str  # link | number | title
    policy_links_to_it: bool
    links_to_policy: bool
    own: bool = True  # the page is this unit's
    matched_words: str = ""  # the title or number that tells; empty where only a link does


@dataclass(frozen=True, slots=True)
class PolicyEvidence:
    """A policy document (政策文件) of the unit with its interpretations."""

    seen: Seen
    title: str
    document_number: str | None
    published: Span | None
    interpretation_due: bool
    why: str  # Chinese: why an interpretation is or is not due
    interpretations: tuple[InterpretationEvidence, ...] = ()
    maybe: tuple[str, ...] = ()  # Chinese: reasons why one more interpretation may exist unseen

    @property
    def url(self) -> str:
        return self.seen.url


@dataclass(frozen=True, slots=True)
class Look:
    """One attempt at a link's target."""

    at: datetime
    status: int | None
    failure: str | None
    method: str = "GET"
    content_type: str = ""
    size: int | None = None  # bytes, as announced or as stored; None: not told
    head: str | None = None  # first bytes of a file in hexadecimal; None: not seen
    final_url: str = ""  # where it led


@dataclass(frozen=True, slots=True)
class TargetEvidence:
    """One address the unit's pages link to: where it stands and how it answered, oldest look first."""

    url: str
    bearer: Seen  # the page nearest the home page that bears the link
    bearer_title: str
    text: str
    region: Region
    page_count: int
    examples: tuple[str, ...]  # up to five pages that bear it
    external: bool
    looks: tuple[Look, ...] = ()
    outside_answered: bool = True  # some other outside host answered in the same run
    document: bool = False  # a file by its extension: attachment, not page
    bearer_kind: PageKind = PageKind.OTHER


@dataclass(frozen=True, slots=True)
class Unseen:
    """Something of the unit that was not seen, and why (Chinese)."""

    url: str
    why: str


@dataclass(frozen=True, slots=True)
class PageEvidence:
    """One page of the unit, or one attachment, that was read: what the checks of pages ask of it.

    Values as in ``records.PageFacts``. ``first_fetched``: the day of its first fetch ever, in the district's
    zone; ``fetched_on`` that of the newest.
    """

    seen: Seen
    kind: PageKind
    title: str
    is_article: bool
    template: str = ""
    depth: int = 0  # clicks from the nearest home page
    first_fetched: date | None = None
    fetched_on: date | None = None
    elapsed_ms: int = 0  # of the newest fetch
    published: Span | None = None
    made: Span | None = None
    meta_published_on: date | None = None
    source: str | None = None
    issuer: str | None = None
    document_number: str | None = None
    index_number: str | None = None  # 索引号
    validity: str | None = None  # 有效性, as shown
    column_name: str | None = None
    crumbs: tuple[tuple[str, str | None], ...] = ()
    columns: tuple[tuple[str, str], ...] = ()  # its navigation, main and side; none for an article
    subcolumns: tuple[tuple[str, str], ...] = ()
    is_policy: bool = False
    is_interpretation: bool = False
    forms: tuple[str, ...] = ()
    elements: tuple[Quote, ...] = ()
    list_state: ListState = ListState.UNCLEAR
    text_chars: int = 0
    digest: str = ""
    says_missing: str = ""
    meta: tuple[tuple[str, str], ...] = ()
    footer: Footer = field(default_factory=Footer)
    attachments: tuple[str, ...] = ()
    messages: tuple[Message, ...] = ()
    guide: tuple[Quote, ...] = ()
    guide_beside: tuple[Quote, ...] = ()
    offers: tuple[Quote, ...] = ()
    consultation: Consultation | None = None
    passed_on_from: str = ""  # whose document it is where the unit only passes one on (转载)
    disclosure: tuple[Quote, ...] = ()
    annual_reports: tuple[Quote, ...] = ()
    hidden: tuple[HiddenLink, ...] = ()
    scripts: tuple[ForeignScript, ...] = ()
    personal: tuple[PersonalNumber, ...] = ()
    search: SearchForm | None = None
    tables: tuple[Table, ...] = ()
    media: tuple[Quote, ...] = ()
    header: tuple[Quote, ...] = ()
    filters: tuple[Quote, ...] = ()
    drawn: tuple[Quote, ...] = ()
    file_type: str = ""  # an attachment that was fetched: it is no page
    borne_by: str = ""  # of an attachment: the page nearest the home page that offers it
    file_why: str = ""  # why (part of) its text could not be read (Chinese)

    @property
    def url(self) -> str:
        return self.seen.url


@dataclass(frozen=True, slots=True)
class PageText:
    """The main text of a page or attachment, numbers of persons masked."""

    seen: Seen
    title: str
    text: str


@dataclass(frozen=True, slots=True)
class Channel:
    """A way to ask and advise (咨询建言渠道), or to services, that the unit's pages or its host offer.

    ``how``: column, link, page (messages or a guide stand on it), form, button, picture.
    """

    url: str
    name: str
    how: str
    own: bool  # on the unit's own pages; else its host's
    doubt: str = ""  # Chinese: why it may be none; empty where its name leaves no doubt


@dataclass(frozen=True, slots=True)
class MessageEvidence:
    """One public message (留言) of the unit: as a list shows it, and as its own page does."""

    seen: Seen  # the list page it stands on, the nearest to the home page; else its own page
    column: str
    title: str
    url: str | None  # of its own page
    asked: Span | None
    listed: Message | None = None  # what the list says
    told: Message | None = None  # what its own page says; None where that was not read, or says nothing
    page: Seen | None = None  # its own page, read or not; None where it has none
    place: tuple[str, ...] = ()  # names of the column and what it lies in
    reply_words: str = ""  # words of its own page by which answers begin, whatever its status says


@dataclass(frozen=True, slots=True)
class Outcome:
    """A page that belongs to a call for opinions: the document decided on, or what was adopted."""

    seen: Seen
    title: str
    published: Span | None = None
    matched_words: str = ""  # the words of the title that tell


@dataclass(frozen=True, slots=True)
class CallPage:
    """A page of a call for opinions or of its result: main text, names of its links and files, heads of its tables.

    ``files``: one name for each, empty where it has none. ``heads``: each with its cells parted by |.
    """

    seen: Seen
    title: str
    text: str
    names: tuple[str, ...] = ()
    files: tuple[str, ...] = ()
    heads: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class ConsultationEvidence:
    """One call for opinions (意见征集) on the unit's pages and what came of it, wherever that stands."""

    seen: Seen
    title: str
    called: Consultation
    published: Span | None = None
    passed_on: str = ""  # Chinese: whose call it is, where the unit only passes it on
    document: Outcome | None = None  # the document decided on, the first after the call
    feedback: Outcome | None = None  # the adoption result on a page of its own
    maybe: tuple[str, ...] = ()  # Chinese: why a result may exist unseen
    page: CallPage | None = None  # the notice itself
    result: CallPage | None = (
        None  # where the result is told, if that was read: the notice's own page, or another
    )
    beside: tuple[str, ...] = ()  # titles of other pages with the draft or its explanation
    results: tuple[Outcome, ...] = ()  # every page of its own that tells the result, linked or found by title
    unseen_results: tuple[str, ...] = ()  # Chinese: why an earlier one may exist unseen, where there is any

    @property
    def url(self) -> str:
        return self.seen.url


@dataclass(frozen=True, slots=True)
class HostEvidence:
    """What was asked once of a host that the unit's sites are on, observations oldest first."""

    host: str  # netloc
    name: str  # without port
    is_address: bool  # an IP address, not a name
    whole_host: bool  # the unit owns it: checks of a site as such judge the unit
    home: Seen
    dns: tuple[DnsSeen, ...] = ()
    tls: tuple[TlsSeen, ...] = ()
    searches: tuple[SearchSeen, ...] = ()
    missing_paths: tuple[tuple[str, MissingPathSeen], ...] = ()  # (address asked, answer)


@dataclass(frozen=True, slots=True)
class PageAudit:
    """What axe-core found on one page of the unit."""

    seen: Seen
    axe: AxeSeen


@dataclass(frozen=True, slots=True)
class Sample:
    """One availability sample (探测) of a home page by ``xunjian probe``; ``at`` in the district's zone.

    ``failure`` as in ``records.FAILURES``, or ``outage``: nobody at all answered then, so it was our own network.
    """

    url: str
    at: datetime
    status: int | None
    failure: str | None
    elapsed_ms: int


@dataclass(frozen=True, slots=True)
class OutLink:
    """One address outside the host that the unit's pages link to: how it is called and where it stands."""

    url: str
    text: str
    bearer: Seen  # the page nearest the home page that bears it
    page_count: int = 1
    final_url: str = ""  # where it led when it was looked at


@dataclass(frozen=True, slots=True)
class NamedLink:
    """A link of the unit's pages that bears a name of disclosure (政府信息公开, 公开指南 …), and where it leads.

    ``page``: what stands there, where that was read. ``own``: it is the unit's; ``names_unit``: another's page
    that is about the unit.
    """

    url: str
    text: str
    bearer: Seen
    page: PageEvidence | None = None
    own: bool = False
    names_unit: bool = False


@dataclass(frozen=True, slots=True)
class DisclosureArea:
    """What concerns the unit's disclosure (政府信息公开) beyond its own pages; the pages are others'."""

    links: tuple[NamedLink, ...] = ()
    pages: tuple[PageEvidence, ...] = ()  # of a shared platform, about this unit
    sections: tuple[Quote, ...] = ()  # named on others' pages with this unit's name: 某局政府信息公开指南
    reports: tuple[Quote, ...] = ()  # annual reports likewise
    catalogues: tuple[Quote, ...] = ()  # whatever the district's pages call 重大行政决策; id is empty
    portal_links: tuple[NamedLink, ...] = ()  # of the owner of a shared host, to what nobody read


@dataclass(frozen=True, slots=True)
class UnitEvidence:
    """All of it for one unit as of a moment. Columns by URL, policies by URL, targets by URL, pages by URL.

    ``texts`` may be read any number of times, and only while the evidence files are open.
    """

    unit: Unit
    as_of: date
    sites: tuple[SiteEvidence, ...] = ()
    homes: tuple[HomeEvidence, ...] = ()
    columns: tuple[ColumnEvidence, ...] = ()
    policies: tuple[PolicyEvidence, ...] = ()
    targets: tuple[TargetEvidence, ...] = ()
    unseen: tuple[Unseen, ...] = ()
    page_count: int = 0
    lookback_days: int = 730
    redirects: dict[str, str] = field(default_factory=dict)
    pages: tuple[PageEvidence, ...] = ()
    texts: Iterable[PageText] = ()
    hosts: tuple[HostEvidence, ...] = ()
    channels: tuple[Channel, ...] = ()
    services: tuple[Channel, ...] = ()  # ways to services, found like channels
    offer_doubts: tuple[str, ...] = ()  # Chinese: why a channel or service may exist unseen
    messages: tuple[MessageEvidence, ...] = ()
    consultations: tuple[ConsultationEvidence, ...] = ()
    audits: tuple[PageAudit, ...] = ()
    loads: dict[str, tuple[LoadSeen, ...]] = field(default_factory=dict)  # by page
    samples: tuple[Sample, ...] = ()
    outlinks: tuple[OutLink, ...] = ()
    portal_name: str = ""  # name of the host of the district's portal, where it is not this unit's own
    disclosure: DisclosureArea = field(default_factory=DisclosureArea)
    # catalogues of the district, and the items and rows of them that are this unit's
    decision_catalogues: tuple[DecisionCatalogue, ...] = ()
    decision_items: tuple[DecisionItem, ...] = ()
    standard_catalogues: tuple[StandardCatalogue, ...] = ()
    systems: SystemsArea = field(default_factory=SystemsArea)  # 政府文件库, 政府公报, 惠企政策
    institutions: InstitutionsArea = field(default_factory=InstitutionsArea)  # that it supervises
    requests: RequestArea = field(default_factory=RequestArea)  # 依申请公开

    @property
    def configured(self) -> bool:
        """Whether the unit has any site at all (未配置网站 otherwise)."""
        return bool(self.unit.sites)


def seen_of(fetch: Fetch, excerpt: str = "", why_unread: str = "") -> Seen:
    """The evidence that a statement about a fetched page bears."""
    return Seen(fetch.url, fetch.fetched_at, fetch.status, fetch.failure, fetch.sha256, excerpt, why_unread)
