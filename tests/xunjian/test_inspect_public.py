"""``inspect`` on messages, guides, consultations and disclosure: every fact with the words it was read from."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import date

from evidence.records import Consultation, Message, PageFacts, PageKind, Quote, Span
from evidence.tables import Cell, Table
from xunjian.inspect import to_json
from xunjian.inspect_text import to_text

ASKED = Span(date(2026, 3, 2), "来信时间：2026-03-02", "label")
ANSWERED = Span(date(2026, 3, 5), "回复时间：2026-03-05", "label")
FULL = PageFacts(
    "http://www.lanting.example/x.html", PageKind.MESSAGES, "unknown", "utf-8",
    messages=(
        Message("渡口路灯不亮", "http://www.lanting.example/1.html", ASKED, ANSWERED, True, "已回复"),
        Message("停水何时恢复", None, ASKED, None, False, "办理中"),
    ),
    guide=(Quote("materials", "办理材料：申请书"),),
    consultation=Consultation(ASKED, ANSWERED, Quote("reason", "情况紧急"), Quote("feedback", "采纳3条", "http://a/")),
    disclosure=(Quote("guide", "政府信息公开指南", "http://a/zn/"),),
    annual_reports=(Quote("2025", "2025年年报"),),
)  # fmt: skip
EMPTY = PageFacts("", PageKind.OTHER, "unknown", "utf-8")


def test_details_bear_each_fact_with_its_proof() -> None:
    details = json.loads(to_json(FULL))["details"]
    asked = {"on": "2026-03-02", "text": "来信时间：2026-03-02", "source": "label"}
    answered = {"on": "2026-03-05", "text": "回复时间：2026-03-05", "source": "label"}
    assert details["messages"] == [
        {
            "title": "渡口路灯不亮", "url": "http://www.lanting.example/1.html", "asked": asked, "answered": answered,
            "is_answered": True, "text": "已回复",
        },
        {"title": "停水何时恢复", "url": None, "asked": asked, "answered": None, "is_answered": False, "text": "办理中"},
    ]  # fmt: skip
    assert details["guide"] == [{"id": "materials", "text": "办理材料：申请书", "url": None}]
    assert details["consultation"] == {
        "starts": asked, "ends": answered, "reason": {"id": "reason", "text": "情况紧急", "url": None},
        "feedback": {"id": "feedback", "text": "采纳3条", "url": "http://a/"}, "subject": None, "unread_tab": None,
    }  # fmt: skip
    assert details["disclosure"][0]["id"] == "guide"
    assert details["annual_reports"] == [{"id": "2025", "text": "2025年年报", "url": None}]


def test_a_page_without_them_says_so() -> None:
    details = json.loads(to_json(EMPTY))["details"]
    names = ("messages", "guide", "disclosure", "annual_reports")
    assert [details[name] for name in names] == [[], [], [], []]
    assert details["consultation"] is None
    assert "messages" not in to_text(EMPTY)


def test_a_person_reads_the_same() -> None:
    text = to_text(FULL)
    for words in (
        "messages  2", "2026-03-02 [来信时间：2026-03-02] → 2026-03-05 [回复时间：2026-03-05]  answered (已回复)  渡口路灯不亮",
        "→ ?  not answered (办理中)  停水何时恢复", "materials: 办理材料：申请书", "reason: 情况紧急",
        "feedback: 采纳3条  http://a/", "guide: 政府信息公开指南  http://a/zn/", "2025: 2025年年报",
    ):  # fmt: skip
        assert words in text


def test_tables_are_shown_cell_by_cell_with_their_links() -> None:
    row = (Cell("渡口管理办法"), Cell("草案", (("草案", "http://a/1.html"),)))
    shown = replace(EMPTY, tables=(Table(("事项名称", "决策草案"), (row,), "决策事项目录", cut=True),))
    assert json.loads(to_json(shown))["details"]["tables"] == [
        {
            "caption": "决策事项目录",
            "header": ["事项名称", "决策草案"],
            "rows": [
                ["渡口管理办法", {"text": "草案", "links": [{"text": "草案", "url": "http://a/1.html"}]}]
            ],
            "cut": True,
        }
    ]
    assert json.loads(to_json(EMPTY))["details"]["tables"] == []
