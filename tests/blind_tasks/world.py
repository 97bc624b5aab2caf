"""The cases, and a small site for each: written as HTML, read as any other page, recorded, indexed and judged."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterable, Iterator
from contextlib import closing
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, time
from functools import cache, partial
from hashlib import sha256
from pathlib import Path
from typing import Any
from zlib import crc32

from checks.engine.lexicon import load_lexicon
from checks.engine.model import TaskRow
from checks.engine.registry import CheckSpec, all_checks
from checks.engine.run import ask_all, judge
from checks.engine.standard import Standard, all_rules, load_standards
from checks.engine.tasks.desk import TaskDesk
from checks.engine.tasks.model import Judged, Table
from checks.engine.workdays import load_calendar
from crawler.columns import rebuild_columns
from crawler.extract.links import url_key
from crawler.extract.page import read_page
from crawler.sites import hosts_of
from crawler.storage import open_store
from evidence.district import DistrictFiles
from evidence.records import Fetch, HostRun, Site, Unit, UnitKind
from evidence.store import HostStore
from evidence.task_files import index_tasks
from evidence.view import view

HERE = Path(__file__).parent / "data"
CONFIG = Path(__file__).resolve().parents[2] / "config"
DISTRICT = "云州市云澜区"
HOST = "www.yunlan.example"
PORTAL = "qzf"
RUN = "20240120-0200"
_TABLE = re.compile(r"(〔[^〕]*\|[^〕]*〕)")


@dataclass(frozen=True, slots=True)
class Page:
    """One article as a case states it. ``mark``: + - ~ or =x (data/training.toml)."""

    mark: str
    on: date
    column: str
    title: str
    text: str
    source: str
    site: str

    @property
    def url(self) -> str:
        return f"{column_url(self.site, self.column)}{self.on:%Y%m}/t{crc32((self.title + str(self.on)).encode()):08x}.html"


@dataclass(frozen=True, slots=True)
class Case:
    """What a unit's site shows of one task, and what a careful auditor says of it."""

    id: str
    task: int
    unit: str
    states: frozenset[str]
    count: int | None
    why: str
    pages: tuple[Page, ...]
    day: date
    unread: tuple[str, ...]  # columns of the unit that could not be read


@cache
def units_told() -> dict[str, Any]:
    """The district's units as the data states them, and the day of judging."""
    return tomllib.loads((HERE / "units.toml").read_text("utf-8"))


@cache
def cases() -> tuple[Case, ...]:
    """All cases, by file and place in it."""
    told = (tomllib.loads(path.read_text("utf-8")).get("case", []) for path in sorted(HERE.glob("*.toml")))
    return tuple(_case(one) for of_file in told for one in of_file)


def _case(told: dict[str, Any]) -> Case:
    return Case(
        told["id"], told["task"], told["unit"], frozenset(told["state"].split("|")), told.get("count"), told["why"],
        tuple(_page(row, told["unit"]) for row in told["pages"]), told.get("day", units_told()["day"]),
        tuple(told.get("unread", ())),
    )  # fmt: skip


def _page(row: list[str], unit: str) -> Page:
    mark, on, column, title, text, source, site = (*row, "", "")[:7]
    own = units_told()["unit"][unit]["aliases"][0]
    return Page(mark, date.fromisoformat(on), column, title, text, source or own, site or unit)


# ---------------------------------------------------------------- the site


def home_url(unit: str) -> str:
    return f"http://{HOST}/" if unit == PORTAL else f"http://{HOST}/{unit}/"


def column_url(unit: str, path: str) -> str:
    parts = path.split("/")
    return home_url(unit) + "".join(f"c{crc32(part.encode()) % 10000}/" for part in parts)


def units_of(case: Case) -> tuple[Unit, ...]:
    """All units of the district; those that the case is about, and the portal, have a site."""
    shown = {PORTAL, case.unit, *(page.site for page in case.pages)}
    return tuple(
        Unit(key, one["name"], UnitKind(one["kind"]), tuple(one["aliases"]), sites=_sites(key) if key in shown else ())
        for key, one in units_told()["unit"].items()
    )  # fmt: skip


def _sites(unit: str) -> tuple[Site, ...]:
    home = home_url(unit)
    return (Site(home, (home,), unit == PORTAL, portal=unit == PORTAL),)


def _frame(title: str, body: str) -> bytes:
    return (
        f'<!DOCTYPE html><html><head><meta charset="utf-8"><title>{title}</title></head><body>{body}'
        '<div class="footer"><p>主办：云澜区人民政府</p><p>版权所有</p></div></body></html>'
    ).encode()


def _crumbs(unit: str, path: str) -> str:
    parts = path.split("/")
    steps = [f'<a href="{home_url(unit)}">首页</a>']
    steps += [
        f'<a href="{column_url(unit, "/".join(parts[: n + 1]))}">{part}</a>' for n, part in enumerate(parts)
    ]
    return f'<div class="position">当前位置：{" &gt; ".join(steps)}</div>'


def _nav(unit: str, columns: Iterable[str]) -> str:
    links = (f'<li><a href="{column_url(unit, top)}">{top}</a></li>' for top in columns)
    return f'<div class="nav"><ul>{"".join(links)}</ul></div>'


def _list(unit: str, path: str, pages: Iterable[Page], below: Iterable[str]) -> str:
    menu = "".join(
        f'<li><a href="{column_url(unit, one)}">{one.rsplit("/", 1)[-1]}</a></li>' for one in below
    )
    rows = "".join(
        f'<li><a href="{page.url}">{page.title}</a><span>{page.on}</span></li>'
        for page in sorted(pages, key=lambda page: page.on, reverse=True)
    )
    return f'{_crumbs(unit, path)}<ul class="menu">{menu}</ul><ul class="list">{rows}</ul>'


def _paragraphs(text: str) -> str:
    """Sentences as paragraphs; what stands in 〔 〕 as a table."""
    if not text.startswith("〔"):
        return "".join(f"<p>{part}。</p>" for part in text.split("。") if part)
    rows = (f"<tr><td>{row.replace('|', '</td><td>')}</td></tr>" for row in text[1:-1].split("；"))
    return f"<table>{''.join(rows)}</table>"


def _article(page: Page) -> str:
    text = "".join(map(_paragraphs, _TABLE.split(page.text)))
    return (
        f'{_crumbs(page.site, page.column)}<div class="article"><h1>{page.title}</h1><div class="info">'
        f"<span>发布日期：{page.on}</span><span>来源：{page.source}</span></div>"
        f'<div class="content">{text}</div></div>'
    )


def site(case: Case) -> Iterator[tuple[str, int, bytes | None]]:
    """Address, depth and body of every page; no body where it could not be read."""
    for unit in sorted({PORTAL, case.unit, *(page.site for page in case.pages)}):
        own = [page for page in case.pages if page.site == unit]
        lists = {page.column for page in own} | (set(case.unread) if unit == case.unit else set())
        lists |= {path.split("/")[0] for path in lists}
        tops = sorted({path for path in lists if "/" not in path})
        nav = _nav(unit, tops)
        name = units_told()["unit"][unit]["name"]
        yield home_url(unit), 0, _frame(name, nav + f"<p>{name}网站</p>")
        for path in sorted(lists):
            below = [one for one in sorted(lists) if one.startswith(f"{path}/")]
            rows = [page for page in own if page.column == path]
            body = _frame(f"{path.rsplit('/', 1)[-1]}-{name}", nav + _list(unit, path, rows, below))
            yield column_url(unit, path), 1, None if path in case.unread else body
        for page in own:
            yield page.url, 2, _frame(f"{page.title}-{name}", nav + _article(page))


def record(case: Case, data: Path) -> None:
    """Write the evidence file of the case's host."""
    now = datetime.combine(case.day, time(2), UTC)
    with closing(open_store(data, HOST)) as store:
        store.start_run(RUN, now)
        count = sum(_record(store, now, *page) for page in site(case))
        store.flush()
        (host,) = hosts_of(units_of(case))
        rebuild_columns(store, host)
        store.finish_run(HostRun(RUN, now, now, pages=count, requests=count))


def _record(store: HostStore, now: datetime, url: str, depth: int, body: bytes | None) -> int:
    if body is None:
        store.record(Fetch(url, now, failure="timeout", depth=depth), None, None)
        return 0
    fetch = Fetch(
        url, now, status=200, content_type="text/html", sha256=sha256(body).hexdigest(), body_bytes=len(body),
        depth=depth,
    )  # fmt: skip
    store.record(fetch, body, read_page(body, url, "text/html"))
    return 1


@cache
def standards() -> tuple[Standard, ...]:
    return load_standards([CONFIG / "standards"], ["national", "shizhong-2023"])


@cache
def _standards_of(task: int) -> tuple[Standard, ...]:
    """All standards, the table cut to one task."""
    return tuple(replace(one, table=_cut(one.table, task)) if one.table else one for one in standards())


def _cut(table: Table, task: int) -> Table:
    return replace(table, tasks=tuple(one for one in table.tasks if one.number == task))


@cache
def _asked_of(task: int) -> tuple[CheckSpec, ...]:
    """The checks that a task rests on."""
    tables = [standard.table for standard in _standards_of(task) if standard.table]
    parts = [part for table in tables for one in table.tasks for part in one.parts]
    names = {name for part in parts if isinstance(part, Judged) for name in part.checks}
    names |= {rule.check for rule in all_rules(standards()) if rule.id in names}
    return tuple(spec for spec in all_checks() if spec.id in names)


_calendar = cache(partial(load_calendar, CONFIG / "calendar"))
_lexicon = cache(partial(load_lexicon, [CONFIG / "lexicons"]))


def judged(case: Case, data: Path) -> TaskRow:
    """The case's row of the unit, after the checks that its task rests on have been asked."""
    record(case, data)
    units, told, checks = units_of(case), _standards_of(case.task), _asked_of(case.task)
    with closing(DistrictFiles.open(data, units, (HOST,), DISTRICT, url_key, RUN)) as files:
        seen = view(files, case.day).units
        desk = TaskDesk.over(told, units, index_tasks(files), case.day)
        ask_all(desk, seen, told, _calendar(), checks, _lexicon())
        (unit,) = [one for one in seen if one.unit.id == case.unit]
        (row,) = judge(unit, told, _calendar(), checks, _lexicon(), desk).tasks
    return row
