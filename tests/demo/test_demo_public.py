"""What demo/public.py plants: every line of the key shows on the page it names, whoever reads it."""

import re
import zipfile
from collections import defaultdict
from datetime import date, timedelta
from html import unescape
from io import BytesIO

import pytest

from demo.district import build
from demo.files import MAKERS, OLE_MAGIC
from demo.key import BY_THE_CALENDAR, expected, look_alikes
from demo.ledger import Ledger
from demo.marks import SITE_CHECKS
from demo.model import Expected, LookAlike, Reply
from demo.planting import plant
from demo.public import due_year, masked
from demo.public_spec import MarkSpec, public
from demo.server import HOSTS

AS_OF = date(2026, 11, 23)
BASE = {host: f"http://127.0.0.1:{18101 + number}" for number, host in enumerate(HOSTS)}
DISTRICT = build(AS_OF, BASE)
DEFECTS = tuple(line for line in expected(AS_OF, BASE, None) if line.check not in SITE_CHECKS)
LOOK_ALIKES = tuple(line for line in look_alikes(AS_OF, BASE, None) if line.check not in SITE_CHECKS)
PLANTED = (
    "publish-date-missing", "publish-date-suspect", "attachment-dead", "interpretation-late",
    "interpretation-forms-few", "interpretation-incomplete", "decision-catalogue-missing", "consultation-short",
    "consultation-no-feedback", "disclosure-section-missing", "annual-report-missing", "disclosure-late",
    "interaction-channel-missing", "message-unanswered", "service-none", "service-guide-incomplete",
    "privacy-id-number", "privacy-bank-card", "privacy-phone", "wording-error",
    "decision-catalogue-incomplete", "standard-catalogue-missing", "media-matrix-missing", "policy-library-incomplete",
    "gazette-incomplete", "policy-package-incomplete", "institution-directory-incomplete", "request-channel-missing",
    "consultation-incomplete",
)  # fmt: skip
WEIGHTS = (7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2)
NUMBER = re.compile(r"(?<!\d)(?:\d{17}[\dX]|\d{19}|1[3-9]\d{9})(?!\d)")
MAGIC = {"pdf": b"%PDF-", "docx": b"PK\x03\x04", "xlsx": b"PK\x03\x04", "xls": OLE_MAGIC, "doc": OLE_MAGIC, "wps": OLE_MAGIC}  # fmt: skip

Line = Expected | LookAlike


def of(check: str) -> list[Line]:
    return [line for line in (*DEFECTS, *LOOK_ALIKES) if line.check == check]


def host_of(url: str) -> str:
    return next(name for name, origin in BASE.items() if url.startswith(origin + "/"))


def reply(url: str) -> Reply | None:
    host = host_of(url)
    return DISTRICT.sites[host].get(url.removeprefix(BASE[host]))


def html(url: str) -> str:
    found = reply(url)
    assert found is not None, url
    return unescape(found.body.decode("gb18030" if host_of(url) == "school" else "utf-8"))


def body(url: str) -> str:
    """The text of an article below its head line."""
    text = re.split(r'<div class="(?:TRS_Editor|v_news_content|bt-content|content)"', html(url), maxsplit=1)[
        1
    ]
    return re.sub(r"<[^>]+>", " ", text.partition('<div class="around">')[0])


def is_defect(line: Line) -> bool:
    return isinstance(line, Expected)


def test_two_defects_and_three_look_alikes_of_each_check_on_several_hosts() -> None:
    hosts, counts = defaultdict(set), defaultdict(lambda: [0, 0])
    for line in (*DEFECTS, *LOOK_ALIKES):
        counts[line.check][not is_defect(line)] += 1
        hosts[line.check].add(host_of(line.url))
    for check in PLANTED:
        bad, good = counts[check]
        assert bad >= 2, check
        assert good >= 3, check
        assert len(hosts[check]) >= 2, check


def test_nothing_is_said_twice_and_nothing_accused_that_is_excused() -> None:
    accused = [(line.unit, line.check, line.url, line.target) for line in DEFECTS]
    assert len(accused) == len(set(accused))
    assert not set(accused) & {(line.unit, line.check, line.url, line.target) for line in LOOK_ALIKES}
    assert all(line.why for line in (*DEFECTS, *LOOK_ALIKES))


def test_every_page_of_the_key_answers() -> None:
    for line in (*DEFECTS, *LOOK_ALIKES):
        if line.check in PLANTED:
            found = reply(line.url)
            assert found is not None, line
            assert found.status in (200, 302), line


@pytest.mark.parametrize("offset", [0, 1, 45, 107, 230, 366, 1500])
def test_the_whole_key_holds_for_any_day(offset: int) -> None:
    defects = expected(AS_OF + timedelta(days=offset), BASE, None)
    assert sorted(keyed(defects)) == sorted(keyed(DEFECTS))


def keyed(defects: tuple[Expected, ...]) -> list[tuple[str, str]]:
    """Unit and check of what does not depend on the day of the year."""
    return [(line.unit, line.check) for line in defects if line.check not in {*BY_THE_CALENDAR, *SITE_CHECKS}]


@pytest.mark.parametrize(
    ("day", "count"), [(date(2027, 6, 30), 0), (date(2027, 7, 1), 2), (date(2026, 12, 31), 2)]
)
def test_a_catalogue_is_missed_only_after_its_deadline(day: date, count: int) -> None:
    defects, innocent = expected(day, BASE, None), look_alikes(day, BASE, None)
    assert len([line for line in defects if line.check == "decision-catalogue-missing"]) == count
    assert len([line for line in innocent if line.check == "decision-catalogue-missing"]) == 5 - count


# ---------------------------------------------------------------- dates


def test_undated_pages_show_no_date_of_their_own_and_their_look_alikes_do() -> None:
    lines = of("publish-date-missing")
    assert lines
    for line in lines:
        head = html(line.url).partition('class="title"')[2]
        head = re.split(r'<div class="(?:TRS_Editor|v_news_content|bt-content|content)"', head)[0]
        assert bool(re.search(r"20\d\d", head)) is not is_defect(line), line
        assert not (is_defect(line) and re.search(r'name="PubDate"', html(line.url))), line


def test_suspect_dates_lie_ahead_or_repeat_a_text() -> None:
    texts = defaultdict(list)
    for column in plant(AS_OF, BASE).columns.values():
        for item in column.articles:
            if item.leaf is not None and column.spec.state == "list" and len(body(item.url)) > 400:
                texts[body(item.url)].append(item)
    repeated = {item.url for group in texts.values() if len({i.day for i in group}) > 1 for item in group}
    ahead = {
        item.url for group in texts.values() for item in group if item.day > AS_OF + timedelta(days=3600)
    }
    bad = {line.url for line in of("publish-date-suspect") if is_defect(line)}
    assert len(bad) == 4
    assert bad == bad & (ahead | repeated)
    later = [
        max(group, key=lambda item: item.day).url for group in texts.values() if group[0].url in repeated
    ]
    assert {url for url in bad if url not in ahead} == set(later)


# ---------------------------------------------------------------- files


@pytest.mark.parametrize("kind", sorted(MAGIC))
def test_files_begin_as_their_kind_does(kind: str) -> None:
    made = MAKERS[kind]([["姓名", "编号"], ["甲", "1"]])
    assert made.startswith(MAGIC[kind])
    assert made == MAKERS[kind]([["姓名", "编号"], ["甲", "1"]])


def test_files_hold_their_rows() -> None:
    rows = [["姓名", "编号"], ["甲乙", "20261123"]]
    assert "甲乙".encode("utf-16-le") in MAKERS["xls"](rows)
    assert "甲乙".encode("utf-16-be").hex().encode() in MAKERS["pdf"](rows)
    for kind, part in (("docx", "word/document.xml"), ("xlsx", "xl/worksheets/sheet1.xml")):
        with zipfile.ZipFile(BytesIO(MAKERS[kind](rows))) as archive:
            assert archive.testzip() is None
            assert "20261123" in archive.read(part).decode()


def test_dead_files_are_gone_empty_or_something_else_and_their_look_alikes_are_not() -> None:
    lines = of("attachment-dead")
    for line in lines:
        assert line.target is not None
        assert line.target.removeprefix(BASE[host_of(line.url)]) in html(line.url)
        found, ext = reply(line.target), line.target.rpartition(".")[2]
        sound = found is not None and (found.status == 403 or found.body.startswith(MAGIC[ext]))
        assert sound is not is_defect(line), line
    assert {line.target.rpartition(".")[2] for line in lines if line.target} >= {
        "xls",
        "pdf",
        "docx",
        "wps",
        "doc",
    }


# ---------------------------------------------------------------- numbers of persons


def is_identity(number: str) -> bool:
    return (
        number[-1] == "10X98765432"[sum(int(a) * b for a, b in zip(number[:17], WEIGHTS, strict=True)) % 11]
    )


def is_card(number: str) -> bool:
    digits = [int(sign) for sign in reversed(number)]
    doubled = [value * 2 - 9 * (value > 4) if place % 2 else value for place, value in enumerate(digits)]
    return number.startswith("62") and sum(doubled) % 10 == 0


def numbers_on(line: Line) -> set[str]:
    """All long numbers that a page, or a file it offers, shows."""
    pages = [
        spec
        for spec in public().pages
        if any(same(mark, line) for mark in (*spec.marks, *files_of(spec.files)))
    ]
    assert pages, line
    texts = [" ".join(spec.body) for spec in pages]
    texts += [" ".join(" ".join(row) for row in file.rows) for spec in pages for file in spec.files]
    return {number for text in texts for number in NUMBER.findall(text)}


def files_of(files: tuple[object, ...]) -> list[MarkSpec]:
    return [mark for file in files for mark in getattr(file, "marks", ())]


def same(mark: MarkSpec, line: Line) -> bool:
    return (mark.check, mark.why) == (line.check, line.why)


@pytest.mark.parametrize(
    ("check", "test"), [("privacy-id-number", is_identity), ("privacy-bank-card", is_card)]
)
def test_planted_numbers_are_valid_and_those_of_look_alikes_are_not(check: str, test: object) -> None:
    assert callable(test)
    for line in (line for line in of(check) if line.unit != "zfb"):
        size = 18 if check == "privacy-id-number" else 19
        valid = {number for number in numbers_on(line) if len(number) == size and test(number)}
        assert {masked(number) for number in valid} == ({line.target} if is_defect(line) else set()), line


def test_masked_numbers_stand_nowhere_in_the_clear_but_on_their_page() -> None:
    for line in DEFECTS:
        if line.check.startswith("privacy-"):
            assert line.target is not None
            assert "*" in line.target
            assert len([number for number in numbers_on(line) if masked(number) == line.target]) == 1


def test_masking_keeps_the_ends() -> None:
    assert masked("11010119580312004X") == "11*************04X"
    assert masked("6222021607005182630") == "***************2630"
    assert masked("15200714689") == "152****4689"


# ---------------------------------------------------------------- the rest


def test_wrong_words_stand_on_their_pages_and_only_there() -> None:
    told = {(line.url, line.target) for line in of("wording-error")}
    for line in of("wording-error"):
        assert line.target is not None
        assert line.target in body(line.url), line
    words = {target for _, target in told if target}
    for column in plant(AS_OF, BASE).columns.values():
        for item in column.articles:
            if item.leaf is not None and item.leaf.body:
                shown = {word for word in words if word in body(item.url)}
                assert {(item.url, word) for word in shown} <= told, item.url


def test_lacking_sections_are_named_nowhere_on_their_site() -> None:
    named = {"guide": "指南", "regulations": "公开制度", "statutory": "主动公开", "on-request": "依申请"}
    for line in DEFECTS:
        if line.check == "disclosure-section-missing":
            assert line.target is not None
            home = html(line.url)
            side = home.partition('class="box')[2]
            names = re.findall(r">([^<>]*" + named[line.target] + r"[^<>]*)</a>", side)
            assert [name for name in names if "办" not in name] == [], line


@pytest.mark.parametrize(
    ("as_of", "month", "day", "year"),
    [
        (date(2026, 6, 30), 6, 30, 2025),
        (date(2026, 7, 1), 6, 30, 2026),
        (date(2027, 1, 31), 1, 31, 2026),
        (date(2027, 2, 1), 1, 31, 2027),
    ],
)
def test_yearly_papers_are_due_the_day_after_their_deadline(
    as_of: date, month: int, day: int, year: int
) -> None:
    assert due_year(as_of, month, day) == year


def test_verdicts_go_by_the_checks_that_are_compared() -> None:
    ledger = Ledger()
    ledger.expect("a", "service-none", "http://a/", "无")
    assert ledger.verdict("a", False, ("service-none",)) == "unqualified"
    assert ledger.verdict("a", False, ("home-stale",)) == "qualified"
    assert ledger.verdict("a", True, ("service-none",)) == "qualified"


def test_units_with_a_veto_of_dialogue_or_services_are_those_meant() -> None:
    vetoes = ("interaction-channel-missing", "message-unanswered", "service-none")
    assert {line.unit for line in DEFECTS if line.check in vetoes} == {"kqg", "hgw", "zfj", "wjj"}
