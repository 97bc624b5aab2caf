"""Calls for opinions: their period in every wording, why it is short, what came of it; and what is no call."""

from __future__ import annotations

import pytest
from pages import ARTICLE, BODY, framed, listed, read

from evidence.records import Consultation, PageKind, Quote

TITLE = "关于《澜汀区河道保洁管理办法（征求意见稿）》公开征求意见的公告"
DAY = "2026-03-01"


def call(*lines: str, title: str = TITLE, day: str = DAY, more: str = "") -> Consultation | None:
    """What is read in an article with these paragraphs."""
    main = f"<h1>{title}</h1><p>发布时间：{day}</p>" + "".join(f"<p>{line}</p>" for line in lines) + more
    return read(framed(main, title=title, meta={"ArticleTitle": title}), ARTICLE).consultation


def period(*lines: str, **rest: str) -> tuple[str | None, str | None]:
    called = call(*lines, **rest)
    assert called is not None
    return (
        called.starts.on.isoformat() if called.starts else None,
        called.ends.on.isoformat() if called.ends else None,
    )


WHOLE = ("2026-03-01", "2026-03-31")


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("征集时间：2026年3月1日至2026年3月31日", WHOLE),
        ("征求意见时间为2026年3月1日—2026年3月31日。", WHOLE),
        ("公示期：2026-03-01 至 2026-03-31", WHOLE),
        ("意见征集期限：2026.3.1-2026.3.31", WHOLE),
        ("征求意见时间自2026年3月1日起至3月31日止。", WHOLE),
        ("征求意见时间：2026年3月1日至31日。", WHOLE),
        ("征求意见期限：3月1日至3月31日", WHOLE),
        ("征集时间：2026年3月1日9时至2026年3月31日18时", WHOLE),
        ("开始时间：2026-03-01 结束时间：2026-03-31 征集单位：区水务局", WHOLE),
        ("现向社会公开征求意见，自即日起至2026年3月31日止。", WHOLE),
        ("自本公告发布之日起至3月31日，欢迎提出意见。", WHOLE),
        ("请于2026年3月31日前将意见反馈至区水务局。", (None, "2026-03-31")),
        ("请于3月31日前将书面意见反馈至区水务局。", (None, "2026-03-31")),
        ("意见反馈截止时间为2026年3月31日。", (None, "2026-03-31")),
        ("征集截止日期：2026-03-31", (None, "2026-03-31")),
        ("提出意见的截止时间：3月31日。", (None, "2026-03-31")),
        ("请于2026年3月31日17:00前反馈意见。", (None, "2026-03-31")),
        ("公开征求意见时间为自公告之日起30日。", WHOLE),
        ("公众可在公告发布之日起三十日内提出意见。", WHOLE),
        ("公示期为30天。", WHOLE),
        ("征求意见期限为7个工作日。", ("2026-03-01", None)),
    ],
)
def test_the_period_is_read_in_every_wording(line: str, expected: tuple[str | None, str | None]) -> None:
    assert period(line) == expected


def test_start_and_end_may_be_fields_of_their_own() -> None:
    assert period("征集部门：区公安分局", "开始时间：2026-03-01", "结束时间：2026-03-31") == WHOLE


@pytest.mark.parametrize("tag", ["p", "td"])
def test_a_heading_or_a_cell_may_stand_before_the_period(tag: str) -> None:
    words = f"<{tag}>三、征集时间</{tag}><{tag}>2026年3月1日至2026年3月31日</{tag}>"
    assert period(more=words if tag == "p" else f"<table><tr>{words}</tr></table>") == WHOLE


def test_the_words_are_kept() -> None:
    called = call("征求意见时间自2026年3月1日起至3月31日止。")
    assert called is not None
    assert called.ends is not None
    assert called.ends.text == "2026年3月1日起至3月31日"


def test_a_period_over_the_turn_of_the_year() -> None:
    line = "征集时间：2025年12月20日至1月20日"
    assert period(line, day="2025-12-19") == ("2025-12-20", "2026-01-20")
    assert period("请于1月20日前反馈意见。", day="2025-12-19") == (None, "2026-01-20")


@pytest.mark.parametrize(
    "line",
    [
        "征集时间：2026年3月31日至2026年3月1日",
        "征集时间：2026年3月1日至2029年3月1日",
        "请于2026年2月1日前反馈意见。",
        "征集时间：2026年2月30日至2026年3月31日",
    ],
)
def test_what_cannot_be_is_left_out(line: str) -> None:
    assert period(line) == (None, None)


@pytest.mark.parametrize(
    "line",
    [
        "本办法自2026年4月1日起施行，有效期至2031年3月31日。",
        "第三条 补贴标准的意见执行时间为2026年1月1日至2026年12月31日。",
        "申请人应当在收到意见之日起5日内补正材料。",
        "2026年2月3日，区政府召开常务会议。",
    ],
)
def test_dates_of_the_draft_are_no_period(line: str) -> None:
    assert period(line)[1] is None


@pytest.mark.parametrize(
    ("line", "given"),
    [
        ("因汛期临近、情况紧急，征求意见期限缩短为七日。", True),
        ("由于时间紧迫，本次公开征求意见期限为10日。", True),
        ("因工作需要，本次公开征求意见时间为10日。", True),
        ("由于本办法涉及面广，现公开征求意见。", False),
        ("因情况紧急，可以先行拆除违法设施。", False),
        ("第九条 因情况紧急的，可以缩短公示时间。", False),
        ("为加强河道保洁，制定本办法。", False),
    ],
)
def test_why_it_is_short(line: str, given: bool) -> None:
    called = call(line)
    assert called is not None
    assert (called.reason is not None) is given


@pytest.mark.parametrize(
    ("line", "given"),
    [
        ("征求意见期间，共收到意见建议12条，采纳9条。", True),
        ("公示期内未收到意见建议。", True),
        ("意见采纳情况：全部予以采纳。", True),
        ("征集结束后，将公布意见采纳情况。", False),
        ("采纳情况：暂无", False),
        ("意见采纳情况", False),
        ("欢迎提出意见，来信请注明姓名。", False),
    ],
)
def test_what_came_of_it_on_the_page(line: str, given: bool) -> None:
    called = call(line)
    assert called is not None
    assert (called.feedback is not None) is given


@pytest.mark.parametrize(
    ("link", "given"),
    [
        ('<p><a href="jg.html">征集结果</a></p>', True),
        ('<p><a href="jg.html">《澜汀区河道保洁管理办法》意见采纳情况</a></p>', True),
        ('<p><a href="jg.html">《澜汀区图书馆章程》意见采纳情况说明</a></p>', False),
        ('<p><a href="jg.html">我要提意见</a></p>', False),
        ("<p>征集结果</p>", False),
    ],
)
def test_what_came_of_it_behind_a_link(link: str, given: bool) -> None:
    called = call(more=link)
    assert called is not None
    assert (called.feedback is not None) is given
    if called.feedback:
        assert called.feedback.url == ARTICLE.replace("show.html?n=41", "jg.html")


def test_a_page_that_tells_the_result_is_feedback_without_a_period() -> None:
    title = "关于《澜汀区河道保洁管理办法（征求意见稿）》征求意见采纳情况的公告"
    called = call("2026年3月1日至2026年3月31日公开征求意见。", title=title)
    assert called is not None
    assert (called.starts, called.ends) == (None, None)
    assert called.feedback is not None
    assert called.feedback.text == title


@pytest.mark.parametrize(
    "title",
    [
        "澜汀区召开河道保洁管理办法征求意见座谈会",
        "澜汀区住建局公开征集工程监理单位的公告",
        "关于印发澜汀区河道保洁管理办法的通知",
        "青芦街道广泛听取居民意见推进工作",
    ],
)  # fmt: skip
def test_titles_that_are_no_call(title: str) -> None:
    lines = ("会议于2026年3月1日至2026年3月2日举行，听取意见。", BODY)
    called = call(*lines, title=title)
    assert called is None or title.startswith("青芦")


def test_a_list_of_calls_is_a_column() -> None:
    facts = read(framed(listed("2026-03-02", "2026-03-01"), steps=("互动交流", "意见征集"), title="意见征集"))
    assert facts.kind is PageKind.COLUMN
    assert facts.consultation is None


def test_numbers_of_persons_are_masked() -> None:
    called = call("征求意见期间，张某13912345678反映，共收到意见3条。")
    assert called is not None
    assert called.feedback is not None
    assert "139****5678" in called.feedback.text


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("自2026年3月1日起30日内公开征求意见。", WHOLE),
        ("自2026年3月1日起三十日，欢迎提出意见。", WHOLE),
        ("自2026年3月1日起7个工作日内提出意见。", ("2026-03-01", None)),
    ],
)
def test_a_length_from_a_stated_day(line: str, expected: tuple[str | None, str | None]) -> None:
    assert period(line, day="2026-02-27") == expected


def test_an_extended_period_ends_later() -> None:
    lines = ("征集时间：2026年3月1日至2026年3月10日。", "根据公众建议，征集时间延长至2026年3月31日。")
    assert period(*lines) == WHOLE


@pytest.mark.parametrize(
    ("title", "steps", "words", "called"),
    [
        ("澜汀区公园命名", ("意见征集",), "征集时间：2026-03-01 至 2026-03-31。欢迎提出意见。", True),
        ("澜汀区公园命名", ("意见征集",), "征集中 欢迎提出意见。", False),
        ("澜汀区公园命名", ("通知公告",), "征集时间：2026-03-01 至 2026-03-31。欢迎提出意见。", False),
        ("澜汀之春摄影作品", ("意见征集",), "征集时间：2026-03-01 至 2026-03-31。欢迎提出意见。", False),
        ("对河道保洁办法（征求意见稿）意见的函", ("通知公告",), "无意见。", False),
    ],
)
def test_fields_make_a_call_only_in_a_column_of_calls(
    title: str, steps: tuple[str, ...], words: str, called: bool
) -> None:
    main = f"<h1>{title}</h1><p>发布时间：{DAY}</p><p>{words}</p>{BODY}"
    facts = read(framed(main, title=title, steps=steps, meta={"ArticleTitle": title}), ARTICLE)
    assert (facts.consultation is not None) is called


def test_a_status_by_itself_makes_a_call_in_its_column() -> None:
    main = f"<h1>澜汀区公园命名</h1><p>发布时间：{DAY}</p><p>征集中</p><p>欢迎提出意见。</p>{BODY}"
    facts = read(
        framed(main, title="公园命名", steps=("民意征集",), meta={"ArticleTitle": "澜汀区公园命名"}), ARTICLE
    )
    assert facts.consultation == Consultation(subject=Quote("survey", "澜汀区公园命名"))


LAW = "根据《重大行政决策程序暂行条例》的规定，现向社会公开征求意见。"
NORMATIVE = "根据《青海省行政规范性文件管理办法》，现公开征求意见。"


@pytest.mark.parametrize(
    ("title", "lines", "steps", "subject"),
    [
        (TITLE, (LAW,), (), "decision"),
        (TITLE, ("本事项已列入重大行政决策，现征求公众意见。",), (), "decision"),
        (TITLE, ("本办法已列入澜汀区年度重大行政决策事项目录。",), (), "decision"),
        (TITLE, ("本办法所称重大行政决策，是指区政府作出的决定。",), (), None),
        (TITLE, ("现公开征求意见。",), ("重大行政决策预公开",), "decision"),
        (TITLE, ("现公开征求意见。",), ("重大行政决策目录",), None),
        # the words of the draft's own title are no claim about the call
        ("关于《重大行政决策程序规定（征求意见稿）》公开征求意见的公告", ("现对《重大行政决策程序规定》征求意见。",), (), None),
        (TITLE, (NORMATIVE,), (), "normative"),
        (TITLE, (NORMATIVE, "欢迎各类市场主体提出意见。"), (), "business"),
        ("关于《支持企业发展若干措施（征求意见稿）》公开征求意见的公告", (NORMATIVE,), (), "business"),
        ("关于《支持企业发展若干措施（征求意见稿）》公开征求意见的公告", ("现公开征求意见。",), (), None),
        (TITLE, ("现公开征求意见。",), (), None),
        ("关于征集2027年民生实事项目建议的公告", ("欢迎提出意见建议。",), (), "survey"),
        ("关于河道保洁情况征求公众意见的公告", ("欢迎提出意见建议。",), (), "survey"),
        ("关于河道保洁管理办法征求意见的公告", ("欢迎提出意见建议。",), (), None),
        ("《澜汀区河道保洁管理办法（征求意见稿）》意见采纳情况", (LAW,), (), "result"),
    ],
)  # fmt: skip
def test_what_opinions_are_asked_on(
    title: str, lines: tuple[str, ...], steps: tuple[str, ...], subject: str | None
) -> None:
    main = f"<h1>{title}</h1><p>发布时间：{DAY}</p>" + "".join(f"<p>{line}</p>" for line in lines) + BODY
    called = read(framed(main, title=title, steps=steps, meta={"ArticleTitle": title}), ARTICLE).consultation
    assert called is not None
    assert (called.subject.id if called.subject else None) == subject


@pytest.mark.parametrize(
    ("more", "tab"),
    [
        ("<h3>意见采纳情况</h3>", "意见采纳情况"),
        ("<ul><li>征集公告</li><li>意见反馈</li></ul>", "意见反馈"),
        ("<h3>意见采纳情况</h3><p>暂无反馈</p>", ""),
        ("<h3>意见采纳情况</h3><p>共收到意见3条，采纳2条。</p>", ""),
        ("", ""),
    ],
)
def test_a_tab_for_the_result_without_anything_in_it_is_said(more: str, tab: str) -> None:
    called = call("征集时间：2026年3月1日至2026年3月31日", more=f"{more}<script src='a.js'></script>")
    assert called is not None
    assert called.unread_tab == tab


@pytest.mark.parametrize(
    ("beside", "tab"),
    [
        ("", ""),  # nothing on the page could bring it
        ("<script>show()</script>", "意见反馈"),
        ('<span onclick="show()">展开</span>', "意见反馈"),
        ('<a href="javascript:show()">展开</a>', "意见反馈"),
        ('<iframe src="fk.html"></iframe>', "意见反馈"),
        ('<p><img src="qingkuang.jpg"></p>', "意见反馈"),
        ('<p><a href="fk.doc">表格</a></p>', "意见反馈"),
        ('<p><a href="/fk/">点击进入</a></p>', ""),
    ],
)
def test_an_empty_tab_hides_nothing_where_nothing_can_fill_it(beside: str, tab: str) -> None:
    called = call("征集时间：2026年3月1日至2026年3月31日", more=f"<h3>意见反馈</h3><p></p>{beside}")
    assert called is not None
    assert called.unread_tab == tab
