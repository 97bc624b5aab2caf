"""Policy documents and interpretations: numbers, what is which, what is due, in which forms."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from crawler.extract.policy import (
    document_number,
    forms_of,
    interpretation_due,
    is_interpretation,
    is_policy,
    numbers_in,
    titles_in,
)
from evidence.pairing import same_number
from evidence.records import PageFacts
from tests.crawler.extract.pages import ARTICLE, BODY, SENTENCE, article, framed, read

NUMBER = "澜政办发〔2023〕3号"
TITLE = "澜汀区人民政府办公室关于印发渡口管理办法的通知"


@pytest.mark.parametrize(
    "written",
    [
        "澜政办发〔2023〕3号", "澜政办发[2023]3号", "澜政办发［2023］3号", "澜政办发(2023)3号", "澜政办发（2023）3号",
        "澜政办发【2023】3号", "澜政办发﹝2023﹞3号",
    ],
)  # fmt: skip
def test_a_number_is_the_same_in_every_bracket(written: str) -> None:
    assert numbers_in(written) == (NUMBER,)
    assert same_number(written, NUMBER)


SPACED = ("澜政办发 〔2023〕 3 号", "澜政办发〔2023〕第3号", "澜政办发〔 2023 〕3号", "澜政办发〔2023〕3 号")


@pytest.mark.parametrize("written", SPACED)
def test_spaces_and_the_sign_of_the_ordinal_are_not_of_a_number(written: str) -> None:
    assert numbers_in(written) == (NUMBER,)


@pytest.mark.parametrize("written", SPACED[:3])
def test_spaces_and_the_sign_of_the_ordinal_do_not_tell_numbers_apart(written: str) -> None:
    assert same_number(written, NUMBER)


@pytest.mark.parametrize(
    "written",
    [
        "澜政办发〔2023〕",
        "〔2023〕3号",
        "2023年3号",
        "澜政办发〔23〕3号",
        "澜政办发2023-3号",
        "(2023)鲁民终3号房",
    ],
)
def test_what_is_no_number_is_not_read_as_one(written: str) -> None:
    assert NUMBER not in numbers_in(written)
    assert not same_number(written, NUMBER)


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("澜政办发〔2023〕3号", "澜政办发[2023]03号", True),
        ("澜政办发〔2023〕3号", "澜政办发〔2023〕13号", False),
        ("澜政办发〔2023〕3号", "澜政办发〔2022〕3号", False),
        ("澜政办发〔2023〕3号", "澜政发〔2023〕3号", False),
        ("澜政办发〔2023〕3号", None, False),
        (None, None, False),
    ],
)
def test_numbers_are_compared_without_their_dress(one: str | None, other: str | None, same: bool) -> None:
    assert same_number(one, other) is same


@pytest.mark.parametrize(
    "word", ["根据", "按照", "依据", "贯彻", "落实", "转发", "印发", "参照", "废止", "见", "和"]
)
def test_the_word_before_a_number_is_not_of_it(word: str) -> None:
    assert numbers_in(f"现{word}澜政办发〔2023〕3号文件要求") == (NUMBER,)


def test_numbers_come_in_order_once_each() -> None:
    text = "澜政发〔2022〕9号、澜政办发〔2023〕3号和澜政发〔2022〕9号"
    assert numbers_in(text) == ("澜政发〔2022〕9号", NUMBER)


def facts_of(title: str = TITLE, before: str = "", body: str = BODY, column: str = "政策文件") -> PageFacts:
    meta = {"ArticleTitle": title, "ColumnName": column}
    return read(article(title, "发布时间：2023-02-08", body, meta=meta, before=before), ARTICLE)


@pytest.mark.parametrize(
    ("before", "body", "title"),
    [
        pytest.param("<table><tr><td>发文字号：</td><td>澜政办发〔2023〕3号</td></tr></table>", BODY, TITLE, id="labelled cells"),
        pytest.param("<table><tr><td>索引号：LT01 文号：澜政办发[2023]3号</td></tr></table>", BODY, TITLE, id="one cell"),
        pytest.param("<p>发 文 字 号：澜政办发〔2023〕3号</p>", BODY, TITLE, id="spaced label"),
        pytest.param("<p>【文件编号】澜政办发〔2023〕3号</p>", BODY, TITLE, id="label in brackets"),
        pytest.param("", f"<p>澜政办发〔2023〕3号</p>{BODY}", TITLE, id="own line"),
        pytest.param("", f"<p>（澜政办发〔2023〕3号）</p>{BODY}", TITLE, id="own line in brackets"),
        pytest.param("", f"<p>澜政办发<span>〔</span>2023<span>〕</span>3<b>号</b></p>{BODY}", TITLE, id="split over spans"),
        pytest.param("", BODY, f"{TITLE}（澜政办发〔2023〕3号）", id="at the end of the title"),
        pytest.param("<table><tr><td>发文字号：</td><td>澜政办发〔2023〕3号</td></tr></table>", f"<p>根据澜政发〔2022〕9号，现印发。</p>{BODY}", TITLE, id="label over citation"),
    ],
)  # fmt: skip
def test_the_own_number_is_found(before: str, body: str, title: str) -> None:
    assert facts_of(title, before, body).document_number == NUMBER


@pytest.mark.parametrize(
    ("before", "body"),
    [
        pytest.param("", f"<p>根据《渡口条例》（澜政办发〔2023〕3号）精神，{SENTENCE}</p>", id="cited"),
        pytest.param("", f"<p>{SENTENCE}澜政办发〔2023〕3号同时废止。</p>", id="repealed"),
        pytest.param("<table><tr><td>发文字号：</td><td></td></tr></table>", f"<p>依据澜政办发〔2023〕3号，{SENTENCE}</p>", id="empty label"),
        pytest.param("<table><tr><td>发文字号：</td><td>无</td></tr></table>", f"<p>依据澜政办发〔2023〕3号，{SENTENCE}</p>", id="label says none"),
        pytest.param("", f"{BODY * 8}" + "".join(f"<p>第{n}条 {SENTENCE}</p>" for n in range(20)) + "<p>澜政办发〔2023〕3号</p>", id="line far below"),
    ],
)  # fmt: skip
def test_a_number_of_another_document_is_not_the_own(before: str, body: str) -> None:
    facts = facts_of("关于渡口夜间停航的说明", before, body)
    assert facts.document_number is None
    assert facts.cited_numbers == (NUMBER,)


def test_an_order_has_a_number_of_its_own_form() -> None:
    assert document_number("文号：澜汀区人民政府令第7号\n正文", None) == "澜汀区人民政府令第7号"


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
    ("title", "column", "expected"),
    [
        ("《渡口管理办法》政策解读", None, True),
        ("图解：渡口管理办法", None, True),
        ("一图读懂《渡口管理办法》", None, True),
        ("《渡口管理办法》起草说明", None, True),
        ("区水务局负责同志就渡口管理答记者问", None, True),
        ("渡口管理政策问答", None, True),
        ("渡口管理新规要点来了", "政策解读", True),
        ("渡口管理新规要点来了", "通知公告", False),
        ("渡口管理办法", None, False),
        ("关于征集渡口管理办法解读意见的公告", None, False),
        ("澜汀区政策解读工作方案", None, False),
        ("关于加强政策解读的通知", "政策解读", False),
        ("", "政策解读", False),
        (None, "政策解读", False),
    ],
)
def test_an_interpretation_is_told_by_title_or_column(
    title: str | None, column: str | None, expected: bool
) -> None:
    assert is_interpretation(title, column, bool(column)) is expected


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
    [(TITLE, None, "发文字号"), ("渡口权责清单", NUMBER, "文种"), ("关于渡口停航的公告", NUMBER, "文种")],
)
def test_without_a_number_or_with_another_kind_of_text_none_is_due(
    title: str, number: str | None, word: str
) -> None:
    due, why = interpretation_due(title, number, None)
    assert not due
    assert word in why


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


@pytest.mark.parametrize(
    ("title", "video", "audio", "images", "chars", "expected"),
    [
        ("《渡口管理办法》解读", False, False, 0, 900, ("text",)),
        ("《渡口管理办法》解读", False, False, 0, 100, ()),
        ("《渡口管理办法》文字解读", False, False, 0, 100, ("text",)),
        ("图解《渡口管理办法》", False, False, 1, 50, ("graphic",)),
        ("《渡口管理办法》解读", False, False, 1, 50, ("graphic",)),
        ("《渡口管理办法》解读", False, False, 1, 900, ("text",)),
        ("《渡口管理办法》视频解读", False, False, 0, 50, ("video",)),
        ("《渡口管理办法》解读", True, False, 0, 50, ("video",)),
        ("《渡口管理办法》解读", False, True, 0, 50, ("audio",)),
        ("《渡口管理办法》简明问答", False, False, 0, 900, ("faq",)),
        ("《渡口管理办法》新闻发布会", False, False, 0, 900, ("press",)),
        ("《渡口管理办法》专家解读", False, False, 0, 900, ("expert",)),
        ("《渡口管理办法》动漫解读", False, False, 0, 50, ("animation",)),
    ],
)
def test_forms_are_told_by_title_and_content(
    title: str, video: bool, audio: bool, images: int, chars: int, expected: tuple[str, ...]
) -> None:
    assert forms_of(title, video, audio, images, chars) == expected


@pytest.mark.parametrize(
    ("body", "form"),
    [
        ('<video src="/v/1.mp4"></video>', "video"),
        ('<a href="/v/1.mp4">观看</a>', "video"),
        ('<audio src="/v/1.mp3"></audio>', "audio"),
        ('<p><img src="/v/1.jpg"></p>', "graphic"),
        (BODY * 4, "text"),
    ],
)
def test_the_page_s_own_content_tells_the_form(body: str, form: str) -> None:
    assert form in facts_of("《渡口管理办法》政策解读", body=body).forms


def test_links_between_policy_and_interpretation_are_told_apart() -> None:
    body = (
        f'{BODY}<p><a href="/jd/1.html">【政策解读】渡口管理办法</a></p><p><a href="/jd/2.html">图解渡口管理办法</a></p>'
        '<p><a href="/zc/1.html">关于印发渡口管理办法的通知</a></p><p><a href="/zc/2.html">《渡口条例》</a></p>'
        '<p><a href="/zc/3.pdf">渡口名录.pdf</a></p><p><a href="/x/">返回栏目页面</a></p><p><a href="/jd/">解读</a></p>'
    )
    facts = facts_of(body=body)
    host = "http://www.lanting.example"
    assert facts.interpretation_links == (f"{host}/jd/1.html", f"{host}/jd/2.html")
    assert facts.policy_links == (f"{host}/zc/1.html", f"{host}/zc/2.html")


def test_titles_within_brackets_come_once_each_in_order() -> None:
    assert titles_in("《渡口条例》与《渡口管理办法》及《渡口条例》《短》") == (
        "《渡口条例》"[1:-1],
        "渡口管理办法",
    )


@given(
    st.one_of(st.text(max_size=120), st.text("澜政办发〔〕[]（）()2023号第 根据关于《》的通知", max_size=80))
)
def test_any_text_is_read_without_an_error(text: str) -> None:
    for number in numbers_in(text):
        assert same_number(number, number)
    document_number(text, text[:20])
    interpretation_due(text, NUMBER, text[:8])
    assert isinstance(is_policy(text, None, text), bool)
    titles_in(text)
