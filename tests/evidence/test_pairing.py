"""Policies and interpretations: who belongs to whom, and by what proof."""

from __future__ import annotations

from time import process_time
from typing import Any

import pytest
from record_samples import article

from evidence.pairing import Text, district_core, issued_by_other, match, pair_all

TITLE = "云溪区人民政府关于印发《云溪区供水管理办法》的通知"
NUMBER = "云政发〔2026〕3号"


def policy(title: str = TITLE, number: str | None = NUMBER, day: str = "2026-05-01", **rest: Any) -> Text:
    return text(1, title, day, document_number=number, is_policy=True, **rest)


def reading(title: str, day: str = "2026-05-03", key: int = 2, **rest: Any) -> Text:
    return text(key, title, day, is_interpretation=True, **rest)


def text(
    key: int, title: str, day: str, *, targets: tuple[int, ...] = (), named: tuple[int, ...] = (), **rest: Any
) -> Text:
    page = article(f"{key}.html", title, day, **rest)
    return Text(key, page, frozenset(targets), frozenset(named))


@pytest.mark.parametrize(
    ("document", "interpretation", "why"),
    [
        # by link, whichever side bears it
        (policy(targets=(2,)), reading("一图读懂供水"), "link"),
        (policy(named=(2,)), reading("一图读懂供水"), "link"),
        (policy(), reading("一图读懂供水", targets=(1,)), "link"),
        (policy(), reading("一图读懂供水", named=(1,)), "link"),
        # by number, written with any brackets
        (policy(), reading("政策解读", cited_numbers=(NUMBER,)), "number"),
        (policy(), reading("政策解读", cited_numbers=("云政发[2026]3号",)), "number"),
        (policy(), reading("政策解读", cited_numbers=("云政发〔2026〕33号",)), None),
        (policy(), reading("政策解读", cited_numbers=("云政发〔2025〕3号",)), None),
        (policy(number=None), reading("政策解读", cited_numbers=(NUMBER,)), None),
        # a number cited late is a basis, not the subject
        (
            policy(),
            reading("政策解读", cited_numbers=("甲〔2020〕1号", "乙〔2020〕2号", "丙〔2020〕3号", NUMBER)),
            None,
        ),
        # by title
        (policy(), reading("《云溪区供水管理办法》政策解读"), "title"),
        (policy(), reading("关于《云溪区人民政府关于印发云溪区供水管理办法的通知》的解读"), "title"),
        (policy(), reading("云溪区供水管理办法 图解"), "title"),
        (policy(), reading("一图读懂供水"), None),
        # another document's interpretation, whatever it cites or links to
        (policy(), reading("《云溪区燃气管理办法》政策解读"), None),
        (policy(), reading("《云溪区燃气管理办法》政策解读", cited_numbers=(NUMBER,)), None),
        (policy(), reading("《云溪区燃气管理办法》政策解读", targets=(1,)), None),
        (policy(named=(2,)), reading("《云溪区燃气管理办法》政策解读"), None),
        (
            policy(named=(2,)),
            reading("《云溪区2025年供水25条》政策解读"),
            "link",
        ),  # a nickname names nothing else
        (policy(named=(2,)), reading("《供水管理办法》"), "link"),
        (policy(named=(2,)), reading("一图读懂云溪区二次供水收费标准"), "link"),
        (policy(targets=(2,)), reading("一图读懂云溪区二次供水收费标准"), None),
        (policy(), reading("云政发〔2026〕3号政策解读", cited_numbers=()), "number"),
        (policy(), reading("云政发〔2026〕4号政策解读", cited_numbers=(NUMBER,)), None),
        (policy(), reading("政策解读", document_number="云政发[2026]3号"), "number"),
        (policy(), reading("政策解读", "2027-05-01", cited_numbers=(NUMBER,)), None),
        (policy(), reading("《云溪区供水办法》解读", "2027-05-01", cited_numbers=(NUMBER,)), None),
        (policy(), reading("《供水管理办法》解读", "2027-05-01", cited_numbers=(NUMBER,)), "number"),
        (
            policy(number="云政发〔2026〕3号、云财发〔2026〕7号"),
            reading("政策解读", cited_numbers=("云财发〔2026〕7号",)),
            "number",
        ),
        # the same title of another year
        (policy("2026年招生工作方案的通知"), reading("《2025年招生工作方案》解读"), None),
        (policy("2026年招生工作方案的通知"), reading("《2026年招生工作方案》解读"), "title"),
        (
            policy("关于印发《招生工作实施方案》的通知"),
            reading("《招生工作实施方案》解读", "2025-03-01"),
            None,
        ),
        (
            policy("关于印发《招生工作实施方案》的通知"),
            reading("《招生工作实施方案》解读", "2025-05-02"),
            None,
        ),
        (
            policy("关于印发《招生工作实施方案》的通知"),
            reading("《招生工作实施方案》解读", "2026-04-20"),
            "title",
        ),
        (
            policy("关于印发《招生工作实施方案》的通知"),
            reading("《招生工作实施方案》解读", "2026-12-02"),
            "title",
        ),
        (
            policy("关于印发《招生工作实施方案》的通知"),
            reading("《招生工作实施方案》解读", "2027-05-02"),
            None,
        ),
        (policy("2026年招生工作方案的通知"), reading("《2026年招生工作方案》解读", "2027-05-02"), "title"),
        # the year left out: only near its day
        (policy("2026年招生工作方案的通知"), reading("《招生工作方案》解读"), "title"),
        (policy("2026年招生工作方案的通知"), reading("《招生工作方案》解读", "2027-04-02"), None),
        # taken over from a higher level: its own document, unless the whole title says otherwise
        (policy(), reading("《供水管理办法》解读", source="省住房和城乡建设厅"), None),
        (policy(), reading("《供水管理办法》解读", source="区水务局"), "title"),
        (policy(), reading("《供水管理办法》解读", source="青山省云溪区水务局"), "title"),
        (policy(), reading("《供水管理办法》解读", source="云溪区委宣传部"), "title"),
        (policy(), reading("《供水管理办法》解读", source="水利部"), None),
        (policy(), reading("《云溪区供水管理办法》解读", source="新华社"), "title"),
        (policy(), reading("《青山省供水管理办法》解读", source="区水务局"), None),
    ],
)
def test_match(document: Text, interpretation: Text, why: str | None) -> None:
    found = match(document, interpretation)
    assert (found.matched_by if found else None) == why


def pairs(policies: list[Text], readings: list[Text]) -> dict[int, list[int]]:
    """Keys of the interpretations of every policy."""
    return {key: [p.interpretation.key for p in found] for key, found in pair_all(policies, readings).items()}


def test_interpretations_come_earliest_first() -> None:
    late = reading("《云溪区供水管理办法》图解", "2026-06-01", 2)
    early = reading("《云溪区供水管理办法》解读", "2026-05-02", 3)
    found = pair_all([policy()], [late, reading("别的", key=4), early])[1]
    assert [(one.interpretation.key, one.matched_by) for one in found] == [(3, "title"), (2, "title")]
    assert found[0].words == "云溪区供水管理办法"


def dated(key: int, title: str, day: str, **rest: Any) -> Text:
    return text(key, title, day, is_policy=True, **rest)


def test_of_policies_with_one_title_the_nearest_is_meant() -> None:
    title = "关于印发《云溪区招生工作方案》的通知"
    policies = [dated(1, title, "2025-05-01"), dated(2, title, "2026-02-20"), dated(3, title, "2026-05-01")]
    assert pairs(policies, [reading("《云溪区招生工作方案》解读", "2026-05-06", 9)]) == {1: [], 2: [], 3: [9]}


def test_a_policy_that_came_later_is_the_less_likely_one() -> None:
    title = "关于印发《云溪区招生工作方案》的通知"
    policies = [dated(1, title, "2026-04-01"), dated(2, title, "2026-05-10")]
    assert pairs(policies, [reading("《云溪区招生工作方案》解读", "2026-05-08", 9)]) == {1: [], 2: [9]}
    assert pairs(policies, [reading("《云溪区招生工作方案》解读", "2026-04-20", 9)]) == {1: [9], 2: []}


def test_copies_of_one_document_share_its_interpretations() -> None:
    copies = [policy(), dated(5, TITLE, "2026-05-09", document_number="云政发[2026]3号")]
    assert pairs(copies, [reading("《云溪区供水管理办法》解读", key=9)]) == {1: [9], 5: [9]}


def test_one_interpretation_may_belong_to_two_policies() -> None:
    other = dated(5, "关于印发《云溪区排水管理办法》的通知", "2026-05-01")
    both = reading("《云溪区供水管理办法》《云溪区排水管理办法》解读", key=9)
    assert pairs([policy(), other], [both]) == {1: [9], 5: [9]}


def test_a_title_that_names_its_policy_leaves_no_room_for_links_to_its_bases() -> None:
    basis = dated(5, "云溪区水资源条例", "2026-01-05", document_number="云人发〔2026〕1号")
    one = reading("图解云溪区供水管理办法", key=9, targets=(1, 5), cited_numbers=("云人发〔2026〕1号",))
    assert pairs([policy(), basis], [one]) == {1: [9], 5: []}


def test_a_page_that_links_to_many_policies_interprets_none_of_them() -> None:
    policies = [dated(n, f"云溪区第{n}号水务安排", "2026-05-01") for n in range(11, 16)]
    listing = reading("本周政策解读", key=9, targets=tuple(range(11, 16)))
    assert not any(pairs(policies, [listing]).values())
    assert pairs(policies[:2], [listing]) == {11: [9], 12: [9]}


def test_a_title_that_is_cut_off_matches_only_where_one_policy_begins_so() -> None:
    first = dated(1, "关于印发云溪区供水设施改造实施方案第一批项目的通知", "2026-05-01")
    second = dated(2, "关于印发云溪区供水设施改造实施方案第二批项目的通知", "2026-05-02")
    cut = reading("《云溪区供水设施改造实施方案…》解读", "2026-05-04", 9)
    assert pairs([first], [cut]) == {1: [9]}
    assert pairs([first, second], [cut]) == {1: [], 2: []}
    linked = reading("《云溪区供水设施改造实施方案…》解读", "2026-05-04", 9, targets=(2,))
    assert pairs([first, second], [linked]) == {1: [], 2: [9]}


def test_a_district_is_paired_in_seconds() -> None:
    kinds = ("管理办法", "实施细则", "工作方案", "若干措施", "实施意见", "专项规划")
    names = [
        f"云溪区{2021 + n % 6}年{chr(0x4E00 + n % 331)}{chr(0x5200 + n)}水务{kinds[n % 6]}"
        for n in range(2000)
    ]
    policies = [dated(n, f"云溪区水务局关于印发{name}的通知", "2026-05-01") for n, name in enumerate(names)]
    forms = ("《{}》政策解读", "一图读懂{}", "【问答】《{}》")
    readings = [reading(forms[n % 3].format(names[n % 2000]), key=10_000 + n) for n in range(3000)]
    started = process_time()
    found = pairs(policies, readings)
    assert process_time() - started < 20  # all pairs, one by one, take minutes
    assert sum(map(len, found.values())) == 3000
    assert found[0] == [10_000, 12_000]


@pytest.mark.parametrize(
    ("title", "number", "issuer", "whose"),
    [
        (TITLE, NUMBER, None, None),
        ("云溪区财政局关于预算的通知", "云财〔2026〕1号", None, None),
        ("关于预算的通知", "云财〔2026〕1号", "区财政局", None),
        ("关于预算的通知", None, None, None),
        ("国务院办公厅关于预算的通知", "国办发〔2026〕1号", None, "国务院办公厅"),
        ("山东省人民政府关于预算的通知", "鲁政发〔2026〕1号", None, "山东省人民政府"),
        ("关于预算的通知", "鲁财发〔2026〕1号", None, "上级机关"),
        ("关于预算的通知", "鲁财发[2026]1号", None, "上级机关"),
        ("关于预算的通知", "云财[2026]1号", None, None),
        ("关于预算的通知", "云财〔2026〕1号", "省财政厅", "省财政厅"),
    ],
)
def test_forwarded_documents_are_not_own(
    title: str, number: str | None, issuer: str | None, whose: str | None
) -> None:
    page = article("1.html", title, document_number=number, issuer=issuer)
    assert issued_by_other(page, frozenset({"区财政局"}), "海东市云溪区") == whose


@pytest.mark.parametrize(
    ("title", "number", "whose"),
    [
        ("柳河街道办事处关于印发柳河街道楼道整治办法的通知", "柳河办发〔2026〕6号", None),
        ("柳河街道办事处关于印发柳河街道楼道整治办法的通知", "海政办发〔2026〕6号", "上级机关"),
        ("关于印发楼道整治办法的通知", "柳河办发〔2026〕6号", "上级机关"),
        ("海东市人民政府办公室关于印发柳河治理办法的通知", "柳河办发〔2026〕6号", "海东市人民政府办公室"),
    ],
)
def test_a_number_with_the_units_own_name_is_its_own(title: str, number: str, whose: str | None) -> None:
    page = article("1.html", title, document_number=number)
    assert issued_by_other(page, frozenset({"柳河街道办事处"}), "海东市云溪区") == whose


@pytest.mark.parametrize(
    ("district", "core"),
    [("海东市云溪区", "云溪"), ("济南市市中区", "市中"), ("章丘区", "章丘"), ("某省某县", "某"), ("", "")],
)
def test_district_core(district: str, core: str) -> None:
    assert district_core(district) == core
