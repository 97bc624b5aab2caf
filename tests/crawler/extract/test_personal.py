"""Whose number it is: what stands beside it decides, and an office's is nobody's."""

from __future__ import annotations

import pytest

from crawler.extract.page import read_page
from crawler.extract.personal import lines_of, read
from evidence.marks import NumberKind, PersonalNumber
from evidence.records import PageFacts
from tests.crawler.extract.test_person_numbers import CARD, ID, PHONE, carded, numbered

OTHER = "13900139001"
URL = "http://www.lanting.example/tzgg/art_1.html"
PRIVATE = {"named", "private", "table"}


def numbers(text: str, context: str = "") -> tuple[PersonalNumber, ...]:
    return read(lines_of(text), context)


def accused(text: str, context: str = "") -> list[str]:
    """Kinds of the numbers that a check could hold against the page."""
    return [
        one.kind.value
        for one in numbers(text, context)
        if not one.doubt and (one.kind is not NumberKind.PHONE or PRIVATE & set(one.proof))
    ]


@pytest.mark.parametrize(
    ("text", "hit"),
    [
        (f"张三，身份证号：{ID}", True), (f"公民身份号码{ID}", True), (ID, True), (f"（{ID}）", True), (f"1.{ID}", True),
        (f"序号1\t张三\t{ID}\t2000元", True), (f"统一社会信用代码{ID}", False), (f"索引号：{ID}", False), (f"订单号{ID}", False),
        (f"流水号：{ID}", False), (f"SDGP{ID}", False), (f"{ID}A", False), (f"http://a.gov.cn/{ID}.html", False), (f"/{ID}", False),
        (f"117.{ID}", False), (f"{ID[:-1]}2", False), ("37*************231", False), (f"身份证号 {ID[:6]} {ID[6:14]} {ID[14:]}", True),
        (f"从业资格证号：{ID}", False), (f"执法证号{ID}", False), (f"姓名：张三，身份证：{ID}，从业资格证号", True),
        ("身份证号：370102900101123", True), ("370102900101123", False), ("编号370102900101123", False), ("证件号码 370102900101123", True),
        (f"居住证号{numbered('81000019900101001')}", True),
    ],
)  # fmt: skip
def test_identity_numbers(text: str, hit: bool) -> None:
    assert (accused(text) == ["id-number"]) is hit


LOOSE = carded("625999020011223")  # UnionPay's 62, no bank of the table


@pytest.mark.parametrize(
    ("text", "hit"),
    [
        (f"张三 银行卡号：{CARD}", True), (f"账号{CARD}", True), (f"开户银行：农业银行，{CARD}", True), (f"张伟\t{CARD}\t500元", True),
        (f"一卡通：{LOOSE}", True), (LOOSE, False), (f"张伟\t{LOOSE}", False), (CARD, False), (f"订单号{CARD}", False), (f"快递单号：{CARD}", False),
        (f"户名：区财政局 开户行：工商银行 账号：{CARD}", False), (f"收款人：张伟 账号：{CARD}", True), (f"账号{CARD[:-1]}{(int(CARD[-1]) + 1) % 10}", False),
        (f"姓名\t银行卡号\n张伟\t{CARD}", True), (f"姓名\t编号\n张伟\t{LOOSE}", False), (f"卡号{CARD[:4]} {CARD[4:8]} {CARD[8:12]} {CARD[12:16]} {CARD[16:]}", True),
    ],
)  # fmt: skip
def test_bank_cards(text: str, hit: bool) -> None:
    assert (accused(text) == ["bank-card"]) is hit


@pytest.mark.parametrize(
    ("text", "context", "hit"),
    [
        (f"张伟 {PHONE}", "", True), (f"张伟，手机号{PHONE}", "", True), (f"{PHONE}（张伟）", "", True), (f"户主李明，电话{PHONE}", "", True),
        (f"学生家长王某电话{PHONE}", "", True), (f"本人手机{PHONE}，家住南街", "", True), (f"姓名\t手机号\n张伟\t{PHONE}", "", True),
        (f"姓名\t身份证号\t联系电话\n张伟\t{ID[:6]}****\t{PHONE}", "", True), ("张伟 138 0013 8000", "", True), ("张伟１３８００１３８０００", "", True),
        (f"姓名\t村\t联系电话\t补贴金额\n张伟\t南村\t{PHONE}\t500", "招投标公告", True),
        (PHONE, "", False), (f"手机：{PHONE}", "", False), (f"电话{PHONE}", "", False), (f"联系电话：{PHONE}", "", False),
        (f"值班电话：{PHONE}", "", False), (f"咨询电话：{PHONE}", "", False), (f"监督举报电话：{PHONE}", "", False), (f"热线{PHONE}", "", False),
        (f"联系人：张伟，联系电话：{PHONE}", "", False), (f"联系人：张伟 {PHONE}", "", False), (f"项目负责人：张伟 {PHONE}", "", False),
        (f"张科长{PHONE}", "", False), (f"{PHONE}（王主任）", "", False), (f"请拨打{PHONE}", "", False), (f"张伟 {PHONE}", "某项目中标结果公告", False),
        (f"张伟 {PHONE}", "河长名单公示", False), (f"姓名\t职务\t联系电话\n张伟\t河长\t{PHONE}", "", False), (f"姓名\t单位\t手机\n张伟\t财政局\t{PHONE}", "", False),
        (f"办公电话：0531-88881234，{PHONE}", "", False), (f"订单号{PHONE}", "", False), (f"117.{PHONE}", "", False), (f"0531-{PHONE}", "", False),
        (f"http://a.gov.cn/{PHONE}", "", False), ("138****8000张伟", "", False), (f"A{PHONE}", "", False), (f"转账至支付宝账号{PHONE}", "", False),
        (f"张元 教授 电话 {PHONE} 电子邮件 a@b.cn 出生年月 1970", "", False),
    ],
)  # fmt: skip
def test_phones(text: str, context: str, hit: bool) -> None:
    assert (accused(text, context) == ["phone"]) is hit


def test_excerpts_show_thirty_characters_on_each_side_and_no_number() -> None:
    text = "甲" * 50 + f"张伟{ID}，手机{PHONE}，" + "乙" * 50
    for one in numbers(text):
        assert ID not in one.excerpt
        assert PHONE not in one.excerpt
        assert one.masked in one.excerpt
        assert one.digest == ""
        assert len(one.excerpt) <= 30 + len(one.masked) + 30


def test_a_number_twice_is_one_and_its_accusing_place_counts() -> None:
    (one,) = numbers(f"值班电话：{PHONE}\n户主张伟，电话{PHONE}")
    assert one.doubt == ()


# ---------------------------------------------------------------- pages


def page(body: str, title: str = "关于公布救助对象名单的通知") -> PageFacts:
    markup = (
        f"<html><head><title>{title}</title></head><body><h1>{title}</h1><div>发布日期：2026-11-02 来源：区民政局</div>"
        f'<div id="zoom"><p>{"按照工作安排认真落实各项任务。" * 9}</p>{body}</div></body></html>'
    )
    return read_page(markup.encode(), URL, "text/html; charset=utf-8")


TABLE = "<table><tr><th>姓名</th><th>身份证号</th><th>{head}</th></tr><tr><td>张伟</td><td>{id}</td><td>{phone}</td></tr></table>"


def test_a_table_is_read_with_its_heads() -> None:
    facts = page(TABLE.format(head="手机号", id=ID, phone=PHONE))
    identity, phone = facts.personal
    assert (identity.masked, identity.length) == ("37*************231", 18)
    assert {"named", "table"} <= set(phone.proof)
    assert "张伟 37*************231 138****8000" in phone.excerpt


@pytest.mark.parametrize(("label", "hit"), [("手机号", True), ("值班电话", False), ("联系人电话", False)])
def test_a_label_in_the_cell_before_counts(label: str, hit: bool) -> None:
    facts = page(f"<table><tr><td>姓名</td><td>张伟</td><td>{label}</td><td>{PHONE}</td></tr></table>")
    assert [not one.doubt for one in facts.personal] == [hit]


def test_the_text_is_kept_masked_without_the_title() -> None:
    facts = page(TABLE.format(head="手机号", id=ID, phone=PHONE))
    assert "37*************231" in facts.text
    assert "138****8000" in facts.text
    assert facts.title not in facts.text.split("\n")
    assert ID not in repr(facts)


@pytest.mark.parametrize("place", ["footer", "nav"])
def test_numbers_in_foot_and_navigation_are_masked_and_no_hits(place: str) -> None:
    facts = page(f'</div><div class="{place}"><a href="/x">{PHONE}</a></div>')
    assert not facts.personal
    assert PHONE not in repr(facts)


def test_a_number_in_the_title_is_masked_everywhere() -> None:
    facts = page("<p>正文</p>", title=f"关于张伟（{ID}）的救助公示")
    assert [one.kind for one in facts.personal] == [NumberKind.IDENTITY]
    assert ID not in repr(facts)
