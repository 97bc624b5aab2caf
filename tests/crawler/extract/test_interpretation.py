"""Interpretations: which page is one, in which forms, and which elements it has."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from crawler.extract.interpretation import is_interpretation, named_forms
from evidence.records import PageFacts
from tests.crawler.extract.pages import ARTICLE, BODY, SENTENCE, article, framed, read

TITLE = "《渡口管理办法》政策解读"
LONG = BODY * 4


def facts_of(
    title: str = TITLE, body: str = BODY, column: str = "政策解读", before: str = "", line: str = ""
) -> PageFacts:
    meta = {"ArticleTitle": title, "ColumnName": column}
    return read(article(title, f"发布时间：2023-02-08 {line}", body, meta=meta, before=before), ARTICLE)


@pytest.mark.parametrize(
    ("title", "column", "expected"),
    [
        ("《渡口管理办法》政策解读", None, True),
        ("关于渡口管理办法的解读", None, True),
        ("图解：渡口管理办法", None, True),
        ("一图读懂《渡口管理办法》", None, True),
        ("《渡口管理办法》起草说明", None, True),
        ("区水务局负责同志就渡口管理答记者问", None, True),
        ("渡口管理政策问答", None, True),
        ("【简明问答5】渡口管理办法", None, True),
        ("文字解读：渡口管理办法", None, True),
        ("渡口管理新规要点来了", "政策解读", True),
        ("渡口新规：夜间停航两小时", "政策解读", True),
        ("专家解读春季水情", "政策解读", True),
        ("渡口管理新规要点来了", "通知公告", False),
        ("专家解读春季水情", "工作动态", False),
        ("区政府召开新闻发布会介绍上半年经济运行情况", "工作动态", False),
        ("渡口管理办法", None, False),
        ("澜汀区人民政府办公室关于印发渡口管理办法的通知", "政策解读", False),  # a policy that was misplaced
        ("关于征集渡口管理办法解读意见的公告", None, False),
        ("《渡口管理办法（征求意见稿）》起草说明", None, False),
        ("澜汀区政策解读工作方案", None, False),
        ("关于加强政策解读的通知", "政策解读", False),
        ("区司法局举办民法典条例解读活动", None, False),
        ("体检报告单解读方法", None, False),
        ("关于举办“《渡口管理办法》政策解读”培训班的通知", None, False),
        ("渡口政策解读会走进企业", None, False),
        ("一图看懂我区上半年经济成绩单", None, False),
        ("一图读懂政府工作报告", None, True),
        ("带你走进澜汀古镇", "工作动态", False),
        ("【视频】澜汀区举行龙舟赛", "工作动态", False),
        ("一图了解澜汀樱花节", "工作动态", False),
        ("图解渡口管理办法", "工作动态", True),
        ("2025年部门预算编制说明", None, False),
        ("国土空间规划一张图管理系统上线", None, False),
        ("区政府文件", "政策文件及解读", False),  # a column for both tells nothing
        ("《渡口管理办法》解读", "政策文件及解读", True),
        ("", "政策解读", False),
        (None, "政策解读", False),
    ],
)
def test_an_interpretation_is_told_by_title_or_column(
    title: str | None, column: str | None, expected: bool
) -> None:
    assert is_interpretation(title, column, bool(column)) is expected


def test_the_text_of_a_rule_is_no_interpretation_in_whatever_column() -> None:
    assert not facts_of("渡口管理新规", f"<p>第一条 为了安全，制定本办法。</p>{BODY}").is_interpretation
    assert facts_of("渡口管理新规", BODY).is_interpretation


@pytest.mark.parametrize(
    ("title", "column", "forms"),
    [
        ("图解《渡口管理办法》", "", ("graphic",)),
        ("【图解】渡口管理办法", "", ("graphic",)),
        ("一图读懂：渡口管理办法", "", ("graphic",)),
        ("《渡口管理办法》文字解读", "", ("text",)),
        ("《渡口管理办法》视频解读", "", ("video",)),
        ("【视频】渡口管理办法", "", ("video",)),
        ("音频解读 | 渡口管理办法", "", ("audio",)),
        ("《渡口管理办法》动漫解读", "", ("animation",)),
        ("【简明问答5】渡口管理办法", "", ("faq",)),
        ("问答1：渡口管理办法", "", ("faq",)),
        ("《渡口管理办法》新闻发布会", "", ("press",)),
        ("《渡口管理办法》专家解读", "", ("expert",)),
        ("媒体解读｜渡口管理办法", "", ("media",)),
        ("区水务局局长解读《渡口管理办法》", "", ("leader",)),
        ("区水务局负责人就《渡口管理办法》答记者问", "", ("faq", "leader")),
        ("在线访谈：渡口管理办法怎么看", "", ("interview",)),
        ("《渡口管理办法》政策宣讲进社区", "", ("outreach",)),
        ("《渡口管理办法》图文解读（视频版）", "", ("graphic", "video")),
        ("渡口管理办法怎么看", "视频解读", ("video",)),
        # words of the policy's own title are no form
        ("《公共安全视频图像管理办法》解读", "", ()),
        ("关于视频监控管理办法的解读", "", ()),
        ("关于直播电商扶持措施的解读", "", ()),
        ("关于动漫产业扶持措施的解读", "", ()),
        ("《专家管理办法》解读", "", ()),
        ("《媒体融合发展办法》解读", "", ()),
    ],
)
def test_forms_named_in_a_title(title: str, column: str, forms: tuple[str, ...]) -> None:
    assert named_forms(title, column) == forms


PAIRS = "".join(f"<p>{n}.问：渡口几点停航？</p><p>答：{SENTENCE}</p>" for n in range(1, 4))


@pytest.mark.parametrize(
    ("title", "body", "forms"),
    [
        (TITLE, LONG, ("text",)),
        (TITLE, "<p>短。</p>", ()),
        (TITLE, '<p><img src="/u/1.jpg"></p>', ("graphic",)),
        (TITLE, f'{LONG}<p><img src="/u/1.jpg"></p>', ("text",)),
        (TITLE, '<p>短。</p><img src="/images/weixin.png"><img src="/images/icon1.gif">', ()),
        ("图解《渡口管理办法》", LONG, ("text", "graphic")),
        (TITLE, '<video src="/v/1.mp4"></video>', ("video",)),
        (TITLE, '<video><source src="/v/1.mp4"></video>', ("video",)),
        (TITLE, '<a href="/v/1.mp4">观看</a>', ("video",)),
        (TITLE, '<iframe src="https://v.qq.com/txp/iframe/player.html?vid=1"></iframe>', ("video",)),
        (TITLE, '<iframe src="/include/counter.html"></iframe><p>短。</p>', ()),
        (TITLE, '<div><p>视频</p><script>show({file: "/v/1.mp4"});</script></div>', ("video",)),
        (TITLE, '<audio src="/v/1.mp3"></audio>', ("audio",)),
        (TITLE, '<audio id="readAloud" src="/v/1.mp3"></audio><p>短。</p>', ()),
        (TITLE, "<audio></audio><p>短。</p>", ()),
        (TITLE, '<video style="display:none" src="/v/1.mp4"></video><p>短。</p>', ()),
        (TITLE, PAIRS, ("faq",)),
        (TITLE, "<p>问：渡口几点停航？</p><p>答：晚九点。</p>", ()),
        (TITLE, f"<p>（作者系澜汀大学教授）</p>{LONG}", ("expert",)),
        (TITLE, f"{LONG}<p>（作者单位：水利研究院研究员）</p>", ("expert",)),
        ("图解《渡口管理办法》（视频版）", '<video src="/v/1.mp4"></video>', ("graphic", "video")),
    ],
)
def test_forms_of_a_page(title: str, body: str, forms: tuple[str, ...]) -> None:
    assert facts_of(title, body).forms == forms


@pytest.mark.parametrize(
    ("source", "expected"),
    [("来源：澜汀日报", True), ("来源：区融媒体中心", True), ("来源：区水务局", False)],
)
def test_a_newspaper_s_interpretation_is_one_by_the_media(source: str, expected: bool) -> None:
    assert ("media" in facts_of(body=LONG, line=source).forms) is expected


def test_a_player_in_the_site_s_head_or_side_is_not_the_page_s() -> None:
    player = '<div class="header"><video src="/v/site.mp4"></video></div><div class="sidebar"><a href="/v/2.mp4">宣传片</a></div>'
    markup = framed(
        f"<h1>{TITLE}</h1><p>发布时间：2023-02-08</p>{LONG}", side=player, meta={"ArticleTitle": TITLE}
    )
    assert read(markup, ARTICLE).forms == ("text",)


def elements(*lines: str, title: str = TITLE) -> dict[str, str]:
    body = "".join(f"<p>{line}</p>" for line in lines)
    return {quote.id: quote.text for quote in facts_of(title, body).elements}


@pytest.mark.parametrize(
    ("heading", "ids"),
    [
        ("一、政策背景", {"background"}),
        ("一、起草背景", {"background"}),
        ("<b>背景情况</b>", {"background"}),
        ("（一）制定背景", {"background"}),
        ("二、决策依据", {"basis"}),
        ("制定依据", {"basis"}),
        ("三、出台目的", {"purpose"}),
        ("三、目标任务", {"purpose"}),
        ("三、制定的必要性", {"purpose"}),
        ("重要意义", {"purpose"}),
        ("四、重要举措", {"measures"}),
        ("四、主要内容", {"measures"}),
        ("具体措施", {"measures"}),
        ("一、出台背景和依据", {"background", "basis"}),
        ("一、背景、目的和意义", {"background", "purpose"}),
        ("二、制定依据及主要内容", {"basis", "measures"}),
        ("问：为什么要出台《办法》？", {"purpose"}),
        ("二、《办法》的主要内容是什么？", {"measures"}),
        ("五、适用范围", set()),
        ("三、科技项目的组织", set()),
    ],
)
def test_elements_by_headings(heading: str, ids: set[str]) -> None:
    found = elements(heading, SENTENCE)
    assert set(found) == ids
    for text in found.values():
        assert text.strip("？ ") in heading.replace("<b>", "")


def test_headings_that_run_into_their_paragraph() -> None:
    found = elements(
        f"一、政策背景。{SENTENCE}二、决策依据：《渡口条例》。三、出台目的：{SENTENCE} 四、主要内容 {SENTENCE}"
    )
    assert set(found) == {"background", "basis", "purpose", "measures"}
    assert set(elements(f"政策背景{SENTENCE}", f"主要内容：{SENTENCE}")) == {"background", "measures"}


def test_elements_by_what_the_text_says() -> None:
    found = elements(
        "为了加强渡口管理，保障乘客安全，根据《渡口条例》和有关规定，区水务局制定本办法。",
        "《办法》共六章三十条，明确了四项制度。",
    )
    assert set(found) == {"purpose", "basis", "measures"}
    assert found["basis"].startswith("根据《渡口条例》")
    assert found["purpose"].startswith("为了加强渡口管理")


@pytest.mark.parametrize(
    "line",
    [
        "为了加强渡口管理，省政府去年印发了《青山省水路安全行动方案》。",  # tells of another document
        "渡口的背景音乐很好听，根据乘客反映，大家都喜欢。",
        "有的项目的依据不足，需要补正材料后再报。",
        SENTENCE * 2,
    ],
)
def test_other_sentences_are_no_elements(line: str) -> None:
    assert elements(line) == {}


def test_only_interpretations_have_forms_and_elements() -> None:
    facts = facts_of(
        "区水务局召开渡口会议", f"<p>一、政策背景</p><p>二、主要内容</p>{LONG}", column="工作动态"
    )
    assert (facts.is_interpretation, facts.forms, facts.elements) == (False, (), ())


@given(st.text(max_size=80), st.text(alphabet="问答：一二、背景依据目的内容《》。， 解读", max_size=80))
def test_any_text_is_read_without_an_error(title: str, body: str) -> None:
    is_interpretation(title, "政策解读", True)
    named_forms(title, "")
    facts_of(TITLE, f"<p>{body}</p>")
