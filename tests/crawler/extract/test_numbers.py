"""Document numbers: which ones a text cites, and which one is the page's own."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from crawler.extract.numbers import numbers_in
from evidence.document_numbers import digests
from evidence.records import PageFacts
from tests.crawler.extract.pages import ARTICLE, BODY, SENTENCE, article, read

NUMBER = "澜政办发〔2023〕3号"
TITLE = "澜汀区人民政府办公室关于印发渡口管理办法的通知"
PROSE = f"<p>{SENTENCE * 3}</p>"


@pytest.mark.parametrize(
    "written",
    [
        "澜政办发〔2023〕3号", "澜政办发[2023]3号", "澜政办发［2023］3号", "澜政办发(2023)3号", "澜政办发（2023）3号",
        "澜政办发【2023】3号", "澜政办发﹝2023﹞3号", "澜政办发〖2023〗3号",
    ],
)  # fmt: skip
def test_a_number_is_the_same_in_every_bracket(written: str) -> None:
    assert numbers_in(written) == (NUMBER,)
    assert digests(written) & digests(NUMBER)


SPACED = ("澜政办发 〔2023〕 3 号", "澜政办发〔2023〕第3号", "澜政办发〔 2023 〕3号", "澜政办发〔2023〕3 号")


@pytest.mark.parametrize("written", SPACED)
def test_spaces_and_the_sign_of_the_ordinal_are_not_of_a_number(written: str) -> None:
    assert numbers_in(written) == (NUMBER,)
    assert digests(written) & digests(NUMBER)


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
    assert digests(written).isdisjoint(digests(NUMBER))


@pytest.mark.parametrize(
    "word", ["根据", "按照", "依据", "贯彻", "落实", "转发", "印发", "参照", "废止", "见", "和", "与", "以及"]
)
def test_the_word_before_a_number_is_not_of_it(word: str) -> None:
    assert numbers_in(f"现{word}澜政办发〔2023〕3号文件要求") == (NUMBER,)


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("根据和政办发〔2023〕3号", "和政办发〔2023〕3号"),  # a place that is named like a word
        ("依据和国办发〔2022〕5号", "国办发〔2022〕5号"),
        ("按照经开管发〔2023〕8号", "经开管发〔2023〕8号"),
    ],
)
def test_signs_that_look_like_words_stay(text: str, number: str) -> None:
    assert numbers_in(text) == (number,)


def test_numbers_come_in_order_once_each() -> None:
    text = "澜政发〔2022〕9号、澜政办发〔2023〕3号和澜政发〔2022〕9号"
    assert numbers_in(text) == ("澜政发〔2022〕9号", NUMBER)


def facts_of(title: str = TITLE, before: str = "", body: str = BODY, column: str = "政策文件") -> PageFacts:
    meta = {"ArticleTitle": title, "ColumnName": column}
    return read(article(title, "发布时间：2023-02-08", body, meta=meta, before=before), ARTICLE)


def table(*cells: str) -> str:
    return f"<table><tr>{''.join(f'<td>{cell}</td>' for cell in cells)}</tr></table>"


@pytest.mark.parametrize(
    ("before", "body", "title", "shown"),
    [
        pytest.param(table("发文字号：", NUMBER), BODY, TITLE, NUMBER, id="labelled cells"),
        pytest.param(table("索引号：LT01 文号：澜政办发[2023]3号"), BODY, TITLE, "澜政办发[2023]3号", id="one cell"),
        pytest.param(table("索引号：LT01", f"发文字号：{NUMBER}", "发布机构：区政府办公室"), BODY, TITLE, NUMBER, id="among labels"),
        pytest.param(f"<p>发 文 字 号：{NUMBER}</p>", BODY, TITLE, NUMBER, id="spaced label"),
        pytest.param(f"<p>【文件编号】{NUMBER}</p>", BODY, TITLE, NUMBER, id="label in brackets"),
        pytest.param(f"<p>字号：大 中 小</p><p>文号：{NUMBER}</p>", BODY, TITLE, NUMBER, id="size of the letters first"),
        pytest.param("<ul><li>索引号：LT01</li><li>发文字号：澜政办发（2023）3号</li></ul>", BODY, TITLE, "澜政办发（2023）3号", id="list"),
        pytest.param(table("发布文号", NUMBER), BODY, TITLE, NUMBER, id="another name of the field"),
        pytest.param(table("发文字号：", "公告2023年第5号"), BODY, TITLE, "公告2023年第5号", id="announcement"),
        pytest.param(table("文号：", "澜政办发2023年3号"), BODY, TITLE, "澜政办发2023年3号", id="no brackets"),
        pytest.param(table("文号：", "字[2020]5号"), BODY, TITLE, "字[2020]5号", id="hardly any signs"),
        pytest.param(table("文号：", "澜汀区人民政府令第7号"), BODY, TITLE, "澜汀区人民政府令第7号", id="order"),
        pytest.param(table("文号：", "澜财发〔2023〕1号、澜水发〔2023〕2号"), BODY, TITLE, "澜财发〔2023〕1号、澜水发〔2023〕2号", id="joint"),
        pytest.param(table("LT01-2023-0001", "2023-02-08", "区政府办公室", NUMBER, "有效"), BODY, TITLE, NUMBER, id="header table without labels"),
        pytest.param(table("索引号", "发文字号", "备注") + table("LT01-2023", NUMBER, "无"), BODY, TITLE, NUMBER, id="labels in a row of their own"),
        pytest.param("", f"<p>{NUMBER}</p>{BODY}", TITLE, NUMBER, id="own line"),
        pytest.param("", f"<p>（{NUMBER}）</p>{BODY}", TITLE, NUMBER, id="own line in brackets"),
        pytest.param("", f"<p>（{NUMBER} 2023年2月8日）</p>{BODY}", TITLE, NUMBER, id="own line with its day"),
        pytest.param("", f"<p>澜汀区人民政府办公室文件 {NUMBER}</p>{BODY}", TITLE, NUMBER, id="letterhead"),
        pytest.param("", f"<p>澜政办发<span>〔</span>2023<span>〕</span>3<b>号</b></p>{BODY}", TITLE, NUMBER, id="split over spans"),
        pytest.param("", f"<p>澜汀区财政局</p><p>澜汀区水务局</p><p>{NUMBER}</p>{BODY}", TITLE, NUMBER, id="below the issuers"),
        pytest.param("", f"<p>{NUMBER}：关于印发渡口管理办法的通知</p>{BODY}", TITLE, NUMBER, id="before the title"),
        pytest.param("", f"<p>关于印发渡口管理办法的通知 {NUMBER} 各镇人民政府，区政府各部门：{SENTENCE}</p>", TITLE, NUMBER, id="one block for all"),
        pytest.param("", f"<p>澜汀区人民政府令</p><p>第7号</p>{BODY}", "渡口管理办法", "澜汀区人民政府令第7号", id="order on two lines"),
        pytest.param("", f"<p>澜汀区水务局公告 2023年 第5号</p>{BODY}", "关于渡口停航的公告", "澜汀区水务局公告2023年第5号", id="announcement on its line"),
        pytest.param("", BODY, f"{TITLE}（{NUMBER}）", NUMBER, id="at the end of the title"),
        pytest.param("", BODY, f"{TITLE}{NUMBER}", NUMBER, id="at the end without brackets"),
        pytest.param("", BODY, f"{NUMBER} {TITLE}", NUMBER, id="at the head of the title"),
        pytest.param("", BODY, "渡口管理办法（澜汀区人民政府令第7号）", "澜汀区人民政府令第7号", id="order in the title"),
        pytest.param(table("发文字号：", NUMBER), f"<p>根据澜政发〔2022〕9号，现印发。</p>{BODY}", TITLE, NUMBER, id="label over citation"),
        pytest.param(table("发文字号：", NUMBER), f"<p>澜政发〔2022〕9号</p>{BODY}", TITLE, NUMBER, id="label over line"),
    ],
)  # fmt: skip
def test_the_own_number_is_found_as_shown(before: str, body: str, title: str, shown: str) -> None:
    assert facts_of(title, before, body).document_number == shown


@pytest.mark.parametrize(
    ("before", "body", "title"),
    [
        pytest.param("", f"<p>根据《渡口条例》（{NUMBER}）精神，{SENTENCE}</p>", "关于渡口夜间停航的说明", id="cited"),
        pytest.param("", f"<p>{SENTENCE}{NUMBER}同时废止。</p>", "关于渡口夜间停航的说明", id="repealed"),
        pytest.param(table("发文字号：", ""), f"<p>依据{NUMBER}，{SENTENCE}</p>", "关于渡口夜间停航的说明", id="empty label"),
        pytest.param(table("发文字号：", "无"), f"<p>依据{NUMBER}，{SENTENCE}</p>", "关于渡口夜间停航的说明", id="label says none"),
        pytest.param("", BODY * 8 + "".join(f"<p>第{n}条 {SENTENCE}</p>" for n in range(20)) + f"<p>{NUMBER}</p>", "关于渡口夜间停航的说明", id="line far below"),
        pytest.param("", f"<p>{SENTENCE * 3}</p>{table('1', '渡口条例', NUMBER)}", "关于公布现行文件目录的说明", id="cell of a list in the text"),
        pytest.param("", PROSE, f"关于废止{NUMBER}的通知", id="within the title"),
        pytest.param("", PROSE, f"转发《关于渡口管理的意见》{NUMBER}", id="of the document forwarded"),
        pytest.param("", PROSE, f"《渡口管理办法》解读（{NUMBER}）", id="of the document interpreted"),
        pytest.param("", f"<p>{NUMBER}</p>{PROSE}", "《渡口管理办法》政策解读", id="line of an interpretation"),
        pytest.param("", f"<p>批准文号：{NUMBER}</p>{PROSE}", "区药店公布名单", id="another label"),
        pytest.param("", PROSE, "区市场监管局2023年第5号预警", id="serial in the title"),
    ],
)  # fmt: skip
def test_a_number_of_another_document_is_not_the_own(before: str, body: str, title: str) -> None:
    assert facts_of(title, before, body, column="工作动态").document_number is None


def test_what_is_not_the_own_is_cited() -> None:
    facts = facts_of("关于渡口夜间停航的说明", "", f"<p>根据《渡口条例》（{NUMBER}）精神，{SENTENCE}</p>")
    assert facts.cited_numbers == (NUMBER,)


def test_an_interpretation_may_bear_a_number_in_its_field() -> None:
    facts = facts_of("《渡口管理办法》政策解读", table("发文字号：", NUMBER))
    assert facts.document_number == NUMBER


@given(
    st.one_of(
        st.text(max_size=120), st.text("澜政办发〔〕[]（）()2023号第 令公告根据文号：《》的通知", max_size=80)
    )
)
def test_any_text_is_read_without_an_error(text: str) -> None:
    for number in numbers_in(text):
        assert digests(number) & digests(number)
    facts_of(text[:20].replace("<", ""), "", f"<p>{text.replace('<', '')}</p>")
