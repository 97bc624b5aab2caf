from __future__ import annotations

import pytest

from checks.engine.model import Outcome
from checks.engine.pages import grouped, unread_homes, whole_pages
from evidence.records import ListState, PageKind
from evidence.units import PageEvidence, UnitEvidence, Unseen
from tests.builders import BLOCKED, HOME, home, page, unit


def pages(*templates: str) -> list[PageEvidence]:
    return [page(f"{n}.html", template=template, depth=n) for n, template in enumerate(templates)]


@pytest.mark.parametrize(
    ("templates", "faulty", "groups"),
    [
        ("aaaa", "", []),
        ("aaaa", "012", [("012", 4)]),
        ("aaaa", "01", [("0", 1), ("1", 1)]),  # half is not most
        ("aaabbb", "345", [("345", 3)]),
        ("aaabbb", "34", [("34", 3)]),
        ("aaabbb", "045", [("0", 1), ("45", 3)]),
        ("aab", "01", [("01", 3)]),  # most of all
        ("   bbb", "01", [("0", 1), ("1", 1)]),  # no template known
    ],
)
def test_fault_of_most_is_one_group(templates: str, faulty: str, groups: list[tuple[str, int]]) -> None:
    shown = pages(*(template.strip() for template in templates))
    wanted = {f"{HOME}{n}.html" for n in faulty}
    found = list(grouped(shown, lambda one: one.url in wanted, 50))
    assert [("".join(p.url[len(HOME)] for p in group.pages), group.of) for group in found] == groups


def test_home_page_comes_first_and_examples_end_at_five() -> None:
    shown = [*pages(*"aaaaaa"), page("", kind=PageKind.HOME, depth=9, template="a")]
    (group,) = grouped(shown, lambda _: True, 50)
    assert (group.nearest.url, len(group.examples)) == (HOME, 5)


def test_only_pages_that_a_reader_sees_are_judged() -> None:
    shown = (
        page("1.html"),
        page("2.pdf", file_type="pdf"),
        page("3.html", says_missing="页面不存在"),
        page("4.html", list_state=ListState.ELSEWHERE),
        page("5.html", why_unread=BLOCKED),
    )
    assert [one.url for one in whole_pages(unit(pages=shown))] == [f"{HOME}1.html"]


@pytest.mark.parametrize(
    ("shown", "says"),
    [
        (unit(homes=(home(why_unread=BLOCKED),), pages=(page(),)), [BLOCKED]),
        (unit(pages=()), ["页面未能读取"]),
        (unit(pages=(page(),), unseen=(Unseen(f"{HOME}x", "超时"),)), ["另有1个页面未能读取"]),
        (unit(pages=(page(),)), []),
    ],
)
def test_what_was_not_read_is_said_first(shown: UnitEvidence, says: list[str]) -> None:
    found = list(unread_homes(shown))
    assert [(one.outcome, one.message) for one in found] == [(Outcome.CANT_TELL, words) for words in says]
