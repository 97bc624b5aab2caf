from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from checks.engine.model import Outcome
from checks.footer_element_missing import Params, footer_element_missing
from evidence.records import Footer, ListState, PageKind
from evidence.units import PageEvidence, UnitEvidence
from tests.builders import HOME, page, unit, unread

PARAMS = Params(elements=("badge", "icp", "find-error"), template_pages=3, lacking_pct=90)
WHOLE = Footer(
    site_id="3701030001", icp="鲁ICP备05000000号", police="37010302000000", badge=True, sponsor="主办：某局",
    contact="电话：0531", find_error="政府网站找错", site_map="网站地图",
)  # fmt: skip
NO_ICP = replace(WHOLE, icp=None)


def site(foot: Footer, *others: PageEvidence, **rest: Any) -> UnitEvidence:
    front = page("", kind=PageKind.HOME, is_article=False, footer=foot, template="home", **rest)
    return unit(whole_host=True, pages=(front, *others))


def inner(count: int, foot: Footer, template: str = "a", start: int = 0) -> list[PageEvidence]:
    return [
        page(f"{template}{start + n}.html", footer=foot, template=template, depth=2) for n in range(count)
    ]


def told(shown: UnitEvidence, outcome: Outcome) -> list[tuple[str, str | None]]:
    return [(s.url, s.target) for s in footer_element_missing(shown, PARAMS) if s.outcome is outcome]


@pytest.mark.parametrize(
    ("shown", "found"),
    [
        (site(WHOLE), []),
        (site(NO_ICP), [(HOME, "icp")]),
        (site(replace(WHOLE, badge=False, find_error=None)), [(HOME, "badge"), (HOME, "find-error")]),
        # another template than the home page's
        (site(WHOLE, *inner(3, NO_ICP)), [(f"{HOME}a0.html", "icp")]),
        (site(WHOLE, *inner(2, NO_ICP)), []),  # too few pages
        (site(WHOLE, *inner(9, NO_ICP), *inner(1, WHOLE, start=9)), [(f"{HOME}a0.html", "icp")]),
        (site(WHOLE, *inner(8, NO_ICP), *inner(2, WHOLE, start=8)), []),  # fewer than nearly all
        (site(WHOLE, *inner(3, NO_ICP), *inner(4, NO_ICP, "b")), [(f"{HOME}a0.html", "icp")]),  # all others
        (
            site(WHOLE, *inner(3, NO_ICP), *inner(4, NO_ICP, "b"), *inner(9, WHOLE, "c")),
            [(f"{HOME}a0.html", "icp"), (f"{HOME}b0.html", "icp")],
        ),
        (site(WHOLE, *inner(3, NO_ICP, "home")), []),  # the home page's own template
        (site(WHOLE, *inner(3, Footer())), []),  # pages without any foot
        (site(WHOLE, *inner(3, replace(NO_ICP, unsure=("icp",)))), []),
        # both: one finding
        (site(NO_ICP, *inner(5, NO_ICP)), [(HOME, "icp")]),
    ],
)
def test_footer_element_missing(shown: UnitEvidence, found: list[tuple[str, str]]) -> None:
    assert told(shown, Outcome.FAILED) == found


@pytest.mark.parametrize(
    ("shown", "targets"),
    [
        (site(replace(NO_ICP, unsure=("icp",))), ["icp"]),
        (site(replace(NO_ICP, unsure=("all",))), list(PARAMS.elements)),
        (site(Footer()), list(PARAMS.elements)),
        (site(Footer(), list_state=ListState.SCRIPTED), list(PARAMS.elements)),
    ],
)
def test_foot_that_could_not_be_read_cannot_tell(shown: UnitEvidence, targets: list[str]) -> None:
    assert [target for _, target in told(shown, Outcome.CANT_TELL)] == targets
    assert not told(shown, Outcome.FAILED)


def test_count_and_examples() -> None:
    found = [s for s in footer_element_missing(site(NO_ICP, *inner(7, NO_ICP)), PARAMS) if s.target == "icp"]
    assert [(s.facts["count"], len(s.facts["examples"]), s.message) for s in found] == [
        (8, 5, "首页底部没有ICP备案编号；已读取的8个页面中8个没有")
    ]


def test_part_of_anothers_host_is_not_judged() -> None:
    shown = unit(pages=(page("", kind=PageKind.HOME, footer=NO_ICP),))
    assert {s.outcome for s in footer_element_missing(shown, PARAMS)} == {Outcome.INAPPLICABLE}


def test_nothing_read_cannot_tell() -> None:
    assert {s.outcome for s in footer_element_missing(unread(site(NO_ICP)), PARAMS)} == {Outcome.CANT_TELL}


def test_home_page_is_found_where_its_address_led() -> None:
    led = page("main.html", kind=PageKind.HOME, footer=NO_ICP)
    assert told(unit(whole_host=True, pages=(led,)), Outcome.FAILED) == [(HOME, "icp")]
    other = replace(led, seen=replace(led.seen, sha256="cd" * 32))
    assert told(unit(whole_host=True, pages=(other,)), Outcome.CANT_TELL) == [(HOME, None)]
