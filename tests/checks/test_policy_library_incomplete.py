from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from checks.engine.model import Outcome, Statement
from checks.policy_library_incomplete import Params, policy_library_incomplete
from evidence.marks import SearchForm
from evidence.records import ColumnKind, ListState, Quote, Unit, UnitKind
from evidence.systems import DistrictDocument, System, SystemsArea
from evidence.units import ColumnEvidence, Entry, PageEvidence, UnitEvidence
from tests.builders import BLOCKED, HOME, column, days_ago, home, page, seen, span, unit, unread

PASSED, FAILED, CANT_TELL, INAPPLICABLE = (
    Outcome.PASSED,
    Outcome.FAILED,
    Outcome.CANT_TELL,
    Outcome.INAPPLICABLE,
)
FIELDS = ("index-number", "topic", "number", "issuer", "made", "published", "validity")
PARAMS = Params(FIELDS, most_pct=50, grace_days=30, collected_units=2)
LIBRARY = f"{HOME}政府文件库/"
HEAD = tuple(Quote(name, "某") for name in FIELDS)
GOV, OFFICE, BUREAU, STREET = UnitKind.GOVERNMENT, UnitKind.OFFICE, UnitKind.DEPARTMENT, UnitKind.STREET


def row(title: str, path: str = "", age: int = 60) -> Entry:
    return Entry(title, f"{HOME}{path}" if path else None, span(days_ago(age)), read=True)


def listed(*rows: Entry, name: str = "政府文件库", **rest: Any) -> ColumnEvidence:
    state = rest.pop("state", ListState.ITEMS if rows else ListState.EMPTY)
    return column(name, entries=rows, state=state, kind=ColumnKind.POLICY, **rest)


def held(path: str = "wj/1.html", **rest: Any) -> PageEvidence:
    """A document of the library whose head is complete."""
    values: dict[str, Any] = {"title": f"关于{path}的通知", "header": HEAD, "made": span(days_ago(70))}
    return page(path, **{**values, **rest})


def document(title: str, number: str | None = None, age: int | None = 60, **rest: Any) -> DistrictDocument:
    values: dict[str, Any] = {
        "seen": seen(HOME + rest.pop("path", "zc/9.html")),
        "title": title,
        "number": number,
        "published": None if age is None else span(days_ago(age)),
        "made": None,
        "validity": None,
        "unit": "jyty",  # as the builders call the unit
        "unit_name": "云溪区人民政府",
        "kind": GOV,
    }
    return DistrictDocument(**{**values, **rest})


LIST = listed(
    row("云溪区停车管理办法", "wj/1.html"), row("云溪区人民政府关于印发河道保洁方案的通知", "wj/2.html")
)
SEARCHED = page(
    url=LIBRARY,
    is_article=False,
    title="政府文件库",
    list_state=ListState.ITEMS,
    filters=(Quote("search", "标题"),),
)


def library(first: ColumnEvidence = LIST, *parts: ColumnEvidence, **rest: Any) -> System:
    values: dict[str, Any] = {"page": SEARCHED, "members": (held(), held("wj/2.html"))}
    return System(first, parts=parts, **{**values, **rest})


def shown(*documents: DistrictDocument, kept: System | None = None, **rest: Any) -> UnitEvidence:
    """A government with a library and the documents of its district."""
    area = SystemsArea(libraries=(kept or library(),), documents=documents)
    return unit(GOV, whole_host=True, systems=area, **rest)


def said(evidence: UnitEvidence, target: str, params: Params = PARAMS) -> Statement:
    (found,) = [one for one in policy_library_incomplete(evidence, params) if one.target == target]
    return found


OWN = document("云溪区停车管理办法")
ABSENT = document("云溪区义务教育招生办法", "云政发〔2026〕3号")


def numbered(number: str) -> System:
    return library(members=(held("wj/1.html", document_number=number),))


@pytest.mark.parametrize(
    ("evidence", "outcome", "says"),
    [
        (shown(OWN), PASSED, "核对各栏目已发布的文件1件"),
        (shown(OWN, ABSENT), FAILED, "漏收已在其他栏目发布的文件1件（核对2件），如《云溪区义务教育招生办法》（云政发〔2026〕3号"),
        (shown(), INAPPLICABLE, "未见应收入"),
        # the same document in another dress
        (shown(document("云溪区人民政府关于印发《云溪区停车管理办法》的通知")), PASSED, ""),
        (shown(document("河道保洁方案")), PASSED, ""),
        (shown(document("云溪区义务教育招生办法", path="wj/1.html")), PASSED, ""),  # by address
        (shown(ABSENT, kept=numbered("云政发[2026]第3号")), PASSED, ""),  # by number
        (shown(ABSENT, kept=numbered("云政发〔2026〕13号")), FAILED, ""),
        (shown(ABSENT, kept=library(listed(row("（云政发〔2026〕3号）招生")))), PASSED, ""),  # a number in a row's title
        (shown(document("云溪区2026年河道保洁方案"), kept=library(listed(row("云溪区2025年河道保洁方案")))), FAILED, ""),
        (shown(document("云溪区机动车停车管理办法"), kept=library(listed(row("云溪区机动车停车管…")))), PASSED, ""),
        # one document on two pages is one
        (shown(ABSENT, replace(ABSENT, seen=seen(f"{HOME}zc/8.html"))), FAILED, "1件（核对1件）"),
        (shown(ABSENT, replace(ABSENT, seen=seen(f"{HOME}wj/1.html"))), PASSED, ""),
        # not due
        (shown(replace(ABSENT, validity="已废止")), INAPPLICABLE, ""),
        (shown(replace(ABSENT, validity="有效")), FAILED, ""),
        (shown(replace(ABSENT, published=None)), INAPPLICABLE, ""),
        (shown(document("云溪区招生办法", age=30)), INAPPLICABLE, ""),
        (shown(document("云溪区招生办法", age=31)), FAILED, ""),
        (shown(document("云溪区招生办法", age=730)), FAILED, ""),
        (shown(document("云溪区招生办法", age=731)), INAPPLICABLE, ""),
        # whose documents
        (shown(replace(ABSENT, kind=OFFICE, unit="zfb")), INAPPLICABLE, ""),
        (shown(replace(ABSENT, kind=BUREAU, unit="bm9")), INAPPLICABLE, ""),
        (shown(replace(ABSENT, unit="zhen")), INAPPLICABLE, ""),  # another government's
        # not read whole
        (shown(ABSENT, kept=library(whole=False)), CANT_TELL, "未采集完整"),
        (shown(ABSENT, kept=library(listed(why_unread=BLOCKED))), CANT_TELL, BLOCKED),
        (shown(ABSENT, kept=library(listed(state=ListState.SCRIPTED))), CANT_TELL, "由脚本生成"),
        (shown(ABSENT, kept=library(listed(state=ListState.ELSEWHERE, state_why="转到其他网站"))), CANT_TELL, "转到其他网站"),
        (shown(ABSENT, kept=library(listed(state=ListState.UNCLEAR))), CANT_TELL, "未能识别"),
        (shown(ABSENT, kept=library(listed(state=ListState.CONTAINER))), CANT_TELL, "未能识别"),
        (shown(ABSENT, kept=library(listed(state=ListState.CONTAINER), listed(row("某办法"), name="区政府文件"))), FAILED, ""),
        (shown(ABSENT, kept=library(LIST, listed(name="部门文件", why_unread=BLOCKED))), CANT_TELL, "部门文件"),
        (shown(OWN, ABSENT, kept=library(replace(LIST, rest_unread=True))), CANT_TELL, "没有读完"),
    ],
)  # fmt: skip
def test_documents_of_the_district_are_in_the_library(
    evidence: UnitEvidence, outcome: Outcome, says: str
) -> None:
    statement = said(evidence, "documents")
    assert (statement.outcome, statement.url) == (outcome, LIBRARY)
    assert says in statement.message


def test_a_finding_lists_what_is_missing() -> None:
    documents = [
        document(f"云溪区第{n}号专项规划", f"云政发〔2026〕{n}号", path=f"zc/{n}.html") for n in range(1, 8)
    ]
    facts = said(shown(*documents), "documents").facts
    assert (facts["count"], facts["documents"], len(facts["examples"])) == (7, 7, 5)
    assert len(facts["missing_documents"]) == 7


def test_the_documents_of_the_office_are_the_government_s_as_well() -> None:
    office = unit(OFFICE)
    evidence = shown(replace(ABSENT, kind=OFFICE, unit="zfb"))
    partner = replace(office, unit=replace(office.unit, id="zfb"))
    evidence = replace(evidence, systems=replace(evidence.systems, kept_by=partner))
    assert said(evidence, "documents").outcome is FAILED


@pytest.mark.parametrize(("collected", "kind", "outcome"), [
    (1, BUREAU, INAPPLICABLE), (2, BUREAU, FAILED), (2, STREET, INAPPLICABLE),
])  # fmt: skip
def test_departments_count_where_the_library_collects_theirs(
    collected: int, kind: UnitKind, outcome: Outcome
) -> None:
    rows = [row(f"区第{n}局人才办法", f"wj/{n}.html") for n in range(collected)]
    documents = [
        document(one.title, unit=f"bm{n}", kind=BUREAU, path=f"wj/{n}.html") for n, one in enumerate(rows)
    ]
    absent = replace(ABSENT, kind=kind, unit="bm9")
    evidence = shown(absent, *documents, kept=library(listed(*rows)))
    assert (said(evidence, "documents").outcome is FAILED) == (outcome is FAILED)


def test_a_list_read_back_beyond_the_period_proves_what_is_newer() -> None:
    rows = [row("甲办法", "wj/1.html", 60), row("乙办法", "wj/2.html", 800)]
    back = library(listed(*rows, rest_unread=True))
    assert said(shown(ABSENT, kept=back), "documents").outcome is FAILED
    old = replace(ABSENT, made=span(days_ago(900)))  # the list may go by the day of making
    assert said(shown(old, kept=back), "documents").outcome is INAPPLICABLE
    unordered = library(listed(*reversed(rows), rest_unread=True))
    assert said(shown(ABSENT, kept=unordered), "documents").outcome is CANT_TELL
    near = library(listed(rows[0], row("乙办法", "wj/2.html", 730), rest_unread=True))
    assert said(shown(ABSENT, kept=near), "documents").outcome is CANT_TELL


HELD = document("云溪区停车管理办法", path="wj/1.html")
LATER = document("云溪区养老服务办法", "云政发〔2026〕5号", path="zc/5.html")


@pytest.mark.parametrize(
    ("facet", "documents", "outcome"),
    [
        ("topic", (HELD, ABSENT), FAILED),
        ("topic", (HELD, ABSENT, LATER), CANT_TELL),  # more missing than held: the list may show one topic
        ("search", (HELD, ABSENT, LATER), FAILED),
        (
            "year",
            (HELD, replace(ABSENT, published=span(days_ago(400)))),
            CANT_TELL,
        ),  # nothing of that year is held
        ("search", (HELD, replace(ABSENT, published=span(days_ago(400)))), FAILED),
    ],
)
def test_a_list_with_facets_may_show_one_of_them(
    facet: str, documents: tuple[DistrictDocument, ...], outcome: Outcome
) -> None:
    faceted = library(page=replace(SEARCHED, filters=(Quote(facet, "某"),)))
    statement = said(shown(*documents, kept=faceted), "documents")
    assert statement.outcome is outcome
    assert ("可能只是其中一类" in statement.message) == (outcome is CANT_TELL)


def test_a_list_with_facets_may_show_one_issuer() -> None:
    office = unit(OFFICE)
    partner = replace(office, unit=replace(office.unit, id="zfb"))
    faceted = library(page=replace(SEARCHED, filters=(Quote("issuer", "区政府"),)))
    evidence = shown(HELD, replace(ABSENT, unit="zfb", kind=OFFICE), kept=faceted)
    evidence = replace(evidence, systems=replace(evidence.systems, kept_by=partner))
    assert said(evidence, "documents").outcome is CANT_TELL


def heads(*pages: PageEvidence) -> UnitEvidence:
    return shown(OWN, kept=library(members=pages))


def lacking(path: str, *names: str, **rest: Any) -> PageEvidence:
    return held(path, header=tuple(quote for quote in HEAD if quote.id not in names), **rest)


BARE = {"header": (), "made": None, "published": None, "source": None}


@pytest.mark.parametrize(
    ("pages", "outcome", "says"),
    [
        ((held(), held("b.html")), PASSED, "2件"),
        ((lacking("a.html", "topic"), held("b.html")), PASSED, ""),  # half is not most
        ((lacking("a.html", "topic"), lacking("b.html", "topic"), held("c.html")), FAILED, "读到的3件文件中缺主题分类（2件）"),
        ((lacking("a.html", "topic", "validity"),), FAILED, "主题分类（1件）、有效性（1件）"),
        ((held("a.html", **BARE),), FAILED, "索引号（1件）、主题分类（1件）、发文字号（1件）、发布机构（1件）、成文日期（1件）、发布日期（1件）、有效性（1件）"),
        # read from other places of the page
        ((lacking("a.html", "index-number", index_number="1/2026-1"),), PASSED, ""),
        ((lacking("a.html", "number", document_number="云政发〔2026〕3号"),), PASSED, ""),
        ((lacking("a.html", "issuer"),), PASSED, ""),  # its source says whose it is
        ((lacking("a.html", "made"),), PASSED, ""),
        ((lacking("a.html", "published"),), PASSED, ""),
        ((lacking("a.html", "validity", validity="有效"),), PASSED, ""),
        # may be there, unread
        ((held("a.html", header=(*HEAD[1:], Quote("index-number", ""))),), CANT_TELL, "索引号"),
        ((held("a.html", **{**BARE, "header": (Quote("unlabelled", "1/A"),)}),), CANT_TELL, "主题分类"),
        ((held("a.html", **BARE, drawn=(Quote("picture", "tou.jpg"),)),), CANT_TELL, ""),
        ((lacking("a.html", "topic", drawn=(Quote("picture", "zw.jpg"),)),), FAILED, ""),  # the head was read
        ((lacking("a.html", "topic", drawn=(Quote("script", "head"),)),), CANT_TELL, ""),
        ((lacking("a.html", "topic", text_chars=0),), CANT_TELL, ""),
        # no documents of the library
        ((), CANT_TELL, "未读到"),
        ((lacking("a.pdf", "topic", file_type="pdf"),), CANT_TELL, "未读到"),
        ((lacking("a.html", "topic", is_interpretation=True), held()), PASSED, "1件"),
        ((lacking("a.html", "topic", why_unread=BLOCKED), held()), PASSED, "1件"),
    ],
)  # fmt: skip
def test_heads_of_documents(pages: tuple[PageEvidence, ...], outcome: Outcome, says: str) -> None:
    statement = said(heads(*pages), "fields")
    assert statement.outcome is outcome
    assert says in statement.message


def view(**rest: Any) -> UnitEvidence:
    values: dict[str, Any] = {"filters": (), "list_state": ListState.ITEMS}
    return shown(OWN, kept=library(page=replace(SEARCHED, **{**values, **rest})))


def parts(count: int) -> UnitEvidence:
    below = [listed(row("某办法"), name=f"分类{n}") for n in range(count)]
    return shown(OWN, kept=library(LIST, *below, page=replace(SEARCHED, filters=())))


@pytest.mark.parametrize(
    ("evidence", "outcome", "suspected"),
    [
        (view(filters=(Quote("year", "2026年"),)), PASSED, False),
        (view(filters=(Quote("search", "标题"),)), PASSED, False),
        (parts(2), PASSED, False),
        (parts(1), FAILED, False),
        (view(), FAILED, False),
        (view(search=SearchForm("http://a/s", "GET", "q")), FAILED, True),
        (view(filters=(Quote("unsure", "select"),)), CANT_TELL, False),
        (view(drawn=(Quote("script", "tool"),)), CANT_TELL, False),
        (view(drawn=(Quote("picture", "top.jpg"),)), FAILED, False),
        (view(list_state=ListState.SCRIPTED), CANT_TELL, False),
        (view(seen=seen(LIBRARY, BLOCKED)), CANT_TELL, False),
        (shown(OWN, kept=library(page=None)), CANT_TELL, False),
    ],
)
def test_ways_to_find_a_document(evidence: UnitEvidence, outcome: Outcome, suspected: bool) -> None:
    statement = said(evidence, "filters")
    assert (statement.outcome, statement.suspected) == (outcome, suspected)


def test_an_empty_library_is_an_empty_column() -> None:
    (statement,) = policy_library_incomplete(shown(ABSENT, kept=library(listed(), members=())), PARAMS)
    assert (statement.outcome, statement.message) == (INAPPLICABLE, "政府文件库没有内容，另按空白栏目检查")


@pytest.mark.parametrize(
    ("evidence", "outcome"),
    [
        (unit(GOV), INAPPLICABLE),
        (unit(GOV, coverage="budget"), CANT_TELL),
        (unit(GOV, homes=(home(why_unread=BLOCKED),)), CANT_TELL),
        (unread(shown(ABSENT)), CANT_TELL),
    ],
)
def test_without_a_library_nobody_is_accused(evidence: UnitEvidence, outcome: Outcome) -> None:
    assert [one.outcome for one in policy_library_incomplete(evidence, PARAMS)] == [outcome]


@pytest.mark.parametrize(
    ("kept", "outcome", "says"),
    [
        (shown(OWN), PASSED, "政府文件库设在云溪区人民政府的页面上，未发现问题"),
        (shown(OWN, ABSENT), CANT_TELL, "见该单位的检查结果"),
        (shown(OWN, kept=library(whole=False)), CANT_TELL, "未采集完整"),
    ],
)
def test_an_office_whose_government_keeps_the_library(
    kept: UnitEvidence, outcome: Outcome, says: str
) -> None:
    keeper = replace(kept, unit=Unit("jyty", "云溪区人民政府", GOV))
    office = unit(OFFICE, systems=SystemsArea(kept_by=keeper))
    (statement,) = policy_library_incomplete(office, PARAMS)
    assert (statement.outcome, statement.url) == (outcome, LIBRARY)
    assert says in statement.message


def test_an_office_without_any_library_is_not_accused() -> None:
    office = unit(OFFICE, systems=SystemsArea(kept_by=unit(GOV)))
    assert [one.outcome for one in policy_library_incomplete(office, PARAMS)] == [INAPPLICABLE]
