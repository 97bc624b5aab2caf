"""Identity numbers: which are accused, which excused, and what is said of what was not read."""

from __future__ import annotations

import pytest

from checks.engine.model import Outcome
from checks.privacy_id_number import Params, privacy_id_number
from evidence.marks import PersonalNumber
from evidence.units import PageEvidence, Unseen
from tests.builders import BLOCKED, HOME, home, page, seen, unit, unread
from tests.checks.person_numbers import card, identity, phone

WHOLE, OLD = Params((18,), 18), Params((15,), 18)
OLD_NUMBER = identity("37**********123", length=15)


def outcomes(*pages: PageEvidence, params: Params = WHOLE) -> list[tuple[Outcome, str | None, bool]]:
    found = privacy_id_number(unit(pages=pages), params)
    return [(one.outcome, one.target, one.suspected) for one in found]


CLEAR = (Outcome.PASSED, None, False)


@pytest.mark.parametrize(
    ("numbers", "params", "expected"),
    [
        ((), WHOLE, [CLEAR]),
        ((identity(),), WHOLE, [(Outcome.FAILED, "37*************231", False)]),
        ((identity(), identity("11*************08X")), WHOLE, [
            (Outcome.FAILED, "37*************231", False), (Outcome.FAILED, "11*************08X", False)]),
        ((identity("37*************231", "published by law"),), WHOLE, [
            (Outcome.INAPPLICABLE, "37*************231", False), CLEAR]),
        ((OLD_NUMBER,), WHOLE, [CLEAR]),
        ((OLD_NUMBER,), OLD, [(Outcome.FAILED, "37**********123", True)]),
        ((identity(),), OLD, [CLEAR]),
        ((phone(proof="named"), card()), WHOLE, [CLEAR]),
    ],
)  # fmt: skip
def test_only_proven_numbers_are_accused(
    numbers: tuple[PersonalNumber, ...], params: Params, expected: list[object]
) -> None:
    assert outcomes(page(personal=numbers), params=params) == expected


def test_a_page_and_an_attachment_are_told_apart() -> None:
    file = page("files/1.xlsx", title="低保名单.xlsx", file_type="xlsx", personal=(identity(),))
    shown = unit(pages=(page(personal=(identity(),)), file))
    first, second = privacy_id_number(shown, WHOLE)
    assert first.message == "页面公开了完整的居民身份证号码（37*************231）"
    assert second.message == "附件“低保名单.xlsx”公开了完整的居民身份证号码（37*************231）"
    assert (first.url, second.url) == (HOME + "art/1.html", HOME + "files/1.xlsx")
    assert first.excerpt == "身份证号37*************231"


@pytest.mark.parametrize(
    ("attachments", "files", "unseen", "said"),
    [
        ((), (), 0, []),
        ((HOME + "a.pdf",), (), 0, ["有1个附件未能读取，其中有无居民身份证号码无法判断（未下载1个）"]),
        ((HOME + "a.pdf",), ((HOME + "a.pdf", ""),), 0, []),
        ((HOME + "a.pdf", HOME + "b.doc"), ((HOME + "a.pdf", "文件已加密"),), 0,
         ["有2个附件未能读取，其中有无居民身份证号码无法判断（不支持读取doc格式1个、文件已加密1个）"]),
        (("http://other.gov.cn/a.pdf",), (), 0, []),
        ((HOME + "down.jsp?id=5",), (), 0, []),
        ((), (), 2, ["有2个页面未能读取，其中有无居民身份证号码无法判断"]),
    ],
)  # fmt: skip
def test_what_was_not_read_is_told_once(
    attachments: tuple[str, ...], files: tuple[tuple[str, str], ...], unseen: int, said: list[str]
) -> None:
    pages = (
        page(attachments=attachments),
        *(page(url=url, file_type="pdf", file_why=why) for url, why in files),
    )
    hidden = tuple(Unseen(f"{HOME}{n}.html", BLOCKED) for n in range(unseen))
    found = list(privacy_id_number(unit(pages=pages, unseen=hidden), WHOLE))
    assert [one.message for one in found if one.outcome is Outcome.CANT_TELL] == said


def test_a_unit_that_was_not_read_cannot_be_judged() -> None:
    for shown in (unread(unit(pages=(page(personal=(identity(),)),))), unit(homes=(), pages=())):
        assert {one.outcome for one in privacy_id_number(shown, WHOLE)} == {Outcome.CANT_TELL}
    (one,) = privacy_id_number(unit(homes=(home(1, why_unread=BLOCKED),)), WHOLE)
    assert BLOCKED in one.message
    assert one.url == seen(HOME).url
