"""Evidence built by hand: what one unit showed, in the fewest words a test needs.

Everything has a harmless default: a unit that was read whole and is in order. A test states what differs.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from typing import Any

from evidence.institutions import InstitutionEvidence, InstitutionsArea, Place
from evidence.records import (
    ColumnKind,
    Consultation,
    ListState,
    Message,
    PageKind,
    Quote,
    Region,
    Site,
    Span,
    Unit,
    UnitKind,
)
from evidence.requests import RequestArea
from evidence.systems import SystemsArea
from evidence.units import (
    Channel,
    ColumnEvidence,
    ConsultationEvidence,
    DisclosureArea,
    Entry,
    HomeEvidence,
    HostEvidence,
    InterpretationEvidence,
    Look,
    MessageEvidence,
    Outcome,
    PageEvidence,
    PolicyEvidence,
    Seen,
    SiteEvidence,
    TargetEvidence,
    UnitEvidence,
)

AS_OF = date(2026, 11, 23)  # a Monday
FETCHED_AT = datetime(2026, 11, 22, 18, 0, tzinfo=UTC)
HOST = "www.example.gov.cn"
HOME = f"http://{HOST}/jyty/"
BLOCKED = "防火墙拦截（返回412），未能读取"


def days_ago(days: int) -> date:
    return AS_OF - timedelta(days=days)


def span(on: date) -> Span:
    return Span(on, on.isoformat(), "row")


def seen(url: str, why_unread: str = "") -> Seen:
    """A page that was read; or, with a reason, one that a firewall kept from us."""
    if why_unread:
        return Seen(url, FETCHED_AT, 412, "blocked", None, "", why_unread)
    return Seen(url, FETCHED_AT, 200, None, "ab" * 32, "页面开头的文字", looks=2)


def entry(age: int | None = 1, *, pinned: bool = False, read: bool = True, title: str = "") -> Entry:
    """A list entry of so many days ago; None: without a readable date."""
    on = None if age is None else days_ago(age)
    name = title or f"第{age}条"
    return Entry(name, f"{HOME}art/{age}.html", span(on) if on else None, pinned, read)


def entries(*ages: int | None) -> tuple[Entry, ...]:
    return tuple(entry(age) for age in ages)


def column(name: str = "通知公告", *ages: int | None, **rest: Any) -> ColumnEvidence:
    """A first-level notices column with entries of these ages in days; without any it is empty."""
    url = rest.pop("url", f"{HOME}{name}/")
    unread = rest.pop("why_unread", "")
    state = rest.pop("state", ListState.ITEMS if ages else ListState.EMPTY)
    values: dict[str, Any] = {
        "seen": seen(url, unread),
        "name": name,
        "path": ("首页", name),
        "kind": ColumnKind.NOTICES,
        "kind_from": "name",
        "state": state,
        "state_why": "",
        "first_level": True,
        "entries": entries(*ages),
    }
    return ColumnEvidence(**{**values, **rest})


def columns(count: int, *ages: int | None, **rest: Any) -> tuple[ColumnEvidence, ...]:
    """So many columns alike, each at its own address."""
    prefix = rest.pop("prefix", "栏目")
    return tuple(column(f"{prefix}{n}", *ages, **rest) for n in range(count))


def home(*ages: int | None, why_unread: str = "", url: str = HOME, **rest: Any) -> HomeEvidence:
    return HomeEvidence(seen(url, why_unread), entries(*ages), **rest)


def entrance(*pages: HomeEvidence) -> HomeEvidence:
    return HomeEvidence(seen(HOME), (), is_entrance=True, second_level=pages)


def policy(
    age: int | None = 30, *read_as: InterpretationEvidence, why_unread: str = "", **rest: Any
) -> PolicyEvidence:
    """A policy document in scope for interpretation, published so many days ago."""
    url = rest.pop("url", f"{HOME}zcwj/1.html")
    values: dict[str, Any] = {
        "seen": seen(url, why_unread),
        "title": "市中区义务教育招生实施办法",
        "document_number": "市中政办发〔2026〕3号",
        "published": None if age is None else span(days_ago(age)),
        "interpretation_due": True,
        "why": "行政规范性文件",
        "interpretations": read_as,
    }
    return PolicyEvidence(**{**values, **rest})


def interpretation(name: str = "1", *, why_unread: str = "", **rest: Any) -> InterpretationEvidence:
    """An interpretation linked both ways, published 29 days ago."""
    values: dict[str, Any] = {
        "seen": seen(f"{HOME}zcjd/{name}.html", why_unread),
        "title": f"文字解读{name}",
        "published": span(days_ago(29)),
        "forms": ("text",),
        "matched_by": "link",
        "policy_links_to_it": True,
        "links_to_policy": True,
    }
    return InterpretationEvidence(**{**values, **rest})


def looks(*answers: int | str, apart_seconds: int = 3600) -> tuple[Look, ...]:
    """Attempts in this order: a number is a status, a word a failure."""
    return tuple(
        Look(
            FETCHED_AT + timedelta(seconds=n * apart_seconds),
            answer if isinstance(answer, int) else None,
            answer if isinstance(answer, str) else None,
        )
        for n, answer in enumerate(answers)
    )


def target(
    *answers: int | str, apart_seconds: int = 3600, why_unread: str = "", **rest: Any
) -> TargetEvidence:
    """A link from the home page to another page of the host."""
    values: dict[str, Any] = {
        "url": f"{HOME}old.html",
        "bearer": seen(HOME, why_unread),
        "bearer_title": "区教育体育局",
        "text": "办事指南",
        "region": Region.MAIN,
        "page_count": 1,
        "examples": (HOME,),
        "external": False,
        "looks": looks(*answers, apart_seconds=apart_seconds),
    }
    return TargetEvidence(**{**values, **rest})


def page(path: str = "art/1.html", *, why_unread: str = "", **rest: Any) -> PageEvidence:
    """An article of the unit that is in order, read yesterday."""
    values: dict[str, Any] = {
        "seen": seen(rest.pop("url", HOME + path), why_unread),
        "kind": PageKind.ARTICLE,
        "title": "关于做好义务教育招生工作的通知",
        "is_article": True,
        "published": span(days_ago(10)),
        "first_fetched": days_ago(5),
        "fetched_on": days_ago(1),
        "text_chars": 600,
        "source": "区教育体育局",
        "column_name": "通知公告",
    }
    return PageEvidence(**{**values, **rest})


def channel(name: str = "在线咨询", *, how: str = "link", doubt: str = "", own: bool = True) -> Channel:
    return Channel(f"{HOME}{name}/", name, how, own, doubt)


def told(is_answered: bool | None, text: str = "", age: int | None = None) -> Message:
    """What a list or a page says of a message asked so many days ago."""
    asked = None if age is None else span(days_ago(age))
    return Message("渡口路灯何时修好", f"{HOME}ly/1.html", asked, None, is_answered, text)


def message(age: int | None = 100, **rest: Any) -> MessageEvidence:
    """A message of so many days ago, of which nothing tells whether it was answered."""
    values: dict[str, Any] = {
        "seen": seen(f"{HOME}ly/"),
        "column": "留言咨询",
        "title": "渡口路灯何时修好",
        "url": f"{HOME}ly/1.html",
        "asked": None if age is None else span(days_ago(age)),
        "page": seen(f"{HOME}ly/1.html"),
    }
    return MessageEvidence(**{**values, **rest})


def consultation(starts: int | None = 60, ends: int | None = 31, **rest: Any) -> ConsultationEvidence:
    """A call for opinions on a major decision that ran from and to so many days ago, without a result."""
    subject = rest.pop("subject", "decision")
    called = Consultation(
        None if starts is None else span(days_ago(starts)),
        None if ends is None else span(days_ago(ends)),
        reason=Quote("reason", rest.pop("reason")) if "reason" in rest else None,
        feedback=Quote("feedback", rest.pop("told")) if "told" in rest else None,
        subject=Quote(subject, "重大行政决策") if subject else None,
    )
    values: dict[str, Any] = {
        "seen": seen(f"{HOME}yjzj/1.html"),
        "title": "关于《区停车管理办法（征求意见稿）》公开征求意见的公告",
        "called": called,
        "published": None if starts is None else span(days_ago(starts)),
    }
    return ConsultationEvidence(**{**values, **rest})


def outcome(age: int | None = 20, *, why_unread: str = "") -> Outcome:
    """The document that a call led to, published so many days ago."""
    published = None if age is None else span(days_ago(age))
    return Outcome(seen(f"{HOME}zcwj/9.html", why_unread), "区停车管理办法", published, "区停车管理办法")


def host(**rest: Any) -> HostEvidence:
    """The unit's host, which it owns; nothing was asked of it."""
    values: dict[str, Any] = {
        "host": HOST,
        "name": HOST,
        "is_address": False,
        "whole_host": True,
        "home": seen(HOME),
    }
    return HostEvidence(**{**values, **rest})


def disclosed() -> DisclosureArea:
    """A shared platform on which the unit discloses all that the law asks for, year after year."""
    sections = ("guide", "regulations", "statutory", "annual-report", "on-request")
    years = [str(year) for year in range(AS_OF.year - 10, AS_OF.year + 10)]
    platform = page(
        url=f"http://{HOST}/zwgk/jyty/",
        title="区教育体育局信息公开",
        is_article=False,
        disclosure=tuple(Quote(name, name) for name in sections),
        annual_reports=tuple(Quote(year, f"{year}年年报") for year in years),
    )
    catalogues = tuple(Quote("", f"{year}年度重大行政决策事项目录", platform.url) for year in years)
    return DisclosureArea(pages=(platform,), catalogues=catalogues)


def institution(name: str = "第一小学", **rest: Any) -> InstitutionEvidence:
    """A school with a site of its own and a number to call."""
    url = f"http://{HOST}/xx/{name}/"
    values: dict[str, Any] = {
        "id": name,
        "name": name,
        "sector": "education",
        "places": (Place(seen(url), name, "site"),),
        "phones": (Quote("foot", "监督电话：0531-00000000", url),),
        "page_count": 20,
        "chars": 9000,
    }
    return InstitutionEvidence(**{**values, **rest})


def institutions(*members: InstitutionEvidence, **rest: Any) -> InstitutionsArea:
    """These institutions under the unit, whose catalogue it has published."""
    catalogue = Quote("", "教育领域公共企事业单位信息公开目录", f"{HOME}ml.html")
    return InstitutionsArea(members, **{"catalogues": (catalogue,), **rest})


def unit(
    kind: UnitKind = UnitKind.DEPARTMENT,
    *,
    portal: bool = False,
    whole_host: bool = False,
    sites: bool = True,
    coverage: str = "complete",
    **shown: Any,
) -> UnitEvidence:
    """A unit with one site that was read whole, a fresh home page, a channel, a service, and what ``shown`` adds."""
    site = Site(HOME, (HOME,), whole_host, portal=portal)
    owner = Unit("jyty", "区教育体育局", kind, sites=(site,) if sites else ())
    shown.setdefault("homes", (home(1),))
    shown.setdefault("disclosure", disclosed())
    shown.setdefault("channels", (channel(),))
    shown.setdefault("services", (channel("办事指南"),))
    shown.setdefault("sites", (SiteEvidence(HOME, HOST, coverage, whole_host, portal),))
    return UnitEvidence(owner, shown.pop("as_of", AS_OF), **shown)


def unread(unit_evidence: UnitEvidence, why: str = BLOCKED) -> UnitEvidence:
    """The same unit with every page unread: nothing it says may be held against anybody."""
    return replace(
        unit_evidence,
        homes=tuple(_unread_home(one, why) for one in unit_evidence.homes),
        columns=tuple(replace(one, seen=_without(one.seen, why)) for one in unit_evidence.columns),
        policies=tuple(_unread_policy(one, why) for one in unit_evidence.policies),
        targets=tuple(replace(one, bearer=_without(one.bearer, why)) for one in unit_evidence.targets),
        pages=(),
        texts=(),
        hosts=tuple(
            replace(one, home=_without(one.home, why), dns=(), tls=(), searches=(), missing_paths=())
            for one in unit_evidence.hosts
        ),
        channels=(),
        services=(),
        messages=(),
        consultations=(),
        audits=(),
        loads={},
        samples=(),
        outlinks=(),
        disclosure=DisclosureArea(),
        decision_catalogues=(),
        decision_items=(),
        standard_catalogues=(),
        systems=SystemsArea(),
        institutions=InstitutionsArea(
            tuple(
                replace(one, places=(), phones=(), page_count=0, chars=0, why_unread=(why,))
                for one in unit_evidence.institutions.members
            ),
            doubts=(why,),
        ),
        requests=RequestArea(unread=(why,)),
        sites=tuple(replace(one, coverage="blocked") for one in unit_evidence.sites),
    )


def _without(page: Seen, why: str) -> Seen:
    return replace(page, status=412, failure="blocked", sha256=None, why_unread=why)


def _unread_home(one: HomeEvidence, why: str) -> HomeEvidence:
    below = tuple(_unread_home(page, why) for page in one.second_level)
    return replace(one, seen=_without(one.seen, why), second_level=below)


def _unread_policy(one: PolicyEvidence, why: str) -> PolicyEvidence:
    below: Iterable[InterpretationEvidence] = one.interpretations
    pages = tuple(replace(each, seen=_without(each.seen, why)) for each in below)
    return replace(one, seen=_without(one.seen, why), interpretations=pages)
