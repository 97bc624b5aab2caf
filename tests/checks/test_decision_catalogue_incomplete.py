from __future__ import annotations

from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from checks.decision_catalogue_incomplete import Params, decision_catalogue_incomplete
from checks.engine.model import Outcome, Statement
from checks.engine.standard import all_rules, load_standards
from evidence.catalogues import DecisionCatalogue, DecisionItem, LinkedPage
from evidence.records import UnitKind
from evidence.units import UnitEvidence
from tests.builders import BLOCKED, HOME, days_ago, home, looks, seen, unit, unread

PASSED, FAILED, CANT_TELL, INAPPLICABLE = (
    Outcome.PASSED, Outcome.FAILED, Outcome.CANT_TELL, Outcome.INAPPLICABLE,
)  # fmt: skip
STANDARDS = load_standards(Path(__file__).parents[2] / "config" / "standards", ["national"])
(RULE,) = [rule for rule in all_rules(STANDARDS) if rule.check == "decision-catalogue-incomplete"]
PARAMS: Params = RULE.params
URL = f"{HOME}ml.html"
TITLE = "云溪区2026年度重大行政决策事项目录"
HEADER = ("序号", "事项名称", "承办单位", "决策依据", "完成时间", "决策草案", "草案说明", "决策结果")
ITEM = "云溪区电动自行车管理办法"
OVER = date(2027, 1, 1)
CALL = "关于《云溪区电动自行车管理办法（草案）》公开征求意见的公告"


def link(words: str, head: str = "", said: str = "", **rest: Any) -> LinkedPage:
    """A link that answers and leads to a page that was read."""
    values = {"title": words, "read": True, "answered": True}
    return LinkedPage(f"{HOME}{words}.html", words, head, said=said, **{**values, **rest})


def dead(words: str, head: str = "", *, apart_seconds: int = 3600) -> LinkedPage:
    found = looks(404, 404, apart_seconds=apart_seconds)
    return link(words, head, title="", read=False, answered=False, looks=found, doubt="链接指向的页面未读取")


def unseen(words: str, head: str = "", **rest: Any) -> LinkedPage:
    return link(
        words, head, title="", read=False, **{"answered": False, "doubt": "链接指向的页面未读取", **rest}
    )


DRAFT = link("草案", said="第一条 为了加强管理")
NOTE = link("起草说明", said="起草背景和必要性")
CALLED = link(CALL, said="现公开征求意见")
ADOPTED = link("意见采纳情况")
SEATED = link("公众代表列席区政府常务会议")
RESULT = link("关于印发《云溪区电动自行车管理办法》的通知", published=days_ago(21))
ALL = (DRAFT, NOTE, CALLED, ADOPTED, SEATED, RESULT)
UNDECIDED = ALL[:-1]


def item(*links: LinkedPage, **rest: Any) -> DecisionItem:
    values: dict[str, Any] = {
        "name": ITEM,
        "organizer": "区教育体育局",
        "cells": (("事项名称", ITEM), ("承办单位", "区教育体育局")),
        "links": links,
        "linked": True,
    }
    return DecisionItem(seen(URL), TITLE, 2026, **{**values, **rest})


def catalogue(**rest: Any) -> DecisionCatalogue:
    values: dict[str, Any] = {"owner": "zf", "header": HEADER, "item_count": 1, "linked": True}
    return DecisionCatalogue(seen(URL), TITLE, 2026, **{**values, **rest})


def shown(*items: DecisionItem, **rest: Any) -> UnitEvidence:
    """A department of which the government's catalogue holds these items."""
    rest.setdefault("decision_catalogues", (catalogue(),))
    return unit(decision_items=items, **rest)


def said(evidence: UnitEvidence) -> list[Statement]:
    return list(decision_catalogue_incomplete(evidence, PARAMS))


@pytest.mark.parametrize(
    ("one", "outcome", "says"),
    [
        (item(*ALL), PASSED, ""),
        (item(*UNDECIDED), PASSED, "决策尚未作出"),
        (item(*(one for one in ALL if one is not SEATED)), FAILED, "未链接公众代表列席"),
        (item(*(one for one in ALL if one is not ADOPTED)), FAILED, "未链接意见采纳情况"),
        (item(DRAFT, RESULT), FAILED, "未链接草案说明、意见征集、意见采纳情况、公众代表列席"),
        (item(DRAFT), INAPPLICABLE, "决策尚未作出"),
        (item(), INAPPLICABLE, "决策尚未作出"),
        # what a page says itself, or its files
        (item(link(CALL, said="草案全文 起草说明 起草背景 公开征求意见 意见采纳情况：未收到意见"), SEATED, RESULT), PASSED, ""),
        (item(DRAFT, NOTE, link(CALL, said="公开征求意见 采纳情况", has_feedback=False), SEATED, RESULT), FAILED, "未链接意见采纳情况"),
        (item(DRAFT, NOTE, link(CALL, has_feedback=True), SEATED, RESULT), PASSED, ""),
        (item(DRAFT, NOTE, CALLED, ADOPTED, link("政府第41次常务会议", said="有关部门负责人列席会议"), RESULT), FAILED, "公众代表列席"),
        (item(DRAFT, NOTE, CALLED, ADOPTED, link("政府第41次常务会议", said="邀请公众代表参加"), RESULT), PASSED, ""),
        # the column a link stands in
        (item(link("查看", "决策草案及说明、背景"), link("查看", "征求意见及采纳"), link("查看", "代表列席"), link("查看", "决策结果")), PASSED, ""),
        (item(DRAFT, NOTE, CALLED, ADOPTED, RESULT, cells=(("公众代表列席", "不涉及"),)), PASSED, ""),
        (item(DRAFT, NOTE, CALLED, ADOPTED, RESULT, cells=(("公众代表列席", "2026年9月"),)), FAILED, "公众代表列席"),
        # a policy of the item's name is its result; a draft is none
        (item(*UNDECIDED[:-1], link(ITEM, is_policy=True, published=days_ago(99))), FAILED, "公众代表列席"),
        (item(DRAFT, replace(RESULT, published=days_ago(20))), INAPPLICABLE, "决策刚刚作出"),
        (item(DRAFT, replace(RESULT, published=None)), INAPPLICABLE, "作出日期不明"),
        (item(DRAFT, link("征求意见稿公布", is_policy=True)), INAPPLICABLE, "决策尚未作出"),
        # links that are dead, or of which nobody knows
        (item(dead("草案"), *ALL[1:]), FAILED, "链接打不开：「草案」"),
        (item(dead("草案")), FAILED, "链接打不开"),
        (item(dead("草案"), NOTE, RESULT), FAILED, "另未见意见征集"),
        (item(dead("草案", apart_seconds=60), *ALL[1:]), CANT_TELL, "尚未间隔复核"),
        (item(unseen("草案"), *ALL[1:]), CANT_TELL, "未能访问核实"),
        (item(unseen("草案", answered=True), *ALL[1:]), PASSED, ""),
        (item(DRAFT, unseen("详情", answered=True), RESULT), CANT_TELL, "未读取"),
        (item(link("草案", answered=False, doubt="链接转到首页"), *ALL[1:]), CANT_TELL, "链接转到首页"),
        (item(DRAFT, link("详情", doubt="附件未能读取"), RESULT), CANT_TELL, "附件未能读取"),
        # other pages that name the item
        (item(DRAFT, NOTE, CALLED, ADOPTED, RESULT, named_on=(SEATED,)), PASSED, ""),
        (item(named_on=ALL, linked=False), PASSED, ""),
        (item(named_on=(DRAFT, RESULT), linked=False), CANT_TELL, "目录未设超链接"),
        # taken out of the catalogue
        (item(DRAFT, RESULT, cells=(("备注", "经研究调出目录"),)), INAPPLICABLE, "调出目录"),
    ],
)  # fmt: skip
def test_items(one: DecisionItem, outcome: Outcome, says: str) -> None:
    (statement,) = said(shown(one))
    assert (statement.outcome, statement.url, statement.target) == (outcome, URL, ITEM), statement.message
    assert says in statement.message


@pytest.mark.parametrize(
    ("one", "on", "outcome", "says"),
    [
        (item(DRAFT, NOTE, CALLED), date(2026, 12, 31), INAPPLICABLE, ""),
        (item(DRAFT, NOTE, CALLED), OVER, FAILED, "未链接意见采纳情况、公众代表列席、决策结果"),
        (item(*UNDECIDED), OVER, FAILED, "未链接决策结果"),
        (item(*UNDECIDED, named_on=(link(ITEM),)), OVER, CANT_TELL, "可能就是决策结果"),
        (item(*UNDECIDED, named_on=(link(f"{ITEM}听证会公告"),)), OVER, FAILED, "未链接决策结果"),
        (
            item(*UNDECIDED, name="云溪区听证办法", named_on=(link("云溪区听证办法"),)),
            OVER,
            CANT_TELL,
            "可能就是",
        ),
        (item(linked=False), OVER, CANT_TELL, "目录未设超链接"),
        (item(*ALL), OVER, PASSED, ""),
    ],
)
def test_when_the_year_is_over_nothing_is_pending(
    one: DecisionItem, on: date, outcome: Outcome, says: str
) -> None:
    (statement,) = said(shown(one, as_of=on))
    assert statement.outcome is outcome, statement.message
    assert says in statement.message


def test_a_site_read_in_part_cannot_tell_what_is_missing_but_a_dead_link_stays_one() -> None:
    evidence = shown(item(DRAFT, RESULT), item(dead("草案"), name="绿道规划"), coverage="budget")
    assert [one.outcome for one in said(evidence)] == [CANT_TELL, FAILED]


def government(*items: DecisionItem, on: date = date(2026, 11, 23), **rest: Any) -> UnitEvidence:
    own = replace(catalogue(), **{"owner": "jyty", **rest})
    return unit(UnitKind.GOVERNMENT, decision_items=items, decision_catalogues=(own,), as_of=on)


@pytest.mark.parametrize(
    ("evidence", "expected"),
    [
        (government(), [(PASSED, "fields", "字段齐全")]),
        (government(header=("序号", "名称", "时间", "征求意见")), [(FAILED, "fields", "缺少字段：承办单位")]),
        (government(header=("序号", "名称")), [(FAILED, "fields", "承办单位、决策依据或程序、时间计划")]),
        (government(unread="目录以附件形式发布，未能逐项读取"), [(CANT_TELL, "fields", "附件")]),
        (government(item(*ALL)), [(PASSED, "fields", ""), (PASSED, ITEM, "")]),
        (government(linked=False), [(PASSED, "fields", "")]),
        (government(linked=False, on=OVER, item_count=7), [(PASSED, "fields", ""), (FAILED, "links", "7个事项均未设超链接")]),
        (government(linked=False, on=OVER, named_count=1), [(PASSED, "fields", "")]),
        (replace(government(linked=False, on=OVER), sites=unit(coverage="budget").sites), [(PASSED, "fields", ""), (CANT_TELL, "links", "未采集完整")]),
    ],
)  # fmt: skip
def test_the_catalogue_itself_is_the_governments(
    evidence: UnitEvidence, expected: list[tuple[Outcome, str, str]]
) -> None:
    found = said(evidence)
    assert [(one.outcome, one.target) for one in found] == [one[:2] for one in expected]
    assert all(says in one.message for one, (*_, says) in zip(found, expected, strict=True))


@pytest.mark.parametrize(
    ("evidence", "outcome", "says"),
    [
        (shown(), INAPPLICABLE, "没有本单位承办的事项"),
        (shown(decision_catalogues=(catalogue(unread="目录以附件形式发布，未能逐项读取"),)), CANT_TELL, "有无本单位承办的事项无法判断"),
        (shown(decision_catalogues=()), INAPPLICABLE, "无从核对"),
        (shown(decision_catalogues=(), coverage="budget"), CANT_TELL, "未采集完整"),
        (shown(decision_catalogues=(), homes=(home(why_unread=BLOCKED),)), CANT_TELL, BLOCKED),
        (unread(shown(item(DRAFT, RESULT))), CANT_TELL, BLOCKED),
    ],
)  # fmt: skip
def test_without_catalogue_or_item(evidence: UnitEvidence, outcome: Outcome, says: str) -> None:
    (statement,) = said(evidence)
    assert statement.outcome is outcome
    assert says in statement.message


def test_only_the_newest_year_is_judged() -> None:
    older = replace(item(DRAFT, RESULT, name="旧事项"), year=2025)
    evidence = shown(older, item(*ALL), decision_catalogues=(replace(catalogue(), year=2025), catalogue()))
    assert [one.target for one in said(evidence)] == [ITEM]
    evidence = shown(older, as_of=date(2026, 3, 1), decision_catalogues=(replace(catalogue(), year=2025),))
    (statement,) = said(evidence)
    assert (statement.outcome, statement.target) == (FAILED, "旧事项")


def test_a_body_that_is_a_year_behind_is_judged_by_its_own_newest() -> None:
    own = replace(catalogue(linked=False, header=("序号", "事项名称")), year=2025, owner="glq")
    evidence = shown(decision_catalogues=(own, catalogue()))
    assert [one.outcome for one in said(evidence)] == [INAPPLICABLE]
    evidence = replace(evidence, unit=replace(evidence.unit, id="glq", kind=UnitKind.GOVERNMENT))
    assert {one.target: one.outcome for one in said(evidence)} == {"fields": FAILED, "links": FAILED}


def test_facts_tell_the_organizer_and_what_there_is() -> None:
    (statement,) = said(shown(item(DRAFT, NOTE, RESULT)))
    assert statement.facts["missing"] == ["意见征集", "意见采纳情况", "公众代表列席"]
    assert statement.facts["present"] == ["决策草案", "草案说明", "决策背景", "决策结果"]
    assert statement.facts["organizer"] == "区教育体育局"
