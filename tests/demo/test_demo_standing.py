"""Defects of whole sites: the pages are as the key says, by means that share no code with the checks."""

import re
import socket
import ssl
import time
from collections.abc import Iterator
from datetime import date, timedelta
from http.client import HTTPConnection
from pathlib import Path
from urllib.parse import quote, urlencode, urlsplit

import pytest

from demo.answers import searches, slow_pages
from demo.config import write_config
from demo.district import HOSTS, NAMED_HOSTS, build
from demo.key import expected, expected_undetermined, expected_verdicts, look_alikes
from demo.marks import SITE_CHECKS, marks
from demo.model import District, Expected, Reply, Request
from demo.names import domains
from demo.plan import Column, Plan
from demo.planting import home_url, plant
from demo.samples import Sample, samples
from demo.server import Serving, serve
from demo.spec import UnitSpec

AS_OF = date(2026, 11, 23)
IP = {host: f"http://127.0.0.1:{18101 + number}" for number, host in enumerate(HOSTS)}
CALLED = {host: domain.name for host, domain in domains().items()}
BASE = {
    host: f"http://{CALLED.get(host, '127.0.0.1')}:{18101 + n}"
    for n, host in enumerate((*HOSTS, *NAMED_HOSTS))
}
OWNERS = {
    "kqg": "zone", "hgw": "lake", "zfj": "enforce",
    "qzf": "portal", "rsj": "rsj", "zjj": "zjj", "swj": "swj", "sjj": "sjj",
    "wlj": "wlj", "lyj": "lyj", "nyj": "nyj", "mzj": "mzj", "tyj": "tyj",
}  # fmt: skip
WINDOW_DAYS, DAILY, SHARE, SLOW_MS = 7, 20, 0.05, 15_000


@pytest.fixture(scope="module")
def district() -> District:
    return build(AS_OF, BASE)


@pytest.fixture(scope="module")
def plan() -> Plan:
    return plant(AS_OF, BASE)


def keyed(check: str) -> tuple[Expected, ...]:
    return expected(AS_OF, BASE, (check,))


def look(district: District, url: str, body: dict[str, str] | None = None) -> Reply:
    parts = urlsplit(url)
    host = next(name for name, base in district.base.items() if base == f"{parts.scheme}://{parts.netloc}")
    target = parts.path + (f"?{parts.query}" if parts.query else "")
    query = dict(pair.partition("=")[::2] for pair in parts.query.split("&")) if parts.query else {}
    return district.answer(host, Request("POST" if body else "GET", target, parts.path, query, body or {}))


def text_of(district: District, url: str) -> str:
    charset = "gb18030" if url.startswith(district.base["school"] + "/") else "utf-8"
    return look(district, url).body.decode(charset)


def judged(plan: Plan) -> list[UnitSpec]:
    """Units whose pages are judged as those of government sites."""
    return [unit for unit in plan.units if unit.host not in ("", "blocked") and not unit.institution]


def pages(plan: Plan, unit_id: str) -> Iterator[tuple[str, Column | None, bool]]:
    """(address, column, whether an article) of home, columns and entries that are pages."""
    unit = next(unit for unit in plan.units if unit.id == unit_id)
    yield home_url(plan, unit), None, False
    for column in plan.of_unit(unit):
        if column.spec.state not in ("redirect", "challenge") and not column.spec.hidden:
            yield column.url, column, False
        if column.spec.state not in ("external", "messages", "files", "redirect", "challenge"):
            yield from ((item.url, column, True) for item in column.articles)


# ---------------------------------------------------------------- footers

ELEMENTS = {
    "badge": r"conac\.cn",
    "site-id": r"标识码[：: ]*\d{10}",
    "icp": r"青ICP备\d{8}号",
    "police": r"青公网安备 ?\d{14}号",
    "sponsor": r"主办(?:单位)?：|版权所有：",
    "contact": r"(?:联系|咨询)?电话|联系我们|联系方式",
    "find-error": r"网站找错",
    "site-map": r"(?:网站|站点)(?:地图|导航)|导航地图",
}


@pytest.mark.parametrize("unit", OWNERS)
def test_feet_lack_what_the_key_says_on_every_page(district: District, plan: Plan, unit: str) -> None:
    planted = {item.target for item in keyed("footer-element-missing") if item.unit == unit}
    for url, _, _ in pages(plan, unit):
        foot = re.split(r'class="foot"', text_of(district, url))[-1]
        assert {name for name, words in ELEMENTS.items() if not re.search(words, foot)} == planted, url


# ---------------------------------------------------------------- meta tags

SITE = {"SiteName", "SiteDomain", "SiteIDCode"}
COLUMN = {"ColumnName", "ColumnType"}
COLUMN_ONLY = {"ColumnDescription", "ColumnKeywords"}
ARTICLE = {"ArticleTitle", "PubDate", "ContentSource"}
META = re.compile(r"""<meta\s+(?:name=["']?(\w+)["']?\s+content=["']([^"']*)|content=["']([^"']*)["']\s+name=["']?(\w+))""", re.I)  # fmt: skip


def tags(text: str) -> list[tuple[str, str]]:
    return [(a or d, b or c) for a, b, c, d in META.findall(text.partition("</head>")[0])]


def test_meta_tags_are_missing_where_the_key_says_and_nowhere_else(district: District, plan: Plan) -> None:
    planted = {
        (page, item.target) for item in keyed("meta-tag-missing") for page in item.pages or (item.url,)
    }
    found = set()
    for unit in judged(plan):
        for url, column, is_article in pages(plan, unit.id):
            due = SITE | (COLUMN if column else set())
            due |= (ARTICLE if is_article else COLUMN_ONLY) if column else set()
            has = {name.lower() for name, value in tags(text_of(district, url)) if value}
            found |= {(url, name) for name in due if name.lower() not in has}
    assert found == planted


def test_meta_tags_are_wrong_where_the_key_says_and_nowhere_else(district: District, plan: Plan) -> None:
    planted = {(item.url, item.target) for item in keyed("meta-tag-wrong")}
    found = set()
    for unit in judged(plan):
        for url, column, is_article in pages(plan, unit.id):
            text = text_of(district, url)
            pairs = tags(text)
            names = [name.lower() for name, _ in pairs]
            found |= {(url, name) for name, value in pairs if value in ("{}", "undefined", "null")}
            found |= {(url, name) for name, _ in pairs if names.count(name.lower()) > 1}
            if column and is_article:
                item = next(item for item in column.articles if item.url == url)
                source = re.search(r"来源：([^\s&<]+)", text)
                shown = {"articletitle": item.title, "pubdate": f"{item.day} 09:30"}
                if source and source[1] not in (unit.name, *unit.aliases):
                    shown["contentsource"] = source[1]
                found |= {(url, name) for name, value in pairs if not agrees(shown.get(name.lower()), value)}
    assert found == planted


def agrees(shown: str | None, value: str) -> bool:
    if shown is None or not value:
        return True
    return value.startswith(shown) or shown.startswith(value.rstrip("…"))


def test_a_template_s_fault_is_one_finding_with_all_its_pages(plan: Plan) -> None:
    wide = [item for item in keyed("meta-tag-missing") if item.pages]
    assert {(item.unit, item.target) for item in wide} == {
        ("rsj", "ContentSource"),
        ("zjj", "ColumnKeywords"),
    }
    for item in wide:
        assert item.url == item.pages[0]
        assert len(set(item.pages)) == len(item.pages) > 5


# ---------------------------------------------------------------- search, unknown addresses, slowness

ACTION = re.compile(r'<form action="([^"]+)" method="(get|post)".*?name="(q|keyword|searchword)"', re.S)


def finds_a_title(district: District, plan: Plan, unit_id: str) -> bool | None:
    """None: there is a search box, and nobody can tell where it asks."""
    unit = next(unit for unit in plan.units if unit.id == unit_id)
    text = text_of(district, home_url(plan, unit))
    form = ACTION.search(text)
    if not form:
        return None if "检索" in text or "搜索" in text else False
    title = next(column for column in plan.of_unit(unit) if column.spec.on_home).articles[0].title
    where = form[1] if form[1].startswith("http") else plan.base[unit.host] + form[1]
    url = where if form[2] == "post" else f"{where}?{form[3]}={title}"
    reply = look(district, url, {form[3]: title} if form[2] == "post" else None)
    return reply.status == 200 and f'">{title}</a>' in reply.body.decode()


@pytest.mark.parametrize("unit", OWNERS)
def test_search_finds_a_title_unless_the_key_says_no(district: District, plan: Plan, unit: str) -> None:
    broken = {item.unit for item in keyed("search-broken")}
    unclear = {item.unit for item in expected_undetermined(AS_OF, BASE, ("search-broken",))}
    assert finds_a_title(district, plan, unit) is (None if unit in unclear else unit not in broken)


def test_unknown_addresses_answer_200_only_where_the_key_says(district: District, plan: Plan) -> None:
    homes = {home_url(plan, unit): unit for unit in plan.units if unit.host and unit.host != "blocked"}
    whole = {item.url for item in keyed("soft-404") if item.url in homes}
    for url, unit in homes.items():
        reply = look(district, f"{plan.base[unit.host]}/no-such/x7q2z.html")
        if reply.status == 302:
            reply = look(district, plan.base[unit.host] + reply.headers["Location"])
        assert (reply.status == 200) is (url in whole or unit.host in {homes[home].host for home in whole}), (
            url
        )


def test_pages_that_deny_themselves_have_no_other_text(district: District) -> None:
    lone = [item.url for item in keyed("soft-404") if urlsplit(item.url).path != "/"]
    assert len(lone) == 2
    for url in lone:
        content = re.search(r'id="zoom">(.*?)</div>', text_of(district, url), re.S)
        assert content
        shown = re.sub(r"<[^>]+>|\s", "", content[1])
        assert re.fullmatch(r"(?:对不起，您访问的|该)信息(?:不存在或)?已(?:被)?删除[！。]", shown)


def test_slow_pages_are_slow_every_time_but_those_that_are_slow_once(district: District) -> None:
    fresh = build(AS_OF, BASE)
    guilty = {item.url for item in keyed("page-slow")}
    assert len(guilty) == 2
    for url in guilty:
        assert [look(fresh, url).wait_s for _ in range(3)] == [3.3] * 3, url
    once = BASE["lyj"] + "/"
    assert [look(fresh, once).wait_s for _ in range(3)] == [3.3, 0.0, 0.0]
    assert {item.host for item in slow_pages()} == {"rsj", "mzj", "tyj", "lyj", "wlj"}
    assert sum(reply.wait_s > 0 for replies in district.sites.values() for reply in replies.values()) == 0


# ---------------------------------------------------------------- accessibility, as far as it shows without a browser

FIELD = re.compile(r'<(?:input name|input type="(?:text|search)"|textarea)[^>]*>')


def faults(text: str) -> Iterator[str]:
    if not re.search(r"<html[^>]* lang=", text, re.I):
        yield "html-has-lang"
    if re.search(r"<select(?![^>]*(?:aria-label|title))", text):
        yield "select-name"
    if any(" alt=" not in image for image in re.findall(r"<img[^>]*>", text)):
        yield "image-alt"
    for field in FIELD.findall(text):
        name = re.search(r' id="(\w+)"', field)
        if "aria-label" not in field and not (name and f'<label for="{name[1]}"' in text):
            yield "label"


def test_pages_are_hard_to_use_where_the_key_says(district: District, plan: Plan) -> None:
    planted = {(page, item.target) for item in keyed("accessibility") for page in item.pages or (item.url,)}
    found = set()
    for unit in plan.units:
        for url, _, _ in pages(plan, unit.id) if unit.host not in ("", "blocked") else ():
            found |= {(url, fault) for fault in faults(text_of(district, url))}
    assert found == planted


# ---------------------------------------------------------------- links, items


def test_suspicious_links_and_their_look_alikes_stand_on_their_pages(district: District, plan: Plan) -> None:
    statements = [*keyed("link-suspicious"), *look_alikes(AS_OF, BASE, ("link-suspicious",))]
    assert len(statements) == 14
    for item in statements:
        assert item.target
        own = "/".join(item.url.split("/")[:3])
        written = {item.target, item.target.removeprefix(own), item.target.removeprefix(own + "/")}
        text = text_of(district, item.url)
        assert any(f'="{href}"' in text for href in written), item


def test_no_page_but_the_marked_ones_links_to_vice(district: District) -> None:
    vice = {item.target for item in keyed("link-suspicious") if "/v/" in (item.target or "")}
    seen: set[str] = set()
    for host, replies in district.sites.items():
        for reply in replies.values() if host != "outside" else ():
            seen |= set(
                re.findall(rf"{district.base['outside']}/v/\d\.html", reply.body.decode("utf-8", "replace"))
            )
    assert seen == vice


WORDS = {
    "E3": "规划|计划", "E9": "预算|决算|经费|财务|资产", "H4": "公共卫生|应急|急救|疾病|疫", "H7": "招标|采购|中标",
    "S5": "停水", "S6": "水质", "T2": "安全须知|禁带|安全乘车|乘车安全", "T3": "应急|疏散|灭火|安全锤",
}  # fmt: skip


def test_missing_items_are_nowhere_in_names_or_titles(plan: Plan) -> None:
    missing = keyed("institution-item-missing")
    assert {item.target for item in missing} == set(WORDS)
    for item in missing:
        columns = [column for column in plan.columns.values() if column.unit.id == item.unit]
        named = [column.spec.name for column in columns]
        named += [entry.title for column in columns for entry in column.articles]
        assert not [name for name in named if re.search(WORDS[item.target or ""], name)], item


# ---------------------------------------------------------------- samples


def verdict_of(taken: list[Sample], last: date) -> bool | None:
    """Whether a site is unreachable by the samples of WINDOW_DAYS days; None: too few of them."""
    days = [last - timedelta(days=back) for back in range(WINDOW_DAYS)]
    week = [one for one in taken if one.at.date() in days]
    if any(sum(one.at.date() == day for one in week) < DAILY for day in days):
        return None
    bad = [one for one in week if one.elapsed_ms >= SLOW_MS or one.failure or (one.status or 0) >= 500]
    return len(bad) / len(week) >= SHARE


def test_samples_prove_what_the_key_says_in_either_window(plan: Plan) -> None:
    taken: dict[str, list[Sample]] = {}
    for one in samples(AS_OF, BASE):
        taken.setdefault(one.url, []).append(one)
    guilty = {item.url for item in keyed("site-unreachable")}
    few = {item.url for item in expected_undetermined(AS_OF, BASE, ("site-unreachable",))}
    hosts = {home_url(plan, unit): unit for unit in plan.units if unit.id in {*OWNERS, "slj"}}
    assert guilty < set(hosts)
    assert {home_url(plan, unit) for unit in plan.units if unit.host} == set(taken)
    for url in hosts:
        for last in (AS_OF, AS_OF - timedelta(days=1)):
            assert verdict_of(taken[url], last) is (None if url in few else url in guilty), url
    assert all(one.at.utcoffset() == timedelta(hours=8) for one in taken[home_url(plan, plan.units[0])])


def test_institutions_are_not_accused_of_their_samples() -> None:
    (hospital,) = [one for one in look_alikes(AS_OF, BASE, ("site-unreachable",)) if one.unit == "rmyy"]
    assert verdict_of([one for one in samples(AS_OF, BASE) if one.url == hospital.url], AS_OF) is True


# ---------------------------------------------------------------- the key


def test_marks_name_units_that_exist_and_edit_what_they_fit() -> None:
    known = {unit.id for unit in plant(AS_OF, BASE).units}
    assert {mark.unit for mark in marks()} <= known
    assert {mark.says for mark in marks()} <= {"guilty", "innocent", "doubt"}
    assert all(mark.why for mark in marks())


@pytest.mark.parametrize("check", sorted(SITE_CHECKS))
def test_every_check_has_two_defects_and_three_look_alikes(check: str) -> None:
    guilty, innocent = expected(AS_OF, BASE, (check,)), look_alikes(AS_OF, BASE, (check,))
    assert len(guilty) >= 2
    assert len(innocent) >= 3
    assert len({item.unit for item in guilty}) >= 2
    accused = {(item.unit, item.url, item.target) for item in guilty}
    assert len(accused) == len(guilty)
    assert not accused & {(item.unit, item.url, item.target) for item in innocent}


@pytest.mark.parametrize("offset", [0, 45, 107, 366])
def test_key_holds_for_any_day(offset: int) -> None:
    day = AS_OF + timedelta(days=offset)
    kept = [
        (i.unit, i.check, i.target) for i in expected(day, BASE, SITE_CHECKS) if "/v/" not in (i.target or "")
    ]
    now = [
        (i.unit, i.check, i.target)
        for i in expected(AS_OF, BASE, SITE_CHECKS)
        if "/v/" not in (i.target or "")
    ]
    assert sorted(kept, key=str) == sorted(now, key=str)
    build(day, BASE)  # every mark fits its page


def test_named_sites_stay_out_until_they_are_named() -> None:
    named = {"wlj", "lyj", "nyj", "mzj", "tyj", "rdzx"}
    assert not named & set(expected_verdicts(AS_OF, IP))
    assert named < set(expected_verdicts(AS_OF, BASE))
    assert not [item for item in expected(AS_OF, IP, None) if item.unit in named]


# ---------------------------------------------------------------- names and TLS


@pytest.fixture(scope="module")
def serving() -> Iterator[Serving]:
    with serve(AS_OF, first_port=0, named=True) as found:
        yield found


def test_origins_bear_names_that_only_the_table_resolves(serving: Serving) -> None:
    assert serving.names
    for host in (*HOSTS, *NAMED_HOSTS):
        parts = urlsplit(serving.origins[host])
        name = serving.names.table.get(parts.hostname or "")
        assert (name is None) is (parts.hostname == "127.0.0.1")
        assert name is None or name.addresses == ("127.0.0.1",)
    assert "www.hdyunxi-gov-cn.com" in serving.names.table


@pytest.mark.parametrize("host", list(domains()))
def test_named_sites_answer_on_their_address(serving: Serving, host: str) -> None:
    port = urlsplit(serving.origins[host]).port
    connection = HTTPConnection("127.0.0.1", port, timeout=10)
    try:
        connection.request("GET", "/robots.txt", headers={"Host": domains()[host].name})
        assert connection.getresponse().read().startswith(b"User-agent")
    finally:
        connection.close()


def handshake(serving: Serving, name: str) -> str:
    """How HTTPS to a name ends: none, ok, or OpenSSL's reason."""
    assert serving.names
    known = serving.names.table[name]
    if known.tls_port is None:
        return "none"
    context = ssl.create_default_context(cafile=str(serving.names.ca_file))
    try:
        with (
            socket.create_connection((known.addresses[0], known.tls_port), timeout=10) as plain,
            context.wrap_socket(plain, server_hostname=name) as secure,
        ):
            secure.sendall(f"GET /robots.txt HTTP/1.0\r\nHost: {name}\r\n\r\n".encode())
            return "ok" if secure.recv(64).startswith(b"HTTP/1.1 200") else "no answer"
    except ssl.SSLCertVerificationError as error:
        return error.verify_message


def test_https_is_valid_unless_the_key_says_no(serving: Serving) -> None:
    broken = {item.unit for item in expected(AS_OF, serving.origins, ("https-missing",))}
    ends = {host: handshake(serving, domain.name) for host, domain in domains().items()}
    assert {host for host, end in ends.items() if end != "ok"} == broken
    assert ends["nyj"] == "none"
    assert "expired" in ends["mzj"]
    assert "mismatch" in ends["tyj"]


def test_names_without_aaaa_are_those_of_the_key(serving: Serving) -> None:
    assert serving.names
    lacking = {item.unit for item in expected(AS_OF, serving.origins, ("ipv6-missing",))}
    assert {
        host for host, domain in domains().items() if not serving.names.table[domain.name].aaaa
    } == lacking
    strange = {item.unit for item in expected(AS_OF, serving.origins, ("domain-nonstandard",))}
    below = {host for host, d in domains().items() if f".{d.name}".endswith(".hdyunxi.gov.cn")}
    assert set(domains()) - below == strange | {"rmt"}


def test_a_slow_page_waits(serving: Serving) -> None:
    began = time.monotonic()
    connection = HTTPConnection("127.0.0.1", urlsplit(serving.origins["tyj"]).port, timeout=10)
    try:
        connection.request("GET", "/list.asp?cid=tzgg")
        assert connection.getresponse().read()
    finally:
        connection.close()
    assert 3 < time.monotonic() - began < 8


def test_search_answers_over_the_wire(serving: Serving) -> None:
    title = plant(AS_OF, serving.origins).columns["rsj/1501"].articles[0].title
    port = urlsplit(serving.origins["rsj"]).port
    connection = HTTPConnection("127.0.0.1", port, timeout=10)
    try:
        form = {"Content-Type": "application/x-www-form-urlencoded"}
        connection.request("POST", searches()["rsj"].form, urlencode({"keyword": title}), form)
        assert title in connection.getresponse().read().decode()
        connection.request("GET", f"{searches()['rsj'].form}?keyword={quote(title[:6])}")
        assert title[:6] in connection.getresponse().read().decode()
    finally:
        connection.close()


def test_config_names_the_named(tmp_path: Path, serving: Serving) -> None:
    text = write_config(tmp_path, serving.origins).read_text(encoding="utf-8")
    assert f'url = "{serving.origins["lyj"]}/"' in text
    assert f'url = "{serving.origins["portal"]}/"' in text
