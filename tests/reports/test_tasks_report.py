"""The ledger of tasks: every row on every unit's page, one number from one place, safe to open and to import."""

from __future__ import annotations

import csv
import io
import json
from collections import Counter
from dataclasses import replace
from datetime import date, timedelta
from itertools import pairwise

import pytest
from bs4 import BeautifulSoup, Tag
from report_pages import assert_links_lead_to_what_exists, one, page, schemes
from report_samples import AS_OF, PORTAL, assessment, finding, units
from task_samples import (
    ATTESTED,
    DISTRICT_WIDE,
    STATES,
    TABLE,
    counted_part,
    head,
    large,
    matrix_part,
    proof,
    row,
    small,
    table,
)

from checks.engine.model import Assessment, DueRow, Level, Origin, RuleRow, TaskPart, TaskRow, TaskState
from reports import words
from reports.html import render
from reports.task_csv import HEADER

UNIT = "units/czj.html"
MET, UNMET, NO_EVIDENCE, PROGRESS, UNDETERMINED = STATES


def told(soup: BeautifulSoup | Tag, selector: str) -> str:
    return one(soup, selector).get_text(" ", strip=True)


def lines(files: dict[str, bytes]) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(files["tasks.csv"].decode("utf-8-sig"), newline="")))


def a_row(state: TaskState = UNMET, number: int = 4, **changes: object) -> TaskRow:
    return row(head(number), state, "czj", **changes)


def a_task(task: TaskRow, **changes: object) -> Tag:
    return one(page(render(small(task, **changes)), UNIT), f"details.task#t-{task.id}")


@pytest.fixture(scope="module")
def district() -> Assessment:
    return large()


@pytest.fixture(scope="module")
def files(district: Assessment) -> dict[str, bytes]:
    return render(district)


def test_without_a_table_nothing_is_said_of_tasks():
    files = render(assessment())
    assert not {"tasks.html", "tasks.csv"} & set(files)
    assert not page(files, "index.html").select("#tasks, a[href^=tasks]")
    assert not page(files, UNIT).select(".ledger, .task, a[href*=tasks]")


# ---------------------------------------------------------------- one unit


def test_all_rows_of_the_table_are_on_each_page_in_their_order(district: Assessment, files: dict[str, bytes]):
    every = [each.id for each in district.task_tables[0].tasks]
    for unit in district.units[:3]:
        soup = page(files, f"units/{unit.id}.html")
        borne = [each["id"].removeprefix("t-") for each in soup.select("details.task")]
        others = [a["href"].partition("#t-")[2] for a in soup.select(".others tbody th a")]
        assert borne == [each.id for each in unit.tasks]
        assert sorted(borne + others, key=every.index) == every
        assert f"不由本单位承担 {len(others)} 项" in soup.get_text()
        groups = [h3.contents[0] for h3 in soup.select(".ledger h3")]
        assert groups == list(dict.fromkeys(h.group for h in district.task_tables[0].tasks if h.id in borne))


def test_a_unit_without_tasks_says_so_in_a_line(files: dict[str, bytes]):
    section = one(page(files, "units/school.html"), ".ledger")
    assert "所列 52 项任务均不由本单位承担" in section.get_text()
    assert section.select("details, form") == []


@pytest.mark.parametrize(
    ("state", "word"),
    [
        (MET, "达标"),
        (UNMET, "不达标"),
        (NO_EVIDENCE, "未见证据（需举证）"),
        (PROGRESS, "进行中"),
        (UNDETERMINED, "无法判定"),
    ],
)
def test_each_state_has_its_word_its_count_and_its_meaning(state: TaskState, word: str):
    task = a_task(a_row(state))
    assert told(task, "summary .state") == word
    assert task["data-state"] == state.value
    assert told(task, "summary .of") == ("5/5" if state is MET else "3/5")
    meanings = told(page(render(small(a_row(state))), UNIT), ".meanings")
    assert f"{word} {words.TASK_STATE_MEANINGS[state]}" in meanings
    assert "未见证据不等于未开展工作" in meanings


def test_nothing_is_counted_where_nothing_is_required():
    attested = TaskPart("“一企一档”系统截图", NO_EVIDENCE, 0, 0, Origin.HOUSE, "须举证")
    task = a_task(a_row(NO_EVIDENCE, count=0, required=0, parts=(attested,)))
    assert told(task, "summary .of") == ""
    assert "数量依据" not in told(task, ".part")
    assert "须举证" in told(task, ".part")


@pytest.mark.parametrize(
    ("state", "days", "left"),
    [
        (PROGRESS, 38, "余 38 天"),
        (PROGRESS, 1, "余 1 天"),
        (PROGRESS, 0, "今日到期"),
        (UNMET, -1, "已逾期 1 天"),
        (NO_EVIDENCE, -1, "时限已过 1 天"),  # who may have done the work is not called late
        (UNDETERMINED, -12, "时限已过 12 天"),
        (MET, -12, "已到期"),
        (UNMET, None, ""),
    ],
)
def test_days_left_are_told_and_only_the_unmet_is_overdue(state: TaskState, days: int | None, left: str):
    due = None if days is None else AS_OF + timedelta(days=days)
    heads = (replace(head(1), due=due),)
    files = render(small(row(heads[0], state, "czj"), told=heads))
    assert told(page(files, UNIT), "summary .by") == f"{due or '长期'} {left}".strip()
    (line,) = lines(files)
    assert (line["完成时限"], line["剩余天数"]) == (
        str(due or "长期"),
        "" if days is None else str(days),
    )


def test_evidence_that_counts_stands_before_what_does_not_each_with_date_and_reason():
    bad = (
        proof(31, "czj", why_not="转载：来源为市政府办公厅", counted_as=""),
        proof(32, "zf", why_not="重复报道", counted_as="", on=None),
    )
    part = replace(counted_part(UNMET, 2, 5, "czj"), proofs=(proof(1, "czj"), proof(2, "gone"), *bad))
    task = a_task(a_row(UNMET, parts=(part,)))
    items = [item.get_text(" ", strip=True) for item in task.select(".proofs li")]
    assert [one(item, "a")["href"] for item in task.select(".proofs li")] == [
        each.url for each in part.proofs
    ]
    assert items[0].endswith("2026-02-05 计作：第1次常务会议")
    assert items[1].endswith("所在单位：gone")
    assert items[2].endswith("不计：转载：来源为市政府办公厅")
    assert items[3].split()[1:] == ["所在单位：zf", "不计：重复报道"]
    assert items[3].endswith("不计：重复报道")
    assert "不计入的 2 条" in told(task, ".part")
    assert "在会议公开等栏目读到 2 次，要求 5 次" in told(task, ".part")


def test_a_matrix_part_is_a_grid_with_words_beside_its_signs():
    part = matrix_part(UNMET)
    part = replace(part, cells=(*part.cells, ("其他", "规划", True)))
    grid = one(a_task(a_row(UNMET, parts=(part,))), "table.grid")
    assert [th.text for th in grid.select("thead th")] == ["方面", "规划", "政策", "动态", "成果"]
    assert [cell.text for cell in grid.select("tbody tr")[0].select("td")] == [
        "○未见证据", "✓有证据", "✓有证据", "○未见证据",
    ]  # fmt: skip
    assert [cell.text for cell in grid.select("tbody tr")[-1].select("td")] == ["✓有证据", *["不要求"] * 3]


@pytest.mark.parametrize(
    ("state", "word", "parts"),
    [
        ("submitted", "待审核", ["第 2 次举证：列席签到表及采纳说明", "王某某，2026-11-20", "abababababab"]),
        ("accepted", "已采信", ["审核：赵某某 2026-11-05，材料齐全", "纪要.docx"]),
        ("rejected", "已退回", ["照片中有群众身份证号，请遮盖后重新提交"]),
    ],
)
def test_an_attestation_tells_who_when_what_and_how_it_was_decided(state: str, word: str, parts: list[str]):
    task = a_task(a_row(NO_EVIDENCE, attestations=(ATTESTED[state],)))
    assert f"举证{word}" in told(task, "summary .what")
    assert task["data-attestation"] == state
    text = told(task, ".attestations")
    assert [part for part in parts if part not in text] == []
    assert ("审核：" in text) is (state != "submitted")


@pytest.mark.parametrize(
    ("states", "shown"),
    [
        (("submitted", "rejected"), "submitted"),
        (("rejected", "accepted"), "accepted"),
        (("submitted", "accepted"), "accepted"),
        (("void", "rejected"), "rejected"),
        (("void",), "void"),
        ((), "none"),
    ],
)
def test_of_several_attestations_the_one_that_helps_is_shown(states: tuple[str, ...], shown: str):
    rows = tuple(ATTESTED[state] for state in states)
    assert a_task(a_row(UNDETERMINED, attestations=rows))["data-attestation"] == shown


def test_an_attestation_whose_files_changed_is_not_called_accepted():
    task = a_task(a_row(NO_EVIDENCE, attestations=(ATTESTED["void"],)))
    text = told(task, ".attestations")
    assert text.startswith("不能采信")
    assert "不能采信的原因：附件“纪要.docx”与提交时不一致" in text
    assert "已采信" not in text


def test_a_task_that_falls_due_is_named_by_its_rule():
    rule = RuleRow("MZ26-2", "task-evidence-short", Level.DEDUCT, Origin.VERIFIED, "列席不少于5次", "", TABLE)
    due = DueRow("task-evidence-short", f"{PORTAL}/", None, date(2026, 12, 31), 38, "MZ26-2")
    other = replace(due, target="MZ26-3")
    base = small(a_row(PROGRESS, 2), due=(due, other))
    soup = page(render(replace(base, rules=(rule,))), UNIT)
    cells = [tr.select("td")[3].text for tr in soup.select("#due tbody tr")]
    assert cells == ["列席不少于5次", "MZ26-3"]


def test_the_wording_of_the_table_and_what_cannot_be_known_are_there():
    text = told(a_task(a_row()), ".wording")
    for part in (
        "应不少于5次",
        "MZ26-4",
        "区政府各部门",
        "C 内部事项，须举证",
        "列席会议签到表、意见采纳情况说明",
        "线下列席而未公开报道的会议",
    ):
        assert part in text


def test_a_district_wide_task_is_marked_with_the_share_of_the_unit():
    task = a_task(a_row(PROGRESS, district_wide=True, share=2))
    assert "全区统算" in told(task, "summary .what")
    assert "全区计入 3，要求 5，其中本单位 2" in told(task, ".notice")
    assert "其中全区统算 1 项" in told(page(render(small(a_row(district_wide=True))), UNIT), ".ledger")


def test_a_filed_shortage_links_to_its_finding():
    task = a_row(UNMET, files=True)
    filed = finding(9, check="task-evidence-short", target=task.id)
    assert one(a_task(task, findings=(filed,)), ".notice a")["href"] == f"#f-{filed.id}"
    assert a_task(task, findings=(finding(9, target=task.id),)).select(".notice") == []


@pytest.mark.parametrize(
    ("check", "label"), [("task-evidence-short", "计入数量：3"), ("link-dead", "出现页面数：3")]
)
def test_the_count_of_a_filed_shortage_is_no_count_of_pages(check: str, label: str):
    filed = finding(9, check=check, evidence=replace(finding(9).evidence, facts={"count": 3, "due": AS_OF}))
    text = told(page(render(small(findings=(filed,))), UNIT), ".measures")
    assert text == f"{label} 完成时限：2026-11-23"


@pytest.mark.parametrize(("count", "listed"), [(3, 3), (3, 2), (1, 2)])
def test_proofs_that_are_not_listed_are_told(count: int, listed: int):
    part = replace(counted_part(UNMET, listed, 5, "czj"), count=count)
    text = told(a_task(a_row(UNMET, parts=(part,))), ".part")
    assert ("共计入 3，此处列出 2 条" in text) is (count > listed)


def test_many_proofs_are_folded_and_none_is_left_out():
    task = a_task(a_row(MET, parts=(counted_part(MET, 40, 5, "czj"),)))
    assert len(task.select(".proofs li")) == 42
    assert told(task, "details.fold summary") == "其余 32 条"


# ---------------------------------------------------------------- the district


def strip_of(counts: Counter[TaskState]) -> str:
    told_of = [(words.TASK_SIGNS[state], words.TASK_STATES_SHORT[state], counts[state]) for state in STATES]
    return " ".join(f"{sign} {word} {count}" for sign, word, count in told_of if count)


def test_numbers_agree_between_pages_matrix_and_csv(district: Assessment, files: dict[str, bytes]):
    columns = [unit for unit in district.units if unit.tasks]
    soup = page(files, "tasks.html")
    foot = {
        one(tr, "th").get_text(strip=True)[1:]: [td.text for td in tr.select("td")]
        for tr in soup.select(".tasks tfoot tr")
    }
    by_unit = {told(tr, "th"): tr for tr in soup.select("#tasks-mingzhu-2026-units tbody tr")}
    in_csv = Counter((line["单位编号"], line["状态代码"]) for line in lines(files))
    for place, unit in enumerate(columns):
        states = Counter(task.state for task in unit.tasks)
        assert [foot[words.TASK_STATES_SHORT[state]][place + 1] for state in STATES] == [
            str(states[state]) for state in STATES
        ]
        cells = [cell.text for cell in by_unit[unit.name].select("td")]
        assert cells == [str(number) for number in (states.total(), *(states[s] for s in STATES))]
        assert [in_csv[unit.id, state] for state in STATES] == [states[state] for state in STATES]
    for unit in columns[::12]:
        states = Counter(task.state for task in unit.tasks)
        own = page(files, f"units/{unit.id}.html")
        assert Counter(each["data-state"] for each in own.select("details.task")) == states
        assert told(own, ".strip") == strip_of(states)
        assert f"本单位承担 {states.total()} 项" in told(own, ".ledger")
    total = Counter(task.state for unit in columns for task in unit.tasks)
    assert told(soup, ".strip") == told(page(files, "index.html"), "#tasks .strip") == strip_of(total)
    assert len(lines(files)) == total.total()


def test_pages_and_csv_tell_what_audit_json_tells(files: dict[str, bytes]):
    document = json.loads(files["audit.json"])
    in_json = [
        (unit["id"], task["id"], task["state"], task["count"], task["required"], " ".join(task["evidence"]))
        for unit in document["units"]
        for task in unit["tasks"]
    ]
    assert len(in_json) > 2000
    keys = ("单位编号", "任务编号", "状态代码", "数量", "要求数量", "证据地址")
    assert [tuple(line[key] for key in keys) for line in lines(files)] == [
        tuple(str(value) for value in each) for each in in_json
    ]
    unit = document["units"][2]
    soup = page(files, f"units/{unit['id']}.html")
    for task in unit["tasks"]:
        told_row = one(soup, f"details#t-{task['id']}")
        assert told_row["data-state"] == task["state"]
        assert told(told_row, "summary .of") == f"{task['count']}/{task['required']}"
        shown = [a["href"] for item in told_row.select(".proofs li") for a in item.select("a")]
        assert set(task["evidence"]) <= set(shown)


def test_each_cell_of_the_matrix_tells_the_state_in_words_and_leads_to_the_row(
    district: Assessment, files: dict[str, bytes]
):
    soup = page(files, "tasks.html")
    columns = [unit for unit in district.units if unit.tasks]
    heads = [a["href"].partition("#")[0] for a in soup.select(".tasks thead .unit a")]
    assert heads == [f"units/{unit.id}.html" for unit in columns]
    trs = soup.select(".tasks tbody tr:not(.group)")
    assert len(trs) == 52
    for told_head, tr in zip(district.task_tables[0].tasks, trs, strict=True):
        rows = [next((r for r in unit.tasks if r.id == told_head.id), None) for unit in columns]
        cells = tr.select("td:not(.sum)")
        assert [bool(cell.select("a")) for cell in cells] == [each is not None for each in rows]
        for unit, each, cell in zip(columns, rows, cells, strict=True):
            if each is None:
                continue
            assert one(cell, "a")["href"] == f"units/{unit.id}.html#t-{each.id}"
            if each.district_wide:
                assert cell.get_text() == f"全区不达标，本单位计入{each.share}"
            else:
                sign, word = words.TASK_SIGNS[each.state], words.TASK_STATES[each.state]
                assert cell.get_text() == f"{sign}{word} {each.count}/{each.required}"
        met = sum(1 for each in rows if each and each.state is MET)
        borne = sum(1 for each in rows if each)
        wanted = "✗全区 4/5" if told_head.number == DISTRICT_WIDE else f"{met}／{borne}"
        assert told(tr, ".sum").replace(" 全", "全") == wanted


def test_every_task_is_told_in_words_below_the_matrix(district: Assessment, files: dict[str, bytes]):
    soup = page(files, "tasks.html")
    names = {unit.id: unit.name for unit in district.units}
    for told_head in district.task_tables[0].tasks:
        text = told(soup, f"details#t-{told_head.id}")
        assert told_head.requirement in text
        assert [names[id_] for id_ in told_head.units if names[id_] not in text] == []


def test_a_district_wide_task_counts_once_and_blames_no_unit(files: dict[str, bytes]):
    soup = page(files, "tasks.html")
    (wide,) = soup.select("#tasks-mingzhu-2026 table tbody tr")
    assert "不达标 4/5" in wide.get_text(" ", strip=True)
    assert [a["href"] for a in wide.select("td a")] == [
        f"units/u0{n}.html#t-MZ26-{DISTRICT_WIDE}" for n in range(4)
    ]
    assert not soup.select(f".behind td a[href$='#t-MZ26-{DISTRICT_WIDE}']")


def behind(*rows_of_units: tuple[TaskRow, ...]) -> list[list[str]]:
    members = tuple(
        replace(units()[5], id=f"b{place}", name=f"第{place}局", tasks=rows)
        for place, rows in enumerate(rows_of_units)
    )
    heads = tuple(head(number) for number in range(1, 6))
    files = render(assessment(units=members, task_tables=(table(heads),)))
    trs = page(files, "tasks.html").select(".behind tbody tr")
    return [[cell.get_text(strip=True) for cell in tr.select("th, td")][:5] for tr in trs]


def test_who_is_behind_stands_first_by_unmet_then_unseen_then_days():
    late, later = a_row(UNMET, 4), a_row(NO_EVIDENCE, 5)  # due 2026-10-31 and 2026-06-30
    waiting = replace(later, attestations=(ATTESTED["submitted"],))
    assert behind(
        (a_row(MET, 4), a_row(UNDETERMINED, 5), a_row(PROGRESS, 2)),
        (later,),
        (late,),
        (late, waiting),
        (a_row(UNMET, 4, district_wide=True),),
        (a_row(NO_EVIDENCE, 3),),
    ) == [
        ["第3局", "1", "1", "1", "146 天"],
        ["第2局", "1", "0", "0", "23 天"],
        ["第1局", "0", "1", "0", "146 天"],
        ["第5局", "0", "1", "0", "—"],
    ]


def test_deadlines_to_come_stand_in_order_with_what_is_open():
    heads = tuple(
        replace(head(number), due=due)
        for number, due in enumerate((date(2026, 12, 31), AS_OF, AS_OF - timedelta(1), None), 1)
    )
    rows = tuple(row(each, MET if each.number == 2 else PROGRESS, "czj") for each in heads)
    soup = page(render(small(*rows, told=heads)), "tasks.html")
    assert [
        [cell.get_text(strip=True) for cell in tr.select("th, td")]
        for tr in soup.select(".deadlines tbody tr")
    ] == [["2026-11-23", "今日到期", "1", "0／1", "2"], ["2026-12-31", "余 38 天", "1", "1／1", "1"]]


def test_units_that_are_unknown_or_left_out_are_named():
    heads = (head(1, units=("czj", "elsewhere")), head(2, units=()))
    soup = page(render(small(row(heads[0], MET, "czj"), told=heads)), "tasks.html")
    assert "未能对应到已配置的单位，其任务没有核查；请核对单位名称和别名：区融媒体中心。" in soup.get_text()
    assert "另有 1 个责任单位不在本次报告之内" in told(soup, "#t-MZ26-1")
    assert "本次没有责任单位参与核查" in told(soup, "#t-MZ26-2")
    assert [cell.text for cell in soup.select(".tasks tbody .sum")] == ["1／1", "—"]
    section = one(soup, "#tasks-mingzhu-2026").get_text()
    assert f"没有任何责任单位参与核查：2 {heads[1].summary}。" in section


def test_attestations_that_wait_are_listed_for_the_auditor():
    waiting = a_row(NO_EVIDENCE, attestations=(ATTESTED["submitted"],))
    assert "举证待审核 1 项 明珠区财政局（4）" in told(page(render(small(waiting)), "tasks.html"), "main")
    decided = a_row(NO_EVIDENCE, attestations=(ATTESTED["rejected"],))
    assert "举证待审核 1 项" not in told(page(render(small(decided)), "tasks.html"), "main")


def test_two_tables_stand_one_after_the_other():
    second = table((replace(head(1), id="OLD-1"),), id="mingzhu-2025", year=2025, title="2025年分解表")
    base = small(a_row(MET, 1), replace(a_row(UNMET, 1), id="OLD-1"))
    both = render(replace(base, task_tables=(*base.task_tables, second)))
    assert [section["id"] for section in page(both, UNIT).select(".ledger")] == [
        "tasks-mingzhu-2026",
        "tasks-mingzhu-2025",
    ]
    assert [(line["任务表"], line["状态"]) for line in lines(both)] == [
        ("mingzhu-2026", "达标"),
        ("mingzhu-2025", "不达标"),
    ]


# ---------------------------------------------------------------- tasks.csv


def test_csv_opens_in_a_spreadsheet_and_has_a_line_per_unit_and_task(files: dict[str, bytes]):
    assert files["tasks.csv"].startswith(b"\xef\xbb\xbf" + "任务表,任务编号,".encode())
    assert files["tasks.csv"].count(b"\r\n") == len(lines(files)) + 1
    assert tuple(lines(files)[0]) == HEADER


def test_csv_tells_everything_of_a_row():
    task = a_row(UNMET, district_wide=True, share=2, attestations=(ATTESTED["rejected"],))
    (line,) = lines(render(small(task)))
    assert list(line.values()) == [
        "mingzhu-2026",
        "MZ26-4",
        "4",
        head(4).summary,
        "czj",
        "明珠区财政局",
        "unmet",
        "不达标",
        "3",
        "5",
        "2026-10-31",
        "-23",
        "是",
        "2",
        " ".join(task.evidence),
        "已退回",
        "公众代表列席政府常务会议的公开：在会议公开等栏目读到 3 次，要求 5 次",
    ]
    assert len(task.evidence) == 3


@pytest.mark.parametrize(
    ("text", "cell"),
    [
        ("=HYPERLINK(1)", "'=HYPERLINK(1)"),
        ("+1", "'+1"),
        ("-1", "'-1"),
        ("@SUM(A1)", "'@SUM(A1)"),
        (" \t=1", "'=1"),
        ("＝1", "'＝1"),
        ("一\n二", "一 二"),
        ("甲=1", "甲=1"),
        ('含"引号",和逗号', '含"引号",和逗号'),
    ],
)
def test_csv_runs_no_formula_and_keeps_to_its_line(text: str, cell: str):
    heads = (head(1, summary=text),)
    part = replace(counted_part(UNMET, 0, 5, "czj"), title="", why=text)
    bad = row(heads[0], UNMET, "czj", parts=(part,))
    (line,) = lines(render(small(bad, told=heads, name=text)))
    assert (line["任务"], line["单位"], line["说明"]) == (cell, cell, cell)


# ---------------------------------------------------------------- safe, linked, accessible

HOSTILE = '"><script>alert(1)</script><img src=x onerror=alert(2)>'


def hostile() -> Assessment:
    heads = tuple(
        head(
            number, group=HOSTILE, topic=HOSTILE, requirement=HOSTILE, summary=HOSTILE, units_text=HOSTILE,
            due_text=HOSTILE, task_class=HOSTILE, attest=HOSTILE, unseen=HOSTILE,
        )
        for number in (1, 2)
    )  # fmt: skip
    proofs = (
        proof(1, HOSTILE, url="javascript:alert(3)", title=HOSTILE, counted_as=HOSTILE),
        proof(2, "czj", url="data:text/html,x", title=HOSTILE, why_not=HOSTILE),
        proof(3, "czj", title=HOSTILE),
    )
    part = TaskPart(HOSTILE, UNMET, 1, 2, Origin.HOUSE, HOSTILE, proofs, cells=((HOSTILE, HOSTILE, True),))
    attested = replace(
        ATTESTED["rejected"],
        note=HOSTILE,
        by=HOSTILE,
        decided_by=HOSTILE,
        decision=HOSTILE,
        files=((HOSTILE, HOSTILE),),
    )
    task = row(heads[0], UNMET, "czj", parts=(part,), attestations=(attested,))
    bad = small(task, told=heads, name=HOSTILE)
    worse = replace(bad.task_tables[0], title=HOSTILE, document=HOSTILE, unresolved=(HOSTILE,))
    return replace(bad, task_tables=(worse,))


def test_hostile_text_stays_text_and_only_web_addresses_are_links():
    files = render(hostile())
    for name in ("index.html", "tasks.html", UNIT):
        soup = page(files, name)
        assert len(soup.select("script")) == 1
        assert soup.select("img") == []
        assert not any(attribute.startswith("on") for tag in soup.find_all(True) for attribute in tag.attrs)
        assert schemes(soup) <= {None, "http", "https"}
        assert HOSTILE in soup.get_text()
    assert [a["href"] for a in page(files, UNIT).select(".proofs a")] == [proof(3, "czj").url]


@pytest.fixture(scope="module")
def few() -> dict[str, bytes]:
    return render(large(7, 22))


def test_every_link_leads_to_a_file_and_an_anchor_that_exist(few: dict[str, bytes]):
    assert_links_lead_to_what_exists(few)


def test_pages_with_tasks_are_accessible_in_structure(few: dict[str, bytes]):
    for name in ("index.html", "tasks.html", "units/u02.html", "units/school.html"):
        soup = page(few, name)
        assert max(Counter(tag["id"] for tag in soup.select("[id]")).values()) == 1
        assert len(soup.select("h1")) == 1
        assert all(th.get("scope") in ("col", "row", "rowgroup") for th in soup.select("th"))
        levels = [int(heading.name[1]) for heading in soup.select("h1, h2, h3, h4, h5")]
        assert all(after - before <= 1 for before, after in pairwise(levels))
        assert all(label.select("input, select") for label in soup.select("label"))
        names = [region["aria-label"] for region in soup.select("[role=region]")]
        assert len(names) == len(set(names))
        assert all(
            form["data-filter"] in {tag["id"] for tag in soup.select("[id]")} for form in soup.select("form")
        )


def test_the_same_assessment_gives_the_same_bytes(few: dict[str, bytes]):
    assert render(large(7, 22)) == few
