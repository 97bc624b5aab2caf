"""A made-up table of 52 tasks for 60 units with every state, long wordings and every kind of evidence."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from typing import Any

from report_samples import AS_OF, PORTAL, assessment, site, units

from checks.engine.model import (
    Assessment,
    AttestationRow,
    Origin,
    TaskHead,
    TaskPart,
    TaskProof,
    TaskRow,
    TaskState,
    TaskTable,
    UnitAssessment,
)

STATES = tuple(TaskState)
GROUPS = ("围绕重点领域做好政务公开", "围绕规范行政决策做好政务公开", "围绕强化工作保障做好政务公开")
TOPICS = (
    "以推动经济高质量发展为导向做好信息公开",
    "深入推进政府决策事项全过程公开",
    "持续抓好政策高质量解读",
)
SUMMARIES = (
    "公众代表列席政府常务会议不少于5次，列席意见和采纳情况向社会公开",
    "重大行政决策事项目录按时公布",
    "现代金融、都市工业、数字经济、能源互联、高端服务五方面的规划、政策、动态、成果信息公开",
    "区级文件不少于5种解读形式，部门和街道文件不少于3种",
)
WORDING = (
    "推动利益相关方、公众代表、专家、媒体等列席政府相关会议，年内邀请公众代表列席政府常务会议应不少于5次，"
    "并将列席代表的意见和采纳情况向社会公开。有条件时可选择合适议题在线直播审议过程。"
)
DUES = (date(2026, 6, 30), date(2026, 11, 23), date(2026, 12, 31), None, date(2026, 10, 31))
UNIT_NAMES = (
    "明珠区发展和改革局", "明珠区住房和城乡建设局", "明珠区人力资源和社会保障局", "望江街道办事处", "明珠区财政局",
    "国家税务总局明珠区税务局",
)  # fmt: skip
TABLE = "mingzhu-2026"
DISTRICT_WIDE = 18  # the number of the task that is judged once for the district


def head(number: int, **changes: Any) -> TaskHead:
    due = DUES[number % len(DUES)]
    base = TaskHead(
        id=f"MZ26-{number}",
        number=number,
        group=GROUPS[min((number - 1) // 18, 2)],
        topic=TOPICS[min((number - 1) // 18, 2)],
        requirement=WORDING * (1 + number % 3),
        summary=SUMMARIES[number % len(SUMMARIES)],
        units_text="区政府各部门" if number % 3 else "各街道办事处\n区政府各部门",
        due_text=f"{due.month}月底前" if due else "长期坚持",
        due=due,
        task_class=("A", "B", "A+B", "C+B", "C")[number % 5],
        attest="列席会议签到表、意见采纳情况说明",
        unseen="线下列席而未公开报道的会议",
    )
    return replace(base, **changes)


def proof(number: int, unit: str, **changes: Any) -> TaskProof:
    base = TaskProof(
        f"{PORTAL}/hy/{number}.html",
        f"区政府第{number}次常务会议邀请公众代表列席，听取关于民生实事项目的意见建议",
        date(2026, 1, 5) + timedelta(days=31 * (number % 10)),
        unit,
        f"第{number}次常务会议",
    )
    return replace(base, **changes)


def counted_part(state: TaskState, count: int, required: int, unit: str) -> TaskPart:
    good = tuple(proof(number, unit) for number in range(1, count + 1))
    bad = (
        proof(31, unit, why_not="转载：来源为市政府办公厅", counted_as=""),
        proof(32, "zf", why_not=f"重复报道：与 {PORTAL}/hy/1.html 相似", counted_as="", on=None),
    )
    why = f"在会议公开等栏目读到 {count} 次，要求 {required} 次"
    return TaskPart(
        "公众代表列席政府常务会议的公开", state, count, required, Origin.VERIFIED, why, good + bad
    )


def matrix_part(state: TaskState) -> TaskPart:
    fields = ("现代金融", "都市工业", "数字经济", "能源互联", "高端服务")
    kinds = ("规划", "政策", "动态", "成果")
    cells = tuple(
        (row, column, (i + j) % 3 != 0) for i, row in enumerate(fields) for j, column in enumerate(kinds)
    )
    return TaskPart("五大方面信息公开", state, 4, 5, Origin.HOUSE, "高端服务只有 1 类有证据", (), cells)


ATTESTED = {
    "submitted": AttestationRow(
        "", 2, "submitted", "列席签到表及采纳说明", "王某某", date(2026, 11, 20), (("签到表.pdf", "ab" * 32),)
    ),
    "accepted": AttestationRow(
        "", 1, "accepted", "会议纪要", "李某某", date(2026, 11, 2), (("纪要.docx", "cd" * 32),),
        "赵某某", date(2026, 11, 5), "材料齐全",
    ),
    "rejected": AttestationRow(
        "", 1, "rejected", "活动照片", "李某某", date(2026, 10, 9), (("照片.jpg", "ef" * 32),),
        "赵某某", date(2026, 10, 12), "照片中有群众身份证号，请遮盖后重新提交",
    ),
}  # fmt: skip
ATTESTED["void"] = replace(
    ATTESTED["accepted"], fault="附件“纪要.docx”与提交时不一致", unread="“纪要.docx”：扫描件，已由赵某某查看"
)


def row(told: TaskHead, state: TaskState, unit: str, **changes: Any) -> TaskRow:
    """A row of five counted meetings; a matrix beside it for every fourth task."""
    count = 5 if state is TaskState.MET else 3
    parts = (counted_part(state, count, 5, unit),)
    if told.number % 4 == 2:
        parts = (*parts, matrix_part(state))
    days_left = (told.due - AS_OF).days if told.due else None
    base = TaskRow(told.id, state, count, 5, told.due, days_left, parts)
    return replace(base, **changes)


def state_of(told: TaskHead, place: int) -> TaskState:
    """Every state for tasks past their deadline; before it neither a failure nor missing evidence."""
    coming = told.due is not None and told.due >= AS_OF
    choice = (TaskState.MET, TaskState.PROGRESS, TaskState.UNDETERMINED)
    past = (TaskState.MET, TaskState.MET, TaskState.NO_EVIDENCE, TaskState.UNMET, TaskState.UNDETERMINED)
    mixed = place * 7 + told.number + told.number // 5 * 3
    return choice[mixed % 3] if coming else past[mixed % 5]


def unit_row(told: TaskHead, place: int, unit: str) -> TaskRow:
    if told.number == DISTRICT_WIDE:
        return row(told, TaskState.UNMET, unit, count=4, required=5, district_wide=True, share=int(place < 4))
    state = state_of(told, place)
    kinds = ("submitted", "rejected") if state is TaskState.NO_EVIDENCE else ("accepted",)
    chosen = kinds[place % len(kinds)] if (place + told.number) % 4 == 0 else ""
    attested = (replace(ATTESTED[chosen], task=told.id),) if chosen else ()
    return row(told, state, unit, attestations=attested)


def bears(told: TaskHead, place: int) -> bool:
    return (told.number + place) % 5 != 0 or told.number == DISTRICT_WIDE


def table(heads: tuple[TaskHead, ...], **changes: Any) -> TaskTable:
    base = TaskTable(
        TABLE,
        "2026年明珠区政务公开重点工作任务分解表",
        "明珠政办发〔2026〕3号",
        2026,
        heads,
        ("区融媒体中心",),
    )
    return replace(base, **changes)


def small(*rows: TaskRow, told: tuple[TaskHead, ...] | None = None, **changes: Any) -> Assessment:
    """One unit that bears ``rows`` of a table; ``changes`` are the unit's."""
    heads = told or tuple(head(number) for number in range(1, 6))
    unit = replace(units()[5], tasks=rows, **changes)
    return assessment(units=(unit,), task_tables=(table(heads),))


def large(unit_count: int = 60, task_count: int = 52) -> Assessment:
    heads = [head(number) for number in range(1, task_count + 1)]
    members = []
    for place in range(unit_count):
        id_ = f"u{place:02}"
        name = UNIT_NAMES[place % len(UNIT_NAMES)] + (f"（{place}）" if place >= len(UNIT_NAMES) else "")
        rows = tuple(unit_row(told, place, id_) for told in heads if bears(told, place))
        kind = "street" if "街道" in name else "department"
        members.append(UnitAssessment(id_, name, kind, "qualified", None, (site(),), tasks=rows))
    school = UnitAssessment("school", "明珠区第一小学", "institution", "qualified", None, (site(),))
    ids = [unit.id for unit in members]
    told = tuple(
        replace(each, units=tuple(ids[place] for place in range(unit_count) if bears(each, place)))
        for each in heads
    )
    return assessment(units=(*members, school), task_tables=(table(told),))
