"""``config/sites.toml`` → Config: read once, fully, with every complaint at its file and line.

Three passes: each key by itself (``crawler.sites_tables``), keys against one another (``_across``), then the
frozen types of ``evidence.records``. All complaints of the first two are told together.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import replace
from pathlib import Path
from typing import Any

from pydantic import ValidationError

from crawler.extract.links import normalise
from crawler.sites_tables import (
    RENDER,
    ColumnTable,
    Complaint,
    CrawlTable,
    FileTable,
    SiteTable,
    UnitTable,
    explain,
    label,
    shown,
    suggest,
    url_fault,
)
from evidence.domains import netloc_of
from evidence.errors import ConfigError
from evidence.records import ColumnCorrection, ColumnKind, Config, CrawlSettings, District, Host, Site, Unit
from evidence.records import UnitKind as Kind
from evidence.toml_lines import TomlFile, Where, load


def load_config(path: Path) -> Config:
    """Read and check a whole ``sites.toml``.

    Units, sites and columns come in the order of the file; URLs are normalised; hosts in the order in which
    units name them. Raises ConfigError with every complaint, by line.
    """
    file = load(path)
    try:
        tables = FileTable.model_validate(file.data)
    except ValidationError as invalid:
        _refuse(file, [*map(explain, invalid.errors()), *_across(file)])
    _refuse(file, list(_across(file)))
    crawl = _crawl(CrawlSettings(), tables.crawl)
    units = tuple(_unit(table, crawl) for table in tables.unit)
    district = District(tables.district.name, tables.district.timezone, tuple(tables.district.standards))
    return Config(str(path), district, crawl, units, hosts_of(units))


def find_companion(config_path: Path, name: str) -> Path:
    """Where ``standards``, ``lexicons``, ``calendar`` or ``waivers.toml`` is read from.

    Beside the configuration if it is there, else the program's own: inside the installed package, or in
    the repository it runs from. The place beside the configuration if neither has it.
    """
    beside = config_path.parent / name
    return next((place for place in (beside, *_own_places(name)) if place.exists()), beside)


def companions(config_path: Path, name: str) -> list[Path]:
    """Every place where files of a folder are looked for, in order: a file absent beside the configuration is the
    program's own."""
    places = [place for place in (config_path.parent / name, *_own_places(name)) if place.exists()]
    return places or [config_path.parent / name]


def _own_places(name: str) -> list[Path]:
    root = Path(__file__).resolve().parents[1]
    own = [root / "xunjian" / "config" / name]
    return own + ([root / "config" / name] if (root / "pyproject.toml").is_file() else [])


def hosts_of(units: tuple[Unit, ...]) -> tuple[Host, ...]:
    """One Host for every netloc that the units' sites name, its limits those of the most careful unit."""
    hosts: dict[str, Host] = {}
    for unit in units:
        for site in unit.sites:
            netloc = netloc_of(site.url)
            columns = tuple(c.url for c in unit.columns if netloc_of(c.url) == netloc)
            host = Host(netloc, (site.url,), columns, site.crawl)
            hosts[netloc] = _merge(hosts[netloc], host) if netloc in hosts else host
    return tuple(hosts.values())


def _merge(one: Host, other: Host) -> Host:
    """Two units' wishes for one host: the gentler pace, the longer reach."""
    a, b = one.crawl, other.crawl
    crawl = replace(
        a,
        pages=max(a.pages, b.pages),
        requests_per_second=min(a.requests_per_second, b.requests_per_second),
        concurrency=min(a.concurrency, b.concurrency),
        timeout_seconds=max(a.timeout_seconds, b.timeout_seconds),
        external_links=a.external_links or b.external_links,
        recheck_minutes=max(a.recheck_minutes, b.recheck_minutes),
        lookback_days=max(a.lookback_days, b.lookback_days),
        render=max(a.render, b.render, key=RENDER.index),
        search_titles=min(a.search_titles, b.search_titles),
    )
    starts = dict.fromkeys((*one.start_urls, *other.start_urls))
    columns = dict.fromkeys((*one.column_urls, *other.column_urls))
    return Host(one.netloc, tuple(starts), tuple(columns), crawl)


def _refuse(file: TomlFile, complaints: list[Complaint]) -> None:
    if complaints:
        ordered = sorted((file.line_of(where), message) for where, message in complaints)
        raise ConfigError([f"{file.path}:{line}: {message}" for line, message in dict.fromkeys(ordered)])


# ---------------------------------------------------------------- keys against one another


def _across(file: TomlFile) -> Iterator[Complaint]:
    """What no key shows by itself. Reads the raw data, so that one bad key hides no other complaint."""
    units = list(_tables(file.data, "unit"))
    ids = [unit.get("id") for _, unit in units]
    yield from _repeated(file, [(("unit", n, "id"), unit.get("id")) for n, unit in units])
    for number, unit in units:
        yield from _belonging(("unit", number), unit, ids)
        yield from _foreign_scopes(("unit", number), unit)
        yield from _columns(file, ("unit", number), unit)
    yield from _equal_scopes(file, units)


def _usable(text: object) -> str | None:
    """The normalised address, None where it is none: the data may be anything here."""
    return normalise(text) if isinstance(text, str) and not url_fault(text) else None


def _tables(parent: Mapping[str, Any], key: str) -> Iterator[tuple[int, dict[str, Any]]]:
    """The tables of an array with their places; anything else there is complained of elsewhere."""
    found = parent.get(key)
    for number, table in enumerate(found if isinstance(found, list) else ()):
        if isinstance(table, dict):
            yield number, table


def _repeated(file: TomlFile, entries: list[tuple[Where, Any]]) -> Iterator[Complaint]:
    first: dict[str, Where] = {}
    for where, value in entries:
        if isinstance(value, str) and first.setdefault(value, where) != where:
            message = f"{value!r} stands in {file.where(first[value])} already; keep one of the two"
            yield where, f"{label(where)} {message}"


def _belonging(base: Where, unit: Mapping[str, Any], ids: list[Any]) -> Iterator[Complaint]:
    """Keys that only institutions bear, and the supervisor that must exist."""
    sector, supervisor, kind = unit.get("sector"), unit.get("supervisor"), unit.get("kind")
    if sector is not None and kind in tuple(Kind) and kind != Kind.INSTITUTION:
        message = (
            f"unit.sector {shown(sector)} does not apply to kind {kind!r}; remove it or correct the kind"
        )
        yield (*base, "sector"), message
    if isinstance(supervisor, str) and supervisor == unit.get("id"):
        yield (
            (*base, "supervisor"),
            f"unit.supervisor {supervisor!r} is the unit itself; name another or remove it",
        )
    elif isinstance(supervisor, str) and supervisor not in ids:
        others = [known for known in ids if isinstance(known, str)]
        advice = suggest(supervisor, others, "write the id of a unit of this file")
        yield (*base, "supervisor"), f"unit.supervisor {supervisor!r} is no unit; {advice}"


def _scopes(site: Mapping[str, Any]) -> Iterator[tuple[Where, str]]:
    """The usable prefixes of a site with their places; the whole host stands at the site's url."""
    written = site.get("scope")
    for number, text in enumerate(written if isinstance(written, list) else ()):
        prefix = _usable(text)
        if prefix:
            yield ("scope", number), _prefix(prefix)
    home = _usable(site.get("url"))
    if home and written is None:
        yield ("url",), _whole_host(home)


def _prefix(url: str) -> str:
    """A scope as it is stored: a last part without dot or query is a directory and gets its slash."""
    last = url.rpartition("/")[2]
    return f"{url}/" if last and not re.search(r"[.?]", last) else url


def _whole_host(url: str) -> str:
    return f"{url.partition('://')[0]}://{netloc_of(url)}/"


def _foreign_scopes(base: Where, unit: Mapping[str, Any]) -> Iterator[Complaint]:
    for number, site in _tables(unit, "site"):
        home = _usable(site.get("url"))
        for place, prefix in _scopes(site):
            if home and netloc_of(prefix) != netloc_of(home):
                advice = f"move it to a [[unit.site]] of its own, or write http://{netloc_of(home)}/…"
                message = f"unit.site.scope {prefix!r} is not on the site's host {netloc_of(home)}; {advice}"
                yield (*base, "site", number, *place), message


def _columns(file: TomlFile, base: Where, unit: Mapping[str, Any]) -> Iterator[Complaint]:
    """Corrections of columns: each on a host of the unit, each column once."""
    homes = [_usable(site.get("url")) for _, site in _tables(unit, "site")]
    hosts = {netloc_of(home) for home in homes if home}
    entries: list[tuple[Where, Any]] = []
    for number, column in _tables(unit, "column"):
        where: Where = (*base, "column", number, "url")
        url = _usable(column.get("url"))
        entries.append((where, url))
        if url and netloc_of(url) not in hosts and None not in homes:
            named = ", ".join(sorted(hosts)) or "none: it has no [[unit.site]]"
            yield (
                where,
                f"unit.column.url {url!r} is on no host of the unit ({named}); correct it or add the site",
            )
    yield from _repeated(file, entries)


def _equal_scopes(file: TomlFile, units: list[tuple[int, dict[str, Any]]]) -> Iterator[Complaint]:
    """Prefixes that two units claim; scheme and trailing slash make no difference."""
    first: dict[str, tuple[int, Where]] = {}
    for number, unit in units:
        for site_number, site in _tables(unit, "site"):
            for place, prefix in _scopes(site):
                where: Where = ("unit", number, "site", site_number, *place)
                owner, there = first.setdefault(prefix.partition("://")[2].rstrip("/"), (number, where))
                if owner != number:
                    yield where, _claimed_twice(prefix, place, dict(units)[owner], file.where(there))


def _claimed_twice(prefix: str, place: Where, owner: Mapping[str, Any], there: str) -> str:
    other = f"unit {owner.get('id')!r} in {there}"
    if place == ("url",):
        whole = f"unit.site.url without a scope claims the whole host {prefix!r}"
        return f"{whole}, as does {other}; give one of them a scope"
    return f"unit.site.scope {prefix!r} is also claimed by {other}; give each unit prefixes of its own"


# ---------------------------------------------------------------- the frozen types


def _crawl(base: CrawlSettings, table: CrawlTable) -> CrawlSettings:
    said = {name: getattr(table, name) for name in CrawlTable.model_fields}
    return replace(base, **{name: value for name, value in said.items() if value is not None})


def _unit(table: UnitTable, crawl: CrawlSettings) -> Unit:
    return Unit(
        id=table.id,
        name=table.name,
        kind=Kind(table.kind),
        aliases=tuple(table.aliases),
        supervisor=table.supervisor,
        sector=table.sector,
        services=table.services,
        sites=tuple(_site(site, crawl) for site in table.site),
        columns=tuple(_column(column) for column in table.column),
    )


def _site(table: SiteTable, crawl: CrawlSettings) -> Site:
    scope = tuple(dict.fromkeys(prefix for _, prefix in _scopes(table.model_dump())))
    url = normalise(table.url) or table.url
    whole = any(prefix == _whole_host(prefix) for prefix in scope)
    return Site(url, scope, whole, table.site_id, table.portal, _crawl(crawl, table))


def _column(table: ColumnTable) -> ColumnCorrection:
    kind = ColumnKind(table.kind) if table.kind else None
    url = normalise(table.url) or table.url
    return ColumnCorrection(url, table.name, kind, table.max_age_days, table.archived)
