"""Policy documents: which page is one, and which needs an interpretation."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from crawler.extract.policy import column_of, interpretation_due, is_policy, is_policy_column, titles_in
from evidence.records import PageFacts
from tests.crawler.extract.pages import ARTICLE, BODY, article, framed, read

NUMBER = "澜政办发〔2023〕3号"
TITLE = "澜汀区人民政府办公室关于印发渡口管理办法的通知"


def facts_of(
    title: str = TITLE, before: str = "", body: str = BODY, column: str = "政策文件", url: str = ARTICLE
) -> PageFacts:
    meta = {"ArticleTitle": title, "ColumnName": column}
    return read(article(title, "发布时间：2023-02-08", body, meta=meta, before=before), url)


@pytest.mark.parametrize(
    ("title", "number", "column", "expected"),
    [
        (TITLE, NUMBER, None, True),
        (TITLE, None, "政策文件", True),
        (TITLE, None, "区政府文件", True),
        (TITLE, None, "规范性文件", True),
        (TITLE, None, "通知公告", False),
        (TITLE, None, None, False),
        (TITLE, None, "政策解读", False),
        ("渡口文化节热闹开幕", NUMBER, "政策文件", False),
        ("渡口文化节热闹开幕", None, "政策文件", False),
        (None, NUMBER, "政策文件", False),
        ("", NUMBER, "政策文件", False),
    ],
)
def test_a_policy_has_a_number_or_stands_in_a_policy_column(
    title: str | None, number: str | None, column: str | None, expected: bool
) -> None:
    assert is_policy(title, number, column) is expected


@pytest.mark.parametrize(
    "title",
    [
        "关于澜汀渡口改造工程中标结果的公告", "澜汀区渡口设备采购公告", "澜汀区事业单位公开招聘公告", "关于李四等同志拟任职的公示",
        "关于召开渡口安全工作会议的通知", "渡口安全工作会议通知", "关于2026年春节放假安排的通知", "关于征求《渡口管理办法》意见的通知",
        "《渡口管理办法》政策解读", "行政处罚决定书", "关于对区十八届人大二次会议第12号建议的答复", "澜汀区水务局2025年度部门决算公开",
        "关于举办渡工培训班的通知", "2025年政府信息公开工作年度报告", "面试成绩公告", "我区出台渡口管理办法！",
    ],
)  # fmt: skip
def test_what_is_told_offered_or_asked_is_no_policy_whatever_its_number(title: str) -> None:
    assert not is_policy(title, NUMBER, "政策文件")


@pytest.mark.parametrize(
    "title",
    [
        "关于印发《澜汀区招标投标管理办法》的通知", "关于印发政府采购负面清单的通知", "澜汀区行政处罚自由裁量权细化标准", "澜汀区公开招聘人员暂行办法",
        "关于加强渡口管理的意见（试行）", "渡口管理办法 澜汀区人民政府令", "关于进一步加强河道采砂管理工作的通告", "澜汀区水利发展规划",
        "关于修改《渡口管理办法》的决定", "关于开展打击非法招聘专项行动的通知", "渡口处罚裁量基准", "关于举办渡口文化宣传教育活动的通知",
    ],
)  # fmt: skip
def test_a_document_is_a_policy_whatever_it_is_about(title: str) -> None:
    assert is_policy(title, NUMBER, "政策文件")


@pytest.mark.parametrize(
    ("number", "url", "expected"),
    [
        (NUMBER, "http://www.lanting.example/1.html", True),
        ("院团字〔2023〕1号", "http://www.lanting.example/1.html", False),
        ("校字〔2023〕1号", "http://www.lanting.example/1.html", False),
        ("澜罚决字〔2023〕1号", "http://www.lanting.example/1.html", False),
        (NUMBER, "http://www.lanting.edu.cn/1.html", False),
        (None, "http://www.lanting.edu.cn/1.html", False),
    ],
)
def test_papers_of_schools_and_decisions_in_one_case_are_none(
    number: str | None, url: str, expected: bool
) -> None:
    assert is_policy("关于加强渡口安全教育的通知", number, "通知公告", url) is expected


@pytest.mark.parametrize(
    ("names", "expected"),
    [
        (("政策文件", "首页"), "政策文件"),
        (("2026年", "区政府文件", "政务公开"), "区政府文件"),
        (("政策解读", "政策文件"), "政策解读"),
        (("2026年", "政务公开"), "2026年"),
        ((), None),
    ],
)
def test_the_nearest_name_that_tells_counts(names: tuple[str, ...], expected: str | None) -> None:
    assert column_of(names) == expected


@pytest.mark.parametrize(
    ("column", "expected"),
    [
        ("政策文件", True), ("规范性文件", True), ("区政府文件", True), ("部门文件", True), ("政策法规", True), ("政府规章", True), ("青芦街道文件", True),
        ("政策解读", False), ("招标文件", False), ("文件下载", False), ("规章制度", False), ("通知公告", False), ("政策动态", False), ("意见征集", False),
    ],
)  # fmt: skip
def test_policy_columns(column: str, expected: bool) -> None:
    assert is_policy_column(column) is expected


def test_a_year_below_a_policy_column_is_still_one() -> None:
    markup = framed(
        f"<h1>{TITLE}</h1><p>发布时间：2023-02-08</p>{BODY}",
        steps=("政务公开", "区政府文件", "2023年", "正文"),
        meta={"ArticleTitle": TITLE},
    )
    assert read(markup, ARTICLE).is_policy


@pytest.mark.parametrize(
    ("title", "kind"),
    [
        ("澜汀区人民政府关于张三等同志任免的通知", "人事任免"),
        ("关于李四任职的通知", "人事任免"),
        ("关于调整渡口管理委员会组成人员的通知", "人事任免"),
        ("关于召开渡口安全工作会议的通知", "会议通知"),
        ("关于表彰渡口管理先进集体的通知", "表彰奖励"),
        ("关于命名首批文明渡口单位的通知", "表彰奖励"),
        ("关于转发渡口管理实施细则的通知", "转发文件"),
        ("转发《渡口管理办法》的通知", "转发文件"),
        ("关于成立渡口管理领导小组的通知", "机构成立或调整"),
        ("关于渡口改造规划的批复", "批复"),
        ("关于废止渡口管理办法的通知", "废止或清理文件"),
        ("关于渡口建设资金预算的意见", "财政预决算或统计"),
        ("关于端午节放假安排的通知", "放假值班等事务"),
        ("关于渡口管理办法征求意见的通知", "放假值班等事务"),
    ],
)
def test_excluded_kinds_need_no_interpretation(title: str, kind: str) -> None:
    due, why = interpretation_due(title, NUMBER, "政策文件")
    assert not due
    assert kind in why


@pytest.mark.parametrize(
    "title",
    [TITLE, "渡口管理办法", "渡口安全规定", "关于促进渡口发展的意见", "渡口整治实施方案", "渡口发展规划", "渡口管理实施细则", "支持渡口发展若干政策", "渡口安全行动计划"],
)  # fmt: skip
def test_rules_and_plans_with_a_number_need_an_interpretation(title: str) -> None:
    due, why = interpretation_due(title, NUMBER, "政策文件")
    assert due
    assert NUMBER in why
    assert "政策文件" in why


@pytest.mark.parametrize(
    ("title", "number", "word"),
    [
        (TITLE, None, "发文字号"),
        ("关于印发2026年政务公开工作要点的通知", NUMBER, "文种"),
        ("渡口权责清单", NUMBER, "文种"),
        ("关于渡口停航的公告", NUMBER, "文种"),
    ],
)
def test_without_a_number_or_with_another_kind_of_text_none_is_due(
    title: str, number: str | None, word: str
) -> None:
    due, why = interpretation_due(title, number, None)
    assert not due
    assert word in why


@pytest.mark.parametrize(
    ("title", "kind"),
    [
        ("关于开展渡口安全宣传月活动的通知", "活动"),
        ("关于组织申报2026年渡口改造项目的通知", "申报"),
        ("关于公布2026年示范渡口名单的通知", "活动、培训或申报评选"),
        ("关于调整区政府领导同志工作分工的通知", "人事任免"),
        ("澜汀区渡口建设项目征地补偿安置方案", "个案"),
        ("关于2026年部门预算的通知", "预决算"),
        ("区安全生产领导小组关于印发渡口整治方案的通知", "机构"),
    ],
)
def test_routine_papers_need_no_interpretation(title: str, kind: str) -> None:
    due, why = interpretation_due(title, NUMBER, "政策文件")
    assert (due, kind in why) == (False, True)


@pytest.mark.parametrize(
    ("number", "due"),
    [
        ("澜政发〔2026〕3号", True), ("澜政办字〔2026〕3号", True), ("澜水规〔2026〕3号", True), ("澜水发〔2026〕3号", True),
        ("澜政〔2026〕3号", True), ("澜汀区人民政府令第7号", True), ("澜财字[2026]3号", True),
        ("澜水函〔2026〕3号", False), ("澜政办函〔2026〕3号", False), ("澜政任字〔2026〕3号", False), ("澜水〔2026〕3号", False),
        ("澜政复〔2026〕3号", False),
    ],
)  # fmt: skip
def test_the_kind_of_number_tells_what_is_due(number: str, due: bool) -> None:
    told, why = interpretation_due("关于印发渡口管理办法的通知", number, "政策文件")
    assert (told, number in why) == (due, True)


@pytest.mark.parametrize(
    ("title", "number", "column", "due"),
    [
        ("关于做好渡口夜间停航工作的通知", "澜水发〔2026〕3号", "政策文件", True),
        ("关于做好渡口夜间停航工作的通知", "澜水发〔2026〕3号", "通知公告", False),
        ("关于做好渡口夜间停航工作的通知", "澜政办发〔2026〕3号", "通知公告", True),
        ("关于印发渡口管理办法的通知", "澜水发〔2026〕3号", "通知公告", True),
        ("关于印发预算绩效管理办法的通知", "澜财发〔2026〕3号", "政策文件", True),
    ],
)
def test_a_department_s_notice_is_due_in_a_policy_column_only(
    title: str, number: str, column: str, due: bool
) -> None:
    assert interpretation_due(title, number, column)[0] is due


def test_an_interpretation_is_never_a_policy() -> None:
    facts = facts_of("《渡口管理办法》政策解读", f"<p>文号：{NUMBER}</p>")
    assert (facts.is_policy, facts.is_interpretation, facts.interpretation_due) == (False, True, False)


def test_a_policy_page_bears_all_of_it() -> None:
    facts = facts_of(before=f"<p>发文字号：{NUMBER}</p>")
    assert (facts.is_policy, facts.is_interpretation, facts.interpretation_due) == (True, False, True)
    assert facts.due_why


def test_a_list_page_is_neither() -> None:
    facts = read(framed(f"<h1>政策文件</h1><p>{NUMBER}</p>"), ARTICLE)
    assert (facts.is_policy, facts.is_interpretation) == (False, False)


def test_titles_within_brackets_come_once_each_in_order() -> None:
    assert titles_in("《渡口条例》与《渡口管理办法》及《渡口条例》《短》") == (
        "《渡口条例》"[1:-1],
        "渡口管理办法",
    )


@given(st.text(max_size=120), st.text(max_size=12))
def test_any_text_is_read_without_an_error(text: str, column: str) -> None:
    interpretation_due(text, NUMBER, column)
    assert isinstance(is_policy(text, None, column), bool)
    titles_in(text)


@pytest.mark.parametrize(
    ("title", "provisions", "expected"),
    [
        ("澜汀区渡口管理办法", True, True),
        ("澜汀区渡口管理办法（试行）", True, True),
        ("澜汀区渡口管理办法", False, False),
        ("澜汀区召开渡口管理座谈会", True, False),
        ("青芦中学学生宿舍管理规定", True, False),
        ("国务院关于加强渡口安全管理的通知", False, True),
        ("中华人民共和国水上事务部关于明确渡口检验事项的通知", False, True),
        ("区水务局关于加强渡口安全管理的通知", False, False),
    ],
)
def test_rules_with_their_provisions_and_papers_of_high_bodies_need_no_number(
    title: str, provisions: bool, expected: bool
) -> None:
    assert is_policy(title, None, "工作动态", provisions=provisions) is expected


def test_provisions_are_articles_that_begin_their_paragraphs() -> None:
    rules = "<p>第一条 为了渡口安全，制定本办法。</p><p>第二条 本办法自公布之日起施行。</p>"
    told = "<p>会议学习了第一条和第二条的内容，并要求各单位认真落实到位。</p>"
    assert read(article("澜汀区渡口管理办法", "发布时间：2024-05-06", rules + BODY), ARTICLE).is_policy
    assert not read(article("澜汀区渡口管理办法", "发布时间：2024-05-06", told + BODY), ARTICLE).is_policy
