from __future__ import annotations

import re
from datetime import date
from pathlib import Path

import pytest

from checks.engine.complaints import Desk
from checks.engine.manual import rule_text, rules_text
from checks.engine.model import Origin
from checks.engine.standard import Standard
from checks.engine.tasks import table, table_parts
from checks.engine.tasks.manual import part_lines, place_text, task_text, tasks_document, wanted_text
from checks.engine.tasks.model import (
    Attested,
    CountBy,
    Judged,
    Matrix,
    MatrixLine,
    Number,
    Pages,
    Part,
    Place,
    Reach,
    Responsible,
    Shortage,
    Structure,
    Table,
    Task,
    Wanted,
)
from evidence.errors import UsageError
from evidence.records import ColumnKind, UnitKind
from evidence.toml_lines import TomlFile

FIVE = Number(5, Origin.VERIFIED, "任务17：不少于5次")
TWO = Number(2, Origin.HOUSE, "默认：2类")
ATTEND = Wanted(text=(("列席", "旁听"), ("常务会议",)), not_title=("培训",))
MEETINGS = Pages(
    "列席会议", ATTEND, FIVE, Place((ColumnKind.NEWS,), ("会议",)), Reach.DISTRICT, CountBy.MEETING,
    Shortage.UNMET, Wanted(text=(("采纳",),)), "意见采纳情况", Wanted(title=(("图解",),)),
)  # fmt: skip
FIELDS = Matrix(
    "五大方面",
    (MatrixLine("金融", Wanted(text=(("金融",),))), MatrixLine("工业", Wanted(text=(("工业",),)))),
    (MatrixLine("规划", Wanted(title=(("规划",),))), MatrixLine("政策", Wanted(document="policy"))),
    TWO,
)
GAZETTE = Structure("公报栏目", Place((), ("公报",)), TWO)
INTERPRETED = Judged("均有解读", ("policy-uninterpreted",), TWO)
TASK = Task(
    "X26-17", 17, "围绕决策", "全过程公开", "年内不少于5次。", "列席不少于5次", ("区政府办公室", "各街道办事处"), "12月底前",
    date(2026, 12, 31), "B+C", (MEETINGS, Attested("签到表")), "列席签到表", "线下列席", files=True, remedy="补充公开。",
)  # fmt: skip
STANDING = Task(
    "X26-51", 51, "强化考核", "督查", "定期通报。", "定期通报", ("区政府办公室",), "长期坚持", None, "B", (FIELDS, GAZETTE),
    unseen="内部通报", district_wide=True,
)  # fmt: skip
TABLE = Table(
    2026,
    "2026年任务分解表",
    date(2026, 1, 1),
    (TASK, STANDING),
    {"各街道办事处": Responsible((UnitKind.STREET,))},
)
STANDARD = Standard("local", "任务", "某政办发〔2026〕3号", "2026-01-31", (), table=TABLE)


@pytest.mark.parametrize(
    ("part", "label", "told"),
    [
        (MEETINGS, "范围", "全区各单位的页面，栏目类型为动态要闻，或名称或路径含「会议」"),
        (MEETINGS, "条件", "标题或正文含「列席」「旁听」之一，并含「常务会议」；标题不含「培训」"),
        (MEETINGS, "计数", "同一次会议的多篇报道只计1次，以会议日期或届次认定；转载的不计"),
        (MEETINGS, "同时须有", "意见采纳情况，本页或同一会议、同一文件的其他页面标题或正文含「采纳」"),
        (MEETINGS, "存疑", "标题含「图解」的页面，文字看不出是不是；加上这些即够数的，不作判定"),
        (MEETINGS, "要求", "至少5次"),
        (MEETINGS, "依据", "任务17：不少于5次（已核实）"),
        (MEETINGS, "不足", "不达标"),
        (Pages("页面", Wanted(relayed=True), TWO), "范围", "本单位的页面，以及其他单位点名本单位的页面，栏目不限"),
        (Pages("页面", Wanted(), TWO), "条件", "不限"),
        (Pages("页面", Wanted(relayed=True), TWO), "计数", "标题相同或正文相似的只计1篇；转载的也计"),
        (Pages("页面", Wanted(), TWO), "不足", "未见证据，由单位举证"),
        (Pages("页面", Wanted(), TWO, reach=Reach.OWN, count=CountBy.QUARTER), "要求", "至少2个季度"),
        (Pages("页面", Wanted(), TWO, count=CountBy.HALF_YEAR), "要求", "至少2个半年"),
        (Pages("页面", Wanted(), TWO, count=CountBy.DOCUMENT), "要求", "至少2件"),
        (FIELDS, "方面", "金融：标题或正文含「金融」"),
        (FIELDS, "类别", "规划：标题含「规划」"),
        (FIELDS, "要求", "2个方面，每个方面2类中至少2类有证据"),
        (Matrix("一行", FIELDS.rows[:1], FIELDS.columns, TWO), "要求", "2类中至少2类有证据"),
        (FIELDS, "不足", "未见证据，由单位举证"),
        (GAZETTE, "栏目", "本单位的栏目，名称或路径含「公报」，且有内容"),
        (GAZETTE, "要求", "至少2个"),
        (GAZETTE, "不足", "不达标"),
        (INTERPRETED, "检查", "政策文件未解读（policy-uninterpreted）"),
        (INTERPRETED, "范围", "本单位的检查结果"),
        (INTERPRETED, "要求", "没有确认的问题，且至少2项合格"),
        (INTERPRETED, "依据", "默认：2类（产品默认）"),
        (INTERPRETED, "有问题", "不达标"),
        (INTERPRETED, "合格项不足", "未见证据，由单位举证"),
        (Judged("均有解读", ("X26-1-1",), TWO), "检查", "按规则（X26-1-1）"),
        (Judged("指南", ("policy-uninterpreted",), TWO, ("guide",)), "对象", "guide"),
        (Judged("指南", ("policy-uninterpreted",), TWO, failed=Shortage.NO_EVIDENCE), "有问题", "未见证据，由单位举证"),
        (Judged("指南", ("policy-uninterpreted",), TWO, reach=Reach.DISTRICT), "范围", "全区各单位的检查结果"),
        (Attested("签到表"), "举证", "由单位提交材料，审核通过后为达标；网站上看不出"),
    ],
)  # fmt: skip
def test_a_part_is_told_in_words(part: Part, label: str, told: str) -> None:
    assert (label, told) in part_lines(part)


def test_what_a_part_does_not_ask_is_not_told() -> None:
    labels = [label for label, _ in part_lines(Pages("页面", Wanted(), TWO))]
    assert labels == ["范围", "条件", "计数", "要求", "依据", "不足"]
    assert "对象" not in dict(part_lines(INTERPRETED))


@pytest.mark.parametrize(
    ("wanted", "told"),
    [
        (Wanted(document="interpretation"), "是政策解读"),
        (Wanted(document="consultation", not_text=("样稿",)), "是意见征集；标题和正文不含「样稿」"),
        (Wanted(title=(("通报",),), text=(("公开",),)), "标题含「通报」；标题或正文含「公开」"),
    ],
)
def test_words_are_told_with_their_structure(wanted: Wanted, told: str) -> None:
    assert wanted_text(wanted) == told


def test_place_without_bounds_is_told_so() -> None:
    assert place_text(Place()) == "不限"


def test_task_is_told_whole() -> None:
    text = task_text(TASK, TABLE)
    for told in (
        "X26-17  列席不少于5次",
        "工作任务：围绕决策 · 全过程公开",
        "具体要求：年内不少于5次。",
        "责任单位：区政府办公室；各街道办事处（街道）",
        "完成时限：12月底前（2026-12-31）",
        "类别：B 网站可计数取证，C 内部事项，须单位举证",
        "判定：逐一判定各责任单位；过时限仍不足的，列为检查结果",
        "证据1：列席会议",
        "证据2：签到表",
        "看不到的：线下列席",
        "举证：列席签到表",
        "整改：补充公开。",
    ):
        assert told in text


def test_standing_task_of_the_district_is_told_as_such() -> None:
    text = task_text(STANDING, TABLE)
    assert "完成时限：长期坚持\n" in text
    assert "判定：全区合并判定，列出各责任单位所占件数\n" in text
    assert "整改" not in text
    assert "  举证：" not in text


def test_rules_list_the_tasks_after_the_rules() -> None:
    lines = rules_text([STANDARD]).splitlines()
    assert lines[1] == "  2026年任务分解表"
    assert lines[2:] == [
        "  X26-17       B+C  12月底前  列席不少于5次（区政府办公室、各街道办事处），不足列为检查结果",
        "  X26-51       B    长期坚持  定期通报（区政府办公室）",
    ]


def test_rules_explain_a_task_by_its_id() -> None:
    assert rule_text([STANDARD], "X26-17") == task_text(TASK, TABLE)
    with pytest.raises(UsageError, match="no check, rule or task 'X26-177'; did you mean 'X26-17'"):
        rule_text([STANDARD], "X26-177")


def test_document_lists_every_row_and_then_explains_it() -> None:
    text = tasks_document(TABLE)
    assert (
        "| 17 | [列席不少于5次](#x26-17) | 区政府办公室、各街道办事处 | 12月底前 | B+C | 页面、举证（列为检查结果） |"
        in text
    )
    assert "| 51 | [定期通报](#x26-51) | 区政府办公室 | 长期坚持 | B | 矩阵、栏目 |" in text
    assert text.index("## 围绕决策") < text.index('<a id="x26-17"></a>') < text.index("### 督查")
    assert "- **证据1：列席会议**\n  - 范围：全区" in text
    assert "- **看不到的**：线下列席" in text


# ---------------------------------------------------------------- the reference for whoever writes a table


def test_every_word_of_the_vocabulary_is_documented() -> None:
    text = (Path(__file__).resolve().parents[4] / "docs" / "tasks.md").read_text(encoding="utf-8")
    written = text.partition("<!-- tasks:begin -->")[0]
    kinds = table_parts.PartReader(Desk(TomlFile(Path("x.toml"), {})), {}, ()).readers
    words = [
        *table._TABLE_KEYS, *table._UNIT_KEYS, *table._TASK_KEYS, *table._SCOPES,
        *table_parts._WORDS_KEYS, *table_parts._PLACE_KEYS, *table_parts._LINE_KEYS, *table_parts.DOCUMENTS, *kinds,
        *Reach, *CountBy, *Shortage, *UnitKind, Origin.VERIFIED, Origin.HOUSE,
        "where", "reach", "count", "companion", "doubt", "short", "failed", "least", "checks", "targets", "rows", "columns",
    ]  # fmt: skip
    assert not [word for word in words if not re.search(rf"\b{word}\b", written)]
