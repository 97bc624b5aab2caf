"""Plants the district: places every entry, policy and link, and writes the answer key while doing so."""

from collections.abc import Iterator, Mapping
from dataclasses import replace
from datetime import date, timedelta
from functools import cache
from itertools import count

from demo.dialects import DIALECTS
from demo.marks import write_marks
from demo.plan import Anchor, Article, Column, Leaf, Plan
from demo.prose import old_policy_title, superior_title, titles
from demo.public import PublicPlanter
from demo.public_spec import with_public
from demo.samples import write_samples
from demo.spec import ColumnSpec, InterpretationSpec, LinkSpec, PolicySpec, UnitSpec, present

EMPTY = frozenset({"none", "building", "nothing", "zero"})
WINDOWS: Mapping[str, int] = {
    "news": 14,
    "notices": 184,
    "policy": 184,
    "interpretation": 184,
    "messages": 62,
}
HOME_DAYS, INSTITUTION_HOME_DAYS = 14, 184
COUNTED = ("news", "notices", "policy")
PINNED_AGES = (431, 512, 640)


class Planter:
    """Builds one plan; not reusable."""

    def __init__(self, as_of: date, base: Mapping[str, str]) -> None:
        self.plan = Plan(as_of, base, with_public(present(base)))
        self.rows: dict[str, list[Article]] = {}
        self.mentions: list[tuple[str, Anchor]] = []
        self.serials = {host: count(100301 if host == "portal" else 1201) for host in DIALECTS}
        self.late_serials = {host: count(200301 if host == "portal" else 7201) for host in DIALECTS}

    def run(self) -> Plan:
        """Plant everything and judge it."""
        sited = [unit for unit in self.plan.units if unit.host]
        for unit in sited:
            for spec in unit.columns:
                self.rows[f"{unit.id}/{spec.dir}"] = list(self._bulk(unit, spec))
        for unit in sited:
            for policy in unit.policies:
                self._policy(unit, policy)
        public = PublicPlanter(self)
        public.plant()
        for unit in sited:
            self._settle(unit)
        for at, anchor in self.mentions:
            key, _, index = at.partition(":")
            self.plan.related[self.plan.columns[key].articles[int(index)].url].append(anchor)
        for unit in self.plan.units:
            self._judge(unit)
        public.judge()
        write_marks(self.plan)
        write_samples(self.plan)
        return self.plan

    # -- placing -----------------------------------------------------------------------------------

    def place(self, unit: UnitSpec, spec: ColumnSpec, age: int, title: str, added: bool = False) -> Article:
        """Give an entry its address; `added` ones are numbered apart, so that the others keep theirs."""
        dialect, day = DIALECTS[unit.host], self.plan.as_of - timedelta(days=age)
        shape = dialect.file if spec.state == "files" else dialect.article
        serial = next((self.late_serials if added or spec.added else self.serials)[unit.host])
        path = shape(dialect.column(unit, spec), spec, day, serial)
        url = self.plan.base[unit.host] + path
        return Article(title, path, url, day, f"{unit.id}-{serial}", spec.kind)

    def _bulk(self, unit: UnitSpec, spec: ColumnSpec) -> Iterator[Article]:
        if spec.state == "external":
            yield from self._outside_rows(unit, spec)
            return
        names = self._names(unit, spec)
        for index, name in enumerate(names):
            yield self.place(unit, spec, spec.newest + index * spec.step, name)
        for index in range(spec.old):
            age, seq = 760 + 40 * index, 60 - index
            number = self._number(spec.title, age, seq)
            page = self.place(unit, spec, age, old_policy_title(unit, index))
            yield replace(page, kind="policy", number=number)

    def _names(self, unit: UnitSpec, spec: ColumnSpec) -> list[str]:
        if spec.kind == "interpretation":
            return [superior_title(index) for index in range(spec.count)]
        names = titles(unit, spec, spec.count)
        soon = self.plan.as_of - timedelta(days=2)
        first = spec.title.format(
            soon=f"{soon.year}年{soon.month}月{soon.day}日", unit=unit.name, last=self.plan.as_of.year - 1
        )
        return [first, *names[1:]] if first and names and not spec.old else names

    def _outside_rows(self, unit: UnitSpec, spec: ColumnSpec) -> Iterator[Article]:
        for index, name in enumerate(titles(unit, spec, spec.count)):
            url = f"{self.plan.base['outside']}/story/{index + 1}.html"
            yield Article(name, url, url, date.min, f"{unit.id}-out-{index}", spec.kind)

    def _number(self, stem: str, age: int, seq: int) -> str:
        return f"{stem}〔{(self.plan.as_of - timedelta(days=age)).year}〕{seq}号"

    # -- policies ----------------------------------------------------------------------------------

    def _policy(self, unit: UnitSpec, policy: PolicySpec) -> None:
        spec = self._spec(unit, policy.column)
        year = (self.plan.as_of - timedelta(days=policy.age)).year
        number = self._number(policy.number, policy.age, policy.seq)
        title = policy.title.format(year=year)
        placed = self.place(unit, spec, policy.age, title, policy.added)
        page = replace(placed, kind="policy", number=number, issuer=policy.issuer, drafted=policy.drafted)
        page = replace(page, leaf=Leaf()) if policy.added else page
        self.rows[f"{unit.id}/{spec.dir}"].append(page)
        if policy.mentioned:
            self.mentions.append(
                (f"{unit.id}/{policy.mentioned}", Anchor(f"《{title}》（{number}）", page.url))
            )
        for item in policy.interpretations:
            self._interpret(unit, policy, page, item)
        ledger = self.plan.ledger
        if policy.due and not policy.interpretations and not policy.added:
            ledger.expect(unit.id, "policy-uninterpreted", page.url, policy.why)
        elif policy.why:
            ledger.excuse(unit.id, "policy-uninterpreted", page.url, policy.why)

    def _interpret(self, unit: UnitSpec, policy: PolicySpec, page: Article, item: InterpretationSpec) -> None:
        owner_id, _, column_dir = item.at.partition("/")
        owner = next(other for other in self.plan.units if other.id == owner_id)
        spec = self._spec(owner, column_dir)
        name = page.title.partition("印发")[2].removesuffix("的通知").strip("《》") or page.title
        cites = page.number if item.cites == "number" else f"《{name}》"
        title = item.title.format(name=name, year=page.day.year)
        placed = self.place(owner, spec, policy.age, title)
        reading = replace(placed, kind="interpretation", cites=cites)
        reading = replace(reading, leaf=Leaf(media=item.media)) if item.media else reading
        self.rows[item.at].append(reading)
        self.tie(unit, page, reading, item.links in ("both", "forth"), "政策页没有指向已有解读的链接")
        self.tie(owner, reading, page, item.links in ("both", "back"), "解读页没有指向政策原文的链接")

    def tie(self, unit: UnitSpec, page: Article, other: Article, linked: bool, why: str) -> None:
        """Link one page to another, or write down that it does not."""
        ledger = self.plan.ledger
        if linked:
            self.plan.related[page.url].append(Anchor(other.title, other.url))
            ledger.excuse(unit.id, "interpretation-unlinked", page.url, "已有指向对方的链接", other.url)
        else:
            ledger.expect(unit.id, "interpretation-unlinked", page.url, why, other.url)

    @staticmethod
    def _spec(unit: UnitSpec, column: str) -> ColumnSpec:
        return next(spec for spec in unit.columns if spec.dir == column)

    # -- settling ----------------------------------------------------------------------------------

    def _settle(self, unit: UnitSpec) -> None:
        dialect = DIALECTS[unit.host]
        for spec in unit.columns:
            key, path = f"{unit.id}/{spec.dir}", dialect.column(unit, spec)
            held = [self._held(at) for at in spec.holds]
            rows = sorted((*self.rows[key], *held), key=lambda item: item.day, reverse=True)
            pinned = [self._pin(unit, spec, index) for index in range(spec.pinned)]
            url = self.plan.base[unit.host] + path
            self.plan.columns[key] = Column(unit, spec, path, url, (*pinned, *rows))
        for link in unit.links:
            self._link(unit, link)

    def _held(self, at: str) -> Article:
        """A policy that a shelf lists where it stands."""
        place, _, seq = at.partition("#")
        return next(item for item in self.rows[place] if item.number.endswith(f"〕{seq}号"))

    def _pin(self, unit: UnitSpec, spec: ColumnSpec, index: int) -> Article:
        name = titles(unit, spec, spec.count + 5)[-1 - index]
        return replace(self.place(unit, spec, PINNED_AGES[index], name), pinned=True)

    def _link(self, unit: UnitSpec, link: LinkSpec) -> None:
        host, found, path = link.href.partition(":/")
        outside = bool(found) and host in self.plan.base
        href = f"{self.plan.base[host]}/{path}" if outside else link.href
        target = self.plan.base[unit.host] + href if href.startswith("/") else href
        pages = [self._hang(unit, at, Anchor(link.text, href)) for at in link.at]
        if link.dead:
            self.plan.ledger.expect(unit.id, "link-dead", pages[0], link.why, target)
        else:
            self.plan.ledger.excuse(unit.id, "link-dead", pages[0], link.why, target)

    def _hang(self, unit: UnitSpec, at: str, anchor: Anchor) -> str:
        if at in ("home", "footer"):
            (self.plan.homes if at == "home" else self.plan.footers)[unit.id].append(anchor)
            return home_url(self.plan, unit)
        column_dir, _, index = at.partition(":")
        page = self.plan.columns[f"{unit.id}/{column_dir}"].articles[int(index)]
        self.plan.related[page.url].append(anchor)
        return page.url

    # -- the key -----------------------------------------------------------------------------------

    def _judge(self, unit: UnitSpec) -> None:
        ledger = self.plan.ledger
        if unit.home in ("none", "blocked"):
            ledger.unread.add(unit.id)
            if unit.home == "blocked":
                ledger.doubt(unit.id, "home-stale", home_url(self.plan, unit))
            return
        for column in self.plan.of_unit(unit):
            if not column.spec.hidden:
                self._judge_column(column)
        self._judge_home(unit)
        if not unit.institution:
            ledger.columns_not_updated(unit.id, home_url(self.plan, unit))

    def _judge_column(self, column: Column) -> None:
        unit, spec, ledger = column.unit, column.spec, self.plan.ledger
        accused = set()
        if spec.state in EMPTY:
            accused.add("column-empty")
            ledger.count(unit.id, "empty")
        elif self._is_stale(column):
            accused.add("column-stale")
            if spec.kind in COUNTED:
                ledger.count(unit.id, "stale")
        for check in sorted(accused):
            ledger.expect(unit.id, check, column.url, spec.why)
        for check in spec.doubt:
            ledger.doubt(unit.id, check, column.url)
        for check in spec.excuse:
            if check in accused:
                raise ValueError(f"{unit.id}/{spec.dir}: planted as a look-alike, but it is {check}")
            ledger.excuse(unit.id, check, column.url, spec.why)

    def _is_stale(self, column: Column) -> bool:
        spec, newest = column.spec, column.newest
        window = None if column.unit.institution else WINDOWS.get(spec.kind)
        window = spec.max_age_days if spec.max_age_days is not None else window
        if not window or newest in (None, date.min) or spec.archived or spec.doubt:
            return False
        assert newest is not None
        return (self.plan.as_of - newest).days > window

    def _judge_home(self, unit: UnitSpec) -> None:
        age = (self.plan.as_of - max(item.day for item in home_entries(self.plan, unit))).days
        window = INSTITUTION_HOME_DAYS if unit.institution else HOME_DAYS
        home, ledger = home_url(self.plan, unit), self.plan.ledger
        if age > window:
            ledger.expect(unit.id, "home-stale", home, unit.why)
        elif unit.why:
            ledger.excuse(unit.id, "home-stale", home, unit.why)


def home_url(plan: Plan, unit: UnitSpec) -> str:
    """Address where the audit of a unit starts."""
    return plan.base[unit.host] + DIALECTS[unit.host].home(unit)


def home_entries(plan: Plan, unit: UnitSpec) -> list[Article]:
    """Entries that the home page shows; for a mere entrance those of the second-level pages."""
    entries: list[Article] = []
    for column in plan.of_unit(unit):
        shown = len(column.articles) if unit.home == "entrance" else column.spec.on_home
        entries += [item for item in column.articles if not item.pinned][:shown]
    return entries


@cache
def _plant(as_of: date, base: tuple[tuple[str, str], ...]) -> Plan:
    return Planter(as_of, dict(base)).run()


def plant(as_of: date, base: Mapping[str, str]) -> Plan:
    """Plant the district as of a day; `base` maps host names to origins. The result must not be changed."""
    return _plant(as_of, tuple(base.items()))
