"""Messages and calls for opinions of each unit, put together from lists, pages of their own, policies and results."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from record_samples import HOME, HOST, Crawl, article, at, column, facts, item, span

from crawler.extract.links import url_key
from evidence.district import DistrictFiles
from evidence.records import (
    Consultation,
    Link,
    ListState,
    Message,
    NextPage,
    PageKind,
    Quote,
    Region,
    Site,
    Unit,
    UnitKind,
)
from evidence.units import ConsultationEvidence, MessageEvidence, UnitEvidence
from evidence.view import view

PORTAL = Unit("zf", "云溪区人民政府", UnitKind.GOVERNMENT, sites=(Site(HOME, (HOME,), True, portal=True),))
BUREAU = Unit("jyty", "区教育体育局", UnitKind.DEPARTMENT, sites=(Site(at("jyty/"), (at("jyty/"),), False),))


def seen(data: Path) -> dict[str, UnitEvidence]:
    files = DistrictFiles.open(data, (PORTAL, BUREAU), (HOST,), "海东市云溪区", url_key)
    try:
        return {one.unit.id: one for one in view(files, date(2026, 11, 23)).units}
    finally:
        files.close()


# ---------------------------------------------------------------- messages


def row(title: str, path: str | None, is_answered: bool | None = None, text: str = "") -> Message:
    return Message(title, at(path) if path else None, span("2026-05-01"), None, is_answered, text)


def box(path: str, *rows: Message, **rest: Any) -> Any:
    return facts(path, PageKind.MESSAGES, title="局长信箱", column_name="局长信箱", messages=rows, **rest)


def letter(path: str, is_answered: bool | None, **rest: Any) -> Any:
    told = Message("路灯", at(path), span("2026-05-02"), None, is_answered, "状态")
    return facts(path, PageKind.MESSAGES, title="路灯", messages=(told,), as_article=True, **rest)


def messages(data: Path, *pages: Any, unit: str = "zf", **ended: int) -> tuple[MessageEvidence, ...]:
    with Crawl(data) as run:
        for page in pages:
            run.read(page)
        for path, status in ended.items():
            run.ended(f"ly/{path}.html", status)
    return seen(data)[unit].messages


def test_a_row_and_its_page_are_one_message(tmp_path: Path) -> None:
    (found,) = messages(tmp_path, box("ly/", row("路灯", "ly/1.html", False)), letter("ly/1.html", True))
    assert found.seen.url == at("ly/")
    assert found.listed is not None
    assert found.told is not None
    assert found.page is not None
    assert (found.listed.is_answered, found.told.is_answered) == (False, True)
    assert (found.column, found.url, found.page.read) == ("局长信箱", at("ly/1.html"), True)
    assert found.asked == span("2026-05-02")  # its own page knows best


def test_the_list_nearest_to_the_home_page_bears_it(tmp_path: Path) -> None:
    later = box("ly/index_2.html", row("路灯", "ly/1.html", False))
    with Crawl(tmp_path) as run:
        run.read(later, depth=3)
        run.read(box("ly/", row("路灯", "ly/1.html", False)), depth=1)
    (found,) = seen(tmp_path)["zf"].messages
    assert found.seen.url == at("ly/")


def test_pages_that_were_not_read_and_rows_without_a_page(tmp_path: Path) -> None:
    rows = (row("甲", "ly/1.html", False), row("乙", "ly/2.html"), row("丙", None, False))
    scripted = Message("丁", "javascript:;", span("2026-05-01"), None, False, "办理中")
    found = {one.title: one for one in messages(tmp_path, box("ly/", *rows, scripted), **{"1": 412})}
    assert found["甲"].page is not None
    assert "412" in found["甲"].page.why_unread
    assert found["乙"].page is not None
    assert found["乙"].page.why_unread == "本次未采集"
    assert found["丙"].page is None
    assert found["丁"].page is not None
    assert found["丁"].page.why_unread == "留言内容由脚本打开，未能读取"
    assert found["丁"].url is None


def test_a_message_of_its_own_page_alone(tmp_path: Path) -> None:
    (found,) = messages(tmp_path, letter("ly/1.html", False))
    assert (found.seen.url, found.listed, found.told is not None) == (at("ly/1.html"), None, True)


def test_a_message_belongs_to_the_unit_that_its_page_names(tmp_path: Path) -> None:
    shared = box(
        "ly/", row("甲", "ly/1.html", False), row("乙", "ly/2.html", False), row("丙", "jyty/3.html", False)
    )
    mine = letter("ly/1.html", False, source="区教育体育局")
    assert {one.title for one in messages(tmp_path, shared, mine, unit="jyty")} == {"甲", "丙"}
    assert {one.title for one in seen(tmp_path)["zf"].messages} == {"乙"}


@pytest.mark.parametrize(("excerpt", "words"), [("您好，来信收悉。", "收悉"), ("请问路灯何时修好？", "")])
def test_words_by_which_answers_begin_are_told(tmp_path: Path, excerpt: str, words: str) -> None:
    (found,) = messages(tmp_path, letter("ly/1.html", False, excerpt=excerpt))
    assert found.reply_words == words


# ---------------------------------------------------------------- consultations

CALL = "关于《云溪区停车管理办法（征求意见稿）》公开征求意见的公告"
TITLE = "云溪区停车管理办法"
ASKED = Consultation(span("2026-05-01"), span("2026-05-31"))


def call(path: str = "zj/1.html", title: str = CALL, called: Consultation = ASKED, **rest: Any) -> Any:
    return article(path, title, "2026-05-01", consultation=called, **rest)


def policy(path: str, title: str, day: str | None, **rest: Any) -> Any:
    rest.setdefault("document_number", "云政办发〔2026〕3号")
    return article(path, title, day, is_policy=True, **rest)


def consultation(
    data: Path, *pages: Any, coverage: str = "complete", columns: Any = ()
) -> ConsultationEvidence:
    with Crawl(data, coverage=coverage) as run:
        for page in pages or (call(),):
            run.read(page)
        run.columns(*columns)
    (found,) = seen(data)["zf"].consultations
    return found


@pytest.mark.parametrize(
    ("title", "day", "is_found"),
    [
        (f"云溪区人民政府办公室关于印发《{TITLE}》的通知", "2026-08-01", True),
        (TITLE, "2026-08-01", True),
        ("停车管理办法（试行）", "2026-08-01", True),
        (TITLE, "2026-04-30", False),  # before the call: an older edition
        (TITLE, "2027-10-23", True),
        (TITLE, "2027-10-24", False),  # so much later: the next edition
        (TITLE, None, False),
        (f"{TITLE}（征求意见稿）", "2026-08-01", False),
        (f"关于修改《{TITLE}》的决定", "2026-08-01", False),
        (f"{TITLE}实施细则", "2026-08-01", False),
        ("海东市停车管理办法", "2026-08-01", False),
    ],
)
def test_the_document_is_found_by_its_title(
    tmp_path: Path, title: str, day: str | None, is_found: bool
) -> None:
    found = consultation(tmp_path, call(), policy("zc/1.html", title, day))
    assert bool(found.document) is is_found


def test_of_two_documents_the_first_after_the_call_counts_and_others_are_only_passed_on(
    tmp_path: Path,
) -> None:
    found = consultation(
        tmp_path, call(), policy("zc/1.html", TITLE, "2026-09-01"), policy("zc/2.html", TITLE, "2026-08-01"),
        policy("zc/3.html", TITLE, "2026-07-01", issuer="青海省公安厅"),
    )  # fmt: skip
    assert found.document is not None
    assert (found.document.seen.url, found.document.published) == (at("zc/2.html"), span("2026-08-01"))


@pytest.mark.parametrize(
    ("title", "is_found"),
    [
        (f"《{TITLE}（征求意见稿）》意见采纳情况", True),
        ("停车管理办法公开征求意见反馈情况", True),
        (f"关于{TITLE}意见征集结果的公示", True),
        ("《云溪区道路管理办法》意见采纳情况", False),
        ("意见采纳情况", False),
        (f"《{TITLE}》政策解读", False),
    ],
)
@pytest.mark.parametrize("is_link", [True, False])
def test_the_result_is_found_by_its_title_read_or_only_linked(
    tmp_path: Path, title: str, is_found: bool, is_link: bool
) -> None:
    if is_link:
        page = column("fk/", "通知", item("甲", "1.html"), links=(Link(at("fk/9.html"), title, Region.MAIN),))
    else:
        page = article("fk/9.html", title, "2026-08-02")
    found = consultation(tmp_path, call(), page)
    assert (found.feedback.seen.url if found.feedback else None) == (at("fk/9.html") if is_found else None)


@pytest.mark.parametrize(
    ("title", "rest", "whose"),
    [
        (CALL, {}, ""),
        (CALL, {"issuer": "云溪区教育局"}, ""),
        (CALL, {"issuer": "青海省司法厅"}, "青海省司法厅"),
        (CALL, {"source": "国务院"}, "国务院"),
        ("司法部关于《法律援助条例（征求意见稿）》公开征求意见的公告", {}, "司法部"),
    ],
)
def test_calls_of_other_bodies_are_only_passed_on(tmp_path: Path, title: str, rest: Any, whose: str) -> None:
    assert consultation(tmp_path, call(title=title, **rest)).passed_on == whose


PLACE = ("zj/", "民意征集", "consultation")
LISTED = column("zj/", "民意征集", item(CALL, "zj/1.html"))


@pytest.mark.parametrize(
    ("pages", "coverage", "columns", "maybe"),
    [
        ((), "complete", (), ()),
        ((), "budget", (), (f"{HOST} 未采集完整，可能已有反馈",)),
        ((LISTED,), "complete", (PLACE,), ()),
        ((), "complete", (PLACE,), ("栏目「民意征集」未能完整读取，可能已有反馈",)),
        ((), "complete", (("zj/", "结果公示", "other"),), ("栏目「结果公示」未能完整读取，可能已有反馈",)),
        ((), "complete", (("zj/", "通知公告", "notices"),), ()),
        (
            (column("zj/", "民意征集", list_state=ListState.SCRIPTED),),
            "complete", (PLACE,), ("栏目「民意征集」未能完整读取，可能已有反馈",),
        ),
        (
            (column("zj/", "民意征集", item(CALL, "zj/1.html"), next_page=NextPage("static", at("zj/2/"))),),
            "complete", (PLACE,), ("栏目「民意征集」未能完整读取，可能已有反馈",),
        ),
    ],
)  # fmt: skip
def test_places_that_were_not_read_are_said(
    tmp_path: Path, pages: Any, coverage: str, columns: Any, maybe: tuple[str, ...]
) -> None:
    found = consultation(tmp_path, call(), *pages, coverage=coverage, columns=columns)
    assert found.maybe == maybe


def test_an_empty_tab_and_words_of_the_document_are_doubts_and_a_result_ends_them(tmp_path: Path) -> None:
    tab = call(called=Consultation(*(ASKED.starts, ASKED.ends), unread_tab="意见反馈"))
    document = policy("zc/1.html", TITLE, "2026-08-01", text="起草中共收到社会意见3条，全部采纳。")
    found = consultation(tmp_path / "a", tab, document)
    assert found.maybe == ("页面设有「意见反馈」，其内容未能读取", "文件或其解读的正文提到意见采纳情况")
    result = article("fk/1.html", f"《{TITLE}》意见采纳情况", "2026-08-02")
    assert consultation(tmp_path / "b", tab, document, result).maybe == ()
    told = Consultation(
        *(ASKED.starts, ASKED.ends), feedback=Quote("feedback", "采纳2条"), unread_tab="意见反馈"
    )
    assert consultation(tmp_path / "c", call(called=told)).maybe == ()


def test_a_call_published_twice_is_one_and_the_copy_with_a_result_stands_for_it(tmp_path: Path) -> None:
    told = Consultation(*(ASKED.starts, ASKED.ends), feedback=Quote("feedback", "采纳2条"))
    assert consultation(tmp_path / "a", call(), call("zj/1/copy.html")).seen.url == at("zj/1.html")
    assert consultation(tmp_path / "b", call(), call("zj/1/copy.html", called=told)).seen.url == at(
        "zj/1/copy.html"
    )


# ---------------------------------------------------------------- what the pages of a call hold


def file_link(name: str, text: str) -> Link:
    return Link(at(f"zj/{name}"), text, Region.MAIN)


def test_the_notice_is_kept_with_the_names_of_its_links_and_files(tmp_path: Path) -> None:
    shown = call(
        text="现公开征求意见。",
        links=(file_link("1.docx", "征求意见稿"), file_link("2.html", "起草说明")),
        attachments=(at("zj/1.docx"), at("zj/3.pdf")),
    )
    page = consultation(tmp_path, shown).page
    assert page is not None
    assert (page.text, page.names, page.files) == (
        "现公开征求意见。",
        ("征求意见稿", "起草说明"),
        ("征求意见稿", ""),
    )


@pytest.mark.parametrize(
    ("title", "is_beside"),
    [
        (f"《{TITLE}（征求意见稿）》起草说明", True),
        (f"{TITLE}（草案）", True),
        ("《云溪区道路管理办法（征求意见稿）》起草说明", False),
        (f"《{TITLE}》政策解读", False),
    ],
)
def test_drafts_and_explanations_on_other_pages(tmp_path: Path, title: str, is_beside: bool) -> None:
    found = consultation(tmp_path, call(), article("zj/2.html", title, "2026-05-01"))
    assert bool(found.beside) is is_beside


RESULT_TITLE = f"《{TITLE}（征求意见稿）》意见采纳情况"


@pytest.mark.parametrize(
    ("linked", "read", "where"),
    [
        (None, True, "fk/1.html"),  # found by its title
        (at("fk/1.html"), True, "fk/1.html"),
        ("", False, "zj/1.html"),  # told on the page of the call itself
        (at("fk/1.html"), False, None),  # linked and not read: the call's own page does not tell it
        (None, False, None),
    ],
)
def test_the_page_that_tells_the_result(
    tmp_path: Path, linked: str | None, read: bool, where: str | None
) -> None:
    feedback = None if linked is None else Quote("feedback", "采纳情况", linked or None)
    pages = [call(called=replace(ASKED, feedback=feedback))]
    if read:
        pages.append(article("fk/1.html", RESULT_TITLE, "2026-06-10", text="共收到意见3条"))
    result = consultation(tmp_path, *pages).result
    assert (result.seen.url if result else None) == (at(where) if where else None)
