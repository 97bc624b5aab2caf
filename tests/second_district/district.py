"""The whole district on one day."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from functools import lru_cache

from tests.second_district import county, days, health, rest, within, zone
from tests.second_district.book import Answer, Book
from tests.second_district.site import Site
from tests.second_district.standard import finish_map
from tests.second_district.units import SKINS, UNITS

MAKERS: dict[str, Callable[[Site], None]] = {
    "xzf": county.portal, "zfb": within.office, "jtj": within.transport, "sht": within.street, "gxq": zone.zone, "fjq": zone.scenic,
    "rsj": zone.labour, "wjj": health.health, "kjj": rest.science, "lhjd": rest.willow, "zyxx": rest.school, "rmyy": rest.hospital,
}  # fmt: skip
ELSEWHERE = {
    "/": "综合门户", "/trade/": "公共资源交易中心", "/ccgp/": "政府采购网", "/zwfw/": "政务服务网", "/xinfang/": "网上信访", "/jubao/": "举报网站",
}  # fmt: skip


def build(as_of: date, origins: dict[str, str]) -> Book:
    """All pages and the key; ``origins`` names each host's ``http://127.0.0.1:port``. The day must not lie ahead."""
    return _built(as_of, tuple(sorted(origins.items())))


@lru_cache(maxsize=4)
def _built(as_of: date, origins: tuple[tuple[str, str], ...]) -> Book:
    book = Book(as_of, days.today(), dict(origins))
    for path, name in ELSEWHERE.items():
        html = f"<!DOCTYPE html><html lang='zh'><head><title>{name}</title></head><body><h1>{name}</h1><p>欢迎访问{name}。</p></body></html>"
        book.put("friend", path, Answer(html.encode()))
    sites = {unit.id: Site(book, unit, SKINS[unit.id]()) for unit in UNITS.values()}
    for site in sites.values():
        site.owner = next(
            one for one in sites.values() if one.unit.host == site.unit.host and one.unit.whole_host
        )
        if site.owner is not site:
            site.owner.nav_extra.append((site.unit.name, site.unit.root))
    for name, make in MAKERS.items():
        make(sites[name])
    _everywhere(book, sites)
    for site in sites.values():
        finish_map(site)
        site.write()
    return book


def _everywhere(book: Book, sites: dict[str, Site]) -> None:
    """What cannot be judged on hosts given as addresses, and what is right on every other unit."""
    for site in sites.values():
        for check in ("https-missing", "ipv6-missing", "domain-nonstandard"):
            site.alike(check, site.home, why="主机以IP地址给出")
    whole = ("xzf", "gxq", "rsj", "wjj", "zyxx", "rmyy")
    for name in whole:
        for check in ("search-broken", "footer-element-missing", "soft-404", "meta-tag-missing"):
            sites[name].alike(check, sites[name].home, why="齐全")
    for name in ("xzf", "zfb", "jtj", "rsj", "wjj"):
        sites[name].alike("decision-catalogue-missing", sites[name].at("xxgk"), why="已公布当年目录")
