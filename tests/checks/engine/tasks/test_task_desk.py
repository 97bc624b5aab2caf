"""From a district's pages to the states of tasks."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from typing import Any

import pytest

from checks.engine.filing import Ruling
from checks.engine.model import (
    AttestationRow,
    Level,
    Origin,
    Outcome,
    Statement,
    TaskPart,
    TaskRow,
    TaskState,
)
from checks.engine.standard import Rule
from checks.engine.tasks.desk import TaskDesk
from checks.engine.tasks.model import (
    Attested,
    CountBy,
    Judged,
    Matrix,
    MatrixLine,
    Pages,
    Part,
    Place,
    Reach,
    Shortage,
    Structure,
)
from evidence.records import ColumnKind, Unit, UnitKind
from evidence.task_index import Gap
from tests.builders_tasks import (
    AFTER,
    DUE,
    FINANCE,
    OFFICE,
    PORTAL,
    STREET,
    UNITS,
    ColumnShown,
    MemoryIndex,
    Shown,
    at_least,
    desk,
    district,
    evidence,
    pages_part,
    shown,
    standard,
    task,
    words,
)

MET, UNMET, NO_EVIDENCE, PROGRESS, UNDETERMINED = TaskState
LONG = "区财政局举办政府采购业务培训，各科室负责人参加，围绕采购流程、合同管理与绩效评价逐项讲解，并现场答疑，取得良好效果，下一步将继续。"


def row_of(index: MemoryIndex, part: Part, unit: Unit = FINANCE, as_of: date = AFTER, **rest: Any) -> TaskRow:
    (row,) = desk(index, task(part, **rest), as_of=as_of).rows(evidence(unit, as_of))
    return row


def part_of(
    index: MemoryIndex, part: Part, unit: Unit = FINANCE, as_of: date = AFTER, **rest: Any
) -> TaskPart:
    (found,) = row_of(index, part, unit, as_of, **rest).parts
    return found


def counted(part: TaskPart) -> list[str]:
    return [one.title for one in part.proofs if not one.why_not]


def left_out(part: TaskPart) -> dict[str, str]:
    return {one.title: one.why_not for one in part.proofs if one.why_not}


# ---------------------------------------------------------------- which pages count


@pytest.mark.parametrize(
    ("page", "counts"),
    [
        (shown("财务培训"), True),
        (shown("财务培 训"), True),
        (shown("学习会", text="组织培\n训"), True),
        (shown("财务会议"), False),
        (shown("财务培训", unit=""), False),
        (shown("财务培训", unit=STREET.id), False),
        (shown("区财政局财务培训", unit=PORTAL.id), True),
        (shown("财务培训", unit=PORTAL.id, text="区财政局到会"), True),
        (shown("财务培训", 1, 1), True),
        (shown("财务培训", on=date(2025, 12, 31)), False),
        (shown("财务培训", 12, 31), True),
        (shown("财务培训", on=date(2027, 1, 1)), False),
        (shown("财务培训", relayed_from="省财政厅"), False),
    ],
)
def test_a_page_counts_by_words_unit_day_and_maker(page: Shown, counts: bool) -> None:
    found = part_of(district(page), pages_part())
    assert (found.state, found.count) == ((MET, 1) if counts else (UNMET, 0))


@pytest.mark.parametrize(
    ("wanted", "counts"),
    [
        (words(title="培训"), True),
        (words(title="讲解"), False),
        (words("讲解"), True),
        (words("讲解", "答疑"), True),
        (words("讲解", "视频"), False),
        (words("讲解", not_title=("视频",)), True),
        (words("讲解", not_title=("培训",)), False),
        (words("讲解", not_text=("答疑",)), False),
        (words("讲解", not_text=("视频",)), True),
        (words("讲解", document="policy"), True),
        (words("讲解", document="interpretation"), False),
    ],
)
def test_words_are_asked_of_title_and_text(wanted: Any, counts: bool) -> None:
    index = district(shown("财务培训", text="讲解与答疑", kind="policy"))
    assert part_of(index, pages_part(wanted=wanted)).count == int(counts)


def test_words_of_one_group_are_alternatives() -> None:
    index = district(shown("财务培训甲"), shown("财务讲堂乙"), shown("财务会议丙"))
    wanted = replace(words(), text=(("培训", "讲堂"), ("财务",)))
    assert part_of(index, pages_part(2, wanted)).count == 2


@pytest.mark.parametrize(
    ("place", "count"),
    [
        (Place(), 3),
        (Place((ColumnKind.NEWS,)), 1),
        (Place((), ("业务",)), 1),
        (Place((), ("组织保障",)), 1),
        (Place((ColumnKind.NEWS,), ("业务",)), 2),
        (Place((), ("公示",)), 0),
    ],
)
def test_a_place_is_a_kind_of_column_or_part_of_a_name_in_its_path(place: Place, count: int) -> None:
    columns = [ColumnShown("部门动态", ColumnKind.NEWS), ColumnShown("业务培训", above=("组织保障",))]
    index = district(
        shown("培训甲会", columns=("部门动态",)),
        shown("培训乙会", columns=("业务培训",)),
        shown("培训丙会"),
        columns=columns,
    )
    assert part_of(index, pages_part(where=place)).count == count


@pytest.mark.parametrize(("reach", "count"), [(Reach.OWN, 1), (Reach.NAMED, 2), (Reach.DISTRICT, 3)])
def test_reach_says_whose_pages_count(reach: Reach, count: int) -> None:
    index = district(
        shown("培训甲会"),
        shown("培训乙会", unit=PORTAL.id, text="区财政局参加"),
        shown("培训丙会", unit=STREET.id),
    )
    assert part_of(index, pages_part(reach=reach)).count == count


def test_what_does_not_count_is_shown_with_its_reason() -> None:
    index = district(
        shown("财务培训"),
        shown("财务培训", 6, 1),
        shown("全省培训", relayed_from="省财政厅"),
        shown("年后培训", on=date(2027, 1, 3)),
        shown("无日期的培训", on=None),
    )
    found = part_of(index, pages_part(2))
    assert counted(found) == ["财务培训"]
    assert left_out(found) == {
        "财务培训": "与“财务培训”重复",
        "全省培训": "转载自省财政厅",
        "年后培训": "2027-01-03发布，晚于时限2026-12-31",
    }
    assert found.why == (
        "在本单位及点名本单位的页面中查找标题或正文含“培训”（2026-01-01至2026-12-31）：找到1篇，要求不少于2篇；"
        "尚缺1篇；另有1篇为转载、1篇为重复报道、1篇晚于时限发布、1篇未标明发布日期，未计入；"
        "佐证可能在未能读取的地方：另有1篇未能读出发布日期。"
    )


@pytest.mark.parametrize(
    ("required", "short", "state"),
    [
        (1, Shortage.UNMET, MET),
        (2, Shortage.UNMET, UNDETERMINED),
        (3, Shortage.UNMET, UNMET),
        (2, Shortage.NO_EVIDENCE, NO_EVIDENCE),
    ],
)
def test_a_shortage_that_pages_without_a_date_may_fill_is_not_proven(
    required: int, short: Shortage, state: TaskState
) -> None:
    index = district(shown("财务培训"), shown("采购培训", on=None))
    assert part_of(index, pages_part(required, short=short)).state is state


def test_relayed_pages_count_where_the_rule_says_so() -> None:
    index = district(shown("全省培训", relayed_from="省财政厅"))
    assert part_of(index, pages_part(wanted=words("培训", relayed=True))).state is MET


@pytest.mark.parametrize(("required", "state"), [(1, MET), (2, MET), (3, UNMET)])
def test_enough_is_enough(required: int, state: TaskState) -> None:
    found = row_of(district(shown("甲类培训"), shown("乙类培训")), pages_part(required))
    assert (found.state, found.count, found.required) == (state, 2, required)


def test_many_proofs_are_cut_and_the_count_is_of_all() -> None:
    pages = [shown(f"第{n}场培训", 1, 1, on=date(2026, 1, 1) + timedelta(days=n)) for n in range(60)]
    found = part_of(district(*pages), pages_part(3))
    assert (found.count, len(found.proofs)) == (60, 50)


# ---------------------------------------------------------------- what counts as one


@pytest.mark.parametrize(
    ("one", "other", "count"),
    [
        (shown("财务培训通知"), shown("财务培训通知！", 7), 1),
        (shown("区财政局", text="培训"), shown("区财政局", 6, text="采购培训"), 2),
        (shown("业务动态", text="培训", columns=("业务动态",)), shown("业务动态", 6, text="采购培训"), 2),
        (shown("财务培训", text=LONG), shown("采购培训", 6, text=LONG), 1),
        (shown("财务培训", text=LONG), shown("采购培训", 6, text=LONG + "记者报道。"), 1),
        (shown("财务培训", text=LONG), shown("采购培训", 6, text=LONG[:30] + "另一场会议的内容完全不同，" * 5), 2),
        (shown("财务培训", text="短文"), shown("采购培训", text="短文"), 2),
        (shown("第1期培训", text=LONG), shown("第2期培训", 6, text=LONG), 2),
        (shown("三月培训", text=LONG), shown("四月培训", 6, text=LONG), 2),
        (shown("第1期培训", text=LONG), shown("采购培训", 6, text=LONG), 1),
        (shown("第1期培训", text=LONG), shown("第1期采购培训", 6, text=LONG), 1),
        (shown("培训"), shown("培训", 6), 2),
    ],
)  # fmt: skip
def test_pages_that_say_the_same_count_once(one: Shown, other: Shown, count: int) -> None:
    assert part_of(district(one, other), pages_part()).count == count


@pytest.mark.parametrize(
    ("pages", "count"),
    [
        ([shown("培训通知"), shown("培训日程表", borne_by=0)], 1),
        ([shown("会议通知"), shown("培训日程表", borne_by=0), shown("培训名单表", borne_by=0)], 1),
        ([shown("会议通知"), shown("会务安排"), shown("培训日程表", borne_by=0), shown("培训名单表", borne_by=1)], 2),
    ],
)  # fmt: skip
def test_files_count_with_the_page_that_offers_them(pages: list[Shown], count: int) -> None:
    assert part_of(district(*pages), pages_part()).count == count


MEETING = words("常务会议", "列席")


@pytest.mark.parametrize(
    ("reports", "count"),
    [
        (
            [
                shown("区政府召开第35次常务会议", 11, 4, text="列席"),
                shown("公众代表列席常务会议", 11, 6, text="11月3日，区长主持召开区政府第35次常务会议"),
                shown("列席代表谈感受", 11, 10, text="11月3日召开的常务会议上"),
            ],
            1,
        ),
        (
            [
                shown("区政府召开第35次常务会议", 11, 4, text="列席"),
                shown("区政府召开第三十六次常务会议", 11, 4, text="列席"),
            ],
            2,
        ),
        (
            [
                shown("列席甲", 11, 4, text="11月3日召开常务会议"),
                shown("列席乙", 11, 20, text="11月17日召开常务会议"),
            ],
            2,
        ),
        ([shown("列席甲", 11, 4, text="常务会议"), shown("列席乙", 11, 4, text="常务会议")], 1),
        ([shown("市民列席常务会议", 11, 4), shown("市民列席常务会议", 11, 14)], 1),
        ([shown("市民列席常务会议", 11, 4), shown("市民列席常务会议", 11, 15)], 2),
        ([shown("列席甲", 11, 4, text="常务会议"), shown("列席乙", 11, 5, text="常务会议")], 2),
    ],
)
def test_one_meeting_counts_once_however_often_it_is_reported(reports: list[Shown], count: int) -> None:
    found = part_of(district(*reports), pages_part(wanted=MEETING, count=CountBy.MEETING))
    assert found.count == count
    assert len(found.proofs) == len(reports)


SAME_DAY = (shown("列席甲", 11, 4, text="常务会议"), shown("列席乙", 11, 4, text="常务会议"))
DATED = (shown("列席甲", 11, 4, text="11月3日召开常务会议"), shown("列席乙", 11, 4, text="11月3日的常务会议"))


@pytest.mark.parametrize(
    ("reports", "required", "state"),
    [
        (SAME_DAY, 1, MET),
        (SAME_DAY, 2, UNDETERMINED),  # two meetings, put on the site together
        (SAME_DAY, 3, UNMET),
        (DATED, 2, UNMET),
        ((shown("市民列席常务会议", 11, 4), shown("市民列席常务会议！", 11, 4)), 2, UNMET),
        ((shown("第5次常务会议", 11, 4, text="列席"), SAME_DAY[0]), 2, UNDETERMINED),
    ],
)
def test_meetings_of_one_day_that_cannot_be_told_apart_prove_no_shortage(
    reports: tuple[Shown, ...], required: int, state: TaskState
) -> None:
    part = pages_part(required, wanted=MEETING, count=CountBy.MEETING)
    assert part_of(district(*reports), part).state is state


_TOLD = (
    "组织二十五家企业赴外地高校招才引智，发布岗位八百个，收到简历六百余份，四十六人当场签约，校地签订人才合作协议并设立"
    "引才工作站一处，企业代表与学生面对面交流，区里的租房补贴和安家政策受到关注。"
)
_OTHERWISE = "举办直播带岗，主播走进车间介绍岗位，观众留言提问，人社干部在线解答社保和落户问题，直播两小时，观看三万人次，收到简历九十余份，次日起安排面试。"


@pytest.mark.parametrize(
    ("text", "day", "count"),
    [
        (f"日前，{_TOLD}", 29, 1),  # no day of its own: the event that it tells much the same of
        (f"日前，{_TOLD}", 30, 2),  # too long after
        (f"日前，{_OTHERWISE}", 29, 2),  # another event
        (f"5月27日，{_TOLD}", 29, 2),  # its own day tells
        ("日前，组织企业赴外地高校招才引智。", 29, 2),  # too short to tell
    ],
)
def test_a_report_that_tells_no_day_is_of_the_event_it_tells_the_same_of(
    text: str, day: int, count: int
) -> None:
    report = shown("赴外地招才引智", 5, 19, text=f"5月18日，{_TOLD}")
    later = shown("招才引智走进高校", 5, day, text=text)
    found = part_of(district(report, later), pages_part(wanted=words("招才引智"), count=CountBy.MEETING))
    assert found.count == count


def test_a_counted_meeting_says_which_it_is() -> None:
    index = district(
        shown("列席", 11, 4, text="区政府第35次常务会议"), shown("列席", 3, 4, text="3月2日召开常务会议")
    )
    found = part_of(index, pages_part(2, wanted=MEETING, count=CountBy.MEETING))
    assert [one.counted_as for one in found.proofs] == ["2026年3月2日召开的会议", "第35次常务会议"]


def test_what_is_no_meeting_is_called_an_activity() -> None:
    index = district(
        shown("招聘", 11, 4, text="11月3日举办招聘会，会上签约"), shown("招聘", 3, 4, text="已签约")
    )
    found = part_of(index, pages_part(2, wanted=words("招聘"), count=CountBy.MEETING))
    assert [one.counted_as for one in found.proofs] == [
        "2026年3月4日发布的活动信息",
        "2026年11月3日举办的活动",
    ]


@pytest.mark.parametrize(
    ("one", "other", "count"),
    [
        (shown("《招生办法》实施效果评价报告"), shown("关于《招生办法》的评价", 6), 1),
        (shown("《招生办法》评价报告"), shown("《采购办法》评价报告", 6), 2),
        (shown("《市中区稳岗补贴办法》实施效果评价报告"), shown("稳岗补贴办法实施效果评价报告公布", 6), 1),
        (shown("《市中区稳岗补贴办法》实施效果评价报告"), shown("稳岗补贴细则实施情况评价", 6), 2),
        (shown("关于社区扶持办法实施效果的评价"), shown("社区扶持办法政策后评价结果公示", 6), 1),
        (shown("政策实施效果评价报告甲"), shown("评价", 6), 2),
        (shown("评价报告甲文本", number="市中政发〔2026〕1号"), shown("评价报告乙文本", 6, number="市中政发〔2026〕1号"), 1),
        (shown("评价报告甲文本", number="市中政发〔2026〕1号"), shown("评价报告乙文本", 6, number="市中政发〔2026〕2号"), 2),
    ],
)  # fmt: skip
def test_pages_about_one_document_count_once(one: Shown, other: Shown, count: int) -> None:
    part = pages_part(wanted=words("评价"), count=CountBy.DOCUMENT)
    assert part_of(district(one, other), part).count == count


@pytest.mark.parametrize(
    ("by", "months", "count"),
    [
        (CountBy.QUARTER, (1, 3), 1),
        (CountBy.QUARTER, (3, 4), 2),
        (CountBy.QUARTER, (1, 4, 7, 10), 4),
        (CountBy.HALF_YEAR, (1, 6), 1),
        (CountBy.HALF_YEAR, (6, 7), 2),
    ],
)
def test_periods_count_in_which_there_is_any(by: CountBy, months: tuple[int, ...], count: int) -> None:
    index = district(*(shown(f"{month}月培训通报", month) for month in months))
    assert part_of(index, pages_part(count=by)).count == count


# ---------------------------------------------------------------- companions

LISTENED = words("列席")
ADOPTED = {"companion": words("采纳"), "companion_title": "意见采纳情况"}


@pytest.mark.parametrize(
    ("pages", "count"),
    [
        ([shown("列席第1次常务会议", text="意见已采纳")], 1),
        ([shown("列席第1次常务会议"), shown("第1次常务会议意见采纳情况", 6)], 1),
        ([shown("列席第1次常务会议"), shown("第2次常务会议意见采纳情况", 6)], 0),
        ([shown("列席第1次常务会议"), shown("第1次常务会议意见采纳情况", on=date(2027, 1, 9))], 1),
        ([shown("列席第1次常务会议"), shown("第1次常务会议意见采纳情况", 6, unit=STREET.id)], 0),
        ([shown("列席第1次常务会议"), shown("列席第2次常务会议", 6, text="采纳")], 1),
    ],
)
def test_each_meeting_needs_its_companion(pages: list[Shown], count: int) -> None:
    part = pages_part(wanted=LISTENED, count=CountBy.MEETING, **ADOPTED)
    found = part_of(district(*pages), part)
    assert found.count == count
    assert ("未见意见采纳情况" in found.why) is (len([p for p in pages if "列席" in p.title]) > count)


@pytest.mark.parametrize(
    ("pages", "count"),
    [
        ([shown("列席甲会", text="采纳")], 1),
        ([shown("列席甲会"), shown("采纳情况")], 0),
    ],
)
def test_a_page_bears_its_companion_itself(pages: list[Shown], count: int) -> None:
    found = part_of(district(*pages), pages_part(wanted=LISTENED, **ADOPTED))
    assert found.count == count
    assert left_out(found) == ({} if count else {"列席甲会": "未见意见采纳情况"})


DOUBT = {"doubt": words("图解", title="常务会议")}


@pytest.mark.parametrize(
    ("pages", "required", "state", "count"),
    [
        ([shown("第1次常务会议，市民列席")], 1, MET, 1),
        ([shown("图解第1次常务会议")], 1, UNDETERMINED, 0),
        ([shown("图解第1次常务会议")], 2, UNMET, 0),
        ([shown("第1次常务会议，市民列席"), shown("图解第1次常务会议", 6)], 2, UNMET, 1),
        ([shown("第1次常务会议，市民列席"), shown("图解第2次常务会议", 6)], 2, UNDETERMINED, 1),
        ([shown("第1次常务会议，市民列席"), shown("图解第2次常务会议", 6)], 1, MET, 1),
        ([shown("图解第1次常务会议", relayed_from="市政府")], 1, UNMET, 0),
        ([shown("图解第1次常务会议", on=date(2027, 1, 2))], 1, UNMET, 0),
        ([shown("图解第1次常务会议", unit=STREET.id)], 1, UNMET, 0),
    ],
)
def test_what_is_only_shown_in_pictures_may_be_one_more(
    pages: list[Shown], required: int, state: TaskState, count: int
) -> None:
    part = pages_part(required, wanted=LISTENED, count=CountBy.MEETING, **DOUBT)
    found = part_of(district(*pages), part)
    assert (found.state, found.count) == (state, count)
    assert ("文字不足以判断" in found.why) is (state is UNDETERMINED)


# ---------------------------------------------------------------- deadlines and doubts


@pytest.mark.parametrize(
    ("as_of", "state", "days_left"),
    [
        (date(2026, 6, 1), PROGRESS, 213),
        (DUE - timedelta(days=1), PROGRESS, 1),
        (DUE, PROGRESS, 0),
        (DUE + timedelta(days=1), UNMET, -1),
    ],
)
def test_a_shortage_is_progress_until_the_deadline(as_of: date, state: TaskState, days_left: int) -> None:
    row = row_of(district(shown("财务培训")), pages_part(2), as_of=as_of)
    assert (row.state, row.days_left, row.count, row.required) == (state, days_left, 1, 2)
    assert row.parts[0].state is state


@pytest.mark.parametrize("as_of", [date(2026, 6, 1), DUE, AFTER])
def test_what_is_met_stays_met(as_of: date) -> None:
    assert row_of(district(shown("财务培训")), pages_part(), as_of=as_of).state is MET


def test_only_what_was_out_by_the_day_of_judging_counts() -> None:
    index = district(shown("财务培训", 6, 2))
    assert row_of(index, pages_part(), as_of=date(2026, 6, 1)).count == 0
    assert row_of(index, pages_part(), as_of=date(2026, 6, 2)).count == 1


@pytest.mark.parametrize(
    ("as_of", "state"),
    [(date(2026, 12, 31), PROGRESS), (date(2027, 1, 1), NO_EVIDENCE)],
)
def test_a_standing_task_is_judged_when_its_year_is_over(as_of: date, state: TaskState) -> None:
    row = row_of(district(), pages_part(short=Shortage.NO_EVIDENCE), as_of=as_of, due=None)
    assert (row.state, row.due, row.days_left) == (state, None, None)


@pytest.mark.parametrize("short", [Shortage.UNMET, Shortage.NO_EVIDENCE])
def test_a_shortage_amounts_to_what_the_rule_says(short: Shortage) -> None:
    assert row_of(district(), pages_part(short=short)).state.value == short.value


@pytest.mark.parametrize(
    ("gap", "state"),
    [
        (Gap(FINANCE.id, "网站未采集完整"), UNDETERMINED),
        (Gap("", "全区网站被拦截"), UNDETERMINED),
        (Gap(STREET.id, "网站未采集完整"), UNMET),
    ],
)
@pytest.mark.parametrize("as_of", [date(2026, 6, 1), AFTER])
def test_what_was_not_seen_of_the_unit_leaves_a_shortage_open(
    gap: Gap, state: TaskState, as_of: date
) -> None:
    row = row_of(district(gaps=[gap]), pages_part(), as_of=as_of)
    assert row.state is (state if as_of == AFTER or state is UNDETERMINED else PROGRESS)
    assert (gap.why in row.parts[0].why) is (state is UNDETERMINED)
    assert row_of(district(shown("财务培训"), gaps=[gap]), pages_part(), as_of=as_of).state is MET


@pytest.mark.parametrize(
    ("column", "where", "reach", "state"),
    [
        (ColumnShown("业务培训", unread="列表由脚本生成"), Place((), ("培训",)), Reach.NAMED, UNDETERMINED),
        (ColumnShown("业务培训", unread="列表由脚本生成"), Place((), ("培训",)), Reach.OWN, UNMET),
        (ColumnShown("业务培训", unread="列表由脚本生成"), Place((), ("公报",)), Reach.NAMED, UNMET),
        (ColumnShown("业务培训", unread="列表由脚本生成"), Place(), Reach.NAMED, UNDETERMINED),
        (ColumnShown("业务培训", unread="列表由脚本生成"), Place(), Reach.OWN, UNMET),
        (ColumnShown("动态", unit=FINANCE.id, unread="被拦截"), Place(), Reach.NAMED, UNDETERMINED),
        (ColumnShown("动态", unit="", unread="被拦截"), Place(), Reach.OWN, UNDETERMINED),
        (ColumnShown("动态", unit=STREET.id, unread="被拦截"), Place((), ("动态",)), Reach.NAMED, UNMET),
        (ColumnShown("动态", unit=STREET.id, unread="被拦截"), Place((), ("动态",)), Reach.DISTRICT, UNDETERMINED),
        (ColumnShown("业务培训"), Place((), ("培训",)), Reach.NAMED, UNMET),
    ],
)  # fmt: skip
def test_an_unread_column_where_it_may_stand_leaves_a_shortage_open(
    column: ColumnShown, where: Place, reach: Reach, state: TaskState
) -> None:
    found = part_of(district(columns=[column]), pages_part(where=where, reach=reach))
    assert found.state is state
    assert (f"栏目“{column.name}”{column.unread}" in found.why) is (state is UNDETERMINED)


@pytest.mark.parametrize(
    ("short", "state"), [(Shortage.UNMET, UNDETERMINED), (Shortage.NO_EVIDENCE, NO_EVIDENCE)]
)
def test_the_portal_s_unread_columns_are_a_doubt_where_a_unit_would_be_blamed(
    short: Shortage, state: TaskState
) -> None:
    index = district(columns=[ColumnShown("动态", unread="列表由脚本生成")])
    assert part_of(index, pages_part(short=short)).state is state


@pytest.mark.parametrize(
    ("rest_before", "state"),
    [(date(2025, 12, 31), UNMET), (date(2026, 1, 1), UNDETERMINED), (date(2026, 8, 1), UNDETERMINED)],
)
def test_unread_pages_of_a_list_matter_where_they_may_be_of_those_days(
    rest_before: date, state: TaskState
) -> None:
    column = ColumnShown("业务培训", unread="列表的后续页面未能读取", rest_before=rest_before)
    found = part_of(district(columns=[column]), pages_part(where=Place((), ("培训",))))
    assert found.state is state


def test_a_unit_without_a_site_is_not_accused() -> None:
    homeless = replace(FINANCE, sites=())
    index = district()
    (row,) = desk(index, task(pages_part())).rows(evidence(homeless))
    assert row.state is UNDETERMINED
    assert "未配置网站" in row.parts[0].why


# ---------------------------------------------------------------- matrix and columns


def matrix(least: int = 1, **rest: Any) -> Matrix:
    return Matrix(
        "两方面两类",
        (MatrixLine("金融", words("金融")), MatrixLine("数字", words("数字"))),
        (MatrixLine("规划", words(title="规划")), MatrixLine("动态", words(title="动态"))),
        at_least(least),
        **rest,
    )


MATRIX_PAGES = (shown("金融规划"), shown("金融动态"), shown("数字规划"))


@pytest.mark.parametrize(
    ("pages", "least", "state", "count"),
    [
        (MATRIX_PAGES, 1, MET, 2),
        (MATRIX_PAGES, 2, NO_EVIDENCE, 1),
        (MATRIX_PAGES[:2], 1, NO_EVIDENCE, 1),
        ((*MATRIX_PAGES, shown("数字动态", relayed_from="市政府")), 2, NO_EVIDENCE, 1),
        ((*MATRIX_PAGES, shown("数字动态")), 2, MET, 2),
        ((), 1, NO_EVIDENCE, 0),
    ],
)
def test_each_row_of_a_matrix_needs_enough_columns(
    pages: tuple[Shown, ...], least: int, state: TaskState, count: int
) -> None:
    found = part_of(district(*pages), matrix(least))
    assert (found.state, found.count, found.required) == (state, count, 2)


def test_a_matrix_shows_its_cells_and_what_is_lacking() -> None:
    found = part_of(district(*MATRIX_PAGES), matrix(2))
    assert found.cells == (
        ("金融", "规划", True),
        ("金融", "动态", True),
        ("数字", "规划", True),
        ("数字", "动态", False),
    )
    assert [one.counted_as for one in found.proofs] == ["金融·规划", "金融·动态", "数字·规划"]
    assert "不足的方面：“数字”有1类（缺动态）" in found.why


def test_a_matrix_with_a_gap_is_open() -> None:
    assert part_of(district(gaps=[Gap("", "未采集完整")]), matrix()).state is UNDETERMINED


@pytest.mark.parametrize(
    ("column", "reach", "state"),
    [
        (ColumnShown("政府公报", unit=FINANCE.id), Reach.OWN, MET),
        (ColumnShown("政府公报", unit=FINANCE.id, shows=False), Reach.OWN, UNMET),
        (ColumnShown("政府公报", unit=FINANCE.id, shows=False, unread="脚本生成"), Reach.OWN, UNDETERMINED),
        (ColumnShown("政府公报"), Reach.OWN, UNMET),
        (ColumnShown("政府公报"), Reach.DISTRICT, MET),
        (ColumnShown("政府公报", above=("区财政局",)), Reach.NAMED, MET),
        (ColumnShown("政府公报", above=("区民政局",)), Reach.NAMED, UNMET),
        (ColumnShown("通知公告", unit=FINANCE.id), Reach.OWN, UNMET),
    ],
)
def test_a_column_must_be_there_and_show_something(
    column: ColumnShown, reach: Reach, state: TaskState
) -> None:
    part = Structure("公报栏目", Place((), ("公报",)), at_least(1), reach)
    assert part_of(district(columns=[column]), part).state is state


@pytest.mark.parametrize(("unread", "is_empty"), [("", True), ("脚本生成", False)])
def test_only_a_column_that_was_read_is_called_empty(unread: str, is_empty: bool) -> None:
    index = district(columns=[ColumnShown("政府公报", shows=False, unread=unread)])
    found = part_of(index, Structure("公报栏目", Place((), ("公报",)), at_least(1), Reach.DISTRICT))
    assert ("另有1个栏目为空" in found.why) is is_empty
    assert [one.why_not for one in found.proofs] == (["栏目为空"] if is_empty else [])


# ---------------------------------------------------------------- what checks say


def said(*outcomes: tuple[Outcome, str], check: str = "policy-uninterpreted") -> list[Ruling]:
    statements = tuple(
        Statement(outcome, f"http://h/{target}", "说明" if outcome is not Outcome.PASSED else "", target)
        for outcome, target in outcomes
    )
    return [Ruling(check, (), statements)]


def rule(rule_id: str, title: str) -> Rule:
    return Rule(
        rule_id, "local", "column-stale", Level.ADVICE, Level.ADVICE, Origin.HOUSE, title, "", tuple(UnitKind), "",
        None, (), rule_id,
    )  # fmt: skip


def suspicion() -> list[Ruling]:
    one = Statement(Outcome.FAILED, "http://h/a", "存疑", "a", suspected=True)
    return [Ruling("policy-uninterpreted", (), (one,))]


PASSED, FAILED, CANT_TELL, INAPPLICABLE = (
    Outcome.PASSED,
    Outcome.FAILED,
    Outcome.CANT_TELL,
    Outcome.INAPPLICABLE,
)


@pytest.mark.parametrize(
    ("rulings", "least", "state", "counts"),
    [
        (said((PASSED, "a"), (PASSED, "b")), 2, MET, (2, 2)),
        (said((PASSED, "a"), (PASSED, "a")), 2, NO_EVIDENCE, (1, 2)),
        (said((PASSED, "a"), (PASSED, "b")), 3, NO_EVIDENCE, (2, 3)),
        (said((PASSED, "a"), (FAILED, "b")), 1, UNMET, (1, 2)),
        (said((PASSED, "a"), (FAILED, "b"), (CANT_TELL, "c")), 1, UNMET, (1, 2)),
        (said((PASSED, "a"), (CANT_TELL, "b")), 1, UNDETERMINED, (1, 1)),
        (said((PASSED, "a"), (CANT_TELL, "a")), 1, UNDETERMINED, (0, 1)),
        (said((FAILED, "a"), (CANT_TELL, "a")), 1, UNMET, (0, 1)),
        (said((INAPPLICABLE, "a")), 1, NO_EVIDENCE, (0, 1)),
        ([], 1, NO_EVIDENCE, (0, 1)),
        (said((FAILED, "a"), check="column-empty"), 1, NO_EVIDENCE, (0, 1)),
        (suspicion(), 1, UNDETERMINED, (0, 1)),
    ],
)
def test_checks_speak_for_a_task(
    rulings: list[Ruling], least: int, state: TaskState, counts: tuple[int, int]
) -> None:
    part = Judged("解读", ("policy-uninterpreted",), at_least(least))
    (row,) = desk(district(), task(part)).rows(evidence(), rulings)
    assert (row.state, (row.count, row.required)) == (state, counts)


def test_only_the_targets_that_are_asked_are_heard() -> None:
    part = Judged("指南", ("policy-uninterpreted",), at_least(1), ("guide",))
    rulings = said((PASSED, "guide"), (FAILED, "regulations"))
    (row,) = desk(district(), task(part)).rows(evidence(), rulings)
    assert row.state is MET


def test_a_check_that_broke_leaves_its_task_open() -> None:
    part = Judged("解读", ("policy-uninterpreted",), at_least(1))
    (row,) = desk(district(), task(part)).rows(evidence(), [], ["policy-uninterpreted"])
    assert row.state is UNDETERMINED
    assert "检查“政策文件未解读”未能完成" in row.parts[0].why


@pytest.mark.parametrize(
    ("rulings", "short", "state", "told"),
    [
        (said((INAPPLICABLE, "a")), Shortage.UNMET, UNMET, "网上没有可供检查的对象"),
        (said((INAPPLICABLE, "a")), Shortage.NO_EVIDENCE, NO_EVIDENCE, "网上没有可供检查的对象"),
        ([], Shortage.UNMET, UNDETERMINED, "本次未进行该项检查"),
        ([], Shortage.NO_EVIDENCE, NO_EVIDENCE, "本次未进行该项检查"),
    ],
)
def test_a_short_judgement_may_be_unmet_where_the_check_was_made(
    rulings: list[Ruling], short: Shortage, state: TaskState, told: str
) -> None:
    part = Judged("解读", ("policy-uninterpreted",), at_least(1), short=short)
    (row,) = desk(district(), task(part)).rows(evidence(), rulings)
    assert row.state is state
    assert told in row.parts[0].why


@pytest.mark.parametrize(
    ("on", "outcome", "as_of", "state"),
    [
        (date(2026, 1, 1), FAILED, AFTER, UNMET),
        (date(2026, 12, 31), FAILED, AFTER, UNMET),
        (None, FAILED, AFTER, UNMET),
        (date(2025, 12, 31), FAILED, AFTER, NO_EVIDENCE),
        (date(2027, 1, 1), FAILED, AFTER, NO_EVIDENCE),
        (date(2027, 1, 1), CANT_TELL, AFTER, NO_EVIDENCE),
        (date(2026, 12, 31), CANT_TELL, AFTER, UNDETERMINED),
        (date(2025, 1, 1), PASSED, AFTER, MET),  # a guide that stands since
    ],
)
def test_what_fails_of_another_year_is_no_fault_of_this_one(
    on: date | None, outcome: Outcome, as_of: date, state: TaskState
) -> None:
    index = district(shown("关于停车的办法", on=on))
    rulings = [Ruling("policy-uninterpreted", (), (Statement(outcome, index.pages[0].url, "未解读"),))]
    part = Judged("解读", ("policy-uninterpreted",), at_least(1))
    (row,) = desk(index, task(part), as_of=as_of).rows(evidence(), rulings)
    assert row.state is state
    assert ("以外发布的信息，未计入" in row.parts[0].why) is (outcome is FAILED and state is NO_EVIDENCE)


def test_a_rule_is_heard_alone_where_it_is_named() -> None:
    lax, strict = rule("L-1", "宽"), rule("L-2", "严")
    passed, failed = Statement(PASSED, "http://h/a"), Statement(FAILED, "http://h/a", "超期")
    rulings = [Ruling(lax.check, (lax,), (passed,)), Ruling(strict.check, (strict,), (failed,))]
    table = standard(
        task(Judged("宽", ("L-1",), at_least(1)), number=1),
        task(Judged("严", ("L-2",), at_least(1)), number=2),
        task(Judged("都", (lax.check,), at_least(1)), number=3),
    )
    pack = replace(table, table=None, rules=(lax, strict))
    office = TaskDesk.over([pack, table], UNITS, district(), AFTER)
    assert [row.state for row in office.rows(evidence(), rulings)] == [MET, UNMET, UNMET]
    broken = office.rows(evidence(), [], [lax.check])
    assert [row.state for row in broken] == [UNDETERMINED] * 3
    assert "检查“宽”未能完成" in broken[0].parts[0].why


def test_a_failure_may_ask_for_an_attestation_only() -> None:
    part = Judged("解读形式", ("policy-uninterpreted",), at_least(1), failed=Shortage.NO_EVIDENCE)
    (row,) = desk(district(), task(part)).rows(evidence(), said((FAILED, "a")))
    assert row.state is NO_EVIDENCE


@pytest.mark.parametrize(
    ("of_all", "broken", "state"),
    [
        (said((PASSED, "a")), (), MET),
        (said((FAILED, "a")), (), UNMET),
        ([], (), NO_EVIDENCE),
        ([], ("policy-uninterpreted",), UNDETERMINED),
        (None, (), UNDETERMINED),
    ],
)
def test_checks_of_every_unit_speak_where_the_rule_reaches_so_far(
    of_all: list[Ruling] | None, broken: tuple[str, ...], state: TaskState
) -> None:
    part = Judged("文件库", ("policy-uninterpreted",), at_least(1), reach=Reach.DISTRICT)
    own = Judged("年报", ("annual-report-missing",), at_least(1))
    office = desk(district(), task(part), task(own, number=2, units=("各街道办事处",)))
    assert office.asked_of_all == {"policy-uninterpreted"}
    if of_all is not None:
        office.hear(of_all, broken)
    (row,) = office.rows(evidence(), said((CANT_TELL, "b")))
    assert row.state is state


# ---------------------------------------------------------------- attestations


def attestation(state: str, number: int = 1) -> AttestationRow:
    fault = "文件已变动" if state == "changed" else ""
    told = "accepted" if fault else state
    decision = "照片不清" if state == "rejected" else ""
    return AttestationRow(
        "X26-1", number, told, "签到表", "张三", date(2027, 1, 5), decision=decision, fault=fault
    )  # fmt: skip


@pytest.mark.parametrize(
    ("part", "gaps", "handed_in", "state", "told"),
    [
        (Attested("签到表"), (), (), NO_EVIDENCE, "须由单位举证"),
        (Attested("签到表"), (), ("submitted",), NO_EVIDENCE, "第1号举证已提交，待审核"),
        (Attested("签到表"), (), ("rejected",), NO_EVIDENCE, "第1号举证已退回：照片不清"),
        (Attested("签到表"), (), ("accepted",), MET, "第1号举证（签到表）已审核通过"),
        (Attested("签到表"), (), ("submitted", "accepted"), MET, "第1号举证（签到表）已审核通过"),
        (pages_part(short=Shortage.NO_EVIDENCE), (), ("accepted",), MET, "已审核通过"),
        (pages_part(short=Shortage.NO_EVIDENCE), (), ("submitted",), NO_EVIDENCE, "待审核"),
        (pages_part(), (Gap("", "未采集完整"),), ("accepted",), MET, "已审核通过"),
        (pages_part(), (Gap("", "未采集完整"),), ("rejected",), UNDETERMINED, "已退回"),
        (pages_part(), (), ("accepted",), UNMET, "尚缺1篇"),
        (Attested("签到表"), (), ("changed",), NO_EVIDENCE, "第1号举证不作数：文件已变动"),
        (Attested("签到表"), (), ("changed", "accepted"), MET, "已审核通过"),
    ],
)
def test_an_accepted_attestation_stands_for_what_nobody_sees_and_never_against_what_is_seen(
    part: Part, gaps: tuple[Gap, ...], handed_in: tuple[str, ...], state: TaskState, told: str
) -> None:
    given = {(FINANCE.id, "X26-1"): tuple(attestation(each) for each in handed_in)}
    (row,) = desk(district(gaps=gaps), task(part), attestations=given).rows(evidence())
    assert row.state is state
    assert told in row.parts[0].why
    assert row.attestations == given[FINANCE.id, "X26-1"]


def test_an_attestation_is_for_its_own_unit_and_task() -> None:
    given = {
        (STREET.id, "X26-1"): (attestation("accepted"),),
        (FINANCE.id, "X26-2"): (attestation("accepted"),),
    }
    (row,) = desk(district(), task(Attested("签到表")), attestations=given).rows(evidence())
    assert (row.state, row.attestations) == (NO_EVIDENCE, ())


def test_before_the_deadline_an_attestation_counts_already() -> None:
    given = {(FINANCE.id, "X26-1"): (attestation("accepted"),)}
    as_of = date(2026, 6, 1)
    (row,) = desk(district(), task(Attested("签到表")), as_of=as_of, attestations=given).rows(
        evidence(as_of=as_of)
    )
    assert (row.state, row.count, row.required) == (MET, 0, 0)


# ---------------------------------------------------------------- whole tasks


def test_a_task_is_as_its_gravest_part() -> None:
    met, unmet, none = pages_part(), pages_part(2), pages_part(3, short=Shortage.NO_EVIDENCE)
    open_ = Judged("解读", ("policy-uninterpreted",), at_least(1))
    index = district(shown("财务培训"))
    for parts, state in (
        ((met,), MET),
        ((met, none), NO_EVIDENCE),
        ((met, none, open_), UNDETERMINED),
        ((met, none, open_, unmet), UNMET),
    ):
        (row,) = desk(index, task(*parts)).rows(evidence(), said((CANT_TELL, "a")))
        assert row.state is state


def test_counts_of_several_parts_are_summed_up_to_what_each_asks() -> None:
    index = district(shown("财务培训甲"), shown("财务培训乙"), shown("财务培训丙"))
    parts = (pages_part(2), pages_part(5), Attested("签到表"))
    (row,) = desk(index, task(*parts)).rows(evidence())
    assert (row.count, row.required) == (5, 7)
    (alone,) = desk(index, task(parts[0], parts[2])).rows(evidence())
    assert (alone.count, alone.required) == (3, 2)


def test_rows_are_of_the_tasks_that_the_unit_is_responsible_for() -> None:
    tasks = [
        task(pages_part(), number=1),
        task(pages_part(), number=2, units=("各街道办事处",)),
        task(pages_part(), number=3, units=("各街道办事处", "各部门")),
        task(pages_part(), number=4, units=("区税务局",)),
    ]
    office = desk(district(), *tasks)
    assert [row.id for row in office.rows(evidence(FINANCE))] == ["X26-1", "X26-3"]
    assert [row.id for row in office.rows(evidence(STREET))] == ["X26-2", "X26-3"]
    assert office.rows(evidence(OFFICE)) == ()
    (head,) = office.heads()
    assert [each.units for each in head.tasks] == [(FINANCE.id,), (STREET.id,), (FINANCE.id, STREET.id), ()]
    assert (head.unresolved, head.id, head.year) == (("区税务局",), "local", 2026)
    assert head.tasks[2].units_text == "各街道办事处、各部门"


def test_a_task_of_the_district_is_judged_once_and_shows_whose_share_it_is() -> None:
    index = district(
        shown("甲类培训"), shown("乙类培训"), shown("丙类培训", unit=STREET.id), shown("丁类培训", unit="")
    )
    whole = task(pages_part(4), units=("各街道办事处", "各部门"), district_wide=True)
    office = desk(index, whole)
    for unit, share in ((FINANCE, 2), (STREET, 1)):
        (row,) = office.rows(evidence(unit))
        assert (row.state, row.count, row.required) == (MET, 4, 4)
        assert (row.district_wide, row.share) == (True, share)


def test_evidence_of_a_row_is_what_counts_each_once() -> None:
    index = district(shown("财务培训"), shown("全省培训", relayed_from="省财政厅"))
    row = row_of(index, pages_part())
    assert row.evidence == (index.pages[0].url,)


def test_the_same_evidence_gives_the_same_rows_whoever_is_judged_first() -> None:
    pages = [
        shown(f"培训{n}", 1 + n % 12, unit=(FINANCE, STREET)[n % 2].id, text=LONG * 2) for n in range(30)
    ]
    both = task(pages_part(), units=("各街道办事处", "各部门"))
    one, other = desk(district(*pages), both), desk(district(*pages), both)
    first = one.rows(evidence(FINANCE)), one.rows(evidence(STREET))
    assert (other.rows(evidence(STREET)), other.rows(evidence(FINANCE))) == (first[1], first[0])


def test_pages_that_are_wanted_need_no_words() -> None:
    index = district(shown("会议纪要", columns=("业务培训",)))
    part = Pages("栏目有信息", words(), at_least(1), Place((), ("培训",)))
    assert part_of(index, part).state is MET
