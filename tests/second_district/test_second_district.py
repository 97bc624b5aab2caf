"""The audit of the second district, held against its key; and the key against itself."""

from __future__ import annotations

import io
import re
import zipfile
from collections import Counter
from collections.abc import Iterator
from html.parser import HTMLParser
from urllib.parse import urljoin, urlsplit

import pytest

from tests.second_district import key, people
from tests.second_district.book import Answer, Book, Entry
from tests.second_district.days import today
from tests.second_district.score import APART, FLOOR, Outcome, fits, run, score
from tests.second_district.server import served
from tests.second_district.site import NOT_DUE

NOT_ON_LOOPBACK = {"https-missing", "ipv6-missing", "domain-nonstandard"}


@pytest.fixture(scope="module")
def book() -> Iterator[Book]:
    with served(today()) as found:
        yield found


@pytest.fixture(scope="module")
def outcome(tmp_path_factory: pytest.TempPathFactory) -> Outcome:
    return run(tmp_path_factory.mktemp("second"))


def test_each_check_has_two_defects_and_three_look_alikes(book: Book) -> None:
    planted, alike = (Counter(entry.check for entry in part) for part in (book.planted, book.alike))
    later = Counter(entry.check for entry in book.tolerated if entry.why == NOT_DUE)
    assert {check for check in planted if planted[check] + later[check] < 2} == set()
    assert {check for check in planted if alike[check] < 3} == set()
    assert set(alike) >= NOT_ON_LOOPBACK


def test_no_page_is_both_wrong_and_right(book: Book) -> None:
    assert key.expected(book.as_of, book.origins).isdisjoint(key.look_alikes(book.as_of, book.origins))


def test_every_page_of_the_key_is_served(book: Book) -> None:
    served_pages = {book.url(host, path) for host, pages in book.pages.items() for path in pages}
    missing = {entry.url for entry in (*book.planted, *book.unsure) if entry.url not in served_pages}
    assert missing == set()


class Links(HTMLParser):
    """Addresses of all links of a page, comments left out."""

    def __init__(self) -> None:
        super().__init__()
        self.found: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.found += [value for name, value in attrs if value and name in ("href", "src")]


def test_only_planted_links_are_dead(book: Book) -> None:
    places = {origin: host for host, origin in book.origins.items()}
    planted = {entry.target for entry in book.planted if entry.check in ("link-dead", "attachment-dead")}
    alike = {entry.target for entry in book.alike if entry.check in ("link-dead", "attachment-dead")}
    dead = set()
    for host, pages in book.pages.items():
        for path, answer in pages.items():
            if answer.kind.startswith("text/html") and answer.status == 200:
                dead |= _dead_links(book, places, host, path, answer.body)
    assert dead - planted - alike == set()


def _dead_links(book: Book, places: dict[str, str], host: str, path: str, body: bytes) -> set[str]:
    links = Links()
    links.feed(body.decode("gb18030" if host == "rsj" else "utf-8"))
    found = set()
    for one in links.found:
        url = urljoin(book.url(host, path), one).partition("#")[0]
        origin = "{0.scheme}://{0.netloc}".format(urlsplit(url))
        target = places.get(origin)
        if (
            target is not None
            and url.removeprefix(origin) not in book.pages.get(target, {})
            and target not in book.fallback
        ):
            found.add(url)
    return found


IDENTITY = re.compile(r"(?<!\d)\d{17}[\dX](?!\d)")
CARD = re.compile(r"(?<!\d)62\d{14,17}(?!\d)")
MOBILE = re.compile(r"(?<!\d)1[3-9]\d{9}(?!\d)")


def _plain_text(path: str, answer: Answer) -> str:
    """The text of a page or file, good enough to find digits in it."""
    if answer.body.startswith(b"PK"):
        with zipfile.ZipFile(io.BytesIO(answer.body)) as archive:
            return " ".join(
                archive.read(name).decode()
                for name in archive.namelist()
                if "sheet1" in name or "document" in name
            )
    if b"%PDF" in answer.body[:20]:
        return " ".join(
            bytes.fromhex(one.decode()).decode("utf-16-be")
            for one in re.findall(rb"<([0-9a-f]+)> Tj", answer.body)
        )
    return answer.body.decode("gb18030" if b"gb2312" in answer.body[:200] else "utf-8", "replace")


def test_only_planted_pages_hold_whole_numbers(book: Book) -> None:
    found: dict[str, set[str]] = {
        "privacy-id-number": set(),
        "privacy-bank-card": set(),
        "privacy-phone": set(),
    }
    for host, pages in book.pages.items():
        for path, answer in pages.items():
            text, url = _plain_text(path, answer), book.url(host, path)
            if any(
                one == people.id_number(one[6:14], int(one[14:17]), one[:6]) for one in IDENTITY.findall(text)
            ):
                found["privacy-id-number"].add(url)
            if any(one == people.card(one[:-1]) for one in CARD.findall(text)):
                found["privacy-bank-card"].add(url)
            if MOBILE.search(text):
                found["privacy-phone"].add(url)
    for check, urls in found.items():
        keyed = {url for entry in book.planted if entry.check == check for url in (entry.url, *entry.also)}
        assert urls <= keyed, check
        assert all({entry.url, *entry.also} & urls for entry in book.planted if entry.check == check), check


def test_samples_are_enough_and_differ(book: Book) -> None:
    rows = key.samples(book.as_of, book.origins)
    counts = Counter((row.url, row.at.date()) for row in rows)
    assert min(counts.values()) >= 20
    assert len({day for _, day in counts}) == 8
    bad, fine = key.unreachable(book.origins)
    week = [row for row in rows if row.at.date() > min(row.at.date() for row in rows)]
    for part, floor in ((bad, True), (fine, False)):
        for _, _, url, _ in part:
            own = [row for row in week if row.url == url]
            failed = [row for row in own if row.elapsed_ms >= 15_000 or row.failure == "timeout"]
            assert (len(failed) / len(own) >= 0.05) is floor, url
    assert (len(bad), len(fine)) == (2, 3)


def test_numbers_hold_their_digits() -> None:
    assert people.id_number("19491231", 2, "110105") == "11010519491231002X"
    assert people.card("622202161000543210").startswith("622202161000543210")
    assert people.wrong_id("19491231", 2) != people.id_number("19491231", 2)


@pytest.mark.parametrize(
    ("target", "url", "hit"),
    [
        ("http://a/x", "http://h/p", True),
        ("http://a/y", "http://h/p", False),
        ("http://a/x", "http://h/q", False),
    ],
)
def test_a_finding_hits_only_its_own_defect(target: str, url: str, hit: bool) -> None:
    entry = Entry("u", "link-dead", "http://h/p", "http://a/x")
    assert fits(entry, "u", {"check": "link-dead", "url": url, "target": target}) is hit


def test_a_false_finding_lowers_precision_and_a_miss_recall(book: Book) -> None:
    first = next(entry for entry in book.planted if entry.check == "home-stale")
    said = [
        {"check": "home-stale", "state": "new", "target": None, "url": url, "message": ""}
        for url in (first.url, "http://nowhere/")
    ]
    table = score({"units": [{"id": first.unit, "findings": said}]}, book, ["home-stale"])
    assert (table["home-stale"].hits, len(table["home-stale"].false)) == (1, 1)
    assert len(table["home-stale"].missed) == Counter(entry.check for entry in book.planted)["home-stale"] - 1


@pytest.mark.timeout(900)
def test_every_check_in_force_reaches_the_floor(outcome: Outcome) -> None:
    low = {
        check: (round(one.f1, 2), one.missed, one.false)
        for check, one in outcome.table.items()
        if one.f1 < FLOOR
    }
    assert low == {}
    assert outcome.in_force - set(APART)
