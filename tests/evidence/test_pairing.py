"""Policies and interpretations: who belongs to whom, and by what proof."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from record_samples import article

from evidence.pairing import Text, core_title, district_core, issued_by_other, match, pair

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
        (
            policy(named=(2,)),
            reading("《云溪区燃气管理办法》政策解读"),
            "link",
        ),  # the policy calls it its own
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
            "title",
        ),
    ],
)
def test_match(document: Text, interpretation: Text, why: str | None) -> None:
    assert match(document, interpretation) == why


def test_interpretations_come_earliest_first() -> None:
    late, early = (
        reading("《云溪区供水管理办法》图解", "2026-06-01", 2),
        reading("《云溪区供水管理办法》解读", "2026-05-02", 3),
    )
    found = pair(policy(), [late, reading("别的", key=4), early])
    assert [(one.interpretation.key, one.matched_by) for one in found] == [(3, "title"), (2, "title")]


@pytest.mark.parametrize(
    ("title", "core"),
    [
        (TITLE, "云溪区供水管理办法"),
        ("云溪区人民政府办公室关于印发云溪区供水管理办法的通知", "云溪区供水管理办法"),
        ("云溪区财政局等三部门关于调整水价的通知", "调整水价"),
        ("云溪区供水管理办法", "云溪区供水管理办法"),
        ("", ""),
    ],
)
def test_core_title(title: str, core: str) -> None:
    assert core_title(title) == core


@given(title=st.text(alphabet="云溪区关于印发《》通知办法〔〕 ", max_size=40))
def test_core_title_of_anything_is_text_without_marks(title: str) -> None:
    assert not set(core_title(title)) & set("《》〔〕 ")


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
        ("关于预算的通知", "云财〔2026〕1号", "省财政厅", "省财政厅"),
    ],
)
def test_forwarded_documents_are_not_own(
    title: str, number: str | None, issuer: str | None, whose: str | None
) -> None:
    page = article("1.html", title, document_number=number, issuer=issuer)
    assert issued_by_other(page, frozenset({"区财政局"}), "海东市云溪区") == whose


@pytest.mark.parametrize(
    ("district", "core"),
    [("海东市云溪区", "云溪"), ("济南市市中区", "市中"), ("章丘区", "章丘"), ("某省某县", "某"), ("", "")],
)
def test_district_core(district: str, core: str) -> None:
    assert district_core(district) == core
