"""Digits that are a person's number, and those that only look it; whatever may be accused is masked."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from crawler.extract.bank_prefixes import is_bank_card, luhn
from crawler.extract.masking import hidden, masked
from crawler.extract.person_numbers import find, is_identity, is_old_identity
from evidence.marks import NumberKind
from evidence.records import Item, Link, PageFacts, PageKind, Quote, Region

ID, PHONE, CARD = "370102199001011231", "13800138000", "6222020200112233440"
WEIGHTS = (7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2)


def numbered(head: str) -> str:
    """Seventeen digits with their check character."""
    return head + "10X98765432"[sum(int(d) * w for d, w in zip(head, WEIGHTS, strict=True)) % 11]


def carded(head: str) -> str:
    return next(head + str(n) for n in range(10) if luhn(head + str(n)))


CARD = carded("622202020011223344")


@pytest.mark.parametrize(
    ("digits", "valid"),
    [
        (ID, True), (numbered("11010119900307001"), True), (numbered("81000019900101001"), True), (numbered("82000019900101001"), True),
        (numbered("83000019900101001"), True), (numbered("37010220240229001"), True), (numbered("37010219000101001"), True),
        (ID[:-1] + "2", False), (ID[:-1] + "X", False), (numbered("37010219900230001"), False), (numbered("37010219901301001"), False),
        (numbered("37010220230229001"), False), (numbered("37010218991231001"), False), (numbered("37010220990101001"), False),
        (numbered("99010219900101123"), False), (numbered("37000019900101123"), False), (numbered("81010119900101001"), False),
        (numbered("71010119900101001"), False), (ID[:-1], False), (ID + "1", False), ("X" * 18, False), (ID[:5] + "X" + ID[6:], False),
    ],
)  # fmt: skip
def test_identity_numbers(digits: str, valid: bool) -> None:
    assert is_identity(digits) is valid


@pytest.mark.parametrize(
    ("digits", "valid"),
    [
        ("370102900101123", True), ("370102900230123", False), ("370102901301123", False), ("990102900101123", False),
        ("370000900101123", False), ("810000900101123", False), ("37010290010112", False), ("37010290010112X", False),
    ],
)  # fmt: skip
def test_old_identity_numbers(digits: str, valid: bool) -> None:
    assert is_old_identity(digits) is valid


@pytest.mark.parametrize(
    ("digits", "valid"),
    [
        (carded("622848001234567890"), True), (carded("622588123456789"), True), (carded("436742123456789012"), True),
        (carded("955880123456789012"), True), (carded("62226212345678901"), True), (carded("621700123456789012"), True),
        (CARD[:-1] + str((int(CARD[-1]) + 1) % 10), False), (carded("123456123456789012"), False), (carded("436742123456789"), False), (carded("436745123456789"), True),
        (carded("955880123456789"), False), (carded("62284801234567"), False), (carded("6228480012345678901"), False), ("", False),
    ],
)  # fmt: skip
def test_bank_cards(digits: str, valid: bool) -> None:
    assert is_bank_card(digits) is valid


KINDS = {None: "other", NumberKind.IDENTITY: "id", NumberKind.BANK_CARD: "card", NumberKind.PHONE: "phone"}


@pytest.mark.parametrize(
    ("text", "found"),
    [
        (ID, "id"), (f"证号{ID}。", "id"), (ID.replace("1231", "1231"), "id"), (numbered("37010219900101150").lower(), "id"),
        ("３７０１０２１９９００１０１１２３１", "id"), (f"{ID[:6]} {ID[6:14]} {ID[14:]}", "id"), (f"{ID[:4]}-{ID[4:6]}-{ID[6:10]}-{ID[10:12]}-{ID[12:14]}-{ID[14:]}", "id"),
        (f"{ID[:6]}\u00a0{ID[6:]}", "id"), (f"{ID[:4]} {ID[4:8]} {ID[8:12]} {ID[12:16]} {ID[16:]}", "id"),
        (PHONE, "phone"), ("138 0013 8000", "phone"), ("138-0013-8000", "phone"), ("1380 013 8000", "phone"), ("138 00138000", "phone"),
        ("１３８００１３８０００", "phone"), ("12800138000", ""), ("1380013800", ""), ("138001380001", ""), ("晋公网安备 14010002001550号", ""), ("20260302123015", ""), ("13 800 138 000", ""),
        (f"{PHONE} {ID}", "phone id"), (f"{ID} {PHONE}", "id phone"), (f"1 {ID} {PHONE}", "id phone"), (f"{PHONE} {PHONE}", "phone phone"),
        ("138 0013 8000 138 0013 8001", "phone phone"), ("2026-03-02 138 0013 8000", "phone"), ("2026-03-02", ""), ("2026-03-02 12:30:15", ""),
        (CARD, "card"), (f"{CARD[:4]} {CARD[4:8]} {CARD[8:12]} {CARD[12:16]} {CARD[16:]}", "card"), (f"{CARD[:6]} {CARD[6:]}", "card"),
        ("123456789012345", "other"), ("1234567890123456789012", "other"), (f"{ID}{PHONE}", "other"), ("12345678901234", ""),
        ("91370100MA3C4D5E6F", ""), ("37*************231", ""), ("138****8000", ""), ("0531-88881234", ""), ("400-800-1234", ""),
        ("2020-370103-48-03-012345", ""), ("117.0253847291025", ""), ("", ""),
    ],
)  # fmt: skip
def test_what_is_found_in_a_text(text: str, found: str) -> None:
    assert " ".join(KINDS[one.kind] for one in find(text)) == found


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        (f"张三{ID}", "张三37*************231"), (f"{ID[:6]} {ID[6:14]} {ID[14:]}", "37*************231"),
        (PHONE, "138****8000"), ("138 0013 8000", "138****8000"), (CARD, "*" * 15 + CARD[-4:]), ("370102900101123", "37**********123"),
        (f"张三{PHONE}，李四13900139000", "张三138****8000，李四139****9000"), ("0531-88881234", "0531-88881234"),
        ("370102199001011232", "37*************232"), ("市中政发〔2026〕12号", "市中政发〔2026〕12号"),
    ],
)  # fmt: skip
def test_masks(text: str, shown: str) -> None:
    assert masked(text) == shown


@given(st.text(alphabet="0123456789Xx -—０９１３张，年:.", max_size=60))
def test_whatever_is_found_is_masked_and_masking_is_final(text: str) -> None:
    shown = masked(text)
    assert all(one.digits not in shown for one in find(text) if one.valid)
    assert masked(shown) == shown or not [one for one in find(shown) if one.valid]


# ---------------------------------------------------------------- all of a page's facts


def test_no_text_of_the_facts_keeps_a_number_and_no_address_loses_it() -> None:
    address = f"http://www.example.gov.cn/{ID}.html?p={PHONE}"
    told = f"张三{ID}"
    facts = PageFacts(
        address, PageKind.COLUMN, "unknown", "utf-8",
        title=told, column_name=told, crumbs=((told, address),), items=(Item(told, address),), other_items=(Item(told, address),),
        meta=(("description", told), ("Url", address)), links=(Link(address, told, Region.MAIN),), attachments=(address,),
        guide=(Quote("phone", told, address),), named_titles=(told,), columns=((told, address),), text=told, excerpt=told,
    )  # fmt: skip
    shown = hidden(facts)
    assert told not in repr(shown)
    assert shown.url == shown.links[0].url == shown.attachments[0] == (shown.items or ())[0].url == address
    assert shown.crumbs == shown.columns == (("张三37*************231", address),)
    assert dict(shown.meta)["Url"] == address
    assert shown.guide[0].url == address


def test_facts_without_long_numbers_are_the_same_object() -> None:
    facts = PageFacts("http://a.gov.cn/13800138000", PageKind.HOME, "unknown", "utf-8", title="2026年")
    assert hidden(facts) is facts
