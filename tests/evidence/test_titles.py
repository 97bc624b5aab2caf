"""Titles compared: which interpretation's title names which policy, and which near-identical one does not."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from evidence.titles import bare, decided_on, documents, drafts, named, numbers_of, relation, same_call

FERRY = "澜汀区人民政府办公室关于印发澜汀区渡口管理办法的通知"
SCHOOL = "澜汀区教育局关于印发澜汀区2026年义务教育学校招生工作方案的通知"
LIFTS = "澜汀区住房和城乡建设局关于印发《澜汀区老旧住宅加装电梯实施细则（试行）》的通知"
SAND = "澜汀区水务局关于进一步加强河道采砂船舶集中停靠管理工作的通知"
RELIEF = "澜汀区财政局关于公布第一批惠企措施清单的通知"
GROWTH = "澜汀区人民政府关于推进新型工业化的实施意见"
TWO = "澜汀区水务局关于印发《澜汀区渡口管理办法》《澜汀区渡船检验规定》的通知"
PLAN = "澜汀区“十四五”水利发展规划"
HOUSING = "澜汀区2025年第二批老旧小区改造实施方案"

# (policy, interpretation, does it interpret that policy)
PAIRS: tuple[tuple[str, str, bool], ...] = (
    (FERRY, "《澜汀区渡口管理办法》政策解读", True),
    (FERRY, "关于《澜汀区渡口管理办法》的解读", True),
    (FERRY, "文字解读：关于《澜汀区渡口管理办法》的解读", True),
    (FERRY, "【图解】澜汀区渡口管理办法", True),
    (FERRY, "【简明问答5】《澜汀区渡口管理办法》", True),
    (FERRY, "一图读懂《渡口管理办法》", True),
    (FERRY, "一图读懂澜汀区渡口管理办法", True),
    (FERRY, "一图读懂｜澜汀区渡口管理办法", True),
    (FERRY, "澜汀区渡口管理办法政策解读", True),
    (FERRY, "《澜汀区人民政府办公室关于印发〈澜汀区渡口管理办法〉的通知》解读", True),
    (FERRY, "《关于印发澜汀区渡口管理办法的通知》政策解读", True),
    (FERRY, "区水务局负责同志就《澜汀区渡口管理办法》答记者问", True),
    (FERRY, "图解：澜汀区渡口管理办法（二）", True),
    (FERRY, "《澜汀区人民政府办公室关于印发澜汀区渡口管理办…", True),
    (FERRY, "《澜汀区人民政府办公室关于印发澜汀区…", False),
    (FERRY, "《澜汀区渡口管理办法实施细则》解读", False),
    (FERRY, "《青芦区渡口管理办法》解读", False),
    (FERRY, "《澜汀区燃气管理办法》政策解读", False),
    (FERRY, "《澜汀区渡口管理规定》政策解读", False),
    (FERRY, "《澜汀区渡口管理办法（征求意见稿）》起草说明", False),
    (FERRY, "《〈澜汀区渡口管理办法〉补充规定》解读", False),
    (FERRY, "关于修改《澜汀区渡口管理办法》的决定解读", False),
    (FERRY, "渡口管理新规来了", False),
    (FERRY, "一图读懂澜汀区渡口收费办法", False),
    (SCHOOL, "《澜汀区2026年义务教育学校招生工作方案》政策解读", True),
    (SCHOOL, "《2026年义务教育学校招生工作方案》解读", True),
    (SCHOOL, "《澜汀区义务教育学校招生工作方案》解读", True),  # the year left out; the date decides
    (SCHOOL, "图解2026年义务教育学校招生工作方案", True),
    (SCHOOL, "《澜汀区2025年义务教育学校招生工作方案》政策解读", False),
    (SCHOOL, "一图读懂澜汀区2025年义务教育学校招生工作方案", False),
    (SCHOOL, "《澜汀区2026年高中阶段学校招生工作方案》解读", False),
    (SCHOOL, "《青芦区2026年义务教育学校招生工作方案》解读", False),
    (LIFTS, "《澜汀区老旧住宅加装电梯实施细则（试行）》解读", True),
    (LIFTS, "《澜汀区老旧住宅加装电梯实施细则》解读", True),
    (LIFTS, "《老旧住宅加装电梯实施细则(试行)》简明问答", True),
    (LIFTS, "《澜汀区老旧住宅加装电梯实施细则（2026年修订）》解读", False),
    (LIFTS, "《澜汀区老旧住宅加装电梯实施办法》解读", False),
    (LIFTS, "《关于延长〈澜汀区老旧住宅加装电梯实施细则〉有效期的通知》解读", False),
    (SAND, "《关于进一步加强河道采砂船舶集中停靠管理工作的通知》解读", True),
    (SAND, "《澜汀区水务局关于进一步加强河道采砂船舶集中停靠…》解读", True),
    (SAND, "加强河道采砂船舶集中停靠管理 守护母亲河", True),
    (SAND, "河道采砂船舶集中停靠管理办法解读", False),
    (SAND, "《关于进一步加强河道清淤船舶集中停靠管理工作的通知》解读", False),
    (RELIEF, "《第一批惠企措施清单》解读", True),
    (RELIEF, "《澜汀区第1批惠企措施清单》解读", True),
    (RELIEF, "《第二批惠企措施清单》解读", False),
    (RELIEF, "图解：第三批惠企措施清单", False),
    (GROWTH, "《关于推进新型工业化的实施意见》解读", True),
    (GROWTH, "《澜汀区人民政府关于推进新型工业化的实施意见》政策解读", True),
    (GROWTH, "《澜汀区推进新型工业化行动方案》解读", False),
    (GROWTH, "《关于推进新型工业化的实施意见的补充通知》解读", False),
    (TWO, "《澜汀区渡口管理办法》解读", True),
    (TWO, "《澜汀区渡船检验规定》解读", True),
    (TWO, "《澜汀区渡口管理办法》《澜汀区渡船检验规定》解读", True),
    (TWO, "《澜汀区渡船检验规则》解读", False),
    (PLAN, "《澜汀区“十四五”水利发展规划》解读", True),
    (PLAN, "图解：澜汀区“十四五”水利发展规划", True),
    (PLAN, "《澜汀区“十五五”水利发展规划》解读", False),
    (PLAN, "《澜汀区“十四五”水务发展规划》解读", False),
    (HOUSING, "《澜汀区2025年第二批老旧小区改造实施方案》解读", True),
    (HOUSING, "《2025年第二批老旧小区改造实施方案》解读", True),
    (HOUSING, "《澜汀区2025年第一批老旧小区改造实施方案》解读", False),
    (HOUSING, "《澜汀区2025年老旧小区改造实施方案》解读", False),
    ("澜汀区北片区更新改造方案", "《澜汀区南片区更新改造方案》解读", False),
    ("澜汀区北片区更新改造方案", "《澜汀区北片区更新改造方案》解读", True),
    ("澜汀区人民政府关于贯彻落实《国务院关于促进就业的意见》的实施意见", "《国务院关于促进就业的意见》解读", False),
    ("关于转发《青山省渡口条例》的通知", "《青山省渡口条例》解读", False),
    ("澜汀区社区养老服务管理办法", "图解：澜汀区社区养老服务管理办法", True),
    ("澜汀区城市更新项目管理办法", "《城市更新项目管理办法》解读", True),
    ("澜汀区城市更新项目管理办法", "《青芦市城市更新项目管理办法》解读", False),
    ("澜汀区水路客运发展三年行动计划（2024—2026年）", "《澜汀区水路客运发展三年行动计划（2024-2026年）》解读", True),
    ("澜汀区水路客运发展三年行动计划（2024—2026年）", "《澜汀区水路客运发展三年行动计划（2021-2023年）》解读", False),
    ("澜汀区2026年上半年招工补贴办法", "《澜汀区2026年下半年招工补贴办法》解读", False),
    ("澜汀区渡口改造工程二期实施方案", "《澜汀区渡口改造工程一期实施方案》解读", False),
    ("澜汀区财政局 澜汀区水务局关于印发澜汀区渡口补助资金管理办法的通知", "《澜汀区渡口补助资金管理办法》解读", True),
)  # fmt: skip


def test_the_table_is_long_enough() -> None:
    assert len(PAIRS) >= 60
    assert 25 <= sum(same for _, _, same in PAIRS) <= len(PAIRS) - 25


@pytest.mark.parametrize(("policy", "interpretation", "same"), PAIRS)
def test_pair(policy: str, interpretation: str, same: bool) -> None:
    assert (relation(policy, interpretation).says == "same") is same


def test_precision_and_recall_of_the_table() -> None:
    said = [relation(policy, reading).says == "same" for policy, reading, _ in PAIRS]
    right = sum(one and same for one, (_, _, same) in zip(said, PAIRS, strict=True))
    assert right / sum(said) == 1.0
    assert right / sum(same for _, _, same in PAIRS) >= 0.98


@pytest.mark.parametrize(
    ("policy", "interpretation", "says"),
    [
        (FERRY, "政策解读", "unknown"),
        (FERRY, "一图读懂渡口那些事", "unknown"),
        (FERRY, "《渡口25条》解读", "unknown"),
        (LIFTS, "《澜汀区加装电梯实施细则》解读", "short"),
        (FERRY, "一图读懂渡口收费标准实施办法", "unlike"),
        (FERRY, "一图读懂青芦区渡口管理办法", "other"),
        (SCHOOL, "2025年招生政策问答", "other"),
        (RELIEF, "第二批惠企措施来了", "other"),
    ],
)
def test_what_is_not_the_same_is_told_apart(policy: str, interpretation: str, says: str) -> None:
    assert relation(policy, interpretation).says == says


@pytest.mark.parametrize(
    ("policy", "interpretation", "how"),
    [
        (FERRY, "《澜汀区渡口管理办法》政策解读", "exact"),
        (FERRY, "《渡口管理办法》政策解读", "loose"),
        (SCHOOL, "《澜汀区义务教育学校招生工作方案》解读", "loose"),
        (LIFTS, "《澜汀区老旧住宅加装电梯实施细则》解读", "loose"),
        (SAND, "加强河道采砂船舶集中停靠管理 守护母亲河", "weak"),
    ],
)
def test_how_surely_a_title_names_a_policy(policy: str, interpretation: str, how: str) -> None:
    told = relation(policy, interpretation)
    assert (told.how, bool(told.words)) == (how, True)


YEARS = st.integers(2015, 2035)
COUNTS = st.sampled_from("一二三四五六七八九十")
WHAT = st.sampled_from(("渡口改造", "河道采砂管理", "老旧小区整治", "惠企措施", "校外培训监管"))
KIND = st.sampled_from(("实施方案", "管理办法", "工作计划", "若干措施", "清单"))
FORM = st.sampled_from(("《{}》政策解读", "一图读懂{}", "图解：{}", "关于《{}》的解读", "【简明问答3】《{}》", "《关于印发{}的通知》解读"))  # fmt: skip


@given(one=YEARS, other=YEARS, what=WHAT, kind=KIND, form=FORM)
def test_another_year_never_matches(one: int, other: int, what: str, kind: str, form: str) -> None:
    policy = f"澜汀区水务局关于印发澜汀区{one}年{what}{kind}的通知"
    says = relation(policy, form.format(f"澜汀区{other}年{what}{kind}")).says
    assert (says == "same") is (one == other)
    assert one == other or says == "other"


@given(one=COUNTS, other=COUNTS, mark=st.sampled_from(("批", "期", "轮")), what=WHAT, kind=KIND, form=FORM)
def test_another_batch_never_matches(
    one: str, other: str, mark: str, what: str, kind: str, form: str
) -> None:
    policy = f"澜汀区水务局关于印发澜汀区第{one}{mark}{what}{kind}的通知"
    says = relation(policy, form.format(f"澜汀区第{other}{mark}{what}{kind}")).says
    assert (says == "same") is (one == other)


@given(what=WHAT, other=WHAT, kind=KIND, other_kind=KIND, form=FORM)
def test_another_subject_or_kind_never_matches(
    what: str, other: str, kind: str, other_kind: str, form: str
) -> None:
    policy = f"澜汀区水务局关于印发澜汀区{what}{kind}的通知"
    says = relation(policy, form.format(f"澜汀区{other}{other_kind}")).says
    assert (says == "same") is (what == other and kind == other_kind)


@given(
    st.text(alphabet="澜汀区关于印发《》〈〉（）…2025年第一批的通知解读办法 试行：", max_size=50),
    st.text(max_size=40),
)
def test_any_two_titles_are_compared_without_an_error(one: str, other: str) -> None:
    assert relation(one, other).says in ("same", "short", "unlike", "other", "unknown")
    assert relation(other, one).says in ("same", "short", "unlike", "other", "unknown")


def test_a_policy_that_sends_out_several_documents_names_each() -> None:
    assert [title.rest for title in documents(TWO)][1:] == ["渡口管理办法", "渡船检验规定"]


def test_names_that_are_cut_off_are_known_as_such() -> None:
    assert [name.cut for name in named("关于《澜汀区水务局关于加强河道…》的解读")] == [True]
    assert bare("图解：关于加强河道采砂…").cut


@pytest.mark.parametrize(
    ("title", "numbers"),
    [
        ("澜政办发〔2023〕3号文件解读", {"澜政办发|2023|3"}),
        ("《渡口管理办法》（澜政办发[2023]03号）解读", {"澜政办发|2023|3"}),
        ("2023年第3号公告解读", set()),
        ("政策解读", set()),
    ],
)
def test_numbers_in_a_title(title: str, numbers: set[str]) -> None:
    assert numbers_of(title) == numbers


@pytest.mark.parametrize(
    ("call", "names"),
    [
        ("关于《澜汀区河道保洁管理办法（征求意见稿）》公开征求意见的公告", ["河道保洁管理办法"]),
        (
            "澜汀区水务局关于公开征求《澜汀区河道保洁管理办法（修订草案征求意见稿）》意见的通知",
            ["河道保洁管理办法"],
        ),
        ("关于公开征求澜汀区河道保洁管理办法意见的公告", ["河道保洁管理办法"]),
        ("关于向社会公开征求对河道保洁管理办法（草案）的意见", ["河道保洁管理办法"]),
        ("河道保洁管理办法公开征求意见公告", ["河道保洁管理办法"]),
        ("澜汀区河道保洁管理办法（征求意见稿）", ["河道保洁管理办法"]),
        ("关于征求《关于促进就业的若干意见（征求意见稿）》意见的通知", ["促进就业若干意见"]),
        ("澜汀区河道保洁管理办法征求意见采纳情况的反馈", ["河道保洁管理办法"]),
        ("意见采纳情况", []),
    ],
)
def test_what_a_call_for_opinions_is_about(call: str, names: list[str]) -> None:
    found = drafts(call)
    assert [one.rest for one in found] == names
    assert not any(one.status & {"征求意见稿", "草案"} for one in found)


CALL = "关于《澜汀区河道保洁管理办法（征求意见稿）》公开征求意见的公告"


@pytest.mark.parametrize(
    ("policy", "how"),
    [
        ("澜汀区人民政府办公室关于印发《澜汀区河道保洁管理办法》的通知", "exact"),
        ("澜汀区河道保洁管理办法（试行）", "loose"),
        ("河道保洁管理办法", "loose"),
        ("澜汀区河道保洁管理办法（征求意见稿）", None),
        ("关于修改《澜汀区河道保洁管理办法》的决定", None),
        ("澜汀区河道保洁管理办法实施细则", None),
        ("青芦县河道保洁管理办法", None),
        ("关于公开征求《澜汀区河道保洁管理办法》意见的公告", None),
    ],
)
def test_the_document_decided_on(policy: str, how: str | None) -> None:
    found = decided_on(CALL, policy)
    assert (found.how if found else None) == how


@pytest.mark.parametrize(
    ("result", "how"),
    [
        ("《澜汀区河道保洁管理办法（征求意见稿）》意见采纳情况", "exact"),
        ("关于河道保洁管理办法的意见征集结果", "loose"),
        ("我局就河道保洁管理办法收到的意见及采纳情况一览", "weak"),
        ("意见采纳情况", None),
        ("《澜汀区道路保洁管理办法》意见采纳情况", None),
    ],
)
def test_the_result_of_a_call(result: str, how: str | None) -> None:
    found = same_call(CALL, result)
    assert (found.how if found else None) == how
