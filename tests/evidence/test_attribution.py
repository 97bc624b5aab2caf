"""Whose a page is: longest scope, then its source or issuer, then the owner of the host."""

from __future__ import annotations

import pytest

from evidence.attribution import Attribution, bare
from evidence.records import Site, Unit, UnitKind

HOST = "http://www.example.gov.cn"
SCHOOL = "https://school.example.com:8443"


def unit(name: str, *scopes: str, aliases: tuple[str, ...] = (), whole: bool = False) -> Unit:
    sites = tuple(Site(scope, (scope,), whole) for scope in scopes)
    return Unit(name, name, UnitKind.DEPARTMENT, aliases, sites=sites)


UNITS = Attribution.of(
    [
        unit("区政府", f"{HOST}/", whole=True),
        unit("教育局", f"{HOST}/jyty/", aliases=("区教体局", "综合科")),
        unit("考试中心", f"{HOST}/jyty/ksy/"),
        unit("财政局", aliases=("区 财政局", "综合科")),
        unit("学校", f"{SCHOOL}/"),
    ]
)


@pytest.mark.parametrize(
    ("url", "source", "issuer", "whose"),
    [
        (f"{HOST}/jyty/a.html", None, None, "教育局"),
        (f"{HOST}/jyty/", None, None, "教育局"),
        (f"{HOST}/jyty/ksy/1.html", None, None, "考试中心"),  # the longest scope
        (f"{HOST}/jyty/ksyx/1.html", None, None, "教育局"),
        (f"{HOST}/jyty2/1.html", None, None, "区政府"),
        (f"{HOST}/jyty/1.html", "财政局", None, "教育局"),  # place before name
        ("https://WWW.EXAMPLE.GOV.CN:443/jyty/1.html", None, None, "教育局"),
        (f"{HOST}/zwgk/1.html", "区教体局", None, "教育局"),
        (f"{HOST}/zwgk/1.html", "区财政局", None, "财政局"),
        (f"{HOST}/zwgk/1.html", "财政局", "教育局", "教育局"),  # the issuer before the source
        (f"{HOST}/zwgk/1.html", "新华社", "教育局", "教育局"),
        (f"{HOST}/zwgk/1.html", "财政局", "新华社", "财政局"),
        (f"{HOST}/zwgk/1.html", "综合科", None, "区政府"),  # two units bear that name
        (f"{HOST}/zwgk/1.html", "教育局办公室", None, "区政府"),  # only a whole name counts
        (f"{HOST}/", None, None, "区政府"),
        (f"{SCHOOL}/x", None, None, "学校"),
        ("https://school.example.com/x", None, None, None),
        ("http://elsewhere.example.com/x", None, None, None),
        ("http://elsewhere.example.com/x", "财政局", None, "财政局"),
    ],
)
def test_whose_page(url: str, source: str | None, issuer: str | None, whose: str | None) -> None:
    assert UNITS.unit_of(url, source, issuer) == whose


def test_order_of_configuration_makes_no_difference() -> None:
    units = [unit("内", f"{HOST}/a/b/"), unit("外", f"{HOST}/a/"), unit("主", f"{HOST}/")]
    for order in (units, units[::-1]):
        found = Attribution.of(order)
        assert [found.unit_of(f"{HOST}/{path}") for path in ("a/b/1", "a/1", "1")] == ["内", "外", "主"]


def test_a_name_twice_in_one_unit_stays_its_own() -> None:
    found = Attribution.of([unit("教育局", f"{HOST}/", aliases=("教育局", "教 育局"))])
    assert found.by_name("教育局") == "教育局"
    assert found.by_name(None, "", "别的") is None


@pytest.mark.parametrize(
    ("url", "address"),
    [
        ("http://A.cn", "a.cn/"),
        ("https://a.cn:443/X", "a.cn/X"),
        ("http://a.cn:80/", "a.cn/"),
        ("http://a.cn:8080/x", "a.cn:8080/x"),
        ("http://[::1]:80/x", "[::1]/x"),
    ],
)
def test_bare_addresses(url: str, address: str) -> None:
    assert bare(url) == address
