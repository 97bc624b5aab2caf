"""What the words of the district's pack take for evidence, and what they do not: invented pages, one at a time."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from checks.engine.model import TaskRow, TaskState
from checks.engine.standard import load_standards
from checks.engine.tasks.desk import TaskDesk
from evidence.records import Unit
from tests.builders_tasks import FINANCE, OFFICE, STREET, UNITS, Shown, district, evidence

PACKS = Path(__file__).resolve().parents[4] / "config" / "standards"
STANDARDS = load_standards(PACKS, ["national", "shizhong-2023"])
ON, AFTER = date(2023, 5, 11), date(2024, 1, 15)


def row(unit: Unit, number: int, *pages: Shown) -> TaskRow:
    rows = TaskDesk.over(STANDARDS, UNITS, district(*pages), AFTER).rows(evidence(unit, AFTER))
    return next(one for one in rows if one.id == f"SZ23-{number}")


@pytest.mark.parametrize(
    ("unit", "number", "title", "text", "counts"),
    [
        (FINANCE, 1, "中央商埠区重点项目集中开工", "", True),
        (FINANCE, 1, "中央商埠区停车场中标公告", "", False),
        (STREET, 3, "泺源街道举办校园招聘会", "", True),
        (FINANCE, 5, "区属企业落实创新驱动“十条政策”情况", "国资监管部门逐条贯彻。", True),
        (FINANCE, 5, "区属企业招聘公告", "国企创新发展，落实十条政策。", False),
        (FINANCE, 8, "小微企业税费优惠政策公告", "", True),
        (OFFICE, 17, "区政府召开第31次常务会议", "3名居民代表列席会议并提出建议，已采纳。", True),
        (OFFICE, 17, "区政府召开第31次常务会议", "区人大、区政协负责同志列席会议，讨论了建议。", False),
        (OFFICE, 17, "《邀请公众代表列席区政府常务会议工作制度》解读", "听取意见。", False),
        (OFFICE, 17, "区政府召开第31次常务会", "热心市民列席会议，提出建议。", True),
        (OFFICE, 17, "关于邀请公众代表列席区政府常务会议的公告", "报名时间即日起，意见采纳情况将公开。", False),
        (OFFICE, 17, "区政府第31次常务会议公众代表意见采纳情况公告", "列席常务会议的公众代表提出意见3条。", True),
        (OFFICE, 17, "公众代表走进市政府常务会议", "公众代表列席并提出意见。", False),
        (OFFICE, 17, "公众代表走进区政府常务会议", "公众代表列席并提出意见。", True),
        (STREET, 28, "居民代表走进泺源街道便民中心", "工作人员现场解答。", True),
        (STREET, 28, "公众代表走进区政府常务会议", "泺源街道的代表提出意见。", False),
        (STREET, 28, "泺源街道参加全市政府开放月活动", "现场座谈。", False),
        (STREET, 28, "泺源街道举办政府开放月启动仪式", "现场座谈。", True),
        (STREET, 28, "第三小学家长开放日", "家长座谈。", False),
        (STREET, 28, "泺源街道举办政府开放日活动", "现场答疑并发放问卷。", True),
        (STREET, 28, "第三小学校园开放日", "政府开放日同期举行，现场答疑。", False),
        (OFFICE, 51, "关于2023年第一季度政务公开工作情况的通报", "", True),
        (OFFICE, 51, "关于2022年第四季度政务公开工作情况的通报", "", False),
        (OFFICE, 51, "2023年第一季度安全生产考核通报", "", False),
        (FINANCE, 46, "“慧公开”进社区", "“市中慧公开”品牌活动。", True),
        (FINANCE, 46, "智慧公开课", "探索智慧公开。", False),
        (STREET, 47, "泺源街道召开政务公开工作推进会", "", True),
        (STREET, 47, "泺源街道参加全区政务公开工作会议", "会议作了部署。", False),
        (STREET, 47, "泺源街道召开安全生产工作会", "会议对政务公开作了部署。", False),
        (STREET, 48, "泺源街道举办信息公开业务讲堂", "", True),
        (STREET, 48, "泺源街道以会代训提升信息公开水平", "", True),
        (STREET, 48, "泺源街道参加全区政务公开培训", "", False),
        (STREET, 48, "泺源街道举办消防培训", "", False),
    ],
)  # fmt: skip
def test_a_page_is_evidence_or_it_is_not(
    unit: Unit, number: int, title: str, text: str, counts: bool
) -> None:
    parts = row(unit, number, Shown(title, ON, unit.id, text)).parts
    assert (parts[1 if number == 3 else 0].count > 0) is counts  # of 3, the second: its activities


def test_training_that_another_unit_reports_is_not_one_s_own() -> None:
    page = Shown("区政府办公室举办政务公开培训", ON, OFFICE.id, "泺源街道办事处等单位参加。")
    assert row(STREET, 48, page).state is TaskState.NO_EVIDENCE
    assert row(OFFICE, 48, page).state is TaskState.MET


def meetings(count: int) -> list[Shown]:
    return [
        Shown(f"区政府召开第{n}次常务会议", date(2023, n + 1, 8), OFFICE.id, f"议题{n}。2名市民代表列席，提出建议{n}条。")
        for n in range(1, count + 1)
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("pages", "state", "count"),
    [
        (meetings(5), TaskState.MET, 5),
        (meetings(4), TaskState.UNMET, 4),
        ([*meetings(4), Shown("公众代表谈第4次常务会议", date(2023, 5, 9), "qzf", "受邀市民代表提出建议。")], TaskState.UNMET, 4),
        ([*meetings(4), Shown("图解：区政府第9次常务会议", date(2023, 9, 9), "qzf")], TaskState.UNDETERMINED, 4),
        ([*meetings(3), Shown("图解：区政府第9次常务会议", date(2023, 9, 9), "qzf")], TaskState.UNMET, 3),
        ([*meetings(4), Shown("区政府第9次常务会议", date(2023, 9, 9), "qzf", "6位代表应邀到会，提出意见。")], TaskState.UNDETERMINED, 4),
        ([*meetings(4), Shown("区政府第9次常务会议", date(2024, 1, 2), "qzf", "市民代表列席，提出意见。")], TaskState.UNMET, 4),
    ],
)  # fmt: skip
def test_five_meetings_are_five_and_doubt_goes_before_blame(
    pages: list[Shown], state: TaskState, count: int
) -> None:
    found = row(OFFICE, 17, *pages)
    assert (found.state, found.count, found.required) == (state, count, 5)


def test_evaluations_are_counted_by_document_for_the_whole_district() -> None:
    pages = [
        Shown(f"《第{name}号办法》实施效果评价报告", date(2023, 6, day), unit.id, f"{name}：对办法的实施情况作了评价。")
        for day, (name, unit) in enumerate([("甲", STREET), ("乙", FINANCE), ("丙", OFFICE)], 1)
    ]  # fmt: skip
    again = Shown(
        "《第甲号办法》实施效果评价报告发布",
        date(2023, 6, 20),
        "qzf",
        "办法的实施情况评价已经公布，欢迎阅看。",
    )
    notice = Shown("关于组织开展政策实施效果评价的通知", ON, "qzf")
    found = row(STREET, 18, *pages, again, notice)
    assert (found.parts[0].count, found.parts[0].required, found.district_wide) == (3, 5, True)


def test_catalogue_after_its_day_is_late() -> None:
    law = Unit("sfj", "区司法局", FINANCE.kind, sites=FINANCE.sites)

    def state(on: date, title: str = "济南市市中区人民政府2023年度重大行政决策事项目录") -> TaskState:
        page = Shown(title, on, "qzf")
        rows = TaskDesk.over(STANDARDS, (*UNITS, law), district(page), AFTER).rows(evidence(law, AFTER))
        return next(one for one in rows if one.id == "SZ23-14").parts[0].state

    assert state(date(2023, 6, 30)) is TaskState.MET
    assert state(date(2023, 6, 30), "关于公布2023年度重大行政决策事项的通知") is TaskState.MET
    assert state(date(2023, 6, 30), "2023年度重大行政决策工作总结") is TaskState.UNMET
    assert state(date(2023, 7, 1)) is TaskState.UNMET


@pytest.mark.parametrize(
    ("unit", "handed_on", "state"),
    [
        (STREET, True, TaskState.NO_EVIDENCE),
        (STREET, False, TaskState.MET),
        (OFFICE, True, TaskState.MET),  # what the government does, its office does
    ],
)
def test_what_a_unit_only_hands_on_is_not_its_own(unit: Unit, handed_on: bool, state: TaskState) -> None:
    page = Shown("市中区人民政府举办政务公开培训", ON, unit.id, "三十人到会。", handed_on=handed_on)
    assert row(unit, 48, page).state is state


@pytest.mark.parametrize(
    ("title", "where", "state"),
    [
        ("泺源街道办事处举办政务公开培训", "qzf", TaskState.MET),
        ("泺源街道办事处举办政务公开培训", OFFICE.id, TaskState.MET),
        ("泺源街道办事处举办政务公开培训", FINANCE.id, TaskState.NO_EVIDENCE),
        ("区里到泺源街道办事处举办政务公开培训", "qzf", TaskState.NO_EVIDENCE),
    ],
)
def test_what_the_portal_tells_of_a_unit_s_doings_is_its_own(
    title: str, where: str, state: TaskState
) -> None:
    assert row(STREET, 48, Shown(title, ON, where)).state is state
