from __future__ import annotations

from datetime import timedelta

import pytest

from checks.engine.model import Outcome
from checks.page_slow import Params, page_slow
from evidence.observed import LoadSeen
from evidence.records import PageKind
from evidence.units import PageEvidence
from tests.builders import BLOCKED, FETCHED_AT, HOME, home, host, page, unit, unread

PASSED, FAILED, CANT_TELL = Outcome.PASSED, Outcome.FAILED, Outcome.CANT_TELL
PARAMS = Params(3.0, 2)
URL = f"{HOME}tzgg/"


def column(elapsed_ms: int, path: str = "tzgg/", **rest: object) -> PageEvidence:
    return page(path, kind=PageKind.COLUMN, is_article=False, elapsed_ms=elapsed_ms, **rest)


def loads(
    *elapsed_ms: int, status: int | None = 200, failure: str | None = None, hours: int = 1
) -> tuple[LoadSeen, ...]:
    at = FETCHED_AT + timedelta(hours=hours)
    return tuple(LoadSeen(at, ms, status, failure) for ms in elapsed_ms)


@pytest.mark.parametrize(
    ("elapsed_ms", "again", "outcome", "says"),
    [
        (300, (), PASSED, ""),
        (3000, (), PASSED, ""),
        (3001, loads(3001, 4000), FAILED, "3次访问均超过3秒，最快一次3.0秒"),
        (9000, loads(3000, 9000), PASSED, ""),
        (9000, loads(9000, 200), PASSED, ""),
        (9000, loads(9000), FAILED, "2次访问均超过3秒，最快一次9.0秒"),
        (9000, (), CANT_TELL, "一次响应用时9.0秒，未能复测"),
        # looks that say nothing
        (9000, loads(100, 100, status=412, failure="blocked"), CANT_TELL, "未能复测"),
        (9000, loads(100, status=500), CANT_TELL, "未能复测"),
        (9000, loads(9000, 9000, hours=-1), CANT_TELL, "未能复测"),
        (9000, loads(15_000, status=None, failure="timeout"), FAILED, "2次"),
    ],
)
def test_page_slow(elapsed_ms: int, again: tuple[LoadSeen, ...], outcome: Outcome, says: str) -> None:
    (statement,) = page_slow(unit(pages=(column(elapsed_ms),), loads={URL: again}), PARAMS)
    assert (statement.outcome, statement.url) == (outcome, URL)
    assert says in statement.message


def test_articles_are_not_judged() -> None:
    slow = page("art/1.html", elapsed_ms=9000)
    assert list(page_slow(unit(pages=(slow,), loads={slow.url: loads(9000)}), PARAMS)) == []


def test_an_unread_home_page_proves_nothing() -> None:
    (statement,) = page_slow(unread(unit(pages=(column(9000),), loads={URL: loads(9000)})), PARAMS)
    assert (statement.outcome, statement.url) == (CANT_TELL, HOME)
    (statement,) = page_slow(unit(homes=(home(why_unread=BLOCKED),)), PARAMS)
    assert statement.message == BLOCKED


def test_hosts_given_as_addresses_are_left_out() -> None:
    shown = unit(hosts=(host(is_address=True),), pages=(column(9000),), loads={URL: loads(9000)})
    (statement,) = page_slow(shown, PARAMS)
    assert statement.outcome is Outcome.INAPPLICABLE


@pytest.mark.parametrize(
    ("slow", "fast", "template", "findings"),
    [(2, 1, "t", [3]), (2, 2, "t", [0, 0]), (1, 0, "t", [0]), (3, 0, "", [0, 0, 0])],
)
def test_a_slow_template_is_one_finding(slow: int, fast: int, template: str, findings: list[int]) -> None:
    pages = [column(9000, f"s{n}/", template=template, depth=3 - n) for n in range(slow)]
    pages += [column(100, f"f{n}/", template=template) for n in range(fast)]
    shown = unit(pages=tuple(pages), loads={one.url: loads(9000) for one in pages})
    shown_fast = {one.url: loads(100) for one in pages if "/f" in one.url}
    statements = list(page_slow(unit(pages=tuple(pages), loads={**shown.loads, **shown_fast}), PARAMS))
    failed = [one for one in statements if one.outcome is FAILED]
    assert len(failed) == len(findings)
    if findings == [3]:
        (one,) = failed
        assert (one.url, one.facts["count"]) == (f"{HOME}s1/", 2)
        assert one.message == "同一模板的2个页面响应慢，多次访问均超过3秒"
