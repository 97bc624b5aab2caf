from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from checks.engine.model import Outcome, Statement
from checks.policy_package_incomplete import Params, policy_package_incomplete
from evidence.records import ListState, PageKind, Quote, Unit, UnitKind
from evidence.systems import BODY_CHARS, Led, System, SystemsArea, ZonePage
from evidence.tables import Cell, Table
from evidence.units import ColumnEvidence, Entry, UnitEvidence
from tests.builders import BLOCKED, HOME, column, days_ago, home, page, span, target, unit, unread

PASSED, FAILED, CANT_TELL, INAPPLICABLE = (
    Outcome.PASSED,
    Outcome.FAILED,
    Outcome.CANT_TELL,
    Outcome.INAPPLICABLE,
)
STAGES = {
    "发布": ("原文",),
    "解读": ("解读",),
    "申报": ("申报", "申请"),
    "兑现": ("兑现",),
    "评价": ("评价",),
}
PARAMS = Params(STAGES, ("申报中", "正在申报"), looks=2, apart_seconds=60)
ZONE = f"{HOME}惠企政策/"
PACKAGE = f"{HOME}hq/1.html"
GOV, OFFICE = UnitKind.GOVERNMENT, UnitKind.OFFICE


def zone(*rows: Entry, name: str = "惠企政策", **rest: Any) -> ColumnEvidence:
    state = rest.pop("state", ListState.ITEMS)
    return column(name, entries=rows, state=state, **rest)


def row(title: str, path: str = "hq/9.html") -> Entry:
    return Entry(title, HOME + path, span(days_ago(60)), read=True)


def zone_page(text: str = "", *links: Led, path: str = "hq/1.html", **rest: Any) -> ZonePage:
    return ZonePage(page(path, **{"title": "技改政策包", **rest}), text, links)


def led(text: str, body: str = "", why_unread: str = "", path: str = "zc/1.html") -> Led:
    return Led(text, HOME + path, body, why_unread)


ALL = tuple(led(words[0], path=f"zc/{n}.html") for n, words in enumerate(STAGES.values()))


def shown(*pages: ZonePage, first: ColumnEvidence | None = None, **rest: Any) -> UnitEvidence:
    """A department with a zone of business policies that holds these pages."""
    kept = System(first or zone(row("某办法")), whole=rest.pop("whole", True), page=rest.pop("top", None))
    return unit(systems=SystemsArea(zones=(kept,), zone_pages=pages), **rest)


def said(evidence: UnitEvidence) -> list[Statement]:
    return [*policy_package_incomplete(evidence, PARAMS)]


def gone(*looks: int, **rest: Any) -> dict[str, Any]:
    return {"targets": (target(*looks, url=f"{HOME}zc/2.html", **rest),)}


FOUR = ALL[:4]


@pytest.mark.parametrize(
    ("evidence", "outcome", "says"),
    [
        (shown(zone_page("", *ALL)), PASSED, "「技改政策包」各环节齐全"),
        (shown(zone_page("政策原文 政策解读\n申报条件\n兑现情况\n服务评价")), PASSED, ""),
        (shown(zone_page("", *FOUR)), FAILED, "惠企政策包「技改政策包」未见评价环节的内容或链接"),
        (shown(zone_page("", ALL[0])), FAILED, "未见解读、申报、兑现、评价环节"),
        (shown(zone_page("", *FOUR, led("技改办法", "服务评价在此"))), PASSED, ""),  # what stands where a link leads
        (shown(zone_page("", *FOUR, led("技改办法", "第一条"))), FAILED, ""),
        # what may hold the stage, unread
        (shown(zone_page("", *FOUR, led("技改办法", "", "本次未采集"))), CANT_TELL, "「技改办法」指向的页面未读到"),
        (shown(zone_page("", *FOUR, led("附件", "", "未取得", "a.docx"))), CANT_TELL, "附件"),
        (shown(zone_page("", *FOUR, led("技改办法", "一" * BODY_CHARS))), CANT_TELL, "较长"),
        (shown(zone_page("", *FOUR, led("技改办法", "一" * (BODY_CHARS - 1)))), FAILED, ""),
        (shown(zone_page("", *FOUR, drawn=(Quote("picture", "1.jpg"),))), CANT_TELL, "图片"),
        (shown(zone_page("", *FOUR, attachments=(f"{HOME}a.pdf",))), CANT_TELL, "附件"),
        # links to stages
        (shown(zone_page("", *ALL), **gone(404, 404)), FAILED, "「申报」链接打不开"),
        (shown(zone_page("", *FOUR), **gone(404, 404)), FAILED, "未见评价环节的内容或链接，「申报」链接打不开"),
        (shown(zone_page("", *ALL), **gone(404, 404, apart_seconds=59)), CANT_TELL, "尚未复核"),
        (shown(zone_page("", *ALL), **gone(404, 404, apart_seconds=60)), FAILED, ""),
        (shown(zone_page("", *ALL), **gone(404)), CANT_TELL, "尚未复核"),
        (shown(zone_page("", *ALL), **gone(404, 200)), PASSED, ""),
        (shown(zone_page("", *ALL), **gone(403, 403)), CANT_TELL, ""),
        (shown(zone_page("", *ALL[:2], led("更多", path="zc/2.html"), *ALL[2:4], ALL[4]), targets=()), PASSED, ""),
    ],
)  # fmt: skip
def test_stages_of_a_package(evidence: UnitEvidence, outcome: Outcome, says: str) -> None:
    (statement,) = said(evidence)
    assert (statement.outcome, statement.url, statement.target) == (outcome, PACKAGE, "stages")
    assert says in statement.message


def test_stages_that_the_zone_offers_for_all_packages_together() -> None:
    evidence = shown(zone_page("", *FOUR))
    (kept,) = evidence.systems.zones

    def offered(**rest: Any) -> list[Outcome]:
        area = replace(evidence.systems, zones=(replace(kept, **rest),))
        return [one.outcome for one in said(replace(evidence, systems=area))]

    top = page(url=ZONE, is_article=False, subcolumns=(("政策评价", f"{ZONE}pj/"),))
    assert offered(parts=(zone(row("某评价"), name="政策评价"),)) == [PASSED]
    assert offered(parts=(zone(row("某评价"), name="政策动态"),)) == [FAILED]
    assert offered(page=top) == [PASSED]
    assert offered(page=replace(top, subcolumns=())) == [FAILED]


def test_a_zone_that_is_a_page_of_text_has_no_list_to_be_read() -> None:
    top = page(url=f"{HOME}惠企政策包/", title="惠企政策包", list_state=ListState.TEXT)
    first = column("惠企政策包", state=ListState.TEXT)
    assert [one.outcome for one in said(shown(ZonePage(top, "", ALL), first=first, top=top))] == [PASSED]


def test_a_doubt_leaves_the_dead_link_alone() -> None:
    (statement,) = said(shown(zone_page("", *FOUR, drawn=(Quote("frame", "x"),)), **gone(404, 404)))
    assert (statement.outcome, statement.facts["stages"]) == (FAILED, [])
    assert statement.message == "惠企政策包「技改政策包」「申报」链接打不开"


@pytest.mark.parametrize(
    ("pages", "judged"),
    [
        ((zone_page(title="技改政策包上线"),), 0),
        ((zone_page(title="区工信局召开政策包宣讲会"),), 0),
        ((zone_page(title="技改补贴办法"),), 0),
        ((zone_page(why_unread=BLOCKED),), 0),
        ((zone_page(), zone_page(path="hq/2.html", title="人才政策集成")), 2),
        ((zone_page(is_article=False, title="x", column_name="人才政策包", list_state=ListState.ITEMS),), 1),
        (
            (
                zone_page(
                    is_article=False, column_name="人才", list_state=ListState.ITEMS, title="技改政策包"
                ),
            ),
            0,
        ),
    ],
)
def test_what_is_a_package(pages: tuple[ZonePage, ...], judged: int) -> None:
    assert len([one for one in said(shown(*pages)) if one.target == "stages"]) == judged


def test_a_zone_that_is_called_a_package_is_one_where_it_holds_none() -> None:
    top = page(
        url=f"{HOME}惠企政策包/",
        title="x",
        column_name="惠企政策包",
        is_article=False,
        list_state=ListState.ITEMS,
    )
    first = zone(row("某办法"), name="惠企政策包")
    alone = shown(ZonePage(top, "", FOUR), first=first, top=top)
    assert [(one.outcome, one.url) for one in said(alone)] == [(FAILED, top.url)]
    holding = shown(ZonePage(top, "", FOUR), zone_page("", *ALL), first=first, top=top)
    assert [(one.outcome, one.url) for one in said(holding)] == [(PASSED, PACKAGE)]
    scripted = replace(top, list_state=ListState.SCRIPTED)
    hidden = shown(ZonePage(scripted, "", FOUR), first=first, top=scripted)
    assert [one.outcome for one in said(hidden)] == [CANT_TELL]
    unread_rest = shown(ZonePage(top, "", FOUR), first=replace(first, rest_unread=True), top=top)
    assert {one.outcome for one in said(unread_rest)} == {CANT_TELL}


OPEN = ("状态：申报中", "申报截止时间：2026年11月22日")  # seen on the day before the audit, 2026-11-22


def item(*lines: str, **rest: Any) -> ZonePage:
    return zone_page("\n".join(lines), title="技改补贴办法", **rest)


@pytest.mark.parametrize(
    ("one", "outcome", "says"),
    [
        (item("状态：申报中", "申报截止时间：2026年11月21日"), FAILED, "「技改补贴办法」截止日期为2026年11月21日，2026年11月22日采集时仍标为“申报中”"),
        (item(*OPEN), PASSED, "在申报期内"),  # its last day is not over
        (item("【正在申报】", "申报时间：2025年3月1日至5月31日"), FAILED, ""),
        (item("状态：申报中", "申报截止时间：2026年3月31日（延长至年底）"), INAPPLICABLE, "未见可识别的截止日期"),
        (item("状态：申报中", "有效期：长期"), INAPPLICABLE, ""),
        (item("状态：申报中", "2026年3月31日"), INAPPLICABLE, ""),
    ],
)  # fmt: skip
def test_items_shown_as_open(one: ZonePage, outcome: Outcome, says: str) -> None:
    (statement,) = said(shown(one))
    assert (statement.outcome, statement.url, statement.target) == (outcome, PACKAGE, "open")
    assert says in statement.message


@pytest.mark.parametrize(
    "lines",
    [("状态：已截止", "申报截止时间：2026年3月31日"), ("申报中请注意", "申报截止时间：2026年3月31日")],
)
def test_items_that_are_not_shown_as_open_are_not_judged(lines: tuple[str, ...]) -> None:
    assert [one.target for one in said(shown(item(*lines)))] == [None]
    assert [one.target for one in said(shown(item(*OPEN, why_unread=BLOCKED)))] == [None]


@pytest.mark.parametrize(
    ("title", "article", "outcome"),
    [
        ("【申报中】技改补贴（截止时间：2026年3月31日）", (), FAILED),
        ("【申报中】技改补贴", ("申报截止时间：2026年3月31日",), FAILED),
        ("【申报中】技改补贴", ("申报截止时间：2027年3月31日",), PASSED),
        ("【申报中】技改补贴", (), INAPPLICABLE),
    ],
)
def test_rows_that_are_tagged_as_open(title: str, article: tuple[str, ...], outcome: Outcome) -> None:
    (statement,) = said(shown(item(*article), first=zone(row(title, "hq/1.html"))))
    assert (statement.outcome, statement.url, statement.target) == (outcome, ZONE, PACKAGE)
    assert (
        said(shown(item(*article), first=zone(row(title, "hq/1.html"), why_unread=BLOCKED)))[0].outcome
        is CANT_TELL
    )


@pytest.mark.parametrize(("age", "outcome"), [(3, PASSED), (4, FAILED)])
def test_a_row_is_past_its_day_where_the_list_was_read_later(age: int, outcome: Outcome) -> None:
    last = days_ago(age)
    title = f"【申报中】技改补贴（截止时间：{last.year}年{last.month}月{last.day}日）"
    listed = page(url=ZONE, kind=PageKind.COLUMN, is_article=False, fetched_on=days_ago(3))
    (statement,) = said(shown(first=zone(row(title)), pages=(listed,)))
    assert statement.outcome is outcome
    assert outcome is PASSED or statement.facts["fetched_on"] == days_ago(3).isoformat()


def table(*header: str, state: str = "申报中", end: str = "2026-03-31") -> Table:
    return Table(header, ((Cell("技改补贴"), Cell(state), Cell(end)),))


@pytest.mark.parametrize(
    ("one", "outcome"),
    [
        (table("政策名称", "状态", "截止日期"), FAILED),
        (table("政策名称", "状态", "截止日期", end="2026-12-31"), PASSED),
        (table("政策名称", "状态", "申报时间"), INAPPLICABLE),  # one day only: the first or the last
        (table("政策名称", "状态", "申报时间", end="2026-03-01至2026-03-31"), FAILED),
        (table("政策名称", "状态", "截止日期", state="已截止"), None),
        (table("政策名称", "主管部门", "截止日期"), None),
        (table("政策名称", "状态", "备注"), None),
    ],
)
def test_rows_of_a_table(one: Table, outcome: Outcome | None) -> None:
    found = [each for each in said(shown(item("", tables=(one,)))) if each.target == "技改补贴"]
    assert [each.outcome for each in found] == ([outcome] if outcome else [])


@pytest.mark.parametrize(
    ("evidence", "outcome"),
    [
        (unit(), INAPPLICABLE),
        (unit(coverage="budget"), INAPPLICABLE),  # few departments have a zone
        (unit(GOV, coverage="budget"), CANT_TELL),
        (unit(homes=(home(why_unread=BLOCKED),)), CANT_TELL),
        (shown(), INAPPLICABLE),
        (shown(whole=False), CANT_TELL),
        (shown(first=zone(why_unread=BLOCKED)), CANT_TELL),
        (unread(shown(item("状态：申报中", "截止日期：2026年3月31日"))), CANT_TELL),
    ],
)
def test_without_packages_nobody_is_accused(evidence: UnitEvidence, outcome: Outcome) -> None:
    assert [one.outcome for one in said(evidence)] == [outcome]


@pytest.mark.parametrize(("links", "outcome"), [(ALL, PASSED), (FOUR, CANT_TELL)])
def test_an_office_whose_government_keeps_the_zone(links: tuple[Led, ...], outcome: Outcome) -> None:
    keeper = replace(shown(zone_page("", *links)), unit=Unit("zf", "云溪区人民政府", GOV))
    (statement,) = said(unit(OFFICE, systems=SystemsArea(kept_by=keeper)))
    assert statement.outcome is outcome
    assert statement.message.startswith("惠企政策专区设在云溪区人民政府的页面上")
