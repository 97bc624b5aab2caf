"""The planned district: columns with their dated entries and all links, before any page is rendered."""

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date

from demo.ledger import Ledger
from demo.model import Reply
from demo.spec import ColumnSpec, UnitSpec


@dataclass(frozen=True, slots=True)
class Anchor:
    """A link as written on a page."""

    text: str
    href: str


@dataclass(frozen=True, slots=True)
class Leaf:
    """What sets an entry of demo/data/public.toml apart from one that is made up: its own words, head line and files.

    `body`: paragraphs; one that begins with "|" is a row of a table. `info`: the line under the title as HTML.
    `pad` made-up paragraphs follow. `status`, `answered`: of a public message, as its list shows them.
    """

    body: tuple[str, ...] = ()
    info: str = ""
    dated: bool = True
    pad: int = 0
    media: tuple[str, ...] = ()
    files: tuple[Anchor, ...] = ()
    status: str = ""
    answered: str = ""


@dataclass(frozen=True, slots=True)
class Article:
    """One entry of a column; `path` is on the unit's host unless it is an absolute URL."""

    title: str
    path: str
    url: str
    day: date
    seed: str
    kind: str = "news"
    number: str = ""
    issuer: str = ""
    cites: str = ""
    pinned: bool = False
    drafted: int = 4
    leaf: "Leaf | None" = None


@dataclass(frozen=True, slots=True)
class Column:
    """One column with its entries as shown: pinned ones first, then newest first."""

    unit: UnitSpec
    spec: ColumnSpec
    path: str
    url: str
    articles: tuple[Article, ...] = ()

    @property
    def newest(self) -> date | None:
        """Day of the newest entry that bears a date."""
        return max((item.day for item in self.articles), default=None)


@dataclass(slots=True)
class Plan:
    """Everything that is planted, by unit id and column key ("unit/dir")."""

    as_of: date
    base: Mapping[str, str]
    units: tuple[UnitSpec, ...]
    ledger: Ledger = field(default_factory=Ledger)
    columns: dict[str, Column] = field(default_factory=dict)
    related: defaultdict[str, list[Anchor]] = field(default_factory=lambda: defaultdict(list))
    footers: defaultdict[str, list[Anchor]] = field(default_factory=lambda: defaultdict(list))
    homes: defaultdict[str, list[Anchor]] = field(default_factory=lambda: defaultdict(list))
    files: dict[str, dict[str, Reply]] = field(default_factory=lambda: defaultdict(dict))
    places: dict[str, str] = field(default_factory=dict)

    def find(self, place: str) -> str:
        """Address of a place: "@id" a page, "@unit/dir" a column, "@unit/dir#seq" a policy, "host:/path", else itself."""
        host, colon, path = place.partition(":")
        if colon and host in self.base:
            return self.base[host] + path
        if not place.startswith("@"):
            return place
        key, _, seq = place[1:].partition("#")
        if seq:
            return next(a.url for a in self.columns[key].articles if a.number.endswith(f"〕{seq}号"))
        return self.columns[key].url if key in self.columns else self.places[key]

    def of_unit(self, unit: UnitSpec) -> list[Column]:
        """Columns of one unit in the order of its navigation."""
        return [self.columns[f"{unit.id}/{spec.dir}"] for spec in unit.columns]

    def on_host(self, host: str) -> list[UnitSpec]:
        """Units that live on one host, its owner first."""
        return [unit for unit in self.units if unit.host == host]
