"""The demo district itself: its pages answer as planted, and its key speaks of pages that exist."""

import re
import tomllib
from collections.abc import Iterator
from datetime import date, timedelta
from http.client import HTTPConnection
from pathlib import Path
from urllib.parse import urldefrag, urljoin, urlsplit

import pytest

from demo.config import write_config
from demo.district import build
from demo.key import (
    BY_THE_CALENDAR,
    expected,
    expected_undetermined,
    expected_verdicts,
    look_alikes,
)
from demo.model import District, Expected, LookAlike, Reply, Request
from demo.planting import plant
from demo.server import HOSTS, Serving, serve

AS_OF = date(2026, 11, 23)
BASE = {host: f"http://127.0.0.1:{18101 + number}" for number, host in enumerate(HOSTS)}
BASIC = (
    "column-empty", "column-stale", "columns-not-updated", "home-stale", "policy-uninterpreted",
    "interpretation-unlinked", "link-dead",
)  # fmt: skip
"""Checks whose plan this file tests; those of public.py and standing.py have files of their own."""
DEAD = {404, 410, 500, 502}
HREF = re.compile(r'href="([^"]*)"')
PAGER = re.compile(r'createPageHTML\((\d+), (\d+), "index", "html"\);</script>')
ENDLESS = ("/calendar.asp", "sort=", "order=", "dept=", "type=", "jsessionid")


@pytest.fixture(scope="module")
def serving() -> Iterator[Serving]:
    with serve(AS_OF, first_port=0) as found:
        yield found


@pytest.fixture(scope="module")
def district() -> District:
    return build(AS_OF, BASE)


def ask(url: str, method: str = "GET", body: str | None = None) -> tuple[int, bytes, dict[str, str]]:
    parts = urlsplit(url)
    connection = HTTPConnection(parts.netloc, timeout=10)
    try:
        target = parts.path + (f"?{parts.query}" if parts.query else "")
        connection.request(method, target or "/", body)
        answer = connection.getresponse()
        return answer.status, answer.read(), dict(answer.getheaders())
    finally:
        connection.close()


def look(district: District, url: str) -> Reply:
    parts = urlsplit(url)
    origin = f"{parts.scheme}://{parts.netloc}"
    host = next(name for name, base in district.base.items() if base == origin)
    target = parts.path + (f"?{parts.query}" if parts.query else "")
    query = dict(pair.partition("=")[::2] for pair in parts.query.split("&")) if parts.query else {}
    return district.answer(host, Request("GET", target, parts.path, query, {}))


def links(url: str, text: str) -> Iterator[str]:
    hrefs = [*HREF.findall(text)]
    for total, index in PAGER.findall(text):
        hrefs += [f"index_{number}.html" for number in range(1, int(total)) if index == "0"]
    for href in hrefs:
        if not href.startswith(("#", "javascript:", "mailto:", "tel:")):
            yield urldefrag(urljoin(url, href.replace("&amp;", "&"))).url


def walk(district: District) -> dict[str, tuple[Reply, str]]:
    """Every page reached by links, as (reply, the first page that links to it); traps are not entered."""
    todo = [(BASE[host] + "/", "") for host in HOSTS if host != "outside"]
    found: dict[str, tuple[Reply, str]] = {}
    while todo:
        url, origin = todo.pop(0)
        if url in found or any(mark in url for mark in ENDLESS):
            continue
        reply = look(district, url)
        found[url] = (reply, origin)
        text = reply.body.decode("gb18030" if url.startswith(BASE["school"]) else "utf-8", "replace")
        if reply.status == 200 and not url.startswith(BASE["outside"]):
            todo += [(link, url) for link in links(url, text)]
    return found


def test_about_a_thousand_pages_and_only_planted_links_are_dead(district: District) -> None:
    found = walk(district)
    pages = [
        u
        for u, (r, _) in found.items()
        if r.status == 200 and "html" in r.headers["Content-Type"] and not u.startswith(BASE["outside"])
    ]
    assert 1000 <= len(pages) <= 1500, len(pages)
    gone = {
        item.target for item in expected(AS_OF, BASE, None) if item.check in ("link-dead", "attachment-dead")
    }
    dead = {url for url, (reply, _) in found.items() if reply.status in DEAD}
    once = {BASE["outside"] + "/broken.html"}
    assert dead - once == {url for url in gone if url in dead}
    assert {item.target for item in expected(AS_OF, BASE, BASIC) if item.check == "link-dead"} <= dead


def test_every_url_of_the_key_is_reached_and_answers(district: District) -> None:
    found = walk(district)
    statements: list[Expected | LookAlike] = [*expected(AS_OF, BASE, BASIC), *look_alikes(AS_OF, BASE, BASIC)]
    missing = {item.url for item in statements if item.url not in found}
    assert not missing
    for item in statements:
        assert found[item.url][0].status in (200, 302), item


def test_dead_links_stand_on_the_page_named(district: District) -> None:
    for item in expected(AS_OF, BASE, BASIC):
        if item.check == "link-dead":
            charset = "gb18030" if item.url.startswith(BASE["school"]) else "utf-8"
            assert item.target in set(links(item.url, look(district, item.url).body.decode(charset))), item


def test_unlinked_pages_lack_the_link_and_linked_ones_have_it(district: District) -> None:
    statements = [(item, False) for item in expected(AS_OF, BASE, BASIC)] + [
        (item, True) for item in look_alikes(AS_OF, BASE, BASIC)
    ]
    checked = [(item, linked) for item, linked in statements if item.check == "interpretation-unlinked"]
    assert checked
    for item, linked in checked:
        assert (item.target in set(links(item.url, look(district, item.url).body.decode()))) is linked, item


def main_part(district: District, url: str) -> str:
    charset = "gb18030" if url.startswith(BASE["school"]) else "utf-8"
    text = look(district, url).body.decode(charset)
    assert 'id="list"' in text, url
    return re.split(r'class="(?:foot|sidebar)"', text.partition('id="list"')[2])[0]


def test_empty_columns_show_nothing_and_their_look_alikes_something(district: District) -> None:
    for item in expected(AS_OF, BASE, BASIC):
        if item.check == "column-empty":
            assert set(HREF.findall(main_part(district, item.url))) <= {"#"}, item
    for other in look_alikes(AS_OF, BASE, BASIC):
        if other.check == "column-empty" and look(district, other.url).status == 200:
            main = main_part(district, other.url)
            assert HREF.findall(main) or "TRS_Editor" in main, other


def test_stale_columns_print_no_fresh_date(district: District) -> None:
    for item in expected(AS_OF, BASE, BASIC):
        if item.check == "column-stale":
            days = [
                date(int(year), int(month), int(day))
                for year, month, day in re.findall(
                    r">(\d{4})[-./](\d\d)[-./](\d\d)<", main_part(district, item.url)
                )
            ]
            assert days
            assert (AS_OF - max(days)).days > 14, item


def test_doubtful_columns_cannot_be_seen(district: District) -> None:
    for item in expected_undetermined(AS_OF, BASE, BASIC):
        reply = look(district, item.url)
        assert reply.status == 412 or b"renderList(" in reply.body or b"/story/1.html" in reply.body, item


def test_key_covers_every_check_and_accuses_nothing_it_excuses() -> None:
    accused = {(item.unit, item.check, item.url, item.target) for item in expected(AS_OF, BASE, BASIC)}
    assert {check for _, check, _, _ in accused} == set(BASIC)
    assert len(accused) == len(expected(AS_OF, BASE, BASIC))
    assert not accused & {(i.unit, i.check, i.url, i.target) for i in look_alikes(AS_OF, BASE, BASIC)}


@pytest.mark.parametrize("offset", [0, 1, 45, 100, 366, 1500])
def test_key_holds_for_any_day(offset: int) -> None:
    day = AS_OF + timedelta(days=offset)
    keyed, usual = (
        sorted((one.unit, one.check) for one in expected(on, BASE) if one.check not in BY_THE_CALENDAR)
        for on in (day, AS_OF)
    )
    assert keyed == usual
    assert expected_verdicts(day, BASE) == expected_verdicts(AS_OF, BASE)


@pytest.mark.parametrize("offset", range(0, 366, 15))
def test_yearly_policy_titles_differ_on_any_day(offset: int) -> None:
    day = AS_OF + timedelta(days=offset)
    named = [item.title for item in plant(day, BASE).columns["jyj/zcwj"].articles if "招生工作" in item.title]
    assert len(set(named)) == 2


def test_verdicts() -> None:
    verdicts = expected_verdicts(AS_OF, BASE)
    assert {unit for unit, verdict in verdicts.items() if verdict == "unqualified"} == {
        "fgj", "wjj", "cxjd", "rsj", "sjj", "kqg", "hgw", "zfj",
    }  # fmt: skip
    assert {unit for unit, verdict in verdicts.items() if verdict == "undetermined"} == {"slj", "tjj"}


def test_same_day_gives_the_same_district(district: District) -> None:
    again = build(AS_OF, BASE)
    assert {host: dict(site) for host, site in again.sites.items()} == {
        host: dict(site) for host, site in district.sites.items()
    }


def test_server_answers_get_and_head_alike(serving: Serving) -> None:
    for host in ("portal", "rsj", "school", "hospital"):
        status, body, headers = ask(serving.origins[host] + "/")
        assert status == 200
        assert len(body) == int(headers["Content-Length"])
        assert ask(serving.origins[host] + "/", "HEAD")[:2] == (200, b"")
        assert ask(serving.origins[host] + "/nowhere/at/all")[0] == 404


def test_school_is_gbk_and_says_so_only_in_its_meta(serving: Serving) -> None:
    _, body, headers = ask(serving.origins["school"] + "/")
    assert headers["Content-Type"] == "text/html"
    assert "镕铸品格 厚德堃行" in body.decode("gb18030")
    assert b"charset=gb2312" in body
    with pytest.raises(UnicodeDecodeError):
        body.decode("utf-8")


def test_record_sets_page_through_the_proxy(serving: Serving) -> None:
    origin = serving.origins["rsj"]
    first = ask(f"{origin}/col/col1502/index.html")[1].decode()
    assert first.count("<record>") == 45
    following = re.search(r'<nextgroup><!\[CDATA\[<a href="([^"]+)"', first)
    assert following
    rest = ask(origin + following.group(1))[1].decode()
    assert rest.count("<record>") == 21
    assert "<nextgroup>" not in rest
    posted = ask(
        f"{origin}/module/web/jpage/dataproxy.jsp?startrecord=46&endrecord=60&perpage=15",
        "POST",
        "columnid=1502",
    )[1].decode()
    assert posted.count("<record>") == 15


def test_traps_go_on_for_ever(serving: Serving) -> None:
    origin = serving.origins["hospital"]
    assert b"year=2100&amp;month=1" in ask(f"{origin}/calendar.asp?year=2099&month=12")[1]
    faceted = ask(f"{origin}/list.asp?cid=3&page=2&sort=hits&dept=4")[1].decode()
    assert "cid=3&amp;sort=hits&amp;dept=4&amp;type=1" in faceted
    shown = re.search(r"/show\.asp;jsessionid=\w+\?id=\d+", faceted)
    assert shown
    assert ask(origin + shown.group())[0] == 200


def test_answers_that_change_on_a_second_look(serving: Serving) -> None:
    outside = serving.origins["outside"]
    assert [ask(f"{outside}/wakes.html")[0] for _ in range(2)] == [503, 200]
    assert [ask(f"{outside}/head405.html", method)[0] for method in ("HEAD", "GET")] == [405, 200]


def test_blocked_host_declines_everything(serving: Serving) -> None:
    assert {ask(serving.origins["blocked"] + path)[0] for path in ("/", "/robots.txt", "/any/")} == {412}


def test_disallowed_directory_stays_out_of_the_key(serving: Serving) -> None:
    assert b"Disallow: /col/col1599/" in ask(serving.origins["rsj"] + "/robots.txt")[1]
    assert not [item for item in expected(AS_OF, serving.origins) if "1599" in item.url]


def test_taken_ports_are_replaced() -> None:
    with serve(AS_OF, first_port=0) as one:
        taken = urlsplit(one.origins["portal"]).port or 0
        with serve(AS_OF, first_port=taken) as two:
            assert len({*one.origins.values(), *two.origins.values()}) == 2 * len(HOSTS)


def test_config_names_every_unit(tmp_path: Path) -> None:
    text = tomllib.loads(write_config(tmp_path, BASE).read_text(encoding="utf-8"))
    ids = [unit["id"] for unit in text["unit"]]
    assert ids == list(expected_verdicts(AS_OF, BASE))
    assert [unit["id"] for unit in text["unit"] if "site" not in unit] == ["tjj"]
    corrections = [column for unit in text["unit"] for column in unit.get("column", [])]
    assert any(column.get("archived") for column in corrections)
    assert any(column.get("max_age_days") == 60 for column in corrections)
